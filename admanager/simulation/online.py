"""Contextual bandits online, one round after another, outside a campaign: a log of features and rewards to learn from.

Import this module only where a simulation runs: it loads numba.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.arrays import FEATURES, Choice, Floats
from admanager.simulation.choosing import learn, propose
from admanager.simulation.draws import Purpose, stream
from admanager.simulation.scalar_draws import GOLDEN, draw, entry, fingerprint, mixed
from admanager.simulation.world import normal_quantiles

_CHOOSE, _VOTE = np.uint64(1), np.uint64(2)


def rounds(
    contexts: NDArray[np.float64], chances: NDArray[np.float64], choice: Choice, seed: int, width: float = 0.5
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.uint8]]:
    """Choose an arm for each row of `contexts` [n, 16], learning from each reward before the next.

    `chances` [n, arms] are the true chances of a reward. Returns the arms, their propensities and the rewards, [n].
    """
    count, arms = chances.shape
    chosen, propensity = np.zeros(count, dtype=np.int64), np.zeros(count)
    reward = np.zeros(count, dtype=np.uint8)
    inverse, weights = np.tile(np.eye(FEATURES), (arms, 1, 1)), np.zeros((arms, 2, FEATURES))
    if choice == Choice.LOGISTIC:
        weights[:, 1] = 1.0
    play_rounds(
        stream(seed, Purpose.THOMPSON), contexts, chances, int(choice), width, inverse, weights, np.zeros((3, arms)),
        np.zeros(FEATURES), normal_quantiles(), chosen, propensity, reward,
    )  # fmt: skip
    return chosen, propensity, reward


def _compiled(code: int) -> Callable[..., int]:
    @entry
    def play(
        key: np.uint64, contexts: Floats, chances: Floats, choice: int, width: float, inverse: Floats, weights: Floats,
        scratch: Floats, spare: Floats, normal: Floats, chosen: NDArray[np.int64], propensity: Floats,
        reward: NDArray[np.uint8],
    ) -> int:  # fmt: skip
        arms = chances.shape[1]
        for row in range(len(contexts)):
            own = mixed(key + GOLDEN * np.uint64(row + 1))
            propose(
                contexts[row],
                0,
                arms,
                choice,
                width,
                0.1,
                inverse,
                weights,
                scratch,
                normal,
                mixed(own + GOLDEN * _VOTE),
            )
            u, arm = draw(own, _CHOOSE), arms - 1
            for other in range(arms):
                u -= scratch[0, other]
                if u < 0.0:
                    arm = other
                    break
            hit = draw(own, np.uint64(arm + 16)) < chances[row, arm]
            chosen[row], propensity[row], reward[row] = arm, scratch[0, arm], hit
            learn(contexts[row], 1.0 if hit else 0.0, choice, inverse[arm], weights[arm], spare)
        return code

    return play


play_rounds = _compiled(fingerprint("choosing"))
