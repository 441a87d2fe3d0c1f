"""The drawing of a chart with pyqtgraph; imported by `chart` when the first chart is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.widgets.band import Band
from admanager.gui.widgets.calendar_ticks import calendar_ticks

if TYPE_CHECKING:
    from admanager.gui.widgets.chart_data import Axis, Series

SMOOTH_BELOW = 3_000
"""Lines of fewer points are smoothed; on longer ones that costs more than it shows."""

TICK_ROOM = {"left": 32, "bottom": 72}
"""Pixels from one tick to the next, at least."""


class ValueAxis(pg.AxisItem):
    """An axis that writes its numbers as the rest of the window does."""

    def __init__(self, orientation: str, axis: Axis) -> None:
        super().__init__(orientation)
        self.described = axis
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0, tickTextOffset=8, autoExpandTextSpace=True)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Return round values, far enough apart to be read, on one level."""
        room = TICK_ROOM[self.orientation]
        if not np.isfinite(high - low) or high <= low or size < room:
            return []
        step = _round_step((high - low) / (size / room))
        return [(step, [float(n * step) for n in range(int(np.ceil(low / step)), int(high / step) + 1)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the texts of the ticks, with the decimals that their distance needs."""
        step = spacing * (100 if self.described.kind == "percent" else 1)
        # A step of 2.5 needs one more than its size: 2.5, 5.0, 7.5.
        fitting = (places for places in range(12) if abs(step - round(step, places)) < step * 1e-6)
        decimals = next(fitting, 0)
        if self.described.kind == "percent":
            return [fmt.number(value * 100, decimals) for value in values]
        if spacing >= 10_000:
            return [fmt.short_number(value) for value in values]
        return [fmt.number(value, decimals) for value in values]


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `least`."""
    power = 10.0 ** np.floor(np.log10(least))
    return float(next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= least * 0.999))


class CategoryAxis(pg.AxisItem):
    """An axis of words; long ones are cut, and only as many are written as fit."""

    def __init__(self, orientation: str, names: Callable[[], list[str]]) -> None:
        super().__init__(orientation)
        self._names = names
        self.setStyle(tickLength=0, tickTextOffset=8)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Return the whole numbers that have a name, thinned to what fits."""
        names = self._names()
        first, last = max(0, int(np.ceil(low))), min(len(names) - 1, int(np.floor(high)))
        if last < first:
            return []
        longest = max(len(name) for name in names[first : last + 1])
        fitting = max(1, int(size / (min(longest, 14) * 6 + 12)))
        step = max(1, -(-(last - first + 1) // fitting))
        return [(1.0, [float(number) for number in range(first, last + 1, step)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the names at these positions."""
        names = self._names()
        found = [names[int(value)] if 0 <= int(value) < len(names) else "" for value in values]
        return [name if len(name) <= 14 else name[:13] + "…" for name in found]


class TimeAxis(pg.AxisItem):
    """Moments of data on an axis of UTC seconds, in the project's zone."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self._texts: dict[float, str] = {}
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0, tickTextOffset=8)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Return round moments, far enough apart to be read, on one level."""
        ticks = calendar_ticks(low, high, max(int(size / TICK_ROOM["bottom"]), 1))
        self._texts = dict(ticks)
        return [(1.0, [moment for moment, _ in ticks])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the texts of these moments."""
        return [self._texts.get(value, "") for value in values]


class Plot(pg.PlotWidget):
    """The plot of a chart: made once; items are made once per series and then only given data."""

    crosshair_moved = Signal(object)
    """The x position of the crosshair, or None when it is gone."""

    def __init__(self, x: Axis, y: Axis, names: Callable[[], list[str]]) -> None:
        axis: dict[str, Callable[[], pg.AxisItem]] = {
            "time": lambda: TimeAxis("bottom"),
            "category": lambda: CategoryAxis("bottom", names),
        }
        bottom = axis.get(x.kind, lambda: ValueAxis("bottom", x))()
        super().__init__(axisItems={"bottom": bottom, "left": ValueAxis("left", y)}, enableMenu=False)
        self._items: dict[str, dict[str, Any]] = {}
        self._x, self._y = x, y
        self._marker: pg.InfiniteLine | None = None
        item = self.getPlotItem()
        item.hideButtons()
        # Below the data; pyqtgraph puts grid lines over it.
        item.getAxis("left").setZValue(-1)
        item.setDownsampling(auto=True, mode="peak")
        self.setBackground(None)
        self.setStyleSheet("background: transparent")
        self.setMouseEnabled(x=True, y=False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._line = pg.InfiniteLine(angle=90, movable=False)
        self._line.setZValue(50)
        self._line.hide()
        item.addItem(self._line, ignoreBounds=True)
        self.setMouseTracking(True)
        self._find_positions: Callable[[], np.ndarray] = lambda: np.zeros(0)
        self._known_positions: np.ndarray | None = None
        self.restyle()

    # -- data --------------------------------------------------------------------------------------------

    def show_series(self, series: Series, position: int) -> None:
        """Draw a series, or give its items the new data."""
        items = self._items.get(series.key)
        if items is None or items["kind"] != series.kind:
            if items is not None:
                self.remove_series(series.key)
            items = self._make_items(series)
            self._items[series.key] = items
        items["color"] = series.color if series.color is not None else position
        x = np.asarray(series.x, dtype=np.float64)
        y = np.asarray(series.y, dtype=np.float64)
        if series.kind == "bars":
            items["main"].setOpts(x=x, height=np.nan_to_num(y), width=series.extra["width"])
        else:
            items["main"].setData(x, y)
        if series.low is not None and series.high is not None:
            low, high = np.asarray(series.low, dtype=np.float64), np.asarray(series.high, dtype=np.float64)
            items["band"].set_data(x, low, high)
        for name in ("main", "band"):
            if name in items:
                items[name].setVisible(series.visible)
        self._paint(series, items)

    def _make_items(self, series: Series) -> dict[str, Any]:
        made: dict[str, Any] = {"kind": series.kind}
        if series.kind == "bars":
            made["main"] = pg.BarGraphItem(x=[], height=[], width=0.8)
        elif series.kind == "points":
            made["main"] = pg.PlotDataItem(pen=None, symbol="o", symbolSize=6, symbolPen=None)
        else:
            made["main"] = pg.PlotDataItem(connect="finite", antialias=len(series.x) < SMOOTH_BELOW)
            made["main"].setClipToView(True)
        if series.low is not None:
            made["band"] = Band()
            made["band"].setZValue(-10)
            self.addItem(made["band"])
        self.addItem(made["main"])
        return made

    def _paint(self, series: Series, items: dict[str, Any]) -> None:
        color = theme.series_color(items["color"])
        look = (color.rgb(), bool(series.extra.get("dashed")), bool(series.extra.get("faint")))
        if items.get("look") == look:
            return
        items["look"] = look
        if series.kind == "bars":
            items["main"].setOpts(brush=color, pen=pg.mkPen(None))
        elif series.kind == "points":
            items["main"].setSymbolBrush(color)
        else:
            style = Qt.PenStyle.DashLine if series.extra.get("dashed") else Qt.PenStyle.SolidLine
            items["main"].setPen(pg.mkPen(color, width=1 if series.extra.get("faint") else 2, style=style))
        if "band" in items:
            opacity = 20 if series.extra.get("faint") else 45
            items["band"].set_brush(pg.mkBrush(QColor(color.red(), color.green(), color.blue(), opacity)))

    def remove_series(self, key: str) -> None:
        """Remove a series' items."""
        items = self._items.pop(key, {})
        for name in ("main", "band"):
            if name in items:
                self.removeItem(items[name])

    def set_positions(self, find: Callable[[], np.ndarray]) -> None:
        """Say what finds the x positions that the crosshair snaps to, in rising order; it is asked when needed."""
        self._find_positions, self._known_positions = find, None

    @property
    def _positions(self) -> np.ndarray:
        if self._known_positions is None:
            self._known_positions = self._find_positions()
        return self._known_positions

    def set_marker(self, x: float | None, text: str) -> None:
        """Show a named vertical line, or none."""
        if x is None:
            if self._marker is not None:
                self._marker.hide()
            return
        if self._marker is None:
            options = {"position": 0.94, "color": theme.current().text_muted, "movable": False}
            self._marker = pg.InfiniteLine(angle=90, movable=False, label="", labelOpts=options)
            self.addItem(self._marker, ignoreBounds=True)
        self._marker.label.setFormat(text.replace("{", "{{").replace("}", "}}"))
        self._marker.setValue(x)
        self._marker.show()
        self._restyle_marker()

    # -- look --------------------------------------------------------------------------------------------

    def restyle(self) -> None:
        """Take the colours of the theme shown."""
        shown = theme.current()
        small = theme.font(theme.SIZE_SMALL)
        for name in ("bottom", "left"):
            axis = self.getAxis(name)
            axis.setPen(pg.mkPen(shown.border_strong) if name == "bottom" else pg.mkPen(None))
            axis.setTickPen(pg.mkPen(shown.chart_grid))
            axis.setTextPen(pg.mkPen(shown.text_muted))
            axis.setTickFont(small)
        self.getAxis("left").setGrid(255)
        self._line.setPen(pg.mkPen(shown.text_faint, width=1, style=Qt.PenStyle.DashLine))
        self._restyle_marker()

    def _restyle_marker(self) -> None:
        if self._marker is not None:
            self._marker.setPen(pg.mkPen(theme.current().text_muted, width=1, style=Qt.PenStyle.DotLine))
            self._marker.label.setColor(theme.color("text_muted"))

    # -- mouse and keys ------------------------------------------------------------------------------------

    def show_crosshair(self, x: float | None) -> float | None:
        """Put the crosshair at the nearest position of the data and return it; None hides it."""
        if x is None or not len(self._positions):
            self._line.hide()
            return None
        place = int(np.clip(np.searchsorted(self._positions, x), 0, len(self._positions) - 1))
        if place > 0 and x - self._positions[place - 1] < self._positions[place] - x:
            place -= 1
        snapped = float(self._positions[place])
        self._line.setValue(snapped)
        self._line.show()
        return snapped

    def x_to_pixel(self, x: float) -> float:
        """Return where an x position is drawn, in pixels of this widget."""
        scene = self.getPlotItem().vb.mapViewToScene(QPointF(x, 0.0))
        return float(self.mapFromScene(scene).x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the crosshair along."""
        super().mouseMoveEvent(event)
        box = self.getPlotItem().vb
        where = QPointF(self.mapToScene(event.position().toPoint()))
        if event.buttons() == Qt.MouseButton.NoButton and box.sceneBoundingRect().contains(where):
            self.crosshair_moved.emit(box.mapSceneToView(where).x())
        else:
            self.crosshair_moved.emit(None)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the crosshair."""
        super().leaveEvent(event)
        self.crosshair_moved.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show everything again."""
        self.getPlotItem().enableAutoRange()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl only, so that a page with charts can be scrolled."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the crosshair with the arrow keys; Escape hides it."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._line.isVisible():
            self.crosshair_moved.emit(None)
        elif step is not None and len(self._positions):
            here = int(np.searchsorted(self._positions, self._line.value())) if self._line.isVisible() else -1
            place = int(np.clip(here + step, 0, len(self._positions) - 1))
            self.crosshair_moved.emit(float(self._positions[place]))
        else:
            super().keyPressEvent(event)


def positions_of(series: Sequence[Series]) -> np.ndarray:
    """Return the x positions of all visible series, rising, each once."""
    shown = [np.asarray(entry.x, dtype=np.float64) for entry in series if entry.visible]
    return np.unique(np.concatenate(shown)) if shown else np.zeros(0)


def value_at(series: Series, x: float) -> tuple[float, float | None, float | None] | None:
    """Return y, and the band's low and high, at the position nearest to x; None where there is no value."""
    places = np.asarray(series.x, dtype=np.float64)
    if not len(places):
        return None
    place = int(np.argmin(np.abs(places - x)))
    y = float(np.asarray(series.y)[place])
    if not np.isfinite(y):
        return None
    if series.low is None or series.high is None:
        return y, None, None
    return y, float(np.asarray(series.low)[place]), float(np.asarray(series.high)[place])


def make_plot(x: Axis, y: Axis, names: Callable[[], list[str]], parent: QWidget) -> Plot:
    """Return a plot below `parent`."""
    plot = Plot(x, y, names)
    plot.setParent(parent)
    return plot
