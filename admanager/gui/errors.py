"""Errors as a person sees them: one plain sentence, and the details for those who want them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from admanager.gui.crashlog import fault_report
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.theme import GRID, mono_font
from admanager.gui.widgets.basics import label
from admanager.gui.widgets.dialogs import Dialog
from admanager.texts import AdManagerError, refusal, sentence


def explained(error: BaseException) -> AdManagerError | None:
    """Return the error as one that the user can understand, or None where the program is at fault."""
    if isinstance(error, AdManagerError):
        return error
    if isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error)):
        return AdManagerError(
            sentence("The project is being written at this moment; try again when that is done."),
            details=str(error),
        )
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.strerror):
        return AdManagerError(refusal(error))
    return None


class ErrorDialog(Dialog):
    """A failure in one sentence; for a fault of the program also its details, to copy or to look up."""

    def __init__(self, parent: QWidget | None, error: BaseException, log_folder: Path) -> None:
        known = explained(error)
        title = (
            tr("ErrorDialog", "That did not work")
            if known
            else tr("ErrorDialog", "The program made a mistake")
        )
        super().__init__(parent, title, width=520)
        self.setObjectName("errorDialog")
        self._log_folder = log_folder
        if known:
            message = translate_sentence(known.message)
            details = known.details
        else:
            message = tr(
                "ErrorDialog",
                "Your project is as it was before. The details below help whoever looks after the program; "
                "nothing was sent anywhere.",
            )
            details = fault_report(error)
        self.message = label(message, wrap=True, selectable=True)
        self.body.addWidget(self.message)
        self.details = QPlainTextEdit(details)
        self.details.setObjectName("errorDetails")
        self.details.setReadOnly(True)
        self.details.setFont(mono_font())
        self.details.setAccessibleName(tr("ErrorDialog", "Details"))
        self.details.setMinimumHeight(GRID * 26)
        self.details.hide()
        self.body.addWidget(self.details)
        if details:
            self.add_button(
                tr("ErrorDialog", "Details"), self._toggle, kind="quiet", name="showDetails", left=True
            )
            self.add_button(tr("ErrorDialog", "Copy"), self.copy, name="copyDetails")
            self.add_button(tr("ErrorDialog", "Open log folder"), self.open_log_folder, name="openLogFolder")
        self.add_button(tr("ErrorDialog", "Close"), self.accept, kind="primary", name="closeError")

    def _toggle(self) -> None:
        self.details.setVisible(self.details.isHidden())
        self.adjustSize()

    def copy(self) -> None:
        """Copy the sentence and the details."""
        QGuiApplication.clipboard().setText(f"{self.message.text()}\n\n{self.details.toPlainText()}")

    def open_log_folder(self) -> None:
        """Show the folder of the logs in the system's file manager."""
        open_folder(self._log_folder)


def open_folder(path: Path) -> None:
    """Show a folder or a file with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
