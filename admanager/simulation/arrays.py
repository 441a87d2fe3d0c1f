"""The arrays that the engines work on: the world, the policies, and the state that a run changes.

Sizes: N people and B bots after them, G ad groups, K creatives, A arms (an arm is a creative in an ad group),
C accounts (a budget with its pacing; an ad group has its own or shares one), M minutes of the flight, S slots,
T price tables. Money is in micros, times in minutes since the start of the flight. Values that are used
together stand together in structured arrays: few arrays compile faster, and a person's values share a
cache line.

People come in random order, so that a run waits for memory more than for anything else. What an opportunity
looks at is therefore kept small: odds instead of log-odds, so that no exponential is taken; beside them what is
remembered, which all fades by one factor a minute; the ad groups of a person as one of few sets; and what a
person has seen as bits. An opportunity touches one line each of `World.people`, `State.people` and
`State.seen`, and one of `State.felt` for each ad group of up to eight creatives.
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
Bits = NDArray[np.uint64]
Structured = Any  # an array of one of the dtypes below; its fields have no static types

MINUTE = np.dtype(
    [("arrivals", "f8"), ("weight", "f8"), ("before", "f8"), ("week_hour", "i4"), ("day", "i4")]
)
PERSON = np.dtype([("chance", "f4"), ("other", "i4"), ("groups", "i4"), ("other_groups", "i4")])
GROUPS = np.dtype([("first", "i4"), ("count", "i4")])
ANSWER = np.dtype([("click", "f4"), ("conversion", "f4")])
SLOT = np.dtype([
    ("cumulative", "f8"), ("logit", "f8"), ("factor", "f8"), ("floor", "f8"),
    ("first", "i4"), ("last", "i4"), ("placement", "i4"), ("limited", "i4"),
])  # fmt: skip
ARM = np.dtype([("group", "i4"), ("creative", "i4"), ("share", "f8")])
GROUP = np.dtype([("first_arm", "i4"), ("last_arm", "i4"), ("account", "i8"), ("bid", "f8")])
ACCOUNT = np.dtype([
    ("total", "i8"), ("daily", "i8"), ("pattern", "i8"), ("auctions", "f8"), ("own", "f8"), ("win", "f8"), ("cost", "f8"),
])  # fmt: skip
SAMPLE = np.dtype([("person", "i4"), ("people", "f4"), ("activity", "f8")])
BOTS = np.dtype([
    ("first", "i4"), ("count", "i4"), ("share", "f8"), ("click", "f8"), ("conversion", "f8"), ("minutes", "i8"),
])  # fmt: skip

# A curve over the impressions still remembered is a table of CURVE_STEPS + 1 values, 1/16 impression apart.
CURVE_STEPS, CURVE_PER_IMPRESSION = 4096, 16.0
# Memory is kept as it stood at the beginning of an epoch of so many recovery times, and fades by one factor for all.
EPOCH, FORGOTTEN = 32.0, 1e-20
FEATURES = 16
SAMPLED_VALUES = 128
SOFT_STEPS = 256
# The forecast of what can still be bought looks at so many of an account's people.
SAMPLED_PEOPLE = 256
# What is known of the market before the flight counts as so many auctions.
PRIOR_AUCTIONS = 100.0
# How what an opportunity costs is taken to change in a day, in logs, before the first days tell.
PRIOR_TREND = -0.05
LINE_BYTES = 64


class Auction(IntEnum):
    """Who pays what; the values are `Policy.auction`."""

    SECOND_PRICE = 0
    FIRST_PRICE = 1
    GSP = 2
    VCG = 3


class Pricing(IntEnum):
    """What is charged for; the values are `Policy.pricing`."""

    IMPRESSION = 0
    CLICK = 1
    CONVERSION = 2
    PERFORMANCE = 3


class Pacing(IntEnum):
    """How spend is held to its plan; the values are `Policy.pacing`."""

    ASAP = 0
    GATE = 1  # even and traffic: an auction is let pass while spend is ahead of the plan
    DUAL = 2
    PID = 3
    THROTTLE = 4


class Control(IntEnum):
    """What sets an account's bid multiplier beside its pacing; the values are `Policy.control`."""

    NONE = 0
    TARGET = 1
    DYNAMIC = 2
    AUTO = 3


