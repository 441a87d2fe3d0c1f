"""A drawing as data: paths with fills, clips, pictures and lines of text; who paints it decides into what.

Coordinates are pixels from the top left. Everything here is plain data, so that the same scene can become
pixels now and a vector file later.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from admanager.creative.color import Colour
from admanager.creative.fonts import TextStyle

# ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",).
Step = tuple[str | float, ...]
Path = tuple[Step, ...]

# What a circle's quarter needs as the distance of its control points, for radius 1.
KAPPA = 0.5522847498


@dataclass(frozen=True)
class Gradient:
    """A linear gradient between two points, or a radial one around the first (the second on its rim).

    Each stop is (position 0..1, colour, opacity).
    """

    kind: Literal["linear", "radial"]
    start: tuple[float, float]
    end: tuple[float, float]
    stops: tuple[tuple[float, Colour, float], ...]


Fill = Colour | Gradient


@dataclass(frozen=True)
class Shape:
    """A path, filled and/or drawn as a line."""

    path: Path
    fill: Fill | None = None
    line: Colour | None = None
    line_width: float = 1.0
    opacity: float = 1.0


@dataclass(frozen=True)
class TextLine:
    """One line of text; `x` is its left end, `baseline` where it stands; `struck` draws a line through it."""

    text: str
    x: float
    baseline: float
    style: TextStyle
    colour: Colour
    struck: bool = False


@dataclass(frozen=True)
class Photo:
    """A picture of the user's: it covers the rectangle, cut around the focus (0..1), and is not distorted."""

    key: str
    x: float
    y: float
    width: float
    height: float
    focus: tuple[float, float] = (0.5, 0.5)
    cover: bool = True


@dataclass(frozen=True)
class Group:
    """Items cut off at a path."""

    clip: Path
    items: tuple[Item, ...]


Item = Shape | TextLine | Photo | Group


@dataclass(frozen=True)
class Scene:
    """All of one ad, from the back to the front."""

    width: int
    height: int
    items: tuple[Item, ...] = field(default=())


def rectangle(x: float, y: float, width: float, height: float) -> Path:
    """Return a rectangle."""
    return (("M", x, y), ("L", x + width, y), ("L", x + width, y + height), ("L", x, y + height), ("Z",))


def polygon(*points: tuple[float, float]) -> Path:
    """Return a closed polygon."""
    return (("M", *points[0]), *(("L", *point) for point in points[1:]), ("Z",))


def ellipse(x: float, y: float, radius: float, radius_y: float | None = None) -> Path:
    """Return a circle or an ellipse around a point."""
    high = radius if radius_y is None else radius_y
    a, b = radius * KAPPA, high * KAPPA
    return (
        ("M", x + radius, y),
        ("C", x + radius, y + b, x + a, y + high, x, y + high),
        ("C", x - a, y + high, x - radius, y + b, x - radius, y),
        ("C", x - radius, y - b, x - a, y - high, x, y - high),
        ("C", x + a, y - high, x + radius, y - b, x + radius, y),
        ("Z",),
    )


def rounded(x: float, y: float, width: float, height: float, radius: float) -> Path:
    """Return a rectangle with round corners."""
    r = max(0.0, min(radius, width / 2, height / 2))
    if r <= 0.01:
        return rectangle(x, y, width, height)
    k = r * (1 - KAPPA)
    right, bottom = x + width, y + height
    return (
        ("M", x + r, y), ("L", right - r, y), ("C", right - k, y, right, y + k, right, y + r),
        ("L", right, bottom - r), ("C", right, bottom - k, right - k, bottom, right - r, bottom),
        ("L", x + r, bottom), ("C", x + k, bottom, x, bottom - k, x, bottom - r),
        ("L", x, y + r), ("C", x, y + k, x + k, y, x + r, y), ("Z",),
    )  # fmt: skip


def arch(x: float, y: float, width: float, height: float) -> Path:
    """Return a doorway: a half circle over a rectangle."""
    r = min(width / 2, height)
    k = r * KAPPA
    top = y + r
    return (
        ("M", x, y + height), ("L", x, top), ("C", x, top - k, x + width / 2 - k, y, x + width / 2, y),
        ("C", x + width / 2 + k, y, x + width, top - k, x + width, top), ("L", x + width, y + height), ("Z",),
    )  # fmt: skip


def quarter(x: float, y: float, radius: float, corner: int) -> Path:
    """Return a quarter disc in the square at (x, y) of side `radius`; `corner` 0..3 holds its centre, clockwise."""
    cx, cy = x + (radius if corner in {1, 2} else 0), y + (radius if corner in {2, 3} else 0)
    sx, sy = (-1 if corner in {1, 2} else 1), (-1 if corner in {2, 3} else 1)
    k = radius * KAPPA
    return (
        ("M", cx, cy),
        ("L", cx + sx * radius, cy),
        ("C", cx + sx * radius, cy + sy * k, cx + sx * k, cy + sy * radius, cx, cy + sy * radius),
        ("Z",),
    )


def half_disc(x: float, y: float, radius: float, turn: float) -> Path:
    """Return a half disc around a point, its flat side through the point, turned by `turn` (in full turns)."""
    angle = 2 * math.pi * turn
    points: list[Step] = []
    for part in range(3):
        a = angle + part * math.pi / 2
        px, py = x + radius * math.cos(a), y + radius * math.sin(a)
        if part == 0:
            points.append(("M", px, py))
            continue
        before = angle + (part - 1) * math.pi / 2
        k = radius * KAPPA
        bx, by = x + radius * math.cos(before), y + radius * math.sin(before)
        points.append(
            ("C", bx - k * math.sin(before), by + k * math.cos(before), px + k * math.sin(a), py - k * math.cos(a), px, py)
        )  # fmt: skip
    return (*points, ("Z",))


def _bent(
    before: tuple[float, float],
    here: tuple[float, float],
    there: tuple[float, float],
    after: tuple[float, float],
) -> Step:
    """Return the Bezier curve from `here` to `there` of a Catmull-Rom spline through the four points."""
    return (
        "C",
        here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6,
        there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6,
        there[0], there[1],
    )  # fmt: skip


def smooth_loop(points: list[tuple[float, float]]) -> Path:
    """Return a smooth closed curve through the points (Catmull-Rom)."""
    count = len(points)
    bends = [
        _bent(points[place - 1], points[place], points[(place + 1) % count], points[(place + 2) % count])
        for place in range(count)
    ]
    return (("M", *points[0]), *bends, ("Z",))


def smooth(points: list[tuple[float, float]], close: tuple[tuple[float, float], ...] = ()) -> Path:
    """Return a smooth curve through the points (Catmull-Rom), closed by straight lines through `close`."""
    steps: list[Step] = [("M", *points[0])]
    for index in range(len(points) - 1):
        before = points[max(0, index - 1)]
        here, there = points[index], points[index + 1]
        after = points[min(len(points) - 1, index + 2)]
        steps.append(_bent(before, here, there, after))
    steps += [("L", *point) for point in close]
    if close:
        steps.append(("Z",))
    return tuple(steps)
