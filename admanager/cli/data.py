"""Commands about data: new, import, preview, rejects, undo-import, settings, check."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from admanager.cli import output, paths
from admanager.cli.import_result import aligned, as_json, in_words, previewed, rejected
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.ingest.load import ImportResult
    from admanager.ingest.options import ImportOptions
    from admanager.jobs import Job
    from admanager.project.file import ProjectFile
    from admanager.simulation.reliability import FeedbackCheck

# Written out, since the option types of ingest load pydantic, which --help does not need.
Table = Literal["profiles", "events", "impressions", "products", "identity"]
Policy = Literal["skip", "update", "replace", "fail"]
Part = Annotated[
    str | None,
    typer.Option(
        "--part", help="The sheet of a workbook, the table of a database, or the list of a JSON file."
    ),
]
Parts = Annotated[
    list[str] | None,
    typer.Option(
        "--part",
        help="The sheet of a workbook, the table of a database, or the list of a JSON file; may repeat, and each becomes one import.",
    ),
]
Project = Annotated[Path, paths.argument("The project file.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("new")(new)
    app.command("import")(import_)
    app.command("preview")(preview)
    app.command("rejects")(rejects)
    app.command("undo-import")(undo_import)
    app.command("settings")(settings)
    app.command("check")(check)


def new(
    project: Annotated[Path, paths.argument("The project file to make (.adm).")],
    template: Annotated[
        str,
        typer.Option(
            help="What it starts with: blank, or the brand kit and the draft of e-commerce, social, search, finance, "
            "entertainment or healthcare."
        ),
    ] = "blank",
) -> None:
    """Make a new project: an empty one, or with the start of an industry."""
    from admanager.simulation.templates import create_project

    with create_project(project, template) as made:
        output.emit({"project": str(made.path)}, sentence("Made {path}.", path=str(made.path)))


def import_(
    project: Annotated[Path, paths.argument("The project; it is made if it does not exist.")],
    files: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders and zip archives, read with the same options; each file becomes one import. A running store is "
            "named by its address: redis://HOST/0?stream=NAME or mongodb://HOST/DB?collection=NAME."
        ),
    ],
    table: Annotated[
        Table | None,
        typer.Option(
            "--as",
            help="What one row is (profiles, unless --map says otherwise); of identity, several keys of one person.",
        ),
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
    part: Parts = None,
    zone: Annotated[
        str | None, typer.Option(help="The time zone of times that name none, such as Europe/Berlin.")
    ] = None,
    currency: Annotated[str | None, typer.Option(help="The currency of amounts, such as EUR.")] = None,
    same_as: Annotated[
        int | None, typer.Option(metavar="BATCH", help="Read the files as this import's file was read.")
    ] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
) -> None:
    """Import files, each as one batch: all of them or nothing."""
    from admanager.audience.imports import import_sources, labels, try_sources
    from admanager.ingest.sources import opened_sources

    if mapping is not None and same_as is not None:
        raise typer.BadParameter("--map and --same-as exclude each other", param_hint="--same-as")
    with contextlib.ExitStack() as stack:
        job = stack.enter_context(output.TerminalJob())
        sources = stack.enter_context(opened_sources(files, job))
        opened = stack.enter_context(_opened(project, dry=dry))
        start = _remembered(opened, same_as) if same_as is not None else _mapping(mapping)
        options = _options(start, table, key, role or [], on_duplicate)
        options = _located(options, zone, currency)
        each = [options.model_copy(update={"part": name}) for name in part or ()]
        results = (try_sources if dry else import_sources)(opened, sources, each or options, job)
        checks = [] if dry else _feedback_checks(opened, results, job)
    for label, result in zip(labels(results), results, strict=True):
        for warning in result.warnings:
            output.warn(warning)
        if not output.settings.as_json:
            output.emit({}, in_words(label, result))
    if output.settings.as_json:
        output.emit({**as_json(results), **(_told_checks(checks) if checks else {})}, "")
    elif checks:
        _told_checks(checks)


def _feedback_checks(opened: ProjectFile, results: Sequence[ImportResult], job: Job) -> list[FeedbackCheck]:
    """Return how what was imported was foretold by the log before it, where impressions came in."""
    from admanager.simulation.reliability import check_feedback

    return check_feedback(opened, job=job) if any(found.table == "impressions" for found in results) else []


def _told_checks(checks: Sequence[FeedbackCheck]) -> dict[str, object]:
    """Say how far the last forecasts were off, and return it for the result."""
    from admanager.cli.results import feedback_json
    from admanager.simulation.reliability import told

    for check in checks:
        output.warn(told(check))
    return {"forecast_checks": [feedback_json(check) for check in checks]}


def preview(
    file: Annotated[Path, paths.argument("The file, archive or folder to look at.")],
    limit: Annotated[int, typer.Option(min=0, help="How many rows to show.")] = 100,
    part: Part = None,
) -> None:
    """Show how a file would be read: its dialect, types and first rows; of an archive or folder, each of its files."""
    from admanager.ingest.options import ImportOptions
    from admanager.ingest.preview import preview as look
    from admanager.ingest.sources import opened_sources

    with output.TerminalJob() as job, opened_sources([str(file)], job) as sources:
        found = {
            source.name: look(source.path, ImportOptions(part=part), limit=limit, thorough=True, job=job)
            for source in sources
        }
    tables = [aligned(each.header, each.rows) for each in found.values()]
    if len(found) == 1:
        output.emit(previewed(*found.values()), tables[0])
        return
    files = [{"file": name, **previewed(each)} for name, each in found.items()]
    titled = [f"{PurePath(name).name}\n{table}" for name, table in zip(found, tables, strict=True)]
    output.emit({**files[0], "files": files}, "\n\n".join(titled))


def rejects(
    project: Project,
    batch: Annotated[int, typer.Argument(help="The number of the import.")],
    out: Annotated[
        Path | None, paths.option("-o", "--out", help_text="Save all of them as this .csv or .xlsx file.")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="How many to list.")] = 1000,
) -> None:
    """List the rows and cells that an import did not take as they stood, why, and how to mend them; or save them."""
    from admanager.ingest.browse import count_rejects, list_rejects, require_import
    from admanager.project.file import ProjectFile
    from admanager.report.rejects import save_rejects

    with output.TerminalJob() as job, ProjectFile.open(project) as opened:
        require_import(opened, batch)
        count = count_rejects(opened, batch)
        found = list_rejects(opened, batch, limit)
        if out is not None:
            save_rejects(opened, batch, out, job=job)
    listed = [rejected(each) for each in found]
    header = ["line", "column", "found", "expected", "reason"]
    table = aligned(header, [[str(each[name] or "") for name in header] for each in listed], 60)
    result = {"batch": batch, "count": count, "rejects": listed, "path": None if out is None else str(out)}
    output.emit(
        result,
        table if out is None else sentence("Saved {count:,} rejects as {path}.", count=count, path=str(out)),
    )


def undo_import(
    project: Project, batch: Annotated[int, typer.Argument(help="The number of the import.")]
) -> None:
    """Take an import back: its rows go, and what it had overwritten returns."""
    from admanager.audience.imports import undo_import as undo
    from admanager.project.file import ProjectFile

    with ProjectFile.open(project) as opened:
        result = undo(opened, batch)
    output.emit(
        {"batch": batch, "rows_removed": result.rows_removed, "rows_restored": result.rows_restored},
        sentence(
            "Undid import {batch}: removed {removed:,} rows, restored {restored:,}.",
            batch=batch,
            removed=result.rows_removed,
            restored=result.rows_restored,
        ),
    )


def settings(
    project: Project,
    zone: Annotated[
        str | None, typer.Option(help="The time zone that imports take where a source says nothing else.")
    ] = None,
    currency: Annotated[str | None, typer.Option(help="The currency that amounts are kept in.")] = None,
    rate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE=RATE",
            help="What one unit of another currency is worth; CODE= takes a rate away. May repeat.",
        ),
    ] = None,
) -> None:
    """Show or change the project's time zone, currency and exchange rates; rows that are there stay as they are."""
    from admanager.audience.behaviour import refresh
    from admanager.ingest.locale import change_locale
    from admanager.project.file import ProjectFile

    rates: dict[str, float | None] = {}
    for pair in rate or []:
        code, separator, number = pair.partition("=")
        try:
            rates[code] = float(number) if number.strip() else None
        except ValueError:
            separator = ""
        if not separator:
            raise typer.BadParameter(f"'{pair}' is not CODE=RATE", param_hint="--rate")
    with ProjectFile.open(project) as opened:
        found = change_locale(opened, zone=zone, currency=currency, rates=rates)
        refresh(opened)
    result = {"zone": found.zone, "currency": found.currency, "rates": dict(found.rates)}
    lines = [f"1 {code} = {value:g} {found.currency}" for code, value in sorted(found.rates.items())]
    output.emit(result, "\n".join([found.zone, found.currency or "-", *lines]))


