"""Counting members of rules in memory: typed columns and one bitmap for each predicate.

Editing one predicate of a rule computes one bitmap anew; the others come from the cache. Everything is stamped with
the table's change counter, and thrown away when that moves.
"""

from __future__ import annotations

import functools
import sqlite3
import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from admanager.audience import column_cache
from admanager.audience.binding import bind_in
from admanager.audience.bound import (
    Bound,
    Compare,
    Every,
    Happened,
    Inverse,
    OneOf,
    OneOfRows,
    Predicate,
    Some,
    columns_used,
)
from admanager.audience.column_data import (
    WORD,
    Bitmap,
    ColumnData,
    Words,
    packed,
    padded,
)
from admanager.audience.column_reading import Sofar, read_columns
from admanager.audience.grammar import parse
from admanager.audience.tree import Rule
from admanager.jobs import Job
from admanager.privacy.consent import consent_columns, is_granted
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

MAX_ATTEMPTS = 4
MAX_CACHED_BYTES = 128 * 1024 * 1024
_SECONDS_BETWEEN_QUESTIONS = 0.1

_stores: weakref.WeakKeyDictionary[ProjectFile, dict[str, ColumnStore]] = weakref.WeakKeyDictionary()
_stores_lock = threading.Lock()


class ColumnStore:
    """The columns of one data table in memory, read when a rule first needs them.

    `ColumnStore.of(project)` gives the store that all parts of the program share. Usable from any thread, one at
    a time.
    """

    def __init__(self, project: ProjectFile, table: str = "profiles") -> None:
        self.table = table
        self._project = weakref.ref(project)
        self._lock = threading.RLock()
        self._stamp = (-1, -1)
        self._forget()

    @classmethod
    def of(cls, project: ProjectFile, table: str = "profiles") -> ColumnStore:
        """Return the shared store of a table."""
        with _stores_lock:
            stores = _stores.setdefault(project, {})
            if table not in stores:
                stores[table] = cls(project, table)
            return stores[table]

    # -- asking ----------------------------------------------------------------------------------------

    def total(self) -> int:
        """Return the number of rows."""
        with self._current():
            return self._rows

    def count(self, rule: Rule | str | None, *, job: Job | None = None) -> int:
        """Return the number of rows for which the rule holds, None for all; see `bound` for what it raises."""
        with self._current(job):
            return self._popcount(self._true(rule, job))

    def count_consented(self, rule: Rule | str | None, *, job: Job | None = None) -> tuple[int, int | None]:
        """Return how many rows the rule (None: everyone) holds for, and how many of these consented.

        The second is None when no column holds consent.
        """
        with self._current(job):
            members = self._true(rule, job)
            consented = self._consented(job)
            return self._popcount(members), None if consented is None else self._popcount(members & consented)

    def consented_members(
        self, rule: Rule | str | None, *, job: Job | None = None
    ) -> tuple[npt.NDArray[np.int64], int]:
        """Return the ids of members who may be reached, and how many others are left out for want of consent."""
        with self._current(job):
            members = self._true(rule, job)
            consented = self._consented(job)
            allowed = members if consented is None else members & consented
            ids = self._ids()[self._flags(allowed)]
            return ids, self._popcount(members) - len(ids)

    def members(self, rule: Rule | str, *, job: Job | None = None) -> npt.NDArray[np.int64]:
        """Return the ids of the rows for which the rule holds, ascending; shape (members,)."""
        with self._current(job):
            flags = self._flags(self._true(rule, job))
            return self._ids()[flags]

    def flags(self, rule: Rule | str, *, job: Job | None = None) -> npt.NDArray[np.bool_]:
        """Return whether the rule holds for each row, in the order of their ids; shape (rows,)."""
        with self._current(job):
            return self._flags(self._true(rule, job))

    def bound_flags(self, bound: Bound, *, job: Job | None = None) -> npt.NDArray[np.bool_]:
        """Return whether a bound rule on this table holds for each row; shape (rows,)."""
        with self._current(job):
            self._load(columns_used(bound), job)
            return self._flags(self._words(bound, possible=False))

    def first_members(
        self, rule: Rule | str | None, limit: int, *, job: Job | None = None
    ) -> npt.NDArray[np.int64]:
        """Return the ids of the first `limit` rows for which the rule holds."""
        with self._current(job):
            flags = self._flags(self._true(rule, job))
            return self._ids()[np.flatnonzero(flags)[:limit]]

    def ids(self) -> npt.NDArray[np.int64]:
        """Return the ids of all rows, ascending; shape (rows,)."""
        with self._current():
            return self._ids()

    def consented_flags(self, *, job: Job | None = None) -> npt.NDArray[np.bool_] | None:
        """Return who consented, in the order of the ids, or None when no column holds consent; shape (rows,)."""
        with self._current(job):
            consented = self._consented(job)
            return None if consented is None else self._flags(consented)

    def column(self, name: str, *, job: Job | None = None) -> ColumnData:
        """Return one column; raise AdManagerError when there is none of that name."""
        with self._current(job):
            tables.require_columns(self._open_project().read(), self.table, [name])
            self._load([name], job)
            return self._columns[name]

    def load(self, names: Iterable[str], *, job: Job | None = None, sofar: Sofar | None = None) -> None:
        """Read these columns ahead of their first use, in one pass over the table.

        Where that takes long, `sofar` is called with the number of rows read, and all of these columns up to there. It
        may all be read anew: what was said holds only where the table's stamp is the same before and after.
        """
        with self._current(job):
            self._load(names, job, sofar)

    def at_hand(self, names: Iterable[str]) -> bool:
        """Return whether these columns are in memory or kept in the file, so that no row has to be read for them."""
        with self._current():
            lacking = set(names) - self._columns.keys()
            kept = column_cache.columns_kept(self._open_project().read(), self.table, self._stamp[0])
            return lacking <= kept

    def bound(self, rule: Rule | str) -> Bound:
        """Return the bound form of a rule on this table.

        Raises RuleError for a text that is no rule, and AdManagerError for one that does not fit the table.
        """
        return bind_in(self._open_project(), parse(rule) if isinstance(rule, str) else rule, self.table)

    def columns_of(self, rule: Rule | str) -> tuple[str, ...]:
        """Return the columns that a rule reads, those of live segments within it too, by name; see `bound`."""
        return tuple(sorted(columns_used(self.bound(rule))))

    # -- bitmaps ---------------------------------------------------------------------------------------

    def _true(self, rule: Rule | str | None, job: Job | None) -> Words:
        if rule is None:
            return np.full(padded(self._rows) // WORD, 2**64 - 1, dtype=np.uint64)
        bound = self.bound(rule)
        self._load(columns_used(bound), job)
        return self._words(bound, possible=False)

    def _words(self, bound: Bound, *, possible: bool) -> Words:
        """Return the rows for which the bound rule holds, or (`possible`) for which it holds or is unknown.

        Only the side that is asked for is worked out, and in as few arrays as can be: at ten million rows, new memory
        costs more than the operation on it.
        """
        match bound:
            case Inverse():
                part = self._words(bound.part, possible=not possible)
                # The bitmaps of predicates are kept, the others are new.
                return np.invert(part, out=part if isinstance(bound.part, Inverse | Every | Some) else None)
            case Every() | Some():
                join = np.bitwise_and if isinstance(bound, Every) else np.bitwise_or
                first, second, *others = (self._words(part, possible=possible) for part in bound.parts)
                joined: Words = join(first, second)
                for other in others:
                    join(joined, other, out=joined)
                return joined
            case _:
                found = self._predicate(bound)
                return found.possible if possible else found.true

    def _predicate(self, predicate: Predicate) -> Bitmap:
        found = self._bitmaps.get(predicate)
        if found is not None:
            self._bitmaps.move_to_end(predicate)
            return found
        if isinstance(predicate, OneOfRows):
            flags = np.zeros(padded(self._rows), dtype=np.bool_)
            flags[: self._rows] = np.isin(
                self._ids(), np.frombuffer(predicate.ids, dtype="<i8"), assume_unique=True, kind="sort"
            )
            words = packed(flags)
            made = Bitmap(words)
        elif isinstance(predicate, Happened):
            from admanager.audience.happened import people_who

            words = people_who(self._open_project(), predicate, self._columns[predicate.key])
            made = Bitmap(words)
        else:
            made = self._columns[predicate.column].bitmap(predicate)
        self._bitmaps[predicate] = made
        per_bitmap = max(padded(self._rows) // 8 * 2, 1024)
        while len(self._bitmaps) * per_bitmap > MAX_CACHED_BYTES:
            self._bitmaps.popitem(last=False)
        return made

    def _consented(self, job: Job | None) -> Words | None:
        columns = consent_columns(self._open_project().read(), self.table)
        if not columns:
            return None
        self._load([column.name for column in columns], job)
        bitmaps = [self._predicate(self._granted(self._columns[column.name])) for column in columns]
        return functools.reduce(np.bitwise_and, [bitmap.true for bitmap in bitmaps])

    def _granted(self, data: ColumnData) -> Predicate:
        if not data.column.is_text:
            return Compare(data.column.name, "=", 1)
        return OneOf(
            data.column.name, tuple(text for text in data.dictionary if is_granted(data.column, text))
        )

    def _popcount(self, words: Words) -> int:
        counted = int(np.bitwise_count(words).sum())
        stray = self._rows % WORD
        if stray:
            counted -= (int(words[-1]) >> stray).bit_count()
        return counted

    def _flags(self, words: Words) -> npt.NDArray[np.bool_]:
        return np.unpackbits(words.view(np.uint8), count=self._rows, bitorder="little").view(np.bool_)

    # -- what is in memory -----------------------------------------------------------------------------

    def _open_project(self) -> ProjectFile:
        project = self._project()
        if project is None:
            raise ReferenceError("the project of this store is gone")
        return project

    @contextmanager
    def _locked(self, job: Job | None) -> Iterator[None]:
        """Hold the lock; the job is asked while another one reads, since that takes seconds where people are many."""
        while not self._lock.acquire(timeout=_SECONDS_BETWEEN_QUESTIONS):
            if job is not None:
                job.check_cancelled()
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def _current(self, job: Job | None = None) -> Iterator[None]:
        """Hold the lock, with nothing in memory that the file no longer has; keep what was read in the file."""
        with self._locked(job):
            self._forget_if_stale()
            yield
            unkept = dict(self._unkept)
            self._unkept.clear()
            ids, stamp = self._row_ids, self._stamp[0]
        if unkept and ids is not None:
            column_cache.keep(self._open_project(), self.table, stamp, ids, unkept)

    def _forget_if_stale(self) -> bool:
        project = self._open_project()
        stamp = (project.table_stamp(self.table), project.table_stamp("column_info"))
        if stamp == self._stamp:
            return False
        self._forget()
        kept = column_cache.count_rows(project.read(), self.table, stamp[0])
        self._rows = tables.rows_of(project, self.table) if kept is None else kept
        self._stamp = stamp
        return True

    def _forget(self) -> None:
        self._rows = 0
        self._columns: dict[str, ColumnData] = {}
        self._unkept: dict[str, ColumnData] = {}
        self._bitmaps: OrderedDict[Predicate, Bitmap] = OrderedDict()
        self._row_ids: npt.NDArray[np.int64] | None = None

    def forget_bitmaps(self) -> None:
        """Drop the bitmaps of all predicates, so that the next count computes each anew."""
        with self._lock:
            self._bitmaps.clear()

    def _ids(self) -> npt.NDArray[np.int64]:
        if self._row_ids is None:
            kept = column_cache.read_rows(self._open_project().read(), self.table, self._stamp[0])
            if kept is not None:
                self._row_ids = kept.all_ids()
            else:
                self._load([], Job())
        assert self._row_ids is not None
        return self._row_ids

    def _recall(self, connection: sqlite3.Connection, column: tables.Column) -> bool:
        """Take a column from what the file keeps; return whether it was there."""
        data = column_cache.read_column(connection, self.table, column, self._stamp[0], self._rows)
        if data is not None:
            self._columns[column.name] = data
        return data is not None

    def _load(self, names: Iterable[str], job: Job | None, sofar: Sofar | None = None) -> None:
        wanted = set(names)

        def tell(rows: int, columns: dict[str, ColumnData]) -> None:
            assert sofar is not None, "told only where somebody listens"
            known = {name: data for name, data in self._columns.items() if name in wanted}
            sofar(rows, known | columns)

        for _ in range(MAX_ATTEMPTS):
            lacking = sorted(wanted - self._columns.keys())
            if not lacking and (wanted or self._row_ids is not None):
                return
            connection = self._open_project().read()
            described = tables.require_columns(connection, self.table, lacking)
            unread = [column for column in described if not self._recall(connection, column)]
            if described and not unread:
                continue
            ids, columns = read_columns(
                connection, self.table, unread, self._rows, job or Job(), sofar and tell
            )
            if not self._forget_if_stale():
                self._columns.update(columns)
                self._row_ids = ids
                self._unkept |= {
                    name: data for name, data in columns.items() if column_cache.worth_keeping(data)
                }
        raise AdManagerError(
            sentence("The table {table} is being changed by another program; try again.", table=self.table)
        )
