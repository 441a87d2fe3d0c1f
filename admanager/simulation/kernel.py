"""The inner loop of the simulation, compiled by numba: opportunities of some minutes, one after another.

Every draw is keyed by its minute, opportunity and use (see `draws`), so that the state after a minute is the
same however the minutes were cut into calls. The kernel releases the interpreter's lock. Import this module
only where a simulation runs: it loads numba.

An edit of `draws` or `scalar_draws` alone does not renew numba's cache of this file; touch it as well.
"""

from __future__ import annotations

import math

import numpy as np

from admanager.simulation.arrays import Counter, Policy, State, World
from admanager.simulation.scalar_draws import (
    GOLDEN,
    beta,
    draw,
    entry,
    from_table,
    inlined,
    mixed,
    poisson,
    sigmoid,
)

# One stream per opportunity: which of its draws is for what.
_PERSON, _SLOT, _PRICE, _CLICK, _CONVERT, _DELAY_KIND, _DELAY, _MOOD, _RECORD, _TIE = (
    np.uint64(number) for number in range(1, 11)
)
_CHOICE = np.uint64(32)  # plus the ad group's number
_BITS = np.uint64(64)

_OPPORTUNITIES, _UNFUNDED, _PACED = int(Counter.OPPORTUNITIES), int(Counter.UNFUNDED), int(Counter.PACED)
_CAPPED, _CLOSED, _AUCTIONS = int(Counter.CAPPED), int(Counter.CLOSED), int(Counter.AUCTIONS)
_IMPRESSIONS, _CLICKS, _CONVERSIONS = int(Counter.IMPRESSIONS), int(Counter.CLICKS), int(Counter.CONVERSIONS)
_SPENT, _REACH, _DAY = int(Counter.SPENT), int(Counter.REACH), int(Counter.DAY)
_DAY_BUDGET, _DAY_SPENT = int(Counter.DAY_BUDGET), int(Counter.DAY_SPENT)
_RECORDS, _THINNING, _REFRESHES = int(Counter.RECORDS), int(Counter.THINNING), int(Counter.REFRESHES)

VOTES = 64
EXPLORED = 0.01  # share of the choices that Thompson sampling spreads evenly, so that no arm has propensity 0
FIRST_BATCH = 128
BATCH_GROWTH = 0.02


@inlined
def _renew(policy: Policy, state: State, group: int) -> None:
    """Renew an ad group's propensities: the share of joint posterior draws in which an arm is the best.

    The posterior of an arm is Beta(1 + clicks, 1 + impressions - clicks). A batch of choices is drawn from
    these shares, so that the propensity kept with an impression is exact (Thompson 1933; batched).
    """
    first, last = policy.groups[group].first_arm, policy.groups[group].last_arm
    state.counters[_REFRESHES] += 1
    stream = mixed(policy.thompson_key + GOLDEN * np.uint64(state.counters[_REFRESHES]))
    for arm in range(first, last):
        state.arms[arm].probability = EXPLORED / (last - first)
    for _ in range(VOTES):
        best, best_rate = first, -1.0
        for arm in range(first, last):
            clicks = state.arms[arm].clicks
            stream, rate = beta(stream, 1.0 + clicks, 1.0 + state.arms[arm].impressions - clicks)
            if rate > best_rate:
                best, best_rate = arm, rate
        state.arms[best].probability += (1.0 - EXPLORED) / VOTES


@inlined
def _choose(policy: Policy, state: State, group: int, key: np.uint64) -> int:
    """Return the arm that the ad group shows, drawn by the current propensities."""
    first, last = policy.groups[group].first_arm, policy.groups[group].last_arm
    if policy.thompson and last - first > 1:
        shown = 0
        for arm in range(first, last):
            shown += state.arms[arm].impressions
        if shown >= state.groups[group].refresh_at:
            _renew(policy, state, group)
            state.groups[group].refresh_at = shown + max(FIRST_BATCH, int(shown * BATCH_GROWTH))
    u = draw(key, _CHOICE + np.uint64(group))
    for arm in range(first, last - 1):
        u -= state.arms[arm].probability
        if u < 0.0:
            return arm
    return int(last - 1)


@inlined
def _remembered(world: World, state: State, person: int, creative: int, minute: int) -> float:
    """Return how many impressions of the creative the person still remembers."""
    count = float(state.memories[person, creative].count)
    if count > 0.0:
        count *= math.exp((state.memories[person, creative].minute - minute) / world.recovery_minutes)
    return count


@inlined
def _person(world: World, key: np.uint64) -> int:
    """Return who comes, by Walker's alias method (1977): people by their activity."""
    place = draw(key, _PERSON) * len(world.people)
    person = int(place)
    return person if place - person < world.people[person].chance else int(world.people[person].other)


@inlined
def _slot(world: World, key: np.uint64) -> int:
    u = draw(key, _SLOT)
    for slot in range(len(world.slots) - 1):
        if u < world.slots[slot].cumulative:
            return slot
    return len(world.slots) - 1