def check(project: Project) -> None:
    """Check that a project file is sound."""
    from admanager.privacy.audit import read_log, told
    from admanager.project.file import ProjectFile, UnsoundProject

    audit: dict[str, object] = {}
    lines: list[str] = []
    try:
        with ProjectFile.open(project) as opened:
            problems = opened.check()
            found = read_log(opened, limit=0).check
            audit = {
                "entries": found.entries,
                "sealed": found.sealed,
                "sealed_elsewhere": found.elsewhere,
                "unsealed": found.unsealed,
                "lost": None if found.ending.lost is None else found.ending.lost.entry,
            }
            lines = list(told(found))
    except UnsoundProject as error:
        # A file that does not even open is what this command is asked about most.
        problems = [str(error)]
    lines = [*problems, *lines] if problems else [sentence("{path} is sound.", path=str(project)), *lines]
    output.emit({"ok": not problems, "problems": problems, "audit": audit}, "\n".join(lines))
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


def _remove(project: Path) -> None:
    """Remove a project that was made for an import which then failed."""
    for path in (project, project.with_name(f"{project.name}-journal")):
        path.unlink(missing_ok=True)


def _options(
    options: ImportOptions,
    table: Table | None,
    key: str | None,
    roles: Sequence[str],
    on_duplicate: Policy | None,
) -> ImportOptions:
    from admanager.ingest.options import ColumnOptions

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
        wish = options.column(column) or ColumnOptions(source_name=column)
        decided = {"personal": role} if role in {"keep", "hash"} else {"role": role}
        options = options.with_column(wish.model_copy(update=decided))
    return options


def _located(options: ImportOptions, zone: str | None, currency: str | None) -> ImportOptions:
    from admanager.ingest.locale import checked_currency
    from admanager.ingest.zones import checked_zone

    update: dict[str, object] = {}
    if zone is not None:
        update["zone"] = checked_zone(zone)
    if currency is not None:
        update["currency"] = checked_currency(currency)
    return options.model_copy(update=update)


def _remembered(project: ProjectFile, batch: int) -> ImportOptions:
    from admanager.ingest.mappings import mapping_of_batch

    return mapping_of_batch(project, batch)


def _mapping(path: Path | None) -> ImportOptions:
    from pydantic import ValidationError

    from admanager.ingest.options import ColumnOptions, ImportOptions

    if path is None:
        return ImportOptions()
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
