"""The drawing of a chart; imported by `chart` when the first chart is shown.

Painted by hand with Qt's painter: a chart that is redrawn while a job runs has some three milliseconds, in which
no timer of the window waits longer than a person notices.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from admanager.gui import theme
from admanager.gui.i18n import locale
from admanager.gui.widgets import strokes
from admanager.gui.widgets.ticks import Tick, ticks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from admanager.gui.widgets.chart_data import Axis, Series

Range = tuple[float, float]

TICK_ROOM = {"left": 32, "bottom": 72}
"""Pixels from one tick to the next, at least."""
TEXT_GAP = 8
EDGE = 6
X_PADDING = 0.02
# So much room that the tick at the end of a given range can be written.
Y_PADDING = 0.07
POINT_SIZE = 6
MARKER_TOP = 0.06
"""How far down a marker's name stands, as a share of the height."""
ZOOM_STEP = 0.75
# A line of two pixels is drawn as four of one, a half aside each: Qt draws these fifteen times as fast.
WIDE = (QPointF(0.5, 0), QPointF(-0.5, 0), QPointF(0, 0.5), QPointF(0, -0.5))
BAND_OPACITY, FAINT_BAND_OPACITY = 45, 20
BY_KEY = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)


@dataclass
class Drawn:
    """A series as it is drawn; its strokes in pixels are made anew when the data or the view changes."""

    series: Series
    color: int
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    low: NDArray[np.float64] | None
    high: NDArray[np.float64] | None
    x_bounds: Range | None = None
    y_bounds: Range | None = None
    view: object = None
    lines: list[QPolygonF] = field(default_factory=list)
    band: QPolygonF | None = None

    @property
    def visible(self) -> bool:
        """Whether it is shown."""
        return self.series.visible

    @property
    def faint(self) -> bool:
        """Whether it is one of several parts beside their whole."""
        return bool(self.series.extra.get("faint"))

    def __post_init__(self) -> None:
        """Note the ranges that the values cover, with the width and the foot of bars and with the band."""
        self.x_bounds = _bounds([self.x])
        self.y_bounds = _bounds([values for values in (self.y, self.low, self.high) if values is not None])
        if self.series.kind == "bars" and self.x_bounds is not None and self.y_bounds is not None:
            half = self.series.extra["width"] / 2
            self.x_bounds = self.x_bounds[0] - half, self.x_bounds[1] + half
            self.y_bounds = min(self.y_bounds[0], 0.0), max(self.y_bounds[1], 0.0)


