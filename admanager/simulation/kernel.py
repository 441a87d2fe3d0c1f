"""The inner loop of the simulation, compiled by numba: opportunities of some minutes, one after another.

Every draw is keyed by its minute, opportunity and use (see `draws`), so that the state after a minute is the
same however the minutes were cut into calls. The kernel releases the interpreter's lock. Import this module
only where a simulation runs: it loads numba. What it inlines stands in `bidding`, `choosing`, `detector` and
`booking`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from admanager.simulation import prefetching
from admanager.simulation.arrays import (
    LOOKED_AHEAD,
    SAMPLED_VALUES,
    Auction,
    Choice,
    Counter,
    Pacing,
    Policy,
    Pricing,
    State,
    World,
)
from admanager.simulation.bidding import begin_day, pace, settle, tell_spent
from admanager.simulation.booking import faded, on_curve, show
from admanager.simulation.choosing import choose, renew_if_due
from admanager.simulation.places import natural
from admanager.simulation.price_table import shaded
from admanager.simulation.scalar_draws import (
    GOLDEN,
    copied,
    draw,
    entry,
    exponent,
    fingerprint,
    inlined,
    mixed,
    poisson,
    sigmoid,
    unit,
)
from admanager.simulation.streams import BOT, BOT_KIND, PACE, PERSON, PRICE, RIVALS, SLOT, TIE

_OPPORTUNITIES, _UNFUNDED, _PACED = int(Counter.OPPORTUNITIES), int(Counter.UNFUNDED), int(Counter.PACED)
_CAPPED, _CLOSED, _AUCTIONS = int(Counter.CAPPED), int(Counter.CLOSED), int(Counter.AUCTIONS)
_LEFT, _DAY = int(Counter.LEFT), int(Counter.DAY)
_THROTTLE = int(Pacing.THROTTLE)
_FIRST_PRICE, _GSP, _VCG = int(Auction.FIRST_PRICE), int(Auction.GSP), int(Auction.VCG)
_CLICK, _CONVERSION, _PERFORMANCE = int(Pricing.CLICK), int(Pricing.CONVERSION), int(Pricing.PERFORMANCE)
_LINUCB = int(Choice.LINUCB)
_DISTANCE = 3
MOST_POSITIONS = 8


@inlined
def _person(world: World, place: float) -> tuple[int, int]:
    """Return who comes, by Walker's alias method (1977), people by their activity; and their set of ad groups.

    `place` is a uniform draw times the number of people.
    """
    number = natural(int(place))
    row = world.people[number]
    own = place - number < row.chance
    return (number if own else natural(row.other)), natural(row.groups if own else row.other_groups)


@inlined
def _bot(world: World, state: State, key: np.uint64, minute: int, hour: int) -> tuple[int, float]:
    """Return which bot comes, and its chance to click.

    The first kind clicks much and at random. The second comes like clockwork: each of its bots has its minute
    of a cycle. The third comes at night, one bot for some minutes, which clicks in bursts; by day the first
    kind comes in its place.
    """
    u = draw(key, BOT_KIND)
    kind = 0
    if u >= world.bots[0].share:
        kind = 1 if u < world.bots[0].share + world.bots[1].share else 2
    if kind == 2 and hour % 24 >= 6:
        kind = 0
    row = world.bots[kind]
    if kind == 0:
        return row.first + int(draw(key, PERSON) * row.count), row.click
    if kind == 1:
        number = row.first + minute % row.count
        return number, 0.0 if state.sources[number].last == minute else row.click
    return row.first + minute // row.minutes % row.count, row.click


@inlined
def _slot(world: World, key: np.uint64) -> int:
    u = draw(key, SLOT)
    slot = 0
    for other in range(len(world.slots) - 1):
        slot += u >= world.slots[other].cumulative
    return slot


@inlined
def _capped(policy: Policy, state: State, person: int, day: int) -> bool:
    """Say whether the person has seen the campaign often enough; brings the counts up to the day."""
    man = state.people[person]
    last = man.day
    if last != day:
        if last // 7 != day // 7:
            man.in_week = 0
        man.in_day = 0
        man.day = day
    return bool(
        man.in_day >= policy.cap_day or man.in_week >= policy.cap_week or man.in_flight >= policy.cap_flight
    )


@inlined
def _price(world: World, table: int, u: float) -> float:
    place = u * (world.price.shape[1] - 1)
    left = natural(int(place))
    return float(
        world.price[table, left] + (place - left) * (world.price[table, left + 1] - world.price[table, left])
    )


@copied
def _ready(policy: Policy, state: State, key: np.uint64, minute: int, number: int) -> int:
    """Mark the accounts that may bid now; return how many may, or else -1 (held back) or -2 (no money).

    An opportunity that the pacing holds back does not take part: the pacing comes before the choice of a
    creative, so that it does not bias what is learned about creatives.
    """
    ready, held = 0, 0
    for place in range(len(policy.accounts)):
        account = state.accounts[place]
        money = min(account.total - account.spent - account.reserved, account.day_budget - account.day_spent)
        account.money = money
        account.ready = 0
        if money <= 0:
            if account.told == 0:
                tell_spent(state, minute, place)
            continue
        if account.day_spent >= account.allowed + account.allowed_step * (number + 1) or (
            policy.pacing == _THROTTLE
            and draw(key, PACE + (np.uint64(place) << np.uint64(20))) >= account.pace
        ):
            account.held += 1
            held += 1
            continue
        account.ready = 1
        ready += 1
    if ready:
        return ready
    return -1 if held else -2


@copied
def _opportunity(
    world: World, policy: Policy, state: State, minute: int, second: int, bucket: int, key: np.uint64, who: float,
    fade: float, hour_odds: float,
) -> None:  # fmt: skip
    """Play one opportunity: the person, the cap, the best own bid, the auction, and what comes of it.

    A bid is never above what its account may still spend, so that no cost can be.
    """
    hour = natural(world.minutes[minute].week_hour)
    acts = -1.0
    if world.bot_share[hour] > 0.0 and draw(key, BOT) < world.bot_share[hour]:
        person, acts = _bot(world, state, key, minute, hour)
        groups = natural(world.people[person].groups)
    else:
        person, groups = _person(world, who)
        if world.leave > 0.0 and state.people[person].left:
            state.counters[_LEFT] += 1
            return
    person = natural(person)
    if policy.capped and _capped(policy, state, person, world.minutes[minute].day):
        state.counters[_CAPPED] += 1
        return
    slot = natural(_slot(world, key))
    ranked = policy.auction >= _GSP
    if ranked:
        slot = natural(world.slots[slot].first)
    shared = hour_odds * state.slot_odds[slot]
    first, count = natural(world.sets[groups].first), natural(world.sets[groups].count)
    soft = 1.0
    if world.felt:
        shared *= state.people[person].lift
    if len(policy.soft) > 1:
        soft = policy.soft[min(state.people[person].in_week, len(policy.soft) - 1)]
    table = 0
    if count:
        table = natural(world.price_of[natural(world.groups[first]), natural(world.slots[slot].placement)])
    best_arm, best_bid, best_odds, best_conversion = -1, -1.0, 0.0, 0.0
    turn = int(draw(key, TIE) * count) if count > 1 else 0
    held, lacking = False, False
    for number in range(count):
        place = number + turn
        if place >= count:
            place -= count
        group = natural(world.groups[natural(first + place)])
        if not policy.open_hours[group, hour]:
            continue
        purse = natural(policy.groups[group].account)
        account = state.accounts[purse]
        if not account.ready:
            held, lacking = held or account.money > 0, True
            continue
        arm = choose(world, policy, state, group, key, person, slot)
        if arm < 0:
            continue
        arm = natural(arm)
        creative = natural(policy.arms[arm].creative)
        felt = state.felt[person, creative]
        odds = shared * felt.odds
        if world.felt:
            odds *= on_curve(state.tired, felt.memory * fade)
        chance = odds / (1.0 + odds)
        conversion, bid, event = 1.0, policy.groups[group].bid, 1.0
        if policy.by_conversion or policy.pricing >= _CONVERSION:
            conversion = sigmoid(world.answers[person, creative].conversion)
        if policy.by_click:
            bid *= chance
        if policy.conversion_band > 0.0:
            ratio = conversion / policy.mean_conversion
            bid *= min(max(ratio, 1.0 - policy.conversion_band), 1.0 + policy.conversion_band)
        elif policy.by_conversion:
            bid *= conversion
        if policy.sampled:
            state.values[purse, account.sampled & (SAMPLED_VALUES - 1)] = bid
            account.sampled += 1
        bid *= account.multiplier * soft
        if policy.shaded:
            bid = shaded(world, table, bid)
        if policy.pricing == _CLICK:
            event = chance
        elif policy.pricing == _CONVERSION:
            event = chance * conversion
        if policy.pricing == _PERFORMANCE:
            if account.money < policy.price:
                lacking = True
                continue
        else:
            bid = min(bid, account.money * event)
        # Written so that no branch is guessed wrong.
        better = bid > best_bid
        best_arm, best_bid = arm if better else best_arm, bid if better else best_bid
        best_odds, best_conversion = odds if better else best_odds, conversion if better else best_conversion
    if best_arm < 0:
        if held:
            state.counters[_PACED] += 1
        elif lacking:
            state.counters[_UNFUNDED] += 1
        else:
            state.counters[_CLOSED] += 1
        return
    chance = best_odds / (1.0 + best_odds)
    event = 1.0
    if policy.pricing == _CLICK:
        event = chance
    elif policy.pricing == _CONVERSION:
        event = chance * best_conversion
    best_arm = natural(best_arm)
    state.counters[_AUCTIONS] += 1
    state.accounts[natural(policy.groups[natural(policy.arms[best_arm].group)].account)].auctions += 1
    state.series[bucket, best_arm].auctions += 1
    state.places[slot, best_arm].auctions += 1
    price = _price(world, table, draw(key, PRICE))
    if ranked:
        position, price = _rank(world, policy, key, table, slot, best_bid, price)
        if position < 0:
            return
        if position > slot:
            best_odds *= state.slot_odds[position] / state.slot_odds[slot]
            chance = best_odds / (1.0 + best_odds)
            slot = position
    else:
        price = max(price, world.slots[slot].floor)
        if best_bid < price:
            return
    paid = best_bid if policy.auction == _FIRST_PRICE else price
    charge = float(policy.price) if policy.pricing == _PERFORMANCE else paid / event
    show(
        world, policy, state, minute, second, bucket, key, person, slot, best_arm, chance, best_conversion, charge, paid,
        acts, fade,
    )  # fmt: skip


@inlined
def _rank(
    world: World, policy: Policy, key: np.uint64, table: int, first: int, bid: float, price: float
) -> tuple[int, float]:
    """Return the slot that a bid gets among the slots of a page, -1 where none, and its price at the first slot.

    `price` is the strongest rival bid. The others follow as order statistics: with R rivals whose maximum has
    the table's distribution W, each has W^(1/R), so that the next level is v u^(1 / (R - j)) in that scale.
    GSP pays the next lower bid (Edelman, Ostrovsky & Schwarz 2007); VCG what the ads below lose by the ad's
    presence, sum over j >= k of (f_j - f_j+1) b_j over f_k, with f the slots' click factors (Varian 2007).
    """
    slots = min(world.slots[first].last - first, MOST_POSITIONS)
    u = draw(key, PRICE)
    level = u ** (1.0 / world.rivals)
    stream = mixed(key + GOLDEN * RIVALS)
    position, total = -1, 0.0
    for place in range(slots):
        rival = 0.0
        if place == 0:
            rival = price
        elif place < world.rivals:
            stream += GOLDEN
            level *= unit(mixed(stream)) ** (1.0 / (world.rivals - place))
            rival = _price(world, table, level**world.rivals)
        if position < 0:
            if rival > bid:
                continue
            position = place
            if policy.auction == _GSP:
                total = rival
                break
        below = world.slots[first + place + 1].factor if place + 1 < slots else 0.0
        total += (
            max(world.slots[first + place].factor - below, 0.0) / world.slots[first + position].factor * rival
        )
    if position < 0 or bid < world.slots[first + position].floor:
        return -1, 0.0
    return first + position, min(max(total, world.slots[first + position].floor), bid)


@copied
def _ahead(world: World, policy: Policy, state: State, key: np.uint64, tag: int, number: int) -> None:
    """Ask for the memory of the people of the next opportunities, which comes too late otherwise.

    What is worked out for that is kept until the opportunity's turn; `tag` tells the minutes apart.
    """
    far = state.ahead[(number + 2 * _DISTANCE) & (LOOKED_AHEAD - 1)]
    later = mixed(key + GOLDEN * np.uint64(number + 1 + 2 * _DISTANCE))
    far.tag = tag + number + 2 * _DISTANCE
    far.key = later
    far.place = draw(later, PERSON) * world.humans
    prefetching.prefetch(world.people, int(far.place))
    near = state.ahead[(number + _DISTANCE) & (LOOKED_AHEAD - 1)]
    place = near.place
    if near.tag != tag + number + _DISTANCE:
        place = draw(mixed(key + GOLDEN * np.uint64(number + 1 + _DISTANCE)), PERSON) * world.humans
    person, _ = _person(world, place)
    prefetching.prefetch(state.people, person)
    prefetching.prefetch(state.seen, person)
    prefetching.prefetch(state.felt, person)
    if policy.by_conversion or policy.pricing >= _CONVERSION:
        prefetching.prefetch(world.answers, person)


def _compiled(code: int) -> Callable[[World, Policy, State, int, int], int]:
    """Return the kernel; closing over `code` renews numba's cache of it when inlined functions change."""

    @entry
    def run_minutes(world: World, policy: Policy, state: State, first: int, last: int) -> int:
        """Play the minutes `first` to `last` - 1, changing `state`."""
        counters = state.counters
        for each in range(first, last):
            minute = natural(each)
            if world.minutes[minute].day != counters[_DAY]:
                begin_day(policy, state, world.minutes[minute].day, minute)
            count = poisson(
                mixed(world.count_key + GOLDEN * np.uint64(minute + 1)), world.minutes[minute].arrivals
            )
            settle(world, policy, state, minute)
            pace(world, policy, state, minute, count)
            fade = faded(world, state, minute)
            hour_odds = exponent(world.hour_logit[world.minutes[minute].week_hour])
            bucket, per = natural(minute // state.bucket_minutes), 60.0 / max(count, 1)
            counters[_OPPORTUNITIES] += count
            key = mixed(world.arrival_key + GOLDEN * np.uint64(minute + 1))
            if policy.choice > 0 and policy.choice < _LINUCB:
                for group in range(len(policy.groups)):
                    renew_if_due(policy, state, group, minute)
            tag = (minute + 1) << 32
            for number in range(count):
                known = state.ahead[number & (LOOKED_AHEAD - 1)]
                own, who = known.key, known.place
                if known.tag != tag + number:
                    own = mixed(key + GOLDEN * np.uint64(number + 1))
                    who = draw(own, PERSON) * world.humans
                ready = _ready(policy, state, own, minute, number)
                if ready == -2:
                    counters[_UNFUNDED] += count - number
                    break
                if ready == -1:
                    counters[_PACED] += 1
                    continue
                if prefetching.WORKS:
                    _ahead(world, policy, state, key, tag, number)
                second = minute * 60 + int(number * per)
                _opportunity(world, policy, state, minute, second, bucket, own, who, fade, hour_odds)
        return code

    return run_minutes


run_minutes = _compiled(fingerprint("bidding", "booking", "choosing", "detector", "price_table", "supply"))