@inlined
def _capped(policy: Policy, state: State, person: int, day: int) -> bool:
    """Say whether the person has seen the campaign often enough; brings the counts up to the day."""
    last = state.people[person].day
    if last != day:
        if last // 7 != day // 7:
            state.people[person].in_week = 0
        state.people[person].in_day = 0
        state.people[person].day = day
    return bool(
        state.people[person].in_day >= policy.cap_day
        or state.people[person].in_week >= policy.cap_week
        or state.people[person].in_flight >= policy.cap_flight
    )


@inlined
def _opportunity(
    world: World, policy: Policy, state: State, minute: int, second: int, key: np.uint64, money: int
) -> None:
    """Play one opportunity: the person, the cap, the best own bid, the auction, and what comes of it.

    `money` is what may still be spent now; a bid is never above it, so that no cost can be.
    """
    person = _person(world, key)
    if _capped(policy, state, person, world.minutes[minute].day):
        state.counters[_CAPPED] += 1
        return
    slot = _slot(world, key)
    hour = world.minutes[minute].week_hour
    shared = world.slots[slot].logit + world.hour_logit[hour]
    shared += world.click_effect * (state.people[person].satisfaction - 0.5)
    best_arm, best_group, best_bid, best_chance, best_count = -1, -1, -1.0, 0.0, 0.0
    first, count = world.people[person].first_group, world.people[person].group_count
    turn = int(draw(key, _TIE) * count) if count > 1 else 0
    for number in range(count):
        group = world.groups[first + (number + turn) % count]
        if not policy.open_hours[group, hour]:
            continue
        arm = _choose(policy, state, group, key)
        creative = policy.arms[arm].creative
        remembered = _remembered(world, state, person, creative, minute)
        tired = world.fatigue * math.log1p(remembered)
        chance = sigmoid(world.answers[person, creative].click + shared - tired)
        bid = min(policy.groups[group].bid, float(money))
        if policy.per_click:
            bid *= chance
        if bid > best_bid:
            best_arm, best_group, best_bid, best_chance, best_count = arm, group, bid, chance, remembered
    if best_arm < 0:
        state.counters[_CLOSED] += 1
        return
    state.counters[_AUCTIONS] += 1
    price = from_table(world.price, draw(key, _PRICE))
    if best_bid < price:
        return
    paid = best_bid if policy.first_price else price
    _show(
        world,
        policy,
        state,
        minute,
        second,
        key,
        person,
        slot,
        best_arm,
        best_group,
        best_chance,
        best_count,
        paid,
    )


@inlined
def _show(
    world: World, policy: Policy, state: State, minute: int, second: int, key: np.uint64,
    person: int, slot: int, arm: int, group: int, chance: float, remembered: float, paid: float,
) -> None:  # fmt: skip
    """Book an impression: cost, click, conversion, mood, memory, and its record."""
    bucket = minute // state.bucket_minutes
    clicked = draw(key, _CLICK) < chance
    cost = 0
    if clicked or not policy.per_click:
        cost = int(paid / chance + 0.5) if policy.per_click else int(paid + 0.5)
    outcome = 0
    if clicked:
        outcome = 1 + _converted(world, policy, state, minute, key, person, arm)
        state.series[bucket, arm].clicks += 1
        state.arms[arm].clicks += 1
        state.counters[_CLICKS] += 1
    satisfaction = _after(world, state, minute, key, person, policy.arms[arm].creative, remembered)
    state.series[bucket, arm].impressions += 1
    state.series[bucket, arm].spend += cost
    state.series[bucket, arm].satisfaction += satisfaction
    state.arms[arm].satisfaction_squares += satisfaction * satisfaction
    propensity = state.arms[arm].probability
    state.arms[arm].impressions += 1
    state.counters[_IMPRESSIONS] += 1
    state.counters[_SPENT] += cost
    state.counters[_DAY_SPENT] += cost
    _count_person(policy, state, person, arm, group)
    _record(state, key, second, person, arm, slot, propensity, cost, outcome, satisfaction)


