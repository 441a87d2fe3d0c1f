"""How likely an ad is clicked, from its design, who sees it, and its size; with an interval, and shrunk.

log-odds of a click = w . phi(design, traits, size, position) + what the creative has of its own: phi is the design's
vector and the rest as they are, and random rectified sums of all of them, so that what goes together is seen too
(Rahimi & Recht 2008). How much each part may tell is found from the impressions themselves; see `mixed_logit`. An
ensemble of such models, each with sums of its own, gives a mean and a spread.

A design that looks best of many was in part lucky: a forecast that is fitted to clicks alone is too high (winner's
curse). The mean of the posterior is not, whatever was looked through to find it, where the prior is the one that designs
come from (Senn 2008, Efron 2011): so the prior is estimated, and a scorer that tells nothing forecasts the same for all.
The spread of a forecast is what the impressions leave open about the weights, most where few designs like it ran, and
what a new design has of its own, which no forecast can know. The rate that is told is the mean over that spread.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from admanager.creative.condition import PRODUCT_SPACE, TRAITS, ProductPlace, place_vector
from admanager.creative.mixed_logit import Counts, Variances, fit_mixed
from admanager.creative.sizes import SIZES
from admanager.creative.spec import VECTOR_SIZE, DesignSpec, to_vector

Numbers = npt.NDArray[np.float64]

SUMS = 96
MEMBERS = 4
# A context: traits, size as one-hot, the logarithm of the position, and the product's place with its mask.
SIZE_PART = slice(len(TRAITS), len(TRAITS) + len(SIZES))
POSITION = SIZE_PART.stop
PRODUCT_PART = slice(POSITION + 1, POSITION + 2 + len(PRODUCT_SPACE))
CONTEXT = PRODUCT_PART.stop
WEAK = 0.5
# Prior variances to begin with: of a design's parts, of a product's, of the sums; and of what a creative has besides.
START = Variances(np.array([0.02, 0.02, 0.003]), 0.04)
HALF_WIDTH = 1.959964
# Nodes and weights of the mean over a normal distribution.
NODES, NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(15)
# A size that less of the impressions were in is not told apart.
FEWEST_OF_SIZE = 0.02
DIGITS = 6


class Forecast(BaseModel):
    """The click-through rate that is expected of a design, after shrinkage, with its 95 % interval."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ctr: float
    low: float
    high: float


@dataclass(frozen=True)
class Cells:
    """Impressions counted together: `creative` [n] is the place in `vectors`; `context` [n, CONTEXT], 0 is usual.

    The context holds the traits of those who saw it (0 where unknown), the size as one-hot (all 0 where unknown), the
    logarithm of the position, and where the product that it shows stands (all 0 where unknown). `shown` and `clicked`
    are counts.
    """

    vectors: Numbers
    creative: npt.NDArray[np.int64]
    context: Numbers
    shown: Numbers
    clicked: Numbers