class Choice(IntEnum):
    """How creatives are chosen; the values are `Policy.choice`."""

    EVEN = 0
    THOMPSON = 1
    DISCOUNTED = 2
    EPSILON = 3
    UCB1 = 4
    LINUCB = 5
    LINTS = 6
    LOGISTIC = 7
    FTRL = 8


class World(NamedTuple):
    """What the campaign meets: arrivals, people, places, prices. Flags are 0 or 1."""

    count_key: np.uint64
    arrival_key: np.uint64
    minutes: Structured  # [M] MINUTE: expected opportunities, share of the flight's traffic in and before it, hour, day
    humans: int  # N; people from here on are bots
    people: Structured  # [N + B] PERSON: Walker's alias table of activity; places in `sets` of both, so that one miss will do
    sets: Structured  # GROUPS: the different sets of ad groups that people are in, as places in `groups`
    groups: Shorts  # the ad groups of each set, one after another
    sample: Structured  # [C, P] SAMPLE: people of an account, how many each stands for, and their activity (mean 1)
    answers: Structured  # [N + B, K] ANSWER: log-odds of a click (first impression, average hour, slot), conversion
    contexts: NDArray[np.float32]  # [N + B, FEATURES], or [1, FEATURES] where no choice looks at the person
    hour_logit: Floats  # [168]
    slots: Structured  # [S] SLOT: cumulative share, effect on a click, floor; its placement's slots first .. last - 1
    fits: Bytes  # [K, S] whether a creative has the size that a slot takes
    price: Floats  # [T, 4097] quantiles of the clearing price of one impression
    cost: Floats  # [T, 4097] mean price paid per auction by a bid at each quantile, second price
    shade: Floats  # [T, 4097] best first-price bid for values 0 .. shade_top, evenly spaced
    shade_top: Floats  # [T]
    price_of: Shorts  # [G, placements] the table of a person's first ad group at a placement
    rivals: float  # competing bidders at a page with several slots
    normal: Floats  # quantiles of the standard normal distribution
    tired: Floats  # [4097] log-odds of a click by impressions remembered: fatigue below, wear-in above 0
    annoyed: Floats  # [4097] annoyance by impressions remembered, before the creative's own
    annoyance: Floats  # [K]
    felt: int  # whether memory, fatigue and satisfaction are simulated
    recovery_minutes: float
    memory: float
    noise: float
    click_effect: float
    leave: float  # chance to leave for good after an impression at satisfaction 0
    fast_share: float
    fast_minutes: float
    slow_minutes: float
    cut_minutes: float
    bots: Structured  # [3] BOTS: kinds of bots, their places in `people`, and what they do
    bot_share: Floats  # [168] share of the opportunities that are a bot's; all 0 without


class Policy(NamedTuple):
    """What the campaign decides: bids, budgets, caps, pacing, choice of creatives. Flags are 0 or 1."""

    thompson_key: np.uint64
    arms: Structured  # [A] ARM, ad group by ad group: `share` within the group under the choice "even"
    group_bits: Bits  # [G, W] the arms of an ad group, and of a creative, as the bits of `State.seen`
    creative_bits: Bits  # [K, W]
    groups: Structured  # [G] GROUP: its arms, its account, and the bid for one unit of what it bids on
    accounts: Structured  # [C] ACCOUNT: budgets, row of `progress`, auctions expected, first multiplier; what a typical bid wins and pays
    open_hours: Bytes  # [G, 168]
    progress: Floats  # [patterns, M, 2] share of the day's spend due before and after a minute
    day_share: Floats  # [patterns, days] a day's open traffic over that of all days from it on
    coming: Floats  # [patterns, hours + 1] opportunities of an average person in open hours before an hour of the flight
    coming_days: Floats  # [patterns, days + 1] and before a day
    dynamic: Floats  # multipliers of the dynamic programme at 0 .. dynamic_top money per auction
    dynamic_top: float
    click_limit: Shorts  # [256] clicks at which a source with so many impressions is marked
    by_click: int  # the bid is multiplied by the chance of a click
    by_conversion: int  # and by that of a conversion
    conversion_band: float  # oCPC: the bid follows the conversion chance within 1 -/+ this; 0 without
    mean_conversion: float
    shaded: int
    pricing: int
    price: int  # of a conversion under pay-for-performance
    window_minutes: int  # after a click, in which a conversion is charged
    auction: int
    choice: int
    epsilon: float
    discount: float
    width: float  # of the confidence bound of LinUCB and LinTS
    pacing: int
    control: int
    target: float  # spend per unit of value, for target CPA and target ROAS
    planned: int  # whether a day may spend only its part of what is left
    watched: int  # whether it is watched that what is left can still be bought
    sampled: int  # whether what is bid on is kept in `State.values`
    rebalance: int
    detect: int
    soft: Floats  # [SOFT_STEPS] factor of the bid by impressions in the week; [1] where there is no soft cap
    capped: int
    cap_day: int
    cap_week: int
    cap_flight: int


