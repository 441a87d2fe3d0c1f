"""Whom to address: what a threshold on the probability costs and brings in, from a model's gains curve."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from admanager.learning.evaluation import Curves, Metrics


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


@dataclass(frozen=True)
class Confusion:
    """What becomes of `people` when the best-scored `share` is addressed: who of them would say yes, and who of the rest.

    `threshold` is the probability at the border, read between the means of the calibration's groups.
    """

    share: float
    threshold: float
    hits: float
    false_alarms: float
    missed: float
    left_rightly: float

    @property
    def precision(self) -> float:
        """The share of yeses among those addressed; NaN where nobody is."""
        addressed = self.hits + self.false_alarms
        return self.hits / addressed if addressed else math.nan

    @property
    def recall(self) -> float:
        """The share of all yeses that is reached; NaN where there is none."""
        yes = self.hits + self.missed
        return self.hits / yes if yes else math.nan


def confusion_at(curves: Curves, metrics: Metrics, *, share: float, people: int) -> Confusion:
    """Return what addressing the best-scored `share` (0 to 1) of `people` hits and misses, by the held-out rows."""
    gain = float(np.interp(share, [x for x, _ in curves.gains], [y for _, y in curves.gains]))
    yes = metrics.base_rate * people
    hits = min(gain * yes, share * people)
    best_first = sorted(curves.reliability, key=lambda entry: -entry.predicted)
    rows = np.array([entry.rows for entry in best_first], dtype=np.float64)
    middles = (np.cumsum(rows) - rows / 2) / rows.sum()
    threshold = float(np.interp(share, middles, [entry.predicted for entry in best_first]))
    false_alarms, missed = share * people - hits, yes - hits
    return Confusion(share, threshold, hits, false_alarms, missed, people - hits - false_alarms - missed)
