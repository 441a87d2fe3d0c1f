"""Importing files, trying an import without writing, undoing one, and storing rows that the program made."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from admanager.ingest import merge
from admanager.ingest.locale import CURRENCY_KEY, locale_of
from admanager.ingest.notices import warnings_of
from admanager.ingest.options import ImportOptions
from admanager.ingest.personal import guard_of, join_keys
from admanager.ingest.settle import ColumnPlan
from admanager.ingest.staging import Staged, StageRequest, stage_in_child
from admanager.jobs import Child, Job, run_in_child
from admanager.privacy.findings import Finding
from admanager.project.changes import Change, quote, undo_batch
from admanager.project.file import ProjectFile, path_text
from admanager.project.schema import BATCH, DATA_TABLES, ROW_ID
from admanager.project.tables import Column
from admanager.project.unfinished import stage_beside
from admanager.texts import AdManagerError, Sentence, sentence

_ROWS_A_CHUNK = 10_000


@dataclass(frozen=True)
class ColumnResult:
    """What became of one column; `missing` counts its empty cells in the file."""

    name: str
    type: str
    role: str
    missing: int


@dataclass(frozen=True)
class ImportResult:
    """What an import did; `batch` is None where it only would, and where there was no row to import.

    `rows_read` is the sum of `rows_imported` (of which `rows_updated` went into rows that were there),
    `rows_rejected`, `rows_blank`, `rows_skipped` and `rows_suppressed` (people who were erased). `duplicates` counts
    rows whose key was there before, in the file or in the project. `cells_reported` are cells that did not fit and
    were left empty. `kind` is the kind of the source, such as csv or xlsx. `findings` are columns that seem to hold
    personal data. `source` is what the file is called, where it was one of several; `files` has the result of each,
    and the counts are then their sums.
    """

    batch: int | None
    table: str
    rows_read: int
    rows_imported: int
    rows_updated: int
    rows_rejected: int
    rows_blank: int
    rows_skipped: int
    duplicates: int
    cells_reported: int
    columns: tuple[ColumnResult, ...]
    options: ImportOptions
    header: tuple[str, ...]
    warnings: tuple[Sentence, ...]
    seconds: float
    kind: str = "csv"
    findings: tuple[Finding, ...] = ()
    rows_suppressed: int = 0
    do_not_contact: int = 0
    source: str = ""
    files: tuple[ImportResult, ...] = ()


@dataclass(frozen=True)
class UndoResult:
    """What undoing an import removed and put back."""

    batch: int
    rows_removed: int
    rows_restored: int


def import_file(
    project: ProjectFile,
    path: Path,
    *,
    options: ImportOptions | None = None,
    job: Job | None = None,
    name: str | None = None,
    child: Child | None = None,
) -> ImportResult:
    """Import a file as one batch: all of it or nothing. `name` is what its source is called, if not by the path.

    A child process, `child` or one of its own, reads the file into a staging file beside the project; then one
    transaction copies it in. Cancelling ends the child. A file without rows changes nothing: its result has no batch.
    Raises AdManagerError when the file cannot be read as asked, or its rows
    do not go with the table; the project is then as it was.
    """
    job = job or Job()
    started = time.monotonic()
    asked = options.part if options is not None else None
    with stage_beside(project.path) as stage:
        staged = _stage(project, path, options or ImportOptions(), stage, job, child)
        job.check_cancelled()
        if staged.is_empty:
            warnings = warnings_of(project.read(), staged, _shown(path, name), asked)
            return _result(staged, merge.Merged(0, 0, 0), None, warnings, time.monotonic() - started)
        job.progress(0, 0, sentence("Writing {rows:,} rows into the project", rows=staged.rows_staged))
        text = sentence("Import “{file}”", file=_shown(path, name).name)
        with project.change(text, attach=stage, job=job) as change:
            merge.check_stage(change.connection, staged)
            if conflict := merge.key_conflict(change.connection, staged):
                raise conflict
            warnings = warnings_of(change.connection, staged, _shown(path, name), asked)
            if staged.options.currency is not None and project.meta(CURRENCY_KEY) is None:
                project.set_meta(change, CURRENCY_KEY, staged.options.currency)
            batch = _new_batch(change, name or path_text(path.absolute()), staged)
            merge.copy_rejects(change.connection, staged, batch)
            merged = merge.Merged(0, 0, 0)
            if staged.rows_staged:
                merge.ensure_table(change, staged.options.table, _columns_of(staged), batch)
                merged = merge.merge_rows(change, staged, batch)
                join_keys(project, change, staged.options.table)
            result = _result(staged, merged, batch, warnings, time.monotonic() - started)
            _finish_batch(change, result)
    return result


def dry_run(
    project: ProjectFile,
    path: Path,
    *,
    options: ImportOptions | None = None,
    job: Job | None = None,
    name: str | None = None,
    child: Child | None = None,
) -> ImportResult:
    """Return what importing the file would do, without writing anything to the project."""
    started = time.monotonic()
    asked = options.part if options is not None else None
    with stage_beside(project.path) as stage:
        staged = _stage(project, path, options or ImportOptions(), stage, job or Job(), child, dry=True)
        with project.attached(stage) as connection:
            merge.check_stage(connection, staged)
            if conflict := merge.key_conflict(connection, staged):
                raise conflict
            known = merge.count_known_keys(connection, staged)
            warnings = warnings_of(connection, staged, _shown(path, name), asked)
    overwrites = staged.options.on_duplicate in {"update", "replace"}
    merged = merge.Merged(staged.rows_staged - known, known * overwrites, known * (not overwrites))
    return _result(staged, merged, None, warnings, time.monotonic() - started)


def _shown(path: Path, name: str | None) -> Path:
    return path if name is None else Path(name)


def undo_import(project: ProjectFile, batch: int, *, job: Job | None = None) -> UndoResult:
    """Take an import back: remove its rows, and restore those that it had overwritten.

    Raises AdManagerError when there is no such import, it is undone already, or a later one changed its rows.
    """
    text = sentence("Undo import {batch}", batch=batch)
    with project.change(text, undoable=False, job=job) as change:
        removed, restored = undo_batch(change, batch)
    return UndoResult(batch, removed, restored)


def store_rows(
    change: Change,
    table: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    *,
    source: str,
    generated: bool,
) -> int:
    """Append rows that the program made as a batch of their own, within an open change; return the batch.

    `rows` have their values in the order of `columns`, typed as the table stores them. The table and its
    columns are made as needed; undoing the change takes the rows away again.
    """
    if table not in DATA_TABLES:
        raise AdManagerError(sentence("There is no table {table}.", table=table))
    connection = change.connection
    started = time.monotonic()
    batch = _insert_batch(change, _insert_source(change, source, 0, "", "{}"), table, generated=generated)
    merge.ensure_table(change, table, columns, batch)
    first = merge.next_row_id(connection, table)
    names = ", ".join(quote(name) for name in (ROW_ID, BATCH, *(column.name for column in columns)))
    marks = ", ".join("?" * (len(columns) + 2))
    numbered = ((first + place, batch, *row) for place, row in enumerate(rows))
    count = 0
    while chunk := list(itertools.islice(numbered, _ROWS_A_CHUNK)):
        connection.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", chunk)
        count += len(chunk)
    merge.keep_high_water(connection, table)
    connection.execute(
        "UPDATE import_batch SET rows_read = ?, rows_imported = ?, seconds = ? WHERE id = ?",
        [count, count, time.monotonic() - started, batch],
    )
    change.batch = batch
    return batch


# -- staging ---------------------------------------------------------------------------------------------


def _stage(
    project: ProjectFile,
    path: Path,
    options: ImportOptions,
    stage: Path,
    job: Job,
    child: Child | None,
    *,
    dry: bool = False,
) -> Staged:
    refuse_own_file(project, path)
    connection = project.read()
    locale = locale_of(project)
    options = locale.applied(options)
    request = StageRequest(
        source=path.absolute(),
        stage=stage,
        wishes=options,
        rate=locale.rate(options),
        existing=tuple(merge.target_columns(connection, options.table)),
        first_id=merge.next_row_id(connection, options.table),
        batch=connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM import_batch").fetchone()[0],
        guard=guard_of(project, options, dry=dry),
    )
    job.progress(0, 0, sentence("Reading {file}", file=path.name))
    return (child.run if child else run_in_child)(stage_in_child, request, job=job)


def refuse_own_file(project: ProjectFile, path: Path) -> None:
    """Raise AdManagerError where the file is the open project: opening it once more would undo its locks."""
    with contextlib.suppress(OSError):
        if path.samefile(project.path):
            raise AdManagerError(
                sentence("{path} is this project itself; choose another file.", path=path.name)
            )


# -- records of an import --------------------------------------------------------------------------------


def _columns_of(staged: Staged) -> list[Column]:
    return [_column(plan) for plan in staged.stored]


def _column(plan: ColumnPlan) -> Column:
    return Column(
        plan.name, plan.type, plan.role, plan.source_name, plan.missing_words, personal=plan.personal
    )


def _new_batch(change: Change, name: str, staged: Staged) -> int:
    mapping = staged.options.model_dump_json(exclude_none=True)
    source = _insert_source(change, name, staged.size, staged.sha256, mapping)
    return _insert_batch(change, source, staged.options.table, generated=False)


def _insert_source(change: Change, path: str, size: int, sha256: str, mapping: str) -> int:
    change.touch("source")
    cursor = change.connection.execute(
        "INSERT INTO source (path, size, sha256, mapping) VALUES (?, ?, ?, ?)", [path, size, sha256, mapping]
    )
    return int(cursor.lastrowid or 0)


def _insert_batch(change: Change, source: int, table: str, *, generated: bool) -> int:
    change.touch("import_batch")
    cursor = change.connection.execute(
        "INSERT INTO import_batch (source_id, table_name, time, rows_read, rows_imported, rows_rejected, rows_blank, "
        "rows_skipped, rows_updated, duplicates, cells_reported, seconds, generated) "
        "VALUES (?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?)",
        [source, table, time.time(), int(generated)],
    )
    return int(cursor.lastrowid or 0)


def _finish_batch(change: Change, result: ImportResult) -> None:
    counts = {
        "rows_read": result.rows_read,
        "rows_imported": result.rows_imported,
        "rows_rejected": result.rows_rejected,
        "rows_blank": result.rows_blank,
        "rows_skipped": result.rows_skipped,
        "rows_updated": result.rows_updated,
        "duplicates": result.duplicates,
        "cells_reported": result.cells_reported,
    }
    suppressed = {"suppressed": result.rows_suppressed} if result.rows_suppressed else {}
    assignments = ", ".join(f"{name} = ?" for name in counts)
    change.connection.execute(
        f"UPDATE import_batch SET {assignments}, seconds = ? WHERE id = ?",
        [*counts.values(), result.seconds, result.batch],
    )
    change.touch("import_reject")
    change.audit("import", f"batch {result.batch}", {"table": result.table, **counts, **suppressed})
    change.batch = result.batch


def _result(
    staged: Staged,
    merged: merge.Merged,
    batch: int | None,
    warnings: Sequence[Sentence],
    seconds: float,
) -> ImportResult:
    in_file_skipped = staged.duplicates - staged.merged
    result = ImportResult(
        batch=batch,
        table=staged.options.table,
        rows_read=staged.rows_read,
        rows_imported=merged.inserted + merged.updated + staged.merged,
        rows_updated=merged.updated + staged.merged,
        rows_rejected=staged.rows_rejected,
        rows_blank=staged.rows_blank,
        rows_skipped=merged.skipped + in_file_skipped,
        duplicates=staged.duplicates + merged.updated + merged.skipped,
        cells_reported=staged.cells_reported,
        columns=tuple(
            ColumnResult(plan.name, plan.type, plan.role, missing)
            for plan, missing in zip(staged.stored, staged.missing, strict=True)
        ),
        options=staged.options,
        header=tuple(plan.source_name for plan in staged.columns),
        warnings=tuple(warnings),
        seconds=seconds,
        kind=staged.kind.value,
        findings=staged.findings,
        rows_suppressed=staged.rows_suppressed,
        do_not_contact=staged.do_not_contact,
    )
    accounted = result.rows_imported + result.rows_rejected + result.rows_blank + result.rows_skipped
    accounted += result.rows_suppressed
    if accounted != result.rows_read:
        raise AdManagerError(
            sentence(
                "{read} rows were read, but {accounted} accounted for; nothing was imported.",
                read=result.rows_read,
                accounted=accounted,
            )
        )
    return result
