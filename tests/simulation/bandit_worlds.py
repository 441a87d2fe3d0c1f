"""Generated worlds of choices whose truth is known, and how often intervals cover it."""

from __future__ import annotations

import numpy as np

from admanager.simulation.bandit_log import BanditLog
from admanager.simulation.off_policy import evaluate


def world(seed: int) -> tuple[BanditLog, np.ndarray, float]:
    """Draw a log, a policy to judge, [positions, actions], and what that policy truly earns.

    3 to 12 actions in 1 to 3 positions, click rates of 0.5 to 40 %, policies from nearly even to rather sure.
    """
    random = np.random.default_rng([7, seed])
    rounds, actions, positions = random.integers(1500, 6000), random.integers(3, 13), random.integers(1, 4)
    rates = random.beta(2.0, random.uniform(8.0, 80.0), size=(positions, actions))
    logging, target = (softmax(random.normal(0, random.uniform(0.1, 0.8), rates.shape)) for _ in range(2))
    share = random.dirichlet(np.full(positions, 10.0))
    position = random.choice(positions, size=rounds, p=share)
    drawn = random.random(rounds)
    action = (np.cumsum(logging, axis=1)[position] < drawn[:, None]).sum(axis=1).clip(0, actions - 1)
    reward = (random.random(rounds) < rates[position, action]).astype(float)
    log = BanditLog(action, position, reward, logging[position, action], int(actions), int(positions))
    return log, target, float(share @ (target * rates).sum(axis=1))


def softmax(logits: np.ndarray) -> np.ndarray:
    """Return chances from logits, along the last axis."""
    odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return odds / odds.sum(axis=-1, keepdims=True)


def coverage(worlds: int) -> dict[str, float]:
    """Return the share of worlds in which each estimator's 95 % interval holds the truth, and mean squared errors."""
    held: dict[str, list[bool]] = {"snips": [], "dr": []}
    errors: dict[str, list[float]] = {"ips": [], "dr": []}
    for seed in range(worlds):
        log, target, truth = world(seed)
        found = evaluate(log, target, which=("ips", "snips", "dr"), seed=seed)
        assert found.refused is None
        for name, values in held.items():
            estimate = found.estimators[name].estimate
            values.append(estimate.low <= truth <= estimate.high)
        for name, squares in errors.items():
            squares.append((found.estimators[name].estimate.value - truth) ** 2)
    told = {name: float(np.mean(values)) for name, values in held.items()}
    return told | {f"{name}_error": float(np.mean(values)) for name, values in errors.items()}
