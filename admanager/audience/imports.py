"""What brings rows in or takes them away, with the behaviour of people brought up to date after it.

The layers that do it do not know of behaviour; who imports, undoes or removes for a person does it by these functions.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from admanager.audience.behaviour import refresh
from admanager.ingest import load
from admanager.ingest.load import ImportResult, UndoResult, dry_run, import_file
from admanager.ingest.mappings import same_meaning
from admanager.ingest.options import ImportOptions
from admanager.ingest.sources import OpenedSource
from admanager.jobs import Child, Job
from admanager.privacy import retention
from admanager.project.changes import Operation
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, Cancelled, sentence

Wishes = ImportOptions | Sequence[ImportOptions]
"""How a file is read; of several parts of it, such as sheets, how each is."""


def import_sources(
    project: ProjectFile,
    sources: Sequence[OpenedSource],
    options: Wishes,
    job: Job,
) -> list[ImportResult]:
    """Import files one after another, each part of each as one batch; take back those before one that could not be imported.

    The columns of all mean what they were found to mean in the first file, such as the order of day and month; how
    each is written (its encoding, its delimiter) is found for itself where `options` do not say.
    """
    results: list[ImportResult] = []
    try:
        _run_each(import_file, project, sources, options, job, results)
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
    options: Wishes,
    job: Job,
) -> list[ImportResult]:
    """Return what importing each of the files alone would do; nothing is written."""
    results: list[ImportResult] = []
    _run_each(dry_run, project, sources, options, job, results)
    return results


def _run_each(
    run: Callable[..., ImportResult],
    project: ProjectFile,
    sources: Sequence[OpenedSource],
    options: Wishes,
    job: Job,
    results: list[ImportResult],
) -> None:
    """Run `import_file` or `dry_run` for each part of each file, and add what comes of it to the results."""
    with _child_for(sources, options) as child:
        for source, asked in _in_turn(sources, options, results):
            with _told_of(source, asked, sources, options):
                found = run(project, source.path, options=asked, job=job, name=source.address, child=child)
            results.append(replace(found, source=source.name))


def _in_turn(
    sources: Sequence[OpenedSource], options: Wishes, done: Sequence[ImportResult]
) -> Iterator[tuple[OpenedSource, ImportOptions]]:
    """Yield each file with how it is read; those after the first as the first was found to be, part by part."""
    parts = _as_list(options)
    for place, source in enumerate(sources):
        for number, said in enumerate(parts):
            yield source, said if place == 0 else same_meaning(done[number].options, said)


def _as_list(options: Wishes) -> list[ImportOptions]:
    return [options] if isinstance(options, ImportOptions) else list(options)


@contextlib.contextmanager
def _child_for(sources: Sequence[OpenedSource], options: Wishes) -> Iterator[Child | None]:
    """Give one process that reads all there is: starting it takes longer than reading a small file. A single file has its own."""
    if len(sources) * len(_as_list(options)) == 1:
        yield None
        return
    with Child() as child:
        yield child


@contextlib.contextmanager
def _told_of(
    source: OpenedSource, asked: ImportOptions, sources: Sequence[OpenedSource], options: Wishes
) -> Iterator[None]:
    """Name the file, or the part of it, that could not be imported, where there are several."""
    try:
        yield
    except Cancelled:
        raise
    except AdManagerError as error:
        if len(sources) * len(_as_list(options)) == 1:
            raise
        if len(sources) == 1:
            raise AdManagerError(
                sentence(
                    "{part}: {reason} Nothing of {file} was imported.",
                    part=asked.part or "",
                    reason=error.message,
                    file=PurePath(source.name).name,
                ),
                details=error.details,
            ) from error
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
    result = load.undo_import(project, batch, job=job)
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
        sentence("{file}: {warning}", file=label, warning=warning)
        for label, result in zip(labels(results), results, strict=True)
        for warning in result.warnings
    )
    last = next((result for result in reversed(results) if result.batch is not None), results[-1])
    return replace(last, **sums, warnings=warnings, files=tuple(results))


def labels(results: Sequence[ImportResult]) -> list[str]:
    """Return what each result is told as: its file's name, the part of it, or both, whichever tells them apart."""
    parts = len({(result.source, result.options.part) for result in results})
    files = len({result.source for result in results})
    if parts == files:
        return [PurePath(result.source).name for result in results]
    return [
        f"{PurePath(result.source).name}: {result.options.part}" if files > 1 else result.options.part or ""
        for result in results
    ]


SUMMED = (
    "rows_read", "rows_imported", "rows_updated", "rows_rejected", "rows_blank", "rows_skipped", "rows_suppressed",
    "do_not_contact", "duplicates", "cells_reported", "seconds",
)  # fmt: skip
