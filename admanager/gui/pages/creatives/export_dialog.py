"""Asks for the sizes and the folder of an export, without blocking the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.creatives.gallery import SIZES
from admanager.gui.widgets import Dialog, label


def ask_export(parent: QWidget, designs: int, chosen: Callable[[Path, list[str]], object]) -> Dialog:
    """Ask which sizes to write and where; `chosen(folder, sizes)` is called with the answer."""
    title = tr_count("ExportDialog", "Export {count} design", "Export {count} designs", designs)
    dialog = Dialog(parent, title)
    explanation = tr(
        "ExportDialog", "A PNG file for each size, and a manifest with seeds, checks and hashes."
    )
    dialog.body.addWidget(label(explanation, wrap=True))
    boxes = {key: QCheckBox(key.replace("x", " × ")) for key in SIZES}
    for box in boxes.values():
        box.setChecked(True)
        dialog.body.addWidget(box)

    def choose() -> None:
        sizes = [key for key, box in boxes.items() if box.isChecked()]
        if sizes:
            dialog.accept()
            _ask_folder(parent, lambda folder: chosen(folder, sizes))

    dialog.add_button(tr("ExportDialog", "Cancel"), dialog.reject)
    dialog.add_button(
        tr("ExportDialog", "Choose a folder…"), choose, kind="primary", name="chooseExportFolder"
    )
    dialog.open()
    return dialog


def _ask_folder(parent: QWidget, chosen: Callable[[Path], object]) -> None:
    dialog = QFileDialog(parent, tr("ExportDialog", "Folder for the ads"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
