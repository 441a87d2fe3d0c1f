"""What full bids can still buy until the flight ends: the forecast that no pacing may fall behind.

A pacing that holds back counts on buying later what it leaves now. Caps make that less than the traffic tells: who
has seen the campaign often enough is no supply today, or in this week, or ever. Once an hour a sample of an
account's people tells what all of them could still see,

    sum over people of E[min(room, N)], N a Poisson number with the mean activity x traffic x chance of an impression,

today, in the rest of the caps' week, and after it. The chance of an impression and its cost are those of the
account so far, brought to full bids by the price table; at first those that the table tells for the typical bid.
Who leaves after an impression, and how the cost of an opportunity falls from day to day as people tire, is learned.
"""

from __future__ import annotations

import math

from admanager.simulation.arrays import (
    PRIOR_AUCTIONS,
    Control,
    Counter,
    Decision,
    Policy,
    Pricing,
    State,
    Structured,
    World,
)
from admanager.simulation.choosing import decide
from admanager.simulation.price_table import paid_for, won_for
from admanager.simulation.scalar_draws import inlined, inner

_OPPORTUNITIES = int(Counter.OPPORTUNITIES)
_TARGET = int(Control.TARGET)
_DAY, _GONE, _IMPRESSIONS = int(Counter.DAY), int(Counter.GONE), int(Counter.IMPRESSIONS)
_IMPRESSION = int(Pricing.IMPRESSION)
_HURRY = int(Decision.HURRY)

# The part of a forecast that is counted on: that of its error, and of the chance in few paid events.
SAFE, DEVIATIONS = 0.8, 3.0
# The past counts with half its weight after a day.
FORGET_HOUR = 0.97
# Bids that were full become lower again where only this part of that would do.
STAY_FULL = 0.8
FEWEST_SAMPLES, COMPARED_VALUES = 16, 32
STEEPEST_TREND = 0.3
# A sum over more impressions than these is not worth its time: the mean of so many is near the smaller of the two.
MOST_ROOM, MOST_MEAN = 32, 50.0
TOLD_RISE = 1.05


@inner
def look_ahead(world: World, policy: Policy, state: State, minute: int) -> None:
    """Forecast what each account can still buy, and let it spend sooner where its plan would leave more than that."""
    for number in range(len(policy.accounts)):
        state.accounts[number].shown = 0
        state.accounts[number].clicks = 0
    for arm in range(len(policy.arms)):
        account = state.accounts[policy.groups[policy.arms[arm].group].account]
        account.shown += state.arms[arm].impressions
        account.clicks += state.arms[arm].clicks
    for number in range(len(policy.accounts)):
        account = state.accounts[number]
        free = free_activity(world, policy, state, number, world.minutes[minute].day)
        learn_supply(world, policy, state, number, minute, 0.5 * (account.free + free))
        account.free = free
        account.charge = account.cost / max(account.won, 1e-9)
        if policy.pricing != _IMPRESSION:
            account.charge *= max(account.shown, 1) / max(account.clicks, 1)
        if minute == 0 or world.minutes[minute - 60].day != world.minutes[minute].day:
            learn_trend(account)
            look_far(world, policy, state, number, world.minutes[minute].day)
        forecast(world, policy, state, number, minute)


@inlined
def rooms(policy: Policy, man: Structured, day: int) -> tuple[int, int, int]:
    """Return how many impressions a person may still see today, in this week, and in the flight; none who left."""
    if man.left:
        return 0, 0, 0
    in_week = man.in_week if man.day // 7 == day // 7 else 0
    in_day = man.in_day if man.day == day else 0
    flight = max(policy.cap_flight - man.in_flight, 0)
    week = min(max(policy.cap_week - in_week, 0), flight)
    return min(max(policy.cap_day - in_day, 0), week), week, flight


@inner
def free_activity(world: World, policy: Policy, state: State, number: int, day: int) -> float:
    """Return the activity of all people of an account who may see something now; an average person has 1."""
    free = 0.0
    for place in range(world.sample.shape[1]):
        row = world.sample[number, place]
        today, _, _ = rooms(policy, state.people[row.person], day)
        free += row.people * row.activity if today > 0 else 0.0
    return free


