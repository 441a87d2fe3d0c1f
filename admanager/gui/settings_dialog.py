"""The settings, made from the table in `settings`; each change applies at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from admanager.gui.i18n import tr
from admanager.gui.settings import SETTINGS, Setting, Settings
from admanager.gui.widgets.basics import caption
from admanager.gui.widgets.dialogs import Dialog
from admanager.gui.widgets.form import Editor, Field, Form


class SettingsDialog(Dialog):
    """One row for each setting that has a label."""

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent, tr("SettingsDialog", "Settings"), width=560)
        self.setObjectName("settingsDialog")
        self._settings = settings
        self.form = Form()
        for setting in SETTINGS:
            if setting.label is not None:
                self._add(setting)
        self.body.addWidget(self.form)
        self.body.addWidget(
            caption(
                tr("SettingsDialog", "Kept in {path}; nothing leaves this machine.", path=str(settings.path))
            )
        )
        self.add_button(tr("SettingsDialog", "Close"), self.accept, kind="primary", name="closeSettings")

    def _add(self, setting: Setting) -> None:
        value = self._settings.get(setting.key)
        help_text = str(setting.help) if setting.help else ""
        field = self.form.add(
            setting.key, str(setting.label), self._editor(setting, value), help_text=help_text
        )
        field.changed.connect(partial(self._apply, setting, field))
        if setting.folder:
            field.add_button("folder", tr("SettingsDialog", "Choose a folder"), partial(self._choose, field))

    def _editor(self, setting: Setting, value: Any) -> Editor:
        if setting.choices:
            return Form.choice([(choice, str(text)) for choice, text in setting.choices], value)
        if setting.kind is int:
            return Form.integer(value, setting.low, setting.high)
        return Form.text(value)

    def _apply(self, setting: Setting, field: Field) -> None:
        value = field.value()
        if setting.folder and value and not Path(value).is_dir():
            field.set_error(tr("SettingsDialog", "There is no such folder."))
            return
        field.set_error("")
        if setting.key == "language":
            # The language rebuilds what this dialog stands on, so the dialog goes first.
            self.accept()
        self._settings.set(setting.key, value)

    def _choose(self, field: Field) -> None:
        dialog = QFileDialog(self, tr("SettingsDialog", "Choose a folder"), str(field.value()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(field.set_value)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
