"""How far the forecast of purchases can be trusted: learned from the first part of the time, held against the rest.

The calendar is cut at 70 % of its days. BG/NBD is fitted to what happened until then, to everybody who had bought by
then, and asked for the purchases of the remaining days. Customers are put together by how often they had come back,
as in Fader, Hardie & Lee (2005), figure 4: with a model that holds, expected and actual means agree in every group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from admanager.learning.customer_value import Orders, purchases_of
from admanager.learning.value import FEWEST, fit_frequency, grouped
from admanager.texts import AdManagerError, sentence

LEARNED_SHARE = 0.7
FEWEST_IN_GROUP = 20
MOST_GROUPS = 8
_NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class Group:
    """Customers who had come back `least` to `most` times, and the means of their purchases in the days held out.

    `low` and `high` are the 95 % interval of the actual mean.
    """

    least: int
    most: int
    customers: int
    expected: float
    actual: float
    low: float
    high: float


@dataclass(frozen=True)
class Backtest:
    """A forecast of `days_held_out` days from the `days_learned` before them, with all purchases of the customers."""

    days_learned: int
    days_held_out: int
    customers: int
    expected: float
    actual: float
    groups: tuple[Group, ...]

    @property
    def error(self) -> float:
        """The share by which the forecast of all purchases was off; above 0 it promised too much."""
        return self.expected / self.actual - 1 if self.actual else float("inf")


def backtest(orders: Orders) -> Backtest:
    """Return how a forecast made at 70 % of the time held.

    Raises AdManagerError where too few customers had bought by then, or no days are left.
    """
    begun, ended = float(orders.days.min()), float(orders.days.max())
    cut = np.floor(begun + LEARNED_SHARE * (ended - begun))
    before = orders.days <= cut
    held_out = int(ended - cut)
    past = purchases_of(orders.keys[before], orders.days[before], orders.values[before])
    if held_out < 1 or len(past.x) < FEWEST:
        raise AdManagerError(
            sentence(
                "The purchases do not go back far enough to hold a forecast against what came; {fewest} customers are needed "
                "in the first {share:.0%} of the time.",
                fewest=FEWEST,
                share=LEARNED_SHARE,
            )
        )
    # The last day that was learned from is the cut, whether somebody bought on it or not.
    total = past.total + (cut - float(orders.days[before].max()))
    frequency = fit_frequency(grouped(past.x, past.t_x, total))
    expected = frequency.expected(float(held_out), past.x, past.t_x, total)
    place = {key: number for number, key in enumerate(past.keys.tolist())}
    later = [place[key] for key in orders.keys[~before].tolist() if key in place]
    actual = np.bincount(np.array(later, dtype=np.intp), minlength=len(past.x)).astype(np.float64)
    groups = []
    for least, most in _bounds(past.x):
        inside = (past.x >= least) & (past.x <= most)
        count = int(inside.sum())
        mean = float(actual[inside].mean())
        # A group of whom nobody bought has no spread; one more purchase is what could as well have been.
        spread = max(float(actual[inside].std()), 1 / np.sqrt(count)) / np.sqrt(count) * _NORMAL_95
        groups.append(
            Group(
                least,
                most,
                count,
                float(expected[inside].mean()),
                mean,
                max(0.0, mean - spread),
                mean + spread,
            )
        )
    return Backtest(
        int(cut - begun),
        held_out,
        len(past.x),
        float(expected.sum()),
        float(actual.sum()),
        tuple(groups),
    )


def _bounds(x: np.ndarray) -> list[tuple[int, int]]:
    """Return from how many to how many repeat purchases each group goes: one number each, while there are enough."""
    counts = np.bincount(x.astype(np.intp))
    found: list[tuple[int, int]] = []
    first, seen, left = 0, 0, int(counts.sum())
    for number, count in enumerate(counts.tolist()):
        seen, left = seen + count, left - count
        if (seen >= FEWEST_IN_GROUP and left >= FEWEST_IN_GROUP and len(found) < MOST_GROUPS - 1) or not left:
            found.append((first, number))
            first, seen = number + 1, 0
        if not left:
            break
    return found
