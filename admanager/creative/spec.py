"""A design as data: the versioned DesignSpec, and its fixed layout as a vector of numbers.

A spec says nothing about the ad's size: the solver brings it to each one, so that one spec gives one
coherent family. What a field is called, which levels or which range it has, is read off the model below, so
that there is one place to change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

import numpy as np
import numpy.typing as npt
from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = 1

Flow = Literal[
    "split_left", "split_right", "hero_top", "hero_bottom", "float_left", "float_right", "stack", "type_only",
    "bleed_side", "bleed_bottom", "bleed_centre", "offer_hero", "card", "band", "frame", "diagonal",
]  # fmt: skip
Distribution = Literal["centred", "spread", "anchored"]
Align = Literal["left", "centre"]
LogoPlace = Literal["top", "bottom"]
Scheme = Literal["paper", "tint", "primary", "deep", "ink", "accent"]
Background = Literal["flat", "gradient", "glow", "rings", "blobs", "stripes", "dots", "waves"]
Mask = Literal["rectangle", "rounded", "circle", "arch"]
Motif = Literal[
    "tiles", "arcs", "orbit", "hills", "petals", "gift", "bag", "cards", "phone", "bottle", "chart", "play", "plant"
]  # fmt: skip
FontRole = Literal["neutral", "geometric", "elegant", "condensed", "technical", "friendly"]
Case = Literal["sentence", "upper"]
Tone = Literal["plain", "playful", "premium", "urgent", "warm"]
Offer = Literal["none", "new", "percent", "price", "delivery", "trial"]
Verb = Literal["shop", "learn", "get", "try", "see", "join"]
ButtonFill = Literal["solid", "contrast", "outline"]
ButtonIcon = Literal["none", "arrow"]

Share = Annotated[float, Field(ge=0.0, le=1.0)]
ColourOffset = Annotated[float, Field(ge=-0.07, le=0.07)]


class SizeOverride(BaseModel):
    """What one size does otherwise than the rest of the family; None is as the design has it.

    `without` names texts that this size does not show.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: Annotated[str, Field(pattern=r"^[1-9]\d{1,4}x[1-9]\d{1,4}$")]
    flow: Flow | None = None
    distribution: Distribution | None = None
    align: Align | None = None
    logo_place: LogoPlace | None = None
    scheme: Scheme | None = None
    picture_share: Annotated[float, Field(ge=0.3, le=0.62)] | None = None
    margin: Annotated[float, Field(ge=0.05, le=0.11)] | None = None
    gap: Annotated[float, Field(ge=0.75, le=1.4)] | None = None
    headline_scale: Annotated[float, Field(ge=0.8, le=1.4)] | None = None
    button_scale: Annotated[float, Field(ge=0.9, le=1.25)] | None = None
    focus_x: Share | None = None
    focus_y: Share | None = None
    without: tuple[Literal["body", "badge", "price"], ...] = ()

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of the design that this size changes, by name."""
        changed = self.model_dump(exclude={"size", "without"}, exclude_none=True)
        return changed | {f"has_{part}": False for part in self.without}


class DesignSpec(BaseModel):
    """One design: layout, palette, type and the kind of words, for all sizes at once.

    Lengths are relative: `margin` is a share of the ad's shorter side, `gap`, `headline_scale` and
    `button_scale` multiply the size's usual measure. The palette is kept as offsets in OKLab (lightness,
    green-red, blue-yellow) from the colour that the brand kit and `scheme` give, so that a design wears
    whatever brand it is drawn for. `product_embedding` says which kind of product it was made for (see
    `product_space`); it is given to the generator, not made by it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    flow: Flow
    distribution: Distribution
    align: Align
    logo_place: LogoPlace
    scheme: Scheme
    background: Background
    mask: Mask
    motif: Motif
    font_role: FontRole
    case: Case
    tone: Tone
    offer: Offer
    verb: Verb
    button_fill: ButtonFill
    button_icon: ButtonIcon
    has_body: bool
    has_badge: bool
    has_price: bool
    has_legal: bool
    picture_share: Annotated[float, Field(ge=0.3, le=0.62)]
    margin: Annotated[float, Field(ge=0.05, le=0.11)]
    gap: Annotated[float, Field(ge=0.75, le=1.4)]
    headline_scale: Annotated[float, Field(ge=0.8, le=1.4)]
    button_scale: Annotated[float, Field(ge=0.9, le=1.25)]
    button_radius: Share
    corner: Share
    background_angle: Share
    background_strength: Share
    texture_scale: Share
    focus_x: Share
    focus_y: Share
    scrim: Share
    ground_l: ColourOffset
    ground_a: ColourOffset
    ground_b: ColourOffset
    accent_l: ColourOffset
    accent_a: ColourOffset
    accent_b: ColourOffset
    overrides: tuple[SizeOverride, ...] = ()
    product_embedding: Annotated[tuple[float, ...], Field(min_length=8, max_length=8)] | None = None

    def for_size(self, size: str) -> DesignSpec:
        """Return the design as it is in one size (`WxH`), with that size's overrides in its fields."""
        changes = {
            name: value for item in self.overrides if item.size == size for name, value in item.fields.items()
        }
        return self.model_copy(update=changes) if changes else self

    def overridden(self, override: SizeOverride) -> DesignSpec:
        """Return the design with this override in the place of any other of that size; an empty one takes it away."""
        others = tuple(item for item in self.overrides if item.size != override.size)
        kept = (*others, override) if override.fields else others
        return self.model_copy(update={"overrides": kept})


