"""The commands about models, as a script calls them: JSON on standard output, sentences on standard error."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from admanager.__main__ import main
from admanager.demo.generator import write_customers
from admanager.ingest import load
from admanager.learning import examining, gate, judging, models
from admanager.project.file import ProjectFile

Capture = pytest.CaptureFixture[str]
PEOPLE = 1_500
# Of them those who consented: nothing is learned from the others.
CONSENTED = 1_393


@pytest.fixture(autouse=True)
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in this process; `tests/learning/test_models.py` trains and checks in real children."""
    for module in (load, models, gate):
        monkeypatch.setattr(module, "run_in_child", lambda function, *args, job: function(*args, job=job))
    monkeypatch.setattr(gate, "limit_memory", lambda: None)


def run(capsys: Capture, *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def fails(capsys: Capture, *words: str) -> str:
    assert main([*words, "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.strip()


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def customers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_customers(tmp_path_factory.mktemp("cli") / "customers.csv", seed=2, people=PEOPLE)


@pytest.fixture(scope="module")
def trained(customers: Path) -> Path:
    """A project with the customers and the model `resp`."""
    path = customers.with_suffix(".adm")
    with pytest.MonkeyPatch.context() as patch:
        for module in (load, models):
            patch.setattr(module, "run_in_child", lambda function, *args, job: function(*args, job=job))
        assert main(["import", str(path), str(customers)]) == 0
        assert (
            main(
                [
                    "train",
                    str(path),
                    "resp",
                    "--target=responded",
                    "--positive=yes",
                    "--family=dcn",
                    "--seed=1",
                ]
            )
            == 0
        )
    return path


@pytest.fixture
def project(trained: Path, tmp_path: Path) -> str:
    return str(shutil.copy(trained, tmp_path / "project.adm"))


def test_train_answers_with_the_contracts_keys(project: str, capsys: Capture) -> None:
    result = run(
        capsys,
        "train",
        project,
        "two",
        "--target",
        "responded",
        "--family",
        "logistic",
        "--exclude",
        "age,region",
    )
    assert (result["model"], result["family"], result["rows"]) == ("two", "logistic", CONSENTED)
    assert 0.5 < result["auc"] < 1
    assert 0 < result["log_loss"] < 0.5
    assert 0 <= result["ece"] < 0.1
    assert result["seconds"] > 0
    reasons = {entry["column"]: entry["reason"] for entry in result["excluded"]}
    assert "nearly gives the answer away" in reasons["order_value_after_offer"]
    assert reasons["age"] == "“age” was left out on request."
    assert {"age", "region", "customer_id", "consent"} <= set(reasons)
    assert not set(reasons) & set(result["features"])


def test_train_tells_how_many_rows_are_of_people_not_to_be_contacted(
    project: str, customers: Path, tmp_path: Path, capsys: Capture
) -> None:
    header, *rows = cells(customers)
    named = [dict(zip(header, row, strict=True)) for row in rows[:40]]
    unwanted = tmp_path / "unwanted.txt"
    unwanted.write_text("\n".join(row["customer_id"] for row in named), encoding="utf-8")
    run(capsys, "privacy", project, "do-not-contact", str(unwanted))
    result = run(capsys, "train", project, "two", "--target", "responded", "--family", "logistic")
    consented = sum(row["consent"] == "yes" for row in named)
    assert 0 < consented < 40
    assert (result["rows"], result["do_not_contact"]) == (CONSENTED, consented)


def test_train_keeps_a_suspected_column_when_asked(project: str, capsys: Capture) -> None:
    words = ("train", project, "leaky", "--target", "responded", "--family", "logistic")
    result = run(capsys, *words, "--include", "order_value_after_offer")
    assert "order_value_after_offer" in result["features"]
    assert result["auc"] > 0.99


def test_the_same_seed_trains_the_same_model(project: str, capsys: Capture) -> None:
    words = ("train", project, "again", "--target", "responded", "--family", "logistic", "--seed", "5")
    first, second = run(capsys, *words), run(capsys, *words)
    for key in ("auc", "log_loss", "ece"):
        assert first[key] == second[key]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--target", "nothing"), "has no column nothing"),
        (("--target", "responded", "--positive", "perhaps"), "no value “perhaps”"),
        (("--target", "responded", "--treatment", "age"), "belong to --family uplift"),
    ],
)
def test_train_says_what_it_cannot_do(
    project: str, capsys: Capture, words: tuple[str, ...], message: str
) -> None:
    assert message in fails(capsys, "train", project, "m", *words)


def test_wrong_usage_ends_with_2(project: str, capsys: Capture) -> None:
    assert main(["train", project, "m"]) == 2
    assert main(["train", project, "m", "--target", "responded", "--family", "magic"]) == 2
    assert main(["evaluate", project, "resp", "x.csv", "--role", "oops"]) == 2
    capsys.readouterr()


def test_evaluate_reads_the_file_as_the_import_did(
    project: str, customers: Path, tmp_path: Path, capsys: Capture
) -> None:
    result = run(capsys, "evaluate", project, "resp", str(customers))
    assert result["rows"] == PEOPLE
    assert result["auc"] > 0.7
    assert result["base_rate"] == pytest.approx(result["positives"] / PEOPLE)
    assert result["ece_floor"] > 0
    assert result["rows_per_second"] > 1_000
    packed = tmp_path / "customers.csv.gz"
    packed.write_bytes(gzip.compress(customers.read_bytes()))
    assert run(capsys, "evaluate", project, "resp", str(packed))["auc"] == result["auc"]
    # Another delimiter and the columns in another order change nothing.
    rows = cells(customers)
    turned = tmp_path / "turned.csv"
    with turned.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([row[::-1] for row in rows])
    assert run(capsys, "evaluate", project, "resp", str(turned))["auc"] == result["auc"]


def test_evaluate_takes_the_outcome_from_the_column_with_the_role_label(
    project: str, customers: Path, tmp_path: Path, capsys: Capture
) -> None:
    renamed = tmp_path / "renamed.csv"
    renamed.write_text(customers.read_text().replace("responded", "bought_in_may", 1))
    expected = run(capsys, "evaluate", project, "resp", str(customers))["auc"]
    assert "no column with what happened (responded)" in fails(
        capsys, "evaluate", project, "resp", str(renamed)
    )
    result = run(capsys, "evaluate", project, "resp", str(renamed), "--role", "bought_in_may=label")
    assert result["auc"] == expected


def test_score_writes_the_key_and_the_probability_of_every_row(
    project: str, customers: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "scores.csv"
    result = run(capsys, "score", project, "resp", str(customers), "-o", str(out))
    assert result["rows"] == PEOPLE
    rows = cells(out)
    assert rows[0] == ["customer_id", "probability"]
    assert [row[0] for row in rows[1:4]] == ["C000001", "C000002", "C000003"]
    probabilities = [float(row[1]) for row in rows[1:]]
    assert len(probabilities) == PEOPLE
    assert all(0 < value < 1 for value in probabilities)
    assert sum(probabilities) / PEOPLE == pytest.approx(0.09, abs=0.04)


def test_score_without_a_needed_column_names_it_and_writes_nothing(
    project: str, tmp_path: Path, capsys: Capture
) -> None:
    file, out = tmp_path / "few.csv", tmp_path / "scores.csv"
    file.write_text("customer_id,age\nC1,30\nC2,40\n")
    assert "needs the columns" in fails(capsys, "score", project, "resp", str(file), "-o", str(out))
    assert not out.exists()
    assert "There is no file" in fails(
        capsys, "score", project, "resp", str(tmp_path / "no.csv"), "-o", str(out)
    )


def test_a_model_travels_to_another_project(
    project: str, customers: Path, tmp_path: Path, capsys: Capture
) -> None:
    file, other = str(tmp_path / "resp.onnx"), str(tmp_path / "other.adm")
    assert run(capsys, "model", project, "save", "resp", file) == {"path": file}
    run(capsys, "new", other)
    loaded = run(capsys, "model", other, "load", file)
    assert (loaded["model"], loaded["family"]) == ("resp", "dcn")
    assert {"name": "age", "type": "float", "shape": [None]} in loaded["inputs"]
    assert loaded["outputs"] == [{"name": "probability", "type": "float", "shape": [None]}]
    for path, out in ((project, "a.csv"), (other, "b.csv")):
        run(capsys, "score", path, "resp", str(customers), "-o", str(tmp_path / out))
    first, second = ([row[-1] for row in cells(tmp_path / name)] for name in ("a.csv", "b.csv"))
    assert first == second
    assert main(["model", other, "load", file, "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["model"] == "resp 2"
    assert "There is another model called “resp”, so that this one is called “resp 2”." in told.err


def test_evaluate_says_that_the_rows_are_those_that_were_learned_from(
    tmp_path: Path, capsys: Capture
) -> None:
    rng = np.random.default_rng(1)
    file, project = tmp_path / "rows.csv", str(tmp_path / "rows.adm")
    lines = [f"c{n},{rng.integers(18, 80)},{'yes' if rng.random() < 0.3 else 'no'}" for n in range(600)]
    file.write_text("\n".join(["id,age,bought", *lines]))
    run(capsys, "import", project, str(file))
    run(capsys, "train", project, "m", "--target", "bought", "--family", "logistic")
    assert main(["evaluate", project, "m", str(file)]) == 0
    assert "the rows that the model was trained on" in capsys.readouterr().err
    file.write_text("\n".join(["id,age,bought", *lines[:300]]))
    assert main(["evaluate", project, "m", str(file)]) == 0
    assert "trained on" not in capsys.readouterr().err


def test_rows_that_were_left_out_without_consent_do_not_hide_that_a_file_was_learned_from(
    tmp_path: Path, capsys: Capture
) -> None:
    rng = np.random.default_rng(2)
    file, project = tmp_path / "rows.csv", str(tmp_path / "rows.adm")
    lines = [
        f"c{n},{rng.integers(18, 80)},{rng.choice(['yes', 'no'])},{'yes' if rng.random() < 0.3 else 'no'}"
        for n in range(900)
    ]
    file.write_text("\n".join(["id,age,agrees,bought", *lines]))
    run(capsys, "import", project, str(file), "--role", "agrees=consent")
    run(capsys, "train", project, "m", "--target", "bought", "--family", "logistic")
    assert main(["evaluate", project, "m", str(file)]) == 0
    assert "the rows that the model was trained on" in capsys.readouterr().err


def test_model_list_shows_what_there_is(project: str, capsys: Capture) -> None:
    (model,) = run(capsys, "model", project, "list")["models"]
    assert (model["name"], model["family"], model["target"], model["rows"]) == (
        "resp",
        "dcn",
        "responded",
        CONSENTED,
    )
    assert main(["model", project, "list"]) == 0
    assert "resp  (dcn, responded: AUC 0." in capsys.readouterr().out


def test_a_model_that_is_not_there_is_answered_with_those_that_are(project: str, capsys: Capture) -> None:
    message = fails(capsys, "model", project, "save", "gone", "x.onnx")
    assert message == "There is no model “gone”; the project has: resp."


def test_a_refused_file_is_told_in_one_sentence(project: str, tmp_path: Path, capsys: Capture) -> None:
    bad = tmp_path / "bad.onnx"
    bad.write_bytes(b"not a model")
    assert fails(capsys, "model", project, "load", str(bad)) == (
        "The ONNX file was refused: it is not an ONNX model."
    )


def test_everyone_is_scored_into_a_column(project: str, capsys: Capture) -> None:
    result = run(capsys, "model", project, "apply", "resp")
    assert (result["column"], result["rows"]) == ("resp score", PEOPLE)
    counted = run(capsys, "segment", project, "count", "`resp score` > 0")
    assert counted["count"] == PEOPLE


def test_a_model_is_explained_and_checked_from_the_command_line(
    project: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (examining, judging):
        monkeypatch.setattr(module, "run_in_child", lambda function, *args, job: function(*args, job=job))
    explained = run(capsys, "model", project, "explain", "resp")
    assert explained["held_out"] is True
    assert len(explained["importance"]) > 5
    with ProjectFile.open(Path(project)) as opened:
        (key,) = opened.read().execute("SELECT customer_id FROM profiles LIMIT 1").fetchone()
    person = run(capsys, "model", project, "explain", "resp", "--person", key)
    total = person["average"] + sum(entry["change"] for entry in person["contributions"])
    assert total == pytest.approx(person["probability"], abs=1e-6)
    values = {entry["column"]: entry["value"] for entry in person["contributions"]}
    assert dt.date.fromisoformat(values["member_since"])
    assert run(capsys, "model", project, "drift", "resp")["verdict"] == "unknown"
    assert "no model “none”" in fails(capsys, "model", project, "drift", "none")
