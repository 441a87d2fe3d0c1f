"""The figures of a run in words: their names, what they mean, and with how many decimals they are written.

The window translates the names and writes numbers in its own language; the report uses the English here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from admanager.texts import Sentence, sentence

if TYPE_CHECKING:
    from admanager.simulation.metrics import Estimate

Kind = Literal["count", "share", "money", "ratio"]
MISSING = "–"


@dataclass(frozen=True)
class Figure:
    """How a figure of `metrics.METRICS` is called, counted and written; money in units of the currency."""

    name: Sentence
    short: Sentence
    kind: Kind
    meaning: Sentence


FIGURES: Mapping[str, Figure] = {
    "impressions": Figure(
        sentence("Impressions"), sentence("Impressions"), "count", sentence("How often an ad was shown.")
    ),
    "clicks": Figure(sentence("Clicks"), sentence("Clicks"), "count", sentence("How often an ad was clicked.")),
    "ctr": Figure(
        sentence("Click-through rate"), sentence("CTR"), "share", sentence("Clicks divided by impressions.")
    ),
    "conversions": Figure(
        sentence("Conversions"),
        sentence("Conversions"),
        "count",
        sentence("Clicks after which the person did what the campaign is for, up to 30 days later."),
    ),
    "cvr": Figure(
        sentence("Conversion rate"), sentence("CVR"), "share", sentence("Conversions divided by clicks.")
    ),
    "spend": Figure(sentence("Spend"), sentence("Spend"), "money", sentence("What the impressions cost.")),
    "cpc": Figure(sentence("Cost per click"), sentence("CPC"), "money", sentence("Spend divided by clicks.")),
    "cpm": Figure(
        sentence("Cost per 1,000 impressions"),
        sentence("CPM"),
        "money",
        sentence("Spend divided by impressions, times 1,000."),
    ),
    "cpa": Figure(
        sentence("Cost per conversion"), sentence("CPA"), "money", sentence("Spend divided by conversions.")
    ),
    "revenue": Figure(
        sentence("Revenue"), sentence("Revenue"), "money", sentence("Conversions times what the plan says one brings.")
    ),
    "roas": Figure(
        sentence("Return on ad spend"), sentence("ROAS"), "ratio", sentence("Revenue divided by spend.")
    ),
    "reach": Figure(
        sentence("Reach"), sentence("Reach"), "count", sentence("How many people saw the campaign at least once.")
    ),
    "frequency": Figure(
        sentence("Frequency"), sentence("Frequency"), "ratio", sentence("Impressions for each person reached.")
    ),
    "satisfaction": Figure(
        sentence("Satisfaction"),
        sentence("Satisfaction"),
        "share",
        sentence("Mean of the people's simulated mood after an impression; 50 % is neither pleased nor annoyed."),
    ),
}  # fmt: skip


def decimals(kind: Kind, value: float) -> int:
    """Return with how many decimals a figure is written; a share counts in percent."""
    shown = abs(value) * (100 if kind == "share" else 1)
    if kind == "count" or not math.isfinite(shown) or (kind == "money" and shown >= 10_000):
        return 0
    return 2 if shown >= 1 or shown == 0 else 3


def number(value: float, places: int = 0) -> str:
    """Return a number with grouped thousands, a true minus, or a dash where it is missing."""
    if not math.isfinite(value):
        return MISSING
    text = f"{value:,.{places}f}"
    if text.startswith("-"):
        text = text[1:] if not text.strip("-0.,") else "\N{MINUS SIGN}" + text[1:]
    return text


def bare(kind: Kind, value: float, like: float | None = None) -> str:
    """Return a figure without its unit, with the decimals that `like` (or itself) takes."""
    places = decimals(kind, value if like is None else like)
    return number(value * 100 if kind == "share" else value, places)


def unit(kind: Kind, currency: str) -> str:
    """Return the unit that stands behind a figure: the percent sign, the currency, or nothing."""
    return {"share": "%", "money": currency}.get(kind, "")


def written(kind: Kind, value: float, currency: str, like: float | None = None) -> str:
    """Return a figure with its unit; a dash where it is missing."""
    if not math.isfinite(value):
        return MISSING
    return f"{bare(kind, value, like)} {unit(kind, currency)}".strip()


def interval(kind: Kind, estimate: Estimate, like: float | None = None) -> str:
    """Return a figure's interval without its unit; empty where it was counted or is not known."""
    if not estimate.known or estimate.low == estimate.high:
        return ""
    model = estimate.value if like is None else like
    high = bare(kind, estimate.high, model) if math.isfinite(estimate.high) else "∞"
    return f"{bare(kind, estimate.low, model)} – {high}"
