"""The tables of a run's report: its parts by creative, ad group and hour, whose sums are the totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from admanager.report import figures, svg
from admanager.report.figures import FIGURES
from admanager.simulation import curves
from admanager.simulation.breakdown import breakdown
from admanager.simulation.campaign import MICROS
from admanager.simulation.metrics import Estimate, Totals
from admanager.simulation.runs import Run

NOT_ADDED = "Reach does not add up: a person who saw several of these is counted in each."
DRAWN = (
    "Unless a model takes the creative into account, how well each one does was drawn from the seed: "
    "this is no test of your creatives."
)
NOT_COUNTED = "How many people each place reached is not counted."
SHOWN = ("impressions", "clicks", "ctr", "conversions", "cvr", "spend", "cpc", "cpa", "reach")


@dataclass(frozen=True)
class Column:
    """A column's title with its unit, and what the figure means."""

    title: str
    meaning: str = ""
    numeric: bool = True


@dataclass(frozen=True)
class Cell:
    """A cell: its text, its interval below it, and a small drawing at its left."""

    text: str
    interval: str = ""
    drawing: Markup | None = None


@dataclass(frozen=True)
class Table:
    """A table with its sum in `foot`; `note` says what does not add up, and why; a `dense` one has low rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[Cell, ...]
    note: str = ""
    dense: bool = False


def tables_of(run: Run) -> list[Table]:
    """Return the tables of a run: by creative, by ad group, by both where there are several, by place, and by hour."""
    outcome = run.outcome
    creatives, groups = outcome.by_creative(), outcome.by_group()
    parts = [
        _parts(run, "By creative", "Creative", creatives.items(), DRAWN),
        _parts(run, "By segment", "Ad group", groups.items()),
    ]
    if len(creatives) > 1 and len(groups) > 1:
        both = [(f"{group} · {creative}", part) for (group, creative), part in outcome.by_arm().items()]
        parts.append(_parts(run, "By segment and creative", "Ad group and creative", both))
    places = breakdown(run, "placement")
    if places:
        parts.append(
            _table(run, "By placement", "Placement", [(p.name, p.figures()) for p in places], NOT_COUNTED)
        )
    return [*parts, _by_hour(run)]


def _parts(run: Run, title: str, first: str, parts: Iterable[tuple[str, Totals]], note: str = "") -> Table:
    shown = [(name, part.figures()) for name, part in parts]
    return _table(run, title, first, shown, f"{NOT_ADDED} {note}".strip() if len(shown) > 1 else note)


def _table(
    run: Run, title: str, first: str, shown: Sequence[tuple[str, Mapping[str, Estimate]]], note: str
) -> Table:
    currency = run.plan.budget.currency
    total = run.outcome.totals.figures()
    scale = {metric: _scale([part[metric] for _, part in shown]) for metric in ("ctr", "cvr")}
    rows = tuple(
        (
            Cell(name),
            *(_cell(metric, part[metric], total[metric].value, scale.get(metric)) for metric in SHOWN),
        )
        for name, part in shown
    )
    foot = (Cell("Whole run"), *(_cell(metric, total[metric], total[metric].value) for metric in SHOWN))
    columns = (Column(first, numeric=False), *(_column(metric, currency) for metric in SHOWN))
    return Table(title, columns, rows, foot, note)


def _column(metric: str, currency: str) -> Column:
    figure = FIGURES[metric]
    unit = figures.unit(figure.kind, currency)
    return Column(f"{figure.short} ({unit})" if unit else figure.short, figure.meaning)


def _cell(metric: str, estimate: Estimate, like: float, scale: tuple[float, float] | None = None) -> Cell:
    """Return a figure with as many decimals as `like` takes, so that a column has the same everywhere."""
    kind = FIGURES[metric].kind
    text = figures.bare(kind, estimate.value, like)
    if metric not in {"ctr", "cvr", "cpa"}:
        return Cell(text)
    between = figures.interval(kind, estimate, like)
    if scale is None:
        return Cell(text, between)
    return Cell(text, between, svg.interval_cell(estimate, *scale, f"{text} ({between})"))


def _scale(estimates: Sequence[Estimate]) -> tuple[float, float]:
    """Return the range of all intervals, from 0 where that is near."""
    lows = [one.low for one in estimates if one.known]
    highs = [one.high for one in estimates if one.known]
    if not highs:
        return 0.0, 0.0
    low, high = min(lows), max(highs)
    return (0.0 if low < 0.5 * high else low), high


def _by_hour(run: Run) -> Table:
    hours = curves.by_hour(run.outcome, run.plan)
    totals = run.outcome.totals
    figures_of = totals.figures()
    busiest = max(max(hour.impressions for hour in hours), 1)
    scale = _scale([hour.ctr for hour in hours])
    rows = [
        (
            Cell(f"{hour.hour:02d}:00"),
            Cell(f"{hour.impressions:,}", drawing=svg.share_cell(hour.impressions / busiest)),
            Cell(f"{hour.clicks:,}"),
            *_rate(hour.ctr, figures_of["ctr"].value, scale),
            Cell(f"{hour.conversions:,}"),
            Cell(figures.number(hour.spend / MICROS, 2)),
        )
        for hour in hours
    ]
    late = totals.conversions - sum(hour.conversions for hour in hours)
    if late:
        nothing = Cell(figures.MISSING)
        rows.append((Cell("After the end"), nothing, nothing, nothing, nothing, Cell(f"{late:,}"), nothing))
    foot = (
        Cell("Whole run"),
        Cell(f"{totals.impressions:,}"),
        Cell(f"{totals.clicks:,}"),
        *_rate(figures_of["ctr"], figures_of["ctr"].value),
        Cell(f"{totals.conversions:,}"),
        Cell(figures.number(totals.spend / MICROS, 2)),
    )
    currency = run.plan.budget.currency
    before, after = (("impressions", "clicks", "ctr"), ("conversions", "spend"))
    columns = (
        Column("Hour", numeric=False),
        *(_column(metric, currency) for metric in before),
        Column("95 % interval"),
        *(_column(metric, currency) for metric in after),
    )
    note = f"Hours of the day in {run.plan.flight.time_zone}; conversions stand where they happened."
    return Table("By hour of the day", columns, tuple(rows), foot, note, dense=True)


def _rate(estimate: Estimate, like: float, scale: tuple[float, float] | None = None) -> tuple[Cell, Cell]:
    """Return a rate and its interval as two cells."""
    cell = _cell("ctr", estimate, like, scale)
    return Cell(cell.text, drawing=cell.drawing), Cell(cell.interval)
