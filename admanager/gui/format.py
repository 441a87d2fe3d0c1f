"""Numbers, amounts, times and durations as the window writes them, in its language."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, QTime, QTimeZone

from admanager.gui.i18n import locale, tr

MISSING = "–"
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "CNY": "¥", "JPY": "¥"}


def number(value: float | None, decimals: int = 0) -> str:
    """Return a number with grouped thousands and this many decimals; a dash where it is missing."""
    if value is None or not math.isfinite(value):
        return MISSING
    return locale().toString(float(value), "f", decimals)


def short_number(value: float | None) -> str:
    """Return a number of at most four significant figures: 28,832 as `28.8 k`, 1,250,000 as `1.25 M`."""
    if value is None or not math.isfinite(value):
        return MISSING
    for limit, letter in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= limit:
            scaled = value / (1e3 if letter == "k" else limit)
            return f"{locale().toString(scaled, 'g', 3)} {letter}"
    return number(value) if float(value).is_integer() else locale().toString(float(value), "g", 4)


def percent(share: float | None, decimals: int = 1) -> str:
    """Return a share of 1 as a percentage: 0.112 as `11.2 %`."""
    return MISSING if share is None or not math.isfinite(share) else f"{number(share * 100, decimals)} %"


def listed(names: Iterable[str]) -> str:
    """Return names as a list within a sentence, with the comma of the window's language between them."""
    return tr("Format", ", ").join(names)


def currency_symbol(currency: str) -> str:
    """Return the sign of a currency, or its code where it has none of its own."""
    return _SYMBOLS.get(currency, currency)


def money(micros: float | None, currency: str = "EUR", decimals: int = 2) -> str:
    """Return an amount of integer micros in a currency."""
    if micros is None or not math.isfinite(micros):
        return MISSING
    sign = "-" if micros < 0 else ""
    return f"{sign}{_SYMBOLS.get(currency, currency + ' ')}{number(abs(micros) / 1e6, decimals)}"


def amount(value: float | None, currency: str = "", decimals: int = 2) -> str:
    """Return an amount in units of a currency; as a plain number where the project has none."""
    if not currency or value is None:
        return number(value, decimals)
    return money(value * 1e6, currency, decimals)


def duration(seconds: float | None) -> str:
    """Return a duration in its two largest units: `3 min 20 s`."""
    if seconds is None or not math.isfinite(seconds):
        return MISSING
    if seconds < 0.1:
        return tr("Format", "less than 0.1 s")
    if seconds < 10:
        return tr("Format", "{seconds} s", seconds=number(seconds, 1))
    whole = round(seconds)
    if whole < 60:
        return tr("Format", "{seconds} s", seconds=whole)
    if whole < 3600:
        return tr("Format", "{minutes} min {seconds} s", minutes=whole // 60, seconds=whole % 60)
    return tr("Format", "{hours} h {minutes} min", hours=whole // 3600, minutes=whole % 3600 // 60)


def size(count: int) -> str:
    """Return a number of bytes: `1.2 MB`."""
    return locale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def time(utc_seconds: float | None) -> str:
    """Return when this machine did something, in its local time, short: date and minute."""
    if utc_seconds is None or not math.isfinite(utc_seconds):
        return MISSING
    return locale().toString(QDateTime.fromSecsSinceEpoch(int(utc_seconds)), QLocale.FormatType.ShortFormat)


def date(utc_seconds: float | None) -> str:
    """Return the day of a stored date (UTC midnight), short."""
    if utc_seconds is None or not math.isfinite(utc_seconds):
        return MISSING
    moment = QDateTime.fromSecsSinceEpoch(int(utc_seconds), QTimeZone(QTimeZone.Initialization.UTC))
    return moment.date().toString(Qt.DateFormat.ISODate)


# -- moments of the data -------------------------------------------------------------------------------------

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_data_zone: dt.tzinfo = dt.UTC


def set_data_zone(name: str) -> None:
    """Write the moments of data in this time zone from now on: that of the open project, as its rules and hours."""
    global _data_zone
    try:
        _data_zone = dt.UTC if name == "UTC" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _data_zone = dt.UTC


def data_zone() -> str:
    """Return the name of the zone that the moments of data are written in."""
    return str(_data_zone)


def data_clock(utc_seconds: float) -> dt.datetime | None:
    """Return what the clocks of the data's zone show at a moment; None for one that no calendar holds."""
    try:
        return (_EPOCH + dt.timedelta(seconds=utc_seconds)).astimezone(_data_zone)
    except (OverflowError, ValueError):
        return None


def moment_at(day: QDate, hour: int = 0) -> float:
    """Return the UTC seconds at which the clocks of the data's zone show an hour of a day."""
    return dt.datetime(day.year(), day.month(), day.day(), hour, tzinfo=_data_zone).timestamp()


def moment(utc_seconds: float | None) -> str:
    """Return a moment of the data in the project's zone, short: date and minute."""
    shown = None if utc_seconds is None else data_clock(utc_seconds)
    if shown is None:
        return MISSING
    clock = QDateTime(
        QDate(shown.year, shown.month, shown.day), QTime(shown.hour, shown.minute, shown.second)
    )
    return locale().toString(clock, QLocale.FormatType.ShortFormat)


def day(utc_seconds: float | None) -> str:
    """Return the day of a moment of the data in the project's zone."""
    shown = None if utc_seconds is None else data_clock(utc_seconds)
    return MISSING if shown is None else shown.date().isoformat()
