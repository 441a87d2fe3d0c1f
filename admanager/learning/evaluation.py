"""How good predicted probabilities are: ranking, log loss, calibration and the curves behind them.

Only NumPy. In all formulas y_i in {0, 1} is what happened, p_i the predicted probability, n the number of
rows; `labels` and `probabilities` are one-dimensional and equally long.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from admanager.learning.bootstrap import bootstrap_intervals
from admanager.texts import AdManagerError, sentence

Floats = NDArray[np.float64]

CALIBRATION_BINS = 15
CURVE_POINTS = 101
_FLOOR_DRAWS = 200
_FLOOR_NUMBERS = 20_000_000


class Metrics(BaseModel):
    """The figures of one evaluation; `ece_floor` is the calibration error that chance alone would leave.

    `ece_floor_high` is what chance leaves at most in 95 of 100 cases. `intervals` are 95 % intervals by the
    figure's name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    positives: int
    base_rate: float
    auc: float
    average_precision: float
    log_loss: float
    ece: float
    ece_floor: float
    ece_floor_high: float | None = None
    intervals: dict[str, tuple[float, float]] = {}


class ReliabilityBin(BaseModel):
    """One bin of the calibration table: what was predicted on average, and what happened."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    predicted: float
    observed: float


class Curves(BaseModel):
    """The curves of one evaluation, each thinned to at most `CURVE_POINTS` points (x, y)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reliability: list[ReliabilityBin]
    roc: list[tuple[float, float]]
    precision_recall: list[tuple[float, float]]
    gains: list[tuple[float, float]]


@dataclass(frozen=True)
class Evaluation:
    """Figures and curves together."""

    metrics: Metrics
    curves: Curves


def evaluate(
    labels: NDArray[np.generic],
    probabilities: NDArray[np.generic],
    *,
    people: NDArray[np.int64] | None = None,
    seed: int = 0,
) -> Evaluation:
    """Return all figures, their intervals and curves; `seed` draws the calibration floor and the bootstrap.

    `people` [rows] numbers the person of each row: rows of one person are drawn together.

    Raises AdManagerError when there are no rows or only one of the two outcomes occurs.
    """
    y, p = np.asarray(labels, dtype=np.float64), np.asarray(probabilities, dtype=np.float64)
    _require_both(y)
    floor, floor_high = calibration_error_floor(p, seed=seed)
    metrics = Metrics(
        rows=len(y),
        positives=int(y.sum()),
        base_rate=float(y.mean()),
        auc=roc_auc(y, p),
        average_precision=average_precision(y, p),
        log_loss=log_loss(y, p),
        ece=calibration_error(y, p),
        ece_floor=floor,
        ece_floor_high=floor_high,
        intervals=bootstrap_intervals(y, p, people, seed=seed),
    )
    curves = Curves(
        reliability=reliability(y, p),
        roc=roc_curve(y, p),
        precision_recall=precision_recall_curve(y, p),
        gains=gains_curve(y, p),
    )
    return Evaluation(metrics, curves)


def roc_auc(labels: NDArray[np.generic], scores: NDArray[np.generic]) -> float:
    """Return the area under the ROC curve: the chance that a positive row is scored above a negative one.

    AUC = (sum of the ranks of the positives - n1 (n1 + 1) / 2) / (n1 n0), tied scores sharing their mean
    rank (Mann & Whitney 1947; Hanley & McNeil 1982). NaN when one of the outcomes is absent.
    """
    y = np.asarray(labels, dtype=np.float64)
    positives = float(y.sum())
    negatives = len(y) - positives
    if positives == 0 or negatives == 0:
        return float("nan")
    _, places, counts = np.unique(np.asarray(scores), return_inverse=True, return_counts=True)
    mean_ranks = np.cumsum(counts) - (counts - 1) / 2
    rank_sum = float(mean_ranks[places] @ y)
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)


def log_loss(labels: NDArray[np.generic], probabilities: NDArray[np.generic]) -> float:
    """Return the mean cross-entropy in nats, -1/n sum(y log p + (1 - y) log(1 - p)), p kept off 0 and 1 by 1e-15."""
    y = np.asarray(labels, dtype=np.float64)
    p = np.clip(np.asarray(probabilities, dtype=np.float64), 1e-15, 1 - 1e-15)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log1p(-p)))


def average_precision(labels: NDArray[np.generic], scores: NDArray[np.generic]) -> float:
    """Return the area under the precision-recall steps, sum((R_k - R_(k-1)) P_k) over falling thresholds."""
    found, rows, positives = _cumulated(labels, scores)
    recall = found / positives
    return float(np.sum(np.diff(recall, prepend=0.0) * found / rows))


def reliability(
    labels: NDArray[np.generic], probabilities: NDArray[np.generic], bins: int = CALIBRATION_BINS
) -> list[ReliabilityBin]:
    """Return the calibration table: rows sorted by p, cut into `bins` bins of equal count (± 1)."""
    y, p = np.asarray(labels, dtype=np.float64), np.asarray(probabilities, dtype=np.float64)
    order = np.argsort(p, kind="stable")
    starts, counts = _bins(len(y), bins)
    predicted, observed = (
        np.add.reduceat(p[order], starts) / counts,
        np.add.reduceat(y[order], starts) / counts,
    )
    return [
        ReliabilityBin(rows=int(rows), predicted=float(mean), observed=float(rate))
        for rows, mean, rate in zip(counts, predicted, observed, strict=True)
    ]


