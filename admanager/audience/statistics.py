"""What a column looks like: counts, moments, quantiles, common values and a distribution to draw."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.audience.clock import zone_of
from admanager.audience.column_data import ColumnData
from admanager.audience.columns import ColumnStore
from admanager.audience.zoned import DAY_SECONDS, from_clock, on_clock
from admanager.jobs import Job
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.project.schema import DATA_TABLES
from admanager.texts import AdManagerError, sentence

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MAX_BINS = 30
TOP_LEVELS = 20
HUGE = 1e300


@dataclass(frozen=True)
class Histogram:
    """Counts of numbers in bins; bin i holds `edges[i] <= value < edges[i + 1]`, the last one its upper edge too.

    `edges` has one more entry than `counts`; the edges of dates and times are UTC seconds, those of times at midnights of
    the project's zone.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Levels:
    """The most common values with their counts, most common first; `others` counts the rows of all the rest."""

    values: tuple[str | int | bool, ...]
    counts: tuple[int, ...]
    others: int


@dataclass(frozen=True)
class ColumnStatistics:
    """One column described; numbers are None where the type has none or every value is missing.

    `minimum` to `quantiles` of a date column are UTC seconds. `quantiles` holds the shares of `QUANTILES`, `std` is
    the sample's standard deviation.
    """

    name: str
    type: str
    role: str
    rows: int
    missing: int
    distinct: int
    minimum: float | int | None = None
    maximum: float | int | None = None
    mean: float | None = None
    std: float | None = None
    median: float | None = None
    quantiles: tuple[float, ...] = ()
    levels: Levels | None = None
    histogram: Histogram | None = None

    @property
    def missing_share(self) -> float:
        """Share of the rows without a value; 0 for an empty table."""
        return self.missing / self.rows if self.rows else 0.0


def describe(
    project: ProjectFile, table: str = "profiles", column: str | None = None, *, job: Job | None = None
) -> list[ColumnStatistics]:
    """Describe every column of a table, or the one that is named.

    Raises AdManagerError for a table without rows and for a column that is not there.
    """
    job = job or Job()
    if table not in DATA_TABLES:
        raise AdManagerError(
            sentence(
                "There is no table {table}; the tables are {tables}.",
                table=table,
                tables=", ".join(DATA_TABLES),
            )
        )
    store = ColumnStore.of(project, table)
    names = [column] if column else [found.name for found in tables.columns(project.read(), table)]
    described = tables.require_columns(project.read(), table, names)
    store.load([found.name for found in described], job=job)
    zone = zone_of(project)
    result = []
    for number, found in enumerate(described):
        job.check_cancelled()
        result.append(describe_column(store.column(found.name, job=job), zone))
        job.progress(number + 1, len(described), sentence("Describing the columns"))
    return result


def levels(project: ProjectFile, column: str, *, limit: int = 200, table: str = "profiles") -> Levels | None:
    """Return the most common values of a column of text; None for a column of another type."""
    data = ColumnStore.of(project, table).column(column)
    if not data.column.is_text:
        return None
    return _levels(data.dictionary, np.bincount(data.present, minlength=len(data.dictionary)), limit)


def describe_column(data: ColumnData, zone: dt.tzinfo = dt.UTC) -> ColumnStatistics:
    """Describe a column that is in memory; the days of times are those of a zone."""
    present = data.present
    described = ColumnStatistics(
        data.column.name, data.column.type, data.column.role, data.rows, data.rows - len(present), 0
    )
    if data.column.is_text:
        counts = np.bincount(present, minlength=len(data.dictionary))
        return replace(described, distinct=len(data.dictionary), levels=_levels(data.dictionary, counts))
    if not len(present):
        return described
    if data.column.type == "boolean":
        yes = int(np.count_nonzero(present))
        counts = np.array([len(present) - yes, yes])
        return replace(
            described,
            distinct=int(np.count_nonzero(counts)),
            mean=_mean(present),
            levels=_levels((False, True), counts),
        )
    return _numeric(described, present, zone)


