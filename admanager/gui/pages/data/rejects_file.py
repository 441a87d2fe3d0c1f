"""Saving what an import did not take as a file: where to, in which format, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.page import Page
from admanager.gui.pages.data import queries
from admanager.texts import AdManagerError

Tell = Callable[[str, str], object]


def ask_where(page: Page, batch: int, parent: QWidget, tell: Tell) -> QFileDialog:
    """Ask for a file below `parent`, and save the rejects of an import there; `tell(text, kind)` says how it went."""
    csv = tr("RejectsFile", "Comma-separated values (*.csv)")
    workbook = tr("RejectsFile", "Excel workbook (*.xlsx)")
    dialog = QFileDialog(parent, tr("RejectsFile", "Save what was not taken"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([csv, workbook])
    dialog.setDefaultSuffix("csv")
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("csv" if chosen == csv else "xlsx"))
    dialog.selectFile(tr("RejectsFile", "not taken, import {batch}", batch=batch) + ".csv")
    dialog.fileSelected.connect(lambda chosen: _save(page, batch, Path(chosen), tell))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _save(page: Page, batch: int, path: Path, tell: Tell) -> None:
    def done(count: int) -> None:
        text = tr("RejectsFile", "Saved {count} entries as {path}.", count=fmt.number(count), path=str(path))
        tell(text, "good")

    def failed(error: AdManagerError) -> None:
        tell(translate_sentence(error.message), "bad")

    page.run_job(
        tr("RejectsFile", "Save {file}", file=path.name),
        partial(queries.save_rejects, page.project, batch, path),
        on_done=done,
        on_failed=failed,
        writes=True,
    )
