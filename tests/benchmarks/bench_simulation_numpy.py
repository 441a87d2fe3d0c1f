"""Opportunities per processor second without numba, with everything on: vectors of NumPy beside plain Python.

The world is that of `simulation-full`, on its first day; `numba` says what the compiled engine reaches on it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

MINUTES, PEER_MINUTES = 1440, 60
WITHOUT = """
import importlib.util, json, sys
sys.modules["numba"] = None
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "numba" else find(name, *rest)
from admanager.simulation import kernel, playing
from tests.benchmarks.bench_simulation_numpy import MINUTES, PEER_MINUTES, speed
print(json.dumps([speed(playing.run_minutes, MINUTES), speed(kernel.run_minutes, PEER_MINUTES)]))
"""


def run() -> dict[str, Any]:
    """Return the speed of the vectors; the peer is the kernel's own code as plain Python."""
    from admanager.simulation import kernel

    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True)
    value, peer = json.loads(done.stdout)
    compiled = speed(kernel.run_minutes, MINUTES)
    return {
        "name": "simulation-numpy",
        "unit": "opportunities per CPU s",
        "value": value,
        "peer": peer,
        "ratio": value / peer,
        "numba": compiled,
    }


def speed(run_minutes: Any, minutes: int) -> float:
    """Play some minutes of the full world and return the opportunities per processor second."""
    from admanager.simulation.arrays import Counter, new_state
    from tests.benchmarks.simulated import full_world

    world, policy = full_world()
    run_minutes(world, policy, new_state(world, policy, 15, 200_000), 0, 0)
    state = new_state(world, policy, 15, 200_000)
    began = time.process_time()
    run_minutes(world, policy, state, 0, minutes)
    return float(state.counters[Counter.OPPORTUNITIES]) / (time.process_time() - began)
