"""Brings a design to one size: deterministic boxes, no overlap, nothing out of bounds, every required text fits.

The words are tried from the fullest to the barest, first at a comfortable headline size and then smaller;
if a flow has no room even then, its nearest simpler relatives are tried. No text is set under 9 pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from admanager.creative import blocks, strips
from admanager.creative.blocks import Content
from admanager.creative.brand import BrandKit
from admanager.creative.copy import AdCopy
from admanager.creative.fonts import Typesetter
from admanager.creative.layout import Box, Element, Layout, Panel
from admanager.creative.networks import fitting
from admanager.creative.palette import make_palette
from admanager.creative.regions import SEEN, Plan, frame_of, is_flat, plan, shape_of, showing
from admanager.creative.sizes import AdSize
from admanager.creative.spec import DesignSpec
from admanager.creative.subjects import Subject

COMFORT, COMFORT_FLAT = 0.74, 0.64
# What a size gives up before it gives up a text that is required: the air around the texts.
TIGHT = {"margin": 0.05, "gap": 0.75, "button_scale": 0.9}
# How much higher the picture of a tall ad may get, and how much of the rest the words may need for that.
LIFTS = (1.75, 1.55, 1.35, 1.18)
AIRY = 0.84
SMALLER, SMALLER_UNSEEN = 0.82, 0.66
# A picture that shows less of its subject than this is worth smaller words.
WHOLE = 0.9
FALLBACKS = ("split_right", "hero_top", "type_only")


@dataclass(frozen=True)
class Solution:
    """What one attempt came to."""

    elements: tuple[Element, ...]
    dropped: tuple[str, ...]


def solve(
    spec: DesignSpec,
    copy: AdCopy,
    brand: BrandKit,
    size: AdSize,
    typesetter: Typesetter,
    *,
    seed: int = 0,
    logo_ratio: float | None = None,
    subject: Subject | None = None,
) -> Layout:
    """Return the layout of a design in one size.

    `logo_ratio` is width by height of the brand's logo, None for a wordmark; `subject` is what the photo shows, None
    for a drawn picture: a flow whose frame would cut most of it away becomes one that shows it. `layout.missing` names required
    texts that could not be placed; it is empty for every standard size unless the brand's own texts are too
    long for it.
    """
    fixed = next((item for item in spec.overrides if item.size == size.key), None)
    spec, copy = spec.for_size(size.key), copy_for_size(spec, copy, size)
    palette = make_palette(spec, brand)
    strip = shape_of(size) == "strip"
    arrange = strips.arrange if strip else blocks.arrange
    base = Layout(
        size, spec, copy, brand, palette, seed, spec.flow, (), scrim=0.55 + 0.4 * spec.scrim, subject=subject,
        held=fixed is not None and (fixed.focus_x is not None or fixed.focus_y is not None),
    )  # fmt: skip
    first: str = spec.flow
    if subject is not None and not strip and (fixed is None or fixed.flow is None):
        first = showing(spec.flow, spec, size, subject)
    eased = COMFORT_FLAT if is_flat(size) else COMFORT
    for room, comfort in ((spec, eased), (spec, 0.0), (spec.model_copy(update=TIGHT), 0.0)):
        tried = replace(base, spec=room)
        for flow in _flows(first, copy, strip):
            division = plan(flow, room, size, subject)
            for content in contents(spec, copy, brand, flow, small=size.height <= 60):
                found = arrange(content, division, tried, typesetter, comfort, logo_ratio)
                if found is not None:
                    made = replace(tried, flow=flow, dropped=content.dropped)
                    if shape_of(size) != "tall" or division.picture is None:
                        return _with(made, found, division)
                    return _with(
                        made, *_less_empty(found, division, content, made, typesetter, comfort, logo_ratio)
                    )
    return replace(base, missing=("headline", "button", "logo"))


def _with(layout: Layout, elements: tuple[Element, ...], division: Plan) -> Layout:
    """Return the layout with its elements; a card in a tall ad is as high as what stands on it."""
    picture, panels = division.picture, division.panels
    if division.sunk and panels:
        card = panels[0].box
        inner = card.bottom - division.text.bottom
        top = max(card.y, min(element.box.y for element in elements) - inner)
        panels = (Panel("card", Box(card.x, top, card.width, card.bottom - top)),)
    return replace(layout, elements=elements, picture=picture, panels=panels)


def _less_empty(
    found: tuple[Element, ...],
    division: Plan,
    content: Content,
    layout: Layout,
    typesetter: Typesetter,
    comfort: float,
    logo_ratio: float | None,
) -> tuple[tuple[Element, ...], Plan]:
    """Return a tall ad with its picture as high as leaves the words about as large, with air around them.

    Where the picture would cut its subject away, the words may get smaller for it; it gets no higher where that
    would cut the subject's sides away.
    """
    shown = _shown(division, layout)
    least = (SMALLER_UNSEEN if shown < WHOLE else SMALLER) * _headline_size(found)
    for lift in LIFTS:
        taller = plan(layout.flow, layout.spec, layout.size, layout.subject, lift)
        text = taller.text
        if text.height >= division.text.height:
            break
        if _shown(taller, layout) < min(SEEN, shown):
            continue
        air = AIRY if shown >= WHOLE else 1.0
        tight = replace(taller, text=Box(text.x, text.y, text.width, round(air * text.height)))
        if tight.text.height < 60:
            continue
        tried = blocks.arrange(content, tight, layout, typesetter, comfort, logo_ratio)
        if tried is None:
            continue
        again = blocks.arrange(content, taller, layout, typesetter, comfort, logo_ratio)
        if again is not None and _headline_size(again) >= least:
            return again, taller
    return found, division


def _shown(division: Plan, layout: Layout) -> float:
    """Return how much of its subject a photo shows in a division; 1 without a photo."""
    frame = frame_of(division, layout.size)
    if layout.subject is None or frame is None:
        return 1.0
    return layout.subject.seen(frame.width, frame.height)


def _headline_size(elements: tuple[Element, ...]) -> float:
    return next(item.style.size for item in elements if item.kind == "headline" and item.style is not None)


def copy_for_size(spec: DesignSpec, copy: AdCopy, size: AdSize) -> AdCopy:
    """Return the words without those that this size's overrides leave out."""
    hidden = {part for item in spec.overrides if item.size == size.key for part in item.without}
    if not hidden:
        return copy
    changes: dict[str, Any] = {}
    if "body" in hidden:
        changes["bodies"] = ()
    if "badge" in hidden:
        changes["badge"] = ""
    if "price" in hidden:
        changes |= {"price": "", "old_price": ""}
    return copy.model_copy(update=changes)


