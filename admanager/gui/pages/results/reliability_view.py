"""How far the simulator can be trusted for this project: a verdict in words, and the forecast that was tried."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import lazy, tr, translate_sentence
from admanager.gui.pages.results.fitting import fit_height
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Banner,
    Card,
    DataTable,
    JobProgress,
    ListModel,
    TableColumn,
    button,
    caption,
    clear_layout,
    heading,
    label,
    muted,
    row,
    scrolled,
    set_role,
)
from admanager.gui.widgets.forecast_marks import ForecastMarks, Foretold

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.simulation.calibration import Calibration, Forecasted, Slice
    from admanager.simulation.reliability import FeedbackCheck, Reliability

KINDS = {"good": "good", "fair": "info", "poor": "bad", "assumed": "warn"}
LEVELS = {
    "good": lazy("ReliabilityView", "Good"),
    "fair": lazy("ReliabilityView", "Fair"),
    "poor": lazy("ReliabilityView", "Poor"),
    "assumed": lazy("ReliabilityView", "Assumed"),
}
SUBJECTS = {
    "response": lazy("ReliabilityView", "Response"),
    "prices": lazy("ReliabilityView", "Prices"),
    "traffic": lazy("ReliabilityView", "Traffic"),
    "data": lazy("ReliabilityView", "Volume of data"),
}
PARTS = {
    "day": lazy("ReliabilityView", "By day"),
    "creative": lazy("ReliabilityView", "By creative"),
    "placement": lazy("ReliabilityView", "By placement"),
    "segment": lazy("ReliabilityView", "By segment"),
    "hour": lazy("ReliabilityView", "By hour of the day"),
}
METRICS = {
    "ctr": lazy("ReliabilityView", "CTR"),
    "clicks": lazy("ReliabilityView", "Clicks"),
    "conversions": lazy("ReliabilityView", "Conversions"),
    "cost": lazy("ReliabilityView", "Cost"),
    "impressions": lazy("ReliabilityView", "Impressions"),
}
ROWS_SHOWN = 6
LINES_SHOWN = 24


class ReliabilityView(QWidget):
    """Shows what a job found; it reads nothing itself."""

    def __init__(self, go_back: Callable[[], object], judge: Callable[[], object]) -> None:
        super().__init__()
        self.found: Reliability | None = None
        self.back = button(
            tr("ReliabilityView", "All runs"), go_back, kind="quiet", icon="chevron-left", name="backToRuns"
        )
        self.again = button(tr("ReliabilityView", "Judge again"), judge, name="judgeAgain")
        self.model = QComboBox()
        self.model.setObjectName("judgedModel")
        self.model.setAccessibleName(tr("ReliabilityView", "What answers for people"))
        self.model.hide()
        self._progress = QVBoxLayout()
        self.verdict = Banner(closable=False)
        self.verdict.setObjectName("verdict")
        self._aspects = QGridLayout()
        self._aspects.setSpacing(GRID)
        self.by, self.figure = QComboBox(), QComboBox()
        self.by.setObjectName("forecastBy")
        self.by.setAccessibleName(tr("ReliabilityView", "Parts"))
        self.figure.setObjectName("forecastMetric")
        self.figure.setAccessibleName(tr("ReliabilityView", "Figure"))
        self.marks = ForecastMarks("forecastMarks", tr("ReliabilityView", "Forecast and what came"))
        self._feedback = FeedbackModel()
        self.feedback = DataTable(
            self._feedback, name="feedbackChecks", title=tr("ReliabilityView", "Earlier forecasts")
        )
        self._build()
        self.by.currentIndexChanged.connect(lambda _: self._show_marks())
        self.figure.currentIndexChanged.connect(lambda _: self._show_marks())
        self.model.activated.connect(lambda _: judge())

    def _build(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GRID, GRID, GRID)
        column.setSpacing(GRID * 3 // 2)
        column.addLayout(self._progress)
        column.addWidget(self.verdict)
        column.addLayout(self._aspects)
        self._tried = QWidget()
        tried = QVBoxLayout(self._tried)
        tried.setContentsMargins(0, 0, 0, 0)
        tried.setSpacing(GRID)
        tried.addWidget(heading(tr("ReliabilityView", "Forecast and what came"), 3))
        self._split = caption()
        tried.addWidget(self._split)
        tried.addLayout(row(self.by, self.figure, None))
        tried.addWidget(self.marks)
        column.addWidget(self._tried)
        column.addWidget(heading(tr("ReliabilityView", "How each import was foretold by those before it"), 3))
        self._no_feedback = muted(
            tr(
                "ReliabilityView",
                "When impressions come back from a campaign and are imported, what the log before had forecast for them "
                "is kept here with its error.",
            )
        )
        column.addWidget(self._no_feedback)
        column.addWidget(self.feedback)
        column.addStretch(1)
        head = row(self.back, heading(tr("ReliabilityView", "How far forecasts can be trusted"), 2))
        head.addStretch(1)
        head.addWidget(self.model)
        head.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(scrolled(holder), 1)
        self._tried.hide()
        self.feedback.hide()

    # -- showing -----------------------------------------------------------------------------------------

    def show_job(self, record: JobRecord) -> None:
        """Show how far the judging is."""
        clear_layout(self._progress)
        self._progress.addWidget(JobProgress(record, with_title=False))
        self.again.setEnabled(False)
        self.model.setEnabled(False)

    def forget(self) -> None:
        """Show another project: nothing is known of it yet."""
        self.found = None
        self.model.clear()
        self.model.hide()
        self.verdict.close_message()
        clear_layout(self._aspects)
        self._tried.hide()
        self.feedback.hide()
        self._no_feedback.show()

    def show_failed(self) -> None:
        """Stay as it was; what went wrong stands on the page's banner."""
        clear_layout(self._progress)
        self.again.setEnabled(True)
        self.model.setEnabled(True)

    def show_found(self, found: Reliability) -> None:
        """Show a verdict with what it rests on."""
        self.show_failed()
        self.found = found
        self.verdict.show_message(translate_sentence(found.verdict), KINDS[found.level])
        clear_layout(self._aspects)
        for number, aspect in enumerate(found.aspects):
            card = Card()
            card.setObjectName(f"aspect-{aspect.subject}")
            level = label(str(LEVELS[aspect.level]))
            set_role(level, "badge", KINDS[aspect.level])
            title = row(heading(str(SUBJECTS[aspect.subject]), 3), None, level)
            card.body.addLayout(title)
            card.body.addWidget(caption(translate_sentence(aspect.text)))
            card.body.addStretch(1)
            self._aspects.addWidget(card, number // 2, number % 2)
            self._aspects.setColumnStretch(number % 2, 1)
        self._show_tried(found.calibration)
        self._show_models(found)
        self._feedback.show_checks(found.feedback)
        self._no_feedback.setVisible(not found.feedback)
        self.feedback.setVisible(bool(found.feedback))
        fit_height(self.feedback, ROWS_SHOWN)

    @property
    def chosen_model(self) -> str | None:
        """The model whose answers are judged, None for the response fitted to the log."""
        return self.model.currentData()

    def _show_models(self, found: Reliability) -> None:
        """Offer the project's models beside the log, with the one that was judged chosen."""
        self.model.clear()
        self.model.addItem(tr("ReliabilityView", "Plans that follow the log"), None)
        for name in found.models:
            self.model.addItem(tr("ReliabilityView", "Plans with the model “{model}”", model=name), name)
        self.model.setCurrentIndex(max(self.model.findData(found.model), 0))
        self.model.setVisible(bool(found.models) and found.calibration is not None)

    def _show_tried(self, found: Calibration | None) -> None:
        self._tried.setVisible(found is not None)
        if found is None:
            return
        self._split.setText(
            tr(
                "ReliabilityView",
                "Fitted on the first {days} days, tried on the {later} days after them. The bar is what should hold what "
                "comes in 95 of 100 cases, the line in it the forecast, the dot what came; a cross came outside.",
                days=found.days[0],
                later=found.days[1],
            )
        )
        chosen = self.by.currentData(), self.figure.currentData()
        self._fill(self.by, {by: text for by, text in PARTS.items() if found.by(by)}, chosen[0])
        self._fill(self.figure, {name: METRICS[name] for name in METRICS if _has(found, name)}, chosen[1])
        self._show_marks()

    def _fill(self, box: QComboBox, entries: dict[str, Any], chosen: str | None) -> None:
        box.blockSignals(True)
        box.clear()
        for key, text in entries.items():
            box.addItem(str(text), key)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)

    def _show_marks(self) -> None:
        found = self.found.calibration if self.found else None
        if found is None:
            return
        metric = self.figure.currentData()
        parts = [found.total, *found.by(self.by.currentData())]
        shown = [part for part in parts if metric in part.figures][: LINES_SHOWN + 1]
        unit = 1e-6 if metric == "cost" else 1.0
        top = max((part.figures[metric].forecast.high for part in shown), default=0.0)
        self.marks.show_lines(
            [_line(part, part.figures[metric], unit) for part in shown], _writer(metric, top)
        )


