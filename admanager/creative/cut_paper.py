"""Art by an image model as cut paper: the forms of its light and dark, in the brand's colours.

What a model makes at 32 or 64 pixels is too coarse to be shown, but its lightness has soft forms: the outlines of what
lies above some levels, smoothed and filled in the brand's colours, are crisp in every size and in vector files. On the
ad's ground they keep to colours that text reads on; in the place of a drawn picture they may be strong. The product
itself is never shown so: a real photo stays a photo.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

from admanager.creative.color import Colour, mixed
from admanager.creative.contours import Point, outlines
from admanager.creative.layout import Box, Layout
from admanager.creative.model_art import ModelArt
from admanager.creative.scene import Group, Item, Shape, Step, rectangle, smooth_loop

# Shares of the picture that lie below each level, and how smooth the picture is made before, in its pixels.
GROUND_LEVELS = (0.3, 0.5, 0.68, 0.84)
PICTURE_LEVELS = (0.34, 0.56, 0.74, 0.9)
GROUND_BLUR, PICTURE_BLUR = 2.2, 0.9
# Outlines shorter than this are noise of the model.
SPECK = 10


def art_shown(layout: Layout, has_photo: bool) -> bool:
    """Return whether an ad shows pixels that come from its model art: a bleeding picture hides the ground."""
    if layout.art is None:
        return False
    if layout.art.use == "ground":
        return layout.picture is None or layout.picture.mode != "bleed"
    return layout.picture is not None and not has_photo


def ground_art(layout: Layout) -> tuple[Item, ...]:
    """Return the ground of an ad with its model art, in the colours that its texts read on."""
    assert layout.art is not None
    palette = layout.palette
    base = palette.ground.fill
    colours = [
        mixed(palette.second_ground, base, 0.5),
        mixed(base, palette.texture, 0.34),
        mixed(base, palette.texture, 0.67),
        palette.texture,
    ]
    return _layers(layout.art, layout.canvas, palette.second_ground, colours, GROUND_LEVELS, GROUND_BLUR)


def picture_art(layout: Layout, box: Box) -> tuple[Item, ...]:
    """Return the model art of an ad in the place of a drawn picture, filling the box."""
    assert layout.art is not None
    back, main, second, light, _, _ = layout.palette.art
    colours = [mixed(back, light, 0.75), mixed(light, main, 0.6), main, second]
    if colours[0] == back:
        colours[0] = mixed(back, main, 0.25)
    return _layers(layout.art, box, back, colours, PICTURE_LEVELS, PICTURE_BLUR)


def _layers(
    art: ModelArt,
    box: Box,
    back: Colour,
    colours: Sequence[Colour],
    levels: tuple[float, ...],
    blur: float,
) -> tuple[Item, ...]:
    whole = rectangle(box.x, box.y, box.width, box.height)
    side = max(box.width / art.width, box.height / art.height)
    left = box.x + (box.width - side * art.width) / 2
    top = box.y + (box.height - side * art.height) / 2
    shapes: list[Item] = [Shape(whole, back)]
    for loops, colour in zip(_cut(art, levels, blur), colours, strict=True):
        path: list[Step] = []
        for loop in loops:
            # Every second point: a pixel's own corners are no form.
            taken = loop[::2] if len(loop) > 8 else loop
            path += smooth_loop(
                [(left + x * side * art.width, top + y * side * art.height) for x, y in taken]
            )
        if path:
            shapes.append(Shape(tuple(path), colour))
    return (Group(whole, tuple(shapes)),)


@functools.lru_cache(maxsize=256)
def _cut(art: ModelArt, levels: tuple[float, ...], blur: float) -> tuple[tuple[tuple[Point, ...], ...], ...]:
    """Return the outlines of each level, in 0..1 of the picture."""
    from scipy import ndimage

    light = art.lightness()
    rim = np.concatenate([light[0], light[-1], light[:, 0], light[:, -1]])
    # What stands before the ground shall rise, whether it is darker or lighter than that.
    rise = -light if float(np.median(rim)) > 0.5 else light
    smooth = ndimage.gaussian_filter(rise, blur, mode="nearest")
    fine = ndimage.zoom(smooth, 2, order=1, mode="nearest", grid_mode=True)
    return tuple(
        tuple(tuple(loop) for loop in outlines(fine, float(np.quantile(fine, share)), shortest=SPECK))
        for share in levels
    )
