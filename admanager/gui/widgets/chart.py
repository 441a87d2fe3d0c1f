"""Charts: made once, then given data; drawn by pyqtgraph, which is loaded when the first chart is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from admanager.gui import theme
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import chart_data, chart_export
from admanager.gui.widgets.basics import icon_button, label, row
from admanager.gui.widgets.chart_data import Axis, Numbers, Series
from admanager.gui.widgets.legend import Legend
from admanager.gui.widgets.reading import ReadingBox
from admanager.gui.widgets.steps import Step, in_turn
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.gui.widgets.plot import Plot

WAIT_MILLISECONDS = 40
DESCRIBE_MILLISECONDS = 1000
# So much room that the tick at the end of a given range can be written.
Y_PADDING = 0.07


class Chart(QWidget):
    """A chart with axes, a legend that toggles series, a crosshair, bands, a table view and exports."""

    crosshair_moved = Signal(object)
    """The x position under the crosshair, or None: connect it to `show_crosshair` of charts beside it."""

    def __init__(
        self,
        title: str = "",
        x: Axis | None = None,
        y: Axis | None = None,
        *,
        height: int = 240,
        floating: bool = False,
        legend: bool = True,
    ) -> None:
        """Make a chart; `floating` writes the crosshair's values beside it instead of above the chart.

        That suits several series in a narrow chart. Charts beside one another may share a `legend` elsewhere.
        """
        super().__init__()
        self.title = title
        self.x_axis, self.y_axis = x or Axis(), y or Axis()
        self.series: dict[str, Series] = {}
        self.categories: list[str] = []
        self._plot: Plot | None = None
        self._filled = False
        """The plot has got its data and its place."""
        self._table: DataTable | None = None
        self._marker: tuple[float | None, str] = (None, "")
        self._x_range: tuple[float, float] | None = None
        self._box: ReadingBox | None = None
        self._y_range: tuple[float, float] | None = None
        self._floating, self._has_legend = floating, legend
        self.setMinimumHeight(height)
        self._describe_soon = QTimer(self, singleShot=True, interval=DESCRIBE_MILLISECONDS)
        self._describe_soon.timeout.connect(self._describe)
        self._build()
        self._describe()

    def _build(self) -> None:
        self._readout = label("", "caption")
        self._readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.more_button = icon_button(
            "more", tr("Chart", "Chart actions"), self._open_menu, name="chartMenu"
        )
        self._legend = Legend(self._show_series)
        self._legend.hide()
        self._title = label(self.title, "subheading")
        head = row(self._title, spacing=GRID * 2)
        head.addWidget(self._readout, 1)
        head.addWidget(self.more_button)
        self._y_title = label(self.y_axis.heading(), "caption")
        self._x_title = label(self.x_axis.heading(), "caption")
        self._x_title.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._place = QWidget()
        self._place_layout = QVBoxLayout(self._place)
        self._place_layout.setContentsMargins(0, 0, 0, 0)
        self._place_layout.setSpacing(2)
        self._place_layout.addWidget(self._y_title)
        self._place_layout.addStretch(1)
        self._place_layout.addWidget(self._x_title)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(head)
        layout.addWidget(self._legend)
        layout.addWidget(self._stack, 1)

    # -- data --------------------------------------------------------------------------------------------

    def set_line(
        self,
        key: str,
        name: str,
        x: Numbers,
        y: Numbers,
        *,
        low: Numbers | None = None,
        high: Numbers | None = None,
        color: int | None = None,
        dashed: bool = False,
        faint: bool = False,
    ) -> None:
        """Show or replace a line; `low` and `high` make the band of its uncertainty; NaN breaks the line.

        A `faint` line is thinner, and its band lighter: one of several parts beside their whole.
        """
        self._put(Series(key, name, "line", x, y, low, high, color, extra={"dashed": dashed, "faint": faint}))

    def set_bars(
        self, key: str, name: str, x: Numbers, y: Numbers, *, width: float = 0.8, color: int | None = None
    ) -> None:
        """Show or replace bars around `x`, of `width` in units of x."""
        self._put(Series(key, name, "bars", x, y, color=color, extra={"width": width}))

    def set_points(self, key: str, name: str, x: Numbers, y: Numbers, *, color: int | None = None) -> None:
        """Show or replace points."""
        self._put(Series(key, name, "points", x, y, color=color))

    def set_categories(self, names: Sequence[str]) -> None:
        """Name the whole numbers of the x axis, from 0."""
        self.categories = list(names)
        if self._plot is not None:
            self._plot.getAxis("bottom").picture = None
            self._plot.getAxis("bottom").update()

    def set_marker(self, x: float | None, text: str = "") -> None:
        """Show a named vertical line, such as a threshold; None removes it."""
        self._marker = (x, text)
        if self._plot is not None:
            self._plot.set_marker(x, text)

    def set_title(self, title: str) -> None:
        """Name the chart anew, such as when a unit in its name changes."""
        if title != self.title:
            self.title = title
            self._title.setText(title)
            self._describe()

    def set_x_title(self, title: str) -> None:
        """Name what is along the x axis anew, such as when it is counted otherwise."""
        self.x_axis = replace(self.x_axis, title=title)
        self._x_title.setText(self.x_axis.heading())

    def set_y_title(self, text: str) -> None:
        """Name the y axis anew, such as when its unit changes; empty where the title says it."""
        self._y_title.setText(text)
        self._y_title.setVisible(bool(text))

    def set_x_range(self, low: float, high: float) -> None:
        """Keep the x axis at a range, so that it does not move while data comes in."""
        if (low, high) != self._x_range:
            self._x_range = (low, high)
            if self._plot is not None:
                self._plot.setXRange(low, high, padding=0.02)

    def set_y_range(self, low: float, high: float) -> None:
        """Keep the y axis at a range."""
        if (low, high) != self._y_range:
            self._y_range = (low, high)
            if self._plot is not None:
                self._plot.setYRange(low, high, padding=Y_PADDING)

    def remove(self, key: str) -> None:
        """Remove a series."""
        if self.series.pop(key, None) is not None and self._plot is not None:
            self._plot.remove_series(key)
        self._update_legend()
        self._describe()

    def clear(self) -> None:
        """Remove all series."""
        for key in list(self.series):
            self.remove(key)

    def set_series_visible(self, key: str, visible: bool) -> None:
        """Show or hide a series, as its legend entry does."""
        self._legend.set_shown(key, visible)
        self._show_series(key, visible)

    def _show_series(self, key: str, visible: bool) -> None:
        series = self.series[key]
        series.visible = visible
        self._draw(series)

    def _put(self, series: Series) -> None:
        old = self.series.get(series.key)
        if old is not None:
            series.visible = old.visible
            if old.kind != series.kind and self._plot is not None:
                self._plot.remove_series(series.key)
        self.series[series.key] = series
        if old is None or old.name != series.name or old.color != series.color:
            self._update_legend()
        self._draw(series)
        if not self._describe_soon.isActive():
            self._describe_soon.start()
        if self._table is not None and self._stack.currentWidget() is self._table:
            self._fill_table()

    def _draw(self, series: Series) -> None:
        if self._plot is None or not self._filled:
            return
        from admanager.gui.widgets.plot import positions_of

        self._plot.show_series(series, list(self.series).index(series.key))
        self._plot.set_positions(lambda: positions_of(list(self.series.values())))

    # -- the plot ----------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Build the plot when the chart is first seen."""
        super().showEvent(event)
        self._describe()
        self._build_when_loaded()

    def _build_when_loaded(self) -> None:
        from admanager.gui import preload

        if self._filled or not self.isVisible():
            return
        if preload.loaded("pyqtgraph") or not preload.running():
            # A page may show four charts at once.
            in_turn(self, *self.pieces())
        else:
            QTimer.singleShot(WAIT_MILLISECONDS, self, self._build_when_loaded)

    def pieces(self) -> tuple[Step, ...]:
        """Return what makes the plot, in steps."""
        return (self._make_plot, self.build_now)

    def _make_plot(self) -> None:
        """Make the plot without its data, which takes half of the time that a chart takes."""
        if self._plot is None:
            from admanager.gui.widgets import plot as drawing

            self._plot = drawing.make_plot(self.x_axis, self.y_axis, lambda: self.categories, self._place)
            self._plot.crosshair_moved.connect(self._on_crosshair)
            self._plot.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self._plot.customContextMenuRequested.connect(self._open_menu_at)

    def build_now(self) -> Plot:
        """Return the plot with its data, and make it first if there is none."""
        self._make_plot()
        assert self._plot is not None
        if not self._filled:
            self._filled = True
            self._place_layout.takeAt(1)
            self._place_layout.insertWidget(1, self._plot, 1)
            for series in self.series.values():
                self._draw(series)
            self._plot.set_marker(*self._marker)
            if self._x_range is not None:
                self._plot.setXRange(*self._x_range, padding=0.02)
            if self._y_range is not None:
                self._plot.setYRange(*self._y_range, padding=Y_PADDING)
            self._describe()
        return self._plot

    def _on_crosshair(self, x: float | None) -> None:
        self.crosshair_moved.emit(self.show_crosshair(x))

    def show_crosshair(self, x: float | None) -> float | None:
        """Put the crosshair at the data's position nearest to x and write the values there; None hides it."""
        if self._plot is None:
            return None
        snapped = self._plot.show_crosshair(x)
        if self._floating:
            self._show_box(snapped)
        else:
            self._readout.setText("" if snapped is None else self.reading(snapped))
        return snapped

    def _show_box(self, x: float | None) -> None:
        if self._box is None:
            # Where the legend stands elsewhere, its colours name the values: names would hide a narrow chart.
            self._box = ReadingBox(self._plot, with_names=self._has_legend)
        if x is None:
            self._box.hide()
            return
        entries = [
            (theme.series_color(series.color if series.color is not None else place), name, text)
            for place, (series, name, text) in enumerate(self._values_at(x))
        ]
        self._box.show_values(chart_data.x_text(self.x_axis, x, self.categories), entries)
        self._box.place_at(self._plot.x_to_pixel(x))

    def reading(self, x: float) -> str:
        """Return the values of the visible series at x, in words."""
        parts = [chart_data.x_text(self.x_axis, x, self.categories)]
        for _, name, text in self._values_at(x):
            if text:
                parts.append(f"{name} {text}" if len(self.series) > 1 else text)
        return "   ".join(part for part in parts if part)

    def _values_at(self, x: float) -> list[tuple[Series, str, str]]:
        """Return every series with its name and its value at x as text, empty where it has none or is hidden."""
        from admanager.gui.widgets.plot import value_at

        found = []
        for series in self.series.values():
            value = value_at(series, x) if series.visible else None
            text = ""
            if value is not None:
                y, low, high = value
                text = self.y_axis.text(y)
                if low is not None and high is not None:
                    # Beside the crosshair there is little room, and the unit stands there twice already.
                    first = self.y_axis.text(low)
                    text += f" ({first.removesuffix(' %') if self._floating else first} – {self.y_axis.text(high)})"
            found.append((series, series.name, text))
        return found

    # -- legend --------------------------------------------------------------------------------------------

    def _update_legend(self) -> None:
        if not self._has_legend:
            return
        places = enumerate(self.series.values())
        self._legend.show_entries(
            [(one.key, one.name, place if one.color is None else one.color) for place, one in places]
        )
        self._legend.setVisible(len(self.series) > 1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_plot", None) is not None:
            self._plot.restyle()
            for series in self.series.values():
                self._draw(series)

    # -- as a table, in words ------------------------------------------------------------------------------

    def table(self) -> tuple[list[str], list[list[Any]]]:
        """Return the header and the raw rows of the chart as one table; None where a series has no value."""
        return chart_data.table(self.x_axis, list(self.series.values()), self.categories)

    def set_table_shown(self, shown: bool) -> None:
        """Show the values as a table, or the chart again."""
        if shown:
            if self._table is None:
                self._table = DataTable(name="chartTable", title=self.title)
                self._stack.addWidget(self._table)
            self._fill_table()
            self._stack.setCurrentWidget(self._table)
        else:
            self._stack.setCurrentWidget(self._place)

    def table_shown(self) -> bool:
        """Return whether the table is shown in place of the chart."""
        return self._table is not None and self._stack.currentWidget() is self._table

    def _fill_table(self) -> None:
        assert self._table is not None
        header, rows = self.table()
        named = self.x_axis.kind == "category"
        columns = [
            TableColumn(header[0], "text" if named else "real", 140, str if named else self.x_axis.text)
        ]
        columns += [TableColumn(name, "real", 120, self.y_axis.text) for name in header[1:]]
        self._table.setModel(ListModel(columns, rows))

    def summary(self) -> str:
        """Return the chart in words, for screen readers."""
        return chart_data.summary(self.title, self.y_axis, list(self.series.values()))

    def _describe(self) -> None:
        self.setAccessibleName(self.title)
        target = self._plot or self
        target.setAccessibleName(self.title)
        target.setAccessibleDescription(self.summary())

    # -- menu ----------------------------------------------------------------------------------------------

    def _open_menu(self) -> None:
        self.menu().popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))

    def _open_menu_at(self, where: QPoint) -> None:
        self.menu().popup(self._plot.mapToGlobal(where) if self._plot else self.mapToGlobal(where))

    def menu(self) -> QMenu:
        """Return the menu of a right click."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self.table_shown()
        text = tr("Chart", "View as chart") if shown else tr("Chart", "View as table")
        made.addAction(text, lambda: self.set_table_shown(not shown))
        if self._plot is not None:
            made.addAction(tr("Chart", "Show everything"), self._plot.getPlotItem().enableAutoRange)
        made.addSeparator()
        made.addAction(tr("Chart", "Copy picture"), lambda: chart_export.copy_picture(self))
        made.addAction(tr("Chart", "Copy description"), lambda: chart_export.copy_description(self))
        for suffix in chart_export.WRITERS:
            made.addAction(
                tr("Chart", "Save as {kind}…", kind=suffix.upper()),
                lambda suffix=suffix: chart_export.ask_path(self, suffix),
            )
        return made
