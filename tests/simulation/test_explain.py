"""What limits a run, and what its clicks set aside, is told in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from admanager.jobs import Job
from admanager.simulation import engine
from admanager.simulation.engine import Options
from admanager.simulation.explain import explained
from tests.simulation import projects
from tests.simulation.worlds import plan_of


def told_by(folder: Path, *settings: str) -> list[str]:
    """Play a plan on a project's people and return the sentences of its decisions about budgets and bounds."""
    plan = plan_of(*settings)
    with projects.copy_to(folder) as project:
        path = project.path
    (played,) = engine.play(path, plan, [1], Options(), job=Job())
    return [str(said) for _, kind, said in explained(plan, played) if kind in {"budget", "bound"}]


@pytest.mark.parametrize(
    ("settings", "limit"),
    [
        (
            ("budget.total=1", "budget.daily=0.2"),
            "What limits “Autumn” now is its budget: more could be bought at these bids.",
        ),
        (
            ("budget.total=5000", "budget.daily=1000", "bid.amount=0.05"),
            "What limits “Autumn” now is its bid, its audience or its caps: the budget would allow more.",
        ),
        (
            ("budget.total=5000", "budget.daily=1000", "bid.strategy=target_cpa", "bid.amount=0.5"),
            "What limits “Autumn” now is its target, not its budget.",
        ),
    ],
)
def test_what_limits_a_run_is_told(tmp_path: Path, settings: tuple[str, ...], limit: str) -> None:
    said = told_by(tmp_path, *settings)
    assert next(text for text in said if text.startswith("What limits")) == limit


PAID = (
    "bid.strategy=target_cpa",
    "bid.amount=5",
    "budget.pacing=asap",
    "response.base_ctr=0.2",
    "budget.total=10",
)


def test_what_clicks_set_aside_is_told_where_conversions_are_paid_for(tmp_path: Path) -> None:
    said = told_by(tmp_path, *PAID, "budget.daily=3", "bid.pricing=cpa")
    assert any(
        "are set aside for clicks that may still convert: a shorter click window" in text for text in said
    )
    assert not any("more could be bought at these bids" in text for text in said)


def test_a_day_whose_budget_is_set_aside_is_not_told_as_spent(tmp_path: Path) -> None:
    said = told_by(tmp_path, *PAID, "budget.daily=3", "bid.pricing=performance", "bid.conversion_price=1")
    assert any("has spent or set aside what it may spend today (3.00)" in text for text in said)
    assert not any("has spent what it may spend today" in text for text in said)
