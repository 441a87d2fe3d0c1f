"""Commands about results: report, breakdown, compare, attribution, reliability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from admanager.cli import output, paths
from admanager.project.file import ProjectFile

if TYPE_CHECKING:
    from admanager.simulation.calibration import Calibration, Forecasted, Slice
    from admanager.simulation.compare import Difference
    from admanager.simulation.incrementality import Attribution, Effect
    from admanager.simulation.metrics import Estimate
    from admanager.simulation.reliability import FeedbackCheck, Reliability
    from admanager.simulation.sequential import RatioTest

MOST_SEEDS = 1000
MICROS = 1_000_000


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("report")(report)
    app.command("attribution")(attribution)
    app.command("breakdown")(breakdown)
    app.command("views")(views)
    app.command("compare")(compare)
    app.command("reliability")(reliability)


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


def breakdown(
    project: Annotated[Path, paths.argument("The project file (.adm).")],
    run: Annotated[str, typer.Argument(help="The run's name or number.")],
    by: Annotated[
        Literal["creative", "segment", "both", "placement", "hour", "time"],
        typer.Option(help="What the parts are; time is by the minute, or as finely as the run was kept."),
    ] = "creative",
    output_file: Annotated[
        Path | None, paths.option("-o", "--output", help_text="Write the parts as a CSV file.")
    ] = None,
) -> None:
    """Give every figure of a run in parts, which add up to the whole."""
    from admanager.simulation.breakdown import ADDED, frequencies, whole
    from admanager.simulation.breakdown import breakdown as parts_of
    from admanager.simulation.runs import get_run

    with ProjectFile.open(project) as opened:
        found = get_run(opened, run)
    parts = parts_of(found, by)
    figures = [part.figures() for part in parts]
    if output_file is not None:
        _write_parts(output_file, [part.name or "after the end" for part in parts], figures)
    shown = {
        "run": found.info.name,
        "by": by,
        "currency": found.plan.budget.currency,
        "bucket_minutes": found.outcome.series.bucket_minutes,
        "parts": [
            {"name": part.name, "late": part.late, **{name: one.value for name, one in of.items()}}
            for part, of in zip(parts, figures, strict=True)
        ],
        "total": {name: one.value for name, one in whole(found).items()},
        "frequency_distribution": dict(frequencies(found)),
        "path": None if output_file is None else str(output_file),
    }
    lines = [f"  {'':<24}" + "".join(f"{name:>14}" for name in ADDED[:5])]
    rows = [
        *((part.name or "after the end", part.totals) for part in parts),
        ("whole run", found.outcome.totals),
    ]
    for name, totals in rows:
        money = {"spend", "revenue"}
        cells = (getattr(totals, field) / (MICROS if field in money else 1) for field in ADDED[:5])
        lines.append(f"  {name[:24]:<24}" + "".join(f"{cell:>14,.10g}" for cell in cells))
    output.emit(shown, "\n".join(lines))


def views(
    project: Annotated[Path, paths.argument("The project file (.adm).")],
    run: Annotated[str, typer.Argument(help="The run's name or number.")],
) -> None:
    """Show a run as the advertiser, the platform and the people see it, and how fraud was detected."""
    from admanager.report.figures import interval, written
    from admanager.simulation.runs import get_run
    from admanager.simulation.sides import sides

    with ProjectFile.open(project) as opened:
        found = get_run(opened, run)
    currency = found.plan.budget.currency
    shown: dict[str, Any] = {"run": found.info.name, "currency": currency, "fraud": None}
    lines = []
    for side in sides(found):
        shown[side.name] = {line.key: _ends(line.figure) for line in side.lines}
        lines.append(str(side.title))
        for line in side.lines:
            between = interval(line.kind, line.figure)
            value = written(line.kind, line.figure.value, currency)
            lines.append(f"  {line.name:<30} {value:>16}{f'  ({between})' if between else ''}")
    output.emit(shown, "\n".join(lines))


def _write_parts(path: Path, names: Sequence[str], figures: Sequence[Mapping[str, Estimate]]) -> None:
    """Write every figure of every part with its interval."""
    import csv
    import math

    metrics = list(figures[0]) if figures else []
    ends = ("value", "low", "high")
    with path.open("w", newline="", encoding="utf-8-sig") as handle:
        writer = csv.writer(handle)
        writer.writerow(
            ["part", *(name if end == "value" else f"{name}_{end}" for name in metrics for end in ends)]
        )
        for name, of in zip(names, figures, strict=True):
            cells = [getattr(of[metric], end) for metric in metrics for end in ends]
            writer.writerow([name, *("" if not math.isfinite(cell) else cell for cell in cells)])


def compare(
    project: Annotated[Path, paths.argument("The project file (.adm).")],
    a: Annotated[str, typer.Argument(help="The name or number of run A.")],
    b: Annotated[str, typer.Argument(help="The name or number of run B.")],
    lift: Annotated[
        float, typer.Option(min=0.001, max=10.0, help="The relative difference that is worth finding.")
    ] = 0.1,
) -> None:
    """Say how two runs differ, figure by figure, and whether there is enough data to tell."""
    from admanager.simulation.compare import always_valid, cautions, compare_runs, winner
    from admanager.simulation.runs import get_run

    with ProjectFile.open(project) as opened:
        first, second = get_run(opened, a), get_run(opened, b)
    tests = always_valid(first, second, lift=lift)
    found = compare_runs(first, second)
    notes = cautions(first, second)
    for note in notes:
        output.warn(note)
    shown = {
        "a": first.info.name,
        "b": second.info.name,
        "figures": [
            {
                "metric": one.metric,
                "a": _ends(one.a),
                "b": _ends(one.b),
                "difference": _ends(one.gap),
                "verdict": one.verdict,
                "better": winner(one, tests.get(one.metric)),
                "always_valid": _test_json(tests.get(one.metric)),
            }
            for one in found
        ],
        "notes": notes,
    }
    output.emit(shown, _comparison_words(first.info.name, second.info.name, found, tests))


def _ends(estimate: Estimate) -> dict[str, float]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _test_json(test: RatioTest | None) -> dict[str, Any] | None:
    if test is None:
        return None
    return {
        "relative": _ends(test.relative),
        "verdict": test.verdict,
        "events": test.events,
        "planned_events": test.planned,
        "lift": test.lift,
    }


def _comparison_words(a: str, b: str, found: Sequence[Difference], tests: Mapping[str, RatioTest]) -> str:
    lines = [f"A: {a}", f"B: {b}", f"  {'':<13}{'A':>14}{'B':>14}  however often you look"]
    for one in found:
        test = tests.get(one.metric)
        said = one.verdict if test is None else _test_words(test)
        lines.append(f"  {one.metric:<13}{one.a.value:>14,.5g}{one.b.value:>14,.5g}  {said}")
    return "\n".join(lines)


def _test_words(test: RatioTest) -> str:
    if test.verdict == "not enough data":
        return (
            f"not enough data: {test.events:,} events, about {test.planned:,} are needed for {test.lift:.0%}"
        )
    return f"{test.verdict} by {test.relative.value:+.1%} ({test.relative.low:+.1%} to {test.relative.high:+.1%})"


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


def reliability(
    project: Annotated[Path, paths.argument("The project file (.adm).")],
    model: Annotated[
        str | None,
        typer.Option(
            help="Judge plans whose clicks or conversions this model of the project answers, not the log."
        ),
    ] = None,
) -> None:
    """Say how far the simulator can be trusted here: fit on the first part of the log, forecast the rest, compare."""
    from admanager.simulation.reliability import check_feedback
    from admanager.simulation.reliability import reliability as judge

    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        check_feedback(opened, job=job)
        found = judge(opened, model=model, job=job)
    output.emit(_reliability_json(found), _reliability_words(found))


def _reliability_json(found: Reliability) -> dict[str, Any]:
    return {
        "level": found.level,
        "model": found.model,
        "verdict": found.verdict,
        "aspects": [
            {"subject": aspect.subject, "level": aspect.level, "text": aspect.text}
            for aspect in found.aspects
        ],
        "calibration": None if found.calibration is None else _calibration_json(found.calibration),
        "feedback": [feedback_json(check) for check in found.feedback],
    }


def _calibration_json(found: Calibration) -> dict[str, Any]:
    prices = found.prices
    return {
        "first": {"impressions": found.first, "clicks": found.clicks[0], "days": found.days[0]},
        "second": {"impressions": found.second, "clicks": found.clicks[1], "days": found.days[1]},
        "inside": found.inside,
        "hours_correlation": found.hours,
        "prices": None
        if prices is None
        else {
            "prices": prices.prices,
            "cpm": _forecast_json(prices.cpm, 1000 / MICROS),
            "distance": prices.distance,
            "win_rate": None if prices.win_rate is None else _forecast_json(prices.win_rate),
        },
        "total": _slice_json(found.total),
        "parts": [{"by": part.by, "name": part.name, **_slice_json(part)} for part in found.slices],
    }


def _slice_json(part: Slice) -> dict[str, Any]:
    shown = {name: _figure_json(name, one) for name, one in part.figures.items()}
    return {"shown": part.impressions, **shown}


def feedback_json(check: FeedbackCheck) -> dict[str, Any]:
    """Return how an import was foretold by those before it, as the commands give it."""
    return {
        "batch": check.batch,
        "impressions": check.impressions,
        "inside": check.inside,
        **{name: _figure_json(name, one) for name, one in check.figures.items()},
    }


def _figure_json(name: str, one: Forecasted) -> dict[str, Any]:
    return _forecast_json(one, 1 / MICROS if name == "cost" else 1.0)


def _forecast_json(one: Forecasted, unit: float = 1.0) -> dict[str, Any]:
    ends = one.forecast
    return {
        "forecast": ends.value * unit,
        "low": ends.low * unit,
        "high": ends.high * unit,
        "truth": one.truth * unit,
        "error": one.error,
        "inside": one.inside,
    }


def _reliability_words(found: Reliability) -> str:
    from admanager.simulation.calibration import BY
    from admanager.simulation.reliability import told

    lines = [found.verdict, ""]
    lines += [f"  {aspect.subject:<9} {aspect.level:<8} {aspect.text}" for aspect in found.aspects]
    if found.calibration is not None:
        lines += ["", f"  {'CTR':<22} {'forecast':>9}  {'95 % interval':<18} {'was':>8}"]
        parts = [found.calibration.total, *(part for by in BY for part in found.calibration.by(by))]
        lines += [_part_words(part) for part in parts]
    lines += (
        ["", *(f"import {check.batch}: {told(check)}" for check in found.feedback)] if found.feedback else []
    )
    return "\n".join(lines)


def _part_words(part: Slice) -> str:
    ctr = part.figures["ctr"]
    ends = ctr.forecast
    between = f"{ends.low:.2%} to {ends.high:.2%}"
    outside = "" if ctr.inside else "  outside"
    name = f"{part.by} {part.name}"[:22]
    return f"  {name:<22} {ends.value:>9.2%}  {between:<18} {ctr.truth:>8.2%}{outside}"
