"""The epochs of a training, the best weights among them, and when to stop: early stopping on the validation loss."""

from __future__ import annotations

import dataclasses
import json
import math
import time
from typing import Any

from torch import Tensor, nn

from admanager.learning.request import EpochReport


class History:
    """The epochs so far, and the best weights among them.

    A training ends after `longest` epochs, or when the validation loss has not fallen by `gain` for `patience` epochs.
    """

    def __init__(self, longest: int, patience: int, gain: float) -> None:
        self.longest, self.patience, self.gain = longest, patience, gain
        self.reports: list[EpochReport] = []
        self.best: dict[str, Tensor] = {}
        self.best_loss, self.best_epoch = math.inf, 0
        self._started, self._seconds_before = time.monotonic(), 0.0

    def is_over(self) -> bool:
        """Return whether there is nothing more to gain."""
        epoch = len(self.reports)
        return epoch >= self.longest or epoch - self.best_epoch >= self.patience

    @property
    def expected(self) -> int:
        """How many epochs there will be when none of those to come is better than the best so far."""
        return max(min(self.longest, self.best_epoch + self.patience), len(self.reports) + 1)

    def add(self, train_loss: float, valid_loss: float, auc: float | None, network: nn.Module) -> None:
        """Add an epoch; the network's weights are kept where they are the best."""
        epoch = len(self.reports) + 1
        is_best = valid_loss < self.best_loss - self.gain
        if is_best:
            self.best_loss, self.best_epoch = valid_loss, epoch
            self.best = {name: value.clone() for name, value in network.state_dict().items()}
        seconds = self._seconds_before + time.monotonic() - self._started
        self.reports.append(EpochReport(epoch, train_loss, valid_loss, auc, is_best, seconds))

    def state(self) -> dict[str, Any]:
        """Return all of it as tensors, numbers and texts."""
        reports = json.dumps([dataclasses.astuple(report) for report in self.reports])
        return {"reports": reports, "best": self.best, "loss": self.best_loss, "epoch": self.best_epoch}

    def restore(self, state: dict[str, Any]) -> None:
        """Take up what `state` was taken of."""
        self.reports = [EpochReport(*fields) for fields in json.loads(state["reports"])]
        self.best, self.best_loss, self.best_epoch = state["best"], state["loss"], state["epoch"]
        self._seconds_before = self.reports[-1].seconds if self.reports else 0.0
