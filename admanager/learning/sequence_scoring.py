"""Asking a model of sequences with ONNX Runtime alone: events in their order in, answers out. No torch here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.behaviour_export import ITEM, ITEM_PROBABILITY, ITEMS_KEY, LENGTH, TABLE_PROBABILITY
from admanager.learning.card import CARD_KEY, PROBABILITY, ModelCard
from admanager.learning.scoring import open_session, read_card
from admanager.learning.sequence_features import shown_value
from admanager.learning.sequence_pieces import Spans
from admanager.learning.sequences import Sequences
from admanager.texts import AdManagerError, sentence

CHUNK = 256


@dataclass(frozen=True)
class Suggestions:
    """What is likely to come next for each row, the likeliest first; both [rows, at most 10]."""

    items: NDArray[np.object_]
    probabilities: NDArray[np.float64]


class SequenceScorer:
    """A loaded model of sequences. `inputs` are the columns of the events that it looks at."""

    def __init__(self, onnx: bytes) -> None:
        self._session = open_session(onnx)
        metadata = self._session.get_modelmeta().custom_metadata_map
        self.card: ModelCard | None = read_card(metadata.get(CARD_KEY))
        self._types = {value.name: value.type for value in self._session.get_inputs()}
        if LENGTH not in self._types:
            raise AdManagerError(sentence("This ONNX file is no model of sequences."))
        self.items: tuple[str, ...] = tuple(json.loads(metadata.get(ITEMS_KEY, "[]")))
        self.inputs = tuple(name for name in self._types if name != LENGTH)

    def item_numbers(self, cells: NDArray[Any]) -> NDArray[np.int64]:
        """Return the number of each cell's item among `items`, -1 where it is missing or not known."""
        known = {name: number for number, name in enumerate(self.items)}
        return np.array(
            [-1 if _is_missing(cell) else known.get(_item(cell), -1) for cell in cells], dtype=np.int64
        )

    def beside_table(
        self, sequences: Sequences, spans: Spans, *, job: Job | None = None
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the probabilities of the model and of its lookup table alone, both [spans, items]."""
        outputs = [PROBABILITY, TABLE_PROBABILITY]
        ((own, table),) = self._answers(sequences, spans, outputs, job or Job(), CHUNK)
        return own.astype(np.float64), table.astype(np.float64)

    def probabilities(
        self, sequences: Sequences, spans: Spans, *, job: Job | None = None, chunk: int = CHUNK
    ) -> NDArray[np.float64]:
        """Return the model's probabilities of each span, [spans] or [spans, items]."""
        ((found,),) = self._answers(sequences, spans, [PROBABILITY], job or Job(), chunk)
        return found.astype(np.float64)

    def suggestions(self, sequences: Sequences, spans: Spans, *, job: Job | None = None) -> Suggestions:
        """Return the items that are likely to come next for each span."""
        ((items, chances),) = self._answers(sequences, spans, [ITEM, ITEM_PROBABILITY], job or Job(), CHUNK)
        return Suggestions(items, chances.astype(np.float64))

    def _answers(
        self, sequences: Sequences, spans: Spans, outputs: list[str], job: Job, chunk: int
    ) -> list[list[NDArray[Any]]]:
        missing = [name for name in self.inputs if name not in sequences.frame.columns]
        if missing:
            raise AdManagerError(
                sentence(
                    "The model needs the columns {columns}, which are not there; rename them, or map them to others.",
                    columns=", ".join(missing),
                )
            )
        if not len(spans.lengths):
            raise AdManagerError(sentence("There are no sequences to ask the model about."))
        columns = {name: self._cells(sequences, name) for name in self.inputs}
        # Sequences of like length go together, so that little is computed for what is filled up.
        order = np.argsort(spans.lengths, kind="stable")
        parts = []
        for start in range(0, len(order), chunk):
            job.check_cancelled()
            job.progress(start, len(order), sentence("Scoring {rows:,} rows", rows=len(order)))
            rows = order[start : start + chunk]
            parts.append(
                self._run(columns, Spans(spans.person[rows], spans.first[rows], spans.lengths[rows]), outputs)
            )
        back = np.argsort(order)
        return [[np.concatenate([part[number] for part in parts])[back] for number in range(len(outputs))]]

    def _run(self, columns: dict[str, NDArray[Any]], spans: Spans, outputs: list[str]) -> list[NDArray[Any]]:
        feed: dict[str, NDArray[Any]] = {
            name: spans.spread(values, "" if values.dtype == object else np.nan)
            for name, values in columns.items()
        }
        feed[LENGTH] = spans.lengths.astype(np.int64)
        return list(self._session.run(outputs, feed))

    def _cells(self, sequences: Sequences, name: str) -> NDArray[Any]:
        kind = self._types[name]
        values = sequences.frame[name].to_numpy()
        if kind == "tensor(string)":
            return np.array(["" if _is_missing(cell) else _word(cell) for cell in values], dtype=object)
        wanted: Any = np.float64 if kind == "tensor(double)" else np.float32
        try:
            return values.astype(wanted)
        except (TypeError, ValueError) as error:
            raise AdManagerError(
                sentence("The model takes numbers from {column}, but there is text in it.", column=name)
            ) from error


def _is_missing(cell: object) -> bool:
    return cell is None or cell != cell


def _item(cell: object) -> str:
    return shown_value(float(np.float32(cell))) if isinstance(cell, float) else str(cell)


def _word(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
