"""Tables: the view that all tables share, and a model for lists that fit into memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.widgets.sort_header import SortHeader

ROW_HEIGHT = 30
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

SORT_ROLE = Qt.ItemDataRole.UserRole + 1

_WRITERS: dict[str, Callable[[Any], str]] = {
    "text": str,
    "integer": lambda value: fmt.number(value, 0),
    "real": lambda value: fmt.number(value, 4),
    "percent": lambda value: fmt.percent(value, 2),
    "money": lambda value: fmt.money(value),
    "time": fmt.time,
    "moment": fmt.moment,
    "duration": fmt.duration,
}


@dataclass(frozen=True)
class TableColumn:
    """A column of a `ListModel`.

    `kind` is text, integer, real, percent (share of 1), money (micros), time (UTC seconds, in this machine's time),
    moment (UTC seconds, in the project's zone) or duration (seconds); all but text stand at the right. A unit belongs into `title`. `write` replaces the way in
    which the kind is written.
    """

    title: str
    kind: str = "text"
    width: int = 120
    write: Callable[[Any], str] | None = None
    tooltip: str = ""

    def text(self, value: Any) -> str:
        """Return a value as it is shown; a dash where it is missing."""
        if value is None:
            return fmt.MISSING
        return (self.write or _WRITERS[self.kind])(value)


class ListModel(QAbstractTableModel):
    """Rows that fit into memory (some thousands); `rows` holds one sequence of raw values a row."""

    def __init__(self, columns: Sequence[TableColumn], rows: Sequence[Sequence[Any]] = ()) -> None:
        super().__init__()
        self.columns = list(columns)
        self.rows = [tuple(entry) for entry in rows]

    def set_rows(self, rows: Sequence[Sequence[Any]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = [tuple(entry) for entry in rows]
        self.endResetModel()

    def replace_rows(self, rows: Sequence[Sequence[Any]]) -> bool:
        """Show newer values of the same rows, which their first value names, in the order that they have now.

        Return False, and change nothing, where other rows are to be shown. Only the cells that changed are painted.
        """
        newer = {entry[0]: tuple(entry) for entry in rows}
        if len(newer) != len(rows) or {entry[0] for entry in self.rows} != set(newer):
            return False
        for place, old in enumerate(self.rows):
            new = newer[old[0]]
            changed = [column for column, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
            self.rows[place] = new
            if changed:
                self.dataChanged.emit(self.index(place, changed[0]), self.index(place, changed[-1]))
        return True

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is shown in a cell, its alignment, or its raw value (`SORT_ROLE`)."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        value = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if column.kind == "text" else RIGHT
        return value if role == SORT_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title and alignment."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if column.kind == "text" else RIGHT
        return column.tooltip or None if role == Qt.ItemDataRole.ToolTipRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the raw values of a column; missing values come last."""
        if 0 <= column < len(self.columns):
            self.arrange(sorted_places(self.rows, column, order))

    def arrange(self, places: Sequence[int]) -> None:
        """Put the rows into another order: the row at places[0] comes first. What is selected stays selected."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        self.rows = [self.rows[place] for place in places]
        now = {old: new for new, old in enumerate(places)}
        after = [self.index(now[index.row()], index.column()) for index in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def sorted_places(rows: Sequence[tuple[Any, ...]], column: int, order: Qt.SortOrder) -> list[int]:
    """Return the places of rows sorted by the raw values of a column; missing values come last."""
    present = [place for place, entry in enumerate(rows) if entry[column] is not None]
    missing = [place for place, entry in enumerate(rows) if entry[column] is None]
    present.sort(key=lambda place: rows[place][column], reverse=order == Qt.SortOrder.DescendingOrder)
    return present + missing


class DataTable(QTableView):
    """The look and the keys of every table: whole rows, Tab leaves, Ctrl+C copies, Enter activates."""

    row_activated = Signal(int)
    row_selected = Signal(int)

    def __init__(self, model: QAbstractItemModel | None = None, *, name: str = "", title: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(SortHeader())
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(LEFT)
        self.horizontalHeader().setMinimumSectionSize(48)
        self.activated.connect(lambda index: self.row_activated.emit(index.row()))
        copy = QAction(tr("DataTable", "Copy"), self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_selection)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        if model is not None:
            self.setModel(model)

    def setModel(self, model: QAbstractItemModel) -> None:
        """Show a model; a `ListModel` also gives the columns' widths and sorting."""
        super().setModel(model)
        if model.parent() is None:
            model.setParent(self)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.row_selected.emit(now.row()))
        if isinstance(model, ListModel):
            for position, column in enumerate(model.columns):
                self.setColumnWidth(position, column.width)
            self.horizontalHeader().setStretchLastSection(True)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)

    def current_row(self) -> int:
        """Return the number of the row that has the focus, or -1."""
        return self.currentIndex().row()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the last row by Ctrl+End from no row too; Qt goes to the first one, whatever the key."""
        to_end = action == QAbstractItemView.CursorAction.MoveEnd
        rows = self.model().rowCount() if self.model() is not None else 0
        if to_end and rows and not self.currentIndex().isValid():
            column = next((n for n in range(self.model().columnCount()) if not self.isColumnHidden(n)), 0)
            return self.model().index(
                rows - 1 if modifiers & Qt.KeyboardModifier.ControlModifier else 0, column
            )
        return super().moveCursor(action, modifiers)

    def copy_selection(self) -> None:
        """Copy the selected rows with their header as tab-separated text."""
        QGuiApplication.clipboard().setText(self.selection_as_text())

    def selection_as_text(self) -> str:
        """Return the selected rows with their header as tab-separated text."""
        model = self.model()
        shown = [n for n in range(model.columnCount()) if not self.isColumnHidden(n)]
        out = io.StringIO()
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow([model.headerData(n, Qt.Orientation.Horizontal) for n in shown])
        for index in sorted(self.selectionModel().selectedRows(), key=lambda found: found.row()):
            writer.writerow([model.index(index.row(), n).data() for n in shown])
        return out.getvalue()
