"""Seconds for IPS, SNIPS and DR with 1,000 bootstraps each on 10,000 rounds, beside NumPy's own resampling."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from admanager.simulation.bandit_log import BanditLog
from admanager.simulation.off_policy import evaluate

ROUNDS, ACTIONS, POSITIONS, BOOTSTRAPS = 10_000, 34, 3, 1_000


def run() -> dict[str, Any]:
    """Return the best of three in CPU seconds; the peer bootstraps the one estimator IPS by drawing indices."""
    random = np.random.default_rng(1)
    action, position = random.integers(0, ACTIONS, ROUNDS), random.integers(0, POSITIONS, ROUNDS)
    reward = (random.random(ROUNDS) < 0.005).astype(float)
    log = BanditLog(action, position, reward, np.full(ROUNDS, 1 / ACTIONS), ACTIONS, POSITIONS)
    target = random.dirichlet(np.full(ACTIONS, 0.7), size=POSITIONS)
    evaluate(log, target, which=("ips", "snips", "dr"), bootstraps=2)
    seconds = []
    for _ in range(3):
        began = time.process_time()
        found = evaluate(log, target, which=("ips", "snips", "dr"), bootstraps=BOOTSTRAPS)
        seconds.append(time.process_time() - began)
    terms = target[position, action] * ACTIONS * reward
    began = time.process_time()
    values = [terms[random.integers(0, ROUNDS, ROUNDS)].mean() for _ in range(BOOTSTRAPS)]
    peer = time.process_time() - began
    estimate = found.estimators["ips"].estimate
    if not np.quantile(values, 0.2) < estimate.value < np.quantile(values, 0.8):
        raise AssertionError("the two bootstraps differ")
    return {
        "name": "ope",
        "unit": "CPU s",
        "value": min(seconds),
        "peer": peer,
        "ratio": peer / min(seconds),
        "rounds": ROUNDS,
        "bootstraps": BOOTSTRAPS,
    }
