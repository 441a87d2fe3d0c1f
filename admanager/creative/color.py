"""Colours as numbers: sRGB, OKLab and the contrast of WCAG 2.1; no palettes, no drawing.

A colour is a tuple of red, green and blue in 0..1. OKLab: Ottosson 2020; its lightness runs 0..1, its other
axes about -0.4..0.4. Contrast: WCAG 2.1, 1.4.3.
"""

from __future__ import annotations

import re

Colour = tuple[float, float, float]

WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)
HEX = re.compile(r"#[0-9a-fA-F]{6}")


def from_hex(text: str) -> Colour:
    """Return the colour of `#rrggbb`; raise ValueError for anything else."""
    if not HEX.fullmatch(text):
        raise ValueError(f"{text!r} is not a colour of the form #rrggbb")
    return (int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255)


def to_hex(colour: Colour) -> str:
    """Return the colour as `#rrggbb`, out-of-range channels brought to their ends."""
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, channel))):02x}" for channel in colour)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _encoded(channel: float) -> float:
    if channel <= 0.0031308:
        return max(0.0, 12.92 * channel)
    return min(1.0, float(1.055 * channel ** (1 / 2.4) - 0.055))


def luminance(colour: Colour) -> float:
    """Return the relative luminance of WCAG: 0 is black, 1 is white."""
    red, green, blue = (_linear(channel) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Colour, second: Colour) -> float:
    """Return WCAG's contrast ratio, 1..21."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def to_oklab(colour: Colour) -> Colour:
    """Return lightness, a (green to red) and b (blue to yellow)."""
    red, green, blue = (_linear(channel) for channel in colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab_raw(lab: Colour) -> Colour:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def from_oklab(lab: Colour) -> Colour:
    """Return the sRGB colour; one outside sRGB loses chroma, not lightness or hue, until it fits."""
    lightness = min(1.0, max(0.0, lab[0]))
    scale = 1.0
    for _ in range(24):
        linear = _from_oklab_raw((lightness, lab[1] * scale, lab[2] * scale))
        if all(-0.0005 <= channel <= 1.0005 for channel in linear):
            break
        scale *= 0.9
    return (_encoded(linear[0]), _encoded(linear[1]), _encoded(linear[2]))


def shifted(colour: Colour, lightness: float = 0.0, a: float = 0.0, b: float = 0.0) -> Colour:
    """Return the colour moved by these amounts in OKLab."""
    lab = to_oklab(colour)
    return from_oklab((lab[0] + lightness, lab[1] + a, lab[2] + b))


def with_lightness(colour: Colour, lightness: float, chroma: float = 1.0) -> Colour:
    """Return the colour at another OKLab lightness, its chroma multiplied by `chroma`."""
    lab = to_oklab(colour)
    return from_oklab((lightness, lab[1] * chroma, lab[2] * chroma))


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour `share` of the way from the first to the second, in OKLab."""
    one, two = to_oklab(first), to_oklab(second)
    return from_oklab(
        (
            one[0] + (two[0] - one[0]) * share,
            one[1] + (two[1] - one[1]) * share,
            one[2] + (two[2] - one[2]) * share,
        )
    )


def chroma(colour: Colour) -> float:
    """Return how colourful the colour is in OKLab: 0 is grey, about 0.3 is the most that sRGB has."""
    _, a, b = to_oklab(colour)
    return float((a * a + b * b) ** 0.5)


def readable_on(colour: Colour, background: Colour, wanted: float) -> Colour:
    """Return the nearest lightness of `colour` whose contrast on `background` is `wanted` or more.

    Falls back to black or white, whichever contrasts more.
    """
    if contrast(colour, background) >= wanted:
        return colour
    start = to_oklab(colour)[0]
    for step in range(1, 51):
        for lightness in (start - 0.02 * step, start + 0.02 * step):
            if 0.0 <= lightness <= 1.0:
                candidate = with_lightness(colour, lightness)
                if contrast(candidate, background) >= wanted:
                    return candidate
    return max((BLACK, WHITE), key=lambda end: contrast(end, background))
