"""The grammar of one cell: what a text may be read as, and its value as a number, a truth or a time.

`classify` says everything that a text fits; `parse_number`, `parse_boolean` and `parse_time` give its
value under one reading, or None. `convert.py` does the same for whole columns and must agree.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from admanager.ingest.words import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    FALSE_WORDS,
    MISSING_NA,
    MISSING_SYMBOLS,
    MISSING_UNKNOWN,
    MONTHS,
    TRUE_WORDS,
)
from admanager.ingest.zones import is_utc, offset_at

MAX_EXACT_INTEGER = 2**53
"""Whole numbers beyond this are identifiers: a float could not tell them apart."""


class Fits:
    """What a text can be read as, as bits of an int; several may hold at once.

    Plain numbers, since an enum's operators are a hundred times slower and this runs for every cell.
    """

    POINT = 1  # a number, if the decimal mark is a point
    COMMA = 2  # a number, if it is a comma
    WHOLE_POINT = 4
    WHOLE_COMMA = 8
    YMD = 16
    DMY = 32
    MDY = 64
    TIME = 128  # with a time of day
    DATE_SHAPE = 256  # written like a date, possible or not
    BOOLEAN = 512
    CODE = 1024  # an identifier: leading zeros, too many digits, letters among digits
    MISSING = 2048  # a word for "no value" in numbers, dates and booleans
    UNKNOWN = 4096  # the same, in categories too
    BOOKED = 8192  # a negative as bookkeepers write it: (1.25)


_MISSING = frozenset((*MISSING_SYMBOLS, *MISSING_NA))
_UNKNOWN = frozenset(MISSING_UNKNOWN)
_CODE = re.compile(r"(?=[^\W\d]*\d)(?=\d*[^\W\d])[\w\-./]+\Z")
_BOOKED = re.compile(r"\(([^()+\-−]+)\)\Z")
_MAX_CLASSIFIED = 64
"""A longer text is neither a number nor a date nor a word for something missing."""
# Shortcuts for what most cells hold; each gives what the full grammar would give.
_DIGIT = re.compile(r"\d")
_PLAIN_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_PLAIN_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.(?:[0-9]{1,2}|[0-9]{4,17})\Z")
_INTEGER_FLAGS = Fits.POINT | Fits.COMMA | Fits.WHOLE_POINT | Fits.WHOLE_COMMA


@lru_cache(maxsize=65_536)
def classify(text: str) -> int:
    """Return every `Fits` flag of a cell's text, blanks around it ignored; 0 for ordinary text."""
    if _PLAIN_INTEGER.match(text):
        return _INTEGER_FLAGS
    if _PLAIN_DECIMAL.match(text):
        return Fits.POINT
    if len(text) > _MAX_CLASSIFIED:
        return 0
    stripped = text.strip()
    word = stripped.casefold()
    if word in _UNKNOWN:
        return Fits.UNKNOWN | Fits.MISSING
    if word in _MISSING:
        return Fits.MISSING
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return Fits.BOOLEAN
    if not _DIGIT.search(stripped):
        return 0
    flags = _number_flags(stripped) | _date_flags(stripped)
    if not flags and (_looks_like_identifier(stripped)):
        flags = Fits.CODE
    return flags


def _number_flags(text: str) -> int:
    flags = 0
    point = parse_number(text, ".")
    if _BOOKED.match(text):
        flags |= Fits.BOOKED
    if point is not None:
        flags |= Fits.POINT | (Fits.WHOLE_POINT if isinstance(point, int) else 0)
    comma = parse_number(text, ",")
    if comma is not None:
        flags |= Fits.COMMA | (Fits.WHOLE_COMMA if isinstance(comma, int) else 0)
    return flags if flags != Fits.BOOKED else 0


def _date_flags(text: str) -> int:
    shape = _date_match(text)
    if shape is None:
        return 0
    flags = Fits.DATE_SHAPE | (Fits.TIME if shape["hour"] else 0)
    if shape.re is not _YEAR_LAST:
        return flags | (Fits.YMD | Fits.DMY | Fits.MDY if _seconds(shape, "ymd") is not None else 0)
    if _seconds(shape, "dmy") is not None:
        flags |= Fits.DMY
    if _seconds(shape, "mdy") is not None:
        flags |= Fits.MDY
    return flags


def _looks_like_identifier(text: str) -> bool:
    digits = text[1:] if text[:1] in "+-" else text
    return (digits.isascii() and digits.isdigit()) or _CODE.match(text) is not None


# -- numbers ---------------------------------------------------------------------------------------------

_SIGNS = re.escape(CURRENCY_SIGNS)
_CODES = "|".join(CURRENCY_CODES)


@lru_cache(maxsize=32)
def _number_pattern(decimal: str, thousands: str | None) -> re.Pattern[str]:
    if thousands is None:
        groups = r"[\u00a0\u202f '’,]" if decimal == "." else r"[\u00a0\u202f '’.]"
    else:
        groups = f"[{re.escape(thousands)}]" if thousands else r"(?!)"
    mark = re.escape(decimal)
    return re.compile(
        rf"(?P<sign>[+\-−])?\s*(?P<before>(?:[{_SIGNS}]|{_CODES})\s*)?(?P<inner>[+\-−])?"
        rf"(?P<whole>\d{{1,3}}(?:{groups}\d{{3}})+|\d+)?(?P<fraction>{mark}\d*)?(?P<exponent>[eE][+\-]?\d{{1,3}})?"
        rf"(?P<after>\s*(?:%|‰|[{_SIGNS}]|{_CODES}))?\Z",
        re.ASCII,
    )


