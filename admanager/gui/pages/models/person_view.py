"""Why a model answers as it does for one person, and what it would answer if they had another value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import button, caption, heading, row
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.learning.examining import Asked

VALUE_WIDTH = 140


class PersonView(QWidget):
    """The shares of the columns in one person's answer; below them a column and another value for it."""

    def __init__(self, what_if: Callable[[Asked, str, str], object], close: Callable[[], object]) -> None:
        super().__init__()
        self._what_if = what_if
        self._asked: Asked | None = None
        self.contributions = ListModel([
            TableColumn(tr("ExplainView", "Column"), width=190),
            TableColumn(tr("ExplainView", "Value"), width=150),
            TableColumn(tr("ExplainView", "Changes the probability by"), "real", 190, _points),
            TableColumn("±", "real", 80, _spread),
        ])  # fmt: skip
        self._title = heading("", 2)
        self.members = caption()
        self.members.setObjectName("memberRange")
        self.members.setWordWrap(True)
        self.column = QComboBox()
        self.column.setAccessibleName(tr("ExplainView", "Column to change"))
        self.value = QLineEdit()
        self.value.setObjectName("whatIfValue")
        self.value.setAccessibleName(tr("ExplainView", "Its other value"))
        self.value.setPlaceholderText(tr("ExplainView", "empty: no value"))
        self.value.setFixedWidth(VALUE_WIDTH)
        self.value.returnPressed.connect(self._ask)
        self.ask = button(tr("ExplainView", "What if?"), self._ask, name="askWhatIf")
        self.answer = caption()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        back = button(
            tr("ExplainView", "The whole model"), close, kind="quiet", icon="chevron-left", name="closePerson"
        )
        head = row(back, self._title)
        head.setStretch(1, 1)
        layout.addLayout(head)
        layout.addWidget(self.members)
        layout.addWidget(table(self.contributions, "contributionsTable", tr("ExplainView", "One person")), 1)
        layout.addLayout(row(self.column, self.value, self.ask, self.answer, None))

    def clear(self) -> None:
        """Forget the person."""
        self._asked = None
        self.contributions.set_rows([])

    def show_person(self, asked: Asked) -> None:
        """Show why the model answers as it does for one person."""
        self._asked, found = asked, asked.explanation
        told = {
            "key": asked.key,
            "probability": fmt.percent(found.probability),
            "average": fmt.percent(found.average),
        }
        self._title.setText(
            tr(
                "ExplainView",
                "{key} at the last ad shown: {probability}, where the average is {average}",
                **told,
            )
            if asked.at_ad
            else tr("ExplainView", "{key}: {probability}, where an average person has {average}", **told)
        )
        self.members.setVisible(bool(found.members))
        self.members.setText(members_text(found.members))
        self.contributions.set_rows([
            (entry.column, shown_value(entry.value, asked.times.get(entry.column)), entry.change, entry.error)
            for entry in found.contributions
        ])  # fmt: skip
        self.column.clear()
        self.column.addItems([entry.column for entry in found.contributions])
        self.answer.setText("")

    def show_answer(self, column: str, value: str, probability: float) -> None:
        """Show the person's probability with another value."""
        before = self._asked.explanation.probability if self._asked else probability
        self.answer.setText(
            tr(
                "ExplainView",
                "With {column} = {value}: {probability} ({change})",
                column=column,
                value=value or tr("ExplainView", "no value"),
                probability=fmt.percent(probability),
                change=_points(probability - before),
            )
        )

    def _ask(self) -> None:
        if self._asked is not None:
            self.answer.setText("")
            self._what_if(self._asked, self.column.currentText(), self.value.text().strip())


def table(model: ListModel, name: str, title: str) -> DataTable:
    """Return a table in the order that the core gives, whose columns are as wide as they say; the first takes the rest."""
    made = DataTable(model, name=name, title=title)
    made.setSortingEnabled(False)
    for place, column in enumerate(model.columns):
        made.setColumnWidth(place, column.width)
    made.horizontalHeader().setStretchLastSection(False)
    made.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def members_text(members: Sequence[float]) -> str:
    """Return in words how far the networks inside a model agree about a person; empty for a model of one."""
    if not members:
        return ""
    return tr(
        "ExplainView",
        "The model is {count} networks in one. Asked one by one, they say {low} to {high} of this person; the closer together, the surer it is.",
        count=len(members),
        low=fmt.percent(min(members)),
        high=fmt.percent(max(members)),
    )


def shown_value(value: str | float | None, time: str | None = None) -> str:
    """Return a value of a column as text; `time` is date or datetime where it is UTC seconds."""
    if value is None:
        return "–"
    if time is not None and not isinstance(value, str):
        return fmt.date(value) if time == "date" else fmt.moment(value)
    return value if isinstance(value, str) else fmt.number(value, 0 if value == int(value) else 2)


def _points(value: float) -> str:
    sign = "+" if value > 0 else ""
    return f"{sign}{fmt.number(value * 100, 1)} %"


def _spread(value: float) -> str:
    return f"{fmt.number(value * 100, 1)} %"
