"""Logistic regression with a ridge on encoded rows, by SciPy: the baseline that every other family must beat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.evaluation import log_loss
from admanager.learning.features import Encoded, Encoder
from admanager.learning.weights import Linear, Weights
from admanager.texts import sentence

# Strengths of the ridge, from the weakest; the one with the lowest validation log loss is taken.
RIDGES = (0.3, 1.0, 3.0, 10.0, 30.0)
MAX_ROWS = 200_000
_STEPS = 200


@dataclass(frozen=True)
class FittedLogistic:
    """The weights of the components and of the ids, the ridge that was taken, and its validation losses."""

    weights: Weights
    ridge: float
    losses: tuple[tuple[float, float], ...]


def fit_logistic(
    encoder: Encoder,
    rows: Encoded,
    labels: NDArray[np.float64],
    train: NDArray[np.intp],
    valid: NDArray[np.intp],
    *,
    seed: int,
    job: Job,
) -> FittedLogistic:
    """Minimise sum_i CE(y_i, sigmoid(w x_i + b)) + ridge / 2 |w|^2 by L-BFGS, for each ridge of `RIDGES`.

    x holds the piecewise-linear components of the numbers over their quantile bins, the flags of missing ones,
    and a one for the id of each text. Of more than `MAX_ROWS` rows, that many are drawn with `seed`.
    """
    if len(train) > MAX_ROWS:
        train = np.sort(np.random.default_rng(seed).choice(train, MAX_ROWS, replace=False))
    here, there = design(encoder, rows.take(train)), design(encoder, rows.take(valid))
    y, judged = labels[train], labels[valid]
    best: tuple[float, float, NDArray[np.float64]] | None = None
    weights = np.zeros(here.shape[1] + 1)
    base = float(np.clip(y.mean(), 1e-6, 1 - 1e-6))
    weights[-1] = np.log(base / (1 - base))
    losses = []
    for place, ridge in enumerate(reversed(RIDGES)):
        job.check_cancelled()
        job.progress(place, len(RIDGES), sentence("Fitting the logistic regression"))
        weights = _minimised(here, y, ridge, weights)
        loss = log_loss(judged, 1 / (1 + np.exp(-(there @ weights[:-1] + weights[-1]))))
        losses.append((ridge, loss))
        if best is None or loss < best[0]:
            best = (loss, ridge, weights)
    assert best is not None, "there are ridges"
    return FittedLogistic(_as_network(encoder, best[2]), best[1], tuple(losses))


def design(encoder: Encoder, rows: Encoded) -> NDArray[np.float64]:
    """Return the design matrix [rows, components + flags + ids] of encoded rows."""
    from scipy import sparse

    count = len(rows.numbers)
    missing = np.isnan(rows.numbers)
    filled = np.where(missing, encoder.fills, rows.numbers)
    spread = (filled[:, encoder.ple_columns] - encoder.ple_low) * encoder.ple_scale
    dense = np.hstack([np.clip(spread, 0, 1), missing[:, encoder.flagged]]).astype(np.float64)
    if not encoder.coded:
        return dense
    ids = sparse.csr_matrix(
        (
            np.ones(count * encoder.coded),
            rows.codes.ravel(),
            np.arange(0, count * encoder.coded + 1, encoder.coded),
        ),
        shape=(count, encoder.table_size),
    )
    joined: NDArray[np.float64] = sparse.hstack([sparse.csr_matrix(dense), ids], format="csr")
    return joined


def _minimised(
    x: NDArray[np.float64], y: NDArray[np.float64], ridge: float, start: NDArray[np.float64]
) -> NDArray[np.float64]:
    from scipy.optimize import minimize

    def loss_and_gradient(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ weights[:-1] + weights[-1]
        error = 1 / (1 + np.exp(-np.clip(z, -500, 500))) - y
        loss = np.sum(np.logaddexp(0, z) - y * z) + ridge / 2 * np.sum(weights[:-1] ** 2)
        return loss / len(y), np.append(x.T @ error + ridge * weights[:-1], error.sum()) / len(y)

    found = minimize(loss_and_gradient, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    result: NDArray[np.float64] = found.x
    return result


def _as_network(encoder: Encoder, weights: NDArray[np.float64]) -> Weights:
    """Return the regression as a network without layers: each id's weight is a table of size one."""
    dense = len(encoder.ple_low) + len(encoder.flagged)
    out = np.append(weights[:dense], np.ones(encoder.coded))
    return Weights(
        table=weights[dense:-1].astype(np.float32)[:, None] if encoder.coded else None,
        crosses=(),
        hidden=(),
        out=Linear(out.astype(np.float32)[None], weights[-1:].astype(np.float32)),
    )


def predict_logistic(encoder: Encoder, weights: Weights, rows: Encoded) -> NDArray[np.float64]:
    """Return the log-odds of encoded rows, as the fit had them."""
    flat = weights.table[:, 0] if weights.table is not None else np.zeros(0)
    dense = len(encoder.ple_low) + len(encoder.flagged)
    joined = np.append(weights.out.weight[0, :dense], flat).astype(np.float64)
    step = 100_000
    parts = [
        design(encoder, Encoded(rows.numbers[at : at + step], rows.codes[at : at + step])) @ joined
        for at in range(0, len(rows.numbers), step)
    ]
    return np.concatenate(parts) + float(weights.out.bias[0])
