"""The bins of a linked histogram in words: what each holds, and what is chosen of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.audience.model import value_text
from admanager.gui.widgets.brush import Bars, Bins

if TYPE_CHECKING:
    from admanager.audience.bins import Axis

MOST_NAMED = 3
DAY_SECONDS = 86_400


def bars_of(axis: Axis, everyone: Sequence[int], left: Sequence[int]) -> Bars:
    """Return what is drawn of a column; the bin of the missing values only where there are any."""
    names = bin_names(axis)
    missing = everyone[-1] > 0
    if missing:
        names = (*names, tr("Facets", "Missing"))
    shown = len(names)
    ends = ("", "")
    if axis.edges:
        ends = _ends(axis)
    return Bars(names, tuple(everyone[:shown]), tuple(left[:shown]), bool(axis.edges), ends, missing=missing)


def bin_names(axis: Axis) -> tuple[str, ...]:
    """Return the name of every bin but that of the missing values."""
    if not axis.edges:
        named = tuple(value_text(axis.type, each) for each in axis.labels)
        return (*named, tr("Facets", "(all other values)")) if axis.others else named
    return tuple(_span(axis, number) for number in range(axis.bins))


def _span(axis: Axis, number: int, last: int | None = None) -> str:
    """Return from where to where the bins from `number` to `last` reach."""
    last = number if last is None else last
    low, high = axis.edges[number], axis.edges[last + 1]
    type_ = _shown_type(axis)
    if axis.open_high and last == axis.bins - 1:
        return tr("Facets", "from {low} on", low=value_text(type_, low))
    if axis.open_low and number == 0:
        return tr("Facets", "below {high}", high=value_text(type_, high))
    # Bins of whole numbers and of days hold what lies below their upper edge.
    first, end = value_text(type_, low), value_text(type_, max(low, high - _unit(type_)))
    return first if first == end else tr("Facets", "{low} to {high}", low=first, high=end)


def _ends(axis: Axis) -> tuple[str, str]:
    """Return what stands at the ends of the axis; where the outer bin holds all beyond, its inner bound says so."""
    type_ = _shown_type(axis)
    low = f"< {value_text(type_, axis.edges[1])}" if axis.open_low else value_text(type_, axis.edges[0])
    high = f"≥ {value_text(type_, axis.edges[-2])}" if axis.open_high else value_text(type_, _last(axis))
    return low, high


def _last(axis: Axis) -> float:
    return max(axis.edges[0], axis.edges[-1] - _unit(_shown_type(axis)))


def _unit(type_: str) -> float:
    return {"integer": 1.0, "day": 1.0, "date": float(DAY_SECONDS)}.get(type_, 0.0)


def _shown_type(axis: Axis) -> str:
    """Return how the edges are written: those of times are midnights."""
    return "day" if axis.type == "datetime" else axis.type


def chosen_text(axis: Axis, bars: Bars, bins: Bins) -> str:
    """Return what is chosen in a few words: the ends of a range, or the first names."""
    names = [bars.names[number] for number in bins if number < len(bars.names)]
    values = [number for number in bins if number < bars.values]
    if bars.ordered and len(values) > 1 and values == list(range(values[0], values[-1] + 1)):
        return fmt.listed([_span(axis, values[0], values[-1]), *names[len(values) :]])
    if len(names) > MOST_NAMED:
        more = len(names) - MOST_NAMED
        return tr("Facets", "{names} and {count} more", names=fmt.listed(names[:MOST_NAMED]), count=more)
    return fmt.listed(names)
