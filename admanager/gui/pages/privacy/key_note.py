"""Where the key of the pseudonyms lies, and carrying it to another computer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.page import Page
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, caption

if TYPE_CHECKING:
    from admanager.project.file import ProjectFile


class KeyNote(QWidget):
    """A sentence about the key, with what can be done: save a copy of it, or load one where it is missing."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._note = caption()
        self.save = button(tr("KeyNote", "Save the key…"), self._choose_target, name="saveKey")
        self.load = button(tr("KeyNote", "Load a key…"), self._choose_source, name="loadKey")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._note, 1)
        for each in (self.save, self.load):
            each.hide()
            layout.addWidget(each)

    def text(self) -> str:
        """Return the sentence."""
        return self._note.text()

    def refresh(self) -> None:
        """See where the key lies."""
        self._page.run_quiet(partial(_state, self._page.project), self._show, newest="key")

    def _show(self, state: tuple[str, bool | None]) -> None:
        text, is_here = state
        self._note.setText(text)
        self.save.setVisible(is_here is True)
        self.load.setVisible(is_here is False)

    def _choose_target(self) -> None:
        dialog = self._dialog(tr("KeyNote", "Save the key of the pseudonyms"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("key")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def _choose_source(self) -> None:
        dialog = self._dialog(tr("KeyNote", "Load the key of the pseudonyms"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.load_from(Path(name)))
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setNameFilters([tr("KeyNote", "Keys (*.key)"), tr("KeyNote", "All files (*)")])
        return dialog

    def save_to(self, path: Path) -> None:
        """Write the key to a file that only its owner can read."""
        self._page.run_quiet(
            partial(_save, self._page.project, path),
            on_done=lambda _none: self._page.context.show_message(
                tr("KeyNote", "Saved the key to {file}. Whoever has it can tell who is who.", file=path.name)
            ),
        )

    def load_from(self, path: Path) -> None:
        """Keep the key of a file on this computer."""
        self._page.run_quiet(
            partial(_load, self._page.project, path), on_done=lambda _place: self._page.refresh(frozenset())
        )


def _state(project: ProjectFile) -> tuple[str, bool | None]:
    """Return where the key lies as a sentence, and whether it is here; None where there is none yet."""
    from admanager.privacy.pseudonyms import has_key, key_of, place_of
    from admanager.texts import AdManagerError

    if not has_key(project):
        return tr("KeyNote", "There are no pseudonyms yet. Their key will lie outside the project."), None
    try:
        key_of(project)
    except AdManagerError as error:
        return translate_sentence(error.message), False
    place = place_of(project)
    if place is not None and place.path is not None:
        text = tr(
            "KeyNote",
            "The key of the pseudonyms lies in {path}, which only you can read.",
            path=str(place.path),
        )
    else:
        text = tr("KeyNote", "The key of the pseudonyms lies in the system's key store.")
    return text, True


def _save(project: ProjectFile, path: Path) -> None:
    from admanager.privacy.pseudonyms import save_key

    save_key(project, path)


def _load(project: ProjectFile, path: Path) -> object:
    from admanager.privacy.pseudonyms import load_key

    return load_key(project, path)
