"""How much the world has moved between the first rows and the last: what a random split does not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from admanager.learning.dataset import Dataset
from admanager.learning.quick_model import binned, together_auc
from admanager.learning.split import HOLDOUT_SHARE, split_by_person

_SAMPLE = 20_000


@dataclass(frozen=True)
class Movement:
    """`adversarial_auc` says how well a quick model tells the first 70 % of rows from the last 30 %: 0.5 is not at all.

    `time_auc` and `random_auc` are what a quick model of the target reaches when it is judged on the last 30 %,
    and on 30 % of people drawn at random. All are None where a part has one outcome only.
    """

    ordered_by: Literal["time", "file"]
    adversarial_auc: float | None
    time_auc: float | None
    random_auc: float | None


def measure_movement(dataset: Dataset, names: Sequence[str], seed: int) -> Movement:
    """Measure on at most 20,000 rows; the order is that of time, or of the file where there is no time."""
    rng = np.random.default_rng(seed)
    rows = np.arange(len(dataset.labels))
    if dataset.times is not None:
        rows = np.argsort(np.nan_to_num(dataset.times, nan=-np.inf), kind="stable")
    if len(rows) > _SAMPLE:
        rows = rows[np.sort(rng.choice(len(rows), _SAMPLE, replace=False))]
    late = np.arange(len(rows)) >= round(len(rows) * (1 - HOLDOUT_SHARE))
    columns = [binned(dataset.frame[name].iloc[rows]) for name in names]
    labels = dataset.labels[rows]
    halves = rng.random(len(rows)) < 0.5
    drawn = np.zeros(len(rows), dtype=np.bool_)
    drawn[split_by_person(dataset.people[rows], labels, rng).holdout] = True

    def judged(target: NDArray[np.float64], held_out: NDArray[np.bool_]) -> float | None:
        for part in (target[held_out], target[~held_out]):
            if not 0 < part.sum() < len(part):
                return None
        return together_auc(columns, target, held_out)

    return Movement(
        ordered_by="file" if dataset.times is None else "time",
        adversarial_auc=judged(late.astype(np.float64), halves),
        time_auc=judged(labels, late),
        random_auc=judged(labels, drawn),
    )
