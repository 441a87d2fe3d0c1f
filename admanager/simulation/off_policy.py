"""What a policy would have earned, estimated from the log of another one (off-policy evaluation).

Notation: rounds i of n, action a_i with reward r_i in [0, 1], logging propensity p_i, target policy pi; the weight is
w_i = pi(a_i | x_i) / p_i, and q(x, a) is a model of the reward.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.bandit_log import BanditLog
from admanager.simulation.metrics import NOTHING, Estimate, wilson
from admanager.simulation.resampling import (
    bca_interval,
    bernstein_interval,
    percentile_interval,
    resampled_sums,
)
from admanager.texts import Sentence, sentence

Floats = NDArray[np.float64]

ESTIMATORS = ("ips", "snips", "dm", "dr", "switch_dr", "dros", "replay")
LEAST_SAMPLE = 100.0
# Rewards among the rounds that the log is worth: with fewer, most of what earns was never seen, and intervals lie.
LEAST_REWARDS = 5.0
MOST_UNSUPPORTED = 0.2
FOLDS = 3
PRIOR_REWARDS = 10.0
BOOTSTRAPS = 1000
_GRID = (0.5, 0.75, 0.9, 0.95, 0.99, 1.0)  # quantiles of the weights that are tried as thresholds


@dataclass(frozen=True)
class Estimated:
    """One estimator: the bootstrap interval in `estimate`, and the wider empirical Bernstein one where it holds.

    `parameter` is the tuned threshold of Switch-DR (a weight) or the lambda of DRos; `matched` the rounds that
    replay could use; `refused` says why there is no figure.
    """

    estimate: Estimate
    bernstein: tuple[float, float] | None = None
    parameter: float | None = None
    matched: int | None = None
    refused: Sentence | None = None


@dataclass(frozen=True)
class Evaluation:
    """What can be said about a policy from a log; with `refused`, nothing, for the reason in it.

    `effective_rewards` is the effective sample size times the log's mean reward.
    """

    rounds: int
    rewards: float
    effective_sample_size: float
    effective_rewards: float
    max_weight: float
    unsupported_share: float
    refused: Sentence | None
    estimators: Mapping[str, Estimated]
    on_policy: Estimate


def evaluate(
    log: BanditLog,
    target: Floats | None,
    *,
    which: tuple[str, ...] = ESTIMATORS,
    bootstraps: int = BOOTSTRAPS,
    seed: int = 0,
) -> Evaluation:
    """Estimate the mean reward of a policy with each estimator of `which`.

    `target` holds the policy's chances, [positions, actions], or None for the logging policy itself. With an
    effective sample size (sum w)^2 / sum w^2 below 100, or one that holds fewer than 5 rewards at the log's rate, or
    more than a fifth of the policy's choices on actions that the log never took there, nothing is estimated and
    `refused` says why.
    """
    weight = np.ones(len(log)) if target is None else target[log.position, log.action] / log.propensity
    squares = float(weight @ weight)
    size = float(weight.sum()) ** 2 / squares if squares else 0.0
    unsupported = 0.0 if target is None else _unsupported(log, target)
    rewards = size * float(log.reward.mean())
    refused = _refusal(size, rewards, unsupported)
    found = {name: Estimated(NOTHING, refused=refused) for name in which}
    if refused is None:
        found = _Estimation(log, target, weight, which, bootstraps, seed).estimators()
    return Evaluation(
        rounds=len(log),
        rewards=float(log.reward.sum()),
        effective_sample_size=size,
        effective_rewards=rewards,
        max_weight=float(weight.max()),
        unsupported_share=unsupported,
        refused=refused,
        estimators=found,
        on_policy=wilson(float(log.reward.sum()), len(log)),
    )


def _unsupported(log: BanditLog, target: Floats) -> float:
    """Return the share of the policy's choices on actions that were never logged at that position."""
    seen = np.zeros(target.shape, dtype=bool)
    seen[log.position, log.action] = True
    share = np.bincount(log.position, minlength=len(target)) / len(log)
    return float(share @ np.where(seen, 0.0, target).sum(axis=1))


def _refusal(size: float, rewards: float, unsupported: float) -> Sentence | None:
    if size < LEAST_SAMPLE:
        return sentence(
            "The log says too little about this policy: reweighted, its rounds count like {size:,.1f} of the policy's own, and at least {least:,.0f} are needed.",
            size=size,
            least=LEAST_SAMPLE,
        )
    if rewards < LEAST_REWARDS:
        return sentence(
            "The log says too little about this policy: reweighted, its rounds count like {size:,.0f} of the policy's own, in "
            "which only {rewards:.1f} clicks are to be expected, and at least {least:.0f} are needed.",
            size=size,
            rewards=rewards,
            least=LEAST_REWARDS,
        )
    if unsupported > MOST_UNSUPPORTED:
        return sentence(
            "The log says too little about this policy: {share:.0%} of its choices are actions that the log never shows at that position.",
            share=unsupported,
        )
    return None


