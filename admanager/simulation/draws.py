"""Keyed random streams: every draw is a function of (seed, purpose, entity), never of what was drawn before.

A stream is SplitMix64 (Steele, Lea & Flood 2014): its n-th output is `mixed(key + n * GOLDEN)`. Keys are
themselves outputs of such streams, so that a seed leads to a purpose, a purpose to a person or a minute,
and a minute to an opportunity. Two plans that are simulated with one seed therefore meet the same people,
opportunities and prices (common random numbers), and chunks, pauses or processes change nothing.

The functions work on NumPy's unsigned 64-bit arrays; the kernel compiles the very same ones for scalars.
"""

from __future__ import annotations

import hashlib
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SHIFT_1, _SHIFT_2, _SHIFT_3 = np.uint64(30), np.uint64(27), np.uint64(31)
_FACTOR_1, _FACTOR_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_MANTISSA = np.uint64(11)
_TO_UNIT = 2.0**-53

QUANTILES = 4096


class Purpose(IntEnum):
    """What a stream is for; the numbers are part of a run's reproducibility and never change."""

    ARRIVAL = 1
    PERSON_TASTE = 2
    PERSON_ACTIVITY = 3
    CREATIVE_CLICK = 4
    CREATIVE_CONVERSION = 5
    THOMPSON = 6
    PAIR_TASTE = 7
    PERSON_CONVERSION = 8
    ARRIVAL_COUNT = 9
    EXCHANGE = 10


def mixed(z: Any) -> Any:
    """Return SplitMix64's finaliser of `z` (a uint64 or an array of them)."""
    z = (z ^ (z >> _SHIFT_1)) * _FACTOR_1
    z = (z ^ (z >> _SHIFT_2)) * _FACTOR_2
    return z ^ (z >> _SHIFT_3)


def unit(bits: Any) -> Any:
    """Return uniform numbers in [0, 1) with 53 random bits."""
    return (bits >> _MANTISSA) * _TO_UNIT


def stream(seed: int, purpose: Purpose) -> np.uint64:
    """Return the key of the stream that a seed has for a purpose."""
    seeds = np.array([seed % 2**64], dtype=np.uint64)
    purposes = np.array([int(purpose)], dtype=np.uint64)
    return np.uint64(mixed(mixed(seeds + GOLDEN) + GOLDEN * purposes)[0])


def entity_keys(key: np.uint64, entities: NDArray[np.generic]) -> NDArray[np.uint64]:
    """Return one key for each entity number under `key`."""
    numbers = entities.astype(np.int64).view(np.uint64)
    keys: NDArray[np.uint64] = mixed(key + GOLDEN * (numbers + np.uint64(1)))
    return keys


def name_number(name: str) -> int:
    """Return the entity number of a named thing, equal in every process."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little", signed=True)


def uniforms(keys: NDArray[np.uint64], number: int | np.uint64 = 1) -> NDArray[np.float64]:
    """Return the `number`-th uniform draw of each stream."""
    values: NDArray[np.float64] = unit(mixed(keys + GOLDEN * np.array([number], dtype=np.uint64)))
    return values


def normals(keys: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Return one standard normal draw for each stream (Box & Muller 1958)."""
    radius = np.sqrt(-2.0 * np.log1p(-uniforms(keys, 1)))
    values: NDArray[np.float64] = radius * np.cos(2.0 * np.pi * uniforms(keys, 2))
    return values


def from_quantiles(table: NDArray[np.float64], u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn uniform numbers into draws of the distribution whose quantiles i / (len - 1) are in `table`."""
    place = u * (len(table) - 1)
    left = place.astype(np.int64)
    values: NDArray[np.float64] = table[left] + (place - left) * (table[left + 1] - table[left])
    return values
