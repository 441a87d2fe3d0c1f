"""ONNX files that come and go: choosing, checking at the gate, loading, exporting; none of it blocks the page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from admanager.gui.i18n import tr
from admanager.gui.pages.models import tasks
from admanager.gui.pages.models.load_dialog import LoadDialog

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.gui.page import Page
    from admanager.gui.pages.models.tasks import Checked
    from admanager.learning.mapping import ColumnMapping
    from admanager.learning.models import LoadedModel
    from admanager.texts import AdManagerError

CHECKING = "models.check"
SUFFIX = ".onnx"


class Files(QObject):
    """Works for the page: asks for files, and has them checked, stored and written."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.dialog: LoadDialog | None = None

    # -- loading -----------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for an ONNX file."""
        dialog = QFileDialog(self._page, tr("ModelFiles", "Load a model"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("ModelFiles", "ONNX models (*.onnx)"), tr("ModelFiles", "All files (*)")])
        dialog.fileSelected.connect(lambda path: self.load(Path(path)))
        dialog.open()

    def load(self, path: Path) -> None:
        """Have the gate check a file in a process of its own; what it found is then shown."""
        page = self._page
        page.banner.close_message()
        record = page.context.run_job(
            tr("ModelFiles", "Check {file}", file=path.name),
            partial(tasks.check_file, page.project, path),
            key=CHECKING,
        )
        self._follow(record)

    def take_up(self) -> None:
        """Hear of a check that still runs, after the page was built anew."""
        record = self._page.context.job(CHECKING)
        if record is not None and not record.finished:
            self._follow(record)

    def _follow(self, record: JobRecord) -> None:
        record.listen(owner=self._page, on_done=self._ask_mapping, on_failed=self._check_failed)
        self._page.banner.show_message(
            tr("ModelFiles", "{what}: a trial run in a process of its own…", what=record.title)
        )

    def _check_failed(self, error: AdManagerError) -> None:
        # A cancelled check says so in passing only, and must not leave the banner of its trial run.
        self._page.banner.close_message()
        self._page.show_failure(error)

    def _ask_mapping(self, checked: Checked) -> None:
        self._page.banner.close_message()
        self.dialog = LoadDialog(self._page, checked, partial(self.store, checked))
        self.dialog.open()

    def store(self, checked: Checked, name: str, mapping: ColumnMapping | None) -> None:
        """Store a file that passed."""
        page = self._page
        page.run_job(
            tr("ModelFiles", "Load {file}", file=checked.path.name),
            partial(tasks.store, page.project, checked, name, mapping),
            on_done=partial(self._stored, name),
            on_failed=page.show_failure,
            writes=True,
        )

    def _stored(self, asked: str, loaded: LoadedModel) -> None:
        name = loaded.info.name
        told = tr("ModelFiles", "The model “{name}” is loaded.", name=name)
        if name != asked:
            told = tr(
                "ModelFiles",
                "The model is loaded as “{name}”, since there is another one called “{asked}”.",
                name=name,
                asked=asked,
            )
        self._page.context.show_message(told, "good")
        self._page.open_item(loaded.info.name)

    # -- exporting ---------------------------------------------------------------------------------------------

    def ask_export(self, name: str) -> None:
        """Ask where to write a model's file."""
        dialog = QFileDialog(self._page, tr("ModelFiles", "Export the model"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("ModelFiles", "ONNX models (*.onnx)"))
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.setDirectory(str(self._page.project.path.parent))
        dialog.selectFile(f"{file_name(name)}{SUFFIX}")
        dialog.fileSelected.connect(lambda path: self.export_to(name, Path(path)))
        dialog.open()

    def export_to(self, name: str, path: Path) -> None:
        """Write a model's file."""
        page = self._page
        page.run_job(
            tr("ModelFiles", "Export “{name}”", name=name),
            partial(tasks.export, page.project, name, path),
            on_done=self._exported,
            on_failed=page.show_failure,
        )

    def _exported(self, path: Path) -> None:
        from admanager.gui.errors import open_folder

        self._page.banner.show_message(
            tr("ModelFiles", "The model is saved as {path}.", path=str(path)),
            "good",
            action=tr("ModelFiles", "Open the folder"),
            on_action=partial(open_folder, path.parent),
        )


def file_name(name: str) -> str:
    """Return a model's name as a name of a file that every system takes."""
    kept = "".join(letter if letter.isalnum() or letter in " -_," else "_" for letter in name)
    return kept.strip(" .")[:80].strip() or "model"
