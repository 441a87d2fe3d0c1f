"""The user's data tables: which columns they have, what those mean, and reading their rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from admanager.project.changes import quote
from admanager.project.schema import DATA_TABLES, ROW_ID
from admanager.texts import AdManagerError, Sentence, sentence

if TYPE_CHECKING:
    import pandas as pd

    from admanager.project.file import ProjectFile

TYPES = ("integer", "real", "text", "date", "datetime", "boolean")
SQL_TYPES = {
    "integer": "INTEGER",
    "real": "REAL",
    "text": "TEXT",
    "date": "INTEGER",
    "datetime": "INTEGER",
    "boolean": "INTEGER",
}


@dataclass(frozen=True)
class Column:
    """A column of a data table.

    `type` is one of `TYPES`; dates and times are stored as UTC seconds, booleans as 0 and 1. `role` is what
    the column means here, such as key, number, category, label or ignored. `source_name` is its name in
    the file that it came from. `personal` is what a person decided about personal data in it: "hash" for
    values replaced by pseudonyms, "keep" for values kept as they came, "" where nothing was decided.
    """

    name: str
    type: str
    role: str
    source_name: str = ""
    missing_words: tuple[str, ...] = ()
    note: str = ""
    personal: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the stored values are strings."""
        return self.type == "text"


def table_exists(connection: sqlite3.Connection, table: str) -> bool:
    """Return whether the data table has been made by an import."""
    return (
        connection.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]
        ).fetchone()
        is not None
    )


def columns(connection: sqlite3.Connection, table: str) -> list[Column]:
    """Return the described columns of a data table in order; empty when it does not exist yet."""
    rows = connection.execute(f"{_DESCRIBED} WHERE table_name = ? ORDER BY position", [table])
    return [_column(row) for row in rows]


_DESCRIBED = "SELECT name, type, role, source_name, missing_words, note, personal FROM column_info"


def _column(row: tuple[str, ...]) -> Column:
    name, type_, role, source, words, note, personal = row
    return Column(name, type_, role, source, tuple(json.loads(words)), note, personal)


def row_count(connection: sqlite3.Connection, table: str) -> int:
    """Return the number of rows; 0 when the table does not exist yet."""
    if not table_exists(connection, table):
        return 0
    return int(connection.execute(f"SELECT COUNT(*) FROM {quote(table)}").fetchone()[0])


def rows_of(project: ProjectFile, table: str) -> int:
    """Return the number of rows of a table; counted once for each state of the table.

    SQLite goes through the whole table to count it, which takes a tenth of a second for a million rows.
    """
    connection = project.read()
    if connection.in_transaction:
        return row_count(connection, table)
    stamp = project.table_stamp(table)
    known = project.row_counts.get(table)
    if known is None or known[0] != stamp:
        known = stamp, row_count(connection, table)
        # Written in between by somebody else: right now, but not to be kept.
        if project.table_stamp(table) != stamp:
            return known[1]
        project.row_counts[table] = known
    return known[1]


def key_column(connection: sqlite3.Connection, table: str) -> Column | None:
    """Return the column with the role `key`, if the table has one."""
    return next((column for column in columns(connection, table) if column.role == "key"), None)


def rewrite_as_text(connection: sqlite3.Connection, table: str, name: str, written: str) -> int:
    """Turn a column of numbers into one of text, of which each value that is not NULL becomes `written`, an SQL expression.

    Return the number of those. No index may lie on the column, and `column_info` is left to the caller. A column that
    was made for numbers would take a text for one where its digits happen to allow that, so it is made anew.
    """
    old, fresh = quote(name), quote(f"{name} ")
    connection.execute(f"ALTER TABLE {quote(table)} ADD COLUMN {fresh} TEXT")
    rows = connection.execute(
        f"UPDATE {quote(table)} SET {fresh} = {written}, {old} = NULL WHERE {old} IS NOT NULL"
    ).rowcount
    connection.execute(f"ALTER TABLE {quote(table)} DROP COLUMN {old}")
    connection.execute(f"ALTER TABLE {quote(table)} RENAME COLUMN {fresh} TO {old}")
    return rows


def require_columns(
    connection: sqlite3.Connection, table: str, names: Sequence[str] | None = None
) -> list[Column]:
    """Return the named columns (all when None); raise AdManagerError for a table or a column that is not there."""
    if table not in DATA_TABLES:
        raise AdManagerError(
            sentence(
                "There is no table {table}; the tables are {tables}.",
                table=table,
                tables=", ".join(DATA_TABLES),
            )
        )
    if names is not None:
        # One by one, since a wide table is asked for each of its columns in turn.
        query = f"{_DESCRIBED} WHERE table_name = ? AND name = ?"
        rows = [connection.execute(query, [table, name]).fetchone() for name in names]
        if rows and all(rows):
            return [_column(row) for row in rows]
    found = columns(connection, table)
    if not found:
        raise AdManagerError(sentence("The table {table} is empty; import data into it first.", table=table))
    known = [column.name for column in found]
    for name in names or ():
        if name not in known:
            raise AdManagerError(no_such_column(table, name, known))
    return found if names is None else []


def no_such_column(table: str, name: str, known: Iterable[str]) -> Sentence:
    """Return the sentence that a table has no column of this name, with those that it has."""
    return sentence(
        "The table {table} has no column {column}; it has {columns}.",
        table=table,
        column=name,
        columns=", ".join(known),
    )


def iter_frames(
    connection: sqlite3.Connection,
    table: str,
    names: Sequence[str] | None = None,
    *,
    rows: int = 50_000,
    where: str = "",
    params: Sequence[Any] = (),
) -> Iterator[pd.DataFrame]:
    """Yield the rows as data frames of at most `rows` rows, in the order of their ids, which are the index.

    Numbers, booleans and times (UTC seconds) come as float64 with NaN where missing, text as objects with
    None where missing. `where` is SQL made by our own compiler, with `params`.
    """
    import numpy as np
    import pandas as pd

    wanted = require_columns(connection, table, names)
    select = ", ".join([quote(ROW_ID), *(quote(column.name) for column in wanted)])
    condition = f"WHERE {where}" if where else ""
    cursor = connection.execute(
        f"SELECT {select} FROM {quote(table)} {condition} ORDER BY {quote(ROW_ID)}", params
    )
    while chunk := cursor.fetchmany(rows):
        ids, *values = zip(*chunk, strict=True)
        data = {
            column.name: np.array(cells, dtype=object)
            if column.is_text
            else np.array(cells, dtype=np.float64)
            for column, cells in zip(wanted, values, strict=True)
        }
        yield pd.DataFrame(data, index=pd.Index(ids, name=ROW_ID), dtype=None)


def read_frame(
    connection: sqlite3.Connection,
    table: str,
    names: Sequence[str] | None = None,
    *,
    where: str = "",
    params: Sequence[Any] = (),
) -> pd.DataFrame:
    """Return all rows as one data frame; see `iter_frames` for the types."""
    import pandas as pd

    frames = list(iter_frames(connection, table, names, where=where, params=params))
    if frames:
        return pd.concat(frames)
    wanted = require_columns(connection, table, names)
    empty = {column.name: pd.Series([], dtype=object if column.is_text else "float64") for column in wanted}
    return pd.DataFrame(empty, index=pd.Index([], name=ROW_ID))
