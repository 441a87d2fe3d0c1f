"""One family learning from prepared rows: what each brings to a model, with its output for every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.dataset import Dataset
from admanager.learning.features import Encoded, Encoder, fit_encoder
from admanager.learning.quotients import find_quotients
from admanager.learning.request import EpochReport, TrainRequest
from admanager.learning.selection import Selection, select_columns
from admanager.learning.split import Split, split_rows
from admanager.learning.training.checkpoint import Checkpoints
from admanager.learning.weights import Member
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

# Boosted models in the mean.
BAGS = 5
# With fewer training rows trees are smaller, and networks have other shapes and count more beside them.
SMALL_TABLE = 10_000
_NONE: NDArray[np.intp] = np.zeros(0, np.intp)

MemberFamily = Literal["logistic", "gbdt", "dcn", "deepfm", "tabm"]


@dataclass(frozen=True)
class Prepared:
    """Rows that are ready to be learned from: guarded, divided and encoded."""

    dataset: Dataset
    selection: Selection
    split: Split
    encoder: Encoder
    encoded: Encoded

    @cached_property
    def fingerprint(self) -> str:
        """That of the labels and the columns learned from, over all rows."""
        return self.dataset.fingerprint(self.selection.features)


@dataclass(frozen=True)
class FittedMember:
    """What a family has learned; `logits` is its output for every row, float64 [rows].

    `blind` is the output for the rows of early stopping and calibration, and for those named in `unseen`, as of a
    model that has not learned from them; elsewhere it is `logits`. `unseen` are the rows, beside those kept for
    calibration, on which `blind` is as good as on new ones: the family may be calibrated on them too.
    `batch`, `learning_rate` and `weight_decay` are 0 where the family has no such thing. `learned_kept` tells whether
    the model has learned from the rows of early stopping and calibration, too.
    """

    family: MemberFamily
    member: Member
    logits: NDArray[np.float64]
    blind: NDArray[np.float64]
    epochs: tuple[EpochReport, ...]
    best_epoch: int
    unseen: NDArray[np.intp]
    batch: int = 0
    learning_rate: float = 0.0
    weight_decay: float = 0.0
    learned_kept: bool = False


def prepare(
    dataset: Dataset, request: TrainRequest, job: Job, selection: Selection | None = None
) -> Prepared:
    """Choose the columns, divide the rows and encode them; `selection` is given where it was made before."""
    selection = selection or select_columns(dataset, request, job=job)
    if not selection.features:
        raise AdManagerError(
            sentence(
                "No column is left to learn from; keep at least one column of {table}.", table=dataset.table
            )
        )
    split = split_rows(dataset, request.seed)
    _require_both(dataset.labels, split)
    kinds = dataset.kinds()
    frame = dataset.frame.iloc[split.train]
    numbers = [name for name in selection.features if kinds[name].kind == "number"]
    encoder = fit_encoder(
        frame,
        selection.features,
        flags={name for name in selection.features if kinds[name].kind == "flag"},
        missing_words={name: kinds[name].missing_words for name in selection.features},
        exact=set(numbers),
        quotients=_quotients(frame, dataset.labels[split.train], selection.features, numbers, request),
    )
    return Prepared(dataset, selection, split, encoder, encoder.encode(dataset.frame))


def _quotients(
    frame: pd.DataFrame,
    labels: NDArray[np.float64],
    names: Sequence[str],
    numbers: Sequence[str],
    request: TrainRequest,
) -> tuple[tuple[str, str], ...]:
    """Return the quotients to be read by trees: on a large table they have rows enough to do without."""
    if request.family not in {"gbdt", "auto"} or len(labels) >= SMALL_TABLE:
        return ()
    return find_quotients(frame, labels, names, numbers)


def fit_member(
    family: MemberFamily,
    prepared: Prepared,
    seed: int,
    job: Job,
    checkpoints: Checkpoints | None = None,
) -> FittedMember:
    """Train one family on the training rows, stopped by the early-stopping rows."""
    if family == "gbdt":
        return _fit_gbdt(prepared, seed, job)
    if family == "logistic":
        return _fit_logistic(prepared, seed, job)
    return _fit_network(family, prepared, seed, job, checkpoints)


def _fit_gbdt(prepared: Prepared, seed: int, job: Job) -> FittedMember:
    from admanager.learning.training.trees import LEAVES, LEAVES_ON_SMALL, fit_bagged_trees

    split = prepared.split
    bags = _bags(split, prepared.dataset.people, seed)
    # The ids of a number's values would tell a tree nothing that it cannot cut out of the number.
    rows = prepared.encoded.with_ids(len(prepared.encoder.texts))
    found = fit_bagged_trees(
        rows,
        prepared.dataset.labels,
        bags,
        seed=seed,
        job=job,
        leaves=LEAVES_ON_SMALL if len(split.train) < SMALL_TABLE else LEAVES,
    )
    # By time, the rows kept for calibration are the latest, and tell more of what comes than all before them.
    unseen = _NONE if split.kind == "time" else np.concatenate([split.train, split.early_stopping])
    return FittedMember(
        "gbdt",
        found.trees,
        found.logits,
        found.blind,
        found.epochs,
        found.best_epoch,
        unseen,
        learned_kept=split.kind == "person",
    )


def _bags(
    split: Split, people: NDArray[np.int64], seed: int
) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Return what each of `BAGS` models learns from and is stopped by.

    People who were not drawn to be held out are dealt into as many hands, each of which stops one model and teaches
    the others. A split by time keeps its latest rows for stopping: they are most like what comes.
    """
    if split.kind == "time":
        return [(split.train, split.early_stopping)] * BAGS
    pool = np.sort(np.concatenate([split.train, split.early_stopping, split.calibration]))
    _, person = np.unique(people[pool], return_inverse=True)
    count = int(person.max(initial=0)) + 1
    bags = min(BAGS, count)
    hands = np.random.default_rng(seed).permutation(count)[person] % bags
    return [(pool[hands != hand], pool[hands == hand]) for hand in range(bags)]


