"""What the panel of image models has done off the window's thread: training, making concepts, finding real photos."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from admanager.jobs import Job

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from admanager.creative.image_store import ImageModelInfo
    from admanager.project.file import ProjectFile

CONCEPTS = 18
NEAREST = 3


@dataclass(frozen=True)
class ImageStanding:
    """The project's image models, and whether one can be trained here."""

    models: list[ImageModelInfo]
    colours: tuple[str, ...]
    can_train: bool


@dataclass(frozen=True)
class Concept:
    """A made picture: its pixels, and how it is shown."""

    pixels: npt.NDArray[np.uint8]
    image: QImage


@dataclass(frozen=True)
class NearImage:
    """A real photo near a concept: its name and class in the folder, and its picture."""

    name: str
    class_name: str
    image: QImage


@dataclass(frozen=True)
class ConceptDetail:
    """What a concept resembles, and the colours in it, the most frequent first."""

    near: list[NearImage]
    palette: list[str]


def read_image_standing(project: ProjectFile) -> ImageStanding:
    """Return the project's image models."""
    from admanager.creative.colour_groups import COLOUR_GROUPS
    from admanager.creative.image_models import can_train
    from admanager.creative.image_store import list_image_models

    return ImageStanding(list_image_models(project), COLOUR_GROUPS, can_train())


def train_images(
    project: ProjectFile, folder: Path, values: dict[str, Any], seed: int, *, job: Job
) -> ImageModelInfo:
    """Train an image model on a folder of photos; see `creative.image_models`."""
    from admanager.creative.image_models import train_image_model

    return train_image_model(
        project, folder, values["kind"], size=values["size"], minutes=values["minutes"], seed=seed, job=job
    )  # fmt: skip


def load_generator(project: ProjectFile, path: Path, *, job: Job) -> ImageModelInfo:
    """Keep an image generator from elsewhere; see `creative.image_models`."""
    from admanager.creative.image_models import load_image_generator

    return load_image_generator(project, path, job=job)


def make_concepts(project: ProjectFile, name: str, wishes: dict[str, Any]) -> list[Concept]:
    """Return pictures that the model makes for these wishes (`class_name`, `colour`, `truncation`, `seed`)."""
    from admanager.creative.image_concepts import sample_images

    return [
        Concept(each, as_image(each)) for each in sample_images(project, name=name, count=CONCEPTS, **wishes)
    ]


def look_up(project: ProjectFile, name: str, concept: Concept, *, judged: bool) -> ConceptDetail:
    """Return the real photos that a concept is most like (none without a judge), and its colours."""
    from admanager.creative.colour_groups import palette_of
    from admanager.creative.image_concepts import nearest_photos

    near = nearest_photos(project, concept.pixels, name=name, count=NEAREST) if judged else []
    return ConceptDetail(
        [NearImage(each.name, each.class_name, as_image(each.pixels)) for each in near],
        palette_of(concept.pixels),
    )


def as_image(pixels: npt.NDArray[np.uint8]) -> QImage:
    """Return pixels [h, w, 3] as a picture of its own."""
    import numpy as np

    whole = np.ascontiguousarray(pixels)
    height, width = whole.shape[:2]
    return QImage(whole.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def sheet_image(grid: npt.NDArray[np.uint8]) -> QImage:
    """Return pictures [rows, columns, h, w, 3] as one sheet."""
    rows, columns, height, width, _ = grid.shape
    return as_image(grid.swapaxes(1, 2).reshape(rows * height, columns * width, 3))
