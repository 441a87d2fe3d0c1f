"""How the page writes the figures of a run, their intervals and their differences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from admanager.gui import format as fmt
from admanager.gui.i18n import lazy, tr, translate_sentence
from admanager.report.figures import FIGURES, Kind, decimals
from admanager.simulation.compare import winner

if TYPE_CHECKING:
    from admanager.simulation.compare import Difference
    from admanager.simulation.metrics import Estimate
    from admanager.simulation.sequential import RatioTest

STATES = {
    "finished": lazy("ResultsPage", "Finished"),
    "stopped": lazy("ResultsPage", "Stopped early"),
}
INTERVAL_NAMES = {
    60: lazy("ResultsPage", "By hour"),
    360: lazy("ResultsPage", "By six hours"),
    1440: lazy("ResultsPage", "By day"),
    10080: lazy("ResultsPage", "By week"),
}
MICROS = 1_000_000
MINUS = "\N{MINUS SIGN}"


def state_text(state: str) -> str:
    """Return how a run ended."""
    return str(STATES.get(state, state))


def name(metric: str) -> str:
    """Return a figure's short name, such as CTR."""
    return translate_sentence(FIGURES[metric].short)


def meaning(metric: str) -> str:
    """Return a figure's full name and what it means."""
    figure = FIGURES[metric]
    return f"{translate_sentence(figure.name)}: {translate_sentence(figure.meaning)}"


def written(kind: Kind, value: float, currency: str, like: float | None = None) -> str:
    """Return a figure with its unit, with the decimals that `like` (or itself) takes."""
    if not math.isfinite(value):
        return fmt.MISSING
    places = decimals(kind, value if like is None else like)
    if kind == "share":
        return fmt.percent(value, places)
    return fmt.money(value * MICROS, currency, places) if kind == "money" else fmt.number(value, places)


def estimate_text(metric: str, estimate: Estimate, currency: str) -> str:
    """Return a figure with its unit."""
    return written(FIGURES[metric].kind, estimate.value, currency)


def interval_text(metric: str, estimate: Estimate) -> str:
    """Return a figure's 95 % interval without its unit; empty where it was counted or is not known."""
    return between(FIGURES[metric].kind, estimate)


def between(kind: Kind, estimate: Estimate, like: float | None = None) -> str:
    """Return an interval without its unit, with the decimals that `like` takes; empty where there is none."""
    if not estimate.known or estimate.low == estimate.high:
        return ""
    scale = 100.0 if kind == "share" else 1.0
    places = decimals(kind, estimate.value if like is None else like)
    high = fmt.number(estimate.high * scale, places) if math.isfinite(estimate.high) else "∞"
    return f"{fmt.number(estimate.low * scale, places)} – {high}"


def gap_text(difference: Difference, currency: str) -> str:
    """Return a difference with its sign, and its share of the first figure."""
    if not difference.gap.known:
        return fmt.MISSING
    text = _signed(difference, difference.gap.value, currency)
    if not difference.a.value:
        return text
    share = difference.gap.value / difference.a.value
    return f"{text}  ({_sign(share)}{fmt.percent(abs(share), 1)})"


def gap_interval_text(difference: Difference, currency: str) -> str:
    """Return the 95 % interval of a difference; empty where there is none."""
    gap = difference.gap
    if difference.verdict == "counted" or not gap.known:
        return ""
    if not (math.isfinite(gap.low) and math.isfinite(gap.high)):
        return tr("ResultsPage", "without bounds")
    if FIGURES[difference.metric].kind == "share":
        low, high = (_points(difference, end) for end in (gap.low, gap.high))
        return tr("ResultsPage", "{low} to {high} points", low=low, high=high)
    low, high = (_signed(difference, end, currency) for end in (gap.low, gap.high))
    return tr("ResultsPage", "{low} to {high}", low=low, high=high)


def always_text(test: RatioTest | None) -> str | None:
    """Return the always-valid interval of the relative difference; None for a figure that has none."""
    if test is None:
        return None
    if not test.relative.known:
        return tr("ResultsPage", "too few yet")
    low, high = (f"{_sign(end)}{fmt.percent(abs(end), 1)}" for end in (test.relative.low, test.relative.high))
    return tr("ResultsPage", "{low} to {high}", low=low, high=high)


def _signed(difference: Difference, value: float, currency: str) -> str:
    kind = FIGURES[difference.metric].kind
    places = decimals(kind, difference.a.value)
    if kind == "share":
        return tr("ResultsPage", "{number} points", number=_points(difference, value))
    sign = _sign(round(value, places))
    if kind == "money":
        return sign + fmt.money(abs(value) * MICROS, currency, places)
    return sign + fmt.number(abs(value), places)


def _points(difference: Difference, value: float) -> str:
    """Return a difference of shares in percentage points, without the word."""
    places = decimals("share", difference.a.value)
    return _sign(round(value * 100, places)) + fmt.number(abs(value) * 100, places)


def _sign(value: float) -> str:
    return MINUS if value < 0 else "+" if value > 0 else ""


def verdict_text(difference: Difference, test: RatioTest | None = None) -> str:
    """Return what a difference says; no run is named where it says nothing."""
    if difference.verdict == "counted":
        return tr("ResultsPage", "Counted; nothing to estimate")
    if difference.verdict == "other length":
        return tr("ResultsPage", "Not comparable: other length")
    better = winner(difference, test)
    if better == "a":
        return tr("ResultsPage", "A does better")
    if better == "b":
        return tr("ResultsPage", "B does better")
    return tr("ResultsPage", "Not enough data to tell")
