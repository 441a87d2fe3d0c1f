"""One typed column in memory: how it is read from the project file, and the bitmaps of predicates on it.

A text column is a dictionary, in the order in which its texts are met, and a code per row; whole numbers, dates and
flags take the smallest integer type that holds them; real numbers stay float64. Rows are padded to a multiple of 64,
so that a bitmap is whole words.
"""

from __future__ import annotations

import math
import operator
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

import numpy as np
import numpy.typing as npt

from admanager.audience.bound import Compare, IsMissing, Match, OneOf, Stored, Within
from admanager.jobs import Job
from admanager.project.changes import quote
from admanager.project.functions import folded
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column
from admanager.texts import sentence

Words = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

WORD = 64
# Small enough that no single call holds the interpreter so long that a window would stutter.
CHUNK_ROWS = 4_096
# Up to this many codes, comparing with each is faster than looking every row up in a table.
FEW_CODES = 8

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def padded(rows: int) -> int:
    """Return the rows rounded up to whole words."""
    return -(-rows // WORD) * WORD


def packed(flags: Flags) -> Words:
    """Return one bit a row, the first row in the lowest bit."""
    return np.packbits(flags, bitorder="little").view(np.uint64)


@dataclass(frozen=True)
class Bitmap:
    """The three-valued answer for every row: `true` where it holds, `possible` where it holds or is unknown.

    Where nothing is unknown both are the same array. Bits past the last row mean nothing.
    """

    true: Words
    possible: Words

    @property
    def certain(self) -> bool:
        """Whether no row is unknown."""
        return self.possible is self.true


@dataclass(frozen=True)
class ColumnData:
    """The values of one column; shape (padded rows,).

    `values` holds codes into `dictionary` for text, else the stored numbers, with 0 where missing. `known` has a
    bit for each row that has a value, and is None when all have one.
    """

    column: Column
    rows: int
    values: npt.NDArray[Any]
    known: Words | None
    dictionary: tuple[str, ...] = ()
    _folded: list[str] = field(default_factory=list, repr=False, compare=False)

    @property
    def present(self) -> npt.NDArray[Any]:
        """The values of the rows that have one."""
        values = self.values[: self.rows]
        return values if self.known is None else values[self.known_flags]

    @property
    def known_flags(self) -> Flags:
        """Whether each row has a value; shape (rows,)."""
        if self.known is None:
            return np.ones(self.rows, dtype=np.bool_)
        return np.unpackbits(self.known.view(np.uint8), count=self.rows, bitorder="little").view(np.bool_)

    def bitmap(self, predicate: Compare | OneOf | Within | Match | IsMissing) -> Bitmap:
        """Return the rows for which the predicate holds."""
        if isinstance(predicate, IsMissing):
            missing = np.zeros(len(self.values) // WORD, np.uint64) if self.known is None else ~self.known
            return Bitmap(missing, missing)
        flags = self._text_flags(predicate) if self.column.is_text else self._number_flags(predicate)
        holds = packed(flags)
        if self.known is None:
            return Bitmap(holds, holds)
        return Bitmap(holds & self.known, holds | ~self.known)

    # -- text ------------------------------------------------------------------------------------------

    def _text_flags(self, predicate: Compare | OneOf | Within | Match) -> Flags:
        """Test the dictionary once, then map the rows' codes."""
        chosen = np.fromiter(self._tested(predicate), dtype=np.bool_, count=len(self.dictionary))
        codes = np.flatnonzero(chosen)
        if len(codes) <= FEW_CODES:
            return self._rows_with(codes)
        if len(chosen) - len(codes) <= FEW_CODES:
            return ~self._rows_with(np.flatnonzero(~chosen))
        flags: Flags = np.take(chosen, self.values, mode="clip")
        return flags

    def _rows_with(self, codes: npt.NDArray[np.intp]) -> Flags:
        flags = np.zeros(len(self.values), dtype=np.bool_)
        for code in codes:
            flags |= self.values == self.values.dtype.type(code)
        return flags

    def _tested(self, predicate: Compare | OneOf | Within | Match) -> Iterable[bool]:
        match predicate:
            case Compare():
                compare = _OPERATORS[predicate.operator]
                return (compare(text, predicate.value) for text in self.dictionary)
            case OneOf():
                wanted = set(predicate.values)
                return (text in wanted for text in self.dictionary)
            case Within():
                low, high = str(predicate.low), str(predicate.high)
                return (low <= text <= high for text in self.dictionary)
            case Match():
                return self._matched(predicate)
            case _:
                assert_never(predicate)

    def _matched(self, predicate: Match) -> Iterable[bool]:
        if not self._folded:
            self._folded.extend(folded(text) for text in self.dictionary)
        needle = predicate.text
        match predicate.operator:
            case "contains":
                return (needle in text for text in self._folded)
            case "starts with":
                return (text.startswith(needle) for text in self._folded)
            case _:
                return (text.endswith(needle) for text in self._folded)

    # -- numbers ---------------------------------------------------------------------------------------

    def _number_flags(self, predicate: Compare | OneOf | Within | Match) -> Flags:
        match predicate:
            case Compare():
                return self._compared(predicate.operator, predicate.value)
            case OneOf():
                flags = np.zeros(len(self.values), dtype=np.bool_)
                for value in set(predicate.values):
                    flags |= self._compared("=", value)
                return flags
            case Within():
                return self._compared(">=", predicate.low) & self._compared("<=", predicate.high)
            case _:
                raise TypeError(f"{self.column.name} holds no text")

    def _compared(self, operator_: str, value: Stored) -> Flags:
        if isinstance(value, str):
            raise TypeError(f"{self.column.name} holds no text")
        if self.values.dtype.kind == "f":
            flags: Flags = _OPERATORS[operator_](self.values, float(value))
            return flags
        return self._compared_whole(operator_, value)

    def _compared_whole(self, operator_: str, value: int | float) -> Flags:
        """Compare whole numbers exactly: NumPy would round both sides to float64 where SQLite does not."""
        if operator_ in {"=", "!="}:
            found = int(value) if value == math.floor(value) else None
            equal: Flags = (
                self._all(False)
                if found is None or not self._holds(found)
                else self.values == self._typed(found)
            )
            return ~equal if operator_ == "!=" else equal
        # x >= v and x < v have the same threshold, as do x > v and x <= v.
        least = math.ceil(value) if operator_ in {">=", "<"} else math.floor(value) + 1
        if self._holds(least):
            above: Flags = self.values >= self._typed(least)
        else:
            above = self._all(least < 0)
        return above if operator_ in {">=", ">"} else ~above

    def _holds(self, value: int) -> bool:
        limits = np.iinfo(self.values.dtype)
        return int(limits.min) <= value <= int(limits.max)

    def _typed(self, value: int) -> Any:
        return self.values.dtype.type(value)

    def _all(self, flag: bool) -> Flags:
        return np.full(len(self.values), flag, dtype=np.bool_)


# -- reading -------------------------------------------------------------------------------------------------


def read_columns(
    connection: sqlite3.Connection, table: str, columns: Sequence[Column], rows: int, job: Job
) -> tuple[npt.NDArray[np.int64], dict[str, ColumnData]]:
    """Return the ids of the table's `rows` rows, ascending, and the columns in that order.

    Reads in blocks, so that a writer need not wait for the whole table; the caller has to see to it that the table's
    stamp was the same before and after.
    """
    ids = np.zeros(rows, dtype=np.int64)
    builders = [_Builder(column, rows) for column in columns]
    names = ", ".join([quote(ROW_ID), *(quote(column.name) for column in columns)])
    query = f"SELECT {names} FROM {quote(table)} WHERE {quote(ROW_ID)} > ? ORDER BY {quote(ROW_ID)} LIMIT ?"
    start, last = 0, -(2**63)
    while start < rows:
        job.check_cancelled()
        chunk = connection.execute(query, [last, min(CHUNK_ROWS, rows - start)]).fetchall()
        if not chunk:
            break
        block, *cells = zip(*chunk, strict=True)
        ids[start : start + len(chunk)] = block
        for builder, column_cells in zip(builders, cells, strict=True):
            builder.add(start, column_cells)
        start, last = start + len(chunk), block[-1]
        job.progress(start, rows, sentence("Reading the columns"))
    return ids, {builder.column.name: builder.finished() for builder in builders}


class _Builder:
    """Collects the cells of one column, block by block."""

    def __init__(self, column: Column, rows: int) -> None:
        self.column = column
        self._rows = rows
        self._known = np.zeros(padded(rows), dtype=np.bool_)
        self._codes: dict[str, int] = {}
        dtype = np.uint32 if column.is_text else np.float64 if column.type == "real" else np.int64
        self._values: npt.NDArray[Any] = np.zeros(padded(rows), dtype=dtype)

    def add(self, start: int, cells: Sequence[Any]) -> None:
        place = slice(start, start + len(cells))
        known = self._known[place]
        known[:] = np.fromiter((cell is not None for cell in cells), dtype=np.bool_, count=len(cells))
        if self.column.is_text:
            codes = self._codes
            self._values[place] = np.fromiter(
                (0 if cell is None else codes.setdefault(cell, len(codes)) for cell in cells),
                dtype=np.uint32,
                count=len(cells),
            )
        elif known.all():
            self._values[place] = cells
        else:
            self._values[place] = [0 if cell is None else cell for cell in cells]

    def finished(self) -> ColumnData:
        known = None if self._known[: self._rows].all() else packed(self._known)
        if self.column.is_text:
            return self._coded(known)
        values = self._values
        if values.dtype == np.int64:
            values = values.astype(_smallest(int(values.min(initial=0)), int(values.max(initial=0))))
        return ColumnData(self.column, self._rows, values, known)

    def _coded(self, known: Words | None) -> ColumnData:
        dtype = np.min_scalar_type(max(len(self._codes) - 1, 0))
        return ColumnData(self.column, self._rows, self._values.astype(dtype), known, tuple(self._codes))


def _smallest(low: int, high: int) -> np.dtype[Any]:
    for dtype in (np.int8, np.int16, np.int32):
        limits = np.iinfo(dtype)
        if limits.min <= low and high <= limits.max:
            return np.dtype(dtype)
    return np.dtype(np.int64)
