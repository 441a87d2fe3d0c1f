"""The dashboard of a run, under way or kept: tiles, charts over simulated time, and a table of parts."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.campaigns.figures import TILES, few_clicks, few_impressions, rate_text, tile_texts
from admanager.gui.pages.campaigns.run_charts import Part, RunCharts
from admanager.gui.theme import GRID
from admanager.gui.widgets import DataTable, ListModel, MetricTile, TableColumn
from admanager.gui.widgets.steps import Step, Steps
from admanager.gui.widgets.table import ROW_HEIGHT, sorted_places

if TYPE_CHECKING:
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.curves import Curve
    from admanager.simulation.metrics import Outcome

COLUMNS = 6
MOST_TABLE_HEIGHT = 320
PAUSE_MILLISECONDS = 8
"""Between two parts that are drawn, so that each is painted by itself and the window has its turn."""


class Dashboard(QWidget):
    """Shows outcomes as they come, part by part, so that the window stays free in between."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: CampaignPlan | None = None
        self._outcome: Outcome | None = None
        self._minute = 0
        self._began = 0.0
        self.complete = False
        """Whether all that is made late is there."""
        self.drawing_seconds = 0.0
        """How long it took to draw everything the last time, with all that the window did in between."""
        self._steps = Steps(self, pause=PAUSE_MILLISECONDS)
        self._steps.finished.connect(self._note_time)
        self.tiles = {
            name: MetricTile(str(tile.name), tooltip=str(tile.meaning), compact=True)
            for name, tile in TILES.items()
        }
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for place, (name, tile) in enumerate(self.tiles.items()):
            tile.setObjectName(f"tile.{name}")
            grid.addWidget(tile, place // COLUMNS, place % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        self._parts = ListModel(
            [
                TableColumn(tr("Dashboard", "Part"), width=220),
                TableColumn(tr("Dashboard", "Impressions"), "integer", 105),
                TableColumn(tr("Dashboard", "Clicks"), "integer", 80),
                TableColumn(tr("Dashboard", "CTR (95 % interval)"), width=190),
                TableColumn(tr("Dashboard", "Conversions"), "integer", 105),
                TableColumn(tr("Dashboard", "Conversion rate (95 % interval)"), width=210),
                TableColumn(tr("Dashboard", "Spend"), "real", 90, self._money),
            ]
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.setSpacing(GRID)
        self._column.addLayout(grid)

    @cached_property
    def charts(self) -> RunCharts:
        """The charts over simulated time; made by themselves, since the whole dashboard at once holds the window."""
        made = RunCharts()
        made.choice_changed.connect(self._redraw)
        self._column.insertWidget(1, made, 1)
        return made

    @cached_property
    def parts(self) -> DataTable:
        """The table of parts."""
        made = DataTable(self._parts, name="runParts", title=tr("Dashboard", "Parts of the campaign"))
        self._column.addWidget(made)
        return made

    def pieces(self) -> Iterator[Step]:
        """Yield the steps that make what is made late, each short, to be run before there is a run to show."""
        yield lambda: self.charts
        yield lambda: self.parts
        for name in ("ctr", "cvr", "spend"):
            for place in range(2):
                yield lambda name=name, place=place: self.charts.charts[name].pieces()[place]()
        yield self._mark_complete

    def _mark_complete(self) -> None:
        self.complete = True

    # -- showing -----------------------------------------------------------------------------------------

    def begin(self, plan: CampaignPlan) -> None:
        """Prepare for a run of this plan; nothing of the run before stays."""
        self._plan, self._outcome, self._minute = plan, None, 0
        self._steps.clear()
        self.charts.begin(plan)
        for tile in self.tiles.values():
            tile.set_value(fmt.MISSING, "")
        self._parts.set_rows([])
        self._fit_table(self.charts.rows(plan))

    def show_planned(self, plan: CampaignPlan, planned: Curve) -> None:
        """Show what the plan means to have spent."""
        self.charts.show_planned(plan, planned)

    def show_outcome(self, outcome: Outcome, minute: int) -> None:
        """Show the numbers of the first `minute` minutes."""
        self._outcome, self._minute = outcome, minute
        self._redraw()

    def outcome(self) -> Outcome | None:
        """Return what is shown."""
        return self._outcome

    @property
    def drawing(self) -> bool:
        """Whether some part still waits for being drawn."""
        return self._steps.waiting

    def _redraw(self) -> None:
        outcome, plan = self._outcome, self._plan
        if outcome is None or plan is None:
            return
        parts = self.charts.parts(outcome)
        self._began = time.monotonic()
        self._steps.replace(
            [
                *self._tile_steps(outcome, plan),
                *self.charts.steps(outcome, parts, self._minute),
                partial(self._show_parts, parts),
            ]
        )

    def _note_time(self) -> None:
        self.drawing_seconds = time.monotonic() - self._began

    def _tile_steps(self, outcome: Outcome, plan: CampaignPlan) -> list[Step]:
        """Return the steps that write the figures, some tiles each: painting all of them takes as long as a chart."""
        texts: dict[str, tuple[str, str]] = {}

        def show(names: Sequence[str]) -> None:
            for name in names:
                self.tiles[name].set_value(*texts[name])

        def find() -> None:
            texts.update(tile_texts(outcome, plan, self.charts.planned_at(self._minute)))

        names = list(self.tiles)
        return [
            find,
            *(partial(show, names[first : first + COLUMNS]) for first in range(0, len(names), COLUMNS)),
        ]

    def _show_parts(self, parts: Sequence[Part]) -> None:
        rows = [_table_row(part) for part in parts]
        if not self._parts.replace_rows(rows):
            self._show_other_parts(rows)
            return
        column, order = self._sorting()
        places = list(range(len(rows)))
        if (
            0 <= column < len(self._parts.columns)
            and sorted_places(self._parts.rows, column, order) != places
        ):
            self._parts.sort(column, order)

    def _sorting(self) -> tuple[int, Qt.SortOrder]:
        header = self.parts.horizontalHeader()
        return header.sortIndicatorSection(), header.sortIndicatorOrder()

    def _show_other_parts(self, rows: Sequence[tuple[object, ...]]) -> None:
        chosen = self.parts.current_row()
        self._parts.set_rows(rows)
        self._parts.sort(*self._sorting())
        if 0 <= chosen < len(rows):
            self.parts.selectRow(chosen)
        self._fit_table()

    def _fit_table(self, rows: int = 0) -> None:
        rows = max(self._parts.rowCount(), rows, 1)
        height = self.parts.horizontalHeader().sizeHint().height() + ROW_HEIGHT * rows + 2 * GRID
        self.parts.setFixedHeight(min(height, MOST_TABLE_HEIGHT))

    def _money(self, units: float) -> str:
        currency = self._plan.budget.currency if self._plan is not None else "EUR"
        return fmt.money(units * 1e6, currency)


def _table_row(part: Part) -> tuple[object, ...]:
    totals = part.totals
    found = totals.figures()
    ctr = rate_text(found["ctr"], few_impressions(totals), tr("Dashboard", "not enough impressions yet"))
    cvr = rate_text(found["cvr"], few_clicks(totals), tr("Dashboard", "not enough clicks yet"))
    return (
        part.name,
        totals.impressions,
        totals.clicks,
        f"{ctr[0]}   ({ctr[1]})" if ctr[1] else ctr[0],
        totals.conversions,
        f"{cvr[0]}   ({cvr[1]})" if cvr[1] else cvr[0],
        found["spend"].value,
    )
