"""The colours of a photo: the group that its subject belongs to, and a palette; on arrays, without a model.

Pixels are arrays [..., 3] of 0..255. Colours are compared in OKLab (Ottosson 2020).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

COLOUR_GROUPS = (
    "black", "grey", "white", "brown", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink",
)  # fmt: skip

Floats = npt.NDArray[np.float64]

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_GREY_CHROMA = 0.035
_BLACK, _WHITE = 0.38, 0.82
# Where a hue ends, in degrees of OKLab's hue angle, and its group; brown is a dark orange, pink a light red.
_HUES = (
    (12.0, "pink"), (40.0, "red"), (75.0, "orange"), (112.0, "yellow"), (160.0, "green"), (220.0, "teal"),
    (285.0, "blue"), (325.0, "purple"), (361.0, "pink"),
)  # fmt: skip
_BROWN, _PINK = 0.62, 0.72
_SUBJECT_DISTANCE = 0.08
_PALETTE_ROUNDS = 12


def oklab(pixels: npt.NDArray[np.uint8]) -> Floats:
    """Return the pixels in OKLab, [..., 3]."""
    share = np.asarray(pixels, dtype=np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    lab: Floats = np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T
    return lab


def colour_groups(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """Return the colour group of each picture's subject, as an index of COLOUR_GROUPS; `pixels` is [n, h, w, 3].

    The subject is what differs from the border's middle colour, weighed towards the centre; a picture of one
    colour has that colour.
    """
    return np.array([_group(_subject_colour(oklab(picture))) for picture in pixels], dtype=np.int64)


def palette_of(pixels: npt.NDArray[np.uint8], count: int = 5) -> list[str]:
    """Return up to `count` colours `#rrggbb` of a picture [h, w, 3], the one that covers most first.

    K-means in OKLab, begun with the colours that lie farthest apart, so that the same picture gives the same.
    """
    flat = np.asarray(pixels, dtype=np.uint8).reshape(-1, 3)
    lab = oklab(flat)
    centres = [lab.mean(axis=0)]
    apart = np.square(lab - centres[0]).sum(axis=1)
    centres = [lab[int(apart.argmin())]]
    while len(centres) < count:
        apart = np.min([np.square(lab - centre).sum(axis=1) for centre in centres], axis=0)
        if apart.max() < 1e-4:
            break
        centres.append(lab[int(apart.argmax())])
    middle = np.array(centres)
    for _ in range(_PALETTE_ROUNDS):
        nearest = np.square(lab[:, None] - middle[None]).sum(axis=2).argmin(axis=1)
        for number in range(len(middle)):
            if np.any(nearest == number):
                middle[number] = lab[nearest == number].mean(axis=0)
    sizes = np.bincount(nearest, minlength=len(middle))
    found = []
    for number in np.argsort(-sizes, kind="stable"):
        members = flat[nearest == number]
        if len(members):
            red, green, blue = np.rint(members.mean(axis=0)).astype(int)
            found.append(f"#{red:02x}{green:02x}{blue:02x}")
    return list(dict.fromkeys(found))


def _subject_colour(lab: Floats) -> Floats:
    height, width = lab.shape[:2]
    border = np.concatenate([lab[0], lab[-1], lab[:, 0], lab[:, -1]])
    ground = np.median(border, axis=0)
    weight = np.outer(np.hanning(height + 2)[1:-1], np.hanning(width + 2)[1:-1])
    subject = weight * (np.linalg.norm(lab - ground, axis=2) > _SUBJECT_DISTANCE)
    if subject.sum() < 0.05 * weight.sum():
        subject = weight
    mean: Floats = (lab * subject[..., None]).sum(axis=(0, 1)) / subject.sum()
    return mean


def _group(lab: Floats) -> int:
    lightness, a, b = lab
    if np.hypot(a, b) < _GREY_CHROMA:
        name = "black" if lightness < _BLACK else "white" if lightness > _WHITE else "grey"
    else:
        hue = np.degrees(np.arctan2(b, a)) % 360
        name = next(group for end, group in _HUES if hue < end)
        if name in {"orange", "yellow"} and lightness < _BROWN:
            name = "brown"
        elif name == "red" and lightness > _PINK:
            name = "pink"
    return COLOUR_GROUPS.index(name)
