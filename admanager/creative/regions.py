"""What each flow archetype means in each kind of size: where the picture goes and where the text may stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from admanager.creative.layout import Box, Panel, PictureArea, SurfaceName, unit
from admanager.creative.sizes import AdSize
from admanager.creative.spec import DesignSpec
from admanager.creative.subjects import Subject

Shape = Literal["strip", "wide", "box", "tall"]


@dataclass(frozen=True)
class Plan:
    """The coarse division of an ad. `footer` is where the button and the logo go in flows with a band;
    `sunk` puts everything at the bottom, and `centre` overrules the spec's alignment.
    """

    text: Box
    surface: SurfaceName = "ground"
    picture: PictureArea | None = None
    panels: tuple[Panel, ...] = ()
    footer: Box | None = None
    centre: bool | None = None
    sunk: bool = False


def shape_of(size: AdSize) -> Shape:
    """Return the kind of size: a strip is at most 100 pixels high and five times as wide."""
    ratio = size.width / size.height
    if ratio >= 4.5 and size.height <= 120:
        return "strip"
    return "wide" if ratio >= 1.5 else "tall" if ratio <= 0.75 else "box"


def is_flat(size: AdSize) -> bool:
    """Return whether a size is a billboard: so wide that its height is what is short."""
    return shape_of(size) == "wide" and size.width >= 3 * size.height


def margin_of(spec: DesignSpec, size: AdSize) -> int:
    """Return the safe margin in pixels."""
    least = 5 if size.height <= 60 else 8
    return max(least, round(spec.margin * min(size.width, size.height)))


def plan(
    flow: str, spec: DesignSpec, size: AdSize, subject: Subject | None = None, lift: float = 1.0
) -> Plan:
    """Return the division of this size for a flow; the flow may differ from the spec's where that did not fit.

    `subject` is what the photo shows, where there is one; `lift` makes the picture of a tall ad higher.
    """
    shape = shape_of(size)
    if shape == "strip":
        return _strip(flow, spec, size, subject)
    if shape == "tall":
        return _FLOWS[_TALL.get(flow, flow)](spec, size, lift)
    if shape == "wide":
        flow = _WIDE.get(flow, flow)
    if flow in _SPLITS:
        return _split(spec, size, subject, left=flow == "split_left", slant=flow == "diagonal")
    return _FLOWS[flow](spec, size, 1.0)


# A frame shall show so much of a photo's subject; what a flow becomes otherwise, for a high and for a wide subject.
SEEN = 0.66
_FOR_HIGH = {
    "hero_top": "float_left", "hero_bottom": "float_right", "band": "split_right", "bleed_bottom": "bleed_side",
    "bleed_centre": "split_left",
}  # fmt: skip
_FOR_WIDE = {
    "split_left": "hero_top", "split_right": "hero_bottom", "diagonal": "band", "bleed_side": "bleed_bottom",
    "float_left": "hero_top", "float_right": "hero_bottom", "card": "bleed_bottom",
}  # fmt: skip


def showing(flow: str, spec: DesignSpec, size: AdSize, subject: Subject) -> str:
    """Return the flow, or its relative whose frame shows the photo's subject where the flow's own would cut it away.

    Words in the middle of a photo would stand on the product, and a product on plain ground has no edge to run out at.
    """
    shape = shape_of(size)
    if subject.ground is not None:
        flow = {"bleed_side": "diagonal", "bleed_bottom": "hero_top", "bleed_centre": "split_left"}.get(
            flow, flow
        )
    if flow == "bleed_centre":
        flow = {"tall": "bleed_bottom", "wide": "bleed_side"}.get(shape, "float_left")
    if shape != "box":
        return flow
    found = {}
    for name in dict.fromkeys((flow, _FOR_HIGH.get(flow, flow), _FOR_WIDE.get(flow, flow))):
        frame = frame_of(plan(name, spec, size, subject), size)
        found[name] = 1.0 if frame is None else subject.seen(frame.width, frame.height)
    return flow if found[flow] >= SEEN else max(found, key=lambda name: found[name])


def frame_of(division: Plan, size: AdSize) -> Box | None:
    """Return the part of the ad in which a photo is to be seen: of one that bleeds off, what the words leave free."""
    if division.picture is None:
        return None
    if division.picture.mode != "bleed":
        return division.picture.box
    words = division.panels[0].box if division.panels else division.text
    return free_of(words, size, division.sunk)


def free_of(words: Box, size: AdSize, sunk: bool) -> Box:
    """Return what words at the bottom (or else at the left) leave free of an ad, reaching under their edge a little."""
    if sunk:
        return Box(0, 0, size.width, max(1, min(size.height, words.y + round(0.07 * size.height))))
    left = max(0, min(words.right - round(0.05 * size.width), size.width - 1))
    return Box(left, 0, size.width - left, size.height)


# A flow that makes no sense in a kind of size becomes its nearest relative.
_TALL = {
    "split_left": "hero_top", "split_right": "hero_bottom", "float_left": "float_top", "float_right": "float_top",
    "bleed_side": "bleed_bottom", "diagonal": "hero_top", "offer_hero": "float_top", "stack": "float_top",
    "type_only": "float_top",
}  # fmt: skip
_WIDE = {
    "hero_top": "split_left", "hero_bottom": "split_right", "bleed_bottom": "bleed_side", "band": "split_right",
    "stack": "type_only",
}  # fmt: skip


def _canvas(size: AdSize) -> Box:
    return Box(0, 0, size.width, size.height)


def _share(spec: DesignSpec, low: float, high: float) -> float:
    """Return the picture's share, brought from the spec's range to what the flow can bear."""
    return low + (spec.picture_share - 0.3) / 0.32 * (high - low)


def _narrowed(width: int, size: AdSize, subject: Subject, least: float) -> int:
    """Return a picture's width in a flat ad, less where the photo's subject is high, so that it is not cut away."""
    wanted = 1.1 * size.height * subject.ratio * (subject.right - subject.left)
    return min(width, max(round(least * size.width), round(wanted)))


def _split(
    spec: DesignSpec, size: AdSize, subject: Subject | None, *, left: bool, slant: bool = False
) -> Plan:
    margin = margin_of(spec, size)
    width = round(size.width * _share(spec, 0.36, 0.5))
    if subject is not None and shape_of(size) == "wide":
        width = _narrowed(width, size, subject, 0.26)
    lean = round(size.height * 0.16) if slant else 0
    picture = Box(0 if left else size.width - width, 0, width, size.height)
    room = size.width - width - 2 * margin - lean // 2
    text = Box((width + lean // 2 if left else 0) + margin, margin, room, size.height - 2 * margin)
    return Plan(
        text,
        picture=PictureArea(
            picture, "panel", slant_right=lean if left else 0, slant_left=0 if left else lean
        ),
    )


def _hero(spec: DesignSpec, size: AdSize, lift: float, *, top: bool) -> Plan:
    margin = margin_of(spec, size)
    tall = shape_of(size) == "tall"
    height = round(
        size.height * (min(0.66, lift * _share(spec, 0.34, 0.5)) if tall else _share(spec, 0.3, 0.42))
    )
    picture = Box(0, 0 if top else size.height - height, size.width, height)
    inner = max(margin - round(2 * unit(size)), 8)
    text = Box(
        margin, (height if top else 0) + inner, size.width - 2 * margin, size.height - height - 2 * inner
    )
    return Plan(text, picture=PictureArea(picture, "panel"))


def _float(spec: DesignSpec, size: AdSize, *, left: bool) -> Plan:
    margin = margin_of(spec, size)
    mask = spec.mask if spec.mask != "rectangle" else "rounded"
    side = min(round(size.width * _share(spec, 0.34, 0.46)), size.height - 2 * margin)
    height = side if mask == "circle" else min(size.height - 2 * margin, round(side * 1.6))
    x = margin if left else size.width - margin - side
    picture = Box(x, (size.height - height) // 2, side, height)
    gap = round(margin * 0.9)
    text_x = picture.right + gap if left else margin
    return Plan(
        Box(text_x, margin, size.width - side - 2 * margin - gap, size.height - 2 * margin),
        picture=PictureArea(picture, "float", mask),
    )


def _float_top(spec: DesignSpec, size: AdSize, lift: float = 1.0) -> Plan:
    margin = margin_of(spec, size)
    width = size.width - 2 * margin
    height = round(size.height * min(0.6, lift * _share(spec, 0.28, 0.42)))
    mask = spec.mask
    if mask == "circle" and height > 1.3 * width:
        # A disc would be a small thing in a high place.
        mask = "arch"
    if mask == "circle":
        height = width = min(width, height)
    picture = Box((size.width - width) // 2, margin, width, height)
    top = picture.bottom + round(margin * 0.9)
    text = Box(margin, top, size.width - 2 * margin, size.height - top - margin)
    return Plan(text, picture=PictureArea(picture, "float", mask))


def _type_only(spec: DesignSpec, size: AdSize, lift: float = 1.0) -> Plan:
    margin = round(margin_of(spec, size) * 1.15)
    return Plan(_canvas(size).inset(margin))


def _bleed_side(spec: DesignSpec, size: AdSize, lift: float = 1.0) -> Plan:
    margin = margin_of(spec, size)
    share = 0.62 if shape_of(size) == "box" else 0.5
    text = Box(margin, margin, round(size.width * share) - margin, size.height - 2 * margin)
    return Plan(text, "scrim", PictureArea(_canvas(size), "bleed", scrim_side="left"), centre=False)


def _bleed_bottom(spec: DesignSpec, size: AdSize, lift: float = 1.0) -> Plan:
    margin = margin_of(spec, size)
    # What lifts the picture of a tall ad leaves the words less.
    share = max(0.34, 1 - 0.38 * lift) if shape_of(size) == "tall" else 0.74
    height = round(size.height * share)
    text = Box(margin, size.height - height, size.width - 2 * margin, height - margin)
    return Plan(text, "scrim", PictureArea(_canvas(size), "bleed", scrim_side="bottom"), sunk=True)


def _bleed_centre(spec: DesignSpec, size: AdSize, lift: float = 1.0) -> Plan:
    margin = margin_of(spec, size)
    side = round(size.width * 0.22) if shape_of(size) == "wide" else round(1.9 * margin)
    high = round(1.9 * margin)
    text = Box(side, high, size.width - 2 * side, size.height - 2 * high)
    return Plan(text, "scrim", PictureArea(_canvas(size), "bleed", scrim_side="all"), centre=True)


def _offer_hero(spec: DesignSpec, size: AdSize, lift: float = 1.0) -> Plan:
    if shape_of(size) == "box":
        return _type_only(spec, size)
    return _float(spec, size, left=False)


def _card(spec: DesignSpec, size: AdSize, lift: float = 1.0) -> Plan:
    margin = margin_of(spec, size)
    shape = shape_of(size)
    outer = max(6, round(margin * 0.75))
    if shape == "tall":
        height = round(size.height * 0.58)
        card = Box(outer, size.height - outer - height, size.width - 2 * outer, height)
    else:
        width = round(size.width * (0.64 if shape == "box" else 0.46))
        card = Box(outer, outer, width, size.height - 2 * outer)
    inner = max(8, round(margin * 0.8))
    picture = PictureArea(_canvas(size), "bleed")
    return Plan(card.inset(inner), "card", picture, (Panel("card", card),), sunk=shape == "tall")


def _band(spec: DesignSpec, size: AdSize, lift: float = 1.0) -> Plan:
    margin = margin_of(spec, size)
    tall = shape_of(size) == "tall"
    band_height = round(size.height * (0.15 if tall else 0.2))
    picture_height = round(
        size.height * (min(0.58, lift * _share(spec, 0.34, 0.46)) if tall else _share(spec, 0.28, 0.38))
    )
    band = Box(0, size.height - band_height, size.width, band_height)
    inner = max(round(margin * 0.6), 8)
    text = Box(
        margin,
        picture_height + inner,
        size.width - 2 * margin,
        size.height - band_height - picture_height - 2 * inner,
    )
    return Plan(
        text,
        picture=PictureArea(Box(0, 0, size.width, picture_height), "panel"),
        panels=(Panel("band", band),),
        footer=Box(
            margin,
            band.y + max(4, band_height // 8),
            size.width - 2 * margin,
            band_height - 2 * max(4, band_height // 8),
        ),
    )


def _frame(spec: DesignSpec, size: AdSize, lift: float = 1.0) -> Plan:
    margin = margin_of(spec, size)
    line = max(6, round(margin * 0.65))
    inner = max(9, round(margin * 0.8))
    room, panels = _canvas(size).inset(line + inner), (Panel("frame", _canvas(size).inset(line)),)
    if shape_of(size) != "tall":
        return Plan(room, panels=panels, centre=True)
    # Words alone leave a tall frame empty.
    height = round(size.height * min(0.56, lift * _share(spec, 0.26, 0.4)))
    top = room.y + height + inner
    return Plan(
        Box(room.x, top, room.width, room.bottom - top),
        picture=PictureArea(Box(room.x, room.y, room.width, height), "float", "rectangle"),
        panels=panels,
        centre=True,
    )


_FLOWS: dict[str, Callable[[DesignSpec, AdSize, float], Plan]] = {
    "hero_top": lambda spec, size, lift: _hero(spec, size, lift, top=True),
    "hero_bottom": lambda spec, size, lift: _hero(spec, size, lift, top=False),
    "float_left": lambda spec, size, lift: _float(spec, size, left=True),
    "float_right": lambda spec, size, lift: _float(spec, size, left=False),
    "float_top": _float_top,
    "stack": _type_only,
    "type_only": _type_only,
    "bleed_side": _bleed_side,
    "bleed_bottom": _bleed_bottom,
    "bleed_centre": _bleed_centre,
    "offer_hero": _offer_hero,
    "card": _card,
    "band": _band,
    "frame": _frame,
}
_SPLITS = {"split_left", "split_right", "diagonal"}
_LEFT = {"split_left", "float_left", "hero_top"}
WITHOUT_PICTURE = {"type_only", "frame", "stack", "offer_hero"}


def _strip(flow: str, spec: DesignSpec, size: AdSize, subject: Subject | None) -> Plan:
    """A strip has one row: the picture at one end, or under everything, or none."""
    margin = margin_of(spec, size)
    if flow in WITHOUT_PICTURE:
        return Plan(_canvas(size).inset(margin + 2, margin), centre=False)
    low, high = (1.5, 2.2) if size.height >= 80 else (1.15, 1.6)
    width = round(size.height * _share(spec, low, high))
    if subject is not None:
        width = _narrowed(width, size, subject, 0.95 * size.height / size.width)
    left = flow in _LEFT
    picture = Box(0 if left else size.width - width, 0, width, size.height)
    lean = round(size.height * 0.35) if flow in {"diagonal", "bleed_side", "bleed_bottom", "card"} else 0
    area = PictureArea(picture, "panel", slant_left=0 if left else lean, slant_right=lean if left else 0)
    if flow in {"float_left", "float_right"}:
        inset = max(4, round(size.height * 0.09))
        side = size.height - 2 * inset
        mask = spec.mask if spec.mask != "rectangle" else "rounded"
        wide = side if mask in {"circle", "arch"} else round(side * 1.3)
        x = margin if left else size.width - margin - wide
        area = PictureArea(Box(x, inset, wide, side), "float", mask)
        width = wide + margin
    gap = round(margin * 0.5) + lean // 2
    text = Box(
        (width + gap if left else 0) + margin,
        margin,
        size.width - width - gap - 2 * margin,
        size.height - 2 * margin,
    )
    return Plan(text, picture=area, centre=False)
