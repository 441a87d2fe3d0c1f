"""Estimates with their intervals as dots and whiskers along one axis, a line each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
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

LINE_HEIGHT, AXIS_HEIGHT = 26, 24
NAME_SHARE, VALUE_ROOM = 0.38, 160


@dataclass(frozen=True)
class Estimate:
    """A value with its interval; `detail` says what it was computed from, `key` what it stands for."""

    name: str
    value: float
    low: float
    high: float
    detail: str = ""
    key: Any = None


class WhiskerPlot(MarkCanvas):
    """Estimates on one axis, logarithmic for ratios, with a line where nothing differs (`neutral`)."""

    def __init__(
        self, name: str, title: str, *, value_title: str, neutral: float, write: Callable[[float], str]
    ) -> None:
        super().__init__(name, title)
        self.estimates: tuple[Estimate, ...] = ()
        self._value_title, self._neutral, self._write = value_title, neutral, write
        self._low, self._high = 0.5, 2.0

    def show_estimates(self, estimates: Sequence[Estimate]) -> None:
        """Show these estimates."""
        self.estimates = tuple(estimates)
        ends = [self._neutral]
        for found in estimates:
            ends += [end for end in (found.value, found.low, found.high) if math.isfinite(end) and end > 0]
        self._low, self._high = min(ends) / 1.15, max(ends) * 1.15
        # One estimate that hardly is one must not press the others together.
        values = [found.value for found in estimates if found.value > 0] or [self._neutral]
        self._low = max(self._low, min(*values, self._neutral) / 4)
        self._high = min(self._high, max(*values, self._neutral) * 4)
        self.setMinimumHeight(LINE_HEIGHT * len(estimates) + AXIS_HEIGHT)
        self.updateGeometry()
        self.rearrange()

    def sizeHint(self) -> QSize:
        """Return the size of all lines."""
        return QSize(480, LINE_HEIGHT * max(len(self.estimates), 1) + AXIS_HEIGHT)

    def arrange(self) -> list[Mark]:
        """Return one mark a line."""
        return [
            Mark(QRectF(0, n * LINE_HEIGHT, self.width(), LINE_HEIGHT), self._words(found), found.key)
            for n, found in enumerate(self.estimates)
        ]

    def _words(self, found: Estimate) -> str:
        words = tr(
            "WhiskerPlot",
            "{name}: {value} ({low} to {high})",
            name=found.name,
            value=self._write(found.value),
            low=self._write(found.low),
            high=self._write(found.high),
        )
        return f"{words}, {found.detail}" if found.detail else words

    def columns(self) -> list[TableColumn]:
        """Return the columns of the estimates as a table."""
        return [
            TableColumn(tr("WhiskerPlot", "What"), width=220),
            TableColumn(self._value_title, "real", 100, lambda value: fmt.number(value, 3)),
            TableColumn(tr("WhiskerPlot", "Low"), "real", 100, lambda value: fmt.number(value, 3)),
            TableColumn(tr("WhiskerPlot", "High"), "real", 100, lambda value: fmt.number(value, 3)),
            TableColumn(tr("WhiskerPlot", "Detail"), width=220),
        ]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the estimates as rows."""
        return [(found.name, found.value, found.low, found.high, found.detail) for found in self.estimates]

    # -- look ----------------------------------------------------------------------------------------------

    def _area(self) -> tuple[float, float]:
        left = self.width() * NAME_SHARE
        return left, max(self.width() - left - VALUE_ROOM, 40.0)

    def x_of(self, value: float) -> float:
        """Return where a value is drawn, in pixels; values beyond the axis stand at its ends."""
        left, room = self._area()
        value = min(max(value, self._low), self._high)
        return left + room * math.log(value / self._low) / math.log(self._high / self._low)

    def paint(self, painter: QPainter) -> None:
        """Paint the axis, and each line with its name, its whisker, its dot and its value."""
        floor = LINE_HEIGHT * len(self.estimates)
        painter.setPen(QPen(theme.color("chart_grid"), 1))
        for tick in self.ticks():
            painter.setPen(QPen(theme.color("chart_grid"), 1))
            x = self.x_of(tick)
            painter.drawLine(QPointF(x, 0), QPointF(x, floor))
            rect = QRectF(x - 30, floor + 2, 60, AXIS_HEIGHT - 4)
            draw_text(painter, rect, self._write(tick), "text_muted", Qt.AlignmentFlag.AlignHCenter)
        x = self.x_of(self._neutral)
        painter.setPen(QPen(theme.color("text_muted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, 0), QPointF(x, floor))
        for number, (found, mark) in enumerate(zip(self.estimates, self.marks, strict=False)):
            self._paint_line(painter, found, mark.rect, pointed=self.is_pointed(number))

    def _paint_line(self, painter: QPainter, found: Estimate, rect: QRectF, *, pointed: bool) -> None:
        if pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover", 120))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 3, 3)
        left, room = self._area()
        draw_text(painter, QRectF(4, rect.top(), left - GRID - 4, rect.height()), found.name)
        middle = rect.center().y()
        if found.low > self._neutral:
            color = theme.series_color(2)
        elif found.high < self._neutral:
            color = theme.series_color(1)
        else:
            color = theme.color("text_faint")
        painter.setPen(QPen(color, 2, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(self.x_of(found.low), middle), QPointF(self.x_of(found.high), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(QPointF(self.x_of(found.value), middle), 4.5, 4.5)
        value = QRectF(left + room + GRID, rect.top(), VALUE_ROOM - GRID - 4, rect.height())
        text = f"{self._write(found.value)}  ({self._write(found.low)} – {self._write(found.high)})"
        draw_text(painter, value, text, "text", Qt.AlignmentFlag.AlignRight)

    def ticks(self) -> list[float]:
        """Return round values on the axis: powers of ten times 1, 2 and 5, thinned to those that fit."""
        powers = range(math.floor(math.log10(self._low)), math.ceil(math.log10(self._high)) + 1)
        found = [step * 10.0**power for power in powers for step in (1, 1.5, 2, 3, 5)]
        found = [tick for tick in found if self._low <= tick <= self._high]
        kept: list[float] = []
        for tick in sorted(found, key=lambda tick: (tick != self._neutral, tick)):
            if all(abs(self.x_of(tick) - self.x_of(other)) >= 48 for other in kept):
                kept.append(tick)
        return sorted(kept)
