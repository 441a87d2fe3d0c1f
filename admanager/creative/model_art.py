"""Pictures made by an image model as art of an ad: what a design keeps of one, and making them; drawn in `cut_paper`.

A design has such art only where it was asked for, and it leaves the program only where the export is told so.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from admanager.project.file import ProjectFile

if TYPE_CHECKING:
    from admanager.creative.design import Design

Use = Literal["ground", "picture"]
LARGEST = 64


class ModelArt(BaseModel):
    """A picture made by an image model, as a design keeps it: its lightness, and where it is from.

    `cells` are `width` x `height` bytes of OKLab lightness, compressed and in base64, so that the design is drawn the
    same when the model is gone. `use` is `ground` for the ad's ground, `picture` in the place of a drawn picture.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    use: Use
    model: str
    model_sha256: str
    class_name: str = ""
    colour: str = ""
    seed: int
    number: int
    width: int = Field(ge=8, le=LARGEST)
    height: int = Field(ge=8, le=LARGEST)
    cells: str

    def lightness(self) -> npt.NDArray[np.float64]:
        """Return the picture's lightness [height, width] in 0..1; raise ValueError when it is damaged."""
        raw = zlib.decompress(base64.b64decode(self.cells))
        values = np.frombuffer(raw, dtype=np.uint8).astype(np.float64) / 255
        return values.reshape(self.height, self.width)


def make_art(
    project: ProjectFile,
    use: Use,
    *,
    count: int,
    seed: int,
    name: str = "",
    class_name: str = "",
    colour: str = "",
) -> list[ModelArt]:
    """Return art by an image model of the project, the newest unless it is named; see `image_concepts.sample_images`.

    Raises AdManagerError where the project has no image model.
    """
    from admanager.creative.image_concepts import sample_images
    from admanager.creative.image_store import find_image_model

    info = find_image_model(project, name=name)
    pictures = sample_images(
        project, name=info.name, class_name=class_name, colour=colour, count=count, seed=seed
    )
    return [
        art_of(picture, use, model=info.name, sha256=info.sha256, seed=seed, number=number,
               class_name=class_name, colour=colour)
        for number, picture in enumerate(pictures)
    ]  # fmt: skip


def concept_art(
    project: ProjectFile,
    use: Use,
    *,
    seed: int,
    number: int,
    name: str = "",
    class_name: str = "",
    colour: str = "",
) -> ModelArt:
    """Return one concept of an image model as art: number `number` of `seed`, as `make_art` numbers them."""
    made = make_art(
        project, use, count=number + 1, seed=seed, name=name, class_name=class_name, colour=colour
    )
    return made[number]


def with_concept(designs: Sequence[Design], art: ModelArt) -> list[Design]:
    """Return the designs, each with this one concept as its art."""
    return [design.model_copy(update={"art": art}) for design in designs]


def art_of(
    picture: npt.NDArray[np.uint8],
    use: Use,
    *,
    model: str,
    sha256: str,
    seed: int,
    number: int,
    class_name: str = "",
    colour: str = "",
) -> ModelArt:
    """Return a made picture [height, width, 3] as art; a larger one than 64 pixels is kept that small."""
    from admanager.creative.colour_groups import oklab

    height, width = picture.shape[:2]
    if max(height, width) > LARGEST:
        from PIL import Image

        scale = LARGEST / max(height, width)
        size = (max(8, round(width * scale)), max(8, round(height * scale)))
        picture = np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BOX), dtype=np.uint8)
        height, width = picture.shape[:2]
    light = np.clip(np.rint(255 * oklab(picture)[..., 0]), 0, 255).astype(np.uint8)
    cells = base64.b64encode(zlib.compress(light.tobytes(), 9)).decode("ascii")
    return ModelArt(
        use=use, model=model, model_sha256=sha256, class_name=class_name, colour=colour, seed=seed, number=number,
        width=width, height=height, cells=cells,
    )  # fmt: skip


def with_art(
    project: ProjectFile,
    designs: Sequence[Design],
    use: Use,
    *,
    name: str = "",
    class_name: str = "",
    colour: str = "",
) -> list[Design]:
    """Return the designs, each with a picture of its own by an image model of the project; see `make_art`.

    Design number i of a seed gets the picture number i of that seed.
    """
    most: dict[int, int] = {}
    for design in designs:
        most[design.seed] = max(most.get(design.seed, 0), design.number + 1)
    made = {
        seed: make_art(project, use, count=count, seed=seed, name=name, class_name=class_name, colour=colour)
        for seed, count in most.items()
    }
    return [design.model_copy(update={"art": made[design.seed][design.number]}) for design in designs]
