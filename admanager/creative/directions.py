"""Directions of the design space, each named by what it does: larger headline, more picture, calmer, darker, and so on.

A direction is fitted, not made up: many designs are drawn, the effect is measured on each, and the direction is the
covariance of the effect with the points (for standard normal points that is the least-squares plane, Stein 1981),
less what lies along the directions before it, at length 1: so that one can be moved while the others stand still.
How well it steers is its `strength`: the correlation of the effect with the step along it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.creative.brand import BrandKit
from admanager.creative.color import chroma, to_oklab
from admanager.creative.condition import Condition, condition_vector
from admanager.creative.design import Design
from admanager.creative.exploring import Lock, at_point
from admanager.creative.generator import Source
from admanager.creative.latent import maker_of, point_at, size_of, specs_at
from admanager.creative.palette import ground_colour
from admanager.creative.regions import WITHOUT_PICTURE
from admanager.creative.spec import DesignSpec
from admanager.texts import AdManagerError, Sentence, sentence

Numbers = npt.NDArray[np.float64]

DRAWS = 3_000
STEP_LIMIT = 3.0
LOUDNESS = {
    "flat": 0.0,
    "gradient": 0.3,
    "glow": 0.5,
    "waves": 0.8,
    "rings": 0.9,
    "blobs": 1.0,
    "dots": 1.1,
    "stripes": 1.2,
}


def _headline(spec: DesignSpec, brand: BrandKit) -> float:
    return spec.headline_scale


def _picture(spec: DesignSpec, brand: BrandKit) -> float:
    if spec.flow in WITHOUT_PICTURE:
        return 0.0
    return 0.8 if spec.flow.startswith("bleed") else spec.picture_share


def _colour(spec: DesignSpec, brand: BrandKit) -> float:
    return chroma(ground_colour(spec, brand)) + 0.06 * spec.background_strength * (spec.background != "flat")


def _busy(spec: DesignSpec, brand: BrandKit) -> float:
    pieces = spec.has_body + spec.has_badge + spec.has_price + 0.5 * spec.has_legal
    return pieces + 1.5 * LOUDNESS[spec.background] * (0.4 + spec.background_strength)


def _dark(spec: DesignSpec, brand: BrandKit) -> float:
    return -to_oklab(ground_colour(spec, brand))[0]


def _offer(spec: DesignSpec, brand: BrandKit) -> float:
    loud = spec.has_badge + spec.has_price + (spec.offer != "none") + 0.7 * (spec.tone == "urgent")
    return loud + 1.5 * (spec.flow == "offer_hero")


def _round(spec: DesignSpec, brand: BrandKit) -> float:
    return spec.button_radius + spec.corner + 0.5 * (spec.mask in {"circle", "arch"})


def _air(spec: DesignSpec, brand: BrandKit) -> float:
    return (spec.margin - 0.05) / 0.06 + (spec.gap - 0.75) / 0.65


# What can be steered; the order is that of the sliders, and of the fit.
EFFECTS: dict[str, tuple[Sentence, Sentence, Callable[[DesignSpec, BrandKit], float]]] = {
    "headline": (sentence("Small headline"), sentence("Large headline"), _headline),
    "picture": (sentence("Less picture"), sentence("More picture"), _picture),
    "dark": (sentence("Light"), sentence("Dark"), _dark),
    "colour": (sentence("Muted"), sentence("Colourful"), _colour),
    "offer": (sentence("Quiet offer"), sentence("Loud offer"), _offer),
    "busy": (sentence("Calm"), sentence("Busy"), _busy),
    "round": (sentence("Square"), sentence("Round"), _round),
    "air": (sentence("Dense"), sentence("Airy"), _air),
}


@dataclass(frozen=True)
class Direction:
    """One direction; `low` and `high` say what either end looks like.

    `vector` [D] has length 1; `strength` is the correlation of the effect with the step, on designs not fitted to.
    """

    name: str
    low: Sentence
    high: Sentence
    strength: float
    vector: Numbers


def directions(source: Source, brand: BrandKit, condition: Condition) -> tuple[Direction, ...]:
    """Return the directions of a source for a brand and a condition; the same ones each time (kept in memory)."""
    return _fitted(source, brand, condition.model_dump_json())


def measure(name: str, spec: DesignSpec, brand: BrandKit) -> float:
    """Return how much of an effect a design shows, in the effect's own unit."""
    return float(EFFECTS[name][2](spec, brand))


def standing(source: Source, brand: BrandKit, design: Design) -> dict[str, float]:
    """Return where a design stands along each direction, in standard deviations of all designs."""
    point = _point(source, design)
    return {
        direction.name: float(direction.vector @ point)
        for direction in directions(source, brand, design.condition)
    }


def moved(
    source: Source, brand: BrandKit, design: Design, wanted: Mapping[str, float], *, keep: Sequence[Lock] = ()
) -> Design:
    """Return the design brought to these places along the directions (by name, -3 to 3), by the shortest way.

    The place along the directions that are not named stays. Raises AdManagerError for a name that is no direction.
    """
    known = {direction.name: direction for direction in directions(source, brand, design.condition)}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise AdManagerError(
            sentence(
                "“{name}” is no direction of designs; there are {names}.",
                name=unknown[0],
                names=", ".join(known),
            )
        )
    if not wanted:
        return design
    point = _point(source, design)
    axes = np.stack([known[name].vector for name in wanted])
    places = np.clip(np.array(list(wanted.values()), dtype=np.float64), -STEP_LIMIT, STEP_LIMIT)
    target = point + (places - axes @ point) @ axes
    rng = np.random.default_rng([design.seed, design.number])
    return at_point(source, brand, design, target, origin="moved", keep=keep, rng=rng)


def _point(source: Source, design: Design) -> Numbers:
    return point_at(maker_of(source.onnx), design.spec, condition_vector(design.condition))


@functools.lru_cache(maxsize=8)
def _fitted(source: Source, brand: BrandKit, condition: str) -> tuple[Direction, ...]:
    vector = condition_vector(Condition.model_validate_json(condition))
    maker = maker_of(source.onnx)
    points = np.random.default_rng(0).normal(size=(2 * DRAWS, size_of(maker)))
    specs = specs_at(maker, points, vector)
    found: list[Direction] = []
    for name, (low, high, effect) in EFFECTS.items():
        values = np.array([effect(spec, brand) for spec in specs])
        centred = values[:DRAWS] - values[:DRAWS].mean()
        axis = centred @ points[:DRAWS]
        for other in found:
            axis = axis - (axis @ other.vector) * other.vector
        length = float(np.linalg.norm(axis))
        if length > 0:
            axis = axis / length
        steps = points[DRAWS:] @ axis
        spread = float(values[DRAWS:].std())
        strength = float(np.corrcoef(steps, values[DRAWS:])[0, 1]) if spread > 0 and length > 0 else 0.0
        found.append(Direction(name, low, high, strength, axis))
    return tuple(found)
