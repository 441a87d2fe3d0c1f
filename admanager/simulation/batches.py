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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager.simulation import plain
from admanager.simulation.arrays import (
    EPOCH,
    FORGOTTEN,
    SAMPLED_VALUES,
    Choice,
    Counter,
    Ints,
    Pacing,
    Policy,
    Pricing,
    State,
    World,
)
from admanager.simulation.batch_booking import Shown, book
from admanager.simulation.batch_choosing import arm_table
from admanager.simulation.batch_offers import Arrivals, Coming, Offers, arrivals_of
from admanager.simulation.bidding import begin_day, pace, settle, tell_spent
from admanager.simulation.choosing import BATCH_GROWTH, renew_if_due
from admanager.simulation.draws import GOLDEN, mixed
from admanager.simulation.kernel import run_minutes as run_one_by_one
from admanager.simulation.scalar_draws import poisson

Marks = NDArray[np.bool_]

FIRST_BLOCK, LARGEST_BLOCK, SMALLEST_BLOCK = 512, 4096, 32
LEARNED_LATE = 64
# A minute with fewer opportunities is sooner played one by one; a choice by person takes longer that way.
FEWEST, FEWEST_BY_PERSON = 32, 4


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
        arrivals = arrivals_of(self.world, self.policy, minute, count)
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
        self, player: _Player, arrivals: Arrivals, minute: int, count: int, number: int, size: int, fade: float
    ) -> None:  # fmt: skip
        self.world, self.policy, self.state = player.world, player.policy, player.state
        self.opened = player.opened
        self.minute, self.count, self.number, self.fade = minute, count, number, fade
        self.money = self.state.accounts["money"].copy()
        parts: Any = (part[number : number + size] for part in arrivals)
        block = Arrivals(*parts)
        self.coming = Coming(
            self.world, self.policy, self.state, player.table, block, minute, fade, self.money
        )
        self.size, self.rows = size, self.coming.rows

    def play(self) -> int:
        """Play the block, book what may be kept of it, and return how many opportunities that are."""
        policy, state = self.policy, self.state
        coming, offers = self.coming, self.coming.offers
        reached = ~coming.left & ~coming.capped
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
        np.add.at(state.places["auctions"], (coming.slot[auctions], arm), 1)
        shown = np.flatnonzero(won[:kept])
        if len(shown):
            book(self.world, policy, state, self.opened[2], self._shown(offers, best, shown))
        return kept

    # -- money and order ------------------------------------------------------------------------------------

    def _spending(self, offers: Offers, reached: Marks) -> tuple[Ints | None, Marks]:
        """Return what each account spent before each opportunity, where pacing asks for it, and which may bid, [n, C]."""
        policy, accounts = self.policy, self.state.accounts
        funded = np.broadcast_to(self.money > 0, (self.size, len(self.money)))
        if policy.pacing == Pacing.THROTTLE:
            return None, funded & (self.coming.arrivals.pace < accounts["pace"])
        if not np.isfinite(accounts["allowed"]).any():
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

    def _kept(self, offers: Offers, eligible: Marks, won: Marks, spent: Ints) -> int:
        """Return how many opportunities, from the first on, were played as they should be."""
        people, first = np.unique(self.coming.person[won], return_index=True)
        kept = self.size
        if len(people):
            place = np.minimum(np.searchsorted(people, self.coming.person), len(people) - 1)
            again = (people[place] == self.coming.person) & (self.rows[won][first][place] < self.rows)
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
        self, offers: Offers, ready: Marks, eligible: Marks, taking: Marks, spent: Ints, kept: int
    ) -> None:  # fmt: skip
        """Count how the kept opportunities ended, and keep what was bid on for the control of bids."""
        policy, counters, accounts = self.policy, self.state.counters, self.state.accounts
        part = slice(0, kept)
        entered = ready[part].any(axis=1)
        left = entered & self.coming.left[part]
        capped = entered & ~left & self.coming.capped[part]
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
        accounts["held"] += np.count_nonzero((self.money > 0) & ~ready[part], axis=0)
        if policy.sampled:
            of, value = offers.account[:, part].T, offers.value[:, part].T
            bid_on = eligible[:, part].T
            for account in range(len(accounts)):
                values = value[bid_on & (of == account)]
                begin = int(accounts["sampled"][account])
                places = np.arange(begin, begin + len(values))[-SAMPLED_VALUES:] % SAMPLED_VALUES
                self.state.values[account, places] = values[-SAMPLED_VALUES:]
                accounts["sampled"][account] += len(values)

    def _shown(self, offers: Offers, best: Ints, rows: Ints) -> Shown:
        """Return the impressions of the kept opportunities."""
        parts: Any = (part[best[rows], rows] for part in offers)
        offer = Offers(*parts)
        charge = np.full(len(rows), float(self.policy.price))
        if self.policy.pricing != Pricing.PERFORMANCE:
            charge = offer.paid / offer.event
        per = 60.0 / max(self.count, 1)
        return Shown(
            minute=self.minute,
            fade=self.fade,
            second=self.minute * 60 + ((self.number + rows) * per).astype(np.int64),
            key=self.coming.arrivals.keys[rows],
            person=self.coming.person[rows],
            slot=offer.slot,
            arm=offer.arm,
            account=offer.account,
            chance=offer.chance,
            conversion=offer.conversion,
            clicked=offer.clicked,
            marked=offer.marked,
            price=(charge + 0.5).astype(np.int64),
            media=offer.paid,
            acts=self.coming.acts[rows],
            propensity=offer.propensity,
        )
