"""Platt's calibration: a slope and an intercept on the network's output, fitted on rows of their own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MIN_OF_EACH = 10
_STEPS = 50


def fit_platt(logits: NDArray[np.generic], labels: NDArray[np.generic]) -> tuple[float, float]:
    """Return slope a and intercept b of p = 1 / (1 + exp(-(a z + b))) that minimise the cross-entropy.

    Newton's method on Platt's smoothed targets, (n1 + 1) / (n1 + 2) for positives and 1 / (n0 + 2) for
    negatives (Platt 1999; Lin, Lin & Weng 2007). With fewer than `MIN_OF_EACH` positives or negatives, or
    where the slope would not be positive, nothing is changed: (1, 0).
    """
    z, y = np.asarray(logits, dtype=np.float64), np.asarray(labels, dtype=np.float64)
    positives, negatives = float(y.sum()), float(len(y) - y.sum())
    if min(positives, negatives) < MIN_OF_EACH:
        return 1.0, 0.0
    targets = np.where(y > 0, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    design = np.column_stack([z, np.ones_like(z)])
    weights = np.array([1.0, 0.0])
    loss = _cross_entropy(design @ weights, targets)
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (p - targets)
        curvature = (design * (p * (1 - p))[:, None]).T @ design + 1e-12 * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        size = 1.0
        while (tried := _cross_entropy(design @ (weights - size * step), targets)) > loss and size > 1e-6:
            size /= 2
        weights = weights - size * step
        if loss - tried < 1e-10:
            break
        loss = tried
    slope, intercept = float(weights[0]), float(weights[1])
    return (slope, intercept) if slope > 0 else (1.0, 0.0)


def _cross_entropy(logits: NDArray[np.float64], targets: NDArray[np.float64]) -> float:
    return float(np.sum(np.logaddexp(0, logits) - targets * logits))
