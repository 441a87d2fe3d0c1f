"""The campaign's decisions in the form that the engines play: bids, budgets, pacing, caps, creatives.

A further strategy is a value here and, where the kernel does not have its parts yet, a branch there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.arrays import (
    ACCOUNT,
    ARM,
    GROUP,
    SOFT_STEPS,
    Auction,
    Choice,
    Control,
    Pacing,
    Policy,
    Pricing,
    Structured,
)
from admanager.simulation.campaign import CampaignPlan, micros
from admanager.simulation.detector import LIMITS, click_limits
from admanager.simulation.draws import Purpose, stream
from admanager.simulation.dynamic import bid_by_budget
from admanager.simulation.market import Prices, win_rate
from admanager.simulation.pacing import UNLIMITED, day_targets
from admanager.simulation.traffic import Calendar, open_hours

UNCAPPED = 2**31 - 1
WORD_BITS = 64
AUCTIONS = {
    "second_price": Auction.SECOND_PRICE, "first_price": Auction.FIRST_PRICE, "gsp": Auction.GSP, "vcg": Auction.VCG,
}  # fmt: skip
PRICINGS = {
    "cpm": Pricing.IMPRESSION, "cpc": Pricing.CLICK, "cpa": Pricing.CONVERSION, "performance": Pricing.PERFORMANCE,
}  # fmt: skip
PACINGS = {
    "asap": Pacing.ASAP, "even": Pacing.GATE, "traffic": Pacing.GATE, "dual": Pacing.DUAL, "pid": Pacing.PID,
    "throttle": Pacing.THROTTLE,
}  # fmt: skip
CHOICES = {
    "even": Choice.EVEN, "thompson": Choice.THOMPSON, "discounted_thompson": Choice.DISCOUNTED,
    "epsilon_greedy": Choice.EPSILON, "ucb1": Choice.UCB1, "linucb": Choice.LINUCB, "lints": Choice.LINTS,
    "logistic": Choice.LOGISTIC, "ftrl": Choice.FTRL,
}  # fmt: skip
CONTROLS = {
    "target_cpa": Control.TARGET, "target_roas": Control.TARGET, "rlb": Control.DYNAMIC, "ortb": Control.AUTO,
    "auto": Control.AUTO,
}  # fmt: skip
MEANS_OF_BUDGET = frozenset({"ortb", "rlb", "auto"})


@dataclass(frozen=True)
class Arm:
    """A creative in an ad group, by their numbers in the plan."""

    group: int
    creative: int


@dataclass(frozen=True)
class Expected:
    """What is known of the response and the traffic before the flight: mean rates, and opportunities by ad group."""

    click: float
    conversion: float
    opportunities: NDArray[np.float64]


def arms(plan: CampaignPlan) -> list[Arm]:
    """Return the plan's arms, ad group by ad group."""
    names = plan.creative_names
    return [
        Arm(number, names.index(share.name))
        for number, group in enumerate(plan.ad_groups)
        for share in group.creatives
    ]


def build_policy(
    plan: CampaignPlan,
    days: Calendar,
    curve: NDArray[np.float64],
    seed: int,
    market: Prices,
    expected: Expected,
) -> Policy:
    """Compile the plan's decisions; `curve` is the traffic in each of the week's hours."""
    opened = np.array([open_hours(group) for group in plan.ad_groups], dtype=np.uint8)
    of_group, budgets = accounts(plan)
    patterns, pattern_of = _patterns(opened, of_group)
    shape = curve if plan.budget.pacing != "even" else np.ones_like(curve)
    targets = [day_targets(days, shape * pattern) for pattern in patterns]
    by_click, by_conversion = bids_on(plan)
    unit = bids(plan, expected.click)
    typical = unit * (expected.click if by_click else 1.0) * (expected.conversion if by_conversion else 1.0)
    table, dynamic, dynamic_top = _accounts(plan, budgets, of_group, pattern_of, market, expected, typical)
    strategy = plan.bid.strategy
    arm_table = _arm_table(plan)
    return Policy(
        thompson_key=stream(seed, Purpose.THOMPSON),
        arms=arm_table,
        group_bits=_bits(arm_table["group"], len(plan.ad_groups)),
        creative_bits=_bits(arm_table["creative"], len(plan.creative_names)),
        groups=_group_table(plan, unit, of_group),
        accounts=table,
        open_hours=opened,
        progress=np.stack([progress for progress, _ in targets]),
        day_share=np.stack([share for _, share in targets]),
        **_coming(plan, days, curve, patterns),
        click_limit=click_limits(expected.click) if plan.fraud.detect else np.zeros(LIMITS, dtype=np.int32),
        dynamic=dynamic,
        dynamic_top=dynamic_top,
        by_click=int(by_click),
        by_conversion=int(by_conversion),
        conversion_band=plan.bid.ocpc_range if strategy == "ocpc" else 0.0,
        mean_conversion=expected.conversion,
        shaded=int(bids_shaded(plan)),
        pricing=int(PRICINGS[plan.bid.paid_for]),
        price=micros(plan.bid.conversion_price or plan.bid.amount),
        window_minutes=plan.bid.window_hours * 60,
        auction=int(AUCTIONS[plan.market.auction]),
        choice=int(CHOICES[plan.creative_choice]),
        epsilon=plan.learning.epsilon,
        discount=plan.learning.discount_per_day if plan.creative_choice == "discounted_thompson" else 1.0,
        width=plan.learning.width,
        pacing=int(PACINGS[plan.budget.pacing]),
        control=int(CONTROLS.get(strategy, Control.NONE)),
        target=target_of(plan),
        planned=int(plan.budget.pacing != "asap"),
        watched=int(plan.budget.pacing != "asap" or strategy in MEANS_OF_BUDGET),
        sampled=int(strategy in CONTROLS or plan.budget.pacing in {"dual", "pid"}),
        rebalance=int(plan.budget.rebalance and len(budgets) > 1),
        detect=int(plan.fraud.detect and plan.fraud.share > 0),
        soft=_soft(plan.cap.soft_per_week),
        capped=int(any((plan.cap.per_day, plan.cap.per_week, plan.cap.per_flight, plan.cap.soft_per_week))),
        cap_day=plan.cap.per_day or UNCAPPED,
        cap_week=plan.cap.per_week or UNCAPPED,
        cap_flight=plan.cap.per_flight or UNCAPPED,
    )


