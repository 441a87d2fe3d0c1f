"""The imports of a project: where rows came from, how many, what was not taken, and undoing one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.data.words import TABLE_NAMES, word
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Card, ElidedLabel, button, caption, clear_layout, heading, label, row
from admanager.gui.widgets.table import ROW_HEIGHT, DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.ingest.browse import ImportInfo
    from admanager.ingest.rejects import Reject

Index = QModelIndex | QPersistentModelIndex
# The list of imports is as high as they need, within these limits; the rest is for the one selected.
FEWEST_ROWS, MOST_ROWS, HEADER_HEIGHT = 3, 7, 34


def health_text(info: ImportInfo) -> str:
    """Return how an import went, in a few words."""
    if untaken := untaken_text(info.rows_rejected, info.cells_reported):
        return untaken
    return (
        tr("ImportsView", "Made by a simulation") if info.generated else tr("ImportsView", "All rows taken")
    )


def untaken_text(rows: int, cells: int) -> str:
    """Return how many rows are rejected and how many cells are left empty; nothing where none is."""
    parts = []
    if rows:
        parts.append(tr_count("ImportsView", "{count} row rejected", "{count:,} rows rejected", count=rows))
    if cells:
        parts.append(
            tr_count("ImportsView", "{count} cell left empty", "{count:,} cells left empty", count=cells)
        )
    return fmt.listed(parts) if parts else ""


class ImportsModel(ListModel):
    """The imports, newest first; the last column is coloured by their health."""

    HEALTH = 4

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("ImportsModel", "File"), width=240),
                TableColumn(tr("ImportsModel", "Into"), width=100),
                TableColumn(tr("ImportsModel", "Rows"), "integer", 90),
                TableColumn(tr("ImportsModel", "When"), "time", 130),
                TableColumn(tr("ImportsModel", "Health"), width=180),
            ]
        )
        self.imports: dict[int, ImportInfo] = {}

    def show_imports(self, imports: Sequence[ImportInfo]) -> None:
        """Show these imports."""
        self.imports = {info.batch: info for info in imports}
        self.set_rows(
            [
                (
                    info.title,
                    word(TABLE_NAMES, info.table),
                    info.rows_imported,
                    info.time,
                    health_text(info),
                    info.batch,
                )
                for info in imports
            ]
        )

    def batch_at(self, row: int) -> int:
        """Return the number of the import in a row."""
        return int(self.rows[row][-1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell; the health has a colour of its own."""
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid() and index.column() == self.HEALTH:
            health = self.imports[self.batch_at(index.row())].health
            return theme.color({"good": "text_muted", "warn": "warn", "bad": "bad"}[health])
        return super().data(index, role)


class RejectsTable(DataTable):
    """Rows and cells that were not taken: line, column, found, expected, reason."""

    _LIMITS = {1: (90, 160), 2: (80, 180), 3: (100, 190)}

    def __init__(self) -> None:
        self._model = ListModel(
            [
                TableColumn(tr("RejectsTable", "Line"), "integer", 72),
                TableColumn(tr("RejectsTable", "Column"), width=110),
                TableColumn(tr("RejectsTable", "Found"), width=190),
                TableColumn(tr("RejectsTable", "Expected"), width=140),
                TableColumn(tr("RejectsTable", "Why, and what to do"), width=420),
            ]
        )
        super().__init__(self._model, name="rejects", title=tr("RejectsTable", "Not taken as it stood"))

    def show_rejects(self, rejects: Sequence[Reject]) -> None:
        """Show these rejects."""
        self._model.set_rows(
            [
                (
                    reject.line,
                    reject.column or tr("RejectsTable", "(whole row)"),
                    " ".join(reject.found.split()),
                    translate_sentence(reject.expectation()),
                    translate_sentence(reject.explanation()),
                )
                for reject in rejects
            ]
        )
        self._fit()

    def _fit(self) -> None:
        """Give each column what its first rows need, within limits; the explanation takes the rest."""
        metrics = self.fontMetrics()
        for place, (least, most) in self._LIMITS.items():
            texts = [self._model.columns[place].text(row[place]) for row in self._model.rows[:100]]
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 24
            self.setColumnWidth(place, min(max(widest, least), most))


