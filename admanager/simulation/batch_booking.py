"""What comes of won auctions, booked for many impressions at once: the vectors beside `booking` and `detector`.

No person stands twice among the impressions that are booked together.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.arrays import (
    CURVE_PER_IMPRESSION,
    CURVE_STEPS,
    Choice,
    Counter,
    Decision,
    Floats,
    Ints,
    Policy,
    Pricing,
    State,
    World,
)
from admanager.simulation.batch_choosing import learn
from admanager.simulation.choosing import note
from admanager.simulation.detector import (
    BURST,
    BURST_CLICKS,
    BURST_MINUTES,
    CLOCKWORK,
    FEWEST_GAPS,
    FEWEST_NIGHT,
    LIMITS,
    NIGHT,
    NIGHT_HOURS,
    RATIO,
    STEADY,
)
from admanager.simulation.draws import GOLDEN, from_quantiles, mixed, uniforms
from admanager.simulation.streams import CONVERT, DELAY, DELAY_KIND, LEAVE, MOOD, RECORD

Marks = NDArray[np.bool_]


class Shown(NamedTuple):
    """The impressions of one block of a minute, in their order, [n]."""

    minute: int
    fade: float
    second: Ints
    key: NDArray[np.uint64]
    person: Ints
    slot: Ints
    arm: Ints
    account: Ints
    chance: Floats  # of a click
    conversion: Floats  # of a conversion after it, where it is bid on
    clicked: Marks
    marked: Marks  # as fraud
    price: Ints  # of what is charged for
    media: Floats  # what the impression costs at the clearing price
    acts: Floats  # a bot's chance to click, below 0 for people
    propensity: Floats


def book(world: World, policy: Policy, state: State, opened: State, shown: Shown) -> None:
    """Book impressions, as `booking.show` does one by one; `opened` is the state for plain Python."""
    bucket, bots, clicked = shown.minute // state.bucket_minutes, shown.acts >= 0.0, shown.clicked
    if policy.detect and clicked.any():
        _watch(world, policy, state, opened, shown)
    cost = np.zeros(len(shown.arm), dtype=np.int64)
    if policy.pricing <= Pricing.CLICK:
        due = shown.price * (clicked if policy.pricing == Pricing.CLICK else 1)
        cost = np.where(shown.marked, 0, due)
        saved = np.where(shown.marked, due, 0)
        state.counters[Counter.SAVED] += saved.sum()
        state.counters[Counter.BOT_SAVED] += saved[bots].sum()
    converted = _convert(world, policy, state, shown)
    satisfaction = _after(world, policy, state, shown) if world.felt else np.full(len(cost), 0.5)
    invalid = clicked & shown.marked
    media = (shown.media + 0.5).astype(np.int64)
    cells = (
        ("impressions", np.ones(len(cost), dtype=np.int64)), ("clicks", clicked), ("invalid", invalid), ("spend", cost),
        ("media", media), ("satisfaction", satisfaction),
    )  # fmt: skip
    for name, amount in cells:
        _add(state.series[name][bucket], shown.arm, amount)
        _add(state.places[name], (shown.slot, shown.arm), amount)
    _add(state.arms["satisfaction_squares"], shown.arm, satisfaction * satisfaction)
    _add(state.arms["impressions"], shown.arm, 1)
    _add(state.arms["clicks"], shown.arm, clicked)
    valid = ~shown.marked
    _add(state.arms["shown"], shown.arm[valid], 1.0)
    _add(state.arms["good"], shown.arm[valid], clicked[valid])
    if policy.choice >= Choice.LINUCB:
        for row in np.flatnonzero(valid):
            features = world.contexts[shown.person[row]].astype(np.float64)
            learn(policy, state, int(shown.arm[row]), features, float(clicked[row]))
    worth = shown.chance * shown.conversion if policy.by_conversion else shown.chance
    expected = shown.price * np.where(
        shown.marked, 0.0, 1.0 if policy.pricing == Pricing.IMPRESSION else shown.chance
    )
    for name, sums in (
        ("spent", cost), ("day_spent", cost), ("expected", expected), ("value", worth), ("paid", shown.media),
    ):  # fmt: skip
        _add(state.accounts[name], shown.account, sums)
    for counter, of_counter in (
        (Counter.IMPRESSIONS, len(cost)), (Counter.CLICKS, clicked.sum()), (Counter.INVALID, invalid.sum()),
        (Counter.SPENT, cost.sum()), (Counter.MEDIA, media.sum()), (Counter.BOT_IMPRESSIONS, bots.sum()),
        (Counter.BOT_CLICKS, clicked[bots].sum()), (Counter.BOT_INVALID, invalid[bots].sum()),
        (Counter.BOT_SPENT, cost[bots].sum()),
    ):  # fmt: skip
        state.counters[counter] += of_counter
    if policy.detect:
        state.sources["cost"][shown.person] += cost
    _count_people(policy, state, shown)
    _record(state, shown, cost, np.where(clicked, 1 + converted, 0), satisfaction)


def reasons(
    world: World, policy: Policy, state: State, person: Ints, minute: int
) -> tuple[Ints, dict[str, NDArray[Any]]]:
    """Return why a click now would mark each source (0: it would not), and what else the click changes of it."""
    source = state.sources[person]
    gap, before = minute - source["last"], source["clicks"] > 0
    clicks = source["clicks"] + 1
    gaps = (source["gaps"] + np.where(before, gap, 0)).astype(np.float32).astype(np.float64)
    squares = source["gap_squares"] + np.where(before, gap.astype(np.float64) * gap, 0.0)
    squares = squares.astype(np.float32).astype(np.float64)
    burst = np.where(before & (gap <= BURST_MINUTES), source["burst"] + 1, 1)
    night = source["night"] + (world.minutes[minute]["week_hour"] % 24 < NIGHT_HOURS)
    limit = policy.click_limit[np.minimum(state.people["in_flight"][person] + 1, LIMITS - 1)]
    steady = (clicks - 1 >= FEWEST_GAPS) & (squares * (clicks - 1) < (1.0 + STEADY * STEADY) * gaps * gaps)
    found = np.select(
        [source["marked"] > 0, clicks >= limit, steady, burst >= BURST_CLICKS, (clicks >= FEWEST_NIGHT) & (night == clicks)],
        [0, RATIO, CLOCKWORK, BURST, NIGHT],
        0,
    )  # fmt: skip
    changed = {"clicks": clicks, "gaps": gaps, "gap_squares": squares, "burst": burst, "night": night}
    return found, changed


def _add(to: Any, places: Any, amount: Any) -> None:
    """Add amounts at places of an array; a place may come more than once."""
    np.add.at(to, places, amount)


def _watch(world: World, policy: Policy, state: State, opened: State, shown: Shown) -> None:
    """Take in the clicks of sources, and mark those that look like fraud."""
    person = shown.person[shown.clicked]
    found, changed = reasons(world, policy, state, person, shown.minute)
    for name, values in changed.items():
        state.sources[name][person] = values
    state.sources["last"][person] = shown.minute
    for number, reason in zip(person[found > 0].tolist(), found[found > 0].tolist(), strict=True):
        source = state.sources[number]
        source["marked"], state.people["suspect"][number] = reason, 1
        state.counters[Counter.REFUNDED] += source["cost"]
        clicks, cost = float(source["clicks"]), float(source["cost"])
        note(opened.counters, opened.decisions, shown.minute, int(Decision.MARKED), number, reason, clicks, cost, 0.0)  # fmt: skip


def _convert(world: World, policy: Policy, state: State, shown: Shown) -> Ints:
    """Draw which clicks convert, and when, and reserve what they may cost; return 0 or 2 for each impression."""
    converted = np.zeros(len(shown.arm), dtype=np.int64)
    rows = np.flatnonzero(shown.clicked)
    if not len(rows):
        return converted
    minute, closes = shown.minute, shown.minute + policy.window_minutes
    person, arm, account, slot = shown.person[rows], shown.arm[rows], shown.account[rows], shown.slot[rows]
    price, key = shown.price[rows], shown.key[rows]
    reserve = ~shown.marked[rows] if policy.pricing >= Pricing.CONVERSION else np.zeros(len(rows), dtype=bool)
    reserved = np.where(reserve, price, 0)
    _add(state.accounts["reserved"], account, reserved)
    _add(state.accounts["day_spent"], account, reserved)
    state.counters[Counter.RESERVED] += reserved.sum()
    logit = world.answers["conversion"][person, policy.arms["creative"][arm]]
    chance = sigmoids(logit)
    ends = world.bots["first"] + world.bots["count"]
    kind = np.minimum(np.searchsorted(ends, person, side="right"), len(ends) - 1)
    chance = np.where(shown.acts[rows] >= 0.0, world.bots["conversion"][kind], chance)
    hit = uniforms(key, CONVERT) < chance
    scale = np.where(uniforms(key, DELAY_KIND) < world.fast_share, world.fast_minutes, world.slow_minutes)
    within = -np.expm1(-world.cut_minutes / scale)
    moment = (minute - scale * np.log1p(-uniforms(key, DELAY) * within)).astype(np.int64)
    late = reserve & ~(hit & (moment < closes))
    _add(state.due, (np.full(len(account), closes)[late], account[late], 1), price[late])
    hits = np.flatnonzero(hit)
    bucket = moment // state.bucket_minutes
    _add(state.conversions, (bucket[hits], arm[hits]), 1)
    _add(state.place_conversions, (slot[hits], arm[hits]), 1)
    _add(state.arms["conversions"], arm[hits], 1)
    state.counters[Counter.CONVERSIONS] += len(hits)
    paid = np.flatnonzero(reserve & ~late)
    _add(state.due, (np.maximum(moment[paid], minute + 1), account[paid], 0), price[paid])
    _add(state.places["spend"], (slot[paid], arm[paid]), price[paid])
    shown_in = bucket[paid] < len(state.series)
    _add(state.series["spend"], (bucket[paid][shown_in], arm[paid][shown_in]), price[paid][shown_in])
    _add(state.arms["late_spend"], arm[paid][~shown_in], price[paid][~shown_in])
    converted[rows[hits]] = 2
    return converted


def _after(world: World, policy: Policy, state: State, shown: Shown) -> Floats:
    """Bring memory and mood to after the impressions; return the satisfaction."""
    creative = policy.arms["creative"][shown.arm]
    count = state.felt["memory"][shown.person, creative] * shown.fade
    state.felt["memory"][shown.person, creative] = (count + 1.0) / shown.fade
    satisfaction = np.full(len(count), 0.5)
    rows = np.flatnonzero(shown.acts < 0.0)
    person, key = shown.person[rows], shown.key[rows]
    annoyed = on_curve(world.annoyed, count[rows])
    annoyance = np.minimum(world.annoyance[creative[rows]] + annoyed, 1.0)
    noise = world.noise * from_quantiles(world.normal, uniforms(key, MOOD))
    mood = world.memory * state.people["mood"][person] - 2.0 * (annoyance - 0.5) + noise
    state.people["mood"][person] = mood
    felt = sigmoids(mood)
    satisfaction[rows] = felt
    state.people["lift"][person] = np.exp(world.click_effect * (felt - 0.5))
    if world.leave > 0.0:
        unhappy = 1.0 - felt
        gone = uniforms(key, LEAVE) < world.leave * unhappy * unhappy
        state.people["left"][person[gone]] = 1
        state.counters[Counter.GONE] += np.count_nonzero(gone)
    return satisfaction


def sigmoids(logit: NDArray[Any]) -> Floats:
    """Return the logistic function of log-odds, saturated beyond 40 either way."""
    values: Floats = 1.0 / (1.0 + np.exp(-np.clip(logit.astype(np.float64), -40.0, 40.0)))
    return values


def on_curve(curve: Floats, count: Floats) -> Floats:
    """Return a curve's values at so many impressions remembered, as `booking.on_curve`."""
    place = np.minimum(count * CURVE_PER_IMPRESSION, CURVE_STEPS - 1.0)
    left = place.astype(np.int64)
    values: Floats = curve[left] + (place - left) * (curve[left + 1] - curve[left])
    return values


