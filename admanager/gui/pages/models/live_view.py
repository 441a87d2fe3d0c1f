"""A training while it runs: progress, time left, cancel, and the curves of loss and AUC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.models.charts import EpochCharts
from admanager.gui.theme import GRID
from admanager.gui.widgets import ElidedLabel, JobProgress, MetricTile, button, caption, clear_layout, row

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.learning.request import EpochReport, Preparation


class LiveView(QWidget):
    """Follows one training."""

    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.record: JobRecord | None = None
        self.epochs: list[EpochReport] = []
        self.back = button(
            tr("LiveView", "All models"),
            self.back_asked.emit,
            kind="quiet",
            icon="chevron-left",
            name="backFromLive",
        )
        self.title = ElidedLabel(role="heading")
        self._progress = QVBoxLayout()
        self.tiles = {
            "epoch": MetricTile(tr("LiveView", "Epoch"), compact=True),
            "auc": MetricTile(tr("LiveView", "AUC on rows kept aside"), compact=True),
            "loss": MetricTile(tr("LiveView", "Log loss on rows kept aside"), compact=True),
            "best": MetricTile(tr("LiveView", "Best epoch so far"), compact=True),
        }
        self.charts = EpochCharts(height=300)
        self.preparation = caption()
        head = row(self.back, self.title)
        head.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 2)
        layout.addLayout(head)
        layout.addLayout(self._progress)
        layout.addLayout(row(*self.tiles.values(), spacing=GRID * 3 // 2))
        layout.addWidget(self.charts)
        layout.addWidget(self.preparation)
        layout.addStretch(1)

    def follow(self, record: JobRecord) -> None:
        """Show a training from its beginning; what it reported so far is told with `show_partial`."""
        self.record = record
        self.epochs = []
        self.title.set_text(record.title)
        self.preparation.setText(tr("LiveView", "The columns are looked through before the first epoch."))
        self.charts.clear()
        for tile in self.tiles.values():
            tile.set_value(fmt.MISSING, "")
        clear_layout(self._progress)
        self._progress.addWidget(JobProgress(record, with_title=False))

    def show_partial(self, report: Preparation | EpochReport) -> None:
        """Show what the training tells: first what it learns from, then each epoch."""
        from admanager.learning.request import Preparation

        if isinstance(report, Preparation):
            self.preparation.setText(_prepared(report))
            return
        self.epochs.append(report)
        best = [entry for entry in self.epochs if entry.is_best][-1:]
        self.charts.show_epochs(
            [entry.train_loss for entry in self.epochs],
            [entry.valid_loss for entry in self.epochs],
            [entry.valid_auc for entry in self.epochs],
            None,
        )
        self.tiles["epoch"].set_value(fmt.number(report.epoch))
        self.tiles["auc"].set_value(fmt.number(report.valid_auc, 4))
        self.tiles["loss"].set_value(fmt.number(report.valid_loss, 4))
        if best:
            self.tiles["best"].set_value(fmt.number(best[0].epoch))


def _prepared(report: Preparation) -> str:
    return tr(
        "LiveView",
        "Learns from {columns:,} columns and {train:,} rows. Kept aside: {early:,} rows to stop in time, {calibration:,} to "
        "calibrate, {holdout:,} to judge the finished model.",
        columns=len(report.features),
        train=report.rows_train,
        early=report.rows_early_stopping,
        calibration=report.rows_calibration,
        holdout=report.rows_holdout,
    )
