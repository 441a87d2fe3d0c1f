"""Differences between two runs: intervals against published and simulated values, and what they say."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.project.file import ProjectFile
from admanager.simulation import compare
from admanager.simulation.compare import Difference, gap
from admanager.simulation.metrics import METRICS, NOTHING, Estimate, poisson_interval, wilson
from admanager.simulation.runs import Run, get_run
from tests.report import kept
from tests.simulation.outcomes import outcome_of, run_of, series_of, totals_of
from tests.simulation.worlds import plan_of


def rates(successes_a: int, trials_a: int, successes_b: int, trials_b: int) -> Estimate:
    return gap(wilson(successes_a, trials_a), wilson(successes_b, trials_b))


# Newcombe (1998), Statistics in Medicine 17: 873, table II, method 10; there as p1 - p2.
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
    ],
)
def test_difference_of_rates_has_newcombes_published_interval(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = rates(*second, *first)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)


def test_interval_of_two_normal_means_is_the_usual_one() -> None:
    found = gap(Estimate(10, 10 - 3, 10 + 3), Estimate(12, 12 - 4, 12 + 4))
    assert (found.value, found.low, found.high) == (2, -3, 7)


def test_interval_holds_the_true_difference_in_95_of_100_cases() -> None:
    generator = np.random.default_rng(11)
    p, q, n, m = 0.012, 0.010, 20_000, 30_000
    held = 0
    for clicks_a, clicks_b in zip(
        generator.binomial(n, p, 4000), generator.binomial(m, q, 4000), strict=True
    ):
        found = rates(int(clicks_a), n, int(clicks_b), m)
        held += found.low <= q - p <= found.high
    assert 0.94 < held / 4000 < 0.96


def test_interval_of_a_difference_of_counts_covers_as_it_should() -> None:
    generator = np.random.default_rng(12)
    held = 0
    for a, b in zip(generator.poisson(60, 4000), generator.poisson(45, 4000), strict=True):
        found = gap(poisson_interval(int(a)), poisson_interval(int(b)))
        held += found.low <= -15 <= found.high
    assert 0.94 < held / 4000 < 0.965


@given(st.integers(1, 5000), st.integers(1, 5000), st.floats(0, 1), st.floats(0, 1))
def test_swapping_the_runs_turns_the_interval_round(n: int, m: int, share_a: float, share_b: float) -> None:
    x, y = int(n * share_a), int(m * share_b)
    there, back = rates(x, n, y, m), rates(y, m, x, n)
    assert (back.value, back.low, back.high) == pytest.approx((-there.value, -there.high, -there.low))
    assert there.low <= there.value <= there.high


def test_nothing_can_be_said_without_a_figure() -> None:
    assert math.isnan(gap(NOTHING, wilson(1, 10)).value)


# -- what a difference says ----------------------------------------------------------------------------------


def found(metric: str, a: tuple[int, ...], b: tuple[int, ...]) -> Difference:
    (found,) = [one for one in compare.differences(totals_of(*a), totals_of(*b)) if one.metric == metric]
    return found


def test_every_figure_is_compared_in_the_order_of_the_screen() -> None:
    told = compare.differences(totals_of(1000, 10), totals_of(1000, 12))
    assert tuple(one.metric for one in told) == METRICS


def test_a_clear_difference_names_the_better_run() -> None:
    ctr = found("ctr", (50_000, 500), (50_000, 700))
    assert (ctr.verdict, ctr.better) == ("higher", "b")
    assert ctr.gap.value == pytest.approx(0.004)
    assert ctr.gap.low > 0


def test_lower_costs_are_better() -> None:
    cpa = found("cpa", (50_000, 500, 400, 900_000_000), (50_000, 500, 200, 900_000_000))
    assert (cpa.verdict, cpa.better) == ("higher", "a")


def test_no_run_is_named_while_the_interval_holds_zero() -> None:
    ctr = found("ctr", (5000, 50), (5000, 58))
    assert ctr.gap.low < 0 < ctr.gap.high
    assert (ctr.verdict, ctr.better) == ("unclear", None)


def test_few_impressions_or_clicks_are_too_little_however_far_apart_the_rates_are() -> None:
    assert found("ctr", (199, 0), (50_000, 25_000)).verdict == "too little"
    cvr = found("cvr", (50_000, 19, 0), (50_000, 500, 400))
    assert (cvr.verdict, cvr.better) == ("too little", None)


def test_what_was_counted_is_no_estimate_and_no_victory() -> None:
    spend = found("spend", (50_000, 500, 40, 900), (50_000, 500, 40, 100))
    assert (spend.verdict, spend.better) == ("counted", None)


def test_costs_without_a_conversion_say_nothing() -> None:
    cpa = found("cpa", (50_000, 500, 0, 900), (50_000, 500, 3, 900))
    assert (cpa.verdict, cpa.better) == ("too little", None)


def test_satisfaction_counts_people_and_not_impressions() -> None:
    # The mood of the same 5,000 people, 10 impressions each, spread 0.1: a gap of 0.003 is within chance for
    # 5,000 people (standard error 0.002), and would not be for 50,000 independent answers.
    a = totals_of(50_000, 500)
    b = replace(a, satisfaction=50_000 * 0.503, satisfaction_squares=50_000 * (0.01 + 0.503**2))
    (told,) = [one for one in compare.differences(a, b) if one.metric == "satisfaction"]
    assert told.gap.value == pytest.approx(0.003)
    assert told.verdict == "unclear"


# -- two whole runs ------------------------------------------------------------------------------------------


def small_run(*settings: str, seed: int = 1, hours: int = 96) -> Run:
    shape = (hours, 3)
    series = series_of(np.full(shape, 100, dtype=np.int64), np.full(shape, 2, dtype=np.int64))
    return run_of(plan_of(*settings), outcome_of(series), seed=seed)


def test_runs_of_the_same_plan_differ_by_chance_alone() -> None:
    told = compare.cautions(small_run(seed=1), small_run(seed=2))
    assert "all that differs is chance" in told[0]


def test_runs_of_different_lengths_are_told_apart() -> None:
    told = compare.cautions(small_run(), small_run(hours=48))
    assert told[0] == ("The runs are not of the same length (4.0 and 2.0 days): compare rates, not counts.")


def test_a_longer_run_does_not_win_by_its_counts() -> None:
    whole, half = small_run(), small_run(hours=48, seed=2)
    verdicts = {found.metric: found.verdict for found in compare.compare_runs(whole, half)}
    assert verdicts["clicks"] == verdicts["conversions"] == verdicts["revenue"] == "other length"
    assert verdicts["ctr"] == "unclear"
    assert not any("all that differs is chance" in text for text in compare.cautions(whole, half))


def test_amounts_in_two_currencies_are_not_compared() -> None:
    euros, dollars = small_run(), small_run("budget.currency=USD")
    assert not compare.comparable("cpa", euros, dollars)
    assert compare.comparable("ctr", euros, dollars)
    assert compare.comparable("roas", euros, dollars)
    compared = {found.metric for found in compare.compare_runs(euros, dollars)}
    assert compared == set(METRICS) - {"spend", "cpc", "cpm", "cpa", "revenue"}
    assert any("EUR and USD" in text for text in compare.cautions(euros, dollars))


def test_changed_settings_are_listed_and_names_are_not() -> None:
    a = plan_of()
    b = plan_of("name=Winter", "bid.amount=0.5", "ad_groups.1.creatives.1.weight=1", "cap.per_week=9")
    told = {change.key: (change.a, change.b) for change in compare.plan_changes(a, b)}
    assert told == {
        "bid.amount": ("0.35", "0.5"),
        "cap.per_week": (None, "9"),
        "ad_groups.Town.creatives.D": ("3.0", "1.0"),
    }


def test_reordered_ad_groups_are_no_change() -> None:
    a = plan_of()
    b = a.model_copy(update={"ad_groups": a.ad_groups[::-1]})
    assert compare.plan_changes(a, b) == []


def test_ratios_of_two_runs_are_those_of_their_totals(tmp_path: Path) -> None:
    with ProjectFile.open(kept.copy_to(tmp_path)) as project:
        a, b = get_run(project, 1), get_run(project, 2)
    found = compare.always_valid(a, b)
    first, second = a.outcome.totals.figures(), b.outcome.totals.figures()
    assert list(found) == ["ctr", "cvr", "cpc", "cpa", "roas"]
    for metric, test in found.items():
        assert test.relative.value == pytest.approx(second[metric].value / first[metric].value - 1)
        assert test.relative.low < test.relative.value < test.relative.high
        assert test.verdict == "not enough data"
