"""Checking a rule against the columns of a table, and the bound form that both engines run.

Binding settles everything that depends on the table: names are the table's own, dates are UTC seconds, yes and
no are 1 and 0, and segments are replaced by their rules. What stays open is only how it is evaluated.
"""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import re
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from admanager.audience import tree
from admanager.audience.grammar import parse
from admanager.audience.tree import Rule, Value
from admanager.ingest import words
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.project.functions import folded
from admanager.project.tables import Column
from admanager.texts import AdManagerError, Sentence, sentence

DAY_SECONDS = 86_400
MAX_SEGMENT_DEPTH = 20

Stored = int | float | str

# Besides the words that an import takes for yes and no.
_TRUE = words.TRUE_WORDS | {"1", "on"}
_FALSE = words.FALSE_WORDS | {"0", "off"}


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


Predicate = Compare | OneOf | Within | Match | IsMissing | OneOfRows
Bound = Predicate | Inverse | Every | Some


@dataclass(frozen=True)
class SavedRule:
    """What binding needs to know of a saved segment: its rule, or its members when it is static."""

    rule: str
    members: bytes | None = None


SegmentLookup = Callable[[str], SavedRule | None]


def no_segments(name: str) -> SavedRule | None:
    """Look up a segment where there are none."""
    return None


def bind(rule: Rule, columns: Sequence[Column], segment: SegmentLookup = no_segments) -> Bound:
    """Check the rule against the columns and return its bound form.

    `segment` finds a saved segment by name. Raises AdManagerError for an unknown column or segment, an operator
    or a value that does not fit its column's type, and a segment that contains itself.
    """
    return _Binder(columns, segment).bound(rule)


def bind_in(project: ProjectFile, rule: Rule, table: str = "profiles") -> Bound:
    """Check the rule against a table of the project, its saved segments included; see `bind`."""
    connection = project.read()
    return bind(rule, tables.columns(connection, table), functools.partial(saved_rule, connection))


def saved_rule(connection: sqlite3.Connection, name: str) -> SavedRule | None:
    """Look up a saved segment of the project."""
    found = connection.execute("SELECT rule, members FROM segment WHERE name = ?", [name]).fetchone()
    return SavedRule(found[0], None if found[1] is None else unpacked_ids(found[1])) if found else None


def packed_ids(ids: bytes) -> bytes:
    """Return sorted little-endian int64 row ids as a static segment keeps them: differences, deflated."""
    import numpy as np

    return zlib.compress(np.diff(np.frombuffer(ids, dtype="<i8"), prepend=0).astype("<i8").tobytes(), 6)


def unpacked_ids(packed: bytes) -> bytes:
    """Return the row ids that `packed_ids` was given."""
    import numpy as np

    return np.cumsum(np.frombuffer(zlib.decompress(packed), dtype="<i8"), dtype="<i8").tobytes()


def columns_used(bound: Bound) -> set[str]:
    """Return the names of the columns that the bound rule reads."""
    if isinstance(bound, Inverse):
        return columns_used(bound.part)
    if isinstance(bound, Every | Some):
        return set().union(*(columns_used(part) for part in bound.parts))
    return set() if isinstance(bound, OneOfRows) else {bound.column}


