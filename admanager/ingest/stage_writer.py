"""Writing the throw-away staging file, from a thread of its own, while the next block is read.

The file is written page by page (`table_pages.py`), without a journal: it is never the project file, and a
crash only leaves a file that the next start removes. What is done to rows once all are there is done by SQLite. Its
tables are STRICT, and each column is written with one type.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from admanager.ingest.rejects import Reject
from admanager.ingest.table_pages import PageFile, TablePages
from admanager.ingest.table_records import cells_of
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pyarrow as pa

Integers = npt.NDArray[np.int64]

ROWS = "staged_row"
REJECTS = "staged_reject"
LINE_RUNS = "staged_line_run"
LINKS = "staged_link"
"""Pairs of keys of one person that stood in rows which repeat a key; `place` is the column of the second."""
_PRAGMAS = (
    "journal_mode = OFF",
    "synchronous = OFF",
    "locking_mode = EXCLUSIVE",
    "cache_size = -16000",
    "temp_store = MEMORY",
)
_WAITING_BLOCKS = 2


def column_name(position: int) -> str:
    """Return the staging table's name of a column; the source's own names never get into its SQL."""
    return f"c{position}"


class StageWriter:
    """Writes accepted rows, rejects and line numbers; `write` hands a block over and returns at once."""

    def __init__(self, path: Path, types: Sequence[str], *, first_id: int, batch: int) -> None:
        columns = "".join(f", {column_name(place)} {type_}" for place, type_ in enumerate(types))
        self._path = path
        try:
            self._file = PageFile(
                path,
                (
                    f"CREATE TABLE {ROWS} (_id INTEGER PRIMARY KEY, _batch INTEGER{columns}) STRICT",
                    f"CREATE TABLE {REJECTS} (id INTEGER PRIMARY KEY, line INTEGER, column_name TEXT, found TEXT, "
                    "expected TEXT, reason TEXT, whole_row INTEGER) STRICT",
                    f"CREATE TABLE {LINE_RUNS} (id INTEGER PRIMARY KEY, line INTEGER) STRICT",
                    f"CREATE TABLE {LINKS} (place INTEGER, one TEXT, two TEXT) STRICT",
                ),
            )
        except (OSError, sqlite3.Error) as error:
            raise self._explained(error) from error
        self._tables = {name: TablePages(self._file, name) for name in (ROWS, REJECTS, LINE_RUNS)}
        self._connection: sqlite3.Connection | None = None
        self._batch = batch
        self._next_id = first_id
        self._next_reject = 1
        self._next_line = -1
        self._failure: BaseException | None = None
        self._queue: queue.Queue[list[tuple[str, Integers, list[pa.Array]]] | None] = queue.Queue(
            _WAITING_BLOCKS
        )
        self._thread = threading.Thread(target=self._work, name="stage writer", daemon=True)
        self._thread.start()

    def write(self, values: Sequence[pa.Array], lines: Integers, rejects: Sequence[Reject]) -> None:
        """Queue the typed columns of accepted rows with their lines, and rejects."""
        if self._failure is not None:
            raise self._explained(self._failure)
        parts = []
        if len(lines):
            parts += [self._rows(values, len(lines)), self._line_runs(lines)]
            self._next_id += len(lines)
        if rejects:
            parts.append(self._rejects(rejects))
        self._queue.put(parts)

    def finish(self) -> None:
        """Wait until everything is written."""
        self._stop()
        if self._failure is not None:
            raise self._explained(self._failure)
        try:
            for table in self._tables.values():
                table.finish()
            self._file.finish()
        except OSError as error:
            raise self._explained(error) from error

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement, after `finish`, and return its rows."""
        try:
            if self._connection is None:
                self._connection = sqlite3.connect(
                    self._path.absolute().as_uri(), uri=True, isolation_level=None
                )
                for pragma in _PRAGMAS:
                    self._connection.execute(f"PRAGMA {pragma}")
            return self._connection.execute(sql).fetchall()
        except sqlite3.OperationalError as error:
            raise self._explained(error) from error

    def _explained(self, error: BaseException) -> BaseException:
        """Return what to raise for an error of the disk: the staging file is new, so nothing else can be wrong with it."""
        if not isinstance(error, OSError | sqlite3.Error):
            return error
        return AdManagerError(
            sentence(
                "The disk that holds {path} is full or cannot be written; free some space and try again. Nothing was changed.",
                path=str(self._path.absolute().parent),
            ),
            details=str(error),
        )

    def __enter__(self) -> StageWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        self._file.close()
        if self._connection is not None:
            self._connection.close()

    def _stop(self) -> None:
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    def _work(self) -> None:
        while (parts := self._queue.get()) is not None:
            if self._failure is not None:
                continue
            try:
                for table, ids, columns in parts:
                    if len(ids):
                        self._tables[table].add(ids, cells_of(ids, columns))
            except BaseException as error:  # noqa: BLE001 - raised again by the thread that reads
                self._failure = error

    def _rows(self, values: Sequence[pa.Array], count: int) -> tuple[str, Integers, list[pa.Array]]:
        import pyarrow as pa

        ids = np.arange(self._next_id, self._next_id + count, dtype=np.int64)
        return ROWS, ids, [pa.array(np.full(count, self._batch, dtype=np.int64)), *values]

    def _line_runs(self, lines: Integers) -> tuple[str, Integers, list[pa.Array]]:
        """Return the rows whose line is not the one after the row before."""
        import pyarrow as pa

        breaks = np.ones(len(lines), dtype=bool)
        breaks[1:] = np.diff(lines) != 1
        breaks[0] = lines[0] != self._next_line
        self._next_line = int(lines[-1]) + 1
        starts = np.flatnonzero(breaks)
        return LINE_RUNS, starts + self._next_id, [pa.array(lines[starts])]

    def _rejects(self, rejects: Sequence[Reject]) -> tuple[str, Integers, list[pa.Array]]:
        import pyarrow as pa

        ids = np.arange(self._next_reject, self._next_reject + len(rejects), dtype=np.int64)
        self._next_reject += len(rejects)
        columns = [
            pa.array([reject.line for reject in rejects], pa.int64()),
            pa.array([reject.column for reject in rejects], pa.string()),
            pa.array([reject.found for reject in rejects], pa.string()),
            pa.array([reject.detail for reject in rejects], pa.string()),
            pa.array([reject.reason.value for reject in rejects], pa.string()),
            pa.array([int(reject.whole_row) for reject in rejects], pa.int64()),
        ]
        return REJECTS, ids, columns
