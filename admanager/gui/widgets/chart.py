"""Charts on pyqtgraph: made once, then given data; loaded when the first chart is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

Numbers = Sequence[float]  # or a numpy array


@dataclass(frozen=True)
class Axis:
    """What an axis shows: its name, its unit, and whether its values are UTC seconds (`kind="time"`).

    `kind` is number, percent (a share of 1, written in %), time or category; a category axis gets its
    words with `Chart.set_categories`.
    """

    title: str = ""
    unit: str = ""
    kind: str = "number"


@dataclass
class Series:
    """One series as it was given."""

    key: str
    name: str
    kind: str
    x: Numbers
    y: Numbers
    low: Numbers | None = None
    high: Numbers | None = None
    color: int | None = None
    visible: bool = True
    extra: dict[str, object] = field(default_factory=dict)


class Chart(QWidget):
    """A chart with axes, a legend that toggles series, a crosshair, bands, a table view and exports."""

    def __init__(
        self, title: str = "", x: Axis | None = None, y: Axis | None = None, *, height: int = 240
    ) -> None:
        super().__init__()
        self.title = title
        self.x_axis, self.y_axis = x or Axis(), y or Axis()
        self.series: dict[str, Series] = {}
        self.categories: list[str] = []
        self.setMinimumHeight(height)
        self.setAccessibleName(title)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

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
    ) -> None:
        """Show or replace a line; `low` and `high` make the band of its uncertainty."""

    def set_bars(
        self, key: str, name: str, x: Numbers, y: Numbers, *, width: float = 0.8, color: int | None = None
    ) -> None:
        """Show or replace bars around `x` of `width` in units of x."""

    def set_points(self, key: str, name: str, x: Numbers, y: Numbers, *, color: int | None = None) -> None:
        """Show or replace points."""

    def set_categories(self, names: Sequence[str]) -> None:
        """Name the whole numbers of the x axis, from 0."""

    def set_marker(self, x: float | None, text: str = "") -> None:
        """Show a vertical line, such as a threshold; None removes it."""

    def remove(self, key: str) -> None:
        """Remove a series."""

    def clear(self) -> None:
        """Remove all series."""

    def summary(self) -> str:
        """Return the chart in words, for screen readers."""
        return self.title

    def showEvent(self, event: QShowEvent) -> None:
        """Build the plot when it is first seen."""
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
