"""Reading a file as the project read its own source: into a throw-away project, by the stored mapping."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from admanager.ingest.load import import_file
from admanager.ingest.options import ColumnOptions, ImportOptions
from admanager.ingest.settle import settle
from admanager.ingest.words import ROLES
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.project.tables import Column, columns, read_frame
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

# Of a table in which every person is there once, into one whose keys may repeat: no row is folded into another.
_NEUTRAL_ROLES = {"key": "text", "consent": "flag", "tags": "text"}


@dataclass(frozen=True)
class FileRows:
    """The rows of a file with the columns as they were read; `key` is the column that says who, where known."""

    columns: list[Column]
    frame: pd.DataFrame
    key: str | None
    rejected: int


def read_like(
    project: ProjectFile, table: str, path: Path, roles: Mapping[str, str], *, job: Job
) -> FileRows:
    """Return the rows of a file, read as the newest source of `table`; `roles` goes before what it says.

    Raises AdManagerError when there is no such file, it cannot be read, or a role is none.
    """
    if not path.is_file():
        raise AdManagerError(sentence("There is no file at {path}.", path=str(path)))
    mapping = _mapping(project, table)
    target = "events" if table == "events" else "impressions"
    options = _options(path, mapping, roles, target)
    key = next((column for column in mapping.columns if column.role == "key"), None) if mapping else None
    with (
        tempfile.TemporaryDirectory(prefix="admanager-rows-") as folder,
        ProjectFile.create(Path(folder) / "rows.adm") as copy,
    ):
        result = import_file(copy, path, options=options, job=job)
        found = columns(copy.read(), target)
        frame = read_frame(copy.read(), target).reset_index(drop=True)
    named = {column.name for column in found}
    wanted = next((column.name for column in found if column.role == "key"), None) or (
        (key.name or key.source_name) if key else None
    )
    return FileRows(found, frame, wanted if wanted in named else None, result.rows_rejected)


def _mapping(project: ProjectFile, table: str) -> ImportOptions | None:
    row = (
        project.read()
        .execute(
            "SELECT source.mapping FROM import_batch JOIN source ON source.id = import_batch.source_id "
            "WHERE table_name = ? AND undone = 0 AND generated = 0 ORDER BY import_batch.id DESC LIMIT 1",
            [table],
        )
        .fetchone()
    )
    return ImportOptions.model_validate_json(row[0]) if row else None


def _options(
    path: Path, mapping: ImportOptions | None, roles: Mapping[str, str], target: str
) -> ImportOptions:
    """Return the options of the import; the dialect is found anew, columns that are not there are left out."""
    there = {column.source_name.casefold() for column in settle(path, ImportOptions()).columns}
    same = target == "events"
    kept = []
    for column in mapping.columns if mapping else ():
        if column.source_name.strip().casefold() not in there:
            continue
        role = column.role if same else _NEUTRAL_ROLES.get(column.role or "", column.role)
        kept.append(column.model_copy(update={"role": role if role in ROLES[target] else "text"}))
    options = ImportOptions.model_validate({"table": target, "columns": tuple(kept)})
    for name, role in roles.items():
        known = options.column(name) or ColumnOptions(source_name=name)
        given = role if same else _NEUTRAL_ROLES.get(role, role)
        if given not in ROLES[target]:
            raise AdManagerError(
                sentence(
                    "“{role}” is no role of a column here; the roles are {roles}.",
                    role=role,
                    roles=", ".join(ROLES[target]),
                )
            )
        options = options.with_column(known.model_copy(update={"role": given}))
    return options
