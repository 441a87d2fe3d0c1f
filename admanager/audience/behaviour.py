"""What people's events say about each of them, as columns of the profiles.

`build` adds columns that rules, statistics, models and exports use like any other: when a person was first and last
seen, how often and on how many days, what they spent, counts by kind and channel, their best hour and weekday in the
project's zone, and their interests. From then on `refresh` brings them up to date after an import or its undoing; it
writes only the people whose values differ. None of the values depends on today, so that a day that passes changes
nobody: recency is asked with dates (`last_event < '30 days ago'`), and interests are shares.

An interest is the share of a category (of an item where there are no categories) in a person's events, each event
weighing 0.5^(age / half-life). Since all weights of a person shrink alike as time goes by, the shares stay.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.audience.columns import ColumnStore
from admanager.audience.events import NOBODY, EventLog, has_events, required_key
from admanager.audience.happened import profile_rows
from admanager.audience.measures import COUNT_ENDING, HALF_LIFE_DAYS, Measure, measure
from admanager.audience.tree import Did
from admanager.jobs import Job
from admanager.project import tables
from admanager.project.changes import Change, quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID, ZONE_KEY
from admanager.project.tables import SQL_TYPES, Column
from admanager.texts import AdManagerError, sentence

_CHUNK = 2_000


@dataclass(frozen=True)
class BehaviourState:
    """Whether the profiles have columns of behaviour, which, and whether events or profiles changed since."""

    built: bool
    stale: bool = False
    columns: tuple[str, ...] = ()
    half_life_days: float = HALF_LIFE_DAYS


@dataclass(frozen=True)
class BehaviourResult:
    """What a refresh did: people with events, profiles whose values changed, and people made from the events' keys."""

    people: int
    changed: int
    created: int
    columns: tuple[str, ...]
    seconds: float


# -- keeping them in the profiles ----------------------------------------------------------------------------


def describe_state(project: ProjectFile) -> BehaviourState:
    """Return whether there are columns of behaviour, and whether they are up to date."""
    kept = _kept(project)
    if kept is None:
        return BehaviourState(False)
    present = {column.name for column in tables.columns(project.read(), "profiles")}
    names = tuple(name for name in kept.columns.values() if name in present)
    return BehaviourState(True, kept.stamps != _stamps(project), names, kept.half_life_days)


def columns_telling(project: ProjectFile, asked: Sequence[Did]) -> frozenset[str]:
    """Return the columns of behaviour that say again what `did(...)` asks: all counts, the worth, and the last day.

    Not only the count of its own kind of event: counts by kind and by channel add up to the same events, so that all
    others together give it away.
    """
    kept = _kept(project)
    if kept is None or not asked:
        return frozenset()
    told = {name for name in kept.columns if name.endswith(COUNT_ENDING)} | {"total_value", "active_days"}
    if any(condition.name.lower() == "days" for did in asked for condition in did.conditions):
        told.add("last_event")
    return frozenset(column for name, column in kept.columns.items() if name in told)


def build(
    project: ProjectFile,
    *,
    half_life_days: float = HALF_LIFE_DAYS,
    create_people: bool = False,
    job: Job | None = None,
) -> BehaviourResult:
    """Add the columns of behaviour to the profiles, or bring them up to date with another half-life.

    With `create_people`, people who did something but have no profile get one, as an import of their own that can be
    undone; without any profiles that is needed. Raises AdManagerError when there are no events with a key.
    """
    if not half_life_days > 0:
        raise AdManagerError(sentence("A half-life is a number of days above 0."))
    key = required_key(project)
    created = _create_people(project, key, job) if create_people else 0
    if tables.key_column(project.read(), "profiles") is None:
        raise AdManagerError(
            sentence(
                "The profiles have no key column that says who did what; import profiles with a key, or make people from the events."
            )
        )
    return _write(project, half_life_days, created, job or Job())


def refresh(project: ProjectFile, *, job: Job | None = None) -> BehaviourResult | None:
    """Bring the columns of behaviour up to date where they are there and anything changed; else return None."""
    kept = _kept(project)
    if kept is None or kept.stamps == _stamps(project):
        return None
    if not has_events(project) or tables.key_column(project.read(), "profiles") is None:
        remove(project)
        return None
    return _write(project, kept.half_life_days, 0, job or Job())


