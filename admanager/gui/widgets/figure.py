"""The frame of a hand-painted picture: its name, what is pointed at, the same as a table, copies and exports."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import chart_export
from admanager.gui.widgets.basics import ElidedLabel, icon_button, label, row
from admanager.gui.widgets.chart_data import Axis
from admanager.gui.widgets.marks import MarkCanvas
from admanager.gui.widgets.table import DataTable, ListModel


class Figure(QWidget):
    """A picture with the head and the menu that charts have."""

    # What the first column of the table is, for the export: names, not numbers.
    x_axis = Axis(kind="category")

    def __init__(self, canvas: MarkCanvas, title: str = "") -> None:
        super().__init__()
        self.canvas = canvas
        self.title = title or canvas.title
        self._table: DataTable | None = None
        self._readout = ElidedLabel("", "caption")
        self._readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        canvas.pointed.connect(self._readout.set_text)
        self._title = label(self.title, "subheading")
        self.more_button = icon_button(
            "more", tr("Chart", "Chart actions"), self._open_menu, name="figureMenu"
        )
        head = row(self._title, spacing=GRID * 2)
        head.addWidget(self._readout, 1)
        head.addWidget(self.more_button)
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        canvas.customContextMenuRequested.connect(lambda where: self.menu().popup(canvas.mapToGlobal(where)))
        self._stack = QStackedWidget()
        self._stack.addWidget(canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    def set_title(self, title: str) -> None:
        """Name the picture anew."""
        self.title = title
        self._title.setText(title)
        self.canvas.title = title
        self.canvas.setAccessibleName(title)

    # -- as a table, in words ------------------------------------------------------------------------------

    def build_now(self) -> QWidget:
        """Return what is drawn, for the export."""
        return self.canvas

    def table(self) -> tuple[list[str], list[list[Any]]]:
        """Return the header and the raw rows of the picture as a table."""
        return [column.title for column in self.canvas.columns()], [list(each) for each in self.canvas.rows()]

    def summary(self) -> str:
        """Return the picture in words."""
        return self.canvas.summary()

    def set_table_shown(self, shown: bool) -> None:
        """Show the values as a table, or the picture again."""
        if not shown:
            self._stack.setCurrentWidget(self.canvas)
            return
        if self._table is None:
            self._table = DataTable(name="figureTable", title=self.title)
            self._stack.addWidget(self._table)
        self._table.setModel(ListModel(self.canvas.columns(), self.canvas.rows()))
        self._stack.setCurrentWidget(self._table)

    def table_shown(self) -> bool:
        """Return whether the table is shown in place of the picture."""
        return self._stack.currentWidget() is not self.canvas

    # -- menu ------------------------------------------------------------------------------------------------

    def _open_menu(self) -> None:
        self.menu().popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))

    def menu(self) -> QMenu:
        """Return the menu of a right click."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self.table_shown()
        text = tr("Chart", "View as chart") if shown else tr("Chart", "View as table")
        made.addAction(text, lambda: self.set_table_shown(not shown))
        made.addSeparator()
        made.addAction(tr("Chart", "Copy picture"), lambda: chart_export.copy_picture(self))
        made.addAction(tr("Chart", "Copy description"), lambda: chart_export.copy_description(self))
        for suffix in chart_export.WRITERS:
            made.addAction(
                tr("Chart", "Save as {kind}…", kind=suffix.upper()),
                lambda suffix=suffix: chart_export.ask_path(self, suffix),
            )
        return made
