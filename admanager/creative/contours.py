"""The outlines of what lies above a level in a small grey picture, as closed smooth curves; no colours, no drawing.

Marching squares (Lorensen & Cline 1987, in two dimensions): each square of four neighbouring samples is cut by at most
two lines, whose ends lie on its sides where the samples, taken as straight between, reach the level.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Point = tuple[float, float]
# A side of a square: the sample that it begins at, and whether it runs down.
Side = tuple[int, int, bool]

# Which sides of a square (top, right, bottom, left) a line joins, by which corners lie above the level.
_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)
_LINES: dict[int, tuple[tuple[int, int], ...]] = {
    0b0001: ((_LEFT, _TOP),), 0b0010: ((_TOP, _RIGHT),), 0b0011: ((_LEFT, _RIGHT),), 0b0100: ((_RIGHT, _BOTTOM),),
    0b0110: ((_TOP, _BOTTOM),), 0b0111: ((_LEFT, _BOTTOM),), 0b1000: ((_BOTTOM, _LEFT),), 0b1001: ((_BOTTOM, _TOP),),
    0b1011: ((_BOTTOM, _RIGHT),), 0b1100: ((_RIGHT, _LEFT),), 0b1101: ((_RIGHT, _TOP),), 0b1110: ((_TOP, _LEFT),),
}  # fmt: skip
# Two opposite corners above: joined where the middle lies above, too.
_APART: dict[int, tuple[tuple[int, int], ...]] = {
    0b0101: ((_LEFT, _TOP), (_RIGHT, _BOTTOM)),
    0b1010: ((_TOP, _RIGHT), (_BOTTOM, _LEFT)),
}
_JOINED: dict[int, tuple[tuple[int, int], ...]] = {
    0b0101: ((_LEFT, _BOTTOM), (_RIGHT, _TOP)),
    0b1010: ((_TOP, _LEFT), (_BOTTOM, _RIGHT)),
}


def outlines(values: Floats, level: float, *, shortest: int = 0) -> list[list[Point]]:
    """Return the closed outlines of where `values` [h, w] exceed `level`, points in 0..1 of width and height.

    What reaches the picture's rim is closed along it. An outline of fewer than `shortest` points is left out as a speck.
    Filled by the even-odd rule, the outlines together are that area.
    """
    height, width = values.shape
    floor = min(float(values.min()), level) - 1.0
    padded = np.pad(np.pad(values, 1, mode="edge"), 1, constant_values=floor)
    joins: dict[Side, list[Side]] = {}
    for first, second in _lines(padded, level):
        joins.setdefault(first, []).append(second)
        joins.setdefault(second, []).append(first)
    found = []
    while joins:
        loop = _loop(joins)
        if len(loop) >= max(3, shortest):
            points = [_crossing(padded, side, level) for side in loop]
            # Samples stand in the middle of their cells; beyond the rim the picture goes on, and is cut there.
            found.append([(_share(x - 1.5, width), _share(y - 1.5, height)) for x, y in points])
    return found


def _lines(padded: Floats, level: float) -> Iterator[tuple[Side, Side]]:
    above = padded > level
    corners = (
        above[:-1, :-1] * 1 + above[:-1, 1:] * 2 + above[1:, 1:] * 4 + above[1:, :-1] * 8
    )  # clockwise from the top left
    for y, x in np.argwhere((corners > 0) & (corners < 15)).tolist():
        case = int(corners[y, x])
        sides: tuple[Side, Side, Side, Side] = (
            (y, x, False), (y, x + 1, True), (y + 1, x, False), (y, x, True),
        )  # fmt: skip
        if case in _APART:
            joined = padded[y : y + 2, x : x + 2].mean() > level
            lines = _JOINED[case] if joined else _APART[case]
        else:
            lines = _LINES[case]
        for first, second in lines:
            yield sides[first], sides[second]


def _loop(joins: dict[Side, list[Side]]) -> list[Side]:
    """Take one closed loop out of the joins; each side is met by exactly two lines."""
    start = next(iter(joins))
    loop = [start]
    here = start
    while True:
        there = joins[here].pop()
        joins[there].remove(here)
        for side in (here, there):
            if not joins[side]:
                del joins[side]
        if there == start:
            return loop
        loop.append(there)
        here = there


def _share(place: float, whole: int) -> float:
    return min(1.0, max(0.0, place / whole))


def _crossing(padded: Floats, side: Side, level: float) -> Point:
    y, x, down = side
    here = padded[y, x]
    there = padded[y + 1, x] if down else padded[y, x + 1]
    share = float((level - here) / (there - here))
    return (float(x), y + share) if down else (x + share, float(y))
