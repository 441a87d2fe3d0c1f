"""What comes of a won auction, as the kernel books it: cost, click, conversion, mood, memory, and a record."""

from __future__ import annotations

import math

import numpy as np

from admanager.simulation.arrays import (
    CURVE_PER_IMPRESSION,
    CURVE_STEPS,
    EPOCH,
    FORGOTTEN,
    Choice,
    Counter,
    Floats,
    Policy,
    Pricing,
    State,
    World,
)
from admanager.simulation.choosing import learn
from admanager.simulation.detector import watch
from admanager.simulation.places import natural
from admanager.simulation.scalar_draws import (
    GOLDEN,
    copied,
    draw,
    exponent,
    from_table,
    inlined,
    inner,
    mixed,
    sigmoid,
)
from admanager.simulation.streams import CLICK, CONVERT, DELAY, DELAY_KIND, LEAVE, MOOD, RECORD

_BITS, _ONE, _NONE = np.uint64(64), np.uint64(1), np.uint64(0)

_IMPRESSIONS, _CLICKS, _CONVERSIONS = int(Counter.IMPRESSIONS), int(Counter.CLICKS), int(Counter.CONVERSIONS)
_SPENT, _REACH, _MEDIA, _GONE = int(Counter.SPENT), int(Counter.REACH), int(Counter.MEDIA), int(Counter.GONE)
_RECORDS, _THINNING, _RESERVED = int(Counter.RECORDS), int(Counter.THINNING), int(Counter.RESERVED)
_INVALID, _SAVED = int(Counter.INVALID), int(Counter.SAVED)
_BOT_IMPRESSIONS, _BOT_CLICKS = int(Counter.BOT_IMPRESSIONS), int(Counter.BOT_CLICKS)
_BOT_INVALID, _BOT_SPENT, _BOT_SAVED = (
    int(Counter.BOT_INVALID),
    int(Counter.BOT_SPENT),
    int(Counter.BOT_SAVED),
)
_IMPRESSION, _CLICK, _CONVERSION = int(Pricing.IMPRESSION), int(Pricing.CLICK), int(Pricing.CONVERSION)
_LINUCB = int(Choice.LINUCB)


@inner
def on_curve(curve: Floats, count: float) -> float:
    """Return a curve's value at so many impressions remembered."""
    place = min(count * CURVE_PER_IMPRESSION, CURVE_STEPS - 1.0)
    left = natural(int(place))
    return float(curve[left] + (place - left) * (curve[left + 1] - curve[left]))


@inner
def faded(world: World, state: State, minute: int) -> float:
    """Return what all memory is multiplied with in a minute; at the end of an epoch, write that into it.

    An impression adds 1 over this factor, so that one multiplication tells what is left of all impressions.
    """
    epoch = max(int(EPOCH * world.recovery_minutes), 1)
    since = minute % epoch
    if since == 0 and minute > 0 and world.felt:
        factor = math.exp(-epoch / world.recovery_minutes)
        for person in range(state.felt.shape[0]):
            for creative in range(state.felt.shape[1]):
                felt = state.felt[person, creative]
                left = felt.memory * factor
                felt.memory = left if left > FORGOTTEN else 0.0
    return math.exp(-since / world.recovery_minutes)


