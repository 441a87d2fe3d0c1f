"""The three charts of a run, or of two runs on top of each other: CTR, conversion rate, spend against plan."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.results.texts import INTERVAL_NAMES
from admanager.gui.theme import GRID
from admanager.gui.widgets import Axis, Chart

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Curves, Shown
    from admanager.simulation.curves import Curve

MINUTES_OF_DAY, MINUTES_OF_HOUR = 1440, 60
SHORT_FLIGHT = 2 * MINUTES_OF_DAY
SHORT_LINE, HELD = 62, 0.93
SMALLEST_RATE = 1e-4
CTR_COLOR, CVR_COLOR, SPEND_COLOR, PLAN_COLOR = 0, 1, 2, 7


class RunCharts(QWidget):
    """Makes new charts for each length of flight and currency, and otherwise gives them data."""

    def __init__(self, height: int = 280) -> None:
        super().__init__()
        self._height = height
        self._made_for: tuple[object, ...] = ()
        self.ctr: Chart | None = None
        self.cvr: Chart | None = None
        self.spend: Chart | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 3)
        self._grid.setVerticalSpacing(GRID * 2)

    def charts(self) -> list[Chart]:
        """Return the charts."""
        return [chart for chart in (self.ctr, self.cvr, self.spend) if chart is not None]

    def _make(self, minutes: int, currency: str, with_spend: bool) -> None:
        in_hours = minutes <= SHORT_FLIGHT
        wanted = (minutes, currency, with_spend)
        self._unit = MINUTES_OF_HOUR if in_hours else MINUTES_OF_DAY
        if self._made_for == wanted:
            return
        self._made_for = wanted
        for chart in self.charts():
            self._grid.removeWidget(chart)
            chart.hide()
            chart.deleteLater()
        unit = tr("RunCharts", "hours") if in_hours else tr("RunCharts", "days")
        x = Axis(tr("RunCharts", "Since the start"), unit)
        rate = Axis("", "", "percent")
        self.ctr = Chart(tr("RunCharts", "Click-through rate"), x, rate, height=self._height, floating=True)
        self.cvr = Chart(tr("RunCharts", "Conversion rate"), x, rate, height=self._height, floating=True)
        self.spend = None
        if with_spend:
            title = tr("RunCharts", "Spend against plan")
            self.spend = Chart(title, x, Axis("", currency), height=self._height, floating=True)
        for place, chart in enumerate(self.charts()):
            chart.set_x_range(0.0, minutes / self._unit)
            # A plot would take as much height as it can get.
            chart.setFixedHeight(self._height)
            self._grid.addWidget(chart, 0, place)
            self._grid.setColumnStretch(place, 1)
            chart.crosshair_moved.connect(self._move_crosshair)

    def _move_crosshair(self, x: float | None) -> None:
        for chart in self.charts():
            if chart is not self.sender():
                chart.show_crosshair(x)

    def show_run(self, shown: Shown) -> None:
        """Show the charts of one run."""
        run, curves = shown.run, shown.curves
        minutes = int(curves.planned.minute[-1])
        self._make(minutes, run.plan.budget.currency, True)
        assert self.ctr is not None
        assert self.cvr is not None
        assert self.spend is not None
        self._band(self.ctr, "rate", str(INTERVAL_NAMES[curves.ctr_minutes]), curves.ctr, CTR_COLOR)
        self._band(self.cvr, "rate", tr("RunCharts", "So far"), curves.cvr, CVR_COLOR)
        whole = tr("RunCharts", "Whole run")
        ends = [0.0, minutes / self._unit]
        for chart, metric, curve in ((self.ctr, "ctr", curves.ctr), (self.cvr, "cvr", curves.cvr)):
            value = shown.figures[metric].value
            chart.set_line("whole", whole, ends, [value, value], color=PLAN_COLOR, dashed=True)
            chart.set_y_range(0.0, _top([curve], value))
        self._from_zero(self.spend, "spent", tr("RunCharts", "Spent"), curves.spend, SPEND_COLOR)
        even = run.plan.budget.pacing == "even"
        planned = tr("RunCharts", "Plan") if even else tr("RunCharts", "Free to spend")
        self._from_zero(self.spend, "planned", planned, curves.planned, PLAN_COLOR, dashed=True)

    def show_pair(self, names: Sequence[str], pair: Sequence[Curves]) -> None:
        """Show the rates of two runs on top of each other."""
        self._make(max(int(curves.planned.minute[-1]) for curves in pair), "", False)
        assert self.ctr is not None
        assert self.cvr is not None
        for place, (name, curves) in enumerate(zip(names, pair, strict=True)):
            self._band(self.ctr, str(place), name, curves.ctr, place)
            self._band(self.cvr, str(place), name, curves.cvr, place)
        self.ctr.set_y_range(0.0, _top([curves.ctr for curves in pair]))
        self.cvr.set_y_range(0.0, _top([curves.cvr for curves in pair]))

    def _band(self, chart: Chart, key: str, name: str, curve: Curve, color: int) -> None:
        x = curve.minute / self._unit
        chart.set_line(key, name, x, curve.value, low=curve.low, high=curve.high, color=color)

    def _from_zero(
        self, chart: Chart, key: str, name: str, curve: Curve, color: int, *, dashed: bool = False
    ) -> None:
        x, y = [0.0, *(curve.minute / self._unit)], [0.0, *curve.value]
        chart.set_line(key, name, x, y, color=color, dashed=dashed)


def _top(curves: Sequence[Curve], least: float = 0.0) -> float:
    """Return how far up an axis goes: all values and bands, but for the wide beginning of a long running rate."""
    tops = [SMALLEST_RATE, least if math.isfinite(least) else 0.0]
    for curve in curves:
        highs = sorted(float(one) for one in curve.high if math.isfinite(one))
        tops += [float(one) for one in curve.value if math.isfinite(one)]
        tops += highs if len(highs) <= SHORT_LINE else highs[: int(HELD * len(highs))]
    return 1.05 * max(tops)
