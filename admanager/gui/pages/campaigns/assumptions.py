"""What is assumed about the market and about how people respond, as fields that say so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.campaigns import texts
from admanager.gui.pages.campaigns.fields import ChoiceField, MoneyField, NumberField, PlanField, line_of
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Card, button, caption, heading, line


class AssumptionsCard(Card):
    """Market, traffic and response; what is rarely changed is folded away."""

    def __init__(self) -> None:
        super().__init__(tr("AssumptionsCard", "What the simulation assumes"))
        self.body.setSpacing(GRID * 3 // 2)
        self.body.addWidget(
            caption(
                tr(
                    "AssumptionsCard",
                    "Nobody knows these before a campaign ran. The simulation takes them as they stand here, and a "
                    "run's report repeats them. Models answer for single people; a rate given here moves their mean.",
                )
            )
        )
        self.fields: list[PlanField] = []
        self._add_response()
        self._add_market()
        self._more = QWidget()
        self._more_layout = QVBoxLayout(self._more)
        self._more_layout.setContentsMargins(0, 0, 0, 0)
        self._more_layout.setSpacing(GRID * 3 // 2)
        self._add_spreads()
        self._add_experience()
        self._toggle = button("", self._turn, kind="link", name="moreAssumptions")
        self.body.addWidget(self._toggle)
        self.body.addWidget(self._more)
        self.open_more(False)

    def _line(self, target: QVBoxLayout, *fields: PlanField | None) -> None:
        self.fields += [field for field in fields if field is not None]
        target.addLayout(line_of(*fields))

    def _add_response(self) -> None:
        self.click_model = ChoiceField(
            "response.click_model",
            tr("AssumptionsCard", "Clicks by model"),
            [],
            tooltip=tr(
                "AssumptionsCard",
                "A model of this project gives every person a click probability of their own.",
            ),
        )
        self.conversion_model = ChoiceField(
            "response.conversion_model",
            tr("AssumptionsCard", "Conversions by model"),
            [],
            tooltip=tr(
                "AssumptionsCard",
                "A model of this project gives every person who clicked a conversion probability.",
            ),
        )
        self.base_ctr = _rate("response.base_ctr", tr("AssumptionsCard", "Mean CTR of a first impression"))
        self.base_cvr = _rate("response.base_cvr", tr("AssumptionsCard", "Mean conversion rate of clicks"))
        self.revenue = MoneyField(
            "response.revenue_per_conversion", tr("AssumptionsCard", "Revenue per conversion")
        )
        self._line(self.body, self.click_model, self.base_ctr)
        self._line(self.body, self.conversion_model, self.base_cvr)
        self._line(self.body, self.revenue, None)
        self.show_models(())

    def _add_market(self) -> None:
        self.body.addWidget(line())
        self.body.addWidget(heading(tr("AssumptionsCard", "Market and traffic"), 3))
        self.cpm = MoneyField(
            "market.cpm", tr("AssumptionsCard", "Market's mean CPM"), step=0.1,
            tooltip=tr("AssumptionsCard", "What the strongest competing bid costs on average; taken to be gamma distributed."),
        )  # fmt: skip
        shape = NumberField(
            "market.shape", tr("AssumptionsCard", "Shape of prices"), 0.2, 50, decimals=1, step=0.1,
            tooltip=tr("AssumptionsCard", "The smaller, the wider prices vary. 1.2 resembles real second-price auctions."),
        )  # fmt: skip
        auction = ChoiceField(
            "market.auction", tr("AssumptionsCard", "Auction"),
            [(key, str(text)) for key, text in texts.AUCTIONS.items()],
            tooltip=tr("AssumptionsCard", "Second price: the winner pays the next bid. First price: the winner pays the own bid."),
        )  # fmt: skip
        self._line(self.body, auction, self.cpm, shape)
        win_rate = NumberField(
            "market.win_rate", tr("AssumptionsCard", "Known win rate"), 0, 99.9, decimals=1, percent=True,
            none=tr("AssumptionsCard", "Not known"),
            tooltip=tr("AssumptionsCard", "If a bid's win rate is known from another campaign, the shape is chosen to meet it."),
        )  # fmt: skip
        self.win_rate_at = MoneyField(
            "market.win_rate_at_cpm", tr("AssumptionsCard", "at a CPM bid of"), step=0.1,
            none=tr("AssumptionsCard", "Not known"),
        )  # fmt: skip
        chances = NumberField(
            "traffic.opportunities_per_person_per_day", tr("AssumptionsCard", "Ad chances a day"),
            0.1, 1000, decimals=1,
            tooltip=tr("AssumptionsCard", "How often a day a person comes to a place where an ad of this campaign could stand."),
        )  # fmt: skip
        self._line(self.body, win_rate, self.win_rate_at, chances)
        sources = [(key, str(text)) for key, text in texts.SOURCES.items()]
        prices = ChoiceField(
            "market.source", tr("AssumptionsCard", "Prices from"), sources,
            tooltip=tr("AssumptionsCard", "Imported impressions with costs give the prices; lost auctions with bids make them exact."),
        )  # fmt: skip
        answers = ChoiceField(
            "response.source", tr("AssumptionsCard", "Clicks without a model from"), sources,
            tooltip=tr("AssumptionsCard", "From 1,000 imported impressions and 20 clicks on, rates and effects are fitted to them."),
        )  # fmt: skip
        rivals = NumberField(
            "market.rivals", tr("AssumptionsCard", "Rivals under several slots"), 1, 1000, decimals=0, step=1
        )
        self._line(self.body, prices, answers, rivals)
        bots = NumberField(
            "fraud.share", tr("AssumptionsCard", "Share of bots"), 0, 50, decimals=1, step=0.5, percent=True,
            tooltip=tr("AssumptionsCard", "Visitors that only click. The simulator knows them; the detector has to find them."),
        )  # fmt: skip
        self._line(self.body, bots, None, None)

    def _add_spreads(self) -> None:
        target = self._more_layout
        target.addWidget(heading(tr("AssumptionsCard", "Differences between people and creatives"), 3))
        target.addWidget(
            caption(
                tr(
                    "AssumptionsCard",
                    "Standard deviations of the log-odds; what a single creative does is drawn from the seed. The "
                    "spread of activity is a coefficient of variation.",
                )
            )
        )
        self._line(
            target,
            _number("response.person_spread", tr("AssumptionsCard", "People, without a model"), 0, 3),
            _number("response.creative_spread", tr("AssumptionsCard", "Creatives"), 0, 3),
            _number("response.taste_spread", tr("AssumptionsCard", "Taste in creatives"), 0, 3),
        )
        self._line(
            target,
            _number("traffic.activity_spread", tr("AssumptionsCard", "Spread of activity"), 0, 5),
            _number("fatigue.strength", tr("AssumptionsCard", "Strength of fatigue"), 0, 5),
            _number(
                "fatigue.recovery_days", tr("AssumptionsCard", "Recovery from it (days)"), 0.1, 365, 1, 0.5
            ),
        )
        self._line(
            target,
            _number("fatigue.wear_in", tr("AssumptionsCard", "Wear-in: gain at the peak"), 0, 3),
            _number(
                "fatigue.wear_in_impressions",
                tr("AssumptionsCard", "Impressions to the peak"),
                0.1,
                50,
                1,
                0.5,
            ),
            None,
        )

    def _add_experience(self) -> None:
        target = self._more_layout
        target.addWidget(heading(tr("AssumptionsCard", "Satisfaction of people"), 3))
        target.addWidget(
            caption(
                tr(
                    "AssumptionsCard",
                    "After each impression, mood moves by its annoyance, and an own part of it stays; annoyance below "
                    "0.5 pleases (after RecSim's long-term satisfaction).",
                )
            )
        )
        self._line(
            target,
            _number("experience.annoyance", tr("AssumptionsCard", "Annoyance of the first"), 0, 1),
            _number("experience.annoyance_growth", tr("AssumptionsCard", "Growth by repetition"), 0, 1),
            _number("experience.memory", tr("AssumptionsCard", "Part of mood that stays"), 0, 1),
        )
        self._line(
            target,
            _number("experience.noise", tr("AssumptionsCard", "Noise of mood"), 0, 2),
            _number("experience.click_effect", tr("AssumptionsCard", "Effect on clicks"), 0, 5),
            _number(
                "experience.leave", tr("AssumptionsCard", "Chance to leave when unhappy"), 0, 1, 3, 0.005
            ),
        )

    def show_models(self, names: Sequence[str]) -> None:
        """Offer these models."""
        models = [(name, name) for name in names]
        for field in (self.click_model, self.conversion_model):
            field.set_options([(None, tr("AssumptionsCard", "No model, only a mean rate")), *models])

    def show_rates(self, click_model: str | None, conversion_model: str | None) -> None:
        """Say what a rate that is left out is."""
        for field, model, assumed in (
            (self.base_ctr, click_model, tr("AssumptionsCard", "1 %, assumed")),
            (self.base_cvr, conversion_model, tr("AssumptionsCard", "5 %, assumed")),
        ):
            field.editor.setSpecialValueText(tr("AssumptionsCard", "The model's own") if model else assumed)

    def holds(self, path: str) -> bool:
        """Return whether a place in the plan is folded away here."""
        return any(field.path == path and self._more.isAncestorOf(field) for field in self.fields)

    def open_more(self, shown: bool = True) -> None:
        """Unfold or fold what is rarely changed."""
        self._more.setVisible(shown)
        self._toggle.setText(
            tr("AssumptionsCard", "Fewer assumptions")
            if shown
            else tr("AssumptionsCard", "Further assumptions")
        )

    def _turn(self) -> None:
        self.open_more(self._more.isHidden())


def _rate(path: str, title: str) -> NumberField:
    return NumberField(path, title, 0, 99.9, decimals=2, step=0.1, percent=True, none=" ")


def _number(
    path: str, title: str, low: float, high: float, decimals: int = 2, step: float = 0.05
) -> NumberField:
    return NumberField(path, title, low, high, decimals=decimals, step=step)
