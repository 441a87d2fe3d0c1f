"""How long rows are kept: rules by table, or by the source of an import, and the sweep that follows them.

A rule counts days from a date column of the row, or from the time of its import. The sweep removes rows with all that
the project holds of them, as an erasure does, but refuses nobody later.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass

from admanager.jobs import Job
from admanager.privacy.erasure import forget_rows
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.identity import IDENTITY_TABLE, joins, rebuild
from admanager.project.schema import BATCH, DATA_TABLES, ROW_ID
from admanager.project.tables import columns, key_column, require_columns, table_exists
from admanager.texts import AdManagerError, sentence

IMPORT_TIME = ""
DAY_SECONDS = 86_400
MAX_DAYS = 36_500


@dataclass(frozen=True)
class RetentionRule:
    """Rows of `table` go after `days`; `column` is "" for the time of import, `source` "" for rows from anywhere.

    A source is a part of the path that a file was imported from, such as its name.
    """

    id: int
    table: str
    column: str
    source: str
    days: int


@dataclass(frozen=True)
class Due:
    """How many rows a rule says are to go, and how many of the table stay."""

    rule: RetentionRule
    rows: int
    stay: int


def rules(connection: sqlite3.Connection) -> list[RetentionRule]:
    """Return the rules by table."""
    rows = connection.execute(
        "SELECT id, table_name, column_name, source, days FROM retention_rule ORDER BY table_name, source"
    )
    return [RetentionRule(*row) for row in rows]


def set_rule(
    project: ProjectFile, table: str, days: int, *, column: str = IMPORT_TIME, source: str = ""
) -> RetentionRule:
    """Keep rows of a table for so many days; takes the place of a rule for the same table and source.

    Raises AdManagerError for a table that is none, a column that holds no dates, or days out of range.
    """
    if table not in DATA_TABLES:
        raise AdManagerError(
            sentence(
                "There is no table {table}; the tables are {tables}.",
                table=table,
                tables=", ".join(DATA_TABLES),
            )
        )
    if not 1 <= days <= MAX_DAYS:
        raise AdManagerError(sentence("Rows are kept for 1 to {limit:,} days.", limit=MAX_DAYS))
    if column:
        require_columns(project.read(), table, [column])
        (described,) = (each for each in columns(project.read(), table) if each.name == column)
        if described.type not in {"date", "datetime"}:
            raise AdManagerError(sentence("{column} holds no dates to count days from.", column=column))
    with project.change(sentence("Keep rows of {table} for {days} days", table=table, days=days)) as change:
        old = change.connection.execute(
            "SELECT id FROM retention_rule WHERE table_name = ? AND source = ?", [table, source]
        ).fetchone()
        values = {"table_name": table, "column_name": column, "source": source, "days": days}
        if old is None:
            number = change.insert("retention_rule", values)
        else:
            number = int(old[0])
            change.update("retention_rule", number, values)
        change.audit("set retention", table, {"days": days})
    return RetentionRule(number, table, column, source, days)


def remove_rule(project: ProjectFile, number: int) -> None:
    """Remove a rule; raise AdManagerError when there is none of that number."""
    with project.change(sentence("Remove a retention rule")) as change:
        row = change.connection.execute(
            "SELECT table_name FROM retention_rule WHERE id = ?", [number]
        ).fetchone()
        if row is None:
            raise AdManagerError(sentence("There is no retention rule {number}.", number=number))
        change.delete("retention_rule", number)
        change.audit("remove retention", row[0])


def due(project: ProjectFile, *, now: float | None = None) -> list[Due]:
    """Return what a sweep would remove, without removing anything; `now` is in UTC seconds."""
    connection = project.read()
    found = []
    for rule in rules(connection):
        total = connection.execute(f"SELECT COUNT(*) FROM {quote(rule.table)}").fetchone()[0] if table_exists(
            connection, rule.table
        ) else 0  # fmt: skip
        ids = _ids_due(connection, rule, time.time() if now is None else now)
        found.append(Due(rule, len(ids), total - len(ids)))
    return found


def sweep(project: ProjectFile, *, now: float | None = None, job: Job | None = None) -> dict[str, int]:
    """Remove the rows that the rules say are to go, all in one change that cannot be undone; return counts by table.

    Cancelling the job leaves everything as it was.
    """
    moment = time.time() if now is None else now
    with project.change(
        sentence("Remove rows that were kept long enough"), undoable=False, job=job
    ) as change:
        connection = change.connection
        going: dict[str, set[int]] = {}
        for rule in rules(connection):
            going.setdefault(rule.table, set()).update(_ids_due(connection, rule, moment))
        going = {table: ids for table, ids in going.items() if ids}
        if going:
            forget_rows(change, {table: sorted(ids) for table, ids in going.items()})
            _forget_links(connection)
            if joins(connection):
                rebuild(change)
        counts = {table: len(ids) for table, ids in going.items()}
        change.audit("sweep", ", ".join(counts) or "nothing", {"rows": counts})
    return counts


def _forget_links(connection: sqlite3.Connection) -> None:
    """Forget other keys of people who are gone."""
    key = key_column(connection, "profiles")
    if key is not None and table_exists(connection, "profiles"):
        connection.execute(
            f"DELETE FROM identity_link WHERE one NOT IN (SELECT CAST({quote(key.name)} AS TEXT) FROM profiles) "
            "AND batch_id NOT IN (SELECT id FROM import_batch WHERE table_name = ?)",
            [IDENTITY_TABLE],
        )
        # A list of keys may name people who have no profile; of it, those go who had one.
        gone = f"SELECT value FROM identity WHERE person > 0 AND person NOT IN (SELECT {quote(ROW_ID)} FROM profiles)"
        connection.execute(f"DELETE FROM identity_link WHERE one IN ({gone}) OR two IN ({gone})")


def _ids_due(connection: sqlite3.Connection, rule: RetentionRule, now: float) -> list[int]:
    if not table_exists(connection, rule.table):
        return []
    known = {column.name for column in columns(connection, rule.table)}
    if rule.column and rule.column not in known:
        return []
    limit = now - rule.days * DAY_SECONDS
    conditions, params = [], list[object]()
    if rule.column:
        conditions.append(f"{quote(rule.column)} < ?")
        params.append(limit)
    else:
        conditions.append(f"{quote(BATCH)} IN (SELECT id FROM import_batch WHERE time < ?)")
        params.append(limit)
    if rule.source:
        conditions.append(
            f"{quote(BATCH)} IN (SELECT b.id FROM import_batch AS b JOIN source AS s ON s.id = b.source_id WHERE instr(s.path, ?))"
        )
        params.append(rule.source)
    rows = connection.execute(
        f"SELECT {quote(ROW_ID)} FROM {quote(rule.table)} WHERE {' AND '.join(conditions)}", params
    )
    return [row[0] for row in rows]
