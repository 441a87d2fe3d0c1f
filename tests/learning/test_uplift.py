"""Who is persuaded: found where some are, denied where nobody is more than others, through the commands' own calls."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

import admanager
from admanager.jobs import Job
from admanager.learning.families import Trained
from admanager.learning.gate import check_foreign
from admanager.learning.request import TrainRequest
from admanager.learning.training import uplift_run
from admanager.learning.uplift import judge_uplift, qini
from admanager.learning.uplift_files import evaluate_uplift, score_uplift
from admanager.texts import AdManagerError


def write_experiment(path: Path, *, persuades_some: bool, rows: int = 6000, seed: int = 0) -> Path:
    """Write a randomised experiment: the e-mail lifts everybody by 6 points, or the regulars alone by 20."""
    rng = np.random.default_rng(seed)
    visits, region = rng.poisson(3, rows), rng.choice(["north", "south", "east"], rows)
    treated = rng.random(rows) < 0.5
    base = 0.1 + 0.05 * (region == "north")
    gain = np.where(visits >= 4, 0.2, 0.0) if persuades_some else np.full(rows, 0.06)
    bought = rng.random(rows) < base + treated * gain
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["customer_id", "visits", "region", "segment", "bought"])
        for row in range(rows):
            arm = ("e-mail A", "e-mail B")[row % 2] if treated[row] else "no e-mail"
            writer.writerow([f"c{row}", visits[row], region[row], arm, int(bought[row])])
    return path


def project_of(folder: Path, *, persuades_some: bool, rows: int = 6000, seed: int = 0) -> Path:
    path = folder / "p.adm"
    with admanager.create(path) as project:
        project.import_file(
            write_experiment(folder / "rows.csv", persuades_some=persuades_some, rows=rows, seed=seed)
        )
    return path


def asked(**changes: object) -> TrainRequest:
    values = {"name": "m", "target": "bought", "treatment": "segment", "control": "no e-mail"}
    return TrainRequest.model_validate(values | {"family": "uplift"} | changes)


@pytest.fixture(scope="module")
def persuaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Trained]:
    path = project_of(tmp_path_factory.mktemp("some"), persuades_some=True)
    return path, uplift_run.train_from_project(path, asked(), job=Job())


def test_the_persuaded_are_found_where_there_are_some(persuaded: tuple[Path, Trained]) -> None:
    card = persuaded[1].card
    assert card.figures["qini_low"] > 0
    assert card.figures["qini_low"] < card.figures["qini"] < card.figures["qini_high"]
    assert card.verdict == "some people are persuaded more than others"
    # A third of the people are regulars, and the e-mail brings one in five of them.
    assert card.figures["uplift_best"] == pytest.approx(0.2, abs=0.07)
    assert "segment" not in [entry.name for entry in card.inputs]


def test_the_file_gives_the_uplift_that_was_put_in(persuaded: tuple[Path, Trained]) -> None:
    import pandas as pd

    frame = pd.DataFrame({"visits": [5.0, 1.0], "region": ["south", "south"]})
    regular, rare = uplift_files_scorer(persuaded[1].onnx).score(frame)
    assert regular == pytest.approx(0.2, abs=0.12)
    assert rare == pytest.approx(0.0, abs=0.1)


def uplift_files_scorer(onnx: bytes):
    from admanager.learning.uplift_files import uplift_scorer

    return uplift_scorer(onnx)


def test_where_all_gain_alike_there_is_no_evidence(tmp_path: Path) -> None:
    path = project_of(tmp_path, persuades_some=False)
    card = uplift_run.train_from_project(path, asked(), job=Job()).card
    assert card.figures["qini_low"] <= 0
    assert card.verdict == "no evidence that anyone is persuaded more than others"
    assert card.figures["uplift_low"] < 0.06 < card.figures["uplift_high"]


def test_a_ranking_by_nothing_is_called_evident_in_at_most_one_of_twenty_worlds() -> None:
    evident = 0
    for seed in range(120):
        rng = np.random.default_rng(seed)
        treated = (rng.random(2000) < 0.5).astype(float)
        labels = (rng.random(2000) < 0.1 + 0.05 * treated).astype(float)
        evident += judge_uplift(rng.random(2000), labels, treated, seed=seed).is_evident
    assert evident <= 8


def test_qini_by_hand_and_of_no_ranking_at_all() -> None:
    # The best half: every treated person says yes, nobody else does; in the other half treating changes nothing.
    scores = np.repeat([1.0, 0.0], 200)
    treated = np.tile([1.0, 0.0], 200)
    labels = np.where(scores == 1.0, treated, 0.0)
    # The curve rises to 1/2 at the middle and stays; the line goes straight to 1/2: the area between is 1/8.
    assert qini(scores, labels, treated) == pytest.approx(0.125, abs=0.01)
    assert qini(np.zeros(400), labels, treated) == pytest.approx(0.0, abs=1e-9)
    assert qini(-scores, labels, treated) < 0


@pytest.mark.parametrize("learner", uplift_run.LEARNERS)
def test_every_learner_is_exported_exactly(
    persuaded: tuple[Path, Trained], learner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uplift_run, "LEARNERS", (learner,))
    found = uplift_run.train_from_project(persuaded[0], asked(), job=Job())
    assert found.card.agreement < 1e-5
    assert found.card.figures["qini"] > 0


def test_the_file_passes_the_gate_and_says_what_it_is(persuaded: tuple[Path, Trained]) -> None:
    report = check_foreign(persuaded[1].onnx)
    assert report.card is not None
    assert (report.card.task, report.card.treatment, report.card.control) == (
        "uplift",
        "segment",
        "no e-mail",
    )


def test_another_experiment_is_evaluated_and_scored(tmp_path: Path) -> None:
    path = project_of(tmp_path, persuades_some=True)
    later = write_experiment(tmp_path / "later.csv", persuades_some=True, seed=5)
    with admanager.open(path) as project:
        project.train("m", "bought", family="uplift", treatment="segment", control="no e-mail")
        found = evaluate_uplift(project.file, "m", later)
        assert found["rows"] == 6000
        assert found["qini_low"] > 0
        assert not found["seems_trained_on"]
        assert evaluate_uplift(project.file, "m", tmp_path / "rows.csv")["seems_trained_on"]
        assert found["verdict"] == "some people are persuaded more than others"
        score_uplift(project.file, "m", later, tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "customer_id,uplift"
    assert len(lines) == 6001


def test_the_treatment_and_its_control_have_to_be_told(persuaded: tuple[Path, Trained]) -> None:
    path = persuaded[0]
    with pytest.raises(AdManagerError, match="--treatment"):
        uplift_run.train_from_project(path, asked(treatment=None), job=Job())
    with pytest.raises(AdManagerError, match=r"--control.*no e-mail"):
        uplift_run.train_from_project(path, asked(control=None), job=Job())
    with pytest.raises(AdManagerError, match="has no value “nobody”"):
        uplift_run.train_from_project(path, asked(control="nobody"), job=Job())


def test_who_is_held_out_has_nothing_to_do_with_who_was_treated() -> None:
    """An experiment whose arms were drawn by the same generator, with the seed of the training."""
    for seed in range(5):
        treated = (np.random.default_rng(seed).random(2_000) < 0.5).astype(np.float64)
        train, holdout = uplift_run._split(np.arange(2_000), treated, seed)
        for rows in (train, holdout):
            assert 0.4 < treated[rows].mean() < 0.6
