"""Designs made from other designs: variations, more and less of what is liked, blends, and typical designs.

Everything is deterministic: the same source, brand, designs and seed give the same results, and number `i` of them
does not depend on how many are asked for. Designs of any origin may be given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from admanager.creative.brand import BrandKit
from admanager.creative.condition import Condition, condition_vector
from admanager.creative.copy import write_copy
from admanager.creative.design import Design, Origin
from admanager.creative.generator import Source, within_brand
from admanager.creative.latent import maker_of, point_at, point_of, size_of, specs_at
from admanager.creative.spec import DesignSpec
from admanager.creative.variety import diversity

Lock = Literal["palette", "layout", "picture", "type", "copy"]
Numbers = npt.NDArray[np.float64]

# Which part of a design each field belongs to; a locked part is kept while the rest varies.
PARTS: dict[Lock, tuple[str, ...]] = {
    "palette": ("scheme", "background", "background_angle", "background_strength", "texture_scale", "button_fill",
                "ground_l", "ground_a", "ground_b", "accent_l", "accent_a", "accent_b"),
    "layout": ("flow", "distribution", "align", "logo_place", "picture_share", "margin", "gap", "button_scale",
               "button_radius", "button_icon", "overrides"),
    "picture": ("mask", "motif", "corner", "focus_x", "focus_y", "scrim"),
    "type": ("font_role", "case", "headline_scale"),
    "copy": ("tone", "offer", "verb", "has_body", "has_badge", "has_price", "has_legal"),
}  # fmt: skip
VARIED, LIKED = 1, 2
DISLIKE = 0.6


@dataclass(frozen=True)
class Sample:
    """Designs drawn with a truncation, and their diversity as a share of what there is without it."""

    designs: list[Design]
    diversity: float


def vary(
    source: Source,
    brand: BrandKit,
    design: Design,
    *,
    count: int,
    seed: int,
    amount: float = 0.4,
    keep: Sequence[Lock] = (),
    first: int = 0,
) -> list[Design]:
    """Return variations number `first` to `first + count - 1` of a design, the parts in `keep` as they are.

    `amount` goes from 0 (the design itself) to 1 (any design): a point u becomes sqrt(1 - a^2) u + a e with e
    standard normal, so that variations are as likely as any design. Words stay while what they say stays.
    """
    centre = _point(source, design)
    return _around(source, brand, design, centre, VARIED, count, seed, amount, keep, first)


def more_like(
    source: Source,
    brand: BrandKit,
    liked: Sequence[Design],
    disliked: Sequence[Design] = (),
    *,
    count: int,
    seed: int,
    amount: float = 0.5,
    keep: Sequence[Lock] = (),
    first: int = 0,
) -> list[Design]:
    """Return designs near those liked and away from those disliked; at least one of either must be given.

    They answer to the condition of the first of them, and what is in `keep` is taken from it.
    """
    parent = [*liked, *disliked][0]
    maker = maker_of(source.onnx)
    centre = np.zeros(size_of(maker))
    for designs, weight in ((liked, 1.0), (disliked, -DISLIKE if liked else -1.0)):
        if designs:
            centre += weight * np.stack([_point(source, design) for design in designs]).mean(axis=0)
    length = float(np.linalg.norm(centre))
    if length > 0:
        # As long as a point usually is: a mean of points is shorter, and would give typical designs only.
        centre *= np.sqrt(len(centre)) / length
    return _around(source, brand, parent, centre, LIKED, count, seed, amount, keep, first)


def between(
    source: Source, brand: BrandKit, start: Design, end: Design, *, steps: int, keep: Sequence[Lock] = ()
) -> list[Design]:
    """Return `steps` designs from one to the other, both of them included, along the great circle between their points.

    The condition of `start` goes over into that of `end` halfway. Parts in `keep` are those of `start`.
    """
    one, other = _point(source, start), _point(source, end)
    cosine = float(one @ other) / max(1e-12, float(np.linalg.norm(one) * np.linalg.norm(other)))
    angle = float(np.arccos(np.clip(cosine, -1, 1)))
    designs = []
    for number in range(steps):
        share = number / max(1, steps - 1)
        if number == 0:
            designs.append(start)
            continue
        if number == steps - 1 and not keep:
            designs.append(end)
            continue
        if angle < 1e-6:
            point = one
        else:
            point = (np.sin((1 - share) * angle) * one + np.sin(share * angle) * other) / np.sin(angle)
        nearer = start if share < 0.5 else end
        (spec,) = specs_at(maker_of(source.onnx), point[np.newaxis], condition_vector(nearer.condition))
        words = start if "copy" in keep else nearer
        rng = np.random.default_rng([start.seed, start.number, number])
        spec = _kept(within_brand(spec, brand, rng), start.spec, keep)
        made = _made(source, brand, words, spec, rng, "blended", nearer.condition, "copy" in keep)
        designs.append(made.model_copy(update={"seed": start.seed, "number": number}))
    return designs


def typical(
    source: Source,
    brand: BrandKit,
    condition: Condition,
    *,
    count: int,
    seed: int,
    truncation: float,
    segment: str = "",
    first: int = 0,
) -> Sample:
    """Return designs drawn nearer to the middle: points are shortened by `truncation`, from 1 (as drawn) towards 0.

    At 1 they are those of `generator.generate` for the same seed. The diversity is that of the specs as a share
    of what the same draws have at 1.
    """
    maker, vector = maker_of(source.onnx), condition_vector(condition)
    plain, short, designs = [], [], []
    for number in range(first, first + count):
        rng = np.random.default_rng([seed, number])
        point = point_of(maker.draw(rng))
        points = np.stack([point, truncation * point])
        whole, less = specs_at(maker, points, vector)
        spec = within_brand(less, brand, rng)
        plain.append(whole)
        short.append(less)
        designs.append(
            Design(
                spec=spec, copy_text=write_copy(spec, brand, rng), condition=condition, segment=segment, seed=seed,
                number=number, origin="drawn" if truncation == 1 else "typical",
                generator=source.name, generator_sha256=source.sha256,
            )
        )  # fmt: skip
    before = diversity(plain)
    return Sample(designs, diversity(short) / before if before > 0 else 1.0)


def at_point(
    source: Source,
    brand: BrandKit,
    parent: Design,
    point: Numbers,
    *,
    origin: Origin,
    keep: Sequence[Lock] = (),
    rng: np.random.Generator,
) -> Design:
    """Return the design at a point [D], under the parent's condition and with its words where they still say it."""
    (spec,) = specs_at(maker_of(source.onnx), point[np.newaxis], condition_vector(parent.condition))
    spec = _kept(within_brand(spec, brand, rng), parent.spec, keep)
    return _made(source, brand, parent, spec, rng, origin, parent.condition, "copy" in keep)


