"""The list of kept runs, and what can be done with those that are selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.results.model import RunsModel
from admanager.gui.pages.results.run_charts import RunCharts
from admanager.gui.theme import GRID
from admanager.gui.widgets import DataTable, button, heading, muted, row

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Shown
    from admanager.simulation.listing import RunRow


PREVIEW_HEIGHT = 248


class RunList(QWidget):
    """All runs as a table: one is opened, exported or deleted, two are compared."""

    open_asked = Signal(int)
    compare_asked = Signal(int, int)
    export_asked = Signal(int)
    delete_asked = Signal(int)
    preview_asked = Signal(int)
    """One run is selected whose curves are not shown yet."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen: list[int] = []
        self._previewed = 0
        self._model = RunsModel()
        self.table = DataTable(self._model, name="runs", title=tr("RunList", "Runs"))
        self.table.setColumnHidden(RunsModel.NUMBER, True)
        self.table.row_activated.connect(lambda place: self.open_asked.emit(self._model.run_at(place)))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._update())
        self._hint = muted(tr("RunList", "Select one run to open it, or two to compare them."))
        self.open = button(tr("RunList", "Open"), self._open, kind="primary", name="openRun")
        self.compare = button(tr("RunList", "Compare two"), self._compare, name="compareRuns")
        self._actions = [
            self._action(tr("RunList", "Open"), self._open),
            self._action(tr("RunList", "Compare two"), self._compare),
            self._action(tr("RunList", "Export the report…"), self._export),
            self._action(tr("RunList", "Delete…"), self._delete, QKeySequence.StandardKey.Delete),
        ]
        head = row(self._hint, self.compare, self.open)
        head.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 3 // 2)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        self._title = heading("", 2)
        self.curves = RunCharts(PREVIEW_HEIGHT)
        self._preview = QWidget()
        below = QVBoxLayout(self._preview)
        below.setContentsMargins(0, GRID, 0, 0)
        below.setSpacing(GRID)
        below.addWidget(self._title)
        below.addWidget(self.curves)
        self._preview.hide()
        layout.addWidget(self._preview)
        self._update()

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

    def show_runs(self, rows: Sequence[RunRow]) -> None:
        """Show these runs; those that were selected stay so, and at first the newest is."""
        wanted = self.selected() or self._chosen
        self._model.show_runs(rows)
        there = [number for number in wanted if self._model.row_of(number) >= 0]
        self.select(there or [row.info.id for row in rows[:1]])

    def show_preview(self, shown: Shown) -> None:
        """Show the curves of a run below the list, if it is still the one that is selected."""
        if self.selected() == [shown.run.info.id]:
            self._title.setText(shown.run.info.name)
            self.curves.show_run(shown)
            self._preview.show()

    def forget_preview(self) -> None:
        """Show no curves until a run is selected again."""
        self._previewed = 0
        self._preview.hide()

    def select(self, numbers: Sequence[int]) -> None:
        """Select these runs, at once or when they are listed."""
        self._chosen = list(numbers)
        chosen = self.table.selectionModel()
        chosen.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        places = [place for place in map(self._model.row_of, numbers) if place >= 0]
        for place in places:
            chosen.setCurrentIndex(self._model.index(place, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            chosen.select(self._model.index(place, 0), flags)
        self._update()

    def selected(self) -> list[int]:
        """Return the numbers of the selected runs, the oldest first."""
        rows = self.table.selectionModel().selectedRows()
        return sorted(self._model.run_at(index.row()) for index in rows)

    def _update(self) -> None:
        selected = self.selected()
        count = len(selected)
        if count != 1:
            self.forget_preview()
        elif selected[0] != self._previewed:
            self._previewed = selected[0]
            self.preview_asked.emit(self._previewed)
        self.open.setEnabled(count == 1)
        self.compare.setEnabled(count == 2)
        for action, wanted in zip(self._actions, (1, 2, 1, 1), strict=True):
            action.setEnabled(count == wanted)

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
        for number in self.selected()[:1]:
            self.delete_asked.emit(number)
