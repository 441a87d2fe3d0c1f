"""Campaign plans that are kept in a project: listing, saving, copying, deleting; each an operation with undo."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from admanager.project.file import ProjectFile
from admanager.simulation.campaign import AdGroup, Bid, Budget, CampaignPlan, Flight, FrequencyCap, from_data
from admanager.texts import AdManagerError, sentence


@dataclass(frozen=True)
class CampaignInfo:
    """A kept plan, when it was changed (UTC seconds), and how often and when it was last simulated."""

    id: int
    name: str
    plan: CampaignPlan
    changed: float
    runs: int
    last_run: float | None


def list_campaigns(project: ProjectFile) -> list[CampaignInfo]:
    """Return the kept plans by name."""
    rows = project.read().execute(
        "SELECT c.id, c.name, c.plan, c.changed, COUNT(r.id), MAX(r.started) FROM campaign c "
        "LEFT JOIN run r ON r.campaign = c.name GROUP BY c.id ORDER BY c.name COLLATE NOCASE, c.name"
    )
    return [
        CampaignInfo(number, name, from_data(json.loads(plan), source=name), changed, runs, last)
        for number, name, plan, changed, runs, last in rows
    ]


def get_campaign(project: ProjectFile, name: str) -> CampaignInfo:
    """Return a kept plan by its name; raise AdManagerError when there is none."""
    found = next((info for info in list_campaigns(project) if info.name == name), None)
    if found is None:
        raise AdManagerError(sentence("There is no campaign “{name}” in this project.", name=name))
    return found


def save_campaign(project: ProjectFile, plan: CampaignPlan, *, number: int | None = None) -> int:
    """Keep a plan: as a new one, or in place of the one with this number; return its number.

    Raises AdManagerError when another campaign has the name already.
    """
    row = project.read().execute("SELECT id FROM campaign WHERE name = ?", [plan.name]).fetchone()
    if row is not None and row[0] != number:
        raise AdManagerError(
            sentence("A campaign is called “{name}” already; choose another name.", name=plan.name)
        )
    values = {"name": plan.name, "plan": plan.to_json(), "changed": time.time()}
    with project.change(sentence("Save the campaign “{name}”", name=plan.name)) as change:
        if number is None:
            return change.insert("campaign", values)
        change.update("campaign", number, values)
        return number


def duplicate_campaign(project: ProjectFile, number: int) -> int:
    """Keep a copy of a plan under a free name and return its number."""
    plan = _by_number(project, number).plan
    return save_campaign(project, plan.model_copy(update={"name": free_name(project, plan.name)}))


def delete_campaign(project: ProjectFile, number: int) -> None:
    """Delete a plan; its runs are kept, since they hold the plan that they were played with."""
    info = _by_number(project, number)
    with project.change(sentence("Delete the campaign “{name}”", name=info.name)) as change:
        change.delete("campaign", number)


def free_name(project: ProjectFile, wanted: str) -> str:
    """Return the name, or the name with the first free number behind it."""
    taken = {row[0] for row in project.read().execute("SELECT name FROM campaign")}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    return name


def new_plan(name: str, today: date) -> CampaignPlan:
    """Return a plan to start from: two weeks from tomorrow, one ad group for everyone, no creative yet."""
    start = today + timedelta(days=1)
    return CampaignPlan(
        name=name,
        flight=Flight(start=start, end=start + timedelta(days=13)),
        budget=Budget(total=Decimal("500"), daily=Decimal("50")),
        bid=Bid(amount=Decimal("0.40")),
        cap=FrequencyCap(per_day=3),
        ad_groups=(AdGroup(name="Everyone"),),
    )


def _by_number(project: ProjectFile, number: int) -> CampaignInfo:
    found = next((info for info in list_campaigns(project) if info.id == number), None)
    if found is None:
        raise AdManagerError(sentence("This campaign is gone; it was deleted meanwhile."))
    return found
