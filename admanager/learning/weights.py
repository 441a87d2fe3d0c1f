"""What was learned, as plain arrays: what a trainer hands to the export. Neither torch nor LightGBM is needed here."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Linear:
    """y = x @ weight.T + bias; `weight` is [out, in]."""

    weight: Floats
    bias: Floats


@dataclass(frozen=True)
class Cross:
    """A low-rank cross layer: x_0 * (up(x @ down.T)) + x; `down` is [rank, width]."""

    down: Floats
    up: Linear


@dataclass(frozen=True)
class Weights:
    """A network over encoded rows; its output is one linear layer over all its branches.

    `table` is the fused embedding table [ids, size] (None without texts). The perceptron's first layer feeds
    `members` copies of the later ones, which share their weights. `factors` [size, numbers] are the vectors of
    a factorisation machine for the components of the numbers; None without one. `out` reads, in this order,
    the crossed input, the members' last layers, and the factorisation machine's sum. Its bias is the mean of
    `member_biases` [members], which are empty with one member.
    """

    table: Floats | None
    crosses: tuple[Cross, ...]
    hidden: tuple[Linear, ...]
    out: Linear
    members: int = 1
    factors: Floats | None = None
    member_biases: Floats = field(default_factory=lambda: np.zeros(0, np.float32))

    @property
    def is_ensemble(self) -> bool:
        """Whether the output is the mean of members that each answer by themselves, as in TabM."""
        return self.members > 1 and not self.crosses and self.factors is None

    def member_outputs(self) -> Linear:
        """Return the layer that gives each member's own output, from the last layers of all of them."""
        each = self.out.weight.reshape(self.members, -1) * self.members
        apart = np.zeros((self.members, *each.shape), np.float32)
        apart[np.arange(self.members), np.arange(self.members)] = each
        return Linear(apart.reshape(self.members, -1), self.member_biases)


@dataclass(frozen=True)
class Trees:
    """Boosted trees over the raw numbers (NaN where missing) followed by the ids of the texts; one sum is the output.

    All nodes stand in one row of arrays, tree after tree. At a node, a value goes `left` where it is at most
    `threshold`, or where it is missing and `missing_left` says so. `feature` is -1 at a leaf, whose `value` is
    added. `root` are the numbers of the trees' first nodes.
    """

    root: Whole
    feature: Whole
    threshold: Floats
    missing_left: NDArray[np.bool_]
    left: Whole
    right: Whole
    value: Floats


Member = Weights | Trees


@dataclass(frozen=True)
class Blend:
    """The members' outputs with their weights, all at least 0: z = sum(weight_m z_m) + intercept."""

    members: tuple[Member, ...]
    weights: tuple[float, ...]
    intercept: float = 0.0

    @classmethod
    def of_one(cls, member: Member) -> Blend:
        """Return a blend of one member, which is left as it is."""
        return cls((member,), (1.0,))


@dataclass(frozen=True)
class FunnelWeights:
    """A network of two tasks over encoded rows, click first: what `training.funnel_network` learned.

    `table` is the fused embedding table (None without texts). `experts` is the first layer of all experts of all
    members as one, [members * experts * hidden, width]. With `gates`, a layer [experts, width] a task, a task reads
    the experts' mean weighted by the softmax of its gate; without, task k reads expert k alone. `towers` has a layer
    a task, which the members share; task k's log-odds is row k of `heads` [tasks, members * tower] over what they give.
    """

    table: Floats | None
    experts: Linear
    members: int
    expert_count: int
    gates: tuple[Linear, ...]
    towers: tuple[Linear, ...]
    heads: Linear
