"""A run in parts: by creative, ad group, placement, hour of the day or bucket of time, with every figure of each.

The parts of a view add up to the whole run: impressions, clicks, conversions, spend, revenue, auctions, invalid
clicks and satisfaction. Reach does not, since a person can be in several parts; over time and place it is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.metrics import NOTHING, Estimate, Series, Totals
from admanager.simulation.runs import Run
from admanager.simulation.traffic import calendar

By = Literal["creative", "segment", "both", "placement", "hour", "time"]
VIEWS: tuple[By, ...] = ("creative", "segment", "both", "placement", "hour", "time")
# Figures that a part has beside those of `METRICS`.
FURTHER = ("win_rate", "invalid_share")
ADDED = (
    "impressions",
    "clicks",
    "conversions",
    "spend",
    "revenue",
    "auctions",
    "invalid",
    "media",
    "satisfaction",
)


@dataclass(frozen=True)
class Part:
    """A part of a run. `late` holds what came after the flight; `counts_people` says whether its reach is known."""

    name: str
    totals: Totals
    late: bool = False
    counts_people: bool = True

    def figures(self) -> dict[str, Estimate]:
        """Return every figure of `METRICS` and `FURTHER`; nothing where a part does not count it."""
        totals = self.totals
        found = {**totals.figures(), "win_rate": totals.win_rate, "invalid_share": totals.invalid_share}
        if not self.counts_people:
            # Without people the scatter of their moods is not known either.
            mood = Estimate.exact(found["satisfaction"].value) if totals.impressions else NOTHING
            found |= {"reach": NOTHING, "frequency": NOTHING, "satisfaction": mood}
        return found


def breakdown(run: Run, by: By) -> list[Part]:
    """Return the parts of a run in one view; over time, conversions stand where they happened."""
    outcome = run.outcome
    match by:
        case "creative":
            return [Part(name, totals) for name, totals in outcome.by_creative().items()]
        case "segment":
            return [Part(name, totals) for name, totals in outcome.by_group().items()]
        case "both":
            return [Part(f"{group} · {name}", totals) for (group, name), totals in outcome.by_arm().items()]
        case "placement":
            places = outcome.by_place().items()
            return [
                Part(f"{name} · {position}", totals, counts_people=False)
                for (name, position), totals in places
            ]
        case "hour":
            minutes = np.arange(outcome.series.buckets) * outcome.series.bucket_minutes
            hours = (calendar(run.plan.flight).week_hour[minutes] % 24).astype(np.int64)
            return _over_time(run, hours, [f"{hour:02d}:00" for hour in range(24)])
        case "time":
            width = outcome.series.bucket_minutes
            names = [_moment(number * width) for number in range(outcome.series.buckets)]
            return _over_time(run, np.arange(outcome.series.buckets), names)


def whole(run: Run) -> dict[str, Estimate]:
    """Return every figure of the whole run, those of `FURTHER` too."""
    return Part("", run.outcome.totals).figures()


def _over_time(run: Run, place: NDArray[np.int64], names: list[str]) -> list[Part]:
    """Sum the buckets by place, and add a part for what came after the flight where something did."""
    series = run.outcome.series
    sums = {
        field: np.bincount(place, weights=getattr(series, field).sum(axis=1), minlength=len(names))
        for field in Series.FIELDS
    }
    parts = [
        Part(
            name, _totals(run, {field: values[number] for field, values in sums.items()}), counts_people=False
        )
        for number, name in enumerate(names)
    ]
    late = _totals(
        run,
        {
            "conversions": float(run.outcome.late_conversions.sum()),
            "spend": float(sum(run.outcome.late_spend)),
        },
    )
    if late.conversions or late.spend:
        parts.append(Part("", late, late=True, counts_people=False))
    return parts


def _totals(run: Run, sums: dict[str, float]) -> Totals:
    counts = {name: round(value) for name, value in sums.items() if name != "satisfaction"}
    empty = Totals(0, 0, 0, 0, 0, 0, 0.0, 0.0)
    revenue = counts["conversions"] * run.outcome.revenue_per_conversion
    satisfaction = float(sums.get("satisfaction", 0.0))
    return replace(empty, **counts, revenue=revenue, satisfaction=satisfaction)


def _moment(minute: int) -> str:
    return f"{minute // 1440 + 1}d {minute % 1440 // 60:02d}:{minute % 60:02d}"


def frequencies(run: Run) -> list[tuple[str, int]]:
    """Return how many people saw 0, 1, 2 and so on impressions, the last one with that many or more."""
    last = len(run.outcome.frequency) - 1
    return [
        (f"{times}+" if times == last else str(times), people)
        for times, people in enumerate(run.outcome.frequency)
    ]
