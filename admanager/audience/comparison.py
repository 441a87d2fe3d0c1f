"""What sets a segment apart: for each level or range of each column, how much commoner it is inside.

The lift of a level is its share inside divided by its share among everyone (or among the others). Its 95 % interval
comes from the log risk ratio of inside against others (Katz et al. 1978), half a person added to each cell where one
is empty; since the lift against everyone is a rising function of that ratio, its ends carry over exactly. A level
stands out when its p-value survives the procedure of Benjamini and Hochberg (1995) at 5 % over all levels compared.
Strength is Cramer's V with the correction for small samples (Bergsma 2013).
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from admanager.audience.clock import zone_of
from admanager.audience.column_data import ColumnData
from admanager.audience.columns import ColumnStore
from admanager.audience.segments import rule_of
from admanager.audience.statistics import describe_column
from admanager.audience.zoned import day_of
from admanager.jobs import Job
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, Sentence, sentence

MAX_LEVELS = 20
MAX_RANGES = 10
FALSE_DISCOVERIES = 0.05
SMALL = 30
_Z = 1.959963984540054

Against = Literal["everyone", "others"]


@dataclass(frozen=True)
class LevelLift:
    """One level (`label`) or range (`low` to below `high`, None at the open ends) of a column.

    `inside` and `everyone` count the people with it; shares are of those who have a value, `lift` with its 95 % interval
    is None where nobody has it.
    """

    label: str
    low: float | None
    high: float | None
    inside: int
    everyone: int
    share_inside: float
    share_everyone: float
    lift: float | None
    lift_low: float | None
    lift_high: float | None
    p_value: float
    stands_out: bool = False


@dataclass(frozen=True)
class ColumnLift:
    """A column's levels, and how strongly it and membership hang together (Cramer's V, 0 to 1)."""

    column: str
    type: str
    bins: tuple[LevelLift, ...]
    strength: float


@dataclass(frozen=True)
class Comparison:
    """A segment of `count` people beside the `total`; the columns are strongest first, `tests` levels were compared."""

    count: int
    consented: int | None
    total: int
    against: Against
    columns: tuple[ColumnLift, ...]
    tests: int
    notes: tuple[Sentence, ...]


def compare(
    project: ProjectFile,
    name_or_rule: str,
    *,
    columns: Sequence[str] | None = None,
    against: Against = "everyone",
    job: Job | None = None,
) -> Comparison:
    """Compare a segment or a rule with everyone, or with the others; without `columns` by all that can be compared.

    Raises AdManagerError when nobody or everybody is in it.
    """
    job = job or Job()
    store = ColumnStore.of(project)
    rule = rule_of(project, name_or_rule)
    count, consented = store.count_consented(rule, job=job)
    inside = store.flags(rule, job=job)
    if count == 0:
        raise AdManagerError(sentence("Nobody is in this segment, so there is nothing to compare."))
    if count == len(inside):
        raise AdManagerError(sentence("Everybody is in this segment, so there is nobody to compare it with."))
    names = list(columns) if columns is not None else comparable(project)
    store.load(names, job=job)
    zone = zone_of(project)
    found = []
    for number, name in enumerate(names):
        job.check_cancelled()
        found.append(_column_lift(store.column(name, job=job), inside, against, zone))
        job.progress(number + 1, len(names), sentence("Comparing the columns"))
    tests = sum(len(column.bins) for column in found)
    marked = _stand_out(found)
    marked.sort(key=lambda column: -column.strength)
    return Comparison(count, consented, len(inside), against, tuple(marked), tests, _notes(count, tests))


def comparable(project: ProjectFile) -> list[str]:
    """Return the columns of the profiles that people can be compared by."""
    store = ColumnStore.of(project)
    names = []
    for column in tables.columns(project.read(), "profiles"):
        if column.role in {"key", "ignored", "consent", "text", "tags"}:
            continue
        if not column.is_text or len(store.column(column.name).dictionary) <= 1_000:
            names.append(column.name)
    return names


def _column_lift(
    data: ColumnData, inside: npt.NDArray[np.bool_], against: Against, zone: dt.tzinfo
) -> ColumnLift:
    known = data.known_flags
    labels, lows, highs, codes = _bins(data, zone)
    codes = codes[known]
    everyone = np.bincount(codes, minlength=len(labels))
    within = np.bincount(codes[inside[known]], minlength=len(labels))
    n, total = int(within.sum()), int(everyone.sum())
    bins = [
        _level(label, low, high, int(k), int(all_), n, total, against)
        for label, low, high, k, all_ in zip(labels, lows, highs, within, everyone, strict=True)
        if all_
    ]
    return ColumnLift(data.column.name, data.column.type, tuple(bins), _cramers_v(within, everyone))


def _bins(
    data: ColumnData, zone: dt.tzinfo
) -> tuple[list[str], Sequence[float | None], Sequence[float | None], npt.NDArray[np.int64]]:
    """Return labels, lower and upper bounds of the bins, and the bin of each row."""
    values = data.values[: data.rows]
    if data.column.is_text:
        counts = np.bincount(data.present, minlength=len(data.dictionary))
        top = np.argsort(-counts, kind="stable")[:MAX_LEVELS]
        of_code = np.full(max(len(data.dictionary), 1), len(top), dtype=np.int64)
        of_code[top] = np.arange(len(top))
        labels = [data.dictionary[code] for code in top.tolist()]
        if len(data.dictionary) > len(top):
            labels.append(sentence("other values"))
        nothing: list[float | None] = [None] * len(labels)
        return labels, nothing, nothing, of_code[values]
    if data.column.type == "boolean":
        return [sentence("no"), sentence("yes")], [None, None], [None, None], (values != 0).astype(np.int64)
    edges = _edges(data, zone)
    codes = np.searchsorted(np.array(edges), values, side="right").astype(np.int64)
    bounds: list[float | None] = [None, *edges, None]
    labels = [_range_label(low, high, data.column.type, zone) for low, high in itertools.pairwise(bounds)]
    return labels, bounds[:-1], bounds[1:], codes


def _edges(data: ColumnData, zone: dt.tzinfo) -> list[float]:
    """Return inner edges at round numbers, each range with a fair part of the people where that can be had."""
    present = data.present
    if not len(present):
        return []
    histogram = describe_column(data, zone).histogram
    if histogram is None or len(histogram.counts) < 2:
        return []
    shares = np.cumsum(histogram.counts) / max(sum(histogram.counts), 1)
    edges = []
    last = 0.0
    for edge, share in zip(histogram.edges[1:-1], shares, strict=False):
        if share - last >= 1 / MAX_RANGES and 1 - share >= 0.5 / MAX_RANGES:
            edges.append(float(edge))
            last = float(share)
    # One bin may hold nearly everyone: then the quantiles of what is there tell more than round numbers.
    if len(edges) < 3:
        quantiles = np.unique(np.quantile(present.astype(np.float64), np.arange(1, MAX_RANGES) / MAX_RANGES))
        edges = [float(edge) for edge in quantiles if edge > present.min()]
    return edges


def _range_label(low: float | None, high: float | None, type_: str, zone: dt.tzinfo) -> str:
    if low is None and high is None:
        return sentence("all values")
    if low is None:
        return sentence("below {high}", high=shown_edge(high or 0.0, type_, zone))
    if high is None:
        return sentence("{low} and above", low=shown_edge(low, type_, zone))
    return sentence(
        "{low} to below {high}", low=shown_edge(low, type_, zone), high=shown_edge(high, type_, zone)
    )


def shown_edge(edge: float, type_: str, zone: dt.tzinfo) -> str:
    """Return a bound as text: the day of dates (UTC) and of times (of the zone), else a number."""
    if type_ in {"date", "datetime"}:
        return day_of(edge, zone if type_ == "datetime" else dt.UTC).isoformat()
    return f"{edge:,.6g}"


def _level(
    label: str, low: float | None, high: float | None, k: int, all_: int, n: int, total: int, against: Against
) -> LevelLift:
    share_inside = k / n if n else 0.0
    others, out = total - n, all_ - k
    base = out / others if against == "others" and others else all_ / total
    empty = LevelLift(label, low, high, k, all_, share_inside, base, None, None, None, 1.0)
    if not n or not others:
        return empty
    add = 0.5 if 0 in (k, out) else 0.0
    ratio = ((k + add) / (n + add)) / ((out + add) / (others + add))
    spread = math.sqrt(max(1 / (k + add) - 1 / (n + add) + 1 / (out + add) - 1 / (others + add), 0.0))
    ends = [ratio * math.exp(sign * _Z * spread) for sign in (-1, 1)]
    weight = n / total if against == "everyone" else 0.0
    lift_low, lift_high = (1 / (weight + (1 - weight) / end) for end in ends)
    lift = share_inside / base if base else None
    if lift is not None:
        # Where nobody, or nobody else, has the level, half a person is added on each side: the ends alone are moved by it.
        lift_low, lift_high = min(lift_low, lift), max(lift_high, lift)
    return replace(
        empty,
        lift=lift,
        lift_low=lift_low,
        lift_high=lift_high,
        p_value=_p_value(k, n, out, others),
    )


def _p_value(k: int, n: int, out: int, others: int) -> float:
    """Return the two-sided p-value of two shares being equal, from the normal approximation with pooled variance."""
    pooled = (k + out) / (n + others)
    variance = pooled * (1 - pooled) * (1 / n + 1 / others)
    if variance <= 0:
        return 1.0
    return math.erfc(abs(k / n - out / others) / math.sqrt(2 * variance))


def _stand_out(columns: list[ColumnLift]) -> list[ColumnLift]:
    """Mark the levels whose p-values pass the step-up procedure over all of them."""
    values = sorted(level.p_value for column in columns for level in column.bins)
    limit = 0.0
    for rank, value in enumerate(values, 1):
        if value <= FALSE_DISCOVERIES * rank / len(values):
            limit = value
    return [
        replace(
            column,
            bins=tuple(replace(level, stands_out=0 <= level.p_value <= limit) for level in column.bins),
        )
        if limit
        else column
        for column in columns
    ]


def _cramers_v(within: npt.NDArray[np.int64], everyone: npt.NDArray[np.int64]) -> float:
    table = np.array([within, everyone - within], dtype=np.float64)
    table = table[:, table.sum(axis=0) > 0]
    total = table.sum()
    if total < 2 or table.shape[1] < 2 or (table.sum(axis=1) == 0).any():
        return 0.0
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / total
    phi = float(((table - expected) ** 2 / expected).sum() / total)
    columns = table.shape[1]
    corrected = max(0.0, phi - (columns - 1) / (total - 1))
    width = min(columns - (columns - 1) ** 2 / (total - 1), 2 - 1 / (total - 1)) - 1
    return math.sqrt(min(corrected / width, 1.0)) if width > 0 else 0.0


def _notes(count: int, tests: int) -> tuple[Sentence, ...]:
    notes = [
        sentence(
            "{tests:,} levels were compared; those marked stand out even so, with 1 in 20 of them expected to be chance.",
            tests=tests,
        )
    ]
    if count < SMALL:
        notes.append(
            sentence(
                "With only {count} people in it, the segment says little about others like it.", count=count
            )
        )
    return tuple(notes)
