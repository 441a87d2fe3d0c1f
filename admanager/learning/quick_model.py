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
_STEPS = 40
_HALVINGS = 12
# What a step still gains where the fit ends, in nats a row: the AUC is then right to the fourth digit.
_LEAST_GAIN = 1e-5

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
    starts = _starts(columns)
    taught, asked = ([bins[rows] for bins in columns] for rows in (~halves, halves))
    weights = _fit(_one_hot(taught, starts), labels[~halves])
    z = sum(weights[start + bins] for bins, start in zip(asked, starts, strict=False))
    return roc_auc(labels[halves], np.asarray(z))


def quick_probabilities(columns: Sequence[Bins], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what a logistic regression on these binned columns says of the rows that it was fitted on; [rows]."""
    design = _one_hot(columns, _starts(columns))
    z = (design @ _fit(design, labels)).astype(np.float64)
    p: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    return p


def _starts(columns: Sequence[Bins]) -> list[int]:
    """Return the place of the first bin of each column behind the one of the constant, and the places in all."""
    places: list[int] = np.cumsum([1, *(int(bins.max()) + 1 for bins in columns)]).tolist()
    return places


def _one_hot(columns: Sequence[Bins], starts: Sequence[int]) -> Design:
    """Return a column of ones, then one for each bin of each column, [rows, 1 + bins]."""
    design = np.zeros((len(columns[0]), starts[-1]), dtype=np.float32)
    design[:, 0] = 1
    for bins, start in zip(columns, starts, strict=False):
        design[np.arange(len(design)), start + bins] = 1
    return design


def _fit(design: Design, labels: NDArray[np.float64]) -> Design:
    """Return the weights of least cross-entropy plus ridge, by the BFGS method (Nocedal & Wright 2006, chapter 6).

    The curvature costs more than all else: it is worked out at the start alone, and its inverse then learns from the
    gradients of the steps.
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

    def gradient_of(z: NDArray[np.float64], tried: NDArray[np.float64]) -> NDArray[np.float64]:
        p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        found: NDArray[np.float64] = design.T @ (p - labels).astype(np.float32) + ridge * tried
        return found

    loss, z = judged(weights)
    gradient = gradient_of(z, weights)
    curvature = (design.T @ design).astype(np.float64) * base * (1 - base) + np.diag(ridge)
    inverse = np.linalg.inv(curvature).astype(np.float64)
    for _ in range(_STEPS):
        step = inverse @ gradient
        # A whole step overshoots where columns all but repeat each other and one outcome is rare.
        for _ in range(_HALVINGS):
            tried, z = judged(weights - step)
            if tried <= loss:
                break
            step /= 2
        weights = weights - step
        if loss - tried < _LEAST_GAIN * len(labels):
            break
        loss, before = tried, gradient
        gradient = gradient_of(z, weights)
        inverse = _learned(inverse, -step, gradient - before)
    return weights.astype(np.float32)


def _learned(
    inverse: NDArray[np.float64], moved: NDArray[np.float64], turned: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the inverse curvature after a step that `moved` the weights and `turned` the gradient."""
    along = float(moved @ turned)
    if along <= 0:
        return inverse
    seen = inverse @ turned
    crossed = np.outer(seen, moved)
    changed: NDArray[np.float64] = (
        inverse
        + np.outer(moved, moved) * ((along + turned @ seen) / along**2)
        - (crossed + crossed.T) / along
    )
    return changed
