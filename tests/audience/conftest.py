"""Small tables of people for the tests of audience."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.tables import SQL_TYPES, Column
from admanager.texts import sentence

Fill = Callable[..., None]


def fill_table(
    project: ProjectFile, columns: Sequence[Column], rows: Sequence[Sequence[Any]], table: str = "profiles"
) -> None:
    """Replace a data table with these columns and rows, as an import of one batch leaves it."""
    # Property tests fill hundreds of tables; waiting for the disk each time proves nothing here.
    project.read().execute("PRAGMA synchronous = OFF")
    with project.change(sentence("Fill"), undoable=False) as change:
        connection = change.connection
        connection.execute(f"DROP TABLE IF EXISTS {quote(table)}")
        connection.execute("DELETE FROM column_info WHERE table_name = ?", [table])
        typed = ", ".join(f"{quote(column.name)} {SQL_TYPES[column.type]}" for column in columns)
        connection.execute(f"CREATE TABLE {quote(table)} (_id INTEGER PRIMARY KEY, _batch INTEGER, {typed})")
        for position, column in enumerate(columns):
            connection.execute(
                "INSERT INTO column_info (table_name, name, position, type, role, source_name, missing_words) "
                "VALUES (?, ?, ?, ?, ?, ?, '[]')",
                [table, column.name, position, column.type, column.role, column.source_name or column.name],
            )
        connection.execute("INSERT OR IGNORE INTO source VALUES (1, 'test.csv', 0, '', '{}')")
        connection.execute(
            "INSERT OR IGNORE INTO import_batch VALUES (1, 1, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)", [table]
        )
        marks = ", ".join("?" * len(columns))
        connection.executemany(
            f"INSERT INTO {quote(table)} (_batch, {', '.join(quote(c.name) for c in columns)}) VALUES (1, {marks})",
            rows,
        )
        change.touch(table)


PEOPLE = (
    Column("id", "text", "key"),
    Column("age", "integer", "number"),
    Column("job", "text", "category"),
    Column("balance", "real", "number"),
    Column("housing", "text", "category"),
    Column("loan", "text", "category"),
    Column("joined", "date", "date"),
    Column("seen", "datetime", "date"),
    Column("member", "boolean", "flag"),
    Column("emp.var.rate", "real", "number"),
)

DAY = 86_400
MARCH_1 = 1_709_251_200  # 2024-03-01 00:00 UTC

ROWS = (
    ("a", 25, "admin.", 100.0, "yes", "no", MARCH_1, MARCH_1 + 3600, 1, -1.8),
    ("b", 35, "services", 0.0, "no", "no", MARCH_1 + DAY, MARCH_1 + DAY, 0, 1.1),
    ("c", 45, "admin.", -5.5, "no", None, MARCH_1 + 2 * DAY, MARCH_1 + 2 * DAY - 1, None, None),
    ("d", None, "Übersetzer", None, None, "yes", None, None, 1, -0.1),
    ("e", 60, None, 500.0, "yes", "yes", MARCH_1 - DAY, MARCH_1 + 3 * DAY, 0, 1.4),
)


@pytest.fixture
def fill() -> Fill:
    """The function that fills a data table."""
    return fill_table


@pytest.fixture
def people(project: ProjectFile) -> ProjectFile:
    """A project with five people who lack a value here and there."""
    fill_table(project, PEOPLE, ROWS)
    return project
