"""Histograms of several columns that filter each other: what is chosen in one is counted in all others."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.audience import tree
from admanager.audience.bins import Axis, binned, brush_rule
from admanager.audience.clock import zone_of
from admanager.audience.column_reading import read_spread
from admanager.audience.columns import ColumnStore
from admanager.audience.grammar import parse
from admanager.audience.tree import Rule
from admanager.jobs import Job
from admanager.privacy.consent import consent_columns
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.project.tables import Column, require_columns
from admanager.texts import AdManagerError, sentence

MAX_COLUMNS = 30
MOST_AT_FIRST = 12
# Columns that tell people apart, or that nothing is to be read from.
UNTOLD_ROLES = frozenset({"key", "ignored", "pii", "hash", "drop", "tags"})
_BINS = 256
# The bit of a row's mask that says that it is not asked about at all; `linked_kernel.OUTSIDE` as a number.
_OUTSIDE = np.uint32(1 << 31)
LOOKED_AT = 8_000


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


def offered(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return the columns whose values say something about groups of people."""
    return tuple(column for column in columns if column.role not in UNTOLD_ROLES)


def shown_at_first(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the names of the columns that are looked at where nobody has chosen any: the first 12, free text last.

    Hardly two people have the same text.
    """
    return tuple(
        column.name for column in sorted(offered(columns), key=lambda column: column.role == "text")
    )[:MOST_AT_FIRST]


def prepare(project: ProjectFile, *, job: Job | None = None) -> tuple[str, ...]:
    """Read and keep what a first look at the people asks for, and return these columns; there may be none.

    Reading a million people from their rows takes seconds, which nobody has to wait for who does not look yet.
    """
    names = shown_at_first(tables.columns(project.read(), "profiles"))
    if names:
        store = ColumnStore.of(project)
        consent = [column.name for column in consent_columns(project.read())]
        store.load([*names, *consent], job=job)
    return names


def first_look(project: ProjectFile, columns: Sequence[str], *, people: int | None = None) -> FirstLook:
    """Return histograms of at most `people` people (8,000), which takes a twentieth of a second however many there are."""
    connection = project.read()
    described = require_columns(connection, "profiles", list(columns))
    datas = read_spread(connection, "profiles", described, people or LOOKED_AT)
    zone = zone_of(project)
    found = {name: binned(data, zone) for name, data in datas.items()}
    counts = {
        name: tuple(np.bincount(codes, minlength=axis.bins + 1).tolist())
        for name, (axis, codes) in found.items()
    }
    total = next(iter(datas.values())).rows
    return FirstLook(
        tuple(found[name][0] for name in columns), Linked(total, total, None, counts, dict(counts))
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
        zone = zone_of(project)
        axes = []
        for place, data in enumerate(datas):
            axis, codes = binned(data, zone)
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
        rows = self._codes.shape[1]
        self._mask = np.zeros(rows, dtype=np.uint32)
        if self._inside is not None:
            self._mask[~self._inside] = _OUTSIDE
        self._passing = np.zeros((len(self.axes), _BINS), dtype=np.int64)
        self._alone = np.zeros((len(self.axes), _BINS), dtype=np.int64)
        asked = slice(None) if self._inside is None else self._inside
        for place, codes in enumerate(self._codes):
            self._passing[place] = np.bincount(codes[asked], minlength=_BINS)
        self._total = self._selected = int(self._passing[0].sum())
        self._allowed = int(np.count_nonzero(self._consented[asked])) if self._has_consent else 0

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
