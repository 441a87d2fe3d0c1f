"""Which creatives the ad groups show, for many opportunities at once: the vectors beside `choosing`."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.arrays import Choice, Floats, Ints, Policy, State, World
from admanager.simulation.choosing import CONTEXT_VOTES, EXPLORED, FTRL_ALPHA, FTRL_BETA, FTRL_L1, FTRL_L2
from admanager.simulation.draws import GOLDEN, from_quantiles, mixed, unit
from admanager.simulation.streams import CHOICE, CONTEXT

Keys = NDArray[np.uint64]


class ArmTable(NamedTuple):
    """The arms of each ad group in a row, [G, W] with W those of the largest; a short row repeats its last one."""

    arms: Ints
    exists: NDArray[np.bool_]
    sizes: Ints  # [G] how many arms each has


def arm_table(policy: Policy) -> ArmTable:
    """Return the arms of a policy's ad groups as a table."""
    first = policy.groups["first_arm"].astype(np.int64)
    count = policy.groups["last_arm"].astype(np.int64) - first
    places = np.arange(int(count.max(initial=1)))
    arms = first[:, np.newaxis] + np.minimum(places, count[:, np.newaxis] - 1)
    return ArmTable(arms, places < count[:, np.newaxis], count)


def chosen(
    world: World, policy: Policy, state: State, table: ArmTable, group: Ints, keys: Keys, person: Ints, slot: Ints
) -> tuple[Ints, Floats]:  # fmt: skip
    """Return the arm that each ad group shows and its propensity; -1 where no creative fits the place.

    `group` is [K, n], and so is what is returned; the others are [n].
    """
    shape, group = group.shape, group.ravel()
    keys, person, slot = np.tile(keys, shape[0]), np.tile(person, shape[0]), np.tile(slot, shape[0])
    u: Floats = unit(mixed(keys + GOLDEN * (CHOICE + group.astype(np.uint64))))
    limited = world.slots["limited"][slot] > 0
    arms, exists = table.arms[group], table.exists[group]
    if policy.choice < Choice.LINUCB and not limited.any():
        # The last arm of a group has no edge above it.
        edges = np.where(table.exists[:, 1:], state.below[table.arms[:, :-1]], np.inf)
        arm = arms[:, 0] + (u[:, np.newaxis] >= edges[group]).sum(axis=1)
        return arm.reshape(shape), state.arms["probability"][arm].reshape(shape)
    if policy.choice >= Choice.LINUCB:
        chances = _proposed(world, policy, state, table, group, keys, person)
    else:
        chances = np.where(exists, state.arms["probability"][arms], 0.0)
    fits = world.fits[policy.arms["creative"][arms], slot[:, np.newaxis]]
    chances = np.where(limited[:, np.newaxis], chances * fits, chances)
    total = chances.sum(axis=1)
    chances = np.where(limited[:, np.newaxis], chances / np.where(total > 0.0, total, 1.0)[:, np.newaxis], chances)  # fmt: skip
    # The first arm up to which the chances come to more than u; by rounding there may be none: then the last.
    possible = chances > 0.0
    over = possible & (np.cumsum(chances, axis=1) > u[:, np.newaxis])
    last = possible.shape[1] - 1 - possible[:, ::-1].argmax(axis=1)
    place = np.where(over.any(axis=1), over.argmax(axis=1), last)
    rows = np.arange(len(group))
    arm = np.where(possible.any(axis=1), arms[rows, place], -1)
    return arm.reshape(shape), chances[rows, place].reshape(shape)


def _proposed(
    world: World, policy: Policy, state: State, table: ArmTable, group: Ints, keys: Keys, person: Ints
) -> Floats:
    """Return the chance with which each arm of each ad group is shown to each person, [n, W]; as `choosing.propose`."""
    arms, exists = table.arms[group], table.exists[group]
    mean, spread = _scores(world.contexts[person].astype(np.float64), policy, state)
    rows = np.arange(len(group))[:, np.newaxis]
    mean = np.where(exists, mean[rows, arms], -np.inf)
    even = policy.epsilon if policy.choice == Choice.FTRL else EXPLORED
    chances: Floats = np.where(exists, even / table.sizes[group][:, np.newaxis], 0.0)
    spread = np.where(exists, spread[rows, arms], 0.0)
    if policy.choice in (Choice.LINUCB, Choice.FTRL):
        tops = mean + spread if policy.choice == Choice.LINUCB else mean
        chances[rows[:, 0], tops.argmax(axis=1)] += 1.0 - even
        return chances
    own = mixed(keys + GOLDEN * (CONTEXT + group.astype(np.uint64)))[:, np.newaxis]
    for vote in range(CONTEXT_VOTES):
        number = vote * table.sizes[group][:, np.newaxis] + np.arange(arms.shape[1]) + 1
        u = unit(mixed(own + GOLDEN * number.astype(np.uint64)))
        drawn = mean + spread * from_quantiles(world.normal, u)
        chances[rows[:, 0], drawn.argmax(axis=1)] += (1.0 - even) / CONTEXT_VOTES
    return chances


def _scores(x: Floats, policy: Policy, state: State) -> tuple[Floats, Floats]:
    """Return every arm's mean score for each row of features, and the width of its bound, both [n, A]."""
    if policy.choice == Choice.FTRL:
        mean = x @ _ftrl_weights(state.weights[:, 0], state.weights[:, 1]).T
        return mean, np.zeros(mean.shape)
    mean = x @ state.weights[:, 0].T
    if policy.choice == Choice.LOGISTIC:
        variance = (x * x) @ (1.0 / state.weights[:, 1]).T
    else:
        variance = np.stack([((x @ one.T) * x).sum(axis=1) for one in state.inverse], axis=1)
    return mean, policy.width * np.sqrt(np.maximum(variance, 0.0))


def learn(policy: Policy, state: State, arm: int, x: Floats, reward: float) -> None:
    """Learn from a reward of 0 or 1 for an arm shown to a person with the features `x`, as `choosing.learn`."""
    weights = state.weights[arm]
    if policy.choice <= Choice.LINTS:
        inverse = state.inverse[arm]
        gain = inverse @ x
        part = gain / (1.0 + gain @ x)
        weights[0] += part * (reward - weights[0] @ x)
        weights[1] += reward * x
        inverse -= np.outer(part, gain)
        return
    logistic = policy.choice == Choice.LOGISTIC
    mean = float((weights[0] if logistic else _ftrl_weights(weights[0], weights[1])) @ x)
    chance = 1.0 / (1.0 + math.exp(-min(max(mean, -35.0), 35.0)))
    if logistic:
        weights[1] += chance * (1.0 - chance) * x * x
        weights[0] -= (chance - reward) * x / weights[1]
        return
    gradient = (chance - reward) * x
    rate = (np.sqrt(weights[1] + gradient * gradient) - np.sqrt(weights[1])) / FTRL_ALPHA
    weights[0] += gradient - rate * _ftrl_weights(weights[0], weights[1])
    weights[1] += gradient * gradient


def _ftrl_weights(z: Any, n: Any) -> Floats:
    shrunk = np.where(np.abs(z) <= FTRL_L1, 0.0, z - np.sign(z) * FTRL_L1)
    weights: Floats = -shrunk / ((FTRL_BETA + np.sqrt(n)) / FTRL_ALPHA + FTRL_L2)
    return weights
