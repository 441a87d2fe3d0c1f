"""The campaigns at the left of the page, and what can be done with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QListView, QMenu, QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.campaigns.model import CampaignDelegate, CampaignModel, Line
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button

WIDTH = GRID * 27


@dataclass(frozen=True)
class CampaignActions:
    """What can be done with the chosen campaign."""

    new: Callable[[], object]
    duplicate: Callable[[], object]
    rename: Callable[[], object]
    export: Callable[[], object]
    delete: Callable[[], object]


class CampaignList(QWidget):
    """Chooses a campaign."""

    chosen = Signal(int)
    """The campaign's number."""

    def __init__(self, actions: CampaignActions) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._model = CampaignModel()
        self.view = QListView()
        self.view.setObjectName("campaigns")
        self.view.setAccessibleName(tr("CampaignList", "Campaigns"))
        self.view.setModel(self._model)
        self.view.setItemDelegate(CampaignDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setStyleSheet("background: transparent")
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.new = button(tr("CampaignList", "New campaign"), actions.new, icon="plus", name="newCampaign")
        self._actions: list[QAction] = []
        self._add(tr("CampaignList", "Duplicate"), actions.duplicate, "Ctrl+D")
        self._add(tr("CampaignList", "Rename"), actions.rename, "F2")
        self._add(tr("CampaignList", "Export for an ad platform…"), actions.export, "Ctrl+E")
        self._add(tr("CampaignList", "Delete"), actions.delete, QKeySequence.StandardKey.Delete)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.new)
        layout.addWidget(self.view, 1)

    def _add(self, text: str, run: Callable[[], object], shortcut: str | QKeySequence.StandardKey) -> None:
        action = QAction(text, self)
        action.setShortcut(shortcut)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self.view.addAction(action)
        self._actions.append(action)

    def menu(self) -> QMenu:
        """Return the menu of what can be done with the chosen campaign."""
        made = QMenu(self)
        made.addActions(self._actions)
        made.aboutToHide.connect(made.deleteLater)
        return made

    def open_menu(self, below: QWidget) -> None:
        """Open that menu below a button."""
        self.menu().popup(below.mapToGlobal(QPoint(0, below.height())))

    def show_lines(self, lines: Sequence[Line], number: int | None) -> None:
        """Show these campaigns, and which one is open."""
        with QSignalBlocker(self.view.selectionModel()):
            self._model.show_lines(lines)
        self.mark(number)

    def mark(self, number: int | None) -> None:
        """Mark the campaign that is open."""
        place = -1 if number is None else self._model.place_of(number)
        if place == self.view.currentIndex().row() and self.view.selectionModel().hasSelection() == (
            place >= 0
        ):
            return
        with QSignalBlocker(self.view.selectionModel()):
            self.view.selectionModel().setCurrentIndex(
                self._model.index(place), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        if place >= 0:
            self.view.scrollTo(self._model.index(place))
        self.view.viewport().update()

    def lines(self) -> list[Line]:
        """Return what is shown."""
        return self._model.lines

    def _on_current(self) -> None:
        place = self.view.currentIndex().row()
        if 0 <= place < len(self._model.lines):
            self.chosen.emit(self._model.lines[place].number)
