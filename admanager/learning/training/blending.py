"""The blend of several families: non-negative weights of their log-odds, fitted on rows that none was fitted on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_PRIOR_ROWS = 60.0


def blend_weights(
    logits: NDArray[np.float64], labels: NDArray[np.float64], expected: Sequence[float]
) -> tuple[tuple[float, ...], float]:
    """Return weights w_m >= 0 and an intercept b that minimise sum_i CE(y_i, sigmoid(sum_m w_m z_im + b)).

    `logits` is [rows, members]. A pull towards the `expected` weights, worth `_PRIOR_ROWS` rows, keeps a small
    validation part from deciding by chance. A member whose weight is below a hundredth gets 0.
    """
    from scipy.optimize import minimize

    count = logits.shape[1]
    prior = np.array(expected)
    spread = max(float(np.var(logits.mean(axis=1))), 1e-6)

    def loss_and_gradient(found: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = logits @ found[:-1] + found[-1]
        error = 1 / (1 + np.exp(-np.clip(z, -500, 500))) - labels
        away = found[:-1] - prior
        loss = np.sum(np.logaddexp(0, z) - labels * z) + _PRIOR_ROWS * spread / 2 * (away @ away)
        gradient = np.append(logits.T @ error + _PRIOR_ROWS * spread * away, error.sum())
        return loss / len(labels), gradient / len(labels)

    bounds = [*[(0.0, None)] * count, (None, None)]
    result = minimize(loss_and_gradient, np.append(prior, 0.0), jac=True, method="L-BFGS-B", bounds=bounds)
    weights = np.where(result.x[:-1] < 0.01, 0.0, result.x[:-1])
    if not weights.any():
        weights = prior
    return tuple(float(weight) for weight in weights), float(result.x[-1])
