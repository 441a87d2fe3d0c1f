"""Measures a drawn ad on its pixels: contrast, overlap, bounds, fit, weight, border; and repairs what can be."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt

from admanager.creative.blocks import SMALLEST, old_price_style
from admanager.creative.color import BLACK, WHITE, Colour, contrast, from_hex
from admanager.creative.compose import border_colour, needs_border
from admanager.creative.copy import forbidden_in
from admanager.creative.fonts import TYPE_STYLES, TextStyle, Typesetter
from admanager.creative.layout import Box, Element, Layout
from admanager.creative.networks import Length, length_of
from admanager.texts import Sentence, sentence

Pixels = npt.NDArray[np.uint8]
Painter = Callable[[Layout, bool], Pixels]

NORMAL, LARGE, SHAPE = 4.5, 3.0, 3.0
LARGE_SIZE, LARGE_BOLD_SIZE = 24.0, 18.66
RING = 3
FAINT = 24
REPAIRS = 4
OVERHANG = (0.08, 0.03)
# What the networks call the elements that they call otherwise.
PARTS = {"button": "cta", "logo": "name"}


@dataclass(frozen=True)
class Measured:
    """A contrast: the lowest that any pixel under a text, or around a button's shape, gives; and what is needed."""

    kind: str
    contrast: float
    needed: float

    @property
    def ratio(self) -> float:
        """The contrast divided by what is needed: 1 or more passes."""
        return self.contrast / self.needed


@dataclass(frozen=True)
class CheckReport:
    """What the checks found in one ad.

    `overlap` is the shared area of elements as a share of the ad; `out_of_bounds` counts elements that leave
    the ad; `ink_outside` counts glyph pixels outside their elements' boxes; `border` is False where a near-white
    or near-black ad lacks its border. `lengths` are the texts as the network counts them that leaves each the least room.
    """

    texts: tuple[Measured, ...]
    shape: Measured | None
    overlap: float
    out_of_bounds: int
    ink_outside: int
    texts_fit: bool
    smallest: float
    border: bool
    forbidden: str
    lengths: tuple[Length, ...]

    @property
    def contrast_min(self) -> float:
        """The lowest text contrast divided by what that text needs."""
        return min((text.ratio for text in self.texts), default=0.0)

    @property
    def passed(self) -> bool:
        """Whether the ad may leave the program."""
        return not self.problems()

    def problems(self) -> list[Sentence]:
        """Return what is wrong, as sentences."""
        found = [
            sentence("The text “{kind}” has a contrast of {value:.1f}, and needs {needed:.1f}.",
                     kind=text.kind, value=text.contrast, needed=text.needed)
            for text in self.texts
            if text.ratio < 1
        ]  # fmt: skip
        if self.shape is not None and self.shape.ratio < 1:
            found.append(
                sentence(
                    "The button's shape has a contrast of {value:.1f}, and needs 3.",
                    value=self.shape.contrast,
                )
            )
        if self.overlap > 0:
            found.append(sentence("Elements cover each other."))
        if self.out_of_bounds:
            found.append(sentence("Elements leave the ad."))
        if not self.texts_fit or self.ink_outside:
            found.append(sentence("A required text does not fit; shorten it in the brand kit."))
        if not self.border:
            found.append(sentence("The ad is nearly white or black and has no border."))
        if self.forbidden:
            found.append(sentence("The ad holds the forbidden word “{word}”.", word=self.forbidden))
        found += [length.problem() for length in self.lengths if not length.fits]
        return found