class _Estimation:
    """The terms of all estimators of one policy, and their bootstrap samples."""

    def __init__(
        self,
        log: BanditLog,
        target: Floats | None,
        weight: Floats,
        which: tuple[str, ...],
        bootstraps: int,
        seed: int,
    ) -> None:
        self.log, self.target, self.weight, self.which = log, target, weight, which
        self.bootstraps, self.seed = bootstraps, seed
        self.residual = self.expected = np.zeros(0)
        if {"dm", "dr", "switch_dr", "dros"} & set(which):
            self._model()

    def estimators(self) -> dict[str, Estimated]:
        """Return every wanted estimator with its intervals; all share one set of bootstrap samples."""
        n, weight, reward = len(self.log), self.weight, self.log.reward
        top = float(weight.max())
        means: dict[str, tuple[Floats, float, float | None]] = {}
        if "ips" in self.which:
            means["ips"] = (weight * reward, top, None)
        if "dr" in self.which:
            means["dr"] = (self._corrected(weight), 1 + top, None)
        if "switch_dr" in self.which:
            threshold = self._tuned([np.where(weight <= t, weight, 0.0) for t in self._thresholds()])
            cut = self._thresholds()[threshold]
            means["switch_dr"] = (self._corrected(np.where(weight <= cut, weight, 0.0)), 1 + cut, cut)
        if "dros" in self.which:
            shrunk = [_shrunk(weight, value) for value in self._lambdas()]
            place = self._tuned(shrunk)
            means["dros"] = (
                self._corrected(shrunk[place]),
                1 + float(shrunk[place].max()),
                self._lambdas()[place],
            )
        columns = [terms for terms, _, _ in means.values()]
        ratios = {"snips": (weight * reward, weight)} if "snips" in self.which else {}
        matched = self._matched() if "replay" in self.which else None
        if matched is not None and matched.any():
            ratios["replay"] = (matched * reward, matched)
        columns += [column for pair in ratios.values() for column in pair]
        sums = (
            resampled_sums(np.stack(columns, axis=1), self.bootstraps, self.seed)
            if columns
            else np.zeros((0, 0))
        )
        found: dict[str, Estimated] = {}
        for place, (name, (terms, width, parameter)) in enumerate(means.items()):
            value = float(terms.mean())
            low, high = bca_interval(sums[:, place] / n, value, terms - value)
            found[name] = Estimated(Estimate(value, low, high), bernstein_interval(terms, width), parameter)
        for place, (name, (above, below)) in enumerate(ratios.items()):
            value = float(above.sum() / below.sum())
            tops, bottoms = (sums[:, len(means) + 2 * place + k] for k in (0, 1))
            values = np.divide(tops, bottoms, out=np.full(len(sums), value), where=bottoms > 0)
            low, high = bca_interval(values, value, above - value * below)
            count = int(below.sum()) if name == "replay" else None
            found[name] = Estimated(Estimate(value, low, high), matched=count)
        if "dm" in self.which:
            found["dm"] = self._direct()
        if "replay" in self.which and "replay" not in found:
            found["replay"] = Estimated(NOTHING, refused=self._no_replay(matched))
        return {name: found[name] for name in self.which}

    # -- the reward model --------------------------------------------------------------------------------------

    def _model(self) -> None:
        """Fit q on all folds but a round's own; keep r - q(x, a) and the policy's expectation of q, [n] each."""
        log = self.log
        cell, cells = log.position * log.actions + log.action, log.positions * log.actions
        fold = np.arange(len(log)) % FOLDS
        place = fold * cells + cell
        shown = np.bincount(place, minlength=FOLDS * cells).reshape(FOLDS, log.positions, log.actions)
        clicked = np.bincount(place, weights=log.reward, minlength=FOLDS * cells).reshape(shown.shape)
        rates = reward_rates(shown.sum(axis=0) - shown, clicked.sum(axis=0) - clicked)
        own = rates[fold, log.position, log.action]
        self.residual = log.reward - own
        if self.target is None:
            self.expected = own
        else:
            self.expected = (rates * self.target).sum(axis=2)[fold, log.position]

    def _corrected(self, weight: Floats) -> Floats:
        """Return the terms q(x, pi) + w (r - q(x, a)), with whatever weights are given."""
        return self.expected + weight * self.residual

    def _direct(self) -> Estimated:
        """Return the direct method, mean of q(x, pi); the bootstrap fits the model anew in every sample."""
        log = self.log
        cells = (log.positions, log.actions)
        share = np.bincount(log.position * log.actions + log.action, minlength=cells[0] * cells[1])
        clicks = np.bincount(
            log.position * log.actions + log.action, weights=log.reward, minlength=cells[0] * cells[1]
        )
        random = np.random.default_rng(self.seed)
        samples = min(self.bootstraps, 1000)
        shown = random.multinomial(len(log), share / len(log), size=samples)
        rate = np.divide(clicks, share, out=np.zeros(len(clicks)), where=share > 0)
        clicked = random.binomial(shown, np.clip(rate, 0.0, 1.0))
        value = self._direct_values(share.reshape(1, *cells), clicks.reshape(1, *cells))[0]
        values = self._direct_values(shown.reshape(-1, *cells), clicked.reshape(-1, *cells))
        low, high = percentile_interval(values)
        return Estimated(Estimate(float(value), min(low, float(value)), max(high, float(value))))

    def _direct_values(self, shown: NDArray[np.generic], clicked: NDArray[np.generic]) -> Floats:
        rates = reward_rates(shown, clicked)
        counts = shown.astype(np.float64)
        places = counts.sum(axis=2) / counts.sum(axis=(1, 2))[:, None]
        if self.target is None:
            values: Floats = (rates * counts).sum(axis=(1, 2)) / counts.sum(axis=(1, 2))
        else:
            values = (places * (rates * self.target).sum(axis=2)).sum(axis=1)
        return values

    # -- tuning ------------------------------------------------------------------------------------------------

    def _thresholds(self) -> list[float]:
        positive = self.weight[self.weight > 0]
        return sorted({float(value) for value in np.quantile(positive, _GRID)})

    def _lambdas(self) -> list[float]:
        top = float(self.weight.max()) ** 2
        return [top * 10.0**power for power in (-3, -2, -1, 0, 1, 2)] + [math.inf]

    def _tuned(self, candidates: list[Floats]) -> int:
        """Return the place of the weights with the least estimated error, variance plus squared bias.

        The bias of changed weights v is the mean of (w - v)(r - q); its estimate with two standard errors added
        stands for it, so that chance does not hide it (after Su et al. 2020, ICML, "Doubly robust off-policy
        evaluation with shrinkage").
        """
        errors = []
        for changed in candidates:
            terms, lost = self._corrected(changed), (self.weight - changed) * self.residual
            bias = abs(float(lost.mean())) + 2.0 * float(lost.std()) / math.sqrt(len(lost))
            errors.append(float(terms.var()) / len(terms) + bias * bias)
        return int(np.argmin(errors))

    # -- replay ------------------------------------------------------------------------------------------------

    def _matched(self) -> Floats | None:
        """Return 1 for the rounds in which the policy, drawn once, chooses what the log did.

        None where the log did not choose evenly: the matching rounds are then no fair sample (Li et al. 2011).
        """
        log = self.log
        if np.ptp(log.propensity) > 1e-9:
            return None
        if self.target is None:
            return np.ones(len(log))
        chance = self.target[log.position, log.action]
        return (np.random.default_rng(self.seed + 1).random(len(log)) < chance).astype(np.float64)

    def _no_replay(self, matched: Floats | None) -> Sentence:
        if matched is None:
            return sentence(
                "Replay needs a log that chose evenly among all actions; the others correct for the chances of this one."
            )
        return sentence("No round of the log shows what the policy would have chosen.")


