"""Making and editing plans in a project: a first plan from what is there, one value changed, the edit kept."""

from __future__ import annotations

import math
import time
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from admanager.project.file import ProjectFile
from admanager.project.tables import row_count
from admanager.simulation.campaign import (
    AdGroup,
    Bid,
    Budget,
    CampaignPlan,
    CreativeShare,
    Flight,
    FrequencyCap,
    Response,
)
from admanager.simulation.campaign_file import from_data
from admanager.simulation.response import DEFAULT_CTR, DEFAULT_CVR
from admanager.texts import AdManagerError, Sentence, sentence

FIRST_GROUPS = 2
FIRST_CREATIVES = 3
FLIGHT_DAYS = 14
# A first plan spends most of what its people and caps allow, so that it is neither starved nor never spent.
SPENT_SHARE = 0.6
SEVERAL_PARTS = "several"


def suggest_plan(
    project: ProjectFile, name: str, today: date, *, group_name: str, time_zone: str = "UTC"
) -> CampaignPlan:
    """Return a plan to start from: two weeks from tomorrow for what the project holds already.

    It takes the first two saved segments (else everyone, in an ad group called `group_name`), the first three
    creatives, and the newest model that needs nothing but columns of the profiles; the budget follows the
    estimate of what can be spent. Nothing is stored.
    """
    from admanager.audience.segments import list_segments
    from admanager.creative.library import list_creatives

    segments = [segment.name for segment in list_segments(project)][:FIRST_GROUPS]
    shares = tuple(CreativeShare(name=found.name) for found in list_creatives(project)[:FIRST_CREATIVES])
    groups = tuple(AdGroup(name=segment, include=(segment,), creatives=shares) for segment in segments)
    start = today + timedelta(days=1)
    plan = CampaignPlan(
        name=name,
        flight=Flight(start=start, end=start + timedelta(days=FLIGHT_DAYS - 1), time_zone=time_zone),
        budget=Budget(total=Decimal(500)),
        bid=Bid(amount=Decimal("0.40")),
        cap=FrequencyCap(per_day=3),
        ad_groups=groups or (AdGroup(name=group_name, creatives=shares),),
        response=_response(project),
    )
    return _with_budget(project, plan)


def _response(project: ProjectFile) -> Response:
    """Let the newest model whose inputs are all columns of the profiles answer, around a usual mean rate."""
    from admanager.learning.models import list_models
    from admanager.project.tables import columns
    from admanager.simulation.model_answers import told_by

    known = {column.name for column in columns(project.read(), "profiles")}
    for model in list_models(project):
        if model.card is None or model.card.task != "response" or not known:
            continue
        if {column.name for column in model.card.inputs} <= known:
            told = told_by(model)
            return Response(
                click_model=None if told == "conversion" else model.name,
                conversion_model=None if told == "click" else model.name,
                base_ctr=None if told == "conversion" else DEFAULT_CTR,
                base_cvr=None if told == "click" else DEFAULT_CVR,
            )
    return Response()


def _with_budget(project: ProjectFile, plan: CampaignPlan) -> CampaignPlan:
    from admanager.simulation.forecast import forecast
    from admanager.simulation.population import find_population

    if not row_count(project.read(), "profiles"):
        return plan
    try:
        people = find_population(project, plan).size
    except AdManagerError:
        # A segment that cannot be counted any more; the check of the plan says so with its place.
        return plan
    total = rounded_down(SPENT_SHARE * forecast(plan, people).spend_without_budget)
    return with_value(plan, "budget.total", max(total, Decimal(1)))


def rounded_down(amount: float) -> Decimal:
    """Return the largest of 1, 1.5, 2, 3, 5 and 8 times a power of ten that is not above a positive amount."""
    if amount <= 0:
        return Decimal(0)
    power = Decimal(10) ** math.floor(math.log10(amount))
    steps = (Decimal(step) for step in ("8", "5", "3", "2", "1.5"))
    best = next((step * power for step in steps if float(step * power) <= amount), power)
    return best.quantize(Decimal("0.01"))


# -- editing -------------------------------------------------------------------------------------------------


def value_at(plan: CampaignPlan, path: str) -> Any:
    """Return the value at a dotted path such as `ad_groups.0.bid`."""
    place: Any = plan
    for key in path.split("."):
        place = place[int(key)] if isinstance(place, tuple) else getattr(place, key)
    return place


def with_value(plan: CampaignPlan, path: str, value: Any) -> CampaignPlan:
    """Return the plan with another value at a dotted path.

    Raises AdManagerError when the plan cannot hold it, such as an empty name.
    """
    changed = _put(plan, path.split("."), value)
    return from_data(changed.model_dump(warnings=False))


def _put(part: Any, keys: list[str], value: Any) -> Any:
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(part, tuple):
        place = int(key)
        return (*part[:place], _put(part[place], rest, value), *part[place + 1 :])
    return part.model_copy(update={key: _put(getattr(part, key), rest, value)})


def edit_text(name: str, part: str) -> Sentence:
    """Return the undo text of an edit of one part of a plan, or of `SEVERAL_PARTS` of it."""
    match part:
        case "name":
            return sentence("Rename the campaign to “{name}”", name=name)
        case "flight":
            return sentence("Change the flight of “{name}”", name=name)
        case "budget":
            return sentence("Change the budget of “{name}”", name=name)
        case "bid":
            return sentence("Change the bid of “{name}”", name=name)
        case "cap":
            return sentence("Change the frequency cap of “{name}”", name=name)
        case "ad_groups" | "creative_choice" | "learning":
            return sentence("Change the ad groups of “{name}”", name=name)
        case "market" | "traffic" | "response" | "fatigue" | "experience" | "fraud":
            return sentence("Change what is assumed in “{name}”", name=name)
        case _:
            return sentence("Change the campaign “{name}”", name=name)


def save_edit(project: ProjectFile, number: int, plan: CampaignPlan, part: str) -> None:
    """Keep an edited plan in place of the one with this number, as one operation; its runs follow a new name.

    Raises AdManagerError when the campaign is gone, or another one has the name already.
    """
    connection = project.read()
    if connection.execute(
        "SELECT 1 FROM campaign WHERE name = ? AND id <> ?", [plan.name, number]
    ).fetchone():
        raise AdManagerError(
            sentence("A campaign is called “{name}” already; choose another name.", name=plan.name)
        )
    with project.change(edit_text(plan.name, part)) as change:
        row = change.connection.execute("SELECT name FROM campaign WHERE id = ?", [number]).fetchone()
        if row is None:
            raise AdManagerError(
                sentence("The campaign “{name}” is gone; it was deleted meanwhile.", name=plan.name)
            )
        change.update("campaign", number, {"name": plan.name, "plan": plan.to_json(), "changed": time.time()})
        if row[0] != plan.name:
            for (run,) in change.connection.execute(
                "SELECT id FROM run WHERE campaign = ?", [row[0]]
            ).fetchall():
                change.update("run", run, {"campaign": plan.name})
