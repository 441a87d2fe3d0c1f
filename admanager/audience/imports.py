"""What brings rows in or takes them away, with the behaviour of people brought up to date after it.

The layers that do it do not know of behaviour; who imports, undoes or removes for a person does it by these functions.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from admanager.audience.behaviour import refresh
from admanager.ingest import load
from admanager.ingest.load import ImportResult, UndoResult, dry_run, import_file
from admanager.ingest.mappings import same_meaning
from admanager.ingest.options import ImportOptions
from admanager.ingest.sources import OpenedSource
from admanager.jobs import Job
from admanager.privacy import retention
from admanager.project.changes import Operation
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, Cancelled, sentence


def import_sources(
    project: ProjectFile,
    sources: Sequence[OpenedSource],
    options: ImportOptions,
    job: Job,
) -> list[ImportResult]:
    """Import files one after another, each as one batch; take back those before one that could not be imported.

    The columns of all mean what they were found to mean in the first file, such as the order of day and month; how
    each is written (its encoding, its delimiter) is found for itself where `options` do not say.
    """
    results: list[ImportResult] = []
    try:
        for source in sources:
            with _told_of(source, sources):
                found = import_file(project, source.path, options=options, job=job, name=source.address)
            results += [replace(found, source=source.name)]
            options = same_meaning(results[0].options, options)
        refresh(project, job=job)
    except BaseException:
        for result in reversed(results):
            if result.batch is not None:
                load.undo_import(project, result.batch)
        raise
    return results


def try_sources(
    project: ProjectFile,
    sources: Sequence[OpenedSource],
    options: ImportOptions,
    job: Job,
) -> list[ImportResult]:
    """Return what importing each of the files alone would do; nothing is written."""
    results: list[ImportResult] = []
    for source in sources:
        with _told_of(source, sources):
            found = dry_run(project, source.path, options=options, job=job, name=source.address)
        results += [replace(found, source=source.name)]
        options = same_meaning(results[0].options, options)
    return results


@contextlib.contextmanager
def _told_of(source: OpenedSource, sources: Sequence[OpenedSource]) -> Iterator[None]:
    """Name the file that could not be imported, where there are several."""
    try:
        yield
    except Cancelled:
        raise
    except AdManagerError as error:
        if len(sources) == 1:
            raise
        raise AdManagerError(
            sentence(
                "{file}: {reason} None of the {count:,} files was imported.",
                file=PurePath(source.name).name,
                reason=error.message,
                count=len(sources),
            ),
            details=error.details,
        ) from error


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
    warnings = tuple(
        sentence("{file}: {warning}", file=PurePath(result.source).name, warning=warning)
        for result in results
        for warning in result.warnings
    )
    last = next((result for result in reversed(results) if result.batch is not None), results[-1])
    return replace(last, **sums, warnings=warnings, files=tuple(results))


SUMMED = (
    "rows_read", "rows_imported", "rows_updated", "rows_rejected", "rows_blank", "rows_skipped", "rows_suppressed",
    "do_not_contact", "duplicates", "cells_reported", "seconds",
)  # fmt: skip
