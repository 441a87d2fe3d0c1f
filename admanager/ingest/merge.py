"""Copying staged rows into a project's table, inside the one transaction of an import."""

from __future__ import annotations

import bisect
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from admanager.ingest.duplicates import line_of
from admanager.ingest.notices import other_key
from admanager.ingest.rejects import MAX_KEPT_DUPLICATES, Reason
from admanager.ingest.settle import ColumnPlan
from admanager.ingest.stage_writer import LINE_RUNS, LINKS, REJECTS, ROWS, column_name
from admanager.ingest.staging import KEYED_TABLES, Staged
from admanager.project.changes import Change, key_index, quote
from admanager.project.identity import IDENTITY_ROLE, IDENTITY_TABLE
from admanager.project.schema import BATCH, ROW_ID
from admanager.project.tables import (
    SQL_TYPES,
    Column,
    columns,
    key_column,
    rewrite_as_text,
    table_exists,
)
from admanager.texts import AdManagerError, sentence

_STAGED_ROWS = f"staging.{ROWS}"
_CHUNK = 5000


@dataclass(frozen=True)
class Merged:
    """How many staged rows were inserted, put into rows that were there, and left out for their key."""

    inserted: int
    updated: int
    skipped: int


def check_stage(connection: sqlite3.Connection, staged: Staged) -> None:
    """Raise AdManagerError unless the attached staging file holds what the child process says.

    Its tables are STRICT, so the declared types are the types of every value.
    """
    strict = {
        row[1]: row[5]
        for row in connection.execute("PRAGMA staging.table_list")
        if not row[1].startswith("sqlite_")
    }
    declared = [row[2] for row in connection.execute(f"PRAGMA staging.table_info({ROWS})")]
    expected = ["INTEGER", "INTEGER", *(SQL_TYPES[column.type] for column in staged.stored)]
    rows = connection.execute(f"SELECT COUNT(*) FROM {_STAGED_ROWS}").fetchone()[0]
    whole = connection.execute(f"SELECT COUNT(*) FROM staging.{REJECTS} WHERE whole_row = 1").fetchone()[0]
    rejected = staged.rows_rejected + min(staged.duplicates - staged.merged, MAX_KEPT_DUPLICATES)
    if (
        strict != {ROWS: 1, REJECTS: 1, LINE_RUNS: 1, LINKS: 1}
        or declared != expected
        or rows != staged.rows_staged
        or whole != rejected
    ):
        raise AdManagerError(
            sentence(
                "The staged rows are not what was read ({rows} of {expected}); nothing was imported.",
                rows=rows,
                expected=staged.rows_staged,
            )
        )


def count_known_keys(connection: sqlite3.Connection, staged: Staged) -> int:
    """Return how many staged rows have a key that the project's table has already."""
    if not _has_known_keys(connection, staged):
        return 0
    return int(connection.execute(f"SELECT COUNT(*) {_from_known(staged)}").fetchone()[0])


def _has_known_keys(connection: sqlite3.Connection, staged: Staged) -> bool:
    table = staged.options.table
    if staged.key is None or table not in KEYED_TABLES or not table_exists(connection, table):
        return False
    return any(column.name == staged.key.name for column in columns(connection, table))


def _staged_key(staged: Staged) -> str:
    assert staged.key is not None
    return column_name(staged.stored.index(staged.key))


def _from_known(staged: Staged) -> str:
    """Return the FROM clause that joins staged rows (s) to the project's rows of the same key (t)."""
    assert staged.key is not None
    return (
        f"FROM {_STAGED_ROWS} AS s JOIN main.{quote(staged.options.table)} AS t "
        f"ON t.{quote(staged.key.name)} = s.{_staged_key(staged)}"
    )


def target_columns(connection: sqlite3.Connection, table: str) -> list[Column]:
    """Return the columns of the project that those of a file are compared with; keys in a list are those of people."""
    if table != IDENTITY_TABLE:
        return columns(connection, table)
    return [
        column if column.role == "key" else replace(column, role="")
        for column in columns(connection, "profiles")
    ]


# -- the table -------------------------------------------------------------------------------------------


