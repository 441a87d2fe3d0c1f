"""Histograms of several columns that filter each other: what is chosen in one is counted in all others."""

from __future__ import annotations

import datetime as dt
import math
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.audience import tree
from admanager.audience.column_data import ColumnData
from admanager.audience.column_reading import read_spread
from admanager.audience.columns import ColumnStore
from admanager.audience.grammar import parse
from admanager.audience.statistics import DAY_SECONDS, HUGE, bin_edges
from admanager.audience.tree import Rule, Value
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.project.tables import require_columns
from admanager.texts import AdManagerError, sentence

MAX_COLUMNS = 30
MAX_LABELS = 24
_BINS = 256
LOOKED_AT = 8_000
# A share of the values at each end that may be far out, how far in spans of all others, and how many tell.
TAIL, TAIL_REACH, LEAST_FOR_TAILS = 0.02, 1.0, 200


@dataclass(frozen=True)
class Axis:
    """The bins of one column; the last one, number `bins`, holds the people without a value.

    Numbers and dates (UTC seconds) have `edges`, one more than bins: bin i holds `edges[i] <= value < edges[i + 1]`, and
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

    @property
    def bins(self) -> int:
        """Number of bins, without that of missing values."""
        return len(self.labels) + self.others if self.labels or not self.edges else len(self.edges) - 1


@dataclass(frozen=True)
class Linked:
    """Counts for the brushes of the moment.

    `counts` has for each column the people of each bin, missing values last, who pass all brushes but the column's own;
    `selected_counts` those who pass its own too. `consented` is None where no column holds consent.
    """

    total: int
    selected: int
    consented: int | None
    counts: dict[str, tuple[int, ...]]
    selected_counts: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class FirstLook:
    """Histograms of some people, from all over the table, while the others are still being read."""

    axes: tuple[Axis, ...]
    counts: Linked


def first_look(project: ProjectFile, columns: Sequence[str], *, people: int | None = None) -> FirstLook:
    """Return histograms of at most `people` people (8,000), which takes a twentieth of a second however many there are."""
    connection = project.read()
    described = require_columns(connection, "profiles", list(columns))
    datas = read_spread(connection, "profiles", described, people or LOOKED_AT)
    binned = {name: _binned(data) for name, data in datas.items()}
    counts = {
        name: tuple(np.bincount(codes, minlength=axis.bins + 1).tolist())
        for name, (axis, codes) in binned.items()
    }
    total = next(iter(datas.values())).rows
    return FirstLook(
        tuple(binned[name][0] for name in columns), Linked(total, total, None, counts, dict(counts))
    )


class LinkedHistograms:
    """The people of a rule, binned by several columns; `brush` filters by one and recounts all.

    Usable from any thread, one at a time. The columns are those of the moment it is made; `stale` says that the
    profiles have changed since.
    """

    def __init__(
        self,
        project: ProjectFile,
        columns: Sequence[str],
        rule: Rule | str | None = None,
        *,
        job: Job | None = None,
    ) -> None:
        if not 1 <= len(columns) <= MAX_COLUMNS:
            raise AdManagerError(sentence("Between 1 and {limit} columns can be linked.", limit=MAX_COLUMNS))
        self._lock = threading.Lock()
        self._project = project
        self._stamp = self._current_stamp()
        self._base = parse(rule) if isinstance(rule, str) else rule
        store = ColumnStore.of(project)
        store.load(columns, job=job)
        datas = [store.column(name, job=job) for name in columns]
        self._codes = np.empty((len(columns), datas[0].rows), dtype=np.uint8)
        axes = []
        for place, data in enumerate(datas):
            axis, codes = _binned(data)
            axes.append(axis)
            self._codes[place] = codes
        self.axes = tuple(axes)
        self._places = {axis.column: place for place, axis in enumerate(self.axes)}
        self._inside = None if self._base is None else store.flags(self._base, job=job)
        allowed = store.consented_flags(job=job)
        self._has_consent = allowed is not None
        self._consented = np.zeros(datas[0].rows, np.bool_) if allowed is None else allowed
        self._chosen: dict[int, frozenset[int]] = {}
        self._ending = np.empty(datas[0].rows, dtype=np.int32)
        self._beginning = np.empty(datas[0].rows, dtype=np.int32)
        self._count_afresh()

    @property
    def stale(self) -> bool:
        """Whether the profiles have changed since these histograms were made."""
        return self._stamp != self._current_stamp()

    def _current_stamp(self) -> tuple[int, int]:
        return self._project.table_stamp("profiles"), self._project.table_stamp("column_info")

    def _count_afresh(self) -> None:
        from admanager.audience.linked_kernel import OUTSIDE

        rows = self._codes.shape[1]
        self._mask = np.zeros(rows, dtype=np.uint32)
        if self._inside is not None:
            self._mask[~self._inside] = OUTSIDE
        self._passing = np.zeros((len(self.axes), _BINS), dtype=np.int64)
        self._alone = np.zeros((len(self.axes), _BINS), dtype=np.int64)
        self._selected = self._allowed = 0
        asked = np.arange(rows) if self._inside is None else np.flatnonzero(self._inside)
        self._count(asked.astype(np.int32), 1)
        self._total = self._selected

    def _count(self, rows: npt.NDArray[np.int32], sign: int) -> None:
        from admanager.audience.linked_kernel import count_rows

        count_rows(self._codes, rows, sign, self._passing)
        self._selected += sign * len(rows)
        if self._has_consent:
            self._allowed += sign * int(np.count_nonzero(self._consented[rows]))

    def brush(self, column: str, bins: Collection[int] | None) -> Linked:
        """Choose bins of a column (none: all of them) and return all counts; bin `axis.bins` is the missing values."""
        from admanager.audience.linked_kernel import move_brush

        with self._lock:
            place = self._places[column]
            chosen = frozenset(bins or ())
            outside = np.zeros(_BINS, dtype=np.uint8)
            if chosen:
                outside[:] = 1
                outside[sorted(chosen)] = 0
                self._chosen[place] = chosen
            else:
                self._chosen.pop(place, None)
            ended, begun = move_brush(
                self._codes, self._mask, place, outside, self._ending, self._beginning, self._alone
            )
            self._count(self._ending[:ended], -1)
            self._count(self._beginning[:begun], 1)
            return self._linked()

    def clear(self) -> Linked:
        """Take all brushes away and return all counts."""
        with self._lock:
            self._chosen.clear()
            self._count_afresh()
            return self._linked()

    def current(self) -> Linked:
        """Return the counts for the brushes of the moment."""
        with self._lock:
            return self._linked()

    def chosen(self, column: str) -> frozenset[int]:
        """Return the bins that are chosen in a column; none where it does not filter."""
        with self._lock:
            return self._chosen.get(self._places[column], frozenset())

    def _linked(self) -> Linked:
        shown = self._passing + self._alone
        return Linked(
            self._total,
            self._selected,
            self._allowed if self._has_consent else None,
            {
                axis.column: tuple(shown[place, : axis.bins + 1].tolist())
                for place, axis in enumerate(self.axes)
            },
            {
                axis.column: tuple(self._passing[place, : axis.bins + 1].tolist())
                for place, axis in enumerate(self.axes)
            },
        )

    def rule(self) -> Rule | None:
        """Return the people who pass all brushes as a rule, the rule that was asked about included; None for everyone."""
        with self._lock:
            parts = [brush_rule(self.axes[place], bins) for place, bins in sorted(self._chosen.items())]
        if self._base is not None:
            parts.insert(0, self._base)
        if not parts:
            return None
        flat = [inner for part in parts for inner in (part.rules if isinstance(part, tree.And) else (part,))]
        return flat[0] if len(flat) == 1 else tree.And(rules=tuple(flat))


def warm_up() -> None:
    """Compile the counting ahead of its first use, or load what was compiled before."""
    from admanager.audience.linked_kernel import count_rows, move_brush

    codes, outside = np.zeros((1, 1), dtype=np.uint8), np.zeros(_BINS, dtype=np.uint8)
    rows, counts = np.zeros(1, dtype=np.int32), np.zeros((1, _BINS), dtype=np.int64)
    move_brush(codes, np.zeros(1, dtype=np.uint32), 0, outside, rows, rows.copy(), counts)
    count_rows(codes, rows, 1, counts)


# -- bins ----------------------------------------------------------------------------------------------------


def _binned(data: ColumnData) -> tuple[Axis, npt.NDArray[np.uint8]]:
    """Return the axis of a column and the bin of each row; shape (rows,)."""
    values = data.values[: data.rows]
    if data.column.is_text:
        axis, of_code = _labelled(data)
        codes = of_code[values] if len(of_code) else np.zeros(data.rows, dtype=np.uint8)
    elif data.column.type == "boolean":
        axis = Axis(data.column.name, "boolean", (), (False, True), False)
        codes = (values != 0).astype(np.uint8)
    else:
        edges, open_low, open_high = _robust_edges(data)
        axis = Axis(data.column.name, data.column.type, tuple(edges), (), False, open_low, open_high)
        inner = np.array(edges[1:-1])
        codes = np.searchsorted(inner, values, side="right").astype(np.uint8)
    if data.known is not None:
        codes = np.where(data.known_flags, codes, np.uint8(axis.bins))
    return axis, codes.astype(np.uint8)


def _robust_edges(data: ColumnData) -> tuple[list[float], bool, bool]:
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
    unit = DAY_SECONDS if data.column.type in {"date", "datetime"} else 1
    whole = present.dtype.kind != "f"
    open_low = open_high = False
    if len(present) >= LEAST_FOR_TAILS and max(abs(low), abs(high)) <= HUGE:
        places = [int(TAIL * (len(present) - 1)), math.ceil((1 - TAIL) * (len(present) - 1))]
        first, last = (float(value) for value in np.partition(present, places)[places])
        reach = TAIL_REACH * (last - first)
        open_low, open_high = bool(reach) and first - low > reach, bool(reach) and high - last > reach
        low, high = first if open_low else low, last if open_high else high
    edges = bin_edges(low, high, unit, whole=whole)
    step = edges[1] - edges[0]
    if open_low:
        edges.insert(0, edges[0] - step)
    if open_high:
        edges.append(edges[-1] + step)
    return edges, open_low, open_high


def _labelled(data: ColumnData) -> tuple[Axis, npt.NDArray[np.uint8]]:
    counts = np.bincount(data.present, minlength=len(data.dictionary))
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
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=edge)
        return moment.date().isoformat() if axis.type == "date" else moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return int(edge) if edge == int(edge) else edge
