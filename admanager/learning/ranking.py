"""How good a ranked list is, where one thing is right: hit rates and the mean reciprocal rank.

With r_i the place (from 0) of what really came, n the number of cases: hit@k = share of r_i < k, and
MRR@k = mean of 1 / (r_i + 1), 0 where r_i >= k (Voorhees 1999). What a model cannot name counts as not found.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NOT_FOUND = np.iinfo(np.int64).max
CUT = 10


def places(scores: NDArray[np.floating], right: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the place of the right item in each row of `scores` [rows, items]; ties go by the item's number.

    `right` below 0 is an item that the model does not know: `NOT_FOUND`.
    """
    known = right >= 0
    chosen = np.where(known, right, 0)
    own = scores[np.arange(len(scores)), chosen][:, None]
    numbers = np.arange(scores.shape[1])[None, :]
    ahead = (scores > own) | ((scores == own) & (numbers < chosen[:, None]))
    return np.where(known, ahead.sum(axis=1), NOT_FOUND).astype(np.int64)


def hit_at(found: NDArray[np.int64], k: int) -> float:
    """Return the share of cases whose right item is among the first `k`."""
    return float(np.mean(found < k))


def mrr_at(found: NDArray[np.int64], k: int = CUT) -> float:
    """Return the mean reciprocal rank, cut at `k`."""
    return float(np.mean(np.where(found < k, 1.0 / (np.minimum(found, k) + 1.0), 0.0)))


def hit_interval(
    found: NDArray[np.int64], people: NDArray[np.int64], k: int = CUT, *, draws: int = 200, seed: int = 0
) -> tuple[float, float]:
    """Return the 95 % interval of hit@k, people drawn with replacement (cases of one person hang together)."""
    return _interval((found < k).astype(np.float64), people, draws, seed)


def gain_interval(
    found: NDArray[np.int64],
    other: NDArray[np.int64],
    people: NDArray[np.int64],
    k: int = CUT,
    *,
    draws: int = 200,
    seed: int = 0,
) -> tuple[float, float]:
    """Return the 95 % interval of how much higher hit@k of `found` is than that of `other` in the same cases."""
    return _interval((found < k).astype(np.float64) - (other < k), people, draws, seed)


def _interval(
    values: NDArray[np.float64], people: NDArray[np.int64], draws: int, seed: int
) -> tuple[float, float]:
    """Return the 95 % interval of the mean of `values`, people drawn with replacement."""
    _, person = np.unique(people, return_inverse=True)
    cases = np.bincount(person).astype(np.float64)
    hits = np.bincount(person, weights=values)
    rng = np.random.default_rng(seed)
    rates = []
    for _ in range(draws):
        drawn = rng.integers(0, len(cases), len(cases))
        rates.append(hits[drawn].sum() / cases[drawn].sum())
    low, high = np.quantile(rates, [0.025, 0.975])
    return float(low), float(high)
