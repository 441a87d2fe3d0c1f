"""How well people are hidden in a table that leaves the project: k-anonymity, l-diversity, and making both hold.

Quasi-identifiers are columns that others may know of a person, such as age, town and job. Rows that agree in all of
them are a class. k is the size of the smallest class (Sweeney 2002); l the smallest number of different values of a
sensitive column within a class (distinct l-diversity, Machanavajjhala et al. 2007). Risks are those of the three
attackers of ARX and El Emam: the prosecutor knows that the person is in the table, the journalist only that they may
be, and the marketer wants as many as possible. Here the table is taken as the whole population, so that the
journalist's risk is at most the prosecutor's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from admanager.jobs import Job
from admanager.privacy.findings import header_words
from admanager.project.tables import Column
from admanager.texts import AdManagerError, Sentence, sentence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

DEFAULT_K = 10
MAX_SUPPRESSED = 0.05
MAX_QUASI = 12
_SIZES = (1, 2, 3, 5, 10, 20, 50)
_NAMES = (
    "age", "birth", "born", "gender", "sex", "zip", "postcode", "postal code", "city", "town", "region", "state", "province",
    "country", "job", "occupation", "profession", "education", "marital", "nationality", "ethnicity", "income", "household",
    "年龄", "生日", "出生", "性别", "邮编", "城市", "省", "地区", "国家", "职业", "学历", "教育", "婚姻", "民族", "收入",
)  # fmt: skip

KindOfColumn = Literal["number", "date", "text"]


@dataclass(frozen=True)
class Anonymity:
    """How well people are hidden among `rows`.

    `k` and `l` as above (`l` None without a sensitive column). `unique` counts rows that stand alone; `at_risk` those in
    classes smaller than the k that was asked for. `classes_by_size` counts rows by the size of their class: (from, to,
    rows), `to` None for no end. Risks are chances to be found: `highest_risk` of the prosecutor, `average_risk` of the
    marketer.
    """

    rows: int
    classes: int
    k: int
    l: int | None  # noqa: E741 - the name in the literature
    unique: int
    at_risk: int
    highest_risk: float
    average_risk: float
    classes_by_size: tuple[tuple[int, int | None, int], ...]
    quasi: tuple[str, ...]
    sensitive: str | None


@dataclass(frozen=True)
class Step:
    """What was done to one column: how coarse it became, and what share of its detail is lost (0 to 1)."""

    column: str
    text: Sentence
    lost: float


@dataclass(frozen=True)
class Generalised:
    """A table in which the wished k (and l) hold: its values as texts, the rows left out, and how it came about."""

    frame: pd.DataFrame
    before: Anonymity
    after: Anonymity
    steps: tuple[Step, ...]
    suppressed: int
    information_lost: float = field(default=0.0)


def suggested_quasi(described: Sequence[Column]) -> list[str]:
    """Return the columns that others most likely know of a person, by their names; else a few that may be known."""
    named = [
        column.name
        for column in described
        if column.role not in {"key", "identity", "hash", "consent", "ignored"}
        and any(f" {word} " in f" {header_words(column.name)} " if word.isascii() else word in column.name for word in _NAMES)
    ]  # fmt: skip
    if named:
        return named[:MAX_QUASI]
    return [column.name for column in described if column.role in {"category", "flag"}][:4]


def measure(
    frame: pd.DataFrame, quasi: Sequence[str], sensitive: str | None = None, *, k: int = DEFAULT_K
) -> Anonymity:
    """Return how well the rows of `frame` are hidden; missing values count as one value more.

    Raises AdManagerError without rows or columns, or when a column is named twice.
    """
    import numpy as np

    _check(frame, quasi, sensitive)
    classes = _classes(frame, quasi)
    sizes = np.bincount(classes)
    of_row = sizes[classes]
    diversity = None
    if sensitive is not None:
        values = _codes(frame[sensitive])
        pairs = np.unique(classes.astype(np.int64) * (int(values.max()) + 1) + values) // (
            int(values.max()) + 1
        )
        diversity = int(np.bincount(pairs).min())
    edges = [*_SIZES, None]
    by_size = tuple(
        (low, None if high is None else high - 1, int(((of_row >= low) & (of_row < (high or 2**62))).sum()))
        for low, high in zip(_SIZES, edges[1:], strict=True)
    )
    smallest = int(sizes.min())
    return Anonymity(
        rows=len(frame),
        classes=len(sizes),
        k=smallest,
        l=diversity,
        unique=int((of_row == 1).sum()),
        at_risk=int((of_row < k).sum()),
        highest_risk=1 / smallest,
        average_risk=len(sizes) / len(frame),
        classes_by_size=by_size,
        quasi=tuple(quasi),
        sensitive=sensitive,
    )


def _check(frame: pd.DataFrame, quasi: Sequence[str], sensitive: str | None) -> None:
    if not len(frame):
        raise AdManagerError(sentence("Nobody is in this table, so nobody is to be hidden."))
    if not quasi:
        raise AdManagerError(sentence("Choose at least one column that others may know of a person."))
    if len(quasi) > MAX_QUASI:
        raise AdManagerError(sentence("Choose at most {limit} columns.", limit=MAX_QUASI))
    for name in [*quasi, *([sensitive] if sensitive else [])]:
        if name not in frame.columns:
            raise AdManagerError(sentence("There is no column {column}.", column=name))
    if sensitive in quasi or len(set(quasi)) < len(quasi):
        raise AdManagerError(
            sentence("A column is either known to others or to be protected, and is named once.")
        )


def _codes(column: pd.Series) -> npt.NDArray[np.int64]:
    import pandas as pd

    codes, _ = pd.factorize(column, use_na_sentinel=False)
    result: npt.NDArray[np.int64] = codes.astype("int64")
    return result


def _classes(frame: pd.DataFrame, quasi: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the number of each row's class, from 0 without gaps; shape (rows,)."""
    import numpy as np

    combined = np.zeros(len(frame), np.int64)
    for name in quasi:
        codes = _codes(frame[name])
        _, combined = np.unique(combined * (int(codes.max()) + 1) + codes, return_inverse=True)
    return combined


