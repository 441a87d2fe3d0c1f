"""How sources were read before: what the next file of the same place, or with the same columns, is read by."""

from __future__ import annotations

from collections.abc import Sequence

from admanager.ingest.options import ImportOptions
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

MOST_LOOKED_AT = 50
_FEWEST_COLUMNS = 2
# What a table widens its column by, so that the next file may hold more than the one before.
_NARROW = frozenset({"integer", "date"})
_MEANING = ("table", "key", "on_duplicate", "columns", "zone", "currency", "rate")
_PART = "json_extract(s.mapping, '$.part')"
_IN_PLACE = (
    "SELECT b.id, s.mapping FROM import_batch AS b JOIN source AS s ON s.id = b.source_id "
    "WHERE b.undone = 0 AND b.generated = 0 "
)


def last_mapping(
    project: ProjectFile, name: str, part: str | None = None
) -> tuple[int, ImportOptions] | None:
    """Return the last import of the source that is called so and is in place, and how its file was read.

    `part` is the sheet, table or list that is meant; without it the one imported last.
    """
    query = _IN_PLACE + f"AND s.path = ? AND {_PART} IS COALESCE(?, {_PART}) ORDER BY b.id DESC LIMIT 1"
    row = project.read().execute(query, [name, part]).fetchone()
    return None if row is None else _read(*row)


def parts_imported(project: ProjectFile, name: str) -> list[str]:
    """Return the sheets, tables or lists of a source of which an import is in place, in the order in which they came."""
    query = (
        f"SELECT {_PART}, MIN(b.id) FROM import_batch AS b JOIN source AS s ON s.id = b.source_id "
        f"WHERE b.undone = 0 AND b.generated = 0 AND s.path = ? AND {_PART} IS NOT NULL GROUP BY 1 ORDER BY 2"
    )
    return [part for part, _ in project.read().execute(query, [name])]


def mapping_of_columns(
    project: ProjectFile, header: Sequence[str], said: ImportOptions
) -> tuple[int, ImportOptions] | None:
    """Return the last import in place of a file with these columns, and what they meant; how this file is written is as `said`."""
    wanted = {name.casefold() for name in header}
    if len(wanted) < _FEWEST_COLUMNS:
        return None
    query = _IN_PLACE + "ORDER BY b.id DESC LIMIT ?"
    for row in project.read().execute(query, [MOST_LOOKED_AT]):
        batch, mapping = _read(*row)
        if {column.source_name.casefold() for column in mapping.columns} == wanted:
            return batch, same_meaning(mapping, said)
    return None


def mapping_of_batch(project: ProjectFile, batch: int) -> ImportOptions:
    """Return how the file of an import was read; raise AdManagerError where there is no such import."""
    row = (
        project.read()
        .execute(
            "SELECT b.id, s.mapping FROM import_batch AS b JOIN source AS s ON s.id = b.source_id "
            "WHERE b.id = ? AND b.generated = 0",
            [batch],
        )
        .fetchone()
    )
    if row is None:
        raise AdManagerError(sentence("There is no import {batch} of a file.", batch=batch))
    return _read(*row)[1]


def same_meaning(mapping: ImportOptions, said: ImportOptions) -> ImportOptions:
    """Return wishes for another file: its columns mean what they mean in `mapping`, how it is written is as `said`."""
    meaning = {name: getattr(mapping, name) for name in _MEANING}
    return loosened(said.model_copy(update=meaning))


def loosened(mapping: ImportOptions) -> ImportOptions:
    """Return a stored mapping for another file, which may have 12.50 where all numbers were whole before.

    The project's table keeps the type of each column, and only widens it; so nothing is lost but what would leave cells
    empty. For the same reason an order of dates or a decimal mark decides only where the file's cells do not.
    """
    columns = tuple(
        column.model_copy(
            update={
                "type": None if column.type in _NARROW else column.type,
                "date_order": None,
                "decimal": None,
                "likely_order": column.date_order or column.likely_order,
                "likely_decimal": column.decimal or column.likely_decimal,
            }
        )
        for column in mapping.columns
    )
    return mapping.model_copy(update={"columns": columns})


def _read(batch: int, stored: str) -> tuple[int, ImportOptions]:
    return batch, loosened(ImportOptions.model_validate_json(stored))
