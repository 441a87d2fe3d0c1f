"""How likely an ad is clicked, from its design, who sees it, and its size; with an interval, and shrunk.

log-odds of a click = base + w . phi(design, traits, size, position): phi is the design's vector and the rest as they
are, and random rectified sums of all of them, so that what goes together is seen too (Rahimi & Recht 2008). w is found
by maximum likelihood with a normal prior. An ensemble of such models, each with sums of its own and on creatives drawn
with replacement, gives a mean and a spread (Breiman 1996).

A design that looks best of many was in part lucky: its forecast is too high (winner's curse). The forecasts for
creatives that a member did not learn from are therefore compared with what those did; slope and rest of that
comparison shrink every forecast and widen its interval, and a scorer that tells nothing forecasts the same for all.
A member that was shrunk by its prior more than the impressions ask for has a slope above 1: then the forecasts are
stretched, as far as that is sure. What is compared is one creative with another, since what a size or a trait does is
known better than what a design does, and would speak for it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from admanager.creative.condition import PRODUCT_SPACE, TRAITS, ProductPlace, place_vector
from admanager.creative.sizes import SIZES
from admanager.creative.spec import VECTOR_SIZE, DesignSpec, to_vector

Numbers = npt.NDArray[np.float64]

SUMS = 96
MEMBERS, FOLDS = 8, 4
STRENGTHS = (0.002, 0.007, 0.025, 0.09)
# A context: traits, size as one-hot, the logarithm of the position, and the product's place with its mask.
SIZE_PART = slice(len(TRAITS), len(TRAITS) + len(SIZES))
POSITION = SIZE_PART.stop
PRODUCT_PART = slice(POSITION + 1, POSITION + 2 + len(PRODUCT_SPACE))
CONTEXT = PRODUCT_PART.stop
WEAK = 0.5
# Fitting ends when a step promises less than this log-likelihood; a step is not cut to less than this share.
NEWTON_STEPS, CONVERGED, LEAST_SHARE = 40, 1e-3, 1e-3
HALF_WIDTH = 1.959964
# Slopes above 1 are seldom far above: their standard deviation, by which one that is not sure is drawn towards 1.
SLOPE_SPREAD, STEEPEST = 0.15, 1.5
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

    `centre` is subtracted from [vector, context]; `middle` [M, SUMS] from the sums. A forecast's log-odds are
    `level` + `slope` x (mean of the members - `base`); `rest` is the standard deviation of what is not explained.
    """

    sums: Numbers
    offsets: Numbers
    weights: Numbers
    centre: Numbers
    middle: Numbers
    base: float
    level: float
    slope: float
    rest: float

    def log_odds(self, vectors: Numbers, context: Numbers) -> tuple[Numbers, Numbers]:
        """Return mean and standard deviation of the log-odds [n] after shrinkage, for [n, V] and [n, CONTEXT]."""
        inputs = np.concatenate([vectors, context], axis=1) - self.centre
        found = np.stack(
            [
                _features(inputs, self.sums[m], self.offsets[m], self.middle[m]) @ self.weights[m]
                for m in range(len(self.weights))
            ]
        )
        mean = self.level + self.slope * (found.mean(axis=0) - self.base)
        spread = np.sqrt(self.slope**2 * found.var(axis=0, ddof=1) + self.rest**2)
        return mean, spread

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
        # The level was fitted to clicks, so that the rate at the mean log-odds is a mean rate.
        middle = _rate(mean)
        low, high = _rate(mean - HALF_WIDTH * spread), _rate(mean + HALF_WIDTH * spread)
        return [
            Forecast(ctr=round(float(m), DIGITS), low=round(float(a), DIGITS), high=round(float(b), DIGITS))
            for m, a, b in zip(middle, low, high, strict=True)
        ]

    def to_bytes(self) -> bytes:
        """Return the scorer as an .npz file without pickles."""
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            sums=self.sums.astype(np.float32), offsets=self.offsets, weights=self.weights, centre=self.centre,
            middle=self.middle, scale=np.array([self.base, self.level, self.slope, self.rest]),
        )  # fmt: skip
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Scorer:
        """Return the scorer that `to_bytes` wrote."""
        with np.load(io.BytesIO(content), allow_pickle=False) as parts:
            base, level, slope, rest = (float(value) for value in parts["scale"])
            return cls(
                parts["sums"].astype(np.float64), parts["offsets"], parts["weights"], parts["centre"],
                parts["middle"], base, level, slope, rest,
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
    """Return the scorer of these impressions; the strength of the prior is the one that forecasts other creatives best."""
    scores = [_out_of_bag(cells, strength, FOLDS, seed, resampled=False).deviance for strength in STRENGTHS]
    strength = STRENGTHS[int(np.argmin(scores))]
    tried = _out_of_bag(cells, strength, MEMBERS, seed)
    members = tried.members
    centre = _centre(cells)
    inputs = np.concatenate([cells.vectors[cells.creative], cells.context], axis=1) - centre
    whole = np.mean([_features(inputs, m.sums, m.offsets, m.middle) @ m.weights for m in members], axis=0)
    base = float(np.average(whole, weights=cells.shown))
    level, slope, rest = calibrated(cells, tried.held - base, tried.noise)
    return Scorer(
        sums=np.stack([m.sums for m in members]),
        offsets=np.stack([m.offsets for m in members]),
        weights=np.stack([m.weights for m in members]),
        centre=centre,
        middle=np.stack([m.middle for m in members]),
        base=base,
        level=level,
        slope=slope,
        rest=rest,
    )


@dataclass(frozen=True)
class _Member:
    sums: Numbers
    offsets: Numbers
    middle: Numbers
    weights: Numbers


@dataclass(frozen=True)
class _Tried:
    """Members, and the log-odds [n] that those of them tell of a cell who did not learn from its creative.

    `deviance` is that of `held`; `noise` is the variance that `held` has more than the mean of all members would, since
    few of them tell of each creative.
    """

    members: list[_Member]
    held: Numbers
    deviance: float
    noise: float


def _out_of_bag(cells: Cells, strength: float, count: int, seed: int, *, resampled: bool = True) -> _Tried:
    """Return members and what they say of creatives that they did not learn from.

    Creatives are dealt so that each is left out of at least one member. Where they are not `resampled`, each member
    learns from all others once, as in a cross-validation: one model of those is about as sure as the mean of all that
    learn from draws with replacement, of which each alone would ask for a stronger prior.
    """
    rng = np.random.default_rng(seed)
    centre = _centre(cells)
    inputs = np.concatenate([cells.vectors[cells.creative], cells.context], axis=1) - centre
    creatives = len(cells.vectors)
    left_out = rng.permutation(creatives) % count
    total, times = np.zeros(len(cells.shown)), np.zeros(len(cells.shown))
    by_creative = np.full((count, creatives), np.nan)
    members = []
    for number in range(count):
        others = np.flatnonzero(left_out != number)
        drawn = rng.choice(others, size=creatives) if resampled else others
        weight = np.bincount(drawn, minlength=creatives)[cells.creative].astype(np.float64)
        # About one sum in each direction: a design vector has half of its choices' spread in any of them.
        sums = rng.normal(size=(inputs.shape[1], SUMS)) / np.sqrt(14.0)
        sums[VECTOR_SIZE : VECTOR_SIZE + PRODUCT_PART.start] *= 2.0
        # Products that no impression told apart say nothing: not that a new one is like none of them.
        sums[VECTOR_SIZE + PRODUCT_PART.start :][
            np.ptp(inputs[:, VECTOR_SIZE + PRODUCT_PART.start :], axis=0) == 0
        ] = 0
        offsets = rng.normal(size=SUMS)
        raw = np.maximum(0.0, inputs @ sums + offsets)
        middle = np.average(raw, axis=0, weights=cells.shown)
        member = _fitted(cells, inputs, weight, _Member(sums, offsets, middle, np.zeros(0)), strength)
        members.append(member)
        out = weight == 0
        told = _features(inputs[out], sums, offsets, middle) @ member.weights
        total[out] += told
        times[out] += 1
        kept = np.unique(cells.creative[out])
        by_creative[number, kept] = _by_creative(cells, out, told)[kept]
    held = total / np.maximum(times, 1)
    seen = times > 0
    rate = np.clip(_rate(held[seen]), 1e-9, 1 - 1e-9)
    shown, clicked = cells.shown[seen], cells.clicked[seen]
    deviance = -(clicked * np.log(rate) + (shown - clicked) * np.log(1 - rate)).sum()
    return _Tried(members, held, float(deviance), _noise_of_few(by_creative))


def _by_creative(cells: Cells, rows: npt.NDArray[np.bool_], values: Numbers) -> Numbers:
    """Return the mean of values of these cells for each creative, by how often they were shown; 0 where none is."""
    creatives, which, shown = len(cells.vectors), cells.creative[rows], cells.shown[rows]
    total = np.bincount(which, shown * values, minlength=creatives)
    return np.asarray(total / np.maximum(np.bincount(which, shown, minlength=creatives), 1e-12))


def _noise_of_few(told: Numbers) -> float:
    """Return the variance of the mean of those members [M, creatives] that tell (not NaN), less that of the mean of all M."""
    several = (~np.isnan(told)).sum(axis=0) > 1
    if not several.any():
        return 0.0
    between = float(np.nanvar(told[:, several], axis=0, ddof=1).mean())
    fewer = float((1 / (~np.isnan(told)).sum(axis=0)[several]).mean())
    return between * max(0.0, fewer - 1 / len(told))


def _fitted(cells: Cells, inputs: Numbers, weight: Numbers, member: _Member, strength: float) -> _Member:
    """Return the member with its weights: Newton's method on the penalised likelihood."""
    used = weight > 0
    features = _features(inputs[used], member.sums, member.offsets, member.middle)
    shown, clicked = cells.shown[used] * weight[used], cells.clicked[used] * weight[used]
    prior = np.empty(features.shape[1])
    prior[0] = 1e6
    prior[1 : 1 + VECTOR_SIZE] = strength
    prior[1 + VECTOR_SIZE : -SUMS] = WEAK
    # What a product does is as weak a guess as what a part of a design does.
    prior[1 + VECTOR_SIZE + PRODUCT_PART.start : -SUMS] = strength
    prior[-SUMS:] = strength * 14.0 / SUMS
    weights = np.zeros(features.shape[1])
    rate = np.clip(clicked.sum() / max(1.0, shown.sum()), 1e-6, 1 - 1e-6)
    weights[0] = np.log(rate / (1 - rate))
    odds = features @ weights
    value = _likelihood(odds, shown, clicked, weights, prior)
    for _ in range(NEWTON_STEPS):
        chance = _rate(odds)
        gradient = features.T @ (clicked - shown * chance) - weights / prior
        curvature = (features.T * (shown * chance * (1 - chance))) @ features
        curvature[np.diag_indices_from(curvature)] += 1 / prior
        step = np.linalg.solve(curvature, gradient)
        gain = float(gradient @ step)
        if gain < CONVERGED:
            break
        # A whole step can overshoot where rates are far from those that it starts at; then half of it is tried.
        away, share = features @ step, 1.0
        while share > LEAST_SHARE:
            reached = _likelihood(odds + share * away, shown, clicked, weights + share * step, prior)
            if reached >= value + 0.1 * share * gain:
                break
            share /= 2
        odds, weights, value = odds + share * away, weights + share * step, reached
    return _Member(member.sums, member.offsets, member.middle, weights)


def _likelihood(odds: Numbers, shown: Numbers, clicked: Numbers, weights: Numbers, prior: Numbers) -> float:
    """Return the penalised log-likelihood of weights that give these log-odds."""
    return float((clicked * odds - shown * np.logaddexp(0.0, odds)).sum() - 0.5 * (weights**2 / prior).sum())


def calibrated(cells: Cells, held: Numbers, noise: float) -> tuple[float, float, float]:
    """Return level, slope (at least 0) and unexplained spread of the log-odds, by creative.

    clicks ~ Binomial(shown, sigmoid(level + slope x design + context)), by Newton's method: a cell's forecast is in two
    parts, the mean of its creative's (design) and what its size and people add to that (context). The mean of all
    members has less variance than what was compared, by `noise`, so that its slope is steeper by the ratio of the
    variances. The rest is by moments: sum((clicks - n p)^2 - n p (1 - p)) / sum((n p (1 - p))^2).
    """
    means = _by_creative(cells, np.ones(len(held), dtype=bool), held)
    design = means[cells.creative]
    context = held - design
    slope = 1.0
    level = float(np.log(cells.clicked.sum() / (cells.shown.sum() - cells.clicked.sum())))
    for _ in range(50):
        chance = _rate(level + slope * design + context)
        gap, curve = cells.clicked - cells.shown * chance, cells.shown * chance * (1 - chance)
        gradient = np.array([gap.sum(), (gap * design).sum()])
        matrix = np.array([[curve.sum(), (curve * design).sum()], [0.0, (curve * design * design).sum()]])
        matrix[1, 0] = matrix[0, 1]
        matrix[np.diag_indices(2)] += 1e-9
        step = np.clip(np.linalg.solve(matrix, gradient), -1.0, 1.0)
        level, slope = level + float(step[0]), slope + float(step[1])
        if np.abs(step).max() < 1e-9:
            break
    slope = _trusted(cells, design, gap, curve, slope, noise)
    creatives = len(cells.vectors)
    for _ in range(30):
        chance = _rate(level + slope * held)
        missed = float((cells.clicked - cells.shown * chance).sum())
        level += missed / float((cells.shown * chance * (1 - chance)).sum())
    chance = _rate(level + slope * held)
    gaps = np.zeros(creatives)
    noises = np.zeros(creatives)
    np.add.at(gaps, cells.creative, cells.clicked - cells.shown * chance)
    np.add.at(noises, cells.creative, cells.shown * chance * (1 - chance))
    variance = float((gaps**2 - noises).sum() / max(1e-12, float((noises**2).sum())))
    return level, slope, float(np.sqrt(max(0.0, variance)))


def _trusted(
    cells: Cells, design: Numbers, gap: Numbers, curve: Numbers, slope: float, noise: float
) -> float:
    """Return the slope of the whole ensemble, of that of few members: steeper by the noise; above 1 as far as it is sure.

    There it is the mean of what was found, with its standard error clustered by creative, and Normal(1, SLOPE_SPREAD).
    """
    middle = float(np.average(design, weights=curve))
    variance = float(np.average((design - middle) ** 2, weights=curve))
    if variance <= noise:
        return min(1.0, max(0.0, slope))
    steeper = variance / (variance - noise)
    by_creative = np.bincount(cells.creative, gap * (design - middle), minlength=len(cells.vectors))
    error = steeper * float(np.sqrt((by_creative**2).sum())) / max(1e-12, float(curve.sum()) * variance)
    found = max(0.0, slope * steeper)
    sure = SLOPE_SPREAD**2 / (SLOPE_SPREAD**2 + error**2)
    return found if found <= 1 else min(STEEPEST, 1 + sure * (found - 1))


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
