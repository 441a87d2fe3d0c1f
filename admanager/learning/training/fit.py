"""The training loop: AdamW, averaged weights, early stopping; the same seed gives the same bits, also after a break.

What decides when to stop, and what the answers are calibrated on, is a fifth of all rows and would never be learned
from. Where a part of rows `kept` is given, both are visited in the end, from the best epoch's weights on: first alone,
since they are new, then among all others, with ever smaller steps. What the network said of them before stays known.
"""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Sequence
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
from admanager.learning.training.optimizer import RowAdagrad, VectorAdamW, in_one_vector, make_repeatable
from admanager.learning.training.pausing import wait_while_paused
from admanager.learning.training.row_network import Plan, RowNetwork
from admanager.texts import AdManagerError, sentence

MAX_EPOCHS = 60
PATIENCE = 2
MIN_GAIN = 1e-5
UNKNOWN_SHARE = 0.015
# The weights that are judged and kept are averaged over about this many epochs.
AVERAGED_EPOCHS = 1.5
# How the steps of the end shrink: those among all rows go from the first share of the learning rate to the second.
_LAST_RATES = (1.0, 0.3)
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
    """A trained network with the weights of its best epoch (counted from 1), and how it got there.

    `before` are those weights without what it learned from the rows that were kept; `network` again where none were.
    """

    network: RowNetwork
    before: RowNetwork
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
    kept: Part | None = None,
) -> Fitted:
    """Train until the validation log loss has not fallen for `PATIENCE` epochs, and keep the best weights.

    Reports an `EpochReport` after each epoch, and keeps a checkpoint under `name`; from one that is there it
    goes on. A rare id becomes "other" now and then (1.5 % of the cells), so that the network knows what to do
    with a word that it has never seen. With `kept`, the network learns from these rows and those of `valid` in the end.

    Raises AdManagerError when the loss becomes infinite.
    """
    make_repeatable(seed)
    settings = Settings.for_rows(len(train.labels), plan)
    loop = _Loop(plan.build(encoder), settings, len(train.labels), np.random.default_rng(seed))
    rows = _Rows.of(loop.network, train)
    history = History(MAX_EPOCHS, PATIENCE, MIN_GAIN)
    if checkpoints is not None and (state := checkpoints.load(name)) is not None:
        loop.restore(state["loop"])
        history.restore(state["history"])
        for report in history.reports:
            job.partial(report)
    while not history.is_over():
        epoch = len(history.reports) + 1
        telling = sentence("Training, epoch {epoch}", epoch=epoch)
        train_loss = loop.pass_over(rows, _Progress(job, epoch - 1, history.expected, telling))
        valid_loss, auc = loop.averaged.judge(predict(loop.averaged, valid.rows), valid.labels)
        if not math.isfinite(train_loss + valid_loss):
            raise AdManagerError(
                sentence("The training diverged in epoch {epoch}; nothing was changed.", epoch=epoch)
            )
        history.add(train_loss, valid_loss, auc, loop.averaged)
        job.partial(history.reports[-1])
        if checkpoints is not None:
            checkpoints.save(name, {"loop": loop.state(), "history": history.state()})
    loop.go_back(history.best)
    before = network = loop.network.eval()
    if kept is not None:
        before = copy.deepcopy(network)
        done = len(history.reports)
        loop.learn_kept(
            rows, [valid, kept], _Progress(job, done, done + 1, sentence("Learning from the rows kept aside"))
        )
        network = loop.averaged.eval()
    return Fitted(network, before, tuple(history.reports), history.best_epoch, settings)


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


@dataclass(frozen=True)
class _Rows:
    """Rows as the loop reads them; `components` of the numbers where they are few enough to be kept."""

    numbers: Tensor
    codes: Tensor
    labels: Tensor
    components: Tensor | None

    @classmethod
    def of(cls, network: RowNetwork, *parts: Part) -> _Rows:
        """Return the rows of all parts, one after the other."""
        numbers = torch.from_numpy(np.concatenate([part.rows.numbers for part in parts]))
        codes = torch.from_numpy(np.concatenate([part.rows.codes for part in parts]))
        labels = torch.from_numpy(np.concatenate([part.labels for part in parts]))
        is_small = len(labels) * network.components <= _KEPT_COMPONENTS
        return cls(numbers, codes, labels, network.components_of(numbers) if is_small else None)


@dataclass(frozen=True)
class _Progress:
    """Tells a job how far a pass has come: `done` and a share of one, of `expected`."""

    job: Job
    done: int
    expected: int
    text: str

    def tell(self, share: float) -> None:
        """Tell it, after a pause where one was asked for."""
        wait_while_paused(self.job)
        self.job.progress(self.done + share, self.expected, self.text)


