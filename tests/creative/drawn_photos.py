"""Small photos for tests, drawn: discs, bars and crosses in several colours on light grounds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

SHAPES = ("bar", "cross", "disc")
INKS = ((200, 40, 40), (40, 60, 190), (30, 120, 60), (30, 30, 30))


def draw_photo(shape: str, rng: np.random.Generator, size: tuple[int, int] = (36, 48)) -> Image.Image:
    """Return one photo of a shape, its place, size, colour and light at random."""
    width, height = size
    ground = int(rng.integers(225, 250))
    image = Image.new("RGB", size, (ground, ground, ground))
    pen = ImageDraw.Draw(image)
    ink = INKS[int(rng.integers(len(INKS)))]
    x, y = width / 2 + rng.uniform(-4, 4), height / 2 + rng.uniform(-5, 5)
    reach = rng.uniform(8, 13)
    if shape == "disc":
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=ink)
    elif shape == "bar":
        pen.rectangle((x - reach, y - reach / 3, x + reach, y + reach / 3), fill=ink)
    else:
        pen.rectangle((x - reach, y - 3, x + reach, y + 3), fill=ink)
        pen.rectangle((x - 3, y - reach, x + 3, y + reach), fill=ink)
    noise = rng.normal(0, 4, (height, width, 3))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


def draw_folder(folder: Path, each: int, *, seed: int = 0) -> Path:
    """Write `each` photos of every shape into a subfolder of its name, and return the folder."""
    rng = np.random.default_rng(seed)
    for shape in SHAPES:
        (folder / shape).mkdir(parents=True)
        for number in range(each):
            draw_photo(shape, rng).save(folder / shape / f"{number:03d}.png")
    return folder
