"""The figures of a run as the dashboard's tiles write them: a value, and what stands below it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from admanager.gui import format as fmt
from admanager.gui.i18n import LazyText, lazy, tr

if TYPE_CHECKING:
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.metrics import Estimate, Outcome, Totals

ON_PLAN_SHARE = 0.02


@dataclass(frozen=True)
class Tile:
    """A tile's name and the formula behind it."""

    name: LazyText
    meaning: LazyText


TILES: dict[str, Tile] = {
    "impressions": Tile(lazy("RunFigures", "Impressions"), lazy("RunFigures", "How often an ad was shown.")),
    "clicks": Tile(lazy("RunFigures", "Clicks"), lazy("RunFigures", "How often an ad was clicked.")),
    "ctr": Tile(
        lazy("RunFigures", "CTR"),
        lazy("RunFigures", "Clicks divided by impressions, with Wilson's 95 % interval."),
    ),
    "conversions": Tile(
        lazy("RunFigures", "Conversions"),
        lazy("RunFigures", "Clicks after which the person did what the campaign is for; they come up to 30 days later."),
    ),
    "cvr": Tile(
        lazy("RunFigures", "Conversion rate"),
        lazy("RunFigures", "Conversions divided by clicks, with Wilson's 95 % interval. It runs behind, since conversions come late."),
    ),
    "spend": Tile(lazy("RunFigures", "Spend"), lazy("RunFigures", "What the impressions or clicks cost, against the plan at this moment.")),
    "cpc": Tile(lazy("RunFigures", "CPC"), lazy("RunFigures", "Spend divided by clicks.")),
    "cpa": Tile(lazy("RunFigures", "CPA"), lazy("RunFigures", "Spend divided by conversions.")),
    "roas": Tile(lazy("RunFigures", "ROAS"), lazy("RunFigures", "Revenue divided by spend.")),
    "reach": Tile(lazy("RunFigures", "Reach"), lazy("RunFigures", "How many people saw the campaign at least once.")),
    "frequency": Tile(lazy("RunFigures", "Frequency"), lazy("RunFigures", "Impressions for each person reached.")),
    "satisfaction": Tile(
        lazy("RunFigures", "Satisfaction"),
        lazy("RunFigures", "Mean of people's simulated mood after an impression; 50 % is neither pleased nor annoyed."),
    ),
}  # fmt: skip


def few_impressions(totals: Totals) -> bool:
    """Return whether a rate over impressions would say nothing yet."""
    from admanager.simulation.metrics import MIN_IMPRESSIONS

    return totals.impressions < MIN_IMPRESSIONS


def few_clicks(totals: Totals) -> bool:
    """Return whether a rate over clicks would say nothing yet."""
    from admanager.simulation.metrics import MIN_CLICKS

    return totals.clicks < MIN_CLICKS


def tile_texts(outcome: Outcome, plan: CampaignPlan, planned: float | None) -> dict[str, tuple[str, str]]:
    """Return value and detail of every tile; `planned` is the planned spend so far in units of the currency."""
    totals = outcome.totals
    found = totals.figures()
    currency = plan.budget.currency
    people = sum(outcome.frequency)
    return {
        "impressions": (fmt.number(totals.impressions), _won(totals)),
        "clicks": (fmt.number(totals.clicks), _valid(totals) or _range(found["clicks"], fmt.number)),
        "ctr": rate_text(found["ctr"], few_impressions(totals), tr("RunFigures", "not enough impressions yet")),
        "conversions": (fmt.number(totals.conversions), _range(found["conversions"], fmt.number)),
        "cvr": rate_text(found["cvr"], few_clicks(totals), tr("RunFigures", "not enough clicks yet")),
        "spend": (_money(found["spend"].value, currency), spend_detail(found["spend"].value, planned, currency)),
        "cpc": _cost(found["cpc"], currency, tr("RunFigures", "no click yet")),
        "cpa": _cost(found["cpa"], currency, tr("RunFigures", "no conversion yet")),
        "roas": _roas(found["roas"], plan),
        "reach": (
            fmt.number(totals.reach),
            tr("RunFigures", "{share} of {people:,} people", share=fmt.percent(totals.reach / people), people=people) if people else "",
        ),
        "frequency": (fmt.number(found["frequency"].value, 2), tr("RunFigures", "impressions a person")),
        "satisfaction": (
            fmt.percent(found["satisfaction"].value),
            _range(found["satisfaction"], fmt.percent),
        ),
    }  # fmt: skip


def _won(totals: Totals) -> str:
    if not totals.auctions:
        return ""
    return tr("RunFigures", "{share} of the auctions won", share=fmt.percent(totals.win_rate.value, 0))


def _valid(totals: Totals) -> str:
    if not totals.invalid:
        return ""
    return tr("RunFigures", "{share} invalid, not paid", share=fmt.percent(totals.invalid_share.value))


def rate_text(rate: Estimate, few: bool, why: str) -> tuple[str, str]:
    """Return a rate with its interval, or a dash and the reason."""
    if few or not rate.known:
        return fmt.MISSING, why
    return fmt.percent(rate.value, 2), _range(rate, lambda value: fmt.percent(value, 2))


def spend_detail(spend: float, planned: float | None, currency: str) -> str:
    """Return how the spend stands to the plan in words."""
    if planned is None or planned <= 0:
        return ""
    gap = spend / planned - 1
    if abs(gap) <= ON_PLAN_SHARE:
        return tr("RunFigures", "on plan ({planned})", planned=_money(planned, currency))
    share = fmt.percent(abs(gap), 0)
    if gap < 0:
        return tr("RunFigures", "{share} under {planned}", share=share, planned=_money(planned, currency))
    return tr("RunFigures", "{share} over {planned}", share=share, planned=_money(planned, currency))


def _money(units: float, currency: str) -> str:
    return fmt.money(units * 1e6, currency)


def _cost(cost: Estimate, currency: str, why: str) -> tuple[str, str]:
    if not cost.known:
        return fmt.MISSING, why
    return _money(cost.value, currency), _range(cost, lambda value: _money(value, currency))


def _roas(roas: Estimate, plan: CampaignPlan) -> tuple[str, str]:
    if not plan.response.revenue_per_conversion:
        return fmt.MISSING, tr("RunFigures", "no revenue in the plan")
    if not roas.known:
        return fmt.MISSING, ""
    return fmt.number(roas.value, 2), _range(roas, lambda value: fmt.number(value, 2))


def _range(estimate: Estimate, write: Callable[[float], str]) -> str:
    if not estimate.known or estimate.low == estimate.high:
        return ""
    high = write(estimate.high) if math.isfinite(estimate.high) else "∞"
    return f"{write(estimate.low)} – {high}"
