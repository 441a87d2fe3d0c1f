"""Days, hours and weekdays of many UTC times in a time zone at once."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

HOUR_SECONDS = 3_600
DAY_SECONDS = 86_400

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


def _offset(quarter: int, zone: dt.tzinfo) -> int:
    try:
        offset = dt.datetime.fromtimestamp(quarter * 900, zone).utcoffset()
    except (ValueError, OverflowError, OSError):
        return 0
    return int(offset.total_seconds()) if offset is not None else 0
