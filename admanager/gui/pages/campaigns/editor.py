"""The editor of a plan: its fields in groups, each telling one edit at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.campaigns import texts
from admanager.gui.pages.campaigns.assumptions import AssumptionsCard
from admanager.gui.pages.campaigns.fields import (
    HEIGHT,
    ChoiceField,
    DateField,
    IntegerField,
    MoneyField,
    NumberField,
    PlanField,
    ZoneField,
    line_of,
)
from admanager.gui.pages.campaigns.groups import AdGroupCard, Thumbnails
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Card, button, caption, heading, row, scrolled
from admanager.gui.widgets.steps import Steps

if TYPE_CHECKING:
    from admanager.gui.pages.campaigns.tasks import Standing
    from admanager.simulation.campaign import AdGroup, CampaignPlan
    from admanager.simulation.checks import Inspection, PlanProblem


class PlanEditor(QWidget):
    """Shows a plan and tells of edits; what becomes of them is the page's business."""

    edited = Signal(str, object)
    """A place in the plan, and its new value."""
    page_asked = Signal(str)
    """Another page is wanted: `creatives` or `audience`."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: CampaignPlan | None = None
        self._inspection: Inspection | None = None
        self._fields: dict[str, PlanField] = {}
        self._segments: tuple[str, ...] = ()
        self._creatives: tuple[str, ...] = ()
        self._models: tuple[str, ...] = ()
        self._thumbnails: Thumbnails = {}
        self.groups: list[AdGroupCard] = []
        self.assumptions: AssumptionsCard | None = None
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.setSpacing(GRID * 3 // 2)
        self._column.addStretch(1)
        self._area = scrolled(inner)
        self._area.setObjectName("planFields")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self._add_flight()
        # The rest lies below what is seen at first.
        self.steps = Steps(self)
        self.steps.add(self._add_money, self._add_cap, self._add_groups, self._add_assumptions)

    # -- making ------------------------------------------------------------------------------------------

    def _register(self, field: PlanField) -> PlanField:
        self._fields[field.path] = field
        field.edited.connect(self.edited)
        return field

    def _card(self, title: str) -> Card:
        """Add a card; it is put into its place before it is filled, since moving a full one costs more."""
        card = Card(title)
        self._column.insertWidget(self._column.count() - 1, card)
        return card

    def _add_flight(self) -> None:
        card = self._card(tr("PlanEditor", "Flight"))
        objective = ChoiceField(
            "objective",
            tr("PlanEditor", "Objective"),
            [(key, str(text)) for key, text in texts.OBJECTIVES.items()],
        )
        start = DateField("flight.start", tr("PlanEditor", "First day"))
        end = DateField("flight.end", tr("PlanEditor", "Last day"))
        self.zone = ZoneField("flight.time_zone", tr("PlanEditor", "Time zone"))
        self._days = caption()
        card.body.addLayout(self._line(objective, start, end))
        line = self._line(self.zone)
        self._days.setFixedHeight(HEIGHT)
        line.addWidget(self._days, 2)
        line.setAlignment(self._days, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(line)

    def _add_money(self) -> None:
        card = self._card(tr("PlanEditor", "Budget and bid"))
        total = MoneyField("budget.total", tr("PlanEditor", "Budget of the flight"))
        daily = MoneyField(
            "budget.daily", tr("PlanEditor", "At most a day"), none=tr("PlanEditor", "No limit")
        )
        currency = ChoiceField(
            "budget.currency", tr("PlanEditor", "Currency"), [(code, code) for code in texts.CURRENCIES]
        )
        pacing = ChoiceField(
            "budget.pacing", tr("PlanEditor", "Pacing"), [(key, str(text)) for key, text in texts.PACINGS.items()],
            tooltip=tr(
                "PlanEditor",
                "With the traffic, by the clock: auctions are let pass while spend is ahead. Lower bids, fewer auctions: the "
                "same by other means. Accelerated: every auction that is worth it is entered.",
            ),
        )  # fmt: skip
        strategy = ChoiceField(
            "bid.strategy", tr("PlanEditor", "Bid strategy"), [(key, str(text)) for key, text in texts.STRATEGIES.items()],
            tooltip=tr(
                "PlanEditor",
                "Fixed CPC, CPM, CPA: a click, 1,000 impressions or a conversion is worth the amount. Automatic: bids spend "
                "the budget best, never above the amount. Target CPA and ROAS: as much as the target allows.",
            ),
        )  # fmt: skip
        amount = MoneyField("bid.amount", tr("PlanEditor", "Highest CPC"), step=0.05)
        card.body.addLayout(self._line(total, daily, currency))
        card.body.addLayout(self._line(pacing, strategy, amount))
        goal = ChoiceField(
            "bid.goal",
            tr("PlanEditor", "Automatic bids buy"),
            [(key, str(text)) for key, text in texts.GOALS.items()],
        )
        pricing = ChoiceField(
            "bid.pricing", tr("PlanEditor", "Paid for"), [(key, str(text)) for key, text in texts.PRICINGS.items()],
            tooltip=tr(
                "PlanEditor",
                "Where conversions are paid for, their price is reserved at the click and released when the window closes.",
            ),
        )  # fmt: skip
        roas = NumberField(
            "bid.target_roas",
            tr("PlanEditor", "Target ROAS"),
            0,
            1000,
            decimals=2,
            step=0.1,
            none=tr("PlanEditor", "None"),
        )
        agreed = MoneyField(
            "bid.conversion_price",
            tr("PlanEditor", "Agreed CPA"),
            none=tr("PlanEditor", "None"),
        )
        window = IntegerField("bid.window_hours", tr("PlanEditor", "Click window (hours)"), 1, 2160)
        card.body.addLayout(self._line(goal, pricing, roas))
        card.body.addLayout(self._line(agreed, window, None))
        self._refill()

    def _add_cap(self) -> None:
        card = self._card(tr("PlanEditor", "Frequency cap: impressions per person"))
        none = tr("PlanEditor", "No limit")
        card.body.addLayout(
            self._line(
                IntegerField("cap.per_day", tr("PlanEditor", "In a day"), 0, 10_000, none=none),
                IntegerField("cap.per_week", tr("PlanEditor", "In a week"), 0, 10_000, none=none),
                IntegerField("cap.per_flight", tr("PlanEditor", "In the flight"), 0, 10_000, none=none),
            )
        )
        soft = NumberField(
            "cap.soft_per_week", tr("PlanEditor", "Impressions a week that halve the bid"), 0, 10_000, decimals=1,
            step=1, none=none,
            tooltip=tr("PlanEditor", "A soft cap: the more a person saw in a week, the less is bid for them."),
        )  # fmt: skip
        card.body.addLayout(self._line(soft, None, None))
        self._refill()

    def _line(self, *fields: PlanField | None) -> QHBoxLayout:
        for field in fields:
            if field is not None:
                self._register(field)
        return line_of(*fields)

    def _add_groups(self) -> None:
        part = QVBoxLayout()
        part.setSpacing(GRID * 3 // 2)
        self._column.insertLayout(self._column.count() - 1, part)
        self.add_group = button(
            tr("PlanEditor", "Add an ad group"), self._add_group, icon="plus", name="ad_groups"
        )
        choice = ChoiceField(
            "creative_choice", tr("PlanEditor", "Which creative is shown"),
            [(key, str(text)) for key, text in texts.CHOICES.items()],
            tooltip=tr(
                "PlanEditor",
                "By weight: each gets its share. By what is learned: the better a creative seems, the more it is shown, "
                "with a margin for what is not known yet.",
            ),
        )  # fmt: skip
        part.addWidget(heading(tr("PlanEditor", "Ad groups"), 2))
        part.addLayout(self._line(choice, None, None))
        self._groups = QVBoxLayout()
        self._groups.setSpacing(GRID * 3 // 2)
        part.addLayout(self._groups)
        part.addLayout(row(self.add_group, None))
        part.addSpacing(GRID)
        self._refill()

    def _add_assumptions(self) -> None:
        self.assumptions = AssumptionsCard()
        for field in self.assumptions.fields:
            self._register(field)
        self._column.insertWidget(self._column.count() - 1, self.assumptions)
        self.assumptions.show_models(self._models)
        self._refill()

    def _refill(self) -> None:
        """Show in a part that was just made what the others show already."""
        if self._plan is not None:
            self.show_plan(self._plan)
        if self._inspection is not None:
            self.show_inspection(self._inspection)

    # -- showing -----------------------------------------------------------------------------------------

    def plan(self) -> CampaignPlan | None:
        """Return the plan that is shown."""
        return self._plan

    def show_plan(self, plan: CampaignPlan) -> None:
        """Show a plan; only what differs is touched, so that what is being typed stays."""
        from admanager.simulation.plans import value_at

        self._plan = plan
        if self.assumptions is not None:
            self.assumptions.show_rates(plan.response.click_model, plan.response.conversion_model)
        symbol = fmt.currency_symbol(plan.budget.currency)
        for path, field in self._fields.items():
            field.show_value(value_at(plan, path))
            if isinstance(field, MoneyField):
                field.show_currency(symbol)
        amount = self._fields.get("bid.amount")
        if isinstance(amount, MoneyField):
            amount.rename(_amount_title(plan), symbol)
        days = (plan.flight.end - plan.flight.start).days + 1
        self._days.setText(
            tr_count("PlanEditor", "{count} day, both included", "{count} days, both included", days)
            if days > 0
            else ""
        )
        if "creative_choice" in self._fields:
            self._show_groups(plan.ad_groups, symbol, plan.creative_choice == "even")

    def _show_groups(self, groups: Sequence[AdGroup], symbol: str, weighted: bool) -> None:
        while len(self.groups) > len(groups):
            card = self.groups.pop()
            self._groups.removeWidget(card)
            card.hide()
            card.deleteLater()
        if len(self.groups) < len(groups):
            self.steps.add(self._make_group)
        for card, group in zip(self.groups, groups, strict=False):
            card.show_group(group, symbol, weighted=weighted, removable=len(groups) > 1)

    def _make_group(self) -> None:
        if self._plan is None or len(self.groups) >= len(self._plan.ad_groups):
            return
        card = AdGroupCard(len(self.groups))
        card.edited.connect(self.edited)
        card.remove_asked.connect(self._remove_group)
        card.creatives_asked.connect(lambda: self.page_asked.emit("creatives"))
        card.show_materials(self._segments, self._creatives, self._thumbnails)
        self._groups.addWidget(card)
        self.groups.append(card)
        self._refill()

    def set_zones(self, names: list[str]) -> None:
        """Offer these time zones."""
        self.zone.set_zones(names)

    def show_standing(self, standing: Standing, thumbnails: Thumbnails) -> None:
        """Offer what the project holds."""
        self._segments, self._models = standing.segments, standing.models
        self._creatives = tuple(creative.name for creative in standing.creatives)
        if self.assumptions is not None:
            self.assumptions.show_models(self._models)
        self.show_thumbnails(thumbnails)

    def show_thumbnails(self, thumbnails: Thumbnails) -> None:
        """Show pictures of creatives by name."""
        self._thumbnails = thumbnails
        for card in self.groups:
            card.show_materials(self._segments, self._creatives, thumbnails)

    def show_inspection(self, inspection: Inspection) -> None:
        """Mark the fields with errors, and say how many people each ad group has."""
        self._inspection = inspection
        errors: dict[str, str] = {}
        for problem in inspection.problems:
            if problem.severity == "error":
                errors.setdefault(problem.path, _text(problem))
        for path, field in self._fields.items():
            field.set_problem(errors.get(path, ""))
        for card in self.groups:
            card.show_problems(errors)
        for card, size in zip(self.groups, inspection.group_sizes, strict=False):
            card.show_size(size)

    # -- going to a place --------------------------------------------------------------------------------

    def target(self, path: str) -> QWidget:
        """Return where a place in the plan is edited; for an unknown part, that of the whole it belongs to."""
        self.steps.run_all()
        targets: dict[str, QWidget] = {name: field.editor for name, field in self._fields.items()}
        for card in self.groups:
            targets |= card.targets()
        targets |= {"ad_groups": self.add_group}
        while path and path not in targets:
            path = path.rpartition(".")[0]
        return targets.get(path, self._area)

    def go_to(self, path: str) -> None:
        """Scroll to the field of a place in the plan and put the cursor into it."""
        self.steps.run_all()
        if self.assumptions is not None and self.assumptions.holds(path):
            self.assumptions.open_more()
        for card in self.groups:
            if path == f"{card.path}.dayparts":
                card.dayparts.open_grid()
        # After what was unfolded has its place.
        QTimer.singleShot(0, self, lambda: self._focus(self.target(path)))

    def _focus(self, target: QWidget) -> None:
        self._area.ensureWidgetVisible(target, GRID * 2, GRID * 8)
        target.setFocus()
        select: Callable[[], object] | None = getattr(target, "selectAll", None)
        if select is not None:
            select()

    # -- ad groups ---------------------------------------------------------------------------------------

    def _add_group(self) -> None:
        from admanager.simulation.campaign import AdGroup

        assert self._plan is not None
        groups = self._plan.ad_groups
        taken = {group.name for group in groups}
        used = {name for group in groups for name in group.include}
        segment = next((name for name in self._segments if name not in used), None)
        name, number = segment or tr("PlanEditor", "Ad group"), 2
        while name in taken:
            name, number = f"{segment or tr('PlanEditor', 'Ad group')} {number}", number + 1
        shares = groups[-1].creatives if groups else ()
        added = AdGroup(name=name, include=(segment,) if segment else (), creatives=shares)
        self.edited.emit("ad_groups", (*groups, added))
        QTimer.singleShot(0, self, lambda: self.go_to(f"ad_groups.{len(groups)}.name"))

    def _remove_group(self, number: int) -> None:
        assert self._plan is not None
        self.edited.emit(
            "ad_groups", tuple(group for place, group in enumerate(self._plan.ad_groups) if place != number)
        )


def _text(problem: PlanProblem) -> str:
    from admanager.gui.i18n import translate_sentence

    return translate_sentence(problem.text)


def _amount_title(plan: CampaignPlan) -> str:
    """Return what the amount of a plan's bid is."""
    bid = plan.bid
    if bid.strategy == "target_cpa":
        return tr("PlanEditor", "Target CPA")
    if bid.per_mille:
        return tr("PlanEditor", "Highest CPM")
    for_conversions = bid.strategy in {"fixed_cpa", "target_roas"} or (
        bid.goal == "conversions" and bid.strategy in {"auto", "ortb", "rlb"}
    )
    return tr("PlanEditor", "Highest CPA") if for_conversions else tr("PlanEditor", "Highest CPC")
