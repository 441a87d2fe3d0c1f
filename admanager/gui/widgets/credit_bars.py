"""What a rule credits to each item as bars, with what the item truly added as a dot on its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.marks import Mark, MarkCanvas, draw_text
from admanager.gui.widgets.table import TableColumn

LINE_HEIGHT, BAR_HEIGHT = 30, 12
NAME_SHARE, VALUE_ROOM = 0.24, 190


@dataclass(frozen=True)
class Credited:
    """An item with what is credited to it, and what it truly added with its interval; NaN where that is not known."""

    name: str
    credit: float
    effect: float = math.nan
    low: float = math.nan
    high: float = math.nan


class CreditBars(MarkCanvas):
    """One line an item, all on one axis from 0 (or below, where switching an item off would gain)."""

    choosable = False

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self.items: tuple[Credited, ...] = ()
        self._low, self._high = 0.0, 1.0

    def show_items(self, items: Sequence[Credited]) -> None:
        """Show these items."""
        self.items = tuple(items)
        ends = [0.0, *(item.credit for item in items)]
        for item in items:
            ends += [end for end in (item.effect, item.low, item.high) if math.isfinite(end)]
        self._low, self._high = min(ends), max(max(ends), 1e-9)
        self.setFixedHeight(self.sizeHint().height())
        self.rearrange()

    def sizeHint(self) -> QSize:
        """Return the size of all lines."""
        return QSize(480, LINE_HEIGHT * max(len(self.items), 1) + GRID // 2)

    def arrange(self) -> list[Mark]:
        """Return one mark a line."""
        return [
            Mark(QRectF(0, n * LINE_HEIGHT, self.width(), LINE_HEIGHT), self._words(item), item.name)
            for n, item in enumerate(self.items)
        ]

    def _words(self, item: Credited) -> str:
        credit = fmt.number(item.credit, 1)
        if math.isnan(item.effect):
            return tr("CreditBars", "{name}: credited {credit}", name=item.name, credit=credit)
        return tr(
            "CreditBars",
            "{name}: credited {credit}, truly added {effect}",
            name=item.name,
            credit=credit,
            effect=fmt.number(item.effect, 1),
        )

    def columns(self) -> list[TableColumn]:
        """Return the columns of the items as a table."""
        return [
            TableColumn(tr("CreditBars", "What"), width=220),
            *(
                TableColumn(title, "real", 100, lambda value: fmt.number(value, 1))
                for title in (
                    tr("CreditBars", "Credited"),
                    tr("CreditBars", "True effect"),
                    tr("CreditBars", "Low"),
                    tr("CreditBars", "High"),
                )
            ),
        ]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the items as rows."""
        return [(item.name, item.credit, item.effect, item.low, item.high) for item in self.items]

    # -- look ----------------------------------------------------------------------------------------------

    def x_of(self, value: float) -> float:
        """Return where a value is drawn, in pixels."""
        left = self.width() * NAME_SHARE
        room = max(self.width() - left - VALUE_ROOM, 40.0)
        return left + room * (value - self._low) / (self._high - self._low)

    def paint(self, painter: QPainter) -> None:
        """Paint the line of 0, and each item with its bar, its dot and its values."""
        zero = self.x_of(0.0)
        painter.setPen(QPen(theme.color("chart_grid"), 1))
        painter.drawLine(QPointF(zero, 0), QPointF(zero, LINE_HEIGHT * len(self.items)))
        for number, (item, mark) in enumerate(zip(self.items, self.marks, strict=False)):
            self._paint_line(painter, item, mark.rect, pointed=self.is_pointed(number))

    def _paint_line(self, painter: QPainter, item: Credited, rect: QRectF, *, pointed: bool) -> None:
        if pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover", 120))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 3, 3)
        left = self.width() * NAME_SHARE
        draw_text(painter, QRectF(4, rect.top(), left - GRID - 4, rect.height()), item.name)
        middle, zero = rect.center().y(), self.x_of(0.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.series_color(0, 110))
        width = self.x_of(item.credit) - zero
        painter.drawRoundedRect(QRectF(zero, middle - BAR_HEIGHT / 2, width, BAR_HEIGHT), 2, 2)
        if not math.isnan(item.effect):
            self._paint_effect(painter, item, middle)
        text = fmt.number(item.credit, 1)
        if not math.isnan(item.effect):
            text = tr(
                "CreditBars", "{credit}  ·  true {effect}", credit=text, effect=fmt.number(item.effect, 1)
            )
        value = QRectF(self.width() - VALUE_ROOM + GRID, rect.top(), VALUE_ROOM - GRID - 4, rect.height())
        draw_text(painter, value, text, "text", Qt.AlignmentFlag.AlignRight)

    def _paint_effect(self, painter: QPainter, item: Credited, middle: float) -> None:
        color = theme.series_color(1)
        if math.isfinite(item.low) and math.isfinite(item.high):
            painter.setPen(QPen(color, 2, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(self.x_of(item.low), middle), QPointF(self.x_of(item.high), middle))
        painter.setPen(QPen(theme.color("surface"), 1.5))
        painter.setBrush(color)
        painter.drawEllipse(QPointF(self.x_of(item.effect), middle), 5.0, 5.0)
