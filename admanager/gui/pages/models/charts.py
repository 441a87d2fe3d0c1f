"""The charts of a model, or of two on top of each other: calibration, gains, ROC, precision and recall; epochs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import Axis, Chart
from admanager.gui.widgets.steps import Steps

if TYPE_CHECKING:
    from admanager.learning.card import Epoch, ModelCard
    from admanager.learning.request import EpochReport

CHANCE_COLOR = 7
KINDS = ("reliability", "gains", "roc", "precision")
HEIGHT = 284
EPOCHS_HEIGHT, TALLEST_EPOCHS = 220, 420
FAR_MORE = 1000
"""Charts take all the room up to their greatest height; what is left beyond that is below them."""
ROOM_FOR_EPOCHS, ROOM_FOR_ROUNDS = 10, 50
LEAST_AUC_SPREAD = 0.01
"""While a training runs, its axes grow by so many epochs or rounds at a time, so that they seldom move."""
Points = Sequence[tuple[float, float]]


class QualityCharts(QWidget):
    """Two charts a row, made once, then given the curves of one model or of two."""

    def __init__(
        self,
        kinds: Sequence[str] = KINDS,
        *,
        height: int = HEIGHT,
        tallest: int = HEIGHT,
        legend: bool = True,
    ) -> None:
        """Make the charts of these `kinds`; they grow from `height` to `tallest` where there is room."""
        super().__init__()
        self._steps = Steps(self)
        self.by_kind = {kind: _make_chart(kind, height, legend) for kind in kinds}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 3)
        grid.setVerticalSpacing(GRID * 2)
        for place, (kind, chart) in enumerate(self.by_kind.items()):
            grid.addWidget(chart, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
            chart.setMaximumHeight(tallest)
            grid.setRowStretch(place // 2, FAR_MORE)
            if kind != "reliability":
                # A little more than all, or the first and last figures on the axes find no room.
                chart.set_x_range(0, 1.02)
                chart.set_y_range(-0.02, 1.02)
        grid.setRowStretch(grid.rowCount(), 1)

    def show_cards(self, named: Sequence[tuple[str, ModelCard]]) -> None:
        """Show the curves of these models, one chart after the other; one model alone is simply called the model."""
        self._steps.replace([partial(self._show_kind, kind, list(named)) for kind in self.by_kind])

    def _show_kind(self, kind: str, named: Sequence[tuple[str, ModelCard]]) -> None:
        chart = self.by_kind[kind]
        # Series that stay are given new data, since making them and their legends anew takes long.
        kept = _keys(len(named))
        for key in [key for key in chart.series if key.startswith("model") and key not in kept]:
            chart.remove(key)
        for place, (name, card) in enumerate(named):
            if kind == "reliability":
                _show_reliability(chart, place, name, card)
            else:
                points = _points(kind, card)
                across, up = [x for x, _ in points], [y for _, y in points]
                chart.set_line(f"model{place}", name, across, up, color=place)
        self._show_chance(kind, [card for _, card in named])

    def _show_chance(self, kind: str, cards: Sequence[ModelCard]) -> None:
        steps = [step / 100 for step in range(101)]
        name, x, y = tr("QualityCharts", "Chance"), steps, steps
        if kind == "reliability":
            bins = [entry.predicted for card in cards for entry in card.curves.reliability]
            x = y = [max(bins, default=1.0) * step / 50 for step in range(51)]
            name = tr("QualityCharts", "Perfect")
        elif kind == "gains":
            name = tr("QualityCharts", "Chosen by chance")
        elif kind == "precision":
            y = [card.metrics.base_rate for card in cards[:1]] * len(steps)
        if cards:
            self.by_kind[kind].set_line("chance", name, x, y, color=CHANCE_COLOR, dashed=True, faint=True)


def _points(kind: str, card: ModelCard) -> Points:
    curves = card.curves
    return {"gains": curves.gains, "roc": curves.roc, "precision": curves.precision_recall}[kind]


def _show_reliability(chart: Chart, place: int, name: str, card: ModelCard) -> None:
    from admanager.learning.intervals import share_interval

    bins = card.curves.reliability
    reach = [share_interval(entry.observed, entry.rows) for entry in bins]
    x, y = [entry.predicted for entry in bins], [entry.observed for entry in bins]
    chart.set_points(f"model{place}", name, x, y, color=place)
    chart.set_line(
        f"model{place}.reach",
        tr("QualityCharts", "95 % interval"),
        x,
        y,
        low=[low for low, _ in reach],
        high=[high for _, high in reach],
        color=place,
        faint=True,
    )


def _make_chart(kind: str, height: int, legend: bool) -> Chart:
    title, x, y = {
        "reliability": (
            tr("QualityCharts", "Calibration"),
            tr("QualityCharts", "Predicted probability"),
            tr("QualityCharts", "Share that did"),
        ),
        "gains": (
            tr("QualityCharts", "Gains"),
            tr("QualityCharts", "People addressed, the best first"),
            tr("QualityCharts", "Responders reached"),
        ),
        "roc": (
            tr("QualityCharts", "ROC"),
            tr("QualityCharts", "False positive rate"),
            tr("QualityCharts", "True positive rate"),
        ),
        "precision": (
            tr("QualityCharts", "Precision and recall"),
            tr("QualityCharts", "Recall"),
            tr("QualityCharts", "Precision"),
        ),
    }[kind]
    across, up = Axis(x, "", "percent"), Axis(y, "", "percent")
    return Chart(title, across, up, height=height, floating=True, legend=legend)


def _keys(models: int) -> set[str]:
    return {f"model{place}{part}" for place in range(models) for part in ("", ".reach")}


class EpochCharts(QWidget):
    """Loss and AUC by epoch, or by round of boosting, side by side: made once, then given one more at a time."""

    def __init__(self) -> None:
        super().__init__()
        # Epochs are counted, not measured: an axis of words has no ticks between them.
        epoch = Axis(tr("EpochCharts", "Epoch"), kind="category")
        self.loss = Chart(
            tr("EpochCharts", "Log loss"),
            epoch,
            Axis("", tr("EpochCharts", "nats")),
            height=EPOCHS_HEIGHT,
            floating=True,
        )
        self.auc = Chart(tr("EpochCharts", "AUC"), epoch, Axis(""), height=EPOCHS_HEIGHT, floating=True)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 3)
        for place, chart in enumerate((self.loss, self.auc)):
            chart.setMaximumHeight(TALLEST_EPOCHS)
            grid.addWidget(chart, 0, place)
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(0, FAR_MORE)
        grid.setRowStretch(1, 1)

    def show_epochs(
        self, epochs: Sequence[Epoch | EpochReport], best: int | None, *, people: bool = False
    ) -> None:
        """Show the values after each epoch, or of rounds of boosting; of `people` where these, not rows, were kept aside.

        `best` is the epoch that is kept, counted from 1; None while more come in, for which room is left. The chart of
        the AUC is not there where none is measured.
        """
        ranked = [entry.valid_auc for entry in epochs if entry.valid_auc is not None]
        self.auc.setVisible(bool(ranked))
        self._grid.setColumnStretch(1, 1 if ranked else 0)
        boosted = any(entry.round for entry in epochs)
        along = [float(entry.round or place) for place, entry in enumerate(epochs, start=1)]
        self._show_along(along, boosted, None if best is None or not along else along[best - 1])
        learned = tr("EpochCharts", "People learned from") if people else tr("EpochCharts", "Training rows")
        aside = tr("EpochCharts", "People kept aside") if people else tr("EpochCharts", "Rows kept aside")
        for chart, key, name, values, color in (
            (self.loss, "train", learned, [entry.train_loss for entry in epochs], 0),
            (self.loss, "valid", aside, [entry.valid_loss for entry in epochs], 1),
            (self.auc, "auc", aside, ranked, 1),
        ):
            # A line through one epoch cannot be seen.
            draw = chart.set_line if len(along) > 1 else chart.set_points
            draw(key, name, along[: len(values)], values, color=color)
        if ranked:
            self.auc.set_y_range(*_auc_range(ranked))

    def _show_along(self, along: Sequence[float], boosted: bool, best: float | None) -> None:
        """Lay out the axes for these epochs or rounds, with room for more where none is `best` yet."""
        end = int(max(along, default=0))
        at_a_time = ROOM_FOR_ROUNDS if boosted else ROOM_FOR_EPOCHS
        room = max(2, end if best is not None else -(-end // at_a_time) * at_a_time)
        for chart in (self.loss, self.auc):
            chart.set_x_title(tr("EpochCharts", "Round") if boosted else tr("EpochCharts", "Epoch"))
            chart.set_categories([str(number) for number in range(room + 1)])
            chart.set_x_range(1, room)
            chart.set_marker(best, tr("EpochCharts", "Best"))

    def clear(self) -> None:
        """Forget the epochs of another training."""
        for chart in (self.loss, self.auc):
            chart.clear()
            chart.set_marker(None)


def _auc_range(values: Sequence[float]) -> tuple[float, float]:
    """Return an axis around these values that leaves out what no AUC can be; one value alone has no range of its own."""
    room = max(max(values) - min(values), LEAST_AUC_SPREAD) / 2
    return max(min(values) - room, 0.0), min(max(values) + room, 1.0)
