"""The Results page: the list of kept runs, one run with its whole result, or two runs compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from admanager.gui.i18n import tr
from admanager.gui.page import Command, Page
from admanager.gui.pages.results import tasks
from admanager.gui.pages.results.compare_view import CompareView
from admanager.gui.pages.results.dialogs import ask_delete, ask_report_path
from admanager.gui.pages.results.judging import Judging
from admanager.gui.pages.results.run_list import RunList
from admanager.gui.pages.results.run_view import RunActions, RunView
from admanager.gui.widgets import EmptyState, button
from admanager.gui.widgets.steps import Steps

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Listed, Pair, Shown
    from admanager.simulation.attribution import By
    from admanager.simulation.incrementality import Attribution
    from admanager.simulation.runs import RunInfo
    from admanager.texts import AdManagerError

BUSY_MILLISECONDS = 400
EXPORT = "results.report"
EFFECTS = "results.effects"


class ResultsPage(Page):
    """What came of the runs that were kept."""

    name = "results"
    tables_shown = frozenset({"run", "import_batch", "meta"})

    def build(self) -> None:
        """Make the list, the view of one run and that of two."""
        self._infos: dict[int, RunInfo] = {}
        self._wanted: tuple[int, ...] = ()
        """What is to be shown: no number for the list, one for a run, two for a pair."""
        self._wanted_name = ""
        self.judging = Judging(self)
        self._ahead = Steps(self)
        self._can_show_run = False
        self._shown_when_made: Callable[[], object] | None = None
        self.set_header(
            tr("ResultsPage", "Results"),
            tr("ResultsPage", "What came of each run, how sure that is, and how two runs differ."),
            button(tr("ResultsPage", "Reliability"), self.judging.open_reliability, name="openReliability"),
            button(tr("ResultsPage", "Logs"), self.judging.open_logs, name="openLogs"),
        )
        self.list = RunList()
        self.list.open_asked.connect(self.open_run)
        self.list.compare_asked.connect(self.open_pair)
        self.list.export_asked.connect(self.ask_export)
        self.list.delete_asked.connect(lambda numbers: self.ask_delete(numbers[0]))
        self.list.curves_asked.connect(self._read_curves)
        self._places = QStackedWidget()
        self._places.addWidget(self.list)
        self.content.addWidget(self._places, 1)
        self._add_states()
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.show_list)

    # The two further views are made when they are first needed, so that the page opens quickly; that of a run is
    # made piece by piece while its list is looked at.

    @cached_property
    def run(self) -> RunView:
        """The view of one run."""
        made = RunView(
            RunActions(
                back=self.show_list,
                compare=lambda other: self.open_pair(self._wanted[0], other),
                export=lambda: self.ask_export(self._wanted[0]),
                delete=lambda: self.ask_delete(self._wanted[0]),
                train=lambda: self.context.open_page("models"),
                read_credits=self._read_credits,
                work_out=self.work_out_effects,
            )
        )
        self._places.addWidget(made)
        return made

    def _make_ahead(self) -> None:
        if not self._can_show_run and not self._ahead.waiting:
            self._ahead.add(
                lambda: self.run, lambda: self._ahead.add(*self.run.pieces(), self._note_run_can_be_shown)
            )

    def _note_run_can_be_shown(self) -> None:
        self._can_show_run = True
        show, self._shown_when_made = self._shown_when_made, None
        if show is not None:
            show()

    @property
    def drawing(self) -> bool:
        """Whether some part of the page still waits for being made or shown."""
        return any(steps.waiting for steps in self.findChildren(Steps))

    @cached_property
    def pair(self) -> CompareView:
        """The view of two runs."""
        made = CompareView(self.show_list)
        made.head.pair_asked.connect(self.open_pair)
        self._places.addWidget(made)
        return made

    def _add_states(self) -> None:
        self.add_state(
            "empty",
            EmptyState(
                "results",
                tr("ResultsPage", "No runs yet"),
                tr(
                    "ResultsPage",
                    "Simulate a campaign: the run is kept here with its curves, its parts and its report.",
                ),
                tr("ResultsPage", "Plan a campaign"),
                lambda: self.context.open_page("campaigns"),
            ),
        )
        self.add_state(
            "busy",
            EmptyState(
                "clock",
                tr("ResultsPage", "Reading the runs…"),
                tr("ResultsPage", "Long flights with many creatives take a moment."),
            ),
        )
        self._busy_soon = QTimer(self, singleShot=True, interval=BUSY_MILLISECONDS)
        self._busy_soon.timeout.connect(lambda: self.show_state("busy"))

    # -- the page's life ---------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Forget the runs of the project before."""
        self._infos, self._wanted, self._wanted_name = {}, (), ""
        self._shown_when_made = None
        self.list.forget_curves()
        self.judging.forget()
        self._places.setCurrentWidget(self.list)

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the list, and what is open, anew."""
        if not tables or "import_batch" in tables:
            self.judging.look_for_feedback()
        self._busy_soon.start()
        self.run_quiet(partial(tasks.read_list, self.project), self._show_list, self._failed, newest="list")

    def _failed(self, error: AdManagerError) -> None:
        self._busy_soon.stop()
        self.show_state("content" if self._infos else "empty")
        self.show_failure(error)

    def _show_list(self, listed: Listed) -> None:
        self._busy_soon.stop()
        self._infos = {row.info.id: row.info for row in listed.rows}
        self.list.show_runs(listed.rows)
        if listed.rows:
            self._make_ahead()
        alone = self.judging.shows(self._places.currentWidget())
        self.show_state("content" if listed.rows or alone else "empty")
        named = next(
            (info.id for info in self._infos.values() if self._wanted_name in {info.name, str(info.id)}), 0
        )
        self._wanted_name = ""
        if named:
            self.open_run(named)
        elif alone and not self._wanted:
            return
        elif not set(self._wanted) <= set(self._infos):
            self.show_list()
        elif len(self._wanted) == 1:
            self.open_run(*self._wanted)
        elif len(self._wanted) == 2:
            self.open_pair(*self._wanted)

    def save_state(self) -> dict[str, Any]:
        """Return what is open, and where in it."""
        return {
            "wanted": self._wanted,
            "selected": self.list.selected(),
            "run": self.run.place() if "run" in vars(self) else None,
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Open again what was open."""
        self._wanted = tuple(state["wanted"])
        if state["run"] is not None:
            self.run.set_place(state["run"])
        self.list.select(state["selected"])

    def open_item(self, item: str) -> None:
        """Open the run with this name or number, at once or when the list is read."""
        found = next((info.id for info in self._infos.values() if item in {info.name, str(info.id)}), None)
        if found is not None:
            self.open_run(found)
        else:
            self._wanted_name = item

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        texts = (
            ("list", tr("ResultsPage", "Show all runs"), self.show_list),
            ("compare", tr("ResultsPage", "Compare the two newest runs"), self._compare_newest),
            ("report", tr("ResultsPage", "Export the report of a run"), self._export_current),
            (
                "reliability",
                tr("ResultsPage", "How far can forecasts be trusted?"),
                self.judging.open_reliability,
            ),
            ("logs", tr("ResultsPage", "Play a log again"), self.judging.open_logs),
        )
        return [Command(f"results.{name}", text, run, needs_project=True) for name, text, run in texts]

    # -- list, run, pair ---------------------------------------------------------------------------------

    def show_list(self) -> None:
        """Go back to the list, with what was open selected."""
        there = [number for number in self._wanted if number in self._infos]
        if there:
            self.list.select(there)
        self._wanted = ()
        self._places.setCurrentWidget(self.list)
        self.show_state("content" if self._infos else "empty")
        self.list.table.setFocus()

    def _read_curves(self, number: int) -> None:
        self.run_quiet(partial(tasks.read_run, self.project, number), self.list.show_curves, newest="curves")

    def open_run(self, number: int) -> None:
        """Read a run and show it."""
        self._wanted = (number,)
        self._busy_soon.start()
        read = partial(tasks.read_run, self.project, number)
        self.run_quiet(read, partial(self._show_run, number), self._failed)

    def _show_run(self, number: int, shown: Shown) -> None:
        if self._wanted != (number,):
            return
        if not self._can_show_run:
            self._shown_when_made = partial(self._show_run, number, shown)
            self._make_ahead()
            return
        self._busy_soon.stop()
        others = [info for info in self._infos.values() if info.id != number]
        self.run.show_run(shown, others)
        self._show_place(self.run)

    def _read_credits(
        self,
        by: By,
        show: Callable[[Attribution], object],
        refuse: Callable[[AdManagerError], object],
    ) -> None:
        number = self._wanted[0]

        def if_still_wanted(tell: Callable[[Any], object]) -> Callable[[Any], object]:
            return lambda found: tell(found) if self._wanted == (number,) else None

        read = partial(tasks.read_credits, self.project, number, by)
        self.run_quiet(read, if_still_wanted(show), if_still_wanted(refuse))

    def work_out_effects(self, by: By) -> None:
        """Play the run that is shown again without each of its parts."""
        number, view = self._wanted[0], self.run.attribution

        def failed(error: AdManagerError) -> None:
            self.show_failure(error)
            view.show_failed(error)

        def done(found: Attribution) -> None:
            if self._wanted == (number,):
                view.show_worked_out(found)

        record = self.run_job(
            tr("ResultsPage", "True effects of {name}", name=self._infos[number].name),
            partial(tasks.work_out_effects, self.project, number, by),
            on_done=done,
            on_failed=failed,
            key=EFFECTS,
        )
        view.show_job(record)

    def open_pair(self, a: int, b: int) -> None:
        """Read two runs and show how they differ."""
        self._wanted = (a, b)
        self._busy_soon.start()
        read = partial(tasks.read_pair, self.project, (a, b))
        self.run_quiet(read, partial(self._show_pair, (a, b)), self._failed)

    def _show_pair(self, wanted: tuple[int, int], pair: Pair) -> None:
        if self._wanted != wanted:
            return
        self._busy_soon.stop()
        self.pair.head.show_choices([(info.id, info.name) for info in self._infos.values()], *wanted)
        self.pair.show_pair(pair)
        self._show_place(self.pair)

    def _show_place(self, view: RunView | CompareView) -> None:
        self._show_view(view, view.head.back if isinstance(view, CompareView) else view.back)

    def show_beside_runs(self, view: QWidget, back: QWidget) -> None:
        """Show a view that is about no run; `back` leads to the list."""
        self._wanted = ()
        if self._places.indexOf(view) < 0:
            self._places.addWidget(view)
        self._show_view(view, back)

    def _show_view(self, view: QWidget, back: QWidget) -> None:
        self.show_state("content")
        if self._places.currentWidget() is not view:
            self._places.setCurrentWidget(view)
            back.setFocus()

    def _compare_newest(self) -> None:
        newest = list(self._infos)[:2]
        if len(newest) == 2:
            self.open_pair(newest[1], newest[0])
        else:
            self.context.show_message(tr("ResultsPage", "There are not two runs to compare yet."))

    # -- report and deleting -----------------------------------------------------------------------------

    def _export_current(self) -> None:
        chosen = [*self._wanted, *self.list.selected(), *self._infos][:1]
        if chosen:
            self.ask_export(chosen[0])
        else:
            self.context.show_message(tr("ResultsPage", "There is no run to report on yet."))

    def ask_export(self, number: int) -> None:
        """Ask where to save the report of a run."""
        folder = self.project.path.parent
        ask_report_path(self, self._infos[number], folder, partial(self.export_to, number))

    def export_to(self, number: int, path: Path) -> None:
        """Write the report of a run, and offer to open it."""
        self.run.export.setEnabled(False)
        self.run_job(
            tr("ResultsPage", "Report on {name}", name=self._infos[number].name),
            partial(tasks.export_report, self.project, number, path),
            on_done=self._exported,
            on_failed=self._export_failed,
            key=EXPORT,
        )

    def _exported(self, path: Path) -> None:
        from admanager.gui.errors import open_folder

        self.run.export.setEnabled(True)
        self.banner.show_message(
            tr("ResultsPage", "The report is saved as {path}.", path=str(path)),
            "good",
            action=tr("ResultsPage", "Open it"),
            on_action=partial(open_folder, path),
        )

    def _export_failed(self, error: AdManagerError) -> None:
        self.run.export.setEnabled(True)
        self.show_failure(error)

    def ask_delete(self, number: int) -> None:
        """Ask before deleting a run."""
        info = self._infos[number]

        def ask(shown: Shown) -> None:
            ask_delete(self, info, shown.kept, partial(self.delete, number))

        self.run_quiet(partial(tasks.read_run, self.project, number), ask)

    def delete(self, number: int, with_feedback: bool) -> None:
        """Delete a run."""
        name = self._infos[number].name
        self.run_job(
            tr("ResultsPage", "Delete {name}", name=name),
            partial(tasks.delete, self.project, number, with_feedback),
            on_done=lambda _: self.context.show_message(
                tr("ResultsPage", "The run “{name}” is deleted.", name=name), "good"
            ),
            on_failed=self.show_failure,
            key="results.delete",
            writes=True,
        )
