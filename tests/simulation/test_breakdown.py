"""Whatever a run is broken down by, the parts are the whole, and each part has every figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admanager.project.file import ProjectFile
from admanager.simulation.arrays import new_state
from admanager.simulation.breakdown import ADDED, FURTHER, VIEWS, breakdown, frequencies
from admanager.simulation.engine import outcome_of
from admanager.simulation.metrics import METRICS
from admanager.simulation.runs import Run, get_run
from admanager.simulation.world import build
from tests.report import kept
from tests.simulation.outcomes import run_of
from tests.simulation.worlds import plan_of, setting_of


def played(settings: tuple[str, ...], seed: int, bucket: int) -> Run:
    """A run of a small plan with these settings, as if it had been kept."""
    from admanager.simulation import kernel

    plan = plan_of("response.base_ctr=0.08", *settings)
    setting = setting_of(plan, 150)
    world, policy = build(setting, seed)
    state = new_state(world, policy, bucket, 1)
    kernel.run_minutes(world, policy, state, 0, setting.days.minutes)
    return run_of(plan, outcome_of(setting, state, setting.days.minutes, shown=False, ended=True), people=150)


def assert_parts_are_the_whole(run: Run) -> None:
    totals = run.outcome.totals
    for by in VIEWS:
        parts = breakdown(run, by)
        for name in ADDED:
            summed = sum(getattr(part.totals, name) for part in parts)
            assert summed == pytest.approx(getattr(totals, name), rel=1e-9, abs=1e-9), (by, name)
        for part in parts:
            assert set(part.figures()) == {*METRICS, *FURTHER}
            if part.counts_people:
                assert part.totals.reach <= totals.reach
    assert sum(people for _, people in frequencies(run)[1:]) == totals.reach


PRICINGS = ("cpm", "cpc", "cpa")
AUCTIONS = ("second_price", "first_price", "gsp", "vcg")


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    pricing=st.sampled_from(PRICINGS),
    auction=st.sampled_from(AUCTIONS),
    fraud=st.sampled_from([0.0, 0.2]),
    choice=st.sampled_from(["even", "thompson"]),
    seed=st.integers(0, 1000),
    bucket=st.sampled_from([1, 15, 60]),
)
def test_the_parts_of_every_view_add_up_to_the_whole_run(
    pricing: str, auction: str, fraud: float, choice: str, seed: int, bucket: int
) -> None:
    run = played(
        (
            f"bid.pricing={pricing}",
            f"market.auction={auction}",
            f"fraud.share={fraud}",
            f"creative_choice={choice}",
        ),
        seed,
        bucket,
    )
    assert run.outcome.totals.impressions > 0
    assert_parts_are_the_whole(run)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with ProjectFile.open(kept.copy_to(tmp_path)) as project:
        yield get_run(project, 1)


def test_a_kept_run_is_whole_in_every_view_and_by_the_minute(run: Run) -> None:
    assert_parts_are_the_whole(run)
    assert run.outcome.series.bucket_minutes == 1
    minutes = [part for part in breakdown(run, "time") if not part.late]
    assert len(minutes) == run.summary.minutes
    assert [part.name for part in minutes[1438:1442]] == ["1d 23:58", "1d 23:59", "2d 00:00", "2d 00:01"]
    assert [part.name for part in breakdown(run, "hour")][:2] == ["00:00", "01:00"]
    assert breakdown(run, "hour")[-1].late
    assert [part.name for part in breakdown(run, "placement")] == ["page · 1", "page · 2", "page · 3"]


def test_what_a_part_does_not_count_is_missing_and_not_zero(run: Run) -> None:
    place = breakdown(run, "placement")[0].figures()
    assert not place["reach"].known
    assert not place["frequency"].known
    assert place["satisfaction"].known
    assert 0 < place["win_rate"].value < 1
    assert breakdown(run, "creative")[0].figures()["reach"].known
