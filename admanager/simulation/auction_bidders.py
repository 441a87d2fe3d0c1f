"""The bidders that a log of second-price auctions is replayed with, compiled by numba.

Each returns, auction by auction, whether it wins; episodes are independent of one another but for what the
default bidder has learned. A bid is a whole number of at most `MAX_PRICE` and of what is left of the episode's
budget; it wins when it is at least the market price, and pays the market price (Cai et al. 2017, WSDM,
"Real-time bidding by reinforcement learning in display advertising"). Import this module only where a log is
replayed: it loads numba.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.auctions import MAX_PRICE
from admanager.simulation.scalar_draws import COMPILED

if COMPILED:
    import numba

F = TypeVar("F", bound=Callable[..., object])


# The default bidder's table of ratios pCTR / price: bins of one per cent.
RATIO_BINS = 2400
BINS_PER_E = 100.0
BELOW = 1200  # bins below the training log's mean ratio

# The default bidder looks every LOOK_EVERY auctions whether the last RECENT ones, in CLASSES classes, are like those
# before: chi-square with 7 degrees of freedom is above BREAK once in 1e13 looks by chance, so that what repeats, as the
# same person's auctions do, is no break. TRACE auctions are what a memory counts that was broken with.
RECENT, LOOK_EVERY, CLASSES = 64, 16, 8
BREAK, TRACE = 80.0, 20.0


def _compiled(function: F) -> F:
    """Compile with a cache on disk where one can be written; sums may be taken in any order, so that they are vectors.

    Without numba Python plays the function itself.
    """
    if not COMPILED:
        return function
    options: Any = {"nogil": True, "error_model": "numpy", "fastmath": {"reassoc", "contract"}}
    try:
        return cast(F, numba.njit(cache=True, **options)(function))
    except RuntimeError:
        return cast(F, numba.njit(**options)(function))


@_compiled
def play_bids(
    bids: NDArray[np.int64], price: NDArray[np.int64], episode: int, budget: int, won: NDArray[np.bool_]
) -> None:
    """Mark in `won` the auctions that fixed bids win."""
    left = budget
    for i in range(len(bids)):
        if i % episode == 0:
            left = budget
        if min(bids[i], MAX_PRICE, left) >= price[i]:
            won[i] = True
            left -= price[i]


@_compiled
def value_rows(
    values: NDArray[np.float64], first: int, last: int, reversed_chance: NDArray[np.float64], mean_ctr: float
) -> None:
    """Fill the rows from `first` + 1 to `last` of V(n, b) from row `first`.

    V(n, b) = max over a of the sum over d <= a of m(d) (c + V(n-1, b-d)) + P(d > a) V(n-1, b), with the mean
    click-through rate c and the chance m(d) of the market price d; a is at most b and `MAX_PRICE`, and
    V(n, 0) = 0. Since V grows with b, the best a is the largest with c + V(n-1, b-a) >= V(n-1, b), and it moves
    by at most one from b to b + 1. `reversed_chance` is m(300), ..., m(0).
    """
    budget = values.shape[1] - 1
    for n in range(first + 1, last + 1):
        before, after = values[n - 1], values[n]
        after[0] = 0.0
        lowest = 0  # the smallest amount left after paying that is still worth it
        for b in range(1, budget + 1):
            while mean_ctr + before[lowest] - before[b] < 0.0:
                lowest += 1
            bid = min(b - lowest, MAX_PRICE)
            here = before[b]
            gain = 0.0
            start = b - bid
            shift = MAX_PRICE - b
            for left in range(start, b + 1):
                gain += reversed_chance[shift + left] * (mean_ctr + before[left] - here)
            after[b] = here + gain


def _value_rows_of_vectors(
    values: NDArray[np.float64], first: int, last: int, reversed_chance: NDArray[np.float64], mean_ctr: float
) -> None:
    """Do as `value_rows` does without numba, all budgets at once."""
    chance = reversed_chance[::-1]
    budgets = np.arange(values.shape[1])
    for n in range(first + 1, last + 1):
        before, after = values[n - 1], values[n]
        bid = np.minimum(budgets - np.searchsorted(before, before - mean_ctr), MAX_PRICE)
        after[:] = before
        for price in range(min(MAX_PRICE, len(budgets) - 1) + 1):
            gain = chance[price] * (mean_ctr + before[: len(budgets) - price] - before[price:])
            after[price:] += np.where(bid[price:] >= price, gain, 0.0)
        after[0] = 0.0


if not COMPILED:
    value_rows = _value_rows_of_vectors


@_compiled
def play_values(
    values: NDArray[np.float64],
    row: int,
    offset: int,
    worth: NDArray[np.float64],
    price: NDArray[np.int64],
    episode: int,
    left: NDArray[np.int64],
    won: NDArray[np.bool_],
) -> None:
    """Play the auction at place `offset` of every episode against row V(n - 1, .) of the value table.

    The bid is the largest d with worth + V(n-1, b-d) - V(n-1, b) >= 0; `left` holds each episode's budget.
    """
    after = values[row]
    for number in range(len(left)):
        i = number * episode + offset
        if i >= len(price):
            break
        b = left[number]
        # Whether the market price itself would be bid is all that matters: what holds for d holds for less.
        if price[i] > min(b, MAX_PRICE):
            continue
        if price[i] == 0 or worth[i] + after[b - price[i]] - after[b] >= 0.0:
            won[i] = True
            left[number] = b - price[i]


@_compiled
def lowest_ratio(
    costs: NDArray[np.float64], pointer: int, above: float, target: float
) -> tuple[int, float, float]:
    """Return the bin above which auctions cost `target`, their cost, and the exact place of the edge in bins.

    `pointer` and `above` are what was found the last time: from there it is seldom far.
    """
    while pointer > 0 and above + costs[pointer - 1] <= target:
        pointer -= 1
        above += costs[pointer]
    while pointer < len(costs) and above > target:
        above -= costs[pointer]
        pointer += 1
    if pointer == 0:
        return pointer, above, 0.0
    part = (target - above) / costs[pointer - 1]
    return pointer, above, pointer - min(max(part, 0.0), 1.0)


@_compiled
def surprise(known: NDArray[np.float64], recent: NDArray[np.int64]) -> float:
    """Return how unlike the `known` auctions by bin the `recent` auctions' bins are: chi-square over quantiles.

    An atom in the ratios makes quantiles of unequal mass; one of nearly none counts as a part of its share.
    """
    below = np.cumsum(known)
    share = len(recent) / CLASSES
    edges = np.searchsorted(below, below[-1] * np.arange(1, CLASSES) / CLASSES)
    found = np.bincount(np.searchsorted(edges, recent), minlength=CLASSES)
    total, passed = 0.0, 0.0
    for kind in range(CLASSES):
        upto = below[edges[kind]] if kind < CLASSES - 1 else below[-1]
        expected = len(recent) * (upto - passed) / below[-1]
        passed = upto
        total += (found[kind] - expected) ** 2 / max(expected, share / 4.0)
    return total


@_compiled
def play_ratio(
    pctr: NDArray[np.float64],
    price: NDArray[np.int64],
    episode: int,
    budget: int,
    prior: NDArray[np.float64],
    prior_weight: float,
    unit: float,
    half_life: float,
    long_share: float,
    long_left: float,
    won: NDArray[np.bool_],
) -> int:
    """Play the default bidder: bid pCTR / mu, mu re-solved before every auction; return how often it saw a break.

    mu is the lowest ratio pCTR / price worth buying: the auctions known with a higher ratio cost, by auction,
    what is left of the budget for each auction left. Two memories are asked, one that forgets with `half_life`
    and one that never does, and their answers joined as a geometric mean. The short one follows what auctions
    cost now; the long one knows that they will cost otherwise later in a long episode: its weight is half of
    `long_share` with `long_left` auctions to come. When the last `RECENT` auctions are unlike those before
    (`surprise` above `BREAK`), the market has changed for good, and the short memory is left with them alone and
    a trace of what it was. `prior` [RATIO_BINS] is the cost of `prior_weight` auctions of the training log, by
    the logarithm of their ratio over `unit`.
    """
    growth = 2.0 ** (1.0 / half_life)
    scale = 1.0
    short, long = prior.copy(), prior.copy()
    short_weight, long_weight = prior_weight, prior_weight
    short_pointer, long_pointer = len(prior), len(prior)
    short_above, long_above = 0.0, 0.0
    # The last auctions' bins and prices, a ring, and how many there were of each bin before them.
    recent, paid = np.zeros(RECENT, dtype=np.int64), np.zeros(RECENT, dtype=np.int64)
    known = np.zeros(len(prior))
    breaks, next_look = 0, 2 * RECENT
    left = budget
    for i in range(len(price)):
        place = i % episode
        if place == 0:
            left = budget
        to_come = episode - place
        rate = left / to_come
        short_pointer, short_above, edge = lowest_ratio(
            short, short_pointer, short_above, short_weight * rate
        )
        long_pointer, long_above, other = lowest_ratio(long, long_pointer, long_above, long_weight * rate)
        edge += long_share * to_come / (to_come + long_left) * (other - edge)
        mu = unit * math.exp((edge - BELOW) / BINS_PER_E) if edge > 0.0 else 0.0
        bid = MAX_PRICE if pctr[i] >= MAX_PRICE * mu else int(pctr[i] / mu)
        if min(bid, left) >= price[i]:
            won[i] = True
            left -= price[i]
        # The auction is over: its price is known, won or lost.
        scale *= growth
        short_weight += scale
        long_weight += 1.0
        found, cost = 0, 0
        if price[i] > 0 and price[i] <= MAX_PRICE and pctr[i] > 0.0:
            found = math.floor(math.log(pctr[i] / price[i] / unit) * BINS_PER_E) + BELOW
            found = min(max(found, 0), len(prior) - 1)
            cost = price[i]
            short[found] += scale * cost
            long[found] += cost
            if found >= short_pointer:
                short_above += scale * cost
            if found >= long_pointer:
                long_above += cost
        elif price[i] == 0:
            found = len(prior) - 1
        spot = i % RECENT
        if i >= RECENT:
            known[recent[spot]] += scale
        recent[spot], paid[spot] = found, cost
        if i >= next_look:
            next_look = i + LOOK_EVERY
            if surprise(known, recent) > BREAK:
                breaks += 1
                next_look = i + 2 * RECENT
                kept = min(TRACE * scale / short_weight, 1.0)
                short *= kept
                known *= kept
                short_weight = short_weight * kept + RECENT * scale
                for spot in range(RECENT):
                    short[recent[spot]] += scale * paid[spot]
                short_pointer, short_above = len(prior), 0.0
        if scale > 1e6:
            short /= scale
            known /= scale
            short_weight /= scale
            short_above /= scale
            scale = 1.0
    return breaks


@_compiled
def take_in_order(
    order: NDArray[np.int64], price: NDArray[np.int64], episode: int, budget: int, taken: NDArray[np.bool_]
) -> None:
    """Mark in `taken` the auctions that fit, in the given order, which goes episode by episode."""
    left = budget
    for k in range(len(order)):
        if k % episode == 0:
            left = budget
        i = order[k]
        if price[i] <= left:
            taken[i] = True
            left -= price[i]
