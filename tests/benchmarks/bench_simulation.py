"""Opportunities per processor second of a run with a cap, even pacing and three creatives, beside plain Python."""

from __future__ import annotations

import time
from typing import Any

from admanager.simulation import kernel
from admanager.simulation.arrays import Counter, new_state
from tests.simulation.reference import Reference
from tests.simulation.worlds import plan_of, world_of

PEOPLE = 100_000
REPEATS = 3
# The first minutes of a day, which the peer plays in some seconds.
PEER_MINUTES = 60
BUCKET_MINUTES, RECORDS = 15, 200_000
# Four weeks, two ad groups, and money for nearly all of the traffic: an opportunity that pacing or a lack of
# money ends is cheap, and would make the figure larger than a campaign's.
SETTINGS = (
    "flight.end=2026-04-19",
    "budget.total=400000",
    "budget.daily=16000",
    "budget.pacing=even",
    "creative_choice=thompson",
    "cap.per_day=8",
    'ad_groups.1.creatives=[{name = "A"}, {name = "B"}, {name = "C"}]',
)


def run() -> dict[str, Any]:
    """Return the best of three runs on one core, compiling and building the world left out.

    The peer is the same model in plain Python (`tests/simulation/reference.py`) on the first hour of the
    flight; the two must agree on every counter there. `auction_share` and `win_rate` say how many of the
    opportunities came to an auction, and how many of those were won.
    """
    world, policy = world_of(plan_of(*SETTINGS), people=PEOPLE)
    return measured("simulation", world, policy, peer=_peer(world, policy))


def measured(name: str, world: Any, policy: Any, *, peer: float) -> dict[str, Any]:
    """Play the world three times and return the best speed beside the peer's."""
    minutes = len(world.minutes)
    kernel.run_minutes(world, policy, new_state(world, policy, BUCKET_MINUTES, RECORDS), 0, 0)
    seconds = []
    for _ in range(REPEATS):
        state = new_state(world, policy, BUCKET_MINUTES, RECORDS)
        began = time.process_time()
        kernel.run_minutes(world, policy, state, 0, minutes)
        seconds.append(time.process_time() - began)
    opportunities, auctions, impressions = (
        int(state.counters[which]) for which in (Counter.OPPORTUNITIES, Counter.AUCTIONS, Counter.IMPRESSIONS)
    )
    value = opportunities / min(seconds)
    return {
        "name": name,
        "unit": "opportunities per CPU s",
        "value": value,
        "peer": peer,
        "ratio": value / peer,
        "opportunities": opportunities,
        "auction_share": auctions / opportunities,
        "win_rate": impressions / auctions,
        "cpu_seconds": min(seconds),
    }


def _peer(world: Any, policy: Any) -> float:
    """Return the speed of plain Python, having compared what it played with the kernel."""
    began = time.process_time()
    reference = Reference(world, policy).play(PEER_MINUTES)
    seconds = time.process_time() - began
    state = new_state(world, policy, BUCKET_MINUTES, RECORDS)
    kernel.run_minutes(world, policy, state, 0, PEER_MINUTES)
    for which, played in (
        (Counter.OPPORTUNITIES, reference.opportunities),
        (Counter.AUCTIONS, reference.auctions),
        (Counter.IMPRESSIONS, len(reference.impressions)),
        (Counter.SPENT, reference.spent),
    ):
        if state.counters[which] != played:
            raise AssertionError(f"the two engines differ in {which.name}")
    return reference.opportunities / seconds