# -- generalising --------------------------------------------------------------------------------------------


def generalise(
    frame: pd.DataFrame,
    kinds: Mapping[str, KindOfColumn],
    quasi: Sequence[str],
    sensitive: str | None = None,
    *,
    k: int = DEFAULT_K,
    l: int = 1,  # noqa: E741
    max_suppressed: float = MAX_SUPPRESSED,
    job: Job | None = None,
) -> Generalised:
    """Make quasi-identifiers coarser until at most `max_suppressed` of the rows lack k (and l), and leave those out.

    Each round makes the column coarser that has most different values, as Datafly does (Sweeney 1998): numbers fall
    into ever wider bands, dates into months, quarters, years and decades, texts lose rare values and then, where they
    are codes, their endings; at last a column says nothing. `kinds` says how to treat each column. Raises
    AdManagerError when even that does not help: k is more than there are rows, or l more than there are values.
    """
    job = job or Job()
    before = measure(frame, quasi, sensitive, k=k)
    ladders = {name: _Ladder(frame[name], kinds[name], k) for name in quasi}
    levels = dict.fromkeys(quasi, 0)
    table = frame.copy()
    for name in quasi:
        table[name] = ladders[name].at(0)
    while True:
        job.check_cancelled()
        weak = _weak_rows(table, quasi, sensitive, k, l)
        if weak.mean() <= max_suppressed:
            break
        open_ = [name for name in quasi if levels[name] < ladders[name].top]
        if not open_:
            raise AdManagerError(
                sentence(
                    "With {rows:,} people this cannot be reached; ask for a smaller k or l.", rows=len(frame)
                )
            )
        name = max(open_, key=lambda each: (table[each].nunique(dropna=False), -quasi.index(each)))
        levels[name] += 1
        table[name] = ladders[name].at(levels[name])
    kept = table[~weak]
    if not len(kept):
        raise AdManagerError(
            sentence(
                "With {rows:,} people this cannot be reached; ask for a smaller k or l.", rows=len(frame)
            )
        )
    steps = tuple(
        Step(name, ladders[name].words(levels[name]), levels[name] / ladders[name].top) for name in quasi
    )
    lost = sum(step.lost for step in steps) / len(steps)
    after = measure(kept, quasi, sensitive, k=k)
    return Generalised(kept, before, after, steps, int(weak.sum()), lost)


def _weak_rows(
    table: pd.DataFrame, quasi: Sequence[str], sensitive: str | None, k: int, wanted: int
) -> npt.NDArray[np.bool_]:
    import numpy as np

    classes = _classes(table, quasi)
    weak = np.bincount(classes)[classes] < k
    if sensitive is not None and wanted > 1:
        values = _codes(table[sensitive])
        width = int(values.max()) + 1
        different = np.bincount(
            np.unique(classes * width + values) // width, minlength=int(classes.max()) + 1
        )
        weak |= different[classes] < wanted
    return weak