@copied
def show(
    world: World, policy: Policy, state: State, minute: int, second: int, bucket: int, key: np.uint64, person: int,
    slot: int, arm: int, chance: float, conversion: float, charge: float, media: float, acts: float, fade: float,
) -> None:  # fmt: skip
    """Book an impression.

    `chance` is the chance of a click that was bid on, `conversion` that of a conversion after it; a bot clicks
    with the chance `acts` instead (below 0 for people). `charge` is what is due for what is paid for: the
    impression, the click or the conversion; `media` what the impression costs at the clearing price.
    """
    number = natural(policy.groups[natural(policy.arms[arm].group)].account)
    account = state.accounts[number]
    cell, place = state.series[bucket, arm], state.places[slot, arm]
    clicked = draw(key, CLICK) < (chance if acts < 0.0 else acts)
    marked = policy.detect > 0 and state.people[person].suspect > 0
    if clicked and policy.detect:
        watch(world, policy, state, person, minute)
        marked = state.people[person].suspect > 0
    cost, outcome = 0, 0
    if policy.pricing == _IMPRESSION or (policy.pricing == _CLICK and clicked):
        cost = int(charge + 0.5)
        if marked:
            state.counters[_SAVED] += cost
            if acts >= 0.0:
                state.counters[_BOT_SAVED] += cost
            cost = 0
    if clicked:
        outcome = 1 + converted(
            world, policy, state, minute, key, person, arm, slot, number, charge, acts, marked
        )
        cell.clicks += 1
        place.clicks += 1
        state.arms[arm].clicks += 1
        state.counters[_CLICKS] += 1
        if marked:
            cell.invalid += 1
            place.invalid += 1
            state.counters[_INVALID] += 1
    satisfaction = 0.5
    if world.felt:
        satisfaction = after(world, state, key, person, natural(policy.arms[arm].creative), acts, fade)
    cell.impressions += 1
    cell.spend += cost
    cell.media += int(media + 0.5)
    cell.satisfaction += satisfaction
    place.impressions += 1
    place.spend += cost
    place.media += int(media + 0.5)
    place.satisfaction += satisfaction
    state.arms[arm].satisfaction_squares += satisfaction * satisfaction
    propensity = state.arms[arm].probability
    if policy.choice >= _LINUCB or world.slots[slot].limited:
        propensity = state.scratch[0, arm]
    state.arms[arm].impressions += 1
    if not marked:
        state.arms[arm].shown += 1.0
        state.arms[arm].good += clicked
        if policy.choice >= _LINUCB:
            learn(
                world.contexts[person],
                1.0 if clicked else 0.0,
                policy.choice,
                state.inverse[arm],
                state.weights[arm],
                state.spare,
            )
    state.counters[_IMPRESSIONS] += 1
    state.counters[_SPENT] += cost
    state.counters[_MEDIA] += int(media + 0.5)
    account.spent += cost
    account.day_spent += cost
    account.value += chance * conversion if policy.by_conversion else chance
    account.paid += media
    if not marked:
        account.expected += int(charge + 0.5) * (1.0 if policy.pricing == _IMPRESSION else chance)
    if acts >= 0.0:
        state.counters[_BOT_IMPRESSIONS] += 1
        state.counters[_BOT_CLICKS] += clicked
        state.counters[_BOT_SPENT] += cost
        state.counters[_BOT_INVALID] += clicked and marked
    if policy.detect and cost > 0:
        state.sources[person].cost += cost
    count_person(policy, state, person, arm)
    record(state, key, second, person, arm, slot, propensity, cost, outcome, satisfaction)


@inlined
def converted(
    world: World, policy: Policy, state: State, minute: int, key: np.uint64, person: int, arm: int, slot: int,
    account: int, charge: float, acts: float, marked: bool,
) -> int:  # fmt: skip
    """Draw whether a click converts, and when: a mixture of two exponential delays, cut off; return 0 or 2.

    Where conversions are paid for, the price is reserved at the click; it is charged when the conversion
    comes, and released when the window closes without one.
    """
    reserve = policy.pricing >= _CONVERSION and not marked
    price = int(charge + 0.5)
    if reserve:
        state.accounts[account].reserved += price
        state.accounts[account].day_spent += price
        state.counters[_RESERVED] += price
    closes = minute + policy.window_minutes
    chance = (
        sigmoid(answer_of(world, person, natural(policy.arms[arm].creative)))
        if acts < 0.0
        else bot_conversion(world, person)
    )
    if draw(key, CONVERT) >= chance:
        if reserve:
            state.due[closes, account, 1] += price
        return 0
    fast = draw(key, DELAY_KIND) < world.fast_share
    scale = world.fast_minutes if fast else world.slow_minutes
    within = -math.expm1(-world.cut_minutes / scale)
    moment = int(minute - scale * math.log1p(-draw(key, DELAY) * within))
    bucket = moment // state.bucket_minutes
    state.conversions[bucket, arm] += 1
    state.place_conversions[slot, arm] += 1
    state.arms[arm].conversions += 1
    state.counters[_CONVERSIONS] += 1
    if reserve and moment < closes:
        state.due[max(moment, minute + 1), account, 0] += price
        state.places[slot, arm].spend += price
        if bucket < len(state.series):
            state.series[bucket, arm].spend += price
        else:
            state.arms[arm].late_spend += price
    elif reserve:
        state.due[closes, account, 1] += price
    return 2


