"""The bins of one column: their edges or labels, the bin of each row, and bins as a rule. No counting of people."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.audience import tree
from admanager.audience.column_data import ColumnData
from admanager.audience.statistics import HUGE, edges_of
from admanager.audience.tree import Rule, Value
from admanager.audience.zoned import day_of

MAX_LABELS = 24
# A share of the values at each end that may be far out, how far in spans of all others, and how many tell.
TAIL, TAIL_REACH, LEAST_FOR_TAILS = 0.02, 1.0, 200
# Rows that are binned at a time, so that what lies between stays in the processor's cache.
BINNED_ROWS = 32_768


@dataclass(frozen=True)
class Axis:
    """The bins of one column; the last one, number `bins`, holds the people without a value.

    Numbers and times (UTC seconds) have `edges`, one more than bins: bin i holds `edges[i] <= value < edges[i + 1]`, and
    the outer ones all beyond. Where few values lie so far out that all others would share a few bins, the axis ends
    before them: with `open_low` the first bin holds all below `edges[1]`, with `open_high` the last one all from
    `edges[-2]` on. Texts and flags have `labels`, most common first; with `others` one more bin follows them for all
    other texts.
    """

    column: str
    type: str
    edges: tuple[float, ...]
    labels: tuple[str | bool, ...]
    others: bool
    open_low: bool = False
    open_high: bool = False
    zone: dt.tzinfo = dt.UTC
    """Whose midnights the edges of times are."""

    @property
    def bins(self) -> int:
        """Number of bins, without that of missing values."""
        return len(self.labels) + self.others if self.labels or not self.edges else len(self.edges) - 1


def binned(data: ColumnData, zone: dt.tzinfo = dt.UTC) -> tuple[Axis, npt.NDArray[np.uint8]]:
    """Return the axis of a column and the bin of each row; shape (rows,). The days of times are those of a zone."""
    values = data.values[: data.rows]
    if data.column.is_text:
        axis, of_code = _labelled(data)
        codes = np.take(of_code, values) if len(of_code) else np.zeros(data.rows, dtype=np.uint8)
    elif data.column.type == "boolean":
        axis = Axis(data.column.name, "boolean", (), (False, True), False)
        codes = (values != 0).astype(np.uint8)
    else:
        days = zone if data.column.type == "datetime" else dt.UTC
        edges, open_low, open_high = _robust_edges(data, days)
        axis = Axis(data.column.name, data.column.type, tuple(edges), (), False, open_low, open_high, days)
        codes = bins_of(values, np.array(edges[1:-1], dtype=np.float64))
    if data.known is not None:
        codes[~data.known_flags] = axis.bins
    return axis, codes


def bins_of(values: npt.NDArray[Any], inner: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """Return how many of the ascending `inner` edges each value has reached; both shape (n,), no value is NaN.

    This is `np.searchsorted(inner, values, side="right")`, which has to search for each row by itself: edges a step apart
    are divided instead, and where rounding has led a row into a neighbouring bin the edges themselves put it right.
    """
    codes = np.empty(len(values), dtype=np.uint8)
    steps = np.diff(inner)
    even = bool(len(steps) and 0 < steps[0] < np.inf and np.ptp(steps) <= 1e-3 * steps[0])
    # Nothing is below the first fence or has reached the last one, infinite values included.
    fences = np.concatenate([[-np.inf], inner, [np.nan]])
    for start in range(0, len(values), BINNED_ROWS):
        part = values[start : start + BINNED_ROWS].astype(np.float64, copy=False)
        if even:
            found = ((np.clip(part, inner[0], inner[-1]) - inner[0]) / steps[0]).astype(np.int16) + np.int16(
                1
            )
            found -= part < fences[found]
            found += part >= fences[found + 1]
        else:
            found = np.searchsorted(inner, part, side="right")
        codes[start : start + BINNED_ROWS] = found
    return codes


def _robust_edges(data: ColumnData, zone: dt.tzinfo) -> tuple[list[float], bool, bool]:
    """Return the edges of the bins, and whether the first and the last one hold all beyond; infinite values are beyond.

    The axis spans from the 2nd to the 98th percentile where the lowest or highest value is further out than that span
    again: values spread evenly or about a mean keep all of it.
    """
    present = data.present
    if present.dtype.kind == "f":
        present = present[np.isfinite(present)]
    if not len(present):
        return [], False, False
    low, high = float(present.min()), float(present.max())
    whole = present.dtype.kind != "f"
    open_low = open_high = False
    if len(present) >= LEAST_FOR_TAILS and max(abs(low), abs(high)) <= HUGE:
        places = int(TAIL * (len(present) - 1)), math.ceil((1 - TAIL) * (len(present) - 1))
        # One place at a time: with two at once NumPy takes twice as long as with each by itself.
        first, last = (float(np.partition(present, place)[place]) for place in places)
        reach = TAIL_REACH * (last - first)
        open_low, open_high = bool(reach) and first - low > reach, bool(reach) and high - last > reach
        low, high = first if open_low else low, last if open_high else high
    beyond = open_low, open_high
    return edges_of(low, high, data.column.type, zone, whole=whole, beyond=beyond), open_low, open_high


def _labelled(data: ColumnData) -> tuple[Axis, npt.NDArray[np.uint8]]:
    counts = np.bincount(data.values[: data.rows], minlength=len(data.dictionary))
    if data.known is not None and len(counts):
        counts[0] -= data.rows - np.count_nonzero(data.known_flags)  # rows without a value hold code 0
    order = np.argsort(-counts, kind="stable")
    order = order[counts[order] > 0]
    top = order[:MAX_LABELS]
    others = len(order) > MAX_LABELS
    of_code = np.full(len(data.dictionary), len(top), dtype=np.uint8)
    of_code[top] = np.arange(len(top))
    labels = tuple(data.dictionary[code] for code in top.tolist())
    return Axis(data.column.name, "text", (), labels, others), of_code


# -- as a rule -----------------------------------------------------------------------------------------------


def brush_rule(axis: Axis, bins: Collection[int]) -> Rule:
    """Return the rule that holds for the people in these bins of a column; there is at least one."""
    wanted = sorted(number for number in bins if number < axis.bins)
    parts = _labels_rule(axis, wanted) if axis.labels else _spans_rule(axis, wanted)
    if axis.bins in bins:
        parts.append(tree.Missing(column=axis.column))
    return parts[0] if len(parts) == 1 else tree.Or(rules=tuple(parts))


def _labels_rule(axis: Axis, wanted: list[int]) -> list[Rule]:
    if not wanted:
        return []
    known = tree.Missing(column=axis.column, negated=True)
    if len(wanted) == axis.bins:
        return [known]
    with_others = axis.others and wanted[-1] == len(axis.labels)
    named = [axis.labels[number] for number in wanted if number < len(axis.labels)]
    if with_others:
        named = [label for number, label in enumerate(axis.labels) if number not in wanted]
        return [tree.Membership(column=axis.column, values=tuple(named), negated=True)]
    if len(named) == 1:
        return [tree.Comparison(column=axis.column, operator="=", value=named[0])]
    return [tree.Membership(column=axis.column, values=tuple(named))]


def _spans_rule(axis: Axis, wanted: list[int]) -> list[Rule]:
    """Join neighbouring bins to spans; the outermost bins have no outer bound."""
    spans: list[list[int]] = []
    for number in wanted:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    rules: list[Rule] = []
    for first, last in spans:
        bounds: list[Rule] = []
        if first > 0:
            bounds.append(tree.Comparison(column=axis.column, operator=">=", value=_edge(axis, first)))
        if last < axis.bins - 1:
            bounds.append(tree.Comparison(column=axis.column, operator="<", value=_edge(axis, last + 1)))
        if not bounds:
            bounds.append(tree.Missing(column=axis.column, negated=True))
        rules.append(bounds[0] if len(bounds) == 1 else tree.And(rules=tuple(bounds)))
    return rules


def _edge(axis: Axis, number: int) -> Value:
    edge = axis.edges[number]
    if axis.type in {"date", "datetime"}:
        return day_of(edge, axis.zone).isoformat()
    return int(edge) if edge == int(edge) else edge
