"""A model's card as groups of readable lines in three columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from admanager.gui.pages.models.card_words import Fact, facts_of_card, facts_of_file
from admanager.gui.theme import GRID
from admanager.gui.widgets import clear_layout, heading, label, row
from admanager.gui.widgets.steps import Step

if TYPE_CHECKING:
    from admanager.learning.models import ModelInfo

COLUMNS = 3
NAME_WIDTH = 128


class CardTab(QWidget):
    """Shows what is known of a model, one group after the other, each in the column that is shortest by then."""

    def __init__(self) -> None:
        super().__init__()
        self._places = [QVBoxLayout() for _ in range(COLUMNS)]
        line = row(spacing=GRID * 4)
        for place in self._places:
            place.setSpacing(GRID // 2)
            line.addLayout(place, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        layout.addLayout(line)
        layout.addStretch(1)

    def steps(self, info: ModelInfo) -> Iterator[Step]:
        """Yield what shows a model: some ten labels at a time, each of which takes half a millisecond."""
        groups = facts_of_card(info, info.card) if info.card is not None else facts_of_file(info)
        yield self.clear
        filled = [0] * COLUMNS
        for title, facts in groups:
            shortest = filled.index(min(filled))
            filled[shortest] += len(facts) + 2
            place = self._places[shortest]
            yield lambda place=place, title=title, facts=facts: _add_group(place, title, facts)
        yield self._finish

    def clear(self) -> None:
        """Show nothing."""
        for place in self._places:
            clear_layout(place)

    def _finish(self) -> None:
        for place in self._places:
            place.addStretch(1)


def _add_group(place: QVBoxLayout, title: str, facts: Sequence[Fact]) -> None:
    grid = QGridLayout()
    grid.setContentsMargins(0, GRID // 2, 0, GRID * 2)
    grid.setHorizontalSpacing(GRID * 2)
    grid.setVerticalSpacing(GRID * 3 // 4)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for line, fact in enumerate(facts):
        name = label(fact.name, "muted", wrap=True)
        # The values of all groups stand below one another, whatever is longest in each.
        name.setFixedWidth(NAME_WIDTH)
        grid.addWidget(name, line, 0, top)
        grid.addWidget(label(fact.value, wrap=True, selectable=True), line, 1, top)
    place.addWidget(heading(title, 2))
    place.addLayout(grid)
