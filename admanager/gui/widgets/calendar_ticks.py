"""Where the time axes of data have their ticks: round hours, days, months and years of the project's zone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QDate

from admanager.gui import format as fmt
from admanager.gui.i18n import locale

DAY = 86_400.0
_HOURS = (1, 2, 3, 6, 12)
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_MONTH = 30.4
_MONTH_FORMS, _YEAR_FORMS = ("MMM yyyy", "yyyy年M月"), ("yyyy", "yyyy年")


def calendar_ticks(low: float, high: float, most: int) -> list[tuple[float, str]]:
    """Return moments (UTC seconds) from `low` to `high` with their texts, about `most` of them, the finest that fit."""
    shown = fmt.data_clock(low)
    days = (high - low) / DAY
    if shown is None or not days > 0:
        return []
    day = QDate(shown.year, shown.month, shown.day)
    for hours in _HOURS:
        if days * 24 / hours <= most:
            return _hour_ticks(day, hours, low, high)
    for step in _DAYS:
        if days / step <= most:
            return _within(((day.addDays(n), _day_form()) for n in range(0, 800, step)), low, high)
    for months in _MONTHS:
        if days / (_MONTH * months) <= most:
            years = months // 12
            first = QDate(day.year() // years * years if years else day.year(), 1, 1)
            form = _YEAR_FORMS if years else _MONTH_FORMS
            return _within(
                ((first.addMonths(n), form[_is_chinese()]) for n in range(0, months * 800, months)), low, high
            )
    return []


def _is_chinese() -> bool:
    return locale().name().startswith("zh")


def _day_form() -> str:
    return "M月d日" if _is_chinese() else "d MMM"


def _hour_ticks(day: QDate, step: int, low: float, high: float) -> list[tuple[float, str]]:
    """Return ticks at hours; that of midnight tells the day."""
    found = []
    for each in (day.addDays(n) for n in range(int((high - low) / DAY) + 2)):
        for hour in range(0, 24, step):
            moment = fmt.moment_at(each, hour)
            if low <= moment <= high:
                found.append((moment, f"{hour:02}:00" if hour else locale().toString(each, _day_form())))
    return found


def _within(days: Iterable[tuple[QDate, str]], low: float, high: float) -> list[tuple[float, str]]:
    found = []
    for day, form in days:
        if not 1 <= day.year() <= 9998:
            break
        moment = fmt.moment_at(day)
        if moment > high:
            break
        if moment >= low:
            found.append((moment, locale().toString(day, form)))
    return found
