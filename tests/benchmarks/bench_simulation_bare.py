"""Opportunities per processor second without the people's state and without learning."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.bench_simulation import measured
from tests.benchmarks.simulated import bare_world


def run() -> dict[str, Any]:
    """Return the best of three runs on one core; the peer is RTBGym, vectorised and without state as well."""
    return measured("simulation-bare", *bare_world(), peer=3_500_000.0)
