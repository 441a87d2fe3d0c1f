"""The saved segments at the left, the one that is being built at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu, QSplitter, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.audience.breakdown import AskBreakdown
from admanager.gui.pages.audience.builder import Ask, RuleBuilder
from admanager.gui.pages.audience.model import SavedModel
from admanager.gui.pages.audience.rows import chain
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, caption, icon_button, muted, row
from admanager.gui.widgets.dialogs import confirm
from admanager.gui.widgets.table import DataTable

if TYPE_CHECKING:
    from admanager.audience.preview import SavedCount
    from admanager.audience.segments import Use


class SegmentsView(QWidget):
    """Chooses, builds and names segments; saving and deleting are asked of the page."""

    save_asked = Signal(str, str, bool, str)
    """Name, rule, whether static, and the name of the segment that this was before (empty: none)."""
    delete_asked = Signal(str)
    opened = Signal(str)
    """The name of the saved segment that is open now; empty for a new one."""
    export_asked = Signal(str, str)
    """Name or rule, and what it is called."""

    def __init__(self, ask: Ask, ask_breakdown: AskBreakdown) -> None:
        super().__init__()
        self._current = ""
        self._dirty = False
        self._wanted = ""
        self._told = ""
        self._model = SavedModel()
        self.saved = DataTable(self._model, name="savedSegments", title=tr("SegmentsView", "Saved segments"))
        self.saved.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.saved.row_selected.connect(self._on_row)
        self._none = muted(tr("SegmentsView", "Segments that you save are listed here."))
        self.builder = RuleBuilder(ask, ask_breakdown)
        self.builder.rule_changed.connect(self._mark_dirty)
        self.builder.considered.connect(lambda _answer: self._show_actions())
        self.name = QLineEdit()
        self.name.setObjectName("segmentName")
        self.name.setPlaceholderText(tr("SegmentsView", "Name of the segment"))
        self.name.setAccessibleName(tr("SegmentsView", "Name of the segment"))
        self.name.setMaxLength(120)
        self.name.textEdited.connect(lambda _text: self._mark_dirty())
        self.name.returnPressed.connect(self._save)
        self.static = QCheckBox(tr("SegmentsView", "Static"))
        self.static.setObjectName("staticSegment")
        self.static.setToolTip(
            tr(
                "SegmentsView",
                "Keeps the people who are in it when it is saved, instead of following its rule.",
            )
        )
        self.static.toggled.connect(lambda _on: self._mark_dirty())
        self.save = button(tr("SegmentsView", "Save"), self._save, kind="primary", name="saveSegment")
        self.more = icon_button(
            "more", tr("SegmentsView", "More actions"), self._open_menu, name="segmentMenu"
        )
        self._lay_out()
        self._show_actions()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        new = button(tr("SegmentsView", "New segment"), self.start_new, icon="plus", name="newSegment")
        column.addWidget(new)
        column.addWidget(self._none)
        column.addWidget(self.saved, 1)
        column.addStretch(0)
        right = QWidget()
        build = QVBoxLayout(right)
        build.setContentsMargins(GRID * 2, 0, 0, 0)
        build.setSpacing(GRID * 3 // 2)
        head = row(self.name, self.static, self.save, self.more)
        head.setStretch(0, 1)
        self._uses = caption("")
        self._uses.setObjectName("segmentUses")
        self._uses.hide()
        build.addLayout(head)
        build.addWidget(self._uses)
        build.addWidget(self.builder, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([272, 760])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        chain([new, self.saved, self.name, self.static, self.save, self.more, *self.builder.stops()])

    # -- the list --------------------------------------------------------------------------------------

    def show_segments(self, saved: Sequence[SavedCount]) -> None:
        """Show these saved segments; the one that is open stays selected."""
        with QSignalBlocker(self.saved.selectionModel()):
            self._model.show_segments(saved)
        self._none.setVisible(not saved)
        self.saved.setVisible(bool(saved))
        if self._current and self._current not in self._model.saved:
            # It was deleted or renamed elsewhere; what is being built stays, as something new.
            self._current = ""
        if self._wanted in self._model.saved:
            self.open(self._wanted)
        self._wanted = ""
        self._select_current()
        self._show_actions()

    def names(self) -> list[str]:
        """Return the names of the saved segments."""
        return list(self._model.saved)

    def current(self) -> str:
        """Return the name of the saved segment that is open; empty for a new one."""
        return self._current

    def _select_current(self) -> None:
        with QSignalBlocker(self.saved.selectionModel()):
            self.saved.clearSelection()
            for number, entry in enumerate(self._model.rows):
                if entry[SavedModel.NAME] == self._current:
                    self.saved.selectRow(number)
        self.saved.viewport().update()

    def _on_row(self, number: int) -> None:
        if not 0 <= number < len(self._model.rows):
            return
        name = self._model.rows[number][SavedModel.NAME]
        if name != self._current:
            self._unless_unsaved(lambda: self.open(name))

    def _unless_unsaved(self, go_on: Callable[[], object]) -> None:
        if not self._dirty or not self.builder.rule_text().strip():
            go_on()
            return
        dialog = confirm(
            self,
            tr("SegmentsView", "Discard the changes?"),
            tr("SegmentsView", "The segment that you are building has not been saved."),
            tr("SegmentsView", "Discard"),
            go_on,
            dangerous=True,
        )
        dialog.rejected.connect(self._select_current)

    # -- what is being built -----------------------------------------------------------------------------

    def open(self, name: str) -> None:
        """Open a saved segment."""
        found = self._model.saved.get(name)
        if found is None:
            self._wanted = name
            return
        self._current = name
        self.name.setText(name)
        with QSignalBlocker(self.static):
            self.static.setChecked(found.kind == "static")
        self.builder.set_rule(found.rule)
        self._dirty = False
        self._select_current()
        self._show_actions()

    def start_new(self) -> None:
        """Begin a new segment, after asking about one that is not saved."""
        self._unless_unsaved(self._clear)

    def _clear(self) -> None:
        self._current = ""
        self.name.clear()
        with QSignalBlocker(self.static):
            self.static.setChecked(False)
        self.builder.set_rule("")
        self._dirty = False
        self._select_current()
        self._show_actions()
        self.name.setFocus()

    def open_rule(self, rule: str) -> None:
        """Show a rule as a new segment, after asking about one that is not saved."""

        def show() -> None:
            self._clear()
            self.builder.set_rule(rule)
            self._mark_dirty()

        self._unless_unsaved(show)

    def show_uses(self, name: str, uses: Sequence[Use]) -> None:
        """Show what refers to the segment that is open."""
        if name != self._current:
            return
        words = {
            "segment": tr("SegmentsView", "segment"),
            "campaign": tr("SegmentsView", "campaign"),
            "model": tr("SegmentsView", "model"),
        }
        named = fmt.listed(f"{words.get(use.kind, use.kind)} “{use.name}”" for use in uses)
        self._uses.setText(tr("SegmentsView", "Used in: {uses}", uses=named))
        self._uses.setVisible(bool(uses))

    def use_column(self, column: str) -> None:
        """Add a condition on a column."""
        self.builder.add_condition(column)

    def saved_as(self, name: str) -> None:
        """Take note that the segment was saved under this name."""
        self._current = name
        self.name.setText(name)
        self._dirty = False
        self._show_actions()

    def state(self) -> dict[str, str | bool]:
        """Return what is being built."""
        return {
            "name": self.name.text(),
            "rule": self.builder.rule_text(),
            "static": self.static.isChecked(),
            "current": self._current,
            "dirty": self._dirty,
        }

    def set_state(self, state: dict[str, str | bool]) -> None:
        """Put back what `state` returned."""
        self._current = str(state["current"])
        self.name.setText(str(state["name"]))
        with QSignalBlocker(self.static):
            self.static.setChecked(bool(state["static"]))
        self.builder.set_rule(str(state["rule"]))
        self._dirty = bool(state["dirty"])
        self._show_actions()

    def _mark_dirty(self) -> None:
        self._dirty = True
        self._show_actions()

    def _show_actions(self) -> None:
        if self._current != self._told:
            self._told = self._current
            self._uses.hide()
            self.opened.emit(self._current)
        answer = self.builder.answer
        sound = answer.rule is not None and not answer.problem
        self.save.setEnabled(sound and bool(self.name.text().strip()) and (self._dirty or not self._current))
        self.save.setToolTip("" if sound else tr("SegmentsView", "Add a condition first."))

    def _save(self) -> None:
        if self.save.isEnabled():
            self.save_asked.emit(
                self.name.text().strip(), self.builder.rule_text(), self.static.isChecked(), self._current
            )

    # -- more ------------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """Return the menu of further actions, as they can be done now."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sound = self.builder.answer.rule is not None and not self.builder.answer.problem
        export = made.addAction(tr("SegmentsView", "Export people…"), self._ask_export)
        export.setEnabled(sound)
        copy = made.addAction(tr("SegmentsView", "Make a copy"), self._copy)
        copy.setEnabled(bool(self._current))
        made.addSeparator()
        delete = made.addAction(tr("SegmentsView", "Delete…"), lambda: self.delete_asked.emit(self._current))
        delete.setEnabled(bool(self._current))
        return made

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _copy(self) -> None:
        name = tr("SegmentsView", "{name} (copy)", name=self._current)
        number = 2
        while name in self._model.saved:
            name = tr("SegmentsView", "{name} (copy {number})", name=self._current, number=number)
            number += 1
        self._current = ""
        self.name.setText(name)
        self._mark_dirty()
        self._select_current()
        self.name.setFocus()
        self.name.selectAll()

    def _ask_export(self) -> None:
        what = self._current if self._current and not self._dirty else self.builder.rule_text()
        if self.builder.answer.found is not None:
            self.export_asked.emit(what, self.name.text().strip() or tr("SegmentsView", "New segment"))
