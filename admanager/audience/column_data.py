"""One typed column in memory, and the bitmaps of predicates on it.

A text column is a dictionary, in the order in which its texts are met, and a code per row; whole numbers, dates and
flags take the smallest integer type that holds them; real numbers stay float64. Rows are padded to a multiple of 64,
so that a bitmap is whole words.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, assert_never

import numpy as np
import numpy.typing as npt

from admanager.audience.bound import Compare, IsMissing, Match, OneOf, Stored, Within
from admanager.project.functions import folded
from admanager.project.tables import Column

Words = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Test = Callable[[npt.NDArray[Any]], Flags]

WORD = 64
# Rows that are tested at a time; a multiple of `WORD`.
TEST_ROWS = 131_072
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

    It is unknown where `known` has no bit; None says that nothing is unknown. Bits past the last row mean nothing.
    """

    true: Words
    known: Words | None = None

    @functools.cached_property
    def possible(self) -> Words:
        """Where it holds or is unknown; made when it is first asked for, which only a `not` does."""
        return self.true if self.known is None else self.true | ~self.known


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
            return Bitmap(missing)
        test = self._text_test(predicate) if self.column.is_text else self._number_test(predicate)
        holds = self._packed(test)
        if self.known is not None:
            np.bitwise_and(holds, self.known, out=holds)
        return Bitmap(holds, self.known)

    def _packed(self, test: Test) -> Words:
        """Test all rows in parts that stay in the processor's cache, since one flag a row is eight times the bitmap."""
        words = np.empty(len(self.values) // WORD, dtype=np.uint64)
        for start in range(0, len(self.values), TEST_ROWS):
            part = self.values[start : start + TEST_ROWS]
            words[start // WORD : (start + len(part)) // WORD] = packed(test(part))
        return words

    # -- text ------------------------------------------------------------------------------------------

    def _text_test(self, predicate: Compare | OneOf | Within | Match) -> Test:
        """Test the dictionary once, and return the test of the rows' codes."""
        chosen = np.fromiter(self._tested(predicate), dtype=np.bool_, count=len(self.dictionary))
        codes = np.flatnonzero(chosen)
        if len(codes) <= FEW_CODES:
            return lambda values: _with_codes(values, codes)
        others = np.flatnonzero(~chosen)
        if len(others) <= FEW_CODES:
            return lambda values: ~_with_codes(values, others)
        return lambda values: np.take(chosen, values, mode="clip")

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

    def _number_test(self, predicate: Compare | OneOf | Within | Match) -> Test:
        match predicate:
            case Compare():
                return self._comparison(predicate.operator, predicate.value)
            case OneOf():
                tests = [self._comparison("=", value) for value in set(predicate.values)]
                return lambda values: functools.reduce(np.bitwise_or, (test(values) for test in tests))
            case Within():
                above, below = self._comparison(">=", predicate.low), self._comparison("<=", predicate.high)
                return lambda values: above(values) & below(values)
            case _:
                raise TypeError(f"{self.column.name} holds no text")

    def _comparison(self, operator_: str, value: Stored) -> Test:
        if isinstance(value, str):
            raise TypeError(f"{self.column.name} holds no text")
        if self.values.dtype.kind == "f":
            compare, number = _OPERATORS[operator_], float(value)
            return lambda values: compare(values, number)
        return self._whole_comparison(operator_, value)

    def _whole_comparison(self, operator_: str, value: int | float) -> Test:
        """Compare whole numbers exactly: NumPy would round both sides to float64 where SQLite does not."""
        if operator_ in {"=", "!="}:
            found = int(value) if value == math.floor(value) else None
            if found is None or not self._holds(found):
                return _always(operator_ == "!=")
            return self._with(operator_, found)
        # x >= v and x < v have the same threshold, as do x > v and x <= v.
        least = math.ceil(value) if operator_ in {">=", "<"} else math.floor(value) + 1
        upwards = operator_ in {">=", ">"}
        if not self._holds(least):
            return _always((least < 0) == upwards)
        return self._with(">=" if upwards else "<", least)

    def _with(self, operator_: str, value: int) -> Test:
        compare, typed = _OPERATORS[operator_], self.values.dtype.type(value)
        return lambda values: compare(values, typed)

    def _holds(self, value: int) -> bool:
        limits = np.iinfo(self.values.dtype)
        return int(limits.min) <= value <= int(limits.max)


def _with_codes(values: npt.NDArray[Any], codes: npt.NDArray[np.intp]) -> Flags:
    flags = np.zeros(len(values), dtype=np.bool_)
    for code in codes:
        flags |= values == values.dtype.type(code)
    return flags


def _always(flag: bool) -> Test:
    return lambda values: np.full(len(values), flag, dtype=np.bool_)
