"""Sums over bootstrap samples of rows, compiled by numba, and the intervals made of them.

Import the kernel only where something is resampled: it loads numba.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.draws import GOLDEN, mixed

_NORMAL = NormalDist()


def resampled_sums(table: NDArray[np.float64], samples: int, seed: int) -> NDArray[np.float64]:
    """Return the column sums of `samples` bootstrap samples of the rows of `table` [n, c]: an array [samples, c]."""
    from admanager.simulation.resampling_kernel import add_samples

    sums = np.zeros((samples, table.shape[1]))
    key = np.uint64(mixed(np.array([seed % 2**64], dtype=np.uint64) + GOLDEN)[0])
    add_samples(np.ascontiguousarray(table), key, sums)
    return sums


def percentile_interval(values: NDArray[np.float64], level: float = 0.95) -> tuple[float, float]:
    """Return the interval between the quantiles of bootstrap values (Efron & Tibshirani 1993)."""
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def bca_interval(
    values: NDArray[np.float64], estimate: float, influence: NDArray[np.float64], level: float = 0.95
) -> tuple[float, float]:
    """Return the bias-corrected and accelerated bootstrap interval (Efron 1987, JASA 82: 171).

    With z0 the normal quantile of the share of bootstrap values below the estimate and a the skewness of the
    influence values over 6 sqrt(n), the ends are the quantiles Phi(z0 + (z0 + z) / (1 - a (z0 + z))), z being
    the normal quantiles of the wanted ends. Without any spread, the estimate itself.
    """
    spread = math.sqrt(float(influence @ influence))
    if spread == 0 or not np.ptp(values):
        return estimate, estimate
    acceleration = float((influence**3).sum()) / (6.0 * spread**3)
    below = (np.count_nonzero(values < estimate) + 0.5 * np.count_nonzero(values == estimate)) / len(values)
    bias = _NORMAL.inv_cdf(min(max(below, 0.5 / len(values)), 1 - 0.5 / len(values)))
    ends = []
    for share in ((1 - level) / 2, (1 + level) / 2):
        z = bias + _NORMAL.inv_cdf(share)
        ends.append(_NORMAL.cdf(bias + z / max(1.0 - acceleration * z, 1e-9)))
    low, high = np.quantile(values, ends)
    return float(low), float(high)


def bernstein_interval(values: NDArray[np.float64], width: float, level: float = 0.95) -> tuple[float, float]:
    """Return the empirical Bernstein interval of the mean of independent values that span at most `width`.

    mean -+ sqrt(2 V ln(4/d) / n) + 7 width ln(4/d) / (3 (n - 1)), d = 1 - level (Maurer & Pontil 2009, COLT): it
    holds for every n, and is wider than a bootstrap interval.
    """
    n = len(values)
    mean = float(values.mean())
    if n < 2:
        return mean - width, mean + width
    log = math.log(4.0 / (1.0 - level))
    half = math.sqrt(2.0 * float(values.var(ddof=1)) * log / n) + 7.0 * width * log / (3.0 * (n - 1))
    return mean - half, mean + half
