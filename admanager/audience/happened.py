"""The bitmap of `did(...)`: people by what their events add up to."""

from __future__ import annotations

import operator
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.audience.bound import Happened
from admanager.audience.column_data import ColumnData, Flags, Words, packed, padded
from admanager.audience.columns import ColumnStore
from admanager.audience.events import NOBODY, EventLog, amounts, rows_of_people
from admanager.project.file import ProjectFile

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

# The rows of profiles for the people of a log, for the last key column that was asked for.
_places: weakref.WeakKeyDictionary[ProjectFile, tuple[EventLog, ColumnData, npt.NDArray[np.int64]]] = (
    weakref.WeakKeyDictionary()
)


def people_who(project: ProjectFile, happened: Happened, key: ColumnData) -> Words:
    """Return one bit for each profile; `key` is the key column of the profiles."""
    log = EventLog.of(project)
    flags = _fitting(project, log, happened)
    rows = profile_rows(project, log, key)
    holds = np.zeros(padded(key.rows), dtype=np.bool_)
    holds[: key.rows] = True
    counted = _by_row(log.person[flags], None, rows, key.rows)
    for sign, value in happened.counts:
        holds[: key.rows] &= _OPERATORS[sign](counted, value)
    if happened.totals:
        factors = [ColumnStore.of(project, "events").column(name) for name in happened.amount]
        worth = amounts(factors)[flags]
        total = _by_row(log.person[flags], worth, rows, key.rows)
        for sign, value in happened.totals:
            holds[: key.rows] &= _OPERATORS[sign](total, value)
    return packed(holds)


def profile_rows(project: ProjectFile, log: EventLog, key: ColumnData) -> npt.NDArray[np.int64]:
    """Return the row of profiles of each person of the log, `NOBODY` where they have no profile; shape (people,)."""
    known = _places.get(project)
    if known is not None and known[0] is log and known[1] is key:
        return known[2]
    rows = rows_of_people(log.keys, key)
    joined = log.profile_id > 0
    if joined.any():
        ids = ColumnStore.of(project).ids()
        places = np.minimum(np.searchsorted(ids, log.profile_id[joined]), max(len(ids) - 1, 0))
        rows[joined] = np.where(ids[places] == log.profile_id[joined], places, NOBODY) if len(ids) else NOBODY
    _places[project] = (log, key, rows)
    return rows


def _fitting(project: ProjectFile, log: EventLog, happened: Happened) -> Flags:
    """Return which events have a person and fit the conditions; shape (events,)."""
    whose: Flags = log.person != NOBODY
    if happened.which is None:
        return whose
    fits: Flags = whose & ColumnStore.of(project, "events").bound_flags(happened.which)
    return fits


def _by_row(
    person: npt.NDArray[np.int32],
    weights: npt.NDArray[np.int64] | None,
    rows: npt.NDArray[np.int64],
    count: int,
) -> npt.NDArray[np.int64]:
    """Add up the events of each profile: their number, or their whole weights; shape (profiles,)."""
    result = np.zeros(count, dtype=np.int64)
    if weights is None:
        summed = np.bincount(person, minlength=len(rows))
    else:
        # Not bincount with weights, which would add as real numbers.
        summed = np.zeros(len(rows), dtype=np.int64)
        np.add.at(summed, person, weights)
    known = rows != NOBODY
    np.add.at(result, rows[known], summed[known])
    return result
