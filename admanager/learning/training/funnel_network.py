"""Networks that learn clicks and conversions together, over all rows of the funnel: ESMM and MMoE.

Ma et al. 2018, "Entire Space Multi-Task Model: An Effective Approach for Estimating Post-Click Conversion Rate"
(SIGIR); Ma et al. 2018, "Modeling Task Relationships in Multi-task Learning with Multi-gate Mixture-of-Experts" (KDD).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from admanager.learning.evaluation import roc_auc
from admanager.learning.features import Encoder
from admanager.learning.training.row_network import Dropout, RowNetwork, array_of, linear_of, mean_log_loss
from admanager.learning.weights import FunnelWeights, Linear

TASKS = 2
CLICK, CONVERSION = range(TASKS)


@dataclass(frozen=True)
class FunnelShape:
    """How large the network is; with `gated` the tasks share `experts`, else each has one of its own.

    `members` copies share all weights but a sign for each input, and their last layers.
    """

    gated: bool
    experts: int = TASKS
    members: int = 4
    embedding: int = 8
    hidden: int = 64
    tower: int = 32
    input_dropout: float = 0.1
    hidden_dropout: float = 0.2
    learning_rate: float = 3e-3

    def build(self, encoder: Encoder) -> FunnelNetwork:
        """Return a network of this shape with its first weights."""
        return FunnelNetwork(encoder, self)


ESMM = FunnelShape(gated=False)
MMOE = FunnelShape(gated=True, experts=4, hidden=32)
FUNNEL_SHAPES = {"esmm": ESMM, "mmoe": MMOE}


class FunnelNetwork(RowNetwork):
    """Two towers over the shared encoder, one for the click and one for the conversion after it.

    With x the input of a row (`RowNetwork`), expert e gives h_e = dropout(max(0, W_e x + b_e)). The tower of task k
    reads f_k = h_k in ESMM, so that the tasks share the encoder alone, and f_k = sum_e softmax(G_k x + c_k)_e h_e in
    MMoE. It gives the log-odds a_k = w_k dropout(max(0, T_k f_k + t_k)) + d_k. As in `Network`, several members read x
    with signs of their own and have a w_k of their own; each is trained by L, and their mean is the answer. With y = 1
    for a click and z = 1 for a click that converted,

        pCTR = P(y = 1 | x) = sigmoid(a_click),   pCVR = P(z = 1 | y = 1, x) = sigmoid(a_conversion),
        pCTCVR = P(y = 1, z = 1 | x) = pCTR * pCVR,
        L = CE(y, pCTR) + CE(z, pCTCVR),   CE(y, p) = -(y log p + (1 - y) log(1 - p)),

    over all impressions. The conversion rate has no label of its own outside of the clicks; it is learned over the
    whole space through the product, so that the model is not biased towards those who click (sample selection), and
    the rare conversions are read with an encoder that the many clicks have taught. In log-odds,

        log pCTCVR = -s(-a) - s(-b),   log(1 - pCTCVR) = log(e^-a + e^-b + e^-(a+b)) - s(-a) - s(-b),

    with s(t) = log(1 + e^t), a and b the two log-odds: no product is rounded to 0 or 1. The gradients are
    dL/da = (pCTR - y) + (pCTCVR - z) / (1 - pCTCVR) * (1 - pCTR) and dL/db = (pCTCVR - z) / (1 - pCTCVR) * (1 - pCVR).
    """

    def __init__(self, encoder: Encoder, shape: FunnelShape) -> None:
        super().__init__(encoder, shape.embedding, 0.3)
        self.shape = shape
        signs = torch.randint(0, 2, (shape.members, self.width)) * 2.0 - 1
        self.signs = nn.Parameter(signs)
        self.experts = nn.Linear(self.width, shape.experts * shape.hidden)
        gates = [nn.Linear(self.width, shape.experts) for _ in range(TASKS)] if shape.gated else []
        for gate in gates:
            nn.init.zeros_(gate.weight)
            nn.init.zeros_(gate.bias)
        self.gates = nn.ModuleList(gates)
        self.towers = nn.ModuleList(nn.Linear(shape.hidden, shape.tower) for _ in range(TASKS))
        self.heads = nn.Parameter(torch.randn(TASKS, shape.members, shape.tower) / shape.tower**0.5)
        self.biases = nn.Parameter(torch.zeros(TASKS, shape.members))
        self.input_dropout = Dropout(shape.input_dropout)
        self.hidden_dropout = Dropout(shape.hidden_dropout)

    def forward(self, components: Tensor, codes: Tensor, embedded: Tensor | None = None) -> Tensor:
        """Return the log-odds of click and of conversion after it, [rows, members, 2]; arguments as of `Network`."""
        shape = self.shape
        start = self.input_dropout(self.joined(components, codes, embedded))
        weight, bias = self._first_layer()
        value = self.hidden_dropout(torch.relu(functional.linear(start, weight, bias)))
        experts = value.reshape(len(start), shape.members, shape.experts, shape.hidden)
        found = []
        for task, tower in enumerate(self.towers):
            if shape.gated:
                shares = torch.softmax(self.gates[task](start), 1)
                read = (shares[:, None, :, None] * experts).sum(2)
            else:
                read = experts[:, :, task]
            hidden = self.hidden_dropout(torch.relu(tower(read)))
            found.append((hidden * self.heads[task]).sum(2) + self.biases[task])
        return torch.stack(found, 2)

    def _first_layer(self) -> tuple[Tensor, Tensor]:
        """Return the experts of all members as one layer, [members * experts * hidden, width]."""
        weight = (self.signs[:, None, :] * self.experts.weight).flatten(0, 1)
        return weight, self.experts.bias.repeat(self.shape.members)

    def loss(self, outputs: Tensor, labels: Tensor) -> Tensor:
        """Return L for log-odds [rows, members, 2] and labels [rows, 2]: clicked, and clicked and converted."""
        a, b = outputs[:, :, CLICK], outputs[:, :, CONVERSION]
        clicked, converted = labels[:, CLICK, None], labels[:, CONVERSION, None]
        clicks = functional.binary_cross_entropy_with_logits(a, clicked.expand_as(a))
        both = functional.logsigmoid(a) + functional.logsigmoid(b)
        not_both = torch.logsumexp(torch.stack([-a, -b, -a - b]), 0)
        return clicks - (both + (1 - converted) * not_both).mean()

    def answers(self, outputs: Tensor) -> Tensor:
        """Return the log-odds of click and of conversion after it, the mean of the members, [rows, 2]."""
        return outputs.mean(1)

    def judge(self, answers: NDArray[np.float32], labels: NDArray[np.float32]) -> tuple[float, float]:
        """Return L, and the AUC of the click and conversion together."""
        both = log_odds_of_both(answers)
        loss = mean_log_loss(answers[:, CLICK], labels[:, CLICK])
        wanted = labels[:, CONVERSION]
        return loss + mean_log_loss(both, wanted), roc_auc(wanted, both)

    def weights(self) -> FunnelWeights:
        """Return the weights as NumPy arrays, for the export."""
        weight, bias = self._first_layer()
        heads = self.heads.flatten(1) / self.shape.members
        return FunnelWeights(
            table=array_of(self.table.weight) if self.coded else None,
            experts=Linear(array_of(weight), array_of(bias)),
            members=self.shape.members,
            expert_count=self.shape.experts,
            gates=tuple(linear_of(gate) for gate in self.gates),
            towers=tuple(linear_of(tower) for tower in self.towers),
            heads=Linear(array_of(heads), array_of(self.biases.mean(1))),
        )


def log_odds_of_both(answers: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the log-odds of click and conversion together, for the log-odds of each [rows, 2]."""
    a, b = answers[:, CLICK].astype(np.float64), answers[:, CONVERSION].astype(np.float64)
    found = -np.logaddexp(np.logaddexp(-a, -b), -a - b)
    return found.astype(np.float32)
