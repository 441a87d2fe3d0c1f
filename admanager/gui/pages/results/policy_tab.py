"""What another policy would have earned, from a log of choices with their chances."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox

from admanager.gui import format as fmt
from admanager.gui.i18n import lazy, tr, translate_sentence
from admanager.gui.pages.results import log_tasks
from admanager.gui.pages.results.log_tab import FileChoice, LogTab, Run
from admanager.gui.pages.results.log_tasks import Judged
from admanager.gui.widgets import ListModel, TableColumn, row

if TYPE_CHECKING:
    from admanager.simulation.off_policy import Estimated

POLICIES = {
    "random": lazy("LogsView", "Even: each item with the same chance"),
    "bts": lazy("LogsView", "Thompson sampling of Open Bandit (men)"),
    "log": lazy("LogsView", "The log's own"),
}
ESTIMATORS = {
    "ips": lazy("LogsView", "Inverse propensity (IPS)"),
    "snips": lazy("LogsView", "Self-normalised (SNIPS)"),
    "dm": lazy("LogsView", "Direct method (DM)"),
    "dr": lazy("LogsView", "Doubly robust (DR)"),
    "switch_dr": lazy("LogsView", "Switch-DR"),
    "dros": lazy("LogsView", "DR, optimistic shrinkage (DRos)"),
    "replay": lazy("LogsView", "Replay of matching rounds"),
}


class PolicyTab(LogTab):
    """Off-policy evaluation of a policy on a log with propensities."""

    def __init__(self, run: Run) -> None:
        super().__init__(
            run,
            "policy",
            tr("LogsView", "What the policy would have earned"),
            tr(
                "LogsView",
                "A log of choices with the chance of each (columns item_id, position, click and propensity_score) tells "
                "what another way of choosing would have earned, where it has seen enough of it.",
            ),
        )
        tables = tr("LogsView", "Tables (*.csv *.csv.gz)")
        self.log = FileChoice(tr("LogsView", "Choose the log…"), tables, "policyLog")
        self.own = FileChoice(tr("LogsView", "A log of the policy itself…"), tables, "policyOwn")
        self.policy = QComboBox()
        self.policy.setObjectName("policy")
        self.policy.setAccessibleName(tr("LogsView", "Policy"))
        for key, text in POLICIES.items():
            self.policy.addItem(str(text), key)
        self.start.setText(tr("LogsView", "Judge the policy"))
        self.choices.addWidget(self.log)
        self.choices.addLayout(row(self.policy, None))
        self.choices.addWidget(self.own)
        self.log.chosen.connect(lambda: self.start.setEnabled(True))

    def begin(self) -> None:
        """Judge the policy that is chosen."""
        if self.log.path is None:
            return
        record = self._run(
            tr("LogsView", "Judge a policy on {name}", name=self.log.path.name),
            partial(log_tasks.judge_policy, self.log.path, self.policy.currentData(), self.own.path),
            on_done=self.show_judged,
            on_failed=self.failed,
            key="results.policy",
        )
        self.started(record)

    def show_judged(self, judged: Judged) -> None:
        """Show every estimator, or why there is none."""
        self.ended()
        found = judged.found
        if found.refused is not None:
            self.message.show_message(translate_sentence(found.refused), "warn")
        told = tr(
            "LogsView",
            "{rounds:,} rounds with {rewards:,} clicks, {mean} on average. For this policy they count like {size} rounds; "
            "the largest weight is {weight}, and {unsupported} of its choices were never logged.",
            rounds=found.rounds,
            rewards=round(found.rewards),
            mean=fmt.percent(found.on_policy.value, 3),
            size=fmt.number(found.effective_sample_size, 0),
            weight=fmt.number(found.max_weight, 1),
            unsupported=fmt.percent(found.unsupported_share, 0),
        )
        if judged.own is not None:
            told += " " + tr(
                "LogsView",
                "Its own log has {mean} ({low} to {high}).",
                mean=fmt.percent(judged.own.value, 3),
                low=fmt.percent(judged.own.low, 3),
                high=fmt.percent(judged.own.high, 3),
            )
        self.rows = [
            ("estimator", "value", "low", "high", "bernstein_low", "bernstein_high", "refused"),
            *(_estimator_cells(name, one) for name, one in found.estimators.items()),
        ]
        self.show_table(EstimatorsModel(found.estimators.items()), told)
        self.table.setVisible(found.refused is None)


def _estimator_cells(name: str, one: Estimated) -> tuple[Any, ...]:
    ends = (one.estimate.value, one.estimate.low, one.estimate.high, *(one.bernstein or (math.nan, math.nan)))
    return (name, *("" if math.isnan(end) else end for end in ends), one.refused or "")


class EstimatorsModel(ListModel):
    """Each estimator with its interval, or the reason why it has none."""

    def __init__(self, found: Iterable[tuple[str, Estimated]]) -> None:
        super().__init__(
            [
                TableColumn(tr("EstimatorsModel", "Estimator"), width=230),
                TableColumn(tr("EstimatorsModel", "Click rate"), "real", 100, _rate),
                TableColumn(tr("EstimatorsModel", "95 % interval"), "real", 160, str),
                TableColumn(
                    tr("EstimatorsModel", "Holds for any sample"),
                    "real",
                    170,
                    str,
                    tooltip=tr(
                        "EstimatorsModel",
                        "The empirical Bernstein interval: wider, and right for every size.",
                    ),
                ),
                TableColumn(tr("EstimatorsModel", "Why not"), width=360),
            ],
            [_estimator_row(name, one) for name, one in found],
        )


def _estimator_row(name: str, one: Estimated) -> tuple[Any, ...]:
    title, ends = str(ESTIMATORS[name]), one.estimate
    if not ends.known:
        return title, None, None, None, translate_sentence(one.refused) if one.refused else None
    bound = None if one.bernstein is None else _between(*one.bernstein)
    return title, ends.value, _between(ends.low, ends.high), bound, ""


def _rate(value: float) -> str:
    return fmt.percent(value, 3)


def _between(low: float, high: float) -> str:
    return f"{fmt.number(100 * max(low, 0.0), 3)} – {fmt.number(100 * high, 3)}"