class _Binder:
    def __init__(self, columns: Sequence[Column], segment: SegmentLookup) -> None:
        self._columns = {column.name: column for column in columns}
        # SQLite does not tell names apart by capitals, so neither does a rule.
        self._folded = {column.name.lower(): column for column in columns}
        self._segment = segment
        self._within: list[str] = []

    def bound(self, rule: Rule) -> Bound:
        match rule:
            case tree.And():
                return Every(tuple(self.bound(part) for part in rule.rules))
            case tree.Or():
                return Some(tuple(self.bound(part) for part in rule.rules))
            case tree.Not():
                return Inverse(self.bound(rule.rule))
            case tree.InSegment():
                return self._members(rule.name)
            case tree.Did():
                raise AdManagerError(
                    sentence(
                        "Rules on events, such as did('{event}'), are not part of this version yet.",
                        event=rule.event,
                    )
                )
            case tree.Comparison():
                return self._comparison(rule)
            case _:
                found = self._condition(rule)
                return Inverse(found) if rule.negated else found

    def _condition(self, rule: tree.Membership | tree.Between | tree.TextMatch | tree.Missing) -> Bound:
        column = self._column(rule.column)
        match rule:
            case tree.Missing():
                return IsMissing(column.name)
            case tree.TextMatch():
                if column.type != "text":
                    raise _misfit(
                        column, sentence("“contains”, “starts with” and “ends with” search in text")
                    )
                return Match(column.name, rule.operator, folded(rule.text))
            case tree.Membership():
                return self._membership(column, rule.values)
            case tree.Between():
                if column.type == "boolean":
                    raise _misfit(column, sentence("compare it with = or !="))
                return Within(column.name, stored(column, rule.low), _last(column, rule.high))
            case _:
                assert_never(rule)

    def _comparison(self, rule: tree.Comparison) -> Bound:
        column = self._column(rule.column)
        if column.type == "boolean" and rule.operator not in {"=", "!="}:
            raise _misfit(column, sentence("compare it with = or !="))
        value = stored(column, rule.value)
        last = _last(column, rule.value)
        if value == last:
            return Compare(column.name, rule.operator, value)
        # A day against a column with times of day means the whole day.
        match rule.operator:
            case "=":
                return Within(column.name, value, last)
            case "!=":
                return Inverse(Within(column.name, value, last))
            case "<" | ">=":
                return Compare(column.name, rule.operator, value)
            case _:
                return Compare(column.name, rule.operator, last)

    def _membership(self, column: Column, values: tuple[Value, ...]) -> Bound:
        days = [value for value in values if _last(column, value) != stored(column, value)]
        if not days:
            return OneOf(column.name, tuple(stored(column, value) for value in values))
        parts = tuple(Within(column.name, stored(column, value), _last(column, value)) for value in values)
        return parts[0] if len(parts) == 1 else Some(parts)

    def _column(self, name: str) -> Column:
        found = self._columns.get(name) or self._folded.get(name.lower())
        if found is not None:
            return found
        if not self._columns:
            raise AdManagerError(sentence("There are no profiles yet; import some first."))
        near = difflib.get_close_matches(name.lower(), self._folded, n=1)
        if near:
            raise AdManagerError(
                sentence(
                    "There is no column {name}; did you mean {near}?",
                    name=name,
                    near=self._folded[near[0]].name,
                )
            )
        listed = list(self._columns)
        raise AdManagerError(
            sentence(
                "There is no column {name}; the columns are {columns}.",
                name=name,
                columns=", ".join(listed[:20]) + (", ..." if len(listed) > 20 else ""),
            )
        )

    def _members(self, name: str) -> Bound:
        if name in self._within:
            if self._within[-1] == name:
                raise AdManagerError(sentence("The segment “{name}” contains itself.", name=name))
            raise AdManagerError(
                sentence(
                    "The segment “{name}” contains itself, by way of “{other}”.",
                    name=name,
                    other=self._within[-1],
                )
            )
        if len(self._within) >= MAX_SEGMENT_DEPTH:
            raise AdManagerError(
                sentence("Segments refer to segments more than {limit} levels deep.", limit=MAX_SEGMENT_DEPTH)
            )
        saved = self._segment(name)
        if saved is None:
            raise AdManagerError(sentence("There is no segment “{name}”.", name=name))
        if saved.members is not None:
            return OneOfRows(saved.members)
        self._within.append(name)
        try:
            return self.bound(parse(saved.rule))
        finally:
            self._within.pop()


def _misfit(column: Column, advice: Sentence) -> AdManagerError:
    match column.type:
        case "text":
            return AdManagerError(
                sentence("The column {column} holds text; {advice}.", column=column.name, advice=advice)
            )
        case "boolean":
            return AdManagerError(
                sentence("The column {column} holds yes or no; {advice}.", column=column.name, advice=advice)
            )
        case "date" | "datetime":
            return AdManagerError(
                sentence("The column {column} holds dates; {advice}.", column=column.name, advice=advice)
            )
        case _:
            return AdManagerError(
                sentence("The column {column} holds numbers; {advice}.", column=column.name, advice=advice)
            )


def stored(column: Column, value: Value) -> Stored:
    """Return a rule's value as the column stores it; raise AdManagerError when it does not fit the type."""
    match column.type:
        case "text":
            if not isinstance(value, str):
                raise _misfit(column, sentence("put the value in quotes: '{value}'", value=_plain(value)))
            return value
        case "boolean":
            return _flag(column, value)
        case "date" | "datetime":
            return _moment(column, value)[0]
        case _:
            return _number(column, value)


def _plain(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(column: Column, value: Value) -> int | float:
    if isinstance(value, bool | str):
        raise _misfit(
            column, sentence("write a number without quotes instead of '{value}'", value=_plain(value))
        )
    if column.type == "real":
        return float(value)
    # SQLite binds 64 bits; what lies outside is compared as a real number.
    return value if isinstance(value, float) or -(2**63) <= value < 2**63 else float(value)


def _flag(column: Column, value: Value) -> int:
    if isinstance(value, bool):
        return int(value)
    word = str(value).strip().casefold()
    if word in _TRUE:
        return 1
    if word in _FALSE:
        return 0
    raise _misfit(column, sentence("write true or false instead of '{value}'", value=_plain(value)))


_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)\s*(Z|[+-]\d{2}:?\d{2})?")


def _moment(column: Column, value: Value) -> tuple[int, bool]:
    """Return UTC seconds and whether the value names a whole day."""
    text = value.strip() if isinstance(value, str) else ""
    try:
        if _DAY.fullmatch(text):
            year, month, day = (int(part) for part in text.split("-"))
            return int(dt.datetime(year, month, day, tzinfo=dt.UTC).timestamp()), True
        if found := _TIME.fullmatch(text):
            moment = dt.datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3] or 'Z'}")
            return int(moment.timestamp()), False
    except (ValueError, OverflowError):
        pass
    if column.type == "date":
        raise _misfit(
            column, sentence("write one as '2024-03-31' in quotes instead of '{value}'", value=_plain(value))
        )
    raise _misfit(
        column,
        sentence(
            "write one as '2024-03-31' or '2024-03-31 18:30' in quotes instead of '{value}'",
            value=_plain(value),
        ),
    )


def _last(column: Column, value: Value) -> Stored:
    """Return the last stored value that `value` stands for: the end of the day for a day in a column of times."""
    if column.type == "datetime":
        seconds, whole_day = _moment(column, value)
        return seconds + DAY_SECONDS - 1 if whole_day else seconds
    return stored(column, value)
