"""The bots of a world: how many of which kind come when, and what they do; the truth that a detector is judged by."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.arrays import BOTS, Structured
from admanager.simulation.campaign import Fraud
from admanager.simulation.traffic import HOURS_OF_WEEK

KINDS = ("clickers", "clockwork", "bursts")
# For each kind: sources (one per so many people for clickers), chance of a click, and of a conversion after it.
PEOPLE_PER_CLICKER, CLOCKWORK_SOURCES, BURST_SOURCES = 200, 37, 3
CLICK = (0.4, 0.95, 0.5)
CONVERSION = (0.001, 0.0, 0.0)
BURST_MINUTES = 20


def bot_table(fraud: Fraud, people: int) -> Structured:
    """Return the three kinds of bots, whose places in the arrays of people begin at `people`."""
    table = np.zeros(len(KINDS), dtype=BOTS)
    weights = np.array([fraud.clickers, fraud.clockwork, fraud.bursts])
    if fraud.share > 0 and weights.sum() > 0:
        table["count"] = [max(people // PEOPLE_PER_CLICKER, 2), CLOCKWORK_SOURCES, BURST_SOURCES]
        table["share"] = weights / weights.sum()
    table["first"] = people + np.cumsum(table["count"]) - table["count"]
    table["click"], table["conversion"] = CLICK, CONVERSION
    table["minutes"] = BURST_MINUTES
    return table


def bot_share(fraud: Fraud) -> NDArray[np.float64]:
    """Return the share of the opportunities that are a bot's, for each hour of the week."""
    given = fraud.clickers + fraud.clockwork + fraud.bursts
    return np.full(HOURS_OF_WEEK, fraud.share if given > 0 else 0.0)
