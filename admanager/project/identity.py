"""One person under several keys: e-mail, customer number and cookie joined into one.

A column with the role `identity` holds another key of the person whose row it is, in people, events or impressions.
Each row that has several keys joins them, and joined keys join their people: what is connected is one person. A list
that names several other keys for one person of `profiles` joins them all: those that do not fit into the person's row
are kept in `identity_link`, and so is all of a list of keys that is imported as such. The table `identity` holds every joined key with the number of its person, which is the lowest `_id` of their profiles,
or a negative number where they have no profile. It is filled by each import that brings such a column.

Other layers find people through `person_expression` (in SQL) or `person_of`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from admanager.project.changes import Change, quote
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column, columns, key_column, table_exists

IDENTITY_ROLE = "identity"
IDENTITY_TABLE = "identity"
ACTION_TABLES = ("events", "impressions")
PERSON_TABLES = ("profiles", *ACTION_TABLES)
MAX_KEYS_A_VALUE = 20
"""A value beside more keys than this is a shared device or a filler such as `none@none`, and joins nobody."""

_CHUNK = 500


def identity_columns(connection: sqlite3.Connection, table: str) -> list[Column]:
    """Return the columns of a table that hold other keys of its people."""
    return [column for column in columns(connection, table) if column.role == IDENTITY_ROLE]


def joins(connection: sqlite3.Connection) -> bool:
    """Return whether any table holds several keys of one person."""
    if any(identity_columns(connection, table) for table in PERSON_TABLES):
        return True
    return connection.execute("SELECT 1 FROM identity_link LIMIT 1").fetchone() is not None


def rebuild(change: Change) -> int:
    """Join the keys of all tables anew, within a change; return the number of people under several keys."""
    connection = change.connection
    connection.execute("DELETE FROM identity")
    change.touch("identity")
    pairs = _pairs(connection)
    if not pairs:
        return 0
    values, labels = _components(pairs)
    profiles = _profile_ids(connection)
    person: dict[int, int] = {}
    for value, label in zip(values, labels, strict=True):
        row = profiles.get(value)
        if row is not None:
            person[label] = min(row, person.get(label, row))
    connection.executemany(
        "INSERT INTO identity VALUES (?, ?)",
        sorted((value, person.get(label, -1 - label)) for value, label in zip(values, labels, strict=True)),
    )
    return len(set(labels))


def _pairs(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return every two keys that stand in one row, once each."""
    found: list[tuple[str, str]] = []
    for table in PERSON_TABLES:
        others = identity_columns(connection, table)
        key = key_column(connection, table)
        named = ([key] if key else []) + others
        if len(named) < 2 or not others or not table_exists(connection, table):
            continue
        first, *rest = (f"CAST({quote(column.name)} AS TEXT)" for column in named)
        for other in rest:
            rows = connection.execute(
                f"SELECT DISTINCT {first}, {other} FROM {quote(table)} WHERE {first} IS NOT NULL AND {other} IS NOT NULL"
            )
            found += [(one, two) for one, two in rows if one != two]
    found += connection.execute("SELECT DISTINCT one, two FROM identity_link WHERE one <> two").fetchall()
    beside: dict[str, int] = {}
    for _, two in found:
        beside[two] = beside.get(two, 0) + 1
    return [(one, two) for one, two in found if beside[two] <= MAX_KEYS_A_VALUE]


