"""Lays the words of an ad in one row, for leaderboards and mobile banners: logo, text, price, button."""

from __future__ import annotations

from admanager.creative.blocks import SMALLEST, Column, Content, Piece, make_element
from admanager.creative.fonts import WORDMARK_FACE, TextStyle, Typesetter
from admanager.creative.layout import Box, Element, Layout
from admanager.creative.regions import Plan

# Relative sizes of headline and body that are tried, the richest first.
STACK_GAP = 0.18


def arrange(
    content: Content,
    division: Plan,
    layout: Layout,
    typesetter: Typesetter,
    comfort: float,
    logo_ratio: float | None,
) -> tuple[Element, ...] | None:
    """Return the placed elements, or None when the row has no room for them at a readable size."""
    region = division.text
    if content.legal:
        region = Box(region.x, region.y, region.width, region.height - 10)
    column = Column(layout, region, typesetter, logo_ratio)
    high = region.height >= 56
    gap = round((1.0 + 0.6 * layout.spec.gap) * (10 if high else 5))
    button = column.button(content.cta, min(region.height, 44 if high else 23))
    logo = column.logo()
    if button is None:
        return None
    ends = [button]
    text_width = region.width - button.width - gap
    if content.price or content.figure:
        price = column.price(content.price, content.figure, 0.34 * region.height)
        if price is None:
            return None
        ends.insert(0, price)
        text_width -= price.width + gap
    beside = high and logo.width + gap <= 0.3 * region.width
    if beside:
        text_width -= logo.width + gap
    text_width -= gap // 2
    stack = _stack(content, column, None if beside else logo, text_width, comfort)
    if stack is None:
        return None
    return _place(content, column, division, stack, ends, logo if beside else None, gap)


def _stack(
    content: Content, column: Column, logo: Piece | None, width: int, comfort: float
) -> list[Piece] | None:
    """Return the pieces over each other: logo where it has no column of its own, badge, headline, body."""
    if width < 60:
        return None
    height = column.region.height
    high = height >= 56
    wanted = (0.42 if high else 0.46) * height * min(1.15, column.layout.spec.headline_scale)
    wanted *= column.type.scale
    floor = max(11.0 if high else 10.0, comfort * wanted * (0.9 if high else 0.8))
    size = wanted
    while size >= floor:
        for lines in (1, 2):
            pieces = _pieces(content, column, logo, width, size, lines)
            if pieces is not None and _total(pieces) <= height:
                return pieces
        size -= 0.5
    return None


def _pieces(
    content: Content, column: Column, logo: Piece | None, width: int, size: float, lines: int
) -> list[Piece] | None:
    spec = column.layout.spec
    upper = spec.case == "upper"
    tracking = column.type.tracking + (0.03 if upper and column.type.tracking < 0 else 0.0)
    style = TextStyle(column.type.headline, round(size * 2) / 2, tracking, 1.12, upper)
    headline = column.text("headline", content.headline, style, lines, STACK_GAP * size, width)
    found: list[Piece | None] = []
    if logo is not None:
        small = max(float(SMALLEST), min(logo.style.size, round(0.72 * size)))
        found.append(_small_logo(column, logo, small, width))
    if content.badge:
        badge = column.badge(content.badge)
        found.append(badge if badge is not None and badge.width <= width else None)
    found.append(headline)
    if content.body:
        body = TextStyle(column.type.body, max(10.0, min(14.0, round(0.56 * size))), 0.0, 1.3)
        found.append(column.text("body", content.body, body, 1, 0.25 * size, width))
    if any(piece is None for piece in found):
        return None
    return [piece for piece in found if piece is not None]


def _small_logo(column: Column, logo: Piece, size: float, width: int) -> Piece | None:
    if column.logo_ratio is not None:
        height = round(size * 1.4)
        wide = round(height * column.logo_ratio)
        return Piece("logo", wide, height, (), logo.style, 0) if wide <= width else None
    from admanager.creative.blocks import wordmark_width

    style = TextStyle(WORDMARK_FACE, size, -0.01, 1.25)
    wide = wordmark_width(column.layout.copy.wordmark, style, column.typesetter)
    return Piece("logo", wide, round(size * 1.25), logo.lines, style, 0) if wide <= width else None


def _total(pieces: list[Piece]) -> int:
    return sum(piece.height for piece in pieces) + sum(round(piece.before) for piece in pieces[1:])


def _place(
    content: Content,
    column: Column,
    division: Plan,
    stack: list[Piece],
    ends: list[Piece],
    logo: Piece | None,
    gap: int,
) -> tuple[Element, ...] | None:
    region, layout, surface = column.region, column.layout, division.surface
    placed = []
    x = region.x
    if logo is not None:
        placed.append(
            make_element(layout, logo, x, region.y + (region.height - logo.height) // 2, surface, False)
        )
        x += logo.width + gap + gap // 2
    y = region.y + (region.height - _total(stack)) // 2
    for number, piece in enumerate(stack):
        y += round(piece.before) if number else 0
        placed.append(make_element(layout, piece, x, y, surface, False))
        y += piece.height
    right = region.right
    for piece in reversed(ends):
        right -= piece.width
        placed.append(
            make_element(layout, piece, right, region.y + (region.height - piece.height) // 2, surface, False)
        )
        right -= gap
    if content.legal:
        style = TextStyle(column.type.body, SMALLEST, 0.0, 1.15)
        legal = column.text("legal", content.legal, style, 1, 0)
        if legal is None:
            return None
        placed.append(make_element(layout, legal, region.x, region.bottom, surface, False))
    return tuple(placed)
