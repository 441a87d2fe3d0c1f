"""The charts of a model, or of two on top of each other: calibration, gains, ROC, precision and recall; epochs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import Axis, Chart

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard

CHANCE_COLOR = 7
HEIGHT = 236
Points = Sequence[tuple[float, float]]


class QualityCharts(QWidget):
    """Made once, then given the curves of one model or of two."""

    def __init__(self) -> None:
        super().__init__()
        share = "percent"
        self.reliability = Chart(
            tr("QualityCharts", "Calibration"),
            Axis(tr("QualityCharts", "Predicted probability"), "", share),
            Axis(tr("QualityCharts", "Share that did"), "", share),
            height=HEIGHT,
            floating=True,
        )
        self.gains = Chart(
            tr("QualityCharts", "Gains"),
            Axis(tr("QualityCharts", "People addressed, the best first"), "", share),
            Axis(tr("QualityCharts", "Responders reached"), "", share),
            height=HEIGHT,
            floating=True,
        )
        self.roc = Chart(
            tr("QualityCharts", "ROC"),
            Axis(tr("QualityCharts", "False positive rate"), "", share),
            Axis(tr("QualityCharts", "True positive rate"), "", share),
            height=HEIGHT,
            floating=True,
        )
        self.precision = Chart(
            tr("QualityCharts", "Precision and recall"),
            Axis(tr("QualityCharts", "Recall"), "", share),
            Axis(tr("QualityCharts", "Precision"), "", share),
            height=HEIGHT,
            floating=True,
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 3)
        grid.setVerticalSpacing(GRID * 2)
        for place, chart in enumerate(self.charts()):
            grid.addWidget(chart, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
            chart.setFixedHeight(HEIGHT)
            if chart is not self.reliability:
                # A little more than all, or the last figure on the axis finds no room.
                chart.set_x_range(0, 1.02)
                chart.set_y_range(0, 1)

    def charts(self) -> list[Chart]:
        """Return the charts, in reading order."""
        return [self.reliability, self.gains, self.roc, self.precision]

    def show_cards(self, named: Sequence[tuple[str, ModelCard]]) -> None:
        """Show the curves of these models; one alone is simply called the model."""
        from admanager.learning.intervals import share_interval

        # Series that stay are given new data, since making them and their legends anew takes long.
        for chart in self.charts():
            for key in [
                key for key in chart.series if key.startswith("model") and key not in _keys(len(named))
            ]:
                chart.remove(key)
        for place, (name, card) in enumerate(named):
            curves, key = card.curves, f"model{place}"
            bins = curves.reliability
            reach = [share_interval(entry.observed, entry.rows) for entry in bins]
            x, y = [entry.predicted for entry in bins], [entry.observed for entry in bins]
            self.reliability.set_points(key, name, x, y, color=place)
            self.reliability.set_line(
                f"{key}.reach",
                tr("QualityCharts", "95 % interval"),
                x,
                y,
                low=[low for low, _ in reach],
                high=[high for _, high in reach],
                color=place,
                faint=True,
            )
            for chart, points in (
                (self.gains, curves.gains),
                (self.roc, curves.roc),
                (self.precision, curves.precision_recall),
            ):
                chart.set_line(key, name, [a for a, _ in points], [b for _, b in points], color=place)
        self._show_chance([card for _, card in named])

    def _show_chance(self, cards: Sequence[ModelCard]) -> None:
        most = max((entry.predicted for card in cards for entry in card.curves.reliability), default=1.0)
        perfect = [most * step / 50 for step in range(51)]
        self._dashed(self.reliability, tr("QualityCharts", "Perfect"), perfect, perfect)
        steps = [step / 100 for step in range(101)]
        self._dashed(self.gains, tr("QualityCharts", "Chosen by chance"), steps, steps)
        self._dashed(self.roc, tr("QualityCharts", "Chance"), steps, steps)
        if cards:
            rate = cards[0].metrics.base_rate
            self._dashed(self.precision, tr("QualityCharts", "Chance"), steps, [rate] * len(steps))

    @staticmethod
    def _dashed(chart: Chart, name: str, x: Sequence[float], y: Sequence[float]) -> None:
        chart.set_line("chance", name, x, y, color=CHANCE_COLOR, dashed=True, faint=True)


def _keys(models: int) -> set[str]:
    return {f"model{place}{part}" for place in range(models) for part in ("", ".reach")}


class EpochCharts(QWidget):
    """Loss and AUC by epoch, side by side: made once, then given one more epoch at a time."""

    def __init__(self, height: int = HEIGHT) -> None:
        super().__init__()
        epoch = Axis(tr("EpochCharts", "Epoch"))
        self.loss = Chart(
            tr("EpochCharts", "Log loss"),
            epoch,
            Axis("", tr("EpochCharts", "nats")),
            height=height,
            floating=True,
        )
        self.auc = Chart(tr("EpochCharts", "AUC"), epoch, Axis(""), height=height, floating=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 3)
        for place, chart in enumerate((self.loss, self.auc)):
            chart.setFixedHeight(height)
            grid.addWidget(chart, 0, place)
            grid.setColumnStretch(place, 1)

    def show_epochs(
        self, train: Sequence[float], valid: Sequence[float], auc: Sequence[float], best: int | None
    ) -> None:
        """Show the values after each epoch, the first being 1; `best` is the epoch that is kept."""
        epochs = [float(number) for number in range(1, len(train) + 1)]
        self.loss.set_line("train", tr("EpochCharts", "Training rows"), epochs, train, color=0)
        self.loss.set_line("valid", tr("EpochCharts", "Rows kept aside"), epochs, valid, color=1)
        self.auc.set_line("auc", tr("EpochCharts", "Rows kept aside"), epochs, auc, color=1)
        for chart in (self.loss, self.auc):
            chart.set_marker(None if best is None else float(best), tr("EpochCharts", "Best"))

    def clear(self) -> None:
        """Forget the epochs of another training."""
        for chart in (self.loss, self.auc):
            chart.clear()
            chart.set_marker(None)
