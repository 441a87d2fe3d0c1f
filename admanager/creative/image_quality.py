"""How close made pictures are to photos, on a classifier's features; arithmetic on arrays, no model.

Features are arrays [n, d]. Nothing is said of fewer photos than twice the features: the covariance would be noise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

NEIGHBOURS = 5
COPY_QUANTILE = 0.01
MOST_COMPARED = 3_000

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Neighbourhood:
    """Precision and recall (Kynkäänniemi et al. 2019), density and coverage (Naeem et al. 2020)."""

    precision: float
    recall: float
    density: float
    coverage: float


def enough(photos: int, features: int) -> bool:
    """Return whether a Frechet distance of so many photos means anything."""
    return photos >= 2 * features


def frechet(first: Floats, second: Floats) -> float:
    """Return |m1 - m2|^2 + tr(C1 + C2 - 2 (C1^1/2 C2 C1^1/2)^1/2) (Heusel et al. 2017)."""
    apart = first.mean(axis=0) - second.mean(axis=0)
    one, two = np.cov(first, rowvar=False), np.cov(second, rowvar=False)
    values, vectors = np.linalg.eigh(one)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    inner = np.linalg.eigvalsh(root @ two @ root)
    shared = np.sqrt(np.maximum(inner, 0)).sum()
    return float(max(0.0, apart @ apart + np.trace(one) + np.trace(two) - 2 * shared))


def neighbourhood(real: Floats, made: Floats, neighbours: int = NEIGHBOURS) -> Neighbourhood:
    """Compare two sets by the distances to each photo's nearest neighbours.

    With R_i the ball around photo i that reaches its k-th nearest photo: precision is the share of made pictures in
    any R_i, density their mean number of R_i divided by k, coverage the share of R_i that hold a made picture;
    recall is precision with the sets exchanged.
    """
    neighbours = min(neighbours, len(real) - 1, len(made) - 1)
    between = distances(real, made)
    around_real = np.sort(distances(real, real), axis=1)[:, neighbours]
    around_made = np.sort(distances(made, made), axis=1)[:, neighbours]
    inside = between < around_real[:, np.newaxis]
    return Neighbourhood(
        precision=float(inside.any(axis=0).mean()),
        recall=float((between < around_made[np.newaxis, :]).any(axis=1).mean()),
        density=float(inside.sum() / (neighbours * len(made))),
        coverage=float((between.min(axis=1) < around_real).mean()),
    )


def copied(made: Floats, trained: Floats, unknown: Floats) -> npt.NDArray[np.bool_]:
    """Return which made pictures lie nearer to a training photo than 99 % of the photos that were not trained on do."""
    limit = np.quantile(distances(unknown, trained).min(axis=1), COPY_QUANTILE)
    near: npt.NDArray[np.bool_] = distances(made, trained).min(axis=1) < limit
    return near


def distances(first: Floats, second: Floats) -> Floats:
    """Return the Euclidean distance between each two rows, [len(first), len(second)]."""
    squared = (
        np.square(first).sum(axis=1)[:, np.newaxis]
        + np.square(second).sum(axis=1)[np.newaxis, :]
        - 2 * first @ second.T
    )
    result: Floats = np.sqrt(np.maximum(squared, 0))
    return result
