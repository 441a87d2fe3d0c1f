"""Impressions of worlds whose truth is known, as an imported log has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from admanager.project.tables import Column

COLUMNS = (
    Column("time", "datetime", "time"),
    Column("customer", "text", "key"),
    Column("creative", "text", "creative"),
    Column("placement", "text", "placement"),
    Column("cost", "real", "cost"),
    Column("bid", "real", "number"),
    Column("clicked", "boolean", "clicked"),
    Column("converted", "boolean", "converted"),
)
FIRST = datetime(2026, 3, 2, tzinfo=UTC).timestamp()
DAY = 86_400
EFFECTS = {"A": 0.3, "B": -0.2, "C": 0.0}
PRICES = {"top": 0.0024, "side": 0.0012}


def log_of(
    seed: int,
    *,
    days: int = 10,
    a_day: int = 2000,
    rate: float = 0.02,
    between_days: float = 0.0,
    late_factor: float = 1.0,
    late_price: float = 1.0,
) -> list[tuple[object, ...]]:
    """A log in which clicks follow a logistic response, and each day's rate is off by a factor of its own.

    From three quarters of the days on, rates are multiplied by `late_factor` and prices by `late_price`.
    """
    random = np.random.default_rng(seed)
    rows: list[tuple[object, ...]] = []
    for day in range(days):
        late = day >= 0.75 * days
        of_day = float(np.exp(random.normal(0.0, between_days))) * (late_factor if late else 1.0)
        count = int(random.poisson(a_day))
        hours = random.choice(24, size=count, p=_HOURS)
        times = FIRST + day * DAY + hours * 3600 + random.integers(0, 3600, count)
        for time, hour in zip(times.tolist(), hours.tolist(), strict=True):
            creative, place = "ABC"[random.integers(3)], ("top", "side")[int(random.random() < 0.4)]
            price = random.gamma(1.5, PRICES[place] / 1.5) * (late_price if late else 1.0)
            bid = random.uniform(0.001, 0.006)
            odds = rate / (1 - rate) * np.exp(EFFECTS[creative] + (0.4 if 8 <= hour < 20 else 0.0)) * of_day
            won = bid >= price
            clicked = won and random.random() < odds / (1 + odds)
            rows.append(
                (
                    int(time),
                    f"c{1 + random.integers(600):04}",
                    creative,
                    place,
                    float(price) if won else None,
                    float(bid),
                    int(clicked),
                    int(clicked and random.random() < 0.3),
                )
            )
    return rows


_HOURS: Sequence[float] = np.repeat([0.5, 1.0, 1.5, 1.0], 6) / 24.0  # type: ignore[assignment]