class _Ladder:
    """One column at ever coarser levels; level 0 is as it is, `top` says nothing any more."""

    def __init__(self, column: pd.Series, kind: KindOfColumn, k: int) -> None:
        self._column, self._kind, self._k = column, kind, k
        if kind == "number":
            self._widths = _widths(column)
            self.top = len(self._widths) + 1
        elif kind == "date":
            self.top = 5
        else:
            self._cuts = _cuts(column)
            self.top = 2 + len(self._cuts)

    def at(self, level: int) -> pd.Series:
        import pandas as pd

        if level == self.top:
            return pd.Series("*", index=self._column.index, dtype=object)
        if self._kind == "number":
            return _bands(self._column, self._widths[level - 1]) if level else self._column
        if self._kind == "date":
            return _periods(self._column, level)
        return self._text(level)

    def _text(self, level: int) -> pd.Series:
        if level == 0:
            return self._column
        column = self._column
        if level > 1:
            left = self._cuts[level - 2]
            column = column.map(
                lambda text: None if text is None else text[:left] + "*" * max(0, len(text) - left)
            )
        counts = column.map(column.value_counts(dropna=False))
        return column.where(column.isna() | (counts >= self._k), "*")

    def words(self, level: int) -> Sentence:
        if level == 0:
            return sentence("as it is")
        if level == self.top:
            return sentence("left out")
        if self._kind == "number":
            return sentence("bands of {width:g}", width=self._widths[level - 1])
        if self._kind == "date":
            names = (sentence("months"), sentence("quarters"), sentence("years"), sentence("decades"))
            return names[level - 1]
        if level > 1:
            return sentence("first {count} characters", count=self._cuts[level - 2])
        return sentence("rare values together")


def _widths(column: pd.Series) -> list[float]:
    """Return ever wider bands of round numbers, from about a fiftieth of the range to half of it."""
    import numpy as np

    known = column.to_numpy(dtype=np.float64)
    known = known[np.isfinite(known)]
    spread = float(np.quantile(known, 0.99) - np.quantile(known, 0.01)) if len(known) else 0.0
    if spread <= 0:
        return []
    smallest = 10 ** np.floor(np.log10(spread / 50))
    steps = [float(smallest * factor * 10**power) for power in range(4) for factor in (1, 2, 5)]
    whole = bool(np.all(known == np.round(known)))
    return [step for step in steps if spread / 60 <= step <= spread / 1.5 and (not whole or step >= 2)]


def _bands(column: pd.Series, width: float) -> pd.Series:
    import numpy as np

    low = np.floor(column / width) * width
    digits = max(0, -int(np.floor(np.log10(width))))

    def band(start: float) -> str | None:
        return None if np.isnan(start) else f"{start:.{digits}f} – {start + width:.{digits}f}"

    bands: pd.Series = low.map(band).astype(object)
    return bands


def _periods(column: pd.Series, level: int) -> pd.Series:
    import pandas as pd

    moments = pd.to_datetime(column, unit="s", utc=True)
    if level == 0:
        return moments.dt.strftime("%Y-%m-%d").astype(object)
    if level == 1:
        return moments.dt.strftime("%Y-%m").astype(object)
    year = moments.dt.year
    if level == 2:
        return (
            year.astype("Int64").astype(str) + " Q" + moments.dt.quarter.astype("Int64").astype(str)
        ).where(moments.notna(), None)
    if level == 3:
        return year.astype("Int64").astype(str).where(moments.notna(), None).astype(object)
    return ((year // 10 * 10).astype("Int64").astype(str) + "s").where(moments.notna(), None).astype(object)


def _cuts(column: pd.Series) -> list[int]:
    """Return how many characters to keep of codes, such as those of postal districts; none for words."""
    known = column.dropna()
    if not len(known) or known.nunique() < 20:
        return []
    lengths = known.map(len)
    is_code = known.map(lambda text: any(letter.isdigit() for letter in text)).mean() > 0.9
    if not is_code or lengths.max() > 12 or lengths.max() - lengths.min() > 4:
        return []
    return [left for left in range(int(lengths.max()) - 1, 0, -1) if left <= 4]
