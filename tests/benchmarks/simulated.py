"""A world for the simulator's benchmarks: four ad groups with budgets of their own and eight creatives each."""

from __future__ import annotations

from typing import Any

from tests.simulation.worlds import plan_of, world_of

PEOPLE = 100_000
GROUPS, CREATIVES = 4, 8
SETTINGS = (
    "flight.end=2026-04-05",
    "budget.total=60000",
    "budget.daily=6000",
    "budget.pacing=traffic",
    "bid.strategy=auto",
    "bid.pricing=cpc",
    "bid.amount=0.3",
    "creative_choice=thompson",
    "cap.per_day=8",
    "cap.soft_per_week=20",
    "fatigue.wear_in=0.1",
    "fraud.share=0.02",
    "response.base_ctr=0.01",
)


def full_world() -> tuple[Any, Any]:
    """Return a world and a policy with everything that a campaign has."""
    groups = ",".join(
        f'{{name="G{group}", include=["x"], budget=15000, creatives=['
        + ",".join(f'{{name="C{group}{number}"}}' for number in range(CREATIVES))
        + "]}"
        for group in range(GROUPS)
    )
    return world_of(plan_of(*SETTINGS, f"ad_groups=[{groups}]"), people=PEOPLE)


def bare_world() -> tuple[Any, Any]:
    """Return a world without the people's state, learning, caps or pacing: one ad group that buys impressions."""
    plan = plan_of(
        "flight.end=2026-04-05", "budget.total=1e6", "budget.daily=1e5", "budget.pacing=asap", "bid.strategy=fixed_cpm",
        "bid.amount=1.2", 'ad_groups=[{name="G", include=["x"], creatives=[{name="C"}]}]', "experience.leave=0",
    )  # fmt: skip
    world, policy = world_of(plan.model_copy(update={"cap": type(plan.cap)()}), people=PEOPLE)
    return world._replace(felt=0), policy
