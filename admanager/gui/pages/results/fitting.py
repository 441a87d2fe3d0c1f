"""How high the tables of the page are."""

from __future__ import annotations

from admanager.gui.theme import GRID
from admanager.gui.widgets import DataTable


def fit_height(table: DataTable, most: int) -> None:
    """Make a table as high as its rows, of which at most so many are seen at once."""
    rows = min(max(table.model().rowCount(), 1), most)
    head = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(head + rows * table.verticalHeader().defaultSectionSize() + GRID // 2)
