"""Reading columns of a data table into memory.

A table of many cells is read by a child process, through Arrow, and comes over in parts: rows turned into Python's own
objects would take four times as long, and would hold the interpreter, so that a window stuttered meanwhile. The child
only reads, with the SQLite library of its own process; in this one Python's sqlite3 stays the only one.
"""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.audience.column_data import ColumnData, Words, packed, padded
from admanager.jobs import Job, WorkerDied, run_in_child
from admanager.project.changes import quote
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column
from admanager.texts import sentence

# Small enough that no single call holds the interpreter so long that a window would stutter.
CHUNK_ROWS = 4_096
# From here on a child process, which takes a second to start, is the faster way.
MANY_CELLS = 3_000_000
# Rows that the child reads at a time: a writer has to wait for no more.
CHILD_ROWS = 131_072

Ids = npt.NDArray[np.int64]
Sofar = Callable[[int, dict[str, ColumnData]], None]


def read_columns(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[Column],
    rows: int,
    job: Job,
    sofar: Sofar | None = None,
) -> tuple[Ids, dict[str, ColumnData]]:
    """Return the ids of the table's `rows` rows, ascending, and the columns in that order.

    Reads in blocks, so that a writer need not wait for the whole table; the caller has to see to it that the table's
    stamp was the same before and after. Where a child reads, `sofar` is called after each part with the number of
    rows that are there, and the columns up to that row: whoever asks about rows one by one can begin with them.
    """
    place = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    # What this connection has not committed yet is seen by nobody else, and a child has no children.
    alone = connection.in_transaction or multiprocessing.current_process().daemon
    if rows * len(columns) >= MANY_CELLS and not alone:
        found = _read_by_child(place, table, columns, rows, job, sofar)
        if found is not None:
            return found
    return _read_here(connection, table, columns, rows, job)


# -- in this process -----------------------------------------------------------------------------------------


def _read_here(
    connection: sqlite3.Connection, table: str, columns: Sequence[Column], rows: int, job: Job
) -> tuple[Ids, dict[str, ColumnData]]:
    ids = np.zeros(rows, dtype=np.int64)
    builders = [_Builder(column, rows) for column in columns]
    names = ", ".join([quote(ROW_ID), *(quote(column.name) for column in columns)])
    query = f"SELECT {names} FROM {quote(table)} WHERE {quote(ROW_ID)} > ? ORDER BY {quote(ROW_ID)} LIMIT ?"
    start, last = 0, -(2**63)
    while start < rows:
        job.check_cancelled()
        chunk = connection.execute(query, [last, min(CHUNK_ROWS, rows - start)]).fetchall()
        if not chunk:
            break
        block, *cells = zip(*chunk, strict=True)
        ids[start : start + len(chunk)] = block
        for builder, column_cells in zip(builders, cells, strict=True):
            builder.add(start, column_cells)
        start, last = start + len(chunk), block[-1]
        job.progress(start, rows, sentence("Reading the columns"))
    return ids, {builder.column.name: builder.finished() for builder in builders}


