"""A training while it runs: progress, time left, cancel, and the curves of loss and AUC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.models.charts import EpochCharts
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    ElidedLabel,
    JobProgress,
    MetricTile,
    button,
    caption,
    clear_layout,
    heading,
    label,
    row,
)

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.learning.request import EpochReport, Preparation

WAITING, CURVES = range(2)


class LiveView(QWidget):
    """Follows one training."""

    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.record: JobRecord | None = None
        self.epochs: list[EpochReport] = []
        self._people = False
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
        self.charts = EpochCharts()
        self.preparation = caption()
        self.places = QStackedWidget()
        self.places.addWidget(self._build_waiting())
        self.places.addWidget(self._build_curves())
        self.pause = button(tr("LiveView", "Pause"), self._pause, name="pauseTraining")
        head = row(self.back, self.title, self.pause)
        head.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 2)
        layout.addLayout(head)
        layout.addLayout(self._progress)
        layout.addWidget(self.places, 1)
        layout.addWidget(self.preparation)

    def _build_waiting(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(GRID)
        title = heading(tr("LiveView", "The curves begin with the first epoch"), 2)
        text = label(
            tr(
                "LiveView",
                "Before it, the rows are read, the columns are looked through for leaks, and rows are kept aside to judge by.",
            ),
            "muted",
            wrap=True,
        )
        column.addStretch(2)
        for part in (title, text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addStretch(3)
        return holder

    def _build_curves(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 2)
        column.addLayout(row(*self.tiles.values(), spacing=GRID * 3 // 2))
        column.addWidget(self.charts, 1)
        return holder

    def follow(self, record: JobRecord) -> None:
        """Show a training from its beginning; what it reported so far is told with `show_partial`."""
        self.record = record
        self.epochs = []
        self._show_paused()
        self.title.set_text(record.title)
        self.preparation.setText("")
        self.charts.clear()
        self._count(people=False)
        self.places.setCurrentIndex(WAITING)
        clear_layout(self._progress)
        self._progress.addWidget(JobProgress(record, with_title=False))

    def _pause(self) -> None:
        if self.record is not None and not self.record.finished:
            self.record.set_paused(not self.record.paused)
            self._show_paused()

    def _show_paused(self) -> None:
        paused = self.record is not None and self.record.paused
        self.pause.setText(tr("LiveView", "Go on") if paused else tr("LiveView", "Pause"))

    def _count(self, *, people: bool) -> None:
        """Say what is learned from and kept aside: rows, or people with all that they did."""
        self._people = people
        self.tiles["auc"].set_name(
            tr("LiveView", "AUC on people kept aside") if people else tr("LiveView", "AUC on rows kept aside")
        )
        self.tiles["loss"].set_name(
            tr("LiveView", "Log loss on people kept aside")
            if people
            else tr("LiveView", "Log loss on rows kept aside")
        )

    def show_partial(self, report: Preparation | EpochReport) -> None:
        """Show what the training tells: first what it learns from, then each epoch, or rounds of boosting."""
        from admanager.learning.request import Preparation

        if isinstance(report, Preparation):
            self.preparation.setText(_prepared(report))
            self._count(people=report.unit == "people")
            return
        if self.epochs and report.epoch <= self.epochs[-1].epoch:
            # The next family of a blend begins: its curves are its own.
            self.epochs = []
        self.epochs.append(report)
        self.charts.show_epochs(self.epochs, None, people=self._people)
        self._show_figures(report)
        self.places.setCurrentIndex(CURVES)

    def _show_figures(self, report: EpochReport) -> None:
        ranked = [entry.valid_auc for entry in self.epochs if entry.valid_auc is not None]
        self.tiles["auc"].setVisible(bool(ranked))
        boosted = report.round > 0
        self.tiles["epoch"].set_name(tr("LiveView", "Round") if boosted else tr("LiveView", "Epoch"))
        self.tiles["best"].set_name(
            tr("LiveView", "Best round so far") if boosted else tr("LiveView", "Best epoch so far")
        )
        self.tiles["epoch"].set_value(
            fmt.number(report.round or report.epoch),
            tr("LiveView", "after {time}", time=fmt.duration(report.seconds)),
        )
        if report.valid_auc is not None and ranked:
            self.tiles["auc"].set_value(
                fmt.number(report.valid_auc, 4),
                tr("LiveView", "highest so far: {auc}", auc=fmt.number(max(ranked), 4)),
            )
        self.tiles["loss"].set_value(
            fmt.number(report.valid_loss, 4),
            (
                tr("LiveView", "on those learned from: {loss}", loss=fmt.number(report.train_loss, 4))
                if self._people
                else tr("LiveView", "on training rows: {loss}", loss=fmt.number(report.train_loss, 4))
            ),
        )
        best = next((entry for entry in reversed(self.epochs) if entry.is_best), None)
        if best is not None:
            self.tiles["best"].set_value(
                fmt.number(best.round or best.epoch),
                tr("LiveView", "log loss {loss}", loss=fmt.number(best.valid_loss, 4)),
            )


def _prepared(report: Preparation) -> str:
    columns, train = len(report.features), report.rows_train
    learned = (
        tr(
            "LiveView",
            "Learns from {columns:,} columns of what {train:,} people did.",
            columns=columns,
            train=train,
        )
        if report.unit == "people"
        else tr(
            "LiveView", "Learns from {columns:,} columns and {train:,} rows.", columns=columns, train=train
        )
    )
    kept = [
        text
        for count, text in (
            (
                report.rows_early_stopping,
                tr("LiveView", "{count:,} to stop in time", count=report.rows_early_stopping),
            ),
            (
                report.rows_calibration,
                tr("LiveView", "{count:,} to calibrate", count=report.rows_calibration),
            ),
            (
                report.rows_holdout,
                tr("LiveView", "{count:,} to judge the finished model", count=report.rows_holdout),
            ),
        )
        if count
    ]
    return tr("LiveView", "{learned} Kept aside: {kept}.", learned=learned, kept=fmt.listed(kept))
