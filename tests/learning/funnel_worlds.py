"""Made-up impressions whose chances of a click, and of a conversion after it, are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.ingest.load import store_rows
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import sentence

COLUMNS = [
    Column("id", "text", "key"),
    Column("creative", "text", "creative"),
    Column("placement", "text", "placement"),
    Column("interest", "text", "text"),
    Column("recency", "real", "number"),
    Column("spend", "real", "number"),
    Column("clicked", "boolean", "clicked"),
    Column("converted", "boolean", "converted"),
    Column("basket", "real", "number"),
]
START = 1_700_000_000


@dataclass(frozen=True)
class FunnelWorld:
    """Rows for `COLUMNS`, and the true chances of each: click, and conversion after a click."""

    rows: list[tuple[object, ...]]
    click: NDArray[np.float64]
    conversion: NDArray[np.float64]


def made_funnel(rows: int, seed: int = 0) -> FunnelWorld:
    """Return a world in which one in ten clicks and one in six of those converts.

    What makes people click makes them convert as well, mostly: the interest, and how long ago they were here. What
    they spend matters to the conversion alone. The same holds for every seed. `basket` is filled where a click came to pass: it knows the future.
    """
    rng = np.random.default_rng(seed)
    interest, creative, placement = (rng.integers(count, size=rows) for count in (20, 6, 4))
    recency, spend = rng.gamma(2.0, 1.0, rows), rng.lognormal(0.0, 1.0, rows)
    liking = np.random.default_rng(7).normal(0, 0.8, 20)[interest]
    match = np.where((interest + creative) % 3 == 0, 0.7, -0.3)
    click = _chance(-1.5 + liking + match - 0.35 * recency + np.array([0.5, 0.0, -0.3, -0.8])[placement])
    conversion = _chance(-1.6 + 0.9 * liking + 0.5 * match - 0.4 * recency + 0.7 * np.log(spend))
    clicked = rng.random(rows) < click
    converted = clicked & (rng.random(rows) < conversion)
    table = [
        (
            f"p{row // 3}", f"ad {creative[row]}", f"place {placement[row]}", f"topic {interest[row]}",
            float(recency[row]), float(spend[row]), int(clicked[row]), int(converted[row]),
            float(spend[row]) * 10 if clicked[row] else None,
        )
        for row in range(rows)
    ]  # fmt: skip
    return FunnelWorld(table, click, conversion)


def store_funnel(project: ProjectFile, world: FunnelWorld) -> None:
    """Put the rows into the table of impressions."""
    with project.change(sentence("Store rows")) as change:
        store_rows(change, "impressions", COLUMNS, world.rows, source="test", generated=True)


def _chance(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-log_odds))
    return chance
