"""One value of one person, to be corrected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from admanager.gui.i18n import tr
from admanager.gui.widgets.basics import caption, label
from admanager.gui.widgets.dialogs import Dialog


class CorrectDialog(Dialog):
    """Shows what is there and emits `confirmed` with what was typed; stays until it was taken."""

    confirmed = Signal(str)

    def __init__(self, parent: QWidget, column: str, value: str | None) -> None:
        super().__init__(parent, tr("CorrectDialog", "Correct a value"))
        asked = label(column, "caption")
        self.typed = QLineEdit(value or "")
        self.typed.setObjectName("correctedValue")
        self.typed.setPlaceholderText(tr("CorrectDialog", "No value"))
        self.typed.selectAll()
        asked.setBuddy(self.typed)
        self.body.addWidget(asked)
        self.body.addWidget(self.typed)
        note = tr(
            "CorrectDialog",
            "Scores that models gave before stay as they are until the people are scored again. An import that updates this column writes over it.",
        )
        self.body.addWidget(caption(note))
        self.add_button(tr("CorrectDialog", "Cancel"), self.reject, name="cancelDialog")
        self.add_button(
            tr("CorrectDialog", "Correct"),
            lambda: self.confirmed.emit(self.typed.text()),
            kind="primary",
            name="confirmDialog",
        )
        self.typed.setFocus()