def parse_number(text: str, decimal: str = ".", thousands: str | None = None) -> int | float | None:
    """Return the number that a text is, an int where it is written whole, or None.

    `thousands` None allows the usual group marks, "" none. Currency signs and a percent sign are taken
    off: `9.98%` is 9.98. `(1.25)` is negative, as bookkeepers write it. Not numbers: leading zeros (01234), whole numbers beyond 2^53, `7E10` without a
    decimal mark, `nan` and `inf`, and a plus before more than six digits (a telephone number).
    """
    text = text.strip()
    if booked := _BOOKED.match(text):
        amount = parse_number(booked[1], decimal, thousands)
        return None if amount is None else -amount
    match = _number_pattern(decimal, thousands).match(text)
    if match is None:
        return None
    whole, fraction, exponent = match["whole"], match["fraction"], match["exponent"]
    if whole is None and (fraction is None or len(fraction) < 2):
        return None
    if match["sign"] and match["inner"]:
        return None
    if exponent and not fraction and exponent[1] != "-":
        return None
    digits = "".join(letter for letter in whole or "0" if letter.isdigit())
    if len(digits) > 1 and digits[0] == "0":
        return None
    sign = match["sign"] or match["inner"] or ""
    plain = fraction is None and exponent is None
    if plain and (int(digits) > MAX_EXACT_INTEGER or (sign == "+" and len(digits) > 6)):
        return None
    negative = sign in {"-", "−"}
    if plain:
        return -int(digits) if negative else int(digits)
    value = float(f"{digits}.{(fraction or '.')[1:]}{exponent or ''}")
    if value in {float("inf"), float("-inf")}:
        return None
    return -value if negative else value


# -- booleans --------------------------------------------------------------------------------------------


def parse_boolean(text: str) -> int | None:
    """Return 1 or 0 for a word that says yes or no in a known language, 1 and 0 themselves, or None."""
    word = text.strip().casefold()
    if word in TRUE_WORDS or word == "1":
        return 1
    return 0 if word in FALSE_WORDS or word == "0" else None


# -- dates and times -------------------------------------------------------------------------------------

_TIME = (
    r"(?:(?:[T ]\s*|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|[+\-]\d{2}:?\d{2})?)?\Z"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})|年(?P<cmonth>\d{1,2})月(?P<cday>\d{1,2})日)"
    + _TIME
)
_YEAR_LAST = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})" + _TIME
)
_DAY_NAMED = re.compile(r"(?P<day>\d{1,2})[- ](?P<name>[A-Za-z]{3,9})\.?[-, ]+(?P<year>\d{4}|\d{2})" + _TIME)
_NAMED_DAY = re.compile(r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:,| |, )\s*(?P<year>\d{4})" + _TIME)
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_PATTERNS = (_YEAR_FIRST, _YEAR_LAST, _DAY_NAMED, _NAMED_DAY)


def _date_match(text: str) -> re.Match[str] | None:
    if len(text) < 6 or len(text) > 45:
        return None
    for pattern in _PATTERNS:
        if match := pattern.match(text):
            if "name" in match.groupdict() and match["name"].lower() not in MONTHS:
                continue
            return match
    return None


def parse_time(text: str, order: str, zone: str | None = None) -> int | None:
    """Return the UTC seconds of a date, or a date with a time, or None for anything else and impossible days.

    `order` is ymd, dmy or mdy; it decides only where the text leaves it open (03/04/2024): a year in front
    or a month's name can be read in one way. Fractions of a second are cut off. A time that names no zone is
    one of `zone`, or of UTC. Two-digit years are 1970 to 2069.
    """
    match = _date_match(text.strip())
    if match is None:
        return None
    seconds = _seconds(match, order)
    if seconds is None or match["zone"] or is_utc(zone):
        return seconds
    return seconds - offset_at(seconds, zone or "UTC")


def _seconds(match: re.Match[str], order: str) -> int | None:
    parts = _date_parts(match, order)
    if parts is None:
        return None
    year, month, day = parts
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    seconds = _seconds_of_day(match)
    if seconds is None:
        return None
    return (date(year, month, day).toordinal() - _EPOCH_DAY) * 86_400 + seconds


def _date_parts(match: re.Match[str], order: str) -> tuple[int, int, int] | None:
    if match.re is _YEAR_FIRST:
        return int(match["year"]), int(match["month"] or match["cmonth"]), int(match["day"] or match["cday"])
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year >= 70 else 2000
    if match.re is not _YEAR_LAST:
        return year, MONTHS[match["name"].lower()], int(match["day"])
    one, two = int(match["one"]), int(match["two"])
    if order == "dmy":
        return year, two, one
    return (year, one, two) if order == "mdy" else None


def _seconds_of_day(match: re.Match[str]) -> int | None:
    if match["hour"] is None:
        return 0
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    seconds = hour * 3600 + minute * 60 + second
    zone = match["zone"]
    if zone and zone[0] in "+-":
        offset = int(zone[1:3]) * 3600 + int(zone[-2:]) * 60
        if offset > 14 * 3600:
            return None
        seconds -= offset if zone[0] == "+" else -offset
    return seconds
