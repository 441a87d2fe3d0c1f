"""The arrays that the kernel works on: the world, the policies, and the state that a run changes.

Sizes: N people, G ad groups, K creatives, A arms (an arm is a creative in an ad group), M minutes of the
flight, S slots. Money is in micros, times in minutes since the start of the flight. Values that are used
together stand together in structured arrays: few arrays compile faster, and a person's values share a
cache line.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Structured = Any  # an array of one of the dtypes below; its fields have no static types

MINUTE = np.dtype([("mean", "f8"), ("week_hour", "i4"), ("day", "i4")])
PERSON = np.dtype([("chance", "f8"), ("other", "i4"), ("first_group", "i4"), ("group_count", "i8")])
ANSWER = np.dtype([("click", "f4"), ("conversion", "f4")])
SLOT = np.dtype([("cumulative", "f8"), ("logit", "f8")])
ARM = np.dtype([("group", "i4"), ("creative", "i4"), ("share", "f8")])
GROUP = np.dtype([("first_arm", "i4"), ("last_arm", "i4"), ("bid", "f8")])


class World(NamedTuple):
    """What the campaign meets: arrivals, people, places, prices."""

    count_key: np.uint64
    arrival_key: np.uint64
    minutes: Structured  # [M] MINUTE: expected opportunities, hour of the week (0 is Monday 0:00), day
    people: Structured  # [N] PERSON: Walker's alias table of activity, and the place in `groups`
    groups: Shorts  # the ad groups of each person, one after another
    answers: (
        Structured  # [N, K] ANSWER: log-odds of a click (first impression, average hour and slot), conversion
    )
    hour_logit: Floats  # [168]
    slots: Structured  # [S] SLOT: cumulative share of opportunities, and effect on the log-odds of a click
    price: Floats  # quantiles of the clearing price of one impression
    normal: Floats  # quantiles of the standard normal distribution
    annoyance: Floats  # [K]
    fatigue: float
    recovery_minutes: float
    memory: float
    annoyance_growth: float
    noise: float
    click_effect: float
    fast_share: float
    fast_minutes: float
    slow_minutes: float
    cut_minutes: float


class Policy(NamedTuple):
    """What the campaign decides: bids, budgets, caps, pacing, choice of creatives. Flags are 0 or 1."""

    thompson_key: np.uint64
    arms: Structured  # [A] ARM, ad group by ad group: `share` within the group under the choice "even"
    groups: (
        Structured  # [G] GROUP: the arms from first_arm to last_arm - 1; the bid for a click or an impression
    )
    open_hours: Bytes  # [G, 168]
    progress: Floats  # [M, 2] share of the day's open traffic before and after a minute
    day_share: Floats  # [days] a day's open traffic over that of all days from it on
    per_click: int
    first_price: int
    thompson: int
    even_pacing: int
    budget_total: int
    budget_daily: int
    cap_day: int
    cap_week: int
    cap_flight: int


class Counter(IntEnum):
    """Places in `State.counters`."""

    OPPORTUNITIES = 0
    UNFUNDED = 1  # no money left for the day or the flight
    PACED = 2  # held back by even pacing
    CAPPED = 3  # the person has seen the campaign often enough
    CLOSED = 4  # no ad group of the person is open at this hour
    AUCTIONS = 5
    IMPRESSIONS = 6
    CLICKS = 7
    CONVERSIONS = 8
    SPENT = 9
    REACH = 10
    DAY = 11
    DAY_BUDGET = 12
    DAY_SPENT = 13
    RECORDS = 14
    THINNING = 15  # a record stands for 2 ** this many impressions
    REFRESHES = 16


PERSON_STATE = np.dtype([
    ("day", "i4"), ("in_day", "i4"), ("in_week", "i4"), ("in_flight", "i4"), ("mood", "f4"), ("satisfaction", "f4"),
])  # fmt: skip
MEMORY = np.dtype([("count", "f4"), ("minute", "f4")])
ARM_STATE = np.dtype([
    ("impressions", "i8"), ("clicks", "i8"), ("conversions", "i8"), ("reach", "i8"), ("probability", "f8"),
    ("satisfaction_squares", "f8"),
])  # fmt: skip
GROUP_STATE = np.dtype([("refresh_at", "i8"), ("reach", "i8")])
CELL = np.dtype([("impressions", "i4"), ("clicks", "i4"), ("spend", "i8"), ("satisfaction", "f8")])
RECORD = np.dtype([
    ("priority", "u8"), ("second", "i8"), ("cost", "i8"), ("person", "i4"), ("arm", "i4"), ("slot", "i4"),
    ("propensity", "f4"), ("satisfaction", "f4"), ("outcome", "i4"),
])  # fmt: skip


class State(NamedTuple):
    """What a run changes. B buckets of `bucket_minutes`; conversions go on for the cut of the delay."""

    counters: Ints
    bucket_minutes: int
    people: Structured  # [N] PERSON_STATE: impressions in the day, its week and the flight; mood z and satisfaction
    memories: Structured  # [N, K] MEMORY: impressions still remembered at the minute of the last one
    seen: Bytes  # [N, A] whether the person saw the arm
    arms: Structured  # [A] ARM_STATE: totals, and the current propensity within the ad group
    groups: Structured  # [G] GROUP_STATE: impressions at which propensities are renewed, and reach
    creative_reach: Ints  # [K]
    series: Structured  # [B, A] CELL
    conversions: Shorts  # [B and the delay's buckets, A] by the time of the conversion
    records: Structured  # [R] RECORD: impressions one by one, thinned evenly when full; outcome 1 click, 3 converted


def new_state(world: World, policy: Policy, bucket_minutes: int, records: int) -> State:
    """Return the state of a run that has not begun; `records` is the most impressions kept one by one."""
    people, creatives = world.answers.shape
    arms, minutes = len(policy.arms), len(world.minutes)
    late = int(minutes + world.cut_minutes) // bucket_minutes + 2
    state = State(
        counters=np.zeros(len(Counter), dtype=np.int64),
        bucket_minutes=bucket_minutes,
        people=np.zeros(people, dtype=PERSON_STATE),
        memories=np.zeros((people, creatives), dtype=MEMORY),
        seen=np.zeros((people, arms), dtype=np.uint8),
        arms=np.zeros(arms, dtype=ARM_STATE),
        groups=np.zeros(len(policy.groups), dtype=GROUP_STATE),
        creative_reach=np.zeros(creatives, dtype=np.int64),
        series=np.zeros((-(-minutes // bucket_minutes), arms), dtype=CELL),
        conversions=np.zeros((late, arms), dtype=np.int32),
        records=np.zeros(records, dtype=RECORD),
    )
    state.counters[Counter.DAY] = -1
    state.people["day"] = -1
    state.people["satisfaction"] = 0.5
    state.arms["probability"] = policy.arms["share"]
    return state