@inlined
def _converted(
    world: World, policy: Policy, state: State, minute: int, key: np.uint64, person: int, arm: int
) -> int:
    """Draw whether a click converts, and when: a mixture of two exponential delays, cut off; return 0 or 2."""
    if draw(key, _CONVERT) >= sigmoid(world.answers[person, policy.arms[arm].creative].conversion):
        return 0
    fast = draw(key, _DELAY_KIND) < world.fast_share
    scale = world.fast_minutes if fast else world.slow_minutes
    within = -math.expm1(-world.cut_minutes / scale)
    delay = -scale * math.log1p(-draw(key, _DELAY) * within)
    state.conversions[int(minute + delay) // state.bucket_minutes, arm] += 1
    state.arms[arm].conversions += 1
    state.counters[_CONVERSIONS] += 1
    return 2


@inlined
def _after(
    world: World, state: State, minute: int, key: np.uint64, person: int, creative: int, count: float
) -> float:
    """Bring memory and mood to after the impression; return the satisfaction."""
    annoyance = min(world.annoyance[creative] + world.annoyance_growth * math.log1p(count), 1.0)
    noise = world.noise * from_table(world.normal, draw(key, _MOOD))
    z = world.memory * state.people[person].mood - 2.0 * (annoyance - 0.5) + noise
    state.memories[person, creative].count = count + 1.0
    state.memories[person, creative].minute = minute
    state.people[person].mood = z
    state.people[person].satisfaction = sigmoid(z)
    return float(state.people[person].satisfaction)


@inlined
def _count_person(policy: Policy, state: State, person: int, arm: int, group: int) -> None:
    """Count the impression against the caps, and the person into the reach where they are new."""
    if state.people[person].in_flight == 0:
        state.counters[_REACH] += 1
    state.people[person].in_day += 1
    state.people[person].in_week += 1
    state.people[person].in_flight += 1
    if state.seen[person, arm]:
        return
    in_group, in_creative = False, False
    for other in range(len(policy.arms)):
        if state.seen[person, other]:
            in_group = in_group or policy.arms[other].group == group
            in_creative = in_creative or policy.arms[other].creative == policy.arms[arm].creative
    state.seen[person, arm] = 1
    state.arms[arm].reach += 1
    state.groups[group].reach += not in_group
    state.creative_reach[policy.arms[arm].creative] += not in_creative


@inlined
def _record(
    state: State, key: np.uint64, second: int, person: int, arm: int, slot: int,
    propensity: float, cost: int, outcome: int, satisfaction: float,
) -> None:  # fmt: skip
    """Keep the impression if its priority is among the kept ones; when full, keep every second one from now on."""
    priority = mixed(key + GOLDEN * _RECORD)
    thinning = state.counters[_THINNING]
    if thinning and priority >> (_BITS - np.uint64(thinning)):
        return
    while state.counters[_RECORDS] == len(state.records):
        _thin(state)
        if priority >> (_BITS - np.uint64(state.counters[_THINNING])):
            return
    record = state.records[state.counters[_RECORDS]]
    state.counters[_RECORDS] += 1
    record.priority = priority
    record.second = second
    record.person = person
    record.arm = arm
    record.slot = slot
    record.propensity = propensity
    record.cost = cost
    record.outcome = outcome
    record.satisfaction = satisfaction


@inlined
def _thin(state: State) -> None:
    """Drop the records whose priority has a further leading bit: about half of them."""
    state.counters[_THINNING] += 1
    shift = _BITS - np.uint64(state.counters[_THINNING])
    kept = 0
    for place in range(state.counters[_RECORDS]):
        if not state.records[place].priority >> shift:
            state.records[kept] = state.records[place]
            kept += 1
    state.counters[_RECORDS] = kept


@inlined
def _begin_day(policy: Policy, state: State, day: int) -> None:
    """Set what may be spent on this day: the daily budget, and under even pacing the day's part of the rest."""
    left = policy.budget_total - state.counters[_SPENT]
    if policy.even_pacing:
        left = math.floor(left * policy.day_share[day])
    state.counters[_DAY] = day
    state.counters[_DAY_SPENT] = 0
    state.counters[_DAY_BUDGET] = min(left, policy.budget_daily)


@entry
def run_minutes(world: World, policy: Policy, state: State, first: int, last: int) -> None:
    """Play the minutes `first` to `last` - 1, changing `state`.

    An opportunity that even pacing holds back does not take part: the pacing comes before the choice of a
    creative, so that it does not bias what is learned about creatives.
    """
    counters = state.counters
    for minute in range(first, last):
        if world.minutes[minute].day != counters[_DAY]:
            _begin_day(policy, state, world.minutes[minute].day)
        count = poisson(mixed(world.count_key + GOLDEN * np.uint64(minute + 1)), world.minutes[minute].mean)
        counters[_OPPORTUNITIES] += count
        before, after = policy.progress[minute, 0], policy.progress[minute, 1]
        key = mixed(world.arrival_key + GOLDEN * np.uint64(minute + 1))
        for number in range(count):
            money = min(policy.budget_total - counters[_SPENT], counters[_DAY_BUDGET] - counters[_DAY_SPENT])
            if money <= 0:
                counters[_UNFUNDED] += count - number
                break
            if policy.even_pacing:
                due = before + (after - before) * (number + 1) / count
                if counters[_DAY_SPENT] >= counters[_DAY_BUDGET] * due:
                    counters[_PACED] += 1
                    continue
            _opportunity(
                world,
                policy,
                state,
                minute,
                minute * 60 + 60 * number // count,
                mixed(key + GOLDEN * np.uint64(number + 1)),
                money,
            )
