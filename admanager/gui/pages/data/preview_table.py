"""The first rows of a file as they would be stored, with what would not be taken marked where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.data.imports import untaken_text
from admanager.gui.pages.data.words import is_right_aligned, value_text
from admanager.gui.widgets.basics import plain_tooltip
from admanager.gui.widgets.table import LEFT, RIGHT, DataTable
from admanager.ingest.preview import DEFAULT_ROWS as PREVIEW_ROWS

if TYPE_CHECKING:
    from admanager.ingest.plan import Proposal
    from admanager.ingest.preview import Preview
    from admanager.ingest.rejects import Reject

Index = QModelIndex | QPersistentModelIndex
MAX_CELL_CHARS = 200


class PreviewModel(QAbstractTableModel):
    """Rows and rejected rows in the order of their lines; the line stands in the vertical header."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: Preview | None = None
        # A row's number in the preview, or the reject that stands in its place.
        self._shown: list[tuple[int, int | Reject]] = []

    def show_preview(self, preview: Preview) -> None:
        """Show another preview."""
        self.beginResetModel()
        self._preview = preview
        rejects = rejects_shown(preview)
        shown: list[tuple[int, int | Reject]] = list(
            zip(preview.lines, range(len(preview.lines)), strict=True)
        )
        self._shown = sorted(
            [*shown, *((reject.line, reject) for reject in rejects)], key=lambda entry: entry[0]
        )
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns of the file."""
        return 0 if parent.isValid() or self._preview is None else len(self._preview.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, alignment, colours, and why it would not be taken."""
        if not index.isValid() or self._preview is None:
            return None
        _, row = self._shown[index.row()]
        if not isinstance(row, int):
            return self._of_reject(row, index.column(), role)
        column = self._preview.columns[index.column()]
        odd = (row, index.column()) in self._preview.odd
        text, value = self._preview.rows[row][index.column()], self._preview.values[row][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            shown = (text or "") if odd or column.is_dropped else value_text(column.type, value)
            return shown.replace("\n", " ")[:MAX_CELL_CHARS]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if is_right_aligned(column.type) else LEFT
        if role == Qt.ItemDataRole.ForegroundRole:
            faint = value is None or column.is_dropped
            return theme.color("warn") if odd else theme.color("text_faint") if faint else None
        if role == Qt.ItemDataRole.BackgroundRole:
            return theme.color("warn_soft") if odd else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explanation(text, odd=odd, dropped=column.is_dropped)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name, or a row's line."""
        if self._preview is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._shown[section][0]) if role == Qt.ItemDataRole.DisplayRole else None
        column = self._preview.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if is_right_aligned(column.type) else LEFT
        return None

    def _of_reject(self, reject: Reject, place: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return reject.found.replace("\n", " ") if place == 0 else ""
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.color("bad")
        if role == Qt.ItemDataRole.BackgroundRole:
            return theme.color("bad_soft")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(translate_sentence(reject.explanation()))
        return LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _explanation(self, text: str | None, *, odd: bool, dropped: bool) -> str | None:
        if odd:
            return plain_tooltip(
                tr("PreviewModel", "“{text}” does not fit this column and is left empty.", text=text or "")
            )
        if dropped:
            return plain_tooltip(tr("PreviewModel", "This column is left out."))
        return plain_tooltip(text[:2000]) if text and len(text) > 20 else None

    def rejects_at(self) -> list[int]:
        """Return the rows that are rejects."""
        return [number for number, (_, row) in enumerate(self._shown) if not isinstance(row, int)]


def rejects_shown(preview: Preview) -> list[Reject]:
    """Return the rejects among the rows that are shown; those after the last one where there is no other row."""
    is_whole = preview.complete and len(preview.rows) < PREVIEW_ROWS
    last = preview.lines[-1] if preview.lines else 0
    return [reject for reject in preview.rejects if is_whole or not last or reject.line <= last]


def preview_title(proposal: Proposal) -> str:
    """Return how many rows are shown, how much of them is not taken, and that times of another zone are in the project's."""
    shown = len(proposal.preview.rows)
    title = (
        tr("PreviewTable", "What will be stored: all {rows} rows", rows=shown)
        if proposal.preview.complete and shown < PREVIEW_ROWS
        else tr("PreviewTable", "What will be stored: the first {rows} rows", rows=shown)
    )
    if untaken := untaken_text(len(rejects_shown(proposal.preview)), len(proposal.preview.odd)):
        title = tr("PreviewTable", "{title}; {what}", title=title, what=untaken)
    own = fmt.data_zone()
    if (proposal.zone or "UTC") == own or not any(column.type == "datetime" for column in proposal.columns):
        return title
    return tr(
        "PreviewTable",
        "{title}; times of {zone} as in {own}",
        title=title,
        zone=proposal.zone or "UTC",
        own=own,
    )


class MarkingDelegate(QStyledItemDelegate):
    """Fills a cell with its own background, which a style sheet with borders would leave out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then the cell."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)


class PreviewTable(DataTable):
    """The preview, with the lines of the file at the left; a rejected row is shown in one piece."""

    def __init__(self, model: PreviewModel) -> None:
        super().__init__(model, name="importPreview", title=tr("PreviewTable", "What will be stored"))
        self._preview_model = model
        self.setItemDelegate(MarkingDelegate(self))
        self.verticalHeader().show()
        self.verticalHeader().setDefaultAlignment(RIGHT)
        self.verticalHeader().setDefaultSectionSize(26)

    def fit(self) -> None:
        """Give columns the width of what they hold, within limits, and rejects the whole width."""
        self.clearSpans()
        for row in self._preview_model.rejects_at():
            if self._preview_model.columnCount() > 1:
                self.setSpan(row, 0, 1, self._preview_model.columnCount())
        metrics = self.fontMetrics()
        for place in range(self._preview_model.columnCount()):
            title = str(self._preview_model.headerData(place, Qt.Orientation.Horizontal) or "")
            widest = metrics.horizontalAdvance(title) + 32
            for row in range(min(15, self._preview_model.rowCount())):
                if self.rowSpan(row, place) == 1 and self.columnSpan(row, place) == 1:
                    text = self._preview_model.index(row, place).data() or ""
                    widest = max(widest, metrics.horizontalAdvance(text[:40]) + 24)
            self.setColumnWidth(place, min(max(widest, 56), 200))
