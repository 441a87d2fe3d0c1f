from __future__ import annotations

import numpy as np
import pytest

from admanager.simulation.metrics import difference
from admanager.simulation.sequential import always_valid_half_width, compare_rates, planned_trials

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
