"""Bringing in files from the page: one dialog a file, the jobs behind it, and what becomes of their results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

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


class Importer:
    """Files wait here for their dialog; an import goes on when its dialog is closed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._waiting: list[Path] = []
        self._folder = ""
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
        self.dialog = None
        self._next_dialog()

    def _start(self, dialog: ImportDialog, path: Path, wishes: ImportOptions) -> None:
        record = self._page.run_job(
            tr("DataPage", "Import {file}", file=path.name),
            partial(queries.import_one, self._page.project, path, wishes),
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
