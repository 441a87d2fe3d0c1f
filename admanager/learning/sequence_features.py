"""How events become numbers: every column of an event is turned into one code, looked up in one table.

A text has its words, a number with few values its values, any other number sixteen bins of equal count, and
the time since the last event sixteen bins of its logarithm. In each column 0 is missing and 1 is a level that
was rare or never seen in training. Codes of all columns share one numbering, so that one table holds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.learning.sequence_pieces import Spans
from admanager.learning.sequences import EventColumn

if TYPE_CHECKING:
    import pandas as pd

Codes = NDArray[np.int64]

MISSING, OTHER, FIRST_LEVEL = 0, 1, 2
MAX_LEVELS = 2000
FEW_VALUES = 300
BINS = 16
FEWEST_OF_LEVEL = 3
GAP = "/gap"


@dataclass(frozen=True)
class EventFeature:
    """How one column is coded: `words`, or `values` of a number, or the inner `edges` of bins.

    A value x falls into the bin that counts the edges below it.
    """

    name: str
    words: tuple[str, ...] = ()
    values: tuple[float, ...] = ()
    edges: tuple[float, ...] = ()
    missing_words: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """The number of codes, missing and other included."""
        levels = len(self.words) or len(self.values)
        return FIRST_LEVEL + (levels or len(self.edges) + 1)

    @property
    def is_text(self) -> bool:
        """Whether the graph takes strings for it."""
        return bool(self.words)

    def level_names(self) -> list[str]:
        """Return the levels as a person reads them, in the order of their codes from 2 on."""
        return list(self.words) or [shown_value(value) for value in self.values]

    def encode(self, column: NDArray[np.generic]) -> Codes:
        """Return the codes of a column's cells: strings with None where missing, or float64 with NaN."""
        if self.words:
            known = {word: FIRST_LEVEL + number for number, word in enumerate(self.words)}
            known |= dict.fromkeys(("", *self.missing_words), MISSING)
            return np.array(
                [MISSING if cell is None else known.get(cell, OTHER) for cell in column], dtype=np.int64
            )
        numbers = column.astype(np.float32)
        missing = np.isnan(numbers)
        if self.values:
            levels = np.array(self.values, dtype=np.float32)
            places = np.minimum(np.searchsorted(levels, numbers), len(levels) - 1)
            codes = np.where(levels[places] == numbers, FIRST_LEVEL + places, OTHER)
        else:
            codes = FIRST_LEVEL + np.searchsorted(
                np.array(self.edges, dtype=np.float32), numbers, side="left"
            )
        return np.where(missing, MISSING, codes).astype(np.int64)


@dataclass(frozen=True)
class EventEncoder:
    """All features of an event in their order; feature i has its codes from `offsets[i]` on."""

    features: tuple[EventFeature, ...]
    time_column: str

    @property
    def offsets(self) -> Codes:
        """The first code of each feature in the common numbering."""
        sizes = [feature.size for feature in self.features]
        return np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)

    @property
    def codes(self) -> int:
        """The number of codes of all features together."""
        return sum(feature.size for feature in self.features)

    def place(self, name: str) -> int:
        """Return the position of a feature; raise KeyError where there is none of that name."""
        for place, feature in enumerate(self.features):
            if feature.name == name:
                return place
        raise KeyError(name)

    def encode(self, frame: pd.DataFrame, starts: Codes, times: NDArray[np.float64] | None) -> Codes:
        """Return the codes of ordered events in the common numbering, [events, features]."""
        columns = []
        for feature, offset in zip(self.features, self.offsets, strict=True):
            cells = gaps(times, starts) if feature.name == GAP else frame[feature.name].to_numpy()
            columns.append(feature.encode(cells) + offset)
        return np.column_stack(columns)


def gaps(times: NDArray[np.float64] | None, starts: Codes) -> NDArray[np.float64]:
    """Return log(1 + seconds since the person's last event); NaN at the first event and without a time."""
    if times is None:
        raise ValueError("the events have no time of day")
    passed = np.diff(times, prepend=np.nan)
    passed[starts] = np.nan
    return np.log1p(np.maximum(passed, 0.0))


def coded_spans(
    encoder: EventEncoder, codes: Codes, spans: Spans, times: NDArray[np.float64] | None
) -> Codes:
    """Return the codes of pieces, [pieces, longest, features]; the first event of a piece has no gap before it."""
    spread: Codes = spans.spread(codes, 0)
    for place, feature in enumerate(encoder.features):
        if feature.name == GAP and times is not None:
            moments = spans.spread(times, np.nan)
            passed = np.diff(moments, axis=1, prepend=np.nan)
            logs = np.log1p(np.maximum(passed, 0.0))
            spread[:, :, place] = feature.encode(logs.ravel()).reshape(logs.shape) + encoder.offsets[place]
    return spread


def fit_events(
    frame: pd.DataFrame,
    columns: Sequence[EventColumn],
    rows: NDArray[np.intp],
    *,
    always: str = "",
    starts: Codes,
    times: NDArray[np.float64] | None,
    time_column: str,
) -> EventEncoder:
    """Learn the levels and bins from the training events `rows`.

    A column with a single value is dropped, as is a text with more than `MAX_LEVELS` words that nearly never
    repeat; `always` names the column that is kept as levels, the one that is predicted.
    """
    features = []
    for column in columns:
        cells = frame[column.name].to_numpy()[rows]
        feature = (
            _fit_words(column, cells, always == column.name)
            if column.is_text
            else _fit_numbers(column, cells, always == column.name)
        )
        if feature is not None:
            features.append(feature)
    if times is not None:
        edges = _edges(gaps(times, starts)[rows])
        if edges:
            features.append(EventFeature(GAP, edges=edges))
    return EventEncoder(tuple(features), time_column)


def _fit_words(column: EventColumn, cells: NDArray[np.generic], wanted: bool) -> EventFeature | None:
    given = cells[np.array([cell is not None for cell in cells], dtype=bool)].astype(str)
    words, counts = np.unique(given, return_counts=True)
    kept = _frequent(counts)
    if len(words) < 2 or not len(kept) or (not wanted and counts[kept].sum() < 0.2 * len(given)):
        return None
    return EventFeature(
        column.name,
        words=tuple(str(word) for word in words[kept] if word not in ("", *column.missing_words)),
        missing_words=column.missing_words,
    )


def _fit_numbers(column: EventColumn, cells: NDArray[np.generic], wanted: bool) -> EventFeature | None:
    numbers = cells.astype(np.float32)
    numbers = numbers[np.isfinite(numbers)]
    values, counts = np.unique(numbers, return_counts=True)
    if len(values) < 2:
        return None
    if wanted or len(values) <= FEW_VALUES:
        kept = _frequent(counts)
        return (
            EventFeature(column.name, values=tuple(float(value) for value in values[kept]))
            if len(kept)
            else None
        )
    return EventFeature(column.name, edges=_edges(numbers.astype(np.float64)))


def _frequent(counts: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return the positions, ascending, of the most frequent levels that are not rare."""
    best = np.argsort(-counts, kind="stable")[:MAX_LEVELS]
    return np.sort(best[counts[best] >= FEWEST_OF_LEVEL])


def _edges(values: NDArray[np.float64]) -> tuple[float, ...]:
    known = values[np.isfinite(values)]
    if len(known) < BINS:
        return ()
    cuts = np.unique(np.quantile(known, np.arange(1, BINS) / BINS).astype(np.float32))
    return tuple(float(cut) for cut in cuts)


def shown_value(value: float) -> str:
    """Return a number that names a level, as a person writes it."""
    return str(int(value)) if value.is_integer() else f"{value:g}"
