"""A plan that 400 people can spend, and what tests do with the Campaigns page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pytestqt.qtbot import QtBot

from admanager.audience import segments
from admanager.gui.pages.campaigns.view import CampaignsPage
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.simulation import drafts
from admanager.simulation.campaign import AdGroup, CampaignPlan, CreativeShare
from admanager.simulation.plans import with_value
from tests.audience.conftest import fill_table

TODAY = date(2026, 3, 1)
PEOPLE = 400
CREATIVES = ("Blue", "Green")


def add_people(project: ProjectFile) -> None:
    rows = [(f"p{n}", 18 + n % 60) for n in range(PEOPLE)]
    fill_table(project, [Column("id", "text", "key"), Column("age", "integer", "number")], rows)
    segments.save(project, "old", "age >= 40")
    segments.save(project, "young", "age < 40")


def plan_of(name: str = "Spring", **values: Any) -> CampaignPlan:
    """A plan of two days for the young, with two creatives, that 400 people can spend."""
    plan = drafts.new_plan(name, TODAY)
    shares = tuple(CreativeShare(name=creative) for creative in CREATIVES)
    plan = with_value(plan, "ad_groups", (AdGroup(name="Young", include=("young",), creatives=shares),))
    plan = with_value(plan, "flight.end", date(2026, 3, 3))
    plan = with_value(plan, "budget.daily", None)
    plan = with_value(plan, "budget.total", Decimal("0.50"))
    for path, value in values.items():
        plan = with_value(plan, path.replace("__", "."), value)
    return plan


def settle(qtbot: QtBot, page: CampaignsPage) -> None:
    """Wait until every edit is kept, the plan is checked, and all parts are drawn."""
    page.edits.flush()
    runner = page.context.runner
    qtbot.waitUntil(
        lambda: page.edits.idle and not page._check_soon.isActive() and not runner.busy(), timeout=20_000
    )
    if page.state_shown() == "content":
        page.planning.editor.steps.run_all()


def field(page: CampaignsPage, path: str) -> Any:
    return page.planning.editor.target(path)


def kept(page: CampaignsPage, name: str = "Spring") -> CampaignPlan:
    return drafts.get_campaign(page.project, name).plan


def names(page: CampaignsPage) -> list[str]:
    return [line.name for line in page.list.lines()]


def problems(page: CampaignsPage) -> dict[str, str]:
    return {made.path: made.text() for made in page.planning.side.problems}
