"""Whom to address: what a threshold on the probability costs and brings in, from a model's gains curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admanager.learning.evaluation import Metrics


@dataclass(frozen=True)
class Decision:
    """Addressing the best-scored `share` of `people`: the yeses among them, the cost, the revenue and the rest."""

    share: float
    people: float
    positives: float
    cost: float
    revenue: float

    @property
    def profit(self) -> float:
        """Revenue less cost."""
        return self.revenue - self.cost


def decisions(
    gains: Sequence[tuple[float, float]],
    metrics: Metrics,
    *,
    people: int,
    cost_per_contact: float,
    revenue_per_positive: float,
) -> list[Decision]:
    """Return a decision for each point (share addressed, share of yeses reached) of a gains curve.

    With `people` to choose from, of whom base_rate x people would say yes, addressing the share s costs
    s x people x cost_per_contact and brings gain(s) x base_rate x people x revenue_per_positive.
    """
    total = metrics.base_rate * people
    return [
        Decision(
            share,
            share * people,
            gain * total,
            share * people * cost_per_contact,
            gain * total * revenue_per_positive,
        )
        for share, gain in gains
    ]


def best_decision(found: Sequence[Decision]) -> Decision:
    """Return the decision with the highest profit, the smaller share where two have the same."""
    return max(found, key=lambda entry: (entry.profit, -entry.share))


def breakeven_probability(*, cost_per_contact: float, revenue_per_positive: float) -> float:
    """Return the probability from which on addressing somebody pays: cost / revenue, at most 1."""
    if revenue_per_positive <= 0:
        return 1.0
    return min(1.0, cost_per_contact / revenue_per_positive)
