"""The networks that learn a probability from encoded rows: DCN-V2, DeepFM and TabM-mini.

All read the same input: the piecewise-linear components of the numbers (`features`), the flags of missing
numbers, and for each id of the row that of one fused embedding table.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from admanager.learning.evaluation import roc_auc
from admanager.learning.features import Encoder
from admanager.learning.training.row_network import (
    Dropout,
    RowNetwork,
    Start,
    array_of,
    linear_of,
    mean_log_loss,
)
from admanager.learning.weights import Cross, Linear, Weights


@dataclass(frozen=True)
class Shape:
    """How large a network is, and which branches it has beside the perceptron.

    `members` copies of the perceptron share all weights but a sign for each input. `factorised` adds the
    factorisation machine of DeepFM.
    """

    embedding: int = 8
    rank: int = 16
    cross_layers: int = 0
    hidden: tuple[int, ...] = (64, 32)
    members: int = 1
    factorised: bool = False
    input_dropout: float = 0.1
    hidden_dropout: float = 0.2
    cross_dropout: float = 0.3
    learning_rate: float = 3e-3

    def build(self, encoder: Encoder) -> Network:
        """Return a network of this shape with its first weights."""
        return Network(encoder, self)


DCN = Shape(cross_layers=1, members=2, hidden=(64,), learning_rate=6e-3)
DEEPFM = Shape(factorised=True)
TABM = Shape(members=8, hidden=(64,), learning_rate=4e-3)
SHAPES = {"dcn": DCN, "deepfm": DEEPFM, "tabm": TABM}
SMALL_SHAPES = {
    "dcn": replace(DCN, hidden=(96,), input_dropout=0.2, learning_rate=9e-3),
    "deepfm": DEEPFM,
    "tabm": replace(TABM, input_dropout=0.2, learning_rate=8e-3),
}
"""Of small tables: few rows are soon learned by heart, which dropout hinders, and leave time for larger layers."""


class Network(RowNetwork):
    """A perceptron over encoded rows, with cross layers or a factorisation machine beside it.

    With x_0 the input [rows, width], a cross layer of DCN-V2 (Wang et al. 2021) is
    x_(l+1) = x_0 * (U_l (V_l x_l) + b_l) + x_l, where V_l is [rank, width] and U_l [width, rank]: it multiplies
    features with each other, one degree more in every layer. It starts as the identity. The factorisation
    machine of DeepFM (Guo et al. 2017) is 1/2 sum_d ((sum_i v_id x_i)^2 - sum_i (v_id x_i)^2), with a vector v_i
    for each component of a number and the embedding for each text. The perceptron is
    h_(l+1) = dropout(max(0, W_l h_l + b_l)) from h_0 = r_k * x_0, where the signs r_k differ from member to member
    (TabM-mini: Gorishniy, Kotelnikov & Babenko 2025); every member has an output z_k of its own, and the mean of
    them is the network's. The probability is sigmoid(z).

    The loss is the cross-entropy of each member, L = -(y log y_hat + (1 - y) log(1 - y_hat)) with
    y_hat = sigmoid(z_k). Its gradient at the output is delta = dL/dz = y_hat - y: the factor y_hat (1 - y_hat) of
    the sigmoid's slope cancels against the cross-entropy's. (A delta of (y - y_hat) sigma'(z) has the sign of an
    update and belongs to the squared error.) Back-propagation carries it on: dL/dw = delta h_L, dL/dh_L = delta w.
    """

    def __init__(self, encoder: Encoder, shape: Shape) -> None:
        super().__init__(encoder, shape.embedding, 0.1 if shape.factorised else 0.3)
        self.shape = shape
        width = self.width
        self.down = nn.ModuleList(nn.Linear(width, shape.rank, bias=False) for _ in range(shape.cross_layers))
        self.up = nn.ModuleList(nn.Linear(shape.rank, width) for _ in range(shape.cross_layers))
        for parameter in self.up.parameters():
            nn.init.zeros_(parameter)
        signs = torch.randint(0, 2, (shape.members, width)) * 2.0 - 1
        self.signs = nn.Parameter(signs) if shape.members > 1 else None
        sizes = [width, *shape.hidden]
        self.hidden = nn.ModuleList(nn.Linear(a, b) for a, b in itertools.pairwise(sizes))
        self.heads = nn.Parameter(torch.randn(shape.members, sizes[-1]) / sizes[-1] ** 0.5)
        self.biases = nn.Parameter(torch.zeros(shape.members))
        self.from_crossed = nn.Parameter(torch.zeros(width)) if shape.cross_layers else None
        factors = torch.randn(shape.embedding, self.components) * 0.05
        self.factors = nn.Parameter(factors) if shape.factorised else None
        self.from_factors = nn.Parameter(torch.ones(1)) if shape.factorised else None
        self.input_dropout = Dropout(shape.input_dropout)
        self.hidden_dropout = Dropout(shape.hidden_dropout)
        self.cross_dropout = Dropout(shape.cross_dropout)

    def forward(self, components: Tensor, codes: Tensor, embedded: Tensor | None = None) -> Tensor:
        """Return z [rows, members] for `components` of the numbers and codes int64 [rows, ids].

        `embedded` [rows, ids, size] stands for the rows of the table where they were looked up before.
        """
        start = Start(components, self.looked_up(codes, embedded) if self.coded else None)
        start = start.thinned(self.input_dropout)
        weight, bias = self._first_layer()
        if self.from_crossed is None:
            result = self._perceptron(start.read(weight, bias))
        else:
            # One product for both that read the input, where each by itself would take longer.
            down = cast("nn.Linear", self.down[0]).weight
            read = start.read(torch.cat([weight, down]), torch.cat([bias, bias.new_zeros(len(down))]))
            of_hidden, low = read.split([len(weight), len(down)], 1)  # type: ignore[no-untyped-call]
            result = self._perceptron(of_hidden) + self._crossed(start, low, self.from_crossed)[:, None]
        if self.factors is not None and self.from_factors is not None:
            result = result + (self.from_factors * self._factorised(start))[:, None]
        return result

    def loss(self, outputs: Tensor, labels: Tensor) -> Tensor:
        """Return the mean cross-entropy of all members."""
        wanted = labels[:, None].expand_as(outputs)
        return functional.binary_cross_entropy_with_logits(outputs, wanted)

    def answers(self, outputs: Tensor) -> Tensor:
        """Return the mean of the members, z [rows]."""
        return outputs.mean(1)

    def judge(self, answers: NDArray[np.float32], labels: NDArray[np.float32]) -> tuple[float, float]:
        """Return log loss and AUC of z."""
        return mean_log_loss(answers, labels), roc_auc(labels, answers)

    def _crossed(self, start: Start, first: Tensor, out: Tensor) -> Tensor:
        """Return out . (m * x_L) for the last cross layer's x_L, where m is its dropout; [rows]. `first` is V_0 x_0.

        Every layer adds x_0 * (U_l v_l + b_l), with v_l = V_l x_l, so that x_L = x_0 * (1 + sum_l (U_l v_l + b_l)) and
        out . (m * x_L) = sum_l v_l . (U_l' diag(out)) (m * x_0) + (out * (1 + sum_l b_l)) . (m * x_0): nothing as wide as the
        input is computed for the last layer but the dropout.
        """
        ups = [cast("nn.Linear", layer) for layer in self.up]
        low = [first]
        if len(ups) > 1:
            whole = crossed = start.whole()
            for down, up in zip(itertools.islice(self.down, 1, None), ups, strict=False):
                crossed = crossed + whole * up(low[-1])
                low.append(down(crossed))
        back = [up.weight.T * out for up in ups]
        alone = out * (1 + sum(up.bias for up in ups))
        read = start.thinned(self.cross_dropout).read(torch.cat([*back, alone[None]]))
        return (torch.cat(low, 1) * read[:, :-1]).sum(1) + read[:, -1]

    def _perceptron(self, first: Tensor) -> Tensor:
        """Return the members' outputs [rows, members], for what the first layer read."""
        value = first.reshape(len(first), self.shape.members, -1)
        value = self.hidden_dropout(torch.relu(value))
        for layer in itertools.islice(self.hidden, 1, None):
            value = self.hidden_dropout(torch.relu(layer(value)))
        result: Tensor = (value * self.heads).sum(-1) + self.biases
        return result

    def _first_layer(self) -> tuple[Tensor, Tensor]:
        """Return the first layer of all members as one; W (r_k * x) = (W * r_k) x."""
        first = self.hidden[0]
        assert isinstance(first, nn.Linear)
        if self.signs is None:
            return first.weight, first.bias
        weight = (self.signs[:, None, :] * first.weight).flatten(0, 1)
        return weight, first.bias.repeat(self.shape.members)

    def _factorised(self, start: Start) -> Tensor:
        assert self.factors is not None
        together = functional.linear(start.components, self.factors)
        apart = functional.linear(start.components**2, self.factors**2)
        if start.embedded is not None:
            by_id = start.embedded.reshape(len(start.embedded), self.coded, -1)
            together, apart = together + by_id.sum(1), apart + (by_id**2).sum(1)
        return 0.5 * (together**2 - apart).sum(1)

    def weights(self) -> Weights:
        """Return the weights as NumPy arrays, for the export; the members' mean is taken into the last layer."""
        weight, bias = self._first_layer()
        rest = [linear_of(layer) for layer in itertools.islice(self.hidden, 1, None)]
        out = [] if self.from_crossed is None else [array_of(self.from_crossed)]
        out.append(array_of(self.heads.flatten() / self.shape.members))
        if self.from_factors is not None:
            out.append(array_of(self.from_factors))
        return Weights(
            table=array_of(self.table.weight) if self.coded else None,
            crosses=tuple(
                Cross(linear_of(down).weight, linear_of(up))
                for down, up in zip(self.down, self.up, strict=True)
            ),
            hidden=(Linear(array_of(weight), array_of(bias)), *rest),
            out=Linear(np.concatenate(out)[None], array_of(self.biases.mean()[None])),
            members=self.shape.members,
            factors=None if self.factors is None else array_of(self.factors),
            member_biases=array_of(self.biases) if self.shape.members > 1 else np.zeros(0, np.float32),
        )
