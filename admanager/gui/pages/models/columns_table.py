"""The table of a model's columns: what was found is written out over as many lines as it takes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem

from admanager.gui.pages.models.model import ColumnsModel
from admanager.gui.widgets import DataTable
from admanager.gui.widgets.table import ROW_HEIGHT

FIT_MILLISECONDS = 30
ROOM_BELOW = 10
TALLEST = 10_000
SPARE = 2
"""Pixels that the breaking of lines may differ between measuring and drawing."""


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
        wrapped = Qt.TextFlag.TextWordWrap.value
        for place, cells in enumerate(self.shown.rows):
            text = cells[ColumnsModel.FINDING]
            height = 0
            if text:
                room = QRect(0, 0, self.text_width(place), TALLEST)
                height = self.fontMetrics().boundingRect(room, wrapped, text).height()
            self.setRowHeight(place, max(ROW_HEIGHT, height + ROOM_BELOW))

    def text_width(self, place: int) -> int:
        """Return how many pixels a line of what was found may have: the column without padding and sign."""
        index = self.shown.index(place, ColumnsModel.FINDING)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        self.itemDelegate().initStyleOption(option, index)
        option.rect = QRect(0, 0, self.columnWidth(ColumnsModel.FINDING), TALLEST)
        style = self.style()
        inner = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, self)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, self) + 1
        return max(inner.width() - 2 * margin - SPARE, 1)

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
