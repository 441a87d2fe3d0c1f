"""What an import did: its counts, what it warns of, and what was not taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.data.imports import RejectsTable
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import MetricTile, button, clear_layout, label, muted, row
from admanager.gui.widgets.dialogs import warning_line
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn
from admanager.texts import Sentence

if TYPE_CHECKING:
    from admanager.ingest.load import ImportResult
    from admanager.ingest.plan import Problem
    from admanager.ingest.rejects import Reject


class FilesTable(DataTable):
    """What became of each of several files."""

    def __init__(self) -> None:
        self._model = ListModel(
            [
                TableColumn(tr("FilesTable", "File"), width=360),
                TableColumn(tr("FilesTable", "Import"), "integer", 90),
                TableColumn(tr("FilesTable", "Rows read"), "integer", 130),
                TableColumn(tr("FilesTable", "Imported"), "integer", 130),
                TableColumn(tr("FilesTable", "Rejected"), "integer", 130),
                TableColumn(tr("FilesTable", "Cells left empty"), "integer", 150),
            ]
        )
        super().__init__(self._model, name="importedFiles", title=tr("FilesTable", "Files"))
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_files(self, results: Sequence[ImportResult]) -> None:
        """Show these results, one for each file or part of it."""
        from admanager.audience.imports import labels

        self._model.set_rows(
            [
                (
                    label,
                    result.batch,
                    result.rows_read,
                    result.rows_imported,
                    result.rows_rejected,
                    result.cells_reported,
                )
                for label, result in zip(labels(results), results, strict=True)
            ]
        )


class ResultView(QWidget):
    """Tiles with the counts, the warnings, and the rejects."""

    save_asked = Signal(int)
    """What this import did not take is to be saved as a file."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(GRID * 2)
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(GRID // 2)
        self._title = label("", "subheading")
        self._batch = 0
        self._save = button(
            tr("ImportDetail", "Save rejects as…"),
            lambda: self.save_asked.emit(self._batch),
            icon="export",
            tooltip=tr("ImportDetail", "Save what was not taken as CSV or an Excel workbook"),
            name="saveRejects",
        )
        self.rejects = RejectsTable()
        self.files = FilesTable()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 2)
        self._all_well = muted(tr("ResultView", "Every row and every cell was taken as it stands."))
        layout.addLayout(self._tiles)
        layout.addWidget(self._all_well)
        layout.addLayout(self._warnings)
        layout.addWidget(self.files, 1)
        layout.addLayout(row(self._title, None, self._save))
        layout.addWidget(self.rejects, 1)
        self._rest = QWidget()
        layout.addWidget(self._rest, 1)

    def show_result(self, result: ImportResult, rejects: list[Reject]) -> None:
        """Show a finished import."""
        clear_layout(self._tiles)
        for tile in self._tiles_of(result):
            tile.setMaximumHeight(tile.sizeHint().height())
            self._tiles.addWidget(tile, 1, Qt.AlignmentFlag.AlignTop)
        clear_layout(self._warnings)
        for warning in result.warnings:
            self._warnings.addLayout(warning_line(translate_sentence(warning), "warn"))
        self._title.setText(tr("ResultView", "Not taken as it stood"))
        self.files.setVisible(bool(result.files))
        self.files.show_files(result.files)
        self._batch = result.batch or 0
        self._title.setVisible(bool(rejects))
        self._save.setVisible(bool(rejects))
        self.rejects.setVisible(bool(rejects))
        self._rest.setVisible(not rejects and not result.files)
        untaken = rejects or result.rows_rejected or result.cells_reported
        self._all_well.setVisible(not untaken and not result.duplicates)
        self.rejects.show_rejects(rejects)

    def _tiles_of(self, result: ImportResult) -> list[MetricTile]:
        took = tr("ResultView", "in {time}", time=fmt.duration(result.seconds))
        columns = {(file.table, column.name) for file in result.files or (result,) for column in file.columns}
        tiles = [
            MetricTile(
                tr("ResultView", "Rows imported"),
                fmt.number(result.rows_imported),
                tr("ResultView", "of {rows} read, {took}", rows=fmt.number(result.rows_read), took=took),
            ),
            MetricTile(tr("ResultView", "Columns"), fmt.number(len(columns)), tr("ResultView", "stored")),
            MetricTile(
                tr("ResultView", "Rows rejected"),
                fmt.number(result.rows_rejected),
                (
                    tr("ResultView", "listed under Imports")
                    if result.files
                    else tr("ResultView", "listed below")
                )
                if result.rows_rejected
                else tr("ResultView", "every row fits"),
            ),
            MetricTile(
                tr("ResultView", "Cells left empty"),
                fmt.number(result.cells_reported),
                tr("ResultView", "did not fit their column")
                if result.cells_reported
                else tr("ResultView", "every cell fits"),
            ),
        ]
        if result.duplicates:
            tiles.append(
                MetricTile(
                    tr("ResultView", "Known keys"),
                    fmt.number(result.duplicates),
                    tr("ResultView", "{updated} updated, {skipped} left out",
                       updated=fmt.number(result.rows_updated), skipped=fmt.number(result.rows_skipped)),
                )
            )  # fmt: skip
        return tiles


def problem_line(part: str | None, problem: Problem | Sentence | str) -> tuple[str, str]:
    """Return the text of a problem, with the part that it is about before it, and its kind."""
    if isinstance(problem, (Sentence, str)):
        text, kind = translate_sentence(problem), "bad"
    else:
        text, kind = translate_sentence(problem.text), "bad" if problem.blocks else "warn"
    return (text if part is None else tr("ResultView", "{part}: {text}", part=part, text=text)), kind
