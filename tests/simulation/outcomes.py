"""Outcomes and runs with numbers that a test chooses, without playing anything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.arrays import Counter
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.metrics import Outcome, Series, Totals
from admanager.simulation.runs import Run, RunInfo, RunSummary

ARMS = (("Young", "A"), ("Young", "B"), ("Town", "A"))


def series_of(
    impressions: NDArray[np.int64],
    clicks: NDArray[np.int64],
    conversions: NDArray[np.int64] | None = None,
    bucket_minutes: int = 60,
) -> Series:
    """A series of [B, A] counts; every impression costs 1,500 micros and leaves a satisfaction of a half."""
    return Series(
        bucket_minutes=bucket_minutes,
        impressions=impressions,
        clicks=clicks,
        conversions=np.zeros_like(impressions) if conversions is None else conversions,
        spend=impressions * 1500,
        satisfaction=impressions * 0.5,
    )


def outcome_of(
    series: Series, *, late: Sequence[int] | None = None, arms: Sequence[tuple[str, str]] = ARMS
) -> Outcome:
    """An outcome with this series; everybody reached saw ten impressions."""
    used = tuple(arms)[: series.impressions.shape[1]]
    later = np.zeros(len(used), dtype=np.int64) if late is None else np.array(late)
    counters = {counter.name: 0 for counter in Counter}
    counters["IMPRESSIONS"] = int(series.impressions.sum())
    counters["CLICKS"] = int(series.clicks.sum())
    counters["CONVERSIONS"] = int(series.conversions.sum() + later.sum())
    counters["SPENT"] = int(series.spend.sum())
    counters["REACH"] = max(counters["IMPRESSIONS"] // 10, 1)
    return Outcome(
        arms=used,
        series=series,
        late_conversions=later,
        counters=counters,
        arm_reach=tuple(int(n) // 10 for n in series.impressions.sum(axis=0)),
        group_reach={group: 7 for group, _ in used},
        creative_reach={creative: 5 for _, creative in used},
        satisfaction_squares=tuple(float(n) * 0.26 for n in series.impressions.sum(axis=0)),
        frequency=(0,) * 10 + (counters["REACH"],) + (0,) * 10,
        revenue_per_conversion=25_000_000,
    )


def totals_of(impressions: int, clicks: int, conversions: int = 0, spend: int = 0) -> Totals:
    """The totals of a run; each conversion brings 25, and a person sees ten impressions."""
    return Totals(
        impressions=impressions,
        clicks=clicks,
        conversions=conversions,
        spend=spend,
        revenue=conversions * 25_000_000,
        reach=impressions // 10,
        satisfaction=impressions * 0.5,
        satisfaction_squares=impressions * 0.26,
    )


def run_of(
    plan: CampaignPlan,
    outcome: Outcome,
    *,
    seed: int = 1,
    minutes: int = 0,
    people: int = 400,
    number: int = 1,
) -> Run:
    """A run of a plan with this outcome, as if it had been kept."""
    played = minutes or outcome.series.buckets * outcome.series.bucket_minutes
    summary = RunSummary(
        minutes=played,
        start_utc=0,
        bucket_minutes=outcome.series.bucket_minutes,
        arms=outcome.arms,
        late_conversions=tuple(outcome.late_conversions.tolist()),
        counters=dict(outcome.counters),
        arm_reach=outcome.arm_reach,
        group_reach=dict(outcome.group_reach),
        creative_reach=dict(outcome.creative_reach),
        satisfaction_squares=outcome.satisfaction_squares,
        frequency=outcome.frequency,
        revenue_per_conversion=outcome.revenue_per_conversion,
        people=people,
        group_sizes={group.name: people for group in plan.ad_groups},
        without_consent=None,
        methods={
            "click": ("rate of {rate:.2%} from the plan", {"rate": 0.02}),
            "conversion": ("rate of {rate:.2%} from the plan", {"rate": 0.2}),
        },
        weight=1,
        kept_impressions=0,
        batch=None,
        cpu_seconds=0.1,
    )
    info = RunInfo(
        number, f"{plan.name}, seed {seed}", plan.name, seed, 1_790_000_000.0, 0.2, "finished", False
    )
    return Run(info, plan, summary, outcome, {}, ())