@inner
def learn_supply(
    world: World, policy: Policy, state: State, number: int, minute: int, free: float
) -> None:  # fmt: skip
    """Take in what the last hour won and paid of what it met, at full bids; `free` is the activity that it could meet.

    An hour in which the money was gone tells nothing.
    """
    account, pattern, hour = state.accounts[number], policy.accounts[number].pattern, minute // 60
    counters = state.counters
    seen, short = counters[_OPPORTUNITIES] - account.seen_before, account.short + account.told
    won, cost = float(account.shown - account.shown_before), account.expected - account.expected_before
    level = account.levels / 60.0
    account.gone = FORGET_HOUR * account.gone + counters[_GONE] - account.gone_before
    account.stayed = FORGET_HOUR * account.stayed + counters[_IMPRESSIONS] - account.stayed_before
    account.gone_before, account.stayed_before = counters[_GONE], counters[_IMPRESSIONS]
    account.seen_before = counters[_OPPORTUNITIES]
    account.shown_before, account.expected_before = account.shown, account.expected
    account.levels = 0.0
    account.short = 0
    if seen <= 0 or short > 0:
        return
    met = free * (policy.coming[pattern, hour] - policy.coming[pattern, hour - 1])
    met *= 1.0 - account.held / seen
    samples, full = min(account.sampled, COMPARED_VALUES), full_bids(policy, account)
    if level < full and samples >= FEWEST_SAMPLES:
        values = state.values[number]
        most = won_for(world, policy, values, samples, full)
        won /= min(max(won_for(world, policy, values, samples, level) / max(most, 1e-9), 0.02), 1.0)
        dearest = paid_for(world, policy, values, samples, full)
        cost /= min(max(paid_for(world, policy, values, samples, level) / max(dearest, 1e-9), 0.01), 1.0)
    account.met_today += met
    account.cost_today += cost
    account.met = FORGET_HOUR * account.met + met
    account.won = FORGET_HOUR * account.won + won
    account.cost = FORGET_HOUR * account.cost + cost


@inlined
def learn_trend(account: Structured) -> None:
    """Learn from day to day how what an opportunity costs at full bids falls, as people tire of the ads."""
    worth = account.cost_today / account.met_today if account.met_today > 0.0 else 0.0
    if worth > 0.0 and account.worth > 0.0:
        change = min(max(math.log(worth / account.worth), -STEEPEST_TREND), STEEPEST_TREND)
        account.trend = min(0.5 * (account.trend + change), 0.0)
    if worth > 0.0:
        account.worth = worth
    account.met_today = 0.0
    account.cost_today = 0.0


@inlined
def full_bids(policy: Policy, account: Structured) -> float:
    """Return the multiplier that no pacing goes above: a target's own, or 1."""
    return float(account.own) if policy.control == _TARGET else 1.0


@inlined
def staying(account: Structured) -> float:
    """Return the chance that a person stays after an impression."""
    return 1.0 - float(account.gone / (account.stayed + PRIOR_AUCTIONS))


@inner
def seen_of(room: int, mean: float, stay: float) -> float:
    """Return E[min(room, N)] for a Poisson number N; after each impression a person stays with the chance `stay`."""
    if room > MOST_ROOM or mean > MOST_MEAN:
        most = min(mean, float(room))
        return most if stay >= 1.0 else (1.0 - stay**most) / (1.0 - stay)
    chance = math.exp(-mean)
    below, expected, here = chance, 0.0, 1.0
    for place in range(1, room + 1):
        expected += max(1.0 - below, 0.0) * here
        chance *= mean / place
        below += chance
        here *= stay
    return min(expected, mean)


@inner
def open_days(policy: Policy, pattern: int, first: int, last: int) -> int:
    """Return on how many days from `first` to `last` - 1 there is something to come."""
    days = 0
    for day in range(first, last):
        days += policy.coming_days[pattern, day + 1] > policy.coming_days[pattern, day]
    return days


