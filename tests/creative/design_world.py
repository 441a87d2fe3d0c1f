"""A world where it is known how likely each design is clicked: what a design does, for whom, and in which size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.creative.condition import TRAITS
from admanager.creative.grammar import make_corpus
from admanager.creative.sizes import SIZES
from admanager.creative.spec import CONTINUOUS, VECTOR_SIZE, DesignSpec, to_vector

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class DesignWorld:
    """log-odds = base + spread x (a sum over the design's fields, pairs of fields, and fields with traits), and a size's effect.

    Over designs of the grammar the part of the design has standard deviation `spread`: two thirds of its variance are
    sums, a sixth are pairs, a sixth depends on who sees it.
    """

    single: Numbers
    pairs: npt.NDArray[np.int64]
    pair_effect: Numbers
    taste: Numbers
    size: Numbers
    middle: tuple[float, float, float]
    scale: tuple[float, float, float]
    base: float
    spread: float

    def log_odds(self, specs: Sequence[DesignSpec], traits: Numbers, size: int | None = None) -> Numbers:
        """Return the log-odds of a click [n] for people of these traits [6]."""
        vectors = np.array([to_vector(spec) for spec in specs], dtype=np.float64)
        parts = _parts(self, vectors, traits)
        shares = (4 / 6, 1 / 6, 1 / 6)
        total = sum(
            np.sqrt(share) * (part - middle) / scale
            for share, part, middle, scale in zip(shares, parts, self.middle, self.scale, strict=True)
        )
        there = 0.0 if size is None else float(self.size[size])
        return np.asarray(self.base + self.spread * total + there, dtype=np.float64)

    def rate(self, specs: Sequence[DesignSpec], traits: Numbers, sizes: Sequence[int]) -> Numbers:
        """Return the true click-through rate [n], in equal parts over these sizes."""
        rates = [1 / (1 + np.exp(-self.log_odds(specs, traits, size))) for size in sizes]
        return np.asarray(np.mean(rates, axis=0), dtype=np.float64)


def make_world(seed: int, *, ctr: float = 0.0107, spread: float = 0.45) -> DesignWorld:
    """Return a world of its own for each seed, with a usual click-through rate."""
    rng = np.random.default_rng(seed)
    widths = np.array([0.6] * len(CONTINUOUS) + [1.0] * (VECTOR_SIZE - len(CONTINUOUS)))
    single = rng.normal(size=VECTOR_SIZE) * widths
    pairs = rng.integers(0, VECTOR_SIZE, size=(40, 2))
    taste = rng.normal(size=(len(TRAITS), VECTOR_SIZE)) * widths
    size = rng.normal(size=len(SIZES)) * 0.2
    made = DesignWorld(
        single, pairs, rng.normal(size=40), taste, size - size.mean(), (0.0,) * 3, (1.0,) * 3,
        float(np.log(ctr / (1 - ctr))) - spread**2 / 2, spread,
    )  # fmt: skip
    corpus = make_corpus(3_000, seed=seed + 1)
    vectors = np.array([to_vector(corpus.spec(row)) for row in range(len(corpus))], dtype=np.float64)
    drawn = rng.normal(size=(len(vectors), len(TRAITS)))
    parts = _parts(made, vectors, drawn)
    middle = tuple(float(part.mean()) for part in parts)
    scale = tuple(float(part.std()) for part in parts)
    return DesignWorld(
        single, pairs, made.pair_effect, taste, made.size, (middle[0], middle[1], middle[2]),
        (scale[0], scale[1], scale[2]), made.base, spread,
    )  # fmt: skip


def _parts(world: DesignWorld, vectors: Numbers, traits: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    together = vectors[:, world.pairs[:, 0]] * vectors[:, world.pairs[:, 1]]
    of_people = (np.atleast_2d(traits) @ world.taste) * vectors
    return vectors @ world.single, together @ world.pair_effect, of_people.sum(axis=1)
