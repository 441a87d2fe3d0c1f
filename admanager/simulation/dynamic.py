"""The dynamic programme for a fixed budget (RLB: Cai et al., WSDM 2017), as a rule from money per auction to a bid.

V(n, b) is the value that n auctions can bring with the budget b when each has the value 1:
V(n, b) = V(n-1, b) + sum over prices d <= b of P(d) max(1 + V(n-1, b-d) - V(n-1, b), 0). The best bid for a value
v in state (n, b) is the largest d with v + V(n-1, b-d) - V(n-1, b) >= 0. What matters of the state is b / n, so
that one table for `HORIZON` auctions serves a flight of millions.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

HORIZON = 200
LEVELS = 64
STEPS = 1024


def bid_by_budget(price: NDArray[np.float64], cost: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Return the best bid for an auction of the mean value at 0 .. `top` money per auction, and `top`.

    `price` and `cost` are a market's quantiles and its mean payments (see `market`); `top` is the mean price,
    with which every auction can be bought.
    """
    found = _solved(price.tobytes())
    return found, float(cost[-1])


@lru_cache(maxsize=8)
def _solved(table: bytes) -> NDArray[np.float64]:
    price = np.frombuffer(table)
    step = (len(price) - 1) // 1024
    middles = price[step // 2 :: step]
    unit = max(float(price[round(0.995 * (len(price) - 1))]) / LEVELS, 1e-9)
    levels = np.minimum(np.ceil(middles / unit).astype(np.int64), LEVELS)
    chance = np.bincount(levels, minlength=LEVELS + 1) / len(levels)
    mean = float(chance @ np.arange(LEVELS + 1))
    size = int(HORIZON * mean) + LEVELS + 1
    value = np.zeros(size)
    for _ in range(HORIZON - 1):
        gain = np.zeros(size)
        for level in np.flatnonzero(chance).tolist():
            moved = np.full(size, -np.inf)
            moved[level:] = value[: size - level]
            gain += chance[level] * np.maximum(1.0 + moved - value, 0.0)
        value = value + gain
    budgets = np.minimum(np.linspace(0.0, mean * HORIZON, STEPS + 1).astype(np.int64), size - 1)
    best = np.zeros(STEPS + 1)
    for level in range(LEVELS + 1):
        worth = (budgets >= level) & (1.0 + value[np.maximum(budgets - level, 0)] - value[budgets] >= 0.0)
        best = np.where(worth, level, best)
    smooth = np.maximum.accumulate(np.convolve(np.pad(best, 8, mode="edge"), np.ones(17) / 17, mode="valid"))
    return np.asarray(smooth * unit)
