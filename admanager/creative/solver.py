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
from admanager.creative.layout import Element, Layout
from admanager.creative.palette import make_palette
from admanager.creative.regions import plan, shape_of
from admanager.creative.sizes import AdSize
from admanager.creative.spec import DesignSpec

COMFORT = 0.74
# What a size gives up before it gives up a text that is required: the air around the texts.
TIGHT = {"margin": 0.05, "gap": 0.75, "button_scale": 0.9}
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
) -> Layout:
    """Return the layout of a design in one size.

    `logo_ratio` is width by height of the brand's logo, None for a wordmark. `layout.missing` names required
    texts that could not be placed; it is empty for every standard size unless the brand's own texts are too
    long for it.
    """
    spec, copy = spec.for_size(size.key), copy_for_size(spec, copy, size)
    palette = make_palette(spec, brand)
    strip = shape_of(size) == "strip"
    arrange = strips.arrange if strip else blocks.arrange
    base = Layout(size, spec, copy, brand, palette, seed, spec.flow, (), scrim=0.55 + 0.4 * spec.scrim)
    for room, comfort in ((spec, COMFORT), (spec, 0.0), (spec.model_copy(update=TIGHT), 0.0)):
        tried = replace(base, spec=room)
        for flow in _flows(spec, copy, strip):
            division = plan(flow, room, size)
            for content in contents(spec, copy, brand, flow, small=size.height <= 60):
                found = arrange(content, division, tried, typesetter, comfort, logo_ratio)
                if found is not None:
                    return replace(
                        tried,
                        flow=flow,
                        elements=found,
                        picture=division.picture,
                        panels=division.panels,
                        dropped=content.dropped,
                    )
    return replace(base, missing=("headline", "button", "logo"))


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


def _flows(spec: DesignSpec, copy: AdCopy, strip: bool) -> Iterator[str]:
    first = spec.flow
    if first == "offer_hero" and not copy.figure:
        first = "type_only" if strip else "float_right"
    seen = dict.fromkeys((first, *FALLBACKS))
    yield from seen


def contents(spec: DesignSpec, copy: AdCopy, brand: BrandKit, flow: str, *, small: bool) -> Iterator[Content]:
    """Yield what to show, from everything to the least: body, wordings, badge and price are given up in turn."""
    figure = copy.figure if flow == "offer_hero" else ""
    legal = copy.legal if not small or brand.legal_required else ""
    seen: set[Content] = set()
    bodies = ("",) if small else (*copy.bodies, "")
    for headline in copy.headlines:
        for cta in copy.ctas:
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
