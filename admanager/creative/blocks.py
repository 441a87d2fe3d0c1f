"""Stacks the words of an ad in a column of text: sizes of type, spacing, and where each group stands."""

from __future__ import annotations

from dataclasses import dataclass

from admanager.creative.color import Colour
from admanager.creative.fonts import TYPE_STYLES, WORDMARK_FACE, TextStyle, Typesetter, TypeStyle
from admanager.creative.layout import Box, Element, Kind, Layout, SurfaceName, unit
from admanager.creative.palette import Surface
from admanager.creative.regions import Plan, is_flat, shape_of
from admanager.creative.typeset import break_lines, is_ragged

SMALLEST = 9
HEADLINE_LINES = {"box": 4, "wide": 3, "tall": 6}
MARK_RATIO = 0.92
# A headline is set down to this share of the largest size where that gives lines of like widths.
EVENER, EVENER_NARROW = 0.66, 0.8
# A headline in one line is set up to so many times larger, until it fills this share of the width.
MOST_GROWTH, FILLED = 1.4, 0.9


@dataclass(frozen=True)
class Content:
    """The texts of one attempt; an empty one is not shown."""

    headline: str
    cta: str
    body: str = ""
    badge: str = ""
    price: str = ""
    figure: str = ""
    legal: str = ""
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """An element without its place: its size, and the space before it."""

    kind: Kind
    width: int
    height: int
    lines: tuple[str, ...]
    style: TextStyle
    before: float


class Column:
    """Sets the pieces for one text region at one headline size."""

    def __init__(self, layout: Layout, region: Box, typesetter: Typesetter, logo_ratio: float | None) -> None:
        self.layout = layout
        self.region = region
        self.typesetter = typesetter
        self.logo_ratio = logo_ratio
        self.type: TypeStyle = TYPE_STYLES[layout.spec.font_role]
        self.gap = layout.spec.gap * max(5.0, 7.5 * unit(layout.size) ** 0.9)

    def small_size(self, base: float) -> float:
        """Return a text size that grows with the ad, in pixels."""
        return max(float(SMALLEST), float(round(base * max(1.0, unit(self.layout.size)) ** 0.85)))

    def logo(self) -> Piece:
        """Return the logo, or the name as a wordmark with the brand's mark before it."""
        size = self.small_size(12.5)
        if self.logo_ratio is not None:
            height = round(size * 1.55)
            width = round(height * self.logo_ratio)
            if width > self.region.width:
                width, height = self.region.width, max(8, round(self.region.width / self.logo_ratio))
            return Piece("logo", width, height, (), TextStyle(WORDMARK_FACE, size), 0)
        while True:
            style = TextStyle(WORDMARK_FACE, size, -0.01, 1.3)
            width = wordmark_width(self.layout.copy.wordmark, style, self.typesetter)
            if width <= self.region.width or size <= SMALLEST:
                return Piece("logo", width, round(size * 1.3), (self.layout.copy.wordmark,), style, 0)
            size -= 1

    def text(
        self, kind: Kind, text: str, style: TextStyle, most: int, before: float, width: int | None = None
    ) -> Piece | None:
        """Return a text broken to the region's width, or None when it does not fit in `most` lines."""
        room = self.region.width if width is None else width
        spare = kind in {"body", "legal"}
        lines = break_lines(text, style, room, self.typesetter, most, spare=spare)
        if lines is None:
            return None
        widest = max(self.typesetter.width(line, style) for line in lines)
        height = round(len(lines) * style.size * style.line_height)
        return Piece(kind, min(room, int(widest) + 1), height, lines, style, before)

    def headline(self, text: str, size: float) -> Piece | None:
        """Return the headline at this size."""
        spec = self.layout.spec
        upper = spec.case == "upper"
        # Capitals want air; large type wants less of it.
        tracking = self.type.tracking + (0.03 if upper and self.type.tracking < 0 else 0.0)
        style = TextStyle(self.type.headline, round(size), tracking, 1.1 if upper else 1.14, upper)
        most = HEADLINE_LINES[shape_of(self.layout.size)]
        return self.text("headline", text, style, most, 1.5 * self.gap)

    def button(self, text: str, most_height: int | None = None) -> Piece | None:
        """Return the button: label, padding and, where the spec asks for it, an arrow."""
        spec = self.layout.spec
        size = self.small_size(12.5) * (0.7 + 0.3 * spec.button_scale)
        size = max(10.0, round(size))
        if most_height is not None:
            size = max(10.0, min(size, float(int(most_height / 2.0))))
        style = TextStyle(self.type.strong, round(size * min(1.08, self.type.scale)), 0.005, 1.2)
        label = self.typesetter.width(text, style)
        arrow = 1.5 * size if spec.button_icon == "arrow" else 0.0
        width = round(label + arrow + 2 * size * 1.15 * spec.button_scale)
        height = round(size * (1.25 + 1.15 * spec.button_scale))
        if most_height is not None:
            height = min(height, most_height)
        if width > self.region.width:
            width = round(label + arrow + 1.2 * size)
        if width > self.region.width:
            return None
        return Piece("button", width, height, (text,), style, 1.7 * self.gap)

    def badge(self, text: str) -> Piece | None:
        """Return the badge, a small filled label."""
        size = max(float(SMALLEST), round(self.small_size(10.5)))
        style = TextStyle(self.type.strong, size, 0.02, 1.2)
        width = round(self.typesetter.width(text, style) + 1.5 * size)
        if width > self.region.width:
            return None
        return Piece("badge", width, round(size * 1.75), (text,), style, 1.2 * self.gap)

    def price(self, text: str, figure: str, headline: float) -> Piece | None:
        """Return the price, with the old one struck out after it, or the figure of an offer in a row of its own size."""
        size = max(13.0, round(min(0.8 * headline, self.small_size(21))))
        # In the strong face, whose figures are all of one height.
        style = TextStyle(self.type.strong, size, self.type.tracking, 1.15)
        old = self.layout.copy.old_price if text else ""
        kind: Kind = "price" if text else "figure"
        text = text or figure
        width = self.typesetter.width(text, style) + 1
        if old:
            width += 0.4 * size + self.typesetter.width(old, old_price_style(style, self.type))
        if width > self.region.width:
            return None
        return Piece(kind, round(width) + 1, round(size * 1.15), (text,), style, 0.9 * self.gap)


