"""Where ads of each size are seen: sketched pages, phones and feeds, as data and as what they are painted of.

All measures are in the ad's own pixels; whoever paints a frame scales it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

# Ground, blocks, quieter blocks, and small text of a sketched page.
PAGES = {
    "light": ("#ffffff", "#dfe3ea", "#eef0f4", "#757d8b"),
    "dark": ("#16181d", "#343944", "#23262e", "#8d94a1"),
}


@dataclass(frozen=True)
class Frame:
    """The surroundings of one ad size: their kind, their extent, and where the ad stands; `wide` takes two columns."""

    kind: str
    width: int
    height: int
    x: int
    y: int
    wide: bool = False


FRAMES = {
    "970x250": Frame("front", 1100, 440, 65, 84, wide=True),
    "728x90": Frame("front", 960, 300, 116, 76, wide=True),
    "300x250": Frame("side", 560, 420, 236, 84),
    "336x280": Frame("article", 560, 420, 112, 92),
    "300x600": Frame("side", 560, 720, 236, 84),
    "160x600": Frame("side", 560, 720, 376, 84),
    "320x50": Frame("phone", 400, 520, 40, 440),
    "1080x1080": Frame("feed", 1160, 1440, 40, 210),
    "1200x628": Frame("feed", 1280, 1000, 40, 210),
}

# A block: x, y, width, height, corner, and whether it is a quiet one.
Block = tuple[float, float, float, float, float, bool]


def paint_surroundings(painter: QPainter, frame: Frame, ad: QRectF, page: str) -> None:
    """Paint everything around the ad; the painter's unit is one pixel of the ad."""
    ground, block, quiet, _ = (QColor(name) for name in PAGES[page])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRect(QRectF(0, 0, frame.width, frame.height))
    for x, y, width, height, corner, is_quiet in _BLOCKS[frame.kind](frame, ad):
        if width > 0 and height > 0:
            painter.setBrush(quiet if is_quiet else block)
            painter.drawRoundedRect(QRectF(x, y, width, height), corner, corner)
    if frame.kind == "phone":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(block, 6))
        painter.drawRoundedRect(QRectF(27, 11, frame.width - 54, frame.height + 60), 34, 34)


def _lines(
    x: float, y: float, width: float, bottom: float, *, size: float = 9, gap: float = 11
) -> Iterator[Block]:
    """Yield lines of text down to `bottom`; the last line of each paragraph is short."""
    number = 0
    while y + size <= bottom:
        last = number % 5 == 4
        yield x, y, width * (0.62 if last else 1 - 0.04 * (number % 3)), size, size / 2, False
        y += size + gap + (gap if last else 0)
        number += 1


def _bar(frame: Frame) -> Iterator[Block]:
    """Yield the head of a website: its name and a few entries."""
    yield 24, 22, 96, 18, 9, False
    for number in range(4):
        yield frame.width - 24 - 72 * (number + 1), 26, 52, 10, 5, True
    yield 0, 58, frame.width, 2, 0, True


def _front(frame: Frame, ad: QRectF) -> Iterator[Block]:
    yield from _bar(frame)
    top = ad.bottom() + 28
    width = (frame.width - 48 - 2 * 24) / 3
    for number in range(3):
        x = 24 + number * (width + 24)
        yield x, top, width, min(120, frame.height - top), 8, True
        yield from _lines(x, top + 136, width, frame.height - 8)


def _side(frame: Frame, ad: QRectF) -> Iterator[Block]:
    yield from _bar(frame)
    width = ad.left() - 24 - 28
    yield 24, 84, width, 20, 6, False
    yield 24, 112, width * 0.7, 20, 6, False
    yield from _lines(24, 152, width, 256)
    if frame.height > 500:
        yield 24, 282, width, 150, 8, True
        yield from _lines(24, 452, width, frame.height - 12)
    else:
        yield from _lines(24, 268, width, frame.height - 12)
    yield from _lines(ad.left(), ad.bottom() + 24, ad.width(), frame.height - 12)


def _article(frame: Frame, ad: QRectF) -> Iterator[Block]:
    yield 56, 20, frame.width - 112, 20, 6, False
    yield from _lines(56, 52, frame.width - 112, ad.top() - 14)
    yield from _lines(56, ad.bottom() + 18, frame.width - 112, frame.height - 4)


def _phone(frame: Frame, ad: QRectF) -> Iterator[Block]:
    yield frame.width / 2 - 44, 24, 88, 10, 5, True
    yield 52, 58, 150, 18, 8, False
    yield 52, 92, frame.width - 104, 150, 10, True
    yield from _lines(52, 264, frame.width - 104, ad.top() - 16)


def _feed(frame: Frame, ad: QRectF) -> Iterator[Block]:
    yield 40, 44, 88, 88, 44, False
    yield 150, 56, 320, 26, 13, False
    yield 150, 98, 180, 20, 10, True
    yield 40, 160, frame.width * 0.7, 26, 13, True
    for number in range(3):
        yield 40 + number * 230, ad.bottom() + 44, 180, 44, 22, True


_BLOCKS: dict[str, Callable[[Frame, QRectF], Iterator[Block]]] = {
    "front": _front, "side": _side, "article": _article, "phone": _phone, "feed": _feed,
}  # fmt: skip
