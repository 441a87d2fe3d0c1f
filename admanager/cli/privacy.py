"""Commands about people's privacy: what is personal, one person's data, erasure, exports, and the audit log."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from admanager.cli import output, paths
from admanager.project.file import ProjectFile
from admanager.project.unfinished import whole_file
from admanager.texts import AdManagerError, sentence

Key = Annotated[
    str, typer.Argument(help="The value of the key column; the row's number where there is none.")
]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    group = typer.Typer(help="What is held about people, and what was done with it.", no_args_is_help=True)

    @group.callback()
    def of_project(
        context: typer.Context, project: Annotated[Path, paths.argument("The project file (.adm).")]
    ) -> None:
        context.obj = project

    for name, command in (
        ("scan", scan),
        ("role", role),
        ("person", person),
        ("correct", correct),
        ("erase", erase),
        ("do-not-contact", do_not_contact),
        ("holdout", holdout),
        ("anonymity", anonymity),
        ("noisy", noisy),
        ("retention", retention),
        ("key", key),
        ("audit", audit),
    ):
        group.command(name)(command)
    app.add_typer(group, name="privacy")


def person(
    context: typer.Context,
    key: Key,
    page: Annotated[
        Path | None, paths.option("--page", "-o", help_text="Write a readable page too (.html).")
    ] = None,
) -> None:
    """Show everything that is held about one person, and the segments that they are in."""
    from admanager.audience import segments
    from admanager.privacy.person import find_person
    from admanager.privacy.person_page import person_as_json, person_html

    with ProjectFile.open(context.obj) as opened:
        found = find_person(opened, key)
        names = sorted(
            {name for row in found.profile_ids for name in segments.segments_of_person(opened, row)}
        )
    result = person_as_json(found, names)
    if page is not None:
        _write(page, person_html(found, names))
        result["page"] = page
    output.emit(result, json.dumps(result, ensure_ascii=False, indent=2, default=str))


def _write(path: Path, text: str) -> None:
    try:
        with whole_file(path) as unfinished:
            unfinished.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise AdManagerError(
            sentence(
                "{path} cannot be written: {reason}.", path=str(path), reason=error.strerror or str(error)
            )
        ) from error


def audit(
    context: typer.Context,
    limit: Annotated[int | None, typer.Option(help="Show the last so many entries only.", min=1)] = None,
) -> None:
    """Show the audit log, and whether anyone tampered with it."""
    from admanager.privacy.audit import read_log, told

    with ProjectFile.open(context.obj) as opened:
        log = read_log(opened, limit=limit)
    entries = [
        {
            "id": entry.id,
            "time": _moment(entry.time),
            "actor": entry.actor,
            "action": entry.action,
            "object": entry.object,
            "detail": entry.detail,
            "hash": entry.hash,
            "intact": entry.intact,
        }
        for entry in log.entries
    ]
    lines = [
        f"{_moment(entry.time)}  {entry.actor:<8} {entry.action:<18} {entry.object}  "
        f"{json.dumps(entry.detail, ensure_ascii=False)}{'' if entry.intact else '  CHANGED'}"
        for entry in log.entries
    ]
    result = {
        "entries": entries,
        "total": log.total,
        "intact": log.intact,
        "broken": log.broken,
        "sealed": log.check.sealed,
        "sealed_elsewhere": log.check.elsewhere,
        "unsealed": log.check.unsealed,
        "lost": None if log.check.ending.lost is None else log.check.ending.lost.entry,
    }
    output.emit(result, "\n".join([*lines, *told(log.check)]))


def _moment(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def scan(context: typer.Context) -> None:
    """Find personal data by what columns are called and what they hold."""
    from admanager.privacy.findings import kind_name, scan, summary

    with ProjectFile.open(context.obj) as opened:
        found = scan(opened)
    lines = [
        f"{each.table}.{each.column}: {kind_name(each.kind)}{' inside text' if each.inside else ''}, "
        f"{each.count:,} of {each.sampled:,} values, sure to {each.confidence:.0%}; "
        f"{'decided: ' + each.decided if each.decided else 'proposed: ' + each.proposed}"
        for each in found
    ]
    output.emit(
        {"findings": summary(found)}, "\n".join(lines) or sentence("No column seems to hold personal data.")
    )


def role(
    context: typer.Context,
    column: Annotated[str, typer.Argument(help="A column, or TABLE.COLUMN where it is not of profiles.")],
    decision: Annotated[str, typer.Argument(help="drop, hash (a pseudonym in its place) or keep.")],
) -> None:
    """Decide what becomes of a column with personal data; what is dropped or replaced cannot be had back."""
    from admanager.privacy.applying import apply_role
    from admanager.project.schema import DATA_TABLES

    table, name = "profiles", column
    if column.partition(".")[0] in DATA_TABLES and "." in column:
        table, _, name = column.partition(".")
    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        rows = apply_role(opened, table, name, decision, job=job)
    output.emit(
        {"table": table, "column": name, "role": decision, "rows": rows},
        f"{table}.{name}: {decision} ({rows:,} rows).",
    )


def correct(
    context: typer.Context,
    key: Key,
    column: Annotated[str, typer.Argument(help="A column of profiles.")],
    value: Annotated[str, typer.Argument(help="What stands there from now on; '' for a missing value.")],
) -> None:
    """Correct one value of one person; it can be undone in the window."""
    from admanager.ingest.correction import correct_value

    with ProjectFile.open(context.obj) as opened:
        rows = correct_value(opened, key, column, value)
    output.emit(
        {"column": column, "rows": rows},
        sentence("Corrected {column} in {rows:,} rows.", column=column, rows=rows),
    )


def erase(
    context: typer.Context,
    key: Key,
    delete_copies: Annotated[
        bool, typer.Option("--delete-copies", help="Delete backups beside the project that hold them too.")
    ] = False,
    without_key: Annotated[
        bool,
        typer.Option(
            "--without-key",
            help="Erase though the key of the pseudonyms is lost; no import refuses them then.",
        ),
    ] = False,
) -> None:
    """Remove one person from everything, and refuse them in later imports; this cannot be undone."""
    from admanager.privacy.erasure import erase_person

    with ProjectFile.open(context.obj) as opened:
        done = erase_person(opened, key, delete_copies=delete_copies, refuse_later=not without_key)
    for copy in done.copies:
        output.warn(
            sentence("The backup {path} still holds this person; --delete-copies deletes it.", path=str(copy))
        )
    if done.models:
        output.warn(
            sentence(
                "Trained on this person among others, so train again: {models}.",
                models=", ".join(done.models),
            )
        )
    result = {
        "rows_removed": done.rows_removed,
        "rows": done.rows,
        "segments": done.segments,
        "exports": done.exports,
        "models": done.models,
        "copies": done.copies,
    }
    output.emit(result, sentence("Erased: {rows:,} rows removed.", rows=done.rows_removed))


def do_not_contact(
    context: typer.Context,
    file: Annotated[
        Path | None, paths.argument("A list of keys or addresses; none shows how long the list is.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take them off the list instead.")] = False,
) -> None:
    """Put people on the do-not-contact list: they stay out of exports and campaigns, after new imports too."""
    from admanager.privacy import suppression

    with ProjectFile.open(context.obj) as opened:
        added = removed = 0
        if file is not None:
            values = suppression.read_list(file)
            if remove:
                removed = suppression.remove_do_not_contact(opened, values)
            else:
                added = suppression.add_do_not_contact(opened, values).added
        size = suppression.list_size(opened.read(), suppression.DO_NOT_CONTACT)
        people = len(suppression.blocked_profiles(opened))
    result = {"added": added, "removed": removed, "entries": size, "people": people}
    output.emit(
        result,
        f"The list has {size:,} entries ({added:,} new, {removed:,} removed); {people:,} profiles are on it.",
    )


def holdout(
    context: typer.Context,
    export: Annotated[int | None, typer.Argument(help="The number of an export; none lists them.")] = None,
    outcome: Annotated[
        str, typer.Option(help="A kind of event, or click or conversion of impressions.")
    ] = "purchase",
    days: Annotated[int | None, typer.Option(min=1, help="How long after the export things count.")] = None,
) -> None:
    """Read what an audience export did: those exported against those held out."""
    from admanager.privacy.holdout import exports, read_lift

    with ProjectFile.open(context.obj) as opened:
        if export is None:
            kept = [{**asdict(each), "time": _moment(each.time)} for each in exports(opened)]
            lines = [
                f"{each['id']:>4}  {each['time']}  {each['exported']:>9,} exported {each['held']:>8,} held out  {each['name']}"
                for each in kept
            ]
            output.emit({"exports": kept}, "\n".join(lines) or sentence("Nothing was exported yet."))
            return
        lift = read_lift(opened, export, outcome=outcome, days=days)
    result = asdict(lift)
    result["export"]["time"] = _moment(lift.export.time)
    output.emit(
        result,
        f"{outcome}: {lift.exported_rate:.2%} of {lift.export.exported:,} exported, {lift.held_rate:.2%} of "
        f"{lift.export.held:,} held out; difference {lift.difference:+.2%} ({lift.low:+.2%} to {lift.high:+.2%}): {lift.verdict}.",
    )


def anonymity(
    context: typer.Context,
    segment: Annotated[str, typer.Argument(help="The segment or rule to be examined.")],
    columns: Annotated[
        str | None, typer.Option(help="What others may know of a person: columns, with commas between them.")
    ] = None,
    sensitive: Annotated[str | None, typer.Option(help="The column that must not become known.")] = None,
    k: Annotated[int, typer.Option(min=2, help="How many people are to look alike.")] = 10,
    diversity: Annotated[
        int, typer.Option("--l", min=1, help="How many values of the sensitive column each group has.")
    ] = 1,
    file: Annotated[
        Path | None,
        paths.option(
            "--file",
            "-o",
            help_text="Make the columns coarser until k holds, and write them (.csv, .xlsx, .parquet).",
        ),
    ] = None,
) -> None:
    """Tell how well people are hidden in an export, and make one in which they are."""
    from admanager.audience.anonymous import Question, export_anonymous, measure_people
    from admanager.privacy.anonymity import suggested_quasi
    from admanager.project import tables

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        described = tables.columns(opened.read(), "profiles")
        quasi = [name.strip() for name in columns.split(",")] if columns else suggested_quasi(described)
        asked = Question(segment, tuple(quasi), sensitive, k, diversity)
        before, left_out = measure_people(opened, asked)
        made = export_anonymous(opened, asked, file, job=job).made if file is not None else None
    result = {**asdict(before), "left_out": left_out, "asked": k}
    text = (
        f"{before.rows:,} people in {before.classes:,} groups by {', '.join(quasi)}: k = {before.k}"
        f"{'' if before.l is None else f', l = {before.l}'}; {before.unique:,} stand alone, {before.at_risk:,} in groups "
        f"below {k}; highest risk {before.highest_risk:.1%}, average {before.average_risk:.1%}."
    )
    if made is not None:
        steps = [{"column": step.column, "made": step.text, "lost": step.lost} for step in made.steps]
        result |= {"path": file, "after": asdict(made.after), "steps": steps, "suppressed": made.suppressed}
        text += f"\nWrote {made.after.rows:,} rows with k = {made.after.k} to {file}; {made.suppressed:,} left out."
        text += "".join(f"\n  {step.column}: {step.text}" for step in made.steps)
    output.emit(result, text)


def noisy(
    context: typer.Context,
    rule: Annotated[
        str | None, typer.Argument(help="A segment or rule to count; none shows the budget.")
    ] = None,
    epsilon: Annotated[float, typer.Option(help="What the answer costs; less is more noise.")] = 0.1,
    column: Annotated[str | None, typer.Option(help="Count by the values of this column.")] = None,
    width: Annotated[
        float | None, typer.Option(help="Count numbers in bands of this width (with --column).")
    ] = None,
    budget: Annotated[float | None, typer.Option(help="Set the project's budget.")] = None,
) -> None:
    """Count people with noise that satisfies differential privacy, within the project's budget."""
    from admanager.audience.people_table import count_people, grouped_counts
    from admanager.privacy import noise

    with ProjectFile.open(context.obj) as opened:
        left = noise.set_budget(opened, budget) if budget is not None else noise.budget_of(opened)
        result: dict[str, Any] = {}
        lines: list[str] = []
        if rule is not None and column is None:
            answer = noise.noisy_count(opened, rule, count_people(opened, rule), epsilon)
            left = answer.budget
            result = {"count": answer.value, "margin": answer.margin, "epsilon": epsilon}
            lines = [f"{answer.value:,} ± {answer.margin:,}"]
        elif rule is not None and column is not None:
            groups = grouped_counts(opened, rule, column, width=width)
            found = noise.noisy_histogram(opened, f"{rule} by {column}", groups, epsilon)
            left = found.budget
            result = {"counts": found.values, "margin": found.margin, "threshold": found.threshold}
            result |= {"epsilon": epsilon, "delta": noise.DELTA}
            lines = [f"{name}  {count:,} ± {found.margin:,}" for name, count in found.values.items()]
            lines.append(f"Groups below {found.threshold:,} are not shown.")
    result |= {"budget": left.total, "spent": left.spent, "left": left.left}
    output.emit(result, "\n".join([*lines, f"{left.left:g} of {left.total:g} is left."]))


