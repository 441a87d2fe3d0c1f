"""The report of a run as one HTML file that needs nothing but itself: no scripts, no links, nothing remote.

The numbers are those of `simulation.metrics`, as the window shows them; names from the data are escaped by
the template engine, and the page's own policy forbids whatever would still get through.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from admanager import __version__
from admanager.project.file import ProjectFile
from admanager.report import figures, words
from admanager.report.attribution import attribution_tables
from admanager.report.charts import Clock, charts_of, frequency_chart
from admanager.report.figures import FIGURES
from admanager.report.tables import tables_of
from admanager.resources import resource
from admanager.simulation.metrics import METRICS
from admanager.simulation.runs import Run
from admanager.simulation.traffic import calendar
from admanager.texts import AdManagerError, Sentence, sentence


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


def write_run_report(project: ProjectFile, run: Run, path: Path) -> Path:
    """Write the report of a kept run to `path`, whole or not at all, and return the path.

    Raises AdManagerError when the file's name does not end in .html, or it cannot be written.
    """
    path = Path(path)
    check_path(path)
    text = render(project, run, datetime.now(UTC))
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(path)
    except OSError as error:
        raise AdManagerError(
            sentence(
                "The report could not be written to {path}: {why}.",
                path=str(path),
                why=error.strerror or error,
            )
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return path


def check_path(path: Path) -> None:
    """Raise AdManagerError when a report cannot be written there."""
    if path.suffix.lower() in {".pdf", ".xlsx"}:
        raise AdManagerError(
            sentence(
                "Reports as {kind} are not part of this version yet; write an .html file.",
                kind=path.suffix[1:].upper(),
            )
        )
    if path.suffix.lower() not in {".html", ".htm"}:
        raise AdManagerError(
            sentence("A report is an .html file; “{name}” does not end in .html.", name=path.name)
        )
    if not path.parent.is_dir():
        raise AdManagerError(sentence("The folder {path} does not exist.", path=str(path.parent)))
    if path.is_dir():
        raise AdManagerError(sentence("{path} is a folder; name a file in it.", path=str(path)))


def render(project: ProjectFile, run: Run, written: datetime) -> str:
    """Return the report's text; `written` is the time that it gives for itself."""
    import jinja2
    from markupsafe import Markup

    style = resource("templates", "run_report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(resource("templates", "run_report.html").read_text(encoding="utf-8"))
    return template.render(
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        run=run,
        project_name=project.name,
        generated=is_generated(project, run),
        lead=_lead(run),
        dates=_dates(run),
        tiles=_tiles(run),
        charts=charts_of(run),
        tables=[*tables_of(run), *attribution_tables(project, run)],
        frequency=frequency_chart(run),
        events=list(_events(run)),
        plan=words.plan_in_words(run),
        method=words.method(run),
        facts=_facts(project, run, written),
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
