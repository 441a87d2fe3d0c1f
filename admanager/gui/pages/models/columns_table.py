"""The table of a model's columns: what was found is written out over as many lines as it takes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView

from admanager.gui.pages.models.model import ColumnsModel
from admanager.gui.widgets import DataTable
from admanager.gui.widgets.table import ROW_HEIGHT

FIT_MILLISECONDS = 30
ROOM_BESIDE, ROOM_BELOW = 34, 10


class ColumnsTable(DataTable):
    """Shows a `ColumnsModel`; Space ticks the current row."""

    def __init__(self, model: ColumnsModel, *, name: str, title: str) -> None:
        super().__init__(model, name=name, title=title)
        self.shown = model
        self.setSortingEnabled(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_soon = QTimer(self, singleShot=True, interval=FIT_MILLISECONDS)
        self._fit_soon.timeout.connect(self.fit_rows)
        model.modelReset.connect(self._fit_soon.start)
        model.dataChanged.connect(lambda *_: self._fit_soon.start())
        self.horizontalHeader().sectionResized.connect(lambda *_: self._fit_soon.start())

    def fit_rows(self) -> None:
        """Make each row as high as its text needs; rows without a finding have one line."""
        # The style sheet's padding and the sign are not known to Qt's own size hint, which cuts the last line.
        room = QRect(0, 0, max(self.columnWidth(ColumnsModel.FINDING) - ROOM_BESIDE, 1), 10_000)
        wrapped = Qt.TextFlag.TextWordWrap.value
        for place, cells in enumerate(self.shown.rows):
            text = cells[ColumnsModel.FINDING]
            height = self.fontMetrics().boundingRect(room, wrapped, text).height() if text else 0
            self.setRowHeight(place, max(ROW_HEIGHT, height + ROOM_BELOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit_soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Break the lines with the font that is shown."""
        super().showEvent(event)
        self._fit_soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, whichever cell of the row is current."""
        if event.key() == Qt.Key.Key_Space and self.current_row() >= 0 and self.shown.checkable:
            self._toggle(self.shown.index(self.current_row(), ColumnsModel.NAME))
            event.accept()
        else:
            super().keyPressEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        used = self.shown.columns_shown[index.row()].used
        wanted = Qt.CheckState.Unchecked if used else Qt.CheckState.Checked
        self.shown.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
