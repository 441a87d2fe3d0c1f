"""What a person can choose for a training: the tables, the columns to predict, and the values of one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from admanager.learning.dataset import LEARNABLE_TABLES
from admanager.learning.families import FAMILIES
from admanager.learning.request import FUNNEL
from admanager.learning.sequences import NEXT
from admanager.learning.targets import MAX_VALUES, TargetValue, obvious_positive, target_values
from admanager.project.tables import Column, columns, require_columns, row_count

# A person's key, or what is hidden for privacy, is nothing to predict.
_NEVER_TARGETS = frozenset({"key", "consent", "pii", "hash", "identity", "drop", "time", "ignored"})
_EVENTS = ("events",)
# What is asked for first of what comes next.
_FOLLOWING = ("item", "category", "kind")
_TARGET_ROLES = ("label", "clicked", "converted")


@dataclass(frozen=True)
class TableChoice:
    """A table that has rows to learn from; `proposed` is the target that its roles suggest, or empty.

    `following` are the columns of which can be asked what comes next; their target is `next:` and the name.
    `clicked` and `converted` are the columns with those roles, or empty; `families` are those that can learn from the table.
    """

    table: str
    rows: int
    targets: tuple[Column, ...]
    proposed: str
    following: tuple[Column, ...] = ()
    clicked: str = ""
    converted: str = ""
    families: tuple[str, ...] = ()


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
            clicked, converted = (
                next((c.name for c in targets if c.role == role), "") for role in ("clicked", "converted")
            )
            names = tuple(family.name for family in FAMILIES.values() if table in family.tables)
            found.append(
                TableChoice(
                    table,
                    rows,
                    targets,
                    _proposed(targets),
                    clicked=clicked,
                    converted=converted,
                    families=names,
                )
            )
    return [*found, *_events(connection)]


def needs_columns(family: str) -> bool:
    """Return whether a person chooses the columns of a training; a sequence reads all that happened."""
    return FAMILIES[family].tables != _EVENTS


def needs_click(family: str) -> bool:
    """Return whether a training needs the click before its target."""
    return family in FUNNEL


def needs_treatment(family: str) -> bool:
    """Return whether a training needs to know who was treated."""
    return FAMILIES[family].task == "uplift"


def target_levels(connection: sqlite3.Connection, table: str, name: str) -> Levels:
    """Return the values of a column; raise AdManagerError when it is not there."""
    (column,) = require_columns(connection, table, [name])
    values = target_values(connection, table, column)
    complete = len(values) <= MAX_VALUES
    return Levels(tuple(values[:MAX_VALUES]), obvious_positive(values), complete)


def _events(connection: sqlite3.Connection) -> list[TableChoice]:
    """Return the events as a choice, where they have somebody, an order and something to predict."""
    own = columns(connection, "events")
    rows = row_count(connection, "events") if own else 0
    if not rows or not {"key", "time"} <= {column.role for column in own}:
        return []
    asked = tuple(c for c in own if c.role not in _NEVER_TARGETS and c.type not in {"date", "datetime"})
    named = [c for c in asked if c.role in _FOLLOWING or c.type == "text"]
    # Items and categories often come as whole numbers that no role tells from counts: they can be asked about, and are
    # not proposed.
    counted = [c for c in asked if c.type == "integer" and c.role == "number" and c not in named]
    following = (*named, *counted)
    if not asked:
        return []
    first = min(named, key=lambda c: _FOLLOWING.index(c.role) if c.role in _FOLLOWING else 9, default=None)
    proposed = f"{NEXT}{first.name}" if first is not None else ""
    names = tuple(family.name for family in FAMILIES.values() if family.tables == _EVENTS)
    return [TableChoice("events", rows, asked, proposed, following, families=names)]


def _proposed(targets: tuple[Column, ...]) -> str:
    by_role = {column.role: column.name for column in reversed(targets)}
    return next((by_role[role] for role in _TARGET_ROLES if role in by_role), "")
