"""How the tabs of the page are laid out: one below the other, a table takes the room."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from admanager.gui.theme import GRID
from admanager.gui.widgets.table import DataTable

MOST_ROWS = 5


def stacked(*items: Any) -> QWidget:
    """Return a tab with these widgets and layouts."""
    holder = QWidget()
    fill(holder, *items)
    return holder


def fill(holder: QWidget, *items: Any) -> None:
    """Put widgets and layouts into a tab."""
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, GRID * 2, 0, 0)
    column.setSpacing(GRID * 3 // 2)
    for item in items:
        if isinstance(item, QWidget):
            column.addWidget(item, 1 if isinstance(item, DataTable) else 0)
        else:
            column.addLayout(item)
    column.addSpacerItem(room_below())


def room_below() -> QSpacerItem:
    """Return what takes the room at the end of a tab, only while there is no table to take it."""
    return QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)


def fit_rows(table: DataTable, rows: int) -> None:
    """Make a table as high as its rows, up to a few of them, and hide it where it has none."""
    table.setVisible(rows > 0)
    header = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(header + table.verticalHeader().defaultSectionSize() * min(rows, MOST_ROWS) + 4)
