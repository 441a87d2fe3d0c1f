"""AdamW and repeatability without torch's compiler, whose import takes longer than many a training.

Torch keeps some methods of its optimizers out of compilation, and for that loads the whole compiler when the
first of them is called; `use_deterministic_algorithms` does the same to set a switch of it. Nothing is compiled
here, so the methods are taken as they were before that was wrapped around them. The bits stay the same.
"""

from __future__ import annotations

import inspect

import torch


class PlainAdamW(torch.optim.AdamW):
    """AdamW (Loshchilov & Hutter 2019) as torch has it."""

    add_param_group = inspect.unwrap(torch.optim.AdamW.add_param_group)
    zero_grad = inspect.unwrap(torch.optim.AdamW.zero_grad)
    step = torch.no_grad()(inspect.unwrap(torch.optim.AdamW.step))


def make_repeatable(seed: int) -> None:
    """Have torch work in one thread, deterministically, with this seed, or fail where it cannot.

    One thread, since a small network gains nothing from two and loses a hundredfold beside a busy neighbour.
    """
    torch.set_num_threads(1)
    torch.set_deterministic_debug_mode("error")
    torch.manual_seed(seed)
