"""A quick model for judging columns: ridge logistic regression on binned columns, in NumPy, within a second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from admanager.learning.evaluation import roc_auc
from admanager.learning.features import bin_edges

if TYPE_CHECKING:
    import pandas as pd

BINS = 10
_RIDGE = 1.0
_STEPS = 16
_HALVINGS = 12

Bins = NDArray[np.int64]
Design = NDArray[np.float32]


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
    base, count = labels.mean(), int(bins.max()) + 1
    counts = [
        (
            np.bincount(bins[half], minlength=count).astype(np.float64),
            np.bincount(bins[half], labels[half], minlength=count).astype(np.float64),
        )
        for half in (halves, ~halves)
    ]
    found = []
    for (rows, positives), (other_rows, other_positives) in (counts, counts[::-1]):
        rates = (other_positives + 5 * base) / (other_rows + 5)
        found.append(_auc_of_counts(rates, positives, rows - positives))
    return max(0.5, float(np.mean(found)))


def _auc_of_counts(
    scores: NDArray[np.float64], positives: NDArray[np.float64], negatives: NDArray[np.float64]
) -> float:
    """Return the AUC of rows that are counted by their score."""
    _, places = np.unique(scores, return_inverse=True)
    found, missed = np.bincount(places, positives), np.bincount(places, negatives)
    pairs = found.sum() * missed.sum()
    return float(found @ (np.cumsum(missed) - missed / 2) / pairs) if pairs else float("nan")


def together_auc(columns: Sequence[Bins], labels: NDArray[np.float64], halves: NDArray[np.bool_]) -> float:
    """Return the AUC of a logistic regression on these binned columns, fitted on one half, judged on the other."""
    if not columns:
        return 0.5
    design = _one_hot(columns)
    weights = _fit(design[~halves], labels[~halves])
    return roc_auc(labels[halves], design[halves] @ weights)


def quick_probabilities(columns: Sequence[Bins], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what a logistic regression on these binned columns says of the rows that it was fitted on; [rows]."""
    design = _one_hot(columns)
    z = (design @ _fit(design, labels)).astype(np.float64)
    p: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    return p


def _one_hot(columns: Sequence[Bins]) -> Design:
    """Return a column of ones, then one for each bin of each column, [rows, 1 + bins]."""
    widths = [1, *(int(bins.max()) + 1 for bins in columns)]
    starts = np.cumsum(widths)[:-1]
    design = np.zeros((len(columns[0]), sum(widths)), dtype=np.float32)
    design[:, 0] = 1
    for bins, start in zip(columns, starts, strict=True):
        design[np.arange(len(design)), start + bins] = 1
    return design


def _fit(design: Design, labels: NDArray[np.float64]) -> Design:
    """Return the weights of least cross-entropy plus ridge, by Newton's method (reweighted least squares).

    The curvature costs more than all else and moves little in the end: it serves for two steps.
    """
    count = design.shape[1]
    weights = np.zeros(count)
    base = float(np.clip(labels.mean(), 1e-6, 1 - 1e-6))
    weights[0] = np.log(base / (1 - base))
    ridge = np.full(count, _RIDGE)
    ridge[0] = 1e-6

    def judged(tried: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = (design @ tried.astype(np.float32)).astype(np.float64)
        return float(np.sum(np.logaddexp(0, z) - labels * z) + 0.5 * np.sum(ridge * tried**2)), z

    loss, z = judged(weights)
    inverse: NDArray[np.floating[Any]] = np.empty((0, 0))
    for number in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        gradient = design.T @ (p - labels).astype(np.float32) + ridge * weights
        if number % 2 == 0:
            weighted = design * np.sqrt(p * (1 - p)).astype(np.float32)[:, None]
            inverse = np.linalg.inv((weighted.T @ weighted).astype(np.float64) + np.diag(ridge))
        step = inverse @ gradient
        # A whole step overshoots where columns all but repeat each other and one outcome is rare.
        for _ in range(_HALVINGS):
            tried, z = judged(weights - step)
            if tried <= loss:
                break
            step /= 2
        weights -= step
        if loss - tried < 1e-6 * len(labels):
            break
        loss = tried
    return weights.astype(np.float32)
