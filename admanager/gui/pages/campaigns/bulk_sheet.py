"""Asks for which ad platform a plan is written as a sheet, and says what is left to do there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from admanager.gui.errors import open_folder
from admanager.gui.i18n import lazy, tr, translate_sentence
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import caption, label, scrolled
from admanager.gui.widgets.dialogs import Dialog
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.report.bulk.sheet import WrittenSheet

PLATFORMS = {
    "google": lazy("BulkSheet", "Google Ads Editor: display campaign with image ads"),
    "microsoft": lazy("BulkSheet", "Microsoft Advertising: audience campaign with responsive ads"),
    "meta": lazy("BulkSheet", "Meta Ads Manager: campaign, ad sets and ads"),
}
PLACES = {
    "google": lazy("BulkSheet", "Germany, Austria"),
    "microsoft": lazy("BulkSheet", "Germany, Austria"),
    "meta": lazy("BulkSheet", "DE, AT"),
}

NOTES_HEIGHT = GRID * 36


@dataclass(frozen=True)
class BulkSheetChoice:
    """What was chosen."""

    platform: str = "google"
    landing_page: str = ""
    locations: tuple[str, ...] = ()
    path: Path = Path()


class BulkSheetDialog(Dialog):
    """Asks for a platform and where clicks lead; the file itself is asked for after that."""

    export_asked = Signal(object)
    """A BulkSheetChoice."""

    def __init__(self, parent: QWidget, name: str, last: BulkSheetChoice) -> None:
        super().__init__(parent, tr("BulkSheet", "Export “{name}” for an ad platform", name=name), width=600)
        self._name = name
        self.platform = QComboBox()
        self.platform.setObjectName("bulkPlatform")
        for key, text in PLATFORMS.items():
            self.platform.addItem(str(text), key)
        self.page = QLineEdit(last.landing_page)
        self.page.setObjectName("landingPage")
        self.page.setPlaceholderText("https://example.com/spring")
        self.places = QLineEdit(", ".join(last.locations))
        self.places.setObjectName("bulkPlaces")
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 2)
        form.setVerticalSpacing(GRID)
        for text, field in (
            (tr("BulkSheet", "Platform"), self.platform),
            (tr("BulkSheet", "Landing page"), self.page),
            (tr("BulkSheet", "Places"), self.places),
        ):
            field.setAccessibleName(text)
            form.addRow(label(text, "muted"), field)
        self.problem = label("", "error", wrap=True)
        self.problem.setObjectName("bulkProblem")
        self.problem.hide()
        self.body.addLayout(form)
        self.body.addWidget(self.problem)
        self.body.addWidget(
            caption(
                tr(
                    "BulkSheet",
                    "A sheet for the platform's bulk upload is written, with the ads as files in a folder beside it. The campaign in it is paused, and nothing is sent: you upload it yourself.",
                )
            )
        )
        self.add_button(tr("BulkSheet", "Cancel"), self.reject, name="cancelDialog")
        self.add_button(
            tr("BulkSheet", "Choose a file…"), self.choose_file, kind="primary", name="confirmDialog"
        )
        self.platform.currentIndexChanged.connect(lambda _index: self._follow())
        self.platform.setCurrentIndex(list(PLATFORMS).index(last.platform))
        self.page.textEdited.connect(lambda _text: self.problem.hide())
        self._follow()
        self.page.setFocus()

    def _follow(self) -> None:
        self.places.setPlaceholderText(str(PLACES[str(self.platform.currentData())]))

    def choose_file(self) -> None:
        """Ask for the file, once the landing page is an address."""
        from admanager.creative.export import safe_name
        from admanager.report.bulk.sheet import check_landing_page

        try:
            check_landing_page(self.page.text().strip())
        except AdManagerError as error:
            self.problem.setText(translate_sentence(error.message))
            self.problem.show()
            self.page.setFocus()
            return
        dialog = QFileDialog(self, tr("BulkSheet", "Export for an ad platform"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{safe_name(self._name)}-{self.platform.currentData()}.csv")
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """Export into this file."""
        places = tuple(part.strip() for part in self.places.text().split(",") if part.strip())
        choice = BulkSheetChoice(
            str(self.platform.currentData()), self.page.text().strip(), places, Path(path)
        )
        self.accept()
        self.export_asked.emit(choice)


class BulkSheetDone(Dialog):
    """Says what was written, and what the sheet could not say to the platform."""

    def __init__(self, parent: QWidget, written: WrittenSheet) -> None:
        super().__init__(parent, tr("BulkSheet", "“{file}” is written", file=written.path.name), width=600)
        self.body.addWidget(label(tr("BulkSheet", "What is left to do on the platform:"), "muted"))
        self.notes = [translate_sentence(note) for note in written.sheet.notes]
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for note in self.notes:
            column.addWidget(label(f"• {note}", wrap=True))
        column.addStretch(1)
        area = scrolled(holder)
        area.setMinimumHeight(NOTES_HEIGHT)
        self.body.addWidget(area, 1)
        self.add_button(
            tr("BulkSheet", "Open the folder"), lambda: open_folder(written.path.parent), name="openFolder"
        )
        self.add_button(tr("BulkSheet", "Done"), self.accept, kind="primary", name="confirmDialog")
