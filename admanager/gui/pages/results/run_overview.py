"""How a run went at a glance: figures with their intervals, charts over time, what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.results import texts
from admanager.gui.pages.results.fitting import fit_height
from admanager.gui.pages.results.model import EventsModel
from admanager.gui.pages.results.run_charts import RunCharts
from admanager.gui.theme import GRID
from admanager.gui.widgets import Banner, DataTable, MetricTile, caption, heading, muted
from admanager.report.figures import FIGURES

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Shown

TILES_A_ROW = 7
EVENTS_SHOWN = 8
EARNED = ("revenue", "roas")


class RunOverview(QWidget):
    """Shows the figures of a run that was read; `train` leads to a training on its impressions."""

    def __init__(self, train: Callable[[], object]) -> None:
        super().__init__()
        self._train = train
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        column.setSpacing(GRID * 2)
        self.tiles = {
            metric: MetricTile(texts.name(metric), tooltip=texts.meaning(metric)) for metric in FIGURES
        }
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for place, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, place // TILES_A_ROW, place % TILES_A_ROW)
            grid.setColumnStretch(place % TILES_A_ROW, 1)
        column.addLayout(grid)
        self.charts = RunCharts()
        column.addWidget(self.charts)
        self.feedback = Banner(closable=False)
        self.feedback.setObjectName("feedbackHint")
        column.addWidget(self.feedback)
        column.addWidget(heading(tr("RunView", "What happened"), 3))
        self._nothing = muted(
            tr("RunView", "Nothing limited the run: no budget was spent early, and no cap held it back much.")
        )
        column.addWidget(self._nothing)
        self._events = EventsModel()
        self.events = DataTable(self._events, name="runEvents", title=tr("RunView", "What happened"))
        column.addWidget(self.events)
        column.addWidget(
            caption(
                tr("RunView", "Below a figure stands its 95 % interval; a figure without one was counted.")
            )
        )
        column.addStretch(1)

    def show_run(self, shown: Shown) -> None:
        """Show a run."""
        self._show_tiles(shown)
        self.charts.show_run(shown)
        self._show_feedback(shown)
        self._show_events(shown)

    def _show_tiles(self, shown: Shown) -> None:
        plan, summary = shown.run.plan, shown.run.summary
        currency, budget = plan.budget.currency, float(plan.budget.total)
        for metric, tile in self.tiles.items():
            found = shown.figures[metric]
            value, detail = texts.estimate_text(metric, found, currency), texts.interval_text(metric, found)
            if metric in EARNED and not plan.response.revenue_per_conversion:
                value, detail = fmt.MISSING, tr("RunView", "not in the plan")
            elif metric == "spend":
                detail = tr(
                    "RunView",
                    "{share} of {budget}",
                    share=fmt.percent(found.value / budget, 0),
                    budget=texts.written("money", budget, currency),
                )
            elif metric == "reach":
                share = fmt.percent(found.value / summary.people, 0)
                detail = tr("RunView", "{share} of {people:,} people", share=share, people=summary.people)
            tile.set_value(value, detail)

    def _show_feedback(self, shown: Shown) -> None:
        if not shown.kept:
            self.feedback.close_message()
            return
        weight = shown.run.summary.weight
        text = tr_count(
            "RunView",
            "{count} impression of this run lies in the project, as an imported one would, and can train a model.",
            "{count:,} impressions of this run lie in the project, as imported ones would, and can train a model.",
            shown.kept,
        )
        if weight > 1:
            text += " " + tr("RunView", "Each stands for {weight}.", weight=weight)
        self.feedback.show_message(text, "info", action=tr("RunView", "Train a model"), on_action=self._train)

    def _show_events(self, shown: Shown) -> None:
        self._events.show_events(shown)
        told = bool(shown.run.events)
        self.events.setVisible(told)
        self._nothing.setVisible(not told)
        fit_height(self.events, EVENTS_SHOWN)
