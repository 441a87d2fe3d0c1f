"""The training loop of sequences: batches of like length, averaged weights, early stopping on log loss."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from admanager.jobs import Job
from admanager.learning.request import EpochReport
from admanager.learning.training.behaviour import BehaviourNetwork, NextNetwork
from admanager.learning.training.checkpoint import Checkpoints
from admanager.learning.training.history import History
from admanager.learning.training.optimizer import PlainAdamW, make_repeatable
from admanager.learning.training.pausing import wait_while_paused
from admanager.texts import AdManagerError, sentence

MAX_EPOCHS = 40
PATIENCE = 3
MIN_GAIN = 1e-4
BATCH = 64
RATE = 3e-3
DECAY = 1e-2
LARGEST_STEP = 1.0
AVERAGED_STEPS = 200
"""The weights that are judged and kept are averaged over about this many steps."""


@dataclass(frozen=True)
class Pieces:
    """Pieces of sequences, filled up with 0 on the right: `codes` [pieces, events, features], `lengths` [pieces].

    `answers` [pieces, events]: 1.0, 0.0 or NaN after each event for a yes or no; for what comes next the item
    after each event as a float, NaN where it is not known. `items` [pieces, events] are the items of the
    events (the number of items for an unknown one), `folds` the fold of each piece's person.
    """

    codes: NDArray[np.int64]
    lengths: NDArray[np.int64]
    answers: NDArray[np.float32]
    items: NDArray[np.int64] | None = None
    folds: NDArray[np.int64] | None = None


@dataclass(frozen=True)
class Tables:
    """The lookup tables, one a fold and the full one last: [folds + 1, items + 1, items]."""

    first: Tensor
    second: Tensor

    @property
    def full(self) -> int:
        """The number of the table that all training rows are counted in."""
        return len(self.first) - 1


@dataclass(frozen=True)
class Learned:
    """How the training went; the network has the weights of its best epoch (counted from 1)."""

    epochs: tuple[EpochReport, ...]
    best_epoch: int


Loss = Callable[[BehaviourNetwork, Pieces, NDArray[np.intp]], tuple[Tensor, int]]


def yes_loss(network: BehaviourNetwork, pieces: Pieces, rows: NDArray[np.intp]) -> tuple[Tensor, int]:
    """Return the summed cross-entropy of a yes after each event, and over how many events."""
    codes, answers = (
        _cut(pieces.codes, rows, pieces),
        torch.from_numpy(_cut_array(pieces.answers, rows, pieces)),
    )
    logits = network(codes)
    known = ~torch.isnan(answers)
    loss = functional.binary_cross_entropy_with_logits(logits[known], answers[known], reduction="sum")
    return loss, int(known.sum())


def next_loss(tables: Tables) -> Loss:
    """Return the loss of what comes next: the summed cross-entropy over all items."""

    def loss(network: BehaviourNetwork, pieces: Pieces, rows: NDArray[np.intp]) -> tuple[Tensor, int]:
        assert isinstance(network, NextNetwork)
        assert pieces.items is not None
        scores = next_scores(network, pieces, rows, tables)
        answers = torch.from_numpy(_cut_array(pieces.answers, rows, pieces))
        known = ~torch.isnan(answers)
        right = answers[known].long()
        return functional.cross_entropy(scores[known], right, reduction="sum"), int(known.sum())

    return loss


def next_scores(network: NextNetwork, pieces: Pieces, rows: NDArray[np.intp], tables: Tables) -> Tensor:
    """Return s_v after each event of these pieces, [pieces, events, items]; training pieces see their fold's tables."""
    if pieces.items is None or pieces.folds is None:
        raise ValueError("these pieces have no items")
    items = _cut(pieces.items, rows, pieces)
    folds = torch.from_numpy(pieces.folds[rows])[:, None]
    first = tables.first[folds, items]
    before = functional.pad(items, (1, 0))[:, :-1]
    second = tables.second[folds, before]
    second[:, 0] = 0.0
    return network.scores(_cut(pieces.codes, rows, pieces), items, first, second)


