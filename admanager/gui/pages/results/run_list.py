"""The list of kept runs, with the curves of the one that is selected below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.results.model import RunsModel
from admanager.gui.pages.results.run_charts import RunCharts
from admanager.gui.theme import GRID
from admanager.gui.widgets import heading
from admanager.gui.widgets.numbered_list import ListTexts, NumberedList

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Shown
    from admanager.simulation.listing import RunRow

CURVES_HEIGHT = 264


class RunList(NumberedList):
    """All runs as a table."""

    curves_asked = Signal(int)
    """One run is selected whose curves are not shown yet."""

    def __init__(self) -> None:
        self._asked = 0
        self._runs = RunsModel()
        self._title = heading("", 2)
        self.curves = RunCharts(CURVES_HEIGHT)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(GRID)
        below.addWidget(self._title)
        below.addWidget(self.curves)
        below.addStretch(1)
        self._below.hide()
        texts = ListTexts(
            title=tr("RunList", "Runs"),
            hint=tr("RunList", "Open a run for its parts, plan and report, or select two to compare."),
            open=tr("RunList", "Open"),
            compare=tr("RunList", "Compare two"),
            export=tr("RunList", "Export the report…"),
            delete=tr("RunList", "Delete…"),
        )
        super().__init__(self._runs, texts, self._below, name="runs")

    def show_runs(self, rows: Sequence[RunRow]) -> None:
        """Show these runs, the newest first."""
        self.show_rows(lambda: self._runs.show_runs(rows), [row.info.id for row in rows])

    def show_selected(self, numbers: Sequence[int]) -> None:
        """Ask for the curves of the selected run."""
        if len(numbers) != 1:
            self.forget_curves()
        elif numbers[0] != self._asked:
            self._asked = numbers[0]
            self.curves_asked.emit(self._asked)

    def show_curves(self, shown: Shown) -> None:
        """Show the curves of a run, if it is still the one that is selected."""
        if self.selected() == [shown.run.info.id]:
            self._title.setText(shown.run.info.name)
            self.curves.show_run(shown)
            self._below.show()

    def forget_curves(self) -> None:
        """Show no curves until a run is selected again."""
        self._asked = 0
        self._below.hide()
