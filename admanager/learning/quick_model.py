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
    places = _places(columns)
    weights = _fit(places[:, ~halves], labels[~halves], int(places.max()) + 1)
    return roc_auc(labels[halves], weights[places[:, halves]].sum(axis=0))


def quick_probabilities(columns: Sequence[Bins], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what a logistic regression on these binned columns says of the rows that it was fitted on; [rows]."""
    places = _places(columns)
    z = _fit(places, labels, int(places.max()) + 1)[places].sum(axis=0)
    p: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    return p


def _places(columns: Sequence[Bins]) -> Bins:
    """Return which weights each row adds up, [1 + columns, rows]: that of all rows first, then one of each column."""
    widths = [int(bins.max()) + 1 for bins in columns]
    starts = np.concatenate([[1], 1 + np.cumsum(widths)[:-1]])
    found = [np.zeros(len(columns[0]), dtype=np.int64)]
    found += [start + bins for bins, start in zip(columns, starts, strict=True)]
    return np.stack(found)


def _fit(places: Bins, labels: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return the `count` weights of least cross-entropy plus ridge, by Newton's method (reweighted least squares).

    The rows are one-hot, so that a product with them is a look-up or a count; only the curvature takes them written out.
    """
    design = np.zeros((places.shape[1], count), dtype=np.float32)
    design[np.arange(len(design)), places] = 1
    weights = np.zeros(count)
    base = float(np.clip(labels.mean(), 1e-6, 1 - 1e-6))
    weights[0] = np.log(base / (1 - base))
    ridge = np.full(count, _RIDGE)
    ridge[0] = 1e-6

    def cost(tried: NDArray[np.float64]) -> float:
        z = tried[places].sum(axis=0)
        return float(np.sum(np.logaddexp(0, z) - labels * z) + 0.5 * np.sum(ridge * tried**2))

    loss = cost(weights)
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(weights[places].sum(axis=0), -30, 30)))
        errors = np.broadcast_to(p - labels, places.shape)
        gradient = np.bincount(places.ravel(), weights=errors.ravel(), minlength=count) + ridge * weights
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
