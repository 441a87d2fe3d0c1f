"""A hand on a run: pause, step, speed and stop change when it is played, never what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.simulation import engine
from admanager.simulation.engine import play
from admanager.simulation.metrics import Series
from admanager.simulation.played import Options, Played, Snapshot, shown_bucket
from admanager.texts import Cancelled
from tests.simulation import projects
from tests.simulation.worlds import plan_of

LIVE = Options(live=True)


class Hand(Job):
    """Decides by what it was shown last which commands to send."""

    def __init__(self, decide: Callable[[list[Snapshot]], list[object]]) -> None:
        self._decide = decide
        self.snapshots: list[Snapshot] = []
        self.reports: list[tuple[float, float]] = []

    def partial(self, result: object) -> None:
        assert isinstance(result, Snapshot)
        self.snapshots.append(result)

    def progress(self, done: float, total: float, text: str) -> None:
        self.reports.append((done, total))

    def commands(self) -> list[object]:
        return self._decide(self.snapshots)


def once(*batches: tuple[int, list[object]]) -> Callable[[list[Snapshot]], list[object]]:
    """Send each batch as soon as so many snapshots came."""
    waiting = list(batches)

    def decide(snapshots: list[Snapshot]) -> list[object]:
        if waiting and len(snapshots) >= waiting[0][0]:
            return waiting.pop(0)[1]
        return []

    return decide


@pytest.fixture
def people(tmp_path: Path) -> Iterator[ProjectFile]:
    with projects.copy_to(tmp_path) as project:
        yield project


@pytest.fixture(autouse=True)
def every_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell each state, however fast this machine plays."""
    monkeypatch.setattr(engine, "SNAPSHOTS_PER_SECOND", 1e9)


def arrays(played: Played) -> dict[str, Any]:
    outcome = played.outcome
    found = {field: getattr(outcome.series, field) for field in Series.FIELDS}
    return {
        **found,
        "records": played.records,
        "people": played.person_ids,
        "counters": outcome.counters,
        "reach": outcome.arm_reach,
    }


def same(one: Played, other: Played) -> bool:
    first, second = arrays(one), arrays(other)
    return all(
        np.array_equal(first[name], second[name])
        if isinstance(first[name], np.ndarray)
        else first[name] == second[name]
        for name in first
    )


def test_pausing_stepping_and_speed_change_no_number(people: ProjectFile) -> None:
    plan = plan_of("creative_choice=thompson")
    (straight,) = play(people.path, plan, [3], Options(), job=Job())
    decide = once(
        (1, ["pause"]), (2, ["step"]), (4, ["resume", ("speed", 5000.0)]), (6, ["pause", "step", "resume"]), (8, [("speed", None)])
    )  # fmt: skip
    job = Hand(decide)
    (handled,) = play(people.path, plan, [3], LIVE, job=job)
    assert same(straight, handled)
    assert {"running", "paused", "finished"} == {snapshot.state for snapshot in job.snapshots}


def test_a_step_plays_an_hour_of_simulated_time(people: ProjectFile) -> None:
    job = Hand(once((1, ["step"]), (3, ["step"]), (5, ["stop"])))
    (played,) = play(people.path, plan_of(), [3], replace(LIVE, paused=True), job=job)
    assert played.minutes == 120
    paused = sorted({snapshot.minute for snapshot in job.snapshots if snapshot.state == "paused"})
    assert paused == [0, 60, 120]
    assert played.outcome.series.buckets * played.outcome.series.bucket_minutes == 120


def test_a_stopped_run_is_the_beginning_of_the_whole_one(people: ProjectFile) -> None:
    (whole,) = play(people.path, plan_of(), [3], Options(), job=Job())
    job = Hand(once((1, ["step"]), (3, ["step"]), (5, ["stop"])))
    (begun,) = play(people.path, plan_of(), [3], replace(LIVE, paused=True), job=job)
    buckets = begun.outcome.series.buckets
    for field in ("impressions", "clicks", "spend", "satisfaction"):
        assert np.array_equal(
            getattr(whole.outcome.series, field)[:buckets], getattr(begun.outcome.series, field)
        )
    count = len(begun.records)
    assert np.array_equal(whole.records[:count], begun.records)
    assert begun.outcome.totals.conversions == int((begun.records["outcome"] == 3).sum())


