"""Turning a column of texts into typed values, block by block.

What is written plainly (whole numbers, decimals, dates of fixed width) is converted by Arrow and NumPy;
everything else by the grammar of `values.py`, once for each different text. Both ways must agree, and
both leave evidence, from which the column's final type is decided when the whole file was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from admanager.ingest.arrays import blank_cells, byte_at, data, filled, offsets
from admanager.ingest.cells import MICROS, Cell, NotFitting, convert_cell
from admanager.ingest.settle import ColumnPlan
from admanager.ingest.types import MAX_ODD_TEXTS, Evidence
from admanager.ingest.values import MAX_EXACT_INTEGER, Fits, classify
from admanager.ingest.words import BLANKS
from admanager.ingest.zones import is_utc, to_utc

if TYPE_CHECKING:
    import pyarrow as pa

Integers = npt.NDArray[np.int64]
_PLAIN_INTEGER_MASK = Fits.POINT | Fits.COMMA | Fits.WHOLE_POINT | Fits.WHOLE_COMMA
_DATE_MASK = {
    "ymd": Fits.DATE_SHAPE | Fits.YMD | Fits.DMY | Fits.MDY,
    "dmy": Fits.DATE_SHAPE | Fits.DMY,
    "mdy": Fits.DATE_SHAPE | Fits.MDY,
}


@dataclass(frozen=True)
class Converted:
    """A typed column: int64, float64 or string, null where missing; and the rows whose cells did not fit."""

    values: pa.Array
    odd_rows: Integers
    odd_texts: list[str]


def convert(column: pa.Array, plan: ColumnPlan, evidence: Evidence) -> Converted:
    """Return the column's values as planned, and add what was seen to `evidence`."""
    if plan.type == "text":
        return _text(column, plan, evidence)
    fast = None
    if plan.type == "integer":
        fast = _plain_integers(column, evidence)
    elif plan.type == "real":
        fast = _plain_decimals(column, plan, evidence)
    elif plan.type in {"date", "datetime"}:
        fast = _plain_dates(column, plan, evidence)
    if fast is not None:
        return Converted(_in_place(fast, plan), np.empty(0, np.int64), [])
    return _by_distinct_texts(column, plan, evidence)


def _in_place(values: pa.Array, plan: ColumnPlan) -> pa.Array:
    """Return plainly written amounts in the project's currency, and times that name no zone in UTC."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if plan.type == "real" and plan.rate != 1:
        # As `cells.to_micros` does it: both round to the nearest even.
        micros = pc.multiply(pc.multiply(values, plan.rate), float(MICROS))
        rounded = pc.divide(pc.round(micros, round_mode="half_to_even"), float(MICROS))
        return pc.if_else(pc.is_finite(micros), rounded, pc.multiply(values, plan.rate))
    if plan.type == "datetime" and plan.zone is not None and not is_utc(plan.zone):
        known = filled(values)
        local = values.fill_null(0).to_numpy(zero_copy_only=False)
        return pa.array(to_utc(local, plan.zone), mask=~known)
    return values


# -- any text, once for each different one ---------------------------------------------------------------


def _counted(column: pa.Array) -> dict[str, int]:
    """Return how often each text is there, in the order in which they first come."""
    counted = column.value_counts()
    texts, counts = counted.field("values").to_pylist(), counted.field("counts").to_pylist()
    return {text: count for text, count in zip(texts, counts, strict=True) if text is not None}


def _by_distinct_texts(
    column: pa.Array, plan: ColumnPlan, evidence: Evidence, counts: dict[str, int] | None = None
) -> Converted:
    counts = _counted(column) if counts is None else counts
    words = plan.words()
    values: dict[str, Cell] = {}
    odd = set()
    for text in counts:
        try:
            values[text] = convert_cell(text, plan, words)
        except NotFitting:
            values[text] = None
            odd.add(text)
    _add(counts, odd, evidence, keep_all=plan.type == "text")
    if plan.type == "text" and all(text == value for text, value in values.items()):
        return Converted(column, np.empty(0, np.int64), [])
    return _replaced(column, plan, values, odd)


def _replaced(column: pa.Array, plan: ColumnPlan, values: Mapping[str, Cell], odd: Set[str]) -> Converted:
    """Return the column with each text's value in its place."""
    import pyarrow as pa

    encoded = column.dictionary_encode()
    texts: list[str] = encoded.dictionary.to_pylist()
    codes = encoded.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)
    type_ = pa.float64() if plan.type == "real" else pa.string() if plan.type == "text" else pa.int64()
    result = pa.array([*(values[text] for text in texts), None], type_).take(pa.array(codes))
    if not odd:
        return Converted(result, np.empty(0, np.int64), [])
    odd_rows = np.flatnonzero(np.array([*(text in odd for text in texts), False])[codes]).astype(np.int64)
    return Converted(result, odd_rows, [texts[codes[row]] for row in odd_rows])


