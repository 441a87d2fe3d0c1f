"""A design as a point of one Gaussian space, for any generator: drawing, decoding, and finding a given design's point.

A point is a vector of independent standard normal numbers: the latent z, the noise of the numbers, and the noise
of the choices (a Gumbel draw g stands at the normal quantile of its probability exp(-exp(-g))). All that may be
done to a normal vector without changing its law (turning it, mixing it with another, walking along a line) may so
be done to designs, from a trained model and from the grammar alike.
"""

from __future__ import annotations

import functools
import json
import zlib
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from admanager.creative import grammar
from admanager.creative.condition import place_in
from admanager.creative.decoder import DesignDecoder
from admanager.creative.spec import (
    CATEGORICAL,
    CATEGORY_WIDTH,
    CONTINUOUS,
    VECTOR_SIZE,
    DesignSpec,
    from_parts,
    to_vector,
)

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]
Choices = npt.NDArray[np.int64]

# The search for z: candidates from the prior, then ever nearer to the best of them.
PRIOR_CANDIDATES, NEAR_CANDIDATES, ROUNDS = 1_024, 160, 8
PROBE = 0.01
EDGE = 1e-12


@dataclass(frozen=True)
class Noise:
    """What one design is decoded from: `z` [latent], `gumbel` [CATEGORY_WIDTH] and `normal` [numbers]."""

    z: Floats
    gumbel: Numbers
    normal: Numbers


class Maker(Hashable, Protocol):
    """What makes designs of noise."""

    latent: int

    def draw(self, rng: np.random.Generator) -> Noise:
        """Return the noise of one design."""
        ...

    def decode(
        self, z: Floats, conditions: Floats, gumbel: Numbers, normal: Numbers
    ) -> tuple[Floats, Choices]:
        """Return scaled numbers [n, C] and level indices [n, K]."""
        ...

    def locate(
        self, condition: Floats, numbers: Floats, choices: Choices, rng: np.random.Generator
    ) -> tuple[Floats, Numbers, Numbers]:
        """Return a likely z of a design, the log odds of all levels there, and the noise of its numbers."""
        ...


class GrammarMaker:
    """The rule grammar: no latent, all is in the noise."""

    latent = 0

    def draw(self, rng: np.random.Generator) -> Noise:
        """Return the noise of one design, in the order in which `grammar.designs_for` draws it."""
        gumbel, normal = grammar.draw_noise(1, rng)
        return Noise(np.zeros(0, np.float32), gumbel[0], normal[0])

    def decode(
        self, z: Floats, conditions: Floats, gumbel: Numbers, normal: Numbers
    ) -> tuple[Floats, Choices]:
        """Return the designs that the rules make of the noise."""
        made = grammar.decode(conditions, gumbel, normal)
        return made.numbers, made.choices

    def locate(
        self, condition: Floats, numbers: Floats, choices: Choices, rng: np.random.Generator
    ) -> tuple[Floats, Numbers, Numbers]:
        """Return what the rules expect of the design, given each earlier choice of it."""
        given = grammar.Corpus(condition[np.newaxis], numbers[np.newaxis], choices[np.newaxis])
        scores, normal = grammar.expected(given)
        return np.zeros(0, np.float32), scores[0], normal[0]


class DecoderMaker:
    """A trained decoder."""

    def __init__(self, onnx_bytes: bytes) -> None:
        self._decoder = DesignDecoder(onnx_bytes)
        self.latent = self._decoder.latent

    def draw(self, rng: np.random.Generator) -> Noise:
        """Return the noise of one design, in the order in which `DesignDecoder.sample` draws it."""
        normal = rng.normal(size=self.latent + len(CONTINUOUS))
        gumbel = rng.gumbel(size=CATEGORY_WIDTH)
        return Noise(normal[: self.latent].astype(np.float32), gumbel, normal[self.latent :])

    def decode(
        self, z: Floats, conditions: Floats, gumbel: Numbers, normal: Numbers
    ) -> tuple[Floats, Choices]:
        """Return what the graph makes of the noise."""
        return self._decoder.decode(z, conditions, gumbel.astype(np.float32), normal.astype(np.float32))

    def locate(
        self, condition: Floats, numbers: Floats, choices: Choices, rng: np.random.Generator
    ) -> tuple[Floats, Numbers, Numbers]:
        """Return the likeliest z that a search finds: log p(x | z, c) + log p(z) over seeded candidates."""
        spread = self._spread(condition)
        best, best_odds = np.zeros(self.latent, np.float32), -np.inf
        for round_ in range(ROUNDS + 1):
            if round_ == 0:
                candidates = rng.normal(size=(PRIOR_CANDIDATES, self.latent))
            else:
                step = 0.6 * 0.75 ** (round_ - 1)
                candidates = best + step * rng.normal(size=(NEAR_CANDIDATES, self.latent))
                candidates[0] = best
            z = candidates.astype(np.float32)
            means, scores = self._means(z, condition)
            odds = -0.5 * (((numbers - means) / spread) ** 2).sum(axis=1) - 0.5 * (z**2).sum(axis=1)
            for position, field in enumerate(CATEGORICAL):
                part = scores[:, _part(field.start, len(field.levels))]
                odds += part[:, choices[position]] - np.logaddexp.reduce(part, axis=1)
            place = int(np.argmax(odds))
            if odds[place] > best_odds:
                best, best_odds = z[place], float(odds[place])
        means, scores = self._means(best[np.newaxis], condition)
        return best, scores[0], (numbers - means[0]) / spread

    def _means(self, z: Floats, condition: Floats) -> tuple[Numbers, Numbers]:
        means, scores = self._decoder.expected(z, np.repeat(condition[np.newaxis], len(z), axis=0))
        return means.astype(np.float64), scores.astype(np.float64)

    def _spread(self, condition: Floats) -> Numbers:
        """Return how far one unit of noise moves each number, asked of the graph where no number is at an end."""
        z = np.zeros((1, self.latent), np.float32)
        given = condition[np.newaxis]
        gumbel = np.zeros((1, CATEGORY_WIDTH))
        normal = np.zeros((1, len(CONTINUOUS)))
        middle, _ = self.decode(z, given, gumbel, normal)
        moved, _ = self.decode(z, given, gumbel, normal - PROBE * np.where(middle > 0, 1, -1))
        moves: Numbers = np.abs(moved[0] - middle[0]).astype(np.float64) / PROBE
        return np.maximum(moves, 1e-3)


