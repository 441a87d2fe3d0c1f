"""The bound form of a rule, which both engines run: names are the table's own, and values are as they are stored."""

from __future__ import annotations

from dataclasses import dataclass

Stored = int | float | str


@dataclass(frozen=True)
class Compare:
    """`column operator value` on stored values."""

    column: str
    operator: str
    value: Stored


@dataclass(frozen=True)
class OneOf:
    """The stored value is one of these."""

    column: str
    values: tuple[Stored, ...]


@dataclass(frozen=True)
class Within:
    """The stored value lies between two bounds, both included."""

    column: str
    low: Stored
    high: Stored


@dataclass(frozen=True)
class Match:
    """A part of a text; `text` is folded already."""

    column: str
    operator: str
    text: str


@dataclass(frozen=True)
class IsMissing:
    """The column is NULL; never unknown itself."""

    column: str


@dataclass(frozen=True)
class OneOfRows:
    """The members of a static segment: row ids as packed little-endian int64."""

    ids: bytes


@dataclass(frozen=True)
class Inverse:
    """Three-valued not."""

    part: Bound


@dataclass(frozen=True)
class Every:
    """Three-valued and of two or more parts."""

    parts: tuple[Bound, ...]


@dataclass(frozen=True)
class Some:
    """Three-valued or of two or more parts."""

    parts: tuple[Bound, ...]


@dataclass(frozen=True)
class Happened:
    """How many events of a person fit, and what they are worth together: `did(...)`; never unknown.

    `key` is the column of the people and `event_key` that of the events that holds who it was. `which` is asked of
    each event. The number of events that fit has to meet every one of `counts`, an operator with a number; the sum
    of their amounts in micros every one of `totals`. An amount is the product of the columns `amount`, and 0 where
    one is missing. With `joined`, the events of all keys that the table `identity` joins are of one person. `stamp` are
    the change counters of what is asked, so that equal forms have equal answers.
    """

    key: str
    event_key: str
    which: Bound | None
    counts: tuple[tuple[str, int | float], ...]
    totals: tuple[tuple[str, int | float], ...]
    amount: tuple[str, ...]
    joined: bool
    stamp: tuple[int, ...]


Predicate = Compare | OneOf | Within | Match | IsMissing | OneOfRows | Happened
Bound = Predicate | Inverse | Every | Some


def columns_used(bound: Bound) -> set[str]:
    """Return the names of the columns of the people that the bound rule reads."""
    if isinstance(bound, Inverse):
        return columns_used(bound.part)
    if isinstance(bound, Every | Some):
        return set().union(*(columns_used(part) for part in bound.parts))
    if isinstance(bound, Happened):
        return {bound.key}
    return set() if isinstance(bound, OneOfRows) else {bound.column}
