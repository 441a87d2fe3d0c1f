"""Where an axis has its ticks, and what is written at them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate

from admanager.gui import format as fmt
from admanager.gui.i18n import locale

if TYPE_CHECKING:
    from admanager.gui.widgets.chart_data import Axis

Tick = tuple[float, str]

LONGEST_NAME = 14
LETTER = 6
"""Pixels that a letter of a category's name takes, about."""
MINUTE, HOUR, DAY = 60, 3600, 86_400
_SECONDS = (1, 5, 15, 30, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE)
_HOURS = (HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR)
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def ticks(axis: Axis, low: float, high: float, size: float, room: float, names: Sequence[str]) -> list[Tick]:
    """Return the ticks between two values of an axis that is `size` pixels long, at least `room` pixels apart.

    `names` are those of an axis of categories.
    """
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low or size < room:
        return []
    if axis.kind == "category":
        return _category_ticks(low, high, size, names)
    if axis.kind == "time":
        return _time_ticks(low, high, (high - low) / (size / room))
    return _number_ticks(axis, low, high, (high - low) / (size / room))


def _number_ticks(axis: Axis, low: float, high: float, least: float) -> list[Tick]:
    step = _round_step(least)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    values = [number * step for number in range(first, last + 1)]
    shown = step * (100 if axis.kind == "percent" else 1)
    # A step of 2.5 needs one more decimal than its size: 2.5, 5.0, 7.5.
    fitting = (places for places in range(12) if abs(shown - round(shown, places)) < shown * 1e-6)
    decimals = next(fitting, 0)
    if axis.kind == "percent":
        return [(value, fmt.number(value * 100, decimals)) for value in values]
    if step >= 10_000:
        return [(value, fmt.short_number(value)) for value in values]
    return [(value, fmt.number(value, decimals)) for value in values]


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= least * 0.999)


def _category_ticks(low: float, high: float, size: float, names: Sequence[str]) -> list[Tick]:
    """Return the whole numbers that have a name, thinned to what fits; long names are cut."""
    first, last = max(0, math.ceil(low)), min(len(names) - 1, math.floor(high))
    if last < first:
        return []
    longest = max(len(name) for name in names[first : last + 1])
    fitting = max(1, int(size / (min(longest, LONGEST_NAME) * LETTER + 2 * LETTER)))
    step = max(1, -(-(last - first + 1) // fitting))
    return [(float(number), _cut(names[number])) for number in range(first, last + 1, step)]


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _time_ticks(low: float, high: float, least: float) -> list[Tick]:
    """Return round moments of local time; the values are UTC seconds."""
    try:
        start = datetime.fromtimestamp(low)
        datetime.fromtimestamp(high)
    except (OverflowError, OSError, ValueError):
        return []
    for step in (*_SECONDS, *_HOURS):
        if step >= least:
            return _clock_ticks(start, high, step)
    for days in _DAYS:
        if days * DAY >= least:
            return _day_ticks(start, high, days)
    months = next((months for months in _MONTHS if months * 30 * DAY >= least), _MONTHS[-1])
    return _month_ticks(start, high, months)


def _clock_ticks(start: datetime, high: float, step: int) -> list[Tick]:
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    number = math.ceil((start - midnight).total_seconds() / step)
    found: list[Tick] = []
    while (moment := midnight + timedelta(seconds=number * step)).timestamp() <= high:
        if moment.hour == moment.minute == moment.second == 0:
            text = _written(moment, "d MMM")
        else:
            text = f"{moment:%H:%M:%S}" if step < MINUTE else f"{moment:%H:%M}"
        found.append((moment.timestamp(), text))
        number += 1
    return found


def _day_ticks(start: datetime, high: float, days: int) -> list[Tick]:
    # Counted from a Monday, so that ticks a week apart are Mondays and stay where they are while one scrolls.
    number = -(-(start.toordinal() - 1) // days) * days + 1
    found: list[Tick] = []
    while (moment := datetime.fromordinal(number)).timestamp() <= high:
        if moment >= start:
            found.append((moment.timestamp(), _written(moment, "d MMM")))
        number += days
    return found


def _month_ticks(start: datetime, high: float, months: int) -> list[Tick]:
    number = -(-(start.year * 12 + start.month - 1) // months) * months
    found: list[Tick] = []
    while number // 12 < 9999:
        moment = datetime(number // 12, number % 12 + 1, 1)
        if moment.timestamp() > high:
            break
        if moment >= start:
            found.append((moment.timestamp(), _written(moment, "yyyy" if months >= 12 else "MMM yyyy")))
        number += months
    return found


def _written(moment: datetime, pattern: str) -> str:
    return locale().toString(QDate(moment.year, moment.month, moment.day), pattern)
