"""One person's card: attributes, segments, behaviour, and what they did and were shown, latest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from admanager.audience.clock import zone_of
from admanager.audience.event_columns import MICROS, amount_columns, column_with_role
from admanager.audience.events import EventLog
from admanager.audience.measures import HALF_LIFE_DAYS, interest_column
from admanager.audience.segments import segments_of_person
from admanager.audience.zoned import local_hours
from admanager.privacy.consent import consent_columns, is_granted
from admanager.privacy.person import readable
from admanager.project import tables
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.identity import keys_of, person_of
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

MAX_TIMELINE = 500
MAX_INTERESTS = 10
DAY_SECONDS = 86_400
_NAMED = ("kind", "channel", "item", "category", "creative", "placement")


@dataclass(frozen=True)
class TimelineEntry:
    """Something that a person did (`events`) or was shown (`impressions`).

    `time` is in UTC seconds, None where unknown or only an order; `value` in units of the currency. `details` are the
    row's other values, by column.
    """

    time: int | None
    table: str
    kind: str
    channel: str
    item: str
    value: float | None
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PersonBehaviour:
    """What a person's events say: counts by kind and channel, best hour and weekday (0 is Monday), interests as shares.

    Hours are in the project's zone; `hours` counts them by weekday, 7 rows of 24. `total_value` is in units of the
    currency, None where events have no value.
    """

    first: int | None
    last: int | None
    events: int
    active_days: int
    total_value: float | None
    by_kind: tuple[tuple[str, int], ...]
    by_channel: tuple[tuple[str, int], ...]
    best_hour: int | None
    best_weekday: int | None
    interests: tuple[tuple[str, float], ...]
    hours: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Card:
    """Everything to show of one person; `timeline` is latest first, cut at `MAX_TIMELINE` of `timeline_total`.

    `profile_id` is None for someone who is in the events only; `consented` is None where no column holds consent.
    """

    key: str
    profile_id: int | None
    attributes: tuple[tuple[str, Any], ...]
    segments: tuple[str, ...]
    consented: bool | None
    behaviour: PersonBehaviour | None
    timeline: tuple[TimelineEntry, ...]
    timeline_total: int


def card(project: ProjectFile, profile_id: int | None = None, *, key: str | int | None = None) -> Card:
    """Return the card of a person, by the `_id` of their profile or by their key, and note the look in the audit log.

    Raises AdManagerError when there is no such person.
    """
    row, stored_key = _profile(project, profile_id, key)
    columns = tables.columns(project.read(), "profiles")
    wanted = stored_key if stored_key is not None else key
    events = _rows(project, "events", wanted)
    shown = _rows(project, "impressions", wanted)
    if row is None and not events and not shown:
        raise AdManagerError(
            sentence(
                "No table holds a person with the key {key}.", key=key if key is not None else profile_id
            )
        )
    timeline = _entries(project, "events", events) + _entries(project, "impressions", shown)
    timeline.sort(key=lambda entry: (entry.time is not None, entry.time or 0), reverse=True)
    cells = dict(zip([column.name for column in columns], row[1:], strict=True)) if row else {}
    consents = consent_columns(project.read())
    with project.change(sentence("Look at one person"), undoable=False) as change:
        change.audit(
            "read one person",
            "profiles",
            {"rows": {"profiles": int(row is not None), "events": len(events), "impressions": len(shown)}},
        )
    return Card(
        str(wanted if wanted is not None else profile_id),
        row[0] if row else None,
        tuple((column.name, readable(column, cells[column.name])) for column in columns) if row else (),
        tuple(segments_of_person(project, row[0])) if row else (),
        all(is_granted(column, cells.get(column.name)) for column in consents) if consents else None,
        _behaviour(project, events) if events else None,
        tuple(timeline[:MAX_TIMELINE]),
        len(timeline),
    )


def _profile(
    project: ProjectFile, profile_id: int | None, key: str | int | None
) -> tuple[tuple[Any, ...] | None, Any]:
    """Return the row of the profile (id first) and its key as it is stored; None for what is not there."""
    connection = project.read()
    columns = tables.columns(connection, "profiles")
    theirs = next((column for column in columns if column.role == "key"), None)
    if not columns or (profile_id is None and theirs is None):
        return None, None
    names = ", ".join(quote(name) for name in (ROW_ID, *(column.name for column in columns)))
    # A key that was joined with another leads to the profile too.
    number = profile_id if profile_id is not None else person_of(connection, str(key))
    row = connection.execute(f"SELECT {names} FROM profiles WHERE {quote(ROW_ID)} = ?", [number]).fetchone()
    if row is None or theirs is None:
        return row, None
    return row, row[1 + columns.index(theirs)]


def _typed(column: Column, key: Any) -> Any:
    """Return a key as a column stores it; a text that is no number finds nothing among numbers."""
    if column.is_text:
        return str(key)
    try:
        return int(str(key)) if column.type == "integer" else float(str(key))
    except ValueError:
        return str(key)


def _rows(project: ProjectFile, table: str, key: Any) -> list[tuple[Any, ...]]:
    connection = project.read()
    columns = tables.columns(connection, table)
    theirs = next((column for column in columns if column.role == "key"), None)
    if theirs is None or key is None:
        return []
    names = ", ".join(quote(column.name) for column in columns)
    keys = [_typed(theirs, value) for value in keys_of(connection, str(key))]
    marks = ", ".join("?" * len(keys))
    where = f"{quote(theirs.name)} IN ({marks})"
    query = f"SELECT {names} FROM {quote(table)} WHERE {where} ORDER BY {quote(ROW_ID)} DESC"
    return connection.execute(query, keys).fetchall()


def _entries(project: ProjectFile, table: str, rows: list[tuple[Any, ...]]) -> list[TimelineEntry]:
    columns = tables.columns(project.read(), table)
    place = _places(columns)
    when = place.get("time")
    dated = when is not None and columns[when].type in {"date", "datetime"}
    entries = []
    for row in rows:
        named = {role: row[place[role]] for role in _NAMED if role in place and row[place[role]] is not None}
        used = {place[role] for role in (*_NAMED, "key", "value", "revenue") if role in place}
        used |= {when} if dated and when is not None else set()
        details = [
            (column.name, str(readable(column, cell)))
            for number, (column, cell) in enumerate(zip(columns, row, strict=True))
            if number not in used and cell is not None
        ]
        entries.append(
            TimelineEntry(
                row[when] if dated and when is not None else None,
                table,
                str(named.get("kind", "") if table == "events" else _what_came_of_it(columns, row)),
                str(named.get("channel", named.get("placement", ""))),
                str(named.get("item", named.get("creative", named.get("category", "")))),
                _worth(columns, row),
                tuple(details),
            )
        )
    return entries


def _places(columns: list[Column]) -> dict[str, int]:
    """Return where the column of each role is."""
    roles = {column.role: column_with_role(columns, column.role) for column in columns}
    return {role: columns.index(column) for role, column in roles.items() if column is not None}


def _what_came_of_it(columns: list[Column], row: tuple[Any, ...]) -> str:
    """Return what became of an ad that was shown: the furthest of impression, click and conversion."""
    cells = {column.role: cell for column, cell in zip(columns, row, strict=True)}
    for role, word in (("converted", "conversion"), ("clicked", "click")):
        value = cells.get(role)
        if isinstance(value, int | float) and value > 0:
            return word
    return "impression"


def _worth(columns: list[Column], row: tuple[Any, ...]) -> float | None:
    names = amount_columns(columns) or tuple(column.name for column in columns if column.role == "revenue")
    cells = {column.name: cell for column, cell in zip(columns, row, strict=True)}
    product = 1.0
    for name in names:
        if not isinstance(cells[name], int | float):
            return None
        product *= cells[name]
    return round(product, 6) if names else None


def _behaviour(project: ProjectFile, rows: list[tuple[Any, ...]]) -> PersonBehaviour:
    columns = tables.columns(project.read(), "events")
    place = _places(columns)
    when = place.get("time")
    dated = when is not None and columns[when].type in {"date", "datetime"}
    times = [row[when] if dated and when is not None else None for row in rows]
    known = np.array([time for time in times if time is not None], dtype=np.int64)
    days, hours, weekdays = local_hours(known, zone_of(project))
    grid = np.bincount(weekdays * 24 + hours, minlength=168).reshape(7, 24)
    amounts = [_worth(columns, row) for row in rows]
    has_hours = bool(np.any(known % DAY_SECONDS))
    return PersonBehaviour(
        int(known.min()) if len(known) else None,
        int(known.max()) if len(known) else None,
        len(rows),
        len(np.unique(days)),
        sum(round((amount or 0) * MICROS) for amount in amounts) / MICROS
        if amount_columns(columns)
        else None,
        _counted(rows, place.get("kind")),
        _counted(rows, place.get("channel")),
        int(np.argmax(grid.sum(axis=0))) if has_hours else None,
        int(np.argmax(grid.sum(axis=1))) if len(known) else None,
        _interests(rows, _place_of_interests(project, columns), times),
        tuple(map(tuple, grid.tolist())),
    )


def _counted(rows: list[tuple[Any, ...]], place: int | None) -> tuple[tuple[str, int], ...]:
    if place is None:
        return ()
    return tuple(Counter(str(row[place]) for row in rows if row[place] is not None).most_common())


def _place_of_interests(project: ProjectFile, columns: Sequence[Column]) -> int | None:
    """Return where the rows have what the columns of behaviour take for interests."""
    chosen = interest_column(project, EventLog.of(project))
    return None if chosen is None else [column.name for column in columns].index(chosen.name)


def _interests(
    rows: list[tuple[Any, ...]], place: int | None, times: list[int | None]
) -> tuple[tuple[str, float], ...]:
    """Return shares with the same half-life as the columns of behaviour."""
    if place is None:
        return ()
    known = [time for time in times if time is not None]
    last = max(known, default=0)
    weights: Counter[str] = Counter()
    for row, time in zip(rows, times, strict=True):
        if row[place] is None or (time is None and known):
            continue
        age = 0.0 if time is None else (last - time) / DAY_SECONDS
        weights[str(row[place])] += 0.5 ** (age / HALF_LIFE_DAYS)
    total = sum(weights.values())
    return (
        tuple((name, weight / total) for name, weight in weights.most_common(MAX_INTERESTS)) if total else ()
    )
