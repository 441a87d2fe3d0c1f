"""The values below a chart's crosshair, in a small box beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from admanager.gui import theme
from admanager.gui.theme import GRID

LINE = 18
GAP = 12
LONGEST_NAME = 100


class ReadingBox(QWidget):
    """A title and a line for each series; it lies over its parent and takes no mouse."""

    def __init__(self, parent: QWidget, *, with_names: bool = True) -> None:
        super().__init__(parent)
        self._with_names = with_names
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title = ""
        self.entries: list[tuple[QColor, str, str]] = []
        self.hide()

    def show_values(self, title: str, entries: Sequence[tuple[QColor, str, str]]) -> None:
        """Show a title and, for each series that has a value, its colour, name and value."""
        self.title = title
        self.entries = [entry for entry in entries if entry[2]]
        self.resize(self.sizeHint())
        self.show()
        self.raise_()
        self.update()

    def place_at(self, x: float) -> None:
        """Move beside an x position of the parent, at the side with more room."""
        room = self.parentWidget().width()
        left = x + GAP if x < room / 2 else x - GAP - self.width()
        self.move(round(min(max(left, 0), max(room - self.width(), 0))), GRID)

    def text(self) -> str:
        """Return what is shown, as text."""
        return "\n".join([self.title, *(f"{name} {value}" for _, name, value in self.entries)])

    def sizeHint(self) -> QSize:
        """Return the size of the lines."""
        small = QFontMetrics(theme.font(theme.SIZE_SMALL))
        names = max(
            (min(small.horizontalAdvance(name), LONGEST_NAME) for _, name, _ in self.entries), default=0
        )
        values = max((small.horizontalAdvance(value) for _, _, value in self.entries), default=0)
        title = QFontMetrics(theme.font(theme.SIZE_SMALL, bold=True)).horizontalAdvance(self.title)
        names = names if self._with_names else 0
        width = min(max(title, names + values + 16 + GAP) + 2 * GRID, self.parentWidget().width())
        return QSize(width, LINE * (1 + len(self.entries)) + GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("border_strong"))
        painter.setBrush(theme.color("raised", 240))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        line = QRect(GRID, GRID // 2, self.width() - 2 * GRID, LINE)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(theme.SIZE_SMALL, bold=True))
        painter.drawText(line, middle, self.title)
        painter.setFont(theme.font(theme.SIZE_SMALL))
        for color, name, value in self.entries:
            line.translate(0, LINE)
            painter.fillRect(line.left(), line.center().y() - 3, 8, 8, color)
            if self._with_names:
                painter.setPen(theme.color("text_muted"))
                shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, LONGEST_NAME)
                painter.drawText(line.adjusted(14, 0, 0, 0), middle, shown)
            painter.setPen(theme.color("text"))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, value)
