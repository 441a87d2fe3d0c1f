"""What bids win and pay on average, by the table of a market's prices."""

from __future__ import annotations

from admanager.simulation import plain
from admanager.simulation.arrays import Auction, Floats, Policy, World
from admanager.simulation.scalar_draws import COMPILED, inlined, inner

_FIRST_PRICE = int(Auction.FIRST_PRICE)


@inlined
def shaded(world: World, table: int, value: float) -> float:
    """Return the bid that earns most in a first-price auction for a value, from the price table."""
    steps = world.shade.shape[1] - 1
    place = min(value / world.shade_top[table], 1.0) * steps
    left = min(int(place), steps - 1)
    bid = world.shade[table, left] + (place - left) * (
        world.shade[table, left + 1] - world.shade[table, left]
    )
    return float(min(bid, value))


@inner
def place_of(price: Floats, bid: float) -> int:
    """Return the place of the highest quantile that a bid reaches, the last one left out."""
    low, high = 0, len(price) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if price[middle] <= bid:
            low = middle
        else:
            high = middle
    return low


@inner
def mean_cost(price: Floats, cost: Floats, auction: int, bid: float) -> float:
    """Return what a bid pays on average in an auction, won or not."""
    high = len(price) - 1
    if bid >= price[high]:
        return bid if auction == _FIRST_PRICE else cost[high]
    low = place_of(price, bid)
    if auction == _FIRST_PRICE:
        return bid * low / (len(price) - 1)
    return float(cost[low])


@inner
def paid_for(world: World, policy: Policy, values: Floats, samples: int, multiplier: float) -> float:
    """Return what bids of a multiple of the first `samples` values pay on average, added up."""
    paid = 0.0
    for sample in range(samples):
        bid = multiplier * values[sample]
        if policy.shaded:
            bid = shaded(world, 0, bid)
        paid += mean_cost(world.price[0], world.cost[0], policy.auction, bid)
    return paid


@inner
def won_for(world: World, policy: Policy, values: Floats, samples: int, multiplier: float) -> float:
    """Return how many auctions bids of a multiple of the first `samples` values win on average."""
    price = world.price[0]
    steps, won = len(price) - 1, 0.0
    for sample in range(samples):
        bid = multiplier * values[sample]
        if policy.shaded:
            bid = shaded(world, 0, bid)
        won += 1.0 if bid >= price[steps] else place_of(price, bid) / steps
    return won


if not COMPILED:
    paid_for, won_for = plain.paid_for, plain.won_for
