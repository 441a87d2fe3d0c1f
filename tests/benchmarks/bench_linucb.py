"""Rounds a processor second of LinUCB with eight arms and sixteen features, learning after each round."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from admanager.simulation.arrays import FEATURES, Choice
from admanager.simulation.online import rounds

ROUNDS, ARMS = 200_000, 8
# obp 0.5.5, BanditPolicySimulator with LinUCB, 8 arms and 16 features, measured on the same kind of machine; it needs
# pins of its own (pandas below 2, scikit-learn below 1.2), which have no build for this Python.
PEER_ROUNDS_PER_SECOND = 18_300.0


def run() -> dict[str, Any]:
    """Return the best of three, compiling left out; the peer is obp's simulator as it was measured before."""
    random = np.random.default_rng(1)
    contexts = random.standard_normal((ROUNDS, FEATURES)) / 4.0
    chances = 1.0 / (1.0 + np.exp(2.0 - contexts @ random.standard_normal((FEATURES, ARMS)) * 2.0))
    rounds(contexts[:10], chances[:10], Choice.LINUCB, 0)
    seconds, reward = [], 0.0
    for seed in (1, 2, 3):
        began = time.process_time()
        _, _, rewards = rounds(contexts, chances, Choice.LINUCB, seed)
        seconds.append(time.process_time() - began)
        reward = float(rewards.mean())
    rate = ROUNDS / min(seconds)
    return {
        "name": "linucb",
        "unit": "rounds per CPU s",
        "value": rate,
        "peer": PEER_ROUNDS_PER_SECOND,
        "ratio": rate / PEER_ROUNDS_PER_SECOND,
        "mean_reward": reward,
        "mean_reward_of_chance": float(chances.mean()),
        "mean_reward_of_best": float(chances.max(axis=1).mean()),
    }
