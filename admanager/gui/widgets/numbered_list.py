"""A list of things that a project keeps under numbers, such as models and runs, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, muted, row
from admanager.gui.widgets.table import ROW_HEIGHT, DataTable, ListModel

FEWEST_ROWS = 4


class NumberedModel(ListModel):
    """Rows whose last value is their number; its column is not shown."""

    def number_at(self, row: int) -> int:
        """Return the number of a row."""
        return int(self.rows[row][-1])

    def row_of(self, number: int) -> int:
        """Return the row with a number, or -1."""
        return next((place for place, entry in enumerate(self.rows) if entry[-1] == number), -1)


@dataclass(frozen=True)
class ListTexts:
    """What the list says, translated."""

    title: str
    hint: str
    open: str
    compare: str
    export: str
    delete: str


class NumberedList(QWidget):
    """One row is opened or exported, two are compared, any number is deleted; below stands a summary."""

    open_asked = Signal(int)
    compare_asked = Signal(int, int)
    export_asked = Signal(int)
    delete_asked = Signal(list)

    def __init__(self, model: NumberedModel, texts: ListTexts, summary: QWidget, *, name: str) -> None:
        super().__init__()
        self._wanted: list[int] = []
        """What is to be selected as soon as it is listed."""
        self.model = model
        self.table = DataTable(model, name=name, title=texts.title)
        self.table.setColumnHidden(len(model.columns) - 1, True)
        self.table.row_activated.connect(lambda place: self.open_asked.emit(model.number_at(place)))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._update())
        self.open = button(texts.open, self._open, name="openSelected")
        self.compare = button(texts.compare, self._compare, name="compareSelected")
        self.actions_of_rows = {
            "open": self._action(texts.open, self._open),
            "compare": self._action(texts.compare, self._compare),
            "export": self._action(texts.export, self._export),
            "delete": self._action(texts.delete, self._delete, QKeySequence.StandardKey.Delete),
        }
        head = row(muted(texts.hint), self.compare, self.open)
        head.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 3 // 2)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addSpacing(GRID)
        layout.addWidget(summary, 1)

    def _action(
        self, text: str, run: Callable[[], object], key: QKeySequence.StandardKey | None = None
    ) -> QAction:
        made = QAction(text, self.table)
        made.triggered.connect(lambda _checked=False: run())
        if key is not None:
            made.setShortcut(key)
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(made)
        return made

    # -- showing -----------------------------------------------------------------------------------------

    def show_rows(self, show: Callable[[], object], numbers: Sequence[int]) -> None:
        """Let `show` fill the model with these numbers; what was selected stays so, and at first the first is."""
        before = [number for number in self.selected() or self._wanted if number in set(numbers)]
        show()
        header = self.table.horizontalHeader()
        self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        # The table takes the room that its rows need, so that the summary follows them.
        height = header.sizeHint().height() + GRID
        self.table.setMaximumHeight(height + ROW_HEIGHT * len(numbers))
        self.table.setMinimumHeight(height + ROW_HEIGHT * min(len(numbers), FEWEST_ROWS))
        self.select(before or numbers[:1])

    def select(self, numbers: Sequence[int]) -> None:
        """Select these rows, or do so as soon as they are listed."""
        self._wanted = list(numbers)
        chosen = self.table.selectionModel()
        wanted = QItemSelection()
        for place in map(self.model.row_of, numbers):
            if place >= 0:
                index = self.model.index(place, 0)
                chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                wanted.select(index, index)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        chosen.select(wanted, flags)
        self._update()

    def selected(self) -> list[int]:
        """Return the numbers of the selected rows, the oldest first."""
        rows = self.table.selectionModel().selectedRows()
        return sorted(self.model.number_at(index.row()) for index in rows)

    def _update(self) -> None:
        chosen = self.selected()
        one, two = len(chosen) == 1, len(chosen) == 2 and self.can_compare(chosen)
        self.open.setEnabled(one)
        self.compare.setEnabled(two)
        for name, possible in (("open", one), ("compare", two), ("export", one), ("delete", bool(chosen))):
            self.actions_of_rows[name].setEnabled(possible)
        self.show_selected(chosen)

    def can_compare(self, numbers: Sequence[int]) -> bool:
        """Return whether these two can be compared."""
        return len(numbers) == 2

    def show_selected(self, numbers: Sequence[int]) -> None:
        """Show the summary of what is selected."""

    # -- what is asked for -------------------------------------------------------------------------------

    def _open(self) -> None:
        for number in self.selected()[:1]:
            self.open_asked.emit(number)

    def _compare(self) -> None:
        chosen = self.selected()
        if len(chosen) == 2:
            self.compare_asked.emit(*chosen)

    def _export(self) -> None:
        for number in self.selected()[:1]:
            self.export_asked.emit(number)

    def _delete(self) -> None:
        chosen = self.selected()
        if chosen:
            self.delete_asked.emit(chosen)
