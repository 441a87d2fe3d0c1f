"""What the views of logs share: a file that has to be named, a job, and a table that can be saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.results import log_tasks
from admanager.gui.pages.results.fitting import fit_height
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Banner,
    DataTable,
    ElidedLabel,
    JobProgress,
    ListModel,
    button,
    caption,
    clear_layout,
    row,
    scrolled,
)

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.texts import AdManagerError

Run = Callable[..., "JobRecord"]
ROWS_SHOWN = 8


class FileChoice(QWidget):
    """A file that has to be named: a button that asks for it, and its name beside it."""

    chosen = Signal()

    def __init__(self, text: str, name_filter: str, name: str) -> None:
        super().__init__()
        self.path: Path | None = None
        self._filter = name_filter
        self.ask = button(text, self.open_dialog, icon="folder", name=name)
        self._name = ElidedLabel(role="caption")
        self._name.set_text(tr("LogsView", "no file chosen"))
        layout = row(self.ask)
        layout.addWidget(self._name, 1)
        self.setLayout(layout)

    def open_dialog(self) -> QFileDialog:
        """Ask for the file."""
        dialog = QFileDialog(self, self.ask.text())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self._filter)
        dialog.fileSelected.connect(lambda found: self.set_path(Path(found)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def set_path(self, path: Path) -> None:
        """Take a file."""
        self.path = path
        self._name.set_text(path.name)
        self._name.setToolTip(str(path))
        self.chosen.emit()


class LogTab(QWidget):
    """What both tabs share: choices above, a job, and a table with its export below."""

    def __init__(self, run: Run, name: str, title: str, hint: str) -> None:
        super().__init__()
        self._run = run
        self.name = name
        self.rows: list[tuple[Any, ...]] = []
        self.start = button("", self.begin, kind="primary", name=f"{name}Start")
        self.save = button(tr("LogsView", "Save as CSV…"), self.ask_save, icon="export", name=f"{name}Save")
        self.message = Banner(closable=False)
        self.told = caption()
        self.choices = QVBoxLayout()
        self.choices.setSpacing(GRID)
        self._progress = QVBoxLayout()
        self.table = DataTable(name=f"{name}Table", title=title)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        column.setSpacing(GRID * 3 // 2)
        column.addWidget(caption(hint))
        column.addLayout(self.choices)
        column.addLayout(row(self.start, self.save, None))
        column.addLayout(self._progress)
        column.addWidget(self.message)
        column.addWidget(self.told)
        column.addWidget(self.table)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(holder))
        self.start.setEnabled(False)
        self.save.setEnabled(False)
        self.table.hide()
        self.told.hide()

    def begin(self) -> None:
        """Start the job."""

    def started(self, record: JobRecord) -> None:
        """Show how far the job is."""
        clear_layout(self._progress)
        self._progress.addWidget(JobProgress(record, with_title=False))
        self.message.close_message()
        self.start.setEnabled(False)

    def ended(self) -> None:
        """Be ready for another."""
        clear_layout(self._progress)
        self.start.setEnabled(True)

    def failed(self, error: AdManagerError) -> None:
        """Say what could not be done; what was there stays."""
        self.ended()
        self.message.show_message(translate_sentence(error.message), "bad")

    def show_table(self, model: ListModel, told: str) -> None:
        """Show a table and what has to be said of it."""
        self.table.setModel(model)
        fit_height(self.table, ROWS_SHOWN)
        self.told.setText(told)
        self.table.show()
        self.told.show()
        self.save.setEnabled(True)

    def ask_save(self) -> QFileDialog:
        """Ask where to save the table."""
        dialog = QFileDialog(self, tr("LogsView", "Save the table"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("LogsView", "Tables (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self.name}.csv")
        dialog.fileSelected.connect(lambda found: self.save_to(Path(found)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save_to(self, path: Path) -> None:
        """Save the table with all its digits."""
        header, *rows = self.rows
        self._run(
            tr("LogsView", "Save {name}", name=path.name),
            partial(log_tasks.write_csv, path, header, rows),
            on_done=lambda saved: self.message.show_message(
                tr("LogsView", "The table is saved as {path}.", path=str(saved)), "good"
            ),
            on_failed=self.failed,
            key=f"results.{self.name}.save",
        )
