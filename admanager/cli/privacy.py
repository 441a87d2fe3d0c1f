"""Commands about people's privacy: one person's data and the audit log."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from admanager.cli import output, paths
from admanager.project.file import ProjectFile
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

    group.command("person")(person)
    group.command("audit")(audit)
    group.command("scan")(scan)
    group.command("erase")(erase)
    group.command("anonymity")(anonymity)
    app.add_typer(group, name="privacy")


def person(context: typer.Context, key: Key) -> None:
    """Show every row about one person, and the segments that they are in."""
    from admanager.audience import segments
    from admanager.privacy.person import find_person

    with ProjectFile.open(context.obj) as opened:
        found = find_person(opened, key)
        names = sorted(
            {name for row in found.profile_ids for name in segments.segments_of_person(opened, row)}
        )
    tables = {table.table: table.as_dicts() for table in found.tables}
    result: dict[str, Any] = {"key": found.key, "rows": tables, "count": found.row_count, "segments": names}
    output.emit(result, json.dumps(result, ensure_ascii=False, indent=2))


def audit(
    context: typer.Context,
    limit: Annotated[int | None, typer.Option(help="Show the last so many entries only.", min=1)] = None,
) -> None:
    """Show the audit log, and whether anyone tampered with it."""
    from admanager.privacy.audit import read_log

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
    ending = "The chain of hashes is whole." if log.intact else "The log was changed; see the marked entries."
    result = {"entries": entries, "total": log.total, "intact": log.intact, "broken": log.broken}
    output.emit(result, "\n".join([*lines, ending]))


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


def erase(context: typer.Context, key: Key) -> None:
    """Remove one person from every table."""
    raise AdManagerError(sentence("Erasing one person is not part of this version yet."))


def anonymity(
    context: typer.Context, segment: Annotated[str, typer.Argument(help="The segment to be examined.")]
) -> None:
    """Tell how well people are hidden in an export."""
    raise AdManagerError(sentence("The anonymity of an export is not part of this version yet."))
