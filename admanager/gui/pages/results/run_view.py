"""One run with its whole result: tiles, charts, events; its parts; its plan, method and origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTabWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.results import texts
from admanager.gui.pages.results.attribution_view import AttributionView, Read
from admanager.gui.pages.results.run_overview import RunOverview
from admanager.gui.pages.results.run_parts import RunParts
from admanager.gui.pages.results.run_plan import RunPlan
from admanager.gui.pages.results.run_sides import RunSides
from admanager.gui.theme import GRID
from admanager.gui.widgets import ElidedLabel, button, empty_tabs, icon_button, label, row, scroll_in
from admanager.gui.widgets.steps import Step

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Shown
    from admanager.simulation.attribution import By
    from admanager.simulation.runs import RunInfo

OVERVIEW, SIDES, PARTS, ATTRIBUTION, PLAN = range(5)


@dataclass(frozen=True)
class RunActions:
    """What can be done with the run that is shown."""

    back: Callable[[], object]
    compare: Callable[[int], object]
    export: Callable[[], object]
    delete: Callable[[], object]
    train: Callable[[], object]
    read_credits: Read
    work_out: Callable[[By], object]


class RunView(QWidget):
    """Shows a run that was read; it reads nothing itself.

    What the tabs hold is made when it is needed first, or ahead by `pieces`.
    """

    def __init__(self, actions: RunActions) -> None:
        super().__init__()
        self._actions = actions
        self._others: list[RunInfo] = []
        self._stale: set[int] = set()
        self.shown: Shown | None = None
        self.back = button(
            tr("RunView", "All runs"), actions.back, kind="quiet", icon="chevron-left", name="backToRuns"
        )
        self.title = ElidedLabel(role="heading")
        self.subtitle = ElidedLabel(role="caption")
        self.made_up = label(tr("RunView", "Generated data"), "badge")
        self.made_up.setToolTip(
            tr(
                "RunView",
                "The people of this run were made by the program; nothing here is about real customers.",
            )
        )
        self.stopped = label(texts.state_text("stopped"), "badge")
        self.stopped.setToolTip(tr("RunView", "All figures end where the run was stopped."))
        self.compare = button(tr("RunView", "Compare with"), self._open_compare, name="compareWith")
        self.export = button(
            tr("RunView", "Export report…"),
            actions.export,
            kind="primary",
            icon="export",
            name="exportReport",
        )
        self.more = icon_button("more", tr("RunView", "More actions"), self._open_more, name="runMenu")
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self._holders = empty_tabs(
            self.tabs,
            tr("RunView", "Overview"),
            tr("RunView", "Three views"),
            tr("RunView", "Breakdown"),
            tr("RunView", "Attribution"),
            tr("RunView", "Plan and method"),
        )
        self.tabs.currentChanged.connect(lambda _: self._fill_tab())
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self.title)
        text.addWidget(self.subtitle)
        head = row(self.back, self.stopped, self.made_up, self.compare, self.export, self.more)
        for badge in (self.stopped, self.made_up):
            head.setAlignment(badge, Qt.AlignmentFlag.AlignVCenter)
        head.insertLayout(1, text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)

    # -- the tabs ----------------------------------------------------------------------------------------

    def pieces(self) -> Iterator[Step]:
        """Yield what makes the tabs, each short, to be run before there is a run to show."""
        yield lambda: self.overview
        yield lambda: self.sides
        yield lambda: self.parts
        yield lambda: self.attribution
        yield lambda: self.plan

    @cached_property
    def overview(self) -> RunOverview:
        """How the run went at a glance."""
        made = RunOverview(self._actions.train)
        scroll_in(self._holders[OVERVIEW], made)
        return made

    @cached_property
    def sides(self) -> RunSides:
        """The run as the advertiser, the platform and the people see it."""
        made = RunSides()
        scroll_in(self._holders[SIDES], made)
        return made

    @cached_property
    def parts(self) -> RunParts:
        """The parts of the run."""
        made = RunParts()
        self._hold(PARTS, made)
        return made

    @cached_property
    def attribution(self) -> AttributionView:
        """What gets the credit for the conversions."""
        made = AttributionView(self._actions.read_credits, self._actions.work_out)
        self._hold(ATTRIBUTION, made)
        return made

    @cached_property
    def plan(self) -> RunPlan:
        """What the run was made of."""
        made = RunPlan()
        scroll_in(self._holders[PLAN], made)
        return made

    def _hold(self, tab: int, made: QWidget) -> None:
        self._holders[tab].addWidget(made)
        made.show()

    # -- showing -----------------------------------------------------------------------------------------

    def show_run(self, shown: Shown, others: list[RunInfo]) -> None:
        """Show a run; `others` are those that it can be compared with."""
        self.shown, self._others = shown, others
        info = shown.run.info
        self.title.set_text(info.name)
        self.subtitle.set_text(
            tr(
                "RunView",
                "{campaign} · {state} · seed {seed} · simulated {time}",
                campaign=info.campaign,
                state=texts.state_text(info.state),
                seed=info.seed,
                time=fmt.time(info.started),
            )
        )
        self.stopped.setVisible(info.state == "stopped")
        self.made_up.setVisible(shown.generated)
        self.compare.setEnabled(bool(others))
        self._stale = {OVERVIEW, SIDES, PARTS, ATTRIBUTION, PLAN}
        self._fill_tab()

    def _fill_tab(self) -> None:
        """Fill the tab that is seen; the others wait until they are."""
        tab = self.tabs.currentIndex()
        if self.shown is None or tab not in self._stale:
            return
        self._stale.discard(tab)
        if tab == ATTRIBUTION:
            self.attribution.forget()
        else:
            shows = {OVERVIEW: self.overview, SIDES: self.sides, PARTS: self.parts, PLAN: self.plan}
            shows[tab].show_run(self.shown)

    def place(self) -> tuple[int, int]:
        """Return which tab and which breakdown are shown."""
        return self.tabs.currentIndex(), self.parts.by.currentIndex()

    def set_place(self, place: tuple[int, int]) -> None:
        """Show a tab and a breakdown again."""
        self.tabs.setCurrentIndex(place[0])
        self.parts.by.setCurrentIndex(place[1])

    # -- menus -------------------------------------------------------------------------------------------

    def compare_menu(self) -> QMenu:
        """Return the menu of the runs that this one can be compared with."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for info in self._others:
            # An ampersand in a name would become a mnemonic.
            text = info.name.replace("&", "&&")
            made.addAction(text, lambda number=info.id: self._actions.compare(number))
        return made

    def _open_compare(self) -> None:
        self.compare_menu().popup(self.compare.mapToGlobal(self.compare.rect().bottomLeft()))

    def more_menu(self) -> QMenu:
        """Return the menu of further actions."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        train = made.addAction(tr("RunView", "Train a model on its impressions"), self._actions.train)
        train.setEnabled(self.shown is not None and bool(self.shown.kept))
        made.addSeparator()
        made.addAction(tr("RunView", "Delete the run…"), self._actions.delete)
        return made

    def _open_more(self) -> None:
        self.more_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
