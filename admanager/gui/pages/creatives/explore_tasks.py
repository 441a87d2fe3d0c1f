"""What exploring has done off the window's thread: variations, likes, sliders, strips, the range of new designs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from admanager.gui.pages.creatives.tasks import shrunk, with_forecasts
from admanager.jobs import Job
from admanager.texts import sentence

if TYPE_CHECKING:
    from admanager.creative.brand import BrandKit
    from admanager.creative.design import Design
    from admanager.creative.directions import Direction
    from admanager.creative.exploring import Lock
    from admanager.project.file import ProjectFile

VARIATIONS = 12
STRIP_STEPS = 8
DIVERSITY_DRAWS = 24


@dataclass(frozen=True)
class Sliders:
    """The directions of a design, and where it stands along each, in standard deviations."""

    directions: tuple[Direction, ...]
    standing: dict[str, float]


@dataclass(frozen=True)
class Adjusted:
    """A design brought to other places along the directions, and its picture."""

    design: Design
    image: QImage


def brand_with(project: ProjectFile, product: str) -> BrandKit:
    """Return the brand kit with the product that is advertised, where one of the project is chosen."""
    from admanager.creative.pipeline import Request, brand_for

    return brand_for(project, Request(product=product))


def vary(
    project: ProjectFile,
    chosen: Design,
    *,
    product: str,
    seed: int,
    amount: float,
    keep: Sequence[Lock],
    job: Job,
) -> list[Design]:
    """Return variations of a design; see `creative.exploring`."""
    from admanager.creative import exploring
    from admanager.creative.generator import load_source

    job.progress(0, 0, sentence("Varying the design"))
    made = exploring.vary(
        load_source(project), brand_with(project, product), chosen, count=VARIATIONS, seed=seed, amount=amount, keep=keep
    )  # fmt: skip
    return with_forecasts(project, made)


def more_like(
    project: ProjectFile,
    liked: Sequence[Design],
    disliked: Sequence[Design],
    *,
    product: str,
    seed: int,
    amount: float,
    keep: Sequence[Lock],
    job: Job,
) -> list[Design]:
    """Return designs near those liked and away from those disliked."""
    from admanager.creative import exploring
    from admanager.creative.generator import load_source

    job.progress(0, 0, sentence("Looking for designs that you may like"))
    made = exploring.more_like(
        load_source(project), brand_with(project, product), liked, disliked, count=VARIATIONS, seed=seed, amount=amount,
        keep=keep,
    )  # fmt: skip
    return with_forecasts(project, made)


def between(
    project: ProjectFile, start: Design, end: Design, *, product: str, keep: Sequence[Lock], job: Job
) -> list[Design]:
    """Return the strip of designs from one to the other."""
    from admanager.creative import exploring
    from admanager.creative.generator import load_source

    job.progress(0, 0, sentence("Going from one design to the other"))
    made = exploring.between(
        load_source(project), brand_with(project, product), start, end, steps=STRIP_STEPS, keep=keep
    )  # fmt: skip
    return with_forecasts(project, made)


def draw_strip(
    project: ProjectFile,
    start: Design,
    end: Design,
    *,
    product: str,
    keep: Sequence[Lock],
    key: str,
    shown: QSize,
    pixel_ratio: float,
) -> list[Adjusted]:
    """Return the designs from one to the other, drawn in the size `key` as large as the film strip shows them."""
    from admanager.creative import exploring
    from admanager.creative.generator import load_source
    from admanager.creative.pipeline import finish, load_pictures
    from admanager.creative.sizes import BY_KEY

    brand = brand_with(project, product)
    pictures = load_pictures(project, brand)
    steps = exploring.between(load_source(project), brand, start, end, steps=STRIP_STEPS, keep=keep)
    return [
        Adjusted(each, shrunk(finish(each, brand, BY_KEY[key], pictures).image, shown, pixel_ratio))
        for each in steps
    ]


def read_sliders(project: ProjectFile, chosen: Design, product: str) -> Sliders:
    """Return the directions for a design; the first call for a model takes a second or two."""
    from admanager.creative.directions import directions, standing
    from admanager.creative.generator import load_source

    source, brand = load_source(project), brand_with(project, product)
    found = directions(source, brand, chosen.condition)
    return Sliders(found, standing(source, brand, chosen))


def adjust(
    project: ProjectFile,
    chosen: Design,
    wanted: Mapping[str, float],
    *,
    product: str,
    keep: Sequence[Lock],
    key: str,
    shown: QSize,
    pixel_ratio: float,
) -> Adjusted:
    """Return a design with its sliders moved, drawn in the size `key` as large as it is shown."""
    from admanager.creative.directions import moved
    from admanager.creative.generator import load_source
    from admanager.creative.pipeline import finish, load_pictures
    from admanager.creative.sizes import BY_KEY

    brand = brand_with(project, product)
    design = moved(load_source(project), brand, chosen, wanted, keep=keep) if wanted else chosen
    image = finish(design, brand, BY_KEY[key], load_pictures(project, brand)).image
    return Adjusted(design, shrunk(image, shown, pixel_ratio))


def measure_range(project: ProjectFile, wanted: Mapping[str, Any], truncation: float) -> float:
    """Return the diversity of designs drawn with a truncation, as a share of what there is without it."""
    from admanager.creative.exploring import typical
    from admanager.creative.generator import load_source
    from admanager.creative.pipeline import condition_for
    from admanager.gui.pages.creatives.tasks import request_of

    request = request_of(wanted)
    brand = brand_with(project, request.product)
    condition, _ = condition_for(project, brand, request)
    sample = typical(
        load_source(project), brand, condition, count=DIVERSITY_DRAWS, seed=request.seed, truncation=truncation
    )  # fmt: skip
    return sample.diversity
