"""The sub-view Compare: what sets a segment apart from everyone, with the interval of each difference."""

from __future__ import annotations

import math
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.choices import SegmentChoice, no_segments
from admanager.gui.pages.audience.tool import PEOPLE_TABLES, ToolView
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import caption, label, row, scrolled
from admanager.gui.widgets.figure import Figure
from admanager.gui.widgets.minibars import ShareDelegate
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn
from admanager.gui.widgets.whiskers import Estimate, WhiskerPlot

if TYPE_CHECKING:
    from admanager.audience.comparison import ColumnLift, Comparison, LevelLift
    from admanager.audience.preview import SavedCount
    from admanager.gui.pages.audience.view import AudiencePage

MOST_LIFTS = 14
LEAST_PEOPLE = 10
# Else the values of one attribute leave no room for those of others.
MOST_OF_ONE = 3


class StrengthModel(ListModel):
    """The attributes by how much the segment differs in them; the first row stands for all of them."""

    STRENGTH = 1

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("StrengthModel", "Attribute"), width=150),
                TableColumn(
                    tr("StrengthModel", "Difference"), "percent", 130, lambda share: fmt.percent(share, 0)
                ),
            ]
        )
        self.names: list[str] = []

    def show_columns(self, columns: tuple[ColumnLift, ...]) -> None:
        """Show these attributes."""
        self.names = ["", *(each.column for each in columns)]
        rows: list[tuple[Any, ...]] = [(tr("StrengthModel", "Strongest of all"), None)]
        self.set_rows([*rows, *((each.column, each.strength) for each in columns)])


