"""A world where it is known how likely each design is clicked: what a design does, for whom, and in which size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.creative.condition import TRAITS
from admanager.creative.grammar import make_corpus
from admanager.creative.mixed_logit import Counts, Variances, fit_mixed
from admanager.creative.scorer import SIZE_PART, Cells
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


class Informed:
    """One who knows all but the world's numbers: which fields matter, which pairs, to whom, and how much in general.

    What that one forecasts after the same impressions is the best that they can tell of any design: the mean of the
    posterior under the prior that the world was drawn from. A scorer does not know which of the 6,105 pairs matter.
    """

    def __init__(self, world: DesignWorld, cells: Cells) -> None:
        self.world = world
        features = self._features(
            cells.vectors[cells.creative], cells.context[:, : len(TRAITS)], cells.context[:, SIZE_PART]
        )
        shares = world.spread * np.sqrt(np.array([4, 1, 1]) / 6) / np.array(world.scale)
        widths = _widths()
        prior = np.concatenate([
            [1e4], (shares[0] * widths) ** 2, np.full(len(world.pairs), shares[1] ** 2),
            np.tile((shares[2] * widths) ** 2, len(TRAITS)), np.full(len(SIZES), 0.04),
        ])  # fmt: skip
        counts = Counts(features, cells.creative, cells.shown, cells.clicked)
        nothing = Variances(np.zeros(0), 1e-6)
        self.fit = fit_mixed(counts, np.full(len(prior), -1), prior, nothing, units=len(cells.vectors))

    def rates(self, specs: Sequence[DesignSpec], traits: Numbers, sizes: Sequence[int]) -> list[float]:
        """Return the expected rate of each design, in equal parts over these sizes."""
        vectors = np.array([to_vector(spec) for spec in specs], dtype=np.float64)
        people = np.repeat(np.atleast_2d(traits), len(specs), axis=0)
        rates = []
        for size in sizes:
            where = np.zeros((len(specs), len(SIZES)))
            where[:, size] = 1.0
            x = self._features(vectors, people, where)
            spread = ((x @ self.fit.covariance) * x).sum(axis=1)
            # At rates of a few per cent the mean over a normal is that of the exponential.
            rates.append(1 / (1 + np.exp(-(x @ self.fit.weights + spread / 2))))
        return [float(rate) for rate in np.mean(rates, axis=0)]

    def _features(self, vectors: Numbers, traits: Numbers, sizes: Numbers) -> Numbers:
        together = vectors[:, self.world.pairs[:, 0]] * vectors[:, self.world.pairs[:, 1]]
        tastes = (traits[:, :, np.newaxis] * vectors[:, np.newaxis, :]).reshape(len(vectors), -1)
        return np.concatenate([np.ones((len(vectors), 1)), vectors, together, tastes, sizes], axis=1)


def _widths() -> Numbers:
    return np.array([0.6] * len(CONTINUOUS) + [1.0] * (VECTOR_SIZE - len(CONTINUOUS)))


def make_world(seed: int, *, ctr: float = 0.0107, spread: float = 0.45) -> DesignWorld:
    """Return a world of its own for each seed, with a usual click-through rate."""
    rng = np.random.default_rng(seed)
    widths = _widths()
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
