"""The page Audience: a row of sub-views over one set of people, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar

from admanager.gui.i18n import lazy, tr, tr_count
from admanager.gui.page import Command, Page, together
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.save_dialog import SaveDialog
from admanager.gui.widgets.basics import EmptyState, muted

if TYPE_CHECKING:
    from admanager.audience.behaviour import BehaviourResult
    from admanager.audience.preview import People
    from admanager.audience.segments import Segment
    from admanager.gui.pages.audience.attributes import AttributesTool
    from admanager.gui.pages.audience.segments_tool import SegmentsTool
    from admanager.gui.pages.audience.tasks import SomePeople
    from admanager.gui.pages.audience.tool import ToolView

# In the order of the tabs: from looking at people, over gathering them, to knowing them.
TITLES = {
    "explore": lazy("AudiencePage", "Explore"),
    "attributes": lazy("AudiencePage", "Attributes"),
    "segments": lazy("AudiencePage", "Segments"),
    "rfm": lazy("AudiencePage", "RFM"),
    "clusters": lazy("AudiencePage", "Clusters"),
    "lookalikes": lazy("AudiencePage", "Lookalikes"),
    "overlap": lazy("AudiencePage", "Overlap"),
    "compare": lazy("AudiencePage", "Compare"),
    "hours": lazy("AudiencePage", "Best hours"),
    "people": lazy("AudiencePage", "People"),
}


class AudiencePage(Page):
    """The sub-views, the people that they are about, and what they ask of one another."""

    name = "audience"
    tables_shown = frozenset({"profiles", "column_info", "segment", "events", "identity", "meta"})

    def build(self) -> None:
        """Make the row of tabs; a sub-view is made when its tab is first chosen."""
        self._people: People | None = None
        self._changed: frozenset[str] | None = None
        self.untold = False
        """Whether events tell of people what their profiles do not have yet."""
        self.currency = ""
        """The currency of the project's amounts, empty where none was chosen."""
        self._tools: dict[str, ToolView] = {}
        self._restored: dict[str, Any] = {}
        self._opening = ""
        self.tabs = QTabBar()
        self.tabs.setObjectName("audienceTabs")
        self.tabs.setAccessibleName(tr("AudiencePage", "Views of the audience"))
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for key, title in TITLES.items():
            self.tabs.setTabData(self.tabs.addTab(str(title)), key)
        self.tabs.currentChanged.connect(lambda _index: self._show_current())
        # The title of the chosen one is bold, and so wider than it was.
        self.tabs.currentChanged.connect(lambda _index: self.tabs.updateGeometry())
        # Beside the title, not below: the views need the height.
        self.set_header(tr("AudiencePage", "Audience"), "", self.tabs)
        self._views = QStackedWidget()
        self.content.addWidget(self._views, 1)
        self.add_state("reading", muted(tr("AudiencePage", "Reading…")))
        self.add_state(
            "empty",
            EmptyState(
                "audience",
                tr("AudiencePage", "Nobody here yet"),
                tr(
                    "AudiencePage",
                    "Import a file with one row for each person; their attributes and your segments appear here.",
                ),
                tr("AudiencePage", "Go to Data"),
                lambda: self.context.open_page("data"),
            ),
        )
        self.add_state(
            "events only",
            EmptyState(
                "audience",
                tr("AudiencePage", "Events, but nobody they belong to"),
                tr("AudiencePage", "The events name people by a key. Make a profile of each key, or import a file with one row for each person."),
                tr("AudiencePage", "Make people from the events"),
                self.build_behaviour,
                second_action=tr("AudiencePage", "Go to Data"),
                on_second_action=lambda: self.context.open_page("data"),
            ),
        )  # fmt: skip

    # -- the page's life -------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Forget the people of the project before."""
        self._people = self._changed = None
        for made in self._tools.values():
            made.start_anew()
        self.show_state("reading")

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the columns, then what hangs on those tables that were changed."""
        self._changed = together(self._changed, tables)
        self.run_quiet(partial(tasks.audience, self.project), self._show_audience, newest="audience")

    def _show_audience(self, found: tasks.Audience) -> None:
        tables, self._changed = self._changed or frozenset(), None
        known, self._people = self._people, found.people
        if not found.people.rows:
            self.show_state("events only" if found.events else "empty")
            return
        self.untold = found.events and not found.told
        self.currency = found.currency
        for made in self._tools.values():
            made.note_changes(tables if known is not None else frozenset())
        self.show_state("content")
        self._show_current()

    @property
    def people(self) -> People:
        """The people of the open project."""
        assert self._people is not None, "sub-views are shown once the people are read"
        return self._people

    def tool(self, key: str) -> ToolView:
        """Return a sub-view, made when it is first asked for."""
        if key not in self._tools:
            made = _make(key, self)
            self._tools[key] = made
            self._views.addWidget(made)
            if key in self._restored:
                made.set_state(self._restored.pop(key))
        return self._tools[key]

    @property
    def segments(self) -> SegmentsTool:
        """The sub-view of the segments."""
        return cast("SegmentsTool", self.tool("segments"))

    @property
    def attributes(self) -> AttributesTool:
        """The sub-view of the attributes."""
        return cast("AttributesTool", self.tool("attributes"))

    def view_shown(self) -> str:
        """Return which sub-view is chosen."""
        return str(self.tabs.tabData(self.tabs.currentIndex()))

    def show_view(self, name: str) -> None:
        """Show a sub-view by its name."""
        self.tabs.setCurrentIndex(list(TITLES).index(name))
        self._show_current()

    def _show_current(self) -> None:
        # Before the people are known there is nothing that a sub-view could be about.
        if self._people is not None and self._people.rows:
            self._views.setCurrentWidget(self.tool(self.view_shown()))

    def open_item(self, item: str) -> None:
        """Open a saved segment by its name."""
        self.open_segment(item)

    def commands(self) -> list[Command]:
        """Offer a new segment and every sub-view."""
        new = Command("audience.new", tr("AudiencePage", "New segment"), self.start_new, needs_project=True)
        return [
            new,
            *(
                Command(
                    f"audience.{key}",
                    tr("AudiencePage", "Audience: {view}", view=str(title)),
                    partial(self.show_view, key),
                    needs_project=True,
                )
                for key, title in TITLES.items()
            ),
        ]

    def start_new(self) -> None:
        """Begin a new segment."""
        self.show_view("segments")
        if self._people is not None and self._people.rows:
            self.segments.view.start_new()

    def save_state(self) -> dict[str, Any]:
        """Keep the sub-view that is shown, and what each of them keeps."""
        states = {key: made.state() for key, made in self._tools.items()}
        return {"view": self.view_shown(), "tools": self._restored | states}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back what `save_state` kept."""
        self._restored = dict(state["tools"])
        self.show_view(state["view"])

    def build_behaviour(self) -> None:
        """Write what the events tell of people into the profiles."""
        self.run_job(
            tr("AudiencePage", "Read what people did"),
            partial(tasks.build_behaviour, self.project, not self.people.rows),
            on_done=self._built,
            on_failed=self.show_failure,
            key="audience.behaviour",
            writes=True,
        )

    def _built(self, result: BehaviourResult) -> None:
        self.banner.hide()
        text = tr_count("AudiencePage", "The profile of {count} person tells now what they did.",
                        "The profiles of {count:,} people tell now what they did.", count=result.people)  # fmt: skip
        self.context.show_message(text, "good")

    # -- what sub-views ask ------------------------------------------------------------------------------

    def ask_save(self, name: str, rule: str, words: str) -> None:
        """Ask under which name a rule is to be saved as a segment, and save it."""
        dialog = SaveDialog(self, name, words)
        dialog.save_asked.connect(lambda chosen, static: self._save(chosen, rule, static=static))
        dialog.open()

    def _save(self, name: str, rule: str, *, static: bool) -> None:
        self.run_quiet(
            partial(tasks.save_segment, self.project, name, rule, static, ""), on_done=self._take_segment
        )

    def _take_segment(self, segment: Segment) -> None:
        self.take_saved(segment.name)

    def take_saved(self, name: str) -> None:
        """Tell that a segment was saved."""
        self.banner.hide()
        self.context.show_message(tr("AudiencePage", "Saved “{name}”.", name=name), "good")

    def open_segment(self, name: str) -> None:
        """Show a saved segment in the builder."""
        self.show_view("segments")
        self.segments.open(name)

    def open_rule(self, rule: str) -> None:
        """Show a rule in the builder, as a new segment."""
        self.show_view("segments")
        self.segments.open_rule(rule)

    def use_column(self, column: str) -> None:
        """Begin a condition on a column."""
        self.show_view("segments")
        self.segments.use_column(column)

    def open_person(self, row: int) -> None:
        """Show the card of the person in this row of the profiles."""
        from admanager.gui.pages.audience.people import PeopleTool

        self.show_view("people")
        cast("PeopleTool", self.tool("people")).open_person(row)

    def open_people(self, name: str, work: Callable[[], SomePeople]) -> None:
        """Show people who are no segment, under a name; `work` reads them."""
        from admanager.gui.pages.audience.people import PeopleTool

        self.show_view("people")
        cast("PeopleTool", self.tool("people")).show_group(name, work)


def _make(key: str, page: AudiencePage) -> ToolView:
    """Return a sub-view; its module is imported when it is first needed."""
    from importlib import import_module

    module, name = _CLASSES[key]
    made: ToolView = getattr(import_module(f"admanager.gui.pages.audience.{module}"), name)(page)
    return made


_CLASSES = {
    "explore": ("explore", "ExploreTool"),
    "attributes": ("attributes", "AttributesTool"),
    "segments": ("segments_tool", "SegmentsTool"),
    "rfm": ("rfm", "RfmTool"),
    "clusters": ("clusters", "ClustersTool"),
    "lookalikes": ("lookalikes", "LookalikesTool"),
    "overlap": ("overlap", "OverlapTool"),
    "compare": ("compare", "CompareTool"),
    "hours": ("hours", "HoursTool"),
    "people": ("people", "PeopleTool"),
}
