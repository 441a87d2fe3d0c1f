"""A quick model for judging columns: ridge logistic regression on binned columns, in NumPy, within a second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.learning.evaluation import roc_auc
from admanager.learning.features import bin_edges

if TYPE_CHECKING:
    import pandas as pd

BINS = 10
_RIDGE = 1.0
_STEPS = 8
_HALVINGS = 12

Bins = NDArray[np.int64]


def binned(column: pd.Series) -> Bins:
    """Return a bin number a row: equal-count bins of a number, the most frequent words of a text, 0 for missing."""
    if column.dtype == "category":
        codes = column.cat.codes.to_numpy().astype(np.int64)
        counts = np.bincount(codes + 1, minlength=len(column.cat.categories) + 1)[1:]
        frequent = np.argsort(-counts, kind="stable")[:BINS]
        numbers = np.full(len(counts) + 1, BINS + 1, dtype=np.int64)
        numbers[frequent] = 1 + np.arange(len(frequent))
        numbers[-1] = 0
        return numbers[codes]
    values = column.to_numpy(dtype=np.float32)
    known = ~np.isnan(values)
    bins = np.zeros(len(values), dtype=np.int64)
    if known.any():
        edges = np.array(bin_edges(values[known], BINS), dtype=np.float32)
        bins[known] = 1 + np.searchsorted(edges, values[known], side="left")
    return bins


def alone_auc(bins: Bins, labels: NDArray[np.float64], halves: NDArray[np.bool_]) -> float:
    """Return the AUC of one column alone: the rate of its bin in one half ranks the rows of the other.

    Taking the rates from other rows keeps a column with many values from looking good by chance. Below
    0.5 there is nothing in the column, so that 0.5 is returned.
    """
    base = labels.mean()
    scores = np.empty(len(labels))
    for half in (halves, ~halves):
        rows = np.bincount(bins[~half], minlength=bins.max() + 1)
        positives = np.bincount(bins[~half], weights=labels[~half], minlength=bins.max() + 1)
        scores[half] = ((positives + 5 * base) / (rows + 5))[bins[half]]
    return max(0.5, float(np.mean([roc_auc(labels[half], scores[half]) for half in (halves, ~halves)])))


def together_auc(columns: Sequence[Bins], labels: NDArray[np.float64], halves: NDArray[np.bool_]) -> float:
    """Return the AUC of a logistic regression on these binned columns, fitted on one half, judged on the other."""
    if not columns:
        return 0.5
    design = _one_hot(columns)
    weights = _fit(design[~halves], labels[~halves])
    return roc_auc(labels[halves], design[halves] @ weights)


def _one_hot(columns: Sequence[Bins]) -> NDArray[np.float32]:
    widths = [int(bins.max()) + 1 for bins in columns]
    starts = np.concatenate([[1], 1 + np.cumsum(widths)[:-1]])
    design = np.zeros((len(columns[0]), 1 + sum(widths)), dtype=np.float32)
    design[:, 0] = 1
    rows = np.arange(len(design))
    for bins, start in zip(columns, starts, strict=True):
        design[rows, start + bins] = 1
    return design


def _fit(design: NDArray[np.float32], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Minimise the cross-entropy plus ridge by Newton's method (iteratively reweighted least squares)."""
    weights = np.zeros(design.shape[1])
    base = float(np.clip(labels.mean(), 1e-6, 1 - 1e-6))
    weights[0] = np.log(base / (1 - base))
    ridge = np.full(len(weights), _RIDGE)
    ridge[0] = 1e-6

    def cost(tried: NDArray[np.float64]) -> float:
        z = design @ tried
        return float(np.sum(np.logaddexp(0, z) - labels * z) + 0.5 * np.sum(ridge * tried**2))

    loss = cost(weights)
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (p - labels) + ridge * weights
        weighted = design * (p * (1 - p)).astype(np.float32)[:, None]
        curvature = (weighted.T @ design).astype(np.float64)
        curvature[np.diag_indices_from(curvature)] += ridge
        step = np.linalg.solve(curvature, gradient)
        # A whole step overshoots where columns all but repeat each other and one outcome is rare.
        for _ in range(_HALVINGS):
            tried = cost(weights - step)
            if tried <= loss:
                break
            step /= 2
        weights -= step
        if loss - tried < 1e-6 * len(labels):
            break
        loss = tried
    return weights
