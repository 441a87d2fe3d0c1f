"""Days, hours and weekdays of UTC times in a time zone, many at once, and the bounds of local days."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from admanager.ingest.zones import to_utc

HOUR_SECONDS = 3_600
DAY_SECONDS = 86_400
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

Whole = npt.NDArray[np.int64]


def local_hours(times: Whole, zone: dt.tzinfo) -> tuple[Whole, Whole, Whole]:
    """Return for each UTC time its local day (days since 1970-01-01), hour (0-23) and weekday (0 is Monday)."""
    local = times + offsets(times, zone)
    days = local // DAY_SECONDS
    # 1970-01-01 was a Thursday.
    return days, local % DAY_SECONDS // HOUR_SECONDS, (days + 3) % 7


def offsets(times: Whole, zone: dt.tzinfo) -> Whole:
    """Return what each UTC time lacks to the local clock, in seconds; zones change at quarters of an hour at most."""
    if zone is dt.UTC or not len(times):
        return np.zeros(len(times), dtype=np.int64)
    quarters, place = np.unique(times // 900, return_inverse=True)
    # A zone changes rarely, so asking at the first and last quarter of a day settles nearly all of its quarters.
    days, of_day = np.unique(quarters // 96, return_inverse=True)
    ends = [(_offset(day * 96, zone), _offset(day * 96 + 95, zone)) for day in days.tolist()]
    found = np.array([first for first, _ in ends], dtype=np.int64)[of_day]
    changing = np.array([first != last for first, last in ends])[of_day]
    for number in np.flatnonzero(changing).tolist():
        found[number] = _offset(int(quarters[number]), zone)
    return found[place]


def on_clock(moment: float, zone: dt.tzinfo) -> float:
    """Return what the zone's clocks show at a UTC time, counted in seconds as if it were UTC."""
    return moment if zone is dt.UTC else moment + _offset(int(moment // 900), zone)


def from_clock(shown: list[float], zone: dt.tzinfo) -> list[float]:
    """Return the UTC times at which the zone's clocks show these."""
    if zone is dt.UTC:
        return shown
    return [float(moment) for moment in to_utc(np.array(shown, dtype=np.int64), str(zone))]


def day_of(moment: float, zone: dt.tzinfo) -> dt.date:
    """Return the day that a UTC time falls on in a zone."""
    return (_EPOCH + dt.timedelta(seconds=moment)).astimezone(zone).date()


def _offset(quarter: int, zone: dt.tzinfo) -> int:
    try:
        offset = dt.datetime.fromtimestamp(quarter * 900, zone).utcoffset()
    except (ValueError, OverflowError, OSError):
        return 0
    return int(offset.total_seconds()) if offset is not None else 0
