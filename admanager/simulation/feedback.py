"""The kept impressions of a run as rows of the table `impressions`, in the columns of an imported log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from admanager.project.changes import Change, quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column, key_column
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.played import Played

_ROWS = 20_000


def feedback_columns(project: ProjectFile) -> list[Column]:
    """Return the columns of simulated impressions; the key has the type of the profiles' key.

    `sampling_weight` is how many impressions a row stands for, since only so many are kept one by one.
    """
    key = key_column(project.read(), "profiles")
    return [
        Column("time", "datetime", "time"),
        Column(key.name if key else "person_id", key.type if key else "integer", "key"),
        Column("campaign", "text", "category"),
        Column("ad_group", "text", "category"),
        Column("creative", "text", "creative"),
        Column("placement", "text", "placement"),
        Column("position", "integer", "position"),
        Column("propensity", "real", "propensity"),
        Column("cost_micros", "integer", "cost"),
        Column("clicked", "boolean", "clicked"),
        Column("converted", "boolean", "converted"),
        Column("revenue_micros", "integer", "revenue"),
        Column("satisfaction", "real", "satisfaction"),
        Column("run", "text", "ignored"),
        Column("sampling_weight", "integer", "ignored"),
    ]


def store_feedback(
    change: Change, project: ProjectFile, plan: CampaignPlan, played: Played, run: str
) -> int | None:
    """Store the kept impressions as a batch of their own within `change`; return the batch, None without any."""
    from admanager.ingest.load import store_rows

    if not len(played.records):
        return None
    rows = _rows(project, plan, played, run)
    return store_rows(
        change,
        "impressions",
        feedback_columns(project),
        rows,
        source=f"simulation: {run}",
        generated=True,
    )


def _rows(project: ProjectFile, plan: CampaignPlan, played: Played, run: str) -> Iterator[tuple[Any, ...]]:
    keys = _keys(project, played)
    outcome, slots = played.outcome, plan.traffic.slots
    for start in range(0, len(played.records), _ROWS):
        part = played.records[start : start + _ROWS]
        clicked, converted = part["outcome"] >= 1, part["outcome"] == 3
        revenue = np.where(converted, outcome.revenue_per_conversion, 0)
        arms = [outcome.arms[arm] for arm in part["arm"].tolist()]
        places = [slots[slot] for slot in part["slot"].tolist()]
        columns = (
            (part["second"] + played.start_utc).tolist(),
            [keys[person] for person in played.person_ids[start : start + _ROWS].tolist()],
            [plan.name] * len(part),
            [group for group, _ in arms],
            [creative for _, creative in arms],
            [slot.placement for slot in places],
            [slot.position for slot in places],
            part["propensity"].astype(np.float64).round(7).tolist(),
            part["cost"].tolist(),
            clicked.astype(np.int64).tolist(),
            converted.astype(np.int64).tolist(),
            revenue.tolist(),
            part["satisfaction"].astype(np.float64).round(6).tolist(),
            [run] * len(part),
            [played.weight] * len(part),
        )
        yield from zip(*columns, strict=True)


def _keys(project: ProjectFile, played: Played) -> dict[int, Any]:
    """Return the key of each person who saw something; without a key column that is the row's own id."""
    people = set(np.unique(played.person_ids).tolist())
    key = key_column(project.read(), "profiles")
    if key is None:
        return {person: person for person in people}
    # A bot is a visitor without a profile; it has a key that no person has.
    numbers = key.type in {"integer", "real"}
    bots = {person: person if numbers else f"visitor {-person}" for person in people if person < 0}
    rows = project.read().execute(f"SELECT {ROW_ID}, {quote(key.name)} FROM profiles")
    return bots | {person: value for person, value in rows if person in people}
