"""Whom to address: what a threshold on the probability costs and brings in, for a cost and a revenue of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import Axis, Chart, Form, heading, label, row

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard

HEIGHT = 232
EDITOR_WIDTH = 128
FIRST_SHARE = 10.0
MOST_MONEY, MOST_PEOPLE = 1_000_000.0, 2_000_000_000


class DecisionView(QWidget):
    """Cost, revenue and number of people at the left; the profit by share addressed, and the best share, in words."""

    def __init__(self) -> None:
        super().__init__()
        self._card: ModelCard | None = None
        self._chosen = False
        """Whether a person chose the share; until then it is the best one."""
        self.cost = Form.real(1.0, 0.0, MOST_MONEY)
        self.revenue = Form.real(20.0, 0.0, MOST_MONEY)
        self.people = Form.integer(10_000, 1, MOST_PEOPLE, 1_000)
        fields = row(spacing=GRID * 3)
        for editor, name, title in (
            (self.cost, "decisionCost", tr("DecisionView", "Cost of addressing a person")),
            (self.revenue, "decisionRevenue", tr("DecisionView", "Revenue of a yes")),
            (self.people, "decisionPeople", tr("DecisionView", "People to choose from")),
        ):
            editor.valueChanged.connect(self._update)
            fields.addLayout(_titled(editor, name, title))
        fields.addStretch(1)
        self.chart = Chart(
            tr("DecisionView", "Profit"),
            Axis(tr("DecisionView", "People addressed, the likeliest first"), kind="percent"),
            Axis(tr("DecisionView", "Revenue less cost")),
            height=HEIGHT,
        )
        self.answer = label("", wrap=True, selectable=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(heading(tr("DecisionView", "Whom to address"), 3))
        layout.addLayout(fields)
        layout.addWidget(self.answer)
        layout.addWidget(self.chart)
        layout.addLayout(self._build_confusion())

    def _build_confusion(self) -> QVBoxLayout:
        self.share = Form.real(FIRST_SHARE, 0.1, 100.0, 1.0)
        self.share.setSuffix(" %")
        self.share.valueChanged.connect(self._choose)
        self.cells = {key: label("", selectable=True) for key in ("hits", "false_alarms", "missed", "left")}
        self.told = label("", "muted", wrap=True, selectable=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 4)
        grid.setVerticalSpacing(GRID // 2)
        right = Qt.AlignmentFlag.AlignRight
        for column, title in enumerate(
            (tr("DecisionView", "Would say yes"), tr("DecisionView", "Would not")), start=1
        ):
            grid.addWidget(label(title, "muted"), 0, column, right)
        for line, title in enumerate(
            (tr("DecisionView", "Addressed"), tr("DecisionView", "Left out")), start=1
        ):
            grid.addWidget(label(title, "muted"), line, 0)
        for key, line, column in (
            ("hits", 1, 1), ("false_alarms", 1, 2), ("missed", 2, 1), ("left", 2, 2)
        ):  # fmt: skip
            grid.addWidget(self.cells[key], line, column, right)
        chosen = _titled(self.share, "decisionShare", tr("DecisionView", "Share to address"))
        chosen.addStretch(1)
        line = row(spacing=GRID * 4)
        line.addLayout(chosen)
        line.addLayout(grid)
        line.addWidget(self.told, 1)
        made = QVBoxLayout()
        made.setSpacing(GRID)
        made.addWidget(heading(tr("DecisionView", "Hits and misses at a share of one's own"), 3))
        made.addLayout(line)
        return made

    def _choose(self) -> None:
        self._chosen = True
        self._show_confusion()

    def _show_confusion(self) -> None:
        from admanager.learning.decisions import confusion_at

        if self._card is None:
            return
        found = confusion_at(
            self._card.drawn(),
            self._card.measured(),
            share=self.share.value() / 100,
            people=self.people.value(),
        )
        for key, value in (
            ("hits", found.hits),
            ("false_alarms", found.false_alarms),
            ("missed", found.missed),
            ("left", found.left_rightly),
        ):
            self.cells[key].setText(fmt.number(round(value)))
        self.told.setText(
            tr(
                "DecisionView",
                "The border lies at a chance of about {threshold}. Of those addressed {precision} would say yes (precision); "
                "of all who would, {recall} are addressed (recall).",
                threshold=fmt.percent(found.threshold),
                precision=fmt.percent(found.precision),
                recall=fmt.percent(found.recall),
            )
        )
        self.chart.set_marker(found.share, tr("DecisionView", "Share to address"))

    def show_card(self, card: ModelCard) -> None:
        """Work with the curves of this model."""
        if self._card is None or self._card.name != card.name:
            self._chosen = False
        self._card = card
        self._update()

    def _update(self) -> None:
        from admanager.learning.decisions import best_decision, breakeven_probability, decisions

        card = self._card
        if card is None:
            return
        money = {
            "cost_per_contact": self.cost.value(),
            "revenue_per_positive": self.revenue.value(),
        }
        found = decisions(card.drawn().gains, card.measured(), people=self.people.value(), **money)
        self.chart.set_line(
            "profit",
            tr("DecisionView", "Profit"),
            [entry.share for entry in found],
            [entry.profit for entry in found],
            color=0,
        )
        best = best_decision(found)
        if not self._chosen:
            with QSignalBlocker(self.share):
                self.share.setValue(best.share * 100 if best.profit > 0 else FIRST_SHARE)
        self._show_confusion()
        if best.profit <= 0:
            self.answer.setText(
                tr("DecisionView", "At this cost and revenue, addressing nobody is the best.")
            )
            return
        self.answer.setText(
            tr(
                "DecisionView",
                "Best is to address {share} of them, {people:,} people, all with a chance of {threshold} or more: "
                "{yes:,} yeses are expected, a cost of {cost}, a revenue of {revenue}, a profit of {profit}.",
                share=fmt.percent(best.share),
                people=round(best.people),
                threshold=fmt.percent(breakeven_probability(**money)),
                yes=round(best.positives),
                cost=fmt.number(best.cost, 0),
                revenue=fmt.number(best.revenue, 0),
                profit=fmt.number(best.profit, 0),
            )
        )


def _titled(editor: QWidget, name: str, title: str) -> QVBoxLayout:
    editor.setObjectName(name)
    editor.setAccessibleName(title)
    editor.setFixedWidth(EDITOR_WIDTH)
    field = QVBoxLayout()
    field.setSpacing(GRID // 2)
    field.addWidget(label(title, "muted"))
    field.addWidget(editor)
    return field
