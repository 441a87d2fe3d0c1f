"""What a network reads instead of raw columns: the fitted encoder, without torch.

A number becomes a piecewise-linear encoding (PLE): with edges e_0 < ... < e_T at quantiles of the training
rows, component t is clip((x - e_(t-1)) / (e_t - e_(t-1)), 0, 1) (Gorishniy, Rubachev & Babenko 2022,
"On Embeddings for Numerical Features in Tabular Deep Learning"). The mean of the components is the
piecewise-linear quantile transform of x, so that scaling and outliers are dealt with as well. A missing
number takes the median and, where missing values were seen in training, sets a flag.

A text becomes an id in its own part of one fused table. Levels rarer than `MIN_FREQUENCY` are not kept:
they would teach little, and a file that is handed on must not tell about single people. They share the id
"other" with words never seen. A missing text has its own id.

The quotient of two numbers can be a number of its own for trees, such as the pages a visit or the price per piece: they
need many cuts to say what it says with one (`quotients` looks for those that are worth it). Networks, which multiply by
themselves, do not read it.

A number that takes the same values again and again, such as an age or a rate that was set for a month, is more than
a place on a line: each value that is frequent has an id of its own as well, behind those of the texts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

MIN_FREQUENCY = 5
MAX_LEVELS = 20_000
BINS = 16
OTHER, MISSING, FIRST_LEVEL = 0, 1, 2
# Values get ids where a value has so many rows on average; fewer would be learned by heart.
ROWS_A_VALUE = 50

# The outermost edges leave out the most extreme thousandth, which may be one person's.
_OUTER_QUANTILE = 0.001
# Within these bounds no product overflows into infinity times zero, which has no value.
_NARROWEST = np.float32(1e-30)
_FARTHEST = np.float32(1e30)


@dataclass(frozen=True)
class NumberFeature:
    """A numeric column: `edges` rise strictly (float32), `fill` is the median of the training rows.

    `is_flag` says that the column is a yes or no, which the model's file takes as a word. `parts` are the indices of the
    two numbers whose quotient this is, without edges; None for a column of the table.
    """

    name: str
    edges: tuple[float, ...]
    fill: float
    flags_missing: bool
    is_flag: bool = False
    parts: tuple[int, int] | None = None

    @property
    def width(self) -> int:
        """The number of components that the column becomes, without the flag."""
        return max(0, len(self.edges) - 1)


@dataclass(frozen=True)
class TextFeature:
    """A text column: `levels`, most frequent first, have the ids from `FIRST_LEVEL`.

    `missing_words` are what the source writes for "no value".
    """

    name: str
    levels: tuple[str, ...]
    knows_missing: bool
    missing_words: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """The number of ids, those for other and missing included."""
        return FIRST_LEVEL + len(self.levels)

    @property
    def missing_id(self) -> int:
        """The id of no value: that of other words where training saw none missing."""
        return MISSING if self.knows_missing else OTHER

    @cached_property
    def ids(self) -> dict[str, int]:
        """The id of each word that has one; all others are `OTHER`."""
        missing = dict.fromkeys(("", *self.missing_words), self.missing_id)
        return missing | {level: FIRST_LEVEL + place for place, level in enumerate(self.levels)}


@dataclass(frozen=True)
class ExactFeature:
    """The ids of a number's values: `values` (float32), most frequent first, have those from 1; all others have 0.

    `number` is the index of the number. Missing values have the id of the rest: a flag tells of them.
    """

    number: int
    values: tuple[float, ...]

    @property
    def size(self) -> int:
        """The number of ids, that of all other values included."""
        return 1 + len(self.values)

    def ids_of(self, numbers: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the id of each value; [rows]."""
        values = np.array(self.values, dtype=np.float32)
        order = np.argsort(values).astype(np.int64)
        rising = values[order]
        places = np.minimum(np.searchsorted(rising, numbers), len(values) - 1)
        return np.where(rising[places] == numbers, order[places] + 1, OTHER)


@dataclass(frozen=True)
class Encoded:
    """Encoded rows: `numbers` float32 [rows, numbers] with NaN where missing, `codes` int64 [rows, texts + exacts].

    Codes are ids of the fused table, the columns' offsets added.
    """

    numbers: NDArray[np.float32]
    codes: NDArray[np.int64]

    def take(self, rows: NDArray[np.intp]) -> Encoded:
        """Return the given rows."""
        return Encoded(self.numbers[rows], self.codes[rows])

    def with_ids(self, count: int) -> Encoded:
        """Return the rows with the first `count` of their ids alone."""
        return Encoded(self.numbers, self.codes[:, :count])


