"""What the tables of the page Models show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from admanager.gui import format as fmt
from admanager.gui import icons
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.models import texts
from admanager.gui.pages.models.drift_words import SIGNS, needs_training, verdict_words
from admanager.gui.pages.models.figures import caution
from admanager.gui.widgets.basics import plain_tooltip
from admanager.gui.widgets.numbered_list import NumberedModel
from admanager.gui.widgets.table import ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard
    from admanager.learning.drift import Drift
    from admanager.learning.findings import Finding
    from admanager.learning.models import Examination, ModelInfo

Index = QModelIndex | QPersistentModelIndex


class ModelsModel(NumberedModel):
    """The models of the project."""

    NAME = 0

    def __init__(self) -> None:
        self._doubted: dict[int, str] = {}
        """What makes a model's figures too good, by its number."""
        self._drifts: dict[int, Drift] = {}
        super().__init__(
            [
                TableColumn(tr("ModelsModel", "Model"), width=210),
                TableColumn(tr("ModelsModel", "Predicts"), width=150),
                TableColumn(tr("ModelsModel", "Family"), width=170),
                TableColumn(
                    tr("ModelsModel", "AUC"), "real", 76,
                    tooltip=tr("ModelsModel", "How well the model ranks people, on rows that it has not seen: 0.5 is chance, 1 is perfect."),
                ),
                TableColumn(
                    tr("ModelsModel", "Log loss"), "real", 84,
                    tooltip=tr("ModelsModel", "How far the probabilities are from what happened, in nats; lower is better."),
                ),
                TableColumn(
                    tr("ModelsModel", "ECE · floor"), "real", 124, _error_text,
                    tooltip=tr("ModelsModel", "The mean calibration error, and what a perfect model would show on as many rows by chance."),
                ),
                TableColumn(tr("ModelsModel", "Rows"), "integer", 84),
                TableColumn(tr("ModelsModel", "Made"), "time", 130),
                TableColumn(tr("ModelsModel", "Number"), "integer", 0),
            ]
        )  # fmt: skip

    def show_models(self, infos: Sequence[ModelInfo]) -> None:
        """Show these models."""
        found = {info.id: caution(info.card) for info in infos if info.card is not None}
        self._doubted = {number: told[1] for number, told in found.items() if told and told[0] == "bad"}
        self.set_rows([_model_row(info) for info in infos])

    def show_drifts(self, found: dict[int, Drift]) -> None:
        """Mark the models that do not hold for new rows, by their numbers."""
        self._drifts = {number: drift for number, drift in found.items() if needs_training(drift)}
        if self.rows:
            self.dataChanged.emit(self.index(0, self.NAME), self.index(len(self.rows) - 1, self.NAME))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; at its name a model that is doubtful, or no longer holds, has a sign."""
        if index.isValid() and index.column() == self.NAME:
            number = self.number_at(index.row())
            doubt, drift = self._doubted.get(number, ""), self._drifts.get(number)
            if role == Qt.ItemDataRole.DecorationRole and (doubt or drift):
                return icons.icon(*("error", "bad") if doubt or drift is None else SIGNS[drift.verdict])
            if role == Qt.ItemDataRole.ToolTipRole:
                told = (self.rows[index.row()][self.NAME], doubt, verdict_words(drift) if drift else "")
                return plain_tooltip("\n".join(text for text in told if text))
        return super().data(index, role)


def _model_row(info: ModelInfo) -> tuple[Any, ...]:
    card = info.card
    head = (info.name, texts.predicts(info.target, card.positive if card else "") or None, texts.family(info))
    if card is None:
        return (*head, None, None, None, None, info.created, info.id)
    metrics = card.metrics
    if metrics is None:
        return (*head, None, None, None, card.data.rows, info.created, info.id)
    return (
        *head,
        metrics.auc,
        metrics.log_loss,
        (metrics.ece, metrics.ece_floor),
        card.data.rows,
        info.created,
        info.id,
    )


def _error_text(value: tuple[float, float]) -> str:
    return f"{fmt.number(value[0], 4)} · {fmt.number(value[1], 4)}"


@dataclass(frozen=True)
class ColumnRow:
    """A column as the table of columns shows it; only a `usable` one can be chosen."""

    name: str
    kind: str
    finding: Finding | None
    usable: bool
    used: bool


def rows_of_examination(found: Examination, treatment: str = "") -> list[ColumnRow]:
    """Return the columns that a training could use: what the guard left out or warns of first, unusable ones last.

    `treatment` is the column that says who was treated, which uplift compares by and does not learn from.
    """
    from admanager.learning.findings import Finding

    selection = found.selection
    said = {finding.column: finding for finding in (*selection.excluded, *selection.warnings)}
    rows = []
    for column in found.columns:
        finding = said.get(column.name)
        if column.name == treatment:
            finding = Finding(column=column.name, cause="role", action="exclude", role="treatment")
            rows.append(ColumnRow(column.name, column.kind, finding, False, False))
            continue
        left_out = finding is not None and finding.action == "exclude"
        usable = finding is None or finding.cause != "constant"
        rows.append(ColumnRow(column.name, column.kind, finding, usable, not left_out))
    known = {row.name for row in rows}
    set_aside = [finding for finding in selection.excluded if finding.column not in known]
    rows += [ColumnRow(finding.column, "", finding, False, False) for finding in set_aside]
    return sorted(rows, key=_rank)


def _rank(row: ColumnRow) -> int:
    if not row.usable:
        return 3
    if row.finding is None:
        return 2
    return 0 if row.finding.action == "exclude" else 1


def rows_of_card(card: ModelCard) -> list[ColumnRow]:
    """Return the columns of a trained model: what was kept against advice first, then warnings, then leaks left out."""
    said = {finding.column: finding for finding in (*card.overruled, *card.warnings)}
    used = [ColumnRow(entry.name, entry.kind, said.get(entry.name), True, True) for entry in card.inputs]
    left = [ColumnRow(finding.column, "", finding, False, False) for finding in card.excluded]
    found = [row for row in used if row.finding is not None]
    leaks = [row for row in left if not _is_plain(row.finding)]
    return [
        *sorted(found, key=_rank),
        *leaks,
        *(row for row in used if row.finding is None),
        *(row for row in left if _is_plain(row.finding)),
    ]


def _is_plain(finding: Finding | None) -> bool:
    return finding is not None and finding.cause in {"role", "user"}


class ColumnsModel(ListModel):
    """Columns with what was found about them; with `checkable` a person decides which are used."""

    NAME, KIND, FINDING = range(3)
    choice_changed = Signal()

    def __init__(self, *, checkable: bool) -> None:
        self.checkable = checkable
        self.columns_shown: list[ColumnRow] = []
        super().__init__(
            [
                TableColumn(tr("ColumnsModel", "Column"), width=190),
                TableColumn(tr("ColumnsModel", "Kind"), width=92),
                TableColumn(tr("ColumnsModel", "What was found"), width=400),
            ]
        )

    def show_columns(self, shown: Sequence[ColumnRow]) -> None:
        """Show these columns."""
        self.columns_shown = list(shown)
        self.set_rows(
            [(row.name, texts.name_of(texts.KINDS, row.kind), self._said(row)) for row in self.columns_shown]
        )

    def _said(self, row: ColumnRow) -> str:
        if row.finding is None:
            return ""
        text = translate_sentence(row.finding.reason)
        if row.used and row.finding.action == "exclude":
            return tr("ColumnsModel", "Kept all the same. {reason}", reason=text)
        return text

    def used(self) -> list[ColumnRow]:
        """Return the columns that are used."""
        return [row for row in self.columns_shown if row.used]

    def decisions(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return which columns are kept against the guard's advice, and which are left out without it."""
        include, exclude = [], []
        for row in self.columns_shown:
            advised = row.finding is not None and row.finding.action == "exclude"
            if row.usable and row.used and advised:
                include.append(row.name)
            elif row.usable and not row.used and not advised:
                exclude.append(row.name)
        return tuple(include), tuple(exclude)

    def set_used(self, names: dict[str, bool]) -> None:
        """Take over decisions made before, by the columns' names."""
        for place, row in enumerate(self.columns_shown):
            if row.usable and row.name in names and names[row.name] != row.used:
                self._set_row(place, names[row.name])

    def _set_row(self, place: int, used: bool) -> None:
        row = replace(self.columns_shown[place], used=used)
        self.columns_shown[place] = row
        self.rows[place] = (*self.rows[place][: self.FINDING], self._said(row))
        self.dataChanged.emit(self.index(place, 0), self.index(place, self.FINDING))
        self.choice_changed.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that usable columns can be ticked."""
        found = super().flags(index)
        if not self.checkable:
            return found
        if not self.columns_shown[index.row()].usable:
            return found & ~Qt.ItemFlag.ItemIsEnabled
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == self.NAME else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows: a box to tick, and a sign beside what was found."""
        if not index.isValid():
            return None
        row = self.columns_shown[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == self.NAME and self.checkable:
            return Qt.CheckState.Checked if row.used else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and index.column() == self.FINDING:
            return _sign(row)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == self.NAME and self.checkable:
            return None if row.usable else tr("ColumnsModel", "This column cannot be used.")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Use a column, or leave it out."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.columns_shown[index.row()].usable:
            return False
        self._set_row(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


def _sign(row: ColumnRow) -> Any:
    if row.finding is None or _is_plain(row.finding):
        return None
    if row.finding.action == "exclude" and not row.used:
        return icons.icon("error", "bad")
    return icons.icon("warning", "warn")