def _add(counts: Mapping[str, int], odd: Set[str], evidence: Evidence, *, keep_all: bool) -> None:
    """Count every cell's mask; keep the texts of those that did not fit."""
    for text, count in counts.items():
        if not text.strip(BLANKS):
            continue
        mask = classify(text)
        evidence.masks[mask] += count
        kept = keep_all or text in odd or mask & Fits.BOOLEAN
        if kept and (text in evidence.texts or len(evidence.texts) < MAX_ODD_TEXTS):
            evidence.texts[text] += count


# -- text ------------------------------------------------------------------------------------------------


def _text(column: pa.Array, plan: ColumnPlan, evidence: Evidence) -> Converted:
    counts = None
    if not evidence.too_many_levels:
        counts = _counted(column)
        evidence.add_levels([text for text in counts if text.strip(BLANKS)], len(column) - column.null_count)
    if plan.is_key:
        return _key_text(column, plan, evidence)
    undecided = not plan.certain and not plan.fixed
    words_matter = plan.missing_words and (plan.words_fixed or not evidence.too_many_levels)
    if undecided or words_matter:
        return _by_distinct_texts(column, plan, evidence, counts)
    nothing = Converted(column, np.empty(0, np.int64), [])
    if not _any_blank_start(column):
        return nothing
    import pyarrow as pa
    import pyarrow.compute as pc

    blank = blank_cells(column)
    if not blank[filled(column)].any():
        return nothing
    emptied = pc.if_else(pa.array(blank), pa.scalar(None, pa.string()), column)
    return Converted(emptied, np.empty(0, np.int64), [])


def _key_text(column: pa.Array, plan: ColumnPlan, evidence: Evidence) -> Converted:
    """Return keys without blanks round them, null for words that mean "no value"."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if _any_blank_edge(column):
        return _by_distinct_texts(column, plan, evidence)
    nothing = np.empty(0, np.int64)
    if not plan.missing_words:
        return Converted(column, nothing, [])
    missing = pc.is_in(column, pa.array(sorted(plan.words()), pa.string()))
    if not pc.any(missing).as_py():
        return Converted(column, nothing, [])
    return Converted(pc.if_else(missing, pa.scalar(None, pa.string()), column), nothing, [])


def _any_blank_edge(column: pa.Array) -> bool:
    edges, content = offsets(column), data(column)
    ends = edges[1:][np.diff(edges) > 0] - 1
    last = content[ends]
    # Bytes beyond ASCII may be other blanks, such as a no-break space.
    return _any_blank_start(column) or bool(
        np.any((last <= 32) | (last > 127) | (byte_at(column, 0)[np.diff(edges) > 0] > 127))
    )


def _any_blank_start(column: pa.Array) -> bool:
    first = byte_at(column, 0)
    return bool(np.any((first > 0) & (first <= 32)))


# -- plain numbers ---------------------------------------------------------------------------------------


def _only(column: pa.Array, letters: bytes) -> bool:
    """Return whether the column's cells are made of these bytes alone."""
    edges = offsets(column)
    content = data(column)[edges[0] : edges[-1]]
    return not content.tobytes().translate(None, letters)


def _leading_zeros(column: pa.Array) -> bool:
    """Return whether a cell starts with a zero and another digit, behind a minus or not."""
    first = byte_at(column, 0)
    zero, negative = first == 48, first == 45
    if not (zero.any() or negative.any()):
        return False
    second = byte_at(column, 1)
    if np.any(zero & _is_digit(second)):
        return True
    return bool(negative.any() and np.any(negative & (second == 48) & _is_digit(byte_at(column, 2))))


def _is_digit(letters: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    return (letters >= 48) & (letters <= 57)


def _plain_integers(column: pa.Array, evidence: Evidence) -> pa.Array | None:
    """Return a column of whole numbers without signs and marks but a minus, or None where others are there."""
    import pyarrow as pa

    if not _only(column, b"0123456789-") or _leading_zeros(column):
        return None
    values = _cast(column, pa.int64())
    if values is None or _beyond_exact(values):
        return None
    count = len(column) - column.null_count
    if count:
        evidence.masks[_PLAIN_INTEGER_MASK] += count
    return values


def _plain_decimals(column: pa.Array, plan: ColumnPlan, evidence: Evidence) -> pa.Array | None:
    """Return a column of plain decimal numbers, or None where anything else is there."""
    import pyarrow as pa

    mark = plan.decimal.encode()
    if plan.thousands is not None and plan.thousands == plan.decimal:
        return None
    if not _only(column, b"0123456789-" + mark) or _leading_zeros(column):
        return None
    if mark == b",":
        column = _with_points(column)
    # A mark alone is no number, and Arrow would take one with digits on one side only.
    values = _cast(column, pa.float64())
    if values is None or _beyond_exact(values):
        return None
    count = len(column) - column.null_count
    if count:
        # Some of them are whole; that they are in a column of decimals is all that matters here.
        evidence.masks[Fits.POINT if mark == b"." else Fits.COMMA] += count
    return values


def _with_points(column: pa.Array) -> pa.Array:
    import pyarrow as pa

    content = data(column).tobytes().replace(b",", b".")
    return pa.StringArray.from_buffers(
        len(column),
        column.buffers()[1],
        pa.py_buffer(content),
        column.buffers()[0],
        column.null_count,
        column.offset,
    )


def _cast(column: pa.Array, type_: pa.DataType) -> pa.Array | None:
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        return pc.cast(column, type_)
    except pa.ArrowInvalid:
        return None


def _beyond_exact(values: pa.Array) -> bool:
    """Return whether a number is at the limit of exact whole numbers, where a float may have been rounded to it."""
    import pyarrow.compute as pc

    found = pc.min_max(values).as_py()
    if found["min"] is None:
        return False
    return bool(found["min"] <= -MAX_EXACT_INTEGER or found["max"] >= MAX_EXACT_INTEGER)


# -- plain dates -----------------------------------------------------------------------------------------

_DATE_WIDTH, _TIME_WIDTH = 10, 19
_MONTH_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int64)