class CompareTool(ToolView):
    """Attributes at the left, the lifts of the chosen one at the right."""

    key = "compare"
    tables = PEOPLE_TABLES | {"segment", "events", "identity"}

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self._page = page
        self.found: Comparison | None = None
        self._restored: dict[str, Any] = {}
        self._column = ""
        self.segment = SegmentChoice("compareSegment", tr("CompareTool", "Segment"))
        self.segment.chosen.connect(lambda _name: self._ask())
        self.against = QComboBox()
        self.against.setObjectName("compareAgainst")
        self.against.setAccessibleName(tr("CompareTool", "Compared with"))
        self.against.addItem(tr("CompareTool", "everyone"), "everyone")
        self.against.addItem(tr("CompareTool", "everyone else"), "others")
        self.against.activated.connect(lambda _index: self._ask())
        self._about = caption("")
        self._model = StrengthModel()
        self.columns = DataTable(self._model, name="compareColumns", title=tr("CompareTool", "Attributes"))
        self.columns.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.columns.setSortingEnabled(False)
        self.columns.setItemDelegateForColumn(StrengthModel.STRENGTH, ShareDelegate(self.columns))
        self.columns.row_selected.connect(self._on_row)
        self.plot = WhiskerPlot(
            "lifts",
            tr("CompareTool", "Lift with its 95 % interval"),
            value_title=tr("CompareTool", "Lift"),
            neutral=1.0,
            write=lambda lift: fmt.number(lift, 2 if lift >= 0.1 or not lift else 3),
        )
        self.plot.choosable = False
        self.figure = Figure(self.plot)
        self._notes = caption("")
        self.content.addLayout(
            row(label(tr("CompareTool", "Segment"), "muted"), self.segment, 8,
                label(tr("CompareTool", "Compared with"), "muted"), self.against, None)
        )  # fmt: skip
        self.content.addWidget(self._about)
        split = QSplitter()
        split.addWidget(self.columns)
        holder = QWidget()
        right = QVBoxLayout(holder)
        right.setContentsMargins(GRID * 2, 0, GRID, 0)
        right.addWidget(self.figure)
        right.addWidget(self._notes)
        right.addStretch(1)
        split.addWidget(scrolled(holder))
        split.setSizes([300, 740])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        self.content.addWidget(split, 1)

    # -- reading -------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read which segments there are, then compare the chosen one."""
        if self.found is None:
            self.show_busy(tr("CompareTool", "Comparing…"))
        self.ask(partial(tasks.saved, self.desk.project), self._offer)

    def _offer(self, saved: list[SavedCount]) -> None:
        usable = [each for each in saved if each.count]
        if not usable:
            self.show_empty(
                no_segments(
                    tr("CompareTool", "Save a segment; then you see here what sets its people apart from everyone."),
                    self._page.start_new,
                )
            )  # fmt: skip
            return
        self.segment.offer(usable)
        if self._restored:
            self.segment.choose(self._restored["segment"])
            self.against.setCurrentIndex(self._restored["against"])
            self._restored = {}
        self._ask()

    def _ask(self) -> None:
        work = partial(tasks.compare, self.desk.project, self.segment.segment(), self.against.currentData())
        self.ask(work, self._show)

    def compare(self, name: str) -> None:
        """Compare this segment."""
        self._restored = {"segment": name, "against": self.against.currentIndex()}
        self._stale = True
        if self.isVisible():
            self._read_if_stale()

    def _show(self, found: Comparison) -> None:
        self.found = found
        self.show_content()
        people = tr_count("CompareTool", "{count} person", "{count:,} people", count=found.count)
        self._about.setText(
            tr("CompareTool", "{people} of {total:,}. A lift of 2 means: twice as common among them as in the comparison.",
               people=people, total=found.total)
        )  # fmt: skip
        self._notes.setText(" ".join(translate_sentence(note) for note in found.notes))
        self._model.show_columns(found.columns)
        names = self._model.names
        place = names.index(self._column) if self._column in names else 0
        self.columns.selectRow(place)
        self._show_lifts(names[place])

    def _on_row(self, number: int) -> None:
        if self.found is not None and 0 <= number < len(self._model.names):
            self._show_lifts(self._model.names[number])

    def _show_lifts(self, column: str) -> None:
        assert self.found is not None
        self._column = column
        if column:
            chosen = next(each for each in self.found.columns if each.column == column)
            lifts = [(each, translate_sentence(each.label)) for each in chosen.bins]
            self.figure.set_title(tr("CompareTool", "{column}: lift with its 95 % interval", column=column))
        else:
            lifts = self._strongest()
            self.figure.set_title(tr("CompareTool", "What sets them apart most: lift with its 95 % interval"))
        self.plot.show_estimates([_estimate(each, name) for each, name in lifts if each.lift is not None])
        self.plot.setFixedHeight(self.plot.sizeHint().height())

    def _strongest(self) -> list[tuple[LevelLift, str]]:
        """Return the values that stand out, the furthest from 1 first, as far as there is room."""
        assert self.found is not None
        named = [
            (each, column.column)
            for column in self.found.columns
            for each in column.bins
            if each.stands_out and each.lift and each.everyone >= LEAST_PEOPLE
        ]
        named.sort(key=lambda entry: -_distance(entry[0]))
        kept, of_column = [], Counter[str]()
        for each, column in named:
            of_column[column] += 1
            if of_column[column] <= MOST_OF_ONE and len(kept) < MOST_LIFTS:
                kept.append((each, f"{column}: {translate_sentence(each.label)}"))
        return sorted(kept, key=lambda entry: -(entry[0].lift or 0.0))

    def forget(self) -> None:
        """Forget the segments of another project."""
        self.found = None
        self._column = ""
        self.segment.offer(())

    def state(self) -> dict[str, Any]:
        """Return what is compared."""
        return {
            "segment": self.segment.segment(),
            "against": self.against.currentIndex(),
            "column": self._column,
        }

    def set_state(self, state: dict[str, Any]) -> None:
        """Compare the same."""
        self._restored = state
        self._column = state["column"]


def _distance(found: LevelLift) -> float:
    """Return how far the nearer end of the interval lies from 1; a wide interval says little."""
    low, high = max(found.lift_low or 0.0, 1e-9), max(found.lift_high or 0.0, 1e-9)
    return max(math.log(low), -math.log(high), 0.0)


def _estimate(found: LevelLift, name: str) -> Estimate:
    detail = tr(
        "CompareTool",
        "{inside} of the segment, {everyone} in the comparison",
        inside=fmt.percent(found.share_inside, 1),
        everyone=fmt.percent(found.share_everyone, 1),
    )
    lift = found.lift or 0.0
    low = lift if found.lift_low is None else found.lift_low
    high = lift if found.lift_high is None else found.lift_high
    return Estimate(name, lift, low, high, detail, name)