def remove(project: ProjectFile) -> None:
    """Take the columns of behaviour out of the profiles."""
    kept = _kept(project)
    if kept is None:
        return
    with project.change(sentence("Remove the columns of behaviour"), undoable=False) as change:
        present = {column.name for column in tables.columns(change.connection, "profiles")}
        for name in kept.columns.values():
            if name in present:
                _drop_column(change, name)
        change.connection.execute("DELETE FROM behaviour")
        change.touch("behaviour")
        change.audit("remove behaviour", "profiles")


@dataclass(frozen=True)
class _Kept:
    half_life_days: float
    stamps: tuple[int, int, str]
    columns: dict[str, str]


def _kept(project: ProjectFile) -> _Kept | None:
    query = "SELECT half_life_days, events_stamp, profiles_stamp, zone, columns FROM behaviour"
    row = project.read().execute(query).fetchone()
    return _Kept(row[0], (row[1], row[2], row[3]), json.loads(row[4])) if row else None


def _stamps(project: ProjectFile) -> tuple[int, int, str]:
    # Counters only grow, so that their sum is the same only where both are.
    whose = project.table_stamp("events") + project.table_stamp("identity")
    return whose, project.table_stamp("profiles"), project.meta(ZONE_KEY) or ""


def _create_people(project: ProjectFile, key: Column, job: Job | None) -> int:
    """Give everyone who did something a profile; return how many were made."""
    from admanager.ingest.load import store_rows
    from admanager.ingest.merge import ensure_key_index

    log = EventLog.of(project, job=job)
    theirs = tables.key_column(project.read(), "profiles")
    if theirs is None and tables.columns(project.read(), "profiles"):
        raise AdManagerError(
            sentence("The profiles have no key column, so it cannot be told who of the events is among them.")
        )
    lacking = np.ones(log.people, dtype=np.bool_)
    if theirs is not None:
        lacking = profile_rows(project, log, ColumnStore.of(project).column(theirs.name)) == NOBODY
    keys: Iterable[Any] = log.keys[lacking].tolist()
    if theirs is not None and theirs.is_text != key.is_text:
        keys = [str(value) if theirs.is_text else value for value in keys]
    column = theirs or Column(key.name, key.type, "key", key.source_name)
    count = int(np.count_nonzero(lacking))
    if count:
        with project.change(sentence("Make people from events")) as change:
            store_rows(
                change, "profiles", [column], ((value,) for value in keys), source="events", generated=False
            )
            ensure_key_index(change.connection, "profiles", column.name)
            change.touch("profiles")
            change.audit("make people", "profiles", {"rows": count})
    return count


def _write(project: ProjectFile, half_life_days: float, created: int, job: Job) -> BehaviourResult:
    began = time.monotonic()
    log = EventLog.of(project, job=job)
    measures = measure(project, half_life_days, job=job)
    key = tables.key_column(project.read(), "profiles")
    assert key is not None
    data = ColumnStore.of(project).column(key.name, job=job)
    rows = profile_rows(project, log, data)
    job.check_cancelled()
    kept = _kept(project)
    ours = dict(kept.columns) if kept else {}
    with project.change(sentence("Bring behaviour up to date"), undoable=False, job=job) as change:
        names = _columns_for(change, measures, ours)
        changed = _update(project, change, measures, names, rows, data.rows, job)
        _keep(project, change, half_life_days, names, changed=bool(changed))
        change.audit("behaviour", "profiles", {"people": log.people, "changed": changed})
    return BehaviourResult(log.people, changed, created, tuple(names.values()), time.monotonic() - began)


def _columns_for(change: Change, measures: list[Measure], ours: dict[str, str]) -> dict[str, str]:
    """Make the columns that lack, drop those that nothing fills any more; return the column of each measure."""
    connection = change.connection
    present = {column.name.lower(): column.name for column in tables.columns(connection, "profiles")}
    names: dict[str, str] = {}
    for found in measures:
        name = ours.get(found.name, "")
        if name.lower() not in present:
            name, number = found.name, 2
            while name.lower() in present:
                name, number = f"{found.name}_{number}", number + 1
            _add_column(change, name, found)
            present[name.lower()] = name
        names[found.name] = name
    for old, name in ours.items():
        if old not in names and name.lower() in present and not _is_mentioned(change, name):
            _drop_column(change, name)
    return names


