"""When people act: events by hour and weekday in the project's time zone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from admanager.audience.clock import zone_of
from admanager.audience.columns import ColumnStore
from admanager.audience.events import NOBODY, EventLog
from admanager.audience.happened import profile_rows
from admanager.audience.segments import rule_of
from admanager.audience.zoned import local_hours
from admanager.jobs import Job
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.project.schema import ZONE_KEY
from admanager.texts import AdManagerError, sentence

BEST = 3


@dataclass(frozen=True)
class Rhythm:
    """Events by weekday and hour: `counts[0][9]` is Monday from 9 to 10; 7 rows of 24.

    `value_micros` has the same shape, or is None where the events have no value. `best` are the (weekday, hour) with
    most events, `people` how many different people they are of; `zone` is the zone of the hours.
    """

    counts: tuple[tuple[int, ...], ...]
    value_micros: tuple[tuple[int, ...], ...] | None
    total: int
    people: int
    best: tuple[tuple[int, int], ...]
    zone: str


def rhythm(
    project: ProjectFile, *, segment: str | None = None, kind: str | None = None, job: Job | None = None
) -> Rhythm:
    """Count events by hour and weekday: everyone's, or those of a segment or rule; of all kinds, or of one.

    Raises AdManagerError when the events have no key or no times of day.
    """
    log = EventLog.of(project, job=job)
    if log.time is None or log.timed is None:
        raise AdManagerError(
            sentence("The events have no column of dates with the role time, so they have no hours.")
        )
    chosen = log.timed.copy()
    if kind is not None:
        column = log.role("kind")
        data = (
            None
            if column is None or not column.is_text
            else ColumnStore.of(project, "events").column(column.name)
        )
        wanted = np.array(
            [text == kind for text in data.dictionary] if data is not None else [], dtype=np.bool_
        )
        if data is None or not wanted.any():
            raise AdManagerError(sentence("No event is of the kind “{kind}”.", kind=kind))
        chosen &= wanted[data.values[: data.rows]] & data.known_flags
    if segment is not None:
        chosen &= _of_members(project, log, segment, job)
    zone = zone_of(project)
    _, hours, weekdays = local_hours(log.time[chosen], zone)
    places = weekdays * 24 + hours
    counts = np.bincount(places, minlength=168)
    worth = None
    if log.amount_micros is not None:
        total = np.zeros(168, dtype=np.int64)
        np.add.at(total, places, log.amount_micros[chosen])
        worth = tuple(map(tuple, total.reshape(7, 24).tolist()))
    order = [place for place in np.argsort(-counts, kind="stable")[:BEST].tolist() if counts[place]]
    return Rhythm(
        tuple(map(tuple, counts.reshape(7, 24).tolist())),
        worth,
        int(counts.sum()),
        len(np.unique(log.person[chosen & (log.person != NOBODY)])),
        tuple(divmod(place, 24) for place in order),
        project.meta(ZONE_KEY) or "UTC",
    )


def _of_members(
    project: ProjectFile, log: EventLog, segment: str, job: Job | None
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which events are of members of the segment; shape (events,)."""
    store = ColumnStore.of(project)
    key = tables.key_column(project.read(), "profiles")
    if key is None:
        raise AdManagerError(
            sentence("The profiles have no key column, so it is not known which events are theirs.")
        )
    members = store.flags(rule_of(project, segment), job=job)
    rows = profile_rows(project, log, store.column(key.name, job=job))
    of_person = np.append(np.where(rows != NOBODY, np.append(members, False)[rows], False), False)
    return of_person[log.person]
