"""A film strip: the designs between two, side by side, to be looked at and taken from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QSizePolicy

from admanager.gui.i18n import tr
from admanager.gui.theme import GRID

if TYPE_CHECKING:
    from admanager.gui.pages.creatives.explore_tasks import Adjusted

FRAME = QSize(120, 64)
PAD = GRID


def frame_size(width: int, height: int) -> QSize:
    """Return how large an ad of this size is on the strip."""
    return QSize(width, height).scaled(FRAME, Qt.AspectRatioMode.KeepAspectRatio)


class FilmStrip(QListWidget):
    """The frames from one design to another; `frame_chosen` tells which one is looked at."""

    frame_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[Adjusted] = []
        self.setObjectName("filmStrip")
        self.setAccessibleName(tr("FilmStrip", "Steps from one design to the other"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(FRAME.height() + 2 * PAD + self.horizontalScrollBar().sizeHint().height())
        self.currentRowChanged.connect(self._on_row)

    def show_frames(self, frames: Sequence[Adjusted]) -> None:
        """Show these steps, the first and the last being the two designs themselves; none is looked at yet."""
        blocked = self.blockSignals(True)
        self.clear()
        self.frames = list(frames)
        for number, frame in enumerate(frames, start=1):
            picture = QPixmap.fromImage(frame.image)
            picture.setDevicePixelRatio(
                max(1.0, picture.width() / FRAME.width(), picture.height() / FRAME.height())
            )
            size = (picture.size() / picture.devicePixelRatio()).expandedTo(QSize(1, 1))
            self.setIconSize(size)
            self.setGridSize(size + QSize(PAD, PAD))
            item = QListWidgetItem(QIcon(picture), "")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                tr("FilmStrip", "Step {number} of {count}", number=number, count=len(frames)),
            )
            self.addItem(item)
        self.blockSignals(blocked)

    def _on_row(self, place: int) -> None:
        if 0 <= place < len(self.frames):
            self.frame_chosen.emit(place)