def read_spread(
    connection: sqlite3.Connection, table: str, columns: Sequence[Column], rows: int, blocks: int = 40
) -> dict[str, ColumnData]:
    """Return columns of at most `rows` rows, in blocks spread evenly over the table; for a first look at it."""
    key = quote(ROW_ID)
    low, high = (
        connection.execute(f"SELECT {end}({key}) FROM {quote(table)}").fetchone()[0] or 0
        for end in ("MIN", "MAX")
    )
    names = ", ".join(quote(column.name) for column in columns)
    query = f"SELECT {names} FROM {quote(table)} WHERE {key} >= ? AND {key} < ? ORDER BY {key} LIMIT ?"
    found: list[tuple[Any, ...]] = []
    for block in range(blocks):
        begin, end = (low + (high + 1 - low) * place // blocks for place in (block, block + 1))
        found += connection.execute(query, [begin, end, max(rows // blocks, 1)]).fetchall()
    builders = [_Builder(column, len(found)) for column in columns]
    for builder, cells in zip(builders, zip(*found, strict=True), strict=bool(found)):
        builder.add(0, cells)
    return {builder.column.name: builder.finished() for builder in builders}


class _Builder:
    """Collects the cells of one column, block by block."""

    def __init__(self, column: Column, rows: int) -> None:
        self.column = column
        self._rows = rows
        self._known = np.zeros(padded(rows), dtype=np.bool_)
        self._codes: dict[str, int] = {}
        dtype = np.uint32 if column.is_text else np.float64 if column.type == "real" else np.int64
        self._values: npt.NDArray[Any] = np.zeros(padded(rows), dtype=dtype)

    def add(self, start: int, cells: Sequence[Any]) -> None:
        """Take cells as SQLite gives them."""
        place = slice(start, start + len(cells))
        known = self._known[place]
        known[:] = np.fromiter((cell is not None for cell in cells), dtype=np.bool_, count=len(cells))
        if self.column.is_text:
            codes = self._codes
            self._values[place] = np.fromiter(
                (0 if cell is None else codes.setdefault(cell, len(codes)) for cell in cells),
                dtype=np.uint32,
                count=len(cells),
            )
        elif known.all():
            self._values[place] = cells
        else:
            self._values[place] = [0 if cell is None else cell for cell in cells]

    def add_part(self, start: int, part: _ColumnPart) -> None:
        """Take what the child has read; values where none are known are 0."""
        place = slice(start, start + len(part.values))
        values = part.values
        if self.column.is_text and part.texts:
            codes = self._codes
            of_part = [codes.setdefault(text, len(codes)) for text in part.texts]
            values = np.array(of_part, dtype=np.uint32)[values]
            if part.known is not None:
                values[~part.known] = 0
        self._values[place] = values
        self._known[place] = True if part.known is None else part.known

    def first(self, rows: int) -> ColumnData:
        """Return the column's first rows, which have been added; the memory is shared."""
        known = self._known[: padded(rows)]
        bits = None if known[:rows].all() else packed(known)
        return ColumnData(self.column, rows, self._values, bits, tuple(self._codes))

    def finished(self) -> ColumnData:
        """Return the column, in the smallest type that holds it."""
        known = None if self._known[: self._rows].all() else packed(self._known)
        if self.column.is_text:
            return self._coded(known)
        values = self._values
        if values.dtype == np.int64:
            values = values.astype(_smallest(int(values.min(initial=0)), int(values.max(initial=0))))
        return ColumnData(self.column, self._rows, values, known)

    def _coded(self, known: Words | None) -> ColumnData:
        dtype = np.min_scalar_type(max(len(self._codes) - 1, 0))
        return ColumnData(self.column, self._rows, self._values.astype(dtype), known, tuple(self._codes))


def _smallest(low: int, high: int) -> np.dtype[Any]:
    for dtype in (np.int8, np.int16, np.int32):
        limits = np.iinfo(dtype)
        if limits.min <= low and high <= limits.max:
            return np.dtype(dtype)
    return np.dtype(np.int64)


# -- in a child ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _ColumnPart:
    """Some rows of one column: numbers, or codes into `texts`; `known` is None where all have a value."""

    values: npt.NDArray[Any]
    known: npt.NDArray[np.bool_] | None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Part:
    start: int
    ids: Ids
    columns: tuple[_ColumnPart, ...]


class _Collecting(Job):
    """The handle of the child's work: parts are put in their place, all else goes on to the caller's handle."""

    def __init__(self, job: Job, ids: Ids, builders: Sequence[_Builder], sofar: Sofar | None) -> None:
        self._job, self._ids, self._builders, self._sofar = job, ids, builders, sofar

    def progress(self, done: float, total: float, text: str) -> None:
        self._job.progress(done, total, text)

    def check_cancelled(self) -> None:
        self._job.check_cancelled()

    def partial(self, result: object) -> None:
        assert isinstance(result, _Part)
        self._ids[result.start : result.start + len(result.ids)] = result.ids
        for builder, part in zip(self._builders, result.columns, strict=True):
            builder.add_part(result.start, part)
        if self._sofar is not None:
            rows = result.start + len(result.ids)
            self._sofar(rows, {builder.column.name: builder.first(rows) for builder in self._builders})


def _read_by_child(
    path: Path,
    table: str,
    columns: Sequence[Column],
    rows: int,
    job: Job,
    sofar: Sofar | None = None,
) -> tuple[Ids, dict[str, ColumnData]] | None:
    """Return what a child has read, or None where it could not."""
    ids = np.zeros(rows, dtype=np.int64)
    builders = [_Builder(column, rows) for column in columns]
    try:
        whole = run_in_child(
            send_columns, path, table, tuple(columns), rows, job=_Collecting(job, ids, builders, sofar)
        )
    except WorkerDied:
        return None
    return (ids, {builder.column.name: builder.finished() for builder in builders}) if whole else None


def send_columns(path: Path, table: str, columns: Sequence[Column], rows: int, *, job: Job) -> bool:
    """Read a table in the child and send its rows in parts; return whether all were as their columns say."""
    import adbc_driver_manager
    import adbc_driver_sqlite.dbapi as sqlite

    try:
        with sqlite.connect(path.absolute().as_uri() + "?mode=ro", autocommit=True) as connection:
            return _sent(connection, table, columns, rows, job)
    except adbc_driver_manager.Error:
        return False


def _sent(connection: Any, table: str, columns: Sequence[Column], rows: int, job: Job) -> bool:
    # The driver takes the types of the columns from their first cells, so a first row shows them.
    samples = {"text": "''", "real": "0.5"}
    shown = ", ".join(["0", *(samples.get(column.type, "0") for column in columns)])
    key, names = quote(ROW_ID), ", ".join(quote(each) for each in [ROW_ID, *(each.name for each in columns)])
    query = f"SELECT {shown} UNION ALL SELECT {names} FROM {quote(table)} WHERE {key} > ? AND {key} <= ?"
    ends = f"SELECT MAX({key}) FROM (SELECT {key} FROM {quote(table)} WHERE {key} > ? ORDER BY {key} LIMIT ?)"
    start, last = 0, -(2**63)
    while start < rows:
        end = _fetched(connection, ends, (last, min(CHILD_ROWS, rows - start))).column(0)[0].as_py()
        if end is None:
            break
        found = _fetched(connection, query, (last, end)).slice(1).combine_chunks()
        ids = found.column(0).to_numpy()
        parts = [
            _part(cells.combine_chunks(), column)
            for cells, column in zip(found.columns[1:], columns, strict=True)
        ]
        # Rows that another program adds or takes away meanwhile are found by the table's stamp.
        if any(part is None for part in parts) or len(ids) > rows - start or np.any(np.diff(ids) <= 0):
            return False
        job.partial(_Part(start, ids, tuple(parts)))  # type: ignore[arg-type]
        start, last = start + len(ids), end
        job.progress(start, rows, sentence("Reading the columns"))
    return True


def _fetched(connection: Any, query: str, params: tuple[int, int]) -> Any:
    with connection.cursor() as cursor:
        cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(1 << 16)})
        cursor.execute(query, params)
        return cursor.fetch_arrow_table()


def _part(cells: Any, column: Column) -> _ColumnPart | None:
    """Return the cells of a column; None where they are of another type than it."""
    import pyarrow as pa

    known = cells.is_valid().to_numpy(zero_copy_only=False) if cells.null_count else None
    if column.is_text:
        if cells.type != pa.string():
            return None
        encoded = cells.dictionary_encode()
        codes = encoded.indices.fill_null(0).to_numpy(zero_copy_only=False)
        return _ColumnPart(codes, known, tuple(encoded.dictionary.to_pylist()))
    if cells.type != (pa.float64() if column.type == "real" else pa.int64()):
        return None
    values = cells.fill_null(0).to_numpy(zero_copy_only=False)
    if column.type != "real":
        values = values.astype(_smallest(int(values.min(initial=0)), int(values.max(initial=0))))
    return _ColumnPart(values, known)
