"""What brings rows in or takes them away, with the behaviour of people brought up to date after it.

The layers that do it do not know of behaviour; who imports, undoes or removes for a person does it by these functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from admanager.audience.behaviour import refresh
from admanager.ingest import load
from admanager.ingest.load import ImportResult, UndoResult, dry_run, import_file
from admanager.ingest.options import ImportOptions
from admanager.ingest.sources import OpenedSource
from admanager.jobs import Job
from admanager.privacy import retention
from admanager.project.changes import Operation
from admanager.project.file import ProjectFile


def import_sources(
    project: ProjectFile, sources: Sequence[OpenedSource], options: ImportOptions, job: Job
) -> list[ImportResult]:
    """Import files one after another, each as one batch; take back those before one that could not be imported."""
    results: list[ImportResult] = []
    try:
        for source in sources:
            # One that fails must find those before it in the list.
            results += [import_file(project, source.path, options=options, job=job, name=source.address)]
        refresh(project, job=job)
    except BaseException:
        for result in reversed(results):
            if result.batch is not None:
                load.undo_import(project, result.batch)
        raise
    return results


def try_sources(
    project: ProjectFile, sources: Sequence[OpenedSource], options: ImportOptions, job: Job
) -> list[ImportResult]:
    """Return what importing each of the files alone would do; nothing is written."""
    return [
        dry_run(project, source.path, options=options, job=job, name=source.address) for source in sources
    ]


def undo_import(project: ProjectFile, batch: int, *, job: Job | None = None) -> UndoResult:
    """Take an import back; see `load.undo_import`."""
    result = load.undo_import(project, batch)
    refresh(project, job=job)
    return result


def undo(project: ProjectFile) -> Operation | None:
    """Take the last operation back and return it; None when there is none."""
    operation = project.undo()
    refresh(project)
    return operation


def redo(project: ProjectFile) -> Operation | None:
    """Do the operation that was undone last again and return it; None when there is none."""
    operation = project.redo()
    refresh(project)
    return operation


def sweep(project: ProjectFile, *, job: Job | None = None) -> dict[str, int]:
    """Remove what the retention rules say, for good; return the number of rows by table."""
    removed = retention.sweep(project, job=job)
    refresh(project, job=job)
    return removed


def together(results: Sequence[ImportResult]) -> ImportResult:
    """Return the result of one file as it is, and that of several as the last one's with sums; each is in `files`."""
    if len(results) == 1:
        return results[0]
    sums = {name: sum(getattr(result, name) for result in results) for name in SUMMED}
    warnings = tuple(warning for result in results for warning in result.warnings)
    return replace(results[-1], **sums, warnings=warnings, files=tuple(results))


SUMMED = (
    "rows_read", "rows_imported", "rows_updated", "rows_rejected", "rows_blank", "rows_skipped", "rows_suppressed",
    "do_not_contact", "duplicates", "cells_reported", "seconds",
)  # fmt: skip
