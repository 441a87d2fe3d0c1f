"""Where numba is missing, vectors of NumPy play the same run, with the same interface."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from scipy import stats

from admanager.simulation.arrays import Counter, State, new_state
from admanager.simulation.auctions import STRATEGIES, replay_auctions
from admanager.simulation.playing import run_minutes
from tests.simulation.auction_logs import generated_log, mobile_prices
from tests.simulation.worlds import plan_of, world_of

COMMON = ("flight.end=2026-03-23", "response.base_ctr=0.1", "response.base_cvr=0.3")
# Some minutes have enough opportunities for vectors, in others they are played one by one.
BUSY = (*COMMON, "traffic.opportunities_per_person_per_day=130")
CASES = (
    ("creative_choice=ucb1", "bid.strategy=auto", "budget.pacing=dual", "fraud.share=0.1"),
    ("creative_choice=epsilon_greedy", "budget.pacing=even", "fraud.share=0.2", "bid.pricing=cpc", "ad_groups.0.budget=5"),
    ("creative_choice=even", "market.auction=gsp", "bid.pricing=cpa", "budget.pacing=pid", "fatigue.wear_in=0.2"),
    ("creative_choice=even", "market.auction=vcg", "bid.strategy=target_cpa", "budget.pacing=throttle"),
    ("creative_choice=ucb1", "market.auction=first_price", "bid.strategy=ortb", "ad_groups.0.budget=5"),
    ("creative_choice=even", "bid.strategy=rlb", "budget.pacing=asap", "cap.soft_per_week=5"),
    ("creative_choice=even", "budget.pacing=traffic", "bid.pricing=performance", "bid.amount=2"),
    ("creative_choice=even", "bid.strategy=ocpc", "cap.per_day=1", "experience.leave=0.5", "budget.total=5"),
    # Memory is written anew at the end of an epoch, here every 92 minutes, in busy ones and others.
    ("creative_choice=even", "fatigue.recovery_days=0.002"),
)  # fmt: skip
# Thompson's votes are other draws, and what is learned by person comes some opportunities late.
ALIKE = ("thompson", "linucb", "lints", "logistic", "ftrl")
SEEDS = range(1, 9)
BUSY_MINUTES = (660, 730)
WITHOUT = """
import importlib.util, json, sys
sys.modules["numba"] = None
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "numba" else find(name, *rest)
from admanager.simulation import playing
from tests.simulation import test_without_numba as tests
assert not playing.COMPILED and playing.run_minutes.__module__.endswith("batches")
print(json.dumps(getattr(tests, sys.argv[1])()))
"""


def without_numba(function: str) -> Any:
    """Call a function of this module in a process where numba cannot be imported."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT, function], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def sums() -> list[dict[str, list[float]]]:
    """Return what runs came to: their counters, impressions and clicks by creative, and what was felt and learned."""
    return [sums_of(played_by_hours(case)) for case in CASES]


def played_by_hours(case: tuple[str, ...]) -> State:
    """Play most of a day in pieces of an hour, which must not matter."""
    world, policy = world_of(plan_of(*BUSY, *case), people=300)
    state = new_state(world, policy, 1, 50)
    for hour in range(0, 900, 60):
        run_minutes(world, policy, state, hour, hour + 60)
    return state


def sums_of(state: State) -> dict[str, list[float]]:
    """Return sums over the arrays of a run."""
    felt = [state.series["satisfaction"].sum(), state.felt["memory"].sum(), *state.accounts["multiplier"]]
    return {
        "counters": state.counters.tolist(),
        "shown": state.series["impressions"].sum(axis=0).tolist(),
        "clicked": state.places["clicks"].sum(axis=1).tolist(),
        "auctions": state.series["auctions"].sum(axis=1).tolist(),
        "people": np.bincount(state.people["in_flight"]).tolist(),
        "reach": [*state.arms["reach"].tolist(), *state.creative_reach.tolist()],
        "decisions": state.decisions[["minute", "kind", "who"]].tolist(),
        "kept": state.records[: state.counters[Counter.RECORDS]][["person", "second", "outcome", "slot"]].tolist(),
        "felt": list(map(float, felt)),
    }  # fmt: skip


@pytest.mark.slow
def test_without_numba_vectors_play_the_same_run_as_the_kernel() -> None:
    for case, one, other in zip(CASES, without_numba("sums"), sums(), strict=True):
        assert one["counters"][Counter.IMPRESSIONS] > 50, case
        # The two have their logarithms of different libraries: a cost may be rounded the other way now and then.
        counters = np.array(one.pop("counters")) - other.pop("counters")
        assert np.abs(counters).max() <= 3, (case, counters)
        assert one.pop("felt") == pytest.approx(other.pop("felt"), rel=1e-5)
        assert one == json.loads(json.dumps(other)), case


def outcomes() -> list[list[list[float]]]:
    """Return for each choice and seed: impressions, clicks, conversions, spend, the best creative's share, and people."""
    found = []
    for choice in ALIKE:
        plan = plan_of(
            *BUSY,
            f"creative_choice={choice}",
            "budget.pacing=traffic",
            "traffic.opportunities_per_person_per_day=40",
        )
        runs = []
        for seed in SEEDS:
            world, policy = world_of(plan, seed, people=200)
            state = new_state(world, policy, 60, 100)
            run_minutes(world, policy, state, *BUSY_MINUTES)
            counted = [
                float(state.counters[which])
                for which in (Counter.IMPRESSIONS, Counter.CLICKS, Counter.CONVERSIONS, Counter.SPENT, Counter.REACH)
            ]  # fmt: skip
            shown = state.series["impressions"].sum(axis=0)
            budget = int(policy.accounts["total"].sum())
            assert state.counters[Counter.SPENT] <= budget
            assert shown.sum() == state.places["impressions"].sum() == counted[0]
            assert state.people["in_day"].max() <= policy.cap_day
            runs.append([*counted, shown.max() / shown.sum(), *np.diff(np.r_[0, np.cumsum(shown)]).tolist()])
        found.append(runs)
    return found


@pytest.mark.slow
def test_without_numba_choices_that_learn_have_the_same_distributions() -> None:
    checks = 0
    for choice, one, other in zip(ALIKE, without_numba("outcomes"), outcomes(), strict=True):
        for ours, theirs in zip(np.array(one).T, np.array(other).T, strict=True):
            checks += 1
            difference = ours - theirs
            error = difference.std(ddof=1) / math.sqrt(len(SEEDS))
            # Same people and prices on both sides, so that the differences have mean 0; 4 standard errors and a grain.
            assert abs(difference.mean()) <= 4.0 * error + 1e-3 * abs(theirs.mean()), choice
            assert stats.ks_2samp(ours, theirs).pvalue > 1e-4, choice
    assert checks >= 6 * len(ALIKE)


def replayed() -> list[list[float]]:
    """Return what each strategy wins of a log of auctions."""
    log, info = generated_log(mobile_prices(), 1, auctions=1500)
    results = [
        replay_auctions(log, info, strategy=strategy, episode=250, fraction=1 / 16) for strategy in STRATEGIES
    ]
    return [[one.clicks, one.impressions, one.cost, one.value, one.oracle_value] for one in results]


def test_without_numba_auctions_are_replayed_with_the_same_results() -> None:
    for ours, compiled in zip(without_numba("replayed"), replayed(), strict=True):
        assert ours[:3] == compiled[:3]
        assert ours[3:] == pytest.approx(compiled[3:], rel=1e-12)
