"""The question before a person is erased: the key has to be typed once more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.widgets.basics import label
from admanager.gui.widgets.dialogs import Dialog


class EraseDialog(Dialog):
    """Emits `confirmed` with whether backups go too, only once the key was typed."""

    confirmed = Signal(bool)

    def __init__(self, parent: QWidget, key: str, rows: int) -> None:
        super().__init__(parent, tr("EraseDialog", "Erase this person?"))
        self._key = key
        self.body.addWidget(
            label(
                tr_count(
                    "EraseDialog",
                    "{count} row goes from the tables, and they go from segments, rejects, undo and exports. A later import refuses them. This cannot be undone.",
                    "{count:,} rows go from the tables, and they go from segments, rejects, undo and exports. A later import refuses them. This cannot be undone.",
                    count=rows,
                ),
                wrap=True,
            )
        )
        self.typed = QLineEdit()
        self.typed.setObjectName("typedKey")
        self.typed.textChanged.connect(lambda _text: self._follow())
        asked = label(tr("EraseDialog", "Type {key} to confirm", key=key), "caption")
        asked.setBuddy(self.typed)
        self.body.addWidget(asked)
        self.body.addWidget(self.typed)
        self.copies = QCheckBox(tr("EraseDialog", "Delete backups beside the project that hold them too"))
        self.body.addWidget(self.copies)
        self.add_button(tr("EraseDialog", "Cancel"), self.reject, name="cancelDialog")
        self.erase = self.add_button(
            tr("EraseDialog", "Erase"), self._accept, kind="danger", name="confirmDialog"
        )
        self._follow()
        self.typed.setFocus()

    def _follow(self) -> None:
        self.erase.setEnabled(self.typed.text().strip() == self._key)

    def _accept(self) -> None:
        delete_copies = self.copies.isChecked()
        self.accept()
        self.confirmed.emit(delete_copies)
