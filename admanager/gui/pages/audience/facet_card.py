"""One column of Explore as a card: its name, its bars, and what is chosen in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from admanager.gui.i18n import tr
from admanager.gui.pages.audience.facets import bars_of
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Card, ElidedLabel, icon_button, row, scrolled
from admanager.gui.widgets.brush import LINE_HEIGHT, Bars, Bins, BrushBars

if TYPE_CHECKING:
    from admanager.audience.bins import Axis

CARD_WIDTH, CARD_HEIGHT = 248, 168


class FacetCard(Card):
    """One column: its name, what is chosen in it, and its bars."""

    brushed = Signal(str, object)

    def __init__(self, axis: Axis) -> None:
        super().__init__()
        self.axis = axis
        self._shown = Bars()
        self.setFixedHeight(CARD_HEIGHT)
        self.bars = BrushBars(f"facet:{axis.column}", axis.column)
        self.bars.brushed.connect(lambda bins: self.brushed.emit(axis.column, bins))
        self._name = ElidedLabel(axis.column, "subheading")
        self.free = icon_button(
            "close", tr("FacetCard", "Choose everyone again"), self._free, name="freeFacet"
        )
        self.free.setFixedSize(24, 24)
        # Its place is kept, so that nothing moves when a bar is chosen.
        policy = self.free.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.free.setSizePolicy(policy)
        self.free.hide()
        head = row(spacing=4)
        head.addWidget(self._name, 1)
        head.addWidget(self.free)
        self.body.setContentsMargins(GRID * 3 // 2, GRID, GRID * 3 // 2, GRID)
        self.body.setSpacing(GRID // 2)
        self.body.addLayout(head)
        self._area: QScrollArea | None = None
        if axis.edges:
            self.body.addWidget(self.bars, 1)
            return
        # Names that do not fit into the card are reached by scrolling it.
        self._area = scrolled(self.bars)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bars.gone_to.connect(self._reveal)
        self.body.addWidget(self._area, 1)

    def take_axis(self, axis: Axis) -> bool:
        """Show other bins of the same column; return whether this card can: bars that stand and lines differ."""
        if bool(axis.edges) != bool(self.axis.edges):
            return False
        if axis != self.axis:
            self.axis, self._shown = axis, Bars()
        return True

    def show_counts(self, everyone: Sequence[int], left: Sequence[int], chosen: Bins) -> None:
        """Show how many of everyone, and of those left, are in each bin."""
        if tuple(everyone[: len(self._shown.names)]) == self._shown.everyone and self._shown.names:
            # The same bins of the same people, so that their names need not be written anew.
            self._shown = replace(self._shown, left=tuple(left[: len(self._shown.names)]))
        else:
            self._shown = bars_of(self.axis, everyone, left)
            if self._area is not None:
                self.bars.setFixedHeight(LINE_HEIGHT * max(len(self._shown.names), 1))
        self.bars.show_bars(self._shown, chosen)
        self.free.setVisible(bool(chosen))

    def _reveal(self, number: int) -> None:
        assert self._area is not None
        where = self.bars.marks[number].rect.center().toPoint()
        self._area.ensureVisible(where.x(), where.y(), 0, LINE_HEIGHT)

    def _free(self) -> None:
        self.bars.setFocus()
        self.brushed.emit(self.axis.column, ())
