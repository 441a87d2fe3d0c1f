"""The dialog that asks in which format, and where, the people of a segment are to be written, and who is held out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLineEdit, QWidget

from admanager.gui.i18n import lazy, tr, tr_count
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import caption, label
from admanager.gui.widgets.dialogs import Dialog
from admanager.gui.widgets.form import Form

if TYPE_CHECKING:
    from admanager.audience.export import Reach

FORMATS = {
    "csv": lazy("ExportDialog", "CSV: opens everywhere"),
    "xlsx": lazy("ExportDialog", "Excel workbook (xlsx)"),
    "parquet": lazy("ExportDialog", "Parquet: for analysis"),
}
PLATFORMS = {
    "google": lazy("ExportDialog", "Google Ads: Customer Match list, hashed"),
    "meta": lazy("ExportDialog", "Meta: custom audience, hashed"),
    "microsoft": lazy("ExportDialog", "Microsoft Advertising: customer match list, hashed"),
}
USUAL_SHARE = 10
MAX_SHARE = 50


@dataclass(frozen=True)
class ExportChoice:
    """What was chosen; `platform` is None for a plain file, whose format its ending says. `holdout` is a share."""

    path: Path
    platform: str | None
    holdout: float
    calling_code: str


class ExportDialog(Dialog):
    """Says who is written and who stays out, and asks for a format; the file itself is asked for after that."""

    export_asked = Signal(object)
    """An ExportChoice."""

    def __init__(self, parent: QWidget, name: str, reach: Reach) -> None:
        super().__init__(parent, tr("ExportDialog", "Export the people of “{name}”", name=name), width=560)
        self._name, self._reach = name, reach
        self.kind = QComboBox()
        self.kind.setObjectName("exportFormat")
        for key, text in (FORMATS | PLATFORMS).items():
            self.kind.addItem(str(text), key)
        self.share = Form.integer(USUAL_SHARE if reach.is_enough_to_hold_out else 0, 0, MAX_SHARE)
        self.share.setObjectName("holdoutShare")
        self.share.setSuffix(" %")
        self.code = QLineEdit()
        self.code.setObjectName("callingCode")
        self.code.setPlaceholderText(tr("ExportDialog", "+49, for telephones that name no country"))
        self.who = label("", wrap=True)
        self.who.setObjectName("exportWho")
        self.note = caption()
        self.body.addWidget(self.who)
        self.body.addLayout(self._form())
        self.body.addWidget(self.note)
        self.add_button(tr("ExportDialog", "Cancel"), self.reject, name="cancelDialog")
        self.add_button(
            tr("ExportDialog", "Choose a file…"), self.choose_file, kind="primary", name="confirmDialog"
        )
        self.kind.currentIndexChanged.connect(lambda _index: self._follow())
        self.share.valueChanged.connect(lambda _value: self._follow())
        self._follow()

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 2)
        form.setVerticalSpacing(GRID)
        for text, field in (
            (tr("ExportDialog", "Format"), self.kind),
            (tr("ExportDialog", "Held out at random"), self.share),
            (tr("ExportDialog", "Country code"), self.code),
        ):
            field.setAccessibleName(text)
            form.addRow(label(text, "muted"), field)
        self._rows = form
        return form

    @property
    def platform(self) -> str | None:
        """The platform whose list is written; None for a plain file."""
        chosen = str(self.kind.currentData())
        return chosen if chosen in PLATFORMS else None

    def _follow(self) -> None:
        self._rows.setRowVisible(self.code, self.platform in {"google", "meta"})
        self.who.setText(who_text(self._reach, self.share.value() / 100))
        if self.platform is None:
            written = tr(
                "ExportDialog",
                "All attributes but the ignored ones are written. Text that a spreadsheet would run as a formula is made safe.",
            )
        else:
            written = tr(
                "ExportDialog",
                "Addresses, telephones and names are written as SHA-256 alone, as the platform writes them before it hashes. People whom it could not know by any of them stay out.",
            )
        held = tr(
            "ExportDialog",
            "Whoever is held out shows later what happens without the contact: the page Privacy reads the lift when results are imported. The export is noted in the audit log.",
        )
        self.note.setText(f"{written} {held}")
        # A row more, or a longer note, needs more height than the dialog was given.
        QTimer.singleShot(0, self, self.adjustSize)

    def choose_file(self) -> None:
        """Ask for the file."""
        suffix = "csv" if self.platform else str(self.kind.currentData())
        dialog = QFileDialog(self, tr("ExportDialog", "Export people"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{file_name(self._name) or 'segment'}.{suffix}")
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        choice = ExportChoice(Path(path), self.platform, self.share.value() / 100, self.code.text().strip())
        self.accept()
        self.export_asked.emit(choice)


def who_text(reach: Reach, share: float) -> str:
    """Return who is written, who is held out and who stays out, in sentences."""
    held = round(reach.people * share)
    parts = [
        tr_count("ExportDialog", "{count} person is written.", "{count:,} people are written.",
                 count=reach.people - held)
    ]  # fmt: skip
    if held:
        parts.append(
            tr_count("ExportDialog", "{count} is held out.", "{count:,} are held out.", count=held)
        )  # fmt: skip
    if reach.without_consent is None:
        parts.append(tr("ExportDialog", "No column says who gave consent."))
    elif reach.without_consent:
        parts.append(
            tr_count("ExportDialog", "{count} without consent stays out.", "{count:,} without consent stay out.",
                     count=reach.without_consent)
        )  # fmt: skip
    if reach.do_not_contact:
        parts.append(
            tr_count("ExportDialog", "{count} on the do-not-contact list stays out.", "{count:,} on the do-not-contact list stay out.",
                     count=reach.do_not_contact)
        )  # fmt: skip
    return " ".join(parts)


def file_name(name: str) -> str:
    """Return a segment's name as a name of a file that every system takes."""
    return Path(
        "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in name).strip()
    ).name