def old_price_style(style: TextStyle, type_style: TypeStyle) -> TextStyle:
    """Return how the struck price beside a price is set."""
    return TextStyle(type_style.body, max(float(SMALLEST), round(0.62 * style.size)), 0.0, style.line_height)


def wordmark_width(text: str, style: TextStyle, typesetter: Typesetter) -> int:
    """Return the width of mark, gap and name."""
    return int(typesetter.width(text, style) + style.size * (MARK_RATIO + 0.42)) + 2


def arrange(
    content: Content,
    division: Plan,
    layout: Layout,
    typesetter: Typesetter,
    comfort: float,
    logo_ratio: float | None,
) -> tuple[Element, ...] | None:
    """Return the placed elements, with the largest headline that fits, or None.

    The headline may shrink to `comfort` of its wanted size, at least to 12 pixels.
    """
    region = division.text
    if region.width < 60 or region.height < 60:
        return None
    column = Column(layout, region, typesetter, logo_ratio)
    wanted = 0.158 * (region.width * min(region.height, 1.6 * region.width)) ** 0.5
    scale = layout.spec.headline_scale
    # A small headline is still the first thing that is read.
    wanted *= max(scale, 1 - 0.6 * (1 - scale)) * column.type.scale * (0.72 if content.figure else 1.0)
    wanted = max(14.0, wanted)
    least = max(12.0, comfort * wanted)
    wanted *= _growth(content.headline, column, wanted)
    # In a skyscraper a large word a line is better than small lines that are even.
    evener = EVENER_NARROW if layout.size.height >= 3 * layout.size.width else EVENER
    size, found, found_at = wanted, None, 0.0
    while size >= (least if found is None else max(12.0, evener * found_at)):
        placed = _at_size(content, division, column, size)
        if placed is not None and not _ragged(placed, typesetter):
            return placed
        if placed is not None and found is None:
            found, found_at = placed, size
        size -= max(1.0, 0.03 * wanted)
    return found


def _growth(headline: str, column: Column, size: float) -> float:
    """Return how much larger than usual a short headline is wanted, which would leave its line half empty."""
    line = column.headline(headline, size)
    if line is None or len(line.lines) > 1:
        return 1.0
    return min(MOST_GROWTH, max(1.0, FILLED * column.region.width / line.width))


def _ragged(placed: tuple[Element, ...], typesetter: Typesetter) -> bool:
    for element in placed:
        if element.kind == "headline" and element.style is not None:
            style = element.style
            return is_ragged(element.lines, [typesetter.width(line, style) for line in element.lines])
    return False


