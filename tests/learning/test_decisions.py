"""What a chosen share hits and misses: the four counts add up, and more addressed is never fewer reached."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from admanager.learning.decisions import confusion_at
from admanager.learning.evaluation import evaluate

rng = np.random.default_rng(4)
PROBABILITIES = rng.beta(1, 8, 6_000)
LABELS = (rng.random(6_000) < PROBABILITIES).astype(np.float64)
FOUND = evaluate(LABELS, PROBABILITIES)


@given(st.floats(0, 1), st.integers(1, 1_000_000))
def test_hits_and_misses_add_up_to_all(share: float, people: int) -> None:
    found = confusion_at(FOUND.curves, FOUND.metrics, share=share, people=people)
    counts = (found.hits, found.false_alarms, found.missed, found.left_rightly)
    assert min(counts) >= -1e-6 * people
    assert math.isclose(sum(counts), people)
    assert math.isclose(found.hits + found.false_alarms, share * people, abs_tol=1e-9)
    assert math.isclose(found.hits + found.missed, FOUND.metrics.base_rate * people)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_addressed_reach_more_and_lower_the_border(one: float, other: float) -> None:
    small, large = (
        confusion_at(FOUND.curves, FOUND.metrics, share=share, people=1_000) for share in sorted((one, other))
    )
    assert small.hits <= large.hits + 1e-9
    assert small.threshold >= large.threshold


def test_the_counts_are_those_of_the_held_out_rows() -> None:
    share = 0.2
    found = confusion_at(FOUND.curves, FOUND.metrics, share=share, people=len(LABELS))
    best = np.argsort(-PROBABILITIES)[: int(share * len(LABELS))]
    assert abs(found.hits - LABELS[best].sum()) < 10
    assert abs(found.threshold - PROBABILITIES[best[-1]]) < 0.02
    assert abs(found.precision - LABELS[best].mean()) < 0.01
    everyone = confusion_at(FOUND.curves, FOUND.metrics, share=1.0, people=len(LABELS))
    assert (everyone.missed, everyone.recall) == (0.0, 1.0)
