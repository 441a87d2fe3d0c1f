"""Everyone in the project is scored into a column of the profiles: the file's own answers, all of them or none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from admanager.audience import column_reading, segments
from admanager.audience.column_data import ColumnData
from admanager.jobs import Job
from admanager.learning import models, project_scoring
from admanager.learning.dataset import load_dataset
from admanager.learning.families import Trained
from admanager.learning.project_scoring import score_profiles
from admanager.project.file import ProjectFile
from admanager.project.tables import columns, read_frame
from admanager.texts import AdManagerError, Cancelled, sentence
from tests.learning.conftest import REQUEST


@pytest.fixture
def with_model(customers: ProjectFile, trained: Trained, monkeypatch: pytest.MonkeyPatch) -> ProjectFile:
    monkeypatch.setattr(models, "run_in_child", lambda function, *args, job: trained)
    models.train(customers, REQUEST)
    return customers


def test_everyone_gets_the_probability_that_the_file_gives(with_model: ProjectFile) -> None:
    frame = read_frame(with_model.read(), "profiles")
    expected = models.get_scorer(with_model, "response").score(frame)
    scored = score_profiles(with_model, "response")
    assert (scored.column, scored.rows) == ("response score", 2_500)
    assert scored.mean == pytest.approx(expected.mean())
    found = read_frame(with_model.read(), "profiles", ["response score"])["response score"]
    np.testing.assert_allclose(found, expected, atol=1e-7)


def test_the_scores_can_be_used_in_rules_but_no_model_learns_from_them(with_model: ProjectFile) -> None:
    score_profiles(with_model, "response")
    values = read_frame(with_model.read(), "profiles", ["response score"])["response score"]
    count = segments.count(with_model, "`response score` >= 0.2").count
    assert count == int((values >= 0.2).sum()) > 0
    dataset = load_dataset(with_model.read(), REQUEST)
    assert "response score" not in dataset.kinds()
    again = score_profiles(with_model, "response")
    assert again.rows == 2_500
    names = [column.name for column in columns(with_model.read(), "profiles")]
    assert names.count("response score") == 1


def test_blocks_are_put_together_in_order(with_model: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    score_profiles(with_model, "response")
    at_once = read_frame(with_model.read(), "profiles", ["response score"])["response score"]
    monkeypatch.setattr("admanager.learning.project_scoring._BLOCK", 168)
    scored = score_profiles(with_model, "response")
    in_blocks = read_frame(with_model.read(), "profiles", ["response score"])["response score"]
    np.testing.assert_allclose(in_blocks, at_once, atol=1e-7)
    assert scored.heads == {}
    assert scored.mean == pytest.approx(at_once.mean())


@pytest.fixture
def read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a child read the columns, a few rows at a time, as it does those of large tables."""
    monkeypatch.setattr(column_reading, "MANY_CELLS", 1)
    monkeypatch.setattr(column_reading, "CHILD_ROWS", 400)
    monkeypatch.setattr(
        column_reading, "run_in_child", lambda _, *args, job: column_reading.send_columns(*args, job=job)
    )
    monkeypatch.setattr(project_scoring, "_BLOCK", 168)


@pytest.mark.usefixtures("read_in_parts")
def test_the_model_is_asked_about_the_first_people_while_the_others_are_read(
    with_model: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = models.get_scorer(with_model, "response").score(read_frame(with_model.read(), "profiles"))
    known: list[int] = []
    taken = project_scoring._Ahead.take

    def take(self: project_scoring._Ahead, rows: int, data: dict[str, ColumnData]) -> None:
        taken(self, rows, data)
        known.append(len(self._asked))

    monkeypatch.setattr(project_scoring._Ahead, "take", take)
    score_profiles(with_model, "response")
    assert known == [rows // 168 for rows in (400, 800, 1_200, 1_600, 2_000, 2_400, 2_500)]
    found = read_frame(with_model.read(), "profiles", ["response score"])["response score"]
    np.testing.assert_allclose(found, expected, atol=1e-7)


@pytest.mark.usefixtures("read_in_parts")
def test_people_who_change_while_they_are_read_are_asked_about_again(
    with_model: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = models.get_scorer(with_model, "response").score(read_frame(with_model.read(), "profiles"))
    number = next(column.name for column in columns(with_model.read(), "profiles") if column.type == "real")
    reads: list[int] = []

    def read(*args: object) -> object:
        found = column_reading.read_columns(*args)  # type: ignore[arg-type]
        reads.append(1)
        if len(reads) == 1:
            with with_model.change(sentence("Change"), undoable=False) as change:
                change.connection.execute(f'UPDATE profiles SET "{number}" = "{number}" * 3')
                change.touch("profiles")
        return found

    monkeypatch.setattr("admanager.audience.columns.read_columns", read)
    score_profiles(with_model, "response")
    found = read_frame(with_model.read(), "profiles", ["response score"])["response score"]
    expected = models.get_scorer(with_model, "response").score(read_frame(with_model.read(), "profiles"))
    assert np.abs(expected - before).max() > 1e-4
    np.testing.assert_allclose(found, expected, atol=1e-7)


class CancelsWhileWriting(Job):
    def __init__(self) -> None:
        self.writing = 0

    def progress(self, done: float, total: float, text: str) -> None:
        self.writing += done >= total / 2

    def check_cancelled(self) -> None:
        if self.writing:
            raise Cancelled


def test_cancelling_while_the_scores_are_written_leaves_the_profiles_as_they_were(
    with_model: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("admanager.learning.project_scoring._BLOCK", 504)
    before = [column.name for column in columns(with_model.read(), "profiles")]
    with pytest.raises(Cancelled):
        score_profiles(with_model, "response", job=CancelsWhileWriting())
    assert [column.name for column in columns(with_model.read(), "profiles")] == before
    with_model.close()
    with ProjectFile.open(Path(with_model.path)) as again:
        assert [column.name for column in columns(again.read(), "profiles")] == before


def test_a_model_that_is_not_there_scores_nobody(customers: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="no model “response”"):
        score_profiles(customers, "response")
