"""Statistics of columns, against numpy on the same values."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from admanager.audience.statistics import ColumnStatistics, Histogram, Levels, describe, round_step
from admanager.ingest.locale import change_locale
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError
from tests.audience.conftest import DAY, MARCH_1, Fill


def one(project: ProjectFile, column: str) -> ColumnStatistics:
    (found,) = describe(project, "profiles", column)
    return found


def test_a_column_of_numbers(people: ProjectFile) -> None:
    age = one(people, "age")
    assert (age.rows, age.missing, age.distinct, age.minimum, age.maximum) == (5, 1, 4, 25, 60)
    assert age.mean == pytest.approx(41.25)
    assert age.median == 40.0
    assert age.std == pytest.approx(np.std([25, 35, 45, 60], ddof=1))
    assert age.missing_share == 0.2
    assert age.levels is None


def test_a_column_of_text_has_its_levels_most_common_first(people: ProjectFile) -> None:
    job = one(people, "job")
    assert (job.rows, job.missing, job.distinct) == (5, 1, 3)
    assert job.levels == Levels(("admin.", "services", "Übersetzer"), (2, 1, 1), 0)
    assert job.mean is None


def test_a_flag_counts_no_and_yes(people: ProjectFile) -> None:
    member = one(people, "member")
    assert (member.missing, member.distinct, member.mean) == (1, 2, 0.5)
    assert member.levels == Levels((False, True), (2, 2), 0)


def test_dates_are_binned_by_days(people: ProjectFile) -> None:
    joined = one(people, "joined")
    assert (joined.minimum, joined.maximum) == (MARCH_1 - DAY, MARCH_1 + 2 * DAY)
    assert joined.histogram is not None
    assert set(np.diff(joined.histogram.edges)) == {DAY}
    assert joined.histogram.counts == (1, 1, 1, 1)


def test_times_are_binned_by_the_days_of_the_projects_zone(project: ProjectFile, fill: Fill) -> None:
    """The clocks of Berlin go forward on 31 March 2024: that day has 23 hours."""
    berlin_midnight = 1_711_753_200  # 30 March
    change_locale(project, zone="Europe/Berlin")
    hours = [(berlin_midnight + 3600 * hour,) for hour in range(24 + 23 + 24)]
    fill(project, [Column("at", "datetime", "date")], hours)
    found = one(project, "at").histogram
    assert found is not None
    assert found.counts == (24, 23, 24)
    assert found.edges[0] == berlin_midnight


def test_all_columns_come_in_the_order_of_the_table(people: ProjectFile) -> None:
    found = describe(people)
    assert [column.name for column in found][:3] == ["id", "age", "job"]
    assert [column.role for column in found][:2] == ["key", "number"]


def test_what_is_not_there_is_told(people: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="has no column agee"):
        describe(people, "profiles", "agee")
    with pytest.raises(AdManagerError, match="The table events is empty"):
        describe(people, "events")
    with pytest.raises(AdManagerError, match="There is no table meta"):
        describe(people, "meta")


def test_a_column_without_any_value(project: ProjectFile, fill: Fill) -> None:
    columns = [Column("n", "real", "number"), Column("t", "text", "text"), Column("b", "boolean", "flag")]
    fill(project, columns, [(None, None, None)] * 3)
    for found in describe(project):
        assert (found.rows, found.missing, found.distinct, found.mean) == (3, 3, 0, None)
        assert found.histogram is None


def test_rare_levels_are_counted_together(project: ProjectFile, fill: Fill) -> None:
    rows = [(f"v{number}",) for number in range(30) for _ in range(number + 1)]
    fill(project, [Column("t", "text", "text")], rows)
    levels = one(project, "t").levels
    assert levels is not None
    assert levels.values[0] == "v29"
    assert len(levels.values) == 20
    assert sum(levels.counts) + levels.others == len(rows)
    assert levels.others == sum(range(1, 11))


numbers = st.floats(allow_nan=False, width=64) | st.integers(-(10**6), 10**6).map(float)


@given(st.lists(st.none() | numbers, min_size=1, max_size=60))
@example([6.234980004184016e306])
@example([1.7e308, 1.6999999999999998e308])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_numbers_are_described_and_each_is_in_its_bin(
    project: ProjectFile, fill: Fill, values: list[float | None]
) -> None:
    fill(project, [Column("n", "real", "number")], [(value,) for value in values])
    found = one(project, "n")
    present = np.array([value for value in values if value is not None])
    assert (found.missing, found.distinct) == (len(values) - len(present), len(np.unique(present)))
    if not len(present):
        return
    assert (found.minimum, found.maximum) == (present.min(), present.max())
    check_bins(found.histogram, present[np.isfinite(present)])
    if np.all(np.abs(present) < 1e100):
        assert found.mean == pytest.approx(present.mean(), abs=1e-300)
        assert found.quantiles == pytest.approx(np.quantile(present, [0.05, 0.25, 0.5, 0.75, 0.95]).tolist())


def check_bins(histogram: Histogram | None, values: np.ndarray) -> None:
    assert histogram is not None
    assert sum(histogram.counts) == len(values)
    assert len(histogram.counts) <= 64
    expected = [0] * len(histogram.counts)
    for value in values:
        expected[int(np.searchsorted(histogram.edges[1:-1], value, side="right"))] += 1
    assert list(histogram.counts) == expected


@given(st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whole_numbers_are_never_split_between_bins(
    project: ProjectFile, fill: Fill, values: list[int]
) -> None:
    fill(project, [Column("n", "integer", "number")], [(value,) for value in values])
    found = one(project, "n")
    assert (found.minimum, found.maximum) == (min(values), max(values))
    assert found.histogram is not None
    assert sum(found.histogram.counts) == len(values)
    assert all(float(edge).is_integer() for edge in found.histogram.edges)


@pytest.mark.parametrize(
    ("step", "whole", "rounded"),
    [
        (0.3, False, 0.5),
        (0.3, True, 1),
        (1.0, True, 1),
        (1.2, True, 2),
        (33, True, 50),
        (0.02, False, 0.02),
        (0, True, 1),
    ],
)
def test_bins_have_round_widths(step: float, whole: bool, rounded: float) -> None:
    assert math.isclose(round_step(step, whole=whole), rounded)