def _around(
    source: Source,
    brand: BrandKit,
    parent: Design,
    centre: Numbers,
    kind: int,
    count: int,
    seed: int,
    amount: float,
    keep: Sequence[Lock],
    first: int,
) -> list[Design]:
    amount = min(1.0, max(0.0, amount))
    designs = []
    for number in range(first, first + count):
        rng = np.random.default_rng([seed, number, kind])
        point = np.sqrt(1 - amount**2) * centre + amount * rng.normal(size=len(centre))
        made = at_point(source, brand, parent, point, origin="varied", keep=keep, rng=rng)
        designs.append(made.model_copy(update={"seed": seed, "number": number}))
    return designs


def _point(source: Source, design: Design) -> Numbers:
    return point_at(maker_of(source.onnx), design.spec, condition_vector(design.condition))


def _kept(spec: DesignSpec, parent: DesignSpec, keep: Sequence[Lock]) -> DesignSpec:
    fields = {name: getattr(parent, name) for part in keep for name in PARTS[part]}
    return spec.model_copy(update=fields)


def _made(
    source: Source,
    brand: BrandKit,
    parent: Design,
    spec: DesignSpec,
    rng: np.random.Generator,
    origin: Origin,
    condition: Condition,
    keep_words: bool,
) -> Design:
    return Design(
        spec=spec,
        copy_text=parent.copy_text
        if keep_words or _say_the_same(spec, parent.spec)
        else write_copy(spec, brand, rng),
        condition=condition,
        segment=parent.segment,
        seed=parent.seed,
        number=parent.number,
        origin=origin,
        generator=source.name,
        generator_sha256=source.sha256,
        art=parent.art,
    )


def _say_the_same(one: DesignSpec, other: DesignSpec) -> bool:
    """Return whether two designs ask for the same words; a large figure says the offer in the headline's stead."""
    figures = {spec.flow == "offer_hero" for spec in (one, other)}
    return len(figures) == 1 and all(getattr(one, name) == getattr(other, name) for name in PARTS["copy"])
