"""Bringing in files from the page: one dialog a file, the jobs behind it, and what becomes of their results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from admanager.gui.i18n import tr, tr_count
from admanager.gui.page import Page
from admanager.gui.pages.data import queries
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.gui.pages.data.dialog import ImportDialog
    from admanager.ingest.load import ImportResult
    from admanager.ingest.options import ImportOptions

IMPORT_KEY = "data.import"


class PastedText:
    """Text of the clipboard in a file of its own, for as long as it takes to import it."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._path: Path | None = None

    def write(self, text: str) -> Path:
        """Write the text to a file that only its owner can read, and return where."""
        self.forget()
        self._folder = TemporaryDirectory(prefix="admanager-")
        self._path = Path(self._folder.name) / "clipboard.txt"
        self._path.write_text(text, encoding="utf-8", newline="")
        return self._path

    def name_of(self, path: Path) -> str | None:
        """Return what the project calls the source of this file; None where it is a file of the user."""
        return "clipboard" if path == self._path else None

    def forget(self) -> None:
        """Remove the file."""
        if self._folder is not None:
            self._folder.cleanup()
        self._folder = self._path = None


class Importer:
    """Files wait here for their dialog; an import goes on when its dialog is closed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._waiting: list[Path] = []
        self._folder = ""
        self._pasted = PastedText()
        self.dialog: ImportDialog | None = None

    def choose_files(self) -> None:
        """Ask for files, and import them one after the other."""
        if not self._page.has_project:
            return
        chosen, _ = QFileDialog.getOpenFileNames(
            self._page,
            tr("DataPage", "Import a file"),
            self._folder,
            tr(
                "DataPage",
                "Data (*.csv *.tsv *.txt *.gz *.zip *.json *.jsonl *.ndjson *.xlsx *.xlsm *.xls *.ods *.parquet *.db *.sqlite);;All files (*)",
            ),
        )
        if chosen:
            self._folder = str(Path(chosen[0]).parent)
        self.import_files([Path(name) for name in chosen])

    def choose_folder(self) -> None:
        """Ask for a folder, and import its files one after the other."""
        if not self._page.has_project:
            return
        title = tr("DataPage", "Import the files of a folder")
        if chosen := QFileDialog.getExistingDirectory(self._page, title, self._folder):
            self._folder = chosen
            self.import_files([Path(chosen)])

    def import_clipboard(self) -> None:
        """Import what lies on the clipboard: files, or text with rows such as cells of a spreadsheet."""
        if not self._page.has_project:
            return
        content = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()] if content else []
        if files:
            self.import_files(files)
        elif content is not None and content.text().strip():
            self.import_files([self._pasted.write(content.text())])
        else:
            message = tr(
                "DataPage", "The clipboard holds no text. Copy rows in a spreadsheet or an editor first."
            )
            self._page.context.show_message(message, "warn")

    def import_files(self, paths: Sequence[Path]) -> None:
        """Open the import dialog for the first file; the others follow when it is closed. A folder means its files."""
        from admanager.ingest.folders import expanded

        try:
            self._waiting += expanded(paths)
        except AdManagerError as error:
            self._page.show_failure(error)
        self._next_dialog()

    def take_up(self) -> None:
        """Hear of an import that was started before the page was built anew."""
        running = self._page.context.job(IMPORT_KEY)
        if running is not None and not running.finished:
            running.listen(owner=self._page, on_done=self._imported, on_failed=self._not_imported)

    def _next_dialog(self) -> None:
        from admanager.gui.pages.data.dialog import ImportDialog

        if self.dialog is not None or not self._waiting or not self._page.has_project:
            return
        path = self._waiting.pop(0)
        dialog = ImportDialog(self._page, self._page.context, path)
        dialog.import_asked.connect(lambda wishes: self._start(dialog, path, wishes))
        dialog.try_asked.connect(lambda wishes: self._try(dialog, path, wishes))
        dialog.finished.connect(lambda _: self._closed())
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        running = self._page.context.job(IMPORT_KEY)
        if running is None or running.finished:
            self._pasted.forget()
        self.dialog = None
        self._next_dialog()

    def _start(self, dialog: ImportDialog, path: Path, wishes: ImportOptions) -> None:
        record = self._page.run_job(
            tr("DataPage", "Import {file}", file=path.name),
            partial(queries.import_one, self._page.project, path, wishes, self._pasted.name_of(path)),
            on_done=self._imported,
            on_failed=self._not_imported,
            key=IMPORT_KEY,
            writes=True,
        )
        dialog.show_job(record, trying=False)

    def _try(self, dialog: ImportDialog, path: Path, wishes: ImportOptions) -> None:
        record: JobRecord = self._page.run_job(
            tr("DataPage", "Try the import of {file}", file=path.name),
            partial(queries.try_one, self._page.project, path, wishes),
            on_done=lambda result: self._to(dialog, lambda: dialog.show_tried(result)),
            on_failed=lambda error: self._to(dialog, lambda: dialog.show_failed(error)),
        )
        dialog.show_job(record, trying=True)
        dialog.finished.connect(lambda _: record.cancel())

    def _to(self, dialog: ImportDialog, show: Callable[[], None]) -> None:
        if self.dialog is dialog:
            show()

    def _imported(self, result: ImportResult) -> None:
        assert result.batch is not None
        self._pasted.forget()
        dialog = self.dialog
        if dialog is None or not dialog.is_running():
            text = tr_count(
                "DataPage", "Imported {count} row.", "Imported {count:,} rows.", count=result.rows_imported
            )
            self._page.context.show_message(text, "warn" if result.rows_rejected else "good")
            return
        self._page.run_quiet(
            partial(queries.rejects, self._page.project, result.batch),
            on_done=lambda found: self._to(dialog, lambda: dialog.show_result(result, found[0])),
        )

    def _not_imported(self, error: AdManagerError) -> None:
        if self.dialog is not None and self.dialog.is_running():
            self.dialog.show_failed(error)
        else:
            self._page.show_failure(error)
