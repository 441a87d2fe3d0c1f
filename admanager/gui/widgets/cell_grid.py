"""A grid of cells that are darker the more they hold: the RFM grid, the hours of a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.theme import GRID
from admanager.gui.widgets.marks import Mark, MarkCanvas, draw_text
from admanager.gui.widgets.table import TableColumn

GAP = 2
AXIS_LINE = 18


@dataclass(frozen=True)
class Cell:
    """One cell: its place, its value (None: nothing is known), what it says, its name, and what it stands for."""

    row: int
    column: int
    value: float | None
    words: str
    name: str = ""
    key: Any = None


@dataclass(frozen=True)
class GridAxes:
    """The names of rows and columns, what they are, and every how many columns a name is written."""

    row_names: tuple[str, ...] = ()
    column_names: tuple[str, ...] = ()
    row_title: str = ""
    column_title: str = ""
    every: int = 1


class CellGrid(MarkCanvas):
    """Cells in rows and columns; cells of one key are told as one when one of them is chosen."""

    def __init__(self, name: str, title: str, axes: GridAxes, *, texts: bool, value_title: str) -> None:
        super().__init__(name, title)
        self.axes = axes
        self.cells: tuple[Cell, ...] = ()
        self.chosen: Any = None
        self._texts = texts
        self._value_title = value_title

    def show_cells(self, cells: Sequence[Cell], axes: GridAxes | None = None) -> None:
        """Show other cells, along other axes where they are given."""
        self.cells = tuple(cells)
        self.axes = axes or self.axes
        self.rearrange()

    def choose(self, key: Any) -> None:
        """Frame the cells of a key; None frames none."""
        self.chosen = key
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size in which the texts can be read."""
        side = (104, 52) if self._texts else (18, 20)
        return QSize(
            round(self._left()) + side[0] * len(self.axes.column_names),
            round(self._bottom()) + side[1] * len(self.axes.row_names),
        )

    def minimumSizeHint(self) -> QSize:
        """Return a size in which the cells can be told apart."""
        side = (64, 36) if self._texts else (11, 16)
        return QSize(
            round(self._left()) + side[0] * len(self.axes.column_names),
            round(self._bottom()) + side[1] * len(self.axes.row_names),
        )

    # -- places --------------------------------------------------------------------------------------------

    def _left(self) -> float:
        small = QFontMetrics(theme.font(theme.SIZE_SMALL))
        widest = max((small.horizontalAdvance(name) for name in self.axes.row_names), default=0)
        return widest + GRID + (AXIS_LINE if self.axes.row_title else 0)

    def _bottom(self) -> float:
        return AXIS_LINE * (2 if self.axes.column_title else 1)

    def _rect(self, row: int, column: int) -> QRectF:
        left, height = self._left(), self.height() - self._bottom()
        wide = (self.width() - left) / max(len(self.axes.column_names), 1)
        high = height / max(len(self.axes.row_names), 1)
        return QRectF(left + column * wide, row * high, wide - GAP, high - GAP)

    def arrange(self) -> list[Mark]:
        """Return one mark a cell."""
        return [Mark(self._rect(cell.row, cell.column), cell.words, cell.key) for cell in self.cells]

    def columns(self) -> list[TableColumn]:
        """Return the columns of the grid as a table."""
        names = [TableColumn(self.axes.row_title or " ", width=120)]
        names.append(TableColumn(self.axes.column_title or "  ", width=120))
        if any(cell.name for cell in self.cells):
            names.append(TableColumn(self.title, width=160))
        return [*names, TableColumn(self._value_title, "real", 100, lambda value: fmt.number(value))]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the cells as rows."""
        named = any(cell.name for cell in self.cells)
        return [
            (
                self.axes.row_names[cell.row],
                self.axes.column_names[cell.column],
                *((cell.name,) if named else ()),
                cell.value,
            )
            for cell in self.cells
        ]

    # -- look ----------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Paint the cells, their texts, and the names along both sides."""
        highest = max((cell.value or 0 for cell in self.cells), default=0)
        for number, (cell, mark) in enumerate(zip(self.cells, self.marks, strict=False)):
            share = (cell.value or 0) / highest if highest else 0.0
            ground = _shade(share)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(mark.rect, 3, 3)
            held = self.chosen is not None and cell.key == self.chosen
            if held or self.is_pointed(number):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.color("text"), 2 if held else 1))
                painter.drawRoundedRect(mark.rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            if self._texts:
                self._paint_texts(painter, cell, mark.rect, ground)
        self._paint_axes(painter)

    def _paint_texts(self, painter: QPainter, cell: Cell, rect: QRectF, ground: QColor) -> None:
        ink = _ink(ground)
        inner = rect.adjusted(GRID - 2, 2, -GRID + 2, -2)
        value = fmt.MISSING if cell.value is None else fmt.number(cell.value)
        painter.setFont(theme.font(theme.SIZE_BASE, bold=True))
        if cell.name and rect.height() >= 2 * AXIS_LINE - 4:
            half = inner.height() / 2
            draw_text(painter, QRectF(inner.left(), inner.top(), inner.width(), half), value, ink)
            painter.setFont(theme.font(theme.SIZE_SMALL))
            draw_text(painter, QRectF(inner.left(), inner.top() + half, inner.width(), half), cell.name, ink)
        else:
            draw_text(painter, inner, value, ink)
        painter.setFont(theme.font(theme.SIZE_SMALL))

    def _paint_axes(self, painter: QPainter) -> None:
        left, floor = self._left(), self.height() - self._bottom()
        for number, name in enumerate(self.axes.row_names):
            rect = self._rect(number, 0)
            start = AXIS_LINE if self.axes.row_title else 0
            place = QRectF(start, rect.top(), left - start - GRID, rect.height())
            draw_text(painter, place, name, "text_muted", Qt.AlignmentFlag.AlignRight)
        for number in range(0, len(self.axes.column_names), self.axes.every):
            rect = self._rect(0, number)
            wide = QRectF(rect.left(), floor, max(rect.width(), 40.0), AXIS_LINE)
            align = Qt.AlignmentFlag.AlignHCenter if self.axes.every == 1 else Qt.AlignmentFlag.AlignLeft
            draw_text(painter, wide, self.axes.column_names[number], "text_muted", align)
        if self.axes.column_title:
            below = QRectF(left, floor + AXIS_LINE, self.width() - left, AXIS_LINE)
            draw_text(painter, below, self.axes.column_title, "text_muted", Qt.AlignmentFlag.AlignRight)
        if self.axes.row_title:
            painter.save()
            painter.translate(0, floor)
            painter.rotate(-90)
            draw_text(painter, QRectF(0, 0, floor, AXIS_LINE), self.axes.row_title, "text_muted",
                      Qt.AlignmentFlag.AlignRight)  # fmt: skip
            painter.restore()


def _shade(share: float) -> QColor:
    """Return the colour between the empty ground and the accent; small shares are told apart by their root."""
    low, high = theme.color("hover"), theme.color("accent")
    part = min(max(share, 0.0), 1.0) ** 0.5
    mixed = (round(a + (b - a) * part) for a, b in zip(low.getRgb()[:3], high.getRgb()[:3], strict=True))
    return QColor(*mixed)


def _ink(ground: QColor) -> QColor:
    """Return black or white, whichever is easier to read: on every ground one of them has a contrast of 4.5."""
    return max((QColor("black"), QColor("white")), key=lambda ink: _contrast(ground, ink))


def _contrast(first: QColor, second: QColor) -> float:
    """Return the contrast of two colours after WCAG 2.1, from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
