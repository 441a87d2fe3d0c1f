"""AdamW and repeatability without torch's compiler, whose import takes longer than many a training.

Torch keeps some methods of its optimizers out of compilation, and for that loads the whole compiler when the
first of them is called; `use_deterministic_algorithms` does the same to set a switch of it. Nothing is compiled
here, so the methods are taken as they were before that was wrapped around them. The bits stay the same.
"""

from __future__ import annotations

import inspect

import torch
from torch import Tensor


class PlainAdamW(torch.optim.AdamW):
    """AdamW (Loshchilov & Hutter 2019) as torch has it."""

    add_param_group = inspect.unwrap(torch.optim.AdamW.add_param_group)
    zero_grad = inspect.unwrap(torch.optim.AdamW.zero_grad)
    load_state_dict = torch.no_grad()(inspect.unwrap(torch.optim.AdamW.load_state_dict))
    state_dict = inspect.unwrap(torch.optim.AdamW.state_dict)
    step = torch.no_grad()(inspect.unwrap(torch.optim.AdamW.step))


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
    torch.manual_seed(seed)
