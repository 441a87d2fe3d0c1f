"""The lookup table that a network has to beat: what followed the item that was just seen.

First-order Markov chain with back-off to popularity: after item a, the chance of item b is

    P(b | a) = (n_ab + alpha p_b) / (n_a + alpha),    p_b = (n_b + 1) / (n + items),

where n_ab counts how often b came right after a (Markov 1913; additive back-off as in MacKay & Peto 1995).
With `lag` 2 the same is counted for the item before. A network that takes the table as an input must not see
its own rows in it: counted on the rows that it learns from, the table looks far better than it is, and the
network learns to trust it blindly. `cross_fitted` therefore makes one table a fold, counted without that fold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Items = NDArray[np.int64]
Table = NDArray[np.float32]

FOLDS = 8
STRENGTHS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
UNKNOWN = -1
"""What stands for an item that is missing or was not seen in training; it is never predicted."""


@dataclass(frozen=True)
class Transitions:
    """What followed what: `before[i]` and `after[i]` are items (or `UNKNOWN`), `person[i]` whose they are."""

    before: Items
    after: Items
    person: Items

    def take(self, chosen: NDArray[np.bool_]) -> Transitions:
        """Return those that are chosen."""
        return Transitions(self.before[chosen], self.after[chosen], self.person[chosen])


def transitions(items: Items, people: Items, lag: int = 1) -> Transitions:
    """Return the pairs of items that lie `lag` events apart within a person; events are in order."""
    same = people[lag:] == people[:-lag]
    return Transitions(items[:-lag][same], items[lag:][same], people[lag:][same])


def count_table(pairs: Transitions, items: int) -> NDArray[np.float64]:
    """Return the counts n_ab; float64 [items, items]."""
    known = (pairs.before >= 0) & (pairs.after >= 0)
    cells = pairs.before[known] * items + pairs.after[known]
    return np.bincount(cells, minlength=items * items).astype(np.float64).reshape(items, items)


def log_table(counts: NDArray[np.float64], strength: float) -> Table:
    """Return log P(b | a) with a last row for an unknown a, which is popularity; float32 [items + 1, items]."""
    popularity = (counts.sum(axis=0) + 1) / (counts.sum() + len(counts))
    smoothed = (counts + strength * popularity) / (counts.sum(axis=1, keepdims=True) + strength)
    table: Table = np.log(np.vstack([smoothed, popularity])).astype(np.float32)
    return table


def choose_strength(train: Transitions, valid: Transitions, items: int) -> float:
    """Return the alpha of `STRENGTHS` whose table gives the validation pairs the highest likelihood."""
    counts = count_table(train, items)
    known = valid.after >= 0
    before, after = valid.before[known], valid.after[known]
    if not len(after):
        return STRENGTHS[2]
    gains = [float(log_table(counts, strength)[before, after].mean()) for strength in STRENGTHS]
    return STRENGTHS[int(np.argmax(gains))]


def cross_fitted(pairs: Transitions, fold_of_person: Items, items: int, strength: float) -> Table:
    """Return a table for each fold, counted on the others, and the full one last; [FOLDS + 1, items + 1, items]."""
    folds = fold_of_person[pairs.person]
    parts = [count_table(pairs.take(folds == fold), items) for fold in range(FOLDS)]
    full = np.sum(parts, axis=0)
    return np.stack([log_table(full - part, strength) for part in parts] + [log_table(full, strength)])
