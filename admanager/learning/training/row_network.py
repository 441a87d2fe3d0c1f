"""What every network over encoded rows shares: the numbers' components, the fused table of the ids, the dropout.

A network that is trained by `fit` has an output or several for each row; it says itself how they are judged.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from admanager.learning.features import Encoder
from admanager.learning.weights import Linear


class Plan(Protocol):
    """What a network is to look like; `fit` has it built once the random numbers have their seed."""

    @property
    def learning_rate(self) -> float:
        """The rate for steps of 256 rows."""
        ...

    def build(self, encoder: Encoder) -> RowNetwork:
        """Return the network with its first weights."""
        ...


class RowNetwork(nn.Module, ABC):
    """The shared encoder: the input of a row is [components of the numbers, flags, embeddings of the ids].

    Piecewise-linear components, flags and ids are those of `features`; each text, and each number whose values have
    ids, names a row of one fused table [ids, embedding].
    """

    def __init__(self, encoder: Encoder, embedding: int, spread: float) -> None:
        super().__init__()
        self.coded = encoder.coded
        self.ple_columns = torch.from_numpy(encoder.ple_columns)
        self.ple_low = torch.from_numpy(encoder.ple_low)
        self.ple_scale = torch.from_numpy(encoder.ple_scale)
        self.fills = torch.from_numpy(encoder.fills)
        self.flagged = torch.from_numpy(encoder.flagged)
        self.other_ids = torch.from_numpy(encoder.offsets)
        self.components = len(encoder.ple_low) + len(encoder.flagged)
        self.width = self.components + embedding * self.coded
        self.table = nn.Embedding(max(1, encoder.table_size), embedding)
        nn.init.normal_(self.table.weight, std=spread)

    def components_of(self, numbers: Tensor) -> Tensor:
        """Return the piecewise-linear components and the flags of numbers float32 [rows, numbers], NaN where missing."""
        missing = torch.isnan(numbers)
        filled = torch.where(missing, self.fills, numbers)
        spread = (filled[:, self.ple_columns] - self.ple_low) * self.ple_scale
        return torch.cat([spread.clamp(0, 1), missing[:, self.flagged].to(numbers.dtype)], 1)

    def joined(self, components: Tensor, codes: Tensor, embedded: Tensor | None) -> Tensor:
        """Return the input of the rows [rows, width]; `embedded` are the table's rows where they were looked up before."""
        if not self.coded:
            return components
        found = self.table(codes) if embedded is None else embedded
        return torch.cat([components, found.flatten(1)], 1)

    def draw_from(self, rng: np.random.Generator) -> None:
        """Have the dropouts take their random numbers from `rng`."""
        for module in self.modules():
            if isinstance(module, Dropout):
                module.rng = rng

    @abstractmethod
    def loss(self, outputs: Tensor, labels: Tensor) -> Tensor:
        """Return the mean loss of a batch, for its outputs and its labels."""

    @abstractmethod
    def answers(self, outputs: Tensor) -> Tensor:
        """Return what the network says of each row, for its outputs."""

    @abstractmethod
    def judge(self, answers: NDArray[np.float32], labels: NDArray[np.float32]) -> tuple[float, float]:
        """Return the loss that decides when to stop, and an AUC to show."""


class Dropout(nn.Module):
    """Sets a share of cells to 0 and scales the others up; its random bytes cost a tenth of torch's numbers."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._limit = round(share * 256)
        self._scale = 256 / (256 - self._limit)
        self.rng = np.random.default_rng(0)

    def forward(self, value: Tensor) -> Tensor:
        """Return the value, thinned out while training."""
        if not self.training or self._limit == 0:
            return value
        drawn = np.frombuffer(self.rng.bytes(value.numel()), dtype=np.uint8) >= self._limit
        kept = torch.from_numpy(drawn).view(value.shape)
        return value * (kept * self._scale)


def linear_of(layer: nn.Module) -> Linear:
    """Return a layer's weights as arrays; no bias is an empty one."""
    assert isinstance(layer, nn.Linear)
    bias = np.zeros(0, np.float32) if layer.bias is None else array_of(layer.bias)
    return Linear(array_of(layer.weight), bias)


def array_of(values: Tensor) -> NDArray[np.float32]:
    """Return a tensor as a float32 array."""
    return values.detach().cpu().numpy().astype(np.float32)


def mean_log_loss(logits: NDArray[np.float32], labels: NDArray[np.float32]) -> float:
    """Return the mean cross-entropy of log-odds, in nats."""
    z = logits.astype(np.float64)
    return float(np.mean(np.logaddexp(0, z) - labels * z))
