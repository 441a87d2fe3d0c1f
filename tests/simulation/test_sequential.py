from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.simulation.metrics import difference
from admanager.simulation.sequential import (
    Ratio,
    always_valid_half_width,
    compare_rates,
    compare_ratios,
    planned_events,
    planned_trials,
)

LOOKS, STEP = 60, 500


def looked_at(rate_a: float, rate_b: float, seed: int) -> list[tuple[int, int, int, int]]:
    """The counts of two plans, looked at after every 500 impressions."""
    random = np.random.default_rng(seed)
    a, b = (np.cumsum(random.binomial(STEP, rate, LOOKS)) for rate in (rate_a, rate_b))
    return [(int(a[k]), STEP * (k + 1), int(b[k]), STEP * (k + 1)) for k in range(LOOKS)]


def test_looking_again_and_again_seldom_finds_a_difference_that_is_not_there() -> None:
    always, ordinary = 0, 0
    for seed in range(300):
        looks = looked_at(0.03, 0.03, seed)
        always += any(compare_rates(*counts).verdict != "not enough data" for counts in looks)
        ordinary += any(not (low.low <= 0 <= low.high) for low in (difference(*counts) for counts in looks))
    assert always <= 0.07 * 300
    assert ordinary > 0.2 * 300


def test_a_difference_that_is_there_is_found_with_its_sign() -> None:
    for seed in range(20):
        verdicts = [compare_rates(*counts).verdict for counts in looked_at(0.03, 0.045, seed)]
        assert verdicts[-1] == "higher"
        assert "lower" not in verdicts
        back = compare_rates(*(looked_at(0.045, 0.03, seed)[-1]))
        assert back.verdict == "lower"


def test_few_clicks_are_not_enough_data() -> None:
    found = compare_rates(0, 5000, 9, 5000)
    assert found.verdict == "not enough data"
    assert not found.difference.known
    assert compare_rates(0, 0, 0, 0).planned is None


def test_the_planned_sample_finds_the_lift_as_often_as_it_says() -> None:
    size = planned_trials(0.05, 0.2)
    assert size == 8158
    random = np.random.default_rng(5)
    a, b = random.binomial(size, 0.05, 4000), random.binomial(size, 0.06, 4000)
    spread = np.sqrt((a / size * (1 - a / size) + b / size * (1 - b / size)) / size)
    power = np.mean((b - a) / size / spread > 1.959964)
    assert power == pytest.approx(0.8, abs=0.02)


def test_the_interval_narrows_as_data_come_and_is_wider_than_one_for_a_single_look() -> None:
    widths = [always_valid_half_width(1e-4 / n, 0.01) for n in (1, 4, 16, 64)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 1.96 * 1e-2


def test_a_rate_outside_0_and_1_has_no_sample_size() -> None:
    for rate, lift in ((0.0, 0.1), (1.0, 0.1), (0.5, 0.0)):
        with pytest.raises(ValueError, match="between 0 and 1"):
            planned_trials(rate, lift)


# -- ratios --------------------------------------------------------------------------------------------------

HOURS, HOURLY = 240, 40


def costs(seed: int, rate: float, *, crowds: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Spend and conversions by hour; with `crowds` the hours differ by more than chance."""
    random = np.random.default_rng(seed)
    clicks = random.poisson(HOURLY, HOURS)
    conversions = random.poisson(rate * clicks * np.exp(random.normal(0.0, crowds, HOURS)))
    return 0.3 * clicks * random.gamma(20, 1 / 20, HOURS), conversions.astype(float)


def until(hours: tuple[np.ndarray, np.ndarray], end: int) -> Ratio:
    spend, conversions = (part[:end] for part in hours)
    return Ratio(spend, conversions, float(conversions.sum()))


@pytest.mark.parametrize("crowds", [0.0, 0.6])
def test_costs_looked_at_again_and_again_seldom_seem_to_differ_when_they_do_not(crowds: float) -> None:
    always, ordinary = 0, 0
    for seed in range(120):
        a, b = costs(2 * seed, 0.075, crowds=crowds), costs(2 * seed + 1, 0.075, crowds=crowds)
        looks = [(until(a, end), until(b, end)) for end in range(24, HOURS + 1, 8)]
        always += any(compare_ratios(*look).verdict != "not enough data" for look in looks)
        ordinary += any(
            abs(np.log(two.value / one.value)) > 1.96 * np.sqrt(one.log_variance + two.log_variance)
            for one, two in looks
        )
    assert always <= 0.05 * 120
    assert ordinary > 0.12 * 120


def test_a_dearer_conversion_is_found_with_its_sign_and_size() -> None:
    found = compare_ratios(until(costs(1, 0.15), HOURS), until(costs(2, 0.1), HOURS))
    assert found.verdict == "higher"
    assert found.relative.low < 0.5 < found.relative.high
    back = compare_ratios(until(costs(2, 0.1), HOURS), until(costs(1, 0.15), HOURS))
    assert back.verdict == "lower"


def test_few_conversions_are_not_enough_data_and_say_how_many_are_needed() -> None:
    found = compare_ratios(until(costs(1, 0.0003), HOURS), until(costs(2, 0.1), HOURS))
    assert found.events < 10
    assert not found.relative.known
    assert found.verdict == "not enough data"
    assert found.planned == planned_events(1.0, 0.1) == 3349


def test_crowds_widen_the_interval_and_the_plan() -> None:
    calm, crowded = (
        compare_ratios(until(costs(3, 0.1, crowds=c), HOURS), until(costs(4, 0.1, crowds=c), HOURS))
        for c in (0.0, 1.2)
    )
    assert crowded.planned > 2 * calm.planned
    assert crowded.relative.high - crowded.relative.low > 1.3 * (calm.relative.high - calm.relative.low)


def test_the_planned_events_find_the_lift_as_often_as_they_say() -> None:
    planned = planned_events(1.0, 0.25)
    random = np.random.default_rng(8)
    found = 0
    for _ in range(400):
        a, b = random.poisson(planned), random.poisson(planned * 1.25)
        gap, variance = np.log(b / a), 1 / a + 1 / b
        found += gap - always_valid_half_width(variance, np.log(1.25)) > 0
    assert found / 400 == pytest.approx(0.8, abs=0.1)


@given(st.floats(0.01, 2.0), st.floats(1.0, 20.0))
def test_a_smaller_lift_and_more_crowding_need_more_events(lift: float, crowding: float) -> None:
    planned = planned_events(crowding, lift)
    assert planned >= planned_events(1.0, lift)
    assert planned >= planned_events(crowding, 1.5 * lift)


@pytest.mark.parametrize("lift", [0.0, -1.0])
def test_without_a_lift_there_is_nothing_to_plan(lift: float) -> None:
    with pytest.raises(ValueError, match="lift"):
        planned_events(1.0, lift)
