"""What a person can choose for a training: the tables, the columns to predict, and the values of one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from admanager.learning.dataset import LEARNABLE_TABLES
from admanager.learning.targets import MAX_VALUES, TargetValue, obvious_positive, target_values
from admanager.project.tables import Column, columns, require_columns, row_count

# A person's key, or what is hidden for privacy, is nothing to predict.
_NEVER_TARGETS = frozenset({"key", "consent", "pii", "hash", "identity", "drop", "time", "ignored"})
_TARGET_ROLES = ("label", "clicked", "converted")


@dataclass(frozen=True)
class TableChoice:
    """A table that has rows to learn from; `proposed` is the column that its roles suggest as target, or empty."""

    table: str
    rows: int
    targets: tuple[Column, ...]
    proposed: str


@dataclass(frozen=True)
class Levels:
    """The values of a possible target, most frequent first; `proposed` is the one that says yes, if one does.

    `complete` is False where there are more than `MAX_VALUES` different values, of which the others are left out.
    """

    values: tuple[TargetValue, ...]
    proposed: str | None
    complete: bool


def table_choices(connection: sqlite3.Connection) -> list[TableChoice]:
    """Return the tables that a model can learn from, those with rows only."""
    found = []
    for table in LEARNABLE_TABLES:
        rows = row_count(connection, table)
        targets = tuple(c for c in columns(connection, table) if c.role not in _NEVER_TARGETS)
        if rows and targets:
            found.append(TableChoice(table, rows, targets, _proposed(targets)))
    return found


def target_levels(connection: sqlite3.Connection, table: str, name: str) -> Levels:
    """Return the values of a column; raise AdManagerError when it is not there."""
    (column,) = require_columns(connection, table, [name])
    values = target_values(connection, table, column)
    complete = len(values) <= MAX_VALUES
    return Levels(tuple(values[:MAX_VALUES]), obvious_positive(values), complete)


def _proposed(targets: tuple[Column, ...]) -> str:
    by_role = {column.role: column.name for column in reversed(targets)}
    return next((by_role[role] for role in _TARGET_ROLES if role in by_role), "")