def _add_column(change: Change, name: str, found: Measure) -> None:
    connection = change.connection
    connection.execute(f"ALTER TABLE profiles ADD COLUMN {quote(name)} {SQL_TYPES[found.type]}")
    connection.execute(
        "INSERT INTO column_info (table_name, name, position, type, role, source_name, missing_words) "
        "SELECT 'profiles', ?, COALESCE(MAX(position), 0) + 1, ?, ?, ?, '[]' FROM column_info WHERE table_name = 'profiles'",
        [name, found.type, found.role, name],
    )
    change.touch("profiles")
    change.touch("column_info")


def _drop_column(change: Change, name: str) -> None:
    change.connection.execute(f"ALTER TABLE profiles DROP COLUMN {quote(name)}")
    change.connection.execute("DELETE FROM column_info WHERE table_name = 'profiles' AND name = ?", [name])
    # The undo of an import puts whole rows back, which must not name a column that is gone.
    change.connection.execute(
        "UPDATE import_overwritten SET before = json_remove(before, ?) WHERE table_name = 'profiles'",
        [f'$."{name}"'],
    )
    change.touch("profiles")
    change.touch("column_info")


def _is_mentioned(change: Change, name: str) -> bool:
    query = (
        "SELECT 1 FROM segment WHERE instr(rule, ?) UNION SELECT 1 FROM model WHERE instr(card, ?) LIMIT 1"
    )
    return change.connection.execute(query, [name, name]).fetchone() is not None


def _update(
    project: ProjectFile,
    change: Change,
    measures: list[Measure],
    names: dict[str, str],
    rows: npt.NDArray[np.int64],
    profiles: int,
    job: Job,
) -> int:
    """Write the values of the profiles that differ; return how many there were."""
    ids = np.array(
        [row[0] for row in change.connection.execute(f"SELECT {quote(ROW_ID)} FROM profiles ORDER BY 1")]
    )
    if len(ids) != profiles:
        raise AdManagerError(
            sentence("The table {table} is being changed by another program; try again.", table="profiles")
        )
    wanted = [_spread(found, rows, profiles) for found in measures]
    differs = np.zeros(profiles, dtype=np.bool_)
    for column, cells in zip(names.values(), wanted, strict=True):
        stored = np.empty(profiles, dtype=object)
        query = f"SELECT {quote(column)} FROM profiles ORDER BY {quote(ROW_ID)}"
        stored[:] = [row[0] for row in change.connection.execute(query)]
        differs |= stored != cells
        job.check_cancelled()
    places = np.flatnonzero(differs)
    assignments = ", ".join(f"{quote(column)} = ?" for column in names.values())
    statement = f"UPDATE profiles SET {assignments} WHERE {quote(ROW_ID)} = ?"
    for chunk in _chunks(places):
        job.check_cancelled()
        values = [cells[chunk].tolist() for cells in wanted]
        change.connection.executemany(statement, zip(*values, ids[chunk].tolist(), strict=True))
    if len(places):
        change.touch("profiles")
    return len(places)


def _chunks(places: npt.NDArray[np.intp]) -> Iterator[npt.NDArray[np.intp]]:
    for start in range(0, len(places), _CHUNK):
        yield places[start : start + _CHUNK]


def _spread(found: Measure, rows: npt.NDArray[np.int64], profiles: int) -> npt.NDArray[Any]:
    """Return the cells of the column: the person's value, 0 for counts of people who did nothing, else None."""
    cells = np.full(profiles, None, dtype=object)
    if "_count" in found.name:
        cells[:] = 0
    here = (rows != NOBODY) & found.known
    cells[rows[here]] = np.array(found.values[here].tolist(), dtype=object)
    return cells


def _keep(
    project: ProjectFile, change: Change, half_life_days: float, names: dict[str, str], *, changed: bool
) -> None:
    connection = change.connection
    events, profiles, zone = _stamps(project)
    if changed or "profiles" in change.tables:
        profiles += 1
    connection.execute("DELETE FROM behaviour")
    connection.execute(
        "INSERT INTO behaviour (id, half_life_days, events_stamp, profiles_stamp, zone, columns) VALUES (1, ?, ?, ?, ?, ?)",
        [half_life_days, events, profiles, zone, json.dumps(names)],
    )
    change.touch("behaviour")
