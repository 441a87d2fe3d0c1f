"""A run over time, for charts and tables: rates with their bands, spend against the plan, hours of the day.

The window and the report draw these curves; both take them from here, for a run that is under way and for
one that is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.campaign import MICROS, CampaignPlan, Flight
from admanager.simulation.metrics import (
    MIN_CLICKS,
    MIN_IMPRESSIONS,
    Estimate,
    Outcome,
    Series,
    wilson,
    wilson_band,
)
from admanager.simulation.pacing import planned_spend
from admanager.simulation.played import shown_bucket
from admanager.simulation.traffic import Calendar, calendar

MINUTES_OF_DAY = 1440
HOURS_OF_DAY = 24
# (flights of at most so many days, minutes of an interval): enough people in an interval, and few enough of them.
_INTERVALS = ((2, 60), (13, 360), (90, MINUTES_OF_DAY))
_LONGEST_INTERVAL = 7 * MINUTES_OF_DAY


@dataclass(frozen=True)
class Curve:
    """A line over a flight.

    `minute` [n] counts from the start of the flight; `value`, `low` and `high` [n] are NaN where too little
    is known. `low` and `high` are those of a 95 % interval, and equal `value` where that was counted.
    """

    minute: NDArray[np.float64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def interval_minutes(outcome: Outcome) -> int:
    """Return the width of the intervals in which the rates of what was played so far are shown."""
    series = outcome.series
    return interval_of(series.buckets * series.bucket_minutes, series.bucket_minutes)


def interval_of(minutes: int, bucket_minutes: int) -> int:
    """Return the width of the intervals in which rates are shown: an hour, six hours, a day or a week.

    It is a multiple of the width in which the run is kept.
    """
    days = minutes / MINUTES_OF_DAY
    fitting = next((width for most, width in _INTERVALS if days <= most), _LONGEST_INTERVAL)
    return fitting if fitting % bucket_minutes == 0 else bucket_minutes


def ctr_by_interval(outcome: Outcome, width: int | None = None) -> Curve:
    """Return the CTR of each interval at its middle, with Wilson's intervals; unknown below 200 impressions.

    `width` is that of an interval in minutes, and else follows from what was played so far.
    """
    series, middle = _intervals(outcome, width)
    impressions = _summed(series.impressions)
    rate, low, high = wilson_band(_summed(series.clicks), impressions)
    return _where(impressions >= MIN_IMPRESSIONS, Curve(middle, rate, low, high))


def cvr_by_interval(outcome: Outcome, width: int | None = None) -> Curve:
    """Return the conversions of each interval per click in it; unknown below 20 clicks, see `ctr_by_interval`.

    Conversions count when they happen, so that an interval's may stem from clicks before it.
    """
    series, middle = _intervals(outcome, width)
    clicks = _summed(series.clicks)
    rate, low, high = wilson_band(np.minimum(_summed(series.conversions), clicks), clicks)
    return _where(clicks >= MIN_CLICKS, Curve(middle, rate, low, high))


def _intervals(outcome: Outcome, width: int | None) -> tuple[Series, NDArray[np.float64]]:
    width = width or interval_minutes(outcome)
    series = outcome.series.coarser(width)
    end = float(outcome.series.buckets * outcome.series.bucket_minutes)
    begin = np.arange(series.buckets, dtype=np.float64) * width
    return series, 0.5 * (begin + np.minimum(begin + width, end))


def ctr_so_far(outcome: Outcome) -> Curve:
    """Return clicks so far per impression so far at the end of each bucket; unknown below 200 impressions."""
    series = _shown(outcome)
    impressions = np.cumsum(_summed(series.impressions))
    rate, low, high = wilson_band(np.cumsum(_summed(series.clicks)), impressions)
    return _where(impressions >= MIN_IMPRESSIONS, Curve(_ends(outcome, series), rate, low, high))


def cvr_so_far(outcome: Outcome) -> Curve:
    """Return conversions so far per click so far at the end of each bucket; unknown below 20 clicks.

    A conversion counts when it happens, so that the curve runs behind the rate of the whole run, which
    also knows the conversions that come after the flight.
    """
    series = _shown(outcome)
    clicks = np.cumsum(_summed(series.clicks))
    rate, low, high = wilson_band(np.cumsum(_summed(series.conversions)), clicks)
    return _where(clicks >= MIN_CLICKS, Curve(_ends(outcome, series), rate, low, high))


def spend_so_far(outcome: Outcome) -> Curve:
    """Return what was spent by the end of each bucket, in units of the currency; counted, not estimated."""
    series = _shown(outcome)
    return _counted(_ends(outcome, series), np.cumsum(_summed(series.spend)) / MICROS)


def spend_as_planned(plan: CampaignPlan) -> Curve:
    """Return what the plan means to have spent by the end of each hour, in units of the currency.

    See `pacing.planned_spend`; the flight's last hour may be a shorter one where clocks change.
    """
    planned = planned_spend(plan, 60) / MICROS
    ends = np.arange(1, len(planned) + 1, dtype=np.float64) * 60
    ends[-1:] = np.minimum(ends[-1:], _calendar(plan.flight).minutes)
    return _counted(ends, planned)


@dataclass(frozen=True)
class HourOfDay:
    """What happened in one hour of all days, in the flight's time zone; conversions when they happened."""

    hour: int
    impressions: int
    clicks: int
    conversions: int
    spend: int

    @property
    def ctr(self) -> Estimate:
        """The hour's CTR with Wilson's interval."""
        return wilson(self.clicks, self.impressions)


def by_hour(outcome: Outcome, plan: CampaignPlan) -> list[HourOfDay]:
    """Return the 24 hours of the day; they add up to the totals but for the late conversions."""
    series = outcome.series
    hour = _calendar(plan.flight).week_hour[np.arange(series.buckets) * series.bucket_minutes] % HOURS_OF_DAY
    counted = {
        name: np.bincount(hour, weights=_summed(getattr(series, name)), minlength=HOURS_OF_DAY)
        for name in ("impressions", "clicks", "conversions", "spend")
    }
    return [
        HourOfDay(number, **{name: round(float(values[number])) for name, values in counted.items()})
        for number in range(HOURS_OF_DAY)
    ]


@lru_cache(maxsize=4)
def _calendar(flight: Flight) -> Calendar:
    return calendar(flight)


def _summed(values: NDArray[np.int64]) -> NDArray[np.int64]:
    summed: NDArray[np.int64] = values.sum(axis=1)
    return summed


def _shown(outcome: Outcome) -> Series:
    """Return the series in buckets that a chart can show."""
    series = outcome.series
    return series.coarser(shown_bucket(series.buckets * series.bucket_minutes, series.bucket_minutes))


def _ends(outcome: Outcome, series: Series) -> NDArray[np.float64]:
    """Return when each bucket ends; the last one may be a shorter one."""
    ends = np.arange(1, series.buckets + 1, dtype=np.float64) * series.bucket_minutes
    return np.minimum(ends, float(outcome.series.buckets * outcome.series.bucket_minutes))


def _counted(minute: NDArray[np.float64], value: NDArray[np.float64]) -> Curve:
    return Curve(minute, value, value, value)


def _where(known: NDArray[np.bool_], curve: Curve) -> Curve:
    hidden = [np.where(known, values, np.nan) for values in (curve.value, curve.low, curve.high)]
    return Curve(curve.minute, *hidden)
