"""The cards of Explore in a grid: as many beside one another as fit, made one each time that the window has its turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from admanager.gui.pages.audience.facet_card import CARD_WIDTH, FacetCard
from admanager.gui.theme import GRID
from admanager.gui.widgets.steps import Steps

if TYPE_CHECKING:
    from admanager.audience.bins import Axis


class FacetGrid(QWidget):
    """A card for each column, in the order of the columns."""

    brushed = Signal(str, object)
    """Bins were chosen in a card: the column and the numbers of the bins."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, FacetCard] = {}
        self._expected = 0
        self._room = 0
        self._across = 0
        self._making = Steps(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, GRID, GRID)
        self._grid.setSpacing(GRID)

    @property
    def waiting(self) -> bool:
        """Whether there are cards to make, or steps to take after them."""
        return self._making.waiting

    def show_axes(self, axes: Sequence[Axis], show: Callable[[FacetCard], object]) -> None:
        """Make the cards of these columns, or give them other bins, and have each `show` its counts, in turns."""
        if list(self.cards) != [axis.column for axis in axes][: len(self.cards)]:
            self.clear()
        self._expected = len(axes)
        self._making.replace([partial(self._make_card, axis, show) for axis in axes])

    def afterwards(self, step: Callable[[], object]) -> None:
        """Take a step when the cards that wait are made."""
        self._making.add(step)

    def run_all(self) -> None:
        """Make all cards now, and take the steps after them."""
        self._making.run_all()

    def clear(self) -> None:
        """Take all cards away, and forget those that wait."""
        while self._grid.count():
            self._grid.takeAt(0)
        self._making.clear()
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        self.cards, self._across = {}, 0

    def _make_card(self, axis: Axis, show: Callable[[FacetCard], object]) -> None:
        card = self.cards.get(axis.column)
        if card is None or not card.take_axis(axis):
            if card is not None:
                self._grid.removeWidget(card)
                card.hide()
                card.deleteLater()
            card = FacetCard(axis)
            card.brushed.connect(self.brushed)
            self.cards[axis.column] = card
            self._arrange()
        show(card)

    def fit(self, width: int) -> None:
        """Put as many cards beside one another as fit into this width.

        It is not the grid's own width, which the cards themselves keep from shrinking.
        """
        self._room = width
        self._arrange()

    def _arrange(self) -> None:
        across = max(1, (self._room - GRID) // (CARD_WIDTH + GRID))
        across = min(across, max(self._expected, 1))
        if across == self._across and self._grid.count() == len(self.cards):
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        rows = -(-len(self.cards) // across)
        for number in range(max(self._grid.rowCount(), rows + 1)):
            # What is left of a high window belongs below the cards and not between them.
            self._grid.setRowStretch(number, 1 if number == rows else 0)
        while self._grid.count():
            self._grid.takeAt(0)
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        self._across = across
