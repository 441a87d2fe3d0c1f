"""Which creative an ad group shows: the policies that learn, as the kernel plays them.

Policies that do not look at the person (Thompson, discounted Thompson, epsilon-greedy, UCB1) renew the
propensities of a whole batch of choices, so that the propensity kept with an impression is exact. Those that
do (LinUCB, LinTS, logistic Thompson, FTRL) give the propensities of each choice.
"""

from __future__ import annotations

import math

import numpy as np

from admanager.simulation import plain
from admanager.simulation.arrays import (
    FEATURES,
    Choice,
    Counter,
    Decision,
    Ints,
    Policy,
    State,
    Structured,
    World,
)
from admanager.simulation.places import natural
from admanager.simulation.scalar_draws import (
    COMPILED,
    GOLDEN,
    beta,
    draw,
    from_table,
    inlined,
    inner,
    mixed,
    sigmoid,
    unit,
)
from admanager.simulation.streams import CHOICE, CONTEXT

VOTES = 64
CONTEXT_VOTES = 16
EXPLORED = 0.01  # share of the choices that is spread evenly, so that no arm has propensity 0
FIRST_BATCH = 128
BATCH_GROWTH = 0.02
_THOMPSON, _DISCOUNTED, _EPSILON, _UCB1 = (
    int(which) for which in (Choice.THOMPSON, Choice.DISCOUNTED, Choice.EPSILON, Choice.UCB1)
)
_LINUCB, _LINTS, _LOGISTIC, _FTRL = (
    int(which) for which in (Choice.LINUCB, Choice.LINTS, Choice.LOGISTIC, Choice.FTRL)
)
_REFRESHES, _DECISIONS = int(Counter.REFRESHES), int(Counter.DECISIONS)
_CREATIVE = int(Decision.CREATIVE)

# FTRL-proximal (McMahan et al. 2013) with per-coordinate rates; the values of its authors.
FTRL_ALPHA, FTRL_BETA, FTRL_L1, FTRL_L2 = 0.1, 1.0, 0.0, 1.0


@inlined
def decide(
    state: State, minute: int, kind: int, who: int, other: int, before: float, after: float, why: float
) -> None:
    """Keep a decision for the log."""
    note(state.counters, state.decisions, minute, kind, who, other, before, after, why)


@inner
def note(
    counters: Ints, decisions: Structured, minute: int, kind: int, who: int, other: int, before: float, after: float,
    why: float,
) -> None:  # fmt: skip
    """Keep a decision for the log; when the log is full, the later ones are only counted."""
    place = counters[_DECISIONS]
    counters[_DECISIONS] += 1
    if place < len(decisions):
        row = decisions[place]
        row.minute = minute
        row.kind = kind
        row.who = who
        row.other = other
        row.before = before
        row.after = after
        row.why = why


@inner
def vote(policy: Policy, state: State, first: int, last: int, share: float) -> None:
    """Give the best arm of each of `VOTES` joint posterior draws its share of the propensity."""
    stream = mixed(policy.thompson_key + GOLDEN * np.uint64(state.counters[_REFRESHES]))
    for _ in range(VOTES):
        best, best_rate = first, -1.0
        for arm in range(first, last):
            good = state.arms[arm].good
            stream, rate = beta(stream, 1.0 + good, 1.0 + state.arms[arm].shown - good)
            if rate > best_rate:
                best, best_rate = arm, rate
        state.arms[best].probability += share


if not COMPILED:
    vote = plain.vote