def calibration_error(
    labels: NDArray[np.generic], probabilities: NDArray[np.generic], bins: int = CALIBRATION_BINS
) -> float:
    """Return the expected calibration error, sum_b (n_b / n) |mean y in b - mean p in b|, bins of equal count.

    (Naeini, Cooper & Hauskrecht 2015, with equal-count bins.)
    """
    table = reliability(labels, probabilities, bins)
    rows = sum(entry.rows for entry in table)
    return sum(entry.rows * abs(entry.observed - entry.predicted) for entry in table) / rows


def calibration_error_floor(
    probabilities: NDArray[np.generic], *, seed: int = 0, bins: int = CALIBRATION_BINS
) -> tuple[float, float]:
    """Return the mean and the 95th percentile of the calibration error of labels drawn from the probabilities.

    It is what a perfectly calibrated model would show on this many rows; an error near it cannot be told
    from perfect. Means over up to 200 draws (fewer on very many rows, at least 20).
    """
    p = np.sort(np.asarray(probabilities, dtype=np.float64))
    starts, _ = _bins(len(p), bins)
    expected = np.add.reduceat(p, starts)
    rng = np.random.default_rng(seed)
    draws = max(20, min(_FLOOR_DRAWS, _FLOOR_NUMBERS // len(p)))
    errors = [
        np.abs(np.add.reduceat((rng.random(len(p)) < p).astype(np.float64), starts) - expected).sum() / len(p)
        for _ in range(draws)
    ]
    return float(np.mean(errors)), float(np.quantile(errors, 0.95))


def roc_curve(labels: NDArray[np.generic], scores: NDArray[np.generic]) -> list[tuple[float, float]]:
    """Return (false positive rate, true positive rate) from (0, 0) to (1, 1) over falling thresholds."""
    found, rows, positives = _cumulated(labels, scores)
    negatives = rows[-1] - positives
    return _thinned(np.append(0.0, (rows - found) / negatives), np.append(0.0, found / positives))


def precision_recall_curve(
    labels: NDArray[np.generic], scores: NDArray[np.generic]
) -> list[tuple[float, float]]:
    """Return (recall, precision) over falling thresholds."""
    found, rows, positives = _cumulated(labels, scores)
    return _thinned(found / positives, found / rows)


def gains_curve(labels: NDArray[np.generic], scores: NDArray[np.generic]) -> list[tuple[float, float]]:
    """Return (share of people addressed, share of all positives reached), the best scored first.

    The lift at a share x is y / x: how many times more positives than in a random choice of that size.
    """
    found, rows, positives = _cumulated(labels, scores)
    return _thinned(np.append(0.0, rows / rows[-1]), np.append(0.0, found / positives))


def lift_at(curve: list[tuple[float, float]], share: float) -> float:
    """Return the lift of a gains curve at this share of people (0 < share <= 1), between points by line."""
    shares, reached = np.array(curve).T
    return float(np.interp(share, shares, reached) / share)


def _require_both(labels: Floats) -> None:
    if len(labels) == 0:
        raise AdManagerError(sentence("There are no rows to evaluate the model on."))
    if not 0 < labels.sum() < len(labels):
        raise AdManagerError(
            sentence(
                "All {rows:,} rows have the same outcome, so a model cannot be judged on them; take data with both.",
                rows=len(labels),
            )
        )


def _bins(rows: int, bins: int) -> tuple[NDArray[np.intp], Floats]:
    """Return the first row and the size of each bin; like `np.array_split`, and never an empty bin."""
    used = min(bins, rows)
    counts = np.full(used, rows // used)
    counts[: rows % used] += 1
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.intp)
    return starts, counts.astype(np.float64)


def _cumulated(labels: NDArray[np.generic], scores: NDArray[np.generic]) -> tuple[Floats, Floats, float]:
    """Return positives and rows at or above each distinct score, best first, and the number of positives."""
    y, s = np.asarray(labels, dtype=np.float64), np.asarray(scores)
    order = np.argsort(-s, kind="stable")
    last_of_tie = np.append(np.flatnonzero(np.diff(s[order])), len(s) - 1)
    found = np.cumsum(y[order])[last_of_tie]
    return found, (last_of_tie + 1).astype(np.float64), float(found[-1])


def _thinned(x: Floats, y: Floats) -> list[tuple[float, float]]:
    """Keep about every hundredth part of the way along the curve, its ends always."""
    if len(x) > CURVE_POINTS:
        way = np.cumsum(np.hypot(np.diff(x, prepend=x[0]), np.diff(y, prepend=y[0])))
        kept = np.unique(np.searchsorted(way, np.linspace(0, way[-1], CURVE_POINTS)))
        kept = np.unique(np.append(kept, [0, len(x) - 1]))
        x, y = x[kept], y[kept]
    return [(round(float(a), 5), round(float(b), 5)) for a, b in zip(x, y, strict=True)]