@dataclass(frozen=True)
class Encoder:
    """The fitted features of a model; numbers and texts each in the order of the table, `exacts` by number.

    Quotients stand behind the numbers that are columns.
    """

    numbers: tuple[NumberFeature, ...]
    texts: tuple[TextFeature, ...]
    exacts: tuple[ExactFeature, ...] = ()

    @cached_property
    def columns(self) -> tuple[NumberFeature, ...]:
        """The numbers that are columns of the table."""
        return tuple(number for number in self.numbers if number.parts is None)

    @cached_property
    def quotients(self) -> tuple[tuple[int, int], ...]:
        """The indices of numerator and denominator of each number that is a quotient."""
        return tuple(number.parts for number in self.numbers if number.parts is not None)

    def quotient_names(self) -> list[tuple[str, str]]:
        """Return the names of numerator and denominator of each number that is a quotient."""
        return [(self.numbers[top].name, self.numbers[bottom].name) for top, bottom in self.quotients]

    @property
    def coded(self) -> int:
        """How many ids a row has: one for each text, and one for each number whose values have ids."""
        return len(self.texts) + len(self.exacts)

    @cached_property
    def offsets(self) -> NDArray[np.int64]:
        """The first id in the fused table of each text, and then of each number whose values have ids."""
        sizes = self._sizes
        return (
            np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64) if sizes else np.zeros(0, np.int64)
        )

    @cached_property
    def table_size(self) -> int:
        """The number of ids of all columns together."""
        return sum(self._sizes)

    @property
    def _sizes(self) -> list[int]:
        return [text.size for text in self.texts] + [exact.size for exact in self.exacts]

    @cached_property
    def ple_columns(self) -> NDArray[np.int64]:
        """The index of the number that each PLE component belongs to."""
        if not self.numbers:
            return np.zeros(0, np.int64)
        return np.repeat(np.arange(len(self.numbers)), [number.width for number in self.numbers])

    @cached_property
    def ple_low(self) -> NDArray[np.float32]:
        """The lower edge of each PLE component."""
        return np.array([edge for number in self.numbers for edge in number.edges[:-1]], dtype=np.float32)

    @cached_property
    def ple_scale(self) -> NDArray[np.float32]:
        """One over the width of each PLE component."""
        high = np.array([edge for number in self.numbers for edge in number.edges[1:]], dtype=np.float32)
        scale: NDArray[np.float32] = 1 / np.maximum(high - self.ple_low, _NARROWEST)
        return scale

    @cached_property
    def fills(self) -> NDArray[np.float32]:
        """The value that stands for a missing number, for each number."""
        return np.array([number.fill for number in self.numbers], dtype=np.float32)

    @cached_property
    def flagged(self) -> NDArray[np.int64]:
        """The indices of the numbers whose missing values set a flag."""
        return np.flatnonzero([number.flags_missing for number in self.numbers]).astype(np.int64)

    def encode(self, frame: pd.DataFrame) -> Encoded:
        """Encode rows of a table that has all columns by name; text as objects or categories."""
        rows = len(frame)
        numbers = np.empty((rows, len(self.numbers)), dtype=np.float32)
        for place, number in enumerate(self.columns):
            numbers[:, place] = frame[number.name].to_numpy(dtype=np.float32, na_value=np.nan)
        for place, (top, bottom) in enumerate(self.quotients, start=len(self.columns)):
            numbers[:, place] = quotient(numbers[:, top], numbers[:, bottom])
        codes = np.empty((rows, self.coded), dtype=np.int64)
        for place, text in enumerate(self.texts):
            codes[:, place] = _ids(frame[text.name], text)
        for place, exact in enumerate(self.exacts, start=len(self.texts)):
            codes[:, place] = exact.ids_of(numbers[:, exact.number])
        codes += self.offsets
        return Encoded(numbers, codes)


