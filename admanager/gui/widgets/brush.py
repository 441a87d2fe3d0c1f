"""One column of a set of linked histograms: bars to click or drag over, everyone's distribution behind them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen

from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.i18n import tr, tr_count
from admanager.gui.theme import GRID
from admanager.gui.widgets.marks import Mark, MarkCanvas, bar_lengths, draw_text
from admanager.gui.widgets.table import TableColumn

LINE_HEIGHT = 19
TICK_ROOM = 16
SHORTEST_NAME, NAME_SHARE = 64, 0.46
COUNT_ROOM = 46
MISSING_WIDTH = 14
# A description in words follows once a brush rests.
DESCRIBE_MILLISECONDS = 200

Bins = tuple[int, ...]


@dataclass(frozen=True)
class Bars:
    """What a column shows: a name for each bin, how many of everyone and how many of those left are in it.

    `ordered` bins lie along an axis and are brushed as a range; others are names, and any of them can be chosen.
    `ends` are what is written at the ends of the axis. With `missing` the last bin is that of people without a
    value, which stands apart.
    """

    names: tuple[str, ...] = ()
    everyone: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    ordered: bool = True
    ends: tuple[str, str] = ("", "")
    missing: bool = False

    @property
    def values(self) -> int:
        """The number of bins but that of the missing values."""
        return len(self.names) - int(self.missing)


class BrushBars(MarkCanvas):
    """The bars of one column; what is chosen is told as the numbers of the bins."""

    brushed = Signal(object)
    """The chosen bins as a tuple, empty for all; told while the mouse is dragged too."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self.bars = Bars()
        self.chosen: Bins = ()
        self._from = -1
        self._was_alone = False
        self._anchor = -1
        self.setMinimumHeight(LINE_HEIGHT * 3)
        # Painted whole, so that nothing behind has to be painted for it at each move of a brush.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._describe = QTimer(self, singleShot=True, interval=DESCRIBE_MILLISECONDS)
        self._describe.timeout.connect(lambda: self.setAccessibleDescription(self.summary()))

    def show_bars(self, bars: Bars, chosen: Bins) -> None:
        """Show other bars, and which of them are chosen."""
        same = (bars.names, bars.ordered) == (self.bars.names, self.bars.ordered)
        self.bars = bars
        if self._from < 0:
            self.chosen = chosen
        if same and len(self.marks) == len(bars.names):
            # The bins lie where they lay, and each asks what it says when somebody wants to know.
            self._describe.start()
            self.update()
        else:
            self.rearrange()

    def sizeHint(self) -> QSize:
        """Return a size for a card among many."""
        return QSize(220, LINE_HEIGHT * 5)

    # -- places --------------------------------------------------------------------------------------------

    def arrange(self) -> list[Mark]:
        """Return one mark for each bin, as high or as wide as the card, so that low bars can be hit too."""
        count = len(self.bars.names)
        if not count:
            return []
        if self.bars.ordered:
            room = self.width() - (MISSING_WIDTH + GRID if self.bars.missing else 0)
            width = room / max(self.bars.values, 1)
            height = self.height() - TICK_ROOM
            rects = [QRectF(n * width, 0, width, height) for n in range(self.bars.values)]
            if self.bars.missing:
                rects.append(QRectF(self.width() - MISSING_WIDTH, 0, MISSING_WIDTH, height))
        else:
            rects = [QRectF(0, n * LINE_HEIGHT, self.width(), LINE_HEIGHT) for n in range(count)]
        return [Mark(rect, partial(self._words, number), number) for number, rect in enumerate(rects)]

    def _words(self, number: int) -> str:
        left, everyone = self.bars.left[number], self.bars.everyone[number]
        if left == everyone:
            count = tr_count("BrushBars", "{count} person", "{count:,} people", count=left)
        else:
            count = tr("BrushBars", "{left:,} of {everyone:,} people", left=left, everyone=everyone)
        return f"{self.bars.names[number]}: {count}"

    def columns(self) -> list[TableColumn]:
        """Return the columns of the bars as a table."""
        return [
            TableColumn(self.title, width=160),
            TableColumn(tr("BrushBars", "Left"), "integer", 90),
            TableColumn(tr("BrushBars", "Everyone"), "integer", 90),
        ]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the bars as rows."""
        return list(zip(self.bars.names, self.bars.left, self.bars.everyone, strict=True))

    # -- look ----------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Paint everyone faintly and those left before them, each as high as its own highest bar."""
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.setPen(Qt.PenStyle.NoPen)
        if self.bars.ordered:
            self._paint_axis(painter)
        else:
            self._paint_names(painter)

    def _paint_axis(self, painter: QPainter) -> None:
        if not self.marks:
            return
        floor = self.marks[0].rect.bottom()
        room = floor - 2
        gap = 1.0 if self.marks[0].rect.width() >= 4 else 0.0
        behind, before = bar_lengths(self.bars.everyone, room), bar_lengths(self.bars.left, room)
        for first, last in self._stretches():
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRect(QRectF(first, 0, last - first, floor))
        self._draw_bars(
            painter,
            {
                n: (
                    QRectF(mark.rect.left(), floor - behind[n], mark.rect.width() - gap, behind[n]),
                    QRectF(mark.rect.left(), floor - before[n], mark.rect.width() - gap, before[n]),
                )
                for n, mark in enumerate(self.marks)
            },
        )
        painter.setBrush(theme.color("border_strong"))
        axis = self.marks[max(self.bars.values, 1) - 1].rect.right()
        painter.drawRect(QRectF(0, floor, axis, 1))
        self._paint_grips(painter, floor)
        if self.bars.missing:
            below = QRectF(self.width() - MISSING_WIDTH, floor + 1, MISSING_WIDTH, TICK_ROOM - 1)
            draw_text(painter, below, "?", "text_muted", Qt.AlignmentFlag.AlignHCenter)
        below = QRectF(0, floor + 1, axis, TICK_ROOM - 1)
        draw_text(painter, below, self.bars.ends[0], "text_muted")
        draw_text(painter, below, self.bars.ends[1], "text_muted", Qt.AlignmentFlag.AlignRight)

    def _draw_bars(self, painter: QPainter, bars: dict[int, tuple[QRectF, QRectF]]) -> None:
        """Fill the bars of everyone, then those of the people left, all of one colour at a time; by their numbers."""
        # Straight edges on whole pixels need no smoothing, which takes longer than all the rest.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border_strong", 130))
        painter.drawRects([behind for behind, _ in bars.values() if behind.height() and behind.width()])
        by_color: dict[int, list[QRectF]] = {}
        for number, (_, before) in bars.items():
            if before.height() and before.width():
                by_color.setdefault(self._bar_color(number).rgba(), []).append(before)
        for rgba, rects in by_color.items():
            painter.setBrush(QColor.fromRgba(rgba))
            painter.drawRects(rects)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_grips(self, painter: QPainter, floor: float) -> None:
        painter.setPen(QPen(theme.color("accent"), 1.5))
        for stretch in self._stretches():
            for x in stretch:
                painter.drawLine(QPointF(x, 0), QPointF(x, floor))

    def _stretches(self) -> list[tuple[float, float]]:
        """Return from where to where the chosen bins reach, those beside one another as one."""
        found: list[tuple[float, float]] = []
        before = -2
        for number in self.chosen:
            rect = self.marks[number].rect
            if number == before + 1 and number < self.bars.values:
                found[-1] = (found[-1][0], rect.right())
            else:
                found.append((rect.left(), rect.right()))
            before = number
        return found

    def _paint_names(self, painter: QPainter) -> None:
        names = max(SHORTEST_NAME, self.width() * NAME_SHARE)
        start = names + GRID
        room = max(8.0, self.width() - start - COUNT_ROOM)
        behind, before = bar_lengths(self.bars.everyone, room), bar_lengths(self.bars.left, room)
        # Of a long list in a card that scrolls, a few lines are seen.
        seen = self.exposed if self.exposed.isValid() else QRectF(self.rect())
        lines = [n for n, mark in enumerate(self.marks) if mark.rect.intersects(seen)]
        for number in lines:
            mark = self.marks[number]
            held = number in self.chosen
            if held or self.is_pointed(number):
                painter.setBrush(theme.color("accent_soft" if held else "hover"))
                painter.drawRoundedRect(mark.rect.adjusted(0, 1, 0, -1), 3, 3)
        high = LINE_HEIGHT - 8
        tops = {number: self.marks[number].rect.top() + 4 for number in lines}
        self._draw_bars(
            painter,
            {
                n: (QRectF(start, top, behind[n], high), QRectF(start, top, before[n], high))
                for n, top in tops.items()
            },
        )
        for number in lines:
            top = self.marks[number].rect.top()
            token = "text" if not self.chosen or number in self.chosen else "text_muted"
            draw_text(painter, QRectF(4, top, names - 4, LINE_HEIGHT), self.bars.names[number], token)
            count = QRectF(self.width() - COUNT_ROOM, top, COUNT_ROOM - 4, LINE_HEIGHT)
            text = fmt.short_number(self.bars.left[number])
            draw_text(painter, count, text, "text_muted", Qt.AlignmentFlag.AlignRight)

    def _bar_color(self, number: int) -> QColor:
        if self.chosen and number not in self.chosen:
            return theme.color("accent", 90)
        return theme.color("accent", 255 if self.is_pointed(number) else 215)

    # -- choosing ------------------------------------------------------------------------------------------

    def _brush(self, bins: Bins) -> None:
        bins = () if len(bins) == len(self.bars.names) else tuple(sorted(bins))
        if bins != self.chosen:
            self.chosen = bins
            self.update()
            self.brushed.emit(bins)

    def _is_missing(self, number: int) -> bool:
        return self.bars.missing and number == self.bars.values

    def _toggle(self, number: int) -> None:
        if self.bars.ordered and not self._is_missing(number):
            self._brush(() if self.chosen == (number,) else (number,))
        else:
            left = tuple(each for each in self.chosen if each != number)
            self._brush(left if number in self.chosen else (*self.chosen, number))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bin under the pointer, or begin a range there."""
        number = self.at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or number < 0:
            super(MarkCanvas, self).mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._cursor = number
        if self.bars.ordered and not self._is_missing(number):
            self._from, self._was_alone = number, self.chosen == (number,)
            self._brush((number,))
        else:
            self._toggle(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the range to the bin under the pointer."""
        if self._from >= 0 and event.buttons() & Qt.MouseButton.LeftButton:
            number = self._nearest(event.position().x())
            self._brush(tuple(range(min(self._from, number), max(self._from, number) + 1)))
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the range; a click on the only chosen bin frees it."""
        if event.button() == Qt.MouseButton.LeftButton and self._from >= 0:
            if self._was_alone and self.chosen == (self._from,):
                self._brush(())
            self._from = -1

    def _nearest(self, x: float) -> int:
        return min(max(int(x / max(self.marks[0].rect.width(), 1e-9)), 0), self.bars.values - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose a bin, Shift with an arrow a range, Delete frees all."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._brush(())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._cursor >= 0:
            self._anchor = self._cursor
            self._toggle(self._cursor)
        elif self.bars.ordered and shift and key in steps and self.marks:
            start = max(self._cursor, 0)
            if self._anchor < 0 or self._anchor not in self.chosen:
                self._anchor = start
            self.go_to(min(max(start + steps[key], 0), self.bars.values - 1))
            ends = sorted((self._anchor, self._cursor))
            self._brush(tuple(range(ends[0], ends[1] + 1)))
        else:
            super().keyPressEvent(event)
