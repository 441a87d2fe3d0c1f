"""What a plan means to have spent at each moment of its flight, to hold the real spend against."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.campaign import CampaignPlan, micros
from admanager.simulation.policies import UNLIMITED, day_targets
from admanager.simulation.traffic import calendar, default_curve, open_hours


def planned_spend(plan: CampaignPlan, bucket_minutes: int) -> NDArray[np.float64]:
    """Return the planned spend in micros by the end of each bucket of time, [B]; the last may be a shorter one.

    Under every pacing but "asap" this is what the pacing follows while nothing holds the spend back: each day its part of
    the budget, within the day as the open traffic comes. Under "asap" there is no such plan; it is then what
    may be spent at most, with each day's budget free from midnight on.

    Raises AdManagerError for a flight or time zone that cannot be laid out.
    """
    days = calendar(plan.flight)
    opened = np.array([open_hours(group) for group in plan.ad_groups], dtype=np.uint8).reshape(-1, 168)
    curve = np.ones(168) if plan.budget.pacing == "even" else default_curve()
    progress, share = day_targets(days, curve * opened.any(axis=0))
    daily = UNLIMITED if plan.budget.daily is None else micros(plan.budget.daily)
    of_day = np.zeros(days.days)
    left = float(micros(plan.budget.total))
    for day in range(days.days):
        wanted = left * share[day] if plan.budget.pacing != "asap" else left
        of_day[day] = min(wanted, daily)
        left -= of_day[day]
    before = np.cumsum(of_day) - of_day
    within = progress[:, 1] if plan.budget.pacing != "asap" else 1.0
    planned = before[days.day] + of_day[days.day] * within
    ends = np.minimum(np.arange(bucket_minutes, days.minutes + bucket_minutes, bucket_minutes), days.minutes)
    return np.asarray(planned[ends - 1], dtype=np.float64)
