"""How unlike designs are: their distance, the diversity of a set, and the most different of a set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.creative.spec import CATEGORICAL, CONTINUOUS, DesignSpec, to_vector

Numbers = npt.NDArray[np.float64]


def distances(specs: Sequence[DesignSpec]) -> Numbers:
    """Return the distance of each pair of designs [n, n], from 0 (equal) to 1.

    The mean over all fields of the spec: a choice is 0 or 1 apart, a number by its share of the range.
    """
    vectors = np.array([to_vector(spec) for spec in specs], dtype=np.float64)
    apart = np.abs(vectors[:, np.newaxis, :] - vectors[np.newaxis, :, :]).sum(axis=2)
    return np.asarray(apart / 2 / (len(CONTINUOUS) + len(CATEGORICAL)), dtype=np.float64)


def diversity(specs: Sequence[DesignSpec]) -> float:
    """Return the mean distance of two designs of a set; 0 for fewer than two."""
    if len(specs) < 2:
        return 0.0
    apart = distances(specs)
    return float(apart.sum() / (len(specs) * (len(specs) - 1)))


def most_different(specs: Sequence[DesignSpec], count: int, *, first: int = 0) -> list[int]:
    """Return the places of `count` designs that are far apart: from `first` on, always the one farthest from those taken."""
    apart = distances(specs)
    taken = [first]
    while len(taken) < min(count, len(specs)):
        nearest = apart[:, taken].min(axis=1)
        nearest[taken] = -1.0
        taken.append(int(np.argmax(nearest)))
    return taken


@dataclass(frozen=True)
class EqualSet:
    """Designs for a test of one against the other: their places, and the lowest and highest forecast among them."""

    places: list[int]
    low: float
    high: float


def equal_but_different(
    specs: Sequence[DesignSpec], forecasts: Sequence[float], count: int, *, tolerance: float = 0.1
) -> EqualSet:
    """Return the `count` most different of designs whose forecasts are within `tolerance` of the highest of them.

    They are the best such group that is large enough. Where there is none the best `count` are taken, and `low` says
    how far they go down. Raises ValueError without designs.
    """
    values = np.array(forecasts, dtype=np.float64)
    if not len(values) or len(values) != len(specs):
        raise ValueError("there must be a forecast for each of one or more designs")
    order = np.argsort(-values, kind="stable")
    wanted = min(count, len(values))
    pool = order[:wanted]
    for start in range(len(order) - wanted + 1):
        best = values[order[start]]
        group = [place for place in order[start:] if values[place] >= (1 - tolerance) * best]
        if len(group) >= wanted:
            pool = np.array(group)
            break
    taken = most_different([specs[place] for place in pool], count)
    places = [int(pool[place]) for place in taken]
    return EqualSet(places, float(values[places].min()), float(values[places].max()))
