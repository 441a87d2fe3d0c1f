"""What a rule calls now and today, the time zone of its days, and dates as people write them.

Now is the moment of the last event where there are events, so that `days <= 30` means the last thirty days that the
data knows, also years later; a clock that runs ahead does not count. `set_today` puts another day in its place.
"""

from __future__ import annotations

import datetime as dt
import re
import time
import weakref
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from admanager.project import tables
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ZONE_KEY
from admanager.texts import AdManagerError, sentence

DAY_SECONDS = 86_400
TODAY = "today"

_last_events: weakref.WeakKeyDictionary[ProjectFile, tuple[tuple[int, int], int | None]] = (
    weakref.WeakKeyDictionary()
)


@dataclass(frozen=True)
class Clock:
    """A moment (UTC seconds) that counts as now, and the time zone of days."""

    now: int
    zone: dt.tzinfo = dt.UTC

    @property
    def today(self) -> dt.date:
        """The day of `now`."""
        return dt.datetime.fromtimestamp(self.now, self.zone).date()

    def day(self, date: dt.date) -> tuple[int, int]:
        """Return the first and the last second (UTC) of a day."""
        return self._midnight(date), self._midnight(date + dt.timedelta(days=1)) - 1

    def _midnight(self, date: dt.date) -> int:
        return int(dt.datetime(date.year, date.month, date.day, tzinfo=self.zone).timestamp())


def clock_of(project: ProjectFile) -> Clock:
    """Return the project's clock: the day that was set, else the last event, else the time of this computer."""
    zone = zone_of(project)
    chosen = project.meta(TODAY)
    if chosen:
        return Clock(Clock(0, zone).day(dt.date.fromisoformat(chosen))[1], zone)
    now = int(time.time())
    last = _last_event(project)
    return Clock(now if last is None else min(now, last), zone)


def zone_of(project: ProjectFile) -> dt.tzinfo:
    """Return the time zone of the project's days and hours; UTC where none was chosen."""
    name = project.meta(ZONE_KEY)
    try:
        return ZoneInfo(name) if name else dt.UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise AdManagerError(sentence("There is no time zone {name} on this machine.", name=name)) from None


def set_today(project: ProjectFile, day: dt.date | None) -> None:
    """Choose the day up to which rules look back; None goes back to the last event."""
    with project.change(sentence("Choose the day that counts as today"), undoable=False) as change:
        project.set_meta(change, TODAY, day.isoformat() if day else "")


def time_column(project: ProjectFile, table: str = "events") -> tables.Column | None:
    """Return the column that says when an event was, or None where there is none that holds dates."""
    found = (column for column in tables.columns(project.read(), table) if column.role == "time")
    return next((column for column in found if column.type in {"date", "datetime"}), None)


def _last_event(project: ProjectFile) -> int | None:
    stamp = (project.table_stamp("events"), project.table_stamp("column_info"))
    known = _last_events.get(project)
    if known is not None and known[0] == stamp:
        return known[1]
    column = time_column(project)
    last = None
    if column is not None:
        last = project.read().execute(f"SELECT MAX({quote(column.name)}) FROM events").fetchone()[0]
    _last_events[project] = (stamp, last)
    return last


# -- dates as they are written -------------------------------------------------------------------------------

_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)\s*(Z|[+-]\d{2}:?\d{2})?")
_AGO = re.compile(r"(\d{1,5})\s*(days?|weeks?|months?|years?)\s+ago", re.IGNORECASE)
_AGO_CHINESE = re.compile(r"(\d{1,5})\s*个?\s*(天|日|周|星期|月|年)[之以]?前")
_NAMED = {"today": 0, "yesterday": 1, "tomorrow": -1, "今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "明天": -1}
_UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "月": "month", "年": "year"}


def moment(text: str, clock: Clock, *, in_zone: bool) -> tuple[int, int] | None:
    """Return the first and the last UTC second that a date or a time stands for, or None where the text is neither.

    Dates are `2024-03-31`, `2024-03-31 18:30`, `today`, `yesterday`, `30 days ago`, `3 months ago`, and the same in
    Chinese. `in_zone` takes days and times without an offset in the clock's zone; columns of dates hold UTC days.
    """
    text = text.strip()
    days = clock if in_zone else Clock(clock.now, dt.UTC)
    try:
        if _DAY.fullmatch(text):
            year, month, day = (int(part) for part in text.split("-"))
            return days.day(dt.date(year, month, day))
        if found := _TIME.fullmatch(text):
            at = dt.datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3] or ''}")
            seconds = int((at if at.tzinfo else at.replace(tzinfo=days.zone)).timestamp())
            return seconds, seconds
        date = _relative(text, clock.today)
        return days.day(date) if date is not None else None
    except (ValueError, OverflowError):
        return None


def is_date(text: str) -> bool:
    """Return whether a text stands for a date or a time, as `moment` reads them."""
    return moment(text, Clock(0, dt.UTC), in_zone=False) is not None


def days_told(text: str) -> tuple[int, str] | None:
    """Return how many units before today a text such as `30 days ago` means, and the unit: day, week, month or year.

    None where it tells no day in that way. Today is 0 days, tomorrow is -1.
    """
    text = text.strip()
    if text.lower() in _NAMED:
        return _NAMED[text.lower()], "day"
    found = _AGO.fullmatch(text) or _AGO_CHINESE.fullmatch(text)
    return (int(found[1]), _UNITS.get(found[2], found[2].lower().rstrip("s"))) if found else None


def _relative(text: str, today: dt.date) -> dt.date | None:
    told = days_told(text)
    if told is None:
        return None
    number, unit = told
    if unit in {"day", "week"}:
        return today - dt.timedelta(days=number * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    first_of_next = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    # The 31st of a month that has only 30 days is its last day.
    return min(
        dt.date(year, month + 1, 1) + dt.timedelta(days=today.day - 1), first_of_next - dt.timedelta(1)
    )
