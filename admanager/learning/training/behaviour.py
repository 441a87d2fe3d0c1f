"""The networks that read a sequence of events: an encoder (LSTM, GRU, convolution, attention) under two heads.

LSTM (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000), x_t the embedded event:

    i, f, o = sigmoid(W x_t + U h_(t-1) + b) for each gate,  g = tanh(W_g x_t + U_g h_(t-1) + b_g)
    c_t = f * c_(t-1) + i * g,   h_t = o * tanh(c_t)

The squashing is tanh: with a ReLU in its place the cell has no bound and its gradient explodes over time.
Loss and delta: for a yes or no the cross-entropy with delta = y_hat - y at the output; for what comes next the
same with softmax, delta_v = p_v - [v = what came]. (A delta of (y - y_hat) sigma'(z) belongs to the squared
error, with the sign of an update.) Back-propagation through time carries delta back along c_t.

What comes next is scored as

    s_v = q . e_v + b_v + w_1 log P_1(v | last) + w_2 log P_2(v | last but one) + u_1 [v seen] + u_2 [v is last]

with q = A h_t + B x_t + C (mean of e over the items so far), e_v the item's own vector plus those of its
attributes, P_1 and P_2 the lookup tables (`markov`), cross-fitted while training, and w, u linear in h_t. At the start w_1 is 1 and everything else near
0: the network begins as the lookup table and learns what the table does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from admanager.learning.behaviour_weights import (
    AttentionWeights,
    BehaviourWeights,
    Cell,
    ConvolutionWeights,
    NextWeights,
)
from admanager.learning.weights import Linear

Kind = Literal["lstm", "gru", "cnn", "transformer"]
REACH = 3
"""Events that a convolution looks at."""
UNKNOWN_SHARE = 0.2
"""Items of training events whose own vector is hidden, so that the attributes and the unknown item are learned."""
GATES = 4
"""Gates of the next-item head: both tables, seen before, seen last."""


@dataclass(frozen=True)
class Form:
    """How large a network of sequences is, and which encoder it has."""

    kind: Kind = "lstm"
    size: int = 64
    embedding: int = 8
    dropout: float = 0.5
    layers: int = 2
    """Layers of a convolution or of attention; a recurrent encoder has one."""


class BehaviourNetwork(nn.Module):
    """Embedded events, the encoder's state after each event, and one number of a yes for each state."""

    def __init__(self, codes: int, features: int, form: Form, extra: int = 0) -> None:
        super().__init__()
        self.form = form
        self.table = nn.Embedding(codes, form.embedding)
        nn.init.normal_(self.table.weight, std=0.1)
        self.width = features * form.embedding + extra
        self.dropout = nn.Dropout(form.dropout)
        self.encoder = _encoder(self.width, form)
        self.out = nn.Linear(form.size, 1)

    def embedded(self, codes: Tensor) -> Tensor:
        """Return the embedded events; codes int64 [people, events, features]."""
        events: Tensor = self.dropout(self.table(codes).flatten(2))
        return events

    def forward(self, codes: Tensor) -> Tensor:
        """Return z after each event, [people, events]."""
        states = self.dropout(self.encoder(self.embedded(codes)))
        result: Tensor = self.out(states)[..., 0]
        return result

    def weights(self) -> BehaviourWeights:
        """Return the weights as NumPy arrays, for the export."""
        return BehaviourWeights(_array(self.table.weight), self.encoder.weights(), _linear(self.out))


class NextNetwork(BehaviourNetwork):
    """Scores every item as the one that comes next; see the module's formula."""

    def __init__(
        self,
        codes: int,
        features: int,
        form: Form,
        item_attributes: NDArray[np.int64],
    ) -> None:
        # Every event carries the vector of its item beside the codes of its columns.
        super().__init__(codes, features, form, extra=form.size)
        items = len(item_attributes)
        self.items = nn.Embedding(items + 1, form.size)
        self.attributes = nn.Embedding(codes, form.size)
        self.register_buffer("item_attributes", torch.from_numpy(item_attributes))
        self.bias = nn.Parameter(torch.zeros(items))
        self.query = nn.Linear(form.size, form.size)
        self.direct = nn.Linear(self.width, form.size)
        self.taste = nn.Linear(form.size, form.size, bias=False)
        self.gates = nn.Linear(form.size, GATES)
        with torch.no_grad():
            self.items.weight.normal_(std=0.05)
            self.attributes.weight.normal_(std=0.05)
            self.taste.weight.zero_()
            self.gates.weight.zero_()
            self.gates.bias.copy_(torch.tensor([1.0, 0.0, 0.0, 0.0]))

    def item_vectors(self) -> Tensor:
        """Return e_v of every item and of an unknown one last; [items + 1, size]."""
        with_attributes = self.items.weight[:-1] + self.attributes(self.item_attributes).sum(1)
        return torch.cat([with_attributes, self.items.weight[-1:]])

    def scores(self, codes: Tensor, items: Tensor, first: Tensor, second: Tensor) -> Tensor:
        """Return s_v after each event, [people, events, items].

        `items` int64 [people, events] are the items of the events, `items` for an unknown one; `first` and
        `second` are the rows of the lookup tables, [people, events, items].
        """
        vectors = self.item_vectors()
        shown = items
        if self.training:
            shown = torch.where(torch.rand(items.shape) < UNKNOWN_SHARE, len(self.bias), items)
        events = torch.cat([self.embedded(codes), self.dropout(functional.embedding(shown, vectors))], 2)
        states = self.dropout(self.encoder(events))
        counts = torch.arange(1, items.shape[1] + 1)[:, None]
        mean = functional.embedding(items, vectors).cumsum(1) / counts
        query = self.query(states) + self.direct(events) + self.taste(mean)
        known = vectors[:-1]
        last = functional.one_hot(items, len(vectors))[..., :-1].to(query.dtype)
        seen = last.cumsum(1).clamp(max=1)
        gates = self.gates(states)
        result: Tensor = (
            query @ known.T
            + self.bias
            + gates[..., 0:1] * first
            + gates[..., 1:2] * second
            + gates[..., 2:3] * seen
            + gates[..., 3:4] * last
        )
        return result

    def next_weights(self) -> NextWeights:
        """Return the weights of the head as NumPy arrays, for the export."""
        return NextWeights(
            _array(self.item_vectors()),
            _array(self.bias),
            _linear(self.query),
            _linear(self.direct),
            _array(self.taste.weight),
            _linear(self.gates),
        )