def check(layout: Layout, ground: Pixels, finished: Pixels, typesetter: Typesetter) -> CheckReport:
    """Return the report on a layout from its pixels without words (`ground`) and with them (`finished`)."""
    texts = tuple(
        Measured(kind, _lowest(ground, box, colour), _needed(style))
        for kind, box, colour, style in _texts(layout, typesetter)
    )
    boxes = [element.box for element in layout.elements]
    if layout.picture is not None and layout.picture.mode == "float":
        boxes.append(layout.picture.box)
    shared = sum(first.overlap(second) for first, second in combinations(boxes, 2))
    sizes = [style.size for _, _, _, style in _texts(layout, typesetter)]
    fits = not layout.missing and all(
        typesetter.width(line, element.style) <= element.box.width + 1
        for element in layout.elements
        if element.style is not None and element.kind not in {"logo"}
        for line in element.lines
    )
    words = " ".join(element.text for element in layout.elements)
    return CheckReport(
        texts=texts,
        shape=_shape(layout, ground),
        overlap=shared / layout.canvas.area,
        out_of_bounds=sum(not box.within(layout.canvas) for box in boxes),
        ink_outside=_ink_outside(layout, ground, finished),
        texts_fit=fits and min(sizes, default=0) >= SMALLEST,
        smallest=min(sizes, default=0.0),
        border=not needs_border(layout) or _has_border(layout, finished),
        forbidden=forbidden_in(words, layout.brand.forbidden_words) or "",
        lengths=_lengths(layout),
    )


def _lengths(layout: Layout) -> tuple[Length, ...]:
    found = (
        length_of(element.text, PARTS.get(element.kind, element.kind), layout.brand.networks)
        for element in layout.elements
        if element.lines
    )
    return tuple(length for length in found if length is not None)


def repaired(layout: Layout, paint: Painter, typesetter: Typesetter) -> tuple[Layout, CheckReport]:
    """Return the layout with failing contrasts mended, and its report.

    Tried in turn: another text or button colour of the brand (then black or white), a stronger scrim over a
    photo, and a plate under the texts. `paint(layout, words)` gives pixels.
    """
    report = check(layout, paint(layout, False), paint(layout, True), typesetter)
    for attempt in range(REPAIRS):
        contrasts = [*report.texts, *([] if report.shape is None else [report.shape])]
        if all(measured.ratio >= 1 for measured in contrasts):
            break
        ground = paint(layout, False)
        if attempt == 1 and layout.picture is not None and layout.picture.mode == "bleed":
            layout = replace(layout, scrim=1.0)
        elif attempt == 2:
            layout = replace(layout, plates=_plates(layout))
        else:
            layout = replace(
                layout, elements=tuple(_recoloured(element, layout, ground) for element in layout.elements)
            )
        report = check(layout, paint(layout, False), paint(layout, True), typesetter)
    return layout, report


def _needed(style: TextStyle) -> float:
    large = style.size >= LARGE_SIZE or (style.is_bold and style.size >= LARGE_BOLD_SIZE)
    return LARGE if large else NORMAL


