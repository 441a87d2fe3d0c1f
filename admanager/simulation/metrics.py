"""What came of a run: its numbers over time, their totals and parts, and how sure they are.

The window, the report and the command line all take their figures from here, for a run that is under way
and for one that is kept. Money is in micros of the plan's currency.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.campaign import MICROS

Z95 = 1.959963984540054
MIN_IMPRESSIONS = 200
MIN_CLICKS = 20
MOST_FREQUENCY = 20

# The figures of a run, in the order in which they are shown.
METRICS = (
    "impressions", "clicks", "ctr", "conversions", "cvr", "spend", "cpc", "cpm", "cpa", "revenue", "roas",
    "reach", "frequency", "satisfaction",
)  # fmt: skip


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval; NaN where nothing can be said."""

    value: float
    low: float
    high: float

    @classmethod
    def exact(cls, value: float) -> Estimate:
        """Make a figure that was counted and has no error of its own."""
        return cls(value, value, value)

    @property
    def known(self) -> bool:
        """Whether there is a figure at all."""
        return not math.isnan(self.value)


NOTHING = Estimate(math.nan, math.nan, math.nan)


@dataclass(frozen=True)
class Series:
    """Counts per bucket of time and arm, each [B, A]; `spend` in micros, `satisfaction` summed over impressions.

    Conversions stand in the bucket in which they happened, and what they cost with them. `auctions` were entered
    with an arm; `invalid` clicks are those of marked sources; `media` is what the impressions cost at clearing
    prices, in micros.
    """

    bucket_minutes: int
    impressions: NDArray[np.int64]
    clicks: NDArray[np.int64]
    conversions: NDArray[np.int64]
    spend: NDArray[np.int64]
    satisfaction: NDArray[np.float64]
    auctions: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    invalid: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    media: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    FIELDS = ("impressions", "clicks", "conversions", "spend", "satisfaction", "auctions", "invalid", "media")

    def __post_init__(self) -> None:
        """Take what an older run did not count as 0."""
        for name in ("auctions", "invalid", "media"):
            if getattr(self, name).shape != self.impressions.shape:
                object.__setattr__(self, name, np.zeros_like(self.impressions))

    @property
    def buckets(self) -> int:
        """Number of buckets."""
        return len(self.impressions)

    def coarser(self, bucket_minutes: int) -> Series:
        """Return the series in wider buckets; `bucket_minutes` is a multiple of the present width."""
        starts = np.arange(0, self.buckets, bucket_minutes // self.bucket_minutes)
        if not len(starts):
            return replace(self, bucket_minutes=bucket_minutes)
        summed = {name: np.add.reduceat(getattr(self, name), starts, axis=0) for name in self.FIELDS}
        return Series(bucket_minutes=bucket_minutes, **summed)

    def of(self, arms: Sequence[int]) -> Series:
        """Return the series of some arms, summed into one; each array is [B, 1]."""
        chosen = list(arms)
        summed = {name: getattr(self, name)[:, chosen].sum(axis=1, keepdims=True) for name in self.FIELDS}
        return Series(bucket_minutes=self.bucket_minutes, **summed)


@dataclass(frozen=True)
class Place:
    """What happened at one position of a placement; money in micros."""

    placement: str
    position: int
    auctions: int
    impressions: int
    clicks: int
    invalid: int
    conversions: int
    spend: int
    media: int
    satisfaction: float


@dataclass(frozen=True)
class Outcome:
    """All numbers of a run, finished or under way, from which every figure is computed.

    `arms` are pairs of ad group and creative. `late_conversions` [A] happen after the last bucket; they are
    known only once a run has ended. `frequency` counts people by the impressions they saw, 0 to 20 or more.
    `counters` are those of the kernel by name.
    """

    arms: tuple[tuple[str, str], ...]
    series: Series
    late_conversions: NDArray[np.int64]
    counters: Mapping[str, int]
    arm_reach: tuple[int, ...]
    group_reach: Mapping[str, int]
    creative_reach: Mapping[str, int]
    satisfaction_squares: tuple[float, ...]
    frequency: tuple[int, ...]
    revenue_per_conversion: int
    late_spend: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()

    @cached_property
    def totals(self) -> Totals:
        """The whole run."""
        return self._totals(range(len(self.arms)), self.counters["REACH"])

    def by_arm(self) -> dict[tuple[str, str], Totals]:
        """Return the totals of each ad group and creative together."""
        return {arm: self._totals([i], self.arm_reach[i]) for i, arm in enumerate(self.arms)}

    def by_creative(self) -> dict[str, Totals]:
        """Return the totals of each creative, over all ad groups."""
        return {
            name: self._totals(self.arms_with(creative=name), reach)
            for name, reach in self.creative_reach.items()
        }

    def by_group(self) -> dict[str, Totals]:
        """Return the totals of each ad group, over all creatives."""
        return {
            name: self._totals(self.arms_with(group=name), reach) for name, reach in self.group_reach.items()
        }

    def by_place(self) -> dict[tuple[str, int], Totals]:
        """Return the totals of each placement and position; how many people each reached is not counted."""
        return {
            (place.placement, place.position): Totals(
                impressions=place.impressions,
                clicks=place.clicks,
                conversions=place.conversions,
                spend=place.spend,
                revenue=place.conversions * self.revenue_per_conversion,
                reach=0,
                satisfaction=place.satisfaction,
                satisfaction_squares=place.satisfaction,
                auctions=place.auctions,
                invalid=place.invalid,
                media=place.media,
            )
            for place in self.places
        }

    def arms_with(self, *, group: str | None = None, creative: str | None = None) -> list[int]:
        """Return the places of the arms of an ad group or a creative."""
        return [
            place
            for place, (of_group, of_creative) in enumerate(self.arms)
            if group in {None, of_group} and creative in {None, of_creative}
        ]

    def _totals(self, arms: Sequence[int], reach: int) -> Totals:
        chosen = list(arms)
        series = self.series
        conversions = int(series.conversions[:, chosen].sum() + self.late_conversions[chosen].sum())
        return Totals(
            impressions=int(series.impressions[:, chosen].sum()),
            clicks=int(series.clicks[:, chosen].sum()),
            conversions=conversions,
            spend=int(series.spend[:, chosen].sum())
            + sum(self.late_spend[arm] for arm in chosen if self.late_spend),
            revenue=conversions * self.revenue_per_conversion,
            reach=reach,
            satisfaction=float(series.satisfaction[:, chosen].sum()),
            satisfaction_squares=float(sum(self.satisfaction_squares[arm] for arm in chosen)),
            auctions=int(series.auctions[:, chosen].sum()),
            invalid=int(series.invalid[:, chosen].sum()),
            media=int(series.media[:, chosen].sum()),
        )


@dataclass(frozen=True)
class Totals:
    """Sums over a run or a part of one; `satisfaction` and its squares are summed over impressions."""

    impressions: int
    clicks: int
    conversions: int
    spend: int
    revenue: int
    reach: int
    satisfaction: float
    satisfaction_squares: float
    auctions: int = 0
    invalid: int = 0
    media: int = 0

    @property
    def win_rate(self) -> Estimate:
        """The share of the auctions entered that were won; under several slots any of them."""
        return wilson(self.impressions, self.auctions)

    @property
    def invalid_share(self) -> Estimate:
        """The share of the clicks that came from sources marked as fraud."""
        return wilson(self.invalid, self.clicks)

    def figures(self) -> dict[str, Estimate]:
        """Return every figure of `METRICS` with its interval; money in units of the currency.

        Rates have Wilson's interval (1927), counts that of a Poisson count, ratios of money that of the
        count in them with the money taken as given, satisfaction that of a mean over people.
        """
        clicks, conversions = poisson_interval(self.clicks), poisson_interval(self.conversions)
        spend = self.spend / MICROS
        per_conversion = self.revenue / self.conversions / MICROS if self.conversions else 0.0
        return {
            "impressions": Estimate.exact(self.impressions),
            "clicks": clicks,
            "ctr": wilson(self.clicks, self.impressions),
            "conversions": conversions,
            "cvr": wilson(self.conversions, self.clicks),
            "spend": Estimate.exact(spend),
            "cpc": _cost_per(spend, clicks),
            "cpm": Estimate.exact(1000 * spend / self.impressions) if self.impressions else NOTHING,
            "cpa": _cost_per(spend, conversions),
            "revenue": _times(conversions, per_conversion),
            "roas": _times(conversions, per_conversion / spend) if spend else NOTHING,
            "reach": Estimate.exact(self.reach),
            "frequency": Estimate.exact(self.impressions / self.reach) if self.reach else NOTHING,
            "satisfaction": self._satisfaction(),
        }

    def _satisfaction(self) -> Estimate:
        if not self.impressions:
            return NOTHING
        mean = self.satisfaction / self.impressions
        variance = max(self.satisfaction_squares / self.impressions - mean * mean, 0.0)
        # One person's impressions are alike, so that each person counts as one observation: the largest
        # design effect that there can be (Kish 1965).
        half = Z95 * math.sqrt(variance / max(self.reach, 1))
        return Estimate(mean, max(mean - half, 0.0), min(mean + half, 1.0))


def wilson(successes: float, trials: float) -> Estimate:
    """Return a rate with Wilson's 95 % score interval (Wilson 1927); nothing without trials."""
    if trials <= 0:
        return NOTHING
    value, low, high = wilson_band(np.array([successes]), np.array([trials]))
    return Estimate(float(value[0]), float(low[0]), float(high[0]))


def wilson_band(
    successes: NDArray[np.int64] | NDArray[np.float64], trials: NDArray[np.int64] | NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return rates with their 95 % score intervals, as three arrays; NaN where there are no trials.

    With p = successes / n: centre (p + z^2 / 2n) / (1 + z^2 / n), half width
    z / (1 + z^2 / n) sqrt(p (1 - p) / n + z^2 / 4n^2).
    """
    n = np.where(trials > 0, trials, np.nan).astype(np.float64)
    p = successes / n
    scale = 1.0 + Z95**2 / n
    centre = (p + Z95**2 / (2 * n)) / scale
    half = Z95 / scale * np.sqrt(np.maximum(p * (1 - p), 0.0) / n + Z95**2 / (4 * n * n))
    low, high = (
        np.minimum(np.clip(centre - half, 0.0, 1.0), p),
        np.maximum(np.clip(centre + half, 0.0, 1.0), p),
    )
    return p, low, high


def poisson_interval(count: int) -> Estimate:
    """Return a count with Byar's approximation of the exact Poisson 95 % interval (Breslow & Day 1987)."""
    low = 0.0
    if count:
        low = count * (1 - 1 / (9 * count) - Z95 / (3 * math.sqrt(count))) ** 3
    above = count + 1
    high = above * (1 - 1 / (9 * above) + Z95 / (3 * math.sqrt(above))) ** 3
    return Estimate(float(count), max(low, 0.0), high)


def difference(successes_a: int, trials_a: int, successes_b: int, trials_b: int) -> Estimate:
    """Return rate b minus rate a with Newcombe's hybrid score 95 % interval (1998, method 10)."""
    a, b = wilson(successes_a, trials_a), wilson(successes_b, trials_b)
    gap = b.value - a.value
    low = gap - math.hypot(b.value - b.low, a.high - a.value)
    high = gap + math.hypot(b.high - b.value, a.value - a.low)
    return Estimate(gap, low, high)


def over_seeds(figures: Sequence[Mapping[str, Estimate]]) -> dict[str, Estimate]:
    """Return the mean of every figure over seeds, and the range that holds 95 % of the seeds.

    With one seed, its own figures; with few, the range is that of the seeds themselves. Seeds without a
    figure are left out.
    """
    if len(figures) == 1:
        return dict(figures[0])
    result = {}
    for name in figures[0]:
        values = np.array([one[name].value for one in figures if one[name].known])
        if not len(values):
            result[name] = NOTHING
            continue
        low, high = np.quantile(values, [0.025, 0.975])
        result[name] = Estimate(float(values.mean()), float(low), float(high))
    return result


def _cost_per(spend: float, count: Estimate) -> Estimate:
    if not count.value:
        return NOTHING
    return Estimate(spend / count.value, spend / count.high, spend / count.low if count.low else math.inf)


def _times(count: Estimate, factor: float) -> Estimate:
    return Estimate(count.value * factor, count.low * factor, count.high * factor)
