"""The training loop: AdamW, averaged weights, early stopping; the same seed gives the same bits, also after a break."""

from __future__ import annotations

import copy
import json
import math
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from admanager.jobs import Job
from admanager.learning.features import Encoded, Encoder
from admanager.learning.request import EpochReport
from admanager.learning.training.checkpoint import Checkpoints
from admanager.learning.training.history import History
from admanager.learning.training.optimizer import PlainAdamW, RowAdagrad, make_repeatable
from admanager.learning.training.pausing import wait_while_paused
from admanager.learning.training.row_network import Plan, RowNetwork
from admanager.texts import AdManagerError, sentence

MAX_EPOCHS = 60
PATIENCE = 3
MIN_GAIN = 1e-5
UNKNOWN_SHARE = 0.015
# The weights that are judged and kept are averaged over about this many epochs.
AVERAGED_EPOCHS = 1.5
# A table of more numbers than this is trained by the rows that a batch names, the rest as ever.
LARGE_TABLE = 1_000_000
_TABLE_RATE = 0.02
_EVALUATED_AT_ONCE = 8192
# Up to this many, the components of all training rows are worked out once, not in every batch.
_KEPT_COMPONENTS = 40_000_000


@dataclass(frozen=True)
class Settings:
    """How to train: `batch` rows a step, AdamW with this learning rate and weight decay."""

    batch: int
    learning_rate: float
    weight_decay: float

    @classmethod
    def for_rows(cls, rows: int, plan: Plan) -> Settings:
        """Return settings that suit the number of training rows: some sixteen steps an epoch at least."""
        batch = 1024 if rows >= 100_000 else 512
        if rows >= 500_000:
            batch = 4096
        while batch > 32 and rows < 16 * batch:
            batch //= 2
        return cls(batch, plan.learning_rate * math.sqrt(batch / 256), 1e-2)


@dataclass(frozen=True)
class Part:
    """Encoded rows with their labels, float32 [rows], or [rows, outputs] for a network of several."""

    rows: Encoded
    labels: NDArray[np.float32]


@dataclass(frozen=True)
class Fitted:
    """A trained network with the weights of its best epoch (counted from 1), and how it got there."""

    network: RowNetwork
    epochs: tuple[EpochReport, ...]
    best_epoch: int
    settings: Settings


def fit(
    encoder: Encoder,
    plan: Plan,
    train: Part,
    valid: Part,
    *,
    seed: int,
    job: Job,
    name: str = "network",
    checkpoints: Checkpoints | None = None,
) -> Fitted:
    """Train until the validation log loss has not fallen for `PATIENCE` epochs, and keep the best weights.

    Reports an `EpochReport` after each epoch, and keeps a checkpoint under `name`; from one that is there it
    goes on. A rare id becomes "other" now and then (1.5 % of the cells), so that the network knows what to do
    with a word that it has never seen.

    Raises AdManagerError when the loss becomes infinite.
    """
    make_repeatable(seed)
    settings = Settings.for_rows(len(train.labels), plan)
    loop = _Loop(plan.build(encoder), settings, train, np.random.default_rng(seed))
    history = History(MAX_EPOCHS, PATIENCE, MIN_GAIN)
    if checkpoints is not None and (state := checkpoints.load(name)) is not None:
        loop.restore(state["loop"])
        history.restore(state["history"])
        for report in history.reports:
            job.partial(report)
    while not history.is_over():
        epoch = len(history.reports) + 1
        train_loss = loop.pass_over(job, epoch, history.expected)
        valid_loss, auc = loop.averaged.judge(predict(loop.averaged, valid.rows), valid.labels)
        if not math.isfinite(train_loss + valid_loss):
            raise AdManagerError(
                sentence("The training diverged in epoch {epoch}; nothing was changed.", epoch=epoch)
            )
        history.add(train_loss, valid_loss, auc, loop.averaged)
        job.partial(history.reports[-1])
        if checkpoints is not None:
            checkpoints.save(name, {"loop": loop.state(), "history": history.state()})
    network = loop.network
    network.load_state_dict(history.best)
    network.eval()
    return Fitted(network, tuple(history.reports), history.best_epoch, settings)


