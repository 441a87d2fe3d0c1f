"""Comparing two rates or ratios while the data still come in: intervals that hold however often one looks, and sizes.

An ordinary interval looked at again and again ends up beside the truth far more often than it says; these do not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.metrics import NOTHING, Estimate

ERROR = 0.05
POWER = 0.8
LIFT = 0.1  # the relative difference that is worth finding, where nobody says another
LEAST_UNITS = 20  # of time: with fewer their scatter says little of the variance
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


# -- ratios --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ratio:
    """A ratio of sums over units of time, `top` over `bottom` [U] each; `events` is what makes it uncertain.

    Of the click-through rate, clicks over impressions, the events are the clicks; of the cost per conversion, spend
    over conversions, they are the conversions.
    """

    top: NDArray[np.float64]
    bottom: NDArray[np.float64]
    events: float

    @property
    def value(self) -> float:
        """The ratio; NaN where the bottom is 0."""
        below = float(self.bottom.sum())
        return float(self.top.sum()) / below if below else math.nan

    @property
    def log_variance(self) -> float:
        """The variance of the ratio's logarithm.

        By the linearised residuals of the units, sum((top - R bottom)^2) / (sum top)^2 U / (U - 1), and never below
        that of as many independent events, 1 / events: units of time hold what comes in crowds, and few of them
        may look alike by chance.
        """
        units, above = len(self.top), float(self.top.sum())
        own = 1.0 / self.events
        if units < LEAST_UNITS or not above:
            return own
        residual = self.top - self.value * self.bottom
        return max(float(residual @ residual) / above**2 * units / (units - 1), own)


@dataclass(frozen=True)
class RatioTest:
    """Ratio b over ratio a minus 1 with its always-valid interval, and what it says.

    `planned` is how many events each of the two needs, so that a true relative difference of `lift` is found with a
    power of 80 % by whoever looks that long; `events` is what they have, the smaller of both.
    """

    relative: Estimate
    verdict: Literal["higher", "lower", "not enough data"]
    planned: int
    events: int
    lift: float


def compare_ratios(a: Ratio, b: Ratio, *, lift: float = LIFT) -> RatioTest:
    """Compare two ratios so that the answer may be asked for as often as one likes.

    An asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2021, "Time-uniform central limit
    theory and asymptotic confidence sequences") for the difference of logarithms: the width is that of
    `always_valid_half_width` with the estimated variance. Below ten events of either the answer is "not enough data".
    """
    fewest = min(a.events, b.events)
    if fewest < LEAST_SUCCESSES or not (a.value > 0 and b.value > 0):
        return RatioTest(NOTHING, "not enough data", planned_events(1.0, lift), int(fewest), lift)
    variance = a.log_variance + b.log_variance
    # How much more than independent events these scatter; what is planned must last for that.
    crowding = variance / (1.0 / a.events + 1.0 / b.events)
    planned = planned_events(crowding, lift)
    gap = math.log(b.value / a.value)
    half = always_valid_half_width(variance, abs(math.log1p(lift)))
    relative = Estimate(math.expm1(gap), math.expm1(gap - half), math.expm1(gap + half))
    verdict: Literal["higher", "lower", "not enough data"] = "not enough data"
    if relative.low > 0:
        verdict = "higher"
    elif relative.high < 0:
        verdict = "lower"
    return RatioTest(relative, verdict, planned, int(fewest), lift)


def planned_events(crowding: float, lift: float, *, error: float = ERROR, power: float = POWER) -> int:
    """Return how many events each of two ratios needs until a relative difference of `lift` shows.

    The least n whose always-valid half width leaves room for the power: half(V) + z_power sqrt(V) <= log(1 + lift), with
    V = 2 crowding / n. Raises ValueError without a lift, or with one of -1 or below.
    """
    if lift == 0 or lift <= -1:
        raise ValueError("a lift is not 0 and above -1")
    effect = abs(math.log1p(lift))

    def too_few(count: float) -> bool:
        variance = 2.0 * crowding / count
        return (
            always_valid_half_width(variance, effect, error) + _NORMAL.inv_cdf(power) * math.sqrt(variance)
            > effect
        )

    low, high = 1.0, 2.0
    while too_few(high):
        low, high = high, 2.0 * high
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if too_few(middle) else (low, middle)
    return math.ceil(high)