def _at_size(content: Content, division: Plan, column: Column, size: float) -> tuple[Element, ...] | None:
    spec = column.layout.spec
    pieces = _middle(content, column, size)
    button, logo = column.button(content.cta), column.logo()
    if pieces is None or button is None or logo.width > column.region.width:
        return None
    legal = None
    if content.legal:
        style = TextStyle(column.type.body, column.small_size(SMALLEST), 0.0, 1.25)
        legal = column.text("legal", content.legal, style, 3, 1.1 * column.gap)
        if legal is None:
            return None
    centre = division.centre if division.centre is not None else spec.align == "centre"
    placer = Placer(column, centre, division.surface, division.sunk)
    if division.footer is not None:
        return placer.with_footer(logo, pieces, button, legal, division.footer)
    placed = placer.place(logo, pieces, button, legal)
    if placed is None and centre and division.picture is not None and is_flat(column.layout.size):
        # At the left the logo stands beside the button, and what is over them has room.
        placed = Placer(column, False, division.surface, division.sunk).place(logo, pieces, button, legal)
    return placed


def _middle(content: Content, column: Column, size: float) -> list[Piece] | None:
    """Return badge, figure, headline, body and price, or None when one of them does not fit the width."""
    found: list[Piece | None] = []
    if content.badge:
        found.append(column.badge(content.badge))
    if content.figure:
        room = column.region
        big = min((0.3 if is_flat(column.layout.size) else 0.42) * room.height, 2.6 * size)
        style = TextStyle(column.type.strong, round(big), -0.03, 1.12)
        while big > 20 and column.typesetter.width(content.figure, style) > room.width:
            big *= 0.94
            style = TextStyle(column.type.strong, round(big), -0.03, 1.12)
        found.append(column.text("figure", content.figure, style, 1, 1.2 * column.gap))
    found.append(column.headline(content.headline, size))
    if content.body:
        limit = max(10.0, min(column.small_size(12.5), round(0.62 * size)))
        style = TextStyle(column.type.body, round(limit * min(1.1, column.type.scale)), 0.0, 1.36)
        found.append(column.text("body", content.body, style, 4, 0.9 * column.gap))
    if content.price:
        found.append(column.price(content.price, "", size))
    if any(piece is None for piece in found):
        return None
    return [piece for piece in found if piece is not None]


