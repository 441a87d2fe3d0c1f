"""Commands about results: report, attribution."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from admanager.cli import output, paths
from admanager.project.file import ProjectFile

if TYPE_CHECKING:
    from admanager.simulation.incrementality import Attribution, Effect

MOST_SEEDS = 1000


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("report")(report)
    app.command("attribution")(attribution)


def report(
    project: Annotated[Path, paths.argument("The project file (.adm).")],
    run: Annotated[str, typer.Argument(help="The run's name or number.")],
    output_file: Annotated[
        Path, paths.option("-o", "--output", help_text="The file to write: .html, .pdf or .xlsx.")
    ],
) -> None:
    """Write the report of a run."""
    from admanager.report.files import check_path, write_run_report
    from admanager.simulation.runs import get_run

    check_path(output_file)
    with ProjectFile.open(project) as opened:
        path = write_run_report(opened, get_run(opened, run), output_file)
    output.emit({"path": str(path)}, f"Wrote the report to {path}.")


def attribution(
    project: Annotated[Path, paths.argument("The project file (.adm).")],
    run: Annotated[
        str | None, typer.Argument(help="The run's name or number; the imported impressions if left out.")
    ] = None,
    by: Annotated[Literal["creative", "placement"], typer.Option(help="What gets the credit.")] = "creative",
    seeds: Annotated[
        int,
        typer.Option(
            min=0,
            max=MOST_SEEDS,
            help="Seeds to play a run with again for the true effects, which are kept; 0 shows those that are kept.",
        ),
    ] = 5,
    half_life_days: Annotated[
        float, typer.Option(min=0.001, max=3650, help="Of the rule by time decay.")
    ] = 7.0,
    window_days: Annotated[
        float, typer.Option(min=0.001, max=3650, help="Impressions longer before a conversion do not count.")
    ] = 30.0,
) -> None:
    """Credit conversions to creatives or placements by six rules, beside what each truly added in a run."""
    from admanager.simulation.incrementality import attribution as attribute
    from admanager.simulation.incrementality import keep_effects
    from admanager.simulation.runs import get_run

    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        chosen = None if run is None else get_run(opened, run)
        found = attribute(
            opened,
            chosen,
            by=by,
            seeds=seeds,
            half_life_days=half_life_days,
            window_days=window_days,
            job=job,
        )
        if chosen is not None and seeds:
            keep_effects(opened, chosen, found)
    for note in found.notes:
        output.warn(note)
    output.emit(_attribution_json(found, run), _attribution_words(found))


def _attribution_json(found: Attribution, run: str | None) -> dict[str, Any]:
    credits = found.credits
    return {
        "by": found.by,
        "run": run,
        "conversions": credits.conversions,
        "paths": credits.paths,
        "items": [
            {
                "name": name,
                "impressions": credits.impressions[place],
                "credits": {rule: values[place] for rule, values in credits.by_rule.items()},
                "effect": _effect_json(found.effects.get(name)),
            }
            for place, name in enumerate(credits.items)
        ],
        "campaign": _effect_json(found.campaign),
        "seeds": found.seeds,
        "notes": list(found.notes),
    }


def _effect_json(effect: Effect | None) -> dict[str, float] | None:
    if effect is None:
        return None
    usual = effect.usual
    return {"same_seed": effect.here, "mean": usual.value, "low": usual.low, "high": usual.high}


def _attribution_words(found: Attribution) -> str:
    credits = found.credits
    width = max([len(found.by), *(len(name) for name in credits.items)])
    lines = [
        f"{credits.conversions:,} conversions over {credits.paths:,} paths",
        f"  {found.by:<{width}}" + "".join(f"{rule:>10}" for rule in credits.by_rule) + "  true effect",
    ]
    for place, name in enumerate(credits.items):
        values = "".join(f"{values[place]:>10,.1f}" for values in credits.by_rule.values())
        lines.append(f"  {name or '(not named)':<{width}}{values}  {_effect_words(found.effects.get(name))}")
    if found.campaign is not None:
        lines.append(f"Without the whole campaign, lost: {_effect_words(found.campaign)}")
    return "\n".join(lines)


def _effect_words(effect: Effect | None) -> str:
    if effect is None:
        return "-"
    usual = effect.usual
    told = f"{effect.here:+,}"
    return told + (
        f"  (mean {usual.value:+,.1f}, {usual.low:+,.1f} to {usual.high:+,.1f})" if usual.known else ""
    )
