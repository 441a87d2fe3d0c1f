"""The events of a project in memory: whose each one is, and what it was worth.

A person is a value of the events' key column, or several that the table `identity` joins; `EventLog` numbers them, and
`rows_of_people` says which profile each of them is. Nothing here is kept in the file.
"""

from __future__ import annotations

import threading
import weakref
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.audience.clock import time_column
from admanager.audience.column_data import ColumnData
from admanager.audience.columns import ColumnStore
from admanager.audience.event_columns import MICROS, NAMED_ROLES, amount_columns, column_with_role
from admanager.jobs import Job
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

NOBODY = -1

MAX_LEVELS = 200

_logs: weakref.WeakKeyDictionary[ProjectFile, EventLog] = weakref.WeakKeyDictionary()
_logs_lock = threading.RLock()


@dataclass(frozen=True)
class EventField:
    """What a condition on events can name: its type, and its most common values where it holds text."""

    name: str
    type: str
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class EventLog:
    """All events of a project, in the order of their ids.

    `person` has the number of the person of each event, `NOBODY` where the key is missing; shape (events,). `keys`
    holds the key of each person (the first of several), as it is stored; shape (people,). `profile_id` is their profile
    where the keys were joined, else 0; shape (people,). `time` is in UTC seconds with `timed` where there
    is one, or None without a column of dates. `amount_micros` is what each event was worth, 0 where unknown, or None
    where the events have no column of value.
    """

    stamp: tuple[int, ...]
    rows: int
    key: Column
    person: npt.NDArray[np.int32]
    keys: npt.NDArray[Any]
    profile_id: npt.NDArray[np.int64]
    time: npt.NDArray[np.int64] | None
    timed: npt.NDArray[np.bool_] | None
    amount_micros: npt.NDArray[np.int64] | None
    columns: tuple[Column, ...]

    @property
    def people(self) -> int:
        """How many people did something."""
        return len(self.keys)

    @classmethod
    def of(cls, project: ProjectFile, *, job: Job | None = None) -> EventLog:
        """Return the events, read anew when they have changed.

        Raises AdManagerError where there are none, or no column says who did them.
        """
        with _logs_lock:
            known = _logs.get(project)
            if known is None or known.stamp != _stamp(project):
                known = _read(project, job or Job())
                _logs[project] = known
            return known

    def role(self, role: str) -> Column | None:
        """Return the column with this role, if there is one."""
        return column_with_role(self.columns, role)


def has_events(project: ProjectFile) -> bool:
    """Return whether there are events, and a column that says who did them."""
    return tables.key_column(project.read(), "events") is not None


def _stamp(project: ProjectFile) -> tuple[int, ...]:
    return tuple(project.table_stamp(table) for table in ("events", "column_info", "identity"))


def required_key(project: ProjectFile) -> Column:
    """Return the column that says who did an event; raise AdManagerError where there is none."""
    columns = tables.columns(project.read(), "events")
    key = next((column for column in columns if column.role == "key"), None)
    if key is not None:
        return key
    if columns:
        raise AdManagerError(
            sentence("No column of the events says who did them; import them with a key column.")
        )
    raise AdManagerError(sentence("There are no events yet; import some first."))