class Plot(QWidget):
    """The plot of a chart: axes, lines with bands, bars or points, a marker, and a crosshair."""

    crosshair_moved = Signal(object)
    """The x position of the crosshair, or None when it is gone."""

    def __init__(self, x: Axis, y: Axis, names: Callable[[], list[str]]) -> None:
        super().__init__()
        self._x, self._y, self._names = x, y, names
        self._drawn: dict[str, Drawn] = {}
        self._x_range: Range | None = None
        self._y_range: Range | None = None
        self._zoomed: Range | None = None
        self._dragged: tuple[float, Range] | None = None
        self._crosshair: float | None = None
        self._marker: tuple[float | None, str] = (None, "")
        self._left = 0.0
        self._metrics = QFontMetricsF(theme.font(theme.SIZE_SMALL))
        self._written: dict[str, tuple[object, list[Tick]]] = {}
        self._focus_seen = False
        self._find_positions: Callable[[], NDArray[np.float64]] = lambda: np.zeros(0)
        self._known_positions: NDArray[np.float64] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Return a size that suits most charts."""
        return QSize(400, 200)

    # -- data --------------------------------------------------------------------------------------------

    def show_series(self, series: Series, position: int) -> None:
        """Draw a series, or what replaces it."""
        values = [_array(entry) for entry in (series.low, series.high)]
        self._drawn[series.key] = Drawn(
            series,
            series.color if series.color is not None else position,
            np.asarray(series.x, dtype=np.float64),
            np.asarray(series.y, dtype=np.float64),
            *values,
        )
        self.update()

    def remove_series(self, key: str) -> None:
        """Draw a series no more."""
        if self._drawn.pop(key, None) is not None:
            self.update()

    def drawn(self) -> dict[str, Drawn]:
        """Return what is drawn, by the keys of the series."""
        return dict(self._drawn)

    def set_positions(self, find: Callable[[], NDArray[np.float64]]) -> None:
        """Say what finds the x positions that the crosshair snaps to, in rising order; it is asked when needed."""
        self._find_positions, self._known_positions = find, None

    @property
    def _positions(self) -> NDArray[np.float64]:
        if self._known_positions is None:
            self._known_positions = self._find_positions()
        return self._known_positions

    def set_marker(self, x: float | None, text: str) -> None:
        """Show a named vertical line, or none."""
        self._marker = (x, text)
        self.update()

    def marker(self) -> tuple[float | None, str]:
        """Return where the marker is and what it says."""
        return self._marker

    # -- ranges ------------------------------------------------------------------------------------------

    def set_x_range(self, low: float, high: float) -> None:
        """Keep the x axis at a range, whatever the data."""
        self._x_range = _padded((low, high), X_PADDING)
        self.update()

    def set_y_range(self, low: float, high: float) -> None:
        """Keep the y axis at a range, whatever the data."""
        self._y_range = _padded((low, high), Y_PADDING)
        self.update()

    def x_range(self) -> Range:
        """Return what the x axis shows now."""
        return self._zoomed or self._whole_x_range()

    def _whole_x_range(self) -> Range:
        if self._x_range is not None:
            return self._x_range
        found = [each.x_bounds for each in self._drawn.values() if each.visible]
        return _around(found, X_PADDING)

    def y_range(self) -> Range:
        """Return what the y axis shows now."""
        if self._y_range is not None:
            return self._y_range
        found = [each.y_bounds for each in self._drawn.values() if each.visible]
        low, high = _around(found, Y_PADDING)
        # Bars stand on the axis.
        stand = any(each.visible and each.series.kind == "bars" for each in self._drawn.values())
        return (0.0 if stand and all(each is None or each[0] >= 0 for each in found) else low), high

    def show_everything(self) -> None:
        """Undo what zooming and dragging did."""
        self._zoomed = None
        self.update()

    def _view(self, low: float, high: float) -> None:
        """Show a part of x, and nothing beyond the whole."""
        first, last = self._whole_x_range()
        width = min(high - low, last - first)
        low = min(max(low, first), last - width)
        self._zoomed = None if width >= last - first else (low, low + width)
        self.update()

    def ticks(self, side: str) -> list[Tick]:
        """Return value and text of the ticks at the `"left"` or the `"bottom"`."""
        area, names = self._area(), self._names()
        shown = self.y_range() if side == "left" else self.x_range()
        size = area.height() if side == "left" else area.width()
        known = (shown, size, tuple(names), locale().name())
        kept = self._written.get(side)
        if kept is None or kept[0] != known:
            axis = self._y if side == "left" else self._x
            kept = known, ticks(axis, *shown, size, TICK_ROOM[side], names)
            self._written[side] = kept
        return kept[1]

    # -- geometry ----------------------------------------------------------------------------------------

    def _area(self) -> QRectF:
        """Return where the data is drawn."""
        left, below = self._left + TEXT_GAP, self._metrics.height() + TEXT_GAP
        width = max(self.width() - left - 2 * EDGE, 1.0)
        return QRectF(left, EDGE, width, max(self.height() - below - EDGE, 1.0))

    def _make_room(self, shown: Sequence[Tick]) -> None:
        """Make the room at the left as wide as its texts; it shrinks only by much, so that nothing trembles."""
        needed = math.ceil(max((self._metrics.horizontalAdvance(text) for _, text in shown), default=0.0))
        if needed > self._left or needed < self._left - 2 * TEXT_GAP:
            self._left = needed

    def x_to_pixel(self, x: float) -> float:
        """Return where an x position is drawn, in pixels of this widget."""
        low, high = self.x_range()
        area = self._area()
        return area.left() + (x - low) / (high - low) * area.width()

    def _x_at(self, pixel: float) -> float:
        low, high = self.x_range()
        area = self._area()
        return low + (pixel - area.left()) / area.width() * (high - low)

    # -- look --------------------------------------------------------------------------------------------

    def restyle(self) -> None:
        """Take the colours and the font of the theme shown."""
        self._metrics = QFontMetricsF(theme.font(theme.SIZE_SMALL))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart."""
        painter = QPainter(self)
        self.paint_all(painter)
        if self._focus_seen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()

    def paint_all(self, painter: QPainter) -> None:
        """Paint the chart with all that belongs to it."""
        painter.setFont(theme.font(theme.SIZE_SMALL))
        left = self.ticks("left")
        self._make_room(left)
        area = self._area()
        self._paint_axes(painter, area, left)
        painter.save()
        painter.setClipRect(area.adjusted(-1, -1, 1, 1))
        # The whole over its parts.
        order = sorted(
            (each for each in self._drawn.values() if each.visible), key=lambda each: not each.faint
        )
        view = (area.getRect(), self.x_range(), self.y_range())
        for each in order:
            self._bring_to_view(each, view)
        self._paint_bands(painter, order)
        for each in order:
            self._paint_series(painter, each)
        painter.restore()
        self._paint_marker(painter, area)
        if self._crosshair is not None:
            self._paint_upright(painter, area, self._crosshair, "text_faint", Qt.PenStyle.DashLine)

    def _paint_axes(self, painter: QPainter, area: QRectF, left: Sequence[Tick]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        low, high = self.y_range()
        line, floor = self._metrics.height(), round(area.bottom())
        places = [area.bottom() - (value - low) / (high - low) * area.height() for value, _ in left]
        painter.setPen(QPen(theme.color("chart_grid"), 1))
        painter.drawLines([QLineF(area.left(), round(y), area.right(), round(y)) for y in places])
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(QLineF(area.left(), floor, area.right(), floor))
        painter.setPen(theme.color("text_muted"))
        at_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for y, (_, text) in zip(places, left, strict=True):
            top = min(max(y - line / 2, 0.0), self.height() - line)
            painter.drawText(QRectF(0, top, area.left() - TEXT_GAP, line), at_right, text)
        top, (first, last) = area.bottom() + TEXT_GAP - 2, self.x_range()
        for value, text in self.ticks("bottom"):
            width = self._metrics.horizontalAdvance(text) + 2
            middle = area.left() + (value - first) / (last - first) * area.width()
            start = min(max(middle - width / 2, 0.0), self.width() - width)
            painter.drawText(QRectF(start, top, width, line), Qt.AlignmentFlag.AlignCenter, text)

    def _bring_to_view(self, each: Drawn, view: object) -> None:
        """Have a series' strokes in pixels of this view."""
        if each.view == view:
            return
        each.view = view
        area, (low, high), (bottom, top) = self._area(), self.x_range(), self.y_range()
        x = area.left() + (each.x - low) * (area.width() / (high - low))

        def up(values: NDArray[np.float64]) -> NDArray[np.float64]:
            pixels: NDArray[np.float64] = area.bottom() - (values - bottom) * (area.height() / (top - bottom))
            return pixels

        y = up(each.y)
        each.lines = strokes.line(x, y) if each.series.kind == "line" else [strokes.polygon(x, y)]
        if each.low is not None and each.high is not None:
            each.band = strokes.band(x, up(each.low), up(each.high))

    def _paint_bands(self, painter: QPainter, order: Sequence[Drawn]) -> None:
        """Paint the bands below all lines, without smoothing: their edges are too faint to show it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for each in order:
            if each.band is not None:
                opacity = FAINT_BAND_OPACITY if each.faint else BAND_OPACITY
                painter.setBrush(theme.series_color(each.color, opacity))
                painter.drawPolygon(each.band)

    def _paint_series(self, painter: QPainter, each: Drawn) -> None:
        color = theme.series_color(each.color)
        if each.series.kind == "bars":
            self._paint_bars(painter, each, color)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if each.series.kind == "points":
            painter.setPen(QPen(color, POINT_SIZE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            for points in each.lines:
                painter.drawPoints(points)
            return
        _draw_line(painter, each, color)

    def _paint_bars(self, painter: QPainter, each: Drawn, color: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        area, (bottom, top) = self._area(), self.y_range()
        foot = area.bottom() + bottom / (top - bottom) * area.height()
        half = each.series.extra["width"] / 2
        for x, y in zip(each.x.tolist(), each.lines[0].toList() if each.lines else [], strict=True):
            if math.isfinite(y.y()):
                left, right = round(self.x_to_pixel(x - half)), round(self.x_to_pixel(x + half))
                upper, lower = sorted((round(y.y()), round(foot)))
                painter.fillRect(QRectF(left, upper, max(right - left, 1), lower - upper), color)

    def _paint_upright(
        self, painter: QPainter, area: QRectF, x: float, token: str, style: Qt.PenStyle
    ) -> None:
        pixel = round(self.x_to_pixel(x))
        if area.left() - 1 <= pixel <= area.right() + 1:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(theme.color(token), 1, style))
            painter.drawLine(QPointF(pixel, area.top()), QPointF(pixel, area.bottom()))

    def _paint_marker(self, painter: QPainter, area: QRectF) -> None:
        x, text = self._marker
        if x is None:
            return
        self._paint_upright(painter, area, x, "text_muted", Qt.PenStyle.DotLine)
        width, pixel = self._metrics.horizontalAdvance(text) + 2, self.x_to_pixel(x)
        if not area.left() <= pixel <= area.right():
            return
        left = pixel + TEXT_GAP / 2
        if left + width > area.right():
            left = pixel - TEXT_GAP / 2 - width
        top = area.top() + MARKER_TOP * area.height()
        painter.drawText(QRectF(left, top, width, self._metrics.height()), Qt.AlignmentFlag.AlignLeft, text)

    # -- crosshair, mouse and keys -------------------------------------------------------------------------

    def crosshair(self) -> float | None:
        """Return the x position of the crosshair, or None while there is none."""
        return self._crosshair

    def show_crosshair(self, x: float | None) -> float | None:
        """Put the crosshair at the nearest position of the data and return it; None hides it."""
        positions = self._positions if x is not None else np.zeros(0)
        found: float | None = None
        if x is not None and len(positions):
            place = int(np.clip(np.searchsorted(positions, x), 0, len(positions) - 1))
            if place > 0 and x - positions[place - 1] < positions[place] - x:
                place -= 1
            found = float(positions[place])
        if found != self._crosshair:
            self._crosshair = found
            self.update()
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the chart."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = (event.position().x(), self.x_range())
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the chart go."""
        self._dragged = None
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the crosshair along, or the chart that is held."""
        where, area = event.position(), self._area()
        if self._dragged is not None:
            begun, (low, high) = self._dragged
            gone = (where.x() - begun) / area.width() * (high - low)
            if self._zoomed is not None:
                self._view(low - gone, high - gone)
            self.crosshair_moved.emit(None)
        elif event.buttons() == Qt.MouseButton.NoButton and area.contains(where):
            self.crosshair_moved.emit(self._x_at(where.x()))
        else:
            self.crosshair_moved.emit(None)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the crosshair."""
        super().leaveEvent(event)
        self.crosshair_moved.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show everything again."""
        self.show_everything()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl only, so that a page with charts can be scrolled."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        low, high = self.x_range()
        middle = min(max(self._x_at(event.position().x()), low), high)
        factor = ZOOM_STEP ** (event.angleDelta().y() / 120)
        self._view(middle - (middle - low) * factor, middle + (high - middle) * factor)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the crosshair with the arrow keys; Escape hides it."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        here = self._crosshair
        if event.key() == Qt.Key.Key_Escape and here is not None:
            self.crosshair_moved.emit(None)
        elif step is not None and len(self._positions):
            found = int(np.searchsorted(self._positions, here)) if here is not None else -1
            place = int(np.clip(found + step, 0, len(self._positions) - 1))
            self.crosshair_moved.emit(float(self._positions[place]))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Frame the chart where the keyboard brought the focus."""
        super().focusInEvent(event)
        self._focus_seen = event.reason() in BY_KEY
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self._focus_seen = False
        self.update()


def _draw_line(painter: QPainter, each: Drawn, color: QColor) -> None:
    dashed = bool(each.series.extra.get("dashed"))
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    plain = (
        painter.paintEngine().type() == QPaintEngine.Type.Raster and painter.deviceTransform().m11() == 1.0
    )
    wide = not each.faint
    if plain and wide and not dashed:
        painter.setPen(QPen(color, 1))
        for run in each.lines:
            for aside in WIDE:
                painter.drawPolyline(run.translated(aside))
        return
    painter.setPen(QPen(color, 2 if wide else 1, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.BevelJoin))
    for run in each.lines:
        if plain:
            painter.drawPolyline(run)
        else:
            path = QPainterPath()
            path.addPolygon(run)
            painter.drawPath(path)


def _array(values: Sequence[float] | NDArray[np.float64] | None) -> NDArray[np.float64] | None:
    return None if values is None else np.asarray(values, dtype=np.float64)


def _bounds(arrays: Sequence[NDArray[np.float64]]) -> Range | None:
    known = [found for values in arrays if len(found := values[np.isfinite(values)])]
    if not known:
        return None
    return float(min(values.min() for values in known)), float(max(values.max() for values in known))


def _around(found: Sequence[Range | None], padding: float) -> Range:
    """Return a range that holds all of these with some room; 0 to 1 where there are none."""
    known = [each for each in found if each is not None]
    if not known:
        return 0.0, 1.0
    return _padded((min(low for low, _ in known), max(high for _, high in known)), padding)


def _padded(given: Range, padding: float) -> Range:
    low, high = given
    if high <= low:
        room = abs(low) / 2 or 0.5
        return low - room, high + room
    room = (high - low) * padding
    return low - room, high + room


def positions_of(series: Sequence[Series]) -> NDArray[np.float64]:
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
