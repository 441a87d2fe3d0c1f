"""Two runs side by side: what differs for sure, every figure with its interval, the rates, the plans."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.results import texts
from admanager.gui.pages.results.model import ChangesModel, DifferencesModel
from admanager.gui.pages.results.run_charts import RunCharts
from admanager.gui.pages.results.run_view import fit_height
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Card,
    DataTable,
    button,
    caption,
    clear_layout,
    heading,
    icon_button,
    label,
    muted,
    row,
    scrolled,
)

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Pair
    from admanager.simulation.compare import Difference
    from admanager.simulation.runs import RunInfo

MOST_CHANGES = 12
HEADLINES = ("ctr", "cvr", "cpa")


class CompareView(QWidget):
    """Shows a pair that was read; choosing another run asks for another pair."""

    pair_asked = Signal(int, int)

    def __init__(self, go_back: Callable[[], object]) -> None:
        super().__init__()
        self.pair: Pair | None = None
        self.back = button(
            tr("CompareView", "All runs"), go_back, kind="quiet", icon="chevron-left", name="backFromCompare"
        )
        self.first = self._chooser("compareA", tr("CompareView", "Run A"))
        self.second = self._chooser("compareB", tr("CompareView", "Run B"))
        self.swap = icon_button("refresh", tr("CompareView", "Swap A and B"), self._swap, name="swapRuns")
        head = row(
            self.back, label("A", "subheading"), self.first, self.swap, label("B", "subheading"), self.second
        )
        head.setStretch(2, 1)
        head.setStretch(5, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 3 // 2)
        layout.addLayout(head)
        layout.addWidget(scrolled(self._build_body()), 1)

    def _chooser(self, name: str, text: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(12)
        made.currentIndexChanged.connect(lambda _: self._ask())
        return made

    def _build_body(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, GRID, GRID)
        column.setSpacing(GRID * 2)
        self._headlines = Card(tr("CompareView", "What the runs say"))
        self._told = QVBoxLayout()
        self._told.setSpacing(GRID // 2)
        self._headlines.body.addLayout(self._told)
        column.addWidget(self._headlines)
        self._differences = DifferencesModel()
        self.differences = DataTable(
            self._differences, name="differences", title=tr("CompareView", "Differences")
        )
        self.differences.setSortingEnabled(False)
        column.addWidget(self.differences)
        self.charts = RunCharts()
        column.addWidget(self.charts)
        column.addWidget(heading(tr("CompareView", "What differs in the plans"), 3))
        self._same = muted(tr("CompareView", "Nothing: both runs played the same plan."))
        self._changes = ChangesModel()
        self.changes = DataTable(
            self._changes, name="planChanges", title=tr("CompareView", "What differs in the plans")
        )
        self.changes.setSortingEnabled(False)
        column.addWidget(self._same)
        column.addWidget(self.changes)
        column.addStretch(1)
        return holder

    # -- choosing ----------------------------------------------------------------------------------------

    def show_choices(self, infos: list[RunInfo], a: int, b: int) -> None:
        """Offer these runs, with two of them chosen."""
        for chooser, chosen in ((self.first, a), (self.second, b)):
            with QSignalBlocker(chooser):
                chooser.clear()
                for info in infos:
                    chooser.addItem(info.name, info.id)
                chooser.setCurrentIndex(chooser.findData(chosen))

    def chosen(self) -> tuple[int, int] | None:
        """Return the numbers of the two runs that are chosen; None where one is missing or both are the same."""
        a, b = self.first.currentData(), self.second.currentData()
        return None if a is None or b is None or a == b else (int(a), int(b))

    def _ask(self) -> None:
        pair = self.chosen()
        if pair is not None:
            self.pair_asked.emit(*pair)

    def _swap(self) -> None:
        pair = self.chosen()
        if pair is not None:
            with QSignalBlocker(self.first):
                self.first.setCurrentIndex(self.first.findData(pair[1]))
            self.second.setCurrentIndex(self.second.findData(pair[0]))

    # -- showing -----------------------------------------------------------------------------------------

    def show_pair(self, pair: Pair) -> None:
        """Show two runs."""
        self.pair = pair
        self._differences.show_pair(pair)
        fit_height(self.differences, len(pair.differences))
        self.charts.show_pair([f"A  {pair.a.info.name}", f"B  {pair.b.info.name}"], pair.curves)
        self._changes.show_changes(pair.changes)
        self._same.setVisible(not pair.changes)
        self.changes.setVisible(bool(pair.changes))
        fit_height(self.changes, MOST_CHANGES)
        clear_layout(self._told)
        for text in self.headlines(pair):
            self._told.addWidget(label(text, wrap=True, selectable=True))
        for caution in pair.cautions:
            self._told.addWidget(caption(translate_sentence(caution)))

    def headlines(self, pair: Pair) -> list[str]:
        """Return what can be said about the rates and the cost of a conversion, a sentence each."""
        by_metric = {found.metric: found for found in pair.differences}
        return [_headline(by_metric[metric], pair) for metric in HEADLINES if metric in by_metric]


def _headline(found: Difference, pair: Pair) -> str:
    name = texts.name(found.metric)
    if found.better is None:
        return tr("CompareView", "{figure}: not enough data to tell the runs apart.", figure=name)
    better, other = (pair.b, pair.a) if found.better == "b" else (pair.a, pair.b)
    currency = pair.a.plan.budget.currency
    return tr(
        "CompareView",
        "{figure}: “{better}” does better than “{other}”; B minus A is {gap}, and with 95 % confidence {interval}.",
        figure=name,
        better=better.info.name,
        other=other.info.name,
        gap=texts.gap_text(found, currency),
        interval=texts.gap_interval_text(found, currency),
    )
