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

# Where banners of a shape (width by height, at least) are too wide to stand beside each other as they are, so many do.
SIDE_BY_SIDE = ((2.5, 1), (1.5, 2), (0.67, 3), (0.0, 4))
NARROWEST_CELL = 148
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


def shown_size(size: QSize, view: QSize) -> QSize:
    """Return how large a banner of this size is shown in a gallery as large as `view`: as it is where that fits.

    It is smaller where too few would stand side by side, or one would not be seen as a whole.
    """
    shape = size.width() / max(1, size.height())
    least = next(count for limit, count in SIDE_BY_SIDE if shape >= limit)
    room = QSize(view.width() // least - 2 * PAD, view.height() - 2 * PAD - FOOT)
    if size.width() <= room.width() and size.height() <= room.height():
        return size
    return size.scaled(room.expandedTo(QSize(64, 64)), Qt.AspectRatioMode.KeepAspectRatio)


def cell_width(shown: QSize, view: QSize) -> int:
    """Return how wide the cells of banners of this size are: where several stand side by side they fill the gallery."""
    least = max(NARROWEST_CELL, shown.width() + 2 * PAD)
    columns = view.width() // least
    return view.width() // columns if columns > 1 else least


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
        self._view = QSize(640, 360)

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
        """Say which ad size follows; pictures of another size are forgotten."""
        if self.size == QSize(width, height):
            return
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

    def set_view(self, view: QSize) -> bool:
        """Say how large the gallery is, and return whether banners are shown larger or smaller than before."""
        before = self.shown_size()
        self.layoutAboutToBeChanged.emit()
        self._view = view
        self.layoutChanged.emit()
        return self.shown_size() != before

    def shown_size(self) -> QSize:
        """Return how large a banner is shown: its own size where that fits."""
        return shown_size(self.size, self._view)

    def cell_size(self) -> QSize:
        """Return the room of a banner with its surroundings."""
        shown = self.shown_size()
        return QSize(cell_width(shown, self._view), shown.height() + 2 * PAD + FOOT)

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
        return index.model().cell_size()

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
