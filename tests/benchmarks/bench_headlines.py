"""The better headline of the significant pairs of real tests that were held out; a coin tells half."""

from __future__ import annotations

import time
from typing import Any

from tests.conftest import SHARED_DATA


def run() -> dict[str, Any]:
    """Return the mean pairwise accuracy over three splits of the tests."""
    import numpy as np
    import pandas as pd

    from admanager.learning.headlines import (
        fit_headlines,
        grouped_tests,
        judge_headlines,
        pairs_of,
        split_tests,
    )

    rows = pd.read_csv(SHARED_DATA / "upworthy" / "upworthy_train.csv.gz").dropna(subset=["headline"])
    tests = grouped_tests(
        list(rows["clickability_test_id"]),
        list(rows["headline"]),
        rows["impressions"].to_numpy(float),
        rows["clicks"].to_numpy(float),
    )
    pairs = pairs_of(tests)
    started = time.process_time()
    found = []
    for seed in range(3):
        train, held = split_tests(pairs, seed)
        found.append(judge_headlines(fit_headlines(tests, train), tests, held).accuracy)
    return {
        "name": "headlines",
        "unit": "pairwise accuracy",
        "value": float(np.mean(found)),
        "peer": 0.5,
        "ratio": float(np.mean(found)) / 0.5,
        "by_seed": found,
        "cpu_seconds": (time.process_time() - started) / 3,
    }
