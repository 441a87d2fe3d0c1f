"""Whether a model still holds when new data have come in: how the columns moved, and whether its rates are right."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from admanager.learning.card import CardInput, Reference
from admanager.learning.evaluation import roc_auc
from admanager.learning.features import bin_edges
from admanager.learning.intervals import auc_interval, share_interval
from admanager.learning.uplift import Uplift

if TYPE_CHECKING:
    import pandas as pd

Verdict = Literal["holds", "moved", "broken", "unknown"]
Measure = Literal["auc", "hit_at_10", "qini"]

BINS = 10
WORDS = 15
MOVED_PSI, FAR_PSI = 0.10, 0.25
FEWEST_ROWS = 100
_SMALLEST_SHARE = 1e-4


@dataclass(frozen=True)
class ColumnDrift:
    """The population stability index of a column: below 0.10 nothing moved, above 0.25 it is another population."""

    column: str
    psi: float


@dataclass(frozen=True)
class Reached:
    """What a model reaches on new rows by its own measure, with the 95 % interval, and what it reached when it was trained."""

    measure: Measure
    value: float
    low: float
    high: float
    trained: float


@dataclass(frozen=True)
class Drift:
    """What new rows say of a model; `rows` of them, `labelled` cases with an outcome.

    `predicted` and `observed` are rates of those cases, `low` and `high` the 95 % interval of the observed one; for
    uplift they are differences of rates, and for what comes next there are none. `reached` is how well the model ranks
    them. All are None without enough of them. The verdict is "broken" where the rates or the ranking are off for
    certain, "moved" where columns are clearly others, "unknown" below 100 new rows.
    """

    verdict: Verdict
    rows: int
    labelled: int
    columns: tuple[ColumnDrift, ...]
    predicted: float | None = None
    observed: float | None = None
    low: float | None = None
    high: float | None = None
    reached: Reached | None = None


def reference_of(column: pd.Series) -> Reference:
    """Return the shares of a column's values in the rows a model was trained on: ten bins, or its most frequent words.

    The last share is that of missing values; for words, the one before it is that of all others.
    """
    if column.dtype.kind in "fiub":
        known = column.to_numpy(dtype=np.float32)
        known = known[~np.isnan(known)]
        edges = bin_edges(known, BINS)[1:-1] if len(known) else ()
        return Reference(edges=list(edges), shares=_shares(column, list(edges), []))
    counts = column.value_counts().iloc[:WORDS]
    words = [str(word) for word in counts.index if counts[word] >= 5]
    return Reference(words=words, shares=_shares(column, [], words))


def stability_index(expected: Sequence[float], found: Sequence[float]) -> float:
    """Return PSI = sum_b (a_b - e_b) ln(a_b / e_b); shares below 0.0001 count as that."""
    total = 0.0
    for before, after in zip(expected, found, strict=True):
        e, a = max(before, _SMALLEST_SHARE), max(after, _SMALLEST_SHARE)
        total += (a - e) * math.log(a / e)
    return total


def column_drifts(inputs: Sequence[CardInput], frame: pd.DataFrame) -> list[ColumnDrift]:
    """Return how far each input has moved, furthest first; inputs without a reference are left out."""
    found = [
        ColumnDrift(
            entry.name,
            stability_index(
                entry.reference.shares,
                _shares(frame[entry.name], entry.reference.edges, entry.reference.words),
            ),
        )
        for entry in inputs
        if entry.reference is not None and entry.name in frame.columns and len(frame)
    ]
    return sorted(found, key=lambda entry: -entry.psi)


def judge_drift(
    columns: Sequence[ColumnDrift],
    rows: int,
    labels: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    trained_auc: float,
) -> Drift:
    """Return the verdict on a model of a yes; `labels` and `probabilities` are of the cases with an outcome."""
    enough = len(labels) >= FEWEST_ROWS and 0 < labels.sum() < len(labels)
    if not enough:
        return by_columns(columns, rows, len(labels))
    observed, predicted = float(labels.mean()), float(probabilities.mean())
    low, high = share_interval(observed, len(labels))
    auc = roc_auc(labels, probabilities)
    positives = int(labels.sum())
    auc_low, auc_high = auc_interval(auc, positives, len(labels) - positives)
    is_off = not low <= predicted <= high and abs(predicted - observed) > 0.1 * observed
    broken = is_off or auc_high < trained_auc - 0.01
    reached = Reached("auc", auc, auc_low, auc_high, trained_auc)
    verdict: Verdict = "broken" if broken else _by_columns(columns, rows)
    return Drift(verdict, rows, len(labels), tuple(columns), predicted, observed, low, high, reached)


def judge_uplift_drift(
    columns: Sequence[ColumnDrift], rows: int, predicted: float, found: Uplift, trained_qini: float
) -> Drift:
    """Return the verdict on a model of uplift by what its ranking is worth on new rows, where some were treated.

    `predicted` is the mean uplift that it expects of them. The difference of the rates has to leave it outside its
    interval, or the ranking has to be worth less than half of what it was for certain.
    """
    is_off = not found.uplift_low <= predicted <= found.uplift_high
    broken = is_off or (trained_qini > 0 and found.qini_high < trained_qini / 2)
    verdict: Verdict = "broken" if broken else _by_columns(columns, rows)
    return Drift(
        verdict, rows, found.rows, tuple(columns), predicted, found.uplift, found.uplift_low, found.uplift_high,
        Reached("qini", found.qini, found.qini_low, found.qini_high, trained_qini),
    )  # fmt: skip


def judge_next_drift(
    columns: Sequence[ColumnDrift], rows: int, figures: Mapping[str, float], trained_hit: float
) -> Drift:
    """Return the verdict on a model of what comes next by its figures at new events; see `judge_next`."""
    cases = int(figures["cases"])
    if cases < FEWEST_ROWS:
        return by_columns(columns, rows, cases)
    low, high = figures["hit_at_10_low"], figures["hit_at_10_high"]
    verdict: Verdict = "broken" if high < trained_hit - 0.01 else _by_columns(columns, rows)
    reached = Reached("hit_at_10", figures["hit_at_10"], low, high, trained_hit)
    return Drift(verdict, rows, cases, tuple(columns), reached=reached)


def by_columns(columns: Sequence[ColumnDrift], rows: int, labelled: int = 0) -> Drift:
    """Return what the columns alone say, where too few outcomes are known."""
    return Drift(_by_columns(columns, rows), rows, labelled, tuple(columns))


def _by_columns(columns: Sequence[ColumnDrift], rows: int) -> Verdict:
    if rows < FEWEST_ROWS:
        return "unknown"
    return "moved" if any(entry.psi > FAR_PSI for entry in columns) else "holds"


def _shares(column: pd.Series, edges: Sequence[float], words: Sequence[str]) -> list[float]:
    missing = column.isna().to_numpy()
    if words or column.dtype.kind not in "fiub":
        counts: Counter[str] = Counter()
        for level, count in column.value_counts().items():
            counts[str(level)] += int(count)
        listed = [counts[word] for word in words]
        numbers = [*listed, int((~missing).sum()) - sum(listed), int(missing.sum())]
    else:
        known = column.to_numpy(dtype=np.float32)[~missing]
        places = np.searchsorted(np.array(edges, dtype=np.float32), known, side="left")
        numbers = [*np.bincount(places, minlength=len(edges) + 1).tolist(), int(missing.sum())]
    total = max(1, sum(numbers))
    return [round(number / total, 6) for number in numbers]
