"""The simulator without numba: the kernel's opportunities played as vectors of NumPy, on the same arrays.

A minute is played in blocks. A block takes the opportunities to come as if none of them changed anything for
the others: who comes, what every ad group would bid, and what would come of it, each as one vector. It is then
kept up to the first opportunity for which that was wrong, and the next block begins there. Wrong is

* a person who comes again after an impression in the block, whose counts, memory and mood have changed;
* an account whose money no longer covers what was bid, so that no budget is ever overspent.

Two things need a strict order and are small enough for a loop. Under the pacing "even" or "traffic" an account
waits while it is ahead of its plan: the loop goes over the opportunities at which money would flow, and what
was spent before each of the others follows as a running sum. And a creative's model learns row by row.

All of the kernel's draws are keyed by the opportunity, so that the numbers here are the kernel's, but for two
things that only have the same distribution: Thompson's votes have their draws of NumPy (see `plain.votes`), and
what is learned by person (LinUCB and its like) comes up to `LEARNED_LATE` opportunities late, fewer at first. What is decided
once a minute is the kernel's own code (`bidding`, `choosing`), as plain Python.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from admanager.simulation import plain
from admanager.simulation.arrays import (
    EPOCH,
    FORGOTTEN,
    SAMPLED_VALUES,
    Auction,
    Choice,
    Counter,
    Floats,
    Ints,
    Pacing,
    Policy,
    Pricing,
    State,
    World,
)
from admanager.simulation.batch_booking import Shown, book, on_curve, reasons, sigmoids
from admanager.simulation.batch_choosing import ArmTable, arm_table, chosen
from admanager.simulation.bidding import begin_day, pace, settle, tell_spent
from admanager.simulation.choosing import BATCH_GROWTH, renew_if_due
from admanager.simulation.draws import GOLDEN, mixed, uniforms
from admanager.simulation.kernel import MOST_POSITIONS
from admanager.simulation.kernel import run_minutes as run_one_by_one
from admanager.simulation.scalar_draws import poisson
from admanager.simulation.streams import BOT, BOT_KIND, CLICK, PACE, PERSON, PRICE, RIVALS, SLOT, TIE

Marks = NDArray[np.bool_]

FIRST_BLOCK, LARGEST_BLOCK, SMALLEST_BLOCK = 512, 4096, 32
LEARNED_LATE = 64
# A minute with fewer opportunities is sooner played one by one; a choice by person takes longer that way.
FEWEST, FEWEST_BY_PERSON = 32, 4


class _Arrivals(NamedTuple):
    """The opportunities of a minute and what was drawn for each, [n]."""

    keys: NDArray[np.uint64]
    person: Floats
    slot: Ints
    tie: Floats
    price: Floats
    click: Floats
    bot: Marks
    pace: Floats  # [n, C] under throttling, else [n, 0]


class _Offers(NamedTuple):
    """What the ad groups of each opportunity would do, in the order they are asked: [K, n], K the most of a person."""

    account: Ints
    open: Marks
    fits: Marks  # whether a creative fits the place
    afford: Marks  # under pay-for-performance, whether the account has the price
    value: Floats  # the bid before the account's multiplier
    bid: Floats
    arm: Ints
    propensity: Floats
    event: Floats  # chance of what is charged for
    chance: Floats  # of a click, at the position that is won
    conversion: Floats
    slot: Ints
    wins: Marks
    clicked: Marks
    paid: Floats
    marked: Marks
    spends: Ints  # charged or reserved at once


def run_minutes(world: World, policy: Policy, state: State, first: int, last: int) -> int:
    """Play the minutes `first` to `last` - 1, changing `state`: the interface of `kernel.run_minutes`."""
    if first < last:
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            _Player(world, policy, state).play(first, last)
    return 0


class _Player:
    """The arrays of a run, as they are and opened for plain Python, and how large blocks have come to be."""

    def __init__(self, world: World, policy: Policy, state: State) -> None:
        self.world, self.policy, self.state = world, policy, state
        self.opened = plain.opened(world), plain.opened(policy), plain.opened(state)
        self.table = arm_table(policy)
        self.size = FIRST_BLOCK
        self.by_person = policy.choice >= Choice.LINUCB
        self.fewest = FEWEST_BY_PERSON if self.by_person else FEWEST

    def play(self, first: int, last: int) -> None:
        world, counters = self.world, self.state.counters
        opened_world, opened_policy, opened_state = self.opened
        for minute in range(first, last):
            row = world.minutes[minute]
            key = mixed(world.count_key + GOLDEN * np.uint64(minute + 1))
            count = poisson(key, float(row["arrivals"]))
            if count < self.fewest:
                run_one_by_one(*self.opened, minute, minute + 1)
                continue
            if row["day"] != counters[Counter.DAY]:
                begin_day(opened_policy, opened_state, int(row["day"]), minute)
            settle(opened_world, opened_policy, opened_state, minute)
            pace(opened_world, opened_policy, opened_state, minute, count)
            fade = _faded(world, self.state, minute)
            counters[Counter.OPPORTUNITIES] += count
            if 0 < self.policy.choice < Choice.LINUCB:
                for group in range(len(self.policy.groups)):
                    renew_if_due(opened_policy, opened_state, group, minute)
            self._play_minute(minute, count, fade)

    def _play_minute(self, minute: int, count: int, fade: float) -> None:
        arrivals = _arrivals(self.world, self.policy, minute, count)
        accounts, number = self.state.accounts, 0
        while number < count:
            left = accounts["total"] - accounts["spent"] - accounts["reserved"]
            accounts["money"] = np.minimum(left, accounts["day_budget"] - accounts["day_spent"])
            for place in np.flatnonzero((accounts["money"] <= 0) & (accounts["told"] == 0)):
                tell_spent(self.opened[2], minute, int(place))
            if not (accounts["money"] > 0).any():
                self.state.counters[Counter.UNFUNDED] += count - number
                return
            size = min(self.size, count - number)
            if self.by_person:
                learned = int(self.state.counters[Counter.IMPRESSIONS] * BATCH_GROWTH)
                size = min(size, max(min(learned, LEARNED_LATE), 1))
            kept = _Block(self, arrivals, minute, count, number, size, fade).play()
            number += kept
            if kept < size or size == self.size:
                self.size = min(max(2 * kept, SMALLEST_BLOCK), LARGEST_BLOCK)


def _arrivals(world: World, policy: Policy, minute: int, count: int) -> _Arrivals:
    key = mixed(world.arrival_key + GOLDEN * np.uint64(minute + 1))
    keys = mixed(key + GOLDEN * (np.arange(count, dtype=np.uint64) + np.uint64(1)))
    bots = world.bot_share[world.minutes[minute]["week_hour"]]
    throttled = len(policy.accounts) if policy.pacing == Pacing.THROTTLE else 0
    streams = [int(PACE) + (place << 20) for place in range(throttled)]
    return _Arrivals(
        keys=keys,
        person=uniforms(keys, PERSON),
        slot=np.searchsorted(world.slots["cumulative"][:-1], uniforms(keys, SLOT), side="right"),
        tie=uniforms(keys, TIE),
        price=uniforms(keys, PRICE),
        click=uniforms(keys, CLICK),
        bot=uniforms(keys, BOT) < bots if bots > 0.0 else np.zeros(count, dtype=np.bool_),
        pace=np.stack([uniforms(keys, number) for number in streams], axis=1)
        if streams
        else np.empty((count, 0)),
    )


def _faded(world: World, state: State, minute: int) -> float:
    """Return what all memory is multiplied with, as `booking.faded` does."""
    epoch = max(int(EPOCH * world.recovery_minutes), 1)
    since = minute % epoch
    if since == 0 and minute > 0 and world.felt:
        memory = state.felt["memory"]
        memory *= math.exp(-epoch / world.recovery_minutes)
        memory[memory <= FORGOTTEN] = 0.0
    return math.exp(-since / world.recovery_minutes)


class _Block:
    """Some opportunities of a minute, played as if none changed anything for the others; see the module."""

    def __init__(
        self, player: _Player, arrivals: _Arrivals, minute: int, count: int, number: int, size: int, fade: float
    ) -> None:  # fmt: skip
        self.world, self.policy, self.state, self.opened = (
            player.world,
            player.policy,
            player.state,
            player.opened,
        )
        self.table: ArmTable = player.table
        self.minute, self.count, self.number, self.fade = minute, count, number, fade
        self.row = self.world.minutes[minute]
        self.hour = int(self.row["week_hour"])
        parts: Any = (part[number : number + size] for part in arrivals)
        self.arrivals = _Arrivals(*parts)
        self.size = size
        self.rows = np.arange(size)
        self.money = self.state.accounts["money"].copy()

    def play(self) -> int:
        """Play the block, book what may be kept of it, and return how many opportunities that are."""
        policy, state = self.policy, self.state
        self._people()
        offers = self._offers()
        reached = ~self.left & ~self.capped
        spent, ready = self._spending(offers, reached)
        eligible = offers.open & offers.fits & ready[self.rows, offers.account] & reached & ready.any(axis=1)
        bids = np.where(eligible & offers.afford, offers.bid, -1.0)
        best = bids.argmax(axis=0)
        taking = bids[best, self.rows] >= 0.0
        won = taking & offers.wins[best, self.rows]
        if spent is None:
            spent = np.zeros((self.size, len(policy.accounts)), dtype=np.int64)
            rows = self.rows[won]
            spent[rows, offers.account[best, self.rows][won]] = offers.spends[best, self.rows][won]
            spent = np.cumsum(spent, axis=0) - spent
        kept = self._kept(offers, eligible, won, spent)
        self._count(offers, ready, eligible, taking, spent, kept)
        auctions = np.flatnonzero(taking[:kept])
        arm = offers.arm[best, self.rows][auctions]
        bucket = self.minute // state.bucket_minutes
        np.add.at(state.accounts["auctions"], offers.account[best, self.rows][auctions], 1.0)
        np.add.at(state.series["auctions"][bucket], arm, 1)
        np.add.at(state.places["auctions"], (self.slot[auctions], arm), 1)
        shown = np.flatnonzero(won[:kept])
        if len(shown):
            book(self.world, policy, state, self.opened[2], self._shown(offers, best, shown))
        return kept

    # -- who comes ------------------------------------------------------------------------------------------

    def _people(self) -> None:
        """Find who comes, with their ad groups and the place, and who does not count any more."""
        world, policy, state, arrivals = self.world, self.policy, self.state, self.arrivals
        place = arrivals.person * world.humans
        row = world.people[place.astype(np.int64)]
        own = place - place.astype(np.int64) < row["chance"]
        self.person = np.where(own, place.astype(np.int64), row["other"]).astype(np.int64)
        self.acts = np.full(self.size, -1.0)
        bots = np.flatnonzero(arrivals.bot)
        if len(bots):
            self._bots(bots)
        groups = np.where(own, row["groups"], row["other_groups"])
        groups[bots] = world.people["groups"][self.person[bots]]
        self.first, self.groups = world.sets["first"][groups], world.sets["count"][groups]
        man = state.people
        if policy.capped:
            day = int(self.row["day"])
            last = man["day"][self.person]
            new_week, new_day = self.person[last // 7 != day // 7], self.person[last != day]
            man["in_week"][new_week], man["in_day"][new_day], man["day"][new_day] = 0, 0, day
        none = np.zeros(self.size, dtype=np.bool_)
        self.left = (man["left"][self.person] > 0) & ~arrivals.bot if world.leave > 0.0 else none
        self.capped = none
        if policy.capped:
            self.capped = (
                (man["in_day"][self.person] >= policy.cap_day)
                | (man["in_week"][self.person] >= policy.cap_week)
                | (man["in_flight"][self.person] >= policy.cap_flight)
            )
        self.slot = world.slots["first"][arrivals.slot] if policy.auction >= Auction.GSP else arrivals.slot

    def _bots(self, rows: Ints) -> None:
        """Put the bots in their places, as `kernel` does one by one."""
        kinds = self.world.bots
        u = uniforms(self.arrivals.keys[rows], BOT_KIND)
        kind = np.searchsorted(np.cumsum(kinds["share"][:2]), u, side="right")
        if self.hour % 24 >= 6:
            kind[kind == 2] = 0
        first, count = kinds["first"][kind].astype(np.int64), kinds["count"][kind].astype(np.int64)
        at = (self.arrivals.person[rows] * count).astype(np.int64)
        at = np.where(kind == 1, self.minute % count, at)
        at = np.where(kind == 2, self.minute // kinds["minutes"][kind] % count, at)
        self.person[rows] = first + at
        self.acts[rows] = kinds["click"][kind]
        same = (kind == 1) & (self.state.sources["last"][first + at] == self.minute)
        self.acts[rows[same]] = 0.0

    # -- what is bid ----------------------------------------------------------------------------------------

    def _offers(self) -> _Offers:
        """Return what each ad group of each opportunity would bid, and what would come of it."""
        world, policy, state = self.world, self.policy, self.state
        number = np.arange(max(int(self.groups.max(initial=0)), 1))[:, np.newaxis]
        there = number < self.groups
        turn = (self.arrivals.tie * self.groups).astype(np.int64)
        place = self.first + (number + turn) % np.maximum(self.groups, 1)
        group = np.where(there, world.groups[np.where(there, place, 0)], 0)
        first = np.where(there[0], world.groups[np.where(there[0], self.first, 0)], 0)
        placement = world.slots["placement"][self.slot]
        self.prices = np.where(there[0], world.price_of[first, placement], 0)
        self.price = _from_tables(world.price, self.prices, self.arrivals.price)
        account = policy.groups["account"][group]
        arm, propensity = chosen(world, policy, state, self.table, group, self.arrivals.keys, self.person, self.slot)  # fmt: skip
        odds, chance, conversion = self._answers(policy.arms["creative"][arm])
        value, bid, event, afford = self._bids(group, account, chance, conversion)
        slot, wins, price = self._auction(bid)
        moved = odds * state.slot_odds[slot] / state.slot_odds[self.slot]
        chance = np.where(slot == self.slot, chance, moved / (1.0 + moved))
        clicked = self.arrivals.click < np.where(self.acts < 0.0, chance, self.acts)
        wins = wins & there
        marked = self._marked(wins & clicked)
        paid = bid if policy.auction == Auction.FIRST_PRICE else np.broadcast_to(price, bid.shape)
        charge = paid / event if policy.pricing != Pricing.PERFORMANCE else float(policy.price)
        due = ~marked if policy.pricing == Pricing.IMPRESSION else ~marked & clicked
        return _Offers(
            account=account,
            open=there & (policy.open_hours[group, self.hour] > 0),
            fits=arm >= 0,
            afford=afford,
            value=value,
            bid=bid,
            arm=arm,
            propensity=propensity,
            event=event,
            chance=chance,
            conversion=conversion,
            slot=slot,
            wins=wins,
            clicked=clicked,
            paid=paid,
            marked=marked,
            spends=np.where(wins & due, charge + 0.5, 0.0).astype(np.int64),
        )

    def _answers(self, creative: Ints) -> tuple[Floats, Floats, Floats]:
        """Return the odds and the chance of a click on each offered creative, and the chance that it converts."""
        world, state = self.world, self.state
        shared = math.exp(world.hour_logit[self.hour]) * state.slot_odds[self.slot]
        if world.felt:
            shared = shared * state.people["lift"][self.person]
        felt = state.felt[self.person, creative]
        odds = shared * felt["odds"]
        if world.felt:
            odds = odds * on_curve(state.tired, felt["memory"] * self.fade)
        if not self.policy.by_conversion and self.policy.pricing < Pricing.CONVERSION:
            return odds, odds / (1.0 + odds), np.ones(odds.shape)
        return odds, odds / (1.0 + odds), sigmoids(world.answers["conversion"][self.person, creative])

    def _bids(
        self, group: Ints, account: Ints, chance: Floats, conversion: Floats
    ) -> tuple[Floats, Floats, Floats, Marks]:
        """Return what each bid is on, the bid, the chance of what is charged for, and whether there is money for it."""
        policy, state = self.policy, self.state
        value = policy.groups["bid"][group]
        if policy.by_click:
            value = value * chance
        if policy.conversion_band > 0.0:
            band = policy.conversion_band
            value = value * np.clip(conversion / policy.mean_conversion, 1.0 - band, 1.0 + band)
        elif policy.by_conversion:
            value = value * conversion
        bid = value * state.accounts["multiplier"][account]
        if len(policy.soft) > 1:
            seen = state.people["in_week"][self.person]
            bid = bid * policy.soft[np.minimum(seen, len(policy.soft) - 1)]
        if policy.shaded:
            bid = _shaded(self.world, self.prices, bid)
        event = np.ones(bid.shape)
        if policy.pricing == Pricing.PERFORMANCE:
            return value, bid, event, self.money[account] >= policy.price
        if policy.pricing == Pricing.CLICK:
            event = chance
        elif policy.pricing == Pricing.CONVERSION:
            event = chance * conversion
        return value, np.minimum(bid, self.money[account] * event), event, np.ones(bid.shape, dtype=np.bool_)

    def _marked(self, clicked: Marks) -> Marks:
        """Say which offers would have a source that is marked as fraud, or would be by the click."""
        if not self.policy.detect:
            return np.zeros(clicked.shape, dtype=np.bool_)
        suspect = self.state.people["suspect"][self.person] > 0
        rows = np.flatnonzero(clicked.any(axis=0) & ~suspect)
        found = np.zeros(self.size, dtype=np.bool_)
        found[rows] = reasons(self.world, self.policy, self.state, self.person[rows], self.minute)[0] > 0
        marked: Marks = suspect | (clicked & found)
        return marked

    # -- the auction ----------------------------------------------------------------------------------------

    def _auction(self, bid: Floats) -> tuple[Ints, Marks, Floats]:
        """Return the slot that each bid gets, whether it wins, and the price of one impression there."""
        slots = self.world.slots
        if self.policy.auction < Auction.GSP:
            price = np.maximum(self.price, slots["floor"][self.slot])
            return np.broadcast_to(self.slot, bid.shape), bid >= price, price
        rivals = self._rivals()
        many = np.minimum(slots["last"][self.slot] - self.slot, MOST_POSITIONS)
        beats = (rivals[:, np.newaxis] <= bid) & (np.arange(len(rivals))[:, np.newaxis] < many)[:, np.newaxis]
        position, wins = beats.argmax(axis=0), beats.any(axis=0)
        price = rivals[position, self.rows]
        own = slots["factor"][self.slot + position]
        if self.policy.auction == Auction.VCG:
            price = np.zeros(bid.shape)
            for place in range(len(rivals)):
                here = slots["factor"][np.minimum(self.slot + place, len(slots) - 1)]
                below = slots["factor"][np.minimum(self.slot + place + 1, len(slots) - 1)]
                lost = np.maximum(here - np.where(place + 1 < many, below, 0.0), 0.0) * rivals[place]
                price += np.where((place >= position) & (place < many), lost / own, 0.0)
        floor = slots["floor"][self.slot + position]
        wins &= bid >= floor
        return self.slot + position, wins, np.minimum(np.maximum(price, floor), bid)

    def _rivals(self) -> Floats:
        """Return the rivals' bids at the places of a page, [places, n], as order statistics; see `kernel`."""
        world = self.world
        many = world.slots["last"][self.slot] - self.slot
        stream = mixed(self.arrivals.keys + GOLDEN * RIVALS)
        level = self.arrivals.price ** (1.0 / world.rivals)
        bids = [self.price]
        for place in range(1, min(int(many.max(initial=1)), MOST_POSITIONS)):
            if place >= world.rivals:
                bids.append(np.zeros(self.size))
                continue
            level = level * uniforms(stream, place) ** (1.0 / (world.rivals - place))
            bids.append(_from_tables(world.price, self.prices, level**world.rivals))
        return np.stack(bids)

    # -- money and order ------------------------------------------------------------------------------------

    def _spending(self, offers: _Offers, reached: Marks) -> tuple[Ints | None, Marks]:
        """Return what each account spent before each opportunity, where pacing asks for it, and which may bid, [n, C]."""
        policy, accounts = self.policy, self.state.accounts
        funded = np.broadcast_to(self.money > 0, (self.size, len(self.money)))
        if policy.pacing == Pacing.THROTTLE:
            return None, funded & (self.arrivals.pace < accounts["pace"])
        if policy.pacing != Pacing.GATE:
            return None, funded
        steps = (self.number + self.rows + 1)[:, np.newaxis]
        allowed = accounts["allowed"] + accounts["allowed_step"] * steps - accounts["day_spent"]
        able = offers.open & offers.fits & offers.afford & reached & (self.money > 0)[offers.account]
        rows = np.flatnonzero((able & (offers.spends > 0)).any(axis=0))
        spent = np.zeros((self.size, len(self.money)), dtype=np.int64)
        total = [0] * len(self.money)
        limits = allowed[rows].tolist()
        columns = [part[:, rows].T.tolist() for part in (able, offers.account, offers.bid, offers.spends)]
        for row, limit, *cells in zip(rows.tolist(), limits, *columns, strict=True):
            best, top, cost = -1, -1.0, 0
            for fits, account, bid, spends in zip(*cells, strict=True):
                if fits and bid > top and total[account] < limit[account]:
                    best, top, cost = account, bid, spends
            if cost:
                total[best] += cost
                spent[row, best] = cost
        spent = np.cumsum(spent, axis=0) - spent
        return spent, funded & (spent < allowed)

    def _kept(self, offers: _Offers, eligible: Marks, won: Marks, spent: Ints) -> int:
        """Return how many opportunities, from the first on, were played as they should be."""
        people, first = np.unique(self.person[won], return_index=True)
        kept = self.size
        if len(people):
            place = np.minimum(np.searchsorted(people, self.person), len(people) - 1)
            again = (people[place] == self.person) & (self.rows[won][first][place] < self.rows)
            kept = int(again.argmax()) if again.any() else kept
        if not spent[-1].any():
            return kept
        money = self.money - spent
        lacking = ((money <= 0) & (self.money > 0)).any(axis=1)
        left = money[self.rows, offers.account]
        if self.policy.pricing == Pricing.PERFORMANCE:
            short = offers.afford & (left < self.policy.price)
        else:
            short = left * offers.event < offers.bid
        lacking |= (eligible & short).any(axis=0)
        return min(kept, int(lacking.argmax())) if lacking.any() else kept

    # -- what is counted ------------------------------------------------------------------------------------

    def _count(
        self, offers: _Offers, ready: Marks, eligible: Marks, taking: Marks, spent: Ints, kept: int
    ) -> None:  # fmt: skip
        """Count how the kept opportunities ended, and keep what was bid on for the control of bids."""
        policy, counters, accounts = self.policy, self.state.counters, self.state.accounts
        part = slice(0, kept)
        entered = ready[part].any(axis=1)
        left = entered & self.left[part]
        capped = entered & ~left & self.capped[part]
        idle = entered & ~left & ~capped & ~taking[part]
        asked = offers.open[:, part]
        waits = asked & ~ready[self.rows[part], offers.account[:, part]]
        held = (waits & (self.money[offers.account[:, part]] > 0)).any(axis=0)
        lacking = (waits | (asked & offers.fits[:, part] & ~offers.afford[:, part])).any(axis=0)
        counters[Counter.PACED] += np.count_nonzero(~entered) + np.count_nonzero(idle & held)
        counters[Counter.LEFT] += np.count_nonzero(left)
        counters[Counter.CAPPED] += np.count_nonzero(capped)
        counters[Counter.UNFUNDED] += np.count_nonzero(idle & ~held & lacking)
        counters[Counter.CLOSED] += np.count_nonzero(idle & ~held & ~lacking)
        counters[Counter.AUCTIONS] += np.count_nonzero(taking[part])
        if policy.pacing == Pacing.GATE:
            accounts["held"] += np.count_nonzero((self.money > 0) & ~ready[part], axis=0)
        if policy.control:
            of, value = offers.account[:, part].T, offers.value[:, part].T
            bid_on = eligible[:, part].T
            for account in range(len(accounts)):
                values = value[bid_on & (of == account)]
                begin = int(accounts["sampled"][account])
                places = np.arange(begin, begin + len(values))[-SAMPLED_VALUES:] % SAMPLED_VALUES
                self.state.values[account, places] = values[-SAMPLED_VALUES:]
                accounts["sampled"][account] += len(values)

    def _shown(self, offers: _Offers, best: Ints, rows: Ints) -> Shown:
        """Return the impressions of the kept opportunities."""
        parts: Any = (part[best[rows], rows] for part in offers)
        offer = _Offers(*parts)
        charge = np.full(len(rows), float(self.policy.price))
        if self.policy.pricing != Pricing.PERFORMANCE:
            charge = offer.paid / offer.event
        per = 60.0 / max(self.count, 1)
        return Shown(
            minute=self.minute,
            fade=self.fade,
            second=self.minute * 60 + ((self.number + rows) * per).astype(np.int64),
            key=self.arrivals.keys[rows],
            person=self.person[rows],
            slot=offer.slot,
            arm=offer.arm,
            account=offer.account,
            chance=offer.chance,
            conversion=offer.conversion,
            clicked=offer.clicked,
            marked=offer.marked,
            price=(charge + 0.5).astype(np.int64),
            media=offer.paid,
            acts=self.acts[rows],
            propensity=offer.propensity,
        )


def _from_tables(tables: Floats, table: Ints, u: Floats) -> Floats:
    place = u * (tables.shape[1] - 1)
    left = place.astype(np.int64)
    low = tables[table, left]
    values: Floats = low + (place - left) * (tables[table, left + 1] - low)
    return values


def _shaded(world: World, table: Ints, value: Floats) -> Floats:
    """Return the bids that earn most in a first-price auction, as `bidding.shaded`."""
    steps = world.shade.shape[1] - 1
    place = np.minimum(value / world.shade_top[table], 1.0) * steps
    left = np.minimum(place.astype(np.int64), steps - 1)
    low = world.shade[table, left]
    bids: Floats = np.minimum(low + (place - left) * (world.shade[table, left + 1] - low), value)
    return bids
