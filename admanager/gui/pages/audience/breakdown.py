"""How the people of a rule spread over the values of one attribute, beside everyone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import caption, label, row
from admanager.gui.widgets.minibars import ShareDelegate
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.audience.comparison import Comparison

AskBreakdown = Callable[[str, str, Callable[["Comparison"], None]], None]
"""Has a rule broken down by a column off the window's thread; answers in the window's thread."""


class BreakdownModel(ListModel):
    """The values of an attribute with their shares among these people and among everyone."""

    HERE, EVERYONE = 2, 3

    def __init__(self) -> None:
        def share(value: float) -> str:
            return fmt.percent(value, 1)

        super().__init__(
            [
                TableColumn(tr("BreakdownModel", "Value"), width=160),
                TableColumn(tr("BreakdownModel", "People"), "integer", 84),
                TableColumn(tr("BreakdownModel", "Share of them"), "percent", 160, share),
                TableColumn(tr("BreakdownModel", "Share of everyone"), "percent", 160, share),
                TableColumn(tr("BreakdownModel", "Lift"), "real", 80, lambda lift: fmt.number(lift, 2)),
            ]
        )

    def show_comparison(self, found: Comparison) -> None:
        """Show the one column that was compared."""
        rows: list[tuple[Any, ...]] = [
            (each.label, each.inside, each.share_inside, each.share_everyone, each.lift)
            for column in found.columns
            for each in column.bins
            if each.inside or each.everyone
        ]
        self.set_rows(rows)


class Breakdown(QWidget):
    """Asks for the breakdown of the rule that is shown, while it can be seen."""

    def __init__(self, ask: AskBreakdown) -> None:
        super().__init__()
        self._ask = ask
        self._rule = ""
        self._shown: tuple[str, str] | None = None
        self.column = QComboBox()
        self.column.setObjectName("breakdownColumn")
        self.column.setAccessibleName(tr("Breakdown", "Attribute"))
        self.column.setMinimumContentsLength(16)
        self.column.activated.connect(lambda _index: self._ask_if_seen())
        self._none = caption(tr("Breakdown", "Add a condition to see how these people differ from everyone."))
        self._model = BreakdownModel()
        self.table = DataTable(self._model, name="breakdown", title=tr("Breakdown", "Breakdown"))
        for place in (BreakdownModel.HERE, BreakdownModel.EVERYONE):
            self.table.setItemDelegateForColumn(place, ShareDelegate(self.table))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(row(label(tr("Breakdown", "By"), "muted"), self.column, None))
        layout.addWidget(self._none)
        layout.addWidget(self.table, 1)
        self._show_whether_there_is_a_rule()

    def set_columns(self, names: Sequence[str]) -> None:
        """Offer these columns."""
        before = self.column.currentText()
        with QSignalBlocker(self.column):
            self.column.clear()
            self.column.addItems(list(names))
            self.column.setCurrentIndex(max(self.column.findText(before), 0))

    def show_rule(self, rule: str) -> None:
        """Show the breakdown of another rule; an empty one is everyone."""
        self._rule = rule
        self._shown = None
        self._show_whether_there_is_a_rule()
        self._ask_if_seen()

    def _show_whether_there_is_a_rule(self) -> None:
        self._none.setVisible(not self._rule)
        self.table.setVisible(bool(self._rule))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is seen now."""
        super().showEvent(event)
        self._ask_if_seen()

    def _ask_if_seen(self) -> None:
        wanted = (self._rule, self.column.currentText())
        if not self.isVisible() or not all(wanted) or wanted == self._shown:
            return
        self._shown = wanted

        def show(found: Comparison) -> None:
            if wanted == self._shown:
                self._model.show_comparison(found)

        self._ask(*wanted, show)