class Counter(IntEnum):
    """Places in `State.counters`."""

    OPPORTUNITIES = 0
    UNFUNDED = 1  # no money left for the day or the flight
    PACED = 2  # held back by the pacing
    CAPPED = 3  # the person has seen the campaign often enough
    CLOSED = 4  # no ad group of the person is open at this hour, or no creative fits the place
    AUCTIONS = 5
    IMPRESSIONS = 6
    CLICKS = 7
    CONVERSIONS = 8
    SPENT = 9
    REACH = 10
    DAY = 11
    LEFT = 12  # the person has left for good
    MEDIA = 13  # what the impressions cost at clearing prices
    RECORDS = 14
    THINNING = 15  # a record stands for 2 ** this many impressions
    REFRESHES = 16
    DECISIONS = 17
    INVALID = 18  # clicks of marked sources: neither charged nor learned
    SAVED = 19  # what those would have cost
    REFUNDED = 20  # charged for clicks of sources that were marked later
    GONE = 21  # people who left
    BOT_IMPRESSIONS = 22
    BOT_CLICKS = 23
    BOT_INVALID = 24  # invalid clicks that were truly a bot's
    BOT_SPENT = 25
    BOT_SAVED = 26
    RESERVED = 27


class Decision(IntEnum):
    """Kinds of `DECISION`; see `explain` for what each says."""

    DAY_SPENT = 1
    TOTAL_SPENT = 2
    BIDS = 3
    CREATIVE = 4
    MARKED = 5
    BOUND = 6
    MOVED = 7
    HURRY = 8  # a day may spend more, since later days have less to buy


