"""Why a segment's design looks as it does: what each known trait of the segment moved.

The generator is asked twice with the same noise: with all that is known of the segment, and with one trait made
unknown. What differs on average is that trait's doing; what the design itself does not show is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from admanager.creative.brand import BrandKit
from admanager.creative.condition import Condition, condition_vector
from admanager.creative.design import Design
from admanager.creative.directions import EFFECTS, measure
from admanager.creative.generator import Source
from admanager.creative.latent import maker_of, size_of, specs_at
from admanager.creative.spec import DesignSpec

DRAWS = 240
# Moves of less than these tell more of chance than of the segment.
LEAST_SHIFT, LEAST_SHARE = 0.12, 0.05
CHOICES = ("tone", "font_role", "offer")


@dataclass(frozen=True)
class Reason:
    """One trait and what it moved.

    `value` is the trait in standard deviations of everyone. `kind` is `effect` (then `name` is one of
    `directions.EFFECTS`, `level` is `low` or `high`, and `shift` is in standard deviations of all designs) or
    `choice` (then `name` is a field of the spec, `level` its level, and `shift` the gain of its share).
    """

    trait: str
    value: float
    kind: Literal["effect", "choice"]
    name: str
    level: str
    shift: float

    @property
    def weight(self) -> float:
        """How much of a move it is, alike for both kinds: a share of 0.4 counts as one standard deviation."""
        return abs(self.shift) if self.kind == "effect" else abs(self.shift) / 0.4


def reasons(source: Source, brand: BrandKit, design: Design, *, limit: int = 4) -> list[Reason]:
    """Return what the traits of the design's condition moved that the design shows, the strongest first.

    Each effect is told once, with the trait that moved it most. Nothing for a condition without known traits.
    """
    condition = design.condition
    maker = maker_of(source.onnx)
    points = np.random.default_rng(0).normal(size=(DRAWS, size_of(maker)))
    whole = specs_at(maker, points, condition_vector(condition))
    found: dict[str, Reason] = {}
    for trait, value in condition.traits.items():
        less = {name: known for name, known in condition.traits.items() if name != trait}
        without = specs_at(
            maker, points, condition_vector(Condition(**{**condition.model_dump(), "traits": less}))
        )
        for reason in (*_effects(trait, value, whole, without, brand, design.spec),
                       *_choices(trait, value, whole, without, design.spec)):  # fmt: skip
            known_one = found.get(reason.name)
            if known_one is None or reason.weight > known_one.weight:
                found[reason.name] = reason
    return sorted(found.values(), key=lambda reason: -reason.weight)[:limit]


def _effects(
    trait: str,
    value: float,
    whole: list[DesignSpec],
    without: list[DesignSpec],
    brand: BrandKit,
    shown: DesignSpec,
) -> list[Reason]:
    made = []
    for name in EFFECTS:
        before = np.array([measure(name, spec, brand) for spec in without])
        after = np.array([measure(name, spec, brand) for spec in whole])
        spread = float(before.std())
        if spread == 0:
            continue
        shift = float(after.mean() - before.mean()) / spread
        stands = measure(name, shown, brand) - float(before.mean())
        if abs(shift) >= LEAST_SHIFT and shift * stands > 0:
            made.append(Reason(trait, value, "effect", name, "high" if shift > 0 else "low", shift))
    return made


def _choices(
    trait: str, value: float, whole: list[DesignSpec], without: list[DesignSpec], shown: DesignSpec
) -> list[Reason]:
    made = []
    for name in CHOICES:
        level = getattr(shown, name)
        if level == "none":
            continue
        before = float(np.mean([getattr(spec, name) == level for spec in without]))
        after = float(np.mean([getattr(spec, name) == level for spec in whole]))
        if after - before >= LEAST_SHARE:
            made.append(Reason(trait, value, "choice", name, level, after - before))
    return made
