"""Two runs side by side: the difference of each figure with its interval, and what it says.

A figure is called higher or lower only where the interval of the difference does not hold 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.metrics import METRICS, MIN_CLICKS, MIN_IMPRESSIONS, NOTHING, Estimate, Totals
from admanager.simulation.runs import Run
from admanager.simulation.sequential import LIFT, Ratio, RatioTest, compare_rates, compare_ratios
from admanager.texts import Sentence, sentence

Verdict = Literal["higher", "lower", "unclear", "too little", "counted", "other length"]
# What was counted exactly: another run with another seed would differ, but nothing is estimated here.
COUNTED = frozenset({"impressions", "spend", "cpm", "reach", "frequency"})
# What grows with the length of a run.
ACCUMULATED = frozenset({"clicks", "conversions", "revenue"})
HOUR = 60
HIGHER_IS_BETTER = frozenset({"clicks", "ctr", "conversions", "cvr", "revenue", "roas", "satisfaction"})
LOWER_IS_BETTER = frozenset({"cpc", "cpa"})
MONEY = frozenset({"spend", "cpc", "cpm", "cpa", "revenue"})


@dataclass(frozen=True)
class Difference:
    """One figure of two runs, `gap` being b minus a with its 95 % interval (NaN where nothing can be said).

    `verdict` says how b stands to a: "unclear" where the interval holds 0, "too little" where a rate rests
    on too few impressions or clicks, "counted" where the figure is no estimate, "other length" where one run
    had more time to gather it.
    """

    metric: str
    a: Estimate
    b: Estimate
    gap: Estimate
    verdict: Verdict

    @property
    def better(self) -> Literal["a", "b"] | None:
        """Which run is better by this figure at a single look, as `winner` has it for many; None where that is not known."""
        if self.verdict not in {"higher", "lower"}:
            return None
        if self.metric in HIGHER_IS_BETTER:
            return "b" if self.verdict == "higher" else "a"
        return "b" if self.verdict == "lower" else "a"


def winner(difference: Difference, test: RatioTest | None) -> Literal["a", "b"] | None:
    """Return which run is better by a figure; None where that is not known or a matter of taste.

    Runs are looked at again and again, so that a rate or a cost has a winner where its always-valid interval leaves 0
    out (`test`, see `always_valid`); a single look would name one too often.
    """
    if difference.better is None or test is None:
        return difference.better
    if test.verdict == "not enough data":
        return None
    return "b" if (test.verdict == "higher") == (difference.metric in HIGHER_IS_BETTER) else "a"


def gap(a: Estimate, b: Estimate) -> Estimate:
    """Return b minus a with its 95 % interval, from the intervals of two independent estimates.

    The method of variance estimates recovery (Zou & Donner 2008, Statistics in Medicine 27: 1693): with
    d = b - a, low = d - sqrt((b - low_b)^2 + (high_a - a)^2), high = d + sqrt((high_b - b)^2 + (a - low_a)^2).
    For two rates with Wilson's intervals that is Newcombe's hybrid score interval (1998, Statistics in
    Medicine 17: 873, method 10); for two normal intervals it is the usual one. Runs that share a seed also
    share some of their chance, so that their interval is wider than it need be.
    """
    if not (a.known and b.known):
        return NOTHING
    value = b.value - a.value
    return Estimate(
        value,
        value - math.hypot(b.value - b.low, a.high - a.value),
        value + math.hypot(b.high - b.value, a.value - a.low),
    )


def compare_runs(a: Run, b: Run) -> list[Difference]:
    """Return the difference of every figure that has one unit in both runs, in the order of `METRICS`."""
    told = differences(a.outcome.totals, b.outcome.totals, same_length=a.summary.minutes == b.summary.minutes)
    return [found for found in told if comparable(found.metric, a, b)]


def differences(a: Totals, b: Totals, *, same_length: bool = True) -> list[Difference]:
    """Return the difference of every figure of `METRICS`, in that order."""
    first, second = a.figures(), b.figures()
    told = [_difference(metric, first[metric], second[metric], a, b) for metric in METRICS]
    if same_length:
        return told
    return [replace(one, verdict="other length") if one.metric in ACCUMULATED else one for one in told]


def _difference(metric: str, a: Estimate, b: Estimate, of_a: Totals, of_b: Totals) -> Difference:
    between = gap(a, b)
    if metric in COUNTED:
        return Difference(metric, a, b, between, "counted" if between.known else "too little")
    return Difference(metric, a, b, between, _verdict(metric, between, of_a, of_b))


def _verdict(metric: str, between: Estimate, a: Totals, b: Totals) -> Verdict:
    too_few_impressions = min(a.impressions, b.impressions) < MIN_IMPRESSIONS
    too_few_clicks = metric in {"cvr", "cpc"} and min(a.clicks, b.clicks) < MIN_CLICKS
    if not between.known or too_few_impressions or too_few_clicks:
        return "too little"
    if between.low > 0:
        return "higher"
    return "lower" if between.high < 0 else "unclear"


# What is divided by what, and which of both are the events that make it uncertain.
RATIOS: Mapping[str, tuple[str, str, str]] = {
    "ctr": ("clicks", "impressions", "clicks"),
    "cvr": ("conversions", "clicks", "conversions"),
    "cpc": ("spend", "clicks", "clicks"),
    "cpa": ("spend", "conversions", "conversions"),
    "roas": ("revenue", "spend", "conversions"),
}


def always_valid(a: Run, b: Run, *, lift: float = LIFT) -> dict[str, RatioTest]:
    """Return what two runs say of each rate and cost to someone who looks at them as often as they like."""
    first, second = (_sums(run) for run in (a, b))
    return {
        metric: compare_ratios(_ratio(first, metric), _ratio(second, metric), lift=lift)
        for metric in RATIOS
        if comparable(metric, a, b)
    }


def _sums(run: Run) -> dict[str, NDArray[np.float64]]:
    """Return a run's sums by hour; what came after the flight is spread over the hours as what came in it."""
    series, totals = run.outcome.series.coarser(HOUR), run.outcome.totals
    hours = {
        name: getattr(series, name).sum(axis=1).astype(np.float64)
        for name in ("impressions", "clicks", "conversions", "spend")
    }
    for name in ("conversions", "spend"):
        counted = float(hours[name].sum())
        if counted:
            hours[name] *= getattr(totals, name) / counted
    hours["revenue"] = hours["conversions"] * run.outcome.revenue_per_conversion
    return hours


