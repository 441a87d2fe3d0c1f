"""Standing still while a person has asked for a pause."""

from __future__ import annotations

import time

from admanager.jobs import Job

_LOOK_AGAIN_SECONDS = 0.05


def wait_while_paused(job: Job) -> None:
    """Return at once, or after "resume" where "pause" was asked for; raise Cancelled when the work is to stop."""
    job.check_cancelled()
    paused = _wants_pause(job, False)
    while paused:
        time.sleep(_LOOK_AGAIN_SECONDS)
        job.check_cancelled()
        paused = _wants_pause(job, True)


def _wants_pause(job: Job, paused: bool) -> bool:
    for command in job.commands():
        if command in {"pause", "resume"}:
            paused = command == "pause"
    return paused
