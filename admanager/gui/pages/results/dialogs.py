"""Asks where to save a report, and whether a run is to be deleted; neither blocks the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.widgets import Dialog, confirm

if TYPE_CHECKING:
    from admanager.simulation.runs import RunInfo


def ask_report_path(
    parent: QWidget, info: RunInfo, folder: Path, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for the file of a report; a name in the project's folder is proposed."""
    dialog = QFileDialog(parent, tr("ResultsDialogs", "Export the report"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    suffixes = {
        tr("ResultsDialogs", "Web page (*.html)"): "html",
        tr("ResultsDialogs", "Paper (*.pdf)"): "pdf",
        tr("ResultsDialogs", "Excel workbook (*.xlsx)"): "xlsx",
    }
    dialog.setNameFilters(list(suffixes))
    dialog.filterSelected.connect(lambda shown: dialog.setDefaultSuffix(suffixes[shown]))
    dialog.setDefaultSuffix("html")
    dialog.setDirectory(str(folder))
    dialog.selectFile(file_name(info.name))
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def file_name(name: str) -> str:
    """Return a run's name as a name of a file that every system takes."""
    kept = "".join(letter if letter.isalnum() or letter in " -_," else "_" for letter in name)
    return kept.strip(" .")[:80].strip() or "report"


def ask_delete(parent: QWidget, info: RunInfo, kept: int, confirmed: Callable[[bool], object]) -> Dialog:
    """Ask before a run is deleted; `confirmed(with_feedback)` tells whether its impressions go too."""
    box = QCheckBox(
        tr_count(
            "ResultsDialogs",
            "Delete its {count} impression as well",
            "Delete its {count:,} impressions as well",
            kept,
        )
    )
    box.setObjectName("deleteFeedback")
    box.setChecked(True)
    dialog = confirm(
        parent,
        tr("ResultsDialogs", "Delete the run “{name}”?", name=info.name),
        tr(
            "ResultsDialogs",
            "Its figures, curves and events are removed from the project. This cannot be undone.",
        ),
        tr("ResultsDialogs", "Delete the run"),
        lambda: confirmed(bool(kept) and box.isChecked()),
        dangerous=True,
    )
    box.setVisible(bool(kept))
    dialog.body.addWidget(box)
    return dialog
