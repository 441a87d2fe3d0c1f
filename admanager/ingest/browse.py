"""Looking at what was imported: the imports with their health, their rejects, and any row by its position."""

from __future__ import annotations

import itertools
import json
import sqlite3
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from admanager.ingest.rejects import Reject
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import DATA_TABLES, ROW_ID
from admanager.project.tables import Column, columns, rows_of, table_exists
from admanager.texts import AdManagerError, sentence

PAGE_ROWS = 200
Health = Literal["good", "warn", "bad"]
_BAD_SHARE = 0.05


@dataclass(frozen=True)
class ImportInfo:
    """One import: where from, where to, how much, and whether all of it was taken."""

    batch: int
    file: str
    path: str
    size: int
    table: str
    time: float
    seconds: float
    rows_read: int
    rows_imported: int
    rows_updated: int
    rows_rejected: int
    rows_blank: int
    rows_skipped: int
    duplicates: int
    cells_reported: int
    generated: bool
    mapping: str

    @property
    def title(self) -> str:
        """The file's name, with the sheet, table or list of it that was read."""
        part = json.loads(self.mapping).get("part")
        return f"{self.file} · {part}" if part else self.file

    @property
    def health(self) -> Health:
        """Whether everything was taken (good), something was not (warn), or more than one row in twenty (bad)."""
        if self.rows_rejected > _BAD_SHARE * max(1, self.rows_read):
            return "bad"
        return "warn" if self.rows_rejected or self.cells_reported else "good"


def list_imports(project: ProjectFile) -> list[ImportInfo]:
    """Return the imports that are not undone, newest first."""
    rows = project.read().execute(
        "SELECT b.id, s.path, s.size, b.table_name, b.time, b.seconds, b.rows_read, b.rows_imported, b.rows_updated, "
        "b.rows_rejected, b.rows_blank, b.rows_skipped, b.duplicates, b.cells_reported, b.generated, s.mapping "
        "FROM import_batch AS b JOIN source AS s ON s.id = b.source_id WHERE b.undone = 0 ORDER BY b.id DESC"
    )
    return [_import_info(row) for row in rows]


def _import_info(row: tuple[Any, ...]) -> ImportInfo:
    batch, path, size, table, time, seconds, *counts, generated, mapping = row
    read, imported, updated, rejected, blank, skipped, duplicates, cells = counts
    return ImportInfo(
        batch=batch,
        file=path if generated else PurePath(path).name,
        path=path,
        size=size,
        table=table,
        time=time,
        seconds=seconds,
        rows_read=read,
        rows_imported=imported,
        rows_updated=updated,
        rows_rejected=rejected,
        rows_blank=blank,
        rows_skipped=skipped,
        duplicates=duplicates,
        cells_reported=cells,
        generated=bool(generated),
        mapping=mapping,
    )


def list_rejects(project: ProjectFile, batch: int, limit: int = 1000) -> list[Reject]:
    """Return the first of what an import did not take as it stood; see `read_rejects`."""
    return list(itertools.islice(read_rejects(project, batch), limit))


def read_rejects(project: ProjectFile, batch: int) -> Iterator[Reject]:
    """Yield what an import did not take as it stood: rows first, then cells, each by its line."""
    rows = project.read().execute(
        "SELECT line, column_name, found, expected, reason, whole_row FROM import_reject WHERE batch_id = ? "
        "ORDER BY whole_row DESC, line",
        [batch],
    )
    return (Reject.stored(*row) for row in rows)


def require_import(project: ProjectFile, batch: int) -> None:
    """Raise AdManagerError where there is no such import, or it was undone."""
    query = "SELECT 1 FROM import_batch WHERE id = ? AND undone = 0"
    if project.read().execute(query, [batch]).fetchone() is None:
        raise AdManagerError(sentence("There is no import {batch} in this project.", batch=batch))


def count_rejects(project: ProjectFile, batch: int) -> int:
    """Return how many rows and cells are listed as not taken."""
    return int(
        project.read().execute("SELECT COUNT(*) FROM import_reject WHERE batch_id = ?", [batch]).fetchone()[0]
    )


