"""The grounds of ads as shapes: flat colour, gradients, glows and quiet textures in the brand's colours."""

from __future__ import annotations

import math

import numpy as np

from admanager.creative.color import Colour
from admanager.creative.layout import Box
from admanager.creative.palette import Palette
from admanager.creative.scene import Gradient, Item, Shape, ellipse, polygon, rectangle, smooth
from admanager.creative.spec import DesignSpec


def background(spec: DesignSpec, palette: Palette, canvas: Box, rng: np.random.Generator) -> tuple[Item, ...]:
    """Return the ground of an ad; textures stay close to its colour, so that text reads on them."""
    base = Shape(rectangle(0, 0, canvas.width, canvas.height), palette.ground.fill)
    strength = 0.25 + 0.55 * spec.background_strength
    makers = {
        "gradient": _gradient,
        "glow": _glow,
        "rings": _rings,
        "blobs": _blobs,
        "stripes": _stripes,
        "dots": _dots,
        "waves": _waves,
    }
    if spec.background == "flat":
        return (base,)
    return (base, *makers[spec.background](spec, palette, canvas, strength, rng))


def _gradient(
    spec: DesignSpec, palette: Palette, canvas: Box, strength: float, rng: np.random.Generator
) -> tuple[Item, ...]:
    angle = 2 * math.pi * spec.background_angle
    cx, cy = canvas.width / 2, canvas.height / 2
    reach = abs(math.cos(angle)) * cx + abs(math.sin(angle)) * cy
    start = (cx - math.cos(angle) * reach, cy - math.sin(angle) * reach)
    end = (cx + math.cos(angle) * reach, cy + math.sin(angle) * reach)
    stops = ((0.0, palette.ground.fill, 1.0), (1.0, palette.second_ground, 1.0))
    return (Shape(rectangle(0, 0, canvas.width, canvas.height), Gradient("linear", start, end, stops)),)


def _corner(spec: DesignSpec, canvas: Box) -> tuple[float, float]:
    """Return the corner that the texture comes from."""
    return (
        canvas.width * (1.02 if spec.focus_x > 0.4 else -0.02),
        canvas.height * (1.04 if spec.focus_y > 0.5 else -0.04),
    )


def _glow(
    spec: DesignSpec, palette: Palette, canvas: Box, strength: float, rng: np.random.Generator
) -> tuple[Item, ...]:
    x, y = _corner(spec, canvas)
    radius = (0.7 + 0.5 * spec.texture_scale) * max(canvas.width * 0.7, canvas.height)
    colour = palette.texture
    stops = ((0.0, colour, strength), (0.55, colour, strength * 0.3), (1.0, colour, 0.0))
    fill = Gradient("radial", (x, y), (x + radius, y), stops)
    return (Shape(rectangle(0, 0, canvas.width, canvas.height), fill),)


def _rings(
    spec: DesignSpec, palette: Palette, canvas: Box, strength: float, rng: np.random.Generator
) -> tuple[Item, ...]:
    x, y = _corner(spec, canvas)
    step = min(canvas.width, canvas.height) * (0.1 + 0.12 * spec.texture_scale)
    width = max(1.0, step * 0.2)
    return tuple(
        Shape(
            ellipse(x, y, step * (number + 1)),
            None,
            palette.texture,
            width,
            strength * (0.85 - 0.13 * number),
        )
        for number in range(5)
    )


def _blobs(
    spec: DesignSpec, palette: Palette, canvas: Box, strength: float, rng: np.random.Generator
) -> tuple[Item, ...]:
    short = min(canvas.width, canvas.height)
    first = _corner(spec, canvas)
    second = (canvas.width - first[0], canvas.height - first[1])
    size = short * (0.36 + 0.3 * spec.texture_scale)
    return (
        Shape(_blob(*first, size, rng), palette.texture, opacity=strength),
        Shape(_blob(*second, size * 0.6, rng), palette.texture, opacity=0.7 * strength),
    )