PERSON_STATE = np.dtype([
    ("day", "i4"), ("in_day", "i4"), ("in_week", "i4"), ("in_flight", "i4"), ("mood", "f4"), ("lift", "f4"),
    ("left", "i4"), ("suspect", "i4"),
])  # fmt: skip
FELT = np.dtype([("odds", "f4"), ("memory", "f4")])
SOURCE = np.dtype([
    ("clicks", "i4"), ("night", "i4"), ("last", "i4"), ("burst", "i4"), ("gaps", "f4"), ("gap_squares", "f4"),
    ("marked", "i8"), ("cost", "i8"),
])  # fmt: skip
ARM_STATE = np.dtype([
    ("impressions", "i8"), ("clicks", "i8"), ("conversions", "i8"), ("reach", "i8"), ("probability", "f8"),
    ("satisfaction_squares", "f8"), ("shown", "f8"), ("good", "f8"), ("late_spend", "i8"),
])  # fmt: skip
GROUP_STATE = np.dtype([("refresh_at", "i8"), ("reach", "i8"), ("leader", "i8")])
ACCOUNT_STATE = np.dtype([
    ("total", "i8"), ("spent", "i8"), ("reserved", "i8"), ("day_budget", "i8"), ("day_spent", "i8"),
    ("daily", "i8"), ("money", "i8"), ("ready", "i8"), ("told", "i8"), ("auctions", "i8"), ("sampled", "i8"),
    ("multiplier", "f8"), ("pace", "f8"), ("own", "f8"), ("integral", "f8"), ("gap", "f8"), ("lean", "f8"), ("past", "f8"), ("due", "f8"), ("held", "i8"),
    ("expected", "f8"), ("begun", "f8"),
    ("allowed", "f8"), ("allowed_step", "f8"),
    ("full", "i8"), ("short", "i8"), ("hurried", "i8"), ("target", "f8"), ("bearable", "f8"), ("free", "f8"), ("levels", "f8"),
    ("met", "f8"), ("won", "f8"), ("cost", "f8"), ("charge", "f8"), ("fading", "f8"),
    ("trend", "f8"), ("worth", "f8"), ("met_today", "f8"), ("cost_today", "f8"),
    ("gone", "f8"), ("stayed", "f8"), ("gone_before", "i8"), ("stayed_before", "i8"),
    ("seen_before", "i8"), ("shown", "i8"), ("shown_before", "i8"), ("clicks", "i8"), ("expected_before", "f8"),
    ("value", "f8"), ("paid", "f8"), ("told_multiplier", "f8"), ("bound", "i8"),
])  # fmt: skip
CELL = np.dtype([
    ("auctions", "i4"), ("impressions", "i4"), ("clicks", "i4"), ("invalid", "i4"), ("spend", "i8"), ("media", "i8"),
    ("satisfaction", "f8"),
])  # fmt: skip
RECORD = np.dtype([
    ("priority", "u8"), ("second", "i8"), ("cost", "i8"), ("person", "i4"), ("arm", "i4"), ("slot", "i4"),
    ("propensity", "f4"), ("satisfaction", "f4"), ("outcome", "i4"),
])  # fmt: skip
DECISION = np.dtype([
    ("minute", "i4"), ("kind", "i4"), ("who", "i4"), ("other", "i4"), ("before", "f8"), ("after", "f8"), ("why", "f8"),
])  # fmt: skip
MOST_DECISIONS = 4000
AHEAD = np.dtype([("tag", "i8"), ("key", "u8"), ("place", "f8")])
LOOKED_AHEAD = 8


class State(NamedTuple):
    """What a run changes. B buckets of `bucket_minutes`; conversions go on for the cut of the delay."""

    counters: Ints
    bucket_minutes: int
    people: Structured  # [N + B] PERSON_STATE: impressions in the day, its week and the flight; mood, and its factor of odds
    sources: Structured  # [N + B] SOURCE: clicks and when they came, for the detector of fraud
    felt: Structured  # [N + B, K] FELT: odds of a click as in `World.answers`; impressions remembered, see `EPOCH`
    seen: Bits  # [N + B, W] the arms that the person saw, 64 in a word
    slot_odds: Floats  # [S] what the odds of a click are multiplied with in a slot
    tired: Floats  # [4097] and by impressions remembered
    arms: (
        Structured  # [A] ARM_STATE: totals, what was learned, and the current propensity within the ad group
    )
    below: Floats  # [A] the propensities of an ad group up to and with an arm
    groups: Structured  # [G] GROUP_STATE: impressions at which propensities are renewed, and reach
    accounts: Structured  # [C] ACCOUNT_STATE
    creative_reach: Ints  # [K]
    series: Structured  # [B, A] CELL
    places: Structured  # [S, A] CELL
    conversions: Shorts  # [B and the delay's buckets, A] by the time of the conversion
    place_conversions: Ints  # [S, A]
    due: Ints  # [M and the window, C, 2] charged for conversions, and released, at the start of a minute
    records: Structured  # [R] RECORD: impressions one by one, thinned evenly when full; outcome 1 click, 3 converted
    decisions: Structured  # [MOST_DECISIONS] DECISION
    inverse: Floats  # [A, F, F] of LinUCB and LinTS
    weights: Floats  # [A, 2, F] theta and b, or the logistic policies' weights and precision or z and n
    scratch: Floats  # [3, A] chances of the arms of a choice, their scores and the spread of these
    spare: Floats  # [F]
    values: Floats  # [C, SAMPLED_VALUES] what the last bids were on
    fresh: Floats  # [C, P] impressions that a sampled person can see in the weeks after the present one
    ahead: Structured  # [LOOKED_AHEAD] AHEAD: key and draw of a person of opportunities to come, worked out beforehand


