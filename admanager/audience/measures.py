"""Measuring what people's events say about each of them: times, counts, best hours, interests."""

from __future__ import annotations

import re
import weakref
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.audience.clock import zone_of
from admanager.audience.column_data import ColumnData
from admanager.audience.columns import ColumnStore
from admanager.audience.event_columns import MICROS
from admanager.audience.events import NOBODY, EventLog
from admanager.audience.zoned import local_hours
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.project.tables import Column

HALF_LIFE_DAYS = 30.0
DAY_SECONDS = 86_400
MAX_COUNTED = 8
COUNT_ENDING = "_count"
MAX_INTERESTS = 8
LEAST_TO_JUDGE = 20
ALWAYS_THE_SAME = 0.98

_interests_known: weakref.WeakKeyDictionary[ProjectFile, tuple[tuple[int, ...], bool]] = (
    weakref.WeakKeyDictionary()
)


@dataclass(frozen=True)
class Measure:
    """One column of behaviour: `values` for each person, `known` where they have one; shape (people,)."""

    name: str
    type: str
    role: str
    values: npt.NDArray[Any]
    known: npt.NDArray[np.bool_]


def measure(
    project: ProjectFile, half_life_days: float = HALF_LIFE_DAYS, *, job: Job | None = None
) -> list[Measure]:
    """Return the behaviour of all people of the event log, one value a person and measure; see the module."""
    log = EventLog.of(project, job=job)
    everyone = np.ones(log.people, dtype=np.bool_)
    whose = log.person != NOBODY
    person = log.person[whose]
    counted = np.bincount(person, minlength=log.people)
    found = [Measure("event" + COUNT_ENDING, "integer", "number", counted, everyone)]
    if log.amount_micros is not None:
        worth = np.zeros(log.people, dtype=np.int64)
        np.add.at(worth, person, log.amount_micros[whose])
        found.append(Measure("total_value", "real", "number", worth / MICROS, everyone))
    if log.time is not None and log.timed is not None:
        found += _times(project, log)
    for role in ("kind", "channel"):
        found += _counts(project, log, role)
    found += _interests(project, log, half_life_days)
    names: dict[str, int] = {}
    told_apart = []
    for each in found:
        names[each.name] = number = names.get(each.name, 0) + 1
        told_apart.append(each if number == 1 else replace(each, name=f"{each.name}_{number}"))
    return told_apart


def _times(project: ProjectFile, log: EventLog) -> list[Measure]:
    assert log.time is not None
    assert log.timed is not None
    chosen = log.timed & (log.person != NOBODY)
    person, when = log.person[chosen], log.time[chosen]
    first = np.full(log.people, np.iinfo(np.int64).max)
    last = np.full(log.people, np.iinfo(np.int64).min)
    np.minimum.at(first, person, when)
    np.maximum.at(last, person, when)
    known = np.bincount(person, minlength=log.people) > 0
    days, hours, weekdays = local_hours(when, zone_of(project))
    found = [
        Measure("first_event", "datetime", "date", np.where(known, first, 0), known),
        Measure("last_event", "datetime", "date", np.where(known, last, 0), known),
        Measure("active_days", "integer", "number", _distinct(person, days, log.people), known),
    ]
    if len(when) and np.any(when % DAY_SECONDS):
        # Dates have no hours.
        found.append(
            Measure("best_hour", "integer", "number", _favourite(person, hours, 24, log.people), known)
        )
    best_day = _favourite(person, weekdays, 7, log.people) + 1
    found.append(Measure("best_weekday", "integer", "number", best_day, known))
    return found


