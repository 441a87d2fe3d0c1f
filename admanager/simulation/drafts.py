"""Campaign plans that are kept in a project: listing, saving, copying, deleting; each an operation with undo."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from admanager.creative.library import insert_creatives, list_creatives
from admanager.project.file import ProjectFile
from admanager.simulation.campaign import (
    AdGroup,
    Bid,
    Budget,
    CampaignPlan,
    CreativeShare,
    Flight,
    FrequencyCap,
)
from admanager.simulation.campaign_file import from_data
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.creative.design import Design

NEW_NAME = "A/B test"


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


def send_creatives(
    project: ProjectFile, designs: Sequence[Design], *, campaign: str = "", group: str = "", today: date
) -> CampaignInfo:
    """Put designs into an ad group of a campaign as its creatives, as one operation, and return the campaign.

    Designs that are not yet kept are kept. Without the name of a campaign a new one is made; without that of an ad
    group the first one takes them. Creatives that the group has already stay as they are. Raises AdManagerError when
    there is no such campaign or ad group.
    """
    plan = get_campaign(project, campaign).plan if campaign else new_plan(free_name(project, NEW_NAME), today)
    groups = list(plan.ad_groups)
    place = next((number for number, each in enumerate(groups) if not group or each.name == group), None)
    if place is None:
        raise AdManagerError(
            sentence("The campaign “{name}” has no ad group “{group}”.", name=plan.name, group=group)
        )
    known = list_creatives(project)
    text = sentence("Send {count} creatives to the campaign “{name}”", count=len(designs), name=plan.name)
    with project.change(text) as change:
        names = []
        for design in designs:
            kept = next((each.name for each in known if each.design == design), None)
            names.append(kept if kept is not None else insert_creatives(change, [design])[0][1])
        shares = list(groups[place].creatives)
        shares += [CreativeShare(name=name) for name in names if name not in {share.name for share in shares}]
        groups[place] = groups[place].model_copy(update={"creatives": tuple(shares)})
        plan = plan.model_copy(update={"ad_groups": tuple(groups)})
        values = {"name": plan.name, "plan": plan.to_json(), "changed": time.time()}
        if campaign:
            change.update("campaign", get_campaign(project, campaign).id, values)
        else:
            change.insert("campaign", values)
    return get_campaign(project, plan.name)


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
