"""The attributes of people: a list with small distributions, and one attribute in detail."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.model import AttributeModel, LevelModel, type_name, value_text
from admanager.gui.pages.audience.tool import ToolView
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Card, button, caption, clear_layout, heading, label, row
from admanager.gui.widgets.chart import Axis, Chart
from admanager.gui.widgets.minibars import DistributionDelegate, ShareDelegate
from admanager.gui.widgets.progress import JobProgress
from admanager.gui.widgets.table import DataTable

if TYPE_CHECKING:
    from admanager.audience.statistics import ColumnStatistics
    from admanager.gui.jobs import JobRecord
    from admanager.gui.pages.audience.view import AudiencePage
    from admanager.texts import AdManagerError


# From here on describing the columns takes long enough to be shown as a job.
MANY_PEOPLE = 100_000
DESCRIBE_KEY = "audience.describe"


class AttributesTool(ToolView):
    """The sub-view of the attributes: has them described beside the window."""

    key = "attributes"

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self._page = page
        self.view = AttributesView()
        self.view.use_asked.connect(page.use_column)
        self.view.read_asked.connect(self.read)
        self.content.addWidget(self.view, 1)

    def read(self) -> None:
        """Describe every attribute; with many people that is a job."""
        work = partial(tasks.describe, self.desk.project)
        if self._page.people.rows < MANY_PEOPLE:
            self.view.show_reading()
            self.desk.run_quiet(work, on_done=self.view.show_statistics, on_failed=self._not_described)
            return
        running = self.desk.context.job(DESCRIBE_KEY)
        if running is not None and not running.finished:
            running.cancel()
        record = self.desk.run_job(
            tr("AudiencePage", "Read the attributes"),
            work,
            on_done=self.view.show_statistics,
            on_failed=self._not_described,
            key=DESCRIBE_KEY,
        )
        self.view.show_reading(record)

    def _not_described(self, error: AdManagerError) -> None:
        running = self.desk.context.job(DESCRIBE_KEY)
        if running is not None and not running.finished:
            return  # a newer job has taken its place
        self.view.show_stopped()
        self.desk.show_failure(error)

    def forget(self) -> None:
        """Forget the attributes of another project."""
        self.view.forget()

    def state(self) -> dict[str, Any]:
        """Return which attribute is shown."""
        return {"chosen": self.view.chosen()}

    def set_state(self, state: dict[str, Any]) -> None:
        """Choose the attribute once the attributes are read."""
        self.view.remember(state["chosen"])


class AttributesView(QWidget):
    """The list at the left, the attribute that is selected at the right."""

    use_asked = Signal(str)
    """The attribute is to become a condition of a segment."""
    read_asked = Signal()
    """The attributes are to be read again, after reading them was stopped."""

    def __init__(self) -> None:
        super().__init__()
        self._described: dict[str, ColumnStatistics] = {}
        self._chosen = ""
        self._filter = QLineEdit()
        self._filter.setObjectName("attributeFilter")
        self._filter.setPlaceholderText(tr("AttributesView", "Find an attribute"))
        self._filter.setAccessibleName(tr("AttributesView", "Find an attribute"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(lambda _text: self._show_list())
        self._model = AttributeModel()
        self.table = DataTable(self._model, name="attributes", title=tr("AttributesView", "Attributes"))
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.setItemDelegateForColumn(AttributeModel.PICTURE, DistributionDelegate(self.table))
        self.table.row_selected.connect(self._on_row)
        self.table.row_activated.connect(lambda _row: self._use())
        self.detail = AttributeDetail(self._use)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self._filter)
        column.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(GRID, 0, 0, 0)
        beside.addWidget(self.detail)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 4)
        split.setSizes([560, 460])
        split.setChildrenCollapsible(False)
        self._busy = QVBoxLayout()
        self._busy.setContentsMargins(0, 0, 0, 0)
        waiting = QWidget()
        waiting.setLayout(self._busy)
        self._stack = QStackedWidget()
        self._stack.addWidget(waiting)
        self._stack.addWidget(split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_reading(self, record: JobRecord | None = None) -> None:
        """Say that the attributes are being read, with the progress of the job where one does it.

        Attributes that are shown already stay until the new ones are there.
        """
        if self._described:
            return
        reading = label(tr("AttributesView", "Reading the attributes…"), "muted")
        self._show_instead(JobProgress(record) if record is not None else reading)

    def show_stopped(self) -> None:
        """Offer to read the attributes again, where none are shown."""
        if not self._described:
            again = button(
                tr("AttributesView", "Read the attributes"), self.read_asked.emit, name="readAttributes"
            )
            self._show_instead(again)

    def forget(self) -> None:
        """Forget the attributes of another project."""
        self._described = {}
        self._chosen = ""
        self.show_reading()

    def _show_instead(self, widget: QWidget) -> None:
        clear_layout(self._busy)
        self._busy.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._stack.setCurrentIndex(0)

    def show_statistics(self, described: Sequence[ColumnStatistics]) -> None:
        """Show these attributes; the one that was selected stays selected."""
        self._described = {found.name: found for found in described}
        self._stack.setCurrentIndex(1)
        self._show_list()

    def chosen(self) -> str:
        """Return the name of the attribute shown in detail."""
        return self._chosen

    def remember(self, name: str) -> None:
        """Choose this attribute when the attributes are shown next."""
        self._chosen = name

    def choose(self, name: str) -> None:
        """Show an attribute in detail."""
        for number, entry in enumerate(self._model.rows):
            if entry[AttributeModel.NAME] == name:
                self.table.selectRow(number)

    def _show_list(self) -> None:
        wanted = self._filter.text().strip().casefold()
        shown = [found for found in self._described.values() if wanted in found.name.casefold()]
        chosen = self._chosen
        self._model.show_statistics(shown)
        names = [found.name for found in shown]
        if names:
            # Every key is another: the first attribute that says something about people is shown.
            first = next((found.name for found in shown if found.role != "key"), names[0])
            self.choose(chosen if chosen in names else first)

    def _on_row(self, number: int) -> None:
        if 0 <= number < len(self._model.rows):
            self._chosen = self._model.rows[number][AttributeModel.NAME]
            self.detail.show_attribute(self._described[self._chosen])

    def _use(self) -> None:
        if self._chosen:
            self.use_asked.emit(self._chosen)


class AttributeDetail(Card):
    """One attribute: its figures, and its distribution as a chart or as common values."""

    def __init__(self, on_use: object) -> None:
        super().__init__()
        self._name = heading("")
        self._name.setWordWrap(True)
        self._about = caption("")
        use = button(tr("AttributeDetail", "Use in a segment"), on_use, icon="plus", name="useAttribute")
        head = row(use)
        head.insertWidget(0, self._name, 1)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(GRID * 2)
        self._figures.setVerticalSpacing(2)
        self._figures.setRowMinimumHeight(2, GRID // 2)
        self._figure_labels: list[tuple[QLabel, QLabel]] = []
        self.chart = Chart(
            tr("AttributeDetail", "Distribution"),
            Axis(tr("AttributeDetail", "Value")),
            Axis(tr("AttributeDetail", "People")),
            height=200,
        )
        self.time_chart = Chart(
            tr("AttributeDetail", "Distribution"),
            Axis(tr("AttributeDetail", "Time"), kind="time"),
            Axis(tr("AttributeDetail", "People")),
            height=200,
        )
        self._levels = LevelModel()
        self.levels = DataTable(
            self._levels, name="levels", title=tr("AttributeDetail", "Most common values")
        )
        self.levels.setItemDelegateForColumn(LevelModel.SHARE, ShareDelegate(self.levels))
        self._picture = QStackedWidget()
        for widget in (
            self.chart,
            self.time_chart,
            self.levels,
            caption(tr("AttributeDetail", "Every value is missing.")),
        ):
            self._picture.addWidget(widget)
        self.body.addLayout(head)
        self.body.addWidget(self._about)
        self.body.addSpacing(GRID // 2)
        self.body.addLayout(self._figures)
        self.body.addSpacing(GRID // 2)
        self.body.addWidget(self._picture, 1)

    def show_attribute(self, found: ColumnStatistics) -> None:
        """Show this attribute."""
        self._name.setText(found.name)
        distinct = tr_count(
            "AttributeDetail", "{count} distinct value", "{count:,} distinct values", count=found.distinct
        )
        missing = (
            tr("AttributeDetail", "{share} missing", share=fmt.percent(found.missing_share, 1))
            if found.missing
            else tr("AttributeDetail", "none missing")
        )
        self._about.setText("  ·  ".join([type_name(found.type), distinct, missing]))
        self._show_figures(self._figures_of(found))
        if found.levels is not None and found.levels.values:
            self._levels.show_levels(found)
            self._picture.setCurrentIndex(2)
        elif found.histogram is not None:
            self._show_histogram(found)
        else:
            self._picture.setCurrentIndex(3)

    def _figures_of(self, found: ColumnStatistics) -> list[tuple[str, str]]:
        if not found.quantiles:
            return []
        low, lower, median, upper, high = found.quantiles
        figures = [
            (tr("AttributeDetail", "Lowest"), found.minimum),
            (tr("AttributeDetail", "5 % are below"), low),
            (tr("AttributeDetail", "25 % are below"), lower),
            (tr("AttributeDetail", "Median"), median),
            (tr("AttributeDetail", "25 % are above"), upper),
            (tr("AttributeDetail", "5 % are above"), high),
            (tr("AttributeDetail", "Highest"), found.maximum),
            (tr("AttributeDetail", "Mean"), found.mean),
        ]
        return [(name, value_text(found.type, value)) for name, value in figures]

    def _show_figures(self, figures: list[tuple[str, str]]) -> None:
        while len(self._figure_labels) < len(figures):
            place = len(self._figure_labels)
            name, value = label("", "caption"), label("", "subheading", selectable=True)
            # Between the two lines of figures lies a row of air.
            self._figures.addWidget(name, place // 4 * 3, place % 4)
            self._figures.addWidget(value, place // 4 * 3 + 1, place % 4)
            self._figure_labels.append((name, value))
        for place, (name, value) in enumerate(self._figure_labels):
            shown = place < len(figures)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(figures[place][0])
                value.setText(figures[place][1])

    def _show_histogram(self, found: ColumnStatistics) -> None:
        histogram = found.histogram
        assert histogram is not None
        chart = self.time_chart if found.type in {"date", "datetime"} else self.chart
        edges = histogram.edges
        middles = [(low + high) / 2 for low, high in pairwise(edges)]
        width = (edges[1] - edges[0]) * 0.92 if len(edges) > 1 else 1.0
        chart.set_bars(
            "people", tr("AttributeDetail", "People"), middles, list(histogram.counts), width=width
        )
        chart.setAccessibleName(tr("AttributeDetail", "Distribution of {name}", name=found.name))
        self._picture.setCurrentWidget(chart)
