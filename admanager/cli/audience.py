"""Commands about people: statistics of columns, segments, and the analyses that find groups."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from admanager.cli import groups, output, paths
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.audience.segments import SegmentCount
    from admanager.audience.statistics import ColumnStatistics

ProjectPath = Annotated[Path, paths.argument("The project file (.adm).")]
Rule = Annotated[str, typer.Argument(help="A rule, such as \"age >= 30 and job = 'admin.'\".")]
Name = Annotated[str, typer.Argument(help="The segment's name.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("profile")(profile)
    app.add_typer(_segment_app(), name="segment")
    groups.register(app)


# -- statistics ----------------------------------------------------------------------------------------------


def profile(
    project: ProjectPath,
    column: Annotated[str | None, typer.Option(help="Describe this column only.")] = None,
    table: Annotated[str, typer.Option(help="profiles, events, impressions or products.")] = "profiles",
) -> None:
    """Describe the columns of the profiles: missing and distinct values, quantiles, common values."""
    from admanager.audience.statistics import describe

    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        described = describe(opened, table, column, job=job)
    rows = described[0].rows if described else 0
    text = _statistics_text(described[0]) if column else _overview_text(described)
    output.emit({"table": table, "rows": rows, "columns": [_statistics(found) for found in described]}, text)


def _statistics(found: ColumnStatistics) -> dict[str, Any]:
    """Return a column's statistics as the JSON has them; times are ISO 8601 (UTC)."""
    from admanager.audience.statistics import QUANTILES

    shown = _in_type(found.type)
    result: dict[str, Any] = {
        "name": found.name,
        "type": found.type,
        "role": found.role,
        "missing": found.missing,
        "missing_share": found.missing_share,
        "distinct": found.distinct,
    }
    if found.levels is not None:
        pairs = zip(found.levels.values, found.levels.counts, strict=True)
        result["top"] = [{"value": value, "count": count} for value, count in pairs]
        result["others"] = found.levels.others
    if found.mean is not None:
        result["mean"] = shown(found.mean)
    if found.quantiles:
        result |= {"min": shown(found.minimum), "max": shown(found.maximum), "median": shown(found.median)}
        result["std"] = found.std
        names = (f"p{round(share * 100)}" for share in QUANTILES)
        result["quantiles"] = dict(zip(names, (shown(value) for value in found.quantiles), strict=True))
    if found.histogram is not None:
        edges = [shown(edge) for edge in found.histogram.edges]
        result["histogram"] = {"edges": edges, "counts": list(found.histogram.counts)}
    return result


def _in_type(type_: str) -> Any:
    from admanager.privacy.person import readable
    from admanager.project.tables import Column

    if type_ not in {"date", "datetime"}:
        return lambda value: value
    return lambda value: readable(Column("", type_, ""), value)


def _overview_text(described: Sequence[ColumnStatistics]) -> str:
    header = f"{'column':<24} {'type':<9} {'role':<9} {'missing':>8} {'distinct':>9}  values"
    lines = (
        f"{found.name[:24]:<24} {found.type:<9} {found.role:<9} {found.missing_share:>8.1%} {found.distinct:>9,}  "
        f"{_gist(found)}"
        for found in described
    )
    return "\n".join([header, *lines])


def _gist(found: ColumnStatistics) -> str:
    if found.levels is not None:
        return ", ".join(str(value) for value in found.levels.values[:4])[:60]
    if found.median is None:
        return ""
    shown = _in_type(found.type)
    values = (shown(found.minimum), shown(found.median), shown(found.maximum))
    low, middle, high = (
        f"{value:,.6g}" if isinstance(value, int | float) else str(value) for value in values
    )
    return f"{low} to {high}, median {middle}"


def _statistics_text(found: ColumnStatistics) -> str:
    described = _statistics(found)
    lines = [f"{name:<14} {value}" for name, value in described.items() if not isinstance(value, dict | list)]
    lines += [f"{name:<14} {value}" for name, value in described.get("quantiles", {}).items()]
    lines += [f"{level['count']:>10,}  {level['value']}" for level in described.get("top", ())]
    return "\n".join(lines)


# -- segments ------------------------------------------------------------------------------------------------


def _segment_app() -> typer.Typer:
    commands = typer.Typer(help="Count, save, list and export segments of people.", no_args_is_help=True)

    @commands.callback()
    def of_project(context: typer.Context, project: ProjectPath) -> None:
        context.obj = project

    commands.command("count")(count)
    commands.command("save")(save)
    commands.command("list")(list_)
    commands.command("export")(export)
    commands.command("rename")(rename)
    commands.command("delete")(delete)
    return commands


def count(context: typer.Context, rule: Rule) -> None:
    """Count the people that a rule (or a saved segment) finds."""
    from admanager.audience import segments

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        counted = segments.count(opened, rule, job=job)
    _warn(counted)
    output.emit(_counted(counted), _count_text(counted))


