"""The import dialog: how a file is read, what its columns become, and what will be stored, all at once.

The dialog shows proposals of `ingest.plan` and asks for others; what an option means is decided there. The
page runs the import, so that it goes on when the dialog is closed.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.jobs import JobRecord
from admanager.gui.page import PageContext
from admanager.gui.pages.data import queries
from admanager.gui.pages.data.columns_table import ColumnsModel, ColumnsTable, problems_by_column
from admanager.gui.pages.data.part_list import import_text
from admanager.gui.pages.data.parts import Parts
from admanager.gui.pages.data.preview_table import PreviewModel, PreviewTable, preview_title
from admanager.gui.pages.data.reading_form import NO_KEY, ReadingForm
from admanager.gui.pages.data.result_view import ResultView, problem_line
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import clear_layout, label, muted, row, scrolled
from admanager.gui.widgets.dialogs import Dialog, warning_line
from admanager.gui.widgets.progress import JobProgress
from admanager.ingest.options import ImportOptions
from admanager.texts import AdManagerError, Cancelled

if TYPE_CHECKING:
    from admanager.ingest.load import ImportResult
    from admanager.ingest.plan import Proposal
    from admanager.ingest.rejects import Reject

WAIT_MILLISECONDS = 60
FORM_WIDTH = 272
MAX_PROBLEMS = 3
SIZE = QSize(1120, 640)


class ImportDialog(Dialog):
    """Proposes how to import one file; `import_asked` and `try_asked` carry the wishes."""

    import_asked = Signal(object)
    try_asked = Signal(object)
    stop_asked = Signal()
    """The files that wait are not to be imported either."""

    def __init__(
        self, parent: QWidget, context: PageContext, path: Path, name: str | None = None, others: int = 0
    ) -> None:
        super().__init__(parent, tr("ImportDialog", "Import {file}", file=path.name), width=800)
        self.setObjectName("importDialog")
        self._context = context
        self._path = path
        # What the source is called where the file is a copy.
        self._name = name
        # How many files wait to be imported after this one.
        self._others = others
        self.parts = Parts()
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MILLISECONDS)
        self._wait.timeout.connect(lambda: self._ask(self.parts.shown))
        self._build()
        self.resize(self._fitting_size(parent))
        self._ask(None)

    def _fitting_size(self, parent: QWidget) -> QSize:
        window = parent.window().size()
        return SIZE.boundedTo(QSize(max(800, window.width() - 40), max(480, window.height() - 40)))

    # -- building --------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.form = ReadingForm()
        self.form.table_changed.connect(self._change_table)
        self.form.key_changed.connect(self._change_key)
        self.form.policy_changed.connect(self._change_policy)
        self.form.reading_changed.connect(self._change_reading)
        self.form.place.changed.connect(self._change_place)
        self.form.part_shown.connect(self._show_part)
        self.form.part_chosen.connect(self._choose_part)
        self.form.anew_asked.connect(lambda: self._ask_soon(ImportOptions(part=self.parts.shown)))
        self._columns = ColumnsModel()
        self._columns.change_asked.connect(self._change_column)
        self.columns_table = ColumnsTable(self._columns)
        self._preview = PreviewModel()
        self.preview_table = PreviewTable(self._preview)
        self._preview_title = label("", "subheading")
        self._problems = QVBoxLayout()
        self._problems.setSpacing(GRID // 2)
        self._stack = QStackedWidget()
        self._reading = muted(tr("ImportDialog", "Reading the beginning of the file…"))
        self._reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._running = QWidget()
        self._running_place = QVBoxLayout(self._running)
        self.outcome = ResultView()
        self._editor = self._build_editor()
        for page in (self._reading, self._editor, self._running, self.outcome):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(self._problems)
        self._build_buttons()

    def _build_editor(self) -> QWidget:
        left = scrolled(self.form)
        left.setFixedWidth(FORM_WIDTH)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        becomes = label(tr("ImportDialog", "What each column becomes"), "subheading")
        columns = _titled(becomes, self.columns_table, below=GRID)
        rows = _titled(self._preview_title, self.preview_table, above=GRID)
        right.addWidget(columns)
        right.addWidget(rows)
        right.setSizes([220, 220])
        editor = QWidget()
        line = row(left, spacing=GRID * 2)
        line.addWidget(right, 1)
        editor.setLayout(line)
        return editor

    def _build_buttons(self) -> None:
        self.add_button(tr("ImportDialog", "Try without writing"), self._try, name="tryImport", left=True)
        if self._others:
            self.add_button(tr("ImportDialog", "Cancel all"), self._stop, name="cancelAll")
        self.add_button(self._leave_text(), self.reject, name="cancelImport")
        self.add_button(tr("ImportDialog", "Import"), self._import, kind="primary", name="startImport")
        self._try_button = self._button("tryImport")
        self._close_button = self._button("cancelImport")
        self._import_button = self._button("startImport")
        self._import_button.setEnabled(False)
        self._try_button.setEnabled(False)
        self.for_all = QCheckBox(
            tr_count(
                "ImportDialog",
                "Import the other file in the same way",
                "Import the {count:,} other files in the same way",
                count=self._others,
            )
        )
        self.for_all.setObjectName("importAll")
        self.for_all.setToolTip(
            tr(
                "ImportDialog",
                "All of them or nothing: one import for each file, whose columns mean what they mean here.",
            )
        )
        self.for_all.setVisible(self._others > 0)
        self.add_to_buttons(self.for_all)

    def _leave_text(self) -> str:
        return tr("ImportDialog", "Skip this file") if self._others else tr("ImportDialog", "Cancel")

    def _stop(self) -> None:
        self.stop_asked.emit()
        self.reject()

    def _button(self, name: str) -> QPushButton:
        found = self.findChild(QPushButton, name)
        assert found is not None
        return found

    # -- proposals -------------------------------------------------------------------------------------

    def _ask_soon(self, wishes: ImportOptions) -> None:
        self.parts.current.said = wishes
        self._wait.start()

    @property
    def proposal(self) -> Proposal | None:
        """What is shown."""
        return self.parts.current.proposal

    @property
    def wishes(self) -> ImportOptions:
        """What the part that is shown is imported with."""
        return self.parts.wishes(self.parts.shown)

    def _ask(self, part: str | None) -> None:
        project = self._context.project
        if project is None:
            return
        number = self.parts.ask(part)
        self._context.run_quiet(
            partial(queries.propose, project, self._path, self.parts.part(part).said, self._name, part),
            on_done=lambda found: self._take(part, number, found),
            on_failed=lambda error: self._take(part, number, error),
            owner=self,
        )

    def _take(self, part: str | None, number: int, answer: Proposal | AdManagerError) -> None:
        if not self.parts.take(part, number, answer):
            return
        if self._stack.currentWidget() in (self._running, self.outcome):
            return
        if part in (None, self.parts.shown) and not isinstance(answer, AdManagerError):
            self._show(answer)
        else:
            self._show_state()
        for unread in self.parts.unread():
            self._ask(unread)

    def _show(self, proposal: Proposal) -> None:
        self.form.show_proposal(proposal)
        self._columns.show_proposal(proposal, problems_by_column(proposal))
        self._preview.show_preview(proposal.preview)
        self.preview_table.fit()
        self._preview_title.setText(preview_title(proposal))
        if self._stack.currentWidget() is not self._editor:
            self._stack.setCurrentWidget(self._editor)
            self.columns_table.setFocus()
        self._show_state()

    def _show_state(self) -> None:
        """Show which parts are chosen, what is wrong with them, and whether they can be imported."""
        parts = self.parts
        if self.proposal is None and not parts.names:
            self._reading.setText("")
        else:
            self.form.show_parts(parts, self._kind())
        lines = [problem_line(name, problem) for name, problem in parts.problems()]
        if parts.are_several and parts.shown not in parts.chosen:
            unticked = tr("ImportDialog", "“{name}” is not ticked, so it is not imported.", name=parts.shown)
            lines.insert(0, (unticked, "info"))
        self._show_problems(lines)
        self._import_button.setText(
            import_text(self._kind(), parts.chosen) if parts.are_several else tr("ImportDialog", "Import")
        )
        self._import_button.setEnabled(parts.can_import)
        self._try_button.setEnabled(parts.can_import)

    def _kind(self) -> str:
        proposals = (self.parts.part(name).proposal for name in (self.parts.shown, *self.parts.chosen))
        return next((found.preview.settled.sample.kind.value for found in proposals if found), "")

    def _show_part(self, name: str) -> None:
        """Show another part, as soon as it is read."""
        if self._wait.isActive():
            self._wait.stop()
            self._ask(self.parts.shown)
        self.parts.shown = name
        if self.proposal is not None:
            self._show(self.proposal)
        elif not self.parts.current.asked:
            self._ask(name)
        else:
            self._show_state()

    def _choose_part(self, name: str, wanted: bool) -> None:
        self.parts.choose(name, wanted=wanted)
        self._show_state()
        for unread in self.parts.unread():
            self._ask(unread)

    def _show_problems(self, problems: list[tuple[str, str]]) -> None:
        clear_layout(self._problems)
        for text, kind in problems[:MAX_PROBLEMS]:
            self._problems.addLayout(warning_line(text, kind))
        if len(problems) > MAX_PROBLEMS:
            more = tr(
                "ImportDialog", "and {count} more, at their columns", count=len(problems) - MAX_PROBLEMS
            )
            self._problems.addWidget(label(more, "caption"))

    # -- wishes ----------------------------------------------------------------------------------------

    def _change_table(self, table: str) -> None:
        from admanager.ingest.plan import with_table

        self._ask_soon(with_table(self.wishes, table))

    def _change_key(self, name: str) -> None:
        from admanager.ingest.plan import with_key, without_key

        if name != NO_KEY:
            self._ask_soon(with_key(self.wishes, name))
        elif self.proposal is not None:
            self._ask_soon(without_key(self.proposal))

    def _change_policy(self, policy: str) -> None:
        from admanager.ingest.plan import with_policy

        self._ask_soon(with_policy(self.wishes, policy))

    def _change_reading(self, field: str, value: Any) -> None:
        from admanager.ingest.plan import with_reading

        self._ask_soon(with_reading(self.wishes, **{field: value}))

    def _change_place(self, changes: dict[str, Any]) -> None:
        from admanager.ingest.plan import with_place

        self._ask_soon(with_place(self.wishes, **changes))

    def _change_column(self, name: str, changes: dict[str, Any]) -> None:
        from admanager.ingest.plan import with_column

        self._ask_soon(with_column(self.wishes, name, **changes))

    # -- trying and importing --------------------------------------------------------------------------

    def _try(self) -> None:
        self.try_asked.emit(self.parts.to_import())

    def _import(self) -> None:
        self.import_asked.emit(self.parts.to_import())

    def show_job(self, record: JobRecord, *, trying: bool) -> None:
        """Show the job that the page started for this dialog."""
        clear_layout(self._running_place)
        self._running_place.addStretch(1)
        self._running_place.addWidget(JobProgress(record))
        self._running_place.addStretch(1)
        self._stack.setCurrentWidget(self._running)
        self._show_problems([])
        self._show_choices(shown=False)
        self._close_button.setText(
            tr("ImportDialog", "Close") if trying else tr("ImportDialog", "Continue in the background")
        )

    def _show_choices(self, *, shown: bool) -> None:
        """Show or hide what there is to decide beside closing the dialog."""
        self._import_button.setVisible(shown)
        self._try_button.setVisible(shown)
        self.for_all.setVisible(shown and self._others > 0)
        if (stop := self.findChild(QPushButton, "cancelAll")) is not None:
            stop.setVisible(shown)

    def is_running(self) -> bool:
        """Return whether a job's progress is shown."""
        return self._stack.currentWidget() is self._running

    def back_to_editing(self) -> None:
        """Show the proposal again."""
        self._stack.setCurrentWidget(self._editor if self.proposal is not None else self._reading)
        self._show_choices(shown=True)
        self._close_button.setText(self._leave_text())

    def show_tried(self, result: ImportResult) -> None:
        """Say what the import would do, above the buttons."""
        self.back_to_editing()
        text = tr(
            "ImportDialog",
            "{imported} of {read} rows would be imported: {rejected} rejected, {skipped} left out; cells left empty: {cells}.",
            imported=fmt.number(result.rows_imported),
            read=fmt.number(result.rows_read),
            rejected=fmt.number(result.rows_rejected),
            skipped=fmt.number(result.rows_skipped),
            cells=fmt.number(result.cells_reported),
        )
        lines = [(text, "info")]
        lines += [(translate_sentence(warning), "warn") for warning in result.warnings]
        self._show_problems(lines)

    def show_nothing(self, result: ImportResult) -> None:
        """Say that there was no row to import."""
        self.back_to_editing()
        self._show_problems([(translate_sentence(warning), "warn") for warning in result.warnings])

    def show_note(self, text: str, kind: str) -> None:
        """Say something above the buttons."""
        self._show_problems([(text, "info" if kind == "good" else kind)])

    def show_failed(self, error: AdManagerError) -> None:
        """Say why the import was not done, and let the user mend it."""
        self.back_to_editing()
        kind = "info" if isinstance(error, Cancelled) else "bad"
        self._show_problems([(translate_sentence(error.message), kind)])

    def show_result(self, result: ImportResult, rejects: list[Reject]) -> None:
        """Show what the import did."""
        self.title.setText(
            tr("ImportDialog", "Imported {count:,} files", count=len({file.source for file in result.files}))
            if len({file.source for file in result.files}) > 1
            else tr("ImportDialog", "Imported {file}", file=self._path.name)
        )
        self.outcome.show_result(result, rejects)
        # The editor needs much room; what is shown from now on does not.
        self._editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack.setCurrentWidget(self.outcome)
        self._show_problems([])
        self._close_button.setText(tr("ImportDialog", "Close"))
        self._close_button.setDefault(True)
        self._close_button.setFocus()
        if not rejects and not result.files:
            self.resize(self.width(), self.minimumSizeHint().height())


def _titled(title: QWidget, widget: QWidget, *, above: int = 0, below: int = 0) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, above, 0, below)
    column.setSpacing(GRID)
    column.addWidget(title)
    column.addWidget(widget, 1)
    return made
