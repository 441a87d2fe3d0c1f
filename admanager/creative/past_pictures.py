"""What can honestly be read of a past ad from its picture alone: ground, light or dark, and where its picture stands.

A finished picture says little of how it was made. Read are only the colour of the ground (the largest colour at the
rim), whether it is flat or runs from one tone to another, and which part of the ad is a photo (where many colours
stand close together; texts and shapes have few). What does not show clearly is not guessed: the caller fills it in.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from admanager.creative.brand import BrandKit
from admanager.creative.color import chroma, from_hex, from_oklab, to_oklab
from admanager.creative.colour_groups import oklab, palette_of
from admanager.creative.condition import Theme
from admanager.creative.palette import scheme_grounds
from admanager.creative.photos import FORMATS, MAX_PIXELS
from admanager.creative.spec import CONTINUOUS

Floats = npt.NDArray[np.float64]

# The ad is looked at in so many blocks along its longer side, each of so many pixels.
BLOCKS, BLOCK = 24, 8
# A block of 64 pixels with more colours than this belongs to a photo: its grain makes nearly each pixel another colour.
PHOTO_COLOURS = 26
# A photo fills at least this share of the box around its blocks, and of the ad.
FILLED, LEAST_PHOTO, WHOLE = 0.62, 0.1, 0.82
# A row or a column of blocks of which more than this share is photo belongs to the photo's box.
EDGE = 0.25
# A brand colour nearer than this to the ground is that colour.
SAME_COLOUR = 0.09
DARK = 0.62


@dataclass(frozen=True)
class PictureReading:
    """Fields of a design that a picture shows, whether it is light or dark, and its colours, the largest first."""

    fields: dict[str, Any]
    theme: Theme
    palette: tuple[str, ...]


def read_ad_picture(content: bytes, brand: BrandKit) -> PictureReading:
    """Return what the picture of an ad shows; raise ValueError when it is none that can be read."""
    pixels = _decoded(content)
    ground = _main_colour(_rim(pixels))
    fields: dict[str, Any] = _scheme(ground, brand)
    fields |= _placed(_photo_blocks(pixels), pixels.shape[1] / pixels.shape[0])
    background = _background(pixels, ground)
    if background:
        fields["background"] = background
    lightness = float(ground[0])
    return PictureReading(
        fields, "dark" if lightness < DARK else "light", tuple(palette_of(_thumbnail(pixels)))
    )


def _decoded(content: bytes) -> npt.NDArray[np.uint8]:
    """Return the picture [h, w, 3], its longer side BLOCKS x BLOCK pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                width, height = image.size
                if not 0 < width * height <= MAX_PIXELS or min(width, height) < 16:
                    raise ValueError("it is too small or too large")
                longer = BLOCKS * BLOCK
                scale = longer / max(width, height)
                size = (max(BLOCK, round(width * scale)), max(BLOCK, round(height * scale)))
                picture = image.convert("RGBA")
                whole = Image.new("RGBA", picture.size, "white")
                plain = Image.alpha_composite(whole, picture).convert("RGB")
    except ValueError:
        raise
    except Exception as error:
        raise ValueError(str(error)) from error
    return np.asarray(plain.resize(size, Image.Resampling.BOX), dtype=np.uint8)


