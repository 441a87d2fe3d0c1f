"""The note after a crash: what happened, what is kept, and the way back into the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from admanager.gui import format as fmt
from admanager.gui.crashlog import Crash, CrashLog
from admanager.gui.errors import open_folder
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID, mono_font
from admanager.gui.widgets.basics import label
from admanager.gui.widgets.dialogs import Dialog

if TYPE_CHECKING:
    from admanager.gui.window import MainWindow


class CrashNote(Dialog):
    """Offers the report of a session that ended unexpectedly, and its project."""

    def __init__(self, window: MainWindow, log: CrashLog, crash: Crash) -> None:
        super().__init__(window, tr("CrashNote", "AdManager ended unexpectedly last time"), width=560)
        self.setObjectName("crashNote")
        self._window, self._crash = window, crash
        when = fmt.time(crash.time)
        if crash.project:
            text = tr(
                "CrashNote",
                "It was started at {time} and had “{name}” open. Everything up to the last finished operation is "
                "in the file; an unfinished one left no trace.",
                time=when,
                name=Path(crash.project).stem,
            )
        else:
            text = tr("CrashNote", "It was started at {time}; no project was open.", time=when)
        self.body.addWidget(label(text, wrap=True))
        self.report = QPlainTextEdit(crash.text())
        self.report.setObjectName("crashReport")
        self.report.setReadOnly(True)
        self.report.setFont(mono_font())
        self.report.setAccessibleName(tr("CrashNote", "Report"))
        self.report.setMinimumHeight(GRID * 22)
        self.report.hide()
        self.body.addWidget(self.report)
        if crash.text():
            self.add_button(
                tr("CrashNote", "Details"), self._toggle, kind="quiet", name="showReport", left=True
            )
            self.add_button(tr("CrashNote", "Copy"), self._copy, name="copyReport")
        self.add_button(
            tr("CrashNote", "Open log folder"), lambda: open_folder(log.folder), name="openLogFolder"
        )
        self.add_button(tr("CrashNote", "Close"), self.accept, name="closeNote")
        if crash.project and Path(crash.project).is_file():
            self.add_button(
                tr("CrashNote", "Open the project"), self._open, kind="primary", name="openCrashed"
            )

    def _toggle(self) -> None:
        self.report.setVisible(self.report.isHidden())
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._crash.text())

    def _open(self) -> None:
        self.accept()
        self._window.actions_of_project.open_path(Path(self._crash.project))


def show_crash_note(window: MainWindow, log: CrashLog) -> CrashNote:
    """Show the newest crash; the reports of all stay in the log folder."""
    note = CrashNote(window, log, max(log.found, key=lambda crash: crash.time))
    note.open()
    return note
