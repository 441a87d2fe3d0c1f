"""The states of an animated ad: which elements each shows, and for how long.

An ad of two or three states says the same as its still: it begins with the brand, the picture and the
headline, adds the offer, and ends complete, with the button. Only flat parts come in: a ground that moves
would break the weight limit of every network.
"""

from __future__ import annotations

from dataclasses import dataclass

from admanager.creative.layout import Kind, Layout

# IAB: at most 15 seconds and 3 loops in all; the last state stays.
LOOPS = 2
OPENING_SECONDS, MIDDLE_SECONDS, CLOSING_SECONDS = 1.4, 1.6, 4.0

OFFER: tuple[Kind, ...] = ("body", "badge", "figure", "price")
CALL: tuple[Kind, ...] = ("button",)


@dataclass(frozen=True)
class State:
    """One still of the animation: the kinds of elements that it hides, and its seconds."""

    hidden: frozenset[Kind]
    seconds: float


def states(layout: Layout) -> tuple[State, ...]:
    """Return the states of a layout, the last of them complete; at most 15 seconds over all loops."""
    kinds = {element.kind for element in layout.elements}
    offer, call = kinds.intersection(OFFER), kinds.intersection(CALL)
    hidden = [offer | call, call] if offer and call else [offer | call]
    seconds = (OPENING_SECONDS, MIDDLE_SECONDS)
    opening = [State(frozenset(each), time) for each, time in zip(hidden, seconds, strict=False) if each]
    return (*opening, State(frozenset(), CLOSING_SECONDS))
