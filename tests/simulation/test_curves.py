"""The curves of a run against what can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import binomtest

from admanager.simulation import curves
from tests.simulation.outcomes import outcome_of, series_of
from tests.simulation.worlds import plan_of

HOURS = 4 * 24  # the flight of the small plan has four days


def hourly(impressions: int, clicks: int, hours: int = HOURS, arms: int = 3) -> tuple[np.ndarray, np.ndarray]:
    shape = (hours, arms)
    return np.full(shape, impressions, dtype=np.int64), np.full(shape, clicks, dtype=np.int64)


def test_ctr_of_an_interval_has_wilsons_interval_of_scipy() -> None:
    impressions, clicks = hourly(100, 2)
    clicks[:6] = [3, 5, 0]
    curve = curves.ctr_by_interval(outcome_of(series_of(impressions, clicks)))
    expected = binomtest(6 * 8, 6 * 300).proportion_ci(method="wilson")
    assert curve.minute[0] == 180
    assert curve.value[0] == pytest.approx(48 / 1800)
    assert (curve.low[0], curve.high[0]) == pytest.approx((expected.low, expected.high))
    assert len(curve.value) == HOURS / 6


def test_ctr_is_left_out_where_fewer_than_200_people_looked() -> None:
    impressions, clicks = hourly(100, 2)
    impressions[:6] = 11  # 6 hours of 3 arms: 198
    impressions[6:12] = 12
    curve = curves.ctr_by_interval(outcome_of(series_of(impressions, clicks)))
    assert np.isnan([curve.value[0], curve.low[0], curve.high[0]]).all()
    assert np.isfinite([curve.value[1], curve.low[1], curve.high[1]]).all()


@pytest.mark.parametrize(
    ("days", "minutes"), [(1, 60), (2, 60), (3, 360), (13, 360), (14, 1440), (90, 1440), (91, 10080)]
)
def test_the_longer_the_flight_the_wider_the_interval(days: int, minutes: int) -> None:
    impressions, clicks = hourly(1, 0, days * 24)
    assert curves.interval_minutes(outcome_of(series_of(impressions, clicks))) == minutes


def test_last_interval_of_a_stopped_run_is_a_shorter_one() -> None:
    impressions, clicks = hourly(100, 2, hours=62)
    curve = curves.ctr_by_interval(outcome_of(series_of(impressions, clicks)))
    assert curve.minute[-1] == 60 * 61  # the middle of the hours 60 to 62
    assert curve.value[-1] == pytest.approx(0.02)


def test_conversion_rate_so_far_counts_conversions_when_they_happen() -> None:
    impressions, clicks = hourly(100, 2)
    conversions = np.zeros_like(clicks)
    conversions[10] = 4
    curve = curves.cvr_so_far(outcome_of(series_of(impressions, clicks, conversions), late=[5, 0, 0]))
    assert np.isnan(curve.value[:3]).all()  # 6, 12 and 18 clicks
    assert curve.value[3] == 0
    assert curve.minute[10] == 11 * 60
    assert curve.value[10] == pytest.approx(12 / 66)
    assert curve.value[-1] == pytest.approx(12 / (6 * HOURS))


def test_spend_so_far_ends_at_the_total() -> None:
    outcome = outcome_of(series_of(*hourly(100, 2)))
    curve = curves.spend_so_far(outcome)
    assert curve.value[-1] == pytest.approx(outcome.totals.spend / 1e6)
    assert (np.diff(curve.value) > 0).all()
    assert (curve.low == curve.value).all()


def test_even_plan_spends_the_budget_by_the_end_with_each_day_its_part() -> None:
    plan = plan_of("budget.total=80", "budget.daily=30", "flight.start=2026-03-23", "flight.end=2026-03-26")
    curve = curves.spend_as_planned(plan)
    assert curve.value[-1] == pytest.approx(80)
    at_midnight = np.interp([1440, 2880, 4320], curve.minute, curve.value)
    assert np.diff([0, *at_midnight, 80]) == pytest.approx(
        [20, 20, 20, 20]
    )  # four weekdays with equal traffic


def test_daily_budget_holds_the_plan_back() -> None:
    plan = plan_of("budget.total=100", "budget.daily=10")
    assert curves.spend_as_planned(plan).value[-1] == pytest.approx(40)


def test_without_pacing_the_plan_is_what_may_have_been_spent() -> None:
    plan = plan_of("budget.total=50", "budget.daily=20", "budget.pacing=asap")
    curve = curves.spend_as_planned(plan)
    assert np.interp([60, 1440, 1500, 2940, 5760], curve.minute, curve.value).tolist() == [20, 20, 40, 50, 50]


def test_hours_are_those_of_the_flights_own_zone() -> None:
    plan = plan_of("flight.time_zone=Asia/Tokyo")
    impressions, clicks = hourly(1, 0)
    impressions[9] = 1000  # nine hours after local midnight
    hours = curves.by_hour(outcome_of(series_of(impressions, clicks)), plan)
    assert [hour.hour for hour in hours] == list(range(24))
    assert hours[9].impressions == 3 * 1000 + 3 * 3
    assert hours[0].impressions == 4 * 3


@given(
    counts=arrays(np.int64, (HOURS, 3), elements=st.integers(0, 500)),
    share=arrays(np.int64, (HOURS, 3), elements=st.integers(0, 100)),
    late=st.integers(0, 50),
)
def test_hours_and_curves_add_up_to_the_totals(counts: np.ndarray, share: np.ndarray, late: int) -> None:
    clicks = counts * share // 100
    conversions = clicks // 3
    outcome = outcome_of(series_of(counts, clicks, conversions), late=[late, 0, 0])
    hours = curves.by_hour(outcome, plan_of())
    totals = outcome.totals
    assert sum(hour.impressions for hour in hours) == totals.impressions
    assert sum(hour.clicks for hour in hours) == totals.clicks
    assert sum(hour.spend for hour in hours) == totals.spend
    assert sum(hour.conversions for hour in hours) + late == totals.conversions
    rates = curves.ctr_by_interval(outcome)
    known = np.isfinite(rates.value)
    assert (rates.low[known] <= rates.value[known]).all()
    assert (rates.value[known] <= rates.high[known]).all()
    assert curves.spend_so_far(outcome).value[-1] == pytest.approx(totals.spend / 1e6)


def test_ctr_so_far_ends_at_the_rate_of_the_whole_run_and_begins_with_200_impressions() -> None:
    impressions, clicks = hourly(20, 1)
    curve = curves.ctr_so_far(outcome_of(series_of(impressions, clicks)))
    known = np.isfinite(curve.value)
    assert curve.minute[known][0] == 60 * 4  # 3 hours of 3 arms: 180 impressions
    assert curve.value[-1] == pytest.approx(0.05)
    width = (curve.high - curve.low)[known]
    assert np.all(np.diff(width) < 0)


def test_conversion_rate_of_an_interval_never_exceeds_one() -> None:
    impressions, clicks = hourly(100, 2)
    conversions = np.zeros_like(clicks)
    conversions[6:12] = 5  # of clicks that came before
    curve = curves.cvr_by_interval(outcome_of(series_of(impressions, clicks, conversions)))
    assert curve.value[:3] == pytest.approx([0.0, 1.0, 0.0])
    assert np.nanmax(curve.high) <= 1.0
    by_day = curves.cvr_by_interval(outcome_of(series_of(impressions, clicks, conversions)), 1440)
    assert by_day.value[0] == pytest.approx(90 / 144)
