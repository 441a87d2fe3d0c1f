"""Overlap of segments: every combination counted once, and circles to scale."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.audience import segments
from admanager.audience.overlap import circles, lens, overlap
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError
from tests.audience.conftest import Fill


@pytest.fixture
def numbers(project: ProjectFile, fill: Fill) -> ProjectFile:
    """Numbers from 1 to 60; the even ones consented."""
    columns = (Column("n", "integer", "number"), Column("ok", "boolean", "consent"))
    fill(project, columns, [(n, n % 2 == 0) for n in range(1, 61)])
    return project


def test_each_person_is_in_exactly_one_combination(numbers: ProjectFile) -> None:
    segments.save(numbers, "low", "n <= 30")
    found = overlap(numbers, ["low", "n > 20 and n <= 50", "n in (25, 55)", "n > 90"])
    assert found.sizes == (30, 30, 2, 0)
    assert found.consented == (15, 15, 0, 0)
    assert [(each.members, each.count, each.consented) for each in found.intersections] == [
        ((0,), 20, 10),
        ((1,), 20, 10),
        ((0, 1), 9, 5),
        ((2,), 1, 0),
        ((0, 1, 2), 1, 0),
    ]
    assert (found.in_none, found.total, found.circles) == (9, 60, None)
    assert sum(each.count for each in found.intersections) + found.in_none == found.total


def test_two_circles_are_to_scale(numbers: ProjectFile) -> None:
    drawn = overlap(numbers, ["n <= 40", "n > 30 and n <= 50"]).circles
    assert drawn is not None
    assert drawn.radii == (1.0, pytest.approx(math.sqrt(0.5)))
    distance = drawn.centres[1][0] - drawn.centres[0][0]
    assert lens(*drawn.radii, distance) / math.pi == pytest.approx(10 / 40, abs=1e-9)
    apart = overlap(numbers, ["n <= 10", "n > 50"]).circles
    assert apart is not None
    assert apart.centres[1][0] == pytest.approx(2.0)
    assert overlap(numbers, ["n <= 10", "n > 90"]).circles is None


@given(st.lists(st.integers(0, 500), min_size=7, max_size=7))
def test_three_circles_say_how_wrong_they_are(regions: list[int]) -> None:
    counts = np.array([0, *regions])
    sizes = [int(sum(counts[c] for c in range(8) if c >> i & 1)) for i in range(3)]
    if not all(sizes):
        return
    drawn = circles(sizes, counts)
    assert 0 <= drawn.error <= 1
    assert max(drawn.radii) == 1.0
    assert all(math.isfinite(part) for centre in drawn.centres for part in centre)


def test_three_even_circles_are_nearly_right() -> None:
    drawn = circles([300, 300, 300], np.array([0, 200, 200, 50, 200, 50, 50, 0]))
    assert drawn.error < 0.05


def test_only_two_to_eight_can_be_compared(numbers: ProjectFile) -> None:
    for names in (["n > 1"], ["n > 1"] * 9):
        with pytest.raises(AdManagerError, match="Between 2 and 8"):
            overlap(numbers, names)
    assert len(overlap(numbers, [f"n > {limit}" for limit in range(8)]).intersections) == 8
