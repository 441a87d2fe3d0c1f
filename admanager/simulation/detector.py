"""Fraud: the detector that marks sources of clicks while a run goes on, as the kernel plays it.

A source is marked by what an advertiser can see of it: too many clicks for its impressions, clicks like
clockwork, clicks in bursts, or only at night (the features of the FDMA 2012 competition, Oentaryo et al. 2014).
From then on its impressions and clicks are neither charged nor learned from; it is not shut out, so that it
learns nothing about the detector. What it had cost before is refunded. Whether it is truly a bot is not looked at.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.arrays import Counter, Decision, Policy, Shorts, State, World
from admanager.simulation.choosing import decide
from admanager.simulation.scalar_draws import inlined

RATIO, CLOCKWORK, BURST, NIGHT = 1, 2, 3, 4
LIMITS = 256
FALSE_ALARMS = 1e-5
OVERDISPERSION = 20.0
NIGHT_HOURS = 6
BURST_MINUTES, BURST_CLICKS = 10, 4
FEWEST_GAPS, STEADY = 4, 0.05
FEWEST_NIGHT = 5

_MARKED = int(Decision.MARKED)
_REFUNDED = int(Counter.REFUNDED)


def click_limits(rate: float) -> Shorts:
    """Return, for 0 to 255 impressions, the clicks at which a source is marked.

    A person's own rate is taken as beta distributed with mean `rate` and a + b = 20, so that the clicks of n
    impressions are beta-binomial; the limit is the smallest k with P(K >= k) below one in a hundred thousand.
    """
    a, b = rate * OVERDISPERSION, (1.0 - rate) * OVERDISPERSION
    limits = np.full(LIMITS, np.iinfo(np.int32).max, dtype=np.int32)
    for n in range(1, LIMITS):
        tail = 0.0
        for k in range(n, -1, -1):
            tail += math.exp(
                math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
                + math.lgamma(k + a) + math.lgamma(n - k + b) - math.lgamma(n + 20.0)
                - math.lgamma(a) - math.lgamma(b) + math.lgamma(20.0)
            )  # fmt: skip
            if tail >= FALSE_ALARMS:
                limits[n] = k + 1
                break
    return limits


@inlined
def watch(world: World, policy: Policy, state: State, person: int, minute: int) -> None:
    """Take in a click of a source, and mark the source when it looks like fraud; refund what it had cost."""
    source = state.sources[person]
    hour = world.minutes[minute].week_hour % 24
    gap = minute - source.last
    if source.clicks > 0:
        source.gaps += gap
        source.gap_squares += float(gap) * gap
    source.burst = source.burst + 1 if source.clicks > 0 and gap <= BURST_MINUTES else 1
    source.clicks += 1
    source.last = minute
    source.night += hour < NIGHT_HOURS
    if source.marked:
        return
    gaps = source.clicks - 1
    reason = 0
    if source.clicks >= policy.click_limit[min(state.people[person].in_flight + 1, LIMITS - 1)]:
        reason = RATIO
    elif (
        gaps >= FEWEST_GAPS
        and source.gap_squares * gaps < (1.0 + STEADY * STEADY) * source.gaps * source.gaps
    ):
        reason = CLOCKWORK
    elif source.burst >= BURST_CLICKS:
        reason = BURST
    elif source.clicks >= FEWEST_NIGHT and source.night == source.clicks:
        reason = NIGHT
    if reason:
        source.marked = reason
        state.people[person].suspect = 1
        state.counters[_REFUNDED] += source.cost
        decide(state, minute, _MARKED, person, reason, float(source.clicks), float(source.cost), 0.0)


def marked_sources(state: State) -> NDArray[np.int64]:
    """Return the places of the marked sources in the arrays of people."""
    return np.flatnonzero(state.sources["marked"])
