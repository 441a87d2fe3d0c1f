"""Correcting what the project holds of one person (GDPR, article 16): one value, read as an import reads a cell."""

from __future__ import annotations

from admanager.ingest.cells import Cell, NotFitting, convert_cell
from admanager.ingest.locale import locale_of
from admanager.ingest.settle import ColumnPlan
from admanager.privacy.person import locate
from admanager.project.file import ProjectFile
from admanager.project.identity import IDENTITY_ROLE
from admanager.project.tables import Column, require_columns
from admanager.texts import AdManagerError, sentence

TABLE = "profiles"


def correct_value(project: ProjectFile, key: str, column: str, text: str) -> int:
    """Put another value in a column of the profiles of the person with this key; return the number of rows.

    `text` is read as the column's type: times in the project's zone, amounts in its currency, nothing for a missing
    value. It can be undone, and the audit log notes it without the value. Raises AdManagerError for a person or a column
    that is not there, a key, a pseudonym, and a text that the column cannot hold; nothing has changed then.
    """
    (described,) = require_columns(project.read(), TABLE, [column])
    _require_correctable(described)
    rows = locate(project, key).rows.get(TABLE, ())
    if not rows:
        raise AdManagerError(
            sentence(
                "This person has no row in people, so there is no value to correct; what they did stays as it was."
            )
        )
    value = _read(project, described, text)
    with project.change(sentence("Correct {column} of one person", column=column)) as change:
        for row in rows:
            change.update(TABLE, row, {column: value})
        change.audit("correct a value", f"{TABLE}.{column}", {"rows": len(rows)})
    return len(rows)


def _require_correctable(column: Column) -> None:
    if column.role in {"key", IDENTITY_ROLE}:
        raise AdManagerError(
            sentence(
                "{column} says who a row is about, so it cannot be corrected; import the person again under the other key.",
                column=column.name,
            )
        )
    if column.personal == "hash":
        raise AdManagerError(
            sentence(
                "{column} holds pseudonyms; what stood there before is not in the project.",
                column=column.name,
            )
        )


def _read(project: ProjectFile, column: Column, text: str) -> Cell:
    plan = ColumnPlan(
        position=0,
        source_name=column.source_name,
        name=column.name,
        type=column.type,  # type: ignore[arg-type]
        role=column.role,
        missing_words=(),
        zone=locale_of(project).zone,
    )
    try:
        return convert_cell(text, plan, frozenset())
    except NotFitting:
        raise AdManagerError(
            sentence(
                "{column} cannot hold “{text}”; write {example}.",
                column=column.name,
                text=text,
                example=_example(column),
            )
        ) from None


def _example(column: Column) -> str:
    return {
        "integer": "42",
        "real": "12.50",
        "date": "2026-01-31",
        "datetime": "2026-01-31 18:30",
        "boolean": "yes / no",
    }[column.type]