def predict(network: RowNetwork, rows: Encoded) -> NDArray[np.float32]:
    """Return the network's answers for encoded rows, such as z; float32 [rows] or [rows, outputs]."""
    network.eval()
    numbers, codes = torch.from_numpy(rows.numbers), torch.from_numpy(rows.codes)
    with torch.no_grad():
        parts = [
            network.answers(
                network(
                    network.components_of(numbers[start : start + _EVALUATED_AT_ONCE]),
                    codes[start : start + _EVALUATED_AT_ONCE],
                )
            )
            for start in range(0, len(numbers), _EVALUATED_AT_ONCE)
        ]
    result: NDArray[np.float32] = torch.cat(parts).numpy() if parts else np.zeros(0, np.float32)
    return result


class _Loop:
    """The rows, the order they are visited in, the optimizers, and the running average of the weights."""

    def __init__(
        self, network: RowNetwork, settings: Settings, train: Part, rng: np.random.Generator
    ) -> None:
        self.network = network
        self.settings = settings
        self.rng = rng
        network.draw_from(rng)
        self.numbers = torch.from_numpy(train.rows.numbers)
        self.components: Tensor | None = None
        if len(train.labels) * network.components <= _KEPT_COMPONENTS:
            self.components = network.components_of(self.numbers)
        self.codes = torch.from_numpy(train.rows.codes)
        self.labels = torch.from_numpy(train.labels)
        self.steps = max(1, len(train.labels) // settings.batch)
        self.decay = 1 - 1 / max(1.0, AVERAGED_EPOCHS * self.steps)
        self.table: RowAdagrad | None = None
        if network.table.weight.numel() > LARGE_TABLE:
            network.table.weight.requires_grad_(False)
            self.table = RowAdagrad(network.table.weight, _TABLE_RATE)
        self.averaged = self._twin()
        trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
        names = {name for name, parameter in network.named_parameters() if parameter.requires_grad}
        self._trained: list[Tensor] = list(trained)
        self._kept: list[Tensor] = [
            value for name, value in self.averaged.named_parameters() if name in names
        ]
        self.optimizer = PlainAdamW(
            trained, lr=settings.learning_rate, weight_decay=settings.weight_decay, fused=True
        )

    def _twin(self) -> RowNetwork:
        # A large table is not averaged: both networks look into the same one.
        known = {id(self.network.table): self.network.table} if self.table is not None else {}
        twin = copy.deepcopy(self.network, known)
        for parameter in twin.parameters():
            parameter.requires_grad_(False)
        return twin

    def pass_over(self, job: Job, epoch: int, expected: int) -> float:
        """Visit every training row once (but for a remainder smaller than a batch) and return the mean loss."""
        self.network.train()
        order = torch.from_numpy(self.rng.permutation(len(self.labels)))
        total = 0.0
        for step in range(self.steps):
            wait_while_paused(job)
            job.progress(
                epoch - 1 + step / self.steps, expected, sentence("Training, epoch {epoch}", epoch=epoch)
            )
            rows = order[step * self.settings.batch : (step + 1) * self.settings.batch]
            total += self.step(rows)
        return total / self.steps

    def step(self, rows: Tensor) -> float:
        """Learn from these rows once and return their mean loss."""
        codes = self._with_unknowns(self.codes[rows])
        embedded = self.table.look_up(codes) if self.table is not None else None
        if self.components is None:
            components = self.network.components_of(self.numbers[rows])
        else:
            components = self.components[rows]
        loss = self.network.loss(self.network(components, codes, embedded), self.labels[rows])
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.optimizer.step()
        if self.table is not None and embedded is not None:
            self.table.step(codes, embedded)
        with torch.no_grad():
            torch._foreach_lerp_(self._kept, self._trained, 1 - self.decay)
        return loss.item()

    def _with_unknowns(self, codes: Tensor) -> Tensor:
        dropped = torch.from_numpy(self.rng.random(tuple(codes.shape), dtype=np.float32) < UNKNOWN_SHARE)
        return torch.where(dropped, self.network.other_ids, codes)

    def state(self) -> dict[str, Any]:
        """Return what the next epoch depends on: weights, optimizers and random numbers."""
        return {
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "squares": self.table.squares if self.table is not None else None,
            "rng": json.dumps(self.rng.bit_generator.state),
            "torch_rng": torch.get_rng_state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take up what `state` was taken of."""
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self.optimizer.load_state_dict(state["optimizer"])
        if self.table is not None:
            self.table.squares = state["squares"]
        self.rng.bit_generator.state = cast("Any", json.loads(state["rng"]))
        torch.set_rng_state(state["torch_rng"])