def _rim(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return the pixels [n, 3] just inside the border that light and dark ads have."""
    inner = pixels[3:-3, 3:-3]
    return np.concatenate([inner[0], inner[-1], inner[:, 0], inner[:, -1]])


def _thumbnail(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    return pixels[:: max(1, pixels.shape[0] // 48), :: max(1, pixels.shape[1] // 48)]


def _main_colour(pixels: npt.NDArray[np.uint8]) -> Floats:
    """Return the middle, in OKLab, of the most frequent colour."""
    coarse = pixels.astype(np.int64) >> 4
    codes = (coarse[..., 0] << 8) + (coarse[..., 1] << 4) + coarse[..., 2]
    values, counts = np.unique(codes, return_counts=True)
    inside = pixels[codes == values[int(counts.argmax())]]
    middle: Floats = np.median(oklab(inside), axis=0)
    return middle


def _scheme(ground: Floats, brand: BrandKit) -> dict[str, Any]:
    """Return which of the brand's grounds it is, with the offsets to it; without a near one, its kind only."""
    colours = (from_hex(text) for text in (brand.primary, brand.accent, brand.ink, brand.paper))
    grounds = scheme_grounds(*colours)
    labs = {name: np.array(to_oklab(colour)) for name, colour in grounds.items()}
    name = min(labs, key=lambda each: float(np.linalg.norm(labs[each] - ground)))
    away = ground - labs[name]
    if float(np.linalg.norm(away)) > SAME_COLOUR:
        return {"scheme": _kind_of(ground)}
    # As `palette.ground_colour` applies them.
    shifts = zip(("ground_l", "ground_a", "ground_b"), (0.4, 0.22, 0.22), away, strict=True)
    return {"scheme": name} | {field: _within(field, float(shift) / share) for field, share, shift in shifts}


def _kind_of(ground: Floats) -> str:
    """Return the scheme of other brands' grounds: what part in its palette such a colour has."""
    lightness = float(ground[0])
    colourful = chroma(from_oklab((lightness, float(ground[1]), float(ground[2])))) > 0.04
    if lightness >= 0.85:
        return "tint" if colourful else "paper"
    if lightness <= 0.36:
        return "deep" if colourful else "ink"
    return "primary"


def _within(name: str, value: float) -> float:
    field = next(field for field in CONTINUOUS if field.name == name)
    return round(min(field.high, max(field.low, value)), 4)


def _photo_blocks(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Return which blocks [rows, columns] hold as many colours as photos do."""
    rows, columns = pixels.shape[0] // BLOCK, pixels.shape[1] // BLOCK
    coarse = pixels[: rows * BLOCK, : columns * BLOCK].astype(np.int64) >> 1
    codes = (coarse[..., 0] << 14) + (coarse[..., 1] << 7) + coarse[..., 2]
    blocks = codes.reshape(rows, BLOCK, columns, BLOCK).swapaxes(1, 2).reshape(rows, columns, -1)
    ordered = np.sort(blocks, axis=2)
    return np.asarray(1 + (np.diff(ordered, axis=2) != 0).sum(axis=2) > PHOTO_COLOURS)


def _placed(photo: npt.NDArray[np.bool_], shape: float) -> dict[str, Any]:
    """Return the flow and the picture's share of an ad whose photo stands in these blocks; nothing where that is unclear."""
    if photo.mean() < 0.02:
        return {}
    across, down = np.flatnonzero(photo.mean(axis=0) > EDGE), np.flatnonzero(photo.mean(axis=1) > EDGE)
    if not len(across) or not len(down):
        return {}
    rows, columns = photo.shape
    left, right = across[0] / columns, (across[-1] + 1) / columns
    top, bottom = down[0] / rows, (down[-1] + 1) / rows
    box = photo[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    area = (right - left) * (bottom - top)
    if box.mean() < FILLED or area < LEAST_PHOTO:
        return {}
    if area > WHOLE:
        return {"flow": "bleed_side" if shape > 1.2 else "bleed_bottom"}
    wide, high = right - left, bottom - top
    if high > 0.85 and wide < 0.75:
        side = "left" if left < 1 - right else "right"
        return {"flow": f"split_{side}", "picture_share": _within("picture_share", wide)}
    if wide > 0.85 and high < 0.75:
        side = "top" if top < 1 - bottom else "bottom"
        return {"flow": f"hero_{side}", "picture_share": _within("picture_share", high)}
    if left > 0.02 and right < 0.98 and top > 0.02 and bottom < 0.98 and shape > 0.8:
        side = "left" if left < 1 - right else "right"
        return {"flow": f"float_{side}", "picture_share": _within("picture_share", wide)}
    return {}


def _background(pixels: npt.NDArray[np.uint8], ground: Floats) -> str:
    """Return `flat` where the ground is of one colour, `gradient` where it runs between tones, else ""."""
    lab = oklab(pixels)
    corners = np.stack([lab[4, 4], lab[4, -5], lab[-5, 4], lab[-5, -5]])
    same = np.linalg.norm(corners - ground, axis=1)
    if (same < 0.012).all():
        return "flat"
    return "gradient" if (same < 0.12).all() and same.max() > 0.03 else ""
