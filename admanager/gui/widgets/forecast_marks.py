"""What was forecast, as intervals, and what was seen, as marks on them: a line each, on one axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from admanager.gui import theme
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.marks import Mark, MarkCanvas, draw_text
from admanager.gui.widgets.table import TableColumn

LINE_HEIGHT = 28
NAME_SHARE, VALUE_ROOM = 0.22, 210
MARK = 5.0


@dataclass(frozen=True)
class Foretold:
    """A figure's forecast with its interval, and what was seen."""

    name: str
    forecast: float
    low: float
    high: float
    truth: float

    @property
    def inside(self) -> bool:
        """Whether what was seen lies in the interval."""
        return self.low <= self.truth <= self.high


class ForecastMarks(MarkCanvas):
    """Intervals as bars, the forecast as a tick on each, the truth as a dot: green inside, red outside."""

    choosable = False

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self.lines: tuple[Foretold, ...] = ()
        self._write: Callable[[float], str] = str
        self._low, self._high = 0.0, 1.0

    def show_lines(self, lines: Sequence[Foretold], write: Callable[[float], str]) -> None:
        """Show these lines, whose figures `write` puts into words."""
        self.lines, self._write = tuple(lines), write
        ends = [end for one in lines for end in (one.low, one.high, one.truth) if math.isfinite(end)]
        low, high = min(ends, default=0.0), max(ends, default=1.0)
        self._low = 0.0 if low < 0.5 * high else low - 0.05 * (high - low)
        self._high = max(high, self._low + 1e-12)
        self.setFixedHeight(self.sizeHint().height())
        self.rearrange()

    def sizeHint(self) -> QSize:
        """Return the size of all lines."""
        return QSize(480, LINE_HEIGHT * max(len(self.lines), 1) + GRID // 2)

    def arrange(self) -> list[Mark]:
        """Return one mark a line."""
        return [
            Mark(QRectF(0, n * LINE_HEIGHT, self.width(), LINE_HEIGHT), self._words(one), one.name)
            for n, one in enumerate(self.lines)
        ]

    def _words(self, one: Foretold) -> str:
        parts = {
            "name": one.name,
            "forecast": self._write(one.forecast),
            "low": self._write(one.low),
            "high": self._write(one.high),
            "truth": self._write(one.truth),
        }
        if one.inside:
            return tr("ForecastMarks", "{name}: forecast {forecast} ({low} to {high}), was {truth}", **parts)
        return tr(
            "ForecastMarks", "{name}: forecast {forecast} ({low} to {high}), was {truth}, outside", **parts
        )

    def columns(self) -> list[TableColumn]:
        """Return the columns of the lines as a table."""
        titles = (
            tr("ForecastMarks", "Forecast"),
            tr("ForecastMarks", "Low"),
            tr("ForecastMarks", "High"),
            tr("ForecastMarks", "Was"),
        )
        return [
            TableColumn(tr("ForecastMarks", "What"), width=220),
            *(TableColumn(title, "real", 100, self._write) for title in titles),
        ]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the lines as rows."""
        return [(one.name, one.forecast, one.low, one.high, one.truth) for one in self.lines]

    # -- look ----------------------------------------------------------------------------------------------

    def x_of(self, value: float) -> float:
        """Return where a value is drawn, in pixels."""
        left = self.width() * NAME_SHARE
        room = max(self.width() - left - VALUE_ROOM, 40.0)
        return left + room * (value - self._low) / (self._high - self._low)

    def paint(self, painter: QPainter) -> None:
        """Paint each line with its name, interval, forecast, truth and values."""
        for number, (one, mark) in enumerate(zip(self.lines, self.marks, strict=False)):
            self._paint_line(painter, one, mark.rect, pointed=self.is_pointed(number))

    def _paint_line(self, painter: QPainter, one: Foretold, rect: QRectF, *, pointed: bool) -> None:
        if pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover", 120))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 3, 3)
        left = self.width() * NAME_SHARE
        draw_text(painter, QRectF(4, rect.top(), left - GRID - 4, rect.height()), one.name)
        middle = rect.center().y()
        low, high = self.x_of(one.low), self.x_of(one.high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.series_color(0, 80))
        painter.drawRoundedRect(QRectF(low, middle - 5, max(high - low, 2.0), 10), 3, 3)
        painter.setPen(QPen(theme.series_color(0), 2))
        x = self.x_of(one.forecast)
        painter.drawLine(QPointF(x, middle - 5), QPointF(x, middle + 5))
        self._paint_truth(painter, one, QPointF(self.x_of(one.truth), middle))
        text = tr(
            "ForecastMarks",
            "{forecast}  ·  was {truth}",
            forecast=self._write(one.forecast),
            truth=self._write(one.truth),
        )
        value = QRectF(self.width() - VALUE_ROOM + GRID, rect.top(), VALUE_ROOM - GRID - 4, rect.height())
        draw_text(painter, value, text, "text", Qt.AlignmentFlag.AlignRight)

    def _paint_truth(self, painter: QPainter, one: Foretold, at: QPointF) -> None:
        """Paint a dot inside, and a cross outside, so that colour is not all that tells them apart."""
        color = theme.color("good" if one.inside else "bad")
        if one.inside:
            painter.setPen(QPen(theme.color("surface"), 1.5))
            painter.setBrush(color)
            painter.drawEllipse(at, MARK, MARK)
            return
        painter.setPen(QPen(color, 2.5, c=Qt.PenCapStyle.RoundCap))
        for way in (1, -1):
            step = QPointF(MARK - 1, way * (MARK - 1))
            painter.drawLine(at - step, at + step)