class _Loop:
    """The order that rows are visited in, the optimizers, and the running average of the weights."""

    def __init__(self, network: RowNetwork, settings: Settings, rows: int, rng: np.random.Generator) -> None:
        self.network = network
        self.settings = settings
        self.rng = rng
        network.draw_from(rng)
        self.decay = 1 - 1 / max(1.0, AVERAGED_EPOCHS * max(1, rows // settings.batch))
        self.table: RowAdagrad | None = None
        if network.table.weight.numel() > LARGE_TABLE:
            network.table.weight.requires_grad_(False)
            self.table = RowAdagrad(network.table.weight, _TABLE_RATE)
        # A large table is not averaged: both networks look into the same one.
        known = {id(network.table): network.table} if self.table is not None else {}
        self.averaged = copy.deepcopy(network, known)
        of_averaged = [value for value in self.averaged.parameters() if value.requires_grad]
        self._trained = in_one_vector([value for value in network.parameters() if value.requires_grad])
        self._kept = in_one_vector(of_averaged)
        self.averaged.requires_grad_(False)
        self.optimizer = VectorAdamW(self._trained, settings.learning_rate, settings.weight_decay)

    def pass_over(self, rows: _Rows, progress: _Progress, rates: tuple[float, float] = (1.0, 1.0)) -> float:
        """Visit every row once (but for a remainder smaller than a batch) and return the mean loss.

        The learning rate goes from the first share of `rates` to the second.
        """
        self.network.train()
        order = torch.from_numpy(self.rng.permutation(len(rows.labels)))
        batch = self.settings.batch
        steps = max(1, len(order) // batch)
        total = 0.0
        for step in range(steps):
            progress.tell(step / steps)
            rate = rates[0] + (rates[1] - rates[0]) * step / steps
            self.optimizer.rate = self.settings.learning_rate * rate
            total += self.step(rows, order[step * batch : (step + 1) * batch])
        return total / steps

    def go_back(self, weights: dict[str, Tensor]) -> None:
        """Take these weights, and have the average begin at them."""
        self.network.load_state_dict(weights)
        self.averaged.load_state_dict(weights)

    def learn_kept(self, rows: _Rows, kept: Sequence[Part], progress: _Progress) -> None:
        """Visit the rows that were kept, and then all together."""
        new = _Rows.of(self.network, *kept)
        self.pass_over(new, progress)
        joined = _Rows(
            torch.cat([rows.numbers, new.numbers]),
            torch.cat([rows.codes, new.codes]),
            torch.cat([rows.labels, new.labels]),
            None
            if rows.components is None or new.components is None
            else torch.cat([rows.components, new.components]),
        )
        self.pass_over(joined, progress, _LAST_RATES)

    def step(self, rows: _Rows, taken: Tensor) -> float:
        """Learn from these rows once and return their mean loss."""
        codes = self._with_unknowns(rows.codes.index_select(0, taken))
        embedded = self.table.look_up(codes) if self.table is not None else None
        if rows.components is None:
            components = self.network.components_of(rows.numbers.index_select(0, taken))
        else:
            components = rows.components.index_select(0, taken)
        labels = rows.labels.index_select(0, taken)
        loss = self.network.loss(self.network(components, codes, embedded), labels)
        loss.backward()  # type: ignore[no-untyped-call]
        self.optimizer.step()
        if self.table is not None and embedded is not None:
            self.table.step(codes, embedded)
        with torch.no_grad():
            self._kept.lerp_(self._trained, 1 - self.decay)
        return loss.item()

    def _with_unknowns(self, codes: Tensor) -> Tensor:
        dropped = torch.from_numpy(self.rng.random(tuple(codes.shape), dtype=np.float32) < UNKNOWN_SHARE)
        return torch.where(dropped, self.network.other_ids, codes)

    def state(self) -> dict[str, Any]:
        """Return what the next epoch depends on: weights, optimizers and random numbers."""
        # All trained weights are views of one vector: two tensors are written in a third of the time of twenty.
        return {
            "trained": self._trained.detach(),
            "averaged": self._kept.detach(),
            "optimizer": self.optimizer.state_dict(),
            "table": self.table.table.detach() if self.table is not None else None,
            "squares": self.table.squares if self.table is not None else None,
            "rng": json.dumps(self.rng.bit_generator.state),
            "torch_rng": torch.get_rng_state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take up what `state` was taken of."""
        with torch.no_grad():
            self._trained.copy_(state["trained"])
            self._kept.copy_(state["averaged"])
            if self.table is not None:
                self.table.table.copy_(state["table"])
                self.table.squares = state["squares"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.rng.bit_generator.state = cast("Any", json.loads(state["rng"]))
        torch.set_rng_state(state["torch_rng"])