class Placer:
    """Gives the pieces their places in the region."""

    def __init__(self, column: Column, centre: bool, surface: SurfaceName, sunk: bool) -> None:
        self.column = column
        self.centre = centre
        self.sunk = sunk
        self.surface: SurfaceName = surface
        self.layout = column.layout

    def place(
        self, logo: Piece, middle: list[Piece], button: Piece, legal: Piece | None
    ) -> tuple[Element, ...] | None:
        """Return the elements: logo, texts and button by the spec's distribution, the legal line at the bottom."""
        spec, region, gap = self.layout.spec, self.column.region, self.column.gap
        bottom = region.bottom
        placed: list[Element] = []
        if legal is not None:
            bottom -= legal.height
            placed.append(self.element(legal, self._x(legal), bottom))
            bottom -= round(legal.before)
        beside = not self.centre and button.width + logo.width + 2 * gap <= region.width
        # Under the button, close to it, a logo looks like its caption: it stands beside it, or at the top.
        logo_top = spec.logo_place == "top" or (not self.centre and not beside)
        if logo_top and beside and self._too_high(logo, middle, button, legal):
            logo_top = False
        row = not logo_top and beside
        top_height = logo.height if logo_top else 0
        text_height = _height(middle)
        lead = round(1.9 * gap) if logo_top else 0
        foot = max(button.height, logo.height) if row else button.height
        button_gap = round(button.before)
        free = bottom - region.y - (top_height + lead + text_height + button_gap + foot)
        apart = 0
        if not logo_top and not row:
            apart = max(round(1.4 * gap), min(round(2.8 * gap), free - logo.height))
            foot += apart + logo.height
            free -= apart + logo.height
        if free < 0:
            return None
        starts = self._starts(free, top_height + lead, text_height, button_gap)
        if logo_top:
            placed.append(self.element(logo, self._x(logo), starts[0]))
        placed += self._stack(middle, starts[1])
        foot_y = starts[2]
        if row:
            placed.append(self.element(button, region.x, foot_y + (foot - button.height) // 2))
            placed.append(self.element(logo, region.right - logo.width, foot_y + (foot - logo.height) // 2))
        else:
            placed.append(self.element(button, self._x(button), foot_y))
            if not logo_top:
                placed.append(self.element(logo, self._x(logo), foot_y + button.height + apart))
        return tuple(placed)

    def _too_high(self, logo: Piece, middle: list[Piece], button: Piece, legal: Piece | None) -> bool:
        """Return whether the pieces do not fit over each other with the logo at the top."""
        under = 0 if legal is None else legal.height + round(legal.before)
        wanted = logo.height + round(1.9 * self.column.gap) + _height(middle) + round(button.before)
        return bool(wanted + button.height + under > self.column.region.height)

    def with_footer(
        self, logo: Piece, middle: list[Piece], button: Piece, legal: Piece | None, footer: Box
    ) -> tuple[Element, ...] | None:
        """Return the elements of a flow whose band at the bottom holds button and logo."""
        region, gap = self.column.region, self.column.gap
        tight = self.column.button(button.lines[0], footer.height)
        if tight is None or logo.height > footer.height or legal is not None:
            return None
        if tight.width + logo.width + gap > footer.width:
            stacked = tight.height + logo.height + gap
            if stacked > footer.height:
                return None
            spots = (
                (tight, footer.x + (footer.width - tight.width) // 2, footer.y + (footer.height - round(stacked)) // 2),
                (logo, footer.x + (footer.width - logo.width) // 2,
                 footer.bottom - (footer.height - round(stacked)) // 2 - logo.height),
            )  # fmt: skip
        else:
            spots = (
                (logo, footer.x, footer.y + (footer.height - logo.height) // 2),
                (tight, footer.right - tight.width, footer.y + (footer.height - tight.height) // 2),
            )
        height = _height(middle)
        if height > region.height:
            return None
        placed = self._stack(middle, region.y + (region.height - height) // 2)
        self.surface = "band"
        placed += [self.element(piece, x, y) for piece, x, y in spots]
        return tuple(placed)

    def _starts(self, free: int, head: int, text: int, button_gap: int) -> tuple[int, int, int]:
        """Return the rows where logo, texts and button begin, given the free height."""
        y = self.column.region.y
        place = self.layout.spec.distribution
        if place == "anchored" and not head and self.surface == "card":
            place = "centred"
        if self.sunk:
            return y + free, y + free + head, y + free + head + text + button_gap
        if place == "anchored":
            return y, y + head + free, y + head + free + text + button_gap
        # Beyond a comfortable distance a spread column falls apart, so that the rest is split around it.
        most = round(6.5 * self.column.gap)
        spread = min(free, 2 * most) if place == "spread" else min(free, round(1.6 * self.column.gap))
        rest = free - spread
        if place == "spread":
            return y, y + head + spread // 2 + rest // 2, y + head + spread + rest + text + button_gap
        top = y + rest // 2
        return top, top + head + spread // 2, top + head + spread + text + button_gap

    def _stack(self, pieces: list[Piece], y: int) -> list[Element]:
        placed = []
        for number, piece in enumerate(pieces):
            y += round(piece.before) if number else 0
            placed.append(self.element(piece, self._x(piece), y))
            y += piece.height
        return placed

    def _x(self, piece: Piece) -> int:
        region = self.column.region
        return region.x + ((region.width - piece.width) // 2 if self.centre else 0)

    def element(self, piece: Piece, x: int, y: int) -> Element:
        """Return the piece at its place, in the colours of the surface that it stands on."""
        return make_element(self.layout, piece, x, y, self.surface, self.centre)


def _height(pieces: list[Piece]) -> int:
    return sum(piece.height for piece in pieces) + sum(round(piece.before) for piece in pieces[1:])


def make_element(
    layout: Layout, piece: Piece, x: int, y: int, surface_name: SurfaceName, centre: bool
) -> Element:
    """Return an element with its colours."""
    surface: Surface = getattr(layout.palette, surface_name)
    colour: Colour = surface.text
    fill: Colour | None = None
    if piece.kind == "button":
        colour = surface.on_button
        fill = surface.button
    elif piece.kind == "badge":
        colour, fill = layout.palette.on_badge, layout.palette.badge
    elif piece.kind in {"body", "legal"}:
        colour = surface.muted
    return Element(
        piece.kind,
        Box(x, y, piece.width, piece.height),
        surface_name,
        colour,
        piece.lines,
        piece.style,
        "centre" if centre else "left",
        fill,
        piece.kind == "button" and surface.outline,
        layout.copy.old_price if piece.kind == "price" else "",
        piece.kind == "button" and layout.spec.button_icon == "arrow",
    )