def _ratio(hours: Mapping[str, NDArray[np.float64]], metric: str) -> Ratio:
    top, bottom, events = RATIOS[metric]
    return Ratio(hours[top], hours[bottom], float(hours[events].sum()))


def comparable(metric: str, a: Run, b: Run) -> bool:
    """Say whether a figure of two runs has one unit: amounts in two currencies have not."""
    return metric not in MONEY or a.plan.budget.currency == b.plan.budget.currency


def cautions(a: Run, b: Run) -> list[Sentence]:
    """Return what to keep in mind when these two runs are compared, the weightiest first."""
    return list(_cautions(a, b))


def _cautions(a: Run, b: Run) -> Iterator[Sentence]:
    same_length = a.summary.minutes == b.summary.minutes
    if not same_length:
        yield sentence(
            "The runs are not of the same length ({a_days:.1f} and {b_days:.1f} days): compare rates, not counts.",
            a_days=a.summary.minutes / 1440,
            b_days=b.summary.minutes / 1440,
        )
    if a.summary.people != b.summary.people:
        yield sentence(
            "The runs were played on {a_people:,} and {b_people:,} people.",
            a_people=a.summary.people,
            b_people=b.summary.people,
        )
    if a.plan.budget.currency != b.plan.budget.currency:
        yield sentence(
            "The amounts are in {a_currency} and {b_currency}, so that they cannot be compared.",
            a_currency=a.plan.budget.currency,
            b_currency=b.plan.budget.currency,
        )
    if a.models != b.models:
        yield sentence("Different models answered the two runs.")
    if a.plan == b.plan and a.info.seed != b.info.seed and not same_length:
        yield sentence(
            "Both runs have the same plan: what differs is the time that was played, and chance, by the seed."
        )
    elif a.plan == b.plan and a.info.seed != b.info.seed:
        yield sentence("Both runs have the same plan: all that differs is chance, by the seed.")
    elif a.info.seed == b.info.seed:
        yield sentence(
            "Both runs have the seed {seed}: the same people come at the same times, so that the intervals are, "
            "if anything, too wide.",
            seed=a.info.seed,
        )
    else:
        yield sentence(
            "The runs have different plans and different seeds, so that chance in the creatives' effects differs "
            "too; the intervals do not cover that. Run both plans with the same seed to see what the plan does."
        )
    if a.plan != b.plan:
        yield _sequential(a.outcome.totals, b.outcome.totals)
    yield sentence(
        "Each interval holds the true difference in 95 of 100 cases; of many figures, some seem to differ by chance."
    )


def _sequential(a: Totals, b: Totals) -> Sentence:
    """Say what the click-through rates tell someone who looks at them again and again."""
    found = compare_rates(a.clicks, a.impressions, b.clicks, b.impressions)
    if found.planned is None:
        return sentence("There is not enough data to tell the click-through rates apart.")
    if found.verdict == "not enough data":
        return sentence(
            "There is not enough data to tell the click-through rates apart: to find a difference of {lift:.0%}, plan "
            "about {planned:,} impressions in each run; there are {a:,} and {b:,}.",
            lift=found.lift,
            planned=found.planned,
            a=a.impressions,
            b=b.impressions,
        )
    return sentence(
        "The click-through rates differ by {low:.3%} to {high:.3%}: that holds however often you look while a test runs.",
        low=found.difference.low,
        high=found.difference.high,
    )


@dataclass(frozen=True)
class PlanChange:
    """A setting in which two plans differ, by its dotted key; None where a plan does not have it."""

    key: str
    a: str | None
    b: str | None


def plan_changes(a: CampaignPlan, b: CampaignPlan) -> list[PlanChange]:
    """Return the settings in which two plans differ, in the order of the campaign schema; not the names."""
    first, second = dict(_settings(a)), dict(_settings(b))
    keys = [*first, *(key for key in second if key not in first)]
    return [
        PlanChange(key, first.get(key), second.get(key))
        for key in keys
        if key != "name" and first.get(key) != second.get(key)
    ]


def _settings(plan: CampaignPlan) -> Iterator[tuple[str, str]]:
    data = plan.model_dump(mode="json", exclude_none=True)
    # Ad groups and creatives are told apart by their names, not by their places.
    data["ad_groups"] = {group["name"]: _group(group) for group in data["ad_groups"]}
    return _flat("", data)


def _group(group: Mapping[str, Any]) -> dict[str, Any]:
    creatives = {share["name"]: share["weight"] for share in group["creatives"]}
    return {**{key: value for key, value in group.items() if key != "name"}, "creatives": creatives}


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{prefix}.{key}" if prefix else str(key), inner)
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for number, inner in enumerate(value):
            yield from _flat(f"{prefix}.{number}", inner)
    elif isinstance(value, list):
        yield prefix, ", ".join(str(item) for item in value)
    else:
        yield prefix, str(value)
