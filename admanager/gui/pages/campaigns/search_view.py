"""The search for a better plan: what may change, the plans tried so far, and the best of them on fresh seeds."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QStackedWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.campaigns import tasks
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Axis,
    Banner,
    Chart,
    DataTable,
    EmptyState,
    JobProgress,
    ListModel,
    TableColumn,
    button,
    clear_layout,
    label,
    muted,
    row,
    scrolled,
)
from admanager.gui.widgets.form import Form
from admanager.texts import AdManagerError, Cancelled

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.gui.page import Page
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.optimise import Goal, Optimised, Trial

KEY = "campaigns.search"
DEFAULT_TRIALS, MOST_TRIALS = 40, 2_000
CHART_HEIGHT = 320


def goal_texts() -> dict[Goal, str]:
    """Return what a search can be after."""
    return {
        "cpa": tr("SearchView", "Cheaper conversions"),
        "conversions": tr("SearchView", "More conversions"),
        "roas": tr("SearchView", "More revenue for the money"),
    }


def lever_texts() -> dict[str, str]:
    """Return what a search may change."""
    return {
        "bids": tr("SearchView", "Bids"),
        "caps": tr("SearchView", "Frequency cap"),
        "dayparts": tr("SearchView", "Hours"),
        "budget": tr("SearchView", "Split of the budget"),
        "creatives": tr("SearchView", "Choice of creatives"),
    }


class SearchView(QWidget):
    """Looks for a better plan than the chosen campaign's, and shows what came of it."""

    plan_kept = Signal(str)
    """The best plan was kept as a campaign of this name."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._plan: CampaignPlan | None = None
        self._searched: CampaignPlan | None = None
        self._result: Optimised | None = None
        self._record: JobRecord | None = None
        self._trials: list[Trial] = []
        self._sound = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 3 // 2)
        layout.addLayout(self._build_form())
        self._progress = QVBoxLayout()
        layout.addLayout(self._progress)
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            "campaigns",
            tr("SearchView", "No search yet"),
            tr(
                "SearchView",
                "Many versions of this plan are simulated on the same people and prices. The best of them is then "
                "checked on fresh seeds, since the best of many is always a little lucky.",
            ),
            tr("SearchView", "Look for a better plan"),
            self.start,
        )
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scrolled(self._build_result()))
        layout.addWidget(self._stack, 1)

    def _build_form(self) -> QVBoxLayout:
        self.goal = QComboBox()
        self.goal.setAccessibleName(tr("SearchView", "Goal"))
        for key, text in goal_texts().items():
            self.goal.addItem(text, key)
        self.count = Form.integer(DEFAULT_TRIALS, 4, MOST_TRIALS)
        self.count.setAccessibleName(tr("SearchView", "Plans to try"))
        self.levers = {key: QCheckBox(text) for key, text in lever_texts().items()}
        for box in self.levers.values():
            box.setChecked(True)
            box.toggled.connect(lambda _: self._update())
        self.go = button(
            tr("SearchView", "Look for a better plan"), self.start, kind="primary", name="startSearch"
        )
        first = row(
            label(tr("SearchView", "Goal")), self.goal, label(tr("SearchView", "Plans to try")), self.count, None,
            self.go,
        )  # fmt: skip
        second = row(label(tr("SearchView", "May change")), *self.levers.values(), None, spacing=GRID * 2)
        form = QVBoxLayout()
        form.setSpacing(GRID)
        form.addLayout(first)
        form.addLayout(second)
        return form

    def _build_result(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, GRID, GRID)
        column.setSpacing(GRID * 3 // 2)
        self.verdict = Banner()
        column.addWidget(self.verdict)
        self._figures = ListModel(
            [
                TableColumn(tr("SearchView", "On fresh seeds"), width=220),
                TableColumn(tr("SearchView", "Your plan"), width=140),
                TableColumn(tr("SearchView", "Best plan"), width=140),
                TableColumn(tr("SearchView", "Difference (95 % interval)"), width=260),
            ]
        )
        self.figures = DataTable(
            self._figures, name="searchFigures", title=tr("SearchView", "Your plan and the best plan")
        )
        self.figures.setSortingEnabled(False)
        column.addWidget(self.figures)
        self._chart = Chart(
            tr("SearchView", "Plans tried: what they spend and what they bring"),
            Axis(tr("SearchView", "Spend")),
            Axis(tr("SearchView", "Conversions")),
            height=CHART_HEIGHT,
        )
        self._chart.setFixedHeight(CHART_HEIGHT)
        column.addWidget(self._chart)
        self._changes = ListModel(
            [
                TableColumn(tr("SearchView", "What the best plan changes"), width=260),
                TableColumn(tr("SearchView", "Your plan"), width=200),
                TableColumn(tr("SearchView", "Best plan"), width=300),
            ]
        )
        self.changes = DataTable(
            self._changes, name="searchChanges", title=tr("SearchView", "What the best plan changes")
        )
        self.changes.setSortingEnabled(False)
        column.addWidget(self.changes)
        self.notes = muted()
        column.addWidget(self.notes)
        self.keep = button(
            tr("SearchView", "Keep the best plan as a campaign"), self.keep_best, name="keepBestPlan"
        )
        column.addLayout(row(self.keep, None))
        column.addStretch(1)
        return holder

    # -- showing -----------------------------------------------------------------------------------------

    def show_campaign(self, plan: CampaignPlan, *, sound: bool) -> None:
        """Show the chosen campaign; what was found for another one goes."""
        other = self._plan is not None and plan.name != self._plan.name
        self._plan, self._sound = plan, sound
        if other and not self.busy:
            self._forget_result()
        self._update()

    def show_nothing(self) -> None:
        """Show no campaign: another project is open."""
        self._plan, self._record = None, None
        clear_layout(self._progress)
        self._forget_result()
        self._update()

    @property
    def busy(self) -> bool:
        """Whether a search is under way."""
        return self._record is not None and not self._record.finished

    def result(self) -> Optimised | None:
        """Return what was found last."""
        return self._result

    def _forget_result(self) -> None:
        self._result, self._trials, self._searched = None, [], None
        self._stack.setCurrentIndex(0)

    def _update(self) -> None:
        usable = self._plan is not None and self._sound and not self.busy
        chosen = any(box.isChecked() for box in self.levers.values())
        self.go.setEnabled(usable and chosen)
        self._empty.button.setEnabled(usable and chosen)
        self.keep.setEnabled(
            self._result is not None and self._result.best.plan != self._result.baseline.plan
        )

    # -- searching ---------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin the search."""
        if self._plan is None or not self.go.isEnabled():
            return
        self._forget_result()
        self._searched = self._plan
        levers = [key for key, box in self.levers.items() if box.isChecked()]
        record = self._page.context.run_job(
            tr("SearchView", "Look for a better plan than “{name}”", name=self._plan.name),
            partial(
                tasks.search,
                self._page.project,
                self._plan,
                self.goal.currentData(),
                self.count.value(),
                levers,
            ),
            key=KEY,
        )
        self._follow(record, replay=False)

    def _follow(self, record: JobRecord, *, replay: bool) -> None:
        self._record = record
        record.listen(
            owner=self,
            on_partial=self._on_trial,
            on_done=self._on_done,
            on_failed=self._on_failed,
            replay=replay,
        )
        clear_layout(self._progress)
        self._progress.addWidget(JobProgress(record, with_title=False))
        for part in (self.figures, self.changes, self.verdict, self.notes, self.keep):
            part.hide()
        self._update()

    def _on_trial(self, trial: Trial) -> None:
        self._trials.append(trial)
        self._stack.setCurrentIndex(1)
        self._show_trials()

    def _show_trials(self) -> None:
        kinds = (
            ("pruned", tr("SearchView", "Given up early"), [t for t in self._trials if t.pruned]),
            ("tried", tr("SearchView", "Tried"), [t for t in self._trials if not t.pruned]),
            ("own", tr("SearchView", "Your plan"), self._trials[:1]),
        )
        for place, (key, name, trials) in enumerate(kinds):
            if trials:
                self._chart.set_points(
                    key,
                    name,
                    [t.spend for t in trials],
                    [t.conversions for t in trials],
                    color=(4, 0, 1)[place],
                )

    def _on_done(self, found: Optimised) -> None:
        self._result = found
        clear_layout(self._progress)
        self._stack.setCurrentIndex(1)
        by_number = {trial.number: trial for trial in found.trials}
        kept = [by_number[number] for number in found.front]
        self._chart.set_line(
            "front",
            tr("SearchView", "Best trade-offs"),
            [trial.spend for trial in kept],
            [trial.conversions for trial in kept],
            color=2,
        )
        self._show_verdict(found)
        self._show_tables(found)
        self.notes.setText("\n".join(translate_sentence(note) for note in found.notes))
        self.notes.setVisible(bool(found.notes))
        self.keep.show()
        self._update()

    def _show_verdict(self, found: Optimised) -> None:
        if found.better:
            text = tr(
                "SearchView",
                "The best plan is better than yours, also on seeds that the search has not seen.",
            )
        elif found.difference.known:
            text = tr("SearchView", "No plan is shown to be better than yours.")
        else:
            text = tr("SearchView", "There is not enough data to say which plan is better.")
        self.verdict.show_message(text, "good" if found.better else "info")

    def _show_tables(self, found: Optimised) -> None:
        own, best = found.baseline, found.best
        currency = own.plan.budget.currency

        def money(value: float | None) -> str:
            return fmt.money(None if value is None else value * 1e6, currency)

        def plain(value: float | None) -> str:
            return fmt.number(value, 2)

        goal = goal_names()[found.goal]
        show = money if found.goal == "cpa" else plain
        gap = found.difference
        told = fmt.MISSING
        if math.isfinite(gap.value):
            told = tr(
                "SearchView",
                "{gap} ({low} to {high})",
                gap=show(gap.value),
                low=show(gap.low),
                high=show(gap.high),
            )
        rows = [(goal, show(own.value), show(best.value), told)]
        others = (
            (tr("SearchView", "Conversions"), plain(own.conversions), plain(best.conversions)),
            (tr("SearchView", "Spend"), money(own.spend), money(best.spend)),
            (tr("SearchView", "Revenue"), money(own.revenue), money(best.revenue)),
            (tr("SearchView", "Impressions"), fmt.number(own.impressions), fmt.number(best.impressions)),
        )
        rows += [(name, first, second, "") for name, first, second in others if name != goal]
        self._figures.set_rows(rows)
        none = tr("SearchView", "none")
        self._changes.set_rows([(change.key, change.a or none, change.b or none) for change in found.changes])
        for table, count in ((self.figures, len(rows)), (self.changes, len(found.changes))):
            table.setVisible(count > 0)
            table.setFixedHeight(table.horizontalHeader().sizeHint().height() + 32 * max(count, 1) + 4)

    def _on_failed(self, error: AdManagerError) -> None:
        clear_layout(self._progress)
        if not self._trials:
            self._stack.setCurrentIndex(0)
        self._update()
        if not isinstance(error, Cancelled):
            self._page.show_failure(error)

    # -- a page that is built anew ---------------------------------------------------------------------------

    def kept(self) -> dict[str, Any]:
        """Return what a page that is built anew, such as in another language, shows again."""
        return {
            "goal": self.goal.currentIndex(),
            "count": self.count.value(),
            "levers": {key: box.isChecked() for key, box in self.levers.items()},
            "searched": self._searched,
            "trials": self._trials,
            "result": self._result,
        }

    def take_up(self, kept: dict[str, Any]) -> None:
        """Show again what `kept` returned, and follow a search that is still under way."""
        self.goal.setCurrentIndex(kept["goal"])
        self.count.setValue(kept["count"])
        for key, checked in kept["levers"].items():
            self.levers[key].setChecked(checked)
        self._searched = kept["searched"]
        record = self._page.context.job(KEY)
        if record is not None and not record.finished:
            self._follow(record, replay=True)
        elif kept["result"] is not None:
            self._trials = list(kept["trials"])
            self._show_trials()
            self._on_done(kept["result"])

    # -- keeping -----------------------------------------------------------------------------------------

    def keep_best(self) -> None:
        """Keep the best plan as a campaign of its own."""
        if self._result is None or self._searched is None:
            return
        name = tr("SearchView", "{name}, better", name=self._searched.name)
        self._page.run_quiet(
            partial(tasks.keep_plan, self._page.project, self._result.best.plan, name),
            on_done=self.plan_kept.emit,
        )


def goal_names() -> dict[Goal, str]:
    """Return the figure that a goal is measured by."""
    return {
        "cpa": tr("SearchView", "Cost per conversion"),
        "conversions": tr("SearchView", "Conversions"),
        "roas": tr("SearchView", "Revenue per unit of spend"),
    }
