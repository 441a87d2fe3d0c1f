"""BG/NBD on 1,000,000 made-up customers with the published parameters: fit, P(alive) and expected purchases, CPU s."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

LIMIT = 2.0


def run() -> dict[str, Any]:
    """Return the CPU seconds of one fit with its answers; the peer is the limit that was set for it."""
    from admanager.learning.value import Frequency, fit_frequency, grouped
    from tests.learning.test_value import made_customers

    truth = Frequency(0.2426, 4.4136, 0.7930, 2.4261, 0.0)
    x, t_x, total = made_customers(1_000_000, truth, seed=9)
    t_x, total = np.round(7 * t_x), np.round(7 * total)
    fit_frequency(grouped(x[:1000], t_x[:1000], total[:1000]))  # SciPy is loaded by then
    started = time.process_time()
    fitted = fit_frequency(grouped(x, t_x, total))
    fitted.alive(x, t_x, total)
    fitted.expected(90.0, x, t_x, total)
    seconds = time.process_time() - started
    return {
        "name": "bgnbd",
        "unit": "CPU s, 1,000,000 customers",
        "value": seconds,
        "peer": LIMIT,
        "ratio": LIMIT / seconds,
        "r": fitted.r,
        "alpha_weeks": fitted.alpha / 7,
        "a": fitted.a,
        "b": fitted.b,
    }
