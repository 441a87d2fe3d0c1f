"""What a design answers to: the traits of a segment, the objective, the industry, the product and a wish for light or dark.

A trait is the segment's mean minus everyone's mean, in standard deviations of everyone; a trait that the
project's columns do not show is unknown, and the vector says so in a mask of its own. Which column shows a
trait is decided by the words in its name, and told to the user with the result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from admanager.creative.brand import Industry
from admanager.project import tables
from admanager.project.file import ProjectFile

if TYPE_CHECKING:
    from admanager.project.tables import Column

Objective = Literal["awareness", "traffic", "conversion", "retention"]
Theme = Literal["any", "light", "dark"]
ProductClass = Literal["none", "fashion", "electronics", "food", "home", "beauty", "travel", "service"]

# Each trait with the words of column names that show it; the first trait that matches takes the column.
TRAIT_WORDS: dict[str, tuple[str, ...]] = {
    "age": ("age", "年龄"),
    "discount": ("discount", "coupon", "promo", "voucher", "sale", "折扣", "优惠"),
    "recency": ("recency", "days_since", "since", "pdays", "inactive", "last", "最近"),
    "affluence": ("income", "salary", "balance", "revenue", "spend", "spent", "basket", "monetary", "value",
                  "amount", "收入", "消费", "金额"),
    "frequency": ("frequency", "orders", "visits", "sessions", "purchases", "previous", "count", "visit", "次数"),
    "response": ("responded", "response", "subscribed", "clicked", "converted", "churn"),
}  # fmt: skip
TRAITS = tuple(TRAIT_WORDS)
TRAIT_LIMIT = 3.0
POSITIVE_WORDS = ("yes", "true", "1", "y")


# Where a product stands: by its price and its words; see `product_space`.
PRODUCT_SPACE = ("place_price", *(f"place_style_{number}" for number in range(1, 8)))
PRODUCT_LIMIT = 2.5
ProductPlace = tuple[float, ...]


class Condition(BaseModel):
    """The wishes that a generator is conditioned on; unknown traits are left out of `traits`.

    `place` is where the product stands among all products [len(PRODUCT_SPACE)], None where none is known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    traits: dict[str, float] = Field(default_factory=dict)
    objective: Objective = "conversion"
    industry: Industry = "general"
    theme: Theme = "any"
    product: ProductClass = "none"
    place: (
        Annotated[ProductPlace, Field(min_length=len(PRODUCT_SPACE), max_length=len(PRODUCT_SPACE))] | None
    ) = None


OBJECTIVES: tuple[str, ...] = get_args(Objective)
INDUSTRIES: tuple[str, ...] = get_args(Industry)
THEMES: tuple[str, ...] = get_args(Theme)
PRODUCT_CLASSES: tuple[str, ...] = get_args(ProductClass)
CONDITION_NAMES = (
    *TRAITS,
    *(f"{trait}_known" for trait in TRAITS),
    *(f"objective_{name}" for name in OBJECTIVES),
    *(f"industry_{name}" for name in INDUSTRIES),
    *(f"theme_{name}" for name in THEMES),
    *(f"product_{name}" for name in PRODUCT_CLASSES),
    *PRODUCT_SPACE,
    "place_known",
)
CONDITION_SIZE = len(CONDITION_NAMES)
# The product's place in the vector, with the number that says whether it is known.
PLACE_PART = slice(CONDITION_SIZE - len(PRODUCT_SPACE) - 1, CONDITION_SIZE)


def condition_vector(condition: Condition) -> npt.NDArray[np.float32]:
    """Return the condition as float32 [CONDITION_SIZE]: traits (0 where unknown), mask, one-hot choices, product."""
    vector = np.zeros(CONDITION_SIZE, dtype=np.float32)
    for index, trait in enumerate(TRAITS):
        value = condition.traits.get(trait)
        if value is not None:
            vector[index] = min(TRAIT_LIMIT, max(-TRAIT_LIMIT, value))
            vector[len(TRAITS) + index] = 1
    for name in (
        f"objective_{condition.objective}",
        f"industry_{condition.industry}",
        f"theme_{condition.theme}",
        f"product_{condition.product}",
    ):
        vector[CONDITION_NAMES.index(name)] = 1
    vector[PLACE_PART] = place_vector(condition.place)
    return vector


