"""Why a model answers as it does: all by asking its file with changed rows, through ONNX Runtime on raw columns.

Nothing here looks into the model, so that files from elsewhere are explained like our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.evaluation import log_loss, roc_auc
from admanager.learning.intervals import share_interval
from admanager.learning.quick_model import Bins, binned
from admanager.learning.scoring import Scorer
from admanager.texts import sentence

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

REPEATS = 5
GROUPED_ABOVE = 0.7
_POINTS = 12
_PERMUTATIONS = 32
_BACKGROUND = 64
_ASSOCIATION_ROWS = 5_000


@dataclass(frozen=True)
class Importance:
    """How much worse the model gets when these columns are shuffled together; mean and standard error over repeats."""

    columns: tuple[str, ...]
    auc_drop: float
    auc_error: float
    loss_rise: float


@dataclass(frozen=True)
class DependencePoint:
    """The mean probability when everyone had this value; None is no value. `rows` have it, or are nearest to it."""

    value: str | float | None
    probability: float
    rows: int


@dataclass(frozen=True)
class Contribution:
    """By how much a column's value moves one person's probability, with the standard error of the sampling."""

    column: str
    value: str | float | None
    change: float
    error: float


@dataclass(frozen=True)
class PersonExplanation:
    """One person's probability: that of an average person plus the contributions.

    `members` is what each member of an ensemble says by itself; empty for other models.
    """

    probability: float
    average: float
    contributions: tuple[Contribution, ...]
    members: tuple[float, ...] = ()


@dataclass(frozen=True)
class SegmentError:
    """How right a model is for some people: predicted and observed rate (with Wilson's 95 % interval), AUC if it has one."""

    name: str
    rows: int
    predicted: float
    observed: float
    low: float
    high: float
    auc: float | None

    @property
    def is_off(self) -> bool:
        """Whether the prediction lies outside what these rows allow."""
        return not self.low <= self.predicted <= self.high


def permutation_importance(
    scorer: Scorer,
    frame: pd.DataFrame,
    labels: Floats,
    *,
    groups: Sequence[Sequence[str]] | None = None,
    repeats: int = REPEATS,
    seed: int = 0,
    job: Job | None = None,
) -> list[Importance]:
    """Return the groups of columns, most important first (Breiman 2001; Fisher, Rudin & Dominici 2019).

    The rows of a group's columns are shuffled together, so that columns that stand for each other cannot hide
    each other; groups are found by `related_columns` where they are not given.
    """
    job = job or Job()
    groups = groups or related_columns(frame, [name for name in scorer.inputs if name in frame.columns])
    rng = np.random.default_rng(seed)
    base = scorer.score(frame)
    auc, loss = roc_auc(labels, base), log_loss(labels, base)
    found = []
    for place, group in enumerate(groups):
        drops, rises = [], []
        for repeat in range(repeats):
            job.check_cancelled()
            done = place * repeats + repeat
            job.progress(done, len(groups) * repeats, sentence("Measuring what each column is worth"))
            order = rng.permutation(len(frame))
            shuffled = frame.assign(**{name: frame[name].take(order).set_axis(frame.index) for name in group})
            probabilities = scorer.score(shuffled)
            drops.append(auc - roc_auc(labels, probabilities))
            rises.append(log_loss(labels, probabilities) - loss)
        error = float(np.std(drops, ddof=1) / np.sqrt(repeats)) if repeats > 1 else 0.0
        found.append(Importance(tuple(group), float(np.mean(drops)), error, float(np.mean(rises))))
    return sorted(found, key=lambda entry: -entry.auc_drop)


def related_columns(frame: pd.DataFrame, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the columns in groups; two whose bins have a Cramér's V above `GROUPED_ABOVE` are in one.

    V^2 = chi^2 / (n (min(a, b) - 1)) over the a x b table of the bins of both columns.
    """
    sample = frame if len(frame) <= _ASSOCIATION_ROWS else frame.sample(_ASSOCIATION_ROWS, random_state=0)
    bins = {name: binned(_as_column(sample[name])) for name in names}
    group = {name: name for name in names}
    for place, first in enumerate(names):
        for second in names[:place]:
            if group[first] != group[second] and _association(bins[first], bins[second]) > GROUPED_ABOVE:
                old, new = group[first], group[second]
                group = {name: new if head == old else head for name, head in group.items()}
    return [tuple(name for name in names if group[name] == head) for head in dict.fromkeys(group.values())]


def partial_dependence(
    scorer: Scorer, frame: pd.DataFrame, name: str, *, points: int = _POINTS
) -> list[DependencePoint]:
    """Return the mean probability of all rows for each of a column's values (Friedman 2001).

    Of a number, those are quantiles; of a text or a flag, the most frequent values; and no value, where rows have none.
    """
    column = frame[name]
    missing = int(column.isna().sum())
    values: list[Any]
    if column.dtype.kind in "fiub" and column.nunique() > points:
        known = column.dropna().to_numpy(dtype=np.float64)
        grid = np.unique(np.quantile(known, np.linspace(0.02, 0.98, points), method="inverted_cdf"))
        edges = (grid[1:] + grid[:-1]) / 2
        rows = np.bincount(np.searchsorted(edges, known), minlength=len(grid)).tolist()
        values = grid.tolist()
    else:
        counts = column.value_counts().iloc[:points]
        if column.dtype.kind in "fiub":
            counts = counts.sort_index()
        values, rows = counts.index.tolist(), counts.tolist()
    found = [
        DependencePoint(value, _mean_with(scorer, frame, name, value), int(count))
        for value, count in zip(values, rows, strict=True)
    ]
    if missing:
        found.append(DependencePoint(None, _mean_with(scorer, frame, name, None), missing))
    return found


def explain_person(
    scorer: Scorer,
    background: pd.DataFrame,
    person: pd.DataFrame,
    *,
    permutations: int = _PERMUTATIONS,
    seed: int = 0,
    job: Job | None = None,
) -> PersonExplanation:
    """Return what each column adds to one person's probability: Shapley values by sampling.

    phi_j is the mean, over orders of the columns and people z drawn from `background`, of
    f(z with the columns up to j set to the person's) - f(z with those before j set) (Strumbelj & Kononenko 2014).
    Each order is also taken backwards with the same z. The contributions and the average sum up to the person's
    probability exactly, as every walk begins at a z and ends at the person; the average is over the walks.
    """
    job = job or Job()
    rng = np.random.default_rng(seed)
    names = [name for name in scorer.inputs if name in person.columns]
    pool = background.sample(min(len(background), _BACKGROUND), random_state=seed)[names]
    person = person[names].iloc[:1]
    changes = np.zeros((2 * permutations, len(names)))
    starts = np.zeros(2 * permutations)
    for walk in range(permutations):
        job.check_cancelled()
        job.progress(walk, permutations, sentence("Explaining one person"))
        order = rng.permutation(len(names))
        start = pool.iloc[[int(rng.integers(len(pool)))]]
        for side, taken in enumerate((order, order[::-1])):
            steps = np.diff(scorer.score(_walk(start, person, [names[at] for at in taken])), prepend=np.nan)
            whole = scorer.score(start)[0]
            starts[2 * walk + side] = whole
            changes[2 * walk + side, taken] = steps[1:]
    pairs = changes.reshape(permutations, 2, len(names)).mean(axis=1)
    errors = pairs.std(axis=0, ddof=1) / np.sqrt(permutations)
    contributions = [
        Contribution(name, _plain(person[name].iloc[0]), float(change), float(error))
        for name, change, error in zip(names, changes.mean(axis=0), errors, strict=True)
    ]
    contributions.sort(key=lambda entry: -abs(entry.change))
    members = tuple(scorer.members(person)[0].tolist())
    return PersonExplanation(
        float(scorer.score(person)[0]), float(starts.mean()), tuple(contributions), members
    )


def what_if(scorer: Scorer, person: pd.DataFrame, changed: Mapping[str, object]) -> float:
    """Return one person's probability if these columns had other values; None is no value."""
    return float(scorer.score(_with_values(person.iloc[:1], changed))[0])


def segment_errors(
    labels: Floats, probabilities: Floats, groups: Mapping[str, NDArray[np.bool_]]
) -> list[SegmentError]:
    """Return how right the probabilities are for each group of rows that has any, largest first."""
    found = []
    for name, chosen in groups.items():
        y, p = labels[chosen], probabilities[chosen]
        if not len(y):
            continue
        observed = float(y.mean())
        low, high = share_interval(observed, len(y))
        auc = roc_auc(y, p) if 0 < y.sum() < len(y) else None
        found.append(SegmentError(name, len(y), float(p.mean()), observed, low, high, auc))
    return sorted(found, key=lambda entry: -entry.rows)


def _association(first: Bins, second: Bins) -> float:
    width = int(second.max()) + 1
    table = np.bincount(first * width + second, minlength=(int(first.max()) + 1) * width).reshape(-1, width)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(table.shape) < 2:
        return 0.0
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    chi2 = float(((table - expected) ** 2 / expected).sum())
    return float(np.sqrt(chi2 / (table.sum() * (min(table.shape) - 1))))


def _as_column(column: pd.Series) -> pd.Series:
    return column if column.dtype.kind in "fiub" else column.astype("category")


def _mean_with(scorer: Scorer, frame: pd.DataFrame, name: str, value: object) -> float:
    return float(scorer.score(_with_values(frame, {name: value})).mean())


def _with_values(frame: pd.DataFrame, changed: Mapping[str, object]) -> pd.DataFrame:
    import pandas as pd

    columns = {}
    for name, value in changed.items():
        if frame[name].dtype.kind in "fiub":
            columns[name] = pd.Series(np.nan if value is None else float(str(value)), index=frame.index)
        else:
            columns[name] = pd.Series([value] * len(frame), index=frame.index, dtype=object)
    return frame.assign(**columns)


def _walk(start: pd.DataFrame, person: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """Return rows from `start` to `person`, one more column of `order` taken from the person in each."""
    import pandas as pd

    count = len(order) + 1
    columns = {}
    for name in start.columns:
        before, after = start[name].iloc[0], person[name].iloc[0]
        taken_at = order.index(name) + 1
        dtype = start[name].dtype if start[name].dtype.kind in "fiub" else object
        columns[name] = pd.Series([before] * taken_at + [after] * (count - taken_at), dtype=dtype)
    return pd.DataFrame(columns)


def _plain(value: Any) -> str | float | None:
    if value is None or value != value:
        return None
    return value if isinstance(value, str) else float(value)
