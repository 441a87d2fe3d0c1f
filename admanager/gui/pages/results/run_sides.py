"""A run as the advertiser, the platform and the people see it, and how its detector of fraud did: a card each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.results import texts
from admanager.gui.theme import GRID
from admanager.gui.widgets import Card, caption, clear_layout, label

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Shown
    from admanager.simulation.sides import Line, Side

CARDS_A_ROW = 2


class RunSides(QWidget):
    """Shows a card for each side: its figures with what they mean and their 95 % intervals."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setSpacing(GRID * 2)
        self._note = caption(
            tr("RunView", "Below a figure stands its 95 % interval; a figure without one was counted.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        column.setSpacing(GRID * 2)
        column.addLayout(self._grid)
        column.addWidget(self._note)
        column.addStretch(1)

    def show_run(self, shown: Shown) -> None:
        """Show the sides of a run."""
        clear_layout(self._grid)
        currency = shown.run.plan.budget.currency
        for number, side in enumerate(shown.sides):
            self._grid.addWidget(_card(side, currency), number // CARDS_A_ROW, number % CARDS_A_ROW)
        for place in range(CARDS_A_ROW):
            self._grid.setColumnStretch(place, 1)


def _card(side: Side, currency: str) -> Card:
    card = Card(translate_sentence(side.title))
    card.setObjectName(f"side-{side.name}")
    lines = QGridLayout()
    lines.setHorizontalSpacing(GRID * 2)
    lines.setVerticalSpacing(0)
    lines.setColumnStretch(0, 1)
    for number, line in enumerate(side.lines):
        _add(lines, number * 3, line, currency)
    card.body.addLayout(lines)
    card.body.addStretch(1)
    return card


def _add(lines: QGridLayout, row: int, line: Line, currency: str) -> None:
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    value = label(texts.written(line.kind, line.figure.value, currency), "subheading", selectable=True)
    value.setAccessibleName(f"{translate_sentence(line.name)}: {value.text()}")
    lines.addWidget(label(translate_sentence(line.name)), row, 0)
    lines.addWidget(value, row, 1, right)
    lines.addWidget(caption(translate_sentence(line.meaning)), row + 1, 0, Qt.AlignmentFlag.AlignTop)
    lines.addWidget(label(texts.between(line.kind, line.figure), "caption"), row + 1, 1, right)
    lines.setRowMinimumHeight(row + 2, GRID)
