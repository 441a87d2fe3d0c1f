"""Asks for the designs, the sizes, the formats, the names and the folder of an export, without blocking the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.creatives.gallery import SIZES
from admanager.gui.theme import GRID
from admanager.gui.widgets import Dialog, caption, heading, label
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.creative.design import Design

# `creative.export.NAME_PATTERN`; the page is shown before that module is needed.
NAME_PATTERN = "{brand}-{seed}-{number:03d}-{size}"


@dataclass(frozen=True)
class ExportChoice:
    """What to write: sizes and formats by their names, the pattern of the files' names, and whether pictures made by
    an image model stay in the ads."""

    sizes: list[str]
    forms: list[str]
    pattern: str
    model_pictures: bool = False


def format_texts() -> dict[str, str]:
    """Return what each format is called and good for."""
    return {
        "png": tr("ExportDialog", "PNG: crisp, for every network"),
        "jpeg": tr("ExportDialog", "JPEG: lighter where a photo fills the ad"),
        "gif": tr("ExportDialog", "GIF: animated in two or three states"),
        "apng": tr("ExportDialog", "Animated PNG: as GIF, in full colours"),
        "svg": tr("ExportDialog", "SVG: vectors, to edit further"),
        "pdf": tr("ExportDialog", "PDF: vectors, to print"),
        "frames": tr("ExportDialog", "Frames: one PNG a state, for a video editor"),
    }


# What is done once a folder is picked: with which designs, and how.
Chosen = Callable[[Path, "list[Design]", ExportChoice], object]
# The name of the first file of designs by a pattern; raises AdManagerError for one that cannot be filled.
NameOf = Callable[[str, "Design", str], str]


class ExportDialog(Dialog):
    """The choices of an export: of the selected designs, or of all that are shown."""

    def __init__(
        self,
        parent: QWidget,
        selected: Sequence[Design],
        shown: Sequence[Design],
        name_of: NameOf,
        chosen: Chosen,
    ) -> None:
        """Ask about some designs of those shown."""
        super().__init__(parent, tr("ExportDialog", "Export designs"))
        self._selected, self._shown = list(selected), list(shown)
        self._name_of, self._chosen = name_of, chosen
        self.only_selected = QRadioButton(
            tr_count("ExportDialog", "The selected design", "The {count} selected designs", len(selected))
        )  # fmt: skip
        self.all_shown = QRadioButton(
            tr_count("ExportDialog", "The {count} design shown", "All {count} designs shown", len(shown))
        )
        self.only_selected.setChecked(True)
        self.sizes = {key: QCheckBox(key.replace("x", " × ")) for key in SIZES}
        self.forms = {key: QCheckBox(text) for key, text in format_texts().items()}
        self.pattern = QLineEdit(NAME_PATTERN)
        self.pattern.setAccessibleName(tr("ExportDialog", "Names of the files"))
        explanation = tr(
            "ExportDialog", "A file for each size and format, and a manifest with seeds, checks and hashes."
        )
        self.body.addWidget(label(explanation, wrap=True))
        which = QHBoxLayout()
        which.setSpacing(3 * GRID)
        for choice in (self.only_selected, self.all_shown):
            which.addWidget(choice)
            choice.setVisible(len(shown) > len(selected))
        which.addStretch(1)
        self.body.addLayout(which)
        columns = QHBoxLayout()
        columns.setSpacing(4 * GRID)
        columns.addLayout(self._column(tr("ExportDialog", "Sizes"), self.sizes))
        columns.addLayout(self._column(tr("ExportDialog", "Formats"), self.forms))
        self.body.addLayout(columns)
        names = QGridLayout()
        names.setVerticalSpacing(GRID // 2)
        names.addWidget(label(tr("ExportDialog", "Names of the files")), 0, 0)
        names.addWidget(self.pattern, 1, 0)
        parts = "{brand} {segment} {objective} {seed} {number} {size} {width} {height}"
        names.addWidget(caption(parts), 2, 0)
        self.example = caption()
        self.example.setObjectName("exportExample")
        names.addWidget(self.example, 3, 0)
        self.body.addLayout(names)
        self.art = QCheckBox()
        self.art.setObjectName("useModelPictures")
        self.art_note = caption(
            tr("ExportDialog", "Without this, drawn shapes stand in their place. With it, the files and the manifest say that a trained model made them.")
        )  # fmt: skip
        for part in (self.art, self.art_note):
            self.body.addWidget(part)
        self.add_button(tr("ExportDialog", "Cancel"), self.reject)
        self._go = self.add_button(
            tr("ExportDialog", "Choose a folder…"), self._choose, kind="primary", name="chooseExportFolder"
        )
        for key, box in (*self.sizes.items(), *self.forms.items()):
            box.setChecked(key in self.sizes or key == "png")
            box.toggled.connect(lambda _: self._update())
        self.pattern.textChanged.connect(lambda _: self._update())
        self.all_shown.toggled.connect(lambda _: self._update())
        self._update()

    def designs(self) -> list[Design]:
        """Return the designs that are to be written."""
        return self._shown if self.all_shown.isChecked() else self._selected

    def choice(self) -> ExportChoice:
        """Return what is chosen now."""
        return ExportChoice(
            [key for key, box in self.sizes.items() if box.isChecked()],
            [key for key, box in self.forms.items() if box.isChecked()],
            self.pattern.text().strip() or NAME_PATTERN,
            self.art.isChecked(),
        )

    def _column(self, title: str, boxes: dict[str, QCheckBox]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GRID // 2)
        column.addWidget(heading(title, 3))
        for box in boxes.values():
            column.addWidget(box)
        column.addStretch(1)
        return column

    def _update(self) -> None:
        now, designs = self.choice(), self.designs()
        with_art = sum(design.art is not None for design in designs)
        self.art.setText(
            tr_count(
                "ExportDialog", "Use the picture made by an image model ({count} design has one)",
                "Use the pictures made by an image model ({count} designs have one)", with_art,
            )
        )  # fmt: skip
        for part in (self.art, self.art_note):
            part.setVisible(with_art > 0)
        self._go.setEnabled(bool(now.sizes and now.forms) and self._show_example(now))
        # What is told may take another line.
        self.adjustSize()

    def _show_example(self, now: ExportChoice) -> bool:
        """Show what the first file will be called, or why none can be; return whether it can."""
        try:
            name = self._name_of(now.pattern, self.designs()[0], (now.sizes or list(self.sizes))[0])
        except AdManagerError as error:
            self.example.setText(translate_sentence(error.message))
            return False
        self.example.setText(tr("ExportDialog", "The first file: {name}", name=name))
        return True

    def _choose(self) -> None:
        designs, now, parent = self.designs(), self.choice(), self.parentWidget()
        self.accept()
        _ask_folder(parent, lambda folder: self._chosen(folder, designs, now))


def ask_export(
    parent: QWidget,
    selected: Sequence[Design],
    shown: Sequence[Design],
    name_of: NameOf,
    chosen: Chosen,
) -> ExportDialog:
    """Ask what to write and where; `chosen(folder, designs, choice)` is called with the answer."""
    dialog = ExportDialog(parent, selected, shown, name_of, chosen)
    dialog.open()
    return dialog


def _ask_folder(parent: QWidget, chosen: Callable[[Path], object]) -> None:
    dialog = QFileDialog(parent, tr("ExportDialog", "Folder for the ads"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
