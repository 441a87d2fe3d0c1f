"""The list of campaigns: its model, and how one of its lines is painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.i18n import tr, tr_count

if TYPE_CHECKING:
    from admanager.simulation.drafts import CampaignInfo

ROW_HEIGHT = 52
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """A campaign as the list shows it."""

    number: int
    name: str
    state: str
    token: str


def line_of(info: CampaignInfo, simulating: Mapping[str, str]) -> Line:
    """Return what the list says of a campaign; `simulating` tells how far a running simulation is, by name."""
    if info.name in simulating:
        return Line(info.id, info.name, simulating[info.name], "accent")
    if info.last_run is None:
        return Line(info.id, info.name, tr("CampaignList", "Draft, not simulated yet"), "text_faint")
    if info.changed > info.last_run:
        return Line(info.id, info.name, tr("CampaignList", "Changed since its last run"), "warn")
    runs = tr_count("CampaignList", "{count} run", "{count:,} runs", info.runs)
    state = tr("CampaignList", "{runs}, last {time}", runs=runs, time=fmt.time(info.last_run))
    return Line(info.id, info.name, state, "good")


class CampaignModel(QAbstractListModel):
    """The campaigns of the project, by name."""

    LineRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these campaigns; the same ones in the same order keep selection and focus."""
        same = [line.number for line in lines] == [line.number for line in self.lines]
        if same:
            changed = [place for place, line in enumerate(lines) if line != self.lines[place]]
            self.lines = list(lines)
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def place_of(self, number: int) -> int:
        """Return the row of a campaign, or -1."""
        return next((place for place, line in enumerate(self.lines) if line.number == number), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of campaigns."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, its name, or what a screen reader says of it."""
        line = self.lines[index.row()]
        if role == self.LineRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}. {line.state}"
        return None


class CampaignDelegate(QStyledItemDelegate):
    """Paints a campaign on two lines: its name, and how it stands."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of two lines."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one campaign."""
        line: Line = index.data(CampaignModel.LineRole)
        cell = option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(cell, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell, 6, 6)
        room = cell.adjusted(10, 6, -8, -6)
        half = room.height() // 2
        painter.setFont(theme.font(bold=chosen))
        painter.setPen(theme.color("text"))
        self._write(painter, QRect(room.left(), room.top(), room.width(), half), line.name)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(line.token))
        painter.drawEllipse(room.left(), room.top() + half + half // 2 - 3, 7, 7)
        painter.setFont(theme.font(theme.SIZE_SMALL))
        painter.setPen(theme.color("text_muted"))
        self._write(painter, QRect(room.left() + 13, room.top() + half, room.width() - 13, half), line.state)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, place: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
