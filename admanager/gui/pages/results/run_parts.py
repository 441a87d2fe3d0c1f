"""The parts of a run side by side: by creative, ad group, placement, hour of the day or frequency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.results.model import FrequencyModel, HoursModel, PartsModel
from admanager.gui.theme import GRID
from admanager.gui.widgets import DataTable, caption, row

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Shown

HOUR, FREQUENCY = "hour", "frequency"


class RunParts(QWidget):
    """A table of the parts of one kind, which is chosen above it."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self.by = QComboBox()
        self.by.setObjectName("breakdownBy")
        for key, text in (
            ("creative", tr("RunView", "By creative")),
            ("segment", tr("RunView", "By segment")),
            ("both", tr("RunView", "By segment and creative")),
            ("placement", tr("RunView", "By placement")),
            (HOUR, tr("RunView", "By hour of the day")),
            (FREQUENCY, tr("RunView", "By frequency")),
        ):
            self.by.addItem(text, key)
        self.by.setAccessibleName(tr("RunView", "Breakdown"))
        self.by.currentIndexChanged.connect(lambda _: self._show_parts())
        self.table = DataTable(name="runParts", title=tr("RunView", "Breakdown"))
        self._note = caption()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID * 3 // 2, 0, 0)
        column.setSpacing(GRID * 3 // 2)
        column.addLayout(row(self.by, None))
        column.addWidget(self.table, 1)
        column.addWidget(self._note)

    def show_run(self, shown: Shown) -> None:
        """Show the parts of a run."""
        self._shown = shown
        self._show_parts()

    def _show_parts(self) -> None:
        shown = self._shown
        if shown is None:
            return
        currency = shown.run.plan.budget.currency
        by = self.by.currentData()
        if by == HOUR:
            self.table.setModel(HoursModel(shown))
            note = tr(
                "RunView",
                "Hours of the day in {zone}; conversions stand where they happened.",
                zone=shown.run.plan.flight.time_zone,
            )
        elif by == FREQUENCY:
            self.table.setModel(FrequencyModel(shown))
            note = tr("RunView", "How many people saw so many impressions in the whole flight.")
        else:
            titles = {
                "creative": tr("RunView", "Creative"),
                "segment": tr("RunView", "Ad group"),
                "both": tr("RunView", "Ad group and creative"),
                "placement": tr("RunView", "Placement and position"),
            }
            self.table.setModel(PartsModel(titles[by], currency, shown.parts[by], shown.figures))
            note = tr(
                "RunView", "Reach does not add up: a person who saw several of these is counted in each."
            )
            if by == "placement":
                note = tr("RunView", "How many people each place reached is not counted.")
            elif by != "segment":
                note += " " + tr(
                    "RunView",
                    "Unless a model takes the creative into account, how well each one does was drawn from the seed: "
                    "this is no test of your creatives.",
                )
        self._note.setText(note)
