"""Whether the models of a project still hold: each judged by the rows that came in after it was trained.

A model of a yes is judged by its rates and its ranking, of the funnel by click and conversion together, of uplift by
its ranking where the new rows say who was treated, of events by the people who could not be asked about before, and
of what comes next by the new events. Where no outcome is known yet, the columns alone are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job, run_in_child
from admanager.learning.card import ModelCard
from admanager.learning.dataset import Dataset, load_rows
from admanager.learning.drift import (
    ColumnDrift,
    Drift,
    by_columns,
    column_drifts,
    judge_drift,
    judge_next_drift,
    judge_uplift_drift,
)
from admanager.learning.models import get_model, get_onnx, list_models
from admanager.learning.request import TrainRequest
from admanager.learning.scoring import Scorer
from admanager.learning.sequence_evaluation import first_spans, judge_next_at
from admanager.learning.sequence_pieces import prefix_spans
from admanager.learning.sequence_scoring import SequenceScorer
from admanager.learning.sequences import NEXT, Sequences, later_labels, load_sequences
from admanager.learning.targets import stored_positive
from admanager.learning.uplift import MIN_OF_ARM, judge_uplift
from admanager.learning.uplift_files import uplift_scorer
from admanager.project.file import ProjectFile
from admanager.project.schema import BATCH
from admanager.project.tables import iter_frames, require_columns
from admanager.texts import AdManagerError, Cancelled, sentence

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class _Asked:
    """A model that is to be judged by the rows of these imports."""

    project: ProjectFile
    card: ModelCard
    onnx: bytes
    batches: tuple[int, ...]
    job: Job


def check_drift(project: ProjectFile, name: str, *, job: Job | None = None) -> Drift:
    """Judge a model by the rows that were imported after it was trained, in a child process.

    Raises AdManagerError for a file from elsewhere, whose target is not known.
    """
    return run_in_child(drift_file, project.path, name, job=job or Job())


def judge_models(project: ProjectFile, names: Sequence[str], *, job: Job | None = None) -> dict[str, Drift]:
    """Judge these models one after the other by the rows that came in since, in one child process."""
    return run_in_child(judge_file, project.path, tuple(names), job=job or Job())


def judge_file(path: Path, names: Sequence[str], *, job: Job) -> dict[str, Drift]:
    """Judge models of a project that is only read: what the child process runs."""
    return {name: drift_file(path, name, job=job) for name in names}


def drift_file(path: Path, name: str, *, job: Job) -> Drift:
    """Judge a model of a project that is only read: what the child process runs."""
    with ProjectFile.open(path) as project:
        model = get_model(project, name)
        if model.card is None:
            raise AdManagerError(
                sentence(
                    "The model “{name}” comes from elsewhere and does not say what it predicts, so there is no outcome to "
                    "judge it by.",
                    name=name,
                )
            )
        job.progress(0, 0, sentence("Reading the rows"))
        batches = batches_since(project).get(model.id, ())
        if not batches:
            return by_columns((), 0)
        asked = _Asked(project, model.card, get_onnx(project, name), batches, job)
        try:
            return _judge(asked)
        except Cancelled:
            raise
        except AdManagerError:
            # The target may be gone; how the columns moved can still be told.
            frame = _new_frame(asked)
            return by_columns(column_drifts(model.card.inputs, frame), len(frame))


def batches_since(project: ProjectFile) -> dict[int, tuple[int, ...]]:
    """Return for each model that rows can judge the imports into its table since it was made, undone ones left out."""
    rows = project.read().execute(
        "SELECT id, table_name, time FROM import_batch WHERE undone = 0 ORDER BY id"
    )
    batches = [(int(number), str(table), float(time)) for number, table, time in rows]
    return {
        model.id: tuple(
            number
            for number, table, time in batches
            if table == model.card.data.table and time > model.created
        )
        for model in list_models(project)
        if model.card is not None
    }


def same_again(card: ModelCard, name: str) -> TrainRequest:
    """Return the request that trains a model with the settings of this one: target, family, seed, choice of columns."""
    return TrainRequest(
        name=name,
        target=f"{NEXT}{card.target}" if card.task == "next" else card.target,
        positive=card.positive or None,
        table=card.data.table,
        family=card.asked_family,
        include=tuple(finding.column for finding in card.overruled),
        exclude=tuple(finding.column for finding in card.excluded if finding.cause == "user"),
        treatment=card.treatment or None,
        control=card.control or None,
        clicked=card.click or None,
        seed=card.seed,
    )


def _judge(asked: _Asked) -> Drift:
    if asked.card.task == "next":
        return _judge_next(asked)
    if asked.card.task == "behaviour":
        return _judge_behaviour(asked)
    rows = load_rows(asked.project.read(), _request(asked.card), batches=asked.batches)
    columns = column_drifts(asked.card.inputs, rows.frame)
    if asked.card.task == "uplift":
        return _judge_uplift(asked, rows, columns)
    known = rows.take(~np.isnan(rows.labels))
    probabilities = _answers(Scorer(asked.onnx), known, asked.job)
    return judge_drift(columns, len(rows.labels), known.labels, probabilities, asked.card.measured().auc)


def _judge_uplift(asked: _Asked, rows: Dataset, columns: list[ColumnDrift]) -> Drift:
    card, arm = asked.card, rows.treatment
    assert arm is not None, "the column was read with the rows"
    (column,) = require_columns(asked.project.read(), rows.table, [card.treatment])
    known = ~np.isnan(rows.labels) & ~arm.isna().to_numpy()
    treated = (arm != stored_positive(column, card.control)).to_numpy().astype(np.float64)[known]
    if min(treated.sum(), len(treated) - treated.sum()) < MIN_OF_ARM:
        return by_columns(columns, len(rows.labels), int(known.sum()))
    cases = rows.take(known)
    scores = _answers(uplift_scorer(asked.onnx), cases, asked.job)
    found = judge_uplift(scores, cases.labels, treated, seed=card.seed)
    return judge_uplift_drift(
        columns, len(rows.labels), float(scores.mean()), found, card.figures.get("qini", 0.0)
    )


def _judge_behaviour(asked: _Asked) -> Drift:
    """Judge a model of a yes by people of whom fewer events were known in the training than it asks for."""
    card = asked.card
    sequences = load_sequences(asked.project.read(), _request(card), batches=asked.batches)
    is_new, columns = _new_events(sequences, asked)
    window = int(card.figures.get("window", 1))
    answers = later_labels(sequences)
    spans = first_spans(sequences, answers, window)
    # What is asked about a person is known with their events; anything else with the event that follows.
    deciding = spans.first + spans.lengths - (1 if card.verdict == "person" else 0)
    spans = spans.take(is_new[deciding])
    labels = answers[spans.first + spans.lengths - 1]
    probabilities = (
        SequenceScorer(asked.onnx).probabilities(sequences, spans, job=asked.job)
        if len(labels)
        else np.zeros(0)
    )
    return judge_drift(columns, int(is_new.sum()), labels, probabilities, card.measured().auc)


def _judge_next(asked: _Asked) -> Drift:
    sequences = load_sequences(asked.project.read(), _request(asked.card), batches=asked.batches)
    is_new, columns = _new_events(sequences, asked)
    spans = prefix_spans(sequences, np.arange(len(sequences.starts), dtype=np.int64))
    spans = spans.take(is_new[spans.first + spans.lengths])
    if not len(spans.lengths):
        return by_columns(columns, int(is_new.sum()))
    figures = judge_next_at(SequenceScorer(asked.onnx), sequences, spans, job=asked.job)
    trained = asked.card.figures.get("hit_at_10", 0.0)
    return judge_next_drift(columns, int(is_new.sum()), figures, trained)


def _new_events(sequences: Sequences, asked: _Asked) -> tuple[NDArray[np.bool_], list[ColumnDrift]]:
    is_new = np.isin(sequences.frame[BATCH].to_numpy(), asked.batches)
    return is_new, column_drifts(asked.card.inputs, sequences.frame[is_new])


def _answers(scorer: Scorer, rows: Dataset, job: Job) -> NDArray[np.float64]:
    return scorer.score(rows.frame, job=job) if len(rows.labels) else np.zeros(0)


def _new_frame(asked: _Asked) -> pd.DataFrame:
    import pandas as pd

    marks = ", ".join("?" * len(asked.batches))
    frames = list(
        iter_frames(
            asked.project.read(), asked.card.data.table, where=f'"{BATCH}" IN ({marks})', params=asked.batches
        )
    )
    return pd.concat(frames) if frames else pd.DataFrame()


def _request(card: ModelCard) -> TrainRequest:
    """Return the request of the rows that a model is about; columns that went since are not asked for."""
    return same_again(card, card.name).model_copy(update={"include": (), "exclude": ()})
