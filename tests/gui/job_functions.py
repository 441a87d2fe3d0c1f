"""Job functions that the tests send to child processes, which import them by name."""

from __future__ import annotations

import os
import time

from admanager.jobs import Job
from admanager.texts import sentence


def count_slowly(steps: int, *, job: Job) -> int:
    """Report `steps` steps, some milliseconds each."""
    for step in range(steps):
        job.progress(step, steps, sentence("Step {step}", step=step))
        time.sleep(0.01)
    return steps


def die(*, job: Job) -> None:
    """End the process without a word, as a crash of a library does."""
    os._exit(13)


def send_partials(count: int, *, job: Job) -> str:
    """Hand over `count` intermediate results."""
    for number in range(count):
        job.partial({"number": number})
    return "done"