@functools.lru_cache(maxsize=4)
def maker_of(onnx_bytes: bytes | None) -> Maker:
    """Return the decoder of a file, or the grammar for None."""
    return GrammarMaker() if onnx_bytes is None else DecoderMaker(onnx_bytes)


def point_of(noise: Noise) -> Numbers:
    """Return noise as a point: z, the numbers' noise, then the choices' noise as normal quantiles."""
    from scipy.special import ndtri

    share = np.exp(-np.exp(-noise.gumbel))
    return np.concatenate([noise.z, noise.normal, ndtri(np.clip(share, EDGE, 1 - EDGE))]).astype(np.float64)


def size_of(maker: Maker) -> int:
    """Return how many numbers a point of this maker has."""
    return maker.latent + VECTOR_SIZE


def designs_at(maker: Maker, points: Numbers, condition: Floats) -> tuple[Floats, Choices]:
    """Return the designs at points [n, D] under one condition: scaled numbers [n, C] and level indices [n, K]."""
    from scipy.special import ndtr

    start = maker.latent + len(CONTINUOUS)
    share = np.clip(ndtr(points[:, start:]), EDGE, 1 - EDGE)
    return maker.decode(
        points[:, : maker.latent].astype(np.float32),
        np.repeat(condition[np.newaxis], len(points), axis=0),
        -np.log(-np.log(share)),
        points[:, maker.latent : start],
    )


def specs_at(maker: Maker, points: Numbers, condition: Floats) -> list[DesignSpec]:
    """Return the designs at points [n, D] under one condition as specs."""
    numbers, choices = designs_at(maker, points, condition)
    product = place_in(condition)
    return [from_parts(numbers[row], choices[row], product) for row in range(len(points))]


def point_at(maker: Maker, spec: DesignSpec, condition: Floats) -> Numbers:
    """Return a point [D] where this maker makes this design under this condition; the same one for the same design.

    It need not be the point that the design was drawn at: any design has one, also a design of another generator,
    one changed by hand or one imported. The noise of the choices is drawn from what it can have been, given what
    was chosen (top-down sampling of Gumbel noise: Maddison et al. 2014).
    """
    return _point_at(maker, spec, condition.tobytes())


@functools.lru_cache(maxsize=64)
def _point_at(maker: Maker, spec: DesignSpec, condition_bytes: bytes) -> Numbers:
    condition: Floats = np.frombuffer(condition_bytes, dtype=np.float32)
    vector = to_vector(spec)
    choices = np.array(
        [np.argmax(vector[field.start : field.start + len(field.levels)]) for field in CATEGORICAL]
    )
    text = json.dumps(spec.model_dump(mode="json"), sort_keys=True)
    rng = np.random.default_rng(zlib.crc32(text.encode()))
    z, scores, normal = maker.locate(condition, vector[: len(CONTINUOUS)], choices, rng)
    gumbel = np.empty(CATEGORY_WIDTH)
    for position, field in enumerate(CATEGORICAL):
        part = _part(field.start, len(field.levels))
        odds = scores[part]
        top = rng.gumbel() + np.logaddexp.reduce(odds)
        others = -np.logaddexp(-top, -(odds + rng.gumbel(size=len(odds))))
        gumbel[part] = others - odds
        gumbel[part.start + choices[position]] = top - odds[choices[position]]
    point = point_of(Noise(z, gumbel, normal))
    point.setflags(write=False)
    return point


def _part(start: int, width: int) -> slice:
    return slice(start - len(CONTINUOUS), start - len(CONTINUOUS) + width)
