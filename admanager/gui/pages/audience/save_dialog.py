"""The dialog that asks for the name of a segment that a sub-view found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from admanager.gui.i18n import tr
from admanager.gui.widgets.basics import caption, label
from admanager.gui.widgets.dialogs import Dialog


class SaveDialog(Dialog):
    """A name, who the people are in words, and whether the segment follows its rule."""

    save_asked = Signal(str, bool)
    """The name, and whether the segment keeps the people who are in it now."""

    def __init__(self, parent: QWidget | None, name: str, words: str, *, may_live: bool = True) -> None:
        super().__init__(parent, tr("SaveDialog", "Save as segment"))
        self.name = QLineEdit(name)
        self.name.setObjectName("newSegmentName")
        self.name.setAccessibleName(tr("SaveDialog", "Name of the segment"))
        self.name.setPlaceholderText(tr("SaveDialog", "Name of the segment"))
        self.name.setMaxLength(120)
        self.name.textChanged.connect(lambda _text: self._check())
        self.static = QCheckBox(tr("SaveDialog", "Static: keep the people who are in it now"))
        self.static.setObjectName("newSegmentStatic")
        self.static.setVisible(may_live)
        self.body.addWidget(label(words, "muted", wrap=True))
        self.body.addWidget(self.name)
        self.body.addWidget(self.static)
        if may_live:
            note = tr(
                "SaveDialog", "Otherwise it follows its rule: who fits later is in it, who does not is not."
            )
        else:
            note = tr("SaveDialog", "It keeps the people who are in it now.")
        self.body.addWidget(caption(note))
        self.add_button(tr("SaveDialog", "Cancel"), self.reject, name="cancelDialog")
        self.save = self.add_button(
            tr("SaveDialog", "Save"), self._save, kind="primary", name="confirmDialog"
        )
        self._check()
        self.name.setFocus()
        self.name.selectAll()

    def _check(self) -> None:
        self.save.setEnabled(bool(self.name.text().strip()))

    def _save(self) -> None:
        name, static = self.name.text().strip(), self.static.isChecked()
        self.accept()
        self.save_asked.emit(name, static)
