"""When people come: the week's arrival curve, and the minutes of a flight in its own time zone.

The default curve is an assumption with the shape that large ad exchanges report: 0.8 % of the day's traffic
in the hour from 2 to 3, 7.3 % from 11 to 12, a second hump in the evening, weekends a little below.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.tables import columns
from admanager.simulation.campaign import AdGroup, Flight
from admanager.texts import AdManagerError, sentence

HOURS_OF_WEEK = 168
MINUTES_OF_DAY = 1440
QUARTER = 15
MAX_FLIGHT_DAYS = 400
FEWEST_EVENTS = 500

_HOUR_PERCENT = (
    1.6, 1.1, 0.8, 0.8, 1.0, 1.5, 2.4, 3.6, 4.9, 6.2, 7.1, 7.3,
    6.9, 6.4, 6.1, 5.9, 5.6, 5.3, 5.2, 5.3, 5.2, 4.6, 3.2, 2.0,
)  # fmt: skip
_WEEKDAY_FACTOR = (1.02, 1.02, 1.02, 1.02, 1.02, 0.95, 0.95)


def default_curve() -> NDArray[np.float64]:
    """Return the share of an average day's traffic in each of the week's 168 hours, Monday 0:00 first."""
    hours = np.array(_HOUR_PERCENT) / sum(_HOUR_PERCENT)
    days = np.array(_WEEKDAY_FACTOR) * 7 / sum(_WEEKDAY_FACTOR)
    return np.outer(days, hours).ravel()


@dataclass(frozen=True)
class LearnedCurve:
    """The week's arrival curve of a project's own events, and how many there were."""

    curve: NDArray[np.float64]
    events: int


def learned_curve(project: ProjectFile, zone_name: str) -> LearnedCurve | None:
    """Return when the imported events happened, mixed with the default curve, which counts as 500 events.

    None where there are fewer than 500, or where nearly all stand in one hour, as dates without a time do.
    """
    connection = project.read()
    time = next((column.name for column in columns(connection, "events") if column.role == "time"), None)
    if time is None:
        return None
    hour = f"CAST({quote(time)} / 3600 AS INTEGER)"
    rows = connection.execute(
        f"SELECT {hour}, COUNT(*) FROM events WHERE {quote(time)} IS NOT NULL GROUP BY {hour}"
    ).fetchall()
    zone = time_zone(zone_name)
    counts = np.zeros(HOURS_OF_WEEK)
    for number, count in rows:
        moment = datetime.fromtimestamp(number * 3600, zone)
        counts[moment.weekday() * 24 + moment.hour] += count
    total = int(counts.sum())
    if total < FEWEST_EVENTS or counts.reshape(7, 24).sum(axis=0).max() > 0.9 * total:
        return None
    prior = default_curve()
    mixed = counts + FEWEST_EVENTS * prior / prior.sum()
    return LearnedCurve(mixed * (7.0 / mixed.sum()), total)


def time_zone(name: str) -> ZoneInfo:
    """Return a time zone by its name; raises AdManagerError when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise AdManagerError(
            sentence("There is no time zone “{name}”; write one such as Europe/Lisbon.", name=name)
        ) from None


@dataclass(frozen=True)
class Calendar:
    """The minutes of a flight, from local midnight of its first day to local midnight after its last.

    `start_utc` is in UTC seconds. For each minute: `week_hour` (0 is Monday 0:00, local) and `day` (0 is
    the first day, local). Where clocks change, a day has 23 or 25 hours, as it does for people.
    """

    start_utc: int
    week_hour: NDArray[np.int16]
    day: NDArray[np.int32]
    first_date: date

    @property
    def minutes(self) -> int:
        """Length of the flight in minutes."""
        return len(self.week_hour)

    @property
    def days(self) -> int:
        """Length of the flight in local days."""
        return int(self.day[-1]) + 1


def calendar(flight: Flight) -> Calendar:
    """Lay out the minutes of a flight; raises AdManagerError for a reversed or overlong one."""
    days = (flight.end - flight.start).days + 1
    if not 1 <= days <= MAX_FLIGHT_DAYS:
        raise AdManagerError(
            sentence(
                "A flight must last from 1 to {most} days; this one has {days}.",
                most=MAX_FLIGHT_DAYS,
                days=days,
            )
        )
    zone = time_zone(flight.time_zone)
    start = _midnight(flight.start, zone)
    end = _midnight(flight.end + timedelta(days=1), zone)
    quarters = range(start, end, QUARTER * 60)
    local = [datetime.fromtimestamp(moment, zone) for moment in quarters]
    week_hour = np.array([moment.weekday() * 24 + moment.hour for moment in local], dtype=np.int16)
    day = np.array([(moment.date() - flight.start).days for moment in local], dtype=np.int32)
    # A clock change at midnight would make a quarter belong to the day before; it is counted with its neighbour.
    day = np.clip(np.maximum.accumulate(day), 0, days - 1)
    return Calendar(start, np.repeat(week_hour, QUARTER), np.repeat(day, QUARTER), flight.start)


def _midnight(day: date, zone: ZoneInfo) -> int:
    moment = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    return round(moment.timestamp() / (QUARTER * 60)) * QUARTER * 60


def open_hours(group: AdGroup) -> NDArray[np.uint8]:
    """Return, for each of the week's 168 hours, whether the ad group's dayparts are open."""
    if group.dayparts is None:
        return np.ones(HOURS_OF_WEEK, dtype=np.uint8)
    return np.array([int(mark) for row in group.dayparts for mark in row], dtype=np.uint8)
