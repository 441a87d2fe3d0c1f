"""What a plan means to have spent at each moment of its flight, to hold the real spend against."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.campaign import CampaignPlan, micros
from admanager.simulation.traffic import Calendar, calendar, default_curve, open_hours

UNLIMITED = 2**62


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


def day_targets(
    days: Calendar, curve: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what the pacing follows, for a curve of the week's traffic (level, for pacing by the clock).

    First, [M, 2]: the share of the day's open traffic before and after each minute. Second, [days]: a day's
    part of the open traffic that is still to come, itself included; 1 on the last day that has any.
    """
    weight = curve[days.week_hour]
    total = np.bincount(days.day, weights=weight, minlength=days.days)
    running = np.cumsum(weight)
    begun = (np.cumsum(total) - total)[days.day]
    scale = np.where(total > 0, total, 1.0)[days.day]
    after = np.where(total[days.day] > 0, (running - begun) / scale, 1.0)
    before = np.where(total[days.day] > 0, (running - weight - begun) / scale, 1.0)
    to_come = np.cumsum(total[::-1])[::-1]
    share = np.divide(total, to_come, out=np.zeros_like(total), where=to_come > 0)
    if to_come[0] > 0:
        share[np.flatnonzero(total)[-1]] = 1.0
    return np.clip(np.stack([before, after], axis=1), 0.0, 1.0), share