def save(
    context: typer.Context,
    name: Name,
    rule: Rule,
    static: Annotated[
        bool, typer.Option("--static", help="Keep today's members instead of the rule's.")
    ] = False,
    note: Annotated[str, typer.Option(help="What the segment is for.")] = "",
) -> None:
    """Save a rule as a segment, or change the one that has the name."""
    from admanager.audience import segments

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        saved = segments.save(opened, name, rule, kind="static" if static else "live", note=note)
        counted = segments.count(opened, saved.name, job=job)
    _warn(counted)
    result = {"segment": saved.name, "kind": saved.kind, **_counted(counted)}
    output.emit(result, f"Saved “{saved.name}”. {_count_text(counted)}")


def list_(context: typer.Context) -> None:
    """List the saved segments with their counts."""
    from admanager.audience import segments

    entries: list[dict[str, Any]] = []
    milliseconds = 0.0
    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        for segment in segments.list_segments(opened):
            entry: dict[str, Any] = {"name": segment.name, "kind": segment.kind, "rule": segment.rule}
            try:
                counted = segments.count(opened, segment.name, job=job)
            except AdManagerError as error:
                # One segment that lost its column must not hide the others.
                entries.append(entry | {"count": None, "error": str(error)})
                continue
            milliseconds += counted.milliseconds
            entries.append(entry | _counted(counted))
        total = segments.everyone(opened)
    result = {"count": len(entries), "total": total, "milliseconds": milliseconds, "segments": entries}
    output.emit(result, "\n".join(_list_line(entry) for entry in entries) or "No segment has been saved yet.")


def _list_line(entry: dict[str, Any]) -> str:
    found = entry.get("error") or f"{entry['count']:,}"
    return f"{entry['name']:<28} {entry['kind']:<7} {found:>10}  {entry['rule']}"


def export(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A saved segment, or a rule.")],
    file: Annotated[Path, paths.argument("The file to write: .csv, .xlsx or .parquet.")],
    holdout: Annotated[
        float | None,
        typer.Option(
            min=0, max=0.5, help="The share held out at random, to read the lift by (0.1 from 100 people on)."
        ),
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Draws the hold-out again as it was.")] = None,
    platform: Annotated[
        str | None,
        typer.Option("--for", help="Write a platform's hashed list of customers: google, meta or microsoft."),
    ] = None,
    calling_code: Annotated[
        str, typer.Option(help="The country of telephone numbers that name none, such as +49 (with --for).")
    ] = "",
) -> None:
    """Write a segment's members to a file; people without consent or not to be contacted stay out."""
    from admanager.audience import segments
    from admanager.audience.export import export_people

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        counted = segments.count(opened, name, job=job)
        written = export_people(
            opened,
            name,
            file,
            holdout=holdout,
            seed=seed,
            platform=platform,
            calling_code=calling_code,
            job=job,
        )
    _warn(counted)
    result = {
        "segment": name,
        "path": written.path,
        "rows": written.rows,
        "left_out": written.left_out,
        "do_not_contact": written.do_not_contact,
        "held_out": written.held_out,
        "unmatched": written.unmatched,
        "export": written.number,
    }
    others = (
        (written.left_out, "without consent stayed out"),
        (written.do_not_contact, "not to be contacted stayed out"),
        (written.unmatched, "have nothing that the platform could know them by"),
        (written.held_out, f"were held out as a comparison (export {written.number})"),
    )
    left_out = "".join(f"; {count:,} {what}" for count, what in others if count)
    output.emit(
        {**_counted(counted), **result}, f"Wrote {written.rows:,} people to {written.path}{left_out}."
    )


def rename(
    context: typer.Context, name: Name, new_name: Annotated[str, typer.Argument(help="The new name.")]
) -> None:
    """Give a segment another name, in the rules of other segments too."""
    from admanager.audience import segments

    with ProjectFile.open(context.obj) as opened:
        segments.rename(opened, name, new_name)
    output.emit({"segment": new_name}, f"Renamed “{name}” to “{new_name}”.")


def delete(
    context: typer.Context,
    name: Name,
    force: Annotated[bool, typer.Option("--force", help="Delete it even if something refers to it.")] = False,
) -> None:
    """Delete a segment."""
    from admanager.audience import segments

    with ProjectFile.open(context.obj) as opened:
        segments.delete(opened, name, even_if_used=force)
    output.emit({"deleted": name}, f"Deleted “{name}”.")


def _counted(counted: SegmentCount) -> dict[str, Any]:
    return {
        "count": counted.count,
        "consented": counted.consented,
        "total": counted.total,
        "rule": counted.rule,
        "milliseconds": round(counted.milliseconds, 3),
        "warnings": list(counted.warnings),
    }


def _count_text(counted: SegmentCount) -> str:
    share = counted.count / counted.total if counted.total else 0.0
    from admanager.audience.segments import no_consent_warning

    known = no_consent_warning() not in counted.warnings
    consented = f", {counted.consented:,} of them consented" if known else ""
    return f"{counted.count:,} of {counted.total:,} people ({share:.1%}){consented}: {counted.rule}"


def _warn(counted: SegmentCount) -> None:
    for warning in counted.warnings:
        output.warn(warning)
