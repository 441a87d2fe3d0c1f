"""The planned spend: the budget in the end, the day's limit in every day, and the hours that are open."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.simulation.campaign import AdGroup, Bid, Budget, CampaignPlan, Flight
from admanager.simulation.pacing import planned_spend

MICRO = 1_000_000
NIGHTS = ("1" * 6 + "0" * 18,) * 7


def plan(
    days: int = 7,
    total: str = "70",
    daily: str | None = None,
    pacing: str = "even",
    hours: tuple[str, ...] | None = None,
) -> CampaignPlan:
    start = date(2026, 3, 2)
    return CampaignPlan(
        name="P",
        flight=Flight(start=start, end=start + timedelta(days=days - 1)),
        budget=Budget(total=Decimal(total), daily=None if daily is None else Decimal(daily), pacing=pacing),
        bid=Bid(amount=Decimal("0.4")),
        ad_groups=(AdGroup(name="A", dayparts=hours),),
    )


@given(days=st.integers(1, 30), total=st.integers(1, 10_000), bucket=st.sampled_from([1, 15, 60, 1440]))
def test_even_pacing_plans_to_spend_all_and_never_less_than_before(
    days: int, total: int, bucket: int
) -> None:
    planned = planned_spend(plan(days, str(total)), bucket)
    assert len(planned) == -(-days * 1440 // bucket)
    assert planned[-1] == pytest.approx(total * MICRO)
    assert np.all(np.diff(planned) >= -1e-6)


def test_a_day_never_plans_more_than_its_limit() -> None:
    by_day = np.diff(planned_spend(plan(total="70", daily="8"), 1440), prepend=0)
    assert by_day == pytest.approx([8 * MICRO] * 7)


def test_what_a_limited_day_leaves_over_is_planned_for_the_later_ones() -> None:
    # Weekends have less traffic, so that a plan by traffic gives them less; Monday is the first day here.
    even = np.diff(planned_spend(plan(total="70", pacing="traffic"), 1440), prepend=0)
    assert even[0] > even[6]
    limited = np.diff(planned_spend(plan(total="70", daily="10.1", pacing="traffic"), 1440), prepend=0)
    assert limited.sum() == pytest.approx(70 * MICRO)
    assert limited.max() == pytest.approx(10.1 * MICRO)


def test_nothing_is_planned_for_closed_hours() -> None:
    by_hour = np.diff(planned_spend(plan(days=1, hours=NIGHTS), 60), prepend=0)
    assert by_hour[:6].sum() == pytest.approx(70 * MICRO)
    assert not by_hour[6:].any()


def test_accelerated_pacing_may_spend_a_days_budget_from_midnight_on() -> None:
    planned = planned_spend(plan(days=3, total="20", daily="8", pacing="asap"), 1440)
    assert planned == pytest.approx([8 * MICRO, 16 * MICRO, 20 * MICRO])
    assert planned_spend(plan(days=3, total="20", pacing="asap"), 60)[0] == pytest.approx(20 * MICRO)
