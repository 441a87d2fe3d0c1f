"""How many clicks impressions are forecast to bring, with what is not known of them: by a fit to a log, or by a model.

A model that knows conversions forecasts these in the same way.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.impression_log import ImpressionLog
from admanager.simulation.response_log import PRIOR_VARIANCE, curvature, one_hot, ridge_logistic

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]


class FittedClicks:
    """The ridge logistic response of the first part, with the covariance of its effects (Laplace)."""

    def __init__(self, log: ImpressionLog, train: Marks, test: Marks) -> None:
        self.sizes = log.sizes
        cells, cell = np.unique(log.codes[train], axis=0, return_inverse=True)
        cell = cell.ravel()
        trials = np.bincount(cell, minlength=len(cells)).astype(np.float64)
        hits = sums(cell, log.clicked[train], len(cells))
        design = one_hot(cells, self.sizes)
        self.seen = np.append(True, (trials @ design[:, 1:]) > 0)
        self.effect = ridge_logistic(design, trials, hits)
        chance = 1.0 / (1.0 + np.exp(-(design @ self.effect)))
        self.covariance = np.linalg.inv(curvature(design, trials, chance))
        day = log.day[train]
        expected = sums(day, chance[cell])
        self.days = np.count_nonzero(expected)
        self.between_days = between_days(expected, sums(day, log.clicked[train]), expected)
        self.day = log.day[test]
        self.cells, self.cell = np.unique(log.codes[test], axis=0, return_inverse=True)
        self.cell = self.cell.ravel()
        self.chance, self.design, self.unseen = self._predict(self.cells)

    def forecast(self, mask: Marks) -> tuple[float, float]:
        """Return mean and variance of the clicks of a slice.

        The variance has four parts: each impression's own chance, what the fit does not know, levels that it never
        saw, and days that differ from each other by more than chance.
        """
        count = np.bincount(self.cell[mask], minlength=len(self.cells)).astype(np.float64)
        expected = count * self.chance
        own = expected * (1.0 - self.chance)
        gradient = own @ self.design
        mean = float(expected.sum())
        unknown = float(gradient @ self.covariance @ gradient)
        for column in range(self.unseen.shape[1]):
            levels = self.cells[:, column]
            new = self.unseen[:, column]
            if new.any():
                by_level = np.bincount(levels[new], weights=own[new])
                unknown += PRIOR_VARIANCE * float((by_level**2).sum())
        by_day = sums(self.day[mask], self.chance[self.cell[mask]])
        # Also the days of the first part were some days among many.
        days = float((by_day**2).sum()) + mean * mean / self.days
        return mean, float(own.sum()) + unknown + self.between_days * days

    def _predict(self, cells: NDArray[np.int64]) -> tuple[Floats, Floats, NDArray[np.bool_]]:
        """Return the chance of a click in each cell, its row of the design, and which levels were never seen.

        An effect that was never seen is 0 and counted apart: its rows stand in no column.
        """
        starts = np.cumsum([1, *self.sizes])[:-1]
        columns = np.where(cells >= 0, cells + starts, 0)
        unseen = (cells >= 0) & ~self.seen[columns]
        design = one_hot(np.where(unseen, -1, cells), self.sizes)
        return 1.0 / (1.0 + np.exp(-(design @ self.effect))), design, unseen


class ModelAnswered:
    """A model of the project, as a simulation asks it: with its own mean, by its chances for each row of the log.

    How much days differ beyond chance is learned from the first part, where the model is shifted to what was seen,
    so that a model that is off does not pass for one that is unsure. `came` [N] marks the rows that had what the
    chances are of: a click or a conversion.
    """

    def __init__(self, log: ImpressionLog, train: Marks, test: Marks, chances: Floats, came: Marks) -> None:
        self.chance, self.day = chances[test], log.day[test]
        expected, seen = sums(log.day[train], chances[train]), sums(log.day[train], came[train])
        expected *= seen.sum() / max(float(expected.sum()), 1e-12)
        self.days = np.count_nonzero(expected)
        self.between_days = between_days(expected, seen, expected)

    def forecast(self, mask: Marks) -> tuple[float, float]:
        """Return mean and variance of what comes of a slice: each impression's own chance, and days that differ."""
        chance = self.chance[mask]
        mean = float(chance.sum())
        by_day = sums(self.day[mask], chance)
        days = float((by_day**2).sum()) + mean * mean / self.days
        return mean, float((chance * (1.0 - chance)).sum()) + self.between_days * days


def between_days(expected: Floats, seen: Floats, noise: Floats) -> float:
    """Return the variance of days' factors beyond chance, by moments: sum((o - e)^2 - noise) / sum(e^2), at least 0."""
    squares = float((expected**2).sum())
    if np.count_nonzero(expected) < 3 or not squares:
        return 0.0
    return max(float(((seen - expected) ** 2 - noise).sum()) / squares, 0.0)


def sums(number: NDArray[np.int64], values: NDArray[Any], size: int = 0) -> Floats:
    """Return the sums of values by their number."""
    return np.bincount(number, weights=values, minlength=size).astype(np.float64)
