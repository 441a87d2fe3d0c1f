"""The fonts of creatives: which file plays which role, and the files' hashes; measuring and painting are in `render`."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from typing import Protocol

from admanager.resources import resource


@dataclass(frozen=True)
class TypeStyle:
    """A pair of faces (files of `resources/fonts`, without suffix) with their spacing.

    `tracking` is the headline's letter spacing as a share of its size; `scale` evens out families that look
    small or large for their size.
    """

    headline: str
    body: str
    strong: str
    tracking: float
    scale: float


TYPE_STYLES = {
    "neutral": TypeStyle("Inter-700", "Inter-500", "Inter-700", -0.022, 0.98),
    "geometric": TypeStyle("Poppins-700", "Poppins-500", "Poppins-700", -0.02, 0.94),
    "elegant": TypeStyle("DisplaySerif-700", "Inter-500", "Inter-700", -0.004, 1.04),
    "condensed": TypeStyle("BarlowCondensed-700", "BarlowCondensed-500", "BarlowCondensed-700", 0.004, 1.18),
    "technical": TypeStyle("SpaceGrotesk-700", "SpaceGrotesk-500", "SpaceGrotesk-700", -0.026, 1.0),
    "friendly": TypeStyle("Nunito-800", "Nunito-600", "Nunito-800", -0.012, 1.02),
}
WORDMARK_FACE = "Poppins-700"
FACES = tuple(
    sorted({face for style in TYPE_STYLES.values() for face in (style.headline, style.body, style.strong)})
)


def is_wide(character: str) -> bool:
    """Return whether a character is as wide as it is high: Chinese, Japanese or Korean, or their punctuation."""
    return ord(character) >= 0x2E80


@dataclass(frozen=True)
class TextStyle:
    """How one text is set: face, size in pixels, letter spacing and line height as shares of the size."""

    face: str
    size: float
    tracking: float = 0.0
    line_height: float = 1.25
    upper: bool = False

    @property
    def is_bold(self) -> bool:
        """Whether WCAG counts the face as bold."""
        return int(self.face.rsplit("-", 1)[1]) >= 700


class Typesetter(Protocol):
    """What the solver has to know about fonts; `render` has the one that draws with them."""

    def width(self, text: str, style: TextStyle) -> float:
        """Return the advance width of one line in pixels, capitals applied."""
        ...

    def cap_height(self, face: str) -> float:
        """Return the height of capitals as a share of the size."""
        ...


@functools.cache
def font_sha256(face: str) -> str:
    """Return the hash of a font file, for the manifest."""
    return hashlib.sha256(resource("fonts", f"{face}.ttf").read_bytes()).hexdigest()
