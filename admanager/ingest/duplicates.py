"""Rows of one file that have the same key: settled in the staging file, by the import's policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admanager.ingest.rejects import MAX_KEPT_DUPLICATES
from admanager.ingest.stage_writer import LINE_RUNS, LINKS, REJECTS, ROWS, StageWriter, column_name
from admanager.texts import AdManagerError, sentence

_LATER = "temp.later_row"


@dataclass(frozen=True)
class Folded:
    """How many rows repeated a key of their file, and how many of those were put into the first one."""

    duplicates: int = 0
    merged: int = 0


def fold_duplicates(
    stage: StageWriter, key: int, columns: int, policy: str, key_name: str, identities: Sequence[int] = ()
) -> Folded:
    """Leave one row a key in the staging file; `key` is the key's column there, of `columns`.

    Other keys of a person, in the columns `identities`, are all kept beside the rows: a list that names several for one
    person is what joins them. skip keeps the first row, update fills it from the later ones where they have values, replace takes the
    last one. Raises AdManagerError under the policy fail, naming the lines.
    """
    stage.query(f"CREATE INDEX staged_key ON {ROWS} ({column_name(key)})")
    stage.query(
        f"CREATE TABLE {_LATER} AS SELECT later._id AS id, later.{column_name(key)} AS value FROM {ROWS} AS later "
        f"WHERE EXISTS (SELECT 1 FROM {ROWS} AS first WHERE first.{column_name(key)} = later.{column_name(key)} "
        "AND first._id < later._id)"
    )
    count = int(stage.query(f"SELECT COUNT(*) FROM {_LATER}")[0][0])
    if count == 0:
        return Folded()
    if policy == "fail":
        raise _repeated(stage, key, key_name)
    for place in identities:
        stage.query(
            f"INSERT INTO {LINKS} SELECT DISTINCT {place}, CAST({column_name(key)} AS TEXT), CAST({column_name(place)} AS TEXT) "
            f"FROM {ROWS} WHERE {column_name(key)} IN (SELECT value FROM {_LATER}) AND {column_name(place)} IS NOT NULL"
        )
    if policy == "skip":
        _report(stage, key_name)
    else:
        _merge(stage, key, columns, keep_old_values=policy == "update")
    stage.query(f"DELETE FROM {ROWS} WHERE _id IN (SELECT id FROM {_LATER})")
    return Folded(count, 0 if policy == "skip" else count)


def line_of(row: str) -> str:
    """Return SQL for the source's line of the staged row whose id the SQL `row` gives, with its table's name.

    It works in the staging file itself and where that is attached: the table's name is in no project.
    """
    return (
        f"(SELECT run.line + {row} - run.id FROM {LINE_RUNS} AS run WHERE run.id <= {row} "
        "ORDER BY run.id DESC LIMIT 1)"
    )


def _repeated(stage: StageWriter, key: int, key_name: str) -> AdManagerError:
    column = column_name(key)
    later, first = stage.query(
        f"SELECT {line_of('pair.later')}, {line_of('pair.first')} FROM (SELECT repeated.id AS later, "
        f"(SELECT MIN(_id) FROM {ROWS} WHERE {column} = repeated.value) AS first "
        f"FROM {_LATER} AS repeated ORDER BY repeated.id LIMIT 1) AS pair"
    )[0]
    return AdManagerError(
        sentence(
            "Line {line} has the same {column} as line {first}; nothing was imported. Choose to skip, update or replace such rows.",
            line=later,
            column=key_name,
            first=first,
        )
    )


def _report(stage: StageWriter, key_name: str) -> None:
    name = key_name.replace("'", "''")
    stage.query(
        f"INSERT INTO {REJECTS} (line, column_name, found, expected, reason, whole_row) SELECT {line_of('repeated.id')}, '{name}', CAST(repeated.value AS TEXT), '', 'duplicate', 1 "
        f"FROM {_LATER} AS repeated ORDER BY repeated.id LIMIT {MAX_KEPT_DUPLICATES}"
    )


def _merge(stage: StageWriter, key: int, columns: int, *, keep_old_values: bool) -> None:
    same_key = f"other.{column_name(key)} = {ROWS}.{column_name(key)}"
    first_ids = f"SELECT MIN(_id) FROM {ROWS} WHERE {column_name(key)} IN (SELECT value FROM {_LATER}) GROUP BY {column_name(key)}"
    assignments = []
    for place in range(columns):
        name = column_name(place)
        known = f"AND other.{name} IS NOT NULL " if keep_old_values else ""
        assignments.append(
            f"{name} = (SELECT other.{name} FROM {ROWS} AS other WHERE {same_key} {known}ORDER BY other._id DESC LIMIT 1)"
        )
    stage.query(f"UPDATE {ROWS} SET {', '.join(assignments)} WHERE _id IN ({first_ids})")