_CELL = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


class _Recurrent(nn.Module):
    def __init__(self, width: int, form: Form) -> None:
        super().__init__()
        self.kind = form.kind
        kind = nn.LSTM if form.kind == "lstm" else nn.GRU
        self.cell = kind(width, form.size, batch_first=True)

    def forward(self, events: Tensor) -> Tensor:
        states: Tensor = self.cell(events)[0]
        return states

    def weights(self) -> Cell:
        cell = self.cell
        return Cell(
            self.kind,
            *(_array(dict(cell.named_parameters())[f"{name}_l0"]) for name in _CELL),
        )


class _Convolution(nn.Module):
    """Causal convolutions with growing reach (van den Oord et al. 2016) and a shortcut around each."""

    def __init__(self, width: int, form: Form) -> None:
        super().__init__()
        self.start = nn.Linear(width, form.size)
        self.layers = nn.ModuleList(
            nn.Conv1d(form.size, form.size, REACH, dilation=2**layer) for layer in range(form.layers)
        )

    def forward(self, events: Tensor) -> Tensor:
        value = torch.relu(self.start(events)).transpose(1, 2)
        for layer, convolution in enumerate(self.layers):
            padded = functional.pad(value, ((REACH - 1) * 2**layer, 0))
            value = value + torch.relu(convolution(padded))
        return value.transpose(1, 2)

    def weights(self) -> ConvolutionWeights:
        layers = []
        for layer in self.layers:
            assert isinstance(layer, nn.Conv1d)
            assert layer.bias is not None
            layers.append(Linear(_array(layer.weight), _array(layer.bias)))
        return ConvolutionWeights(_linear(self.start), tuple(layers))


class _Attention(nn.Module):
    """Causal self-attention (Vaswani et al. 2017), one head a layer, with a penalty that grows with distance.

    The penalty (Press et al. 2022) takes the place of numbered positions, so that any length can be read.
    """

    def __init__(self, width: int, form: Form) -> None:
        super().__init__()
        self.start = nn.Linear(width, form.size)
        size = form.size
        self.projections = nn.ModuleList(nn.Linear(size, 3 * size) for _ in range(form.layers))
        self.wide = nn.ModuleList(nn.Linear(size, 2 * size) for _ in range(form.layers))
        self.narrow = nn.ModuleList(nn.Linear(2 * size, size) for _ in range(form.layers))
        self.slopes = nn.Parameter(torch.full((form.layers,), 0.3))

    def forward(self, events: Tensor) -> Tensor:
        value = self.start(events)
        size = value.shape[2]
        places = torch.arange(value.shape[1])
        distance = places[:, None] - places[None, :]
        future = distance < 0
        layers = zip(self.projections, self.wide, self.narrow, strict=True)
        for layer, (projection, wide, narrow) in enumerate(layers):
            asking, offered, told = projection(normed(value)).split(size, 2)
            weights = asking @ offered.transpose(1, 2) / size**0.5 - self.slopes[layer] * distance
            weights = weights.masked_fill(future, -1e9).softmax(2)
            value = value + weights @ told
            value = value + narrow(torch.relu(wide(normed(value))))
        return normed(value)

    def weights(self) -> AttentionWeights:
        return AttentionWeights(
            _linear(self.start),
            tuple(_linear(layer) for layer in self.projections),
            tuple(_linear(layer) for layer in self.wide),
            tuple(_linear(layer) for layer in self.narrow),
            tuple(float(slope) for slope in self.slopes.detach()),
        )


def normed(value: Tensor) -> Tensor:
    """Return the value with mean 0 and variance 1 along its last axis."""
    return functional.layer_norm(value, value.shape[-1:])


def _encoder(width: int, form: Form) -> _Recurrent | _Convolution | _Attention:
    if form.kind == "cnn":
        return _Convolution(width, form)
    if form.kind == "transformer":
        return _Attention(width, form)
    return _Recurrent(width, form)


def _linear(layer: nn.Module) -> Linear:
    assert isinstance(layer, nn.Linear)
    return Linear(_array(layer.weight), _array(layer.bias))


def _array(values: Tensor) -> NDArray[np.float32]:
    return values.detach().cpu().numpy().astype(np.float32)
