"""What a run's report says, whatever it is written as: HTML, PDF and a workbook have the same figures and words.

The numbers are those of `simulation.metrics`, as the window shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from admanager import __version__
from admanager.project.file import ProjectFile
from admanager.report import figures, words
from admanager.report.attribution import attribution_tables
from admanager.report.charts import Chart, Clock, charts_of, frequency_chart
from admanager.report.figures import FIGURES
from admanager.report.sides import side_tables
from admanager.report.tables import Table, tables_of
from admanager.report.words import Part
from admanager.simulation.metrics import METRICS
from admanager.simulation.runs import Run
from admanager.simulation.traffic import calendar
from admanager.texts import Sentence, sentence


@dataclass(frozen=True)
class Tile:
    """A headline figure: its name, value, unit, what stands below it, and what it means."""

    name: str
    value: str
    unit: str
    detail: str
    meaning: str


@dataclass(frozen=True)
class Fact:
    """A line of the table that tells where the report comes from."""

    name: str
    value: str


@dataclass(frozen=True)
class Content:
    """A report of a run: `badges` are a few words, whether they warn or not; `events` are moments and what happened."""

    run: Run
    project_name: str
    generated: bool
    lead: Sentence
    dates: str
    tiles: tuple[Tile, ...]
    charts: tuple[Chart, ...]
    events: tuple[tuple[str, Sentence], ...]
    tables: tuple[Table, ...]
    sides: tuple[Table, ...]
    attribution: tuple[Table, ...]
    plan: tuple[Part, ...]
    method: tuple[Part, ...]
    facts: tuple[Fact, ...]


def content_of(project: ProjectFile, run: Run, written: datetime) -> Content:
    """Gather what the report of a kept run says; `written` is the time that it gives for itself."""
    return Content(
        run=run,
        project_name=project.name,
        generated=is_generated(project, run),
        lead=_lead(run),
        dates=_dates(run),
        tiles=tuple(_tiles(run)),
        charts=(*charts_of(run), frequency_chart(run)),
        events=tuple(_events(run)),
        tables=tuple(tables_of(run)),
        sides=tuple(side_tables(run)),
        attribution=tuple(attribution_tables(project, run)),
        plan=tuple(words.plan_in_words(run)),
        method=tuple(words.method(run)),
        facts=tuple(_facts(project, run, written)),
    )


def is_generated(project: ProjectFile, run: Run) -> bool:
    """Say whether a run was played on people that the program made up."""
    return run.info.generated or bool(project.meta("generated"))


def _lead(run: Run) -> Sentence:
    found, summary = run.outcome.totals, run.summary
    shown = found.figures()
    currency = run.plan.budget.currency
    if not found.impressions:
        return sentence("No ad was shown to any of {people:,} people.", people=summary.people)
    if not found.clicks:
        return sentence(
            "{impressions:,} impressions reached {reach:,} of {people:,} people; nobody clicked.",
            impressions=found.impressions,
            reach=found.reach,
            people=summary.people,
        )
    return sentence(
        "{impressions:,} impressions reached {reach:,} of {people:,} people. {clicks:,} clicks (CTR {ctr}) brought "
        "{conversions:,} conversions (CVR {cvr}) for {spend}.",
        impressions=found.impressions,
        reach=found.reach,
        people=summary.people,
        clicks=found.clicks,
        ctr=figures.written("share", shown["ctr"].value, ""),
        conversions=found.conversions,
        cvr=figures.written("share", shown["cvr"].value, ""),
        spend=figures.written("money", shown["spend"].value, currency),
    )


def _dates(run: Run) -> str:
    flight = run.plan.flight
    return f"{flight.start.isoformat()} to {flight.end.isoformat()}, {flight.time_zone}"


def _tiles(run: Run) -> list[Tile]:
    found = run.outcome.totals.figures()
    currency, budget, people = run.plan.budget.currency, float(run.plan.budget.total), run.summary.people
    details = {
        "spend": f"{figures.number(100 * found['spend'].value / budget)} % of {budget:,.2f}",
        "reach": f"{figures.number(100 * found['reach'].value / people)} % of {people:,}",
    }
    return [
        Tile(
            name=FIGURES[metric].short,
            value=figures.bare(FIGURES[metric].kind, found[metric].value),
            unit=figures.unit(FIGURES[metric].kind, currency) if found[metric].known else "",
            detail=details.get(metric) or figures.interval(FIGURES[metric].kind, found[metric]),
            meaning=f"{FIGURES[metric].name}: {FIGURES[metric].meaning}",
        )
        for metric in METRICS
    ]


def _events(run: Run) -> Iterator[tuple[str, Sentence]]:
    clock = Clock(calendar(run.plan.flight))
    for event in run.events:
        if event.minute <= 0:
            when: str = sentence("Start")
        elif event.minute >= run.summary.minutes:
            when = sentence("End")
        else:
            when = clock.text(event.minute)
        yield when, event.text


def _facts(project: ProjectFile, run: Run, written: datetime) -> list[Fact]:
    info, summary = run.info, run.summary
    facts = [
        Fact("Project", project.name),
        Fact("Run", f"{info.name} (number {info.id})"),
        Fact("State", _state(run)),
        Fact("Seed", str(info.seed)),
        Fact("Simulated", f"{_moment(info.started)}, in {info.seconds:.1f} s"),
    ]
    for what, (name, sha256) in run.models.items():
        answered = {"click": "Model for clicks", "conversion": "Model for conversions"}.get(what, what)
        facts.append(Fact(answered, f"{name}, SHA-256 {sha256}"))
    if not run.models:
        facts.append(Fact("Models", "none; rates come from the plan or are assumed"))
    if summary.batch is not None:
        kept = f"{summary.kept_impressions:,} rows, import {summary.batch}"
        if summary.weight > 1:
            kept += f"; each stands for {summary.weight} impressions"
        facts.append(Fact("Impressions kept in the project", kept))
    facts.append(Fact("Program", f"AdManager {__version__}"))
    facts.append(Fact("Report written", _moment(written.timestamp())))
    return facts


def _state(run: Run) -> str:
    return sentence("Finished") if run.info.state == "finished" else sentence("Stopped early")


def _moment(utc_seconds: float) -> str:
    return datetime.fromtimestamp(utc_seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
