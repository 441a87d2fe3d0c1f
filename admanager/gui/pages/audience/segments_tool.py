"""The sub-view of the segments: the background work behind the list and the builder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.export_dialog import ExportChoice, ExportDialog
from admanager.gui.pages.audience.segments import SegmentsView
from admanager.gui.pages.audience.tool import PEOPLE_TABLES, ToolView
from admanager.gui.widgets.dialogs import confirm

if TYPE_CHECKING:
    from admanager.audience.comparison import Comparison
    from admanager.audience.draft import Group
    from admanager.audience.export import Reach, SegmentExport
    from admanager.audience.preview import Considered, SavedCount
    from admanager.audience.segments import Segment, Use
    from admanager.audience.statistics import Levels
    from admanager.gui.pages.audience.view import AudiencePage
    from admanager.texts import AdManagerError


class SegmentsTool(ToolView):
    """Answers what the builder asks, and saves, deletes and exports."""

    key = "segments"
    tables = PEOPLE_TABLES | {"segment", "events", "identity"}

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self._page = page
        self._levels: dict[str, Levels | None] = {}
        self._make()

    def _make(self) -> None:
        made = SegmentsView(self._consider, self._break_down)
        made.opened.connect(lambda _name: self._read_uses())
        made.builder.person_asked.connect(self._open_member)
        made.save_asked.connect(self._ask_uses_before_save)
        made.delete_asked.connect(self._ask_delete)
        made.export_asked.connect(self._ask_export)
        self.view = made
        self.content.addWidget(made, 1)

    # -- the sub-view's life -----------------------------------------------------------------------------

    def forget(self) -> None:
        """Begin without what was built in another project."""
        self._levels.clear()
        self.content.removeWidget(self.view)
        self.view.deleteLater()
        self._make()

    def note_changes(self, tables: frozenset[str]) -> None:
        """Forget the common values of people who have changed."""
        if not tables or tables & PEOPLE_TABLES:
            self._levels.clear()
        super().note_changes(tables)

    def read(self) -> None:
        """Offer the columns, count anew what is being built, and read the saved segments."""
        self._offer(tuple(self.view.names()))
        self.view.builder.ask_again()
        self.desk.run_quiet(partial(tasks.saved, self.desk.project), on_done=self._show_saved)
        self.desk.run_quiet(partial(tasks.doings, self.desk.project), on_done=self.view.builder.set_doings)

    def _offer(self, names: tuple[str, ...]) -> None:
        # The first column is what a new condition begins with; a key is hardly ever what is meant.
        offered = sorted(self._page.people.columns, key=lambda each: each.role == "key")
        columns = {each.name: each.type for each in offered if each.role != "ignored"}
        self.view.builder.set_vocabulary(columns, names, self._suggest)

    def _show_saved(self, saved: list[SavedCount]) -> None:
        self.view.show_segments(saved)
        self._read_uses()
        self._offer(tuple(each.name for each in saved))

    def state(self) -> dict[str, Any]:
        """Return what is being built."""
        return self.view.state()

    def set_state(self, state: dict[str, Any]) -> None:
        """Put back what is being built."""
        self.view.set_state(state)

    def open(self, name: str) -> None:
        """Open a saved segment, once the segments are read."""
        self.view.open(name)

    def open_rule(self, rule: str) -> None:
        """Show a rule as a new segment."""
        self.view.open_rule(rule)

    def use_column(self, column: str) -> None:
        """Begin a condition on a column."""
        self._read_if_stale()
        self.view.use_column(column)

    # -- questions of the builder ------------------------------------------------------------------------

    def _consider(self, question: Group | str, answer: Callable[[Considered], None]) -> None:
        if not self.desk.has_project:
            return
        self.desk.run_quiet(
            partial(tasks.consider, self.desk.project, question),
            on_done=answer,
            on_failed=self._not_considered,
        )

    def _not_considered(self, error: AdManagerError) -> None:
        self.view.builder.failed()
        self.desk.show_failure(error)

    def _suggest(self, column: str, answer: Callable[[Levels | None], None]) -> None:
        if column in self._levels:
            answer(self._levels[column])
            return

        def keep(found: Levels | None) -> None:
            self._levels[column] = found
            answer(found)

        # A column that is gone is told by the count; here it only means that there is nothing to offer.
        self.desk.run_quiet(
            partial(tasks.levels, self.desk.project, column), on_done=keep, on_failed=lambda _error: None
        )

    def _break_down(self, rule: str, column: str, answer: Callable[[Comparison], None]) -> None:
        self.desk.run_quiet(
            partial(tasks.compare, self.desk.project, rule, columns=(column,)), on_done=answer
        )

    def _open_member(self, number: int) -> None:
        rule = self.view.builder.answer.text
        self.desk.run_quiet(
            partial(tasks.member_at, self.desk.project, rule, number), on_done=self.desk.open_person
        )

    # -- saved segments ----------------------------------------------------------------------------------

    def _read_uses(self) -> None:
        name = self.view.current()
        if name and self.desk.has_project:
            self.desk.run_quiet(
                partial(tasks.uses, self.desk.project, name),
                on_done=lambda uses: self.view.show_uses(name, uses),
                on_failed=lambda _error: None,
            )

    def _ask_uses_before_save(self, name: str, rule: str, static: bool, before: str) -> None:
        """Save at once, but for a segment that others use: what they find changes with it."""
        if not before:
            self._save(name, rule, static, before)
            return
        self.desk.run_quiet(
            partial(tasks.uses, self.desk.project, before),
            on_done=lambda uses: self._confirm_save(name, rule, static, before, uses),
        )

    def _confirm_save(self, name: str, rule: str, static: bool, before: str, uses: list[Use]) -> None:
        if not uses:
            self._save(name, rule, static, before)
            return
        if name != before:
            text = tr(
                "AudiencePage",
                "It is used in {uses}. They keep finding these people under the new name.",
                uses=_named(uses),
            )
            question = tr("AudiencePage", "Rename “{before}” to “{name}”?", before=before, name=name)
        else:
            text = tr("AudiencePage", "It is used in {uses}, where other people are found from now on.",
                      uses=_named(uses))  # fmt: skip
            question = tr("AudiencePage", "Change “{name}”?", name=name)
        confirm(
            self, question, text, tr("AudiencePage", "Save"), lambda: self._save(name, rule, static, before)
        )

    def _save(self, name: str, rule: str, static: bool, before: str) -> None:
        self.desk.run_quiet(
            partial(tasks.save_segment, self.desk.project, name, rule, static, before), on_done=self._saved
        )

    def _saved(self, segment: Segment) -> None:
        self.view.saved_as(segment.name)
        self.desk.take_saved(segment.name)

    def _ask_delete(self, name: str) -> None:
        self.desk.run_quiet(
            partial(tasks.uses, self.desk.project, name),
            on_done=lambda uses: self._confirm_delete(name, uses),
        )

    def _confirm_delete(self, name: str, uses: list[Use]) -> None:
        if uses:
            text = tr(
                "AudiencePage",
                "It is used in {uses}, which will not find anybody through it any more. You can undo this.",
                uses=_named(uses),
            )
        else:
            text = tr("AudiencePage", "Nothing else uses it. You can undo this.")
        confirm(
            self,
            tr("AudiencePage", "Delete “{name}”?", name=name),
            text,
            tr("AudiencePage", "Delete"),
            lambda: self.desk.run_quiet(
                partial(tasks.delete_segment, self.desk.project, name), on_done=lambda _: self._deleted(name)
            ),
            dangerous=True,
        )

    def _deleted(self, name: str) -> None:
        self.desk.context.show_message(tr("AudiencePage", "Deleted “{name}”.", name=name))

    def _ask_export(self, what: str, name: str) -> None:
        self.desk.run_quiet(
            partial(tasks.reach, self.desk.project, what),
            on_done=partial(self._open_export, what, name),
            on_failed=self.desk.show_failure,
        )

    def _open_export(self, what: str, name: str, found: Reach) -> None:
        dialog = ExportDialog(self.view, name, found)
        dialog.export_asked.connect(partial(self.export, what))
        dialog.open()

    def export(self, what: str, choice: ExportChoice) -> None:
        """Write the people of a segment or a rule."""
        self.desk.run_job(
            tr("AudiencePage", "Export {file}", file=choice.path.name),
            partial(tasks.export, self.desk.project, what, choice),
            on_done=self._exported,
            on_failed=self.desk.show_failure,
        )

    def _exported(self, written: SegmentExport) -> None:
        parts = [
            tr_count(
                "AudiencePage", "Wrote {count} person to {file}.", "Wrote {count:,} people to {file}.",
                count=written.rows, file=written.path.name,
            )
        ]  # fmt: skip
        if written.held_out:
            parts.append(
                tr_count(
                    "AudiencePage", "{count} is held out.", "{count:,} are held out.", count=written.held_out
                )
            )
        if written.left_out:
            parts.append(
                tr_count(
                    "AudiencePage", "{count} person without consent stayed out.",
                    "{count:,} people without consent stayed out.", count=written.left_out,
                )
            )  # fmt: skip
        if written.do_not_contact:
            parts.append(
                tr_count(
                    "AudiencePage", "{count} person on the do-not-contact list stayed out.",
                    "{count:,} people on the do-not-contact list stayed out.", count=written.do_not_contact,
                )
            )  # fmt: skip
        if written.unmatched:
            parts.append(
                tr_count(
                    "AudiencePage", "{count} person whom the platform could not know stayed out.",
                    "{count:,} people whom the platform could not know stayed out.", count=written.unmatched,
                )
            )  # fmt: skip
        self.desk.context.show_message(" ".join(parts), "good")


def _named(uses: list[Use]) -> str:
    return fmt.listed(f"“{use.name}”" for use in uses)