def _count_people(policy: Policy, state: State, shown: Shown) -> None:
    """Count the impressions against the caps, and people into the reach where they are new."""
    person, arm = shown.person, shown.arm
    group, creative = policy.arms["group"][arm], policy.arms["creative"][arm]
    state.counters[Counter.REACH] += np.count_nonzero(state.people["in_flight"][person] == 0)
    for name in ("in_day", "in_week", "in_flight"):
        state.people[name][person] += 1
    seen = state.seen[person]
    word, bit = arm >> 6, np.uint64(1) << (arm & 63).astype(np.uint64)
    new = seen[np.arange(len(arm)), word] & bit == 0
    of_group = ~(seen & policy.group_bits[group]).any(axis=1)
    of_creative = ~(seen & policy.creative_bits[creative]).any(axis=1)
    state.seen[person, word] |= bit
    _add(state.arms["reach"], arm[new], 1)
    _add(state.groups["reach"], group[new & of_group], 1)
    _add(state.creative_reach, creative[new & of_creative], 1)


def _record(state: State, shown: Shown, cost: Ints, outcome: Ints, satisfaction: Floats) -> None:
    """Keep the impressions whose priority is among the kept ones, thinning them evenly when there are too many."""
    counters, records = state.counters, state.records
    priority = mixed(shown.key + GOLDEN * RECORD)
    thinning, kept = int(counters[Counter.THINNING]), int(counters[Counter.RECORDS])
    rows = np.flatnonzero(_kept(priority, thinning))
    while kept + len(rows) > len(records):
        thinning += 1
        held = records[:kept][_kept(records["priority"][:kept], thinning)]
        kept = len(held)
        records[:kept] = held
        rows = rows[_kept(priority[rows], thinning)]
    new = records[kept : kept + len(rows)]
    columns = (
        ("priority", priority), ("second", shown.second), ("cost", cost), ("person", shown.person), ("arm", shown.arm),
        ("slot", shown.slot), ("propensity", shown.propensity), ("satisfaction", satisfaction), ("outcome", outcome),
    )  # fmt: skip
    for name, values in columns:
        new[name] = values[rows]
    counters[Counter.THINNING], counters[Counter.RECORDS] = thinning, kept + len(rows)


def _kept(priority: NDArray[np.uint64], thinning: int) -> Marks:
    """Say which priorities begin with so many zero bits."""
    if not thinning:
        return np.ones(len(priority), dtype=np.bool_)
    kept: Marks = priority >> np.uint64(64 - thinning) == 0
    return kept
