"""Comparing two rates while the data still come in: intervals that hold however often one looks, and sample sizes.

An ordinary interval looked at again and again ends up beside the truth far more often than it says; these do not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from admanager.simulation.metrics import NOTHING, Estimate

ERROR = 0.05
POWER = 0.8
LIFT = 0.1  # the relative difference that is worth finding, where nobody says another
LEAST_SUCCESSES = 10  # of each rate: below, its normal approximation means nothing

_NORMAL = NormalDist()


@dataclass(frozen=True)
class SequentialTest:
    """Rate b minus rate a with its always-valid interval, and what it says.

    `planned` is the number of trials of each that finds a relative difference of `lift` with a power of 80 %.
    """

    difference: Estimate
    verdict: Literal["higher", "lower", "not enough data"]
    planned: int | None
    lift: float


def compare_rates(
    successes_a: int, trials_a: int, successes_b: int, trials_b: int, *, lift: float = LIFT
) -> SequentialTest:
    """Compare two rates so that the answer may be asked for after every trial.

    With fewer than ten successes (or failures) of either, and while the interval holds 0, the answer is "not
    enough data".
    """
    pooled = (successes_a + successes_b) / max(trials_a + trials_b, 1)
    planned = planned_trials(pooled, lift) if 0 < pooled < 1 else None
    fewest = min(successes_a, successes_b, trials_a - successes_a, trials_b - successes_b)
    if fewest < LEAST_SUCCESSES:
        return SequentialTest(NOTHING, "not enough data", planned, lift)
    a, b = successes_a / trials_a, successes_b / trials_b
    variance = a * (1 - a) / trials_a + b * (1 - b) / trials_b
    half = always_valid_half_width(variance, lift * pooled)
    difference = Estimate(b - a, b - a - half, b - a + half)
    if difference.low > 0:
        return SequentialTest(difference, "higher", planned, lift)
    verdict: Literal["lower", "not enough data"] = "lower" if difference.high < 0 else "not enough data"
    return SequentialTest(difference, verdict, planned, lift)


def always_valid_half_width(variance: float, effect: float, error: float = ERROR) -> float:
    """Return half the width of an interval around an estimate that covers at all times at once.

    sqrt(V (V + t^2) / t^2 (2 log(1 / error) + log((V + t^2) / V))) with the variance V of the estimate and the
    standard deviation t of the effects that are looked for, here `effect`: the mixture sequential probability
    ratio test turned around (Robbins 1970; Johari, Pekelis & Walsh 2017, "Always valid inference").
    """
    spread = effect * effect
    inside = 2.0 * math.log(1.0 / error) + math.log((variance + spread) / variance)
    return math.sqrt(variance * (variance + spread) / spread * inside)


def planned_trials(rate: float, lift: float, *, error: float = ERROR, power: float = POWER) -> int:
    """Return how many trials of each of two plans tell `rate` from `rate * (1 + lift)`, two-sided, at one look.

    (z_a sqrt(2 m (1 - m)) + z_b sqrt(p (1 - p) + q (1 - q)))^2 / (q - p)^2 with the mean m of both rates p and q
    (Fleiss, Levin & Paik 2003). Raises ValueError for rates outside (0, 1) and without a lift.
    """
    other = rate * (1.0 + lift)
    if not (0 < rate < 1 and other > 0 and lift != 0):
        raise ValueError("a rate lies between 0 and 1, and a lift is not 0")
    other = min(other, 1.0 - 1e-9)
    mean = (rate + other) / 2
    spread = _NORMAL.inv_cdf(1 - error / 2) * math.sqrt(2 * mean * (1 - mean))
    spread += _NORMAL.inv_cdf(power) * math.sqrt(rate * (1 - rate) + other * (1 - other))
    return math.ceil(spread * spread / (other - rate) ** 2)
