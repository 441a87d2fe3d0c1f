"""Checking a rule against the columns of a table, and the bound form that both engines run.

Binding settles everything that depends on the table: names are the table's own, dates are UTC seconds, yes and
no are 1 and 0, and segments are replaced by their rules. What stays open is only how it is evaluated.
"""

from __future__ import annotations

import difflib
import functools
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from admanager.audience import tree
from admanager.audience.bound import (
    Bound,
    Compare,
    Every,
    Happened,
    Inverse,
    IsMissing,
    Match,
    OneOf,
    OneOfRows,
    Some,
    Stored,
    Within,
)
from admanager.audience.clock import DAY_SECONDS, Clock, clock_of, moment
from admanager.audience.event_columns import MICROS, NAMED_ROLES, amount_columns, column_with_role
from admanager.audience.grammar import parse
from admanager.audience.stored_values import misfit, no_moment, plain, stored
from admanager.audience.tree import Rule, Value
from admanager.audience.words import ANY_EVENT
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.project.functions import folded
from admanager.project.members import unpacked_ids
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

MAX_SEGMENT_DEPTH = 20


@dataclass(frozen=True)
class SavedRule:
    """What binding needs to know of a saved segment: its rule, or its members when it is static."""

    rule: str
    members: bytes | None = None


SegmentLookup = Callable[[str], SavedRule | None]


def no_segments(name: str) -> SavedRule | None:
    """Look up a segment where there are none."""
    return None


def _machine_clock() -> Clock:
    return Clock(int(time.time()))


@dataclass(frozen=True)
class Surroundings:
    """What a rule can refer to besides the columns of its table.

    `segment` finds a saved segment by name, `clock` tells what today is, `events` has the columns of the events with
    `events_stamp`, the change counters of them and of the keys of people. `joined` says that some people have several.
    """

    segment: SegmentLookup = no_segments
    clock: Callable[[], Clock] = _machine_clock
    events: tuple[Column, ...] = ()
    events_stamp: tuple[int, ...] = ()
    joined: bool = False

    @classmethod
    def of(cls, project: ProjectFile, segment: SegmentLookup | None = None) -> Surroundings:
        """Return the surroundings of rules on the profiles of a project."""
        connection = project.read()
        return cls(
            segment or functools.partial(saved_rule, connection),
            functools.partial(clock_of, project),
            tuple(tables.columns(connection, "events")),
            (project.table_stamp("events"), project.table_stamp("identity")),
            connection.execute("SELECT 1 FROM identity LIMIT 1").fetchone() is not None,
        )


def bind(rule: Rule, columns: Sequence[Column], around: Surroundings | None = None) -> Bound:
    """Check the rule against the columns and return its bound form.

    Raises AdManagerError for an unknown column or segment, an operator or a value that does not fit its column's
    type, a condition on events that there are none for, and a segment that contains itself.
    """
    return _Binder(columns, around or Surroundings()).bound(rule)


def bind_in(project: ProjectFile, rule: Rule, table: str = "profiles") -> Bound:
    """Check the rule against a table of the project, its saved segments included; see `bind`."""
    around = Surroundings.of(project)
    if table != "profiles":
        around = Surroundings(around.segment, around.clock)
    return bind(rule, tables.columns(project.read(), table), around)


def saved_rule(connection: sqlite3.Connection, name: str) -> SavedRule | None:
    """Look up a saved segment of the project."""
    found = connection.execute("SELECT rule, members FROM segment WHERE name = ?", [name]).fetchone()
    return SavedRule(found[0], None if found[1] is None else unpacked_ids(found[1])) if found else None


