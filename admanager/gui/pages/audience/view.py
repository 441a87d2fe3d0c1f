"""The page Audience: attributes of people and segments, and the background work behind both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.page import Command, Page
from admanager.gui.pages.audience.attributes import AttributesView
from admanager.gui.widgets.basics import EmptyState, button, muted
from admanager.gui.widgets.dialogs import confirm

if TYPE_CHECKING:
    from admanager.audience.draft import Group
    from admanager.audience.export import SegmentExport
    from admanager.audience.preview import Considered, People, SavedCount
    from admanager.audience.segments import Segment, Use
    from admanager.audience.statistics import ColumnStatistics, Levels
    from admanager.gui.pages.audience.segments import SegmentsView
    from admanager.project.file import ProjectFile
    from admanager.texts import AdManagerError

# From here on describing the columns takes long enough to be shown as a job.
MANY_PEOPLE = 100_000
DESCRIBE_KEY = "audience.describe"


class AudiencePage(Page):
    """Attributes and segments; every query runs beside the window."""

    name = "audience"
    tables_shown = frozenset({"profiles", "column_info", "segment"})

    def build(self) -> None:
        """Make the switch between the two views; that of the segments waits until the core is loaded."""
        self._people: People | None = None
        self._segments: SegmentsView | None = None
        self._levels: dict[str, Levels | None] = {}
        self._restored: dict[str, Any] = {}
        self._opening = ""
        attributes = self._switch(
            tr("AudiencePage", "Attributes"), "showAttributes", lambda: self.show_view("attributes")
        )
        segments = self._switch(
            tr("AudiencePage", "Segments"), "showSegments", lambda: self.show_view("segments")
        )
        self._switches = {"attributes": attributes, "segments": segments}
        self._group = QButtonGroup(self)
        for made in self._switches.values():
            self._group.addButton(made)
        attributes.setChecked(True)
        self.set_header(
            tr("AudiencePage", "Audience"),
            tr(
                "AudiencePage",
                "See what is known of your people, and gather those you want to reach in segments.",
            ),
            attributes,
            segments,
        )
        self.attributes = AttributesView()
        self.attributes.use_asked.connect(self._use_attribute)
        self.attributes.read_asked.connect(self._describe)
        self._views = QStackedWidget()
        self._views.addWidget(self.attributes)
        self._segments_place = QWidget()
        self._views.addWidget(self._segments_place)
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

    def _switch(self, text: str, name: str, on_click: Callable[[], object]) -> QPushButton:
        made = button(text, on_click, name=name)
        made.setCheckable(True)
        return made

    # -- the page's life -------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Forget the people of the project before."""
        self._people = None
        self._levels.clear()
        self.attributes.forget()
        if self._segments is not None:
            self._views.removeWidget(self._segments)
            self._segments.deleteLater()
            self._segments = None
        self.show_state("reading")

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the columns, then what hangs on those tables that were changed."""
        self.run_quiet(
            partial(_people, self.project), on_done=lambda people: self._show_people(people, tables)
        )

    def _show_people(self, people: People, tables: frozenset[str]) -> None:
        known, self._people = self._people, people
        if not people.rows:
            self.show_state("empty")
            return
        self.show_state("content")
        if not tables or known is None or tables & {"profiles", "column_info"}:
            self._levels.clear()
            self._describe()
        self._show_segments_view()
        self._read_segments()

    def _describe(self) -> None:
        assert self._people is not None
        work = partial(_describe, self.project)
        if self._people.rows < MANY_PEOPLE:
            self.attributes.show_reading()
            self.run_quiet(work, on_done=self.attributes.show_statistics, on_failed=self._not_described)
            return
        running = self.context.job(DESCRIBE_KEY)
        if running is not None and not running.finished:
            running.cancel()
        record = self.run_job(
            tr("AudiencePage", "Read the attributes"),
            work,
            on_done=self.attributes.show_statistics,
            on_failed=self._not_described,
            key=DESCRIBE_KEY,
        )
        self.attributes.show_reading(record)

    def _not_described(self, error: AdManagerError) -> None:
        running = self.context.job(DESCRIBE_KEY)
        if running is not None and not running.finished:
            return  # a newer job has taken its place
        self.attributes.show_stopped()
        self.show_failure(error)

    def _show_segments_view(self) -> None:
        from admanager.gui.pages.audience.segments import SegmentsView

        assert self._people is not None
        if self._segments is None:
            made = SegmentsView(self._consider)
            made.save_asked.connect(self._save)
            made.delete_asked.connect(self._ask_delete)
            made.export_asked.connect(self._export)
            self._segments = made
            self._views.addWidget(made)
        made = self._segments
        types = {column.name: column.type for column in self._people.columns if column.role != "ignored"}
        made.builder.set_vocabulary(types, tuple(made.names()), self._suggest)
        if self._restored:
            made.set_state(self._restored.pop("segment"))
            self._restored = {}
        else:
            made.builder.ask_again()
        if self._opening:
            made.open(self._opening)
            self._opening = ""
        self.show_view(self.view_shown())

    def view_shown(self) -> str:
        """Return which of the two views is chosen."""
        return next(name for name, made in self._switches.items() if made.isChecked())

    def show_view(self, name: str) -> None:
        """Show the attributes or the segments."""
        self._switches[name].setChecked(True)
        shown = self.attributes if name == "attributes" else self._segments or self._segments_place
        self._views.setCurrentWidget(shown)

    def open_item(self, item: str) -> None:
        """Open a saved segment by its name."""
        self._switches["segments"].setChecked(True)
        if self._segments is None:
            self._opening = item
            return
        self.show_view("segments")
        self._segments.open(item)

    def commands(self) -> list[Command]:
        """Offer a new segment and the two views."""
        return [
            Command("audience.new", tr("AudiencePage", "New segment"), self.start_new, needs_project=True),
            Command(
                "audience.attributes",
                tr("AudiencePage", "Show attributes"),
                lambda: self.show_view("attributes"),
                needs_project=True,
            ),
            Command(
                "audience.segments",
                tr("AudiencePage", "Show segments"),
                lambda: self.show_view("segments"),
                needs_project=True,
            ),
        ]

    def start_new(self) -> None:
        """Begin a new segment."""
        self.show_view("segments")
        if self._segments is not None:
            self._segments.start_new()

    def save_state(self) -> dict[str, Any]:
        """Keep the view, the attribute and the rule that is being built."""
        state: dict[str, Any] = {"view": self.view_shown(), "attribute": self.attributes.chosen()}
        if self._segments is not None:
            state["segment"] = self._segments.state()
        return state

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back what `save_state` kept, as soon as the people are read."""
        self._switches[state["view"]].setChecked(True)
        self.attributes.remember(state["attribute"])
        if "segment" in state:
            self._restored = {"segment": state["segment"]}

    # -- questions of the builder ----------------------------------------------------------------------

    def _consider(self, question: Group | str, answer: Callable[[Considered], None]) -> None:
        if not self.has_project:
            return
        self.run_quiet(
            partial(_consider, self.project, question), on_done=answer, on_failed=self._not_considered
        )

    def _not_considered(self, error: AdManagerError) -> None:
        if self._segments is not None:
            self._segments.builder.failed()
        self.show_failure(error)

    def _suggest(self, column: str, answer: Callable[[Levels | None], None]) -> None:
        if column in self._levels:
            answer(self._levels[column])
            return

        def keep(found: Levels | None) -> None:
            self._levels[column] = found
            answer(found)

        # A column that is gone is told by the count; here it only means that there is nothing to offer.
        self.run_quiet(partial(_levels, self.project, column), on_done=keep, on_failed=lambda _error: None)

    def _use_attribute(self, column: str) -> None:
        if self._segments is not None:
            self.show_view("segments")
            self._segments.use_column(column)

    # -- saved segments --------------------------------------------------------------------------------

    def _read_segments(self) -> None:
        self.run_quiet(partial(_saved, self.project), on_done=self._show_saved)

    def _show_saved(self, saved: list[SavedCount]) -> None:
        view = self._segments
        if view is not None:
            view.show_segments(saved)
            view.builder.set_vocabulary(
                view.builder.types(), tuple(each.name for each in saved), self._suggest
            )

    def _save(self, name: str, rule: str, static: bool, before: str) -> None:
        self.run_quiet(partial(_save, self.project, name, rule, static, before), on_done=self._saved)

    def _saved(self, segment: Segment) -> None:
        self.banner.hide()
        if self._segments is not None:
            self._segments.saved_as(segment.name)
        self.context.show_message(tr("AudiencePage", "Saved “{name}”.", name=segment.name), "good")

    def _ask_delete(self, name: str) -> None:
        self.run_quiet(
            partial(_uses, self.project, name), on_done=lambda uses: self._confirm_delete(name, uses)
        )

    def _confirm_delete(self, name: str, uses: list[Use]) -> None:
        if uses:
            text = tr(
                "AudiencePage",
                "It is used in {uses}, which will not find anybody through it any more. You can undo this.",
                uses=", ".join(f"“{use.name}”" for use in uses),
            )
        else:
            text = tr("AudiencePage", "Nothing else uses it. You can undo this.")
        confirm(
            self,
            tr("AudiencePage", "Delete “{name}”?", name=name),
            text,
            tr("AudiencePage", "Delete"),
            lambda: self.run_quiet(
                partial(_delete, self.project, name), on_done=lambda _none: self._deleted(name)
            ),
            dangerous=True,
        )

    def _deleted(self, name: str) -> None:
        self.context.show_message(tr("AudiencePage", "Deleted “{name}”.", name=name))

    def _export(self, what: str, path: str) -> None:
        self.run_job(
            tr("AudiencePage", "Export {file}", file=Path(path).name),
            partial(_export, self.project, what, Path(path)),
            on_done=self._exported,
            on_failed=self.show_failure,
        )

    def _exported(self, written: SegmentExport) -> None:
        text = tr_count(
            "AudiencePage", "Wrote {count} person to {file}.", "Wrote {count:,} people to {file}.",
            count=written.rows, file=written.path.name,
        )  # fmt: skip
        if written.left_out:
            left_out = tr_count(
                "AudiencePage", "{count} person without consent stayed out.",
                "{count:,} people without consent stayed out.", count=written.left_out,
            )  # fmt: skip
            text = f"{text} {left_out}"
        self.context.show_message(text, "good")


