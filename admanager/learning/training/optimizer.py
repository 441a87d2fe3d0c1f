"""AdamW and repeatability without torch's compiler, whose import takes longer than many a training.

Torch keeps some methods of its optimizers out of compilation, and for that loads the whole compiler when the
first of them is called; `use_deterministic_algorithms` does the same to set a switch of it. Nothing is compiled
here, so the methods are taken as they were before that was wrapped around them. The bits stay the same.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

_MEAN_KEEPS, _SQUARE_KEEPS = 0.9, 0.999


class PlainAdamW(torch.optim.AdamW):
    """AdamW (Loshchilov & Hutter 2019) as torch has it."""

    add_param_group = inspect.unwrap(torch.optim.AdamW.add_param_group)
    zero_grad = inspect.unwrap(torch.optim.AdamW.zero_grad)
    load_state_dict = torch.no_grad()(inspect.unwrap(torch.optim.AdamW.load_state_dict))
    state_dict = inspect.unwrap(torch.optim.AdamW.state_dict)
    step = torch.no_grad()(inspect.unwrap(torch.optim.AdamW.step))


def in_one_vector(parameters: Sequence[nn.Parameter]) -> nn.Parameter:
    """Move parameters into one vector, of which each becomes a view, as its gradient becomes one of the vector's.

    What is done to every number alike, as by AdamW, is then one operation for all of them.
    """
    with torch.no_grad():
        whole = nn.Parameter(torch.cat([parameter.flatten() for parameter in parameters]))
        whole.grad = torch.zeros_like(whole)
        start = 0
        for parameter in parameters:
            end = start + parameter.numel()
            parameter.data = whole.data[start:end].view_as(parameter)
            parameter.grad = whole.grad[start:end].view_as(parameter)
            start = end
    return whole


class VectorAdamW:
    """AdamW (Loshchilov & Hutter 2019) of one vector: torch's own takes longer to look for its tensors than to move them.

    With gradient g and step t, m = m + (1 - b1) (g - m), v = b2 v + (1 - b2) g^2 and
    w = (1 - rate decay) w - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + 1e-8), b1 = 0.9, b2 = 0.999.
    """

    def __init__(self, weights: Tensor, rate: float, decay: float) -> None:
        self.weights, self.rate, self.decay = weights, rate, decay
        self.mean, self.square = torch.zeros_like(weights), torch.zeros_like(weights)
        self.steps = 0

    @torch.no_grad()
    def step(self) -> None:
        """Move the weights against their gradient, which is 0 afterwards."""
        gradient = self.weights.grad
        assert gradient is not None, "called after backward"
        self.steps += 1
        self.mean.lerp_(gradient, 1 - _MEAN_KEEPS)
        self.square.mul_(_SQUARE_KEEPS).addcmul_(gradient, gradient, value=1 - _SQUARE_KEEPS)
        spread = self.square.sqrt().div_(math.sqrt(1 - _SQUARE_KEEPS**self.steps)).add_(1e-8)
        self.weights.mul_(1 - self.rate * self.decay)
        self.weights.addcdiv_(self.mean, spread, value=-self.rate / (1 - _MEAN_KEEPS**self.steps))
        gradient.zero_()

    def state_dict(self) -> dict[str, Any]:
        """Return what the next step depends on beside the weights and the rate."""
        return {"mean": self.mean, "square": self.square, "steps": self.steps}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Take up what `state_dict` was taken of."""
        self.mean, self.square, self.steps = state["mean"], state["square"], state["steps"]


class RowAdagrad:
    """Adagrad (Duchi, Hazan & Singer 2011) for a large table, touching only the rows that a batch looked up.

    A row has one sum of squares for all its numbers (as Mudigere et al. 2022 train such tables): for a looked-up row
    with gradient g, s = s + mean(g^2) and w = w - rate g / (sqrt(s) + 1e-8). That is a tenth of the memory, and of the
    places to visit, of a sum a number. Where a batch names a row twice, both gradients count, each by itself: nothing
    has to be sorted or joined.
    """

    def __init__(self, table: Tensor, rate: float) -> None:
        self.table, self.rate = table, rate
        self.squares = torch.zeros(len(table))

    def look_up(self, codes: Tensor) -> Tensor:
        """Return the rows that codes [rows, texts] name, as a leaf that takes a gradient."""
        size = self.table.shape[1]
        found = self.table.detach().index_select(0, codes.flatten()).view(*codes.shape, size)
        return found.requires_grad_()

    @torch.no_grad()
    def step(self, codes: Tensor, found: Tensor) -> None:
        """Move the rows of `look_up` against their gradient."""
        assert found.grad is not None, "called after backward"
        places, gradient = codes.flatten(), found.grad.flatten(0, 1)
        self.squares.index_add_(0, places, gradient.square().mean(1))
        scale = self.squares.index_select(0, places).sqrt_().add_(1e-8)
        self.table.index_add_(0, places, gradient.div_(scale[:, None]), alpha=-self.rate)


def make_repeatable(seed: int) -> None:
    """Have torch work in one thread, deterministically, with this seed, or fail where it cannot.

    One thread, since a small network gains nothing from two and loses a hundredfold beside a busy neighbour.
    """
    torch.set_num_threads(1)
    torch.set_deterministic_debug_mode("error")
    # Memory that nothing has been written to would be filled first, twenty times a step; none of it is read here.
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
    torch.manual_seed(seed)