def ensure_table(change: Change, table: str, wanted: Sequence[Column], batch: int) -> None:
    """Make the data table, or add the columns that it lacks; describe new columns in `column_info`.

    A list of keys has no table of its own.
    """
    change.touch(table)
    if table == IDENTITY_TABLE:
        return
    connection = change.connection
    described = {column.name: column for column in columns(connection, table)}
    if not table_exists(connection, table):
        parts = "".join(f", {quote(column.name)} {SQL_TYPES[column.type]}" for column in wanted)
        connection.execute(
            f"CREATE TABLE {quote(table)} ({quote(ROW_ID)} INTEGER PRIMARY KEY, {quote(BATCH)} INTEGER{parts})"
        )
    else:
        for column in wanted:
            known = described.get(column.name)
            if known is None:
                connection.execute(
                    f"ALTER TABLE {quote(table)} ADD COLUMN {quote(column.name)} {SQL_TYPES[column.type]}"
                )
            elif (known.type, column.type) == ("integer", "text"):
                rewrite_as_text(connection, table, known.name, f"CAST({quote(known.name)} AS TEXT)")
    _describe(connection, table, wanted, described, batch)
    change.touch("column_info")


def _describe(
    connection: sqlite3.Connection,
    table: str,
    wanted: Sequence[Column],
    described: dict[str, Column],
    batch: int,
) -> None:
    position = len(described)
    for column in wanted:
        known = described.get(column.name)
        if known is None:
            connection.execute(
                "INSERT INTO column_info (table_name, name, position, type, role, source_name, missing_words, note, "
                "personal, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    table,
                    column.name,
                    position,
                    column.type,
                    column.role,
                    column.source_name,
                    json.dumps(column.missing_words, ensure_ascii=False),
                    column.note,
                    column.personal,
                    batch,
                ],
            )
            position += 1
        elif (known.type, known.role) != (column.type, column.role):
            connection.execute(
                "UPDATE column_info SET type = ?, role = ? WHERE table_name = ? AND name = ?",
                [column.type, column.role, table, column.name],
            )


def ensure_key_index(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Keep the keys of a table apart; raise AdManagerError when its rows repeat one already."""
    try:
        connection.execute(
            f"CREATE UNIQUE INDEX IF NOT EXISTS {quote(key_index(table))} ON {quote(table)} ({quote(key)})"
        )
    except sqlite3.IntegrityError:
        raise AdManagerError(
            sentence(
                "Rows of {table} have the same {column} already, so it cannot be their key; nothing was imported.",
                table=table,
                column=key,
            )
        ) from None


def next_row_id(connection: sqlite3.Connection, table: str) -> int:
    """Return an id that no row of the table ever had, so that what refers to a removed row finds nothing."""
    mark = connection.execute("SELECT value FROM meta WHERE key = ?", [_high_water(table)]).fetchone()
    used = int(mark[0]) if mark else 0
    if table != IDENTITY_TABLE and table_exists(connection, table):
        highest = connection.execute(f"SELECT MAX({quote(ROW_ID)}) FROM {quote(table)}").fetchone()[0]
        used = max(used, highest or 0)
    return used + 1


def keep_high_water(connection: sqlite3.Connection, table: str) -> None:
    """Remember the highest id that the table has used."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [_high_water(table), str(next_row_id(connection, table) - 1)],
    )


def _high_water(table: str) -> str:
    return f"last id of {table}"


# -- the rows --------------------------------------------------------------------------------------------


def merge_rows(change: Change, staged: Staged, batch: int) -> Merged:
    """Copy the staged rows into their table by the import's key policy; the table is there with all columns."""
    connection, table = change.connection, staged.options.table
    if table == IDENTITY_TABLE:
        return Merged(_keep_pairs(connection, staged, batch), 0, 0)
    known = 0
    others = [column for column in staged.stored if column.role == IDENTITY_ROLE and table == "profiles"]
    if _has_known_keys(connection, staged):
        _keep_old_links(connection, staged, others, batch)
        known = _settle_known(connection, staged, batch)
    policy = staged.options.on_duplicate
    inserted = _insert(connection, staged, batch, only_new=known > 0)
    _keep_new_links(connection, staged, others, batch)
    if staged.key is not None and table in KEYED_TABLES:
        ensure_key_index(connection, table, staged.key.name)
    keep_high_water(connection, table)
    updated = known if policy in {"update", "replace"} else 0
    return Merged(inserted, updated, known - updated)


