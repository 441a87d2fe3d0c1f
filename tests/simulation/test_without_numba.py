"""Where numba is missing, Python plays the same run, with the same interface."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from admanager.simulation.arrays import Counter
from tests.simulation.worlds import plan_of, played, world_of

COMMON = ("flight.end=2026-03-23", "response.base_ctr=0.1", "response.base_cvr=0.3")
CASES = (
    ("creative_choice=thompson", "bid.strategy=auto", "budget.pacing=dual", "fraud.share=0.1"),
    ("creative_choice=linucb", "market.auction=gsp", "bid.pricing=cpa", "budget.pacing=pid", "fatigue.wear_in=0.2"),
    ("creative_choice=logistic", "market.auction=vcg", "bid.strategy=target_cpa", "budget.pacing=throttle"),
    ("creative_choice=ucb1", "market.auction=first_price", "bid.strategy=ortb", "ad_groups.0.budget=5"),
    ("creative_choice=ftrl", "bid.strategy=rlb", "budget.pacing=asap", "cap.soft_per_week=5"),
)  # fmt: skip
WITHOUT = """
import importlib.util, json, sys
sys.modules["numba"] = None
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "numba" else find(name, *rest)
from admanager.simulation import scalar_draws
from tests.simulation.test_without_numba import sums
print(json.dumps([scalar_draws.COMPILED, sums()]))
"""


def sums() -> list[dict[str, list[float]]]:
    """Return what runs came to: their counters, impressions and clicks by creative, and what was felt and learned."""
    found = []
    for case in CASES:
        state = played(*world_of(plan_of(*COMMON, *case), people=100), records=50)
        felt = [
            state.series["satisfaction"].sum(),
            abs(state.weights).sum(),
            state.accounts["multiplier"].sum(),
        ]
        found.append({
            "counters": state.counters.tolist(),
            "shown": state.series["impressions"].sum(axis=0).tolist(),
            "clicked": state.places["clicks"].sum(axis=1).tolist(),
            "people": np.bincount(state.people["in_flight"]).tolist(),
            "kept": state.records["person"].tolist(),
            "felt": list(map(float, felt)),
        })  # fmt: skip
    return found


def test_without_numba_python_plays_the_same_run() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    compiled, plain = json.loads(done.stdout)
    assert not compiled
    for one, other in zip(plain, sums(), strict=True):
        assert one["counters"][Counter.IMPRESSIONS] > 20
        # The two have their logarithms of different libraries: a cost may be rounded the other way now and then.
        assert np.abs(np.array(one.pop("counters")) - other.pop("counters")).max() <= 3
        assert one.pop("felt") == pytest.approx(other.pop("felt"), rel=1e-5)
        assert one == other
