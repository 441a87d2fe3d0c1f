"""The commands about privacy, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from admanager.__main__ import main

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *words: object) -> dict[str, Any]:
    status = main([*(str(word) for word in words), "--json"])
    captured = capsys.readouterr()
    assert status == 0, captured.err
    return dict(json.loads(captured.out))


@pytest.fixture
def project(tmp_path: Path, capsys: Capture) -> Path:
    """Two hundred people with an address and a consent, made by the command."""
    source = tmp_path / "people.csv"
    jobs = ("cook", "clerk", "nurse")
    rows = [
        f"c{n:03},p{n}@mail.org,{20 + n % 40},{jobs[n % 3]},{'no' if n % 10 == 0 else 'yes'}"
        for n in range(200)
    ]
    source.write_text("\n".join(["customer_id,email,age,job,consent", *rows]) + "\n")
    path = tmp_path / "people.adm"
    result = run(capsys, "import", path, source)
    assert [(each["column"], each["kind"], each["role"]) for each in result["findings"]] == [
        ("email", "email", "hash")
    ]
    return path


def test_scan_role_and_person(project: Path, capsys: Capture, tmp_path: Path) -> None:
    (finding,) = run(capsys, "privacy", project, "scan")["findings"]
    assert (finding["column"], finding["count"], finding["sampled"]) == ("email", 200, 200)
    assert run(capsys, "privacy", project, "key") == {"place": "none", "path": None}
    assert run(capsys, "privacy", project, "role", "email", "hash")["rows"] == 200
    assert run(capsys, "privacy", project, "key")["place"] == "file"
    assert run(capsys, "privacy", project, "scan")["findings"] == []
    page = tmp_path / "person.html"
    person = run(capsys, "privacy", project, "person", "c003", "--page", page)
    assert (person["count"], person["rows"]["profiles"][0]["age"], person["do_not_contact"]) == (1, 23, False)
    text = page.read_text(encoding="utf-8")
    assert "c003" in text
    assert "<script" not in text


def test_a_value_is_corrected(project: Path, capsys: Capture) -> None:
    assert run(capsys, "privacy", project, "correct", "c003", "age", "64") == {"column": "age", "rows": 1}
    assert run(capsys, "privacy", project, "person", "c003")["rows"]["profiles"][0]["age"] == 64
    assert main(["privacy", str(project), "correct", "c003", "age", "many"]) == 1
    assert "age cannot hold “many”" in capsys.readouterr().err


def test_erase_and_import_again(project: Path, capsys: Capture, tmp_path: Path) -> None:
    erased = run(capsys, "privacy", project, "erase", "c005")
    assert (erased["rows_removed"], erased["copies"]) == (1, [])
    again = run(capsys, "import", project, tmp_path / "people.csv", "--on-duplicate", "update")
    assert (again["suppressed"], again["rows_updated"]) == (1, 199)
    assert main(["privacy", str(project), "person", "c005"]) == 1
    assert "No table holds a person" in capsys.readouterr().err
    assert run(capsys, "check", project)["ok"]


def test_do_not_contact_and_hold_out(project: Path, capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("p1@mail.org\nP2@mail.org\n")
    listed = run(capsys, "privacy", project, "do-not-contact", tmp_path / "list.txt")
    assert listed == {"added": 2, "removed": 0, "entries": 2, "people": 2}
    out = tmp_path / "out.csv"
    written = run(capsys, "segment", project, "export", "age > 0", out, "--seed", "3")
    assert (written["rows"], written["left_out"], written["do_not_contact"], written["held_out"]) == (
        160,
        20,
        2,
        18,
    )
    (kept,) = run(capsys, "privacy", project, "holdout")["exports"]
    assert (kept["exported"], kept["held"], kept["seed"]) == (160, 18, 3)
    events = tmp_path / "events.csv"
    exported = [line.split(",")[0] for line in out.read_text().splitlines()[1:]]
    events.write_text(
        "\n".join(["customer_id,time,kind", *(f"{key},2099-01-01,purchase" for key in exported[:80])]) + "\n"
    )
    run(capsys, "import", project, events, "--as", "events")
    lift = run(capsys, "privacy", project, "holdout", "1")
    assert (lift["exported_rate"], lift["held_rate"], lift["verdict"]) == (0.5, 0.0, "more")
    assert (
        run(capsys, "privacy", project, "do-not-contact", tmp_path / "list.txt", "--remove")["removed"] == 2
    )


def test_anonymity_and_what_is_written(project: Path, capsys: Capture, tmp_path: Path) -> None:
    found = run(
        capsys,
        "privacy",
        project,
        "anonymity",
        "age > 0",
        "--columns",
        "age,job",
        "--sensitive",
        "email",
        "--k",
        "5",
    )
    assert (found["rows"], found["left_out"], found["k"]) == (180, 20, 1)
    out = tmp_path / "hidden.csv"
    made = run(
        capsys, "privacy", project, "anonymity", "age > 0", "--columns", "age,job", "--k", "5", "-o", out
    )
    assert made["after"]["k"] >= 5
    assert made["after"]["rows"] + made["suppressed"] == 180
    assert len(out.read_text(encoding="utf-8-sig").splitlines()) == made["after"]["rows"] + 1
    assert "age" in run(capsys, "privacy", project, "anonymity", "age > 0")["quasi"]


def test_noisy_counts_spend_the_budget(project: Path, capsys: Capture) -> None:
    answer = run(capsys, "privacy", project, "noisy", "age > 30", "--epsilon", "0.5")
    assert abs(answer["count"] - 145) < 60
    assert answer["left"] == 0.5
    groups = run(capsys, "privacy", project, "noisy", "age > 0", "--column", "job", "--epsilon", "0.5")
    assert sorted(groups["counts"]) == ["clerk", "cook", "nurse"]
    assert groups["threshold"] > groups["margin"]
    assert main(["privacy", str(project), "noisy", "age > 30"]) == 1
    assert "budget does not reach" in capsys.readouterr().err
    assert run(capsys, "privacy", project, "noisy", "--budget", "2") == {
        "budget": 2.0,
        "spent": 1.0,
        "left": 1.0,
    }


def test_retention_shows_what_is_due_and_sweeps(project: Path, capsys: Capture) -> None:
    (rule,) = run(capsys, "privacy", project, "retention", "profiles", "--days", "30")["rules"]
    assert (rule["table"], rule["days"], rule["due"], rule["stay"]) == ("profiles", 30, 0, 200)
    assert run(capsys, "privacy", project, "retention", "--sweep")["rows_removed"] == 0
    assert run(capsys, "privacy", project, "retention", "--remove", rule["id"])["rules"] == []


def test_a_log_that_lost_its_end_is_noticed(project: Path, capsys: Capture) -> None:
    import sqlite3

    run(capsys, "privacy", project, "person", "c003")
    connection = sqlite3.connect(project)
    connection.execute("DELETE FROM audit WHERE id = (SELECT MAX(id) FROM audit)")
    connection.commit()
    connection.close()
    assert not run(capsys, "privacy", project, "audit")["intact"]
    assert main(["check", str(project)]) == 1
    assert "The audit log was changed at entry" in capsys.readouterr().err
