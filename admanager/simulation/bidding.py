"""What an account decides once a minute: what may be spent, how far it holds back, and its bid multiplier.

An account is a budget with its pacing: an ad group's own, or the one that the other ad groups share.
"""

from __future__ import annotations

import math

from admanager.simulation.arrays import (
    SAMPLED_VALUES,
    Control,
    Counter,
    Decision,
    Pacing,
    Policy,
    State,
    Structured,
    World,
)
from admanager.simulation.choosing import decide
from admanager.simulation.price_table import paid_for
from admanager.simulation.scalar_draws import from_table, inlined, inner
from admanager.simulation.supply import FEWEST_SAMPLES, full_bids, look_ahead

_SPENT, _DAY, _RESERVED = int(Counter.SPENT), int(Counter.DAY), int(Counter.RESERVED)
_DUAL, _PID, _THROTTLE = int(Pacing.DUAL), int(Pacing.PID), int(Pacing.THROTTLE)
_GATE = int(Pacing.GATE)
_TARGET, _DYNAMIC, _AUTO = int(Control.TARGET), int(Control.DYNAMIC), int(Control.AUTO)
_BIDS, _BOUND, _MOVED = int(Decision.BIDS), int(Decision.BOUND), int(Decision.MOVED)
_DAY_SPENT, _TOTAL_SPENT = int(Decision.DAY_SPENT), int(Decision.TOTAL_SPENT)

# Steps of the pacing, as shares of a day's budget: a minute that spends 1 % of the day too much raises the
# dual price by 0.3, and lowers the pass rate by a third.
DUAL_STEP, THROTTLE_STEP = 30.0, 30.0
# PID in log space (Zhang et al. 2016), on the gap between plan and spend as a share of the day's budget.
PID_P, PID_I, PID_D = 12.0, 0.4, 20.0
LOWEST_PACE = 1e-4
# Target CPA and ROAS: proportional and integral part on the log of spend over target.
TARGET_P, TARGET_I = 0.5, 0.004
HIGHEST_TARGET = 10.0
# The dynamic programme: the same on the log of the money that is left over what should be.
DYNAMIC_P, DYNAMIC_I, EARLY = 4.0, 0.15, 0.04
AUTO_I = 0.05
SOLVE_MINUTES = 15
TOLD_CHANGE = 0.25
# The budget binds where less than this part of the day's is left: the last bids are cut to what is there.
NEARLY_SPENT = 20
# How much sooner than its traffic a day means to have spent its money.
LEAD = 0.02
MOVED_SHARE, MOVED_RATIO = 0.1, 1.2
BY_BUDGET, BY_TARGET, BY_BID = 1, 2, 3


@inner
def begin_day(policy: Policy, state: State, day: int, minute: int) -> None:
    """Set what each account may spend on this day: its daily budget, and under a plan the day's part of the rest."""
    if policy.rebalance and day > 0:
        rebalance(state, minute)
    state.counters[_DAY] = day
    for number in range(len(policy.accounts)):
        account = state.accounts[number]
        left = account.total - account.spent - account.reserved
        if policy.planned:
            left = math.floor(left * policy.day_share[policy.accounts[number].pattern, day])
        account.day_spent = 0
        account.begun = account.expected
        account.integral = 0.0
        account.gap = 0.0
        account.due = 0.0
        account.short += account.told
        account.told = 0
        account.day_budget = max(min(left, account.daily), 0)
    if policy.discount < 1.0:
        for arm in range(len(policy.arms)):
            state.arms[arm].shown *= policy.discount
            state.arms[arm].good *= policy.discount


@inlined
def sooner(share: float) -> float:
    """Return the part of a day's money that is due when this share of its traffic is over."""
    return float(min(share * (1.0 + LEAD), 1.0))


@inner
def rebalance(state: State, minute: int) -> None:
    """Move a tenth of what is left from the account that gets least for its money to the one that gets most.

    Only where the difference is clear (a fifth), both have spent a twentieth of their budget, and the one
    that gives is not held by anything but its budget. The sum of the budgets stays as it is.
    """
    best, worst, most, least = -1, -1, 0.0, 0.0
    for number in range(len(state.accounts)):
        account = state.accounts[number]
        if account.paid <= 0.0 or account.spent * 20 < account.total:
            continue
        gain = account.value / account.paid
        if best < 0 or gain > most:
            best, most = number, gain
        if worst < 0 or gain < least:
            worst, least = number, gain
    if best < 0 or best == worst or most < MOVED_RATIO * least:
        return
    giver, taker = state.accounts[worst], state.accounts[best]
    moved = int((giver.total - giver.spent - giver.reserved) * MOVED_SHARE)
    if moved <= 0:
        return
    daily = int(giver.daily * (moved / max(giver.total, 1)))
    giver.total -= moved
    taker.total += moved
    giver.daily -= daily
    taker.daily += daily
    decide(state, minute, _MOVED, worst, best, float(moved), most, least)