def _flows(first: str, copy: AdCopy, strip: bool) -> Iterator[str]:
    if first == "offer_hero" and not copy.figure:
        first = "type_only" if strip else "float_right"
    seen = dict.fromkeys((first, *FALLBACKS))
    yield from seen


def contents(spec: DesignSpec, copy: AdCopy, brand: BrandKit, flow: str, *, small: bool) -> Iterator[Content]:
    """Yield what to show, from everything to the least: body, wordings, badge and price are given up in turn.

    Wordings that are too long for a network of the brand are left out where there is another.
    """
    figure = copy.figure if flow == "offer_hero" else ""
    legal = copy.legal if not small or brand.legal_required else ""
    seen: set[Content] = set()
    networks = brand.networks
    bodies = ("",) if small else (*fitting(copy.bodies, "body", networks), "")
    for headline in fitting(copy.headlines, "headline", networks) or copy.headlines:
        for cta in fitting(copy.ctas, "cta", networks) or copy.ctas:
            for body in bodies:
                for badge, price in _extras(copy):
                    for line in dict.fromkeys((legal, legal if brand.legal_required else "")):
                        content = Content(
                            headline, cta, body, "" if figure else badge, price if not figure else "", figure, line,
                            _dropped(copy, body, badge, price, headline, line),
                        )  # fmt: skip
                        if content not in seen:
                            seen.add(content)
                            yield content


def _extras(copy: AdCopy) -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys(((copy.badge, copy.price), ("", copy.price), (copy.badge, ""), ("", "")))


def _dropped(copy: AdCopy, body: str, badge: str, price: str, headline: str, legal: str) -> tuple[str, ...]:
    names = []
    if copy.bodies and not body:
        names.append("body")
    if copy.badge and not badge:
        names.append("badge")
    if copy.price and not price:
        names.append("price")
    if copy.legal and not legal:
        names.append("legal")
    if headline != copy.headlines[0]:
        names.append("headline shortened")
    return tuple(names)
