"""What each bid strategy would have won, from a log of second-price auctions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtWidgets import QComboBox

from admanager.gui import format as fmt
from admanager.gui.i18n import lazy, tr
from admanager.gui.pages.results import log_tasks
from admanager.gui.pages.results.log_tab import FileChoice, LogTab, Run
from admanager.gui.pages.results.log_tasks import AuctionsAsked
from admanager.gui.widgets import ListModel, TableColumn, row
from admanager.gui.widgets.form import Form

if TYPE_CHECKING:
    from admanager.simulation.auctions import AuctionResult

STRATEGIES = {
    "mcpc": lazy("LogsView", "Cost per click (mcpc)"),
    "linear": lazy("LogsView", "Linear"),
    "ss_mdp": lazy("LogsView", "Dynamic programme, mean CTR (SS-MDP)"),
    "rlb": lazy("LogsView", "Dynamic programme (RLB)"),
    "auto": lazy("LogsView", "Automatic (this program's default)"),
}
FRACTIONS = (("1/32", 1 / 32), ("1/16", 1 / 16), ("1/8", 1 / 8), ("1/4", 1 / 4), ("1/2", 1 / 2), ("1", 1.0))


class AuctionsTab(LogTab):
    """A second-price log played again with every bid strategy."""

    def __init__(self, run: Run) -> None:
        super().__init__(
            run,
            "auctions",
            tr("LogsView", "What each strategy won"),
            tr(
                "LogsView",
                "A log of second-price auctions (click, market price and predicted CTR on each line) is played again, "
                "episode by episode, with a budget each; the training info is the JSON file that belongs to it.",
            ),
        )
        every = tr("LogsView", "All files (*)")
        self.log = FileChoice(tr("LogsView", "Choose the log…"), every, "auctionLog")
        self.info = FileChoice(tr("LogsView", "Choose the training info…"), every, "auctionInfo")
        self.episode = Form.integer(1000, 1, 1_000_000)
        self.episode.setObjectName("episode")
        self.episode.setAccessibleName(tr("LogsView", "Auctions in an episode"))
        self.episode.setSuffix(" " + tr("LogsView", "auctions in an episode"))
        self.fraction = QComboBox()
        self.fraction.setObjectName("fraction")
        self.fraction.setAccessibleName(tr("LogsView", "Budget"))
        for text, share in FRACTIONS:
            self.fraction.addItem(tr("LogsView", "Budget: {share} of what all cost", share=text), share)
        self.fraction.setCurrentIndex(2)
        self.start.setText(tr("LogsView", "Play it again"))
        self.choices.addWidget(self.log)
        self.choices.addWidget(self.info)
        self.choices.addLayout(row(self.episode, self.fraction, None))
        for choice in (self.log, self.info):
            choice.chosen.connect(lambda: self.start.setEnabled(None not in {self.log.path, self.info.path}))

    def begin(self) -> None:
        """Play all strategies."""
        from admanager.simulation.auctions import Strategy

        if self.log.path is None or self.info.path is None:
            return
        asked = AuctionsAsked(
            self.log.path, self.info.path, self.episode.value(), self.fraction.currentData()
        )
        record = self._run(
            tr("LogsView", "Replay {name}", name=asked.log.name),
            partial(log_tasks.play_auctions, asked, get_args(Strategy)),
            on_done=self.show_results,
            on_failed=self.failed,
            key="results.auctions",
        )
        self.started(record)

    def show_results(self, results: Sequence[AuctionResult]) -> None:
        """Show what each strategy won."""
        self.ended()
        first = results[0]
        told = tr(
            "LogsView",
            "{auctions:,} auctions in {episodes:,} episodes, each with a budget of {budget:,}. Hindsight would have bought "
            "{oracle} predicted clicks.",
            auctions=first.auctions,
            episodes=first.episodes,
            budget=first.budget,
            oracle=fmt.number(first.oracle_value, 1),
        )
        names = ("strategy", "impressions", "clicks", "cost", "value", "oracle_value")
        self.rows = [names, *(tuple(getattr(one, name) for name in names) for one in results)]
        self.show_table(StrategiesModel(results), told)


class StrategiesModel(ListModel):
    """Each strategy with what it won."""

    def __init__(self, results: Sequence[AuctionResult]) -> None:
        super().__init__(
            [
                TableColumn(tr("StrategiesModel", "Strategy"), width=290),
                TableColumn(tr("StrategiesModel", "Impressions"), "integer", 120),
                TableColumn(tr("StrategiesModel", "Clicks"), "integer", 100),
                TableColumn(tr("StrategiesModel", "Cost"), "integer", 130),
                TableColumn(
                    tr("StrategiesModel", "Predicted clicks"), "real", 140, lambda value: fmt.number(value, 1)
                ),
                TableColumn(
                    tr("StrategiesModel", "Of hindsight"),
                    "percent",
                    120,
                    tooltip=tr("StrategiesModel", "Predicted clicks won, as a share of what hindsight buys."),
                ),
            ],
            [
                (
                    str(STRATEGIES[one.strategy]),
                    one.impressions,
                    one.clicks,
                    one.cost,
                    one.value,
                    one.value / one.oracle_value if one.oracle_value else None,
                )
                for one in results
            ],
        )
