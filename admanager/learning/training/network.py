"""The networks that learn a probability from encoded rows: DCN-V2 and logistic regression.

Both read the same input: the piecewise-linear components of the numbers (`features`), the flags of missing
numbers, and for each text the row of one fused embedding table that its id names.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from admanager.learning.features import Encoder
from admanager.learning.weights import Cross, Linear, Weights

EMBEDDING = 8
RANK = 16
CROSS_LAYERS = 2
HIDDEN = (64, 32)


@dataclass(frozen=True)
class Shape:
    """How large a network is; the defaults are those of the family dcn."""

    embedding: int = EMBEDDING
    rank: int = RANK
    cross_layers: int = CROSS_LAYERS
    hidden: tuple[int, ...] = HIDDEN
    input_dropout: float = 0.1
    hidden_dropout: float = 0.2


# An embedding of one number for each word, and one linear layer: logistic regression on the same input.
LOGISTIC = Shape(embedding=1, rank=0, cross_layers=0, hidden=(), input_dropout=0.0, hidden_dropout=0.0)
DCN = Shape()


class Network(nn.Module):
    """DCN-V2 (Wang et al. 2021) with low-rank cross layers beside a multilayer perceptron.

    With x_0 the input [rows, width], a cross layer is x_(l+1) = x_0 * (U_l (V_l x_l) + b_l) + x_l, where
    V_l is [rank, width] and U_l [width, rank]: it multiplies features with each other, one degree more in
    every layer. The perceptron is h_(l+1) = dropout(max(0, W_l h_l + b_l)) from h_0 = x_0. The output is one
    linear layer over both, z = w [x_L, h_L] + b, and the probability sigmoid(z). Without cross and hidden
    layers this is logistic regression.

    The loss is the cross-entropy L = -(y log y_hat + (1 - y) log(1 - y_hat)) with y_hat = sigmoid(z). Its
    gradient at the output is delta = dL/dz = y_hat - y: the factor y_hat (1 - y_hat) of the sigmoid's slope
    cancels against the cross-entropy's. (A delta of (y - y_hat) sigma'(z) has the sign of an update and
    belongs to the squared error.) Back-propagation carries it on: dL/dw = delta x_L, dL/dx_L = delta w.
    """

    def __init__(self, encoder: Encoder, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.texts = len(encoder.texts)
        self.ple_columns = torch.from_numpy(encoder.ple_columns)
        self.ple_low = torch.from_numpy(encoder.ple_low)
        self.ple_scale = torch.from_numpy(encoder.ple_scale)
        self.fills = torch.from_numpy(encoder.fills)
        self.flagged = torch.from_numpy(encoder.flagged)
        self.other_ids = torch.from_numpy(encoder.offsets)
        width = len(encoder.ple_low) + len(encoder.flagged) + shape.embedding * self.texts
        self.table = nn.Embedding(max(1, encoder.table_size), shape.embedding)
        nn.init.normal_(self.table.weight, std=0.3 if shape.cross_layers else 0.01)
        self.down = nn.ModuleList(nn.Linear(width, shape.rank, bias=False) for _ in range(shape.cross_layers))
        self.up = nn.ModuleList(nn.Linear(shape.rank, width) for _ in range(shape.cross_layers))
        sizes = [width, *shape.hidden]
        self.hidden = nn.ModuleList(nn.Linear(a, b) for a, b in itertools.pairwise(sizes))
        self.input_dropout = nn.Dropout(shape.input_dropout)
        self.hidden_dropout = nn.Dropout(shape.hidden_dropout)
        joined = width + (sizes[-1] if shape.hidden else 0)
        self.out = nn.Linear(joined, 1)

    def forward(self, numbers: Tensor, codes: Tensor) -> Tensor:
        """Return z [rows] for numbers float32 [rows, numbers] (NaN where missing) and codes int64 [rows, texts]."""
        missing = torch.isnan(numbers)
        filled = torch.where(missing, self.fills, numbers)
        spread = (filled[:, self.ple_columns] - self.ple_low) * self.ple_scale
        parts = [spread.clamp(0, 1), missing[:, self.flagged].to(numbers.dtype)]
        if self.texts:
            parts.append(self.table(codes).flatten(1))
        start = self.input_dropout(torch.cat(parts, 1))
        crossed = start
        for down, up in zip(self.down, self.up, strict=True):
            crossed = start * up(down(crossed)) + crossed
        value = start
        for layer in self.hidden:
            value = self.hidden_dropout(torch.relu(layer(value)))
        joined = torch.cat([crossed, value], 1) if len(self.hidden) else crossed
        result: Tensor = self.out(joined)[:, 0]
        return result

    def weights(self) -> Weights:
        """Return the weights as NumPy arrays, for the export."""
        return Weights(
            table=_array(self.table.weight) if self.texts else None,
            crosses=tuple(
                Cross(_linear(down).weight, _linear(up)) for down, up in zip(self.down, self.up, strict=True)
            ),
            hidden=tuple(_linear(layer) for layer in self.hidden),
            out=_linear(self.out),
        )


def _linear(layer: nn.Module) -> Linear:
    assert isinstance(layer, nn.Linear)
    bias = np.zeros(0, np.float32) if layer.bias is None else _array(layer.bias)
    return Linear(_array(layer.weight), bias)


def _array(values: Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return values.detach().cpu().numpy().astype(np.float32)
