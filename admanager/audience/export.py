"""Writing the members of a segment to a file: who is in it, and what is noted about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from admanager.audience.columns import ColumnStore
from admanager.audience.export_formats import writer_for
from admanager.audience.segments import rule_of
from admanager.jobs import Job
from admanager.project import tables
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

CHUNK_ROWS = 500


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

    The ending of `path` says how: .csv, .xlsx or .parquet; see `export_formats`. The file
    appears under its name only when it is complete. Notes the export in the audit log.
    """
    job = job or Job()
    ids, left_out = ColumnStore.of(project).consented_members(rule_of(project, name_or_rule), job=job)
    columns = [column for column in tables.columns(project.read(), "profiles") if column.role != "ignored"]
    key = tables.key_column(project.read(), "profiles")
    # Without a key, the number of a row is what tells people apart.
    written = columns if key else [Column(ROW_ID, "integer", "key"), *columns]
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with writer_for(path.suffix, unfinished, written, len(ids)) as writer:
            for done, block in _rows(project, ids.tolist(), columns, numbered=key is None):
                job.check_cancelled()
                writer.write(block)
                job.progress(done, len(ids), sentence("Writing the members"))
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


def _rows(
    project: ProjectFile, ids: Sequence[int], columns: Sequence[Column], *, numbered: bool
) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    names = ", ".join([quote(ROW_ID), *(quote(column.name) for column in columns)])
    for start in range(0, len(ids), CHUNK_ROWS):
        chosen = ids[start : start + CHUNK_ROWS]
        marks = ", ".join("?" * len(chosen))
        found = project.read().execute(
            f"SELECT {names} FROM profiles WHERE {quote(ROW_ID)} IN ({marks}) ORDER BY {quote(ROW_ID)}",
            chosen,
        )
        yield start + len(chosen), [row if numbered else row[1:] for row in found]
