"""What a series looks like in pixels: unbroken runs of points, and no more of them than can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QPolygonF
from shiboken6 import VoidPtr

if TYPE_CHECKING:
    from numpy.typing import NDArray

FARTHEST = 30_000.0
"""Pixels beyond which nothing is drawn: Qt's rasteriser counts in a limited range."""
MOST_IN_A_COLUMN = 4
POINT_BYTES = 16


def polygon(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPolygonF:
    """Return points as Qt has them, written straight into its memory, which is forty times faster than one by one."""
    made = QPolygonF()
    if len(x):
        made.resize(len(x))
        memory = np.frombuffer(VoidPtr(made.data(), POINT_BYTES * len(x), True), dtype=np.float64)
        memory[0::2] = np.clip(x, -FARTHEST, FARTHEST)
        memory[1::2] = np.clip(y, -FARTHEST, FARTHEST)
    return made


def line(x: NDArray[np.float64], y: NDArray[np.float64]) -> list[QPolygonF]:
    """Return a line in pixels as unbroken runs; where a value is not known the line has a gap."""
    return [polygon(*thinned(x[run], y[run])) for run in _runs(np.isfinite(x) & np.isfinite(y))]


def band(x: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]) -> QPolygonF:
    """Return the area between two lines in pixels; points that are not known are left out."""
    known = np.isfinite(x) & np.isfinite(low) & np.isfinite(high)
    x, low, high = x[known], low[known], high[known]
    above, below = thinned(x, high), thinned(x, low)
    return polygon(np.concatenate([above[0], below[0][::-1]]), np.concatenate([above[1], below[1][::-1]]))


def _runs(known: NDArray[np.bool_]) -> list[slice]:
    """Return where the stretches of known values begin and end."""
    if known.all():
        return [slice(0, len(known))] if len(known) else []
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(np.int8)))
    return [slice(begin, end) for begin, end in edges.reshape(-1, 2).tolist()]


def thinned(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the points without those that change no pixel, for x that never falls.

    Of a column of pixels with more than four points the first, the lowest, the highest and the last stay, so that
    no peak is lost.
    """
    columns = np.floor(x)
    if len(x) <= MOST_IN_A_COLUMN or (np.diff(columns) < 0).any():
        return x, y
    starts = np.concatenate([[0], np.flatnonzero(np.diff(columns)) + 1])
    if len(x) <= MOST_IN_A_COLUMN * len(starts):
        return x, y
    ends = np.concatenate([starts[1:], [len(x)]]) - 1
    kept = [y[starts], np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts), y[ends]]
    places = [x[starts], x[starts], x[ends], x[ends]]
    return np.stack(places, axis=1).ravel(), np.stack(kept, axis=1).ravel()
