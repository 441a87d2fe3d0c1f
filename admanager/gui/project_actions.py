"""What the window's own commands do: projects, settings, help; one method for each name of `COMMANDS`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from admanager.gui.i18n import tr
from admanager.texts import AdManagerError, Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QFileDialog

    from admanager.gui.widgets.dialogs import Dialog
    from admanager.gui.window import MainWindow
    from admanager.jobs import Job

SUFFIX = ".adm"
DEMO_SEED = 7
FINISHED = "finished"
DEMO_KEY = "project.demo"


class ProjectActions(QObject):
    """The commands of one window; `project_new` is run by the command `project.new`, and so on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._error: Dialog | None = None

    # -- file ----------------------------------------------------------------------------------------------

    def project_new(self) -> None:
        """Ask what a new project starts with, then for a name, and make it there."""
        from admanager.gui.new_project import ask_template

        ask_template(self._window, self._new_of)

    def _new_of(self, template: str) -> None:
        dialog = self._file_dialog(tr("ProjectActions", "New project"), save=True)
        dialog.selectFile(tr("ProjectActions", "My project") + SUFFIX)
        dialog.fileSelected.connect(
            lambda path: self._leave_then(lambda: self._window.session.create(Path(path), template))
        )
        dialog.open()

    def project_open(self) -> None:
        """Ask for a project and open it."""
        dialog = self._file_dialog(tr("ProjectActions", "Open project"), save=False)
        dialog.fileSelected.connect(lambda path: self.open_path(Path(path)))
        dialog.open()

    def open_path(self, path: Path) -> None:
        """Open this project in place of the one that is open."""
        self._leave_then(lambda: self._window.session.open(path))

    def _file_dialog(self, title: str, *, save: bool) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog

        folder = self._window.settings.folder("project_folder")
        dialog = QFileDialog(self._window, title, str(folder))
        dialog.setObjectName("projectDialog")
        dialog.setNameFilter(tr("ProjectActions", "AdManager projects (*.adm)"))
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        if save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _leave_then(self, go_on: Callable[[], object]) -> None:
        """Leave the open project, after asking when jobs would be cancelled, then go on."""
        runner = self._window.runner
        running = [record for record in runner.running() if record.key != DEMO_KEY]
        if not running or self._window.context.project is None:
            go_on()
            return

        def cancel_and_wait() -> None:
            left = set(running)

            def ended(record: object) -> None:
                left.discard(record)  # type: ignore[arg-type]
                if not left:
                    runner.job_ended.disconnect(ended)
                    go_on()

            runner.job_ended.connect(ended)
            for record in running:
                record.cancel()

        from admanager.gui.widgets.dialogs import confirm

        confirm(
            self._window,
            tr("ProjectActions", "Jobs are running"),
            tr(
                "ProjectActions", "Leaving this project cancels them; it stays as it was before each of them."
            ),
            tr("ProjectActions", "Cancel the jobs and go on"),
            cancel_and_wait,
            dangerous=True,
        )

    def project_demo(self) -> None:
        """Open the demo, or build it first: visibly, while the window can be used."""
        from admanager.gui.places import demo_folder

        self.build_demo(demo_folder() / f"seed-{DEMO_SEED}", DEMO_SEED, own=True)

    def build_demo(self, folder: Path, seed: int, *, own: bool = False) -> None:
        """Run the whole loop on generated people in `folder` as a job, then open what it made."""
        running = self._window.context.job(DEMO_KEY)
        if running is not None and not running.finished:
            return
        self._window.context.run_job(
            tr("ProjectActions", "Build the demo project"),
            partial(_build_demo, folder, seed, own),
            on_done=self.open_path,
            on_failed=self.show_error,
            owner=self,
            key=DEMO_KEY,
        )

    def project_copy(self) -> None:
        """Ask for a name and copy the project there, safely while it is in use."""
        project = self._window.context.project
        if project is None:
            return
        dialog = self._file_dialog(tr("ProjectActions", "Save a copy as"), save=True)
        dialog.selectFile(tr("ProjectActions", "{name} copy", name=project.path.stem) + SUFFIX)
        dialog.fileSelected.connect(lambda path: self.copy_to(Path(path)))
        dialog.open()

    def copy_to(self, target: Path) -> None:
        """Copy the project to `target` as a job."""
        project = self._window.context.project
        if project is None or target.absolute() == project.path.absolute():
            return

        def work(job: Job) -> Path:
            job.check_cancelled()
            project.backup(target)
            return target

        self._window.context.run_job(
            tr("ProjectActions", "Copy the project to {name}", name=target.name), work
        )

    def project_folder(self) -> None:
        """Show the project's folder in the system's file manager."""
        from admanager.gui.errors import open_folder

        if self._window.context.project is not None:
            open_folder(self._window.context.project.path.parent)

    def project_check(self) -> None:
        """Check the whole file as a job and tell what was found."""
        project = self._window.context.project
        if project is None:
            return

        def told(problems: list[str]) -> None:
            if problems:
                self.show_error(AdManagerError(problems[0], details="\n".join(problems)))
            else:
                self._window.context.show_message(tr("ProjectActions", "The project file is sound."), "good")

        self._window.context.run_job(
            tr("ProjectActions", "Check the project file"),
            lambda job: project.check(),
            on_done=told,
            owner=self,
        )

    def project_close(self) -> None:
        """Close the project and show Home."""

        def close() -> None:
            self._window.session.close()
            self._window.show_page("home")

        self._leave_then(close)

    def window_quit(self) -> None:
        """Close the window."""
        self._window.close()

    # -- edit, view ------------------------------------------------------------------------------------------

    def edit_undo(self) -> None:
        """Take the last operation back."""
        self._window.context.undo()

    def edit_redo(self) -> None:
        """Do the last undone operation again."""
        self._window.context.redo()

    def window_settings(self) -> None:
        """Show the settings."""
        from admanager.gui.settings_dialog import SettingsDialog

        SettingsDialog(self._window, self._window.settings).open()

    def window_palette(self) -> None:
        """Show the command palette."""
        self._window.show_palette()

    def window_activity(self) -> None:
        """Show or hide the activity panel."""
        self._window.show_activity(not self._window.activity_shown)

    # -- help --------------------------------------------------------------------------------------------------

    def help_shortcuts(self) -> None:
        """Show all keyboard shortcuts."""
        from admanager.gui.help_dialogs import ShortcutsDialog

        ShortcutsDialog(self._window, self._window.palette_entries()).open()

    def help_logs(self) -> None:
        """Show the log folder in the system's file manager."""
        from admanager.gui.errors import open_folder

        open_folder(self._window.log_folder)

    def help_about(self) -> None:
        """Show version and licences."""
        from admanager.gui.help_dialogs import AboutDialog

        AboutDialog(self._window).open()

    # -- errors ------------------------------------------------------------------------------------------------

    def show_error(self, error: BaseException) -> None:
        """Show an error as a sentence; while one is shown the next ones only go to the log."""
        from admanager.gui.crashlog import record_fault
        from admanager.gui.errors import ErrorDialog

        if isinstance(error, Cancelled):
            return
        if not isinstance(error, AdManagerError):
            record_fault(error)
        if self._error is not None:
            return
        self._error = ErrorDialog(self._window, error, self._window.log_folder)
        self._error.finished.connect(self._forget_error)
        self._error.open()

    def _forget_error(self) -> None:
        self._error = None


def _build_demo(folder: Path, seed: int, own: bool, *, job: Job) -> Path:
    """Return the demo project in `folder`: the one that is there, else a new one.

    In the program's own folder a demo counts only when its building was finished; what a build that was cut
    off left there is removed. In a folder of the user's nothing is removed.
    """
    import shutil

    from admanager.demo.story import run_demo

    finished = folder / FINISHED
    found = sorted(folder.glob(f"*{SUFFIX}"))
    if found and (finished.exists() or not own):
        return found[0]
    if own:
        shutil.rmtree(folder, ignore_errors=True)
    project = Path(run_demo(folder, seed, job=job).project)
    if own:
        finished.touch()
    return project
