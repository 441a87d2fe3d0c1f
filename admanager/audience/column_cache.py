"""Columns kept in the project file as they are in memory, so that a project that is opened again can count at once.

A column is kept in parts of 1 MiB under the change counter of its table, and read back only while that has not moved.
Small tables are read as fast from their rows. Columns of keys, and of more texts than categories have, are not kept:
they would hold a second copy of what tells people apart. The cache may be deleted at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.audience.column_data import WORD, ColumnData, padded
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

MIN_ROWS = 100_000
MAX_TEXTS = 4_096
PART_BYTES = 1 << 20

# What a kept piece is: the first letter of its name in the table.
_IDS, _VALUES, _KNOWN, _TEXTS = "i", "v", "k", "t"


@dataclass(frozen=True)
class KeptRows:
    """How many rows the table has, and their ids, or None where they are the numbers from `first` on."""

    rows: int
    first: int
    ids: npt.NDArray[np.int64] | None

    def all_ids(self) -> npt.NDArray[np.int64]:
        """Return the ids of all rows, ascending; shape (rows,)."""
        return np.arange(self.first, self.first + self.rows) if self.ids is None else self.ids


def worth_keeping(data: ColumnData) -> bool:
    """Return whether a column is kept at all."""
    return data.rows >= MIN_ROWS and data.column.role != "key" and len(data.dictionary) <= MAX_TEXTS


def count_rows(connection: sqlite3.Connection, table: str, stamp: int) -> int | None:
    """Return the number of rows that the table had at this counter, or None where nothing is kept of it."""
    row = connection.execute(
        "SELECT dtype FROM column_cache WHERE table_name = ? AND column_name = ? AND stamp = ? AND part = 0",
        [table, _IDS, stamp],
    ).fetchone()
    return int(json.loads(row[0])["rows"]) if row else None


def columns_kept(connection: sqlite3.Connection, table: str, stamp: int) -> frozenset[str]:
    """Return the names of the columns that are kept of the table at this counter."""
    rows = connection.execute(
        "SELECT column_name FROM column_cache WHERE table_name = ? AND stamp = ? AND part = 0", [table, stamp]
    )
    return frozenset(name[1:] for (name,) in rows if name[0] == _VALUES)


def read_rows(connection: sqlite3.Connection, table: str, stamp: int) -> KeptRows | None:
    """Return the ids that the table had at this counter, or None where nothing is kept of it."""
    found = _piece(connection, table, _IDS, stamp)
    if found is None:
        return None
    about, data = found
    ids = np.frombuffer(data, dtype="<i8") if about["listed"] else None
    return KeptRows(about["rows"], about["first"], ids)


def read_column(
    connection: sqlite3.Connection, table: str, column: Column, stamp: int, rows: int
) -> ColumnData | None:
    """Return a column as it was at this counter, or None where it is not kept, or of another type or length."""
    found = _piece(connection, table, _VALUES + column.name, stamp)
    if found is None or found[0]["type"] != column.type:
        return None
    about, data = found
    values = np.frombuffer(data, dtype=np.dtype(about["dtype"]))
    known: npt.NDArray[np.uint64] | None = None
    if about["gaps"]:
        gaps = _piece(connection, table, _KNOWN + column.name, stamp)
        if gaps is None:
            return None
        known = np.frombuffer(gaps[1], dtype="<u8")
    texts: tuple[str, ...] = ()
    if column.is_text:
        dictionary = _piece(connection, table, _TEXTS + column.name, stamp)
        if dictionary is None:
            return None
        texts = tuple(json.loads(bytes(dictionary[1])))
    if len(values) != padded(rows) or (known is not None and len(known) != padded(rows) // WORD):
        return None
    return ColumnData(column, rows, values, known, texts)


def _piece(
    connection: sqlite3.Connection, table: str, name: str, stamp: int
) -> tuple[dict[str, Any], bytearray] | None:
    parts = connection.execute(
        "SELECT dtype, data FROM column_cache WHERE table_name = ? AND column_name = ? AND stamp = ? ORDER BY part",
        [table, name, stamp],
    )
    about: dict[str, Any] | None = None
    data = bytearray()
    for description, part in parts:
        if about is None:
            about = json.loads(description)
        data += part
    return None if about is None or len(data) != about["bytes"] else (about, data)


def keep(
    project: ProjectFile,
    table: str,
    stamp: int,
    ids: npt.NDArray[np.int64],
    columns: Mapping[str, ColumnData],
) -> bool:
    """Keep these columns of a table at this counter; return whether that was done.

    It is not where the file cannot be written just now: another program writes, this thread is in a change already, or
    the table has changed since. What was kept of an older state goes.
    """
    connection = project.read()
    if connection.in_transaction:
        return False
    waited = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        with project.change(sentence("Keep columns"), undoable=False) as change:
            if project.table_stamp(table) != stamp:
                return False
            change.connection.execute(
                "DELETE FROM column_cache WHERE table_name = ? AND stamp <> ?", [table, stamp]
            )
            for name, about, data in _pieces(ids, columns):
                _write(change.connection, table, name, stamp, about, data)
    except AdManagerError:
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(waited)}")
    return True


def _pieces(
    ids: npt.NDArray[np.int64], columns: Mapping[str, ColumnData]
) -> Iterator[tuple[str, dict[str, Any], bytes | memoryview]]:
    first = int(ids[0]) if len(ids) else 0
    listed = len(ids) > 0 and int(ids[-1]) - first != len(ids) - 1
    yield (
        _IDS,
        {"rows": len(ids), "first": first, "listed": listed},
        ids.astype("<i8").tobytes() if listed else b"",
    )
    for name, data in columns.items():
        about = {"type": data.column.type, "dtype": data.values.dtype.str, "gaps": data.known is not None}
        yield _VALUES + name, about, data.values.data.cast("B")
        if data.known is not None:
            yield _KNOWN + name, {}, data.known.data.cast("B")
        if data.column.is_text:
            yield _TEXTS + name, {}, json.dumps(data.dictionary, ensure_ascii=False).encode()


def _write(
    connection: sqlite3.Connection,
    table: str,
    name: str,
    stamp: int,
    about: dict[str, Any],
    data: bytes | memoryview,
) -> None:
    connection.execute("DELETE FROM column_cache WHERE table_name = ? AND column_name = ?", [table, name])
    description = json.dumps({**about, "bytes": len(data)})
    for part in range(max(1, -(-len(data) // PART_BYTES))):
        connection.execute(
            "INSERT INTO column_cache (table_name, column_name, stamp, part, dtype, data) VALUES (?, ?, ?, ?, ?, ?)",
            [table, name, stamp, part, description, data[part * PART_BYTES : (part + 1) * PART_BYTES]],
        )
