"""Drawn pictures for ads without a photo: designed shapes in the brand's colours, one maker a motif.

Each maker fills a box: `art` is (ground, main, second, light, deep, pop). All lengths follow from the box, so
that a motif is as crisp in a mobile banner as in a billboard.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from admanager.creative.color import Colour, mixed
from admanager.creative.layout import Box
from admanager.creative.scene import (
    Gradient,
    Item,
    Path,
    Shape,
    arch,
    ellipse,
    half_disc,
    polygon,
    quarter,
    rectangle,
    rounded,
    smooth,
)  # fmt: skip

Art = tuple[Colour, Colour, Colour, Colour, Colour, Colour]
Maker = Callable[[Box, Art, np.random.Generator], list[Item]]


def motif(name: str, box: Box, art: Art, rng: np.random.Generator) -> tuple[Item, ...]:
    """Return a motif filling the box."""
    ground = Shape(rectangle(box.x, box.y, box.width, box.height), art[0])
    return (ground, *MAKERS[name](box, art, rng))


def _frame(box: Box, share: float = 0.86) -> tuple[float, float, float]:
    """Return the centre of the box and the side of the square that an object may take up."""
    return box.x + box.width / 2, box.y + box.height / 2, share * min(box.width, box.height)


def _shadow(x: float, y: float, width: float, colour: Colour) -> Shape:
    return Shape(ellipse(x, y, width / 2, width * 0.075), colour, opacity=0.22)


def _backdrop(box: Box, art: Art, x: float, y: float, radius: float) -> list[Item]:
    """A large disc behind an object, and the floor that it stands on."""
    ground, main, _, light, _, _ = art
    tone = mixed(ground, light if light != ground else main, 0.55)
    return [Shape(ellipse(x, y, radius), tone)]


def _tiles(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """A Bauhaus tiling of quarter and half discs."""
    across = 3 if min(box.width, box.height) < 260 else 4
    side = min(box.width, box.height) / across
    columns, rows = math.ceil(box.width / side - 0.01), math.ceil(box.height / side - 0.01)
    colours = art[1:]
    items: list[Item] = []
    for row in range(rows):
        for column in range(columns):
            x, y = box.x + column * side, box.y + row * side
            back, front = rng.permutation(len(colours))[:2]
            if (row + column) % 2 == 0:
                items.append(Shape(rectangle(x, y, side + 0.5, side + 0.5), colours[back]))
            kind = int(rng.integers(5))
            corner = int(rng.integers(4))
            if kind <= 1:
                items.append(Shape(quarter(x, y, side, corner), colours[front]))
            elif kind == 2:
                items.append(Shape(ellipse(x + side / 2, y + side / 2, side * 0.34), colours[front]))
            elif kind == 3:
                cx = x + side / 2
                items.append(Shape(half_disc(cx, y + side / 2, side / 2, corner / 4), colours[front]))
            else:
                items.append(Shape(quarter(x, y, side, corner), colours[front]))
                items.append(Shape(quarter(x, y, side / 2, corner), colours[back]))
    return items


def _arcs(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """Concentric discs rising from one corner, with a sun."""
    _, main, second, light, deep, pop = art
    left = bool(rng.integers(2))
    x = box.x if left else box.x + box.width
    y = box.y + box.height
    reach = max(box.width, box.height) * 1.02
    items: list[Item] = [
        Shape(ellipse(x, y, reach * share), colour)
        for share, colour in zip((1.0, 0.8, 0.6, 0.4, 0.2), (light, main, deep, second, pop), strict=True)
    ]
    sun = 0.11 * min(box.width, box.height)
    sun_x = box.x + box.width * (0.78 if left else 0.22)
    return [*items, Shape(ellipse(sun_x, box.y + box.height * 0.17, sun), second)]


def _orbit(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """A planet with rings and moons."""
    _, main, second, light, deep, pop = art
    x, y, side = _frame(box, 0.92)
    items: list[Item] = [
        Shape(ellipse(x, y, side * radius), None, light, max(1.0, side * 0.012), 0.8)
        for radius in (0.34, 0.46, 0.6)
    ]
    ball = Gradient(
        "radial", (x - side * 0.08, y - side * 0.1), (x + side * 0.24, y), ((0.0, mixed(main, pop, 0.25), 1.0), (1.0, main, 1.0))
    )  # fmt: skip
    items.append(Shape(ellipse(x, y, side * 0.23), ball))
    for radius, colour, size in (
        (0.34, second, 0.062),
        (0.46, deep, 0.04),
        (0.46, pop, 0.03),
        (0.6, second, 0.045),
    ):
        angle = float(rng.uniform(0, 2 * math.pi))
        items.append(
            Shape(
                ellipse(
                    x + side * radius * math.cos(angle), y + side * radius * math.sin(angle), side * size
                ),
                colour,
            )
        )
    return items


def _hills(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """Layered hills under a low sun."""
    ground, main, second, light, deep, pop = art
    sky = Gradient(
        "linear", (0, box.y), (0, box.y + box.height), ((0.0, ground, 1.0), (1.0, mixed(ground, second, 0.4), 1.0))
    )  # fmt: skip
    items: list[Item] = [Shape(rectangle(box.x, box.y, box.width, box.height), sky)]
    short = min(box.width, box.height)
    sun_x = box.x + box.width * float(rng.uniform(0.55, 0.75))
    items.append(Shape(ellipse(sun_x, box.y + box.height * 0.36, short * 0.17), mixed(second, pop, 0.15)))
    colours = (mixed(ground, main, 0.35), mixed(main, light, 0.25), main, deep)
    for number, colour in enumerate(colours):
        level = box.y + box.height * (0.48 + 0.13 * number)
        height = min(box.height * 0.1, box.width * 0.16)
        phase = float(rng.uniform(0, 2 * math.pi))
        points = [
            (box.x + box.width * part / 5, level + height * math.sin(phase + part * 1.15))
            for part in range(6)
        ]
        items.append(Shape(smooth(points, ((box.right, box.bottom), (box.x, box.bottom))), colour))
    return items


def _petals(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """A flower of overlapping petals."""
    _, main, second, light, deep, pop = art
    x, y, side = _frame(box, 1.0)
    items: list[Item] = []
    for ring, (reach, colour) in enumerate(((0.33, light), (0.25, main), (0.16, second))):
        for number in range(8):
            angle = 2 * math.pi * (number / 8 + ring / 16)
            petal = side * (0.15, 0.12, 0.085)[ring]
            items.append(
                Shape(
                    ellipse(x + side * reach * math.cos(angle), y + side * reach * math.sin(angle), petal),
                    colour,
                    opacity=0.92,
                )
            )
    return [*items, Shape(ellipse(x, y, side * 0.1), deep), Shape(ellipse(x, y, side * 0.05), pop)]


def _gift(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """A wrapped box with a bow."""
    _, main, second, _, deep, pop = art
    x, y, side = _frame(box, 0.8)
    y += side * 0.08
    width, height = side * 0.74, side * 0.52
    left, top = x - width / 2, y - height * 0.3
    loop = side * 0.15
    items = _backdrop(box, art, x, y - side * 0.06, side * 0.56)
    return [
        *items,
        _shadow(x, top + height, width * 1.15, deep),
        Shape(rounded(left, top, width, height, side * 0.025), main),
        Shape(rectangle(left + width / 2, top, width / 2, height), mixed(main, deep, 0.3), opacity=0.55),
        Shape(rectangle(x - side * 0.055, top, side * 0.11, height), second),
        Shape(rounded(left - side * 0.035, top - side * 0.13, width + side * 0.07, side * 0.15, side * 0.02), mixed(main, pop, 0.14)),
        Shape(rectangle(x - side * 0.055, top - side * 0.13, side * 0.11, side * 0.15), mixed(second, pop, 0.2)),
        Shape(_bow(x, top - side * 0.13, -loop), second),
        Shape(_bow(x, top - side * 0.13, loop), mixed(second, deep, 0.12)),
        Shape(ellipse(x, top - side * 0.145, side * 0.04), mixed(second, pop, 0.25)),
    ]  # fmt: skip


def _bow(x: float, y: float, reach: float) -> Path:
    return (
        ("M", x, y),
        ("C", x + reach * 0.2, y - abs(reach) * 1.5, x + reach * 1.9, y - abs(reach) * 1.5, x + reach * 1.7, y - abs(reach) * 0.45),
        ("C", x + reach * 1.6, y + abs(reach) * 0.05, x + reach * 0.7, y + abs(reach) * 0.1, x, y),
        ("Z",),
    )  # fmt: skip


def _bag(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """A shopping bag with handles."""
    _, main, second, _, deep, pop = art
    x, y, side = _frame(box, 0.84)
    width, height = side * 0.6, side * 0.62
    left, top = x - width / 2, y - height * 0.34
    handle = (
        ("M", x - width * 0.22, top + side * 0.05),
        ("C", x - width * 0.22, top - side * 0.3, x + width * 0.22, top - side * 0.3, x + width * 0.22, top + side * 0.05),
    )  # fmt: skip
    return [
        *_backdrop(box, art, x, y - side * 0.02, side * 0.54),
        _shadow(x, top + height, width * 1.2, deep),
        Shape(handle, None, deep, side * 0.03),
        Shape(polygon((left, top), (left + width, top), (left + width * 1.06, top + height), (left - width * 0.06, top + height)), main),
        Shape(
            polygon((x + width * 0.24, top), (left + width, top), (left + width * 1.06, top + height), (x + width * 0.3, top + height)),
            mixed(main, deep, 0.35),
            opacity=0.6,
        ),
        Shape(ellipse(x - width * 0.1, top + height * 0.56, side * 0.115), second),
        Shape(half_disc(x - width * 0.1, top + height * 0.56, side * 0.115, 0.0), pop),
        Shape(ellipse(x - width * 0.22, top + side * 0.05, side * 0.018), pop),
        Shape(ellipse(x + width * 0.22, top + side * 0.05, side * 0.018), pop),
    ]  # fmt: skip


def _turned(path: Path, x: float, y: float, turn: float) -> Path:
    """Return the path turned around a point, by a share of a full turn."""
    c, s = math.cos(2 * math.pi * turn), math.sin(2 * math.pi * turn)
    steps = []
    for step in path:
        values: list[str | float] = [step[0]]
        numbers = [float(value) for value in step[1:]]
        for px, py in zip(numbers[::2], numbers[1::2], strict=True):
            values += [x + (px - x) * c - (py - y) * s, y + (px - x) * s + (py - y) * c]
        steps.append(tuple(values))
    return tuple(steps)


def _cards(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """Two payment cards, fanned."""
    _, main, second, light, deep, pop = art
    x, y, side = _frame(box, 0.92)
    width, height = side * 0.82, side * 0.52
    items = _backdrop(box, art, x, y, side * 0.5)

    def card(turn: float, shift: float, fill: Colour, edge: Colour) -> list[Item]:
        cx, cy = x + shift, y + shift * 0.7
        left, top = cx - width / 2, cy - height / 2

        def put(path: Path, colour: Colour, opacity: float = 1.0) -> Shape:
            return Shape(_turned(path, cx, cy, turn), colour, opacity=opacity)

        return [
            put(rounded(left + side * 0.012, top + side * 0.028, width, height, side * 0.05), deep, 0.22),
            put(rounded(left, top, width, height, side * 0.05), fill),
            put(
                rounded(left + width * 0.09, top + height * 0.24, width * 0.14, height * 0.19, side * 0.015),
                edge,
            ),
            put(
                rounded(left + width * 0.09, top + height * 0.66, width * 0.4, height * 0.07, side * 0.02),
                edge,
                0.75,
            ),
            put(
                rounded(left + width * 0.09, top + height * 0.8, width * 0.24, height * 0.06, side * 0.02),
                edge,
                0.5,
            ),
            put(
                ellipse(left + width * 0.78, top + height * 0.76, height * 0.115),
                second if fill != second else pop,
            ),
            put(ellipse(left + width * 0.87, top + height * 0.76, height * 0.115), pop, 0.75),
        ]

    return [*items, *card(-0.055, -side * 0.05, second, pop), *card(0.02, side * 0.05, main, light)]


def _phone(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """A telephone with an app in the brand's colours."""
    _ground, main, second, light, deep, pop = art
    x, y, side = _frame(box, 0.9)
    height, width = side * 0.98, side * 0.5
    left, top = x - width / 2, y - height / 2
    inner = width * 0.055
    screen_left, screen_top, screen_width = left + inner, top + inner, width - 2 * inner
    items = _backdrop(box, art, x, y, side * 0.44)
    items += [
        _shadow(x, top + height, width * 1.1, deep),
        Shape(rounded(left, top, width, height, width * 0.16), deep),
        Shape(rounded(screen_left, screen_top, screen_width, height - 2 * inner, width * 0.12), pop),
        Shape(rounded(screen_left, screen_top, screen_width, height * 0.36, width * 0.12), main),
        Shape(rectangle(screen_left, screen_top + height * 0.2, screen_width, height * 0.2), main),
        Shape(ellipse(x, screen_top + height * 0.2, width * 0.19), second),
        Shape(half_disc(x, screen_top + height * 0.2, width * 0.19, 0.125), mixed(second, pop, 0.4)),
    ]
    for number in range(3):
        row = screen_top + height * (0.45 + 0.13 * number)
        items += [
            Shape(rounded(screen_left + screen_width * 0.09, row, screen_width * 0.2, screen_width * 0.2, width * 0.05), (light, second, main)[number]),
            Shape(rounded(screen_left + screen_width * 0.37, row + height * 0.012, screen_width * 0.5, height * 0.026, height * 0.013), deep, opacity=0.75),
            Shape(rounded(screen_left + screen_width * 0.37, row + height * 0.055, screen_width * 0.32, height * 0.02, height * 0.01), deep, opacity=0.3),
        ]  # fmt: skip
    return items