def _blob(x: float, y: float, radius: float, rng: np.random.Generator) -> tuple[tuple[str | float, ...], ...]:
    points = []
    for number in range(9):
        angle = 2 * math.pi * number / 8
        reach = radius * (1.0 if number in {0, 8} else float(rng.uniform(0.82, 1.16)))
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return smooth(points, (points[0],))


def _stripes(
    spec: DesignSpec, palette: Palette, canvas: Box, strength: float, rng: np.random.Generator
) -> tuple[Item, ...]:
    step = max(10.0, min(canvas.width, canvas.height) * (0.1 + 0.12 * spec.texture_scale))
    lean = canvas.height * 0.55
    x = -lean
    shapes = []
    while x < canvas.width + lean:
        path = polygon(
            (x + lean, 0), (x + lean + step / 2, 0), (x + step / 2, canvas.height), (x, canvas.height)
        )
        shapes.append(Shape(path, palette.texture, opacity=0.38 * strength))
        x += step
    return tuple(shapes)


def _dots(
    spec: DesignSpec, palette: Palette, canvas: Box, strength: float, rng: np.random.Generator
) -> tuple[Item, ...]:
    """A field of dots that fades out from one corner."""
    x0, y0 = _corner(spec, canvas)
    step = max(8.0, min(canvas.width, canvas.height) * (0.05 + 0.03 * spec.texture_scale))
    reach = 0.62 * math.hypot(canvas.width, canvas.height)
    shapes = []
    for row in range(int(canvas.height / step) + 1):
        for column in range(int(canvas.width / step) + 1):
            x, y = (column + 0.5) * step, (row + 0.5) * step
            near = 1 - math.hypot(x - x0, y - y0) / reach
            if near > 0.05:
                shapes.append(
                    Shape(
                        ellipse(x, y, step * 0.24 * near), palette.texture, opacity=min(1.0, strength * 1.2)
                    )
                )
    return tuple(shapes)


def _waves(
    spec: DesignSpec, palette: Palette, canvas: Box, strength: float, rng: np.random.Generator
) -> tuple[Item, ...]:
    shapes = []
    phase = 2 * math.pi * spec.background_angle
    for number in range(3):
        level = canvas.height * (0.76 + 0.1 * number)
        height = canvas.height * (0.05 + 0.05 * spec.texture_scale)
        points = [
            (
                canvas.width * part / 6,
                level + height * math.sin(phase + number * 1.3 + part * (0.9 + 0.25 * number)),
            )
            for part in range(7)
        ]
        path = smooth(points, ((canvas.width, canvas.height), (0, canvas.height)))
        shapes.append(Shape(path, palette.texture, opacity=strength * (0.34 + 0.2 * number)))
    return tuple(shapes)


def scrim(
    canvas: Box, text: Box, side: str, colour: Colour, strength: float, fade: float = 0.24
) -> tuple[Item, ...]:
    """Return what covers a picture under text: solid where the text stands, running out beyond it."""
    whole = rectangle(0, 0, canvas.width, canvas.height)
    if side == "all":
        return (Shape(whole, colour, opacity=min(0.94, 0.62 + 0.34 * strength)),)
    full = min(1.0, 0.8 + 0.2 * strength)
    if side == "bottom":
        edge = max(0.0, text.y / canvas.height - min(0.16, fade))
        solid = min(0.98, max(edge + 0.1, text.y / canvas.height))
        stops = (
            (0.0, colour, 0.0),
            (edge, colour, 0.0),
            (solid, colour, full),
            (1.0, colour, min(1.0, full + 0.05)),
        )
        return (Shape(whole, Gradient("linear", (0, 0), (0, canvas.height), stops)),)
    solid = min(0.9, text.right / canvas.width)
    edge = min(1.0, solid + fade)
    stops = (
        (0.0, colour, min(1.0, full + 0.05)),
        (solid, colour, full),
        (edge, colour, 0.0),
        (1.0, colour, 0.0),
    )
    return (Shape(whole, Gradient("linear", (0, 0), (canvas.width, 0), stops)),)