@dataclass(frozen=True)
class ContinuousField:
    """A number of the spec; in the vector its range is mapped to -1..1, at `position`."""

    name: str
    low: float
    high: float
    position: int


@dataclass(frozen=True)
class CategoricalField:
    """A choice of the spec; in the vector it is one-hot, from `start` on; a flag has the levels False, True."""

    name: str
    levels: tuple[str | bool, ...]
    start: int


def _fields() -> tuple[tuple[ContinuousField, ...], tuple[CategoricalField, ...]]:
    continuous: list[ContinuousField] = []
    choices: list[tuple[str, tuple[str | bool, ...]]] = []
    for name, info in DesignSpec.model_fields.items():
        if name in {"schema_version", "overrides", "product_embedding"}:
            continue
        if info.annotation is float:
            low = next(float(str(item.ge)) for item in info.metadata if isinstance(item, Ge))
            high = next(float(str(item.le)) for item in info.metadata if isinstance(item, Le))
            continuous.append(ContinuousField(name, low, high, len(continuous)))
        elif info.annotation is bool:
            choices.append((name, (False, True)))
        elif get_origin(info.annotation) is Literal:
            choices.append((name, get_args(info.annotation)))
        else:
            raise TypeError(f"the field {name} of DesignSpec has no place in the vector")
    categorical: list[CategoricalField] = []
    start = len(continuous)
    for name, levels in choices:
        categorical.append(CategoricalField(name, levels, start))
        start += len(levels)
    return tuple(continuous), tuple(categorical)


CONTINUOUS, CATEGORICAL = _fields()
CATEGORY_WIDTH = sum(len(field.levels) for field in CATEGORICAL)
VECTOR_SIZE = len(CONTINUOUS) + CATEGORY_WIDTH


def from_parts(
    numbers: npt.NDArray[np.floating[Any]],
    choices: npt.NDArray[np.integer[Any]],
    product: tuple[float, ...] | None = None,
) -> DesignSpec:
    """Return the spec with the scaled `numbers` [len(CONTINUOUS)] and the level indices `choices` [len(CATEGORICAL)].

    `product` is the embedding of the product that it is for. Numbers outside -1..1 are brought to the end of the range.
    """
    values: dict[str, Any] = {}
    for field in CONTINUOUS:
        scaled = min(1.0, max(-1.0, float(numbers[field.position])))
        values[field.name] = round(field.low + (scaled + 1) / 2 * (field.high - field.low), 6)
    for category, index in zip(CATEGORICAL, choices, strict=True):
        values[category.name] = category.levels[int(index)]
    return DesignSpec(**values, product_embedding=product)


def to_vector(spec: DesignSpec) -> npt.NDArray[np.float32]:
    """Return the spec as float32 [VECTOR_SIZE]: scaled numbers first, then one-hot choices."""
    vector = np.zeros(VECTOR_SIZE, dtype=np.float32)
    for field in CONTINUOUS:
        value = getattr(spec, field.name)
        vector[field.position] = 2 * (value - field.low) / (field.high - field.low) - 1
    for category in CATEGORICAL:
        vector[category.start + category.levels.index(getattr(spec, category.name))] = 1
    return vector


def from_vector(vector: npt.NDArray[np.floating[Any]]) -> DesignSpec:
    """Return the spec of a vector as `to_vector` makes it.

    Raises ValueError when the vector has another size, or a choice is not one-hot: choosing a level from
    scores is the generator's work (by Gumbel noise), not this function's.
    """
    if vector.shape != (VECTOR_SIZE,):
        raise ValueError(f"a design vector has {VECTOR_SIZE} numbers, not {vector.shape}")
    choices = []
    for category in CATEGORICAL:
        part = vector[category.start : category.start + len(category.levels)]
        if np.count_nonzero(part) != 1:
            raise ValueError(f"the choice {category.name} of a design vector is not one-hot")
        choices.append(int(np.argmax(part)))
    return from_parts(vector[: len(CONTINUOUS)], np.array(choices))


def schema_text() -> str:
    """Return the JSON schema that is shipped as `resources/schemas/design_spec.schema.json`."""
    schema = DesignSpec.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"AdManager design, version {SCHEMA_VERSION}"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
