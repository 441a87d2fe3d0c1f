"""What a page is: the base class of all pages, and the context through which they reach the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.jobs import JobRecord, JobRunner, QuietTask
from admanager.gui.settings import Settings
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Banner, EmptyState, heading, muted, row
from admanager.texts import AdManagerError, Cancelled, Sentence

if TYPE_CHECKING:
    from admanager.project.changes import Change, Operation
    from admanager.project.file import ProjectFile


@dataclass(frozen=True)
class Command:
    """Something that can be done, for the command palette and the shortcuts.

    `text` is shown as it is (translate it with `tr`); `shortcut` is in Qt's notation, such as `Ctrl+I`.
    """

    name: str
    text: str
    run: Callable[[], object]
    shortcut: str = ""
    needs_project: bool = False


class PageContext(QObject):
    """What a page may ask of the window: jobs, changes, messages, other pages, settings."""

    message_posted = Signal(str, str)
    """A text and its kind: info, good, warn or bad."""
    error_raised = Signal(object)
    page_requested = Signal(str, str)
    open_requested = Signal(str)
    """Another project file is to be opened."""
    project_replaced = Signal()
    tables_changed = Signal(object)
    """A frozenset of table names; an empty one means that anything may have changed."""
    own_change = Signal(object)
    """As `tables_changed`, but not for what other processes changed."""
    command_requested = Signal(str)

    def __init__(self, runner: JobRunner, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.settings = settings
        self.project: ProjectFile | None = None
        self._end_listening: Callable[[], None] | None = None

    def set_project(self, project: ProjectFile | None) -> None:
        """Show another project, or none; the caller closes the old one."""
        if self._end_listening is not None:
            self._end_listening()
            self._end_listening = None
        self.project = project
        if project is not None:
            self._end_listening = project.on_changed(self._on_changed)
        self.project_replaced.emit()

    def _on_changed(self, tables: frozenset[str]) -> None:
        # Called in the thread that made the change. One that only wrote a line of the log touched no other table;
        # an empty set would mean that anything may have changed, and each page would read all it has anew.
        told = tables or frozenset({"audit"})
        self.runner.post(lambda: self._announce_own(told))

    def _announce_own(self, tables: frozenset[str]) -> None:
        self.own_change.emit(tables)
        self.tables_changed.emit(tables)

    # -- work ------------------------------------------------------------------------------------------

    def run_job(
        self,
        title: str,
        function: Callable[..., Any],
        *,
        on_done: Callable[[Any], object] | None = None,
        on_partial: Callable[[Any], object] | None = None,
        on_progress: Callable[[JobRecord], object] | None = None,
        on_failed: Callable[[AdManagerError], object] | None = None,
        owner: QObject | None = None,
        key: str = "",
        writes: bool = False,
        newest_only: bool = False,
    ) -> JobRecord:
        """Run `function(job=handle)` in a worker thread, shown in the activity panel, and return its record.

        Callbacks come in the window's thread, and not at all once `owner` is deleted. `on_failed` also
        gets `Cancelled`. Without it a failure is shown by the window. `writes` jobs of a project run one
        after the other. Give a `key`, such as `"models.train"`, to find the job again with `job(key)`.
        With `newest_only` a partial result replaces the one before it.
        """
        record = self.runner.start(title, function, key=key, writes=writes, newest_only=newest_only)
        record.listen(
            owner=owner, on_done=on_done, on_partial=on_partial, on_progress=on_progress, on_failed=on_failed
        )
        return record

    def run_quiet(
        self,
        function: Callable[[], Any],
        *,
        on_done: Callable[[Any], object] | None = None,
        on_failed: Callable[[AdManagerError], object] | None = None,
        owner: QObject | None = None,
    ) -> QuietTask:
        """Run a short `function()` off the window's thread, such as a query; it is not shown as a job."""
        task = QuietTask(function, owner)
        task.on_done, task.on_failed = on_done, on_failed
        self.runner.start_task(task)
        return task

    def change(
        self,
        text: Sentence,
        write: Callable[[Change], Any],
        *,
        on_done: Callable[[Any], object] | None = None,
        on_failed: Callable[[AdManagerError], object] | None = None,
        owner: QObject | None = None,
        undoable: bool = True,
    ) -> QuietTask:
        """Make a small change of the project, `write(change)`, off the window's thread, as one operation."""
        project = self.project
        assert project is not None, "a change needs an open project"

        def work() -> Any:
            with project.change(text, undoable=undoable) as change:
                return write(change)

        return self.run_quiet(work, on_done=on_done, on_failed=on_failed, owner=owner)

    def job(self, key: str) -> JobRecord | None:
        """Return the newest job with this key, running or ended."""
        return self.runner.find(key)

    def undo(self) -> None:
        """Take the last operation back."""
        self._turn("undo")

    def redo(self) -> None:
        """Do the operation that was undone last again."""
        self._turn("redo")

    def _turn(self, which: str) -> None:
        project = self.project
        if project is None:
            return

        def told(operation: Operation | None) -> None:
            if operation is None:
                return
            text = translate_sentence(operation.text)
            undone = tr("PageContext", "Undone: {what}", what=text)
            self.show_message(
                undone if which == "undo" else tr("PageContext", "Done again: {what}", what=text)
            )

        def turn() -> Operation | None:
            from admanager.audience import imports

            return imports.undo(project) if which == "undo" else imports.redo(project)

        self.run_quiet(turn, on_done=told, owner=self)

    # -- talking ---------------------------------------------------------------------------------------

    def show_message(self, text: str, kind: str = "info") -> None:
        """Show a short message that goes away by itself; it never takes the focus."""
        self.message_posted.emit(text, kind)

    def show_error(self, error: BaseException) -> None:
        """Show a failure as a sentence, or a fault of the program with its details."""
        if isinstance(error, Cancelled):
            self.show_message(translate_sentence(error.message))
        else:
            self.error_raised.emit(error)

    def open_page(self, name: str, item: str = "") -> None:
        """Go to a page, and there to an item, such as a segment's name."""
        self.page_requested.emit(name, item)

    def open_project(self, path: str) -> None:
        """Open another project file in place of this one."""
        self.open_requested.emit(path)

    def run_command(self, name: str) -> None:
        """Run a command of the window by its name, such as `"project.new"`."""
        self.command_requested.emit(name)


