"""The list of models, and what can be done with those that are selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.models.model import ModelsModel
from admanager.gui.theme import GRID
from admanager.gui.widgets import DataTable, button, muted, row

if TYPE_CHECKING:
    from admanager.learning.models import ModelInfo


class ModelList(QWidget):
    """All models as a table: one is opened or exported, two are compared, any number is deleted."""

    open_asked = Signal(int)
    compare_asked = Signal(int, int)
    export_asked = Signal(int)
    delete_asked = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._infos: dict[int, ModelInfo] = {}
        self._model = ModelsModel()
        self.table = DataTable(self._model, name="models", title=tr("ModelList", "Models"))
        self.table.setColumnHidden(ModelsModel.NUMBER, True)
        self.table.row_activated.connect(lambda place: self.open_asked.emit(self._model.model_at(place)))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._update())
        hint = muted(tr("ModelList", "Open a model to see how good it is, or select two to compare them."))
        self.open = button(tr("ModelList", "Open"), self._open, name="openModel")
        self.compare = button(tr("ModelList", "Compare two"), self._compare, name="compareModels")
        self._actions = {
            "open": self._action(tr("ModelList", "Open"), self._open),
            "compare": self._action(tr("ModelList", "Compare two"), self._compare),
            "export": self._action(tr("ModelList", "Export as ONNX…"), self._export),
            "delete": self._action(tr("ModelList", "Delete"), self._delete, QKeySequence.StandardKey.Delete),
        }
        head = row(hint, self.compare, self.open)
        head.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 3 // 2)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
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

    def show_models(self, infos: Sequence[ModelInfo]) -> None:
        """Show these models; those that were selected stay so, and at first the newest is."""
        before = self.selected() or [info.id for info in infos[:1]]
        self._infos = {info.id: info for info in infos}
        self._model.show_models(infos)
        self.select(before)

    def select(self, numbers: Sequence[int]) -> None:
        """Select these models."""
        chosen = self.table.selectionModel()
        chosen.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place in map(self._model.row_of, numbers):
            if place >= 0:
                index = self._model.index(place, 0)
                chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                chosen.select(index, flags)
        self._update()

    def selected(self) -> list[int]:
        """Return the numbers of the selected models, the oldest first."""
        rows = self.table.selectionModel().selectedRows()
        return sorted(self._model.model_at(index.row()) for index in rows)

    def _update(self) -> None:
        chosen = self.selected()
        # A file from elsewhere has no figures to compare.
        with_card = sum(self._infos[number].card is not None for number in chosen)
        one, two = len(chosen) == 1, len(chosen) == with_card == 2
        self.open.setEnabled(one)
        self.compare.setEnabled(two)
        for name, possible in (("open", one), ("compare", two), ("export", one), ("delete", bool(chosen))):
            self._actions[name].setEnabled(possible)

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