def micros(amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return amounts as whole millionths, halves away from zero; infinite ones and beyond 10^12 as 0."""
    scaled = np.where(np.abs(amounts) < 1e12, amounts, 0.0) * MICROS
    return (scaled + np.where(scaled < 0, -0.5, 0.5)).astype(np.int64)


def _read(project: ProjectFile, job: Job) -> EventLog:
    required_key(project)
    store = ColumnStore.of(project, "events")
    for _ in range(3):
        stamp = _stamp(project)
        key = required_key(project)
        columns = tuple(tables.columns(project.read(), "events"))
        when = time_column(project)
        worth = amount_columns(columns)
        names = [key.name, *worth, *([when.name] if when else [])]
        store.load(names, job=job)
        found = {name: store.column(name, job=job) for name in names}
        if stamp == _stamp(project):
            break
    person, keys = _numbered(found[key.name])
    person, keys, profile_id = _joined(project, person, keys)
    time = found[when.name] if when else None
    return EventLog(
        stamp,
        found[key.name].rows,
        key,
        person,
        keys,
        profile_id,
        None if time is None else time.values[: time.rows].astype(np.int64),
        None if time is None else time.known_flags,
        amounts([found[name] for name in worth]) if worth else None,
        columns,
    )


def amounts(factors: list[ColumnData]) -> npt.NDArray[np.int64]:
    """Return the product of columns in micros for each row, 0 where a factor is missing; shape (rows,)."""
    product = np.ones(factors[0].rows, dtype=np.float64)
    for factor in factors:
        product = product * np.where(factor.known_flags, factor.values[: factor.rows], 0)
    return micros(product)


def _numbered(data: ColumnData) -> tuple[npt.NDArray[np.int32], npt.NDArray[Any]]:
    """Number the values of a column; a text column is numbered already."""
    values = data.values[: data.rows]
    if data.column.is_text:
        person = values.astype(np.int32)
        keys = np.array(data.dictionary, dtype=object)
    else:
        present = np.unique(data.present)
        keys, person = present, np.searchsorted(present, values).astype(np.int32)
    if data.known is not None:
        person = np.where(data.known_flags, person, np.int32(NOBODY))
    return person, keys


def _joined(
    project: ProjectFile, person: npt.NDArray[np.int32], keys: npt.NDArray[Any]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[Any], npt.NDArray[np.int64]]:
    """Make one person of the keys that were joined; return numbers, keys and the profiles of joined people."""
    joined = dict(project.read().execute("SELECT value, person FROM identity").fetchall())
    if not joined:
        return person, keys, np.zeros(len(keys), dtype=np.int64)
    number: dict[Any, int] = {}
    first: list[int] = []
    profiles: list[int] = []
    new = np.empty(len(keys) + 1, dtype=np.int32)
    new[NOBODY] = NOBODY
    for code, key in enumerate(keys.tolist()):
        whose = joined.get(str(key))
        name = ("key", key) if whose is None else ("person", whose)
        if name not in number:
            number[name] = len(number)
            first.append(code)
            profiles.append(max(whose or 0, 0))
        new[code] = number[name]
    return new[person], keys[first], np.array(profiles, dtype=np.int64)


def rows_of_people(keys: npt.NDArray[Any], data: ColumnData) -> npt.NDArray[np.int64]:
    """Return for each key of the events the row of profiles with that key, `NOBODY` where there is none; shape (keys,).

    `data` is the key column of the profiles. Keys of unlike types are compared as SQLite does: a text that is a number
    equals that number.
    """
    if data.column.is_text == (keys.dtype == object):
        return _same_type(keys, data)
    known = data.known_flags
    if data.column.is_text:
        place: dict[Any, int] = {}
        for code, row in zip(data.present.tolist(), np.flatnonzero(known).tolist(), strict=True):
            place.setdefault(_as_number(data.dictionary[code]), row)
        wanted: list[Any] = keys.tolist()
    else:
        place = dict(zip(data.present.tolist(), np.flatnonzero(known).tolist(), strict=True))
        wanted = [_as_number(key) for key in keys.tolist()]
    return np.array([place.get(key, NOBODY) for key in wanted], dtype=np.int64)


def _same_type(keys: npt.NDArray[Any], data: ColumnData) -> npt.NDArray[np.int64]:
    if data.column.is_text:
        row_of_code = np.full(len(data.dictionary) + 1, NOBODY, dtype=np.int64)
        rows = np.flatnonzero(data.known_flags)
        row_of_code[data.values[rows].astype(np.int64)] = rows
        codes = {text: code for code, text in enumerate(data.dictionary)}
        found = [codes.get(key, len(codes)) for key in keys.tolist()]
        return row_of_code[np.array(found, dtype=np.int64)]
    rows = np.flatnonzero(data.known_flags)
    values = data.values[rows]
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    if not len(ordered):
        return np.full(len(keys), NOBODY, dtype=np.int64)
    places = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return np.where(ordered[places] == keys, rows[order[places]], NOBODY).astype(np.int64)


def _as_number(text: str) -> int | float | str:
    plain = text.strip()
    try:
        return int(plain) if plain.lstrip("+-").isascii() and plain.lstrip("+-").isdigit() else float(plain)
    except ValueError:
        return text


# -- what can be asked ---------------------------------------------------------------------------------------


def event_kinds(project: ProjectFile) -> tuple[tuple[str, int], ...]:
    """Return the kinds of events with how many there are, most common first; empty without a column of kinds."""
    kind = next((c for c in tables.columns(project.read(), "events") if c.role == "kind" and c.is_text), None)
    if kind is None:
        return ()
    data = ColumnStore.of(project, "events").column(kind.name)
    counts = np.bincount(data.present, minlength=len(data.dictionary))
    order = np.argsort(-counts, kind="stable")[:MAX_LEVELS]
    return tuple((data.dictionary[code], int(counts[code])) for code in order.tolist())


def event_fields(project: ProjectFile) -> tuple[EventField, ...]:
    """Return what the conditions of `did(...)` can name: counts, days and totals first, then roles and columns."""
    columns = tables.columns(project.read(), "events")
    fields = [EventField("count", "integer")]
    if time_column(project) is not None:
        fields.append(EventField("days", "real"))
    if amount_columns(columns):
        fields.append(EventField("total", "real"))
    store = ColumnStore.of(project, "events")
    for column in columns:
        if column.role in {"key", "kind", "ignored"}:
            continue
        meant = column.role in NAMED_ROLES and column_with_role(columns, column.role) == column
        name = column.role if meant else column.name
        levels = store.column(column.name).dictionary if column.is_text else ()
        fields.append(EventField(name, column.type, levels[:MAX_LEVELS]))
    return tuple(fields)
