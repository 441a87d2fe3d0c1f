"""Calibration of a model's output on rows of their own: Platt's line, or an isotonic curve where rows are many."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

MIN_OF_EACH = 10
ISOTONIC_POSITIVES = 1_000
_STEPS = 50
# A slope or an intercept is expected to be off by a tenth, and by a third of that where rows were drawn by chance.
PULL = 100.0
STEADY_PULL = 800.0
_MOST_KNOTS = 40


@dataclass(frozen=True)
class Calibrator:
    """p = sigmoid(g(z)); g is a z + b, or, with `knots` (z rising, log-odds), the line through them.

    Before the first and behind the last knot the curve goes on with Platt's slope a, so that no two rows that
    differ in z get the same probability.
    """

    slope: float = 1.0
    intercept: float = 0.0
    knots: tuple[tuple[float, float], ...] = ()

    @property
    def method(self) -> Literal["none", "platt", "isotonic"]:
        """The name of the method: none, platt or isotonic."""
        if self.knots:
            return "isotonic"
        return "none" if (self.slope, self.intercept) == (1.0, 0.0) else "platt"

    def logits(self, z: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the calibrated log-odds g(z)."""
        if not self.knots:
            return self.slope * z + self.intercept
        at, height = (np.array(part) for part in zip(*self.knots, strict=True))
        beyond = np.minimum(z - at[0], 0) + np.maximum(z - at[-1], 0)
        curve: NDArray[np.float64] = np.interp(z, at, height) + self.slope * beyond
        return curve

    def probabilities(self, z: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return sigmoid(g(z))."""
        return _sigmoid(self.logits(np.asarray(z, dtype=np.float64)))


@dataclass(frozen=True)
class Level:
    """What is known of log-odds z before any slice for calibration is looked at: z + `shift` is right on average.

    `centre` is where a line through the shifted log-odds can turn without moving that average.
    """

    shift: float = 0.0
    centre: float = 0.0


def level_of(logits: NDArray[np.generic], labels: NDArray[np.generic]) -> Level:
    """Return the shift c at which mean sigmoid(z + c) is the base rate of these rows, and its centre.

    A mean takes no part in which row is which, so that rows which were learned from tell it too, and they are ten
    times as many as those kept for calibration. The centre is sum p (1 - p) (z + c) / sum p (1 - p): the derivative
    of the mean by the slope is 0 there. With fewer than `MIN_OF_EACH` positives or negatives nothing is shifted.
    """
    from scipy.optimize import brentq

    z, y = np.asarray(logits, dtype=np.float64), np.asarray(labels, dtype=np.float64)
    if min(y.sum(), len(y) - y.sum()) < MIN_OF_EACH:
        return Level()
    rate = float(y.mean())
    furthest = float(np.abs(z).max()) + abs(float(np.log(rate / (1 - rate))))
    shift = float(brentq(lambda c: float(_sigmoid(z + c).mean()) - rate, -furthest, furthest, xtol=1e-9))
    p = _sigmoid(z + shift)
    return Level(shift, float(np.average(z + shift, weights=p * (1 - p) + 1e-12)))


def fit_calibrator(
    logits: NDArray[np.generic],
    labels: NDArray[np.generic],
    *,
    pull: float = PULL,
    level: Level = Level(),
    bends: bool = True,
) -> Calibrator:
    """Return Platt's calibration (as `fit_platt` makes it), or the isotonic one above `ISOTONIC_POSITIVES` positives.

    Where it does not bend, it is Platt's, however many they are.
    """
    z, y = np.asarray(logits, dtype=np.float64), np.asarray(labels, dtype=np.float64)
    slope, intercept = fit_platt(z, y, pull=pull, level=level)
    if not bends or y.sum() <= ISOTONIC_POSITIVES:
        return Calibrator(slope, intercept)
    return Calibrator(slope, intercept, _isotonic_knots(z, y))


def fit_platt(
    logits: NDArray[np.generic], labels: NDArray[np.generic], *, pull: float = 0.0, level: Level = Level()
) -> tuple[float, float]:
    """Return slope a and intercept b of p = 1 / (1 + exp(-(a z + b))) that minimise the cross-entropy.

    Newton's method on Platt's smoothed targets, (n1 + 1) / (n1 + 2) for positives and 1 / (n0 + 2) for
    negatives (Platt 1999; Lin, Lin & Weng 2007). With fewer than `MIN_OF_EACH` positives or negatives, or
    where the slope would not be positive, only the `level` is kept: (1, shift). `pull` / 2 ((a - 1)^2 + d^2), d the
    line's distance from the level at its centre, is added to the loss: what was trained on log loss is nearly right
    already, and few rows should not move it by chance.
    """
    z, y = np.asarray(logits, dtype=np.float64), np.asarray(labels, dtype=np.float64)
    positives, negatives = float(y.sum()), float(len(y) - y.sum())
    if min(positives, negatives) < MIN_OF_EACH:
        return 1.0, level.shift
    targets = np.where(y > 0, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    design = np.column_stack([z + level.shift - level.centre, np.ones_like(z)])
    weights = np.array([1.0, level.centre])
    start = weights.copy()

    def cost(tried: NDArray[np.float64]) -> float:
        return _cross_entropy(design @ tried, targets) + pull / 2 * float(np.sum((tried - start) ** 2))

    loss = cost(weights)
    for _ in range(_STEPS):
        p = _sigmoid(design @ weights)
        gradient = design.T @ (p - targets) + pull * (weights - start)
        curvature = (design * (p * (1 - p))[:, None]).T @ design + (pull + 1e-12) * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        size = 1.0
        while (tried := cost(weights - size * step)) > loss and size > 1e-6:
            size /= 2
        weights = weights - size * step
        if loss - tried < 1e-10:
            break
        loss = tried
    slope, intercept = float(weights[0]), float(weights[1]) + float(weights[0]) * (level.shift - level.centre)
    return (slope, intercept) if slope > 0 else (1.0, level.shift)


def _isotonic_knots(z: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    """Return the knots of the isotonic regression (Zadrozny & Elkan 2002), smoothed by lines between its blocks.

    Each block of equal fitted rates becomes a knot at its mean z with its rate's log-odds, one success and one
    failure added. Small blocks are joined first, so that there are at most `_MOST_KNOTS` and each is trusted.
    """
    order = np.argsort(z, kind="stable")
    z, y = z[order], y[order]
    edges = np.linspace(0, len(z), _MOST_KNOTS + 1).astype(int)
    blocks: list[list[float]] = []
    for start, end in itertools.pairwise(edges):
        blocks.append([float(end - start), float(y[start:end].sum()), float(z[start:end].sum())])
        while len(blocks) > 1 and _rate(blocks[-2]) >= _rate(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    knots: list[tuple[float, float]] = []
    for block in blocks:
        place, rate = np.float32(block[2] / block[0]), _rate(block)
        if not knots or place > knots[-1][0]:
            knots.append((float(place), float(np.log(rate / (1 - rate)))))
    return tuple(knots)


def _rate(block: list[float]) -> float:
    return (block[1] + 1) / (block[0] + 2)


def _sigmoid(z: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-z))


def _cross_entropy(logits: NDArray[np.float64], targets: NDArray[np.float64]) -> float:
    return float(np.sum(np.logaddexp(0, logits) - targets * logits))
