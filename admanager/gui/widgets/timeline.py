"""What one person did, as dots along time: a lane for each kind of event, and the months written below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.calendar_ticks import DAY, calendar_ticks
from admanager.gui.widgets.marks import Mark, MarkCanvas, draw_text
from admanager.gui.widgets.table import TableColumn

LANE_HEIGHT, AXIS_HEIGHT = 26, 22
NAME_ROOM = 112
RADIUS = 4.5


@dataclass(frozen=True)
class Moment:
    """Something that happened at a time (UTC seconds): its kind, and all of it in words."""

    time: float
    kind: str
    words: str


class TimelinePlot(MarkCanvas):
    """Moments as dots; those that would lie on one another are drawn as one, with their number."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self.moments: tuple[Moment, ...] = ()
        self.kinds: tuple[str, ...] = ()
        self._low, self._high = 0.0, DAY

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show these moments, the commonest kinds above."""
        self.moments = tuple(sorted(moments, key=lambda each: each.time))
        counts: dict[str, int] = {}
        for each in self.moments:
            counts[each.kind] = counts.get(each.kind, 0) + 1
        self.kinds = tuple(sorted(counts, key=lambda kind: -counts[kind]))
        if self.moments:
            self._low, self._high = self.moments[0].time, self.moments[-1].time
            room = max((self._high - self._low) * 0.02, DAY / 2)
            self._low, self._high = self._low - room, self._high + room
        self.setFixedHeight(LANE_HEIGHT * max(len(self.kinds), 1) + AXIS_HEIGHT)
        self.rearrange()

    def sizeHint(self) -> QSize:
        """Return the size of all lanes."""
        return QSize(560, LANE_HEIGHT * max(len(self.kinds), 1) + AXIS_HEIGHT)

    def x_of(self, time: float) -> float:
        """Return where a time is drawn, in pixels."""
        return NAME_ROOM + (self.width() - NAME_ROOM - GRID) * (time - self._low) / (self._high - self._low)

    def arrange(self) -> list[Mark]:
        """Return a mark for each dot; its key are the numbers of the moments that it stands for."""
        marks: list[Mark] = []
        for lane, kind in enumerate(self.kinds):
            gathered: list[list[int]] = []
            last = float("-inf")
            for number, each in enumerate(self.moments):
                if each.kind != kind:
                    continue
                x = self.x_of(each.time)
                if gathered and x - last < 2 * RADIUS:
                    gathered[-1].append(number)
                else:
                    gathered.append([number])
                    last = x
            middle = LANE_HEIGHT * (lane + 0.5)
            for numbers in gathered:
                x = self.x_of(self.moments[numbers[0]].time)
                rect = QRectF(x - RADIUS - 2, middle - LANE_HEIGHT / 2 + 3, 2 * RADIUS + 4, LANE_HEIGHT - 6)
                marks.append(Mark(rect, self._words(numbers), tuple(numbers)))
        return marks

    def _words(self, numbers: Sequence[int]) -> str:
        first = self.moments[numbers[0]]
        if len(numbers) == 1:
            return f"{fmt.moment(first.time)}  {first.words}"
        last = self.moments[numbers[-1]]
        return tr(
            "TimelinePlot",
            "{first} to {last}: {count:,} times {kind}",
            first=fmt.moment(first.time),
            last=fmt.moment(last.time),
            count=len(numbers),
            kind=first.kind,
        )

    def columns(self) -> list[TableColumn]:
        """Return the columns of the moments as a table."""
        return [
            TableColumn(tr("TimelinePlot", "Time"), "moment", 140),
            TableColumn(tr("TimelinePlot", "Kind"), width=120),
            TableColumn(tr("TimelinePlot", "What"), width=320),
        ]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the moments as rows."""
        return [(each.time, each.kind, each.words) for each in self.moments]

    # -- look ----------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Paint the lanes, the dots and the days below."""
        floor = LANE_HEIGHT * max(len(self.kinds), 1)
        for time, text in self.ticks():
            x = self.x_of(time)
            painter.setPen(QPen(theme.color("chart_grid"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, floor))
            place = QRectF(min(x, self.width() - 78), floor + 2, 78, AXIS_HEIGHT - 2)
            draw_text(painter, place, text, "text_muted")
        for lane, kind in enumerate(self.kinds):
            top = lane * LANE_HEIGHT
            draw_text(painter, QRectF(0, top, NAME_ROOM - GRID, LANE_HEIGHT), kind)
            painter.setPen(QPen(theme.color("border"), 1))
            middle = top + LANE_HEIGHT / 2
            painter.drawLine(QPointF(NAME_ROOM, middle), QPointF(self.width(), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, mark in enumerate(self.marks):
            lane = self.kinds.index(self.moments[mark.key[0]].kind)
            painter.setBrush(theme.series_color(lane, 255 if self.is_pointed(number) else 200))
            radius = RADIUS + (1.5 if len(mark.key) > 1 else 0)
            painter.drawEllipse(mark.rect.center(), radius, radius)

    def ticks(self) -> list[tuple[float, str]]:
        """Return round moments with their texts, as many as fit."""
        return calendar_ticks(self._low, self._high, max(int((self.width() - NAME_ROOM) / 88), 1))