def _components(pairs: list[tuple[str, str]]) -> tuple[list[str], list[int]]:
    """Return the keys and the number of the connected group that each belongs to."""
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    place: dict[str, int] = {}
    ends = np.array(
        [(place.setdefault(one, len(place)), place.setdefault(two, len(place))) for one, two in pairs]
    )
    links = coo_matrix((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=(len(place),) * 2)
    labels = connected_components(links, directed=False)[1]
    return list(place), labels.tolist()


def _profile_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the lowest row of profiles that holds each key."""
    found: dict[str, int] = {}
    if not table_exists(connection, "profiles"):
        return found
    key = key_column(connection, "profiles")
    for column in ([key] if key else []) + identity_columns(connection, "profiles"):
        rows = connection.execute(
            f"SELECT CAST({quote(column.name)} AS TEXT), {quote(ROW_ID)} FROM profiles WHERE {quote(column.name)} IS NOT NULL"
        )
        for value, row in rows:
            found[value] = min(row, found.get(value, row))
    return found


# -- finding people ------------------------------------------------------------------------------------------


def person_of(connection: sqlite3.Connection, value: str) -> int | None:
    """Return the number of the person that a key belongs to: the `_id` of their (first) profile, below 0 without one.

    None where the key is nobody's, or stands alone in a table without a profile.
    """
    joined = connection.execute("SELECT person FROM identity WHERE value = ?", [value]).fetchone()
    if joined is not None:
        return int(joined[0])
    key = key_column(connection, "profiles")
    if key is None or not table_exists(connection, "profiles"):
        return None
    row = connection.execute(
        f"SELECT {quote(ROW_ID)} FROM profiles WHERE {quote(key.name)} = ?", [typed_key(key, value)]
    ).fetchone()
    return int(row[0]) if row else None


def person_expression(connection: sqlite3.Connection, table: str, alias: str = "") -> str | None:
    """Return an SQL expression that gives the person of a row of `table` (events, impressions), as `person_of` does.

    It stands for one row of the table, named `alias` if there is one, and is NULL for a key that is nobody's. None
    where the table has no key.
    """
    own, key = key_column(connection, table), key_column(connection, "profiles")
    if own is None:
        return None
    value = f"{alias or quote(table)}.{quote(own.name)}"
    ways = (
        [f"(SELECT person FROM identity WHERE identity.value = CAST({value} AS TEXT))"]
        if joins(connection)
        else []
    )
    if key is not None and table_exists(connection, "profiles"):
        ways.append(f"(SELECT {quote(ROW_ID)} FROM profiles WHERE profiles.{quote(key.name)} = {value})")
    if not ways:
        return None
    return ways[0] if len(ways) == 1 else f"COALESCE({', '.join(ways)})"


def rows_about(connection: sqlite3.Connection, table: str, alias: str, condition: str) -> str | None:
    """Return the SQL condition that a row of `table` (named `alias`) is about a person whose profile meets `condition`.

    It has the condition's own parameters, if it has that condition in it. A key that is nobody's is about no such
    person. None where the rows are about nobody in particular.
    """
    own, key = key_column(connection, table), key_column(connection, "profiles")
    if own is None:
        return None
    if key is None and not joins(connection):
        return "0"
    people = f"FROM profiles WHERE {condition}"
    if key is None or joins(connection):
        return f"{person_expression(connection, table, alias)} IN (SELECT {quote(ROW_ID)} {people})"
    return f"{alias}.{quote(own.name)} IN (SELECT {quote(key.name)} {people})"


def keys_of(connection: sqlite3.Connection, value: str) -> tuple[str, ...]:
    """Return all keys of the person who has this one, itself included, in alphabetical order."""
    rows = connection.execute(
        "SELECT value FROM identity WHERE person = (SELECT person FROM identity WHERE value = ?) ORDER BY value",
        [value],
    ).fetchall()
    return tuple(row[0] for row in rows) or (value,)


def profiles_of_people(connection: sqlite3.Connection, people: Iterable[int]) -> set[int]:
    """Return the `_id`s of all profiles of these people, of whom one may have several."""
    wanted = sorted(people)
    values: list[str] = []
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ", ".join("?" * len(part))
        values += [
            row[0]
            for row in connection.execute(f"SELECT value FROM identity WHERE person IN ({marks})", part)
        ]
    key = key_column(connection, "profiles")
    found: set[int] = set()
    for column in ([key] if key else []) + identity_columns(connection, "profiles"):
        for start in range(0, len(values), _CHUNK):
            part_values = [typed_key(column, value) for value in values[start : start + _CHUNK]]
            marks = ", ".join("?" * len(part_values))
            rows = connection.execute(
                f"SELECT {quote(ROW_ID)} FROM profiles WHERE {quote(column.name)} IN ({marks})", part_values
            )
            found.update(row[0] for row in rows)
    return found


def typed_key(column: Column, value: str) -> Any:
    """Return a key as its column stores it; a text that is no number stays one, and finds nothing among numbers."""
    if column.is_text:
        return value
    try:
        return float(value) if column.type == "real" else int(value)
    except ValueError:
        return value
