from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.simulation import off_policy
from admanager.simulation.bandit_log import (
    PRIOR_CLICKS,
    PRIOR_PASSES,
    BanditLog,
    read_bandit_log,
    target_chances,
    thompson_chances,
)
from admanager.simulation.off_policy import ESTIMATORS, Evaluation, evaluate, reward_rates
from admanager.simulation.resampling import bca_interval, bernstein_interval, resampled_sums
from admanager.texts import AdManagerError
from tests.simulation.bandit_worlds import coverage, world


def values(found: Evaluation) -> dict[str, float]:
    return {name: one.estimate.value for name, one in found.estimators.items()}


def open_bandit(folder: Path, name: str) -> BanditLog:
    return read_bandit_log(folder / "open_bandit" / f"{name}_men.csv.gz")


def test_bts_from_the_random_log_covers_the_published_rate(shared_data: Path) -> None:
    log = open_bandit(shared_data, "random")
    found = evaluate(log, target_chances("bts", log))
    assert found.effective_sample_size == pytest.approx(2470, abs=30)
    assert found.estimators["ips"].estimate.value == pytest.approx(0.0045, abs=0.0001)
    for name in ("ips", "snips", "dm", "dr", "switch_dr", "dros"):
        estimate = found.estimators[name].estimate
        assert estimate.low < 0.0067 < estimate.high
    assert found.unsupported_share == 0
    assert found.refused is None


def test_the_log_s_own_policy_is_estimated_by_its_own_mean(shared_data: Path) -> None:
    log = open_bandit(shared_data, "bts")
    found = evaluate(log, None)
    for name in ("ips", "snips", "dr", "switch_dr"):
        assert found.estimators[name].estimate.value == pytest.approx(69 / 10_000)
    assert found.effective_sample_size == 10_000
    assert found.on_policy.value == 0.0069


def test_too_little_support_is_refused_with_its_reason() -> None:
    log, _, _ = world(1)
    sure = np.full((log.positions, log.actions), 0.01 / (log.actions - 1))
    rare = int(np.bincount(log.action).argmin())
    sure[:, rare] = 0.99
    few = BanditLog(
        log.action[:300],
        log.position[:300],
        log.reward[:300],
        log.propensity[:300],
        log.actions,
        log.positions,
    )
    found = evaluate(few, sure)
    assert found.effective_sample_size < 100
    assert "at least 100 are needed" in str(found.refused)
    assert all(np.isnan(value) for value in values(found).values())
    assert all(one.refused == found.refused for one in found.estimators.values())


def test_an_even_policy_is_refused_on_a_log_whose_rare_choices_hold_hardly_a_click(shared_data: Path) -> None:
    log = open_bandit(shared_data, "bts")
    found = evaluate(log, target_chances("random", log))
    assert found.effective_sample_size == pytest.approx(656, abs=1)
    assert found.effective_rewards == pytest.approx(656 * 0.0069, abs=0.05)
    assert "only 4.5 clicks are to be expected" in str(found.refused)
    assert all(np.isnan(value) for value in values(found).values())


def test_rare_rewards_are_refused_where_intervals_would_miss_the_truth() -> None:
    """Choices that earn most are logged hardly ever: without the gate many intervals would miss the truth."""
    missed, refused = [], []
    for seed in range(60):
        random = np.random.default_rng([11, seed])
        action = (random.random(8000) < 0.01).astype(np.int64)
        rates = np.array([0.004, 0.02])
        reward = (random.random(8000) < rates[action]).astype(float)
        log = BanditLog(action, np.zeros(8000, np.int64), reward, np.where(action, 0.01, 0.99), 2, 1)
        target = np.array([[0.5, 0.5]])
        found = evaluate(log, target, which=("snips",), bootstraps=200)
        refused.append(found.refused is not None)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(off_policy, "LEAST_REWARDS", 0.0)
            ends = evaluate(log, target, which=("snips",), bootstraps=200).estimators["snips"].estimate
        missed.append(not ends.low <= 0.012 <= ends.high)
    assert all(refused)
    assert np.mean(missed) > 0.15


def test_choices_that_the_log_never_shows_are_refused() -> None:
    log, _, _ = world(2)
    wide = BanditLog(log.action, log.position, log.reward, log.propensity, log.actions + 10, log.positions)
    found = evaluate(wide, np.full((wide.positions, wide.actions), 1 / wide.actions))
    assert found.unsupported_share == pytest.approx(10 / wide.actions)
    assert "never shows" in str(found.refused)


def test_the_intervals_cover_the_truth_as_often_as_they_say() -> None:
    told = coverage(200)
    assert 0.90 <= told["snips"] <= 0.99
    assert 0.90 <= told["dr"] <= 0.99
    assert told["dr_error"] <= told["ips_error"]