@inner
def renew(policy: Policy, state: State, group: int, minute: int) -> None:
    """Renew an ad group's propensities from what was learned.

    Thompson: the share of joint posterior draws Beta(1 + clicks, 1 + impressions - clicks) in which an arm is
    the best (Thompson 1933; batched). UCB1: the arm with the highest mean + sqrt(2 ln t / n) (Auer et al. 2002).
    """
    first, last = policy.groups[group].first_arm, policy.groups[group].last_arm
    state.counters[_REFRESHES] += 1
    spread = policy.epsilon if policy.choice == _EPSILON else EXPLORED
    for arm in range(first, last):
        state.arms[arm].probability = spread / (last - first)
    if policy.choice <= _DISCOUNTED:
        vote(policy, state, first, last, (1.0 - spread) / VOTES)
    else:
        total = 0.0
        for arm in range(first, last):
            total += state.arms[arm].shown
        best, best_rate = first, -1.0
        for arm in range(first, last):
            shown = state.arms[arm].shown
            rate = 2.0 if shown <= 0.0 else state.arms[arm].good / shown
            if policy.choice == _UCB1 and shown > 0.0:
                rate += math.sqrt(2.0 * math.log(max(total, 2.0)) / shown)
            if rate > best_rate:
                best, best_rate = arm, rate
        state.arms[best].probability += 1.0 - spread
    below, leader = 0.0, first
    for arm in range(first, last):
        below += state.arms[arm].probability
        state.below[arm] = below
        if state.arms[arm].probability > state.arms[leader].probability:
            leader = arm
    share = state.arms[leader].probability
    if share > 0.5 and leader != state.groups[group].leader and state.arms[leader].good >= 5.0:
        rate = state.arms[leader].good / max(state.arms[leader].shown, 1.0)
        decide(state, minute, _CREATIVE, leader, state.groups[group].leader, share, rate, 0.0)
        state.groups[group].leader = leader


@inner
def renew_if_due(policy: Policy, state: State, group: int, minute: int) -> None:
    """Renew the propensities of an ad group when enough was shown since the last time."""
    first, last = policy.groups[group].first_arm, policy.groups[group].last_arm
    shown = 0
    for arm in range(first, last):
        shown += state.arms[arm].impressions
    if shown >= state.groups[group].refresh_at:
        renew(policy, state, group, minute)
        state.groups[group].refresh_at = shown + max(FIRST_BATCH, int(shown * BATCH_GROWTH))


@inlined
def choose(
    world: World, policy: Policy, state: State, group: int, key: np.uint64, person: int, slot: int
) -> int:
    """Return the arm that the ad group shows, drawn by the current propensities; -1 where none fits the place.

    The propensity of each of its arms is left in `state.scratch` for a choice by person or place, else in
    the arms.
    """
    first, last = natural(policy.groups[group].first_arm), natural(policy.groups[group].last_arm)
    if policy.choice < _LINUCB and not world.slots[slot].limited and last - first == 1:
        return int(first)
    u = draw(key, CHOICE + np.uint64(group))
    if policy.choice < _LINUCB and not world.slots[slot].limited:
        arm = first
        for other in range(first, last - 1):
            arm += u >= state.below[natural(other)]
        return int(arm)
    if policy.choice >= _LINUCB:
        propose(
            world.contexts[person], first, last, policy.choice, policy.width, policy.epsilon, state.inverse,
            state.weights, state.scratch, world.normal, mixed(key + GOLDEN * (CONTEXT + np.uint64(group))),
        )  # fmt: skip
    else:
        for arm in range(first, last):
            state.scratch[0, arm] = state.arms[arm].probability
    if world.slots[slot].limited:
        total = 0.0
        for arm in range(first, last):
            state.scratch[0, arm] *= world.fits[policy.arms[arm].creative, slot]
            total += state.scratch[0, arm]
        if total <= 0.0:
            return -1
        for arm in range(first, last):
            state.scratch[0, arm] /= total
    chosen = -1
    for arm in range(first, last):
        if state.scratch[0, arm] > 0.0:
            chosen = arm
            u -= state.scratch[0, arm]
            if u < 0.0:
                break
    return chosen


