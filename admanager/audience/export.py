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
from admanager.privacy.holdout import keep_release, release
from admanager.project import tables
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

CHUNK_ROWS = 500


@dataclass(frozen=True)
class SegmentExport:
    """A written file: how many people are in it, and why others are not.

    `left_out` members lack consent, `do_not_contact` are on that list, and `held_out` were drawn at random as the
    hold-out of the export `number`, by which their lift is read later.
    """

    path: Path
    rows: int
    left_out: int
    columns: tuple[str, ...]
    do_not_contact: int = 0
    held_out: int = 0
    number: int = 0


def export_csv(
    project: ProjectFile,
    name_or_rule: str,
    path: Path,
    *,
    holdout: float | None = None,
    seed: int | None = None,
    job: Job | None = None,
) -> SegmentExport:
    """Write the members who consented to `path`, with all their columns but those with the role ignored.

    The ending of `path` says how: .csv, .xlsx or .parquet; see `export_formats`. The file
    appears under its name only when it is complete. People on the do-not-contact list stay out, and so does a
    `holdout` share drawn at random from `seed`; see `privacy.holdout.release`. Notes the export in the audit log.
    """
    job = job or Job()
    ids, left_out = ColumnStore.of(project).consented_members(rule_of(project, name_or_rule), job=job)
    released = release(project, ids, share=holdout, seed=seed)
    ids = released.ids
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
        number = keep_release(change, name_or_rule, released)
        counts = {"do_not_contact": released.do_not_contact, "held_out": len(released.held)}
        detail = {
            "rows": len(ids),
            "left_out": left_out,
            **counts,
            "columns": [column.name for column in columns],
        }
        change.audit("export people", "profiles", detail)
    names = tuple(column.name for column in columns)
    return SegmentExport(path, len(ids), left_out, names, number=number, **counts)


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
