"""The response fitted to the project's own log: a logistic world of creatives, hours, places and ad groups.

log-odds of a click = base + creative + hour of the day + place + ad group, by maximum likelihood with a normal
prior on each effect (ridge), so that what was seen little stays near 0. Simulated impressions are left out.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import BATCH, ROW_ID
from admanager.project.tables import columns, key_column
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.market_log import BID_NAMES
from admanager.simulation.population import Population
from admanager.simulation.traffic import time_zone

FEWEST_ROWS, FEWEST_CLICKS = 1000, 20
# Variance of the effects' prior; the plan's own spread is that of what the log does not tell.
PRIOR_VARIANCE = 0.25
MOST_ROWS = 5_000_000
_NEWTON_STEPS = 30


@dataclass(frozen=True)
class FittedResponse:
    """What a log says of clicks and conversions.

    `creative`, `place` (placement, position) and `group` map to effects on the log-odds of a click; `hour` [24].
    `conversion_rate` is None where the log has too few conversions.
    """

    rows: int
    rate: float
    conversion_rate: float | None
    creative: dict[str, float]
    hour: NDArray[np.float64]
    place: dict[tuple[str, int], float]
    group: NDArray[np.float64]


def fit_response(project: ProjectFile, plan: CampaignPlan, people: Population) -> FittedResponse | None:
    """Fit the plan's response to the imported impressions; None where there are fewer than 1,000 or 20 clicks.

    A row with a bid and no cost is an auction that was lost: nobody saw anything that could be clicked.
    """
    connection = project.read()
    known = columns(connection, "impressions")
    by_role = {column.role: column.name for column in known}
    bid = next((column.name for column in known if column.name.lower() in BID_NAMES), None)
    lost = (
        f"AND NOT (i.{quote(by_role['cost'])} IS NULL AND i.{quote(bid)} IS NOT NULL) "
        if bid and "cost" in by_role
        else ""
    )
    if plan.response.source == "assumed" or "clicked" not in by_role:
        return None
    key, own = key_column(connection, "impressions"), key_column(connection, "profiles")
    join, person = "", "NULL"
    if key is not None and own is not None:
        join, person = f"LEFT JOIN profiles p ON p.{quote(own.name)} = i.{quote(key.name)}", f"p.{ROW_ID}"
    wanted = [
        f"i.{quote(by_role[role])}" if role in by_role else "NULL"
        for role in ("time", "creative", "placement", "position", "clicked", "converted")
    ]
    rows = connection.execute(
        f"SELECT {person}, {', '.join(wanted)} FROM impressions i JOIN import_batch b ON b.id = i.{BATCH} {join} "
        f"WHERE b.generated = 0 AND b.undone = 0 {lost}LIMIT {MOST_ROWS}"
    )
    shown: Tally[tuple[Any, ...]] = Tally()
    clicked: Tally[tuple[Any, ...]] = Tally()
    converted = 0
    zone = time_zone(plan.flight.time_zone)
    groups = _groups_of(people)
    for who, time, creative, placement, position, click, conversion in rows:
        hour = None if time is None else datetime.fromtimestamp(float(time), zone).hour
        place = None if placement is None and position is None else (str(placement or ""), int(position or 1))
        cell = (None if creative is None else str(creative), hour, place, groups.get(who))
        shown[cell] += 1
        if click:
            clicked[cell] += 1
            converted += bool(conversion)
    clicks = sum(clicked.values())
    if sum(shown.values()) < FEWEST_ROWS or clicks < FEWEST_CLICKS:
        return None
    return _fit(plan, shown, clicked, converted if "converted" in by_role else 0)


def _groups_of(people: Population) -> dict[int, int]:
    first = people.groups[people.group_start[:-1]]
    return dict(zip(people.ids.tolist(), first.tolist(), strict=True))


def _fit(
    plan: CampaignPlan, shown: Tally[tuple[Any, ...]], clicked: Tally[tuple[Any, ...]], converted: int
) -> FittedResponse:
    cells = list(shown)
    levels: list[list[Any]] = [
        sorted({cell[part] for cell in cells if cell[part] is not None}) for part in range(4)
    ]
    places = [{value: number for number, value in enumerate(part)} for part in levels]
    codes = [[places[part].get(cell[part], -1) for part in range(4)] for cell in cells]
    sizes = [len(part) for part in levels]
    starts = np.cumsum([1, *sizes])
    design = one_hot(np.array(codes, dtype=np.int64), sizes)
    trials = np.array([shown[cell] for cell in cells], dtype=np.float64)
    hits = np.array([clicked[cell] for cell in cells], dtype=np.float64)
    effect = ridge_logistic(design, trials, hits)
    parts = [
        dict(zip(values, effect[starts[number] :], strict=False)) for number, values in enumerate(levels)
    ]
    hour = np.array([parts[1].get(number, 0.0) for number in range(24)])
    group = np.array([parts[3].get(number, 0.0) for number in range(len(plan.ad_groups))])
    clicks = float(hits.sum())
    return FittedResponse(
        rows=int(trials.sum()),
        rate=clicks / float(trials.sum()),
        conversion_rate=converted / clicks if converted >= FEWEST_CLICKS else None,
        creative={name: float(value) for name, value in parts[0].items()},
        hour=hour,
        place={place: float(value) for place, value in parts[2].items()},
        group=group,
    )


def one_hot(codes: NDArray[np.int64], sizes: Sequence[int]) -> NDArray[np.float64]:
    """Return the design of cells whose levels are `codes` [C, P], -1 for none: a 1 for the base, then a column a level."""
    starts = np.cumsum([1, *sizes])
    design = np.zeros((len(codes), int(starts[-1])))
    design[:, 0] = 1.0
    for part, start in enumerate(starts[:-1]):
        known = np.flatnonzero(codes[:, part] >= 0)
        design[known, start + codes[known, part]] = 1.0
    return design


def curvature(
    design: NDArray[np.float64], trials: NDArray[np.float64], chance: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return minus the second derivative of what `ridge_logistic` maximises; its inverse is the effects' covariance."""
    ridge = np.full(design.shape[1], 1.0 / PRIOR_VARIANCE)
    ridge[0] = 1e-9
    bent: NDArray[np.float64] = (design.T * (trials * chance * (1.0 - chance))) @ design + np.diag(ridge)
    return bent


def ridge_logistic(
    design: NDArray[np.float64], trials: NDArray[np.float64], hits: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the effects of grouped binomial data by Newton's method; the first column, the base, has no prior.

    Maximises sum of hits x.b - trials log(1 + exp(x.b)) - |b|^2 / (2 variance).
    """
    effect = np.zeros(design.shape[1])
    rate = hits.sum() / trials.sum()
    effect[0] = np.log(rate / (1.0 - rate))
    ridge = np.full(design.shape[1], 1.0 / PRIOR_VARIANCE)
    ridge[0] = 1e-9
    for _ in range(_NEWTON_STEPS):
        chance = 1.0 / (1.0 + np.exp(-(design @ effect)))
        gradient = design.T @ (hits - trials * chance) - ridge * effect
        step = np.linalg.solve(curvature(design, trials, chance), gradient)
        effect += np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < 1e-8:
            break
    return effect