def place_vector(place: ProductPlace | None) -> npt.NDArray[np.float32]:
    """Return a product's place as numbers [len(PRODUCT_SPACE) + 1], the last of them 1; all 0 where it is not known."""
    if place is None:
        return np.zeros(len(PRODUCT_SPACE) + 1, dtype=np.float32)
    return np.clip([*place, 1.0], -PRODUCT_LIMIT, PRODUCT_LIMIT).astype(np.float32)


def place_in(vector: npt.NDArray[np.float32]) -> ProductPlace | None:
    """Return the product's place that a condition's vector holds, or None."""
    part = vector[PLACE_PART]
    return tuple(round(float(value), 4) for value in part[:-1]) if part[-1] > 0 else None


@dataclass(frozen=True)
class SegmentTraits:
    """What a segment is like: values by trait, and the column that each was read from."""

    values: dict[str, float]
    columns: dict[str, str]
    people: int


def trait_columns(columns: list[Column]) -> dict[str, Column]:
    """Return the column that shows each trait: by its role for the response, else by the words in its name."""
    found: dict[str, Column] = {}
    label = next((column for column in columns if column.role == "label"), None)
    if label is not None:
        found["response"] = label
    for trait, words in TRAIT_WORDS.items():
        for word in words:
            for column in columns:
                numeric = column.type in {"integer", "real", "boolean"}
                free = column not in found.values() and column.role not in {"key", "ignored", "label"}
                if trait not in found and numeric and free and _names(column.name, word):
                    found[trait] = column
    return found


def _names(column: str, word: str) -> bool:
    separated = re.sub(r"([a-z])([A-Z])", r"\1_\2", column).lower()
    parts = re.split(r"[^0-9a-z\u4e00-\u9fff]+", separated)
    if not word.isascii():
        return word in separated
    return word in parts or ("_" in word and word in "_".join(parts))


@dataclass(frozen=True)
class PeopleTraits:
    """Everyone's traits: `people` [n] are row ids, `values` [n] by trait in standard deviations (NaN where empty)."""

    people: npt.NDArray[np.int64]
    values: dict[str, npt.NDArray[np.float64]]
    columns: dict[str, str]


def people_traits(project: ProjectFile) -> PeopleTraits:
    """Return the traits of everyone in the project; none where no column shows one."""
    connection = project.read()
    if not tables.table_exists(connection, "profiles"):
        return PeopleTraits(np.zeros(0, np.int64), {}, {})
    chosen = trait_columns(tables.columns(connection, "profiles"))
    if not chosen:
        return PeopleTraits(np.zeros(0, np.int64), {}, {})
    names = [column.name for column in chosen.values()]
    frame = tables.read_frame(connection, "profiles", names)
    values: dict[str, npt.NDArray[np.float64]] = {}
    for trait, column in chosen.items():
        cells = frame[column.name]
        if column.is_text:
            numbers = np.array(
                [np.nan if cell is None else float(str(cell).lower() in POSITIVE_WORDS) for cell in cells]
            )
        else:
            numbers = cells.to_numpy(dtype=np.float64)
        everyone = numbers[np.isfinite(numbers)]
        spread = float(everyone.std()) if everyone.size else 0.0
        if spread > 0:
            values[trait] = np.where(np.isfinite(numbers), (numbers - everyone.mean()) / spread, np.nan)
    people = frame.index.to_numpy(dtype=np.int64)
    return PeopleTraits(people, values, {trait: chosen[trait].name for trait in values})


def segment_traits(project: ProjectFile, members: npt.NDArray[np.int64] | None) -> SegmentTraits:
    """Return the traits of the people with these ids (of nobody in particular when None: nothing known)."""
    if members is None:
        return SegmentTraits({}, {}, 0)
    everyone = people_traits(project)
    inside = np.isin(everyone.people, members)
    means: dict[str, float] = {}
    for trait, values in everyone.values.items():
        some = values[inside & np.isfinite(values)]
        if some.size:
            means[trait] = round(float(some.mean()), 4)
    return SegmentTraits(means, {trait: everyone.columns[trait] for trait in means}, int(members.size))
