"""Small worlds without a project: plans over invented people, for tests of the engine's inside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from admanager.simulation.arrays import Counter, Policy, State, World, new_state
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.campaign_file import from_toml
from admanager.simulation.playing import run_minutes
from admanager.simulation.population import from_members
from admanager.simulation.response import Scores
from admanager.simulation.world import Setting, build, setting_without_log
from admanager.texts import sentence

PLAN = """
name = "Autumn"
[flight]
start = 2026-03-23
end = 2026-03-26
time_zone = "Europe/Lisbon"
[budget]
total = 60
daily = 20
[bid]
amount = 0.35
[cap]
per_day = 3
[response]
base_ctr = 0.02
base_cvr = 0.2
revenue_per_conversion = 25
[[ad_groups]]
name = "Young"
include = ["age < 40"]
creatives = [{ name = "A" }, { name = "B" }, { name = "C" }]
[[ad_groups]]
name = "Town"
include = ["city = 'Porto'"]
creatives = [{ name = "A" }, { name = "D", weight = 3 }]
"""


def plan_of(*settings: str) -> CampaignPlan:
    """The small plan with settings put over it."""
    return from_toml(PLAN, settings=settings)


def setting_of(plan: CampaignPlan, people: int = 400) -> Setting:
    """Invented people: the first ad group has the lower 60 % of them, the second the upper 60 %."""
    ids = np.arange(1, people + 1)
    members = [ids[: int(people * 0.6)], ids[int(people * 0.4) :]][: len(plan.ad_groups)]
    members += [ids] * (len(plan.ad_groups) - len(members))
    response = plan.response

    def scores(rate: float | None) -> Scores:
        return Scores(None, False, rate or 0.01, None, sentence("test"))

    return setting_without_log(
        plan,
        from_members(members, None, False),
        scores(response.base_ctr),
        scores(response.base_cvr),
    )


def world_of(plan: CampaignPlan, seed: int = 1, people: int = 400) -> tuple[World, Policy]:
    """The world and the policy of a plan over invented people."""
    return build(setting_of(plan, people), seed)


def played(
    world: World, policy: Policy, cuts: Sequence[int] = (), *, bucket_minutes: int = 1, records: int = 100_000
) -> State:
    """Play a whole flight, cut at the given minutes."""
    state = new_state(world, policy, bucket_minutes, records)
    minutes = len(world.minutes)
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < minutes), minutes]
    for first, last in pairwise(edges):
        run_minutes(world, policy, state, first, last)
    return state


def counter(state: State, which: Counter) -> int:
    """One of the kernel's counters."""
    return int(state.counters[which])


def arrays_of(state: State) -> dict[str, Any]:
    """All arrays of a state, the records only as far as they are used."""
    arrays = {name: value for name, value in state._asdict().items() if isinstance(value, np.ndarray)}
    arrays["records"] = arrays["records"][: counter(state, Counter.RECORDS)]
    return arrays
