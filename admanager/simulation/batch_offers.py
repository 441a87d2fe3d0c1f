"""What the opportunities of a block would do without numba, as vectors of NumPy, each as if none came before it.

Who comes, what every ad group would bid, and what would come of it; `batches` says which of it is kept.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.arrays import Auction, Floats, Ints, Pacing, Policy, Pricing, State, World
from admanager.simulation.batch_booking import on_curve, reasons, sigmoids
from admanager.simulation.batch_choosing import ArmTable, chosen
from admanager.simulation.draws import GOLDEN, mixed, uniforms
from admanager.simulation.kernel import MOST_POSITIONS
from admanager.simulation.streams import BOT, BOT_KIND, CLICK, PACE, PERSON, PRICE, RIVALS, SLOT, TIE

Marks = NDArray[np.bool_]


class Arrivals(NamedTuple):
    """The opportunities of a minute and what was drawn for each, [n]."""

    keys: NDArray[np.uint64]
    person: Floats
    slot: Ints
    tie: Floats
    price: Floats
    click: Floats
    bot: Marks
    pace: Floats  # [n, C] under throttling, else [n, 0]


class Offers(NamedTuple):
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


def arrivals_of(world: World, policy: Policy, minute: int, count: int) -> Arrivals:
    """Return the opportunities of a minute with what is drawn for each."""
    key = mixed(world.arrival_key + GOLDEN * np.uint64(minute + 1))
    keys = mixed(key + GOLDEN * (np.arange(count, dtype=np.uint64) + np.uint64(1)))
    bots = world.bot_share[world.minutes[minute]["week_hour"]]
    throttled = len(policy.accounts) if policy.pacing == Pacing.THROTTLE else 0
    streams = [int(PACE) + (place << 20) for place in range(throttled)]
    return Arrivals(
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


class Coming:
    """The opportunities of a block: who comes to each, where, and the `offers` of their ad groups.

    `money` [C] is what each account may still spend as the block begins, `fade` what all memory is multiplied with.
    """

    def __init__(
        self, world: World, policy: Policy, state: State, table: ArmTable, arrivals: Arrivals, minute: int, fade: float,
        money: Ints,
    ) -> None:  # fmt: skip
        self.world, self.policy, self.state, self.table = world, policy, state, table
        self.arrivals, self.minute, self.fade, self.money = arrivals, minute, fade, money
        self.row = world.minutes[minute]
        self.hour = int(self.row["week_hour"])
        self.size = len(arrivals.keys)
        self.rows = np.arange(self.size)
        self._people()
        self.offers = self._offers()

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

    def _offers(self) -> Offers:
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
        return Offers(
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


def _from_tables(tables: Floats, table: Ints, u: Floats) -> Floats:
    place = u * (tables.shape[1] - 1)
    left = place.astype(np.int64)
    low = tables[table, left]
    values: Floats = low + (place - left) * (tables[table, left + 1] - low)
    return values


def _shaded(world: World, table: Ints, value: Floats) -> Floats:
    """Return the bids that earn most in a first-price auction, as `price_table.shaded`."""
    steps = world.shade.shape[1] - 1
    place = np.minimum(value / world.shade_top[table], 1.0) * steps
    left = np.minimum(place.astype(np.int64), steps - 1)
    low = world.shade[table, left]
    bids: Floats = np.minimum(low + (place - left) * (world.shade[table, left + 1] - low), value)
    return bids