def aligned(shape: tuple[int, ...], dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return zeros that begin at a cache line, so that a row takes no more lines than it must."""
    size = int(np.prod(shape)) * dtype.itemsize
    memory = np.zeros(size + LINE_BYTES, dtype=np.uint8)
    start = -memory.ctypes.data % LINE_BYTES
    return memory[start : start + size].view(dtype).reshape(shape)


def new_state(world: World, policy: Policy, bucket_minutes: int, records: int) -> State:
    """Return the state of a run that has not begun; `records` is the most impressions kept one by one."""
    people, _ = world.answers.shape
    arms, minutes, slots = len(policy.arms), len(world.minutes), len(world.slots)
    accounts = len(policy.accounts)
    late = int(minutes + world.cut_minutes) // bucket_minutes + 2
    contextual = arms if policy.choice >= Choice.LINUCB else 1
    reserving = policy.pricing >= Pricing.CONVERSION
    felt = aligned(world.answers.shape, FELT)
    np.exp(np.clip(world.answers["click"], -40.0, 40.0), out=felt["odds"])
    state = State(
        counters=np.zeros(len(Counter), dtype=np.int64),
        bucket_minutes=bucket_minutes,
        people=aligned((people,), PERSON_STATE),
        sources=np.zeros(people if policy.detect or world.bot_share.any() else 1, dtype=SOURCE),
        felt=felt,
        seen=aligned((people, policy.group_bits.shape[1]), np.dtype(np.uint64)),
        slot_odds=np.exp(world.slots["logit"]),
        tired=np.exp(world.tired),
        arms=np.zeros(arms, dtype=ARM_STATE),
        below=np.zeros(arms),
        groups=np.zeros(len(policy.groups), dtype=GROUP_STATE),
        accounts=np.zeros(accounts, dtype=ACCOUNT_STATE),
        creative_reach=np.zeros(world.answers.shape[1], dtype=np.int64),
        series=np.zeros((-(-minutes // bucket_minutes), arms), dtype=CELL),
        places=np.zeros((slots, arms), dtype=CELL),
        conversions=np.zeros((late, arms), dtype=np.int32),
        place_conversions=np.zeros((slots, arms), dtype=np.int64),
        due=np.zeros((minutes + policy.window_minutes + 2 if reserving else 1, accounts, 2), dtype=np.int64),
        records=np.zeros(records, dtype=RECORD),
        decisions=np.zeros(MOST_DECISIONS, dtype=DECISION),
        inverse=np.tile(np.eye(FEATURES), (contextual, 1, 1)),
        weights=np.zeros((contextual, 2, FEATURES)),
        scratch=np.zeros((3, arms)),
        spare=np.zeros(FEATURES),
        values=np.zeros((accounts, SAMPLED_VALUES)),
        fresh=np.zeros(world.sample.shape),
        ahead=np.zeros(LOOKED_AHEAD, dtype=AHEAD),
    )
    if policy.choice == Choice.LOGISTIC:
        state.weights[:, 1] = 1.0
    state.counters[Counter.DAY] = -1
    state.people["day"] = -1
    state.people["lift"] = 1.0
    state.arms["probability"] = policy.arms["share"]
    for group in policy.groups:
        part = slice(group["first_arm"], group["last_arm"])
        state.below[part] = np.cumsum(policy.arms["share"][part])
    state.groups["leader"] = -1
    state.accounts["total"], state.accounts["daily"] = policy.accounts["total"], policy.accounts["daily"]
    for name in ("multiplier", "own", "told_multiplier"):
        state.accounts[name] = policy.accounts["own"]
    state.accounts["pace"], state.accounts["allowed"] = 1.0, np.inf
    state.accounts["hurried"], state.accounts["trend"] = -1, PRIOR_TREND
    state.accounts["met"] = PRIOR_AUCTIONS
    state.accounts["won"] = PRIOR_AUCTIONS * policy.accounts["win"]
    state.accounts["cost"] = state.accounts["won"] * policy.accounts["cost"]
    return state