def learn(
    network: BehaviourNetwork,
    train: Pieces,
    valid: Pieces,
    loss: Loss,
    *,
    seed: int,
    job: Job,
    checkpoints: Checkpoints | None = None,
) -> Learned:
    """Train until the validation loss has not fallen for `PATIENCE` epochs; the best weights are kept.

    Reports an `EpochReport` an epoch and keeps a checkpoint after each; from one that is there it goes on to the same
    bits. Raises AdManagerError when the loss becomes infinite.
    """
    training = _Training(network, seed)
    history = training.history
    if checkpoints is not None and (state := checkpoints.load(_NAME)) is not None:
        training.restore(state)
        for report in history.reports:
            job.partial(report)
    while not history.is_over():
        train_loss = training.pass_over(train, loss, job)
        valid_loss = _judged(training.averaged, valid, loss)
        if not math.isfinite(train_loss + valid_loss):
            raise AdManagerError(
                sentence(
                    "The training diverged in epoch {epoch}; nothing was changed.",
                    epoch=len(history.reports) + 1,
                )
            )
        history.add(train_loss, valid_loss, None, training.averaged)
        job.partial(history.reports[-1])
        if checkpoints is not None:
            checkpoints.save(_NAME, training.state())
    network.load_state_dict(history.best)
    network.eval()
    return Learned(tuple(history.reports), history.best_epoch)


_NAME = "sequence"


class _Training:
    """Everything that the next epoch depends on."""

    def __init__(self, network: BehaviourNetwork, seed: int) -> None:
        self.network, self.averaged = network, copy.deepcopy(network)
        self.rng = np.random.default_rng(seed)
        self.optimizer = PlainAdamW(network.parameters(), lr=RATE, weight_decay=DECAY, fused=True)
        self.steps = 0
        self.history = History(MAX_EPOCHS, PATIENCE, MIN_GAIN)

    def pass_over(self, train: Pieces, loss: Loss, job: Job) -> float:
        """Visit every piece once and return the mean loss of a case."""
        self.network.train()
        epoch, expected = len(self.history.reports) + 1, self.history.expected
        total, cases = 0.0, 0
        batches = list(_batches(train, self.rng))
        for number, rows in enumerate(batches):
            wait_while_paused(job)
            job.progress(
                epoch - 1 + number / len(batches), expected, sentence("Training, epoch {epoch}", epoch=epoch)
            )
            summed, count = loss(self.network, train, rows)
            if not count:
                continue
            self.optimizer.zero_grad()
            (summed / count).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(self.network.parameters(), LARGEST_STEP)
            self.optimizer.step()
            self.steps += 1
            _average(self.averaged, self.network, 1 / min(AVERAGED_STEPS, 1 + self.steps / 10))
            total, cases = total + summed.item(), cases + count
        return total / max(cases, 1)

    def state(self) -> dict[str, Any]:
        """Return all of it as tensors, numbers and texts."""
        return {
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "rng": json.dumps(self.rng.bit_generator.state),
            "torch_rng": torch.get_rng_state(),
            "steps": self.steps,
            "history": self.history.state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take up what `state` was taken of."""
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.rng.bit_generator.state = cast("Any", json.loads(state["rng"]))
        torch.set_rng_state(state["torch_rng"])
        self.steps = state["steps"]
        self.history.restore(state["history"])


def prepare_torch(seed: int) -> None:
    """Have torch work in one thread, deterministically, with this seed."""
    make_repeatable(seed)


def all_rows(pieces: Pieces, size: int = 256) -> Iterator[NDArray[np.intp]]:
    """Yield all pieces in their order, `size` at a time."""
    for start in range(0, len(pieces.lengths), size):
        yield np.arange(start, min(start + size, len(pieces.lengths)))


def _judged(network: BehaviourNetwork, pieces: Pieces, loss: Loss) -> float:
    network.eval()
    total, cases = 0.0, 0
    with torch.no_grad():
        for rows in all_rows(pieces):
            summed, count = loss(network, pieces, rows)
            total, cases = total + summed.item(), cases + count
    return total / max(cases, 1)


def _batches(pieces: Pieces, rng: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    """Yield batches of pieces of like length, in a random order."""
    order = np.argsort(pieces.lengths + 3 * rng.random(len(pieces.lengths)), kind="stable")
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    for number in rng.permutation(len(batches)):
        yield batches[number]


def _cut_array(values: NDArray[np.float32], rows: NDArray[np.intp], pieces: Pieces) -> NDArray[np.float32]:
    return values[rows, : pieces.lengths[rows].max()]


def _cut(values: NDArray[np.int64], rows: NDArray[np.intp], pieces: Pieces) -> Tensor:
    return torch.from_numpy(values[rows, : pieces.lengths[rows].max()])


def _average(kept: nn.Module, current: nn.Module, share: float) -> None:
    with torch.no_grad():
        for mean, latest in zip(kept.parameters(), current.parameters(), strict=True):
            mean.lerp_(latest, share)
