"""What a model goes by, for whom it is right, and the curve of one column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.models.person_view import shown_value, table
from admanager.gui.theme import GRID
from admanager.gui.widgets import Axis, Chart, caption, heading, row, scrolled
from admanager.gui.widgets.table import ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.learning.examining import Explained
    from admanager.learning.explain import DependencePoint

CURVE_HEIGHT = 240
TABLE_HEIGHT = 248
"""The header and seven columns."""


class Overview(QWidget):
    """Two tables side by side; below them the mean answer if everyone had the same value of a column."""

    def __init__(self) -> None:
        super().__init__()
        self._dependence: dict[str, tuple[DependencePoint, ...]] = {}
        self._times: dict[str, str] = {}
        self.importance = ListModel([
            TableColumn(tr("ExplainView", "Columns"), width=192),
            TableColumn(tr("ExplainView", "AUC lost"), "real", 84, _signed),
            TableColumn("±", "real", 66, _signed),
            TableColumn(tr("ExplainView", "Log loss gained"), "real", 116, _signed),
        ])  # fmt: skip
        self.groups = ListModel([
            TableColumn(tr("ExplainView", "People"), width=168),
            TableColumn(tr("ExplainView", "Rows"), "integer", 64),
            TableColumn(tr("ExplainView", "Predicted"), "percent", 80),
            TableColumn(tr("ExplainView", "Observed"), "percent", 80),
            TableColumn(tr("ExplainView", "95 %"), width=132),
        ])  # fmt: skip
        self.note = caption()
        side = row(spacing=GRID * 3)
        for title, model, name in (
            (tr("ExplainView", "What it goes by"), self.importance, "importanceTable"),
            (tr("ExplainView", "For whom it is right"), self.groups, "groupsTable"),
        ):
            side.addLayout(_titled(title, model, name), 1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self.note)
        column.addLayout(side, 3)
        column.addSpacing(GRID)
        column.addLayout(self._build_curve(), 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(holder))

    def _build_curve(self) -> QVBoxLayout:
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
        made = QVBoxLayout()
        made.setSpacing(GRID)
        made.addLayout(row(self.drawn, None))
        made.addWidget(self.curve, 1)
        return made

    def clear(self) -> None:
        """Forget what was found."""
        for model in (self.importance, self.groups):
            model.set_rows([])
        self.note.setText("")

    def show_explained(self, found: Explained) -> None:
        """Show what was found out about a model."""
        self.note.setText(
            tr("ExplainView", "On {rows:,} rows that the model has not learned from.", rows=found.rows)
            if found.held_out
            else tr(
                "ExplainView",
                "On {rows:,} rows of today's data; the model learned from some of them, or from others.",
                rows=found.rows,
            )
        )
        self._dependence, self._times = dict(found.dependence), dict(found.times)
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

    def _draw(self, column: str) -> None:
        points = self._dependence.get(column, ())
        none, time = tr("ExplainView", "none"), self._times.get(column)
        self.curve.set_categories(
            [none if one.value is None else shown_value(one.value, time) for one in points]
        )
        places = [float(place) for place in range(len(points))]
        means = [point.probability for point in points]
        is_number = bool(points) and isinstance(points[0].value, float | int)
        known = len(points) - (points[-1].value is None) if is_number else len(points)
        self.curve.clear()
        # Between numbers there are others; between words there is nothing.
        show = self.curve.set_line if is_number else self.curve.set_points
        show("mean", column, places[:known], means[:known], color=0)
        if known < len(points):
            self.curve.set_points("none", none, places[known:], means[known:], color=1)


def _titled(title: str, model: ListModel, name: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GRID)
    column.addWidget(heading(title, 2))
    shown = table(model, name, title)
    shown.setMinimumHeight(TABLE_HEIGHT)
    # Otherwise a long table would take the room that the curve below it needs.
    shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    column.addWidget(shown, 1)
    return column


def _signed(value: float) -> str:
    return fmt.number(value, 4)
