"""Random draws one at a time, compiled by numba where there is numba: the scalar side of `draws`.

Import this module only where a simulation runs: it loads numba.
"""

from __future__ import annotations

import importlib.util
import math
import zlib
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import numpy as np

from admanager.simulation import draws, plain
from admanager.simulation.places import natural

COMPILED = importlib.util.find_spec("numba") is not None
if COMPILED:
    import numba

F = TypeVar("F", bound=Callable[..., object])

GOLDEN = draws.GOLDEN

# Reference counts of the many arrays would take three quarters of the time (measured); nothing is allocated
# here, so that numba's runtime, which counts them, is left out.
_OPTIONS: Any = {"nogil": True, "error_model": "numpy", "_nrt": False, "no_cfunc_wrapper": True}
# Handing over the tuples of arrays from Python is much code, which what only compiled functions call does without.
_INSIDE: Any = {**_OPTIONS, "no_cpython_wrapper": True}
_INLINED: Any = {**_INSIDE, "forceinline": True}
_COPIED: Any = {**_INSIDE, "inline": "always"}
_KEPT: Any = {**_OPTIONS, "cache": True}
_codes: dict[str, int] = {}


def outer(function: F) -> F:
    """Compile a function that Python calls as well; without numba, leave it as it is."""
    return cast(F, numba.njit(**_OPTIONS)(_noted(function))) if COMPILED else function


def inner(function: F) -> F:
    """Compile a function that only compiled ones call."""
    return cast(F, numba.njit(**_INSIDE)(_noted(function))) if COMPILED else function


def inlined(function: F) -> F:
    """Compile into its caller: handing on the tuples of arrays would cost more than the work itself.

    LLVM does it. numba's own way copies the code of what it inlines anew at every level, which took half of
    the time to compile.
    """
    return cast(F, numba.njit(**_INLINED)(_noted(function))) if COMPILED else function


def copied(function: F) -> F:
    """Compile into its only caller by copying its code: a large one is then not compiled for itself as well."""
    return cast(F, numba.njit(**_COPIED)(_noted(function))) if COMPILED else function


def entry(function: F) -> F:
    """Compile with a cache on disk where one can be written, else anew in each process."""
    if not COMPILED:
        return _plain(function)
    try:
        return cast(F, numba.njit(**_KEPT)(function))
    except RuntimeError:
        return outer(function)


def _plain(function: F) -> F:
    """Let Python itself play what numba would have compiled: the same numbers, some hundred times slower.

    A whole campaign is played by `batches` there; this is for what is left to a loop.
    """

    @wraps(function)
    def play(*arguments: Any) -> Any:
        with np.errstate(over="ignore", divide="ignore"):
            return function(*map(plain.opened, arguments))

    return cast(F, play)


def fingerprint(*modules: str) -> int:
    """Return a number of all that was compiled into callers from some modules of this package.

    numba renews its cache of a function when its own file changes, or the values that it closes over: an
    entry that closes over this number is compiled anew when a function in another file was edited. It does not
    depend on what else was imported, and in which order.
    """
    return zlib.crc32(repr([_codes.get(name, 0) for name in ("draws", "scalar_draws", *modules)]).encode())


def _noted(function: F) -> F:
    """Take a function into the fingerprint of its module."""
    code = cast(Any, function).__code__
    module = (function.__module__ or "").rpartition(".")[2]
    names = [(name, cast(Any, function).__globals__.get(name)) for name in code.co_names]
    numbers = [
        (name, value) for name, value in names if value is None or isinstance(value, int | float | np.generic)
    ]
    told = code.co_code + repr((code.co_consts, numbers)).encode()
    _codes[module] = zlib.crc32(told, _codes.get(module, 0))
    return function


mixed = outer(draws.mixed)
unit = outer(draws.unit)


@outer
def draw(key: np.uint64, number: np.uint64) -> float:
    return float(unit(mixed(key + GOLDEN * number)))


if not COMPILED:
    draw = plain.draw


@outer
def from_table(table: np.ndarray, u: float) -> float:
    place = u * (len(table) - 1)
    left = natural(int(place))
    return float(table[left] + (place - left) * (table[left + 1] - table[left]))


# 2 ** (i / 32) for i from -2048 to 2048, and the steps of that table in a unit of its logarithm.
_POWERS = 2.0 ** (np.arange(-2048, 2049) / 32.0)
_STEPS = 32.0 / math.log(2.0)
_STEP = math.log(2.0) / 32.0


@outer
def exponent(x: float) -> float:
    """Return e ** x without calling the library: relative error below 1e-9, saturated beyond 40 either way.

    e^x = 2^(k/32) e^r with |r| <= ln(2) / 64, the former from a table, the latter by its Taylor series.
    """
    x = min(max(x, -40.0), 40.0)
    k = natural(int(x * _STEPS + 2048.5))
    r = x - (k - 2048) * _STEP
    return float(_POWERS[k] * (1.0 + r * (1.0 + r * (0.5 + r * (1 / 6)))))


@outer
def sigmoid(logit: float) -> float:
    """Return the logistic function, with the precision of `exponent`."""
    return float(1.0 / (1.0 + exponent(-logit)))


@outer
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


@outer
def exponential(state: np.uint64) -> tuple[np.uint64, float]:
    """Draw from the exponential distribution with mean 1; returns the stream's next state as well."""
    state += GOLDEN
    return state, -math.log1p(-unit(mixed(state)))


@outer
def normal(state: np.uint64) -> tuple[np.uint64, float]:
    """Draw from the standard normal distribution (Box & Muller 1958); returns the stream's next state as well."""
    state += GOLDEN
    radius = math.sqrt(-2.0 * math.log1p(-unit(mixed(state))))
    state += GOLDEN
    return state, radius * math.cos(2.0 * math.pi * unit(mixed(state)))


@outer
def gamma(state: np.uint64, shape: float) -> tuple[np.uint64, float]:
    """Draw from Gamma(shape) by Marsaglia & Tsang (2000); returns the stream's next state as well.

    A shape below 1 is drawn one higher and multiplied by u ** (1 / shape), as they say there.
    """
    boost = 1.0
    if shape < 1.0:
        state += GOLDEN
        boost = (1.0 - unit(mixed(state))) ** (1.0 / shape)
        shape += 1.0
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        state, x = normal(state)
        v = (1.0 + c * x) ** 3
        if v <= 0.0:
            continue
        state += GOLDEN
        u = unit(mixed(state))
        if u > 0.0 and math.log(u) < 0.5 * x * x + d - d * v + d * math.log(v):
            return state, boost * d * v


@outer
def beta(state: np.uint64, a: float, b: float) -> tuple[np.uint64, float]:
    """Draw from Beta(a, b) as a ratio of gamma draws."""
    state, x = gamma(state, a)
    state, y = gamma(state, b)
    return state, x / (x + y)