def fit_encoder(
    frame: pd.DataFrame,
    names: Sequence[str],
    *,
    flags: Collection[str] = (),
    missing_words: Mapping[str, Sequence[str]] | None = None,
    exact: Collection[str] = (),
    quotients: Sequence[tuple[str, str]] = (),
) -> Encoder:
    """Fit the encoder on the training rows: `names` of `frame`, text columns as categories, others as numbers.

    `flags` are the columns that hold a yes or no as 1 and 0; `missing_words` gives, by text column, the
    spellings that the source has for "no value". Of the columns `exact`, those whose values come again and again
    get ids for them. `quotients` are pairs of numbers to be divided by each other.
    """
    numbers: list[NumberFeature] = []
    texts: list[TextFeature] = []
    exacts: list[ExactFeature] = []
    for name in names:
        column = frame[name]
        if column.dtype == "category":
            texts.append(_fit_text(name, column, tuple((missing_words or {}).get(name, ()))))
        else:
            values = column.to_numpy(dtype=np.float32, na_value=np.nan)
            if name in exact and (frequent := _frequent_values(values)):
                exacts.append(ExactFeature(len(numbers), frequent))
            numbers.append(_fit_number(name, values, name in flags))
    places = {number.name: place for place, number in enumerate(numbers)}
    for top, bottom in quotients:
        parts = (places[top], places[bottom])
        numbers.append(NumberFeature(f"{top} / {bottom}", (), 0.0, flags_missing=False, parts=parts))
    return Encoder(tuple(numbers), tuple(texts), tuple(exacts))


def quotient(top: NDArray[np.float32], bottom: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return top / bottom as float32, NaN where it is not a finite number."""
    with np.errstate(all="ignore"):
        found: NDArray[np.float32] = top / bottom
    found[np.isinf(found)] = np.nan
    return found


def constant_columns(frame: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """Return the columns that have the same value, or none, in every row."""
    return [name for name in names if frame[name].nunique(dropna=False) <= 1]


def bin_edges(values: NDArray[np.float32], bins: int = BINS) -> tuple[float, ...]:
    """Return rising edges for the values (no NaN): each distinct value where those are few, else quantiles.

    A value that fills more than one bin alone (such as the many zeros of an amount) becomes one edge, and
    the quantiles are spent on the rest.
    """
    values = np.clip(values, -_FARTHEST, _FARTHEST)
    distinct, counts = np.unique(values, return_counts=True)
    if len(distinct) <= bins + 1:
        return tuple(float(value) for value in distinct)
    heavy = distinct[counts > len(values) / bins]
    rest = values[~np.isin(values, heavy)]
    at = np.linspace(0, 1, max(2, bins + 1 - len(heavy)))
    at[[0, -1]] = _OUTER_QUANTILE, 1 - _OUTER_QUANTILE
    edges = np.unique(np.concatenate([heavy, np.quantile(rest, at, method="inverted_cdf")]))
    return tuple(float(value) for value in edges.astype(np.float32))


def _fit_number(name: str, values: NDArray[np.float32], is_flag: bool) -> NumberFeature:
    missing = np.isnan(values)
    known = values[~missing & np.isfinite(values)]
    fill = float(np.quantile(known, 0.5, method="inverted_cdf")) if len(known) else 0.0
    return NumberFeature(name, bin_edges(known), fill, int(missing.sum()) >= MIN_FREQUENCY, is_flag)


def _frequent_values(values: NDArray[np.float32]) -> tuple[float, ...]:
    """Return the values that get an id, most frequent first; none where the components part them all already."""
    known = values[np.isfinite(values)]
    distinct, counts = np.unique(known, return_counts=True)
    if len(distinct) <= BINS + 1 or len(known) < ROWS_A_VALUE * len(distinct):
        return ()
    frequent = counts >= MIN_FREQUENCY
    order = np.argsort(-counts[frequent], kind="stable")
    return tuple(float(value) for value in distinct[frequent][order])


def _fit_text(name: str, column: pd.Series, missing_words: tuple[str, ...]) -> TextFeature:
    counts = column.value_counts(sort=True)
    frequent = counts[counts >= MIN_FREQUENCY].iloc[:MAX_LEVELS]
    levels = sorted(frequent.index, key=lambda level: (-int(frequent[level]), str(level)))
    words = tuple(word for word in missing_words if word not in frequent.index)
    missing = int(column.isna().sum())
    return TextFeature(name, tuple(str(level) for level in levels), missing >= MIN_FREQUENCY, words)


def _ids(column: pd.Series, text: TextFeature) -> NDArray[np.int64]:
    import pandas as pd

    if column.dtype != "category":
        column = column.astype(pd.CategoricalDtype())
    of_level = [text.ids.get(str(level), OTHER) for level in column.cat.categories]
    # The last place is reached by the code -1 of a missing value.
    return np.array([*of_level, text.missing_id], dtype=np.int64)[column.cat.codes.to_numpy()]
