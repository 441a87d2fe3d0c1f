"""Headlines: compared within a test alone, better told than by a coin, and on real tests in two of three pairs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

import admanager
from admanager.cli.app import run
from admanager.jobs import Job
from admanager.learning.headline_features import form_of, piece_parts, word_parts
from admanager.learning.headlines import (
    HeadlineModel,
    fit_headlines,
    grouped_tests,
    judge_headlines,
    pairs_of,
    read_tests,
    split_tests,
    tables_of_tests,
)
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError

PLAIN = ["garden", "shoes", "travel", "music", "kitchen", "winter", "office", "camera"]


def write_tests(path: Path, *, tests: int = 160, seed: int = 0) -> Path:
    """Write headline tests in which "free" doubles the clicks, and whose base rates have nothing to say."""
    rng = np.random.default_rng(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["test_id", "headline", "impressions", "clicks"])
        for test in range(tests):
            base = rng.uniform(0.005, 0.05)
            for place in range(4):
                words = " ".join(rng.choice(PLAIN, 4, replace=False))
                is_free = place % 2 == 0
                text = f"Free {words}" if is_free else f"Our {words}"
                shown = int(rng.integers(3000, 5000))
                writer.writerow([f"t{test}", text, shown, rng.binomial(shown, base * (2 if is_free else 1))])
    return path


def test_equal_texts_of_a_test_are_one_and_tests_are_not_mixed() -> None:
    found = grouped_tests(
        ["a", "a", "a", "b", "b"],
        ["One", "One", "Two", "One", None],
        np.array([100.0, 300.0, 200.0, 50.0, 10.0]),
        np.array([10.0, 30.0, 4.0, 60.0, 1.0]),
    )
    assert found.texts == ("One", "Two", "One")
    assert found.impressions.tolist() == [400, 200, 50]
    # More clicks than showings is a fault of the source.
    assert found.clicks.tolist() == [40, 4, 50]
    pairs = pairs_of(found)
    assert list(zip(pairs.first, pairs.second, strict=True)) == [(0, 1)]
    common = 44 / 600
    by_hand = (0.1 - 0.02) / np.sqrt(common * (1 - common) * (1 / 400 + 1 / 200))
    assert pairs.z[0] == pytest.approx(by_hand)


def test_words_pairs_pieces_and_form_of_a_headline() -> None:
    assert word_parts("Don’t Stop") == ["don't", "stop", "don't stop"]
    assert " do" in piece_parts("Don’t")
    assert "n't " in piece_parts("Don’t")
    assert word_parts("Café") == word_parts("cafe")
    assert form_of("Why?")[5] == 1
    assert form_of("")[2] == 0


def test_a_project_learns_from_its_tests_and_ranks_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "p.adm"
    admanager.create(project).close()
    file, later = write_tests(tmp_path / "tests.csv"), write_tests(tmp_path / "later.csv", tests=40, seed=3)
    assert run(["headlines", str(project), "train", str(file), "--json"]) == 0
    trained = json.loads(capsys.readouterr().out)
    assert trained["accuracy"] > 0.95
    assert trained["low"] <= trained["accuracy"] <= trained["high"]
    assert run(["headlines", str(project), "evaluate", str(later), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["accuracy"] > 0.95
    words = ["Our garden travel", "Free garden travel"]
    assert run(["headlines", str(project), "rank", *words, "--json"]) == 0
    ranked = json.loads(capsys.readouterr().out)["headlines"]
    assert [entry["text"] for entry in ranked] == words[::-1]
    with admanager.open(project) as opened:
        assert opened.rank_headlines(words)[0][0] == "Free garden travel"
        assert opened.undo() == "Train the headline model"
        with pytest.raises(AdManagerError, match="no headline model yet"):
            opened.rank_headlines(words)


def test_tests_in_a_table_of_the_project_teach_the_same_as_their_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, project = write_tests(tmp_path / "tests.csv"), str(tmp_path / "p.adm")
    assert run(["import", project, str(file), "--as", "impressions"]) == 0
    figures = []
    for source in ([str(file)], ["--table", "impressions"]):
        capsys.readouterr()
        assert run(["headlines", project, "train", *source, "--json"]) == 0
        figures.append(json.loads(capsys.readouterr().out))
    for name in ("pairs", "accuracy", "tests_learned", "headlines"):
        assert figures[0][name] == figures[1][name]
    with ProjectFile.open(tmp_path / "p.adm") as opened:
        assert tables_of_tests(opened) == ["impressions"]
    assert run(["headlines", project, "evaluate"]) == 2
    assert run(["headlines", project, "evaluate", "--table", "events"]) == 1
    assert run(["headlines", project, "evaluate", "--table", "elsewhere"]) == 1


def test_a_table_of_single_showings_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "shown.csv"
    lines = ["experiment,headline,clicked"]
    lines += [
        f"{test},Offer {place},{int(number < 3 - place)}"
        for test in range(3)
        for place in range(2)
        for number in range(5)
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    project = tmp_path / "p.adm"
    assert run(["import", str(project), str(file), "--as", "impressions"]) == 0
    with ProjectFile.open(project) as opened:
        found = read_tests(opened, "impressions", {}, Job())
    assert found.texts == ("Offer 0", "Offer 1") * 3
    assert found.impressions.tolist() == [5] * 6
    assert found.clicks.tolist() == [3, 2] * 3


def test_a_model_is_the_same_after_it_was_kept() -> None:
    rng = np.random.default_rng(2)
    texts = [
        f"Free {a} {b}" if n % 2 else f"Our {a} {b}" for n, (a, b) in enumerate(rng.choice(PLAIN, (240, 2)))
    ]
    clicks = np.where([text.startswith("Free") for text in texts], 90.0, 40.0)
    tests = grouped_tests([n // 4 for n in range(240)], texts, np.full(240, 1000.0), clicks)
    model = fit_headlines(tests, pairs_of(tests))
    again = HeadlineModel.from_bytes(model.to_bytes())
    np.testing.assert_allclose(again.scores(texts[:9]), model.scores(texts[:9]), atol=1e-4)
    assert model.chance("Free shoes", "Our shoes") == pytest.approx(
        1 - model.chance("Our shoes", "Free shoes")
    )


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("test_id,headline\na,b\n", encoding="utf-8")
    with (
        admanager.create(tmp_path / "p.adm") as project,
        pytest.raises(AdManagerError, match="no column for impressions"),
    ):
        project.train_headlines(tmp_path / "x.csv")


@pytest.mark.slow
def test_real_headline_tests_are_told_in_two_of_three_pairs(shared_data: Path) -> None:
    import pandas as pd

    rows = pd.read_csv(shared_data / "upworthy" / "upworthy_train.csv.gz").dropna(subset=["headline"])
    tests = grouped_tests(
        list(rows["clickability_test_id"]),
        list(rows["headline"]),
        rows["impressions"].to_numpy(float),
        rows["clicks"].to_numpy(float),
    )
    train, held = split_tests(pairs_of(tests), 0)
    assert not set(train.test) & set(held.test)
    assert judge_headlines(fit_headlines(tests, train), tests, held).accuracy >= 0.66
