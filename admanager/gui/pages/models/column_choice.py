"""Which columns a training uses: the leak guard's findings with a box to tick each, and how they were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.models.columns_table import ColumnsTable
from admanager.gui.pages.models.model import ColumnsModel, rows_of_examination
from admanager.gui.theme import GRID
from admanager.gui.widgets import JobProgress, button, caption, clear_layout, heading, label, row

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.learning.models import Examination
    from admanager.texts import AdManagerError

CHOOSE, BUSY, COLUMNS, FAILED = range(4)


class ColumnChoice(QWidget):
    """Shows one examination; what a person decided outlives the next one."""

    changed = Signal()
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: Examination | None = None
        self._treatment = ""
        self.decided: dict[str, bool] = {}
        """Columns that are used or left out against the guard's advice."""
        self.shown = ColumnsModel(checkable=True)
        self.shown.choice_changed.connect(self._on_choice)
        self.table = ColumnsTable(
            self.shown, name="trainColumns", title=tr("ColumnChoice", "Columns to learn from")
        )
        self._about = caption()
        self._about.setWordWrap(False)
        self.reset = button(
            tr("ColumnChoice", "As advised"),
            self._reset,
            kind="link",
            tooltip=tr("ColumnChoice", "Use and leave out the columns that the leak guard proposes."),
            name="resetColumns",
        )
        self.waiting = label("", "muted", wrap=True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_needed(True)
        self._busy = QVBoxLayout()
        busy = QWidget()
        filled = QVBoxLayout(busy)
        filled.setContentsMargins(0, GRID, 0, 0)
        filled.addLayout(self._busy)
        filled.addStretch(1)
        self.failure = label("", "error", wrap=True, selectable=True)
        self.failure.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.places = QStackedWidget()
        for widget in (self.waiting, busy, self.table, self.failure):
            self.places.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        title = heading(tr("ColumnChoice", "Columns to learn from"), 3)
        layout.addLayout(row(title, self._about, None, self.reset))
        layout.addWidget(self.places, 1)
        self._update()

    def show_needed(self, needed: bool) -> None:
        """Say what is to be done here, or that there is nothing to choose."""
        self.waiting.setText(
            tr("ColumnChoice", "Choose what to predict. The columns are then looked through for leaks.")
            if needed
            else tr(
                "ColumnChoice",
                "A sequence reads all columns of the events, in the order in which things happened; there is nothing to choose.",
            )
        )

    def clear(self) -> None:
        """Forget the columns; the decisions about them stay."""
        self.found = None
        self.shown.show_columns([])
        self.places.setCurrentIndex(CHOOSE)
        self._update()

    def follow(self, record: JobRecord) -> None:
        """Show that the columns are being looked through."""
        clear_layout(self._busy)
        self._busy.addWidget(JobProgress(record, with_title=False))
        self.places.setCurrentIndex(BUSY)

    def show_found(self, found: Examination) -> None:
        """Show the columns with what was found, and with the decisions made before."""
        clear_layout(self._busy)
        self.found = found
        self._show_rows(dict(self.decided))
        self.places.setCurrentIndex(COLUMNS)

    def leave_out_treatment(self, column: str) -> None:
        """Take the column that says who was treated out of those that can be ticked; "" where there is none."""
        if column != self._treatment:
            self._treatment = column
            if self.found is not None:
                self._show_rows(dict(self.decided))

    def _show_rows(self, decided: dict[str, bool]) -> None:
        assert self.found is not None
        self.shown.show_columns(rows_of_examination(self.found, self._treatment))
        self.shown.set_used(decided)
        self._on_choice()

    def show_failed(self, error: AdManagerError) -> None:
        """Say why nothing can be learned from these rows."""
        clear_layout(self._busy)
        self.failure.setText(translate_sentence(error.message))
        self.places.setCurrentIndex(FAILED)

    def show_cancelled(self) -> None:
        """Offer to look through the columns after all."""
        clear_layout(self._busy)
        again = button(
            tr("ColumnChoice", "Look through the columns"), self.again_asked.emit, name="examineAgain"
        )
        self._busy.addLayout(row(again, None))
        again.show()

    def used(self) -> int:
        """Return how many columns are used."""
        return len(self.shown.used())

    def _reset(self) -> None:
        if self.found is not None:
            self._show_rows({})

    def _on_choice(self) -> None:
        include, exclude = self.shown.decisions()
        self.decided = dict.fromkeys(include, True) | dict.fromkeys(exclude, False)
        self._update()
        self.changed.emit()

    def _update(self) -> None:
        usable = sum(row.usable for row in self.shown.columns_shown)
        text = tr("ColumnChoice", "{used} of {all} used", used=self.used(), all=usable)
        self._about.setText(text if self.found is not None else "")
        self.reset.setVisible(self.found is not None and bool(self.decided))