class ImportsView(QWidget):
    """The list of imports at the left, the one that is selected at the right."""

    undo_asked = Signal(int)
    save_asked = Signal(int)
    """What this import did not take is to be saved as a file."""
    rejects_asked = Signal(int)
    """The rejects of this import are to be read."""

    def __init__(self) -> None:
        super().__init__()
        self._model = ImportsModel()
        self.table = DataTable(self._model, name="imports", title=tr("ImportsView", "Imports"))
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.row_selected.connect(self._on_row)
        self.detail = ImportDetail(self.undo_asked.emit, self.save_asked.emit)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(_with_room(self.table, below=GRID))
        split.addWidget(_with_room(self.detail, above=GRID))
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        self._split = split
        self._fitted_to = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def show_imports(self, imports: Sequence[ImportInfo]) -> None:
        """Show these imports; the one that was selected stays selected unless there is a newer one."""
        chosen = self.detail.batch
        batches = [info.batch for info in imports]
        is_new = bool(batches) and batches[0] > max(self._model.imports, default=0)
        self._model.show_imports(imports)
        if self._fitted_to != len(batches):
            self._fitted_to = len(batches)
            above = min(max(len(batches), FEWEST_ROWS), MOST_ROWS) * ROW_HEIGHT + HEADER_HEIGHT + GRID
            self._split.setSizes([above, max(1, self._split.height() - above)])
        if batches:
            self.table.selectRow(batches.index(chosen) if chosen in batches and not is_new else 0)
        else:
            self.detail.show_nothing()

    def choose(self, batch: int) -> None:
        """Select an import."""
        for number in range(self._model.rowCount()):
            if self._model.batch_at(number) == batch:
                self.table.selectRow(number)

    def show_rejects(self, batch: int, rejects: Sequence[Reject], total: int) -> None:
        """Show the rejects of an import, if it is still the one selected."""
        if batch == self.detail.batch:
            self.detail.show_rejects(rejects, total)

    def _on_row(self, number: int) -> None:
        if 0 <= number < self._model.rowCount():
            info = self._model.imports[self._model.batch_at(number)]
            if info.batch != self.detail.batch:
                self.detail.show_import(info)
                self.rejects_asked.emit(info.batch)


def _with_room(widget: QWidget, *, above: int = 0, below: int = 0) -> QWidget:
    """Return a widget with room towards the handle between it and its neighbour."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, above, 0, below)
    column.addWidget(widget)
    return made


class ImportDetail(Card):
    """One import: its counts, its rejects, and the buttons that undo it and save the rejects."""

    def __init__(self, on_undo: Callable[[int], object], on_save: Callable[[int], object]) -> None:
        super().__init__()
        self.batch = 0
        self._name = heading("")
        self._path = ElidedLabel("", "caption")
        self._undo = button(
            tr("ImportDetail", "Undo this import…"),
            lambda: on_undo(self.batch),
            icon="undo",
            name="undoImport",
        )
        self._save = button(
            tr("ImportDetail", "Save rejects as…"),
            lambda: on_save(self.batch),
            icon="export",
            tooltip=tr("ImportDetail", "Save what was not taken as CSV or an Excel workbook"),
            name="saveRejects",
        )
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._name)
        titles.addWidget(self._path)
        head = row(self._save, self._undo)
        head.insertLayout(0, titles, 1)
        head.setAlignment(self._undo, Qt.AlignmentFlag.AlignTop)
        head.setAlignment(self._save, Qt.AlignmentFlag.AlignTop)
        self._counts = QHBoxLayout()
        self._counts.setSpacing(GRID * 4)
        self._note = caption("")
        self.rejects = RejectsTable()
        self.body.addLayout(head)
        self.body.addSpacing(GRID // 2)
        self.body.addLayout(self._counts)
        self.body.addSpacing(GRID // 2)
        self.body.addWidget(self._note)
        self.body.addWidget(self.rejects, 1)
        self.body.addStretch(0)

    def show_nothing(self) -> None:
        """Show that there is no import."""
        self.batch = 0
        self.hide()

    def show_import(self, info: ImportInfo) -> None:
        """Show an import; its rejects come later."""
        self.show()
        self.batch = info.batch
        self._name.setText(info.title)
        self._path.set_text(
            tr("ImportDetail", "Import {batch} · {path} · {size} · took {time}",
               batch=info.batch, path=info.path, size=fmt.size(info.size), time=fmt.duration(info.seconds))
            if not info.generated
            else tr("ImportDetail", "Import {batch} · made by this program", batch=info.batch)
        )  # fmt: skip
        clear_layout(self._counts)
        for name, count in counts_of(info):
            self._counts.addLayout(_count(name, count))
        self._counts.addStretch(1)
        self.rejects.hide()
        self._save.hide()
        self._note.setText(
            tr("ImportDetail", "Every row was taken as it stands.") if info.health == "good" else ""
        )
        self._note.setVisible(info.health == "good")

    def show_rejects(self, rejects: Sequence[Reject], total: int) -> None:
        """Show what was not taken."""
        self.rejects.setVisible(bool(rejects))
        self._save.setVisible(bool(rejects))
        self.rejects.show_rejects(rejects)
        if rejects and total > len(rejects):
            text = tr(
                "ImportDetail",
                "The first {shown:,} of {total:,} are listed.",
                shown=len(rejects),
                total=total,
            )
            self._note.setText(text)
            self._note.show()


def counts_of(info: ImportInfo) -> list[tuple[str, int]]:
    """Return the counts of an import by name; those that are zero and add nothing are left out."""
    counts = [
        (tr("ImportDetail", "Rows read"), info.rows_read, True),
        (tr("ImportDetail", "Imported"), info.rows_imported, True),
        (tr("ImportDetail", "Updated"), info.rows_updated, False),
        (tr("ImportDetail", "Rejected"), info.rows_rejected, True),
        (tr("ImportDetail", "Left out, known key"), info.rows_skipped, False),
        (tr("ImportDetail", "Blank"), info.rows_blank, False),
        (tr("ImportDetail", "Cells left empty"), info.cells_reported, True),
    ]
    return [(name, count) for name, count, always in counts if always or count]


def _count(name: str, count: int) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label(name, "caption"))
    column.addWidget(label(fmt.number(count), "heading"))
    return column
