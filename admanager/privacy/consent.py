"""Who consented: the columns with the role consent, read so that a missing value is no consent."""

from __future__ import annotations

import sqlite3

from admanager.project.changes import quote
from admanager.project.identity import rows_about
from admanager.project.tables import Column, columns

CONSENT_ROLE = "consent"

# What counts as consent in a column of text; anything else, and nothing, is none.
GRANTED_WORDS = ("yes", "y", "true", "t", "1", "granted", "given", "opt-in", "opt in", "是", "同意", "已同意")


def consent_columns(connection: sqlite3.Connection, table: str = "profiles") -> list[Column]:
    """Return the columns that hold consent; with several, a person has to have given each."""
    return [column for column in columns(connection, table) if column.role == CONSENT_ROLE]


def is_granted(column: Column, value: object) -> bool:
    """Return whether a stored value of a consent column is consent."""
    if column.is_text:
        return isinstance(value, str) and value.strip(" ").lower() in GRANTED_WORDS
    return value == 1


def consented_rows(connection: sqlite3.Connection, table: str, alias: str) -> tuple[str, list[str]] | None:
    """Return the SQL condition that a row of `table` (named `alias`) is about a person who consented, with parameters.

    A row of events or impressions is about the person of its key, or of a key that is joined with it, by their profile;
    a key that is nobody's has given no consent. None where no column holds consent, so that everyone counts, or the
    rows are about nobody in particular.
    """
    if table == "profiles":
        return consent_condition(connection, alias=alias)
    found = consent_condition(connection)
    if found is None:
        return None
    condition, params = found
    about = rows_about(connection, table, alias, condition)
    return None if about is None else (about, params if condition in about else [])


def consent_condition(
    connection: sqlite3.Connection, table: str = "profiles", *, alias: str = ""
) -> tuple[str, list[str]] | None:
    """Return the SQL condition of consent and its parameters, or None when no column holds consent."""
    conditions: list[str] = []
    params: list[str] = []
    for column in consent_columns(connection, table):
        name = f"{alias}.{quote(column.name)}" if alias else quote(column.name)
        if column.is_text:
            conditions.append(f"lower(trim({name})) IN ({', '.join('?' * len(GRANTED_WORDS))})")
            params.extend(GRANTED_WORDS)
        else:
            conditions.append(f"{name} = 1")
    return (" AND ".join(conditions), params) if conditions else None