def together(before: frozenset[str] | None, tables: frozenset[str]) -> frozenset[str]:
    """Return the tables of two changes, of which the first may be none; an empty set means everything."""
    if before is None:
        return tables
    return before | tables if before and tables else frozenset()


class Page(QWidget):
    """One of the window's pages; `admanager.gui` tells how to write one."""

    name: ClassVar[str] = ""
    tables_shown: ClassVar[frozenset[str]] = frozenset()
    """The tables whose change makes `refresh` run; of other tables the page does not hear."""
    needs_project: ClassVar[bool] = True

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(f"{self.name}Page")
        self._pending: frozenset[str] | None = None
        self._newest: dict[str, int] = {}
        self._stack = QStackedWidget()
        self.content = QVBoxLayout()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(GRID * 2)
        holder = QWidget()
        holder.setLayout(self.content)
        self._states: dict[str, QWidget] = {"content": holder}
        self._stack.addWidget(holder)
        self.banner = Banner()
        self._head = QVBoxLayout()
        self._head.setSpacing(2)
        self._top = QVBoxLayout(self)
        self._top.setContentsMargins(GRID * 3, GRID * 5 // 2, GRID * 3, GRID * 2)
        self._top.setSpacing(GRID * 2)
        self._top.addLayout(self._head)
        self._top.addWidget(self.banner)
        self._top.addWidget(self._stack, 1)
        self.build()
        if self.needs_project:
            self._add_no_project_state()
        self.set_project(context.project)

    # -- for pages to override -------------------------------------------------------------------------

    def build(self) -> None:
        """Make the widgets, once: `set_header`, `content.addWidget`, `add_state`."""
        raise NotImplementedError

    def project_changed(self) -> None:
        """Forget what belonged to the project before; `refresh` follows."""

    def refresh(self, tables: frozenset[str]) -> None:
        """Read anew what these tables hold, with `run_quiet`; called when the page is visible only.

        An empty set means that everything may have changed.
        """

    def open_item(self, item: str) -> None:
        """Show one thing of this page by its name, because another page or the palette asked for it."""

    def offer_for(self, paths: Sequence[Path]) -> str:
        """Return what dropping these files on the window does while this page is shown; "" leaves them to another page."""
        return ""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Bring in files that were dropped on the window: those that the page has an offer for, or are meant for it."""

    def commands(self) -> list[Command]:
        """Return what can be done here, for the command palette and the shortcuts."""
        return []

    def save_state(self) -> dict[str, Any]:
        """Return what has to survive when the page is built anew, such as a half-typed rule or the tab."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back what `save_state` returned, and take up running jobs (`context.job(key)`)."""

    # -- for pages to call -----------------------------------------------------------------------------

    @property
    def project(self) -> ProjectFile:
        """The open project."""
        assert self.context.project is not None, "the page is only used with a project"
        return self.context.project

    @property
    def has_project(self) -> bool:
        """Whether a project is open."""
        return self.context.project is not None

    def set_header(self, title: str, subtitle: str = "", *actions: QWidget) -> None:
        """Set the page's title, one line that says what it is for, and the buttons at the right."""
        self.setAccessibleName(title)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(heading(title, 1))
        if subtitle:
            text.addWidget(muted(subtitle))
        line = row(*actions)
        line.insertLayout(0, text, 1)
        for action in actions:
            line.setAlignment(action, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(line)

    def add_state(self, name: str, widget: QWidget) -> None:
        """Add something shown in place of the content, such as an `EmptyState` named `"empty"`."""
        self._states[name] = widget
        self._stack.addWidget(widget)

    def show_state(self, name: str) -> None:
        """Show `"content"` or one of the added states."""
        self._stack.setCurrentWidget(self._states[name])

    def state_shown(self) -> str:
        """Return the name of the state shown."""
        return next(name for name, widget in self._states.items() if widget is self._stack.currentWidget())

    def run_job(self, title: str, function: Callable[..., Any], **callbacks: Any) -> JobRecord:
        """Run a job whose callbacks end with this page; see `PageContext.run_job`."""
        return self.context.run_job(title, function, owner=self, **callbacks)

    def run_quiet(
        self,
        function: Callable[[], Any],
        on_done: Callable[[Any], object] | None = None,
        on_failed: Callable[[AdManagerError], object] | None = None,
        *,
        newest: str = "",
    ) -> QuietTask:
        """Run a short function off the window's thread; its failure is shown on the page's banner.

        An answer that comes when another project is open, or none, is dropped. What is asked with the same name
        `newest` is answered for the last time only: of two that run at once, either may end first.
        """
        if newest:
            self._newest[newest] = self._newest.get(newest, 0) + 1
        return self.context.run_quiet(
            function,
            on_done=self._if_wanted(on_done, newest),
            on_failed=self._if_wanted(on_failed or self.show_failure, newest),
            owner=self,
        )

    def _if_wanted(
        self, callback: Callable[[Any], object] | None, newest: str
    ) -> Callable[[Any], object] | None:
        if callback is None:
            return None
        project, asked = self.context.project, self._newest.get(newest)

        def answered(answer: Any) -> None:
            if self.context.project is project and self._newest.get(newest) == asked:
                callback(answer)

        return answered

    def change(
        self,
        text: Sentence,
        write: Callable[[Change], Any],
        on_done: Callable[[Any], object] | None = None,
        on_failed: Callable[[AdManagerError], object] | None = None,
    ) -> QuietTask:
        """Make a small change as one undoable operation; its failure is shown on the page's banner."""
        return self.context.change(
            text, write, on_done=on_done, on_failed=on_failed or self.show_failure, owner=self
        )

    def show_failure(self, error: AdManagerError) -> None:
        """Show a failure on the page's banner; a cancel only as a passing message."""
        if isinstance(error, Cancelled):
            self.context.show_message(translate_sentence(error.message))
        else:
            self.banner.show_message(translate_sentence(error.message), "bad")

    # -- for the window to call ------------------------------------------------------------------------

    def set_project(self, project: ProjectFile | None) -> None:
        """Show another project, or none."""
        self.banner.hide()
        if project is None and self.needs_project:
            self.show_state("no project")
            return
        if self.needs_project:
            self.show_state("content")
        self.project_changed()
        self.note_changes(frozenset())

    def note_changes(self, tables: frozenset[str]) -> None:
        """Refresh if a table shown here is among `tables`: now when visible, else when next shown."""
        relevant = tables & self.tables_shown
        if tables and not relevant:
            return
        self._pending = together(self._pending, relevant)
        self._refresh_if_due()

    def _refresh_if_due(self) -> None:
        if self._pending is None or not self.isVisible() or (self.needs_project and not self.has_project):
            return
        tables, self._pending = self._pending, None
        self.refresh(tables)

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh what changed while the page was hidden."""
        super().showEvent(event)
        self._refresh_if_due()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the page as it is."""
        super().hideEvent(event)

    def _add_no_project_state(self) -> None:
        self.add_state(
            "no project",
            EmptyState(
                "folder",
                tr("Page", "No project is open"),
                tr(
                    "Page",
                    "A project is one file that holds your data, segments, models, creatives and runs.",
                ),
                tr("Page", "Go to Home"),
                lambda: self.context.open_page("home"),
            ),
        )
