"""How well the detector of fraud did: what it marked and saved, held against which sources were truly bots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from admanager.simulation.arrays import Counter, State
from admanager.simulation.metrics import Estimate, wilson


@dataclass(frozen=True)
class FraudReport:
    """The detector judged by the truth; money in micros.

    Sources are visitors that clicked at all. `marked` is by reason: too many clicks, clockwork, bursts, night.
    `saved` was not charged for clicks of marked sources, `refunded` was charged before they were marked, and
    `lost` is what bots cost and did not come back. `wrongly` is what marked people would have paid.
    """

    bots: int
    people: int
    bots_marked: int
    people_marked: int
    marked: tuple[int, int, int, int]
    clicks: int
    bot_clicks: int
    invalid_clicks: int
    invalid_bot_clicks: int
    saved: int
    refunded: int
    lost: int
    wrongly: int

    @property
    def precision(self) -> Estimate:
        """The share of the marked sources that are bots."""
        return wilson(self.bots_marked, self.bots_marked + self.people_marked)

    @property
    def recall(self) -> Estimate:
        """The share of the clicking bots that were marked."""
        return wilson(self.bots_marked, self.bots)


def judged(state: State, people: int) -> FraudReport:
    """Judge the detector of a run; sources from the place `people` on are bots."""
    sources, counters = state.sources, state.counters
    clicked, marked = sources["clicks"] > 0, sources["marked"] > 0
    truly = np.arange(len(sources)) >= people
    bot_refund = int(sources["cost"][marked & truly].sum())
    return FraudReport(
        bots=int((clicked & truly).sum()),
        people=int((clicked & ~truly).sum()),
        bots_marked=int((marked & truly).sum()),
        people_marked=int((marked & ~truly).sum()),
        marked=tuple(int((sources["marked"] == reason).sum()) for reason in range(1, 5)),  # type: ignore[arg-type]
        clicks=int(counters[Counter.CLICKS]),
        bot_clicks=int(counters[Counter.BOT_CLICKS]),
        invalid_clicks=int(counters[Counter.INVALID]),
        invalid_bot_clicks=int(counters[Counter.BOT_INVALID]),
        saved=int(counters[Counter.SAVED]),
        refunded=int(counters[Counter.REFUNDED]),
        lost=int(counters[Counter.BOT_SPENT]) - bot_refund,
        wrongly=int(counters[Counter.SAVED] - counters[Counter.BOT_SAVED] + counters[Counter.REFUNDED])
        - bot_refund,
    )
