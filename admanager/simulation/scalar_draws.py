"""Random draws one at a time, compiled by numba: the scalar side of `draws`, with counts, gammas and betas.

Import this module only where a simulation runs: it loads numba.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

from admanager.simulation import draws

F = TypeVar("F", bound=Callable[..., object])

GOLDEN = draws.GOLDEN

# Reference counts of the many arrays would take three quarters of the time (measured); nothing is allocated
# here, so that numba's runtime, which counts them, is left out.
_OPTIONS: Any = {"nogil": True, "error_model": "numpy", "_nrt": False}


def inner(function: F) -> F:
    """Compile a function that others call."""
    return cast(F, numba.njit(**_OPTIONS)(function))


def inlined(function: F) -> F:
    """Compile into its caller: handing on the tuples of arrays would cost more than the work itself."""
    return cast(F, numba.njit(inline="always", **_OPTIONS)(function))


def entry(function: F) -> F:
    """Compile with a cache on disk where one can be written, else anew in each process."""
    try:
        return cast(F, numba.njit(cache=True, **_OPTIONS)(function))
    except RuntimeError:
        return inner(function)


mixed = inner(draws.mixed)
unit = inner(draws.unit)


@inner
def draw(key: np.uint64, number: np.uint64) -> float:
    return float(unit(mixed(key + GOLDEN * number)))


@inner
def from_table(table: np.ndarray, u: float) -> float:
    place = u * (len(table) - 1)
    left = int(place)
    return float(table[left] + (place - left) * (table[left + 1] - table[left]))


@inner
def sigmoid(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-logit))


@inner
def poisson(key: np.uint64, mean: float) -> int:
    """Draw from Poisson(mean): by multiplication below 10, by Hörmann's PTRS (1993) above."""
    if mean <= 0.0:
        return 0
    state = key
    if mean < 10.0:
        limit, product, count = math.exp(-mean), 1.0, -1
        while product > limit or count < 0:
            state += GOLDEN
            product *= unit(mixed(state))
            count += 1
        return count
    log_mean, b = math.log(mean), 0.931 + 2.53 * math.sqrt(mean)
    a, inverse = -0.059 + 0.02483 * b, 1.1239 + 1.1328 / (b - 3.4)
    limit = 0.9277 - 3.6224 / (b - 2.0)
    while True:
        state += GOLDEN
        u = unit(mixed(state)) - 0.5
        state += GOLDEN
        v = unit(mixed(state))
        us = 0.5 - abs(u)
        if us <= 0.0:
            continue
        count = math.floor((2.0 * a / us + b) * u + mean + 0.43)
        if us >= 0.07 and v <= limit:
            return int(count)
        if count < 0 or (us < 0.013 and v > us) or v <= 0.0:
            continue
        if math.log(v) + math.log(inverse) - math.log(a / (us * us) + b) <= (
            -mean + count * log_mean - math.lgamma(count + 1.0)
        ):
            return int(count)


@inner
def _gamma(state: np.uint64, shape: float) -> tuple[np.uint64, float]:
    """Draw from Gamma(shape >= 1) by Marsaglia & Tsang (2000); returns the stream's next state as well."""
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        state += GOLDEN
        radius = math.sqrt(-2.0 * math.log1p(-unit(mixed(state))))
        state += GOLDEN
        x = radius * math.cos(2.0 * math.pi * unit(mixed(state)))
        v = (1.0 + c * x) ** 3
        if v <= 0.0:
            continue
        state += GOLDEN
        u = unit(mixed(state))
        if u > 0.0 and math.log(u) < 0.5 * x * x + d - d * v + d * math.log(v):
            return state, d * v


@inner
def beta(state: np.uint64, a: float, b: float) -> tuple[np.uint64, float]:
    """Draw from Beta(a, b) for a, b >= 1 as a ratio of gamma draws."""
    state, x = _gamma(state, a)
    state, y = _gamma(state, b)
    return state, x / (x + y)