def test_snapshots_grow_and_end_with_the_totals(people: ProjectFile) -> None:
    job = Hand(lambda _: [])
    (played,) = play(people.path, plan_of(), [3], LIVE, job=job)
    minutes = [snapshot.minute for snapshot in job.snapshots]
    impressions = [snapshot.outcome.totals.impressions for snapshot in job.snapshots]
    assert minutes == sorted(minutes)
    assert impressions == sorted(impressions)
    last = job.snapshots[-1]
    assert (last.state, last.minute, last.minutes) == ("finished", 4 * 1440, 4 * 1440)
    assert last.outcome.totals == played.outcome.totals
    assert last.outcome.series.buckets <= 400
    assert job.reports[-1] == (4 * 1440, 4 * 1440)


def test_while_it_runs_a_snapshot_knows_no_conversion_of_the_future(people: ProjectFile) -> None:
    plan = plan_of("response.base_ctr=0.3", "response.base_cvr=0.5", "bid.amount=0.1")
    job = Hand(lambda _: [])
    (played,) = play(people.path, plan, [3], LIVE, job=job)
    for snapshot in job.snapshots[:-1]:
        assert snapshot.outcome.late_conversions.sum() == 0
        assert snapshot.outcome.totals.conversions == snapshot.outcome.series.conversions.sum()
    late = played.outcome.late_conversions.sum()
    assert late > 0
    assert played.outcome.series.conversions.sum() + late == played.outcome.totals.conversions


def test_an_unknown_command_is_a_fault_of_the_program(people: ProjectFile) -> None:
    with pytest.raises(ValueError, match="unknown command 'faster'"):
        play(people.path, plan_of(), [3], Options(), job=Hand(once((0, ["faster"]))))


def test_speed_holds_the_run_back(people: ProjectFile) -> None:
    job = Hand(once((0, [("speed", 100.0)]), (3, ["stop"])))
    (played,) = play(people.path, plan_of(), [3], LIVE, job=job)
    assert played.minutes < 100 * 60 * max(played.seconds, 0.1)
    assert played.state == "stopped"


def test_stopping_leaves_out_the_seeds_that_have_not_begun(people: ProjectFile) -> None:
    job = Hand(once((1, ["pause", "step"]), (3, ["stop"])))
    played = play(people.path, plan_of(), [1, 2, 3], LIVE, job=job)
    assert [one.seed for one in played] == [1]


class StoppedBetweenSeeds(Job):
    def __init__(self) -> None:
        self.done = 0.0

    def progress(self, done: float, total: float, text: str) -> None:
        self.done = done

    def commands(self) -> list[object]:
        return ["stop"] if self.done >= 4 * 1440 else []


def test_stopping_before_the_next_seed_plays_a_minute_keeps_those_before_it(people: ProjectFile) -> None:
    played = play(people.path, plan_of(), [1, 2, 3], Options(), job=StoppedBetweenSeeds())
    assert [(one.seed, one.state) for one in played] == [(1, "finished")]


def test_stopping_before_anything_is_played_keeps_nothing(people: ProjectFile) -> None:
    with pytest.raises(Cancelled, match="stopped before it began"):
        play(people.path, plan_of(), [1, 2], Options(), job=Hand(lambda _: ["stop"]))


@pytest.mark.parametrize(
    ("minutes", "kept", "shown"), [(1440, 1, 15), (14 * 1440, 1, 60), (14 * 1440, 15, 60), (400 * 1440, 60, 1440)]
)  # fmt: skip
def test_charts_show_at_most_400_buckets_that_hold_whole_kept_ones(
    minutes: int, kept: int, shown: int
) -> None:
    assert shown_bucket(minutes, kept) == shown
    assert minutes / shown <= 400
    assert shown % kept == 0


def test_a_long_flight_with_many_arms_is_kept_in_coarser_buckets(
    people: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    (fine,) = play(people.path, plan_of(), [3], Options(), job=Job())
    monkeypatch.setattr(engine, "MOST_CELLS", 4 * 96 * 5)
    (coarse,) = play(people.path, plan_of(), [3], Options(), job=Job())
    assert (fine.outcome.series.bucket_minutes, coarse.outcome.series.bucket_minutes) == (1, 15)
    assert np.array_equal(fine.outcome.series.coarser(15).impressions, coarse.outcome.series.impressions)
    assert fine.outcome.totals == coarse.outcome.totals


def test_kept_impressions_are_thinned_with_their_weight(people: ProjectFile) -> None:
    (all_kept,) = play(people.path, plan_of(), [3], Options(), job=Job())
    (thinned,) = play(people.path, plan_of(), [3], Options(records=300), job=Job())
    assert all_kept.weight == 1
    assert thinned.weight in {2, 4, 8, 16, 32}
    assert len(thinned.records) <= 300
    assert thinned.outcome.totals == all_kept.outcome.totals
