"""Opportunities per processor second with everything on: four ad groups with eight creatives each.

Budgets, pacing and dual bidding of each ad group, caps hard and soft, fatigue with wear-in, satisfaction, leaving,
Thompson sampling, bots and their detector, conversions that come late, metrics by minute and place.
"""

from __future__ import annotations

from typing import Any

from tests.benchmarks.bench_simulation import measured
from tests.benchmarks.simulated import full_world


def run() -> dict[str, Any]:
    """Return the best of three runs on one core, compiling and building the world left out; peer: RTBGym."""
    return measured("simulation-full", *full_world(), peer=3_500_000.0)
