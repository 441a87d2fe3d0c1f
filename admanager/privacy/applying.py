"""Doing what a person decided about personal data that is in the project already: keep, drop, or pseudonyms."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Literal

from admanager.jobs import Job
from admanager.privacy.pseudonyms import ensure_key, is_pseudonym, tokens_with
from admanager.project.changes import Change, key_index, quote
from admanager.project.file import ProjectFile
from admanager.project.identity import IDENTITY_TABLE, PERSON_TABLES, joins, rebuild
from admanager.project.schema import DATA_TABLES
from admanager.project.tables import Column, columns, key_column, require_columns, rewrite_as_text
from admanager.texts import AdManagerError, sentence

Decision = Literal["drop", "hash", "keep"]
DECISIONS: tuple[Decision, ...] = ("drop", "hash", "keep")


def apply_role(project: ProjectFile, table: str, name: str, decision: str, *, job: Job | None = None) -> int:
    """Drop a column, put pseudonyms in it, or note that it is kept; return the number of rows that changed.

    A key becomes a pseudonym in all tables of people at once, since they are joined by it. What was dropped or
    replaced is gone: there is no undo. Raises AdManagerError for a column that is not there, a key or a column that
    is used and shall be dropped, and an unknown decision. Cancelling the job leaves everything as it was.
    """
    if decision not in DECISIONS:
        raise AdManagerError(
            sentence("“{role}” is none of {roles}.", role=decision, roles=", ".join(DECISIONS))
        )
    connection = project.read()
    require_columns(connection, table, [name])
    (column,) = (each for each in columns(connection, table) if each.name == name)
    if decision == "keep":
        return _keep(project, table, column)
    if decision == "drop":
        return _drop(project, table, column, job)
    if column.personal == "hash":
        raise AdManagerError(sentence("{column} holds pseudonyms already.", column=name))
    return _replace(project, table, column, job)


def _keep(project: ProjectFile, table: str, column: Column) -> int:
    if column.personal == "hash":
        raise AdManagerError(
            sentence("{column} holds pseudonyms; what stood there cannot be had back.", column=column.name)
        )
    with project.change(sentence("Keep the column {column}", column=column.name), undoable=False) as change:
        _note(change, table, column, "keep")
        change.audit("keep personal data", f"{table}.{column.name}")
    return 0


def _note(change: Change, table: str, column: Column, decision: str) -> None:
    change.connection.execute(
        "UPDATE column_info SET personal = ? WHERE table_name = ? AND name = ?",
        [decision, table, column.name],
    )
    change.touch("column_info")


def _drop(project: ProjectFile, table: str, column: Column, job: Job | None) -> int:
    if column.role == "key":
        raise AdManagerError(
            sentence("{column} is the key, by which people are told apart; make a pseudonym of it instead.", column=column.name)
        )  # fmt: skip
    with project.change(
        sentence("Drop the column {column}", column=column.name), undoable=False, job=job
    ) as change:
        connection = change.connection
        used = connection.execute(
            "SELECT name FROM segment WHERE instr(rule, ?) UNION ALL SELECT name FROM campaign WHERE instr(plan, ?) LIMIT 1",
            [column.name, column.name],
        ).fetchone()
        if used is not None:
            raise AdManagerError(
                sentence(
                    "{column} is used in “{name}”; remove it there first.", column=column.name, name=used[0]
                )
            )
        filled = connection.execute(
            f"SELECT COUNT({quote(column.name)}) FROM {quote(table)}"
        ).fetchone()[0]  # fmt: skip
        # Overwritten first: the bytes of a dropped column may stay in pages that are not rewritten.
        connection.execute(f"UPDATE {quote(table)} SET {quote(column.name)} = NULL")
        connection.execute(f"ALTER TABLE {quote(table)} DROP COLUMN {quote(column.name)}")
        connection.execute("DELETE FROM column_info WHERE table_name = ? AND name = ?", [table, column.name])
        _rewrite_history(change, table, column.name, None)
        change.touch(table)
        change.touch("column_info")
        if column.role == "identity":
            rebuild(change)
        change.audit("drop column", f"{table}.{column.name}", {"rows": filled})
    return int(filled)


def _replace(project: ProjectFile, table: str, column: Column, job: Job | None) -> int:
    token = tokens_with(ensure_key(project))
    with project.change(
        sentence("Make pseudonyms in {column}", column=column.name), undoable=False, job=job
    ) as change:
        rows = _disguise(change, [(table, column)], token)
        if column.role == "key" and table in PERSON_TABLES:
            rows += replace_keys(change, token, kept_too=True)
        if joins(change.connection):
            rebuild(change)
    return rows


def replace_keys(change: Change, token: Callable[[str], str], *, kept_too: bool = False) -> int:
    """Put pseudonyms into the keys of all tables of people that have none, within a change; return the number of rows.

    A key that somebody decided to keep is left, unless `kept_too`.
    """
    found = [(table, key_column(change.connection, table)) for table in PERSON_TABLES]
    as_they_read = [
        (table, key)
        for table, key in found
        if key is not None and (key.personal == "" or (kept_too and key.personal == "keep"))
    ]
    return _disguise(change, as_they_read, token) if as_they_read else 0


def _disguise(change: Change, places: Sequence[tuple[str, Column]], token: Callable[[str], str]) -> int:
    change.connection.create_function(
        "pseudonym", 1, lambda value: None if value is None else token(str(value)), deterministic=True
    )
    rows = 0
    for table, column in places:
        rows += _replace_in(change, table, column)
        _rewrite_history(change, table, column.name, token)
    change.audit(
        "make pseudonyms", ", ".join(f"{table}.{column.name}" for table, column in places), {"rows": rows}
    )
    return rows


def _replace_in(change: Change, table: str, column: Column) -> int:
    connection, name = change.connection, quote(column.name)
    indexed = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?", [key_index(table)]
    ).fetchone()
    is_key = column.role == "key" and indexed is not None
    if is_key:
        connection.execute(f"DROP INDEX {quote(key_index(table))}")
    if column.is_text:
        rows = connection.execute(
            f"UPDATE {quote(table)} SET {name} = pseudonym({name}) WHERE {name} IS NOT NULL"
        ).rowcount
    else:
        rows = rewrite_as_text(connection, table, column.name, f"pseudonym({name})")
    if is_key:
        connection.execute(f"CREATE UNIQUE INDEX {quote(key_index(table))} ON {quote(table)} ({name})")
    role = column.role if column.role in {"key", "identity"} else "hash"
    connection.execute(
        "UPDATE column_info SET personal = 'hash', type = 'text', role = ? WHERE table_name = ? AND name = ?",
        [role, table, column.name],
    )
    change.touch(table)
    change.touch("column_info")
    return rows


def _rewrite_history(change: Change, table: str, name: str, token: Callable[[str], str] | None) -> None:
    """Put pseudonyms into what the project keeps of the column elsewhere, or take it out (`token` None)."""
    connection = change.connection
    for number, before in connection.execute(
        "SELECT id, before FROM import_overwritten WHERE table_name = ?", [table]
    ).fetchall():
        image = _rewritten(json.loads(before), name, token)
        connection.execute(
            "UPDATE import_overwritten SET before = ? WHERE id = ?",
            [json.dumps(image, ensure_ascii=False), number],
        )
    of_table = "batch_id IN (SELECT id FROM import_batch WHERE table_name = ?)"
    connection.execute(f"DELETE FROM import_reject WHERE {of_table} AND column_name = ?", [table, name])
    # The text of a whole row holds the column too.
    connection.execute(f"UPDATE import_reject SET found = '' WHERE {of_table} AND whole_row = 1", [table])
    if token is not None:
        keyed = connection.execute(
            f"SELECT id, row_key FROM import_reject WHERE {of_table} AND row_key IS NOT NULL", [table]
        ).fetchall()
        described = key_column(connection, table)
        if described is not None and described.name == name:
            connection.executemany(
                "UPDATE import_reject SET row_key = ? WHERE id = ?",
                [(token(key), number) for number, key in keyed],
            )
    for number, payload in connection.execute(
        "SELECT id, payload FROM operation WHERE instr(payload, ?)", [json.dumps(table)]
    ).fetchall():
        stored = json.loads(payload)
        for entry in stored["rows"] if isinstance(stored, dict) else stored:
            for side in ("before", "after"):
                if entry["table"] == table and table in DATA_TABLES and entry[side] is not None:
                    entry[side] = _rewritten(entry[side], name, token)
        connection.execute("UPDATE operation SET payload = ? WHERE id = ?", [json.dumps(stored), number])
    connection.execute("DELETE FROM column_cache WHERE table_name = ?", [table])
    key = key_column(connection, table)
    is_key = table in PERSON_TABLES and key is not None and key.name == name
    if table == "profiles" or is_key:
        _rewrite_links(connection, name, token, is_key=is_key)


def _rewrite_links(
    connection: sqlite3.Connection, name: str, token: Callable[[str], str] | None, *, is_key: bool
) -> None:
    """Put pseudonyms into pairs of keys, or take those out that a dropped column had brought.

    All keys of a list of keys become pseudonyms together with the key, but those of columns that are kept as they read.
    """
    links = connection.execute(
        "SELECT l.batch_id, l.column_name, l.one, l.two, b.table_name = ? FROM identity_link AS l "
        "JOIN import_batch AS b ON b.id = l.batch_id",
        [IDENTITY_TABLE],
    ).fetchall()
    connection.execute("DELETE FROM identity_link")
    kept = {column.name for column in columns(connection, "profiles") if column.personal != "hash"} - {name}
    for batch, column, one, two, listed in links:
        if token is None and column == name and not listed:
            continue
        if token is not None:
            one = token(one) if is_key and not is_pseudonym(one) else one
            of_list = listed and is_key and column not in kept
            two = token(two) if (column == name or of_list) and not is_pseudonym(two) else two
        connection.execute(
            "INSERT OR IGNORE INTO identity_link VALUES (?, ?, ?, ?)", [batch, column, one, two]
        )


def _rewritten(image: dict[str, Any], name: str, token: Callable[[str], str] | None) -> dict[str, Any]:
    if token is None:
        return {column: value for column, value in image.items() if column != name}
    value = image.get(name)
    return image if value is None else {**image, name: token(str(value))}