def reward_rates(shown: NDArray[np.generic], clicked: NDArray[np.generic]) -> Floats:
    """Return the model of the reward, q [k, positions, actions], from counts of the same shape.

    An action's rate is shrunk to the mean of all with the weight of one average action's rounds, or of ten
    rewards where that is less, and a position's factor to 1 likewise: clicks are rare, and an unbiased rate of
    ten rounds is worse than none.
    """
    n, c = shown.astype(np.float64), clicked.astype(np.float64)
    total = np.maximum(n.sum(axis=(1, 2)), 1.0)
    mean = c.sum(axis=(1, 2)) / total
    strength = np.minimum(total / n.shape[2], PRIOR_REWARDS / np.maximum(mean, 1e-9))[:, None]
    by_action = (c.sum(axis=1) + strength * mean[:, None]) / (n.sum(axis=1) + strength)
    expected = (n * by_action[:, None, :]).sum(axis=2)
    prior = np.minimum(total * mean / n.shape[1], PRIOR_REWARDS)[:, None] + 1e-9
    by_position = (c.sum(axis=2) + prior) / (expected + prior)
    rates: Floats = np.clip(by_action[:, None, :] * by_position[:, :, None], 0.0, 1.0)
    return rates


def _shrunk(weight: Floats, parameter: float) -> Floats:
    """Return optimistically shrunk weights, lambda w / (w^2 + lambda); the weights themselves at infinity."""
    if math.isinf(parameter):
        return weight
    shrunk: Floats = parameter * weight / (weight * weight + parameter)
    return shrunk
