"""All rows of a data table: a model that holds a few pages of them, however many there are."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from admanager.gui import theme
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.data.words import (
    ROLE_NAMES,
    TYPE_NAMES,
    is_right_aligned,
    value_text,
    word,
)
from admanager.gui.widgets.basics import plain_tooltip
from admanager.gui.widgets.table import LEFT, RIGHT, SORT_ROLE, DataTable
from admanager.ingest.browse import PAGE_ROWS, RowOrder

Index = QModelIndex | QPersistentModelIndex
FITTED_ROWS = 20
KEPT_PAGES = 64
MAX_CELL_CHARS = 300
# Qt's tables take this many rows without their scroll bar losing its place.
MAX_ROWS = 50_000_000

ReadPage = Callable[[RowOrder, int, Callable[[list[tuple[Any, ...]]], None]], None]

TOLD_ROLES = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.TextAlignmentRole),
        int(Qt.ItemDataRole.ForegroundRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(SORT_ROLE),
    }
)


class RowsModel(QAbstractTableModel):
    """The rows in their order; a page that is not there yet is asked for and shown when it comes.

    `read_page(order, page, answer)` reads beside the window and calls `answer(rows)` in its thread.
    """

    sort_asked = Signal(str, bool)
    """A column's name (empty: the order of the source), and whether descending."""

    def __init__(self, read_page: ReadPage) -> None:
        super().__init__()
        self._read_page = read_page
        self._order = RowOrder("", (), 0, 0, first_id=1)
        self._pages: OrderedDict[int, list[tuple[Any, ...]]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0

    @property
    def order(self) -> RowOrder:
        """The order of the rows shown."""
        return self._order

    def show_order(self, order: RowOrder, first_page: list[tuple[Any, ...]] | None = None) -> None:
        """Show other rows, or the same in another order; the first page may have come with it."""
        self.beginResetModel()
        self._order = order
        self._pages.clear()
        if first_page:
            self._pages[0] = first_page
        self._asked.clear()
        self._generation += 1
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else min(self._order.rows, MAX_ROWS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._order.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, alignment, colour or stored value; an empty text until its page is read."""
        # Seven roles are asked of every cell that is painted; most are none of ours.
        if role not in TOLD_ROLES or not index.isValid():
            return None
        type_ = self._order.columns[index.column()].type
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if is_right_aligned(type_) else LEFT
        row = self._row(index.row())
        if row is None:
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        value = row[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return value_text(type_, value)[:MAX_CELL_CHARS]
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.color("text_faint") if value is None else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(value[:4000]) if isinstance(value, str) and len(value) > 20 else None
        return value

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name, alignment, and what it is."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._order.columns):
            return None
        column = self._order.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if is_right_aligned(column.type) else LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            about = f"{word(TYPE_NAMES, column.type)} · {word(ROLE_NAMES, column.role)}"
            return plain_tooltip(f"{column.name}\n{about}")
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the rows in the order of a column."""
        name = self._order.columns[column].name if 0 <= column < len(self._order.columns) else ""
        self.sort_asked.emit(name, order == Qt.SortOrder.DescendingOrder)

    def first_texts(self, place: int) -> list[str]:
        """Return what the first rows say in a column; nothing until they are read."""
        type_ = self._order.columns[place].type
        return [value_text(type_, row[place]) for row in self._pages.get(0, [])[:FITTED_ROWS]]

    def is_read(self, row: int) -> bool:
        """Return whether a row's page is there."""
        return row // PAGE_ROWS in self._pages

    def _row(self, number: int) -> tuple[Any, ...] | None:
        page, place = divmod(number, PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None:
            self._ask(page)
            return None
        self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        self._read_page(self._order, page, partial(self._take, self._generation, page))

    def _take(self, generation: int, page: int, rows: list[tuple[Any, ...]]) -> None:
        if generation != self._generation:
            return
        self._asked.discard(page)
        self._pages[page] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first = page * PAGE_ROWS
        if rows:
            last = min(first + len(rows), self.rowCount()) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))


class RowsTable(DataTable):
    """The table of all rows: a column is chosen by its header or a cell, and sorted by a click on the header."""

    column_chosen = Signal(str)

    def __init__(self, model: RowsModel) -> None:
        super().__init__(model, name="rows", title=tr("RowsTable", "Rows"))
        self._rows_model = model
        self.setSortingEnabled(False)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(model.sort)
        header.sectionClicked.connect(self._choose)
        self.selectionModel().currentColumnChanged.connect(lambda now, _: self._choose(now.column()))

    def fit_columns(self) -> None:
        """Give each column the width of its name and its first values, within limits."""
        metrics = self.fontMetrics()
        for place, column in enumerate(self._rows_model.order.columns):
            widest = metrics.horizontalAdvance(column.name) + 40
            # Measuring takes longer than all else here, so only the longest of the texts is.
            longest = max(self._rows_model.first_texts(place), key=len, default="")
            widest = max(widest, metrics.horizontalAdvance(longest[:60]) + 24)
            self.setColumnWidth(place, min(max(widest, 72), 240))

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._rows_model.order.columns):
            self.column_chosen.emit(self._rows_model.order.columns[place].name)


def size_text(order: RowOrder) -> str:
    """Return the number of rows and columns in words."""
    rows = tr_count("RowsTable", "{count} row", "{count:,} rows", count=order.rows)
    columns = tr_count("RowsTable", "{count} column", "{count:,} columns", count=len(order.columns))
    return f"{rows} · {columns}"
