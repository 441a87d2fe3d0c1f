"""The named cells of the recency and frequency grid, and what is usually done for each."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from admanager.texts import Sentence, sentence


@dataclass(frozen=True)
class CellKind:
    """A named cell: the ranges of recency and frequency scores that belong to it, both ends included."""

    key: str
    name: Sentence
    advice: Sentence
    recency: tuple[int, int]
    frequency: tuple[int, int]

    @property
    def spots(self) -> tuple[tuple[int, int], ...]:
        """The pairs of scores that belong to the cell."""
        return tuple(
            (r, f)
            for r in range(self.recency[0], self.recency[1] + 1)
            for f in range(self.frequency[0], self.frequency[1] + 1)
            if cell_of(r, f) == self.key
        )


# Where ranges meet, the first cell has the spot.
CELLS = (
    CellKind(
        "champions",
        sentence("Champions"),
        sentence("Bought lately and often: reward them, ask for reviews, show what is new first."),
        (5, 5),
        (4, 5),
    ),
    CellKind(
        "loyal",
        sentence("Loyal"),
        sentence("Buy often: offer a loyalty programme and dearer products."),
        (3, 5),
        (4, 5),
    ),
    CellKind(
        "potential_loyalists",
        sentence("Potential loyalists"),
        sentence("Bought lately, more than once: suggest related products, invite them to join."),
        (4, 5),
        (2, 3),
    ),
    CellKind(
        "new",
        sentence("New customers"),
        sentence("Bought for the first time just now: welcome them and help with the start."),
        (5, 5),
        (1, 1),
    ),
    CellKind(
        "promising",
        sentence("Promising"),
        sentence("Bought once, not long ago: make the brand known, offer a trial."),
        (4, 4),
        (1, 1),
    ),
    CellKind(
        "need_attention",
        sentence("Need attention"),
        sentence("Middling in all: a limited offer on what they bought before brings them back."),
        (3, 3),
        (3, 3),
    ),
    CellKind(
        "about_to_sleep",
        sentence("About to sleep"),
        sentence("Bought seldom and not lately: show popular products and a reason to return."),
        (3, 3),
        (1, 2),
    ),
    CellKind(
        "cannot_lose",
        sentence("Cannot lose"),
        sentence("Bought very often, but long ago: win them back in person, not by discount alone."),
        (1, 2),
        (5, 5),
    ),
    CellKind(
        "at_risk",
        sentence("At risk"),
        sentence("Bought often, but long ago: send personal offers and ask what was wrong."),
        (1, 2),
        (3, 4),
    ),
    CellKind(
        "hibernating",
        sentence("Hibernating"),
        sentence("Bought seldom and long ago: a cheap reminder now and then, or let them go."),
        (1, 2),
        (1, 2),
    ),
)


@functools.cache
def cell_of(recency_score: int, frequency_score: int) -> str:
    """Return the key of the cell for a pair of scores from 1 to 5."""
    for kind in CELLS:
        low, high = kind.recency
        if low <= recency_score <= high and kind.frequency[0] <= frequency_score <= kind.frequency[1]:
            return kind.key
    raise ValueError(f"no cell for {recency_score} and {frequency_score}")
