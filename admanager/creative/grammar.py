"""The rule grammar that makes the first corpus of designs, and supplies designs where no model was trained.

Each choice has base weights and rules "when the condition is X, level L weighs w more" on the scale of log
odds; each number has a mean, rules that move the mean, and a spread. All draws are vectorised and come from
one seed. The correlations that a generator has to learn:

- age raises headline size, and moves type from technical and friendly towards neutral and elegant;
- affluence brings the premium tone, serif type, deep and paper grounds, air (margin), and drops prices;
- discount affinity brings badges, prices, the urgent tone, condensed capitals and the accent ground;
- frequency (they know us) drops the body text and brings news; recency (long away) brings warm words and
  an offer to come back; response raises the button;
- awareness wants large pictures and few words; conversion a solid button with an offer; traffic a body text;
  retention warm words; the industry chooses motif, verb and what may be offered;
- the kind of product chooses the motif, and moves type and picture (large for fashion, home and travel);
- the product's place among all products: a high price brings premium words, serif type, dark grounds and air; its
  words (seven axes without a meaning of their own) each move a part of the look (type, texture, ground, drawing, forms,
  where the picture stands, hue), so that products whose words are alike look alike, and others differ;
- the flow decides what its alignment, picture and distribution can be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.creative.condition import (
    CONDITION_NAMES,
    CONDITION_SIZE,
    PLACE_PART,
    PRODUCT_LIMIT,
    PRODUCT_SPACE,
    TRAITS,
    place_in,
)
from admanager.creative.product_looks import CHOICE_LOOKS, NUMBER_LOOKS
from admanager.creative.spec import CATEGORICAL, CATEGORY_WIDTH, CONTINUOUS, DesignSpec, from_parts

CORPUS_SIZE = 24_000
TRAIT_KNOWN = 0.6
PRODUCT_KNOWN = 0.5
PLACE_KNOWN = 0.5

Numbers = npt.NDArray[np.float64]
Rules = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Corpus:
    """Designs as arrays: conditions [n, CONDITION_SIZE], scaled numbers [n, C], level indices [n, K]."""

    conditions: npt.NDArray[np.float32]
    numbers: npt.NDArray[np.float32]
    choices: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.conditions)

    def spec(self, row: int) -> DesignSpec:
        """Return one design."""
        return from_parts(self.numbers[row], self.choices[row], place_in(self.conditions[row]))


# Base log-odds of the levels, then what a feature of the condition or an earlier choice (`field=level`) adds.
CHOICE_RULES: dict[str, tuple[Mapping[str, float], Rules]] = {
    "flow": (
        {"split_left": 0.2, "split_right": 0.5, "hero_top": 0.3, "hero_bottom": -0.2, "float_left": 0.0,
         "float_right": 0.4, "stack": -0.4, "type_only": -0.5, "bleed_side": 0.3, "bleed_bottom": 0.1,
         "bleed_centre": -0.6, "offer_hero": -0.8, "card": -0.1, "band": 0.0, "frame": -0.7, "diagonal": 0.1},
        {"objective_awareness": {"bleed_side": 0.8, "bleed_bottom": 0.8, "bleed_centre": 0.7, "hero_top": 0.4, "type_only": 0.3},
         "objective_conversion": {"offer_hero": 0.7, "split_right": 0.3, "float_right": 0.3, "band": 0.3},
         "objective_retention": {"card": 0.5, "frame": 0.4, "stack": 0.3},
         "discount": {"offer_hero": 0.9, "band": 0.3, "diagonal": 0.3, "frame": -0.3},
         "affluence": {"frame": 0.5, "float_right": 0.2, "type_only": 0.2, "offer_hero": -0.5, "diagonal": -0.3},
         "age": {"diagonal": -0.3, "type_only": -0.2, "split_left": 0.2, "split_right": 0.2}},
    ),
    "distribution": (
        {"centred": 0.4, "spread": 0.3, "anchored": 0.0},
        {"flow=type_only": {"spread": 0.9}, "flow=bleed_bottom": {"anchored": 1.5}, "flow=bleed_centre": {"centred": 1.5},
         "flow=frame": {"centred": 1.2}, "flow=stack": {"centred": 0.6}, "flow=bleed_side": {"spread": 0.5}},
    ),
    "align": (
        {"left": 1.2, "centre": 0.0},
        {"flow=stack": {"centre": 2.5}, "flow=frame": {"centre": 3.0}, "flow=bleed_centre": {"centre": 3.0},
         "flow=hero_top": {"centre": 0.7}, "flow=hero_bottom": {"centre": 0.7}, "flow=card": {"centre": 0.6},
         "flow=offer_hero": {"centre": 0.6}, "flow=type_only": {"left": 1.0}, "affluence": {"centre": 0.3}},
    ),
    "logo_place": (
        {"top": 1.1, "bottom": 0.0},
        {"flow=type_only": {"bottom": 0.7}, "flow=frame": {"bottom": 0.7}, "objective_awareness": {"bottom": 0.3}},
    ),
    "scheme": (
        {"paper": 0.4, "tint": 0.2, "primary": 0.4, "deep": 0.2, "ink": -0.3, "accent": -0.7},
        {"theme_light": {"paper": 1.6, "tint": 1.4, "deep": -1.5, "ink": -2.0, "primary": -0.4},
         "theme_dark": {"deep": 1.6, "ink": 1.6, "paper": -2.5, "tint": -2.0, "primary": 0.5},
         "affluence": {"deep": 0.4, "ink": 0.4, "paper": 0.2, "accent": -0.5},
         "discount": {"accent": 0.7, "primary": 0.3, "paper": -0.3},
         "industry_healthcare": {"paper": 0.6, "tint": 0.6, "ink": -1.0},
         "industry_entertainment": {"ink": 0.7, "deep": 0.7, "paper": -0.6}},
    ),
    "background": (
        {"flat": 0.6, "gradient": 0.6, "glow": 0.4, "rings": 0.0, "blobs": 0.1, "stripes": -0.5, "dots": -0.3, "waves": 0.0},
        {"affluence": {"flat": 0.4, "glow": 0.3, "dots": -0.3, "stripes": -0.3, "blobs": -0.3},
         "age": {"blobs": -0.3, "dots": -0.2, "flat": 0.2},
         "discount": {"stripes": 0.4, "dots": 0.3},
         "scheme=paper": {"flat": 0.8, "gradient": -0.3}, "scheme=ink": {"glow": 0.8},
         "industry_healthcare": {"waves": 0.5}, "industry_entertainment": {"glow": 0.4, "rings": 0.3}},
    ),
    "mask": (
        {"rectangle": 0.6, "rounded": 0.4, "circle": -0.2, "arch": -0.2},
        {"affluence": {"arch": 0.4, "rectangle": 0.2}, "age": {"circle": -0.2, "rectangle": 0.2},
         "flow=float_left": {"circle": 0.7, "arch": 0.5}, "flow=float_right": {"circle": 0.7, "arch": 0.5}},
    ),
    "motif": (
        {"tiles": 0.2, "arcs": 0.2, "orbit": 0.1, "hills": 0.1, "petals": 0.0, "gift": -0.6, "bag": -0.6, "cards": -1.0,
         "phone": -0.8, "bottle": -0.8, "chart": -1.2, "play": -1.2, "plant": -0.6},
        {"industry_e-commerce": {"bag": 1.8, "gift": 1.4, "bottle": 1.2},
         "industry_finance": {"cards": 2.4, "chart": 2.4, "phone": 0.8, "gift": -1.0, "bag": -1.0, "bottle": -1.5},
         "industry_social": {"phone": 2.0, "orbit": 1.0, "play": 0.6},
         "industry_search": {"phone": 1.2, "tiles": 0.6, "orbit": 0.6},
         "industry_entertainment": {"play": 2.4, "arcs": 0.6, "hills": 0.4},
         "industry_healthcare": {"plant": 1.8, "petals": 1.0, "hills": 0.6, "gift": -1.0, "bag": -1.0},
         "product_fashion": {"bag": 1.6, "gift": 0.4}, "product_electronics": {"phone": 2.0, "orbit": 0.6, "plant": -0.8},
         "product_food": {"bottle": 1.6, "plant": 0.8}, "product_home": {"plant": 1.4, "tiles": 0.8},
         "product_beauty": {"bottle": 1.8, "petals": 1.6}, "product_travel": {"hills": 2.2, "arcs": 0.6},
         "product_service": {"cards": 1.6, "chart": 1.0, "orbit": 0.4, "bag": -0.8, "bottle": -0.8},
         "affluence": {"bottle": 0.3, "hills": 0.2, "arcs": 0.2}, "discount": {"gift": 0.5, "bag": 0.5}},
    ),
    "font_role": (
        {"neutral": 0.5, "geometric": 0.4, "elegant": 0.0, "condensed": 0.0, "technical": 0.0, "friendly": 0.1},
        {"age": {"neutral": 0.4, "elegant": 0.4, "technical": -0.4, "friendly": -0.2},
         "product_beauty": {"elegant": 0.6}, "product_electronics": {"technical": 0.7, "geometric": 0.4},
         "product_food": {"friendly": 0.5},
         "affluence": {"elegant": 0.9, "condensed": -0.4, "friendly": -0.3},
         "discount": {"condensed": 0.8, "elegant": -0.6},
         "industry_healthcare": {"friendly": 0.9, "condensed": -0.8}, "industry_search": {"technical": 0.8},
         "industry_entertainment": {"condensed": 0.8}, "industry_finance": {"neutral": 0.4, "friendly": -0.4}},
    ),
    "case": (
        {"sentence": 1.8, "upper": 0.0},
        {"font_role=condensed": {"upper": 3.0}, "font_role=elegant": {"upper": -1.5}, "discount": {"upper": 0.4}},
    ),
    "tone": (
        {"plain": 0.5, "playful": 0.1, "premium": 0.0, "urgent": -0.2, "warm": 0.1},
        {"affluence": {"premium": 1.0, "urgent": -0.5}, "discount": {"urgent": 0.9, "premium": -0.6},
         "age": {"playful": -0.5, "plain": 0.2, "warm": 0.2}, "recency": {"warm": 0.4},
         "objective_retention": {"warm": 1.0}, "objective_conversion": {"urgent": 0.4},
         "industry_healthcare": {"warm": 0.9, "urgent": -1.8, "playful": -0.8}, "industry_finance": {"plain": 0.5, "playful": -0.6},
         "font_role=elegant": {"premium": 0.8}, "font_role=friendly": {"playful": 0.5, "warm": 0.4}},
    ),
    "offer": (
        {"none": 0.7, "new": 0.2, "percent": 0.0, "price": 0.0, "delivery": -0.3, "trial": -0.5},
        {"objective_awareness": {"none": 1.0, "new": 0.5, "percent": -0.7, "price": -0.7},
         "objective_conversion": {"percent": 0.7, "price": 0.5, "delivery": 0.4},
         "discount": {"percent": 0.9, "price": 0.3, "delivery": 0.3, "none": -0.4},
         "recency": {"percent": 0.4, "delivery": 0.3}, "frequency": {"new": 0.5},
         "affluence": {"percent": -0.6, "price": -0.4, "new": 0.2},
         "flow=offer_hero": {"percent": 2.0, "price": 2.0, "none": -2.5, "new": -1.0},
         "industry_healthcare": {"percent": -1.2, "price": -0.6}, "industry_e-commerce": {"delivery": 0.6, "trial": -1.2},
         "industry_finance": {"delivery": -2.0, "trial": -0.4}, "industry_entertainment": {"trial": 1.2, "delivery": -2.0}},
    ),
    "verb": (
        {"shop": 0.0, "learn": 0.1, "get": 0.2, "try": 0.0, "see": 0.1, "join": -0.4},
        {"industry_e-commerce": {"shop": 1.8, "join": -0.8}, "industry_finance": {"learn": 0.9, "get": 0.5, "shop": -2.5},
         "industry_healthcare": {"learn": 1.0, "shop": -2.0}, "industry_social": {"join": 1.6, "shop": -1.5},
         "industry_entertainment": {"see": 1.2, "try": 0.6, "shop": -1.5}, "industry_search": {"try": 0.9, "shop": -1.0},
         "objective_awareness": {"learn": 0.5, "see": 0.7}, "objective_conversion": {"get": 0.6, "shop": 0.4},
         "response": {"get": 0.4, "learn": -0.3}, "offer=trial": {"try": 2.0}, "offer=percent": {"shop": 0.4, "get": 0.6}},
    ),
    "button_fill": (
        {"solid": 1.2, "contrast": 0.3, "outline": -0.6},
        {"objective_conversion": {"solid": 0.6, "outline": -0.8}, "affluence": {"outline": 0.5}, "response": {"solid": 0.3}},
    ),
    "button_icon": ({"none": 0.6, "arrow": 0.0}, {"verb=learn": {"arrow": 0.7}, "verb=see": {"arrow": 0.5}, "affluence": {"arrow": 0.2}}),
    "has_body": (
        {"False": 0.0, "True": 0.7},
        {"objective_traffic": {"True": 0.9}, "objective_awareness": {"True": -0.8}, "frequency": {"True": -0.4},
         "flow=type_only": {"True": 0.6}, "flow=bleed_centre": {"True": -0.6}, "flow=offer_hero": {"True": -0.6}},
    ),
    "has_badge": (
        {"False": 0.0, "True": -1.6},
        {"offer=percent": {"True": 2.6}, "offer=new": {"True": 2.0}, "offer=delivery": {"True": 2.0}, "offer=trial": {"True": 1.6},
         "discount": {"True": 0.6}, "affluence": {"True": -0.5}, "flow=offer_hero": {"True": -1.5}},
    ),
    "has_price": (
        {"False": 0.0, "True": -1.6},
        {"offer=price": {"True": 3.6}, "offer=percent": {"True": 0.6}, "discount": {"True": 0.6}, "affluence": {"True": -0.7},
         "objective_awareness": {"True": -1.0}, "objective_conversion": {"True": 0.4}},
    ),
    "has_legal": (
        {"False": 0.0, "True": -0.8},
        {"industry_finance": {"True": 1.6}, "industry_healthcare": {"True": 1.0}, "offer=percent": {"True": 0.5}, "offer=trial": {"True": 0.7}},
    ),
}  # fmt: skip

# Mean and spread on the scale -1..1, then what a feature adds to the mean.
NUMBER_RULES: dict[str, tuple[float, float, Mapping[str, float]]] = {
    "picture_share": (-0.1, 0.4, {"product_fashion": 0.3, "product_travel": 0.3, "product_home": 0.2, "objective_awareness": 0.45, "objective_traffic": -0.2, "has_body=True": -0.2}),
    "margin": (-0.1, 0.36, {"affluence": 0.3, "discount": -0.2, "flow=frame": 0.3}),
    "gap": (0.0, 0.38, {"affluence": 0.15, "has_body=True": -0.15, "font_role=elegant": 0.15}),
    "headline_scale": (
        -0.05, 0.34,
        {"age": 0.3, "objective_awareness": 0.2, "has_body=True": -0.25, "flow=type_only": 0.4, "case=upper": 0.1},
    ),
    "button_scale": (-0.1, 0.36, {"response": 0.25, "objective_conversion": 0.3, "affluence": -0.15}),
    "button_radius": (0.1, 0.55, {"font_role=friendly": 0.35, "font_role=elegant": -0.4, "font_role=condensed": -0.3}),
    "corner": (-0.1, 0.5, {"font_role=friendly": 0.3, "font_role=geometric": 0.2, "font_role=elegant": -0.3}),
    "background_angle": (0.0, 0.55, {"background=stripes": -0.2}),
    "background_strength": (-0.05, 0.42, {"affluence": -0.2, "discount": 0.2, "scheme=ink": 0.2}),
    "texture_scale": (0.0, 0.48, {"affluence": 0.2}),
    "focus_x": (0.0, 0.5, {}),
    "focus_y": (0.0, 0.5, {}),
    "scrim": (0.1, 0.4, {"age": 0.15}),
    "ground_l": (0.0, 0.4, {"theme_light": 0.2, "theme_dark": -0.2}),
    "ground_a": (0.0, 0.34, {}),
    "ground_b": (0.0, 0.34, {"tone=warm": 0.25}),
    "accent_l": (0.0, 0.4, {}),
    "accent_a": (0.0, 0.36, {"tone=urgent": 0.25}),
    "accent_b": (0.0, 0.36, {}),
}  # fmt: skip


def sample_conditions(count: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Return random conditions [count, CONDITION_SIZE]: each trait known with probability 0.6, then Normal(0, 1)."""
    conditions = np.zeros((count, CONDITION_SIZE), dtype=np.float32)
    width = len(TRAITS)
    known = rng.random((count, width)) < TRAIT_KNOWN
    conditions[:, :width] = np.where(known, np.clip(rng.normal(size=(count, width)), -3, 3), 0)
    conditions[:, width : 2 * width] = known
    for prefix in ("objective_", "industry_", "theme_", "product_"):
        places = [index for index, name in enumerate(CONDITION_NAMES) if name.startswith(prefix)]
        chosen = rng.integers(len(places), size=count)
        if prefix == "product_":
            chosen = np.where(rng.random(count) < PRODUCT_KNOWN, chosen, 0)
        conditions[np.arange(count), np.array(places)[chosen]] = 1
    placed = np.clip(rng.normal(size=(count, len(PRODUCT_SPACE))), -PRODUCT_LIMIT, PRODUCT_LIMIT)
    told = (rng.random(count) < PLACE_KNOWN)[:, np.newaxis]
    conditions[:, PLACE_PART] = np.concatenate([np.where(told, placed, 0.0), told], axis=1)
    return conditions


