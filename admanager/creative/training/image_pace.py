"""How far a training has come: CPU seconds against its budget, or steps against a number of steps; and when to report."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import torch

from admanager.jobs import Job
from admanager.learning.training.pausing import wait_while_paused

# Kept back for measuring the norms' statistics and for trying codes, which end a training and count as part of it.
FINISHING_SHARE = 0.12
# Of this the last, for putting together what was tried.
CLOSING_SHARE = 0.02


class ImagePace:
    """The clock of one training; `spent` are the CPU seconds of an earlier run that it goes on from.

    With `steps` the training ends after that many steps and repeats itself exactly; without, when the budget
    of CPU seconds is used.
    """

    def __init__(self, job: Job, seconds: float, steps: int | None, spent: float = 0.0) -> None:
        self.job = job
        self.seconds = seconds
        self.steps = steps
        self.step = 0
        self._start = time.process_time() - spent
        self._half = _fast_half_precision()

    @property
    def spent(self) -> float:
        """CPU seconds used so far, by all threads."""
        return time.process_time() - self._start

    @property
    def share(self) -> float:
        """How much of the training is done, 0..1."""
        budget = self.seconds * (1 - FINISHING_SHARE)
        done = self.step / self.steps if self.steps is not None else self.spent / budget
        return min(1.0, done)

    @property
    def is_over(self) -> bool:
        """Whether there is no time left for trying more codes; never where steps are counted."""
        return self.steps is None and self.spent >= self.seconds * (1 - CLOSING_SHARE)

    def look(self) -> None:
        """Stop where the user has asked to, wait where they have asked for a pause."""
        wait_while_paused(self.job)

    @contextlib.contextmanager
    def half_precision(self) -> Iterator[None]:
        """Compute convolutions in bfloat16 where this CPU does so natively, several times faster."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self._half):
            yield


def _fast_half_precision() -> bool:
    return bool(torch.cpu._is_amx_tile_supported())
