"""Writing the throw-away staging file, from a thread of its own, while the next block is read.

The file is written by the ADBC driver's own SQLite, without a journal: it is never the project file, and a
crash only leaves a file that the next start removes. Its tables are STRICT, so that SQLite itself vouches
for the type of every value.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from admanager.ingest.rejects import Reject
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pyarrow as pa

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
        import adbc_driver_sqlite.dbapi as sqlite

        path.unlink(missing_ok=True)
        self._path = path
        # As a URI, since a path may hold bytes that are no text.
        self._connection = sqlite.connect(path.absolute().as_uri(), autocommit=True)
        self._cursor = self._connection.cursor()
        for pragma in _PRAGMAS:
            self.query(f"PRAGMA {pragma}")
        columns = "".join(f", {column_name(place)} {type_}" for place, type_ in enumerate(types))
        self._cursor.execute(f"CREATE TABLE {ROWS} (_id INTEGER PRIMARY KEY, _batch INTEGER{columns}) STRICT")
        self._cursor.execute(
            f"CREATE TABLE {REJECTS} (line INTEGER, column_name TEXT, found TEXT, expected TEXT, reason TEXT, "
            "whole_row INTEGER) STRICT"
        )
        self._cursor.execute(f"CREATE TABLE {LINE_RUNS} (id INTEGER PRIMARY KEY, line INTEGER) STRICT")
        self._cursor.execute(f"CREATE TABLE {LINKS} (place INTEGER, one TEXT, two TEXT) STRICT")
        self._connection.adbc_connection.set_autocommit(False)
        self._batch = batch
        self._next_id = first_id
        self._next_line = -1
        self._failure: BaseException | None = None
        self._queue: queue.Queue[list[tuple[str, pa.RecordBatch]] | None] = queue.Queue(_WAITING_BLOCKS)
        self._thread = threading.Thread(target=self._work, name="stage writer", daemon=True)
        self._thread.start()

    def write(
        self, values: Sequence[pa.Array], lines: npt.NDArray[np.int64], rejects: Sequence[Reject]
    ) -> None:
        """Queue the typed columns of accepted rows with their lines, and rejects."""
        if self._failure is not None:
            raise self._explained(self._failure)
        batches = []
        if len(lines):
            batches += [(ROWS, self._rows(values, len(lines))), (LINE_RUNS, self._line_runs(lines))]
            self._next_id += len(lines)
        if rejects:
            batches.append((REJECTS, _reject_batch(rejects)))
        self._queue.put(batches)

    def finish(self) -> None:
        """Wait until everything is written."""
        self._queue.put(None)
        self._thread.join()
        if self._failure is not None:
            raise self._explained(self._failure)
        self._commit()

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement, after `finish`, and return its rows."""
        self._cursor.execute(sql)
        rows: list[tuple[Any, ...]] = self._cursor.fetchall()
        return rows

    def close(self) -> None:
        """Commit and close the file."""
        self._commit()
        self._release()

    def _release(self) -> None:
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()
        self._cursor.close()
        self._connection.close()

    def _commit(self) -> None:
        try:
            self._connection.adbc_connection.commit()
        except Exception as error:
            raise self._explained(error) from error

    def _explained(self, error: BaseException) -> BaseException:
        """Return what to raise for an error of the driver: the staging file is new, so it can only be the disk."""
        import adbc_driver_manager as adbc

        if not isinstance(error, adbc.Error):
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
        if error is None:
            self.close()
        else:
            self._release()

    def _work(self) -> None:
        while (batches := self._queue.get()) is not None:
            if self._failure is not None:
                continue
            try:
                for table, batch in batches:
                    self._cursor.adbc_ingest(table, batch, mode="append")
            except BaseException as error:  # noqa: BLE001 - raised again by the thread that reads
                self._failure = error

    def _rows(self, values: Sequence[pa.Array], count: int) -> pa.RecordBatch:
        import pyarrow as pa

        ids = pa.array(np.arange(self._next_id, self._next_id + count, dtype=np.int64))
        batch = pa.array(np.full(count, self._batch, dtype=np.int64))
        names = ["_id", "_batch", *(column_name(place) for place in range(len(values)))]
        return pa.record_batch([ids, batch, *values], names=names)

    def _line_runs(self, lines: npt.NDArray[np.int64]) -> pa.RecordBatch:
        """Return the rows whose line is not the one after the row before."""
        import pyarrow as pa

        breaks = np.ones(len(lines), dtype=bool)
        breaks[1:] = np.diff(lines) != 1
        breaks[0] = lines[0] != self._next_line
        self._next_line = int(lines[-1]) + 1
        starts = np.flatnonzero(breaks)
        return pa.record_batch(
            [pa.array(starts + self._next_id), pa.array(lines[starts])], names=["id", "line"]
        )


def _reject_batch(rejects: Sequence[Reject]) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.record_batch(
        {
            "line": pa.array([reject.line for reject in rejects], pa.int64()),
            "column_name": pa.array([reject.column for reject in rejects], pa.string()),
            "found": pa.array([reject.found for reject in rejects], pa.string()),
            "expected": pa.array([reject.detail for reject in rejects], pa.string()),
            "reason": pa.array([reject.reason.value for reject in rejects], pa.string()),
            "whole_row": pa.array([int(reject.whole_row) for reject in rejects], pa.int64()),
        }
    )
