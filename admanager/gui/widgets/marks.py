"""Pictures that are painted by hand: marks that can be pointed at, walked to with the arrow keys, and chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from admanager.gui import theme
from admanager.gui.widgets.basics import plain_tooltip
from admanager.gui.widgets.table import TableColumn

_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
# A step aside counts this much more than a step in the direction of the arrow.
ASIDE = 3.0


@dataclass(frozen=True)
class Mark:
    """A part of a picture: where it is, what it says, and what it stands for.

    What it says may be given as a function, for pictures that change many times before anybody asks.
    """

    rect: QRectF
    told: str | Callable[[], str]
    key: Any = None

    @property
    def words(self) -> str:
        """What the mark says."""
        return self.told if isinstance(self.told, str) else self.told()


class MarkCanvas(QWidget):
    """The base of hand-painted pictures.

    A picture gives its marks in `arrange` and paints them in `paint`; the same values come out as a table and in
    words, for export and for those who do not see them.
    """

    mark_chosen = Signal(object)
    """The key of the mark that was clicked, or on which Enter or Space was pressed."""
    pointed = Signal(str)
    """The words of the mark under the pointer or the cursor; empty where there is none."""

    gone_to = Signal(int)
    """The number of the mark on which the cursor was put."""

    choosable = True
    """Whether a click on a mark does something."""

    def __init__(self, name: str = "", title: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.title = title
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.marks: list[Mark] = []
        self._cursor = -1
        self._pointed = -1
        self.exposed = QRectF()
        """The part of the picture that is to be painted just now."""

    # -- for pictures to override ------------------------------------------------------------------------

    def arrange(self) -> list[Mark]:
        """Return the marks at the present size, in reading order."""
        return []

    def paint(self, painter: QPainter) -> None:
        """Paint the picture."""

    def columns(self) -> list[TableColumn]:
        """Return the columns of the picture as a table."""
        return []

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the raw values of the picture as a table."""
        return []

    # -- data ----------------------------------------------------------------------------------------------

    def rearrange(self) -> None:
        """Place the marks anew, after data or size has changed."""
        self.marks = self.arrange()
        self._cursor = min(self._cursor, len(self.marks) - 1)
        self._pointed = -1
        self.setAccessibleDescription(self.summary())
        self.update()

    def summary(self) -> str:
        """Return the picture in words."""
        return " ".join([self.title, *(f"{mark.words}." for mark in self.marks[:40])]).strip()

    def mark(self, key: Any) -> Mark:
        """Return the mark that stands for this; raise KeyError where there is none."""
        for found in self.marks:
            if found.key == key:
                return found
        raise KeyError(key)

    # -- look ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and the frame of the mark that has the cursor."""
        painter = QPainter(self)
        self.exposed = QRectF(event.rect())
        self.paint_all(painter)
        if self.hasFocus() and 0 <= self._cursor < len(self.marks):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 2))
            painter.drawRoundedRect(self.marks[self._cursor].rect.adjusted(-1, -1, 1, 1), 3, 3)
        painter.end()

    def paint_all(self, painter: QPainter) -> None:
        """Paint the picture with the pen and the font that it counts on."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SIZE_SMALL))
        self.paint(painter)

    def is_pointed(self, number: int) -> bool:
        """Return whether the mark with this number is under the pointer."""
        return number == self._pointed

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the marks in the new size."""
        super().resizeEvent(event)
        self.rearrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    # -- mouse ---------------------------------------------------------------------------------------------

    def at(self, where: QPointF) -> int:
        """Return the number of the mark at a place, or -1; of several, the smallest."""
        found = [number for number, mark in enumerate(self.marks) if mark.rect.contains(where)]
        size = {
            number: self.marks[number].rect.width() * self.marks[number].rect.height() for number in found
        }
        return min(found, key=lambda number: size[number], default=-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer."""
        number = self.at(event.position())
        if number != self._pointed:
            self._pointed = number
            self.pointed.emit(self.marks[number].words if number >= 0 else "")
            hand = number >= 0 and self.choosable
            self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the pointer."""
        super().leaveEvent(event)
        self._pointed = -1
        self.pointed.emit("")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the mark under the pointer."""
        number = self.at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._cursor = number
            self.update()
            self._choose(number)
        else:
            super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show what a mark says beside the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self.at(QPointF(event.pos()))
            if number < 0:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tooltip(self.marks[number].words), self)
            return True
        return super().event(event)

    def _choose(self, number: int) -> None:
        if self.choosable:
            self.mark_chosen.emit(self.marks[number].key)

    # -- keys ----------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first mark."""
        super().focusInEvent(event)
        if self._cursor < 0 and self.marks and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.go_to(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrow keys; Enter and Space choose."""
        key = Qt.Key(event.key())
        if key in _ARROWS and self.marks:
            self.go_to(self._next(_ARROWS[key]))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.marks:
            self.go_to(0 if key == Qt.Key.Key_Home else len(self.marks) - 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._cursor >= 0:
            self._choose(self._cursor)
        else:
            super().keyPressEvent(event)

    def go_to(self, number: int) -> None:
        """Put the cursor on a mark and tell what it says."""
        self._cursor = number
        self.gone_to.emit(number)
        words = self.marks[number].words
        self.pointed.emit(words)
        self.setAccessibleDescription(words)
        self.update()

    def _next(self, way: QPointF) -> int:
        if self._cursor < 0:
            return 0
        here = self.marks[self._cursor].rect.center()
        best, found = float("inf"), self._cursor
        for number, mark in enumerate(self.marks):
            step = mark.rect.center() - here
            along = step.x() * way.x() + step.y() * way.y()
            aside = abs(step.x() * way.y()) + abs(step.y() * way.x())
            if along > 0.5 and along + ASIDE * aside < best:
                best, found = along + ASIDE * aside, number
        return found


def elided(painter: QPainter, text: str, width: float) -> str:
    """Return a text cut to a width in pixels."""
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    color: str | QColor = "text",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write one line of plain text, vertically in the middle, cut where it does not fit.

    The colour is one of the theme's, by its name, or a colour of its own.
    """
    painter.setPen(theme.color(color) if isinstance(color, str) else color)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, elided(painter, text, rect.width()))


def bar_lengths(values: Sequence[float], room: float) -> list[float]:
    """Return how long the bar of each value is, the largest as long as the room; a value above 0 is at least 1 px."""
    highest = max(values, default=0.0)
    if highest <= 0:
        return [0.0] * len(values)
    return [max(1.0, room * value / highest) if value > 0 else 0.0 for value in values]
