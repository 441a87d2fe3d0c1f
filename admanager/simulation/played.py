"""What is asked of the engine and what it returns; light, so that a window that shows runs need not load the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from admanager.texts import Sentence

if TYPE_CHECKING:
    from admanager.simulation.arrays import Structured
    from admanager.simulation.events import RunEvent
    from admanager.simulation.fraud import FraudReport
    from admanager.simulation.metrics import Outcome

MOST_SHOWN_BUCKETS = 400
SHOWN_BUCKETS = (15, 30, 60, 120, 180, 240, 360, 720, 1440)

RunState = Literal["running", "paused", "stopped", "finished"]
# "pause", "resume", "step" (an hour of simulated time), "stop", and ("speed", simulated hours a second or None).
Command = object


@dataclass(frozen=True)
class Options:
    """How to play: at most `records` impressions kept one by one; `live` sends snapshots; `speed` as the command."""

    records: int = 200_000
    live: bool = False
    speed: float | None = None
    paused: bool = False


@dataclass(frozen=True)
class Snapshot:
    """How far a run is, told at most 25 times a second; `outcome` holds all numbers so far in coarse buckets."""

    seed: int
    minute: int
    minutes: int
    state: RunState
    opportunities_per_second: float
    outcome: Outcome


@dataclass(frozen=True)
class Played:
    """A run as it came out of the child process.

    `records` are the kept impressions (see `arrays.RECORD`) with `person_ids` beside them; each stands for
    `weight` impressions; a bot's id is below 0. `methods` say where answers, prices and traffic come from; `models`
    maps what a model answered to its name and hash. `decisions` (see `arrays.DECISION`) are those of the run itself.
    """

    seed: int
    state: RunState
    minutes: int
    start_utc: int
    outcome: Outcome
    records: Structured
    person_ids: NDArray[np.int64]
    weight: int
    people: int
    group_sizes: dict[str, int]
    without_consent: int | None
    generated: bool
    methods: dict[str, Sentence]
    models: dict[str, tuple[str, str]]
    seconds: float
    cpu_seconds: float
    decisions: Structured
    fraud: FraudReport | None
    do_not_contact: int = 0
    events: tuple[RunEvent, ...] = ()


def shown_bucket(minutes: int, bucket_minutes: int) -> int:
    """Return the width of the buckets in which a flight is shown: at most 400 of them, multiples of the kept ones."""
    fitting = (width for width in SHOWN_BUCKETS if width >= bucket_minutes and width % bucket_minutes == 0)
    return next((width for width in fitting if minutes / width <= MOST_SHOWN_BUCKETS), SHOWN_BUCKETS[-1])
