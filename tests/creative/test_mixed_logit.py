"""The regression of counts with units: it is the maximum that it says, and finds the variances that counts were made with."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from admanager.creative.mixed_logit import Counts, MixedFit, Variances, fit_mixed

UNITS, WIDTH = 400, 30
START = Variances(np.array([0.05, 0.05]), 0.05)
GROUP = np.array([-1] + [0] * 20 + [1] * 10)
PRIOR = np.full(31, 1e4)


def drawn(own: float, spread: float, *, shown: int = 4_000, seed: int = 0) -> tuple[Counts, np.ndarray]:
    """Counts of two rows a unit: 20 features that matter and 10 that do not."""
    rng = np.random.default_rng(seed)
    x = np.repeat(rng.normal(size=(UNITS, WIDTH)), 2, axis=0)
    weights = np.concatenate([spread * rng.normal(size=20), np.zeros(10)])
    unit = np.repeat(np.arange(UNITS), 2)
    odds = -3.0 + x @ weights + own * rng.normal(size=UNITS)[unit]
    counts = np.full(2 * UNITS, float(shown))
    clicked = rng.binomial(shown, 1 / (1 + np.exp(-odds))).astype(float)
    order = rng.permutation(2 * UNITS)
    features = np.concatenate([np.ones((2 * UNITS, 1)), x], axis=1)
    return Counts(features[order], unit[order], counts[order], clicked[order]), weights


def fitted(counts: Counts) -> MixedFit:
    return fit_mixed(counts, GROUP, PRIOR, START, units=UNITS)


def test_the_weights_are_the_maximum_of_the_penalised_likelihood() -> None:
    counts, _ = drawn(0.2, 0.1)
    fit = fitted(counts)
    prior = np.where(GROUP < 0, PRIOR, np.append(fit.variances.groups, 1.0)[GROUP])

    def loss(both: np.ndarray) -> tuple[float, np.ndarray]:
        weights, units = both[:31], both[31:]
        odds = counts.features @ weights + units[counts.unit]
        gap = counts.clicked - counts.shown / (1 + np.exp(-odds))
        value = (counts.clicked * odds - counts.shown * np.logaddexp(0, odds)).sum()
        value -= 0.5 * (weights**2 / prior).sum() + 0.5 * (units**2).sum() / fit.variances.rest
        uphill = np.concatenate([
            counts.features.T @ gap - weights / prior,
            np.bincount(counts.unit, gap, minlength=UNITS) - units / fit.variances.rest,
        ])  # fmt: skip
        return -value, -uphill

    found = minimize(loss, np.concatenate([[-3.0], np.zeros(30 + UNITS)]), jac=True, method="L-BFGS-B",
                     options={"maxiter": 2_000, "ftol": 1e-14, "gtol": 1e-6})  # fmt: skip
    assert np.abs(fit.weights - found.x[:31]).max() < 2e-3


@pytest.mark.parametrize("own", [0.0, 0.15, 0.4])
def test_the_variances_that_the_counts_were_made_with_are_found(own: float) -> None:
    fit = fitted(drawn(own, 0.1)[0])
    assert fit.variances.rest**0.5 == pytest.approx(own, abs=0.06)
    assert fit.variances.groups[0] ** 0.5 == pytest.approx(0.1, abs=0.04)
    # What does not matter is shrunk away.
    assert fit.variances.groups[1] < 0.1 * fit.variances.groups[0]


def test_the_covariance_tells_how_far_the_weights_are_off() -> None:
    off = []
    for seed in range(20):
        counts, weights = drawn(0.2, 0.1, shown=1_000, seed=seed)
        fit = fitted(counts)
        spread = np.sqrt(fit.covariance.diagonal()[1:21])
        off += list((fit.weights[1:21] - weights[:20]) / spread)
    assert np.std(off) == pytest.approx(1.0, abs=0.12)
    assert np.mean(np.abs(off) < 1.96) == pytest.approx(0.95, abs=0.03)
