"""Asking a model of sequences about a file of events: how good it is there, or what it says of each person."""

from __future__ import annotations

import csv
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.card import ModelCard
from admanager.learning.evaluation import evaluate
from admanager.learning.like_source import FileRows, read_like
from admanager.learning.models import get_onnx
from admanager.learning.sequence_evaluation import first_spans, judge_next
from admanager.learning.sequence_pieces import Spans
from admanager.learning.sequence_scoring import SequenceScorer
from admanager.learning.sequences import LONGEST, Sequences, as_sequences, later_labels
from admanager.project.file import ProjectFile
from admanager.project.unfinished import whole_file
from admanager.texts import AdManagerError, sentence


@dataclass(frozen=True)
class _Asked:
    card: ModelCard
    scorer: SequenceScorer
    rows: FileRows
    sequences: Sequences


def evaluate_sequences(
    project: ProjectFile,
    name: str,
    path: Path,
    *,
    roles: Mapping[str, str] | None = None,
    job: Job | None = None,
) -> dict[str, Any]:
    """Return how good a model of sequences is on the people of a file, by the figure's name.

    What comes next is judged at every event that another follows; a yes or no after as many first events as in
    training. Raises AdManagerError when the file lacks the target or a column that the model needs.
    """
    job = job or Job()
    asked = _read(project, name, Path(path), roles or {}, job, with_target=True)
    started = time.perf_counter()
    if asked.card.task == "next":
        people = np.flatnonzero(asked.sequences.lengths > 1).astype(np.int64)
        if not len(people):
            raise AdManagerError(sentence("Nobody in the file has more than one event."))
        figures: dict[str, Any] = dict(judge_next(asked.scorer, asked.sequences, people, job=job))
        rows = int(figures["cases"])
    else:
        answers = later_labels(asked.sequences)
        spans = first_spans(asked.sequences, answers, _window(asked.card))
        if not len(spans.lengths):
            raise AdManagerError(
                sentence(
                    "Nobody in the file has {events} events and a known outcome.", events=_window(asked.card)
                )
            )
        labels = answers[spans.first + spans.lengths - 1]
        found = evaluate(labels, asked.scorer.probabilities(asked.sequences, spans, job=job))
        figures, rows = found.metrics.model_dump(), len(labels)
    seconds = time.perf_counter() - started
    events, known = asked.sequences, asked.sequences.labels
    positives = 0 if known is None else int(np.nansum(known))
    return figures | {
        "rows": rows,
        "seems_trained_on": asked.card.seems_trained_on(len(events.frame), positives),
        "rows_rejected": asked.rows.rejected,
        "rows_per_second": rows / max(seconds, 1e-9),
        "seconds": seconds,
    }


def score_sequences(
    project: ProjectFile, name: str, path: Path, out: Path, *, job: Job | None = None
) -> dict[str, Any]:
    """Write what the model says of each person of a file to a CSV file, which appears whole or not at all.

    A yes or no: key, probability. What comes next: key, then ten items and their probabilities.
    """
    job = job or Job()
    asked = _read(project, name, Path(path), {}, job, with_target=False)
    sequences = asked.sequences
    people = np.arange(len(sequences.starts), dtype=np.int64)
    started = time.perf_counter()
    keys = sequences.frame[asked.rows.key].to_numpy()[sequences.starts]
    if asked.card.task == "next":
        lengths = np.minimum(sequences.lengths, LONGEST)
        spans = Spans(people, sequences.starts + sequences.lengths - lengths, lengths)
        found = asked.scorer.suggestions(sequences, spans, job=job)
        shown = found.items.shape[1]
        header = [f"{kind}_{place}" for place in range(1, shown + 1) for kind in ("item", "probability")]
        cells = [
            [cell for pair in zip(items, chances, strict=True) for cell in (pair[0], f"{pair[1]:.6g}")]
            for items, chances in zip(found.items, found.probabilities, strict=True)
        ]
    else:
        spans = Spans(people, sequences.starts, np.minimum(sequences.lengths, _window(asked.card)))
        header = ["probability"]
        cells = [[f"{chance:.9g}"] for chance in asked.scorer.probabilities(sequences, spans, job=job)]
    seconds = time.perf_counter() - started
    write_answers(Path(out), [asked.rows.key or "key", *header], keys, cells)
    return {
        "path": str(out),
        "rows": len(people),
        "rows_rejected": asked.rows.rejected,
        "rows_per_second": len(people) / max(seconds, 1e-9),
        "seconds": seconds,
    }


def _window(card: ModelCard) -> int:
    return int(card.figures.get("window", 1))


def _read(
    project: ProjectFile, name: str, path: Path, roles: Mapping[str, str], job: Job, *, with_target: bool
) -> _Asked:
    scorer = SequenceScorer(get_onnx(project, name))
    if scorer.card is None:
        raise AdManagerError(
            sentence("The model “{name}” has no card, so that its target is not known.", name=name)
        )
    card = scorer.card
    given = {column: role for column, role in roles.items() if role != "label"}
    rows = read_like(project, "events", path, given, job=job)
    label = next((column for column, role in roles.items() if role == "label"), card.target)
    time_column = next((column for column in rows.columns if column.role == "time"), None)
    if rows.key is None or time_column is None:
        raise AdManagerError(
            sentence(
                "Sequences need a column that says who (role key) and one that says when or in which order "
                "(role time); name them with --role COLUMN=ROLE."
            )
        )
    target = next((column for column in rows.columns if label in {column.name, column.source_name}), None)
    if target is None and with_target:
        raise AdManagerError(
            sentence(
                "The file has no column with what happened ({target}); it has {columns}. Name one with --role COLUMN=label.",
                target=label,
                columns=", ".join(column.name for column in rows.columns),
            )
        )
    positive = card.positive if target is not None and with_target else ""
    sequences = as_sequences(
        rows.frame,
        rows.columns,
        target or time_column,
        positive,
        rows.key,
        time_column,
        question=_question(card),
    )
    if not len(sequences.starts):
        raise AdManagerError(sentence("There are no sequences to ask the model about."))
    return _Asked(card, scorer, rows, sequences)


def _question(card: ModelCard) -> Any:
    """Return the question that a card's model answers."""
    return "next" if card.task == "next" else card.verdict


def write_answers(out: Path, header: list[str], keys: NDArray[Any], cells: list[list[Any]]) -> None:
    """Write answers as CSV, whole or not at all: a key a row, then its cells."""
    if not out.parent.is_dir():
        raise AdManagerError(sentence("The folder {path} does not exist.", path=str(out.parent)))
    with whole_file(out) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for key, row in zip(keys, cells, strict=True):
            shown = int(key) if isinstance(key, float) and key.is_integer() else key
            writer.writerow([shown, *row])
