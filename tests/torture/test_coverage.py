"""How often the intervals of off-policy estimates hold the truth, over 2,000 generated worlds."""

from __future__ import annotations

import pytest

from tests.simulation.bandit_worlds import coverage


@pytest.mark.slow
def test_the_intervals_of_snips_and_dr_cover_the_truth_in_2000_worlds() -> None:
    told = coverage(2000)
    assert 0.93 <= told["snips"] <= 0.97
    assert 0.93 <= told["dr"] <= 0.97
    assert told["dr_error"] <= told["ips_error"]
