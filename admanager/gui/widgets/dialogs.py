"""Dialogs that never block the code that opens them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.icons import IconLabel
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, clear_layout, heading, label, row
from admanager.texts import AdManagerError


class Dialog(QDialog):
    """A window-modal dialog with a heading, a body and buttons at the lower right; `open()` shows it."""

    def __init__(self, parent: QWidget | None, title: str, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self.title = heading(title)
        self.title.setWordWrap(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID * 3 // 2)
        self._failure = row()
        self._buttons = row(None)
        self._left = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 3, GRID * 5 // 2, GRID * 3, GRID * 5 // 2)
        layout.setSpacing(GRID * 2)
        layout.addWidget(self.title)
        layout.addLayout(self.body, 1)
        layout.addLayout(self._failure)
        layout.addLayout(self._buttons)

    def add_button(
        self,
        text: str,
        on_click: Callable[[], object],
        *,
        kind: str = "normal",
        name: str = "",
        left: bool = False,
    ) -> QPushButton:
        """Add a button at the right, or at the left; the primary one answers Enter and has the focus."""
        made = button(text, on_click, kind=kind, name=name)
        if kind == "primary":
            self._make_default(made)
        if left:
            self._buttons.insertWidget(0, made)
            self._left += 1
        else:
            self._buttons.addWidget(made)
        return made

    def add_to_buttons(self, widget: QWidget) -> None:
        """Put something that belongs to the buttons beside those at the left."""
        self._buttons.insertWidget(self._left, widget)
        self._left += 1

    def show_failure(self, error: AdManagerError) -> None:
        """Say below the body why what was asked for was not done."""
        clear_layout(self._failure)
        self._failure.addLayout(warning_line(translate_sentence(error.message), "bad"))
        # A line more needs more height than the dialog has.
        QTimer.singleShot(0, self, self.adjustSize)

    @staticmethod
    def _make_default(made: QPushButton) -> None:
        made.setAutoDefault(True)
        made.setDefault(True)
        made.setFocus()


def warning_line(text: str, kind: str) -> QHBoxLayout:
    """Return a line with a sign and a text that wraps."""
    sign = IconLabel(
        {"bad": "error", "warn": "warning"}.get(kind, "info"), 16, kind if kind != "info" else "accent"
    )
    words = label(text, "caption", wrap=True)
    line = row(sign)
    line.addWidget(words, 1)
    return line


def confirm(
    parent: QWidget,
    question: str,
    explanation: str,
    action: str,
    on_confirmed: Callable[[], object],
    *,
    dangerous: bool = False,
) -> Dialog:
    """Ask before something that cannot be undone; `action` names what the button does, never "OK".

    Enter answers with the action, but for a dangerous one, where it cancels.
    """
    dialog = Dialog(parent, question)
    dialog.body.addWidget(label(explanation, wrap=True))
    cancel = dialog.add_button(tr("Dialog", "Cancel"), dialog.reject, name="cancelDialog")
    if dangerous:
        dialog._make_default(cancel)

    def accept() -> None:
        dialog.accept()
        on_confirmed()

    dialog.add_button(action, accept, kind="danger" if dangerous else "primary", name="confirmDialog")
    dialog.open()
    return dialog
