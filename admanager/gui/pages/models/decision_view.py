"""Whom to address: what a threshold on the probability costs and brings in, for a cost and a revenue of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import Axis, Chart, Form, heading, label, row

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard

HEIGHT = 232
EDITOR_WIDTH = 128
MOST_MONEY, MOST_PEOPLE = 1_000_000.0, 2_000_000_000


class DecisionView(QWidget):
    """Cost, revenue and number of people at the left; the profit by share addressed, and the best share, in words."""

    def __init__(self) -> None:
        super().__init__()
        self._card: ModelCard | None = None
        self.cost = Form.real(1.0, 0.0, MOST_MONEY)
        self.revenue = Form.real(20.0, 0.0, MOST_MONEY)
        self.people = Form.integer(10_000, 1, MOST_PEOPLE, 1_000)
        fields = row(spacing=GRID * 3)
        for editor, name, title in (
            (self.cost, "decisionCost", tr("DecisionView", "Cost of addressing a person")),
            (self.revenue, "decisionRevenue", tr("DecisionView", "Revenue of a yes")),
            (self.people, "decisionPeople", tr("DecisionView", "People to choose from")),
        ):
            editor.setObjectName(name)
            editor.setAccessibleName(title)
            editor.setFixedWidth(EDITOR_WIDTH)
            editor.valueChanged.connect(self._update)
            field = QVBoxLayout()
            field.setSpacing(GRID // 2)
            field.addWidget(label(title, "muted"))
            field.addWidget(editor)
            fields.addLayout(field)
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

    def show_card(self, card: ModelCard) -> None:
        """Work with the curves of this model."""
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
