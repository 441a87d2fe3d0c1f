"""One design for several segments: it stays as it is but for what there is a reason to change, and each reason is told.

There are two kinds of reasons.

- Rules: the generator draws designs otherwise for people like these than for everyone. It is asked for many designs with
  the same noise, for these people and for people who are like everyone; what differs on average is their traits' doing.
  A choice becomes the one that gains most by that, and a number moves BOLDNESS times as far as its mean did: one ad shall
  show what else only the mean of many would.
- Clicks: where the project has learned which designs are clicked, a change must not be forecast to cost clicks among
  these people, and what is forecast to gain more of them here than among everyone is changed too.

The trait that a reason names is the one without which least of the move would be left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from admanager.creative.brand import BrandKit
from admanager.creative.condition import Condition, condition_vector
from admanager.creative.copy import AdCopy, Ranker, offer_is_true, write_copy
from admanager.creative.design import Design
from admanager.creative.exploring import PARTS
from admanager.creative.generator import Source
from admanager.creative.latent import maker_of, size_of, specs_at
from admanager.creative.scorer import Forecast, Scorer
from admanager.creative.spec import CATEGORICAL, CONTINUOUS, DesignSpec, to_vector

Numbers = npt.NDArray[np.float64]

DRAWS = 400
# Moves of less than these (of a mean, in standard deviations; of a choice's share) tell more of chance than of the people.
LEAST_SHIFT, LEAST_SHARE = 0.12, 0.05
BOLDNESS, FARTHEST = 3.0, 1.5
# Log-odds of a click: what a rule's change may cost at most, and what a change for clicks must gain, here and more than
# among everyone.
COST, GAIN, OWN_GAIN = 0.02, 0.05, 0.03
MOST_FOR_CLICKS = 3
# The layout stays, so that the ads can be compared; what cannot be seen at a glance stays, too.
CHOICES = ("tone", "font_role", "offer", "scheme", "has_body", "has_price", "button_fill", "mask")
NUMBERS = ("headline_scale", "margin", "button_scale", "background_strength")


@dataclass(frozen=True)
class Reason:
    """Why a field of the design is as it is: one trait of these people, and what it moved.

    `value` is the trait in standard deviations of everyone. `level` is the field's level, `high` or `low` for a number.
    `by` says who tells it; `size` is how much of a move it is: a share of 0.4, one standard deviation and 0.2 in the
    log-odds of a click count alike. `changed` is False where the design was so already.
    """

    trait: str
    value: float
    field: str
    level: str
    by: Literal["rules", "clicks"]
    size: float
    changed: bool


@dataclass(frozen=True)
class Personal:
    """A design made for people of known traits, and why. `before` is the forecast of the first design among them."""

    design: Design
    reasons: tuple[Reason, ...]
    before: Forecast | None


@dataclass(frozen=True)
class _Change:
    field: str
    value: Any
    reason: Reason


def personal(
    source: Source,
    brand: BrandKit,
    base: Design,
    condition: Condition,
    segment: str,
    *,
    scorer: Scorer | None = None,
    ranker: Ranker | None = None,
) -> Personal:
    """Return the design for a segment of this condition, made from the one for everyone; the strongest reasons first.

    Where nothing is known of the people, or nothing of it is a reason, it is the same design with the same words.
    """
    spec, reasons = base.spec, []
    for change in _by_rules(source, brand, base.spec, condition):
        tried = spec.model_copy(update={change.field: change.value})
        if scorer is None or _gain(scorer, spec, tried, condition.traits) >= -COST:
            spec = tried
            reasons.append(change.reason)
    if scorer is not None:
        taken = {reason.field for reason in reasons}
        for change in _by_clicks(scorer, brand, spec, condition.traits):
            if change.field not in taken:
                spec = spec.model_copy(update={change.field: change.value})
                reasons.append(change.reason)
    words = _words(base, spec, brand, ranker)
    told = None if scorer is None else scorer.forecasts([base.spec, spec], condition.traits)
    made = base.model_copy(
        update={"spec": spec, "copy_text": words, "condition": condition, "segment": segment,
                "forecast": None if told is None else told[1]}
    )  # fmt: skip
    return Personal(
        made, tuple(sorted(reasons, key=lambda reason: -reason.size)), None if told is None else told[0]
    )


def _words(base: Design, spec: DesignSpec, brand: BrandKit, ranker: Ranker | None) -> AdCopy:
    """Return the words of a changed design; what is said besides the headline stays where there is no reason to change it."""
    if all(getattr(spec, name) == getattr(base.spec, name) for name in PARTS["copy"]):
        return base.copy_text
    words = write_copy(spec, brand, np.random.default_rng([base.seed, base.number]), ranker=ranker)
    if spec.has_body and base.copy_text.bodies and spec.offer == base.spec.offer:
        words = words.model_copy(update={"bodies": base.copy_text.bodies})
    return words


# -- rules ---------------------------------------------------------------------------------------------------


def _by_rules(source: Source, brand: BrandKit, spec: DesignSpec, condition: Condition) -> Iterator[_Change]:
    """Yield what the generator does otherwise for these people."""
    traits = condition.traits
    if not traits:
        return
    maker = maker_of(source.onnx)
    points = np.random.default_rng(0).normal(size=(DRAWS, size_of(maker)))

    def drawn(known: Mapping[str, float]) -> list[DesignSpec]:
        given = Condition(**{**condition.model_dump(), "traits": dict(known)})
        return specs_at(maker, points, condition_vector(given))

    # A trait is taken away by being that of everyone, not by being unknown, to which a model may answer otherwise.
    plain, whole = drawn(dict.fromkeys(traits, 0.0)), drawn(traits)
    without = {trait: drawn({**traits, trait: 0.0}) for trait in traits}
    for name in NUMBERS:
        yield from _number(name, spec, plain, whole, without, traits)
    for name in CHOICES:
        yield from _choice(name, spec, brand, plain, whole, without, traits)


def _number(
    name: str,
    spec: DesignSpec,
    plain: Sequence[DesignSpec],
    whole: Sequence[DesignSpec],
    without: Mapping[str, Sequence[DesignSpec]],
    traits: Mapping[str, float],
) -> Iterator[_Change]:
    before, after = _values(name, plain), _values(name, whole)
    spread = float(before.std())
    shift = float(after.mean() - before.mean()) / spread if spread > 0 else 0.0
    if abs(shift) < LEAST_SHIFT:
        return
    field = next(field for field in CONTINUOUS if field.name == name)
    step = float(np.clip(BOLDNESS * shift, -FARTHEST, FARTHEST)) * spread
    value = round(min(field.high, max(field.low, getattr(spec, name) + step)), 6)
    trait = max(traits, key=lambda each: shift * float(after.mean() - _values(name, without[each]).mean()))
    level = "high" if shift > 0 else "low"
    changed = value != getattr(spec, name)
    yield _Change(name, value, Reason(trait, traits[trait], name, level, "rules", abs(shift), changed))


def _choice(
    name: str,
    spec: DesignSpec,
    brand: BrandKit,
    plain: Sequence[DesignSpec],
    whole: Sequence[DesignSpec],
    without: Mapping[str, Sequence[DesignSpec]],
    traits: Mapping[str, float],
) -> Iterator[_Change]:
    gains = {level: _share(name, level, whole) - _share(name, level, plain) for level in _levels(name, brand)}
    best = max(gains, key=lambda level: gains[level])
    if gains[best] < LEAST_SHARE:
        return
    whole_share = _share(name, best, whole)
    trait = max(traits, key=lambda each: whole_share - _share(name, best, without[each]))
    changed = best != getattr(spec, name)
    reason = Reason(trait, traits[trait], name, str(best), "rules", gains[best] / 0.4, changed)
    yield _Change(name, best, reason)


def _levels(name: str, brand: BrandKit) -> list[Any]:
    """Return the levels of a choice that the brand allows, and that say nothing untrue."""
    found: list[Any] = list(next(field.levels for field in CATEGORICAL if field.name == name))
    if name == "offer":
        return [level for level in found if offer_is_true(level, brand.promotion)]
    if name == "has_price" and not brand.promotion.price:
        return [False]
    allowed: tuple[str, ...] = {"tone": brand.tones, "font_role": brand.font_roles}.get(name, ())
    return [level for level in found if not allowed or level in allowed]


def _values(name: str, specs: Sequence[DesignSpec]) -> Numbers:
    return np.array([getattr(spec, name) for spec in specs], dtype=np.float64)


def _share(name: str, level: Any, specs: Sequence[DesignSpec]) -> float:
    return float(np.mean([getattr(spec, name) == level for spec in specs]))


# -- clicks --------------------------------------------------------------------------------------------------


def _by_clicks(
    scorer: Scorer, brand: BrandKit, spec: DesignSpec, traits: Mapping[str, float]
) -> Iterator[_Change]:
    """Yield the changes that gain most clicks among these people, of those that gain more here than among everyone."""
    found = []
    for name, value, level in _variants(spec, brand):
        tried = spec.model_copy(update={name: value})
        here = _gain(scorer, spec, tried, traits)
        if here < GAIN or here - _gain(scorer, spec, tried, {}) < OWN_GAIN:
            continue
        trait = min(traits, key=lambda each: _gain(scorer, spec, tried, _less(traits, each)))
        found.append(
            _Change(name, value, Reason(trait, traits[trait], name, level, "clicks", here / 0.2, True))
        )
    best: dict[str, _Change] = {}
    for change in sorted(found, key=lambda change: -change.reason.size):
        best.setdefault(change.field, change)
    yield from list(best.values())[:MOST_FOR_CLICKS]


def _variants(spec: DesignSpec, brand: BrandKit) -> Iterator[tuple[str, Any, str]]:
    """Yield each single change that may be made to a design: the field, its value, and what that is called."""
    for name in CHOICES:
        for level in _levels(name, brand):
            if level != getattr(spec, name):
                yield name, level, str(level)
    for field in CONTINUOUS:
        if field.name in NUMBERS:
            for sign, level in ((1, "high"), (-1, "low")):
                value = getattr(spec, field.name) + sign * (field.high - field.low) / 4
                yield field.name, round(min(field.high, max(field.low, value)), 6), level


def _gain(scorer: Scorer, spec: DesignSpec, tried: DesignSpec, traits: Mapping[str, float]) -> float:
    """Return how much higher the log-odds of a click are forecast after a change, among people of these traits."""
    vectors = np.stack([to_vector(spec), to_vector(tried)]).astype(np.float64)
    context = np.repeat(scorer.context(dict(traits), place=spec.product_embedding)[np.newaxis], 2, axis=0)
    mean, _ = scorer.log_odds(vectors, context)
    return float(mean[1] - mean[0])


def _less(traits: Mapping[str, float], trait: str) -> dict[str, float]:
    return {name: value for name, value in traits.items() if name != trait}
