"""The gallery's model and how one of its banners is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from admanager.gui import format as fmt
from admanager.gui import icons, theme
from admanager.gui.i18n import tr
from admanager.gui.pages.creatives.texts import forecast_text

if TYPE_CHECKING:
    from admanager.creative.design import Design
    from admanager.creative.library import CreativeInfo
    from admanager.gui.pages.creatives.tasks import Drawn

# The most room that a banner has in the gallery, by its shape: three of the usual size stand side by side.
LARGEST = QSize(188, 188)
LARGEST_WIDE = QSize(290, 160)
LARGEST_TALL = QSize(132, 264)
LARGEST_STRIP = QSize(604, 160)
LARGEST_PREVIEW = QSize(324, 400)
PAD, FOOT = 8, 26


@dataclass
class Entry:
    """One design of the gallery; `creative` is its id in the project when it is kept there."""

    design: Design
    name: str
    creative: int | None = None
    favourite: bool = False
    image: QImage | None = None
    passed: bool = True


def shown_size(size: QSize) -> QSize:
    """Return how large a banner of this size is shown: as it is, or smaller where it would fill the gallery."""
    shape = size.width() / max(1, size.height())
    room = LARGEST
    if shape > 2.5:
        room = LARGEST_STRIP
    elif shape > 1.5:
        room = LARGEST_WIDE
    elif shape < 0.67:
        room = LARGEST_TALL
    if size.width() <= room.width() and size.height() <= room.height():
        return size
    return size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)


def preview_size(size: QSize) -> QSize:
    """Return how large a banner is shown beside the gallery."""
    room = LARGEST_PREVIEW
    if size.width() <= room.width() and size.height() <= room.height():
        return size
    return size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)


def kept_as(design: Design, kept: Sequence[CreativeInfo]) -> CreativeInfo | None:
    """Return the kept creative that is this design, or None."""
    same = (each for each in kept if each.seed == design.seed and each.design == design)
    return next(same, None)


class GalleryModel(QAbstractListModel):
    """The designs shown, each with its picture once it is drawn."""

    EntryRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.size = QSize(300, 250)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other designs."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def mark_kept(self, kept: Sequence[CreativeInfo]) -> None:
        """Say of each design whether it is kept, and a favourite; the pictures stay."""
        for place, entry in enumerate(self.entries):
            found = kept_as(entry.design, kept)
            number, favourite = (found.id, found.favourite) if found is not None else (None, False)
            if (entry.creative, entry.favourite) != (number, favourite):
                entry.creative, entry.favourite = number, favourite
                where = self.index(place)
                self.dataChanged.emit(where, where)

    def set_size(self, width: int, height: int) -> None:
        """Say which ad size follows; pictures drawn before are forgotten."""
        # The layout changes, but the designs are the same: a selection stays.
        self.layoutAboutToBeChanged.emit()
        self.size = QSize(width, height)
        for entry in self.entries:
            entry.image = None
        self.layoutChanged.emit()

    def show_drawn(self, drawn: Drawn) -> None:
        """Put a picture in its place."""
        if drawn.position >= len(self.entries):
            return
        entry = self.entries[drawn.position]
        entry.image, entry.passed = drawn.image, drawn.report.passed
        where = self.index(drawn.position)
        self.dataChanged.emit(where, where)

    def shown_size(self) -> QSize:
        """Return how large a banner is shown: its own size where that fits."""
        return shown_size(self.size)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of designs."""
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return an entry, its name, or what a screen reader says of it."""
        entry = self.entries[index.row()]
        if role == self.EntryRole:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = tr("CreativesPage", "Design {number}: {name}", number=index.row() + 1, name=entry.name)
            forecast = forecast_text(entry.design)
            return f"{text}. {forecast}" if forecast else text
        return None


class BannerDelegate(QStyledItemDelegate):
    """Paints a banner as it is, with its name and marks below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the banner's shown size with its surroundings."""
        shown = index.model().shown_size()
        return QSize(max(shown.width(), 132) + 2 * PAD, shown.height() + 2 * PAD + FOOT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one entry."""
        model = index.model()
        entry: Entry = model.entries[index.row()]
        shown = model.shown_size()
        cell = option.rect.adjusted(3, 3, -3, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._ground(painter, option, cell)
        place = QRect(0, 0, shown.width(), shown.height())
        place.moveCenter(cell.center())
        place.moveTop(cell.top() + PAD - 3)
        if entry.image is None:
            painter.fillRect(place, theme.color("sunken"))
        else:
            painter.drawImage(place, entry.image)
        self._foot(painter, cell, entry)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, cell: QRect) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not chosen and not hovered:
            return
        painter.setBrush(theme.color("accent_soft" if chosen else "hover"))
        painter.setPen(QPen(theme.color("accent"), 2) if chosen else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(cell, 8, 8)

    def _foot(self, painter: QPainter, cell: QRect, entry: Entry) -> None:
        line = QRect(cell.left() + PAD, cell.bottom() - FOOT + 1, cell.width() - 2 * PAD, FOOT - 6)
        if entry.creative is not None:
            ratio = painter.device().devicePixelRatioF()
            name, colour = (
                ("star", theme.current().accent) if entry.favourite else ("tick", theme.current().good)
            )
            painter.drawPixmap(line.left(), line.top() + 3, icons.pixmap(name, colour, 14, ratio))
            line.setLeft(line.left() + 20)
        painter.setPen(theme.color("text_muted" if entry.passed else "bad"))
        painter.setFont(theme.font(theme.SIZE_SMALL))
        if entry.design.forecast is not None:
            rate = fmt.percent(entry.design.forecast.ctr, 2)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, rate)
            line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(rate) - PAD)
        name = painter.fontMetrics().elidedText(entry.name, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
