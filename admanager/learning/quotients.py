"""Which quotients of two numbers of a table say more than the numbers by themselves: pages a visit, price per piece.

Trees read numbers one by one, and need many cuts for what two of them say together. On a small table there are too few
rows for so many cuts, so that a quotient which a simple model lacks is handed to them as a number of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.learning.features import quotient
from admanager.learning.quick_model import binned, quick_probabilities

if TYPE_CHECKING:
    import pandas as pd

MOST_QUOTIENTS = 24
MOST_NUMBERS = 24
"""Of a table with more numbers, these are tried that have the most different values."""
LEAST_VALUES = 21
"""A number of fewer values is a grade, a code or a switch, which nobody divides by."""
LEAST_ROWS = 500
_MOST_ROWS = 6_000
_CHANCE = 0.5


def find_quotients(
    frame: pd.DataFrame, labels: NDArray[np.float64], names: Sequence[str], numbers: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Return the pairs (top, bottom) of `numbers` whose quotient tells what a model of `names` leaves open.

    The score test (Rao 1948) of a logistic regression on the columns' bins: with its probabilities p_i, and the quotient
    cut into bins b, T = sum_b (sum_(i in b) (y_i - p_i))^2 / sum_(i in b) p_i (1 - p_i), which chance alone spreads as
    chi-square with at most as many degrees of freedom as bins. At most `MOST_QUOTIENTS` pairs are taken, the clearest
    first, each with a chance below `_CHANCE`: trees leave aside one that tells nothing, and cannot find one that is not there.
    The rows are training rows alone.
    """
    from scipy.special import chdtrc

    tried = _varied(frame, numbers)
    if len(labels) < LEAST_ROWS or len(tried) < 2:
        return ()
    taken = np.unique(np.linspace(0, len(labels) - 1, _MOST_ROWS).astype(int))
    rows, y = frame.iloc[taken], labels[taken]
    p = quick_probabilities([binned(rows[name]) for name in names], y)
    values = {name: rows[name].to_numpy(dtype=np.float32, na_value=np.nan) for name in tried}
    pairs = [_upright(pair, values) for pair in itertools.combinations(tried, 2)]
    found = []
    for top, bottom in pairs:
        statistic, freedom = _score(quotient(values[top], values[bottom]), y, p)
        chance = float(chdtrc(freedom, statistic))
        if chance < _CHANCE:
            found.append((chance, top, bottom))
    return tuple((top, bottom) for _, top, bottom in sorted(found)[:MOST_QUOTIENTS])


def _varied(frame: pd.DataFrame, numbers: Sequence[str]) -> list[str]:
    counts = {name: frame[name].nunique() for name in numbers}
    varied = [name for name in numbers if counts[name] >= LEAST_VALUES]
    most = set(sorted(varied, key=lambda name: -counts[name])[:MOST_NUMBERS])
    return [name for name in varied if name in most]


def _upright(pair: tuple[str, str], values: dict[str, NDArray[np.float32]]) -> tuple[str, str]:
    """Return the pair so that the one with fewer zeros is what is divided by."""
    first, second = pair
    zeros = [int(np.count_nonzero(values[name] == 0)) for name in pair]
    return (second, first) if zeros[1] > zeros[0] else (first, second)


def _score(found: NDArray[np.float32], y: NDArray[np.float64], p: NDArray[np.float64]) -> tuple[float, int]:
    """Return the score statistic of a quotient's bins, and its degrees of freedom."""
    import pandas as pd

    bins = binned(pd.Series(found))
    short = np.bincount(bins, weights=y - p)
    spread = np.bincount(bins, weights=p * (1 - p))
    there = spread > 0
    return float(np.sum(short[there] ** 2 / spread[there])), max(1, int(there.sum()) - 1)