def retention(
    context: typer.Context,
    table: Annotated[
        str | None, typer.Argument(help="The table that a new rule is for; none shows what is due.")
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, help="How long its rows are kept.")] = None,
    column: Annotated[str, typer.Option(help="The date to count from; the time of import without one.")] = "",
    source: Annotated[str, typer.Option(help="Only rows from files whose path has this in it.")] = "",
    remove: Annotated[int | None, typer.Option(help="Remove the rule of this number.")] = None,
    sweep: Annotated[bool, typer.Option("--sweep", help="Remove what is due now; cannot be undone.")] = False,
) -> None:
    """Show and set how long rows are kept, and remove those that were kept long enough."""
    from admanager.audience.imports import sweep as sweep_now
    from admanager.privacy import retention as keeping

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        if table is not None:
            if days is None:
                raise typer.BadParameter("how many days?", param_hint="--days")
            keeping.set_rule(opened, table, days, column=column, source=source)
        if remove is not None:
            keeping.remove_rule(opened, remove)
        removed = sweep_now(opened, job=job) if sweep else {}
        due = keeping.due(opened)
    rules = [{**asdict(each.rule), "due": each.rows, "stay": each.stay} for each in due]
    lines = [
        f"{each.rule.id:>3}  {each.rule.table:<12} {each.rule.days:>6,} days from {each.rule.column or 'import'}"
        f"{f' ({each.rule.source})' if each.rule.source else ''}: {each.rows:,} rows due, {each.stay:,} stay"
        for each in due
    ]
    if sweep:
        lines.insert(0, f"Removed {sum(removed.values()):,} rows.")
    output.emit(
        {"rules": rules, "removed": removed, "rows_removed": sum(removed.values())},
        "\n".join(lines) or sentence("Everything is kept for good; there is no retention rule."),
    )


def key(
    context: typer.Context,
    save: Annotated[
        Path | None, paths.option("--save", help_text="Write the key to a new file that only you can read.")
    ] = None,
    load: Annotated[
        Path | None, paths.option("--load", help_text="Keep the key of such a file on this computer.")
    ] = None,
) -> None:
    """Say where the key of the pseudonyms lies, and carry it to another computer."""
    from admanager.privacy import pseudonyms

    with ProjectFile.open(context.obj) as opened:
        if load is not None:
            pseudonyms.load_key(opened, load)
        if save is not None:
            pseudonyms.save_key(opened, save)
        place = pseudonyms.place_of(opened)
        has_key = pseudonyms.has_key(opened)
    kind = place.kind if place else ("missing" if has_key else "none")
    result = {"place": kind, "path": place.path if place else None}
    where = {
        "none": "This project has no pseudonyms yet.",
        "missing": "The key is not on this computer.",
        "keyring": "The key lies in the system's key store.",
        "file": f"The key lies in {place.path if place else ''}, which only you can read.",
    }[kind]
    output.emit(result, where)
