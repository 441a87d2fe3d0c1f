"""What a person should know about an import, as sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from admanager.ingest.personal import personal_warnings
from admanager.ingest.settle import ColumnPlan
from admanager.ingest.staging import KEYED_TABLES, Staged
from admanager.ingest.words import PERSON_ALIASES, plain_name
from admanager.project.identity import ACTION_TABLES
from admanager.project.tables import Column
from admanager.texts import Sentence, sentence


def warnings_of(
    connection: sqlite3.Connection, staged: Staged, path: Path, asked: str | None = None
) -> list[Sentence]:
    """Return the warnings about a staged file; `asked` is the part of it that was asked for by its name."""
    if staged.is_empty:
        return [
            sentence("{file} holds names of columns but no rows; there is nothing to import.", file=path.name)
        ]
    found = list(plan_warnings(staged.columns, staged.options.table))
    if (earlier := earlier_import(connection, staged.sha256, staged.options.part)) is not None:
        found.insert(0, _imported_before(path, *earlier))
    if staged.other_parts and asked is None:
        found.append(
            sentence(
                "{file} has more than {part}: {others}. Choose one to import it too.",
                file=path.name,
                part=staged.options.part or "",
                others=", ".join(staged.other_parts),
            )
        )
    found += list(_count_warnings(staged))
    found += personal_warnings(staged.findings, staged.rows_suppressed, staged.do_not_contact)
    return found


def _count_warnings(staged: Staged) -> Iterator[Sentence]:
    if staged.rows_rejected == 1:
        yield sentence(
            "1 of {rows:,} rows was not taken; the list of rejects says why.", rows=staged.rows_read
        )
    elif staged.rows_rejected:
        yield sentence(
            "{rejected:,} of {rows:,} rows were not taken; the list of rejects says why.",
            rejected=staged.rows_rejected,
            rows=staged.rows_read,
        )
    if staged.rows_without_key and staged.key is not None:
        yield sentence(
            "Rows that were not taken since {column} is empty in them: {rows:,}. To have them too, import the file without a key.",
            column=staged.key.source_name,
            rows=staged.rows_without_key,
        )
    if staged.cells_reported == 1:
        yield sentence("1 cell did not fit its column and was left empty; the list of rejects names it.")
    elif staged.cells_reported:
        yield sentence(
            "{cells:,} cells did not fit their column and were left empty; the list of rejects names them.",
            cells=staged.cells_reported,
        )
    if staged.duplicates == 1 and staged.key is not None:
        yield sentence("1 row has a value of {column} that the file has already.", column=staged.key.name)
    elif staged.duplicates and staged.key is not None:
        yield sentence(
            "{rows:,} rows have a value of {column} that the file has already.",
            rows=staged.duplicates,
            column=staged.key.name,
        )


def plan_warnings(columns: Sequence[ColumnPlan], table: str) -> Iterator[Sentence]:
    """Yield what is doubtful about the plan itself."""
    for column in columns:
        if column.type in {"date", "datetime"} and not column.certain:
            yield sentence(
                "In {column}, day and month cannot be told apart; it is read as day first. Choose the order if that is wrong.",
                column=column.name,
            )
        if (
            column.is_key
            and table in ACTION_TABLES
            and column.name.casefold() != column.source_name.casefold()
        ):
            yield sentence(
                "{column} goes into {stored}, which says whose the rows of {table} are; keys of other kinds are joined by a list of keys.",
                column=column.source_name,
                stored=column.name,
                table=table,
            )
    if table == "profiles" and not any(column.is_key for column in columns):
        named = [column for column in columns if plain_name(column.source_name) in PERSON_ALIASES]
        if named:
            yield sentence(
                "{column} is empty or repeats in some rows, so it is not taken as the key; if a row is something that a person did, import the file as events.",
                column=named[0].name,
            )


def other_key(table: str, stored: Column, key: ColumnPlan, names: Sequence[str]) -> Sentence | None:
    """Return why rows with this key cannot go into a table that has another; None where they can."""
    if stored.name == key.name or table not in {*KEYED_TABLES, *ACTION_TABLES}:
        return None
    if table in KEYED_TABLES:
        return sentence(
            "The rows of {table} are told apart by {stored}, not by {key}; choose {stored} as the key, or give {key} another role.",
            table=table,
            stored=stored.name,
            key=key.name,
        )
    if stored.name in names:
        return sentence(
            "{stored} says whose the rows of {table} are; choose it as the key, and give {key} the role identity.",
            table=table,
            stored=stored.name,
            key=key.name,
        )
    if (stored.personal == "hash") == (key.personal == "hash"):
        return None
    return sentence(
        "{stored}, which says whose the rows of {table} are, is a pseudonym in one of both and {key} is not; make both pseudonyms or none.",
        table=table,
        stored=stored.name,
        key=key.name,
    )


def earlier_import(connection: sqlite3.Connection, sha256: str, part: str | None) -> tuple[int, float] | None:
    """Return the number and time of the last import, still in place, of this part of a file with this content."""
    row: tuple[int, float] | None = connection.execute(
        "SELECT b.id, b.time FROM import_batch AS b JOIN source AS s ON s.id = b.source_id "
        "WHERE s.sha256 = ? AND b.undone = 0 AND json_extract(s.mapping, '$.part') IS ? "
        "ORDER BY b.id DESC LIMIT 1",
        [sha256, part],
    ).fetchone()
    return row


def _imported_before(path: Path, batch: int, when: float) -> Sentence:
    return sentence(
        "{file} was imported before, as import {batch} on {day}; unless a key holds them apart, importing it again keeps its rows twice.",
        file=path.name,
        batch=batch,
        day=datetime.fromtimestamp(when, UTC).date().isoformat(),
    )