@dataclass(frozen=True)
class Scorer:
    """A fitted ensemble. `sums` [M, inputs, SUMS], `offsets` [M, SUMS], `weights` [M, features + 1] with the base first.

    `centre` is subtracted from [vector, context]; `middle` [M, SUMS] from the sums. `covariance` [M, F, F] is that of the
    weights, `rest` the variance of what creatives have that their design does not tell. `explained` is the share of the
    variance between the creatives' log-odds that their designs tell.
    """

    sums: Numbers
    offsets: Numbers
    weights: Numbers
    covariance: Numbers
    centre: Numbers
    middle: Numbers
    rest: float
    explained: float

    def log_odds(self, vectors: Numbers, context: Numbers) -> tuple[Numbers, Numbers]:
        """Return mean and standard deviation of the log-odds [n], after shrinkage, for [n, V] and [n, CONTEXT]."""
        inputs = np.concatenate([vectors, context], axis=1) - self.centre
        found, open_ = [], []
        for m in range(len(self.weights)):
            features = _features(inputs, self.sums[m], self.offsets[m], self.middle[m])
            found.append(features @ self.weights[m])
            open_.append(((features @ self.covariance[m]) * features).sum(axis=1))
        between = np.var(found, axis=0, ddof=1)
        return np.mean(found, axis=0), np.sqrt(np.mean(open_, axis=0) + between + self.rest)

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes that enough was learned of to forecast for each of them."""
        shares = self.centre[VECTOR_SIZE:][SIZE_PART]
        return tuple(size.key for size, share in zip(SIZES, shares, strict=True) if share >= FEWEST_OF_SIZE)

    def context(self, traits: dict[str, float], size: str = "", place: ProductPlace | None = None) -> Numbers:
        """Return the context [CONTEXT] of people of these traits in one size ("": the usual mix) in the usual position.

        `place` is where the product stands; None is the usual mix of products.
        """
        found, usual = context_of(traits, size, place=place), self.centre[VECTOR_SIZE:]
        if not size:
            found[SIZE_PART] = usual[SIZE_PART]
        found[POSITION] = usual[POSITION]
        if place is None:
            found[PRODUCT_PART] = usual[PRODUCT_PART]
        return found

    def forecasts(
        self, specs: Sequence[DesignSpec], traits: dict[str, float], size: str = ""
    ) -> list[Forecast]:
        """Return a forecast for each design shown to people of these traits, in one size or in the usual mix of them.

        A design is for the product of its embedding. Raises ValueError for a size that too little was learned of.
        """
        if size and size not in self.sizes:
            raise ValueError(f"too little was learned of the size {size}")
        if not specs:
            return []
        vectors = np.array([to_vector(spec) for spec in specs], dtype=np.float64)
        context = np.stack([self.context(traits, size, spec.product_embedding) for spec in specs])
        mean, spread = self.log_odds(vectors, context)
        middle = (
            _rate(mean[:, np.newaxis] + spread[:, np.newaxis] * NODES) @ NODE_WEIGHTS / NODE_WEIGHTS.sum()
        )
        low, high = _rate(mean - HALF_WIDTH * spread), _rate(mean + HALF_WIDTH * spread)
        return [
            Forecast(ctr=round(float(m), DIGITS), low=round(float(a), DIGITS), high=round(float(b), DIGITS))
            for m, a, b in zip(middle, low, high, strict=True)
        ]

    def to_bytes(self) -> bytes:
        """Return the scorer as an .npz file without pickles."""
        buffer = io.BytesIO()
        rows, columns = np.tril_indices(self.covariance.shape[1])
        np.savez_compressed(
            buffer,
            sums=self.sums.astype(np.float32), offsets=self.offsets, weights=self.weights,
            covariance=self.covariance[:, rows, columns].astype(np.float32), centre=self.centre, middle=self.middle,
            rest=np.array([self.rest, self.explained]),
        )  # fmt: skip
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Scorer | None:
        """Return the scorer that `to_bytes` wrote; None for one of a version before."""
        with np.load(io.BytesIO(content), allow_pickle=False) as parts:
            if "covariance" not in parts:
                return None
            rest, explained = (float(value) for value in parts["rest"])
            weights = parts["weights"]
            covariance = np.zeros((len(weights), weights.shape[1], weights.shape[1]))
            rows, columns = np.tril_indices(weights.shape[1])
            covariance[:, rows, columns] = covariance[:, columns, rows] = parts["covariance"]
            return cls(
                parts["sums"].astype(np.float64), parts["offsets"], weights, covariance, parts["centre"],
                parts["middle"], rest, explained,
            )  # fmt: skip


def context_of(
    traits: dict[str, float], size: str = "", position: int = 0, place: ProductPlace | None = None
) -> Numbers:
    """Return the context [CONTEXT] of an impression; what is not given is 0 (unknown)."""
    context = np.zeros(CONTEXT)
    for number, trait in enumerate(TRAITS):
        context[number] = traits.get(trait, 0.0)
    keys = [size_.key for size_ in SIZES]
    if size in keys:
        context[len(TRAITS) + keys.index(size)] = 1.0
    context[POSITION] = np.log(position) if position > 0 else 0.0
    context[PRODUCT_PART] = place_vector(place)
    return context


def fit_scorer(cells: Cells, *, seed: int = 0) -> Scorer:
    """Return the scorer of these impressions."""
    rng = np.random.default_rng(seed)
    centre = _centre(cells)
    inputs = np.concatenate([cells.vectors[cells.creative], cells.context], axis=1) - centre
    drawn, fits, variances = [], [], START
    for _ in range(MEMBERS):
        sums, offsets = _random_sums(inputs, rng)
        raw = np.maximum(0.0, inputs @ sums + offsets)
        middle = np.average(raw, axis=0, weights=cells.shown)
        counts = Counts(_features(inputs, sums, offsets, middle), cells.creative, cells.shown, cells.clicked)
        fit = fit_mixed(counts, *_groups(counts.features.shape[1]), variances, units=len(cells.vectors))
        variances = fit.variances
        drawn.append((sums, offsets, middle))
        fits.append(fit)
    rest = float(np.mean([fit.variances.rest for fit in fits]))
    told = np.mean([_told(inputs, *drawn[m], fits[m].weights) for m in range(MEMBERS)], axis=0)
    between = float(np.average((told - np.average(told, weights=cells.shown)) ** 2, weights=cells.shown))
    return Scorer(
        sums=np.stack([sums for sums, _, _ in drawn]),
        offsets=np.stack([offsets for _, offsets, _ in drawn]),
        weights=np.stack([fit.weights for fit in fits]),
        covariance=np.stack([fit.covariance for fit in fits]),
        centre=centre,
        middle=np.stack([middle for _, _, middle in drawn]),
        rest=rest,
        explained=between / (between + rest),
    )


def _random_sums(inputs: Numbers, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Return the directions [inputs, SUMS] and offsets [SUMS] of a member's sums."""
    # About one sum in each direction: a design vector has half of its choices' spread in any of them.
    sums = rng.normal(size=(inputs.shape[1], SUMS)) / np.sqrt(14.0)
    product = VECTOR_SIZE + PRODUCT_PART.start
    sums[VECTOR_SIZE:product] *= 2.0
    # Products that no impression told apart say nothing: not that a new one is like none of them.
    sums[product:][np.ptp(inputs[:, product:], axis=0) == 0] = 0
    return sums, rng.normal(size=SUMS)


