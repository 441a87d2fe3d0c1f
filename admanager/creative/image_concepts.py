"""Concepts by a project's image models: made pictures, their colours, and the real photos that are most like them.

Pictures made here are concepts: nothing in this module puts them into an ad.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.creative.colour_groups import COLOUR_GROUPS, palette_of
from admanager.creative.image_quality import distances
from admanager.creative.image_store import (
    FROM_FILE,
    ImageModelInfo,
    KeptModel,
    find_image_model,
    foreign_server,
    load_kept,
)
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

NEAREST_SHOWN = 3
SHEET_COLUMNS, SHEET_CELL, SHEET_GAP = 6, 160, 8


@dataclass(frozen=True)
class Concept:
    """A made picture [height, width, 3], its colours, and the real photos that it is most like."""

    number: int
    pixels: npt.NDArray[np.uint8]
    palette: tuple[str, ...]
    nearest: tuple[NearPhoto, ...]


@dataclass(frozen=True)
class NearPhoto:
    """A real photo that resembles a picture: its name in the folder, class, distance and pixels [size, size, 3]."""

    name: str
    class_name: str
    distance: float
    pixels: npt.NDArray[np.uint8]


def sample_images(
    project: ProjectFile,
    *,
    name: str = "",
    class_name: str = "",
    colour: str = "",
    count: int = 12,
    seed: int = 0,
    truncation: float = 1.0,
) -> npt.NDArray[np.uint8]:
    """Return made pictures [count, height, width, 3] of 0..255, in the photos' aspect ratio.

    Without a class the classes are as frequent as among the photos, and so is the colour group (one of
    COLOUR_GROUPS). Below 1 `truncation` makes pictures more typical and more alike. Picture number i depends on the
    model, the wishes, the seed and i alone. Raises AdManagerError for a class or colour that the model does not know.
    """
    info = find_image_model(project, name=name)
    if info.kind == FROM_FILE:
        _index(info.classes, class_name)
        _index((), colour)
        server = foreign_server(project, info)
        return np.stack(
            [server.make(np.random.default_rng([seed, number]), truncation) for number in range(count)]
        )
    kept = load_kept(project, info)
    known = kept.known.trained
    wanted_class = _index(info.classes, class_name)
    wanted_tint = _index(COLOUR_GROUPS, colour)
    labels, tints = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        row = int(rng.integers(len(known.labels)))
        labels[number] = known.labels[row] if wanted_class is None else wanted_class
        alike = known.tints[known.labels == labels[number]]
        tints[number] = rng.choice(alike) if wanted_tint is None else wanted_tint
    made = kept.server.make(labels, tints, np.random.default_rng(seed), truncation, at_once=1)
    return _in_aspect(made, info.aspect)


def nearest_photos(
    project: ProjectFile, picture: npt.NDArray[np.uint8], *, name: str = "", count: int = 3
) -> list[NearPhoto]:
    """Return the real photos that a made picture [height, width, 3] is most like, the nearest first.

    Distances are Euclidean on the judge's features.
    """
    info = find_image_model(project, name=name)
    return _nearest(load_kept(project, info), info, picture, count)


def make_concepts(
    project: ProjectFile,
    *,
    name: str = "",
    class_name: str = "",
    colour: str = "",
    count: int = 12,
    seed: int = 0,
    truncation: float = 1.0,
) -> list[Concept]:
    """Return made pictures with their palettes and nearest real photos; see `sample_images`."""
    info = find_image_model(project, name=name)
    pictures = sample_images(
        project,
        name=info.name,
        class_name=class_name,
        colour=colour,
        count=count,
        seed=seed,
        truncation=truncation,
    )
    kept = None if info.kind == FROM_FILE else load_kept(project, info)
    return [
        Concept(
            number,
            pixels,
            tuple(palette_of(pixels)),
            () if kept is None else tuple(_nearest(kept, info, pixels, NEAREST_SHOWN)),
        )
        for number, pixels in enumerate(pictures)
    ]


def concept_sheet(concepts: Sequence[Concept]) -> bytes:
    """Return the pictures as one PNG, enlarged; its XMP says that a trained model made them."""
    from PIL import Image

    from admanager.creative.encoding import packet_of, with_xmp

    height, width = concepts[0].pixels.shape[:2]
    scale = max(1, SHEET_CELL // max(height, width))
    columns = min(SHEET_COLUMNS, len(concepts))
    rows = -(-len(concepts) // columns)
    step_x, step_y = width * scale + SHEET_GAP, height * scale + SHEET_GAP
    sheet = Image.new("RGB", (columns * step_x + SHEET_GAP, rows * step_y + SHEET_GAP), "white")
    for place, concept in enumerate(concepts):
        enlarged = Image.fromarray(concept.pixels).resize(
            (width * scale, height * scale), Image.Resampling.BICUBIC
        )
        sheet.paste(enlarged, (SHEET_GAP + place % columns * step_x, SHEET_GAP + place // columns * step_y))
    content = io.BytesIO()
    sheet.save(content, "PNG")
    return with_xmp(content.getvalue(), packet_of("trainedAlgorithmicMedia"))


def _nearest(
    kept: KeptModel, info: ImageModelInfo, picture: npt.NDArray[np.uint8], count: int
) -> list[NearPhoto]:
    from PIL import Image

    square = Image.fromarray(picture).resize((info.size, info.size), Image.Resampling.BICUBIC)
    features, _ = kept.judge.look(np.asarray(square, dtype=np.uint8)[np.newaxis])
    apart = distances(features, kept.known.features)[0]
    rows = np.argsort(apart, kind="stable")[:count]
    shown = _in_aspect(kept.pixels[rows], info.aspect)
    return [
        NearPhoto(kept.names[row], info.classes[kept.known.labels[row]], float(apart[row]), pixels)
        for row, pixels in zip(rows, shown, strict=True)
    ]


def _index(names: Sequence[str], wanted: str) -> int | None:
    if not wanted:
        return None
    if wanted not in names:
        raise AdManagerError(
            sentence(
                "The image model knows no “{name}”; it knows {known}.", name=wanted, known=", ".join(names)
            )
        )
    return list(names).index(wanted)


def _in_aspect(pixels: npt.NDArray[np.uint8], aspect: float) -> npt.NDArray[np.uint8]:
    """Return square pictures in the photos' aspect ratio, their longer side kept."""
    from PIL import Image

    size = pixels.shape[1]
    width, height = (size, round(size / aspect)) if aspect >= 1 else (round(size * aspect), size)
    shapes = [Image.fromarray(item).resize((width, height), Image.Resampling.BICUBIC) for item in pixels]
    return np.stack([np.asarray(item, dtype=np.uint8) for item in shapes])
