"""What sets a segment apart: lifts, their intervals, and how seldom chance is taken for more."""

from __future__ import annotations

import math

import numpy as np
import pytest

from admanager.audience.comparison import compare
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError
from tests.audience.conftest import Fill

COLUMNS = (
    Column("inside", "boolean", "flag"),
    Column("job", "text", "category"),
    Column("age", "integer", "number"),
    Column("ok", "boolean", "consent"),
)


def test_lifts_are_ratios_of_shares(project: ProjectFile, fill: Fill) -> None:
    rows = [(1, "cook", 30, 1)] * 30 + [(1, "smith", 60, 0)] * 20 + [(1, None, None, 1)] * 5
    rows += [(0, "cook", 30, 1)] * 10 + [(0, "smith", 60, 1)] * 40
    fill(project, COLUMNS, rows)
    found = compare(project, "inside = true", columns=["job"])
    assert (found.count, found.consented, found.total) == (55, 35, 105)
    smith, cook = found.columns[0].bins
    assert (cook.label, cook.inside, cook.everyone) == ("cook", 30, 40)
    assert (cook.share_inside, cook.share_everyone, cook.lift) == (0.6, 0.4, pytest.approx(1.5))
    # Katz: risk ratio 0.6 / 0.2 against the others, carried over to everyone.
    spread = 1.959963984540054 * math.sqrt(1 / 30 - 1 / 50 + 1 / 10 - 1 / 50)
    low, high = (1 / (0.5 + 0.5 / (3 * math.exp(sign * spread))) for sign in (-1, 1))
    assert (cook.lift_low, cook.lift_high) == (pytest.approx(low), pytest.approx(high))
    assert smith.lift is not None
    assert smith.lift < 1
    others = compare(project, "inside = true", columns=["job"], against="others").columns[0].bins[1]
    assert (others.share_everyone, others.lift) == (0.2, pytest.approx(3.0))
    assert others.lift_low == pytest.approx(3 * math.exp(-spread))
    assert cook.stands_out


def test_strongest_columns_come_first_and_ranges_cover_everyone(project: ProjectFile, fill: Fill) -> None:
    rng = np.random.default_rng(1)
    age = rng.integers(18, 90, 4000)
    inside = rng.random(4000) < np.where(age > 60, 0.6, 0.1)
    jobs = rng.choice(["cook", "smith", "clerk"], 4000)
    rows = list(zip(inside.tolist(), jobs.tolist(), age.tolist(), [1] * 4000, strict=True))
    fill(project, COLUMNS, rows)
    found = compare(project, "inside = true")
    assert [column.column for column in found.columns][1:] == ["age", "job"]
    ages = found.columns[1]
    assert sum(level.everyone for level in ages.bins) == 4000
    assert all(lower.high == upper.low for lower, upper in zip(ages.bins, ages.bins[1:], strict=False))
    assert [level.stands_out for level in found.columns[2].bins] == [False] * 3
    old = ages.bins[-1]
    assert old.lift is not None
    assert old.lift > 1.5
    assert ages.strength > 0.3 > found.columns[2].strength


def test_chance_is_seldom_taken_for_more(project: ProjectFile, fill: Fill) -> None:
    rng = np.random.default_rng(2)
    columns = (COLUMNS[0], *(Column(f"c{n}", "text", "category") for n in range(30)))
    rows = [
        (int(inside), *words)
        for inside, words in zip(
            rng.random(1000) < 0.3, rng.choice(list("abcdef"), (1000, 30)).tolist(), strict=True
        )
    ]
    fill(project, columns, rows)
    found = compare(project, "inside = true", columns=[column.name for column in columns[1:]])
    marked = sum(level.stands_out for column in found.columns for level in column.bins)
    uncorrected = sum(level.p_value < 0.05 for column in found.columns for level in column.bins)
    assert found.tests == 180
    assert uncorrected > 3
    assert marked <= 1


def test_intervals_hold_the_truth_as_often_as_they_say(project: ProjectFile, fill: Fill) -> None:
    rng = np.random.default_rng(5)
    columns = (COLUMNS[0], *(Column(f"c{n}", "boolean", "flag") for n in range(100)))
    inside = np.arange(800) < 200
    flags = rng.random((800, 100)) < np.where(inside, 0.3, 0.2)[:, None]
    fill(project, columns, np.column_stack([inside, flags]).astype(int).tolist())
    found = compare(
        project, "inside = true", columns=[column.name for column in columns[1:]], against="others"
    )
    held = sum(
        level.lift_low <= 1.5 <= level.lift_high
        for column in found.columns
        for level in column.bins
        if level.label == "yes" and level.lift_low is not None and level.lift_high is not None
    )
    assert 89 <= held <= 99


def test_levels_nobody_inside_has_keep_an_interval(project: ProjectFile, fill: Fill) -> None:
    fill(project, COLUMNS, [(1, "cook", 1, 1)] * 20 + [(0, "smith", 2, 1)] * 20)
    bins = {
        level.label: level for level in compare(project, "inside = true", columns=["job"]).columns[0].bins
    }
    assert bins["smith"].lift == 0
    assert bins["smith"].lift_high is not None
    assert 0 < bins["smith"].lift_high < 1


def test_nobody_and_everybody_cannot_be_compared(project: ProjectFile, fill: Fill) -> None:
    fill(project, COLUMNS, [(1, "cook", 1, 1)] * 3)
    with pytest.raises(AdManagerError, match="Nobody is in this segment"):
        compare(project, "age > 5")
    with pytest.raises(AdManagerError, match="Everybody is in this segment"):
        compare(project, "age = 1")


def test_an_interval_holds_its_own_lift_where_all_of_them_or_none_are_inside(
    project: ProjectFile, fill: Fill
) -> None:
    columns = (Column("plan", "text", "category"), Column("job", "text", "category"))
    fill(project, columns, [("gold", "cook")] * 30 + [("free", "smith")] * 70)
    found = compare(project, "plan = 'gold'", columns=["job"])
    for level in found.columns[0].bins:
        assert level.lift_low <= level.lift <= level.lift_high
    assert {level.label: level.lift for level in found.columns[0].bins}["cook"] == pytest.approx(100 / 30)
