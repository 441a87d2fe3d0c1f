"""A quick estimate of a plan's delivery without simulating it, for the editor and the check of a plan.

It treats people as independent: each has an activity from the plan's gamma distribution, wins auctions at
the mean click probability after the mean fatigue, and is held by the caps. It knows no differences in taste
and no learning, so it is a first orientation, and is labelled as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.campaign import MICROS, CampaignPlan, micros
from admanager.simulation.market import gamma_quantiles, mean_price_when_won, win_rate
from admanager.simulation.market_log import assumed
from admanager.simulation.response import DEFAULT_CTR, DEFAULT_CVR
from admanager.simulation.traffic import calendar, default_curve, open_hours

_LEVELS = 128
_ROUNDS = 4


@dataclass(frozen=True)
class Forecast:
    """What a plan may deliver; `spend_without_budget` is what it would cost if money were no limit."""

    people: int
    reach: int
    impressions: int
    clicks: int
    spend: float
    spend_without_budget: float
    win_rate: float
    opportunities: int


def forecast(plan: CampaignPlan, people: int, click_rate: float | None = None) -> Forecast:
    """Estimate reach, impressions, clicks and spend (units of the currency) for `people` people."""
    days = calendar(plan.flight)
    opened = np.array([open_hours(group) for group in plan.ad_groups]).any(axis=0)
    open_days = max(float((default_curve() * opened)[days.week_hour].sum() / 60.0), 1e-9)
    daily = plan.traffic.opportunities_per_person_per_day * _activity(plan.traffic.activity_spread)
    fresh = click_rate or plan.response.base_ctr or DEFAULT_CTR
    rate, table, share = fresh, assumed(plan), 1.0
    for _ in range(_ROUNDS):
        bid = max(_bids(plan)) * _worth(plan, rate)
        won = float(win_rate(table, np.array([bid]))[0])
        paid = bid if plan.market.auction == "first_price" else mean_price_when_won(table, bid)
        unlimited = float(_seen(plan, daily * won, open_days, days.days).mean())
        cost = unlimited * people * paid / MICROS
        share = min(1.0, float(_money(plan, days.days)) / cost) if cost > 0 else 1.0
        rate = fresh * _fatigue(plan, unlimited * share / days.days)
    impressions = unlimited * people * share
    reached = float((1.0 - np.exp(-daily * won * open_days * share)).mean()) * people
    return Forecast(
        people=people,
        reach=round(min(reached, impressions)),
        impressions=round(impressions),
        clicks=round(impressions * rate),
        spend=cost * share,
        spend_without_budget=cost,
        win_rate=won,
        opportunities=round(float(daily.mean()) * open_days * people),
    )


def _fatigue(plan: CampaignPlan, daily_impressions: float) -> float:
    """Return the factor on the click rate when a person sees this many impressions a day, spread over creatives."""
    creatives = max(len(plan.creative_names), 1)
    remembered = daily_impressions * plan.fatigue.recovery_days / creatives
    return float((1.0 + remembered) ** -plan.fatigue.strength)


def _worth(plan: CampaignPlan, click_rate: float) -> float:
    """Return how many units of what the bid's amount is for an impression brings."""
    if plan.bid.per_mille:
        return 1 / 1000
    if plan.bid.per_conversion:
        return click_rate * (plan.response.base_cvr or DEFAULT_CVR)
    return click_rate


def _bids(plan: CampaignPlan) -> list[float]:
    return [micros(plan.bid.amount if group.bid is None else group.bid) for group in plan.ad_groups]


def _money(plan: CampaignPlan, days: int) -> Decimal:
    total = plan.budget.total
    return total if plan.budget.daily is None else min(total, plan.budget.daily * days)


def _activity(spread: float) -> NDArray[np.float64]:
    if spread == 0:
        return np.ones(1)
    table = gamma_quantiles(float(np.clip(spread**-2.0, 0.2, 50.0)), 1.0)
    step = (len(table) - 1) // _LEVELS
    return table[step // 2 :: step]


def _seen(plan: CampaignPlan, wins: NDArray[np.float64], open_days: float, days: int) -> NDArray[np.float64]:
    """Return the impressions in the flight of people who could win `wins` auctions a day."""
    per_day = _below_cap(wins, plan.cap.per_day)
    weeks = max(days / 7, 1.0)
    per_week = _below_cap(per_day * open_days / weeks, plan.cap.per_week)
    return _below_cap(per_week * weeks, plan.cap.per_flight)


def _below_cap(mean: NDArray[np.float64], cap: int | None) -> NDArray[np.float64]:
    """Return E[min(n, cap)] for a Poisson count n with this mean."""
    if cap is None:
        return mean
    capped = np.zeros_like(mean)
    below = np.exp(-mean)
    cumulative = below.copy()
    for count in range(1, min(cap, 400) + 1):
        capped += 1.0 - np.minimum(cumulative, 1.0)
        below = below * mean / count
        cumulative += below
    return np.where(mean < 300, np.minimum(capped, mean), np.minimum(mean, float(cap)))