def _distinct(
    person: npt.NDArray[np.int32], values: npt.NDArray[np.int64], people: int
) -> npt.NDArray[np.int64]:
    """Return how many different values each person has; shape (people,)."""
    if not len(values):
        return np.zeros(people, dtype=np.int64)
    low = int(values.min())
    width = int(values.max()) - low + 1
    pairs = np.unique(person.astype(np.int64) * width + (values - low))
    return np.bincount(pairs // width, minlength=people)


def _favourite(
    person: npt.NDArray[np.int32], values: npt.NDArray[np.int64], count: int, people: int
) -> npt.NDArray[np.int64]:
    """Return the most frequent of the values 0 to `count` - 1 of each person, the smallest of several; (people,)."""
    table = np.bincount(person.astype(np.int64) * count + values, minlength=people * count)
    favourite: npt.NDArray[np.int64] = np.argmax(table.reshape(people, count), axis=1)
    return favourite


def _counts(project: ProjectFile, log: EventLog, role: str) -> list[Measure]:
    """Count each person's events of the most common kinds, or in the most common channels."""
    column = log.role(role)
    if column is None or not column.is_text:
        return []
    data = ColumnStore.of(project, "events").column(column.name)
    chosen = data.known_flags & (log.person != NOBODY)
    person, codes = log.person[chosen], data.values[: data.rows][chosen]
    common = np.argsort(-np.bincount(codes, minlength=len(data.dictionary)), kind="stable")[:MAX_COUNTED]
    everyone = np.ones(log.people, dtype=np.bool_)
    return [
        Measure(
            _plain(data.dictionary[code]) + COUNT_ENDING,
            "integer",
            "number",
            np.bincount(person[codes == code], minlength=log.people),
            everyone,
        )
        for code in common.tolist()
    ]


def _interests(project: ProjectFile, log: EventLog, half_life_days: float) -> list[Measure]:
    """Return each person's dearest category, and the shares of the categories that weigh most with everyone."""
    column = interest_column(project, log)
    if column is None:
        return []
    data = ColumnStore.of(project, "events").column(column.name)
    chosen = data.known_flags & (log.person != NOBODY)
    weights = interest_weights(log, half_life_days)
    chosen &= weights > 0
    person, codes = log.person[chosen].astype(np.int64), data.values[: data.rows][chosen].astype(np.int64)
    width = max(len(data.dictionary), 1)
    pairs, place = np.unique(person * width + codes, return_inverse=True)
    weight = np.bincount(place, weights=weights[chosen], minlength=len(pairs))
    who, what = pairs // width, pairs % width
    total = np.bincount(who, weights=weight, minlength=log.people)
    known = total > 0
    # Ties go to the category that was met first.
    order = np.lexsort((what, -weight, who))
    first = order[np.searchsorted(who[order], np.arange(log.people)[known])]
    top = np.zeros(log.people, dtype=np.int64)
    top[known] = what[first]
    names = np.array(data.dictionary, dtype=object)
    dearest = names[top] if len(names) else np.full(log.people, "", dtype=object)
    found = [Measure("top_interest", "text", "category", dearest, known)]
    if column.role != "category" or not len(names):
        return found
    share = weight / np.where(total[who] > 0, total[who], 1)
    common = np.argsort(-np.bincount(what, weights=share, minlength=width), kind="stable")[:MAX_INTERESTS]
    for code in common.tolist():
        values = np.zeros(log.people)
        of_code = what == code
        values[who[of_code]] = share[of_code]
        name = f"interest_{_plain(str(names[code]))}"
        found.append(Measure(name, "real", "number", np.round(values, 6), known))
    return found


def interest_column(project: ProjectFile, log: EventLog) -> Column | None:
    """Return the column of texts that says what people are interested in: the category of their events, else the item.

    A category that stays the same for nearly everybody, such as their country, says who they are, not what they like.
    """
    category, item = log.role("category"), log.role("item")
    if category is None or not category.is_text:
        return item if item is not None and item.is_text else None
    if item is None or not item.is_text:
        return category
    known = _interests_known.get(project)
    if known is None or known[0] != log.stamp:
        known = (log.stamp, _stays_the_same(ColumnStore.of(project, "events").column(category.name), log))
        _interests_known[project] = known
    return item if known[1] else category


def _stays_the_same(data: ColumnData, log: EventLog) -> bool:
    chosen = data.known_flags & (log.person != NOBODY)
    person = log.person[chosen].astype(np.int64)
    codes = data.values[: data.rows][chosen].astype(np.int64)
    pairs = np.unique(person * max(len(data.dictionary), 1) + codes)
    levels = np.bincount(pairs // max(len(data.dictionary), 1), minlength=log.people)
    often = np.bincount(person, minlength=log.people) > 1
    people = int(np.count_nonzero(often))
    return people >= LEAST_TO_JUDGE and float(np.mean(levels[often] == 1)) >= ALWAYS_THE_SAME


def interest_weights(log: EventLog, half_life_days: float) -> npt.NDArray[np.float64]:
    """Return 0.5^(age / half-life) of each event, its age counted from its person's last one; shape (events,).

    Where the log has no times every event weighs 1; an event without a time weighs nothing among others.
    """
    if log.time is None or log.timed is None:
        return np.ones(log.rows)
    last = np.full(log.people + 1, np.iinfo(np.int64).min)
    np.maximum.at(last, log.person[log.timed], log.time[log.timed])
    age = np.where(log.timed, last[log.person] - log.time, 0) / DAY_SECONDS
    return np.where(log.timed, np.power(0.5, age / half_life_days), 0.0)


def _plain(text: str) -> str:
    """Return a level as a part of a column's name."""
    return re.sub(r"\W+", "_", text.strip().lower()).strip("_")[:40] or "other"
