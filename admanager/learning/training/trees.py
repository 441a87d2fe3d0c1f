"""Boosted trees by LightGBM (Ke et al. 2017), taken out of it as plain arrays; in a process that never loads torch.

Two OpenMP runtimes in one process bring it down on some systems, so that torch and LightGBM are kept apart.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.features import Encoded
from admanager.learning.request import EpochReport
from admanager.learning.training.pausing import wait_while_paused
from admanager.learning.weights import Trees
from admanager.texts import sentence

if TYPE_CHECKING:
    import lightgbm

MAX_ROUNDS = 2_000
PATIENCE = 20
LEAVES = 31
LEAVES_ON_SMALL = 15
"""Of a tree on a small table, which larger trees would learn by heart."""
_REPORTED_ROUNDS = 5
_SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "metric": ["binary_logloss", "auc"],
    "learning_rate": 0.2,
    "min_child_samples": 40,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


Bag = tuple[NDArray[np.intp], NDArray[np.intp]]
"""The rows that a model learns from, and those that stop it."""


@dataclass(frozen=True)
class Bagged:
    """The mean of boosted models: `logits` for every row, and `blind`, where those count alone that have not seen it."""

    trees: Trees
    logits: NDArray[np.float64]
    blind: NDArray[np.float64]
    epochs: tuple[EpochReport, ...]
    best_epoch: int


def columns_of(rows: Encoded) -> NDArray[np.float32]:
    """Return the rows as trees read them: the raw numbers, NaN where missing, then the ids of the texts."""
    return np.hstack([rows.numbers, rows.codes.astype(np.float32)])


def fit_trees(
    rows: Encoded,
    labels: NDArray[np.float64],
    train: NDArray[np.intp],
    valid: NDArray[np.intp],
    *,
    seed: int,
    job: Job,
    leaves: int = LEAVES,
) -> tuple[Trees, tuple[EpochReport, ...], int]:
    """Boost until the validation log loss has not fallen for `PATIENCE` rounds.

    Return the trees up to the best round, a report each few rounds about the best of them, and which report (counted
    from 1) is about the best of all.
    The ids of a text stand in the order of frequency, so that few cuts part the frequent from the rare.
    """
    import lightgbm

    columns = columns_of(rows)
    data = lightgbm.Dataset(columns[train], labels[train], free_raw_data=True)
    held = lightgbm.Dataset(columns[valid], labels[valid], reference=data)
    listener = _Listener(job)
    booster = lightgbm.train(
        {**_SETTINGS, "num_leaves": leaves, "seed": seed % (2**31)},
        data,
        MAX_ROUNDS,
        valid_sets=[data, held],
        valid_names=["train", "valid"],
        callbacks=[listener],
    )
    trees = trees_of(booster, listener.best_round)
    return trees, tuple(listener.reports), listener.best_report


class _Listener:
    """Called by LightGBM after each round: reports, stops, and lets a person pause or cancel."""

    order = 20
    before_iteration = False

    def __init__(self, job: Job) -> None:
        self.reports: list[EpochReport] = []
        self.best_round = self.best_report = 1
        self._best_loss = float("inf")
        self._untold: list[tuple[float, int, float, float]] = []
        self._job, self._started = job, time.monotonic()

    def __call__(self, env: Any) -> None:
        from lightgbm.callback import EarlyStopException

        wait_while_paused(self._job)
        figures = {(part, metric): value for part, metric, value, _ in env.evaluation_result_list}
        done, loss = env.iteration + 1, figures["valid", "binary_logloss"]
        is_best = loss < self._best_loss
        if is_best:
            self._best_loss, self.best_round = loss, done
            self.best_report = len(self.reports) + 1
        expected = min(MAX_ROUNDS, self.best_round + PATIENCE)
        self._job.progress(done, max(expected, done), sentence("Boosting, round {round}", round=done))
        is_over = done - self.best_round >= PATIENCE
        self._untold.append((loss, done, figures["train", "binary_logloss"], figures["valid", "auc"]))
        if done % _REPORTED_ROUNDS == 0 or is_over:
            self._tell()
        if is_over:
            raise EarlyStopException(self.best_round - 1, env.evaluation_result_list)

    def _tell(self) -> None:
        """Report the best of the rounds since the last report, the first of those that are equal."""
        loss, best, train_loss, auc = min(self._untold, key=lambda entry: entry[:2])
        number, seconds = len(self.reports) + 1, time.monotonic() - self._started
        report = EpochReport(number, train_loss, loss, auc, self.best_report == number, seconds, best)
        self._untold = []
        self.reports.append(report)
        self._job.partial(report)


def fit_bagged_trees(
    rows: Encoded,
    labels: NDArray[np.float64],
    bags: Sequence[Bag],
    *,
    seed: int,
    job: Job,
    leaves: int = LEAVES,
) -> Bagged:
    """Boost a model a bag and return their mean (Breiman 1996); the last one's epochs are told and kept.

    Where the bags stop by rows of their own, as in cross-validation, each row is judged by the models that have not
    seen it, and all rows of the bags are learned from all the same. Few large steps each, since the mean of many
    models needs no small ones: a fifth of the trees rank as well.
    """
    columns = columns_of(rows)
    grown = []
    blind, judges = np.zeros(len(labels)), np.zeros(len(labels))
    for number, (train, valid) in enumerate(bags):
        listener = job if number == len(bags) - 1 else _Quiet(job)
        found = fit_trees(
            rows, labels, train, valid, seed=seed * len(bags) + number, job=listener, leaves=leaves
        )
        blind[valid] += leaf_sums(found[0], columns[valid])
        judges[valid] += 1
        grown.append(found)
    trees = _joined([found for found, _, _ in grown])
    logits = leaf_sums(trees, columns)
    blind = np.where(judges > 0, blind / np.maximum(judges, 1), logits)
    return Bagged(trees, logits, blind, grown[-1][1], grown[-1][2])


class _Quiet(Job):
    """Hands progress and cancelling on, but keeps the epochs of one bag of many to itself."""

    def __init__(self, inner: Job) -> None:
        self._inner = inner

    def progress(self, done: float, total: float, text: str) -> None:
        self._inner.progress(done, total, text)

    def check_cancelled(self) -> None:
        self._inner.check_cancelled()

    def commands(self) -> list[object]:
        return self._inner.commands()


def _joined(models: Sequence[Trees]) -> Trees:
    """Return the trees of all models as one, each leaf counting its share."""
    starts = np.cumsum([0, *(len(trees.feature) for trees in models[:-1])])
    both = list(zip(models, starts, strict=True))
    return Trees(
        root=np.concatenate([trees.root + start for trees, start in both]),
        feature=np.concatenate([trees.feature for trees in models]),
        threshold=np.concatenate([trees.threshold for trees in models]),
        missing_left=np.concatenate([trees.missing_left for trees in models]),
        left=np.concatenate([trees.left + start for trees, start in both]),
        right=np.concatenate([trees.right + start for trees, start in both]),
        value=np.concatenate([trees.value / np.float32(len(models)) for trees in models]),
    )


def trees_of(booster: lightgbm.Booster, rounds: int) -> Trees:
    """Return a booster's first `rounds` trees as arrays that decide as it does for float32 values, missing ones too.

    A threshold is rounded down to float32: no float32 value lies between the two.
    """
    nodes = _Nodes()
    for tree in booster.dump_model(num_iteration=rounds)["tree_info"]:
        nodes.add_tree(tree["tree_structure"])
    return nodes.trees()


def leaf_sums(trees: Trees, columns: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the sum over all trees for rows [rows, columns]: the trees' own prediction, in NumPy."""
    total = np.zeros(len(columns))
    rows = np.arange(len(columns))
    for root in trees.root:
        node = np.full(len(columns), root)
        while (inner := trees.feature[node] >= 0).any():
            at = node[inner]
            value = columns[rows[inner], trees.feature[at]]
            goes_left = np.where(np.isnan(value), trees.missing_left[at], value <= trees.threshold[at])
            node[inner] = np.where(goes_left, trees.left[at], trees.right[at])
        total += trees.value[node]
    return total


