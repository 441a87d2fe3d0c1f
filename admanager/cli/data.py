"""Commands about data: new, import, preview, undo-import, check."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from admanager.cli import output, paths
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.ingest.load import ImportResult
    from admanager.ingest.options import ImportOptions
    from admanager.jobs import Job
    from admanager.project.file import ProjectFile

_TEMPLATES = ("e-commerce", "social", "search", "finance", "entertainment", "healthcare")


# Written out, since the option types of ingest load pydantic, which --help does not need.
Table = Literal["profiles", "events", "impressions", "products"]
Policy = Literal["skip", "update", "replace", "fail"]
Project = Annotated[Path, paths.argument("The project file.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("new")(new)
    app.command("import")(import_)
    app.command("preview")(preview)
    app.command("undo-import")(undo_import)
    app.command("check")(check)


def new(
    project: Annotated[Path, paths.argument("The project file to make (.adm).")],
    template: Annotated[str, typer.Option(help="What the project starts with: blank.")] = "blank",
) -> None:
    """Make a new, empty project."""
    from admanager.project.file import ProjectFile

    if template != "blank":
        if template in _TEMPLATES:
            raise AdManagerError(
                sentence("The template {name} is not part of this version yet; use blank.", name=template)
            )
        raise AdManagerError(sentence("There is no template {name}; use blank.", name=template))
    with ProjectFile.create(project) as made:
        output.emit({"project": str(made.path)}, sentence("Made {path}.", path=str(made.path)))


def import_(
    project: Annotated[Path, paths.argument("The project; it is made if it does not exist.")],
    files: Annotated[list[Path], paths.argument("One or more files, read with the same options.")],
    table: Annotated[
        Table | None, typer.Option("--as", help="What one row is (profiles, unless --map says otherwise).")
    ] = None,
    key: Annotated[str | None, typer.Option(help="The column that says who or what a row is about.")] = None,
    role: Annotated[
        list[str] | None, typer.Option(metavar="COL=ROLE", help="What a column means; may repeat.")
    ] = None,
    mapping: Annotated[
        Path | None, paths.option("--map", help_text="A JSON file with import options.")
    ] = None,
    on_duplicate: Annotated[
        Policy | None, typer.Option(help="What to do with a row whose key is there already (skip).")
    ] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
) -> None:
    """Import files, each as one batch: all of them or nothing."""
    options = _options(mapping, table, key, role or [], on_duplicate)
    for path in files:
        if path.is_dir():
            raise AdManagerError(sentence("{path} is a folder; choose one file in it.", path=str(path)))
        if not path.exists():
            raise AdManagerError(sentence("There is no file at {path}.", path=str(path)))
    with output.TerminalJob() as job, _opened(project, dry=dry) as opened:
        results = _read_all(opened, files, options, job, dry=dry)
    for path, result in zip(files, results, strict=True):
        for warning in result.warnings:
            output.warn(warning)
        if not output.settings.as_json:
            output.emit({}, _in_words(path, result))
    if output.settings.as_json:
        output.emit(_as_json(files, results), "")


def preview(
    file: Annotated[Path, paths.argument("The file to look at.")],
    limit: Annotated[int, typer.Option(min=0, help="How many rows to show.")] = 100,
) -> None:
    """Show how a file would be read: its dialect, types and first rows."""
    from admanager.ingest.preview import preview as look

    found = look(file, limit=limit, thorough=True)
    options = found.settled.options
    result = {
        "encoding": options.encoding,
        "delimiter": options.delimiter,
        "quote": options.quote,
        "header": found.header,
        "types": {column.source_name: column.type for column in found.columns},
        "roles": {column.source_name: column.role for column in found.columns},
        "rows": found.rows,
        "rejects": [
            {
                "line": reject.line,
                "column": reject.column,
                "found": reject.found,
                "expected": reject.expectation(),
                "reason": reject.explanation(),
            }
            for reject in found.rejects
        ],
        "complete": found.complete,
    }
    output.emit(result, _table(found.header, found.rows))


def undo_import(
    project: Project, batch: Annotated[int, typer.Argument(help="The number of the import.")]
) -> None:
    """Take an import back: its rows go, and what it had overwritten returns."""
    from admanager.audience.behaviour import refresh
    from admanager.ingest.load import undo_import as undo
    from admanager.project.file import ProjectFile

    with ProjectFile.open(project) as opened:
        result = undo(opened, batch)
        refresh(opened)
    output.emit(
        {"batch": batch, "rows_removed": result.rows_removed, "rows_restored": result.rows_restored},
        sentence(
            "Undid import {batch}: removed {removed:,} rows, restored {restored:,}.",
            batch=batch,
            removed=result.rows_removed,
            restored=result.rows_restored,
        ),
    )


def check(project: Project) -> None:
    """Check that a project file is sound."""
    from admanager.project.file import ProjectFile, UnsoundProject

    try:
        with ProjectFile.open(project) as opened:
            problems = opened.check()
    except UnsoundProject as error:
        # A file that does not even open is what this command is asked about most.
        problems = [str(error)]
    found = {"ok": not problems, "problems": problems}
    output.emit(found, "\n".join(problems) or sentence("{path} is sound.", path=str(project)))
    if problems:
        raise AdManagerError(problems[0])


# -- import ----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _opened(project: Path, *, dry: bool) -> Iterator[ProjectFile]:
    """Open the project, or make it; a dry run for one that is not there uses an empty one that goes away."""
    from admanager.project.file import ProjectFile

    with contextlib.ExitStack() as stack:
        if project.exists():
            yield stack.enter_context(ProjectFile.open(project))
        elif dry:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            yield stack.enter_context(ProjectFile.create(Path(folder) / "dry-run.adm"))
        else:
            made = stack.enter_context(ProjectFile.create(project))
            try:
                yield made
            except BaseException:
                if not made.read().execute("SELECT 1 FROM import_batch WHERE undone = 0").fetchone():
                    made.close()
                    _remove(project)
                raise


def _read_all(
    project: ProjectFile, files: Sequence[Path], options: ImportOptions, job: Job, *, dry: bool
) -> list[ImportResult]:
    """Import the files one after another; take back those before one that could not be imported."""
    from admanager.audience.behaviour import refresh
    from admanager.ingest.load import dry_run, import_file
    from admanager.ingest.load import undo_import as undo

    results: list[ImportResult] = []
    try:
        for path in files:
            run = dry_run if dry else import_file
            results.append(run(project, path, options=options, job=job))
        if not dry:
            refresh(project, job=job)
    except BaseException:
        for result in reversed(results):
            if result.batch is not None:
                undo(project, result.batch)
        raise
    return results


def _remove(project: Path) -> None:
    """Remove a project that was made for an import which then failed."""
    for path in (project, project.with_name(f"{project.name}-journal")):
        path.unlink(missing_ok=True)


def _options(
    mapping: Path | None,
    table: Table | None,
    key: str | None,
    roles: Sequence[str],
    on_duplicate: Policy | None,
) -> ImportOptions:
    from admanager.ingest.options import ColumnOptions, ImportOptions

    options = _mapping(mapping) if mapping is not None else ImportOptions()
    update: dict[str, object] = {}
    if table is not None:
        update["table"] = table
    if key is not None:
        update["key"] = key
    if on_duplicate is not None:
        update["on_duplicate"] = on_duplicate
    options = options.model_copy(update=update)
    for pair in roles:
        column, separator, role = pair.rpartition("=")
        if not separator or not column or not role:
            raise typer.BadParameter(f"'{pair}' is not COLUMN=ROLE", param_hint="--role")
        if role == "keep":
            continue
        if role == "hash":
            raise AdManagerError(sentence("The role hash is not part of this version yet; use drop or keep."))
        wish = options.column(column) or ColumnOptions(source_name=column)
        options = options.with_column(wish.model_copy(update={"role": role}))
    return options


def _mapping(path: Path) -> ImportOptions:
    from pydantic import ValidationError

    from admanager.ingest.options import ColumnOptions, ImportOptions

    try:
        return ImportOptions.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise AdManagerError(sentence("There is no mapping at {path}.", path=str(path))) from None
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "extra_forbidden":
            known = ColumnOptions.model_fields if first["loc"][0] == "columns" else ImportOptions.model_fields
            raise AdManagerError(
                sentence(
                    "{path} is no mapping of an import: it sets {key}, but the settings are {known}.",
                    path=str(path),
                    key=str(first["loc"][-1]),
                    known=", ".join(known),
                )
            ) from None
        where = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise AdManagerError(
            sentence(
                "{path} is no mapping of an import: {where}: {what}.",
                path=str(path),
                where=where,
                what=first["msg"],
            )
        ) from None


def _as_json(files: Sequence[Path], results: Sequence[ImportResult]) -> dict[str, object]:
    """Return one file's result; of several the sums, with each file's own under `files`."""
    single = [{"file": str(path), **_one(result)} for path, result in zip(files, results, strict=True)]
    if len(single) == 1:
        return single[0]
    sums = {name: sum(getattr(result, name) for result in results) for name in _COUNTS}
    warnings = [warning for result in results for warning in result.warnings]
    return {**single[-1], **sums, "warnings": warnings, "files": single}


_COUNTS = (
    "rows_read", "rows_imported", "rows_updated", "rows_rejected", "rows_blank", "rows_skipped", "duplicates",
    "cells_reported",
)  # fmt: skip


def _one(result: ImportResult) -> dict[str, object]:
    return {
        "batch": result.batch,
        "table": result.table,
        **{name: getattr(result, name) for name in _COUNTS},
        "encoding": result.options.encoding,
        "delimiter": result.options.delimiter,
        "quote": result.options.quote,
        "header": list(result.header),
        "key": result.options.key,
        "columns": [
            {"name": column.name, "type": column.type, "missing": column.missing, "role": column.role}
            for column in result.columns
        ],
        "warnings": list(result.warnings),
        "seconds": result.seconds,
    }


def _in_words(path: Path, result: ImportResult) -> str:
    if result.batch is None:
        first = sentence(
            "{file}: {rows:,} of {read:,} rows would be imported into {table}.",
            file=path.name,
            rows=result.rows_imported,
            read=result.rows_read,
            table=result.table,
        )
    else:
        first = sentence(
            "{file}: imported {rows:,} of {read:,} rows into {table} as import {batch}.",
            file=path.name,
            rows=result.rows_imported,
            read=result.rows_read,
            table=result.table,
            batch=result.batch,
        )
    rows = [[column.name, column.type, column.role, f"{column.missing:,}"] for column in result.columns]
    return f"{first}\n{_table(['column', 'type', 'role', 'missing'], rows)}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str | None]], width: int = 24) -> str:
    """Return rows as lines of aligned text, long cells cut."""

    def shown(cell: str | None) -> str:
        text = "" if cell is None else " ".join(cell.split())
        return text if len(text) <= width else text[: width - 1] + "…"

    lines = [[shown(cell) for cell in row] for row in (header, *rows)]
    if not header:
        return ""
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    return "\n".join(
        "  ".join(cell.ljust(size) for cell, size in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
