"""Bringing in files from the page: one dialog a file, the jobs behind it, and what becomes of their results."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.page import Page
from admanager.gui.pages.data import queries
from admanager.gui.pages.data.rejects_file import ask_where
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.gui.pages.data.dialog import ImportDialog
    from admanager.ingest.archives import Unpacked
    from admanager.ingest.load import ImportResult
    from admanager.ingest.options import ImportOptions
    from admanager.ingest.sources import OpenedSource

PREPARE_KEY = "data.prepare"
IMPORT_KEY = "data.import"


class Copies:
    """Files of their own for as long as it takes to import them: text of the clipboard, and what archives held."""

    def __init__(self) -> None:
        self._folders: list[TemporaryDirectory[str]] = []
        self._names: dict[Path, str] = {}

    def paste(self, text: str) -> Path:
        """Write text to a file that only its owner can read, and return where."""
        path = self.new_folder() / "clipboard.txt"
        path.write_text(text, encoding="utf-8", newline="")
        self._names[path] = "clipboard"
        return path

    def new_folder(self) -> Path:
        """Make a folder that goes with the copies in it."""
        self._folders.append(TemporaryDirectory(prefix="admanager-"))
        return Path(self._folders[-1].name)

    def add(self, copies: Sequence[Unpacked]) -> None:
        """Take note of what lies in such a folder."""
        self._names.update({copy.path: copy.name for copy in copies})

    def name_of(self, path: Path) -> str | None:
        """Return what the project calls the source of this file; None where it is a file of the user."""
        return self._names.get(path)

    def keep_only(self, wanted: Collection[Path]) -> None:
        """Remove all copies but these."""
        for path in [path for path in self._names if path not in wanted]:
            path.unlink(missing_ok=True)
            del self._names[path]
        for folder in list(self._folders):
            if not any(path.is_relative_to(folder.name) for path in self._names):
                folder.cleanup()
                self._folders.remove(folder)


class Importer:
    """Files wait here for their dialog; an import goes on when its dialog is closed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._waiting: list[Path] = []
        self._folder = ""
        self._copies = Copies()
        self._unpacking = False
        self._open: Path | None = None
        # Files that are being imported in the same way as the one whose dialog is open.
        self._taken: list[Path] = []
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
            self.import_files([self._copies.paste(content.text())])
        else:
            message = tr(
                "DataPage", "The clipboard holds no text. Copy rows in a spreadsheet or an editor first."
            )
            self._page.context.show_message(message, "warn")

    def import_files(self, paths: Sequence[Path]) -> None:
        """Open the import dialog for the first file; the others follow when it is closed.

        A folder means its files, and so does an archive of several.
        """
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

        busy = self.dialog is not None or self._unpacking
        if busy or not self._waiting or not self._page.has_project:
            return
        path = self._waiting.pop(0)
        if self._is_archive(path):
            self._unpack(path)
            return
        others = len(self._waiting)
        dialog = ImportDialog(self._page, self._page.context, path, self._copies.name_of(path), others)
        dialog.import_asked.connect(lambda wishes: self._start(dialog, path, wishes))
        dialog.try_asked.connect(lambda wishes: self._try(dialog, path, wishes))
        dialog.outcome.save_asked.connect(
            lambda batch: ask_where(self._page, batch, dialog, partial(self._told_of_file, dialog))
        )
        dialog.stop_asked.connect(self._waiting.clear)
        dialog.finished.connect(lambda _: self._closed())
        self.dialog, self._open = dialog, path
        dialog.open()

    def _is_archive(self, path: Path) -> bool:
        from admanager.ingest.archives import holds_several

        try:
            return holds_several(path)
        except AdManagerError:
            return False  # The dialog says what is wrong with it.

    def _unpack(self, path: Path) -> None:
        self._unpacking = True
        self._page.run_job(
            tr("DataPage", "Unpack {file}", file=path.name),
            partial(queries.unpack, path, self._copies.new_folder()),
            on_done=self._unpacked,
            on_failed=self._not_unpacked,
        )

    def _unpacked(self, copies: list[Unpacked]) -> None:
        self._unpacking = False
        self._copies.add(copies)
        self._waiting[:0] = [copy.path for copy in copies]
        self._next_dialog()

    def _not_unpacked(self, error: AdManagerError) -> None:
        self._unpacking = False
        self._forget_copies()
        self._page.show_failure(error)
        self._next_dialog()

    def _forget_copies(self) -> None:
        """Remove the copies that no dialog, no import and no file in waiting needs any more."""
        running = self._page.context.job(IMPORT_KEY)
        if not self._unpacking and (running is None or running.finished):
            self._copies.keep_only({*self._waiting, *([self._open] if self._open is not None else [])})

    def _closed(self) -> None:
        self.dialog = self._open = None
        self._forget_copies()
        self._next_dialog()

    def _start(self, dialog: ImportDialog, path: Path, wishes: Sequence[ImportOptions]) -> None:
        files = self._files(dialog, path)
        self._stop_preparing()
        self._taken = [file.path for file in files[1:]]
        self._waiting = [other for other in self._waiting if other not in self._taken]
        record = self._page.run_job(
            tr("DataPage", "Import {file}", file=path.name)
            if len(files) == 1
            else tr("DataPage", "Import {count:,} files", count=len(files)),
            partial(queries.import_all, self._page.project, files, wishes),
            on_done=self._imported,
            on_failed=self._not_imported,
            key=IMPORT_KEY,
            writes=True,
        )
        dialog.show_job(record, trying=False)

    def _files(self, dialog: ImportDialog, path: Path) -> list[OpenedSource]:
        """Return the file of the dialog, with those in waiting where they are to be imported in the same way."""
        from admanager.ingest.sources import OpenedSource

        paths = [path, *(self._waiting if dialog.for_all.isChecked() else ())]
        return [OpenedSource(each, self._copies.name_of(each)) for each in paths]

    def _try(self, dialog: ImportDialog, path: Path, wishes: Sequence[ImportOptions]) -> None:
        record: JobRecord = self._page.run_job(
            tr("DataPage", "Try the import of {file}", file=path.name),
            partial(queries.try_all, self._page.project, self._files(dialog, path), wishes),
            on_done=lambda result: self._to(dialog, lambda: dialog.show_tried(result)),
            on_failed=lambda error: self._to(dialog, lambda: dialog.show_failed(error)),
        )
        dialog.show_job(record, trying=True)
        dialog.finished.connect(lambda _: record.cancel())

    def _told_of_file(self, dialog: ImportDialog, text: str, kind: str) -> None:
        if self.dialog is dialog:
            dialog.show_note(text, kind)
        else:
            self._page.context.show_message(text, kind)

    def _to(self, dialog: ImportDialog, show: Callable[[], None]) -> None:
        if self.dialog is dialog:
            show()

    def _imported(self, result: ImportResult) -> None:
        self._open, self._taken = None, []
        self._forget_copies()
        dialog = self.dialog
        if result.batch is None:
            self._told_of_nothing(result)
            return
        self._prepare()
        if dialog is None or not dialog.is_running():
            text = tr_count(
                "DataPage", "Imported {count} row.", "Imported {count:,} rows.", count=result.rows_imported
            )
            self._page.context.show_message(text, "warn" if result.rows_rejected else "good")
            return
        if result.files:
            dialog.show_result(result, [])
            return
        self._page.run_quiet(
            partial(queries.rejects, self._page.project, result.batch),
            on_done=lambda found: self._to(dialog, lambda: dialog.show_result(result, found[0])),
        )

    def _told_of_nothing(self, result: ImportResult) -> None:
        """Say that no file had a row, which only reading all of them has shown."""
        if self.dialog is not None and self.dialog.is_running():
            self.dialog.show_nothing(result)
            return
        for warning in result.warnings:
            self._page.context.show_message(translate_sentence(warning), "warn")

    def _prepare(self) -> None:
        """Have read ahead what a first look at the people asks for; where that fails, the look reads it itself."""
        project = self._page.project

        def go_on(are_many: bool) -> None:
            if are_many:
                self._page.run_job(
                    tr("DataPage", "Prepare a first look at the people"),
                    partial(queries.prepare_to_explore, project),
                    on_done=lambda _: None,
                    on_failed=lambda _: None,
                    key=PREPARE_KEY,
                )

        self._stop_preparing()
        self._page.run_quiet(partial(queries.has_many_people, project), on_done=go_on)

    def _stop_preparing(self) -> None:
        running = self._page.context.job(PREPARE_KEY)
        if running is not None and not running.finished:
            running.cancel()

    def _not_imported(self, error: AdManagerError) -> None:
        taken, self._taken = self._taken, []
        if self.dialog is not None and self.dialog.is_running():
            # Nothing was imported, so the others wait again.
            self._waiting = [*taken, *self._waiting]
            self.dialog.show_failed(error)
        else:
            self._page.show_failure(error)
