"""Imports of one or several files, with the behaviour of people that follows from them: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from admanager.audience.behaviour import refresh
from admanager.ingest.load import ImportResult, dry_run, import_file, undo_import
from admanager.ingest.options import ImportOptions
from admanager.ingest.sources import OpenedSource
from admanager.jobs import Job
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
                undo_import(project, result.batch)
        raise
    return results


def try_sources(
    project: ProjectFile, sources: Sequence[OpenedSource], options: ImportOptions, job: Job
) -> list[ImportResult]:
    """Return what importing each of the files alone would do; nothing is written."""
    return [
        dry_run(project, source.path, options=options, job=job, name=source.address) for source in sources
    ]


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