def _texts(layout: Layout, typesetter: Typesetter) -> Iterator[tuple[str, Box, Colour, TextStyle]]:
    """Yield each text with the box that its glyphs stand in; logos are exempt by WCAG 1.4.3."""
    for element in layout.elements:
        style = element.style
        if style is None or element.kind == "logo":
            continue
        box = element.box
        if element.kind in {"button", "badge"}:
            width = round(
                typesetter.width(element.lines[0], style) + (1.5 * style.size if element.icon else 0)
            )
            inset = max(0, (box.width - width) // 2)
            high = max(0, (box.height - math.ceil(style.size)) // 2)
            box = Box(box.x + inset, box.y + high, box.width - 2 * inset, box.height - 2 * high)
        yield element.kind, box, element.colour, style
        if element.old_price:
            surface = getattr(layout.palette, element.surface)
            small = old_price_style(style, TYPE_STYLES[layout.spec.font_role])
            yield "old price", box, surface.muted, small


def _luminance(image: Pixels) -> npt.NDArray[np.float64]:
    """Return WCAG's relative luminance of each pixel."""
    return _RED[image[..., 0]] + _GREEN[image[..., 1]] + _BLUE[image[..., 2]]


_CHANNEL = np.arange(256) / 255
_LINEAR = np.where(_CHANNEL <= 0.04045, _CHANNEL / 12.92, ((_CHANNEL + 0.055) / 1.055) ** 2.4)
_RED, _GREEN, _BLUE = 0.2126 * _LINEAR, 0.7152 * _LINEAR, 0.0722 * _LINEAR


def _lowest(ground: Pixels, box: Box, colour: Colour) -> float:
    part = _luminance(ground[max(0, box.y) : box.bottom, max(0, box.x) : box.right])
    if part.size == 0:
        return 0.0
    own = contrast(colour, BLACK) * 0.05
    darkest, lightest = float(part.min()) + 0.05, float(part.max()) + 0.05
    if darkest <= own <= lightest:
        between = part + 0.05
        return float(np.maximum(between / own, own / between).min())
    return own / lightest if own > lightest else darkest / own


def _ring(ground: Pixels, box: Box) -> npt.NDArray[np.float64]:
    """Return the luminances of the pixels just around a box."""
    left, top = max(0, box.x - RING), max(0, box.y - RING)
    part = _luminance(ground[top : box.bottom + RING, left : box.right + RING])
    around = np.ones(part.shape, dtype=bool)
    around[
        max(0, box.y - 1 - top) : box.bottom + 1 - top, max(0, box.x - 1 - left) : box.right + 1 - left
    ] = False
    return part[around]


def _shape(layout: Layout, ground: Pixels) -> Measured | None:
    button = next((element for element in layout.elements if element.kind == "button"), None)
    if button is None or button.fill is None:
        return None
    return Measured("button shape", _shape_contrast(button.fill, _ring(ground, button.box)), SHAPE)


def _shape_contrast(fill: Colour, ring: npt.NDArray[np.float64]) -> float:
    own = contrast(fill, BLACK) * 0.05
    around = ring + 0.05
    return float(np.maximum(around / own, own / around).min()) if ring.size else 21.0


def _ink_outside(layout: Layout, ground: Pixels, finished: Pixels) -> int:
    outside = finished.copy()
    for element in layout.elements:
        # A serif's f, round letters and descenders hang over their box by a few per cent of the size.
        size = element.style.size if element.style is not None else 0.0
        box = element.box.inset(*(-1 - math.ceil(share * size) for share in OVERHANG))
        rows, columns = slice(max(0, box.y), box.bottom), slice(max(0, box.x), box.right)
        outside[rows, columns] = ground[rows, columns]
    if np.array_equal(outside, ground):
        return 0
    changed = np.maximum(outside, ground) - np.minimum(outside, ground)
    return int((changed.max(axis=2) > FAINT).sum())


def _has_border(layout: Layout, finished: Pixels) -> bool:
    """Return whether the outermost pixels are the border's colour, where no picture or band bleeds off."""
    wanted = np.array([round(255 * channel) for channel in border_colour(layout)])
    edge = np.concatenate([finished[0], finished[-1], finished[:, 0], finished[:, -1]]).astype(np.int16)
    return bool((np.abs(edge - wanted).max(axis=1) <= 3).mean() > 0.9)


def _recoloured(element: Element, layout: Layout, ground: Pixels) -> Element:
    style = element.style
    if style is None or element.kind == "logo":
        return element
    ink, paper = from_hex(layout.brand.ink), from_hex(layout.brand.paper)
    colours = (element.colour, paper, ink, WHITE, BLACK)
    if element.kind not in {"button", "badge"}:
        best = max(colours, key=lambda colour: min(_lowest(ground, element.box, colour), 7.0))
        failing = _lowest(ground, element.box, element.colour) < _needed(style)
        return replace(element, colour=best) if failing else element
    if element.kind == "badge" or element.fill is None:
        return element
    ring = _ring(ground, element.box)
    if _shape_contrast(element.fill, ring) >= SHAPE:
        return element
    fills = (from_hex(layout.brand.accent), from_hex(layout.brand.primary), ink, paper, BLACK, WHITE)
    fill = next((colour for colour in fills if _shape_contrast(colour, ring) >= SHAPE), fills[-1])
    label = max((paper, ink, WHITE, BLACK), key=lambda colour: contrast(colour, fill))
    if element.outline:
        return replace(element, fill=fill, colour=fill)
    return replace(element, fill=fill, colour=label)


def _plates(layout: Layout) -> tuple[Box, ...]:
    """Return one plate a little larger than all the texts together."""
    boxes = [element.box for element in layout.elements]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    around = Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)
    return (around.inset(-6),)