@inlined
def answer_of(world: World, person: int, creative: int) -> float:
    return float(world.answers[person, creative].conversion)


@inlined
def bot_conversion(world: World, person: int) -> float:
    for kind in range(len(world.bots)):
        if person < world.bots[kind].first + world.bots[kind].count:
            return float(world.bots[kind].conversion)
    return 0.0


@inlined
def after(
    world: World,
    state: State,
    key: np.uint64,
    person: int,
    creative: int,
    acts: float,
    fade: float,
) -> float:
    """Bring memory and mood to after the impression; return the satisfaction."""
    felt, man = state.felt[person, creative], state.people[person]
    count = felt.memory * fade
    felt.memory = (count + 1.0) / fade
    if acts >= 0.0:
        return 0.5
    annoyance = min(world.annoyance[creative] + on_curve(world.annoyed, count), 1.0)
    noise = world.noise * from_table(world.normal, draw(key, MOOD))
    z = world.memory * man.mood - 2.0 * (annoyance - 0.5) + noise
    man.mood = z
    satisfaction = sigmoid(z)
    man.lift = exponent(world.click_effect * (satisfaction - 0.5))
    if world.leave > 0.0:
        unhappy = 1.0 - satisfaction
        if draw(key, LEAVE) < world.leave * unhappy * unhappy:
            man.left = 1
            state.counters[_GONE] += 1
    return satisfaction


@inlined
def count_person(policy: Policy, state: State, person: int, arm: int) -> None:
    """Count the impression against the caps, and the person into the reach where they are new."""
    man = state.people[person]
    if man.in_flight == 0:
        state.counters[_REACH] += 1
    man.in_day += 1
    man.in_week += 1
    man.in_flight += 1
    word, bit = natural(arm >> 6), _ONE << np.uint64(arm & 63)
    if state.seen[person, word] & bit:
        return
    group, creative = natural(policy.arms[arm].group), natural(policy.arms[arm].creative)
    of_group, of_creative = _NONE, _NONE
    for other in range(state.seen.shape[1]):
        of_group |= state.seen[person, other] & policy.group_bits[group, other]
        of_creative |= state.seen[person, other] & policy.creative_bits[creative, other]
    state.seen[person, word] |= bit
    state.arms[arm].reach += 1
    state.groups[group].reach += of_group == _NONE
    state.creative_reach[creative] += of_creative == _NONE


@inlined
def record(
    state: State, key: np.uint64, second: int, person: int, arm: int, slot: int,
    propensity: float, cost: int, outcome: int, satisfaction: float,
) -> None:  # fmt: skip
    """Keep the impression if its priority is among the kept ones; when full, keep every second one from now on."""
    priority = mixed(key + GOLDEN * RECORD)
    thinning = state.counters[_THINNING]
    if thinning and priority >> (_BITS - np.uint64(thinning)):
        return
    while state.counters[_RECORDS] == len(state.records):
        thin(state)
        if priority >> (_BITS - np.uint64(state.counters[_THINNING])):
            return
    row = state.records[natural(state.counters[_RECORDS])]
    state.counters[_RECORDS] += 1
    row.priority = priority
    row.second = second
    row.person = person
    row.arm = arm
    row.slot = slot
    row.propensity = propensity
    row.cost = cost
    row.outcome = outcome
    row.satisfaction = satisfaction


@inlined
def thin(state: State) -> None:
    """Drop the records whose priority has a further leading bit: about half of them."""
    state.counters[_THINNING] += 1
    shift = _BITS - np.uint64(state.counters[_THINNING])
    kept = 0
    for place in range(state.counters[_RECORDS]):
        if not state.records[place].priority >> shift:
            state.records[kept] = state.records[place]
            kept += 1
    state.counters[_RECORDS] = kept
