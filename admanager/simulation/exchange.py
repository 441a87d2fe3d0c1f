"""An exchange of many bidders: page views with several slots, each bidder with a budget and its own pacing.

Here every rival is a bidder with values, a budget and a multiplier of its own, where `kernel` has one campaign
against a price table. Import this module only where a simulation runs: it loads numba.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.arrays import Auction, Floats, Ints
from admanager.simulation.draws import QUANTILES, Purpose, stream
from admanager.simulation.scalar_draws import GOLDEN, draw, entry, fingerprint, mixed, outer
from admanager.simulation.world import normal_quantiles

_SHOWN = np.uint64(4096)
_FIRST_PRICE, _GSP = int(Auction.FIRST_PRICE), int(Auction.GSP)
TICKS = 48
# Log-space steps of a bidder's multiplier between ticks, by the gap between planned and real spend (PID).
PACE_P, PACE_I, MOST_STEP = 1.5, 0.4, 1.0


@dataclass(frozen=True)
class Exchange:
    """What a day at the exchange is: bidders, slots, and how values are spread.

    `value` [B] is a bidder's mean value of an impression in micros, `budget` [B] in micros; values are lognormal with
    `spread`. `exposure` [S] is the chance that a slot is seen when the one above it was.
    """

    value: NDArray[np.float64]
    budget: NDArray[np.int64]
    spread: float
    exposure: NDArray[np.float64]
    floor: float
    rule: Auction
    views: int


@dataclass(frozen=True)
class Traded:
    """What came of a day: per bidder impressions, cost (micros) and value, and the multiplier of each tick [T, B]."""

    impressions: NDArray[np.int64]
    cost: NDArray[np.int64]
    value: NDArray[np.float64]
    multipliers: NDArray[np.float64]


def trade(exchange: Exchange, seed: int) -> Traded:
    """Play a day in 48 ticks; the same seed gives the same day. Nobody ever pays more than their budget."""
    bidders = len(exchange.value)
    table = np.exp(exchange.spread * normal_quantiles() - 0.5 * exchange.spread**2)
    multiplier, spent = np.ones(bidders), np.zeros(bidders, dtype=np.int64)
    shown, gained = np.zeros(bidders, dtype=np.int64), np.zeros(bidders)
    integral = np.zeros(bidders)
    told = np.zeros((TICKS, bidders))
    edges = np.linspace(0, exchange.views, TICKS + 1).astype(np.int64)
    key = stream(seed, Purpose.EXCHANGE)
    scratch = np.zeros((3, bidders + 1))
    winners = np.zeros(len(exchange.exposure), dtype=np.int64)
    prices = np.zeros(len(exchange.exposure))
    for tick in range(TICKS):
        before = spent.copy()
        told[tick] = multiplier
        play_views(
            key, int(edges[tick]), int(edges[tick + 1]), exchange.value * multiplier, exchange.budget, table,
            exchange.exposure, exchange.floor, int(exchange.rule), spent, shown, gained, multiplier, scratch, winners,
            prices,
        )  # fmt: skip
        due = (exchange.budget - before) / (TICKS - tick)
        gap = np.clip((due - (spent - before)) / np.maximum(due, 1.0), -1.0, 1.0)
        integral = np.clip(integral + PACE_I * gap, -6.0, 0.0)
        multiplier = np.exp(np.clip(PACE_P * np.minimum(gap, 0.0) * 0.2 + integral, -6.0, 0.0))
    return Traded(shown, spent, gained, told)


@outer
def award(
    bids: Floats, factors: Floats, floor: float, rule: int, winners: Ints, prices: Floats, top: Floats
) -> int:
    """Give the slots to the highest bids, ties to the lower number; return how many are filled.

    `winners` and `prices` [S] are written. Under GSP a slot costs the next bid; under VCG
    sum over j >= k of (f_j - f_j+1) b_j+1 / f_k, what those below lose; under first price the own bid; second price
    is GSP with one slot. Nothing below the floor wins, and no price is below it.
    """
    slots, filled = len(factors), 0
    following = floor
    for bidder in range(len(bids)):
        bid = bids[bidder]
        if bid < floor or bid <= 0.0:
            continue
        if filled == slots and bid <= top[slots - 1]:
            following = max(following, bid)
            continue
        place = filled if filled < slots else slots - 1
        if filled == slots:
            following = max(following, top[slots - 1])
        while place > 0 and top[place - 1] < bid:
            top[place], winners[place] = top[place - 1], winners[place - 1]
            place -= 1
        top[place], winners[place] = bid, bidder
        filled = min(filled + 1, slots)
    if rule == _FIRST_PRICE:
        for slot in range(filled):
            prices[slot] = top[slot]
    elif rule <= _GSP:
        for slot in range(filled):
            prices[slot] = top[slot + 1] if slot + 1 < filled else following
    else:
        total = 0.0
        for slot in range(filled - 1, -1, -1):
            below = factors[slot + 1] if slot + 1 < filled else 0.0
            total += (factors[slot] - below) * (top[slot + 1] if slot + 1 < filled else following)
            prices[slot] = max(total / factors[slot], floor)
    return filled


def _compiled(code: int) -> Callable[..., int]:
    @entry
    def play(
        key: np.uint64, first: int, last: int, scaled: Floats, budget: Ints, table: Floats, exposure: Floats,
        floor: float, rule: int, spent: Ints, shown: Ints, gained: Floats, multiplier: Floats, scratch: Floats,
        winners: Ints, prices: Floats,
    ) -> int:  # fmt: skip
        """Play some page views; a bid is never above what is left of the bidder's budget."""
        bids, top, factors = scratch[0, : len(scaled)], scratch[1], scratch[2, : len(exposure)]
        seen = 1.0
        for slot in range(len(exposure)):
            seen *= exposure[slot]
            factors[slot] = seen
        for view in range(first, last):
            own = mixed(key + GOLDEN * np.uint64(view + 1))
            for bidder in range(len(scaled)):
                place = draw(own, np.uint64(bidder + 1)) * QUANTILES
                left = int(place)
                value = table[left] + (place - left) * (table[left + 1] - table[left])
                bids[bidder] = min(scaled[bidder] * value, float(budget[bidder] - spent[bidder]))
            filled = award(bids, factors, floor, rule, winners, prices, top)
            for slot in range(filled):
                if draw(own, _SHOWN + np.uint64(slot)) >= exposure[slot]:
                    break
                bidder = winners[slot]
                spent[bidder] += math.floor(prices[slot])
                shown[bidder] += 1
                gained[bidder] += bids[bidder] / multiplier[bidder]
        return code

    return play


play_views = _compiled(fingerprint())