def test_the_same_log_and_seed_give_the_same_numbers() -> None:
    log, target, _ = world(3)
    first, second, other = (evaluate(log, target, seed=seed) for seed in (5, 5, 6))
    assert first.estimators["ips"] == second.estimators["ips"]
    assert first.estimators["dr"].estimate.low != other.estimators["dr"].estimate.low
    assert list(first.estimators) == list(ESTIMATORS)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_interval_holds_its_value_and_the_bernstein_interval_is_wider(seed: int) -> None:
    log, target, _ = world(seed)
    found = evaluate(log, target, bootstraps=200)
    for one in found.estimators.values():
        if one.refused is None:
            assert one.estimate.low <= one.estimate.value <= one.estimate.high
        if one.bernstein is not None:
            assert one.bernstein[0] < one.estimate.low
            assert one.estimate.high < one.bernstein[1]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_ips_and_snips_are_their_formulas(seed: int) -> None:
    log, target, _ = world(seed)
    found = evaluate(log, target, which=("ips", "snips"), bootstraps=10)
    pairs = [
        (target[x, a] / p, r)
        for x, a, p, r in zip(log.position, log.action, log.propensity, log.reward, strict=True)
    ]
    weighted = sum(w * r for w, r in pairs)
    assert values(found)["ips"] == pytest.approx(weighted / len(pairs))
    assert values(found)["snips"] == pytest.approx(weighted / sum(w for w, _ in pairs))
    assert found.max_weight == pytest.approx(max(w for w, _ in pairs))


def test_doubly_robust_is_right_with_wrong_propensities_and_a_right_model() -> None:
    """With the propensities off by half, IPS is off by half; DR rests on the model, which here is exact in the limit."""
    random = np.random.default_rng(4)
    action = random.integers(0, 2, 60_000)
    reward = (random.random(60_000) < np.array([0.2, 0.6])[action]).astype(float)
    log = BanditLog(action, np.zeros_like(action), reward, np.full(60_000, 0.75), 2, 1)
    found = values(evaluate(log, np.array([[0.0, 1.0]]), which=("ips", "dr"), bootstraps=10))
    assert found["ips"] == pytest.approx(0.4, abs=0.01)
    assert found["dr"] == pytest.approx(0.6, abs=0.02)


def test_replay_counts_only_matching_rounds_of_an_even_log(shared_data: Path) -> None:
    log = open_bandit(shared_data, "random")
    found = evaluate(log, target_chances("random", log), which=("replay",))
    matched = found.estimators["replay"].matched
    assert matched is not None
    assert abs(matched - 10_000 / 34) < 4 * np.sqrt(10_000 / 34)
    uneven = open_bandit(shared_data, "bts")
    refused = evaluate(uneven, None, which=("replay",)).estimators["replay"].refused
    assert "chose evenly" in str(refused)


def test_thompson_chances_are_those_of_the_posterior() -> None:
    even = thompson_chances((1, 1), (9, 9), 2, draws=20_000)
    assert even.sum(axis=1) == pytest.approx([1, 1])
    assert even[0, 0] == pytest.approx(0.5, abs=0.02)
    known = thompson_chances(PRIOR_CLICKS, PRIOR_PASSES, 3)
    assert known.sum() == pytest.approx(3)
    assert int(known[0].argmax()) == int(
        np.argmax(np.array(PRIOR_CLICKS) / np.add(PRIOR_CLICKS, PRIOR_PASSES))
    )


def test_reward_rates_lie_between_an_action_s_own_rate_and_the_mean() -> None:
    shown, clicked = np.array([[[1000, 10, 0]]]), np.array([[[100, 5, 0]]])
    rates = reward_rates(shown, clicked)[0, 0]
    mean = 105 / 1010
    assert rates[0] == pytest.approx(0.1, abs=0.01)
    assert mean < rates[1] < 0.5
    assert rates[2] == pytest.approx(mean, abs=0.01)


def test_bootstrap_sums_have_the_mean_and_spread_of_the_rows() -> None:
    rows = np.random.default_rng(1).gamma(2.0, size=(3000, 2))
    sums = resampled_sums(rows, 4000, seed=3) / len(rows)
    spread = rows.std(axis=0) / np.sqrt(len(rows))
    assert np.abs(sums.mean(axis=0) - rows.mean(axis=0)).max() < 5 * spread.max() / np.sqrt(4000)
    assert sums.std(axis=0) == pytest.approx(spread, rel=0.05)
    low, high = bca_interval(sums[:, 0], rows[:, 0].mean(), rows[:, 0] - rows[:, 0].mean())
    assert high - low == pytest.approx(2 * 1.96 * spread[0], rel=0.1)
    assert bernstein_interval(rows[:, 0], 20.0)[0] < low


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("item_id,position,click\n1,1,0\n", "has no column propensity_score"),
        ("item_id,position,click,propensity_score\n", "has no rows"),
        ("item_id,position,click,propensity_score\n1,1,0,0.5\n1,1,0,0\n", "In row 2 .*propensity_score"),
        ("item_id,position,click,propensity_score\n1,1,3,0.5\n", "column click holds 3"),
        ("item_id,position,click,propensity_score\n1.5,1,0,0.5\n", "column item_id holds 1.5"),
        ("item_id,position,click,propensity_score\n,1,0,0.5\n", "column item_id holds nan"),
        ("item_id,position,click,propensity_score\nx,1,0,0.5\n", "cannot be read as a table"),
    ],
)
def test_a_log_that_does_not_fit_is_refused_with_the_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "log.csv"
    path.write_text(text)
    with pytest.raises(AdManagerError, match=said):
        read_bandit_log(path)


def test_bts_is_known_only_for_its_own_items(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("item_id,position,click,propensity_score\n0,1,0,0.5\n1,1,1,0.5\n")
    with pytest.raises(AdManagerError, match="34 items"):
        target_chances("bts", read_bandit_log(path))
