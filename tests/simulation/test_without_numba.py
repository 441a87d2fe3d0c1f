"""Where numba is missing, Python plays the same run, with the same interface."""

from __future__ import annotations

import subprocess
import sys

import numpy as np

from admanager.simulation.arrays import Counter
from tests.simulation.worlds import plan_of, played, world_of

SETTINGS = (
    "flight.end=2026-03-23", "creative_choice=thompson", "bid.strategy=auto", "budget.pacing=dual",
    "response.base_ctr=0.1", "fraud.share=0.1",
)  # fmt: skip
WITHOUT = """
import importlib.util, json, sys
sys.modules["numba"] = None
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "numba" else find(name, *rest)
from admanager.simulation import scalar_draws
from tests.simulation.test_without_numba import SETTINGS
from tests.simulation.worlds import plan_of, played, world_of
state = played(*world_of(plan_of(*SETTINGS), people=150))
print(json.dumps([scalar_draws.COMPILED, state.counters.tolist(), state.series["impressions"].sum(axis=0).tolist()]))
"""


def test_without_numba_python_plays_the_same_run() -> None:
    import json

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    compiled, counters, impressions = json.loads(done.stdout)
    state = played(*world_of(plan_of(*SETTINGS), people=150))
    assert not compiled
    assert counters[Counter.IMPRESSIONS] > 100
    assert np.abs(np.array(counters) - state.counters).max() <= 2
    assert impressions == state.series["impressions"].sum(axis=0).tolist()