class _Binder:
    def __init__(self, columns: Sequence[Column], around: Surroundings) -> None:
        self._columns = {column.name: column for column in columns}
        # SQLite does not tell names apart by capitals, so neither does a rule.
        self._folded = {column.name.lower(): column for column in columns}
        self._around = around
        self._within: list[str] = []
        self._known_clock: Clock | None = None

    def _clock(self) -> Clock:
        # Asked only where a rule has dates, since it may have to look for the last event.
        if self._known_clock is None:
            self._known_clock = self._around.clock()
        return self._known_clock

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
                return self._happened(rule)
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
                    raise misfit(column, sentence("“contains”, “starts with” and “ends with” search in text"))
                return Match(column.name, rule.operator, folded(rule.text))
            case tree.Membership():
                return self._membership(column, rule.values)
            case tree.Between():
                if column.type == "boolean":
                    raise misfit(column, sentence("compare it with = or !="))
                return Within(column.name, self._stored(column, rule.low), self._last(column, rule.high))
            case _:
                assert_never(rule)

    def _comparison(self, rule: tree.Comparison) -> Bound:
        column = self._column(rule.column)
        if column.type == "boolean" and rule.operator not in {"=", "!="}:
            raise misfit(column, sentence("compare it with = or !="))
        value, last = self._span(column, rule.value)
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
        spans = [self._span(column, value) for value in values]
        if all(first == last for first, last in spans):
            return OneOf(column.name, tuple(first for first, _ in spans))
        parts = tuple(Within(column.name, first, last) for first, last in spans)
        return parts[0] if len(parts) == 1 else Some(parts)

    def _span(self, column: Column, value: Value) -> tuple[Stored, Stored]:
        """Return the first and the last stored value that `value` stands for; they differ for a day among times."""
        if column.type not in {"date", "datetime"}:
            found = stored(column, value)
            return found, found
        in_zone = column.type == "datetime"
        span = moment(value, self._clock(), in_zone=in_zone) if isinstance(value, str) else None
        if span is None:
            raise no_moment(column, value)
        return span if in_zone else (span[0] - span[0] % DAY_SECONDS,) * 2

    def _stored(self, column: Column, value: Value) -> Stored:
        return self._span(column, value)[0]

    def _last(self, column: Column, value: Value) -> Stored:
        return self._span(column, value)[1]

    # -- events ----------------------------------------------------------------------------------------

    def _happened(self, rule: tree.Did) -> Bound:
        key = next((column for column in self._columns.values() if column.role == "key"), None)
        event_key = next((column for column in self._around.events if column.role == "key"), None)
        if not self._around.events:
            raise AdManagerError(
                sentence(
                    "There are no events yet, which did('{event}') asks for; import some.", event=rule.event
                )
            )
        if key is None or event_key is None:
            raise AdManagerError(
                sentence(
                    "did('{event}') needs a key column in both profiles and events, so that it is known who did what.",
                    event=rule.event,
                )
            )
        counts: list[tuple[str, int | float]] = []
        totals: list[tuple[str, int | float]] = []
        which = [] if rule.event == ANY_EVENT else [self._of_kind(rule.event)]
        on_events = _Binder(self._around.events, self._around)
        for condition in rule.conditions:
            name = condition.name.lower()
            if name == "count":
                counts.append((condition.operator, _amount(condition)))
            elif name == "total":
                totals.append((condition.operator, round(_amount(condition) * MICROS)))
            elif name == "days":
                which.append(self._recent(condition))
            else:
                which.append(on_events.bound(self._on_event(condition)))
        amount = amount_columns(self._around.events)
        if totals and not amount:
            raise AdManagerError(
                sentence("The events have no column of numbers with the role value, which total adds up.")
            )
        return Happened(
            key.name,
            event_key.name,
            None if not which else which[0] if len(which) == 1 else Every(tuple(which)),
            tuple(counts) or ((">=", 1),),
            tuple(totals),
            amount if totals else (),
            self._around.joined,
            self._around.events_stamp,
        )

    def _of_kind(self, event: str) -> Bound:
        kind = next((column for column in self._around.events if column.role == "kind"), None)
        if kind is None:
            raise AdManagerError(
                sentence(
                    "The events have no column with the role kind, so “{event}” cannot be told apart; did('*') means any event.",
                    event=event,
                )
            )
        if not kind.is_text:
            raise AdManagerError(
                sentence("The column {column}, the kind of events, has to hold text.", column=kind.name)
            )
        return Compare(kind.name, "=", event)

    def _recent(self, condition: tree.EventCondition) -> Bound:
        when = next(
            (c for c in self._around.events if c.role == "time" and c.type in {"date", "datetime"}), None
        )
        if when is None:
            raise AdManagerError(
                sentence("The events have no column of dates with the role time, which days needs.")
            )
        # An event is older the smaller its time is.
        flipped = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(condition.operator, condition.operator)
        since = self._clock().now - _amount(condition) * DAY_SECONDS
        return Compare(when.name, flipped, int(since) if since == int(since) else since)

    def _on_event(self, condition: tree.EventCondition) -> tree.Comparison:
        """Return the condition on the column that it means: the one with the role of that name, else of that name."""
        name = condition.name.lower()
        column = None
        if name in NAMED_ROLES:
            column = column_with_role(self._around.events, name)
        if column is None:
            column = next((c for c in self._around.events if c.name.lower() == name), None)
        if column is None:
            known = ["count", "days", "total", *(c.name for c in self._around.events)]
            raise AdManagerError(
                sentence(
                    "did(...) knows no {name}; it can ask for {known}.",
                    name=condition.name,
                    known=", ".join(known[:20]),
                )
            )
        return tree.Comparison(column=column.name, operator=condition.operator, value=condition.value)

    # -- columns and segments --------------------------------------------------------------------------

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
        saved = self._around.segment(name)
        if saved is None:
            raise AdManagerError(sentence("There is no segment “{name}”.", name=name))
        if saved.members is not None:
            return OneOfRows(saved.members)
        self._within.append(name)
        try:
            return self.bound(parse(saved.rule))
        finally:
            self._within.pop()


def _amount(condition: tree.EventCondition) -> int | float:
    if isinstance(condition.value, bool | str):
        raise AdManagerError(
            sentence(
                "{name} is a number; write one without quotes instead of '{value}'.",
                name=condition.name,
                value=plain(condition.value),
            )
        )
    return condition.value
