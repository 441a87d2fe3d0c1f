"""The columns of a file in the import dialog: what each becomes, chosen in the table itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from admanager.gui import format as fmt
from admanager.gui import icons, theme
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.data.words import ORDER_NAMES, ROLE_NAMES, TYPE_NAMES, value_text, word
from admanager.gui.widgets.basics import plain_tooltip
from admanager.gui.widgets.table import LEFT, RIGHT, SORT_ROLE, DataTable
from admanager.ingest.words import ROLES

if TYPE_CHECKING:
    from admanager.ingest.plan import Proposal
    from admanager.ingest.settle import ColumnPlan

Index = QModelIndex | QPersistentModelIndex
NAME, TYPE, ROLE, MISSING, EXAMPLES = range(5)
_EXAMPLES = 3
# Stands between the words for a missing value.
_BETWEEN = ", "
_ARROW = 12
_WORDS_WIDTH = 220


def type_choices() -> list[tuple[str, str]]:
    """Return the types to choose from as (data, text); dates also with the order of day and month."""
    choices = []
    for type_ in TYPE_NAMES:
        choices.append((type_, word(TYPE_NAMES, type_)))
        if type_ in {"date", "datetime"}:
            choices += [(f"{type_}:{order}", _dated(type_, order)) for order in ORDER_NAMES]
    return choices


def _dated(type_: str, order: str) -> str:
    return tr("ColumnsModel", "{type}, {order}", type=word(TYPE_NAMES, type_), order=word(ORDER_NAMES, order))


class ColumnsModel(QAbstractTableModel):
    """One row a column of the file; changes are asked for, and shown when the new proposal comes."""

    change_asked = Signal(str, object)
    """A column's name in the file, and what is to change as a dict for `plan.with_column`."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[ColumnPlan, ...] = ()
        self._table = "profiles"
        self._missing: list[float] = []
        self._examples: list[str] = []
        self._problems: dict[str, str] = {}
        self._titles = [
            tr("ColumnsModel", "Column"),
            tr("ColumnsModel", "Stored as"),
            tr("ColumnsModel", "Role"),
            tr("ColumnsModel", "Missing"),
            tr("ColumnsModel", "Examples"),
        ]

    def show_proposal(self, proposal: Proposal, problems: dict[str, str]) -> None:
        """Show a proposal's columns; `problems` has a text for the columns with one, by their name in the file."""
        values = proposal.preview.values
        missing, examples = [], []
        for place, column in enumerate(proposal.columns):
            cells = [row[place] for row in values]
            known = [cell for cell in cells if cell is not None]
            missing.append(1 - len(known) / len(cells) if cells else 0.0)
            different = list(dict.fromkeys(value_text(column.type, cell) for cell in known[:50]))[:_EXAMPLES]
            examples.append("  ·  ".join(" ".join(text.split())[:40] for text in different))
        same = [column.source_name for column in self._columns] == [c.source_name for c in proposal.columns]
        if not same:
            self.beginResetModel()
        self._columns, self._table = proposal.columns, proposal.wishes.table
        self._missing, self._examples, self._problems = missing, examples, problems
        if not same:
            self.endResetModel()
        elif self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._columns) - 1, EXAMPLES))

    def column_at(self, row: int) -> ColumnPlan:
        """Return the column in a row."""
        return self._columns[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns of the file."""
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of things shown of each."""
        return 0 if parent.isValid() else len(self._titles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Name, type and role can be edited, and the words that mean that a value is missing."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() != EXAMPLES else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is shown in a cell, or the choices of one that can be edited."""
        if not index.isValid():
            return None
        column = self._columns[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            return {
                NAME: column.name,
                TYPE: _type_data(column),
                ROLE: column.role,
                MISSING: _BETWEEN.join(column.missing_words),
            }.get(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if index.column() == MISSING else LEFT
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(column, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == MISSING:
            return plain_tooltip(_about_missing(column))
        if role == Qt.ItemDataRole.ToolTipRole:
            problem = self._problems.get(column.source_name)
            return plain_tooltip(problem) if problem else None
        if role == SORT_ROLE:
            return self._choices(index.column())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a change."""
        column = self._columns[index.row()]
        if role != Qt.ItemDataRole.EditRole or value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        if index.column() == TYPE:
            type_, _, order = str(value).partition(":")
            self.change_asked.emit(column.source_name, {"type": type_, "date_order": order or None})
        elif index.column() == ROLE:
            self.change_asked.emit(column.source_name, {"role": value})
        elif index.column() == MISSING:
            words = tuple(word for part in str(value).split(_BETWEEN.strip()) if (word := part.strip()))
            self.change_asked.emit(column.source_name, {"missing_words": words})
        elif str(value).strip():
            self.change_asked.emit(column.source_name, {"name": str(value).strip()})
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == MISSING else LEFT
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, row: int, place: int) -> str:
        column = self._columns[row]
        if place == NAME:
            return column.name
        if place == TYPE:
            return dict(type_choices()).get(_type_data(column), word(TYPE_NAMES, column.type))
        if place == ROLE:
            return word(ROLE_NAMES, column.role)
        if place == MISSING:
            return fmt.percent(self._missing[row], 0) if self._missing[row] else ""
        return self._examples[row]

    def _choices(self, place: int) -> list[tuple[str, str]] | None:
        if place == TYPE:
            return type_choices()
        return [(role, word(ROLE_NAMES, role)) for role in ROLES[self._table]] if place == ROLE else None

    def _colour(self, column: ColumnPlan, place: int) -> Any:
        if column.is_dropped and place != ROLE:
            return theme.color("text_faint")
        if place == NAME and column.source_name in self._problems:
            return theme.color("warn")
        if place == ROLE and column.is_key:
            return theme.color("accent")
        return theme.color("text_muted") if place in {MISSING, EXAMPLES} else None


def _about_missing(column: ColumnPlan) -> str:
    words = _BETWEEN.join(column.missing_words)
    return (
        tr(
            "ColumnsModel",
            "Empty cells are missing, and these words: {words}. Double-click to change them.",
            words=words,
        )
        if words
        else tr("ColumnsModel", "Empty cells are missing. Double-click to name words that mean the same.")
    )


def _type_data(column: ColumnPlan) -> str:
    dated = column.type in {"date", "datetime"} and column.date_order in ORDER_NAMES
    return f"{column.type}:{column.date_order}" if dated else column.type


class ChoiceDelegate(QStyledItemDelegate):
    """A cell with a few choices: shows that it opens, and opens at the first click."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a drop-down of the cell's choices."""
        combo = QComboBox(parent)
        combo.setMaxVisibleItems(16)
        for data, text in index.data(SORT_ROLE) or []:
            combo.addItem(text, data)
        combo.activated.connect(lambda _: (self.commitData.emit(combo), self.closeEditor.emit(combo)))
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Choose the present value, and open the list."""
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
        editor.showPopup()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Hand the choice on."""
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentData())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the text with an arrow behind it."""
        narrow = QStyleOptionViewItem(option)
        super().paint(painter, narrow, index)
        rect = option.rect
        place = QRect(rect.right() - _ARROW - 6, rect.center().y() - _ARROW // 2, _ARROW, _ARROW)
        icons.icon("chevron-down", "text_muted").paint(painter, place)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave room for the arrow."""
        super().initStyleOption(option, index)
        width = option.rect.width() - _ARROW - 20
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, max(0, width))


class WordsDelegate(QStyledItemDelegate):
    """Edits words in a line of their own width, over the cells at the right."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Give the line room for many words."""
        editor.setGeometry(option.rect.adjusted(0, 0, _WORDS_WIDTH, 0))


class ColumnsTable(DataTable):
    """The columns of the file; a click on a type or a role opens its choices."""

    def __init__(self, model: ColumnsModel) -> None:
        super().__init__(model, name="importColumns", title=tr("ColumnsTable", "Columns of the file"))
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QTableView.EditTrigger.DoubleClicked
            | QTableView.EditTrigger.SelectedClicked
            | QTableView.EditTrigger.EditKeyPressed
        )
        self.setItemDelegateForColumn(MISSING, WordsDelegate(self))
        delegate = ChoiceDelegate(self)
        for place in (TYPE, ROLE):
            self.setItemDelegateForColumn(place, delegate)
        for place, width in ((NAME, 170), (TYPE, 150), (ROLE, 150), (MISSING, 72)):
            self.setColumnWidth(place, width)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setSectionResizeMode(EXAMPLES, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._open)

    def _open(self, index: Index) -> None:
        if index.column() in {TYPE, ROLE} and self.state() != QTableView.State.EditingState:
            self.edit(self.model().index(index.row(), index.column()))


def problems_by_column(proposal: Proposal) -> dict[str, str]:
    """Return the problems of single columns by the column's name in the file."""
    found: dict[str, list[str]] = {}
    for problem in proposal.problems:
        kind, _, name = problem.field.partition(":")
        if kind == "column":
            found.setdefault(name, []).append(translate_sentence(problem.text))
    return {name: "\n".join(texts) for name, texts in found.items()}
