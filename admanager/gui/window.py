"""The main window: puts navigation, header, pages, activity and status together and runs its commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from admanager.gui import i18n, icons, pages, theme
from admanager.gui.commands import COMMANDS, CommandBar
from admanager.gui.drops import FileDrops
from admanager.gui.holding import Holding
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.jobs import JobRunner
from admanager.gui.navigation import Header, Navigation, PageFrame, StatusLine
from admanager.gui.page import Page, PageContext
from admanager.gui.project_actions import ProjectActions
from admanager.gui.session import Session
from admanager.gui.settings import Settings

if TYPE_CHECKING:
    from admanager.gui.activity import ActivityPanel
    from admanager.gui.palette import CommandPalette, PaletteEntry

SMALLEST = (1024, 640)


class MainWindow(QMainWindow):
    """The one window of the program.

    Its pages are made at their first visit. When the language is switched all its widgets are built
    anew, and each page gets back the state that it saved.
    """

    def __init__(self, settings: Settings, log_folder: Path) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.settings = settings
        self.log_folder = log_folder
        self.runner = JobRunner(self)
        self.context = PageContext(self.runner, settings, self)
        self.session = Session(self.context, self)
        self.holding = Holding.of(self.context)
        self.actions_of_project = ProjectActions(self)
        self.entries = {entry.name: entry for entry in pages.entries()}
        self.pages: dict[str, Page] = {}
        self.saved_states: dict[str, dict[str, Any]] = {}
        self.page_name = ""
        self.palette_sheet: CommandPalette | None = None
        self.closing = False
        self.on_closed: Callable[[], object] | None = None
        self.drops = FileDrops(self)
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)
        self._connect()
        self._build()
        self._restore_geometry()
        # So that no control is marked as focused before the keyboard is used.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()

    # -- making ------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        context, session, runner = self.context, self.session, self.runner
        context.message_posted.connect(lambda text, kind: self.status.show_message(text, kind))
        context.error_raised.connect(self.actions_of_project.show_error)
        context.page_requested.connect(self.show_page)
        context.open_requested.connect(lambda path: self.actions_of_project.open_path(Path(path)))
        context.project_replaced.connect(self._on_project)
        context.tables_changed.connect(self._on_tables)
        context.command_requested.connect(self.run_command)
        session.failed.connect(self.actions_of_project.show_error)
        session.busy_changed.connect(self._on_opening)
        session.standing_changed.connect(lambda _: self._show_standing())
        runner.fault_found.connect(self.actions_of_project.show_error)
        runner.jobs_changed.connect(self._show_jobs)
        runner.job_ended.connect(self._on_job_ended)
        self.settings.on_changed(self._on_setting)

    def _build(self) -> None:
        listed = [(entry.name, str(entry.title), entry.icon) for entry in self.entries.values()]
        self.commands = CommandBar(self, self.run_command, listed)
        self.navigation = Navigation(listed, lambda: self.run_command("window.settings"))
        self.navigation.page_chosen.connect(self.show_page)
        self.header = Header(self.commands.actions)
        self.status = StatusLine(self.show_activity)
        self.stack = QStackedWidget()
        self._activity: ActivityPanel | None = None
        middle = QWidget()
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.navigation)
        layout.addWidget(PageFrame(self.header, self.stack, self.status), 1)
        self.setCentralWidget(middle)
        self.commands.show_choice("theme", self.settings.get("theme"))
        self.commands.show_choice("language", self.settings.get("language"))
        self.show_recent()
        self._show_project()
        self._show_jobs()
        self.show_page(self.page_name or "home")

    def rebuild(self) -> None:
        """Build all widgets anew in the language that is set now, with what the user was doing in them.

        The message of the status line goes: it is of the language before, and would go in some seconds anyway.
        """
        for name, page in self.pages.items():
            self.saved_states[name] = page.save_state()
        activity_shown = self.activity_shown
        for page in self.pages.values():
            page.setParent(None)
            page.deleteLater()
        self.pages.clear()
        name, self.page_name = self.page_name, ""
        for action in self.commands.actions.values():
            self.removeAction(action)
            action.deleteLater()
        self.page_name = name
        self._build()
        self.show_activity(activity_shown)

    def _restore_geometry(self) -> None:
        kept = self.settings.get("geometry")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii")))

    # -- pages -------------------------------------------------------------------------------------------

    def show_page(self, name: str, item: str = "") -> None:
        """Go to a page, making it if this is the first visit, and there to an item."""
        if name not in self.entries:
            return
        if name not in self.pages:
            page = self.entries[name].load()(self.context)
            self.pages[name] = page
            self.stack.addWidget(page)
            if name in self.saved_states:
                page.restore_state(self.saved_states.pop(name))
        self.page_name = name
        self.stack.setCurrentWidget(self.pages[name])
        self.navigation.mark(name)
        if item:
            self.pages[name].open_item(item)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self.page_name]

    def _on_tables(self, tables: frozenset[str]) -> None:
        for page in self.pages.values():
            page.note_changes(tables)

    # -- commands ----------------------------------------------------------------------------------------

    def run_command(self, name: str, _checked: bool = False) -> None:
        """Run a command of the window by its name."""
        group, _, rest = name.partition(".")
        if group in {"theme", "language"}:
            self.settings.set(group, rest)
        elif group == "page":
            self.show_page(rest)
        else:
            getattr(self.actions_of_project, name.replace(".", "_"))()

    def palette_entries(self) -> list[PaletteEntry]:
        """Return everything that can be done now: the page's own actions, the pages, the window's commands."""
        from admanager.gui.palette import PaletteEntry

        page_group = str(self.entries[self.page_name].title)
        found = [
            PaletteEntry(command.text, page_group, command.run, "command", command.shortcut)
            for command in self.page.commands()
            if self.context.project is not None or not command.needs_project
        ]
        go, windows = tr("MainWindow", "Go to"), tr("MainWindow", "AdManager")
        for place, entry in enumerate(self.entries.values(), start=1):
            run = lambda name=entry.name: self.show_page(name)  # noqa: E731 - binds this name
            found.append(
                PaletteEntry(str(entry.title), go, run, entry.icon, f"Ctrl+{place}", entry.title.text)
            )
        for command in COMMANDS:
            action = self.commands.actions[command.name]
            if action.isEnabled() and command.name != "window.palette":
                text = action.text().replace("&", "")
                found.append(
                    PaletteEntry(
                        text, windows, action.trigger, command.icon, command.shortcut, command.text.text
                    )
                )
        for key in ("theme", "language"):
            for name, action in self.commands.actions.items():
                if name.startswith(f"{key}."):
                    title = tr("Commands", "Theme") if key == "theme" else tr("Commands", "Language")
                    text = f"{title}: {action.text()}"
                    found.append(PaletteEntry(text, windows, action.trigger, "settings", "", name))
        return found

    def show_palette(self) -> None:
        """Open the command palette, or close it when it is open."""
        from admanager.gui.palette import CommandPalette

        if self.palette_sheet is not None:
            self.palette_sheet.dismiss()
            return
        self.palette_sheet = CommandPalette(self, self.palette_entries())
        self.palette_sheet.closed.connect(self._forget_palette)

    def _forget_palette(self) -> None:
        self.palette_sheet = None

    # -- showing what goes on ------------------------------------------------------------------------------

    def _on_project(self) -> None:
        for name, page in self.pages.items():
            page.set_project(self.context.project)
            self.saved_states.pop(name, None)
        self._show_project()
        self.show_recent()

    def _show_project(self) -> None:
        project = self.context.project
        self.commands.set_project_open(project is not None)
        self.setWindowFilePath(str(project.path) if project else "")
        self._show_standing()

    def _show_standing(self) -> None:
        project, standing = self.context.project, self.session.standing
        undo = translate_sentence(standing.undo) if standing and standing.undo else ""
        redo = translate_sentence(standing.redo) if standing and standing.redo else ""
        self.commands.set_history(undo, redo)
        name = (standing.name if standing else project.path.stem) if project else ""
        generated = bool(project and standing and standing.generated)
        self.header.show_project(name, str(project.path) if project else "", generated)
        self.setWindowTitle(f"{name} — AdManager" if name else "AdManager")

    def show_recent(self) -> None:
        """List the recent projects in the menu."""
        entries = [(str(path), path.stem, path.exists()) for path in self.settings.recent()]
        self.commands.set_recent(entries, lambda path, _=False: self.actions_of_project.open_path(Path(path)))

    def _on_opening(self, path: str) -> None:
        if path:
            self.context.show_message(tr("MainWindow", "Opening {name}…", name=Path(path).name))
        else:
            self.status.clear()

    def _show_jobs(self) -> None:
        running = self.runner.running()
        if not running:
            self.status.show_jobs("", None)
            return
        from admanager.gui.activity import summary

        known = [record for record in running if record.total > 0]
        share = (
            min(record.done / record.total for record in known)
            if len(known) == len(running) and known
            else None
        )
        self.status.show_jobs(summary(self.runner), share)

    @property
    def activity_shown(self) -> bool:
        """Whether the activity panel is open."""
        return self._activity is not None and not self._activity.isHidden()

    def show_activity(self, shown: bool = True) -> None:
        """Open or close the activity panel; it is made when it is first opened."""
        from admanager.gui.activity import ActivityPanel

        if shown and self._activity is None:
            self._activity = ActivityPanel(self.runner)
            self._activity.close_asked.connect(lambda: self.show_activity(False))
            self._activity.details_asked.connect(self.actions_of_project.show_error)
            self.centralWidget().layout().addWidget(self._activity)
        if self._activity is not None:
            self._activity.setVisible(shown)

    def _on_job_ended(self, record: Any) -> None:
        if record.told:
            return
        from admanager.gui.widgets.progress import describe

        kind = {"done": "good", "failed": "bad"}.get(record.state.value, "info")
        self.context.show_message(f"{record.title}: {describe(record)}", kind)

    def _on_setting(self, key: str) -> None:
        if key == "theme":
            self.retheme()
            self.commands.show_choice("theme", self.settings.get("theme"))
        elif key == "language":
            theme.use_language(application(), i18n.set_language(self.settings.get("language")))
            self.rebuild()
        elif key == "recent":
            self.show_recent()

    def retheme(self) -> None:
        """Show the theme that is set, or that the system has now."""
        theme.apply(application(), self.settings.get("theme"))
        icons.recolor(self)
        self.navigation.mark(self.page_name)

    # -- events ------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what dropping these files here will do."""
        self.drops.enter(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Take the offer back."""
        self.drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files to where they belong."""
        self.drops.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancel what runs, after asking, and leave."""
        running = self.runner.running()
        if running and not self.closing:
            from admanager.gui.widgets.dialogs import confirm

            event.ignore()
            confirm(
                self,
                tr("MainWindow", "Jobs are running"),
                tr(
                    "MainWindow",
                    "Closing the window cancels them; the project stays as it was before each of them.",
                ),
                tr("MainWindow", "Cancel the jobs and close"),
                self._close_anyway,
                dangerous=True,
            )
            return
        self.closing = True
        self.settings.set("geometry", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        event.accept()
        if self.on_closed is not None:
            self.on_closed()

    def _close_anyway(self) -> None:
        self.closing = True
        self.close()

    def finish(self, seconds: float = 3.0) -> bool:
        """End all work and close the project; return whether everything ended in time."""
        self.hide()
        ended = self.runner.close(seconds)
        if ended:
            self.session.close()
        return ended


def application() -> QApplication:
    """Return the application object."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
