"""What the sub-views of the page Audience have in common: they read when they are seen, and ask the page for the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from admanager.gui.i18n import translate_sentence
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Banner, clear_layout, label
from admanager.gui.widgets.progress import JobProgress

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord, QuietTask
    from admanager.gui.page import PageContext
    from admanager.gui.pages.audience.tasks import SomePeople
    from admanager.project.file import ProjectFile
    from admanager.texts import AdManagerError

PEOPLE_TABLES = frozenset({"profiles", "column_info"})


class Desk(Protocol):
    """What the page does for its sub-views."""

    context: PageContext

    @property
    def project(self) -> ProjectFile:
        """The open project."""
        ...

    @property
    def has_project(self) -> bool:
        """Whether a project is open."""
        ...

    def run_quiet(
        self,
        function: Callable[[], Any],
        on_done: Callable[[Any], object] | None = None,
        on_failed: Callable[[AdManagerError], object] | None = None,
    ) -> QuietTask:
        """Run a short function off the window's thread."""
        ...

    def run_job(self, title: str, function: Callable[..., Any], **callbacks: Any) -> JobRecord:
        """Run a job whose callbacks end with the page."""
        ...

    def show_failure(self, error: AdManagerError) -> None:
        """Show a failure on the page's banner."""
        ...

    def ask_save(self, name: str, rule: str, words: str) -> None:
        """Ask under which name a rule is to be saved as a segment, and save it."""
        ...

    def take_saved(self, name: str) -> None:
        """Tell that a segment was saved."""
        ...

    def open_segment(self, name: str) -> None:
        """Show a saved segment in the builder."""
        ...

    def open_rule(self, rule: str) -> None:
        """Show a rule in the builder, as a new segment."""
        ...

    def open_person(self, row: int) -> None:
        """Show the card of the person in this row of the profiles."""
        ...

    def open_people(self, name: str, work: Callable[[], SomePeople]) -> None:
        """Show people who are no segment, under a name; `work` reads them."""
        ...


class ToolView(QWidget):
    """A sub-view: its content, what is shown while it reads, and what is shown when there is nothing to show.

    It reads when it is seen and a table of `tables` has changed since.
    """

    key: ClassVar[str] = ""
    tables: ClassVar[frozenset[str]] = PEOPLE_TABLES

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = True
        self._read_ticket = 0
        self.notice = Banner()
        self.content = QVBoxLayout()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(GRID * 3 // 2)
        holder = QWidget()
        holder.setLayout(self.content)
        self._busy = QVBoxLayout()
        self._busy.setContentsMargins(0, 0, 0, 0)
        waiting = QWidget()
        waiting.setLayout(self._busy)
        self._empty = QVBoxLayout()
        self._empty.setContentsMargins(0, 0, 0, 0)
        nothing = QWidget()
        nothing.setLayout(self._empty)
        self._stack = QStackedWidget()
        for state in (holder, waiting, nothing):
            self._stack.addWidget(state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)

    # -- for sub-views to override -----------------------------------------------------------------------

    def read(self) -> None:
        """Ask for what is shown."""

    def forget(self) -> None:
        """Forget what belonged to another project."""

    def state(self) -> dict[str, Any]:
        """Return what has to survive when the page is made anew."""
        return {}

    def set_state(self, state: dict[str, Any]) -> None:
        """Put back what `state` returned, before the first reading."""

    # -- for the page to call ----------------------------------------------------------------------------

    def note_changes(self, tables: frozenset[str]) -> None:
        """Read again when seen next, or now; an empty set means that everything may have changed."""
        if tables and not tables & self.tables:
            return
        self._stale = True
        if self.isVisible():
            self._read_if_stale()

    def start_anew(self) -> None:
        """Show another project."""
        self._stale = True
        self._read_ticket += 1
        self.notice.hide()
        self.forget()

    # -- for sub-views to call ---------------------------------------------------------------------------

    def ask(self, function: Callable[[], Any], on_done: Callable[[Any], object]) -> None:
        """Run a query; only the answer to the newest one is shown, and a failure above the content."""
        self._read_ticket += 1
        ticket = self._read_ticket

        def done(answer: Any) -> None:
            if ticket == self._read_ticket:
                self.notice.hide()
                on_done(answer)

        def failed(error: AdManagerError) -> None:
            if ticket == self._read_ticket:
                self.tell_failure(error)

        self.desk.run_quiet(function, on_done=done, on_failed=failed)

    def tell_failure(self, error: AdManagerError) -> None:
        """Show a failure above the content."""
        self.show_content()
        self.notice.show_message(translate_sentence(error.message), "bad")

    def show_content(self) -> None:
        """Show the content."""
        self._stack.setCurrentIndex(0)

    def show_busy(self, what: str | JobRecord) -> None:
        """Show what is being done, with the progress of a job where one does it."""
        clear_layout(self._busy)
        shown = label(what, "muted") if isinstance(what, str) else JobProgress(what)
        self._busy.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        self._stack.setCurrentIndex(1)

    def show_empty(self, widget: QWidget) -> None:
        """Show a widget, such as an `EmptyState`, in place of the content."""
        clear_layout(self._empty)
        self._empty.addWidget(widget)
        self._stack.setCurrentIndex(2)

    def state_shown(self) -> str:
        """Return which is shown: `content`, `busy` or `empty`."""
        return ("content", "busy", "empty")[self._stack.currentIndex()]

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has changed meanwhile."""
        super().showEvent(event)
        self._read_if_stale()

    def _read_if_stale(self) -> None:
        if self._stale and self.desk.has_project:
            self._stale = False
            self.read()
