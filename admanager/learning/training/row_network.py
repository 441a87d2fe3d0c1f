"""What every network over encoded rows shares: the numbers' components, the fused table of the ids, the dropout.

A network that is trained by `fit` has an output or several for each row; it says itself how they are judged.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

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
        return torch.cat([components, self.looked_up(codes, embedded)], 1) if self.coded else components

    def looked_up(self, codes: Tensor, embedded: Tensor | None) -> Tensor:
        """Return the second part of the input, [rows, ids * embedding]."""
        if embedded is None:
            # What nn.Embedding does, with a gradient that is added up in half the time.
            embedded = self.table.weight.index_select(0, codes.flatten()).view(*codes.shape, -1)
        return embedded.flatten(1)

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


@dataclass(frozen=True)
class Start:
    """The input of rows in two parts [rows, components] and [rows, ids * embedding], None without ids.

    Nothing is learned of the first one, so that the gradient that the second one takes is all that is worked out.
    """

    components: Tensor
    embedded: Tensor | None

    def read(self, weight: Tensor, bias: Tensor | None = None) -> Tensor:
        """Return what a linear layer with a weight [out, width] makes of the whole input, [rows, out]."""
        if self.embedded is None:
            return functional.linear(self.components, weight, bias)
        sizes = [self.components.shape[1], self.embedded.shape[1]]
        of_components, of_embedded = weight.split(sizes, 1)  # type: ignore[no-untyped-call]
        return torch.addmm(
            functional.linear(self.components, of_components, bias), self.embedded, of_embedded.T
        )

    def thinned(self, dropout: Dropout) -> Start:
        """Return the input after a dropout."""
        if self.embedded is None:
            return Start(dropout(self.components), None)
        sizes = [self.components.shape[1], self.embedded.shape[1]]
        factors = dropout.factors(len(self.components), sum(sizes))
        if factors is None:
            return self
        of_components, of_embedded = factors.split(sizes, 1)  # type: ignore[no-untyped-call]
        return Start(self.components * of_components, self.embedded * of_embedded)

    def whole(self) -> Tensor:
        """Return both parts together, [rows, width]."""
        return self.components if self.embedded is None else torch.cat([self.components, self.embedded], 1)


class Dropout(nn.Module):
    """Sets a share of cells to 0 and scales the others up; its random bytes cost a tenth of torch's numbers."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._limit = round(share * 256)
        self._scale = 256 / (256 - self._limit)
        self.rng = np.random.default_rng(0)

    def forward(self, value: Tensor) -> Tensor:
        """Return the value, thinned out while training."""
        factors = self.factors(*value.shape)
        return value if factors is None else value * factors

    def factors(self, *shape: int) -> Tensor | None:
        """Return what the cells are multiplied with; None where that changes nothing."""
        if not self.training or self._limit == 0:
            return None
        count = math.prod(shape)
        # Eight at a time: half of what `bytes` takes, which draws four.
        words = self.rng.integers(2**64 - 1, size=-(-count // 8), dtype=np.uint64, endpoint=True)
        drawn = words.view(np.uint8)[:count]
        factors = np.multiply(drawn >= self._limit, self._scale, dtype=np.float32)
        return torch.from_numpy(factors).view(shape)


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
