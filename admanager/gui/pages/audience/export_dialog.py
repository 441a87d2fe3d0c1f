"""The dialog that asks in which format, and where, the people of a segment are to be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from admanager.gui.i18n import lazy, tr, tr_count
from admanager.gui.widgets.basics import caption, label, row
from admanager.gui.widgets.dialogs import Dialog

if TYPE_CHECKING:
    from admanager.audience.preview import Preview

FORMATS = {
    "csv": lazy("ExportDialog", "CSV: opens everywhere"),
    "xlsx": lazy("ExportDialog", "Excel workbook (xlsx)"),
    "parquet": lazy("ExportDialog", "Parquet: for analysis"),
}


class ExportDialog(Dialog):
    """Says who is written and who stays out, and asks for a format; the file itself is asked for after that."""

    export_asked = Signal(str)
    """The path of the file."""

    def __init__(self, parent: QWidget, name: str, found: Preview) -> None:
        super().__init__(parent, tr("ExportDialog", "Export the people of “{name}”", name=name))
        self._name = name
        self.kind = QComboBox()
        self.kind.setObjectName("exportFormat")
        self.kind.setAccessibleName(tr("ExportDialog", "Format"))
        for suffix, text in FORMATS.items():
            self.kind.addItem(str(text), suffix)
        self.body.addWidget(label(_who(found), wrap=True))
        self.body.addLayout(row(label(tr("ExportDialog", "Format"), "muted"), self.kind, None))
        self.body.addWidget(
            caption(
                tr("ExportDialog", "All attributes but the ignored ones are written. Text that a spreadsheet would run as a formula is made safe, and the export is noted in the audit log.")
            )
        )  # fmt: skip
        self.add_button(tr("ExportDialog", "Cancel"), self.reject, name="cancelDialog")
        self.add_button(
            tr("ExportDialog", "Choose a file…"), self.choose_file, kind="primary", name="confirmDialog"
        )

    def choose_file(self) -> None:
        """Ask for the file."""
        suffix = str(self.kind.currentData())
        dialog = QFileDialog(self, tr("ExportDialog", "Export people"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{file_name(self._name) or 'segment'}.{suffix}")
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self.accept()
        self.export_asked.emit(path)


def _who(found: Preview) -> str:
    if found.consented is None:
        people = tr_count("ExportDialog", "{count} person is written.", "{count:,} people are written.",
                          count=found.count)  # fmt: skip
        return f"{people} " + tr("ExportDialog", "No column says who gave consent.")
    people = tr_count(
        "ExportDialog", "{count} person with consent is written.", "{count:,} people with consent are written.",
        count=found.consented,
    )  # fmt: skip
    if found.consented == found.count:
        return people
    out = tr_count("ExportDialog", "{count} without consent stays out.", "{count:,} without consent stay out.",
                   count=found.count - found.consented)  # fmt: skip
    return f"{people} {out}"


def file_name(name: str) -> str:
    """Return a segment's name as a name of a file that every system takes."""
    return Path(
        "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in name).strip()
    ).name
