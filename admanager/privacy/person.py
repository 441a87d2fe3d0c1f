"""Everything that the data tables hold about one person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column, columns, key_column, table_exists
from admanager.texts import AdManagerError, sentence

PERSON_TABLES = ("profiles", "events", "impressions")


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
class Person:
    """One person: the key that was asked for, the ids of their profiles, and their rows in each table."""

    key: str
    profile_ids: tuple[int, ...]
    tables: tuple[PersonRows, ...]

    @property
    def row_count(self) -> int:
        """Number of rows in all tables."""
        return sum(len(table.rows) for table in self.tables)


def find_person(project: ProjectFile, key: str) -> Person:
    """Return all rows about the person with this key, and note the look-up in the audit log.

    The key is the value of the key column as the source wrote it; without a key column it is the number of the
    row in profiles. Raises AdManagerError when no table has a row of theirs.
    """
    connection = project.read()
    found, profile_ids = [], []
    for table in PERSON_TABLES:
        if not table_exists(connection, table):
            continue
        described = columns(connection, table)
        column = key_column(connection, table)
        if column is None and table != "profiles":
            continue
        names = ", ".join(quote(name) for name in (ROW_ID, *(each.name for each in described)))
        rows = connection.execute(
            f"SELECT {names} FROM {quote(table)} WHERE {_key_condition(column)} ORDER BY {quote(ROW_ID)}",
            [_key_value(column, key)],
        ).fetchall()
        if table == "profiles":
            profile_ids = [row[0] for row in rows]
        if rows:
            found.append(
                PersonRows(table, tuple(each.name for each in described), _readable(described, rows))
            )
    if not found:
        raise AdManagerError(sentence("No table holds a person with the key {key}.", key=key))
    person = Person(key, tuple(profile_ids), tuple(found))
    _note(project, person)
    return person


def _key_condition(column: Column | None) -> str:
    return f"{quote(ROW_ID if column is None else column.name)} = ?"


def _key_value(column: Column | None, key: str) -> str | int | float:
    if column is not None and column.is_text:
        return key
    try:
        return float(key) if column is not None and column.type == "real" else int(key)
    except ValueError:
        # Compared with numbers, a text finds nothing.
        return key


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
