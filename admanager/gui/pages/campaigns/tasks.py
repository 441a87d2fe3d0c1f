"""What the page has done off the window's thread: reading plans, checking one, drawing thumbnails, simulating."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from admanager.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from admanager.creative.library import CreativeInfo
    from admanager.gui.pages.campaigns.bulk_sheet import BulkSheetChoice
    from admanager.project.file import ProjectFile
    from admanager.report.bulk.sheet import WrittenSheet
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.checks import Inspection
    from admanager.simulation.curves import Curve
    from admanager.simulation.drafts import CampaignInfo
    from admanager.simulation.events import RunEvent
    from admanager.simulation.metrics import Outcome
    from admanager.simulation.optimise import Goal, Lever, Optimised
    from admanager.simulation.runs import Run, RunResult

THUMBNAIL = QSize(120, 100)
THUMBNAIL_SIZE = "300x250"


@dataclass(frozen=True)
class Standing:
    """What the project holds for this page: its plans, and what plans can be made of."""

    campaigns: list[CampaignInfo]
    segments: tuple[str, ...]
    creatives: tuple[CreativeInfo, ...]
    models: tuple[str, ...]
    brand: str
    """The brand kit that thumbnails are drawn with, as text: another one, other pictures."""


@dataclass(frozen=True)
class ShownRun:
    """A kept run as the dashboard shows it: its outcome in the buckets of the charts, and where it is kept."""

    id: int
    name: str
    campaign: str
    plan: CampaignPlan
    seed: int
    state: str
    started: float
    minutes: int
    outcome: Outcome
    planned: Curve
    events: tuple[RunEvent, ...]


def warm_up() -> None:
    """Load the modules that the page's widgets read plans with."""
    import admanager.simulation.plans  # noqa: F401 - loaded here so that the window's thread need not


def read_standing(project: ProjectFile) -> Standing:
    """Return what the project holds for this page."""
    from admanager.audience.segments import list_segments
    from admanager.creative.brand import load_brand
    from admanager.creative.library import list_creatives
    from admanager.learning.models import list_models
    from admanager.simulation.drafts import list_campaigns

    warm_up()
    return Standing(
        list_campaigns(project),
        tuple(segment.name for segment in list_segments(project)),
        tuple(list_creatives(project)),
        tuple(model.name for model in list_models(project)),
        load_brand(project).model_dump_json(),
    )


def time_zones() -> list[str]:
    """Return the names of all time zones."""
    from zoneinfo import available_timezones

    return sorted(name for name in available_timezones() if "/" in name or name == "UTC")


def inspect(project: ProjectFile, plan: CampaignPlan) -> Inspection:
    """Return what is wrong with a plan, and whom it reaches."""
    from admanager.simulation import checks

    return checks.inspect(plan, project)


def create(project: ProjectFile, name: str, group_name: str, today: date, time_zone: str) -> int:
    """Keep a first plan under a free name and return its number."""
    from admanager.simulation import drafts, plans

    free = drafts.free_name(project, name)
    return drafts.save_campaign(
        project, plans.suggest_plan(project, free, today, group_name=group_name, time_zone=time_zone)
    )


def draw_thumbnail(project: ProjectFile, creative: CreativeInfo, pixel_ratio: float) -> QImage:
    """Return a creative as a small picture."""
    from admanager.creative.brand import load_brand
    from admanager.creative.pipeline import finish, load_pictures
    from admanager.creative.sizes import BY_KEY

    brand = load_brand(project)
    finished = finish(creative.design, brand, BY_KEY[THUMBNAIL_SIZE], load_pictures(project, brand))
    made: QImage = finished.image.scaled(
        THUMBNAIL * pixel_ratio,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    made.setDevicePixelRatio(pixel_ratio)
    return made


def simulate(
    project: ProjectFile, plan: CampaignPlan, seed: int, speed: float | None, *, job: Job
) -> RunResult:
    """Play a plan live and keep the run."""
    from admanager.simulation.played import Options
    from admanager.simulation.runs import simulate as play

    return play(project, plan, seed=seed, job=job, options=Options(live=True, speed=speed))


def search(
    project: ProjectFile, plan: CampaignPlan, goal: Goal, trials: int, levers: Sequence[Lever], *, job: Job
) -> Optimised:
    """Look for a better plan; the workers are processes of their own."""
    from admanager.simulation.optimise import optimise

    return optimise(project, plan, goal, trials, levers=levers, job=job)


def keep_plan(project: ProjectFile, plan: CampaignPlan, name: str) -> str:
    """Keep a plan as a new campaign under a free name, and return that name."""
    from admanager.simulation import drafts

    free = drafts.free_name(project, name)
    drafts.save_campaign(project, plan.model_copy(update={"name": free}))
    return free


def read_last_run(project: ProjectFile, campaign: str) -> ShownRun | None:
    """Return the newest kept run of a campaign, or None."""
    from admanager.simulation.runs import get_run, list_runs

    found = next((info for info in list_runs(project) if info.campaign == campaign), None)
    return None if found is None else shown_run(get_run(project, found.id))


def shown_run(run: Run) -> ShownRun:
    """Return a run in the buckets in which charts show it."""
    from admanager.simulation.played import shown_bucket
    from admanager.simulation.traffic import calendar

    outcome, flight = run.outcome, calendar(run.plan.flight)
    width = shown_bucket(flight.minutes, outcome.series.bucket_minutes)
    return ShownRun(
        id=run.info.id,
        name=run.info.name,
        campaign=run.info.campaign,
        plan=run.plan,
        seed=run.info.seed,
        state=run.info.state,
        started=run.info.started,
        minutes=run.summary.minutes,
        outcome=replace(outcome, series=outcome.series.coarser(width)),
        planned=planned(run.plan),
        events=run.events,
    )


def planned(plan: CampaignPlan) -> Curve:
    """Return what a plan means to have spent over its flight."""
    from admanager.simulation.curves import spend_as_planned

    return spend_as_planned(plan)


def write_sheet(
    project: ProjectFile, plan: CampaignPlan, choice: BulkSheetChoice, *, job: Job
) -> WrittenSheet:
    """Write a plan as the sheet of an ad platform, with its ads beside it."""
    from admanager.report.bulk.sheet import write_bulk_sheet

    return write_bulk_sheet(
        project,
        plan,
        choice.platform,
        choice.path,
        landing_page=choice.landing_page,
        locations=choice.locations,
        job=job,
    )
