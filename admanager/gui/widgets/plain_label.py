"""A label of plain text that is broken into lines where a reader would break it."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

_UNITS = "%|k|M|G|T|s|ms|min|h|px|bytes|[kKMGT]i?B"
_BEFORE_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![\w-]))")
_NO_BREAK_SPACE, _WORD_JOINER = "\u00a0", "\u2060"
# Where Chinese may be broken: between any two of these.
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_END_IN_CHINESE = re.compile(rf"[{_IDEOGRAPH}]{{4}}(?=[^\w\s]*$)")


class PlainLabel(QLabel):
    """Keeps a number with its unit, and the end of a Chinese text together; `text` is what was given."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        """Show a text."""
        self._text = text
        super().setText(unbroken(text))

    def text(self) -> str:
        """Return the text as it was given."""
        return self._text


def unbroken(text: str) -> str:
    """Return the text with nothing to break it at between a number and its unit, and before its last Chinese characters.

    A last line of one or two characters would look like a mistake; words of other scripts are not broken anyway.
    """
    joined = _BEFORE_UNIT.sub(_NO_BREAK_SPACE, text)
    return _END_IN_CHINESE.sub(lambda end: _WORD_JOINER.join(end.group()), joined)
