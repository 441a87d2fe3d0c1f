"""Two runs side by side: what differs for sure, every figure with its interval, the rates, the plans."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.results import texts
from admanager.gui.pages.results.fitting import fit_height
from admanager.gui.pages.results.model import ChangesModel, DifferencesModel
from admanager.gui.pages.results.run_charts import RunCharts
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Card,
    DataTable,
    caption,
    clear_layout,
    heading,
    label,
    muted,
    scrolled,
)
from admanager.gui.widgets.pair_chooser import PairChooser
from admanager.simulation.compare import RATIOS, winner

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Pair
    from admanager.simulation.compare import Difference
    from admanager.simulation.sequential import RatioTest

MOST_CHANGES = 12
HEADLINES = ("ctr", "cvr", "cpa")


class CompareView(QWidget):
    """Shows a pair that was read; choosing another run asks for another pair."""

    def __init__(self, go_back: Callable[[], object]) -> None:
        super().__init__()
        self.pair: Pair | None = None
        self.head = PairChooser(
            tr("CompareView", "All runs"), go_back, tr("CompareView", "Run A"), tr("CompareView", "Run B")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 3 // 2)
        layout.addWidget(self.head)
        layout.addWidget(scrolled(self._build_body()), 1)

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
    name, test = texts.name(found.metric), pair.always.get(found.metric)
    better = winner(found, test)
    if better is None or test is None:
        return " ".join(part for part in (_not_enough(name, found, pair), _more_needed(found, test)) if part)
    first, second = (pair.b, pair.a) if better == "b" else (pair.a, pair.b)
    return tr(
        "CompareView",
        "{figure}: “{better}” does better than “{other}”; B against A is {gap}, and however often you look, with 95 % "
        "confidence {interval}.",
        figure=name,
        better=first.info.name,
        other=second.info.name,
        gap=texts.gap_text(found, pair.a.plan.budget.currency),
        interval=texts.always_text(test) or "",
    )


def _not_enough(name: str, found: Difference, pair: Pair) -> str:
    if found.better is None:
        return tr("CompareView", "{figure}: not enough data to tell the runs apart.", figure=name)
    return tr(
        "CompareView",
        "{figure}: not enough data to tell the runs apart. A single look would name “{better}” ({interval}); who looks "
        "again and again would be misled too often by that.",
        figure=name,
        better=(pair.b if found.better == "b" else pair.a).info.name,
        interval=texts.gap_interval_text(found, pair.a.plan.budget.currency),
    )


def _more_needed(found: Difference, test: RatioTest | None) -> str:
    if test is None or test.events >= test.planned:
        return ""
    parts = {"lift": fmt.percent(test.lift, 0), "planned": test.planned, "events": test.events}
    if RATIOS[found.metric][2] == "clicks":
        return tr(
            "CompareView",
            "To find a difference of {lift}, plan about {planned:,} clicks in each; there are {events:,}.",
            **parts,
        )
    return tr(
        "CompareView",
        "To find a difference of {lift}, plan about {planned:,} conversions in each; there are {events:,}.",
        **parts,
    )
