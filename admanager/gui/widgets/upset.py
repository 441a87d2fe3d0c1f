"""How sets overlap: the UpSet plot of Lex et al. (2014), "UpSet: Visualization of Intersecting Sets".

Each column of dots is one combination of sets, with the number of people who are in exactly these sets as its bar;
at the left stands the size of each set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.i18n import tr, tr_count
from admanager.gui.theme import GRID
from admanager.gui.widgets.marks import Mark, MarkCanvas, bar_lengths, draw_text
from admanager.gui.widgets.table import TableColumn

LINE_HEIGHT = 28
BARS_HEIGHT = 132
SET_BAR, NAME_ROOM = 64, 156
NARROWEST, WIDEST = 26, 64
COUNT_LINE = 18


@dataclass(frozen=True)
class SetSize:
    """A set with the number of people in it."""

    name: str
    size: int


@dataclass(frozen=True)
class Combination:
    """The people who are in these sets (by number) and in none of the others."""

    sets: frozenset[int]
    count: int


class UpSetPlot(MarkCanvas):
    """Bars of the combinations above a matrix of dots, bars of the sets beside it."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self.sets: tuple[SetSize, ...] = ()
        self.combinations: tuple[Combination, ...] = ()

    def show_sets(self, sets: Sequence[SetSize], combinations: Sequence[Combination]) -> None:
        """Show these sets; the largest combination comes first, empty ones are left out."""
        self.sets = tuple(sets)
        found = [each for each in combinations if each.count and each.sets]
        self.combinations = tuple(sorted(found, key=lambda each: -each.count))
        self.updateGeometry()
        self.rearrange()

    def sizeHint(self) -> QSize:
        """Return a size for all columns."""
        return QSize(
            NAME_ROOM + SET_BAR + GRID * 2 + 44 * max(len(self.combinations), 4),
            BARS_HEIGHT + COUNT_LINE + LINE_HEIGHT * len(self.sets),
        )

    def minimumSizeHint(self) -> QSize:
        """Return a size for the sets, and for as many columns as are worth it."""
        return QSize(NAME_ROOM + SET_BAR + GRID * 2 + NARROWEST * 4, self.sizeHint().height())

    # -- places --------------------------------------------------------------------------------------------

    @property
    def _left(self) -> float:
        return NAME_ROOM + SET_BAR + GRID * 2

    @property
    def _matrix_top(self) -> float:
        return self.height() - LINE_HEIGHT * len(self.sets)

    def _column_width(self) -> float:
        room = self.width() - self._left
        return min(max(room / max(len(self.combinations), 1), NARROWEST), WIDEST)

    def shown(self) -> tuple[Combination, ...]:
        """Return the combinations for which there is room, largest first."""
        fitting = max(int((self.width() - self._left) / NARROWEST), 1)
        return self.combinations[:fitting]

    def arrange(self) -> list[Mark]:
        """Return a mark for each combination, then for each set."""
        width = self._column_width()
        marks = [
            Mark(QRectF(self._left + n * width, 0, width, self.height()), self.words(each), each.sets)
            for n, each in enumerate(self.shown())
        ]
        for number, each in enumerate(self.sets):
            rect = QRectF(0, self._matrix_top + number * LINE_HEIGHT, self._left - GRID, LINE_HEIGHT)
            people = tr_count("UpSetPlot", "{count} person", "{count:,} people", count=each.size)
            marks.append(Mark(rect, f"{each.name}: {people}", number))
        return marks

    def words(self, combination: Combination) -> str:
        """Return who a combination is and how many they are."""
        names = fmt.listed(self.sets[number].name for number in sorted(combination.sets))
        people = tr_count("UpSetPlot", "{count} person", "{count:,} people", count=combination.count)
        if len(combination.sets) == len(self.sets):
            return tr("UpSetPlot", "In all of them: {people}", people=people)
        return tr("UpSetPlot", "In exactly {names}: {people}", names=names, people=people)

    def columns(self) -> list[TableColumn]:
        """Return the columns of the combinations as a table."""
        return [TableColumn(tr("UpSetPlot", "People"), "integer", 100)] + [
            TableColumn(each.name, width=120) for each in self.sets
        ]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the combinations as rows, with a mark for each set that belongs to one."""
        return [
            (each.count, *("✓" if number in each.sets else "" for number in range(len(self.sets))))
            for each in self.combinations
        ]

    # -- look ----------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Paint the sets at the left, then a column for each combination."""
        self._paint_sets(painter)
        shown = self.shown()
        width, top = self._column_width(), self._matrix_top
        heights = bar_lengths([each.count for each in shown], top - COUNT_LINE - GRID)
        for number, each in enumerate(shown):
            middle = self._left + (number + 0.5) * width
            bar = QRectF(middle - width * 0.32, top - GRID - heights[number], width * 0.64, heights[number])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent", 255 if self.is_pointed(number) else 215))
            painter.drawRect(bar)
            above = QRectF(middle - width / 2, bar.top() - COUNT_LINE, width, COUNT_LINE)
            text = (
                fmt.number(each.count) if width >= 52 or each.count < 1000 else fmt.short_number(each.count)
            )
            draw_text(painter, above, text, "text", Qt.AlignmentFlag.AlignHCenter)
            self._paint_dots(painter, each, middle, pointed=self.is_pointed(number))

    def _paint_sets(self, painter: QPainter) -> None:
        lengths = bar_lengths([each.size for each in self.sets], SET_BAR)
        for number, each in enumerate(self.sets):
            top = self._matrix_top + number * LINE_HEIGHT
            if number % 2 == 0:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("sunken"))
                painter.drawRect(QRectF(0, top, self.width(), LINE_HEIGHT))
            name = QRectF(4, top, NAME_ROOM - GRID - 52, LINE_HEIGHT)
            draw_text(painter, name, each.name)
            size = QRectF(NAME_ROOM - 56, top, 52, LINE_HEIGHT)
            text = fmt.short_number(each.size)
            draw_text(painter, size, text, "text_muted", Qt.AlignmentFlag.AlignRight)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.series_color(number))
            painter.drawRect(QRectF(NAME_ROOM + 2, top + 8, lengths[number], LINE_HEIGHT - 16))

    def _paint_dots(self, painter: QPainter, each: Combination, x: float, *, pointed: bool) -> None:
        top = self._matrix_top + LINE_HEIGHT / 2
        members = sorted(each.sets)
        if pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft", 160))
            painter.drawRect(QRectF(x - 12, self._matrix_top, 24, LINE_HEIGHT * len(self.sets)))
        if len(members) > 1:
            painter.setPen(QPen(theme.color("text"), 2))
            first, last = top + members[0] * LINE_HEIGHT, top + members[-1] * LINE_HEIGHT
            painter.drawLine(QPointF(x, first), QPointF(x, last))
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(len(self.sets)):
            painter.setBrush(theme.color("text") if number in each.sets else theme.color("border_strong"))
            radius = 5.0 if number in each.sets else 3.5
            painter.drawEllipse(QPointF(x, top + number * LINE_HEIGHT), radius, radius)