@inner
def settle(world: World, policy: Policy, state: State, minute: int) -> None:
    """Charge the conversions whose time has come, and release what was reserved for those that did not come."""
    if len(state.due) <= 1:
        return
    clicked = minute - policy.window_minutes
    same_day = clicked >= 0 and world.minutes[clicked].day == world.minutes[minute].day
    for number in range(len(state.accounts)):
        charged, released = state.due[minute, number, 0], state.due[minute, number, 1]
        account = state.accounts[number]
        account.spent += charged
        account.reserved -= charged + released
        if same_day:
            account.day_spent -= released
        state.counters[_SPENT] += charged
        state.counters[_RESERVED] -= charged + released


@inlined
def tell_spent(state: State, minute: int, place: int) -> None:
    """Log once that an account's money is spent, for the day or for the flight."""
    account = state.accounts[place]
    account.told = 1
    if account.total - account.spent - account.reserved <= 0:
        decide(state, minute, _TOTAL_SPENT, place, 0, 0.0, float(account.spent), float(account.reserved))
    elif account.day_budget > 0:
        decide(state, minute, _DAY_SPENT, place, 0, 0.0, float(account.day_budget), float(account.reserved))


@inner
def pace(world: World, policy: Policy, state: State, minute: int, count: int) -> None:
    """Bring every account's pacing and bid multiplier up to this minute, which has `count` opportunities.

    Where what is left could not be bought later (see `supply`), bids are full: held to the plan by entering fewer
    auctions, and while even that leaves too much for the rest of the day, not at all.
    """
    if policy.watched and minute % 60 == 0:
        look_ahead(world, policy, state, minute)
    for number in range(len(policy.accounts)):
        account = state.accounts[number]
        pattern = policy.accounts[number].pattern
        progress = policy.progress[pattern, minute, 0]
        before, after = sooner(progress), sooner(policy.progress[pattern, minute, 1])
        budget = float(max(account.day_budget, 1))
        hurry = policy.watched > 0 and account.target - account.day_spent > account.bearable * (
            1.0 - account.fading * (minute % 60)
        )
        full = hurry or account.full > 0
        if policy.pacing >= _DUAL:
            steer(policy, account, before, after, budget, full)
        account.allowed, account.allowed_step = math.inf, 0.0
        if not hurry and (policy.pacing == _GATE or (full and policy.planned and policy.pacing != _THROTTLE)):
            account.allowed = account.day_budget * before
            account.allowed_step = account.day_budget * (after - before) / max(count, 1)
        if policy.control == _TARGET:
            follow_target(policy, account)
        elif policy.control >= _DYNAMIC and minute % SOLVE_MINUTES == 0:
            solve(world, policy, state, number, minute)
        if policy.pacing == _THROTTLE and hurry:
            account.pace = 1.0
        account.multiplier = account.own * (1.0 if policy.pacing == _THROTTLE else account.pace)
        if full:
            account.multiplier = full_bids(policy, account)
        account.levels += account.multiplier
        if minute % 60 == 0:
            tell(policy, state, number, minute)


@inner
def follow_target(policy: Policy, account: Structured) -> None:
    """Move the multiplier of a target CPA or ROAS: down while the value bought was too dear, up while it was cheap.

    It is the dual of the target in the bid T v / lambda (He et al. 2021), followed by a proportional and an
    integral part on the log of spend over target. While the budget binds, the target has slack, which must
    not wind the multiplier up.
    """
    if account.paid <= 0.0 or account.value <= 0.0:
        return
    top = math.log(HIGHEST_TARGET)
    gap = min(max(math.log(account.paid / (policy.target * account.value)), -1.0), 1.0)
    if gap > 0.0 or account.pace > 0.98:
        account.lean = min(max(account.lean - TARGET_I * gap, -top), top)
    account.own = math.exp(min(max(account.lean - TARGET_P * gap, -top), top))


@inner
def steer(
    policy: Policy, account: Structured, before: float, after: float, budget: float, full: bool
) -> None:  # fmt: skip
    """One step of the pacing that acts on bids or on the share of auctions entered; bids that are `full` teach nothing.

    Where clicks or conversions are paid for, a minute's spend is mostly chance: what was to be expected of the
    impressions stands for it, and what was truly spent sets what is left for the rest of the day.
    """
    real = float(account.day_spent)
    part = (after - before) / (1.0 - before) if before < 1.0 else 1.0
    due = max(budget - real, 0.0) * part
    spent = account.expected - account.past
    account.past = account.expected
    if full and policy.pacing != _THROTTLE:
        account.due = due
        return
    if policy.pacing == _DUAL:
        mu = 1.0 / account.pace - 1.0 - DUAL_STEP * (account.due - spent) / budget
        account.pace = 1.0 / (1.0 + min(max(mu, 0.0), 1.0 / LOWEST_PACE))
    elif policy.pacing == _PID:
        # At first what was to be expected counts, in the end what was spent.
        expected = account.expected - account.begun
        gap = before - ((1.0 - before) * expected + before * real) / budget
        moved = account.integral + PID_I * gap
        phi = PID_P * gap + moved + PID_D * (gap - account.gap)
        if not (phi > 0.0 and gap > 0.0) and not (phi < math.log(LOWEST_PACE) and gap < 0.0):
            account.integral = moved
        account.gap = gap
        account.pace = math.exp(min(max(phi, math.log(LOWEST_PACE)), 0.0))
    else:
        step = THROTTLE_STEP * (account.due - spent) / budget
        account.pace = min(max(account.pace * math.exp(min(max(step, -1.0), 0.2)), LOWEST_PACE), 1.0)
    account.due = due