def _bottle(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """Two bottles on a podium before an arch."""
    _, main, second, light, deep, pop = art
    x, y, side = _frame(box, 0.9)
    floor = y + side * 0.36
    tall, wide = side * 0.56, side * 0.2
    left = x - side * 0.2
    shade = Gradient(
        "linear",
        (left, 0),
        (left + wide, 0),
        ((0.0, mixed(main, pop, 0.25), 1.0), (0.5, main, 1.0), (1.0, mixed(main, deep, 0.5), 1.0)),
    )
    second_left = x + side * 0.05
    jar = Gradient(
        "linear",
        (second_left, 0),
        (second_left + side * 0.24, 0),
        ((0.0, mixed(second, pop, 0.3), 1.0), (0.6, second, 1.0), (1.0, mixed(second, deep, 0.35), 1.0)),
    )
    return [
        Shape(arch(x - side * 0.36, y - side * 0.46, side * 0.72, side * 0.82), mixed(art[0], light, 0.6)),
        Shape(rounded(x - side * 0.42, floor, side * 0.84, side * 0.12, side * 0.02), deep, opacity=0.9),
        _shadow(left + wide / 2, floor, wide * 1.3, deep),
        Shape(rounded(left, floor - tall * 0.76, wide, tall * 0.76, side * 0.045), shade),
        Shape(rectangle(left + wide * 0.3, floor - tall * 0.88, wide * 0.4, tall * 0.13), mixed(main, deep, 0.45)),
        Shape(rounded(left + wide * 0.24, floor - tall * 1.02, wide * 0.52, tall * 0.17, side * 0.012), deep),
        Shape(rounded(left + wide * 0.14, floor - tall * 0.5, wide * 0.72, tall * 0.26, side * 0.012), pop, opacity=0.94),
        Shape(rounded(left + wide * 0.26, floor - tall * 0.42, wide * 0.48, tall * 0.035, 2), deep, opacity=0.7),
        Shape(rounded(left + wide * 0.26, floor - tall * 0.35, wide * 0.3, tall * 0.03, 2), deep, opacity=0.4),
        Shape(rounded(second_left, floor - side * 0.21, side * 0.24, side * 0.21, side * 0.035), jar),
        Shape(rounded(second_left - side * 0.008, floor - side * 0.27, side * 0.256, side * 0.075, side * 0.016), deep),
        Shape(ellipse(second_left + side * 0.12, floor - side * 0.1, side * 0.05), pop, opacity=0.9),
    ]  # fmt: skip


def _chart(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """Rising columns with a line over them."""
    _, main, second, light, deep, pop = art
    x, y, side = _frame(box, 0.84)
    left, floor = x - side * 0.46, y + side * 0.4
    items: list[Item] = [
        Shape(rectangle(left - side * 0.03, floor - side * 0.2 * row, side * 0.98, max(1.0, side * 0.006)), light, opacity=0.7)
        for row in range(1, 5)
    ]  # fmt: skip
    heights = (0.2, 0.3, 0.27, 0.45, 0.62)
    colours = (light, main, light, main, second)
    tops = []
    for number, (height, colour) in enumerate(zip(heights, colours, strict=True)):
        column = left + side * 0.19 * number
        items.append(
            Shape(rounded(column, floor - side * height, side * 0.135, side * height, side * 0.03), colour)
        )
        tops.append((column + side * 0.068, floor - side * (height + 0.13)))
    items.append(
        Shape(rounded(left - side * 0.03, floor - side * 0.01, side * 0.98, side * 0.022, side * 0.01), deep)
    )
    items.append(Shape(smooth(tops), None, deep, max(2.0, side * 0.024)))
    items += [Shape(ellipse(px, py, side * 0.03), pop, deep, max(1.5, side * 0.016)) for px, py in tops]
    return items


def _play(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """A screen with a play button, and its light."""
    _, main, second, _light, deep, pop = art
    x, y, side = _frame(box, 0.94)
    width, height = side * 0.94, side * 0.6
    left, top = x - width / 2, y - height * 0.56
    picture = Gradient(
        "linear",
        (left, top),
        (left + width, top + height),
        ((0.0, main, 1.0), (1.0, mixed(deep, main, 0.3), 1.0)),
    )
    tip = side * 0.1
    hill = smooth(
        [(left, top + height * 0.78), (left + width * 0.3, top + height * 0.55), (left + width * 0.6, top + height * 0.8), (left + width, top + height * 0.6)],
        ((left + width, top + height * 0.94), (left, top + height * 0.94)),
    )  # fmt: skip
    return [
        *_backdrop(box, art, x, y, side * 0.48),
        _shadow(x, y + side * 0.36, width * 0.8, deep),
        Shape(rounded(left - side * 0.02, top - side * 0.02, width + side * 0.04, height + side * 0.04, side * 0.05), deep),
        Shape(rounded(left, top, width, height, side * 0.035), picture),
        Shape(hill, mixed(deep, main, 0.2), opacity=0.8),
        Shape(ellipse(left + width * 0.76, top + height * 0.27, side * 0.06), second),
        Shape(ellipse(x, top + height / 2, side * 0.13), pop),
        Shape(polygon((x - tip * 0.42, top + height / 2 - tip * 0.6), (x + tip * 0.68, top + height / 2), (x - tip * 0.42, top + height / 2 + tip * 0.6)), deep),
        Shape(rounded(x - side * 0.14, y + side * 0.315, side * 0.28, side * 0.035, side * 0.015), deep),
    ]  # fmt: skip


def _plant(box: Box, art: Art, rng: np.random.Generator) -> list[Item]:
    """Leaves in a pot."""
    _, main, second, light, deep, pop = art
    x, y, side = _frame(box, 0.9)
    rim = y + side * 0.14
    items = _backdrop(box, art, x, y - side * 0.04, side * 0.5)
    for turn, length, colour in (
        (-0.16, 0.46, light),
        (0.16, 0.46, main),
        (-0.085, 0.56, main),
        (0.085, 0.56, mixed(main, deep, 0.4)),
        (0.0, 0.62, mixed(main, pop, 0.15)),
    ):
        leaf = _leaf(x, rim, side * length, side * 0.105)
        items.append(Shape(_turned(leaf, x, rim, turn), colour))
        items.append(Shape(_turned((("M", x, rim), ("L", x, rim - side * length * 0.86)), x, rim, turn), None, deep, max(1.0, side * 0.008), 0.35))  # fmt: skip
    width = side * 0.36
    pot = polygon(
        (x - width / 2, rim),
        (x + width / 2, rim),
        (x + width * 0.38, rim + side * 0.28),
        (x - width * 0.38, rim + side * 0.28),
    )
    return [
        *items,
        _shadow(x, rim + side * 0.28, width * 1.2, deep),
        Shape(pot, second),
        Shape(polygon((x, rim), (x + width / 2, rim), (x + width * 0.38, rim + side * 0.28), (x, rim + side * 0.28)), mixed(second, deep, 0.25), opacity=0.6),
        Shape(rounded(x - width * 0.56, rim - side * 0.03, width * 1.12, side * 0.075, side * 0.015), mixed(second, pop, 0.2)),
    ]  # fmt: skip


def _leaf(x: float, y: float, length: float, width: float) -> Path:
    return (
        ("M", x, y),
        ("C", x - width * 1.3, y - length * 0.3, x - width * 1.1, y - length * 0.75, x, y - length),
        ("C", x + width * 1.1, y - length * 0.75, x + width * 1.3, y - length * 0.3, x, y),
        ("Z",),
    )


MAKERS: dict[str, Maker] = {
    "tiles": _tiles, "arcs": _arcs, "orbit": _orbit, "hills": _hills, "petals": _petals, "gift": _gift, "bag": _bag,
    "cards": _cards, "phone": _phone, "bottle": _bottle, "chart": _chart, "play": _play, "plant": _plant,
}  # fmt: skip
