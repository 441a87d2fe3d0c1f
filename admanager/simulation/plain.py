"""What plain Python plays on where numba is missing: the same memory, read and written by Python's own numbers.

NumPy's own access to one field of one row takes some microseconds, since it makes new arrays each time; here it
is a property over a memoryview, some twenty times quicker.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from admanager.simulation.arrays import Auction, Counter, Structured
from admanager.simulation.draws import GOLDEN

MOST_LISTED = 256
_BITS, _STEP = 2**64 - 1, int(GOLDEN)


class Table:
    """A structured array whose rows are views of it: what is set on a row is set in the array."""

    def __init__(self, array: Structured) -> None:
        self._array = array
        self._row: Any = row_class(array)
        self.shape = array.shape

    def __len__(self) -> int:
        return len(self._array)

    def __getitem__(self, place: Any) -> Any:
        return self._row(place)

    def __setitem__(self, place: int, row: Any) -> None:
        self._array[place] = self._array[int(row)]


class Rows(list[Any]):
    """The table of a small array, with all its rows made beforehand."""

    def __init__(self, array: Structured) -> None:
        super().__init__(map(row_class(array), range(len(array))))
        self._array = array

    def __setitem__(self, place: Any, row: Any) -> None:
        self._array[place] = self._array[int(row)]


def opened(argument: Any) -> Any:
    """Return an argument of a kernel for plain Python; of a tuple of arrays, the memory stays the same."""
    if not isinstance(argument, tuple):
        return argument
    return type(argument)(*map(_part, argument))


def _part(part: Any) -> Any:
    if not isinstance(part, np.ndarray):
        return part
    if not part.dtype.names:
        return memoryview(cast(Any, part)) if part.ndim == 1 else part
    if part.ndim == 1 and len(part) <= MOST_LISTED:
        return Rows(part)
    return Table(part)


def row_class(array: Structured) -> Any:
    """Return the class of an array's rows: a place in it, with the fields as attributes."""
    fields = {name: _property(memoryview(array[name])) for name in array.dtype.names}
    return type("Row", (int if array.ndim == 1 else tuple,), {"__slots__": (), **fields})


def _property(column: memoryview[Any]) -> property:
    def get(row: Any) -> Any:
        return column[row]

    def put(row: Any, value: Any) -> None:
        column[row] = value

    return property(get, put)


def draw(key: np.uint64, number: np.uint64) -> float:
    """Return a stream's uniform draw, as `draws.uniforms` does, in whole numbers of Python."""
    z = int(key) + _STEP * int(number) & _BITS
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & _BITS
    z = (z ^ z >> 27) * 0x94D049BB133111EB & _BITS
    return ((z ^ z >> 31) >> 11) * 2.0**-53


def vote(policy: Any, state: Any, first: int, last: int, share: float) -> None:
    """Do as `choosing.vote` does, with NumPy's draws in place of those one by one."""
    from admanager.simulation.choosing import VOTES

    key = [int(policy.thompson_key), int(state.counters[Counter.REFRESHES])]
    good = np.array([state.arms[arm].good for arm in range(first, last)])
    shown = np.array([state.arms[arm].shown for arm in range(first, last)])
    rates = np.random.Generator(np.random.PCG64(key)).beta(
        1.0 + good, 1.0 + shown - good, (VOTES, last - first)
    )
    for place, votes in enumerate(np.bincount(rates.argmax(axis=1), minlength=last - first).tolist()):
        state.arms[first + place].probability += share * votes


def paid_for(world: Any, policy: Any, values: Any, samples: int, multiplier: float) -> float:
    """Do as `price_table.paid_for` does, for all bids at once."""
    bids, places, above = _placed(world, policy, multiplier * values[:samples])
    if policy.auction == Auction.FIRST_PRICE:
        return float(np.where(above, bids, bids * places / (len(world.price[0]) - 1)).sum())
    return float(np.where(above, world.cost[0][-1], world.cost[0][places]).sum())


def won_for(world: Any, policy: Any, values: Any, samples: int, multiplier: float) -> float:
    """Do as `price_table.won_for` does, for all bids at once."""
    _, places, above = _placed(world, policy, multiplier * values[:samples])
    return float(np.where(above, 1.0, places / (len(world.price[0]) - 1)).sum())


def _placed(world: Any, policy: Any, bids: Any) -> tuple[Any, Any, Any]:
    """Return the bids as they are made, the quantiles of the price that they reach, and which reach the last one."""
    price = world.price[0]
    if policy.shaded:
        steps = world.shade.shape[1] - 1
        best = np.interp(bids / world.shade_top[0] * steps, np.arange(steps + 1), world.shade[0])
        bids = np.minimum(best, bids)
    places = np.clip(np.searchsorted(price, bids, side="right") - 1, 0, len(price) - 2)
    return bids, places, bids >= price[-1]
