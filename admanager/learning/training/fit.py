"""The training loop: AdamW, averaged weights, early stopping; the same seed gives the same bits."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from admanager.jobs import Job
from admanager.learning.evaluation import roc_auc
from admanager.learning.features import Encoded, Encoder
from admanager.learning.request import EpochReport
from admanager.learning.training.network import Network, Shape
from admanager.learning.training.optimizer import PlainAdamW, make_repeatable
from admanager.texts import AdManagerError, sentence

MAX_EPOCHS = 60
PATIENCE = 6
MIN_GAIN = 1e-5
UNKNOWN_SHARE = 0.015
# The weights that are judged and kept are averaged over about this many epochs.
AVERAGED_EPOCHS = 1.5
_EVALUATED_AT_ONCE = 8192


@dataclass(frozen=True)
class Settings:
    """How to train: `batch` rows a step, AdamW with this learning rate and weight decay."""

    batch: int
    learning_rate: float
    weight_decay: float

    @classmethod
    def for_rows(cls, rows: int, shape: Shape) -> Settings:
        """Return settings that suit the number of training rows: some thirty steps an epoch at least."""
        batch = 1024 if rows >= 100_000 else 512
        if rows >= 500_000:
            batch = 4096
        while batch > 32 and rows < 30 * batch:
            batch //= 2
        rate = 2e-3 if shape.hidden else 4e-3
        return cls(batch, rate * math.sqrt(batch / 512), 1e-2)


@dataclass(frozen=True)
class Part:
    """Encoded rows with their labels (float32)."""

    rows: Encoded
    labels: NDArray[np.float32]


@dataclass(frozen=True)
class Fitted:
    """A trained network with the weights of its best epoch (counted from 1), and how it got there."""

    network: Network
    epochs: tuple[EpochReport, ...]
    best_epoch: int
    settings: Settings


def fit(encoder: Encoder, shape: Shape, train: Part, valid: Part, *, seed: int, job: Job) -> Fitted:
    """Train until the validation log loss has not fallen for `PATIENCE` epochs, and keep the best weights.

    Reports an `EpochReport` after each epoch. A rare id becomes "other" now and then (1.5 % of the cells),
    so that the network knows what to do with a word that it has never seen.

    Raises AdManagerError when the loss becomes infinite.
    """
    make_repeatable(seed)
    network = Network(encoder, shape)
    settings = Settings.for_rows(len(train.labels), shape)
    loop = _Loop(network, settings, train, np.random.default_rng(seed))
    optimizer = PlainAdamW(
        network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay, fused=True
    )
    started = time.monotonic()
    reports: list[EpochReport] = []
    best: dict[str, Tensor] = {}
    best_loss, best_epoch = math.inf, 0
    for epoch in range(1, MAX_EPOCHS + 1):
        expected = min(MAX_EPOCHS, best_epoch + PATIENCE)
        train_loss = loop.pass_over(optimizer, job, epoch, max(expected, epoch))
        logits = predict(loop.averaged, valid.rows)
        valid_loss = _log_loss(logits, valid.labels)
        if not math.isfinite(train_loss + valid_loss):
            raise AdManagerError(
                sentence("The training diverged in epoch {epoch}; nothing was changed.", epoch=epoch)
            )
        is_best = valid_loss < best_loss - MIN_GAIN
        if is_best:
            best_loss, best_epoch = valid_loss, epoch
            best = {name: value.clone() for name, value in loop.averaged.state_dict().items()}
        auc = roc_auc(valid.labels, logits)
        reports.append(EpochReport(epoch, train_loss, valid_loss, auc, is_best, time.monotonic() - started))
        job.partial(reports[-1])
        if epoch - best_epoch >= PATIENCE:
            break
    network.load_state_dict(best)
    network.eval()
    return Fitted(network, tuple(reports), best_epoch, settings)


def predict(network: Network, rows: Encoded) -> NDArray[np.float32]:
    """Return the network's output z for encoded rows; float32 [rows]."""
    network.eval()
    numbers, codes = torch.from_numpy(rows.numbers), torch.from_numpy(rows.codes)
    with torch.no_grad():
        parts = [
            network(numbers[start : start + _EVALUATED_AT_ONCE], codes[start : start + _EVALUATED_AT_ONCE])
            for start in range(0, len(numbers), _EVALUATED_AT_ONCE)
        ]
    result: NDArray[np.float32] = torch.cat(parts).numpy() if parts else np.zeros(0, np.float32)
    return result


class _Loop:
    """The rows, the order they are visited in, and the running average of the weights."""

    def __init__(self, network: Network, settings: Settings, train: Part, rng: np.random.Generator) -> None:
        self.network = network
        self.averaged = _copy(network)
        self.settings = settings
        self.rng = rng
        self.numbers = torch.from_numpy(train.rows.numbers)
        self.codes = torch.from_numpy(train.rows.codes)
        self.labels = torch.from_numpy(train.labels)
        self.steps = max(1, len(train.labels) // settings.batch)
        self.decay = 1 - 1 / max(1.0, AVERAGED_EPOCHS * self.steps)

    def pass_over(self, optimizer: torch.optim.Optimizer, job: Job, epoch: int, expected: int) -> float:
        """Visit every training row once (but for a remainder smaller than a batch) and return the mean loss."""
        self.network.train()
        order = torch.from_numpy(self.rng.permutation(len(self.labels)))
        total = 0.0
        for step in range(self.steps):
            job.check_cancelled()
            job.progress(
                epoch - 1 + step / self.steps, expected, sentence("Training, epoch {epoch}", epoch=epoch)
            )
            rows = order[step * self.settings.batch : (step + 1) * self.settings.batch]
            logits = self.network(self.numbers[rows], self._with_unknowns(self.codes[rows]))
            loss = functional.binary_cross_entropy_with_logits(logits, self.labels[rows])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            self._average()
            total += loss.item()
        return total / self.steps

    def _with_unknowns(self, codes: Tensor) -> Tensor:
        dropped = torch.from_numpy(self.rng.random(tuple(codes.shape), dtype=np.float32) < UNKNOWN_SHARE)
        return torch.where(dropped, self.network.other_ids, codes)

    def _average(self) -> None:
        with torch.no_grad():
            for kept, current in zip(self.averaged.parameters(), self.network.parameters(), strict=True):
                kept.lerp_(current, 1 - self.decay)


def _copy(network: Network) -> Network:
    import copy

    twin = copy.deepcopy(network)
    for parameter in twin.parameters():
        parameter.requires_grad_(False)
    return twin


def _log_loss(logits: NDArray[np.float32], labels: NDArray[np.float32]) -> float:
    z = logits.astype(np.float64)
    return float(np.mean(np.logaddexp(0, z) - labels * z))
