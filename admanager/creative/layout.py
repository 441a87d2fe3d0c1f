"""A solved layout: where everything of one design stands in one size, in pixels and with final colours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from admanager.creative.brand import BrandKit
from admanager.creative.color import Colour
from admanager.creative.copy import AdCopy
from admanager.creative.fonts import TextStyle, is_wide
from admanager.creative.model_art import ModelArt
from admanager.creative.palette import Palette
from admanager.creative.sizes import AdSize
from admanager.creative.spec import DesignSpec
from admanager.creative.subjects import Subject

Kind = Literal["logo", "badge", "figure", "headline", "body", "price", "button", "legal"]
SurfaceName = Literal["ground", "card", "band", "scrim"]
PictureMode = Literal["panel", "float", "bleed"]


@dataclass(frozen=True)
class Box:
    """A rectangle in whole pixels, the origin at the ad's top left."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column right of the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below the box."""
        return self.y + self.height

    @property
    def area(self) -> int:
        """The number of pixels."""
        return max(0, self.width) * max(0, self.height)

    def inset(self, horizontal: int, vertical: int | None = None) -> Box:
        """Return the box made smaller on each side."""
        down = horizontal if vertical is None else vertical
        return Box(self.x + horizontal, self.y + down, self.width - 2 * horizontal, self.height - 2 * down)

    def overlap(self, other: Box) -> int:
        """Return the number of pixels that both boxes hold."""
        width = min(self.right, other.right) - max(self.x, other.x)
        height = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(0, width) * max(0, height)

    def within(self, other: Box) -> bool:
        """Return whether this box lies wholly inside the other."""
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class PictureArea:
    """Where the picture stands. A `bleed` lies under everything, with a scrim towards `scrim_side`.

    `slant` is how far, in pixels, the edge towards the text leans.
    """

    box: Box
    mode: PictureMode
    mask: str = "rectangle"
    scrim_side: Literal["", "left", "bottom", "all"] = ""
    slant_left: int = 0
    slant_right: int = 0


@dataclass(frozen=True)
class Panel:
    """A flat shape under the text: a card, the footer band, or the line of a frame."""

    kind: Literal["card", "band", "frame"]
    box: Box


@dataclass(frozen=True)
class Element:
    """One thing that must be read or clicked. `ink` is where its glyphs or shape stand, `box` what it takes up.

    `colour` is the text's, `fill` the button's or badge's shape; None where there is none.
    """

    kind: Kind
    box: Box
    surface: SurfaceName
    colour: Colour
    lines: tuple[str, ...] = ()
    style: TextStyle | None = None
    align: Literal["left", "centre"] = "left"
    fill: Colour | None = None
    outline: bool = False
    old_price: str = ""
    icon: bool = False

    @property
    def text(self) -> str:
        """The text as it reads without its line breaks: with a blank for each, but between Chinese characters."""
        whole = ""
        for line in self.lines:
            tight = bool(whole and line) and is_wide(whole[-1]) and is_wide(line[0])
            whole += line if tight or not whole else f" {line}"
        return whole


@dataclass(frozen=True)
class Layout:
    """One design in one size. `dropped` names what was left out or shortened so that the rest fits.

    `scrim` is how strongly a bleeding picture is covered (0..1); `plates` are boxes that a repair put under texts; `art`
    is a picture by an image model, drawn as `cut_paper` does. `subject` is what the photo shows; where the picture's part
    is `held`, the spec's focus says which part is shown instead.
    """

    size: AdSize
    spec: DesignSpec
    copy: AdCopy
    brand: BrandKit
    palette: Palette
    seed: int
    flow: str
    elements: tuple[Element, ...]
    picture: PictureArea | None = None
    panels: tuple[Panel, ...] = ()
    dropped: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    scrim: float = 0.75
    plates: tuple[Box, ...] = field(default=())
    art: ModelArt | None = None
    subject: Subject | None = None
    held: bool = False

    @property
    def canvas(self) -> Box:
        """The whole ad."""
        return Box(0, 0, self.size.width, self.size.height)

    @property
    def unit(self) -> float:
        """The measure that lengths of this size are counted in; 1 at 300x250."""
        return unit(self.size)


def unit(size: AdSize) -> float:
    """Return the square root of the size's area, 1 at 300x250."""
    return float((size.width * size.height / 75_000) ** 0.5)
