"""Why a model answers as it does: what it goes by, for whom it is off, one person, and whether it still holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Axis,
    Banner,
    Chart,
    EmptyState,
    JobProgress,
    button,
    caption,
    clear_layout,
    heading,
    row,
)
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.learning.drift import Drift
    from admanager.learning.examining import Asked, Explained
    from admanager.learning.explain import DependencePoint

EMPTY, BUSY, FOUND = range(3)
KEY_WIDTH, VALUE_WIDTH = 200, 140
CURVE_HEIGHT = 200


class ExplainView(QWidget):
    """Shows explanations; asks for them through the functions that it is given."""

    def __init__(
        self,
        *,
        explain: Callable[[], object],
        drift: Callable[[], object],
        person: Callable[[str], object],
        what_if: Callable[[Any, str, str], object],
        retrain: Callable[[], object],
    ) -> None:
        super().__init__()
        self._retrain, self._what_if = retrain, what_if
        self._asked: Asked | None = None
        self.verdict = Banner()
        self.verdict.setObjectName("driftVerdict")
        self.explain = button(tr("ExplainView", "Explain anew"), explain, name="explainModel")
        self.drift = button(tr("ExplainView", "Does it still hold?"), drift, name="checkDrift")
        self.key = QLineEdit()
        self.key.setObjectName("personKey")
        self.key.setPlaceholderText(tr("ExplainView", "A person's key"))
        self.key.setAccessibleName(tr("ExplainView", "A person's key"))
        self.key.setFixedWidth(KEY_WIDTH)
        self.key.returnPressed.connect(lambda: person(self.key.text().strip()))
        self.person = button(
            tr("ExplainView", "Explain this person"),
            lambda: person(self.key.text().strip()),
            name="explainPerson",
        )
        self._note = caption()
        self.importance = ListModel([
            TableColumn(tr("ExplainView", "Columns"), width=192),
            TableColumn(tr("ExplainView", "AUC lost"), "real", 84, _signed),
            TableColumn("±", "real", 66, _signed),
            TableColumn(tr("ExplainView", "Log loss gained"), "real", 116, _signed),
        ])  # fmt: skip
        self.groups = ListModel([
            TableColumn(tr("ExplainView", "People"), width=168),
            TableColumn(tr("ExplainView", "Rows"), "integer", 56),
            TableColumn(tr("ExplainView", "Predicted"), "percent", 80),
            TableColumn(tr("ExplainView", "Observed"), "percent", 80),
            TableColumn(tr("ExplainView", "95 %"), width=104),
        ])  # fmt: skip
        self.contributions = ListModel([
            TableColumn(tr("ExplainView", "Column"), width=190),
            TableColumn(tr("ExplainView", "Value"), width=150),
            TableColumn(tr("ExplainView", "Changes the probability by"), "real", 190, _points),
            TableColumn("±", "real", 80, _spread),
        ])  # fmt: skip
        self.places = QStackedWidget()
        self._progress = QVBoxLayout()
        for place in (self._build_empty(explain), self._build_busy(), self._build_found()):
            self.places.addWidget(place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID * 3 // 2, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(row(self.explain, self.drift, None, self.key, self.person))
        layout.addWidget(self.verdict)
        layout.addWidget(self.places, 1)

    def _build_empty(self, explain: Callable[[], object]) -> QWidget:
        return EmptyState(
            "models",
            tr("ExplainView", "What does the model go by?"),
            tr(
                "ExplainView",
                "Each column is shuffled among the rows kept aside, to see how much worse the model gets without it.",
            ),
            tr("ExplainView", "Explain the model"),
            explain,
        )

    def _build_busy(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.addLayout(self._progress)
        column.addStretch(1)
        return holder

    def _build_found(self) -> QWidget:
        tables = [
            (tr("ExplainView", "What it goes by"), self.importance, "importanceTable"),
            (tr("ExplainView", "For whom it is right"), self.groups, "groupsTable"),
        ]
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._note)
        side = row(spacing=GRID * 3)
        for title, model, name in tables:
            side.addLayout(_titled(title, model, name), 1)
        layout.addLayout(side, 3)
        self._curves = self._build_dependence()
        layout.addWidget(self._curves, 2)
        self._one = QWidget()
        self._one_title = heading("", 2)
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
        one = QVBoxLayout(self._one)
        one.setContentsMargins(0, 0, 0, 0)
        one.setSpacing(GRID)
        one.addWidget(self._one_title)
        one.addWidget(_table(self.contributions, "contributionsTable", tr("ExplainView", "One person")), 1)
        one.addLayout(row(self.column, self.value, self.ask, self.answer, None))
        layout.addWidget(self._one, 3)
        self._one.hide()
        return holder

    def _build_dependence(self) -> QWidget:
        """Return the curve of one column: the mean answer if everyone had the same value of it."""
        self._dependence: dict[str, tuple[DependencePoint, ...]] = {}
        self.drawn = QComboBox()
        self.drawn.setObjectName("dependenceColumn")
        self.drawn.setAccessibleName(tr("ExplainView", "Column to draw"))
        self.drawn.currentTextChanged.connect(self._draw)
        self.curve = Chart(
            tr("ExplainView", "If everyone had the same value"),
            Axis("", kind="category"),
            Axis(tr("ExplainView", "Mean probability"), kind="percent"),
            height=CURVE_HEIGHT,
        )
        holder = QWidget()
        made = QVBoxLayout(holder)
        made.setContentsMargins(0, 0, 0, 0)
        made.setSpacing(GRID)
        made.addLayout(row(self.drawn, None))
        made.addWidget(self.curve, 1)
        return holder

    def _draw(self, column: str) -> None:
        points = self._dependence.get(column, ())
        names = [
            tr("ExplainView", "none") if point.value is None else _shown(point.value) for point in points
        ]
        self.curve.set_categories(names)
        places = [float(place) for place in range(len(points))]
        self.curve.set_points("mean", column, places, [point.probability for point in points], color=0)

    # -- showing -----------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget what was found, for another model."""
        self._asked = None
        for model in (self.importance, self.groups, self.contributions):
            model.set_rows([])
        self._note.setText("")
        self.verdict.close_message()
        self._one.hide()
        self._show(EMPTY)

    def _show(self, place: int) -> None:
        self.places.setCurrentIndex(place)
        self.explain.setVisible(place == FOUND)
        busy = place == BUSY
        for part in (self.drift, self.key, self.person):
            part.setEnabled(not busy)

    def follow(self, record: JobRecord) -> None:
        """Show a work that runs."""
        clear_layout(self._progress)
        self._progress.addWidget(JobProgress(record))
        self._show(BUSY)

    def show_nothing_new(self) -> None:
        """Go back to what was there before a work that failed or was cancelled."""
        self._show(FOUND if self.importance.rows or self.contributions.rows else EMPTY)

    def show_explained(self, found: Explained) -> None:
        """Show what the model goes by, and for whom it is right."""
        told = (
            tr("ExplainView", "On {rows:,} rows that the model has not learned from.", rows=found.rows)
            if found.held_out
            else tr(
                "ExplainView",
                "On {rows:,} rows of today's data; the model learned from some of them, or from others.",
                rows=found.rows,
            )
        )
        self._one.hide()
        self._curves.show()
        self._note.setText(told)
        self._dependence = dict(found.dependence)
        self.drawn.clear()
        self.drawn.addItems(list(found.dependence))
        self.importance.set_rows([
            (" + ".join(entry.columns), entry.auc_drop, entry.auc_error, entry.loss_rise)
            for entry in found.importance
        ])  # fmt: skip
        self.groups.set_rows([
            (
                f"{group.name}  ⚠" if group.is_off else group.name,
                group.rows,
                group.predicted,
                group.observed,
                f"{fmt.percent(group.low)} – {fmt.percent(group.high)}",
            )
            for group in found.groups
        ])  # fmt: skip
        self._show(FOUND)

    def show_person(self, asked: Asked) -> None:
        """Show why the model answers as it does for one person."""
        self._asked, found = asked, asked.explanation
        self._one_title.setText(
            tr(
                "ExplainView",
                "{key}: {probability}, where an average person has {average}",
                key=asked.key,
                probability=fmt.percent(found.probability),
                average=fmt.percent(found.average),
            )
        )
        self.contributions.set_rows([
            (entry.column, _shown(entry.value), entry.change, entry.error) for entry in found.contributions
        ])  # fmt: skip
        self.column.clear()
        self.column.addItems([entry.column for entry in found.contributions])
        self.answer.setText("")
        self._one.show()
        # There is room for the one or for the other.
        self._curves.hide()
        self._show(FOUND)

    def show_answer(self, column: str, value: str, probability: float) -> None:
        """Show one person's probability with another value."""
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

    def show_drift(self, found: Drift) -> None:
        """Say whether the model still holds, and offer to train it anew where it does not."""
        texts = {
            "holds": tr(
                "ExplainView", "The model still holds: {rows:,} new rows are like those it learned from."
            ),
            "moved": tr(
                "ExplainView",
                "The {rows:,} new rows are clearly others than those the model learned from: {columns}.",
            ),
            "broken": tr(
                "ExplainView",
                "The model no longer holds: of {rows:,} new rows it expected {predicted}, and {observed} did.",
            ),
            "unknown": tr("ExplainView", "There are too few new rows ({rows:,}) to judge the model by."),
        }
        moved = [entry.column for entry in found.columns if entry.psi > 0.25]
        text = texts[found.verdict].format(
            rows=found.rows,
            columns=", ".join(moved[:4]),
            predicted=fmt.percent(found.predicted or 0),
            observed=fmt.percent(found.observed or 0),
        )
        kind = {"holds": "good", "moved": "warn", "broken": "bad", "unknown": "info"}[found.verdict]
        if found.verdict in {"moved", "broken"}:
            again = tr("ExplainView", "Train it anew")
            self.verdict.show_message(text, kind, action=again, on_action=self._retrain)
        else:
            self.verdict.show_message(text, kind)
        self.show_nothing_new()

    def _ask(self) -> None:
        if self._asked is not None:
            self._what_if(self._asked.frame, self.column.currentText(), self.value.text().strip())


def _titled(title: str, model: ListModel, name: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GRID)
    column.addWidget(heading(title, 2))
    column.addWidget(_table(model, name, title), 1)
    return column


def _table(model: ListModel, name: str, title: str) -> DataTable:
    table = DataTable(model, name=name, title=title)
    table.setSortingEnabled(False)
    for place, column in enumerate(model.columns):
        table.setColumnWidth(place, column.width)
    table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return table


def _signed(value: float) -> str:
    return fmt.number(value, 4)


def _points(value: float) -> str:
    sign = "+" if value > 0 else ""
    return f"{sign}{fmt.number(value * 100, 1)} %"


def _spread(value: float) -> str:
    return f"{fmt.number(value * 100, 1)} %"


def _shown(value: str | float | None) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else fmt.number(value, 0 if value == int(value) else 2)