def _numeric(described: ColumnStatistics, present: npt.NDArray[Any], zone: dt.tzinfo) -> ColumnStatistics:
    ordered = np.sort(present)
    # Linear interpolation between the sorted values, in float64 so that small integers do not overflow.
    places = np.array(QUANTILES) * (len(ordered) - 1)
    below, above = np.floor(places).astype(np.intp), np.ceil(places).astype(np.intp)
    low, high = ordered[below].astype(np.float64), ordered[above].astype(np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        quantiles = np.where(low == high, low, low + (high - low) * (places - below)).tolist()
        std = float(np.std(present, ddof=1, dtype=np.float64)) if len(present) > 1 else None
        mean = _mean(present)
    return replace(
        described,
        distinct=int(np.count_nonzero(ordered[1:] != ordered[:-1])) + 1,
        minimum=ordered[0].item(),
        maximum=ordered[-1].item(),
        mean=mean,
        std=std,
        median=quantiles[QUANTILES.index(0.5)],
        quantiles=tuple(quantiles),
        histogram=_histogram(ordered, described.type, zone),
    )


def _mean(present: npt.NDArray[Any]) -> float | None:
    return float(np.mean(present, dtype=np.float64)) if len(present) else None


def _levels(values: tuple[Any, ...], counts: npt.NDArray[Any], limit: int = TOP_LEVELS) -> Levels:
    order = np.argsort(-counts, kind="stable")[:limit]
    chosen = [place for place in order.tolist() if counts[place]]
    return Levels(
        tuple(values[place] for place in chosen),
        tuple(int(counts[place]) for place in chosen),
        int(counts.sum()) - int(counts[chosen].sum()),
    )


def _histogram(ordered: npt.NDArray[Any], type_: str, zone: dt.tzinfo) -> Histogram:
    """Count sorted values in bins whose edges are round numbers, or midnights; whole numbers are never split.

    Infinite values are in no bin.
    """
    finite = ordered[np.isfinite(ordered)]
    if not len(finite):
        return Histogram((), ())
    edges = edges_of(float(finite[0]), float(finite[-1]), type_, zone, whole=ordered.dtype.kind != "f")
    cuts = np.searchsorted(finite, np.array(edges[1:-1]), side="left")
    counts = np.diff(cuts, prepend=0, append=len(finite))
    return Histogram(tuple(edges), tuple(int(count) for count in counts))


def edges_of(
    low: float,
    high: float,
    type_: str,
    zone: dt.tzinfo,
    *,
    whole: bool,
    beyond: tuple[bool, bool] = (False, False),
) -> list[float]:
    """Return edges for values of a type: round numbers, or midnights (UTC for dates, the zone's for times).

    `beyond` asks for one more bin of the same width below and above.
    """
    if type_ == "datetime":
        low, high = on_clock(low, zone), on_clock(high, zone)
    edges = bin_edges(low, high, DAY_SECONDS if type_ in {"date", "datetime"} else 1, whole=whole)
    step = edges[1] - edges[0]
    if beyond[0]:
        edges.insert(0, edges[0] - step)
    if beyond[1]:
        edges.append(edges[-1] + step)
    return from_clock(edges, zone) if type_ == "datetime" else edges


def bin_edges(low: float, high: float, unit: int, *, whole: bool) -> list[float]:
    """Return edges at round numbers of `unit`, so that all from `low` to `high` lies in at most some dozens of bins."""
    if max(abs(low), abs(high)) > HUGE:
        # Steps would overflow here; and neighbours of one value, rounded, need not be in order.
        shares = (number / MAX_BINS for number in range(1, MAX_BINS))
        inner = {low * (1 - share) + high * share for share in shares}
        return [low, *sorted(edge for edge in inner if low < edge < high), high]
    step = round_step((high - low) / MAX_BINS / unit, whole=whole) * unit
    start = math.floor(low / step) * step
    bins = max(1, math.floor((high - start) / step) + 1)
    return [start + step * number for number in range(bins + 1)]


def round_step(step: float, *, whole: bool) -> float:
    """Return the next larger number of the form 1, 2 or 5 times a power of ten; at least 1 for whole numbers."""
    if step <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(step))
    found = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= step * (1 - 1e-9))
    return max(found, 1.0) if whole else found