@inner
def look_far(world: World, policy: Policy, state: State, number: int, day: int) -> None:
    """Forecast what each sampled person can see in the weeks of the caps after the present one."""
    account, pattern = state.accounts[number], policy.accounts[number].pattern
    chance, stay = account.won / max(account.met, 1e-9), staying(account)
    last = policy.day_share.shape[1]
    for place in range(world.sample.shape[1]):
        state.fresh[number, place] = 0.0
    for begin in range(7 * (day // 7 + 1), last, 7):
        end = min(begin + 7, last)
        days = max(open_days(policy, pattern, begin, end), 1)
        a_day = chance * (policy.coming_days[pattern, end] - policy.coming_days[pattern, begin]) / days
        for place in range(world.sample.shape[1]):
            of_day = seen_of(policy.cap_day, world.sample[number, place].activity * a_day, 1.0)
            here = max(1.0 - (1.0 - stay) * state.fresh[number, place], 0.0)
            state.fresh[number, place] += here * seen_of(policy.cap_week, days * of_day, stay)


@inner
def forecast(world: World, policy: Policy, state: State, number: int, minute: int) -> None:
    """Forecast what full bids can buy today, in the rest of the week, and after it; then decide on today.

    The rest of the week is forecast twice: with nothing bought today, and with all of today's bought. A cap of the
    flight makes one of the week and what comes after it.
    """
    account, pattern = state.accounts[number], policy.accounts[number].pattern
    hour, day, days = minute // 60, world.minutes[minute].day, policy.day_share.shape[1]
    until = min(7 * (day // 7 + 1), days)
    whole = policy.cap_flight < policy.cap_week * (days // 7 + 1)
    rest_days, far_days = open_days(policy, pattern, day + 1, until), open_days(policy, pattern, until, days)
    chance, stay = account.won / max(account.met, 1e-9), staying(account)
    now = policy.coming_days[pattern, day + 1] - policy.coming[pattern, hour]
    a_day = policy.coming_days[pattern, until] - policy.coming_days[pattern, day + 1]
    a_day *= chance / max(rest_days, 1)
    today, skipped, after, fresh = 0.0, 0.0, 0.0, 0.0
    for place in range(world.sample.shape[1]):
        row = world.sample[number, place]
        room, week, flight = rooms(policy, state.people[row.person], day)
        if flight <= 0:
            continue
        first = seen_of(room, row.activity * chance * now, stay)
        later = rest_days * seen_of(policy.cap_day, row.activity * a_day, 1.0)
        skip, both = seen_of(week, later, stay), seen_of(week, first + later, stay)
        far = state.fresh[number, place] * max(1.0 - (1.0 - stay) * both, 0.0)
        if whole:
            skip, both, far = seen_of(flight, skip + far, 1.0), seen_of(flight, both + far, 1.0), 0.0
        today += row.people * first
        skipped += row.people * skip
        after += row.people * max(both - first, 0.0)
        fresh += row.people * far
    cost = account.cost / max(account.won, 1e-9)
    then = cost * math.exp(account.trend * 0.5 * (rest_days + 1))
    fresh *= cost * math.exp(account.trend * (0.5 * (until + days) - day))
    account.fading = (policy.coming[pattern, hour + 1] - policy.coming[pattern, hour]) / max(now, 1e-9) / 60.0
    if whole:
        rest_days, far_days = rest_days + far_days, 0
    decide_today(
        policy, state, number, minute, cost * today, then * skipped, then * after, fresh, rest_days, far_days
    )


@inlined
def sure(account: Structured, money: float) -> float:
    """Return what of a forecast can be counted on: less for its own error, and for the chance in few paid events."""
    return max(min(SAFE * money, money - DEVIATIONS * math.sqrt(money * account.charge)), 0.0)


@inner
def decide_today(
    policy: Policy, state: State, number: int, minute: int, today: float, skipped: float, after: float, fresh: float,
    rest_days: int, far_days: int,
) -> None:  # fmt: skip
    """Set what must be spent today, how much of it may be left for the rest of the day, and whether bids must be full.

    With x spent of what can be bought `today`, what is left for the rest of the week falls in a line from `skipped` to
    `after`. The least x with which the rest can be bought later, within the daily budgets, must be spent today.
    """
    account = state.accounts[number]
    daily, left = float(account.daily), float(account.total - account.spent - account.reserved)
    safe = sure(account, after + fresh) / max(after + fresh, 1e-9) * (STAY_FULL if account.full else 1.0)
    slope = min(max(skipped - after, 0.0) / max(today, 1e-9), 1.0)
    far = min(safe * fresh, daily * far_days)
    must = max(left - far - daily * rest_days, (left - far - safe * skipped) / (1.0 - safe * slope))
    must = min(max(must, 0.0), left, max(daily - account.day_spent, 0.0))
    planned = float(max(account.day_budget - account.day_spent, 0)) if policy.planned else 0.0
    spent = max(must, planned)
    wanted = min(left - spent - far, daily * rest_days)
    account.full = int(must > planned or wanted > safe * max(skipped - slope * spent, 0.0) + 1.0)
    budget = account.day_spent + int(must)
    if policy.planned and budget > account.day_budget:
        if budget > TOLD_RISE * account.day_budget and account.hurried != state.counters[_DAY]:
            account.hurried = state.counters[_DAY]
            told = far + safe * max(skipped - slope * must, 0.0)
            decide(state, minute, _HURRY, number, 0, float(account.day_budget), float(budget), told)
        account.day_budget = budget
    hurried = must * SAFE * today > planned * sure(account, today)
    account.target = account.day_spent + (must if hurried else planned)
    account.bearable = sure(account, today) if hurried else SAFE * today
