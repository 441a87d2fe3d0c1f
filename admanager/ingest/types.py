"""Deciding what a column holds, from everything that its cells could be read as.

`Evidence` counts what cells fit (`values.Fits`); `infer` decides. The same rule judges the sample of the
preview and, while staging, the whole file:

* A column is a number, a date or a truth value when all its cells are; words for "missing" do not count.
* It stays one when the cells that do not fit are at most 1 % of the filled ones, or at most 20 % and at
  most three different texts ("forty", "n.b."). Those cells become NULL and are reported.
* It is text, and nothing is lost, when more than 1 in 1,000 of its cells look like identifiers (leading
  zeros, letters among digits, whole numbers beyond 2^53), when the cells that do not fit are more than
  above, or when fewer than ten cells are there to judge one that does not fit.
* `(1.25)` is a negative amount where numbers without brackets are in the column too, else text.
* A truth value allows no exception: a third word is a category.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from admanager.ingest.options import ColumnType, DateOrder, DecimalMark
from admanager.ingest.values import Fits, classify
from admanager.ingest.words import (
    MAX_LEVELS_FOR_UNKNOWN,
    MISSING_NA,
    MISSING_SYMBOLS,
    MISSING_UNKNOWN,
)

MAX_ODD_TEXTS = 1000
MAX_ODD_SHARE = 0.01
MAX_ODD_SHARE_OF_FEW = 0.2
MAX_FEW = 3
MIN_CELLS_FOR_EXCEPTIONS = 10
MAX_CODE_SHARE = 0.001
_TYPED_WORDS = (*MISSING_SYMBOLS, *MISSING_NA, *MISSING_UNKNOWN)


@dataclass
class Evidence:
    """What was seen of a column.

    `masks` counts filled cells by their `Fits` flags. `texts` counts different texts: of a sample all of
    them, of a whole file those that did not fit the plan (at most `MAX_ODD_TEXTS`). `levels` are different
    texts of a text column, up to one more than a category may have. `spread` are the different texts and the cells of
    the first part of it that was seen whole. `filled` counts the cells with anything in them of a whole file, and
    `only_flags` says that none of them was a number other than 0 and 1.
    """

    masks: Counter[int] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    levels: set[str] = field(default_factory=set)
    spread: tuple[int, int] = (0, 0)
    filled: int = 0
    only_flags: bool = True

    def add_texts(self, counts: Counter[str]) -> None:
        """Add cells by their text."""
        for text, count in counts.items():
            self.masks[classify(text)] += count
            if len(self.texts) < MAX_ODD_TEXTS or text in self.texts:
                self.texts[text] += count

    def add_levels(self, texts: Sequence[str], cells: int) -> None:
        """Add the different texts of some cells of a category; stops when there are too many for one."""
        if not self.spread[1]:
            self.spread = len(texts), cells
        for text in texts:
            if self.too_many_levels:
                return
            self.levels.add(text)

    @property
    def too_many_levels(self) -> bool:
        """Whether the column has more different texts than a category in which `unknown` means missing."""
        return len(self.levels) > MAX_LEVELS_FOR_UNKNOWN

    def count(self, flags: int, *, without: int = 0) -> int:
        """Return how many cells fit one of `flags` and none of `without`."""
        return sum(count for mask, count in self.masks.items() if mask & flags and not mask & without)

    @property
    def known(self) -> int:
        """The number of cells that hold something else than a word for a missing value."""
        return sum(count for mask, count in self.masks.items() if not mask & Fits.MISSING)

    def different_odd(self, flags: int) -> int:
        """Return how many different texts are there that fit none of `flags` and are not missing."""
        return sum(1 for text in self.texts if not classify(text) & (flags | Fits.MISSING))


@dataclass(frozen=True)
class Inferred:
    """What a column holds. `certain` is False where no cell could tell, or both date orders fit all cells."""

    type: ColumnType
    decimal: DecimalMark = "."
    date_order: DateOrder = "ymd"
    missing_words: tuple[str, ...] = ()
    certain: bool = True


def evidence_of(cells: Iterable[str]) -> Evidence:
    """Return the evidence of a sample of cells; empty ones say nothing."""
    texts = Counter(cell for cell in cells if cell.strip())
    evidence = Evidence()
    for text, count in texts.items():
        evidence.masks[classify(text)] += count
    evidence.texts = texts
    evidence.levels = set(list(texts)[: MAX_LEVELS_FOR_UNKNOWN + 1])
    return evidence


@dataclass(frozen=True)
class Asked:
    """What is known beside the cells: what the user wants, and what other columns suggest where cells leave it open."""

    decimal: str | None = None
    date_order: str | None = None
    likely_decimal: str | None = None
    likely_order: str | None = None


def infer(evidence: Evidence, asked: Asked | None = None) -> Inferred:
    """Decide what a column holds."""
    asked = asked or Asked()
    words = default_missing_words("text", too_many_levels=evidence.too_many_levels)
    if evidence.known == 0:
        return Inferred("text", missing_words=words, certain=False)
    found = _boolean(evidence) or _number(evidence, asked) or _date(evidence, asked)
    if found is None:
        # In case the column is to be numbers or dates all the same, as the project or the user says.
        mark, (order, _) = decimal_of(evidence, asked), order_of(evidence, asked)
        return Inferred("text", mark, order, missing_words=words)
    return replace(found, missing_words=default_missing_words(found.type))


def default_missing_words(
    type_: str, *, too_many_levels: bool = False, is_key: bool = False
) -> tuple[str, ...]:
    """Return the words that mean "no value" in a column of this type, unless the user says otherwise."""
    if type_ != "text" or is_key:
        return _TYPED_WORDS
    return () if too_many_levels else MISSING_UNKNOWN


def _tolerable(evidence: Evidence, fitting: int, flags: int) -> bool:
    known = evidence.known
    odd = known - fitting
    if odd == 0:
        return True
    if known < MIN_CELLS_FOR_EXCEPTIONS or evidence.count(Fits.CODE) > MAX_CODE_SHARE * known:
        return False
    share = odd / known
    if share <= MAX_ODD_SHARE:
        return True
    return share <= MAX_ODD_SHARE_OF_FEW and evidence.different_odd(flags) <= MAX_FEW


def _boolean(evidence: Evidence) -> Inferred | None:
    if evidence.count(Fits.BOOLEAN) < evidence.known:
        return None
    words = {text.strip().casefold() for text in evidence.texts if classify(text) & Fits.BOOLEAN}
    if words in ({"t"}, {"f"}, {"y"}, {"n"}):
        return None
    return Inferred("boolean")


def decimal_of(evidence: Evidence, asked: Asked) -> DecimalMark:
    """Return the decimal mark of the cells that are numbers."""
    only_point = evidence.count(Fits.POINT, without=Fits.COMMA)
    only_comma = evidence.count(Fits.COMMA, without=Fits.POINT)
    mark = asked.decimal
    if mark is None and only_point == only_comma:
        mark = asked.likely_decimal
    if mark is None:
        mark = "," if only_comma > only_point else "."
    return cast(DecimalMark, mark)


def _number(evidence: Evidence, asked: Asked) -> Inferred | None:
    mark = decimal_of(evidence, asked)
    flags, whole = (Fits.COMMA, Fits.WHOLE_COMMA) if mark == "," else (Fits.POINT, Fits.WHOLE_POINT)
    fitting = evidence.count(flags)
    # Brackets alone say nothing: (555) is an area code as well as a loss.
    if evidence.count(flags, without=Fits.BOOKED) == 0 or not _tolerable(evidence, fitting, flags):
        return None
    type_: ColumnType = "integer" if evidence.count(whole) == fitting else "real"
    return Inferred(type_, decimal=mark)


def _date(evidence: Evidence, asked: Asked) -> Inferred | None:
    shaped = evidence.count(Fits.DATE_SHAPE)
    if shaped == 0 or not _tolerable(evidence, shaped, Fits.DATE_SHAPE):
        return None
    order, certain = order_of(evidence, asked)
    flag = {"ymd": Fits.YMD, "dmy": Fits.DMY, "mdy": Fits.MDY}[order]
    if evidence.count(flag) * 3 < shaped:
        return None
    type_: ColumnType = "datetime" if evidence.count(Fits.TIME) else "date"
    return Inferred(type_, date_order=order, certain=certain)


def order_of(evidence: Evidence, asked: Asked) -> tuple[DateOrder, bool]:
    """Return the order of day and month in the cells that are dates, and whether anything told it."""
    if asked.date_order is not None:
        return cast(DateOrder, asked.date_order), True
    day_first = evidence.count(Fits.DMY, without=Fits.MDY)
    month_first = evidence.count(Fits.MDY, without=Fits.DMY)
    if day_first or month_first:
        return ("dmy" if day_first >= month_first else "mdy"), True
    if not evidence.count(Fits.DMY | Fits.MDY, without=Fits.YMD):
        return "ymd", True
    if asked.likely_order in {"dmy", "mdy"}:
        return cast(DateOrder, asked.likely_order), True
    return "dmy", False
