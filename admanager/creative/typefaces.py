"""The fonts of ads as Qt knows them: loads them, measures text, and gives its outlines; painting is in `render`.

With `render` and `report.pdf` the one part of the core that imports Qt, so that what is measured is what is drawn.
Glyphs are outlines, without hinting: they are the same on every system.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import os
import sys
import threading

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPainterPath, QRawFont

from admanager.creative import scene as scenes
from admanager.creative.fonts import TextStyle, is_wide
from admanager.resources import resource
from admanager.texts import AdManagerError, sentence

MEASURED_AT = 200
CHINESE_FAMILIES = (
    "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
)  # fmt: skip
CHINESE_SERIFS = ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "STSong", "SimSun")
# What tells a font from another one; together they hold every outline.
FONT_TABLES = ("head", "maxp", "OS/2", "cmap", "hmtx", "CFF ", "glyf", "loca")

_application: QGuiApplication | None = None
_lock = threading.RLock()


def ensure_application() -> None:
    """Make sure that Qt's fonts and painting work: on the command line, start Qt without a display."""
    global _application
    with _lock:
        if QGuiApplication.instance() is None:
            if sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM"):
                os.environ["QT_QPA_PLATFORM"] = "offscreen"
            _application = QGuiApplication([sys.argv[0] or "admanager"])


@functools.cache
def family(face: str) -> str:
    """Return the family name under which Qt knows a font file, loading it on first use."""
    ensure_application()
    with _lock:
        number = QFontDatabase.addApplicationFont(str(resource("fonts", f"{face}.ttf")))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if not families:
        raise AdManagerError(
            sentence("The font {face} could not be loaded; install the program again.", face=face)
        )
    return families[0]


@functools.cache
def chinese_family(face: str) -> str | None:
    """Return the family on this system that sets Chinese beside a face: a serif one beside serifs; None without any."""
    ensure_application()
    known = set(QFontDatabase.families())
    order = (*CHINESE_SERIFS, *CHINESE_FAMILIES) if "Serif" in face else CHINESE_FAMILIES
    return next((name for name in order if name in known), None)


@functools.cache
def chinese_font_hash(face: str) -> tuple[str, str] | None:
    """Return the name of the system's font that sets Chinese beside a face, and the hash of its outlines."""
    if chinese_family(face) is None:
        return None
    with _lock:
        raw = QRawFont.fromFont(_font(face, True, 0.0), QFontDatabase.WritingSystem.SimplifiedChinese)
        parts = hashlib.sha256()
        for table in FONT_TABLES:
            parts.update(bytes(raw.fontTable(table).data()))
        return f"{raw.familyName()} {raw.styleName()}", parts.hexdigest()


@functools.lru_cache(maxsize=512)
def _font(face: str, wide: bool, tracking: float) -> QFont:
    """Return the font of a face, or the one that sets Chinese beside it: as a mere fallback it would lose its weight."""
    other = chinese_family(face) if wide else None
    font = QFont([family(face), *CHINESE_FAMILIES] if other is None else [other])
    weight = int(face.rsplit("-", 1)[1])
    # Chinese has a regular and a bold: what is half bold in Latin is regular there.
    font.setWeight(QFont.Weight(weight if other is None or weight >= 700 else 400))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferOutline)
    # setPixelSize takes whole numbers, so that every size is drawn from one and scaled.
    font.setPixelSize(MEASURED_AT)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking * MEASURED_AT)
    return font


class QtTypesetter:
    """Measures text with the fonts that it is painted with; safe to use from several threads."""

    def width(self, text: str, style: TextStyle) -> float:
        """Return the advance width of one line in pixels."""
        shown = text.upper() if style.upper else text
        return advance(shown, style.face, style.tracking) * style.size / MEASURED_AT

    def cap_height(self, face: str) -> float:
        """Return the height of capitals as a share of the size."""
        return _cap_height(face)


@functools.lru_cache(maxsize=20_000)
def advance(text: str, face: str, tracking: float) -> float:
    """Return the advance width of a line at the size of MEASURED_AT pixels."""
    with _lock:
        return sum(
            QFontMetricsF(_font(face, wide, tracking)).horizontalAdvance(part) for part, wide in _runs(text)
        )


def _runs(text: str) -> list[tuple[str, bool]]:
    """Return the text's parts, each with whether it is Chinese."""
    groups = itertools.groupby(text, key=is_wide)
    return [("".join(characters), wide) for wide, characters in groups]


@functools.cache
def _cap_height(face: str) -> float:
    with _lock:
        return QFontMetricsF(_font(face, False, 0.0)).capHeight() / MEASURED_AT


@functools.lru_cache(maxsize=4_096)
def glyphs(text: str, face: str, tracking: float) -> QPainterPath:
    """Return the outlines of a line at the size of MEASURED_AT pixels, from its start on the baseline."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    start = 0.0
    with _lock:
        for part, wide in _runs(text):
            font = _font(face, wide, tracking)
            path.addText(QPointF(start, 0), font, part)
            start += QFontMetricsF(font).horizontalAdvance(part)
    return path


def text_outline(text: str, style: TextStyle) -> tuple[scenes.Path, float]:
    """Return a line's outline from its start on the baseline, and its width, in pixels."""
    shown = text.upper() if style.upper else text
    factor = style.size / MEASURED_AT
    outline = glyphs(shown, style.face, style.tracking)
    steps: list[scenes.Step] = []
    position = 0
    while position < outline.elementCount():
        element = outline.elementAt(position)
        if element.type == QPainterPath.ElementType.CurveToElement:
            points = [outline.elementAt(position + place) for place in range(3)]
            steps.append(("C", *(factor * value for point in points for value in (point.x, point.y))))
            position += 3
            continue
        if element.type == QPainterPath.ElementType.MoveToElement:
            if steps:
                steps.append(("Z",))
            steps.append(("M", factor * element.x, factor * element.y))
        else:
            steps.append(("L", factor * element.x, factor * element.y))
        position += 1
    if steps:
        steps.append(("Z",))
    return tuple(steps), advance(shown, style.face, style.tracking) * factor
