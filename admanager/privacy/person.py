"""Everything that a project holds about one person."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from admanager.privacy.pseudonyms import KeyMissing, has_key, has_pseudonyms, key_of, tokens_with
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.identity import PERSON_TABLES, identity_columns, keys_of, typed_key
from admanager.project.members import without_ids
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column, columns, key_column, table_exists
from admanager.texts import AdManagerError, sentence


@dataclass(frozen=True)
class PersonRows:
    """The rows of one person in one table: names of the columns, and rows of plain JSON values."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def as_dicts(self) -> list[dict[str, Any]]:
        """Return a dictionary for each row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Located:
    """Where a person is: all their keys, as they read or as pseudonyms, and the ids of their rows by table."""

    keys: tuple[str, ...]
    rows: dict[str, tuple[int, ...]]

    @property
    def row_count(self) -> int:
        """Number of rows in all tables."""
        return sum(len(ids) for ids in self.rows.values())


@dataclass(frozen=True)
class Person:
    """One person: the key that was asked for, the ids of their profiles, and everything that is held about them.

    `keys` are all keys that are joined with the one asked for. `rejected` are cells of their rows that were not taken,
    `overwritten` rows as they were before an import changed them, `exports` the audience exports that they were in,
    each with whether they were held out of it. `do_not_contact` is None where the list cannot be read, for want of its key.
    """

    key: str
    profile_ids: tuple[int, ...]
    tables: tuple[PersonRows, ...]
    keys: tuple[str, ...] = ()
    rejected: tuple[dict[str, Any], ...] = ()
    overwritten: tuple[dict[str, Any], ...] = ()
    exports: tuple[dict[str, Any], ...] = ()
    do_not_contact: bool | None = False

    @property
    def row_count(self) -> int:
        """Number of rows in all tables."""
        return sum(len(table.rows) for table in self.tables)


def find_person(project: ProjectFile, key: str) -> Person:
    """Return all that is held about the person with this key, and note the look-up in the audit log.

    The key is the value of the key column as the source wrote it, its pseudonym, or another key of theirs; without a
    key column it is the number of the row in profiles. Raises AdManagerError when no table has a row of theirs.
    """
    connection = project.read()
    located = locate(project, key)
    found = []
    for table, ids in located.rows.items():
        described = columns(connection, table)
        names = ", ".join(quote(name) for name in (ROW_ID, *(each.name for each in described)))
        rows = [
            row
            for part in _parts(ids)
            for row in connection.execute(
                f"SELECT {names} FROM {quote(table)} WHERE {quote(ROW_ID)} IN ({', '.join('?' * len(part))}) "
                f"ORDER BY {quote(ROW_ID)}",
                part,
            )
        ]
        found.append(PersonRows(table, tuple(each.name for each in described), _readable(described, rows)))
    profile_ids = located.rows.get("profiles", ())
    person = Person(
        key,
        profile_ids,
        tuple(found),
        located.keys,
        tuple(_rejected(connection, located)),
        tuple(_overwritten(connection, located)),
        tuple(_exports(connection, profile_ids)),
        _is_listed(project, located),
    )
    _note(project, person)
    return person


def locate(project: ProjectFile, key: str) -> Located:
    """Return where the person with this key is, in all tables; raise AdManagerError when no table has them."""
    connection = project.read()
    keys, missing = keys_of(connection, key), None
    if keys == (key,) and has_key(project) and has_pseudonyms(connection):
        try:
            token = tokens_with(key_of(project))(key)
            keys = tuple(dict.fromkeys((key, *keys_of(connection, token))))
        except KeyMissing as error:
            # They may be found as they read, or by the pseudonym itself.
            missing = error
    rows = {table: ids for table in PERSON_TABLES if (ids := _rows_of(connection, table, keys))}
    if not rows and missing is not None:
        raise missing
    if not rows:
        raise AdManagerError(sentence("No table holds a person with the key {key}.", key=key))
    return Located(keys, rows)


def _rows_of(connection: sqlite3.Connection, table: str, keys: Sequence[str]) -> tuple[int, ...]:
    if not table_exists(connection, table):
        return ()
    column = key_column(connection, table)
    if column is None and table == "profiles":
        numbers = [int(key) for key in keys if key.isdecimal()]
        conditions, params = f"{quote(ROW_ID)} IN ({', '.join('?' * len(numbers))})", list[Any](numbers)
    else:
        named = ([column] if column else []) + identity_columns(connection, table)
        if not named:
            return ()
        marks = ", ".join("?" * len(keys))
        conditions = " OR ".join(f"{quote(each.name)} IN ({marks})" for each in named)
        params = [typed_key(each, key) for each in named for key in keys]
    rows = connection.execute(
        f"SELECT {quote(ROW_ID)} FROM {quote(table)} WHERE {conditions} ORDER BY {quote(ROW_ID)}", params
    )
    return tuple(row[0] for row in rows)


def _parts(ids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), 500):
        yield list(ids[start : start + 500])


def _rejected(connection: sqlite3.Connection, located: Located) -> Iterator[dict[str, Any]]:
    marks = ", ".join("?" * len(located.keys))
    for batch, line, column, found in connection.execute(
        f"SELECT batch_id, line, column_name, found FROM import_reject WHERE row_key IN ({marks}) ORDER BY id",
        located.keys,
    ):
        yield {"import": batch, "line": line, "column": column, "found": found}


def _overwritten(connection: sqlite3.Connection, located: Located) -> Iterator[dict[str, Any]]:
    for table, ids in located.rows.items():
        described = {column.name: column for column in columns(connection, table)}
        for part in _parts(ids):
            for batch, before in connection.execute(
                "SELECT batch_id, before FROM import_overwritten WHERE table_name = ? "
                f"AND row_id IN ({', '.join('?' * len(part))}) ORDER BY id",
                [table, *part],
            ):
                image = {
                    name: readable(described[name], value)
                    for name, value in json.loads(before).items()
                    if name in described
                }
                yield {"import": batch, "table": table, "row": image}


def _exports(connection: sqlite3.Connection, profile_ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    if not profile_ids:
        return
    for number, name, time, treated, held in connection.execute(
        "SELECT id, name, time, treated, held FROM audience_export ORDER BY id"
    ):
        for members, held_out in ((treated, False), (held, True)):
            if without_ids(members, profile_ids) is not None:
                moment = dt.datetime.fromtimestamp(time, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                yield {"export": number, "segment": name, "time": moment, "held_out": held_out}


def _is_listed(project: ProjectFile, located: Located) -> bool | None:
    from admanager.privacy.suppression import blocked_profiles

    try:
        blocked = blocked_profiles(project)
    except KeyMissing:
        return None
    return bool(set(located.rows.get("profiles", ())) & set(blocked.tolist()))


def _readable(described: list[Column], rows: list[tuple[Any, ...]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(
        tuple(readable(column, cell) for column, cell in zip(described, row[1:], strict=True)) for row in rows
    )


def readable(column: Column, cell: Any) -> Any:
    """Return a stored value as it is shown outside: times in ISO 8601 (UTC), flags as true and false."""
    if cell is None:
        return None
    if column.type == "boolean":
        return bool(cell)
    if column.type in {"date", "datetime"}:
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=cell)
        return moment.date().isoformat() if column.type == "date" else moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return cell


def _note(project: ProjectFile, person: Person) -> None:
    with project.change(sentence("Look at one person"), undoable=False) as change:
        counts = {table.table: len(table.rows) for table in person.tables}
        change.audit("read one person", ", ".join(counts), {"rows": counts})