def _plain_dates(column: pa.Array, plan: ColumnPlan, evidence: Evidence) -> pa.Array | None:
    """Return UTC seconds of dates, or dates with times, of one fixed width, or None where others are there."""
    import pyarrow as pa

    known = filled(column)
    plain = column.drop_null() if column.null_count else column
    if not len(plain):
        return pa.nulls(len(column), pa.int64())
    edges = offsets(plain)
    width = int(edges[1] - edges[0])
    if width not in ({_DATE_WIDTH} if plan.type == "date" else {_DATE_WIDTH, _TIME_WIDTH}):
        return None
    if not np.all(np.diff(edges) == width):
        return None
    letters = data(plain)[edges[0] : edges[-1]].reshape(-1, width)
    found = _day_numbers(letters[:, :_DATE_WIDTH], plan.date_order)
    clock = _clock_seconds(letters) if width == _TIME_WIDTH else 0
    if found is None or clock is None:
        return None
    days, day_of_month = found
    _add_dates(day_of_month, plan, evidence, with_time=width == _TIME_WIDTH)
    seconds = np.zeros(len(column), dtype=np.int64)
    seconds[known] = days * 86_400 + clock
    return pa.array(seconds, mask=~known)


def _digits(letters: npt.NDArray[np.uint8], columns: range) -> Integers | None:
    """Return the numbers written in some columns of a table of letters, or None where one is no digit."""
    digits = letters[:, columns.start : columns.stop] - np.uint8(48)
    if np.any(digits > 9):
        return None
    number = np.zeros(len(letters), dtype=np.int64)
    for place in range(digits.shape[1]):
        number = number * 10 + digits[:, place]
    return number


def _day_numbers(letters: npt.NDArray[np.uint8], order: str) -> tuple[Integers, Integers] | None:
    """Return the days since 1970-01-01 and the days of the month, or None for anything but ten-letter dates."""
    year_first = order == "ymd"
    first_mark, second_mark = (4, 7) if year_first else (2, 5)
    marks = letters[:, first_mark]
    if np.any(marks != letters[:, second_mark]) or not np.all(np.isin(marks, (45, 46, 47))):
        return None
    if year_first:
        year, month, day = (_digits(letters, part) for part in (range(4), range(5, 7), range(8, 10)))
    else:
        one, two, year = (_digits(letters, part) for part in (range(2), range(3, 5), range(6, 10)))
        month, day = (two, one) if order == "dmy" else (one, two)
    if year is None or month is None or day is None:
        return None
    if year.min() < 1 or month.min() < 1 or month.max() > 12 or day.min() < 1:
        return None
    common = (year % 4 != 0) | ((year % 100 == 0) & (year % 400 != 0))
    if np.any(day > _MONTH_DAYS[month] - ((month == 2) & common)):
        return None
    months = (year - 1970) * 12 + month - 1
    first_days = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return first_days + day - 1, day


def _clock_seconds(letters: npt.NDArray[np.uint8]) -> Integers | None:
    gap, marks = letters[:, 10], letters[:, (13, 16)]
    if not np.all((gap == 32) | (gap == 84)) or np.any(marks != 58):
        return None
    hour, minute, second = (_digits(letters, part) for part in (range(11, 13), range(14, 16), range(17, 19)))
    if hour is None or minute is None or second is None:
        return None
    if hour.max() > 23 or minute.max() > 59 or second.max() > 59:
        return None
    return hour * 3600 + minute * 60 + second


def _add_dates(day: Integers, plan: ColumnPlan, evidence: Evidence, *, with_time: bool) -> None:
    time = Fits.TIME if with_time else 0
    if plan.date_order == "ymd":
        evidence.masks[_DATE_MASK["ymd"] | time] += len(day)
        return
    telling = int(np.count_nonzero(day > 12))
    evidence.masks[_DATE_MASK[plan.date_order] | time] += telling
    evidence.masks[_DATE_MASK["dmy"] | _DATE_MASK["mdy"] | time] += len(day) - telling