def _soft(per_week: float | None) -> NDArray[np.float64]:
    """Return what the bid is multiplied with by impressions in the week: half at so many."""
    return np.ones(1) if per_week is None else np.exp2(-np.arange(SOFT_STEPS) / per_week)


def accounts(plan: CampaignPlan) -> tuple[list[int], list[int]]:
    """Return the account of each ad group, and the budget of each account in micros.

    Ad groups with a budget of their own are an account each; the others share what is left of the campaign's.
    The accounts never hold more than the campaign's budget: where the parts are more, they are cut in proportion.
    """
    total = micros(plan.budget.total)
    own = [None if group.budget is None else micros(group.budget) for group in plan.ad_groups]
    given = sum(part for part in own if part is not None)
    parts = [None if part is None else part if given <= total else part * total // given for part in own]
    budgets: list[int] = []
    of_group: list[int] = []
    shared: int | None = None
    for part in parts:
        if part is not None:
            of_group.append(len(budgets))
            budgets.append(part)
            continue
        if shared is None:
            shared = len(budgets)
            budgets.append(max(total - given, 0))
        of_group.append(shared)
    return of_group, budgets


def account_names(plan: CampaignPlan) -> list[str]:
    """Return what each account is called: its ad group, or the campaign where ad groups share it."""
    of_group, budgets = accounts(plan)
    return [
        plan.ad_groups[of_group.index(number)].name
        if of_group.count(number) == 1 and len(budgets) > 1
        else plan.name
        for number in range(len(budgets))
    ]


def bids_on(plan: CampaignPlan) -> tuple[bool, bool]:
    """Say whether a bid is multiplied by the chance of a click, and by that of a conversion."""
    return plan.bid.strategy != "fixed_cpm", plan.bid.per_conversion


def bids_shaded(plan: CampaignPlan) -> bool:
    """Say whether a bid is what earns most by the price table instead of the full value."""
    return plan.bid.strategy == "ortb" or (plan.bid.shading and plan.market.auction == "first_price")


def target_of(plan: CampaignPlan) -> float:
    """Return what a conversion may cost on average under a target, in micros; 1 without one."""
    if plan.bid.strategy == "target_cpa":
        return float(micros(plan.bid.amount))
    if plan.bid.strategy == "target_roas" and plan.bid.target_roas:
        return micros(plan.response.revenue_per_conversion) / plan.bid.target_roas
    return 1.0


def bids(plan: CampaignPlan, click_rate: float) -> NDArray[np.float64]:
    """Return each ad group's bid in micros for one unit of what it bids on (see `bids_on`)."""
    amounts = [plan.bid.amount if group.bid is None else group.bid for group in plan.ad_groups]
    values = np.array([micros(amount) for amount in amounts], dtype=np.float64)
    if plan.bid.per_mille:
        values /= 1000
    if plan.bid.strategy == "linear":
        values /= click_rate
    if plan.bid.strategy == "target_roas":
        values = np.minimum(values, target_of(plan))
    return values


def _patterns(opened: NDArray[np.uint8], of_group: list[int]) -> tuple[list[NDArray[np.bool_]], list[int]]:
    """Return the different sets of hours in which the accounts are open, and which one each account has."""
    patterns: list[NDArray[np.bool_]] = []
    of_account = []
    for number in range(max(of_group, default=-1) + 1):
        mine = [group for group, account in enumerate(of_group) if account == number]
        hours = np.asarray(opened[mine].any(axis=0), dtype=np.bool_)
        same = next(
            (place for place, known in enumerate(patterns) if np.array_equal(known, hours)), len(patterns)
        )
        if same == len(patterns):
            patterns.append(hours)
        of_account.append(same)
    return patterns, of_account


def _accounts(
    plan: CampaignPlan,
    budgets: list[int],
    of_group: list[int],
    pattern_of: list[int],
    market: Prices,
    expected: Expected,
    typical: NDArray[np.float64],
) -> tuple[Structured, NDArray[np.float64], float]:
    """Return the accounts, and the table from money per auction to the multiplier of the dynamic programme."""
    table = np.zeros(len(budgets), dtype=ACCOUNT)
    table["total"], table["pattern"], table["own"] = budgets, pattern_of, 1.0
    table["daily"] = UNLIMITED
    if plan.budget.daily is not None:
        whole = max(sum(budgets), 1)
        table["daily"] = [micros(plan.budget.daily) * budget // whole for budget in budgets]
    table["auctions"] = np.bincount(of_group, weights=expected.opportunities, minlength=len(budgets))
    table["win"], table["cost"] = _typical_price(plan, of_group, len(budgets), market, typical)
    dynamic, top = np.ones(2), 1.0
    if plan.bid.strategy not in MEANS_OF_BUDGET:
        return table, dynamic, top
    mean = float(typical.mean())
    best, top = bid_by_budget(market.price[0], market.cost[0])
    if plan.bid.strategy == "rlb":
        dynamic = np.minimum(best / mean, 1.0)
    share = np.array(budgets) / np.maximum(table["auctions"], 1.0)
    start = np.interp(share, np.linspace(0.0, top, len(best)), best)
    table["own"] = np.clip(start / mean, 1e-6, 1.0)
    return table, dynamic, top


def _typical_price(
    plan: CampaignPlan, of_group: list[int], count: int, market: Prices, typical: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how often each account's typical bid wins, at least 2 % of the time, and what it then pays, [C]."""
    groups = np.maximum(np.bincount(of_group, minlength=count), 1)
    bid = np.bincount(of_group, weights=typical, minlength=count) / groups
    if bids_shaded(plan):
        places = np.linspace(0.0, market.shade_top[0], market.shade.shape[1])
        bid = np.minimum(np.interp(bid, places, market.shade[0]), bid)
    win = np.maximum(win_rate(market.price[0], bid), 0.02)
    if plan.market.auction == "first_price":
        return win, bid
    return win, np.interp(win, np.linspace(0.0, 1.0, market.cost.shape[1]), market.cost[0]) / win


def _coming(
    plan: CampaignPlan, days: Calendar, curve: NDArray[np.float64], patterns: list[NDArray[np.bool_]]
) -> dict[str, NDArray[np.float64]]:
    """Return the opportunities of an average person in open hours before each hour of the flight, and each day."""
    a_minute = plan.traffic.opportunities_per_person_per_day * curve / 60.0
    before = np.stack([np.r_[0.0, np.cumsum((a_minute * pattern)[days.week_hour])] for pattern in patterns])
    hours = np.minimum(np.arange(0, days.minutes + 60, 60), days.minutes)
    first = np.searchsorted(days.day, np.arange(days.days + 1))
    return {
        "coming": np.ascontiguousarray(before[:, hours]),
        "coming_days": np.ascontiguousarray(before[:, first]),
    }


def _arm_table(plan: CampaignPlan) -> Structured:
    table = np.zeros(len(arms(plan)), dtype=ARM)
    table["group"] = [arm.group for arm in arms(plan)]
    table["creative"] = [arm.creative for arm in arms(plan)]
    weights = [np.array([share.weight for share in group.creatives]) for group in plan.ad_groups]
    table["share"] = np.concatenate([part / part.sum() for part in weights])
    return table


def _bits(of_arm: NDArray[np.int32], count: int) -> NDArray[np.uint64]:
    """Return for each of `count` ad groups or creatives the bits of its arms, 64 in a word."""
    bits = np.zeros((count, -(-len(of_arm) // WORD_BITS)), dtype=np.uint64)
    for arm, number in enumerate(of_arm.tolist()):
        bits[number, arm // WORD_BITS] |= np.uint64(1 << arm % WORD_BITS)
    return bits


def _group_table(plan: CampaignPlan, bid: NDArray[np.float64], of_group: list[int]) -> Structured:
    table = np.zeros(len(plan.ad_groups), dtype=GROUP)
    last = np.cumsum([len(group.creatives) for group in plan.ad_groups])
    table["last_arm"] = last
    table["first_arm"][1:] = last[:-1]
    table["bid"] = bid
    table["account"] = of_group
    return table
