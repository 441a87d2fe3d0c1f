"""Writing the members of a segment to a CSV file that a spreadsheet opens without running anything."""

from __future__ import annotations

import codecs
import csv
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from admanager.audience.columns import ColumnStore
from admanager.audience.segments import rule_of
from admanager.jobs import Job
from admanager.privacy.person import readable
from admanager.project import tables
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

CHUNK_ROWS = 500

# What a spreadsheet takes for the start of a formula (OWASP ASVS 5.0, 1.2.10), and the line break before one.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00")


@dataclass(frozen=True)
class SegmentExport:
    """A written file: how many people are in it, and how many members were left out for want of consent."""

    path: Path
    rows: int
    left_out: int
    columns: tuple[str, ...]


def export_csv(
    project: ProjectFile, name_or_rule: str, path: Path, *, job: Job | None = None
) -> SegmentExport:
    """Write the members who consented to `path`, with all their columns but those with the role ignored.

    UTF-8, comma, CRLF; a byte order mark where the file needs one for spreadsheets, that is where not all is ASCII.
    Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers. The file
    appears under its name only when it is complete. Notes the export in the audit log.
    """
    job = job or Job()
    ids, left_out = ColumnStore.of(project).consented_members(rule_of(project, name_or_rule), job=job)
    columns = [column for column in tables.columns(project.read(), "profiles") if column.role != "ignored"]
    key = tables.key_column(project.read(), "profiles")
    header = [safe_cell(column.name) for column in columns]
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("w+b") as file:
            _write(file, [header] if key else [[ROW_ID, *header]])
            for done, block in _rows(project, ids.tolist(), columns, numbered=key is None):
                job.check_cancelled()
                _write(file, block)
                job.progress(done, len(ids), sentence("Writing the members"))
        _mark_encoding(unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise AdManagerError(
            sentence(
                "{path} cannot be written: {reason}.", path=str(path), reason=error.strerror or str(error)
            )
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    with project.change(sentence("Export the segment “{name}”", name=name_or_rule), undoable=False) as change:
        detail = {"rows": len(ids), "left_out": left_out, "columns": [column.name for column in columns]}
        change.audit("export people", "profiles", detail)
    return SegmentExport(path, len(ids), left_out, tuple(column.name for column in columns))


def safe_cell(text: str) -> str:
    """Return the text so that a spreadsheet shows it and does not run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _rows(
    project: ProjectFile, ids: Sequence[int], columns: Sequence[Column], *, numbered: bool
) -> Iterator[tuple[int, list[list[Any]]]]:
    names = ", ".join([quote(ROW_ID), *(quote(column.name) for column in columns)])
    for start in range(0, len(ids), CHUNK_ROWS):
        chosen = ids[start : start + CHUNK_ROWS]
        marks = ", ".join("?" * len(chosen))
        found = project.read().execute(
            f"SELECT {names} FROM profiles WHERE {quote(ROW_ID)} IN ({marks}) ORDER BY {quote(ROW_ID)}",
            chosen,
        )
        block = []
        for number, *cells in found:
            row = [_cell(column, cell) for column, cell in zip(columns, cells, strict=True)]
            block.append([number, *row] if numbered else row)
        yield start + len(chosen), block


def _cell(column: Column, stored: Any) -> Any:
    cell = readable(column, stored)
    if isinstance(cell, str):
        return safe_cell(cell)
    return str(cell).lower() if isinstance(cell, bool) else cell


def _write(file: IO[bytes], rows: list[list[Any]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    file.write(text.getvalue().encode("utf-8"))


def _mark_encoding(path: Path) -> None:
    """Put a byte order mark in front of a file that is not all ASCII: spreadsheets guess wrong without it."""
    with path.open("rb") as file:
        if all(block.isascii() for block in iter(lambda: file.read(1 << 20), b"")):
            return
        file.seek(0)
        marked = path.with_name(f"{path.name}.marked")
        try:
            with marked.open("wb") as target:
                target.write(codecs.BOM_UTF8)
                shutil.copyfileobj(file, target)
            os.replace(marked, path)
        finally:
            marked.unlink(missing_ok=True)
