"""Bootstrap intervals of the figures of predicted probabilities: how sure each of them is on this many rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_DRAWS = 200
_FEWEST_DRAWS = 40
_NUMBERS = 40_000_000
_BINS = 15


def bootstrap_intervals(
    labels: Floats, probabilities: Floats, people: NDArray[np.int64] | None = None, *, seed: int = 0
) -> dict[str, tuple[float, float]]:
    """Return percentile intervals (95 %) of base_rate, auc, average_precision, log_loss and ece.

    People are drawn with replacement (Efron 1979), a person's rows together; without `people` every row is a
    person. Draws in which only one outcome occurs do not count. Up to 200 draws, fewer on very many rows.
    """
    order = np.argsort(probabilities, kind="stable")
    y, p = labels[order], probabilities[order]
    person = np.arange(len(y)) if people is None else np.unique(people, return_inverse=True)[1][order]
    count = int(person.max()) + 1
    rng = np.random.default_rng(seed)
    draws = max(_FEWEST_DRAWS, min(_DRAWS, _NUMBERS // len(y)))
    measure = _Measure(y, p)
    figures = []
    for _ in range(draws):
        weights = np.bincount(rng.integers(0, count, count), minlength=count)[person].astype(np.float64)
        if 0 < weights @ y < weights.sum():
            figures.append(measure.of(weights))
    if not figures:
        return {}
    low, high = np.quantile(np.array(figures), [0.025, 0.975], axis=0)
    return {name: (float(a), float(b)) for name, a, b in zip(_Measure.NAMES, low, high, strict=True)}


class _Measure:
    """The figures of weighted rows, sorted by rising probability; the same formulas as in `evaluation`."""

    NAMES = ("base_rate", "auc", "average_precision", "log_loss", "ece")

    def __init__(self, y: Floats, p: Floats) -> None:
        self._y, self._p = y, p
        self._starts = np.flatnonzero(np.append(True, np.diff(p) > 0))
        clipped = np.clip(p, 1e-15, 1 - 1e-15)
        self._losses = -(y * np.log(clipped) + (1 - y) * np.log1p(-clipped))

    def of(self, weights: Floats) -> tuple[float, ...]:
        """Return the figures by `NAMES`."""
        total, found = float(weights.sum()), float(weights @ self._y)
        positives = np.add.reduceat(weights * self._y, self._starts)
        everyone = np.add.reduceat(weights, self._starts)
        below = np.cumsum(everyone - positives) - (everyone - positives)
        auc = positives @ (below + (everyone - positives) / 2) / (found * (total - found))
        falling, rows = np.cumsum(positives[::-1]), np.cumsum(everyone[::-1])
        precision = falling / np.maximum(rows, 1e-12)
        average = float(np.sum(positives[::-1] / found * precision))
        return found / total, float(auc), average, float(weights @ self._losses) / total, self._error(weights)

    def _error(self, weights: Floats) -> float:
        place = np.cumsum(weights) - weights / 2
        bins = np.minimum((place * _BINS / weights.sum()).astype(np.int64), _BINS - 1)
        gap = np.bincount(bins, weights * (self._y - self._p), minlength=_BINS)
        return float(np.abs(gap).sum() / weights.sum())
