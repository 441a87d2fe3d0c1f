"""Two or three sets as circles to scale, with the number of each part; where they stand is given."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.marks import Mark, MarkCanvas, draw_text
from admanager.gui.widgets.table import TableColumn
from admanager.gui.widgets.upset import Combination, SetSize

LABEL_HEIGHT = 18


@dataclass(frozen=True)
class Circle:
    """A circle with its middle and radius, in any unit."""

    x: float
    y: float
    radius: float


class CirclePlot(MarkCanvas):
    """The circles of two or three sets, with the number of each part."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self.sets: tuple[SetSize, ...] = ()
        self.combinations: dict[frozenset[int], int] = {}
        self._circles: list[Circle] = []
        self._drawn: list[tuple[QPointF, float]] = []

    def show_sets(
        self, sets: Sequence[SetSize], combinations: Sequence[Combination], circles: Sequence[Circle]
    ) -> None:
        """Show sets as these circles; without circles there is nothing to draw."""
        self.sets = tuple(sets)
        self.combinations = {each.sets: each.count for each in combinations}
        self._circles = list(circles)
        self.rearrange()

    def sizeHint(self) -> QSize:
        """Return a size for circles with their names."""
        return QSize(320, 260)

    # -- places --------------------------------------------------------------------------------------------

    def arrange(self) -> list[Mark]:
        """Return a mark for each part that people are in, around the place of its number."""
        self._fit()
        marks = []
        for key, count in self.combinations.items():
            where = self._middle_of(key)
            if count and where is not None:
                rect = QRectF(where.x() - 30, where.y() - LABEL_HEIGHT / 2, 60, LABEL_HEIGHT)
                marks.append(Mark(rect, self._words(key, count), key))
        return marks

    def _fit(self) -> None:
        self._drawn = []
        if not self._circles:
            return
        left = min(each.x - each.radius for each in self._circles)
        right = max(each.x + each.radius for each in self._circles)
        top = min(each.y - each.radius for each in self._circles)
        bottom = max(each.y + each.radius for each in self._circles)
        room = QRectF(4, LABEL_HEIGHT + 4, self.width() - 8, self.height() - 2 * (LABEL_HEIGHT + 4))
        scale = min(room.width() / max(right - left, 1e-9), room.height() / max(bottom - top, 1e-9))
        shift = QPointF(
            room.center().x() - scale * (left + right) / 2, room.center().y() - scale * (top + bottom) / 2
        )
        self._drawn = [
            (QPointF(scale * each.x, scale * each.y) + shift, scale * each.radius) for each in self._circles
        ]

    def _path(self, number: int) -> QPainterPath:
        path = QPainterPath()
        middle, radius = self._drawn[number]
        path.addEllipse(middle, radius, radius)
        return path

    def _part(self, key: frozenset[int]) -> QPainterPath:
        """Return the area of exactly these sets."""
        members = sorted(key)
        path = self._path(members[0])
        for number in members[1:]:
            path = path.intersected(self._path(number))
        for number in range(len(self._drawn)):
            if number not in key:
                path = path.subtracted(self._path(number))
        return path

    def _middle_of(self, key: frozenset[int]) -> QPointF | None:
        """Return a place well inside a part: of its points on a coarse net, the one furthest from all rims."""
        if not key or not self._drawn:
            return None
        path = self._part(key)
        area = path.boundingRect()
        best, found = 0.0, None
        for step_x in range(1, 16):
            for step_y in range(1, 16):
                point = QPointF(
                    area.left() + area.width() * step_x / 16, area.top() + area.height() * step_y / 16
                )
                if not path.contains(point):
                    continue
                rim = min(
                    abs(math.hypot(point.x() - middle.x(), point.y() - middle.y()) - radius)
                    for middle, radius in self._drawn
                )
                if rim > best:
                    best, found = rim, point
        return found

    def _words(self, key: frozenset[int], count: int) -> str:
        names = fmt.listed(self.sets[number].name for number in sorted(key))
        return tr("CirclePlot", "In exactly {names}: {count:,}", names=names, count=count)

    def columns(self) -> list[TableColumn]:
        """Return the columns of the parts as a table."""
        return [
            TableColumn(tr("CirclePlot", "In exactly"), width=240),
            TableColumn(tr("CirclePlot", "People"), "integer", 100),
        ]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the parts as rows."""
        return [
            (fmt.listed(self.sets[number].name for number in sorted(key)), count)
            for key, count in self.combinations.items()
            if key
        ]

    # -- look ----------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Paint the circles, the numbers in their parts, and the names outside."""
        for number in range(len(self._drawn)):
            painter.setBrush(theme.series_color(number, 55))
            painter.setPen(QPen(theme.series_color(number), 2))
            painter.drawPath(self._path(number))
        for number, mark in enumerate(self.marks):
            if self.is_pointed(number):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accent_soft", 200))
                painter.drawPath(self._part(mark.key))
            painter.setFont(theme.font(theme.SIZE_SMALL, bold=True))
            text = fmt.number(self.combinations[mark.key])
            draw_text(painter, mark.rect, text, "text", Qt.AlignmentFlag.AlignHCenter)
        painter.setFont(theme.font(theme.SIZE_SMALL))
        for number in range(len(self._drawn)):
            draw_text(
                painter,
                self._name_rect(number),
                self.sets[number].name,
                "text",
                Qt.AlignmentFlag.AlignHCenter,
            )

    def _name_rect(self, number: int) -> QRectF:
        """Return the place of a circle's name: above it, below the third, moved away from the others."""
        middle, radius = self._drawn[number]
        below = number == len(self._drawn) - 1 and len(self._drawn) > 2
        y = middle.y() + radius + 2 if below else middle.y() - radius - LABEL_HEIGHT - 2
        y = min(max(y, 0.0), self.height() - LABEL_HEIGHT)
        width = self.width() / 2 - GRID
        centre = sum(place.x() for place, _ in self._drawn) / len(self._drawn)
        x = middle.x() + (0.0 if below else middle.x() - centre) - width / 2
        # Two names never share the middle of the picture.
        if not below:
            x = min(x, self.width() / 2 - width) if middle.x() <= centre else max(x, self.width() / 2)
        return QRectF(min(max(x, 0.0), self.width() - width), y, width, LABEL_HEIGHT)