@inner
def solve(world: World, policy: Policy, state: State, number: int, minute: int) -> None:
    """Find the multiplier at which the rest of the money is spent on the rest of the auctions.

    The price table gives what a bid pays on average in an auction; the values that were bid on lately stand
    for those to come. The dual of the budget is the inverse of the multiplier (Balseiro & Gur 2019); what the
    table does not know (caps, other bids of one's own) is mended by a factor of the budget that is left.
    """
    account = state.accounts[number]
    pattern = policy.accounts[number].pattern
    before, after = policy.progress[pattern, minute, 0], policy.progress[pattern, minute, 1]
    if after <= before:
        return
    passed = world.minutes[minute].before
    rate = (0.02 * policy.accounts[number].auctions + account.auctions) / (0.02 + passed)
    money = float(account.day_budget - account.day_spent)
    coming = rate * world.minutes[minute].weight / (after - before) * (1.0 - before)
    budget, share = float(account.day_budget), 1.0 - sooner(before)
    if not policy.planned:
        # Without a plan, what is scarcer sets the bid: the day's money for the day, or all of it for the flight.
        total, rest = float(account.total - account.spent - account.reserved), rate * (1.0 - passed)
        if total * coming < money * rest:
            money, coming = total, rest
            budget, share = float(account.total), 1.0 - passed
    samples = min(account.sampled, SAMPLED_VALUES)
    if samples < FEWEST_SAMPLES or money <= 0.0 or coming <= 1.0:
        return
    wanted = money / coming
    if policy.control == _DYNAMIC and not policy.planned:
        share -= EARLY  # no later day takes what is left of this one
    left = min(max(money / max(budget * share, 1.0), 0.25), 4.0)
    if policy.control == _DYNAMIC:
        best = from_table(policy.dynamic, min(wanted / policy.dynamic_top, 1.0) * 0.999999)
        # Its table takes all values for the mean one, so that it spends too little where they differ.
        account.lean = min(max(account.lean + DYNAMIC_I * math.log(left), -1.5), 1.5)
        account.own = min(max(best * left**DYNAMIC_P * math.exp(account.lean), 1e-6), 1.0)
        return
    # What the table does not know, such as that people who came often may see no more today, is learned slowly.
    account.lean = min(max(account.lean + AUTO_I * math.log(left), 0.0), 1.5)
    wanted *= math.exp(account.lean)
    multiplier = account.own
    for _ in range(6):
        paid = paid_for(world, policy, state.values[number], samples, multiplier)
        ratio = wanted * samples / max(paid, 1e-12)
        multiplier = min(max(multiplier * min(max(ratio, 0.3), 3.0) ** 0.7, 1e-6), 1.0)
    account.own = min(account.own**0.5 * (multiplier * left**0.5) ** 0.5, 1.0)


@inner
def tell(policy: Policy, state: State, number: int, minute: int) -> None:
    """Log what changed since the last hour: the bids, and which bound binds."""
    account = state.accounts[number]
    shown = account.own if policy.pacing == _THROTTLE else account.multiplier
    if policy.pacing == _THROTTLE:
        shown *= account.pace
    if shown > 0.0 and abs(math.log(shown / account.told_multiplier)) > TOLD_CHANGE:
        ahead = account.spent / max(account.total, 1)
        decide(state, minute, _BIDS, number, account.bound, account.told_multiplier, shown, ahead)
        account.told_multiplier = shown
    bound = BY_BID
    left = min(account.total - account.spent - account.reserved, account.day_budget - account.day_spent)
    if (
        account.multiplier < 0.98 * full_bids(policy, account)
        or (policy.pacing == _THROTTLE and account.pace < 0.98)
        or left * NEARLY_SPENT < account.day_budget
        or (policy.pacing == _GATE and account.held > 0)
    ):
        bound = BY_BUDGET
    elif policy.control == _TARGET:
        bound = BY_TARGET
    account.held = 0
    if bound != account.bound and account.auctions > 0:
        decide(
            state,
            minute,
            _BOUND,
            number,
            account.bound,
            account.multiplier,
            float(bound),
            float(account.reserved),
        )
        account.bound = bound
