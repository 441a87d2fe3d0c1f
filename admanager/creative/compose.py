"""Turns a layout into a scene: ground, picture, panels, then each element's shapes and lines of text."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np

from admanager.creative.backgrounds import background, scrim
from admanager.creative.blocks import MARK_RATIO, old_price_style
from admanager.creative.color import Colour, contrast, luminance, mixed
from admanager.creative.cut_paper import ground_art, picture_art
from admanager.creative.fonts import TYPE_STYLES, TextStyle, Typesetter
from admanager.creative.layout import Box, Element, Kind, Layout, PictureArea
from admanager.creative.motifs import Art, motif
from admanager.creative.regions import free_of, shape_of
from admanager.creative.scene import (
    KAPPA,
    Group,
    Item,
    Path,
    Photo,
    Scene,
    Shape,
    TextLine,
    arch,
    ellipse,
    half_disc,
    polygon,
    rectangle,
    rounded,
)  # fmt: skip

# Grounds lighter or darker than this get the thin border that ad servers ask for.
NEAR_WHITE = 0.82
NEAR_BLACK = 0.012
# Motifs that fill any area; the others are objects in the middle of one.
FIELDS = ("tiles", "arcs", "hills")
LONG = 2.1
# Colours of less contrast than this look the same side by side.
APART = 1.3
HANGING = "，。、；：！？"


def compose(
    layout: Layout,
    typesetter: Typesetter,
    *,
    photo: str | None = None,
    words: bool = True,
    hidden: Collection[Kind] = (),
) -> Scene:
    """Return the scene of a layout, without the elements of the `hidden` kinds (of a state of an animation).

    Without `words` everything but glyphs and the logo is there, for measuring.
    """
    rng = np.random.default_rng([layout.seed, 7])
    canvas = layout.canvas
    if layout.art is not None and layout.art.use == "ground":
        items: list[Item] = list(ground_art(layout))
    else:
        items = list(background(layout.spec, layout.palette, canvas, rng))
    items += _picture(layout, rng, photo)
    items += _panels(layout)
    for plate in layout.plates:
        fill = layout.palette.scrim.fill if layout.picture else layout.palette.ground.fill
        items.append(Shape(rounded(plate.x, plate.y, plate.width, plate.height, 4), fill))
    if needs_border(layout):
        items.append(_border(layout))
    for element in layout.elements:
        if element.kind in hidden:
            continue
        items += _shapes(element, layout)
        if words:
            items += _words(element, layout, typesetter)
    return Scene(canvas.width, canvas.height, tuple(items))


def needs_border(layout: Layout) -> bool:
    """Return whether the ad's ground is so near to white or black that it needs a border."""
    if layout.picture is not None and layout.picture.mode == "bleed":
        return False
    value = luminance(layout.palette.ground.fill)
    return value >= NEAR_WHITE or value <= NEAR_BLACK


def border_colour(layout: Layout) -> Colour:
    """Return the border's colour, visible on the page and on the ad alike."""
    ground = layout.palette.ground
    share = 0.2
    while contrast(mixed(ground.fill, ground.text, share), ground.fill) < 1.4 and share < 1:
        share += 0.05
    return mixed(ground.fill, ground.text, share)


def _border(layout: Layout) -> Shape:
    canvas = layout.canvas
    return Shape(rectangle(0.5, 0.5, canvas.width - 1, canvas.height - 1), None, border_colour(layout), 1.0)


