"""The Campaigns page: the list of plans, the editor of one, and its simulation; all work happens beside it."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QTimeZone
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from admanager.gui import preload
from admanager.gui.i18n import tr
from admanager.gui.page import Command, Page
from admanager.gui.pages.campaigns import tasks
from admanager.gui.pages.campaigns.bulk_sheet import BulkSheetChoice, BulkSheetDialog, BulkSheetDone
from admanager.gui.pages.campaigns.campaign_list import CampaignActions, CampaignList
from admanager.gui.pages.campaigns.live import SimulationView
from admanager.gui.pages.campaigns.model import line_of
from admanager.gui.pages.campaigns.plan_view import PlanView
from admanager.gui.pages.campaigns.running import Running
from admanager.gui.pages.campaigns.saving import Edit, EditQueue
from admanager.gui.pages.campaigns.search_view import SearchView
from admanager.gui.pages.campaigns.thumbnails import ThumbnailStore
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import EmptyState, button, muted, row
from admanager.gui.widgets.steps import Steps
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from admanager.gui.pages.campaigns.tasks import Standing
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.checks import Inspection

CHECK_MILLISECONDS = 250
PLAN, SIMULATION, SEARCH = "plan", "simulation", "search"


class CampaignsPage(Page):
    """Plan campaigns and simulate them."""

    name = "campaigns"
    tables_shown = frozenset(
        {"campaign", "run", "segment", "creative", "model", "profiles", "brand", "column_info"}
    )

    def build(self) -> None:
        """Make the list, the plan's view, and what works behind them."""
        self._standing: Standing | None = None
        self._number: int | None = None
        self._plan: CampaignPlan | None = None
        self._sound = True
        self._wanted = ""
        self._is_new = False
        self._sheet = BulkSheetChoice()
        self._checks = 0
        self._simulates_when_kept = False
        self.edits = EditQueue(self._write_edit, self)
        self.edits.kept.connect(self._on_kept)
        self.edits.failed.connect(self._on_not_kept)
        self._check_soon = QTimer(self, singleShot=True, interval=CHECK_MILLISECONDS)
        self._check_soon.timeout.connect(self._check)
        self._build_header()
        self._build_content()
        self.running = Running(self, lambda: self.simulation)
        self.running.state_changed.connect(self._show_list)
        self.thumbnails = ThumbnailStore(self)
        self.thumbnails.drawn.connect(self._show_thumbnails)
        self.add_state("reading", muted(tr("CampaignsPage", "Reading…")))
        self.add_state(
            "empty",
            EmptyState(
                "campaigns",
                tr("CampaignsPage", "No campaign yet"),
                tr(
                    "CampaignsPage",
                    "A campaign says whom to reach with which creatives, when, and for how much. It is checked while "
                    "you write it, and tried in a simulation before it costs anything.",
                ),
                tr("CampaignsPage", "New campaign"),
                self.start_new,
            ),
        )
        QShortcut(QKeySequence("Ctrl+Return"), self, self.simulate)

    def _build_header(self) -> None:
        self._switches = {
            PLAN: self._switch(tr("CampaignsPage", "Plan"), "showPlan", PLAN),
            SIMULATION: self._switch(tr("CampaignsPage", "Simulation"), "showSimulation", SIMULATION),
            SEARCH: self._switch(tr("CampaignsPage", "Optimise"), "showSearch", SEARCH),
        }
        group = QButtonGroup(self)
        for made in self._switches.values():
            group.addButton(made)
        self._switches[PLAN].setChecked(True)
        self.set_header(
            tr("CampaignsPage", "Campaigns"),
            tr(
                "CampaignsPage",
                "Plan a campaign, check it, and try it in simulation before it costs anything.",
            ),
            *self._switches.values(),
        )

    def _switch(self, text: str, name: str, view: str) -> QPushButton:
        made = button(text, lambda: self.show_view(view), name=name)
        made.setCheckable(True)
        return made

    def _build_content(self) -> None:
        actions = CampaignActions(self.start_new, self.duplicate, self.rename, self.export, self.delete)
        self.list = CampaignList(actions)
        self.list.chosen.connect(self.choose)
        self.planning = PlanView(self)
        self._ahead = Steps(self)
        self.planning.made.connect(self._make_ahead)
        self.planning.edited.connect(self.edit)
        self.planning.simulate_asked.connect(self.simulate)
        self.planning.menu_asked.connect(self.list.open_menu)
        self.planning.page_asked.connect(self.context.open_page)
        line = row(self.list, self.planning, spacing=GRID * 2)
        line.setStretch(1, 1)
        whole = QWidget()
        whole.setLayout(line)
        self._views = QStackedWidget()
        self._views.addWidget(whole)
        self.content.addWidget(self._views, 1)

    @cached_property
    def simulation(self) -> SimulationView:
        """The simulation of the chosen campaign; made when it is first needed, so that the page opens at once."""
        made = SimulationView()
        made.start_asked.connect(self.simulate)
        made.command_given.connect(self.running.send)
        made.results_asked.connect(lambda run: self.context.open_page("results", run))
        made.campaign_asked.connect(self.open_item)
        self._views.addWidget(made)
        if self._plan is not None:
            made.show_campaign(self._plan, sound=self._sound)
        return made

    def _make_ahead(self) -> None:
        """Make the simulation's view piece by piece while the plan is read, so that starting one holds nothing up."""
        if self._has_simulation() or not preload.loaded("pyqtgraph"):
            return
        self._ahead.add(lambda: self.simulation, lambda: self.simulation.make_ahead())

    def _has_simulation(self) -> bool:
        return "simulation" in self.__dict__

    @cached_property
    def search(self) -> SearchView:
        """The search for a better plan; made when it is first shown."""
        made = SearchView(self)
        made.plan_kept.connect(self._show_kept_plan)
        self._views.addWidget(made)
        if self._plan is not None:
            made.show_campaign(self._plan, sound=self._sound)
        return made

    def _has_search(self) -> bool:
        return "search" in self.__dict__

    def _show_kept_plan(self, name: str) -> None:
        self.context.show_message(tr("CampaignsPage", "Kept as “{name}”.", name=name), "good")
        self._wanted = name
        self.show_view(PLAN)
        self.refresh(frozenset())

    # -- the page's life ---------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Forget what belonged to the project before."""
        self.edits.forget()
        self._check_soon.stop()
        self._standing, self._number, self._plan = None, None, None
        self._simulates_when_kept = False
        self.thumbnails.forget()
        self.running.forget()
        if self._has_simulation():
            self.simulation.show_nothing()
        if self._has_search():
            self.search.show_nothing()
        self.show_view(PLAN)
        self.show_state("reading")

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the plans and what they can be made of."""
        generation = self.edits.generation
        self.run_quiet(
            partial(tasks.read_standing, self.project),
            on_done=lambda standing: self._show_standing(standing, generation),
        )

    def _show_standing(self, standing: Standing, generation: int) -> None:
        self._standing = standing
        if not standing.campaigns:
            self._number, self._plan = None, None
            self.show_state("empty")
            self._show_list()
            return
        self.thumbnails.want(standing.creatives, standing.brand)
        self.planning.show_standing(standing, self.thumbnails.images)
        if self._wanted:
            wanted = (info.id for info in standing.campaigns if info.name == self._wanted)
            self._number, self._wanted = next(wanted, self._number), ""
        by_number = {info.id: info for info in standing.campaigns}
        chosen = by_number.get(self._number or 0) or standing.campaigns[0]
        if chosen.id != self._number or self._plan is None:
            self._open(chosen.id)
        elif self.edits.idle and generation == self.edits.generation:
            self._show_plan(chosen.plan)
        self.show_state("content")
        self._show_list()
        if self._is_new and self._number == chosen.id:
            self._is_new = False
            self.rename()

    def _show_list(self) -> None:
        if self._standing is not None:
            told = self.running.told()
            self.list.show_lines([line_of(info, told) for info in self._standing.campaigns], self._number)

    def _show_thumbnails(self) -> None:
        self.planning.editor.show_thumbnails(self.thumbnails.images)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was edited last."""
        super().hideEvent(event)
        if self.has_project:
            self.edits.flush()

    def save_state(self) -> dict[str, Any]:
        """Keep which campaign and view is shown, seed and speed, and the run that is under way."""
        self.edits.flush()
        return {
            "number": self._number,
            "view": self.view_shown(),
            "simulation": self.simulation.values() if self._has_simulation() else None,
            "running": self.running.plan_under_way(),
            "search": self.search.kept() if self._has_search() else None,
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back what `save_state` kept, and take up a run that is under way."""
        if not state:
            return
        self._number = state["number"]
        if state["simulation"] is not None:
            self.simulation.set_values(state["simulation"])
        self.running.take_up(state["running"])
        if state["search"] is not None:
            self.search.take_up(state["search"])
        self._switches[state["view"]].setChecked(True)

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        texts = (
            ("new", tr("CampaignsPage", "New campaign"), self.start_new, ""),
            ("duplicate", tr("CampaignsPage", "Duplicate the campaign"), self.duplicate, ""),
            ("export", tr("CampaignsPage", "Export the campaign for an ad platform"), self.export, ""),
            ("simulate", tr("CampaignsPage", "Simulate the campaign"), self.simulate, "Ctrl+Return"),
            ("plan", tr("CampaignsPage", "Show the plan"), partial(self.show_view, PLAN), ""),
            (
                "simulation",
                tr("CampaignsPage", "Show the simulation"),
                partial(self.show_view, SIMULATION),
                "",
            ),
            ("search", tr("CampaignsPage", "Look for a better plan"), partial(self.show_view, SEARCH), ""),
        )
        return [
            Command(f"campaigns.{name}", text, run, keys, needs_project=True)
            for name, text, run, keys in texts
        ]

    def open_item(self, item: str) -> None:
        """Show a campaign by its name."""
        self._wanted = item
        if self._standing is not None:
            self._show_standing(self._standing, self.edits.generation)

    # -- choosing ----------------------------------------------------------------------------------------

    def view_shown(self) -> str:
        """Return plan, simulation or search."""
        return next(name for name, made in self._switches.items() if made.isChecked())

    def show_view(self, view: str) -> None:
        """Show the plan of the chosen campaign, its simulation, or the search for a better one."""
        self._switches[view].setChecked(True)
        if view == PLAN:
            self._views.setCurrentIndex(0)
        elif view == SEARCH:
            self._views.setCurrentWidget(self.search)
        else:
            self._views.setCurrentWidget(self.simulation)
            if self._plan is not None and self.has_project:
                self.running.show_campaign(self._plan)

    def choose(self, number: int) -> None:
        """Open a campaign; what was edited in the one before is kept."""
        if number != self._number:
            self.edits.flush()
            self._open(number)
            self._show_list()

    def _open(self, number: int) -> None:
        assert self._standing is not None
        info = next(info for info in self._standing.campaigns if info.id == number)
        self._number = number
        self._show_plan(info.plan)
        self.show_view(self.view_shown())

    def _show_plan(self, plan: CampaignPlan) -> None:
        if plan != self._plan:
            self._take(plan)
        self._check()

    def _take(self, plan: CampaignPlan) -> None:
        self._plan = plan
        self.planning.show_plan(plan)
        self._tell_simulation(sound=True)

    def _tell_simulation(self, *, sound: bool) -> None:
        self._sound = sound
        if self._has_simulation() and self._plan is not None:
            self.simulation.show_campaign(self._plan, sound=sound)
        if self._has_search() and self._plan is not None:
            self.search.show_campaign(self._plan, sound=sound)

    # -- editing -----------------------------------------------------------------------------------------

    def edit(self, path: str, value: object) -> None:
        """Take over an edit of a field; it is checked, and kept as one operation."""
        from admanager.simulation.plans import with_value

        if self._plan is None or self._number is None:
            return
        if path == "name" and self._is_taken(str(value)):
            why = tr(
                "CampaignsPage", "A campaign is called “{name}” already; choose another name.", name=value
            )
            self.banner.show_message(why, "bad")
            self.planning.refuse_name(self._plan, why)
            return
        try:
            plan = with_value(self._plan, path, value)
        except AdManagerError as error:
            self.show_failure(error)
            self.planning.show_plan(self._plan)
            return
        self.banner.hide()
        self._take(plan)
        self.edits.put(Edit(self._number, plan, path))
        self._check_soon.start()

    def _is_taken(self, name: str) -> bool:
        assert self._standing is not None
        return any(info.name == name and info.id != self._number for info in self._standing.campaigns)

    def _write_edit(
        self, edit: Edit, done: Callable[[], object], failed: Callable[[AdManagerError], object]
    ) -> None:
        from admanager.simulation.plans import save_edit

        self.run_quiet(
            partial(save_edit, self.project, edit.number, edit.plan, edit.part), lambda _none: done(), failed
        )

    def _on_kept(self) -> None:
        self.refresh(frozenset())
        if self._simulates_when_kept:
            self._simulates_when_kept = False
            self._start_run()

    def _on_not_kept(self, error: AdManagerError) -> None:
        self._simulates_when_kept = False
        self.show_failure(error)
        self._plan = None
        self.refresh(frozenset())

    def _check(self) -> None:
        if self._plan is None or not self.has_project:
            return
        self._checks += 1
        asked, plan = self._checks, self._plan

        def show(inspection: Inspection) -> None:
            if asked == self._checks:
                self.planning.show_inspection(plan, inspection)
                self._tell_simulation(sound=not inspection.has_errors)

        self.run_quiet(partial(tasks.inspect, self.project, plan), on_done=show)

    # -- campaigns ---------------------------------------------------------------------------------------

    def start_new(self) -> None:
        """Make a campaign from what the project holds, and open it."""
        self.edits.flush()
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace").removeprefix("Etc/")
        name, group = tr("CampaignsPage", "New campaign"), tr("CampaignsPage", "Everyone")
        self.run_quiet(
            partial(tasks.create, self.project, name, group, date.today(), zone or "UTC"),
            on_done=self._created,
        )

    def _created(self, number: int) -> None:
        self._number, self._plan = number, None
        self._is_new = True
        self.refresh(frozenset())

    def duplicate(self) -> None:
        """Make a copy of the chosen campaign, and open it."""
        from admanager.simulation.drafts import duplicate_campaign

        if self._number is not None:
            self.edits.flush()
            self.run_quiet(partial(duplicate_campaign, self.project, self._number), on_done=self._created)

    def rename(self) -> None:
        """Go to the campaign's name."""
        self.show_view(PLAN)
        self.planning.go_to_name()

    def export(self) -> None:
        """Ask for which ad platform the chosen campaign is to be written as a sheet, and write it."""
        if self._plan is not None and self.has_project:
            dialog = BulkSheetDialog(self, self._plan.name, self._sheet)
            dialog.export_asked.connect(partial(self._export, self._plan))
            dialog.open()

    def _export(self, plan: CampaignPlan, choice: BulkSheetChoice) -> None:
        self._sheet = choice
        self.run_job(
            tr("CampaignsPage", "Export “{name}” for an ad platform", name=plan.name),
            partial(tasks.write_sheet, self.project, plan, choice),
            on_done=lambda written: BulkSheetDone(self, written).open(),
        )

    def delete(self) -> None:
        """Delete the chosen campaign; undo brings it back."""
        from admanager.simulation.drafts import delete_campaign

        if self._number is None or self._plan is None:
            return
        told = tr(
            "CampaignsPage",
            "Deleted “{name}”; its runs are kept, and undo brings it back.",
            name=self._plan.name,
        )
        self.edits.flush()
        number, self._number, self._plan = self._number, None, None
        self.run_quiet(
            partial(delete_campaign, self.project, number),
            on_done=lambda _none: self.context.show_message(told),
        )

    # -- simulating --------------------------------------------------------------------------------------

    def simulate(self) -> None:
        """Simulate the chosen campaign once its last edit is kept."""
        self.show_view(SIMULATION)
        if self._plan is None or not self.has_project or not self._sound or self.running.busy:
            return
        self._simulates_when_kept = not self.edits.idle
        self.edits.flush()
        if not self._simulates_when_kept:
            self._start_run()

    def _start_run(self) -> None:
        if self._plan is not None:
            self.running.start(self._plan, self.simulation.seed.value(), self.simulation.speed.currentData())