def table_sizes(project: ProjectFile) -> dict[str, int]:
    """Return the number of rows of each data table that is there."""
    connection = project.read()
    return {table: rows_of(project, table) for table in DATA_TABLES if table_exists(connection, table)}


# -- rows by position ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RowOrder:
    """The rows of a table in an order in which any page is found at once.

    Where the ids have no gaps, a page is a range of ids (`first_id`); where they have, every `PAGE_ROWS`-th id is
    kept (`anchors`); where the rows are sorted by a column, all ids are (`ids`).
    """

    table: str
    columns: tuple[Column, ...]
    rows: int
    stamp: int
    first_id: int | None = None
    anchors: array[int] | None = None
    ids: array[int] | None = None

    @property
    def pages(self) -> int:
        """The number of pages."""
        return -(-self.rows // PAGE_ROWS)


def order_rows(
    project: ProjectFile,
    table: str,
    sort: str | None = None,
    *,
    descending: bool = False,
    rows: int | None = None,
) -> RowOrder:
    """Return the order of a table's rows: that of the source, or by a column with missing values last.

    `rows` is their number where it was just counted, since counting a million takes longer than all the rest.
    """
    connection = project.read()
    found = tuple(columns(connection, table))
    stamp = project.table_stamp(table)
    if not found or not table_exists(connection, table):
        return RowOrder(table, (), 0, stamp, first_id=1)
    if sort is not None and any(column.name == sort for column in found):
        ids = _ids(connection, _sorted(table, sort, descending=descending))
        return RowOrder(table, found, len(ids), stamp, ids=ids)
    count = rows_of(project, table) if rows is None else rows
    # Two queries, since SQLite looks up an end of the table at once only when asked for one of them.
    low, high = (
        connection.execute(f"SELECT {end}({quote(ROW_ID)}) FROM {quote(table)}").fetchone()[0]
        for end in ("MIN", "MAX")
    )
    if not count or high - low + 1 == count:
        return RowOrder(table, found, count, stamp, first_id=low or 1)
    anchors = _ids(
        connection,
        f"SELECT id FROM (SELECT {quote(ROW_ID)} AS id, ROW_NUMBER() OVER (ORDER BY {quote(ROW_ID)}) AS n "
        f"FROM {quote(table)}) WHERE n % {PAGE_ROWS} = 1",
    )
    return RowOrder(table, found, count, stamp, anchors=anchors)


def _sorted(table: str, column: str, *, descending: bool) -> str:
    way = "DESC" if descending else "ASC"
    return (
        f"SELECT {quote(ROW_ID)} FROM {quote(table)} "
        f"ORDER BY {quote(column)} IS NULL, {quote(column)} {way}, {quote(ROW_ID)}"
    )


def _ids(connection: sqlite3.Connection, sql: str) -> array[int]:
    ids = array("q")
    cursor = connection.execute(sql)
    # In small parts, so that the window's thread gets its turn in between.
    while part := cursor.fetchmany(5000):
        ids.extend(row[0] for row in part)
    return ids


def read_page(project: ProjectFile, order: RowOrder, page: int) -> list[tuple[Any, ...]]:
    """Return the rows of one page as stored values, in the order of `order.columns`."""
    connection = project.read()
    names = ", ".join(quote(column.name) for column in order.columns)
    if order.ids is not None:
        wanted = order.ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]
        marks = ", ".join("?" * len(wanted))
        rows = connection.execute(
            f"SELECT {quote(ROW_ID)}, {names} FROM {quote(order.table)} WHERE {quote(ROW_ID)} IN ({marks})",
            wanted,
        )
        by_id = {row[0]: row[1:] for row in rows}
        return [by_id[id_] for id_ in wanted if id_ in by_id]
    start = order.anchors[page] if order.anchors is not None else (order.first_id or 1) + page * PAGE_ROWS
    return connection.execute(
        f"SELECT {names} FROM {quote(order.table)} WHERE {quote(ROW_ID)} >= ? ORDER BY {quote(ROW_ID)} LIMIT ?",
        [start, PAGE_ROWS],
    ).fetchall()