def make_corpus(count: int = CORPUS_SIZE, *, seed: int) -> Corpus:
    """Return `count` designs for random conditions: 24,000 take well under two seconds."""
    rng = np.random.default_rng(seed)
    return designs_for(sample_conditions(count, rng), rng)


def designs_for(conditions: npt.NDArray[np.float32], rng: np.random.Generator) -> Corpus:
    """Return one design by the grammar for each row of `conditions`."""
    gumbel, noise = draw_noise(len(conditions), rng)
    return decode(conditions, gumbel, noise)


def draw_noise(count: int, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Return what `decode` takes: standard Gumbel noise [count, CATEGORY_WIDTH], normal noise [count, numbers]."""
    gumbel = [rng.gumbel(size=(count, len(field.levels))) for field in CATEGORICAL]
    noise = [rng.normal(size=count) for _ in CONTINUOUS]
    return np.concatenate(gumbel, axis=1), np.stack(noise, axis=1)


def decode(conditions: npt.NDArray[np.float32], gumbel: Numbers, noise: Numbers) -> Corpus:
    """Return the design that the rules make of each condition and exactly this noise."""
    choices = np.zeros((len(conditions), len(CATEGORICAL)), dtype=np.int64)

    def chosen(position: int, scores: Numbers) -> npt.NDArray[np.int64]:
        choices[:, position] = np.argmax(scores + gumbel[:, _part(position)], axis=1)
        return choices[:, position]

    _, centres = _walked(conditions, chosen)
    # A soft fold keeps the values inside -1..1 without heaping them up at the ends.
    numbers = np.tanh(FOLD * (centres + SPREADS * noise)).astype(np.float32)
    return Corpus(conditions, numbers, choices)


def expected(corpus: Corpus) -> tuple[Numbers, Numbers]:
    """Return what the rules say before any noise, each choice given the earlier ones that the design made.

    The log odds [n, CATEGORY_WIDTH] of the levels, and the noise [n, numbers] that gives the design's numbers.
    """
    scores, centres = _walked(corpus.conditions, lambda position, _: corpus.choices[:, position])
    inside = np.clip(corpus.numbers.astype(np.float64), -0.999999, 0.999999)
    return scores, (np.arctanh(inside) / FOLD - centres) / SPREADS


def _walked(
    conditions: npt.NDArray[np.float32], choose: Callable[[int, Numbers], npt.NDArray[np.int64]]
) -> tuple[Numbers, Numbers]:
    """Return the log odds of every level and the centre of every number, choosing field by field by `choose`."""
    count = len(conditions)
    features: dict[str, Numbers] = {
        name: conditions[:, index].astype(np.float64) for index, name in enumerate(CONDITION_NAMES)
    }
    every = np.zeros((count, CATEGORY_WIDTH))
    for position, field in enumerate(CATEGORICAL):
        base, own = CHOICE_RULES[field.name]
        rules = {**own, **CHOICE_LOOKS.get(field.name, {})}
        levels = [str(level) for level in field.levels]
        scores = np.tile(np.array([base[level] for level in levels]), (count, 1))
        for feature, weights in rules.items():
            for level, weight in weights.items():
                scores[:, levels.index(level)] += weight * features[feature]
        every[:, _part(position)] = scores
        chosen = choose(position, scores)
        for index, level in enumerate(levels):
            features[f"{field.name}={level}"] = (chosen == index).astype(np.float64)
    centres = np.zeros((count, len(CONTINUOUS)))
    for number in CONTINUOUS:
        mean, _, own_moves = NUMBER_RULES[number.name]
        moves = {**own_moves, **NUMBER_LOOKS.get(number.name, {})}
        shift: Any = sum(weight * features[feature] for feature, weight in moves.items())
        centres[:, number.position] = mean + shift
    return every, centres


def _part(position: int) -> slice:
    """Return where a choice stands among the levels of all choices."""
    field = CATEGORICAL[position]
    start = field.start - len(CONTINUOUS)
    return slice(start, start + len(field.levels))


FOLD = 1.15
SPREADS = np.array([NUMBER_RULES[field.name][1] for field in CONTINUOUS])
