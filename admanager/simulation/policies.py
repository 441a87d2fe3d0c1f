"""The campaign's decisions in the form that the kernel plays: bids, budgets, pacing, caps, creatives.

A further strategy is a field of `Policy`, a value here, and a branch in the kernel.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.arrays import ARM, GROUP, Policy, Structured
from admanager.simulation.campaign import CampaignPlan, micros
from admanager.simulation.draws import Purpose, stream
from admanager.simulation.traffic import Calendar, open_hours

UNLIMITED = 2**62
UNCAPPED = 2**31 - 1


@dataclass(frozen=True)
class Arm:
    """A creative in an ad group, by their numbers in the plan."""

    group: int
    creative: int


def arms(plan: CampaignPlan) -> list[Arm]:
    """Return the plan's arms, ad group by ad group."""
    names = plan.creative_names
    return [
        Arm(number, names.index(share.name))
        for number, group in enumerate(plan.ad_groups)
        for share in group.creatives
    ]


def build_policy(plan: CampaignPlan, days: Calendar, curve: NDArray[np.float64], seed: int) -> Policy:
    """Compile the plan's decisions; `curve` is the traffic in each of the week's hours."""
    opened = np.array([open_hours(group) for group in plan.ad_groups], dtype=np.uint8)
    progress, day_share = day_targets(days, curve * opened.any(axis=0))
    return Policy(
        thompson_key=stream(seed, Purpose.THOMPSON),
        arms=_arm_table(plan),
        groups=_group_table(plan),
        open_hours=opened,
        progress=progress,
        day_share=day_share,
        per_click=int(plan.bid.strategy == "fixed_cpc"),
        first_price=int(plan.market.auction == "first_price"),
        thompson=int(plan.creative_choice == "thompson"),
        even_pacing=int(plan.budget.pacing == "even"),
        budget_total=micros(plan.budget.total),
        budget_daily=UNLIMITED if plan.budget.daily is None else micros(plan.budget.daily),
        cap_day=plan.cap.per_day or UNCAPPED,
        cap_week=plan.cap.per_week or UNCAPPED,
        cap_flight=plan.cap.per_flight or UNCAPPED,
    )


def _arm_table(plan: CampaignPlan) -> Structured:
    table = np.zeros(len(arms(plan)), dtype=ARM)
    table["group"] = [arm.group for arm in arms(plan)]
    table["creative"] = [arm.creative for arm in arms(plan)]
    weights = [np.array([share.weight for share in group.creatives]) for group in plan.ad_groups]
    table["share"] = np.concatenate([part / part.sum() for part in weights])
    return table


def _group_table(plan: CampaignPlan) -> Structured:
    table = np.zeros(len(plan.ad_groups), dtype=GROUP)
    last = np.cumsum([len(group.creatives) for group in plan.ad_groups])
    table["last_arm"] = last
    table["first_arm"][1:] = last[:-1]
    table["bid"] = bids(plan)
    return table


def bids(plan: CampaignPlan) -> NDArray[np.float64]:
    """Return each ad group's bid in micros for one click, or for one impression when it is a CPM."""
    units = 1 if plan.bid.strategy == "fixed_cpc" else 1000
    amounts = [plan.bid.amount if group.bid is None else group.bid for group in plan.ad_groups]
    return np.array([micros(amount) / units for amount in amounts], dtype=np.float64)


def day_targets(
    days: Calendar, curve: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what even pacing follows.

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