def _picture(layout: Layout, rng: np.random.Generator, photo: str | None) -> list[Item]:
    area = layout.picture
    if area is None:
        return []
    box, spec = area.box, layout.spec
    if area.slant_left or area.slant_right:
        # The leaning edge reaches beyond the box by half of its lean.
        lean = math.ceil(max(area.slant_left, area.slant_right) / 2)
        box = Box(box.x - (lean if area.slant_left else 0), box.y, box.width + lean, box.height)
    if photo is None and area.mode == "bleed":
        return _drawn_bleed(layout, area, rng)
    if photo is not None and area.mode == "bleed":
        return _bleeding_photo(layout, area, photo)
    if photo is None and (area.slant_left or area.slant_right) and spec.motif not in FIELDS:
        # An object stands clear of the leaning edge; only its ground reaches there.
        clear = Box(area.box.x + area.slant_left // 2, area.box.y, area.box.width - lean, area.box.height)
        whole = Shape(rectangle(box.x, box.y, box.width, box.height), layout.palette.art[0])
        content = (whole, *_drawing(layout, spec.motif, clear, rng))
    elif photo is None:
        content = _drawing(layout, spec.motif, box, rng)
    else:
        content = _photo(layout, box, photo)
    return [Group(picture_path(layout, area), content)]


def _photo(layout: Layout, box: Box, photo: str) -> tuple[Item, ...]:
    """The photo in its frame: cut around its subject, or whole on its own plain ground."""
    spec, subject = layout.spec, layout.subject
    if subject is None or layout.held:
        return (Photo(photo, box.x, box.y, box.width, box.height, (spec.focus_x, spec.focus_y)),)
    if subject.ground is None:
        return (Photo(photo, box.x, box.y, box.width, box.height, subject.focus(box.width, box.height)),)
    x, y, width, height = subject.placed(box.width, box.height)
    return (
        Shape(rectangle(box.x, box.y, box.width, box.height), subject.ground),
        Photo(photo, box.x + x, box.y + y, width, height),
    )


def _bleeding_photo(layout: Layout, area: PictureArea, photo: str) -> list[Item]:
    """A photo that bleeds off the ad stands where the words leave room, and runs out under them."""
    canvas, text = layout.canvas, _text_box(layout)
    whole = rectangle(0, 0, canvas.width, canvas.height)
    if area.scrim_side == "all":
        return [
            Group(whole, _photo(layout, canvas, photo)),
            *scrim(canvas, text, "all", layout.palette.scrim.fill, layout.scrim),
        ]
    sunk = area.scrim_side == "bottom" or (bool(layout.panels) and shape_of(layout.size) == "tall")
    free = free_of(layout.panels[0].box if layout.panels else text, layout.size, sunk)
    under = layout.palette.scrim.fill if area.scrim_side else layout.palette.art[0]
    items: list[Item] = [
        Shape(whole, under),
        Group(rectangle(free.x, free.y, free.width, free.height), _photo(layout, free, photo)),
    ]
    if area.scrim_side:
        items += scrim(canvas, text, area.scrim_side, under, layout.scrim, fade=0.14)
    return items


def _drawn_bleed(layout: Layout, area: PictureArea, rng: np.random.Generator) -> list[Item]:
    """A drawing that bleeds off the ad keeps a clear edge towards the text: fading suits photos, not flat shapes."""
    canvas, text = layout.canvas, _text_box(layout)
    ground = Shape(rectangle(0, 0, canvas.width, canvas.height), layout.palette.scrim.fill)
    name = layout.spec.motif
    if area.scrim_side in {"", "all"}:
        field = name if name in FIELDS else FIELDS[int(rng.integers(len(FIELDS)))]
        return [*_drawing(layout, field, canvas, rng), *_window(layout, text)]
    if area.scrim_side == "bottom":
        edge = text.y - max(6.0, 0.05 * canvas.height)
        sag = min(0.1 * canvas.height, 0.14 * canvas.width)
        outline: Path = (
            ("M", 0, 0), ("L", canvas.width, 0), ("L", canvas.width, edge - sag),
            ("C", canvas.width * 0.66, edge + sag * 0.3, canvas.width * 0.34, edge + sag * 0.3, 0, edge - sag), ("Z",),
        )  # fmt: skip
        part = Box(0, 0, canvas.width, max(1, round(edge)))
    else:
        radius = 0.78 * canvas.height
        left = text.right + max(6.0, 0.02 * canvas.width)
        outline = _bulge(left, canvas, radius)
        part = Box(round(left), 0, canvas.width - round(left), canvas.height)
    return [ground, Group(outline, _drawing(layout, name, part, rng))]


def _bulge(left: float, canvas: Box, radius: float) -> Path:
    """Return what lies right of a bulging edge: a half disc's rim where it is within the canvas, then all the rest."""
    middle, high = canvas.height / 2, min(radius, canvas.height)
    k = KAPPA
    return (
        ("M", canvas.width, middle - high), ("L", left + radius, middle - high),
        ("C", left + radius * (1 - k), middle - high, left, middle - high * k, left, middle),
        ("C", left, middle + high * k, left + radius * (1 - k), middle + high, left + radius, middle + high),
        ("L", canvas.width, middle + high), ("Z",),
    )  # fmt: skip


def _drawing(layout: Layout, name: str, box: Box, rng: np.random.Generator) -> tuple[Item, ...]:
    """What stands in the place of a photo: a motif, or what an image model made where the design has that."""
    if layout.art is not None and layout.art.use == "picture":
        return picture_art(layout, box)
    # One object in a long area is a speck; a pattern fills it.
    if name not in FIELDS and max(box.width, box.height) > LONG * min(box.width, box.height):
        name = FIELDS[int(rng.integers(len(FIELDS)))]
    return motif(name, box, _art(layout), rng)


def _art(layout: Layout) -> Art:
    """Return the colours of a drawing; where words stand on it on a shape of their own, none that would eat its edge."""
    art, area = layout.palette.art, layout.picture
    if area is None or area.mode != "bleed" or area.scrim_side not in {"", "all"}:
        return art
    shape = layout.palette.card.fill if layout.panels else layout.palette.scrim.fill
    strong = max(art, key=lambda colour: contrast(colour, shape))
    first, second, *rest = (
        mixed(colour, strong, 0.3) if contrast(colour, shape) < APART else colour for colour in art
    )
    return (first, second, rest[0], rest[1], rest[2], rest[3])


def _window(layout: Layout, text: Box) -> list[Item]:
    """The quiet plate in the middle of a pattern; a card flow brings its own."""
    if layout.panels:
        return []
    pad = max(8, round(0.055 * min(layout.size.width, layout.size.height)))
    plate = text.inset(-round(1.4 * pad), -pad)
    radius = 16 * layout.spec.corner * max(0.6, layout.unit)
    return [Shape(rounded(plate.x, plate.y, plate.width, plate.height, radius), layout.palette.scrim.fill)]


def _text_box(layout: Layout) -> Box:
    boxes = [element.box for element in layout.elements]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def picture_path(layout: Layout, area: PictureArea) -> Path:
    """Return the outline of the picture."""
    box = area.box
    if area.slant_left or area.slant_right:
        return polygon(
            (box.x + area.slant_left / 2, box.y),
            (box.right + area.slant_right / 2, box.y),
            (box.right - area.slant_right / 2, box.bottom),
            (box.x - area.slant_left / 2, box.bottom),
        )
    if area.mode != "float" or area.mask == "rectangle":
        return rectangle(box.x, box.y, box.width, box.height)
    if area.mask == "circle":
        return ellipse(box.x + box.width / 2, box.y + box.height / 2, min(box.width, box.height) / 2)
    if area.mask == "arch":
        return arch(box.x, box.y, box.width, box.height)
    radius = (0.05 + 0.13 * layout.spec.corner) * min(box.width, box.height)
    return rounded(box.x, box.y, box.width, box.height, radius)


def _panels(layout: Layout) -> list[Item]:
    items: list[Item] = []
    radius = 14 * layout.spec.corner * max(0.6, layout.unit)
    for panel in layout.panels:
        box = panel.box
        if panel.kind == "card":
            items.append(
                Shape(rounded(box.x, box.y, box.width, box.height, radius), layout.palette.card.fill)
            )
        elif panel.kind == "band":
            items.append(Shape(rectangle(box.x, box.y, box.width, box.height), layout.palette.band.fill))
        else:
            width = max(1.0, round(1.5 * layout.unit))
            items.append(
                Shape(
                    rounded(
                        box.x + width / 2,
                        box.y + width / 2,
                        box.width - width,
                        box.height - width,
                        radius * 0.7,
                    ),
                    None,
                    layout.palette.mark,
                    width,
                )
            )
    return items


def _shapes(element: Element, layout: Layout) -> list[Item]:
    box = element.box
    if element.fill is None or element.style is None:
        return []
    if element.kind == "badge":
        radius = box.height / 2 if layout.spec.button_radius > 0.4 else 2.0 * max(1.0, layout.unit)
        return [Shape(rounded(box.x, box.y, box.width, box.height, radius), element.fill)]
    radius = layout.spec.button_radius * box.height / 2
    if layout.spec.button_radius > 0.72:
        radius = box.height / 2
    if element.outline:
        width = max(1.5, 1.5 * layout.unit)
        path = rounded(box.x + width / 2, box.y + width / 2, box.width - width, box.height - width, radius)
        return [Shape(path, None, element.fill, width)]
    return [Shape(rounded(box.x, box.y, box.width, box.height, radius), element.fill)]


def baseline(style: TextStyle, top: float, line: int, cap_height: float) -> float:
    """Return where line number `line` of a text stands: its capitals in the middle of the line, a little high."""
    line_height = style.size * style.line_height
    return top + line * line_height + (line_height + cap_height * style.size) / 2 - 0.03 * style.size


def _words(element: Element, layout: Layout, typesetter: Typesetter) -> list[Item]:
    if element.style is None:
        return []
    if element.kind == "logo":
        return _logo(element, layout, typesetter)
    cap = typesetter.cap_height(element.style.face)
    box, style = element.box, element.style
    if element.kind in {"button", "badge"}:
        return _label(element, typesetter, cap)
    lines: list[Item] = []
    for number, text in enumerate(element.lines):
        width = typesetter.width(text, style)
        # A wide mark is mostly blank: the characters before it stand in the middle, and it hangs.
        seen = typesetter.width(text.rstrip(HANGING), style)
        x = box.x + (box.width - seen) / 2 if element.align == "centre" else float(box.x)
        lines.append(TextLine(text, x, baseline(style, box.y, number, cap), style, element.colour))
        if element.old_price:
            small = old_price_style(style, TYPE_STYLES[layout.spec.font_role])
            surface = getattr(layout.palette, element.surface)
            old_width = typesetter.width(element.old_price, small)
            if element.align == "centre":
                x = box.x + (box.width - width - old_width - 0.4 * style.size) / 2
                lines[-1] = TextLine(text, x, baseline(style, box.y, number, cap), style, element.colour)
            lines.append(
                TextLine(
                    element.old_price,
                    x + width + 0.4 * style.size,
                    baseline(style, box.y, number, cap),
                    small,
                    surface.muted,
                    struck=True,
                )
            )
    return lines


def _label(element: Element, typesetter: Typesetter, cap: float) -> list[Item]:
    """The text of a button or a badge, in the middle of its shape, with the button's arrow after it."""
    box, style = element.box, element.style
    assert style is not None
    text = element.lines[0]
    width = typesetter.width(text, style)
    arrow = 1.05 * style.size if element.icon else 0.0
    gap = 0.45 * style.size if element.icon else 0.0
    x = box.x + (box.width - width - arrow - gap) / 2
    base = box.y + (box.height + cap * style.size) / 2
    items: list[Item] = [TextLine(text, x, base, style, element.colour)]
    if element.icon:
        middle, start = base - cap * style.size / 2, x + width + gap
        head = 0.3 * style.size
        line = max(1.4, style.size * 0.115)
        end = start + 0.85 * style.size
        items += [
            Shape((("M", start, middle), ("L", end, middle)), None, element.colour, line),
            Shape(
                (("M", end - head, middle - head), ("L", end, middle), ("L", end - head, middle + head)),
                None,
                element.colour,
                line,
            ),
        ]
    return items


def _logo(element: Element, layout: Layout, typesetter: Typesetter) -> list[Item]:
    box, style = element.box, element.style
    assert style is not None
    surface = getattr(layout.palette, element.surface)
    if not element.lines:
        dark = luminance(surface.fill) < 0.3
        key = (layout.brand.logo_on_dark if dark else layout.brand.logo) or layout.brand.logo or ""
        return [Photo(key, box.x, box.y, box.width, box.height, cover=False)]
    size = style.size
    cap = typesetter.cap_height(style.face)
    base = baseline(style, box.y, 0, cap)
    side = size * MARK_RATIO
    x, y = float(box.x), base - cap * size / 2 - side / 2
    mark = layout.palette.mark
    if contrast(mark, surface.fill) < 2.2:
        mark = element.colour
    return [
        Shape(half_disc(x + side / 2, y + side / 2, side / 2, 0.25), element.colour),
        Shape(half_disc(x + side / 2, y + side / 2, side / 2, 0.75), mark),
        TextLine(element.lines[0], x + side + 0.36 * size, base, style, element.colour),
    ]
