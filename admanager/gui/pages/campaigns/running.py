"""Follows the simulation that is under way, and shows the newest kept run where none is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.campaigns import tasks
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.gui.page import Page
    from admanager.gui.pages.campaigns.live import SimulationView
    from admanager.gui.pages.campaigns.tasks import ShownRun
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.played import Snapshot
    from admanager.simulation.runs import RunResult

KEY = "campaigns.simulate"


class Running(QObject):
    """At most one simulation at a time, and what the simulation's view shows of which campaign."""

    state_changed = Signal()
    """A run began or ended, or came a percent further."""

    def __init__(self, page: Page, view: Callable[[], SimulationView]) -> None:
        super().__init__(page)
        self._page = page
        self._get_view = view
        self._record: JobRecord | None = None
        self._plan: CampaignPlan | None = None
        self._chosen: CampaignPlan | None = None
        self._shown = ""
        self._is_live = False
        self._asked = 0
        self._percent = -1

    @property
    def _view(self) -> SimulationView:
        return self._get_view()

    @property
    def busy(self) -> bool:
        """Whether a simulation is under way."""
        return self._record is not None and not self._record.finished

    def told(self) -> dict[str, str]:
        """Return what the list says of the campaign that is being simulated, by its name."""
        if not self.busy or self._plan is None:
            return {}
        if self._percent < 0:
            return {self._plan.name: tr("CampaignList", "Simulation is starting")}
        return {
            self._plan.name: tr(
                "CampaignList", "Simulating, {share}", share=fmt.percent(self._percent / 100, 0)
            )
        }

    def plan_under_way(self) -> CampaignPlan | None:
        """Return the plan that is being simulated, for a page that is built anew."""
        return self._plan if self.busy else None

    def take_up(self, plan: CampaignPlan | None) -> None:
        """Take up the simulation of a page before this one."""
        record = self._page.context.job(KEY)
        if plan is not None and record is not None and not record.finished:
            self._follow(record, plan, replay=True)

    def forget(self) -> None:
        """Know of no run: another project is shown."""
        self._record, self._plan, self._chosen = None, None, None
        self._shown, self._is_live = "", False
        self._asked += 1

    # -- running -----------------------------------------------------------------------------------------

    def start(self, plan: CampaignPlan, seed: int, speed: float | None) -> None:
        """Simulate a plan."""
        record = self._page.context.run_job(
            tr("CampaignsPage", "Simulate “{name}”", name=plan.name),
            partial(tasks.simulate, self._page.project, plan, seed, speed),
            key=KEY,
            newest_only=True,
        )
        self._follow(record, plan, replay=False)

    def send(self, command: object) -> None:
        """Send a command to the run that is under way."""
        if not self.busy or self._record is None:
            return
        if command == "stop" and not self._record.partials:
            # Nothing was played that could be kept, and what prepares the run does not read commands.
            self._record.cancel()
        else:
            self._record.send(command)

    def _follow(self, record: JobRecord, plan: CampaignPlan, *, replay: bool) -> None:
        self._record, self._plan, self._percent = record, plan, -1
        self._shown = plan.name
        self._asked += 1
        self._show_live()
        record.listen(
            owner=self._page,
            on_partial=self._on_snapshot,
            on_progress=self._on_progress,
            on_done=self._on_done,
            on_failed=self._on_failed,
            replay=replay,
        )
        self.state_changed.emit()

    def _show_live(self) -> None:
        assert self._record is not None
        assert self._plan is not None
        plan = self._plan
        self._is_live = True
        self._view.begin(self._record, plan)
        self._page.run_quiet(
            partial(tasks.planned, plan), on_done=lambda planned: self._view.show_planned(plan, planned)
        )
        for snapshot in self._record.partials:
            self._view.show_snapshot(snapshot)

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        if self._is_live:
            self._view.show_snapshot(snapshot)

    def _on_progress(self, record: JobRecord) -> None:
        percent = int(100 * record.done / record.total) if record.total > 0 else -1
        if percent != self._percent:
            self._percent = percent
            self.state_changed.emit()

    def _on_done(self, result: RunResult) -> None:
        self._is_live = False
        self._asked += 1
        asked = self._asked
        self._page.run_quiet(
            partial(tasks.shown_run, result.run), on_done=lambda run: self._show_ended(run, asked)
        )
        self.state_changed.emit()

    def _show_ended(self, run: ShownRun, asked: int) -> None:
        if asked == self._asked and self._plan is not None and self._shown == self._plan.name:
            self._view.show_run(run, just_ended=True)

    def _on_failed(self, error: AdManagerError) -> None:
        self._is_live, self._shown = False, ""
        self.state_changed.emit()
        self._page.show_failure(error)
        # Nothing is kept of it, so that what is kept is shown again.
        if self._chosen is not None:
            self.show_campaign(self._chosen)

    # -- what the view shows -----------------------------------------------------------------------------

    def show_campaign(self, plan: CampaignPlan) -> None:
        """Show the run of this campaign: the one under way, or else the newest that is kept."""
        self._chosen = plan
        if self.busy and self._plan is not None and self._plan.name == plan.name:
            if not self._is_live:
                self._shown = plan.name
                self._asked += 1
                self._show_live()
            return
        if self._shown == plan.name and not self.busy:
            return
        self._shown, self._is_live = plan.name, False
        self._asked += 1
        asked = self._asked
        self._page.run_quiet(
            partial(tasks.read_last_run, self._page.project, plan.name),
            on_done=lambda run: self._show_kept(run, asked),
        )

    def _show_kept(self, run: ShownRun | None, asked: int) -> None:
        if asked != self._asked:
            return
        if run is None:
            self._view.show_nothing()
        else:
            self._view.show_run(run, just_ended=False)
        self._view.show_elsewhere(self._plan.name if self.busy and self._plan is not None else "")