def _has(found: Calibration, metric: str) -> bool:
    return metric in found.total.figures


def _line(part: Slice, one: Forecasted, unit: float) -> Foretold:
    name = part.name or tr("ReliabilityView", "All of it")
    ends = one.forecast
    return Foretold(name, ends.value * unit, ends.low * unit, ends.high * unit, one.truth * unit)


def _writer(metric: str, top: float) -> Callable[[float], str]:
    if metric == "ctr":
        return lambda value: fmt.percent(value, 3 if top < 0.02 else 2)
    if metric == "cost":
        return lambda value: fmt.number(value, 2)
    return lambda value: fmt.number(value, 1 if top < 100 and not float(value).is_integer() else 0)


class FeedbackModel(ListModel):
    """The errors of earlier forecasts, the newest import first."""

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("FeedbackModel", "Import"), "integer", 80),
                TableColumn(tr("FeedbackModel", "Impressions"), "integer", 110),
                TableColumn(tr("FeedbackModel", "CTR forecast"), "real", 220, str),
                TableColumn(tr("FeedbackModel", "CTR was"), "percent", 100),
                TableColumn(tr("FeedbackModel", "Error"), "real", 90, _signed),
                TableColumn(tr("FeedbackModel", "Cost error"), "real", 110, _signed),
                TableColumn(tr("FeedbackModel", "Parts inside"), "percent", 120, lambda v: fmt.percent(v, 0)),
                TableColumn(tr("FeedbackModel", "What it says"), width=180),
            ]
        )

    def show_checks(self, checks: tuple[FeedbackCheck, ...]) -> None:
        """Show these."""
        self.set_rows([_check_row(check) for check in checks])


def _check_row(check: FeedbackCheck) -> tuple[Any, ...]:
    ctr, cost = check.figures["ctr"], check.figures.get("cost")
    ends = ctr.forecast
    between = (
        f"{fmt.percent(ends.value, 2)}  ({fmt.number(100 * ends.low, 2)} – {fmt.number(100 * ends.high, 2)})"
    )
    said = tr("FeedbackModel", "As expected") if ctr.inside else tr("FeedbackModel", "Not expected")
    return (
        check.batch,
        check.impressions,
        between,
        ctr.truth,
        None if math.isnan(ctr.error) else ctr.error,
        None if cost is None or math.isnan(cost.error) else cost.error,
        None if math.isnan(check.inside) else check.inside,
        said,
    )


def _signed(value: float) -> str:
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{fmt.percent(abs(value), 1)}"