def _keep_pairs(connection: sqlite3.Connection, staged: Staged, batch: int) -> int:
    """Keep each row's keys as those of one person; return how many rows there are."""
    key = _staged_key(staged)
    for place, column in enumerate(staged.stored):
        other = column_name(place)
        if not column.is_key:
            connection.execute(
                f"INSERT OR IGNORE INTO identity_link SELECT ?, ?, CAST(s.{key} AS TEXT), CAST(s.{other} AS TEXT) "
                f"FROM {_STAGED_ROWS} AS s WHERE s.{key} IS NOT NULL AND s.{other} IS NOT NULL",
                [batch, column.name],
            )
    return staged.rows_staged


def _keep_old_links(
    connection: sqlite3.Connection, staged: Staged, others: Sequence[ColumnPlan], batch: int
) -> None:
    """Keep which other keys people had before the import puts new ones in their place."""
    if staged.options.on_duplicate not in {"update", "replace"}:
        return
    assert staged.key is not None
    known = {column.name for column in columns(connection, "profiles")}
    for column in (each for each in others if each.name in known):
        old = f"t.{quote(column.name)}"
        connection.execute(
            f"INSERT OR IGNORE INTO identity_link SELECT ?, ?, CAST(t.{quote(staged.key.name)} AS TEXT), CAST({old} AS TEXT) "
            f"{_from_known(staged)} WHERE {old} IS NOT NULL AND {old} IS NOT s.{column_name(staged.stored.index(column))}",
            [batch, column.name],
        )


def _keep_new_links(
    connection: sqlite3.Connection, staged: Staged, others: Sequence[ColumnPlan], batch: int
) -> None:
    """Keep which other keys the file names for people whose rows have another one."""
    if staged.key is None:
        return
    key = f"t.{quote(staged.key.name)}"
    for column in others:
        place = staged.stored.index(column)
        own, new = f"t.{quote(column.name)}", f"s.{column_name(place)}"
        connection.execute(
            f"INSERT OR IGNORE INTO identity_link SELECT ?, ?, CAST({key} AS TEXT), CAST({new} AS TEXT) "
            f"{_from_known(staged)} WHERE {new} IS NOT NULL AND {own} IS NOT {new}",
            [batch, column.name],
        )
        connection.execute(
            f"INSERT OR IGNORE INTO identity_link SELECT ?, ?, l.one, l.two FROM staging.{LINKS} AS l WHERE l.place = ? "
            f"AND NOT EXISTS (SELECT 1 FROM profiles AS t WHERE CAST({key} AS TEXT) = l.one AND CAST({own} AS TEXT) = l.two)",
            [batch, column.name, place],
        )


def _settle_known(connection: sqlite3.Connection, staged: Staged, batch: int) -> int:
    """Deal with staged rows whose key is there already; return how many there are."""
    assert staged.key is not None
    known = count_known_keys(connection, staged)
    policy = staged.options.on_duplicate
    if known == 0:
        return 0
    if policy == "fail" and known == 1:
        raise AdManagerError(
            sentence(
                "1 row has a value of {column} that is in the project already; nothing was imported. Choose to skip, update or replace such rows.",
                column=staged.key.name,
            )
        )
    if policy == "fail":
        raise AdManagerError(
            sentence(
                "{count:,} rows have a value of {column} that is in the project already; nothing was imported. Choose to skip, update or replace such rows.",
                count=known,
                column=staged.key.name,
            )
        )
    if policy == "skip":
        connection.execute(
            "INSERT INTO import_reject (batch_id, line, column_name, found, expected, reason, whole_row) "
            f"SELECT ?, {line_of('s._id')}, ?, CAST(s.{_staged_key(staged)} AS TEXT), '', ?, 1 "
            f"{_from_known(staged)} ORDER BY s._id LIMIT {MAX_KEPT_DUPLICATES}",
            [batch, staged.key.name, Reason.DUPLICATE.value],
        )
    else:
        _keep_images(connection, staged, batch)
        _overwrite(connection, staged, keep_old_values=policy == "update")
    return known


def _keep_images(connection: sqlite3.Connection, staged: Staged, batch: int) -> None:
    """Store the rows that will be overwritten, so that undo can put them back."""
    table = staged.options.table
    cursor = connection.execute(f"SELECT t.* {_from_known(staged)}")
    names = [column[0] for column in cursor.description]
    place = names.index(ROW_ID)

    def images(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return [
            (batch, table, row[place], json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False))
            for row in rows
        ]

    while rows := cursor.fetchmany(_CHUNK):
        connection.executemany(
            "INSERT INTO import_overwritten (batch_id, table_name, row_id, before) VALUES (?, ?, ?, ?)",
            images(rows),
        )