@inner
def propose(
    x: np.ndarray, first: int, last: int, choice: int, width: float, epsilon: float,
    inverse: np.ndarray, weights: np.ndarray, scratch: np.ndarray, normal: np.ndarray, key: np.uint64,
) -> None:  # fmt: skip
    """Write into `scratch[0]` the chance with which each arm is shown to a person with the features `x`.

    LinUCB (Li et al. 2010): the arm with the highest theta x + width sqrt(x' A^-1 x), others with the small
    share EXPLORED. LinTS (Agrawal & Goyal 2013) and logistic Thompson with a diagonal posterior (Chapelle &
    Li 2011): arms by their share of joint draws of the score's marginal normal. FTRL-proximal: epsilon-greedy.
    """
    spread = epsilon if choice == _FTRL else EXPLORED
    best, best_score = first, -1e300
    for arm in range(first, last):
        mean, variance = score(x, choice, inverse[arm], weights[arm])
        scratch[1, arm], scratch[2, arm] = mean, width * math.sqrt(variance)
        top = mean + (scratch[2, arm] if choice == _LINUCB else 0.0)
        if top > best_score:
            best, best_score = arm, top
        scratch[0, arm] = spread / (last - first)
    if choice in (_LINUCB, _FTRL):
        scratch[0, best] += 1.0 - spread
        return
    for _ in range(CONTEXT_VOTES):
        best, best_score = first, -1e300
        for arm in range(first, last):
            key += GOLDEN
            drawn = scratch[1, arm] + scratch[2, arm] * from_table(normal, unit(mixed(key)))
            if drawn > best_score:
                best, best_score = arm, drawn
        scratch[0, best] += (1.0 - spread) / CONTEXT_VOTES


@inner
def score(x: np.ndarray, choice: int, inverse: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """Return an arm's mean score for the features `x` and its variance (0 where the policy keeps none)."""
    mean, variance = 0.0, 0.0
    if choice <= _LINTS:
        for i in range(FEATURES):
            mean += weights[0, i] * x[i]
            inner_sum = 0.0
            for j in range(FEATURES):
                inner_sum += inverse[i, j] * x[j]
            variance += inner_sum * x[i]
    elif choice == _LOGISTIC:
        for i in range(FEATURES):
            mean += weights[0, i] * x[i]
            variance += x[i] * x[i] / weights[1, i]
    else:
        for i in range(FEATURES):
            mean += ftrl_weight(weights[0, i], weights[1, i]) * x[i]
    return mean, max(variance, 0.0)


@inner
def learn(
    x: np.ndarray, reward: float, choice: int, inverse: np.ndarray, weights: np.ndarray, spare: np.ndarray
) -> None:
    """Learn from a reward of 0 or 1 for an arm shown to a person with the features `x`.

    Linear: A^-1 after A + x x' by Sherman & Morrison (1950), theta = A^-1 b brought along by
    theta += A^-1 x (reward - theta x) / (1 + x' A^-1 x). Logistic: one step of online Newton with a diagonal
    Hessian. `spare` takes A^-1 x.
    """
    if choice <= _LINTS:
        denominator, error = 1.0, reward
        for i in range(FEATURES):
            inner_sum = 0.0
            for j in range(FEATURES):
                inner_sum += inverse[i, j] * x[j]
            spare[i] = inner_sum
            denominator += inner_sum * x[i]
            error -= weights[0, i] * x[i]
        for i in range(FEATURES):
            part = spare[i] / denominator
            weights[0, i] += part * error
            weights[1, i] += reward * x[i]
            for j in range(FEATURES):
                inverse[i, j] -= part * spare[j]
        return
    mean, _ = score(x, choice, inverse, weights)
    chance = sigmoid(min(max(mean, -35.0), 35.0))
    gradient = chance - reward
    for i in range(FEATURES):
        if choice == _LOGISTIC:
            weights[1, i] += chance * (1.0 - chance) * x[i] * x[i]
            weights[0, i] -= gradient * x[i] / weights[1, i]
        else:
            g = gradient * x[i]
            rate = (math.sqrt(weights[1, i] + g * g) - math.sqrt(weights[1, i])) / FTRL_ALPHA
            weights[0, i] += g - rate * ftrl_weight(weights[0, i], weights[1, i])
            weights[1, i] += g * g


@inner
def ftrl_weight(z: float, n: float) -> float:
    """Return a weight of FTRL-proximal from its sums."""
    if abs(z) <= FTRL_L1:
        return 0.0
    shrunk = z - FTRL_L1 if z > 0.0 else z + FTRL_L1
    return -shrunk / ((FTRL_BETA + math.sqrt(n)) / FTRL_ALPHA + FTRL_L2)
