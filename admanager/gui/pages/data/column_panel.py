"""One column of a table: what it is, its figures, and its distribution."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHeaderView, QLabel, QStackedWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.data.words import ROLE_NAMES, TYPE_NAMES, value_text, word
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Card, caption, heading, label
from admanager.gui.widgets.chart import Axis, Chart
from admanager.gui.widgets.minibars import ShareDelegate
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.audience.statistics import ColumnStatistics

FIGURES_A_ROW = 2
CHART_HEIGHT = 180


class ColumnPanel(Card):
    """A column's name, type and role, its figures, and a chart of its values or its most common ones."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("columnPanel")
        self._name = heading("")
        self._name.setWordWrap(True)
        self._about = caption("")
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(GRID * 2)
        self._figures.setVerticalSpacing(2)
        self._figure_labels: list[tuple[QLabel, QLabel]] = []
        self._note = caption("")
        self._picture = QStackedWidget()
        self._picture.addWidget(self._note)
        self.body.addWidget(self._name)
        self.body.addWidget(self._about)
        self.body.addSpacing(GRID // 2)
        self.body.addLayout(self._figures)
        self.body.addSpacing(GRID // 2)
        self.body.addWidget(self._picture, 1)
        self.clear()

    # Each picture is made when a column first needs it, and so after the rows beside it are seen.

    @cached_property
    def chart(self) -> Chart:
        """The distribution of numbers."""
        return self._make_chart(Axis(tr("ColumnPanel", "Value")))

    @cached_property
    def time_chart(self) -> Chart:
        """The distribution of dates and times."""
        return self._make_chart(Axis(tr("ColumnPanel", "Time"), kind="time"))

    def _make_chart(self, axis: Axis) -> Chart:
        rows = Axis(tr("ColumnPanel", "Rows"))
        made = Chart(tr("ColumnPanel", "Distribution"), axis, rows, height=CHART_HEIGHT)
        self._picture.addWidget(made)
        return made

    @cached_property
    def levels(self) -> DataTable:
        """The most common values."""
        model = ListModel(
            [
                TableColumn(tr("ColumnPanel", "Value"), width=110),
                TableColumn(tr("ColumnPanel", "Rows"), "integer", 72),
                TableColumn(tr("ColumnPanel", "Share"), "percent", 100, lambda share: fmt.percent(share, 1)),
            ]
        )
        made = DataTable(model, name="columnLevels", title=tr("ColumnPanel", "Most common values"))
        made.setItemDelegateForColumn(2, ShareDelegate(made))
        made.horizontalHeader().setStretchLastSection(False)
        made.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._picture.addWidget(made)
        return made

    def clear(self) -> None:
        """Show that no column is chosen."""
        self._name.setText(tr("ColumnPanel", "No column chosen"))
        self._about.setText(tr("ColumnPanel", "Click a column to see its values here."))
        self._show_figures([])
        self._note.setText("")
        self._picture.setCurrentWidget(self._note)

    def show_reading(self, name: str) -> None:
        """Show which column is being read; what stood here before it goes."""
        self._name.setText(name)
        self._about.setText(tr("ColumnPanel", "Reading…"))
        self._show_figures([])
        self._note.setText("")
        self._picture.setCurrentWidget(self._note)

    def name(self) -> str:
        """Return the name shown."""
        return self._name.text()

    def show_column(self, found: ColumnStatistics) -> None:
        """Show a column."""
        self._name.setText(found.name)
        about = [word(TYPE_NAMES, found.type)]
        if word(ROLE_NAMES, found.role) not in about:
            about.append(word(ROLE_NAMES, found.role))
        if found.type == "datetime":
            about.append(fmt.data_zone())
        self._about.setText("  ·  ".join(about))
        self._show_figures(_figures_of(found))
        if found.levels is not None and found.levels.values:
            self._show_levels(found)
        elif found.histogram is not None:
            self._show_histogram(found)
        else:
            self._note.setText(
                tr("ColumnPanel", "Every value is missing.")
                if found.missing == found.rows
                else tr("ColumnPanel", "Every row has a text of its own.")
            )
            self._picture.setCurrentWidget(self._note)

    def _show_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        while len(self._figure_labels) < len(figures):
            place = len(self._figure_labels)
            name, value = label("", "caption"), label("", "subheading", selectable=True)
            line = place // FIGURES_A_ROW * 3
            if line:
                self._figures.setRowMinimumHeight(line - 1, GRID // 2)
            self._figures.addWidget(name, line, place % FIGURES_A_ROW)
            self._figures.addWidget(value, line + 1, place % FIGURES_A_ROW)
            self._figure_labels.append((name, value))
        for place, (name, value) in enumerate(self._figure_labels):
            shown = place < len(figures)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(figures[place][0])
                value.setText(figures[place][1])

    def _show_levels(self, found: ColumnStatistics) -> None:
        levels = found.levels
        assert levels is not None
        known = max(1, found.rows - found.missing)
        shown = [
            (value_text(found.type, value), count, count / known)
            for value, count in zip(levels.values, levels.counts, strict=True)
        ]
        if levels.others:
            rest = tr_count(
                "ColumnPanel",
                "{count} other value",
                "{count:,} other values",
                count=found.distinct - len(levels.values),
            )
            shown.append((f"({rest})", levels.others, levels.others / known))
        model = self.levels.model()
        assert isinstance(model, ListModel)
        model.set_rows(shown)
        self._picture.setCurrentWidget(self.levels)

    def _show_histogram(self, found: ColumnStatistics) -> None:
        histogram = found.histogram
        assert histogram is not None
        chart = self.time_chart if found.type in {"date", "datetime"} else self.chart
        middles = [(low + high) / 2 for low, high in pairwise(histogram.edges)]
        width = (histogram.edges[1] - histogram.edges[0]) * 0.92 if len(histogram.edges) > 1 else 1.0
        chart.set_bars("rows", tr("ColumnPanel", "Rows"), middles, list(histogram.counts), width=width)
        chart.setAccessibleName(tr("ColumnPanel", "Distribution of {name}", name=found.name))
        self._picture.setCurrentWidget(chart)


def _figures_of(found: ColumnStatistics) -> list[tuple[str, str]]:
    missing = f"{fmt.number(found.missing)} ({fmt.percent(found.missing_share, 1)})"
    figures = [
        (tr("ColumnPanel", "Missing"), missing if found.missing else fmt.number(0)),
        (tr("ColumnPanel", "Distinct values"), fmt.number(found.distinct)),
    ]
    if found.minimum is not None and found.type != "boolean":
        figures += [
            (tr("ColumnPanel", "Lowest"), _figure(found.type, found.minimum)),
            (tr("ColumnPanel", "Highest"), _figure(found.type, found.maximum)),
            (tr("ColumnPanel", "Median"), _figure(found.type, found.median)),
            (tr("ColumnPanel", "Mean"), _figure(found.type, found.mean)),
        ]
    return figures


def _figure(type_: str, value: float | None) -> str:
    if value is None or type_ in {"date", "datetime"}:
        return value_text(type_, value)
    if float(value).is_integer():
        return fmt.number(value)
    return fmt.number(value, 1 if abs(value) >= 1000 else 2 if abs(value) >= 10 else 3)