def _groups(features: int) -> tuple[npt.NDArray[np.int64], Numbers]:
    """Return the group of each weight (0 design, 1 product, 2 sums, -1 none) and the variance of those without one."""
    group = np.full(features, -1)
    group[1 : 1 + VECTOR_SIZE] = 0
    group[1 + VECTOR_SIZE + PRODUCT_PART.start : -SUMS] = 1
    group[-SUMS:] = 2
    prior = np.full(features, WEAK)
    prior[0] = 1e6
    return group, prior


def _told(inputs: Numbers, sums: Numbers, offsets: Numbers, middle: Numbers, weights: Numbers) -> Numbers:
    """Return the log-odds [n] that the design alone gives each cell: the cell's own, with everyone's usual context."""
    usual = inputs.copy()
    usual[:, VECTOR_SIZE:] = 0.0
    return _features(usual, sums, offsets, middle) @ weights


def _centre(cells: Cells) -> Numbers:
    rows = np.concatenate([cells.vectors[cells.creative], cells.context], axis=1)
    centre = np.average(rows, axis=0, weights=cells.shown)
    # A trait of 0 is everyone's mean: it stays where it is.
    centre[VECTOR_SIZE : VECTOR_SIZE + len(TRAITS)] = 0.0
    return np.asarray(centre, dtype=np.float64)


def _features(inputs: Numbers, sums: Numbers, offsets: Numbers, middle: Numbers) -> Numbers:
    raw = np.maximum(0.0, inputs @ sums + offsets) - middle
    return np.concatenate([np.ones((len(inputs), 1)), inputs, raw], axis=1)


def _rate(log_odds: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))), dtype=np.float64)
