"""What a photo shows, and where in it: so that it is cut around its subject, in a frame that suits it.

The subject is what differs from the photo's rim. Where the rim has one colour, as in pictures of products on white, the
photo can go on in that colour, and nothing has to be cut off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.creative.color import Colour

# A rim of one colour: nine tenths of it within this distance of its middle (in 0..1 a channel).
PLAIN = 0.045
# What differs from the rim by this share of the largest difference belongs to the subject.
DIFFERENT = 0.4
TAIL = 0.04
# How much of its frame's sides a subject on plain ground takes up.
FILLED, WELL_FILLED = 0.88, 0.4


@dataclass(frozen=True)
class Subject:
    """A photo's width by height, the box of its subject in 0..1 of the photo, and the colour of a plain rim."""

    ratio: float
    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0
    ground: Colour | None = None

    def seen(self, width: float, height: float) -> float:
        """Return the share of the subject that a frame shows which the photo covers.

        On plain ground nothing is cut off; there it is how well the subject fills the frame's sides (0.4 of each is 1).
        """
        if self.ground is not None:
            _, _, wide, high = self.placed(width, height)
            across, down = wide * (self.right - self.left) / width, high * (self.bottom - self.top) / height
            return min(1.0, across / WELL_FILLED, down / WELL_FILLED)
        across, down = self._part(width / height)
        return min(1.0, across / (self.right - self.left)) * min(1.0, down / (self.bottom - self.top))

    def focus(self, width: float, height: float) -> tuple[float, float]:
        """Return which part covers a frame: the share of what is cut off that is cut at the left, and at the top."""
        across, down = self._part(width / height)
        return _cut(self.left, self.right, across, 0.5), _cut(self.top, self.bottom, down, 0.3)

    def placed(self, width: float, height: float) -> tuple[float, float, float, float]:
        """Return where a photo on plain ground stands in a frame, its subject whole and in the middle: x, y, width, height."""
        wide, high = (self.right - self.left) * self.ratio, self.bottom - self.top
        # The photo's height for which the subject fills the frame in one direction.
        scale = min(FILLED * width / wide, FILLED * height / high)
        x = width / 2 - scale * self.ratio * (self.left + self.right) / 2
        y = height / 2 - scale * (self.top + self.bottom) / 2
        return x, y, scale * self.ratio, scale

    def _part(self, frame: float) -> tuple[float, float]:
        """Return the shares of the photo's sides that a frame of this ratio shows."""
        return (1.0, self.ratio / frame) if frame > self.ratio else (frame / self.ratio, 1.0)


def _cut(begin: float, end: float, part: float, lead: float) -> float:
    """Return the share of the cut-off that lies before the part, with the subject in the middle or its lead kept."""
    rest = 1.0 - part
    if rest < 1e-6:
        return 0.5
    longer = end - begin - part
    start = begin + lead * longer if longer > 0 else (begin + end - part) / 2
    return min(1.0, max(0.0, start / rest))


def find_subject(pixels: npt.NDArray[np.uint8], ratio: float) -> Subject:
    """Return the subject of a small copy [height, width, 3] of a photo with this width by height."""
    picture = pixels.astype(np.float64) / 255
    height, width = picture.shape[:2]
    if min(height, width) < 8:
        return Subject(ratio)
    rim = np.concatenate([picture[0], picture[-1], picture[1:-1, 0], picture[1:-1, -1]])
    middle = np.median(rim, axis=0)
    plain = float(np.quantile(np.abs(rim - middle).max(axis=1), 0.9)) < PLAIN
    away = np.linalg.norm(picture - middle, axis=2)
    if not plain:
        # On a busy ground what is in the middle is more likely meant.
        y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
        away = away * np.exp(-0.9 * (x**2 + y**2))
    most = float(np.quantile(away, 0.98))
    if most < 0.02:
        return Subject(ratio)
    mass = (away > DIFFERENT * most).astype(np.float64) if not plain else (away > 0.08).astype(np.float64)
    left, right = _span(mass.sum(axis=0), 0.0 if plain else TAIL)
    top, bottom = _span(mass.sum(axis=1), 0.0 if plain else TAIL)
    red, green, blue = (float(value) for value in middle)
    return Subject(ratio, left, top, right, bottom, (red, green, blue) if plain else None)


def _span(mass: npt.NDArray[np.float64], tail: float) -> tuple[float, float]:
    """Return where the mass along one side begins and ends, in 0..1, less a tail at either end."""
    total = np.cumsum(mass)
    if total[-1] <= 0:
        return 0.0, 1.0
    first = int(np.searchsorted(total, tail * total[-1], side="right"))
    last = int(np.searchsorted(total, (1 - tail) * total[-1], side="left"))
    return first / len(mass), min(1.0, (last + 1) / len(mass))