class _Nodes:
    def __init__(self) -> None:
        self.root: list[int] = []
        self.rows: list[list[float]] = []

    def add_tree(self, structure: dict[str, Any]) -> None:
        self.root.append(len(self.rows))
        waiting = [(structure, -1, 0)]
        while waiting:
            node, parent, side = waiting.pop()
            place = len(self.rows)
            if parent >= 0:
                self.rows[parent][side] = place
            if "split_feature" not in node:
                self.rows.append([-1, 0.0, 0, 0, 0, node["leaf_value"]])
                continue
            threshold = node["threshold"]
            # Without missing values in training, LightGBM takes one for 0.
            missing_left = node["default_left"] if node["missing_type"] == "NaN" else threshold >= 0
            self.rows.append(
                [node["split_feature"], _rounded_down(threshold), float(missing_left), 0, 0, 0.0]
            )
            waiting += [(node["right_child"], place, 4), (node["left_child"], place, 3)]

    def trees(self) -> Trees:
        table = np.array(self.rows, dtype=np.float64)
        whole = table[:, [0, 3, 4]].astype(np.int64)
        return Trees(
            root=np.array(self.root, dtype=np.int64),
            feature=whole[:, 0],
            threshold=table[:, 1].astype(np.float32),
            missing_left=table[:, 2] > 0,
            left=whole[:, 1],
            right=whole[:, 2],
            value=table[:, 5].astype(np.float32),
        )


def _rounded_down(threshold: float) -> float:
    # LightGBM's 1e300 parts what is there from what is missing; no float32 is beyond its largest.
    largest = np.finfo(np.float32).max
    near = np.float32(np.clip(threshold, -largest, largest))
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))