def _overwrite(connection: sqlite3.Connection, staged: Staged, *, keep_old_values: bool) -> None:
    """Update fills in what the new row has; replace takes the new row as it is, missing values too."""
    assert staged.key is not None
    table = staged.options.table
    places = {column.name: place for place, column in enumerate(staged.stored)}
    assignments = []
    for column in columns(connection, table):
        name = quote(column.name)
        if column.name in places:
            new = f"s.{column_name(places[column.name])}"
            assignments.append(
                f"{name} = {f'COALESCE({new}, {quote(table)}.{name})' if keep_old_values else new}"
            )
        elif not keep_old_values:
            assignments.append(f"{name} = NULL")
    connection.execute(
        f"UPDATE main.{quote(table)} SET {', '.join(assignments)} FROM {_STAGED_ROWS} AS s "
        f"WHERE {quote(table)}.{quote(staged.key.name)} = s.{_staged_key(staged)}"
    )


def _insert(connection: sqlite3.Connection, staged: Staged, batch: int, *, only_new: bool) -> int:
    table = staged.options.table
    shift = next_row_id(connection, table) - staged.first_id
    names = [column.name for column in staged.stored]
    in_table = [row[1] for row in connection.execute(f"PRAGMA main.table_info({quote(table)})")]
    if not only_new and shift == 0 and batch == staged.batch and in_table == [ROW_ID, BATCH, *names]:
        # SQLite copies the records as they are, which it does only for exactly this statement.
        return connection.execute(f"INSERT INTO main.{quote(table)} SELECT * FROM {_STAGED_ROWS}").rowcount
    places = ", ".join(f"s.{column_name(place)}" for place in range(len(names)))
    known = ""
    if only_new:
        assert staged.key is not None
        known = (
            f"WHERE NOT EXISTS (SELECT 1 FROM main.{quote(table)} AS t "
            f"WHERE t.{quote(staged.key.name)} = s.{_staged_key(staged)})"
        )
    targets = ", ".join(quote(name) for name in (ROW_ID, BATCH, *names))
    return connection.execute(
        f"INSERT INTO main.{quote(table)} ({targets}) SELECT s._id + ?, ?, {places} FROM {_STAGED_ROWS} AS s {known} "
        "ORDER BY s._id",
        [shift, batch],
    ).rowcount


def copy_rejects(connection: sqlite3.Connection, staged: Staged, batch: int) -> None:
    """Keep the staged rejects with their import."""
    connection.execute(
        "INSERT INTO import_reject (batch_id, line, column_name, found, expected, reason, whole_row) "
        f"SELECT ?, line, column_name, found, expected, reason, whole_row FROM staging.{REJECTS} ORDER BY line",
        [batch],
    )
    if staged.key is not None:
        _name_people(connection, batch, _staged_key(staged))


def _name_people(connection: sqlite3.Connection, batch: int, key: str) -> None:
    """Note of each rejected cell whose row it belongs to, so that it goes when that person is erased."""
    lines = [
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT line FROM import_reject WHERE batch_id = ? AND whole_row = 0 ORDER BY line",
            [batch],
        )
    ]
    if not lines:
        return
    runs = connection.execute(f"SELECT line, id FROM staging.{LINE_RUNS} ORDER BY id").fetchall()
    starts = [line for line, _ in runs]
    found = []
    for line in lines:
        start, first = runs[bisect.bisect_right(starts, line) - 1]
        row = connection.execute(
            f"SELECT CAST({key} AS TEXT) FROM {_STAGED_ROWS} WHERE _id = ?", [first + line - start]
        ).fetchone()
        if row is not None:
            found.append((row[0], batch, line))
    connection.executemany(
        "UPDATE import_reject SET row_key = ? WHERE batch_id = ? AND line = ? AND whole_row = 0", found
    )


def key_conflict(connection: sqlite3.Connection, staged: Staged) -> AdManagerError | None:
    """Return why the rows cannot go into the table: it tells its rows, or whose they are, by another key."""
    table = staged.options.table
    stored = key_column(connection, table)
    if stored is None or staged.key is None or stored.name == staged.key.name:
        return None
    reason = other_key(table, stored, staged.key, [column.name for column in staged.columns])
    return AdManagerError(reason) if reason is not None else None
