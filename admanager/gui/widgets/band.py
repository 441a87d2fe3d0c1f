"""The band of an uncertainty in a chart: one polygon, made anew for each new data without anything in between."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget


class Band(pg.GraphicsObject):
    """The area between two lines over the same x; points that are not known are left out.

    pyqtgraph's own `FillBetweenItem` hangs on two curves and builds its path anew for each of them, which
    takes most of the time of a live chart.
    """

    def __init__(self) -> None:
        super().__init__()
        self._polygon = QPolygonF()
        self._bounds = QRectF()
        self._brush = QBrush(Qt.BrushStyle.NoBrush)

    def set_data(self, x: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """Show other values."""
        known = np.isfinite(low) & np.isfinite(high) & np.isfinite(x)
        x, low, high = x[known], low[known], high[known]
        self.prepareGeometryChange()
        if len(x):
            around = np.concatenate([x, x[::-1]]), np.concatenate([high, low[::-1]])
            self._polygon = pg.functions.arrayToQPolygonF(*around)
            bottom, top = float(low.min()), float(high.max())
            self._bounds = QRectF(float(x.min()), bottom, float(x.max() - x.min()), top - bottom)
        else:
            self._polygon, self._bounds = QPolygonF(), QRectF()
        self.informViewBoundsChanged()
        self.update()

    def set_brush(self, brush: QBrush) -> None:
        """Fill with another colour."""
        self._brush = brush
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the rectangle around the band, in the chart's units."""
        return self._bounds

    def dataBounds(
        self, axis: int, frac: float = 1.0, orthoRange: tuple[float, float] | None = None
    ) -> tuple[float | None, float | None]:
        """Return the range that the axis (0 is x) has to show, for the automatic range."""
        if self._polygon.isEmpty():
            return None, None
        if axis == 0:
            return self._bounds.left(), self._bounds.right()
        return self._bounds.top(), self._bounds.bottom()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Fill the area."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brush)
        painter.drawPolygon(self._polygon)