def _fit_logistic(prepared: Prepared, seed: int, job: Job) -> FittedMember:
    from admanager.learning.training.logistic import fit_logistic, predict_logistic

    split, encoder, rows = prepared.split, prepared.encoder, prepared.encoded
    fitted = fit_logistic(
        encoder, rows, prepared.dataset.labels, split.train, split.early_stopping, seed=seed, job=job
    )
    logits = predict_logistic(encoder, fitted.weights, rows)
    return FittedMember("logistic", fitted.weights, logits, logits, (), 0, _NONE)


def _fit_network(
    family: MemberFamily, prepared: Prepared, seed: int, job: Job, checkpoints: Checkpoints | None
) -> FittedMember:
    from admanager.learning.training.fit import Part, fit, predict
    from admanager.learning.training.network import SHAPES, SMALL_SHAPES, Network

    labels, split = prepared.dataset.labels.astype(np.float32), prepared.split
    train, valid, kept = (
        Part(prepared.encoded.take(rows), labels[rows])
        for rows in (split.train, split.early_stopping, split.calibration)
    )
    # By time, the rows kept for calibration tell how far the world has moved; who has learned that moves twice.
    learns_kept = split.kind == "person"
    fitted = fit(
        prepared.encoder,
        (SMALL_SHAPES if len(split.train) < SMALL_TABLE else SHAPES)[family],
        train,
        valid,
        seed=seed,
        job=job,
        name=family,
        checkpoints=checkpoints,
        kept=kept if learns_kept else None,
    )
    network, settings = fitted.network, fitted.settings
    assert isinstance(network, Network)
    logits = predict(network, prepared.encoded).astype(np.float64)
    blind = logits.copy()
    if learns_kept:
        blind[split.early_stopping] = predict(fitted.before, valid.rows)
        blind[split.calibration] = predict(fitted.before, kept.rows)
    return FittedMember(
        family,
        network.weights(),
        logits,
        blind,
        fitted.epochs,
        fitted.best_epoch,
        _NONE,
        settings.batch,
        settings.learning_rate,
        settings.weight_decay,
        learned_kept=learns_kept,
    )


def _require_both(labels: NDArray[np.float64], split: Split) -> None:
    for rows in (split.train, split.early_stopping, split.holdout):
        if not 0 < labels[rows].sum() < len(rows):
            raise AdManagerError(
                sentence(
                    "There are too few rows of one outcome to learn from and to judge the model on; collect more data."
                )
            )