# The core is imported by the thread that needs it, so that the page itself opens at once.


def _people(project: ProjectFile) -> People:
    from admanager.audience import preview, rules

    rules.parse("a = 1")  # makes the parser, which takes longer than a whole count
    return preview.people(project)


def _describe(project: ProjectFile, job: Any = None) -> list[ColumnStatistics]:
    from admanager.audience.statistics import describe

    return describe(project, job=job)


def _levels(project: ProjectFile, column: str) -> Levels | None:
    from admanager.audience.statistics import levels

    return levels(project, column)


def _consider(project: ProjectFile, question: Group | str) -> Considered:
    from admanager.audience import preview

    if isinstance(question, str):
        return preview.consider_text(project, question)
    return preview.consider_draft(project, question)


def _saved(project: ProjectFile) -> list[SavedCount]:
    from admanager.audience.preview import saved_counts

    return saved_counts(project)


def _save(project: ProjectFile, name: str, rule: str, static: bool, before: str) -> Segment:
    from admanager.audience import segments

    return segments.save(project, name, rule, kind="static" if static else "live", instead_of=before or None)


def _uses(project: ProjectFile, name: str) -> list[Use]:
    from admanager.audience import segments

    return segments.used_in(project, name)


def _delete(project: ProjectFile, name: str) -> None:
    from admanager.audience import segments

    segments.delete(project, name, even_if_used=True)


def _export(project: ProjectFile, what: str, path: Path, job: Any = None) -> SegmentExport:
    from admanager.audience.export import export_csv

    return export_csv(project, what, path, job=job)
