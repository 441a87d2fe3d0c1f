"""Seeds over several processes: what one process plays, in its order, and ended together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.simulation import engine
from admanager.simulation.metrics import Series
from admanager.simulation.played import Options, Played, Snapshot
from admanager.simulation.spreading import play_seeds
from admanager.texts import AdManagerError, Cancelled
from tests.simulation import projects
from tests.simulation.worlds import plan_of

SEEDS = [5, 2, 9, 4]


@pytest.fixture
def people(tmp_path: Path) -> Iterator[ProjectFile]:
    with projects.copy_to(tmp_path) as project:
        yield project


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    return lambda count: monkeypatch.setattr(os, "cpu_count", lambda: count)


def told(played: list[Played]) -> list[dict[str, Any]]:
    """Everything that a seed decides, in plain values."""
    return [
        {
            "seed": one.seed,
            "records": one.records.tobytes(),
            "people": one.person_ids.tobytes(),
            "counters": one.outcome.counters,
            **{field: getattr(one.outcome.series, field).tobytes() for field in Series.FIELDS},
        }
        for one in played
    ]


class Progress(Job):
    def __init__(self) -> None:
        self.told: list[tuple[float, float]] = []

    def progress(self, done: float, total: float, text: str) -> None:
        self.told.append((done, total))


@pytest.mark.slow
def test_two_processes_play_what_one_plays(
    people: ProjectFile, cores: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    cores(2)
    apart = play_seeds(people.path, plan_of(), SEEDS, Options(), job=Job())
    projects.in_process(monkeypatch)
    cores(1)
    assert told(apart) == told(play_seeds(people.path, plan_of(), SEEDS, Options(), job=Job()))


def test_three_parts_come_back_in_the_order_of_the_seeds_the_first_one_whole(
    people: ProjectFile, cores: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    projects.in_process(monkeypatch)
    cores(3)
    job = Progress()
    played = play_seeds(people.path, plan_of(), SEEDS, Options(), job=job)
    assert [one.seed for one in played] == SEEDS
    assert [one.outcome.series.bucket_minutes for one in played] == [1, 60, 60, 60]
    assert [len(one.records) > 1 for one in played] == [True, False, False, False]
    ahead = np.array([done for done, total in job.told if total > 0])
    assert (np.diff(ahead) >= 0).all()
    assert {total for _, total in job.told} == {0, len(SEEDS)}


class Stopping(Job):
    """Stops everything when some minutes were played."""

    def __init__(self) -> None:
        self.begun, self.given = False, False

    def partial(self, result: object) -> None:
        assert isinstance(result, Snapshot)
        self.begun = result.minute > 0

    def commands(self) -> list[object]:
        if not self.begun or self.given:
            return []
        self.given = True
        return ["stop"]


def test_stopping_ends_what_is_played_and_leaves_out_the_rest(
    people: ProjectFile, cores: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    projects.in_process(monkeypatch)
    cores(2)
    played = play_seeds(people.path, plan_of(), range(40), Options(live=True, speed=2.0), job=Stopping())
    assert {one.seed for one in played} in (
        {0},
        {1},
        {0, 1},
    )  # a process may be stopped before its first minute
    assert {one.state for one in played} == {"stopped"}
    assert all(0 < one.minutes < 4 * 1440 for one in played)


class StoppedAtOnce(Job):
    def commands(self) -> list[object]:
        return ["stop"]


def test_stopping_before_anything_is_played_keeps_nothing(
    people: ProjectFile, cores: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    projects.in_process(monkeypatch)
    cores(2)
    with pytest.raises(Cancelled, match="stopped before it began"):
        play_seeds(people.path, plan_of(), range(4), Options(), job=StoppedAtOnce())


class Cancelling(Job):
    def __init__(self) -> None:
        self.begun = False

    def partial(self, result: object) -> None:
        self.begun = True

    def check_cancelled(self) -> None:
        if self.begun:
            raise Cancelled


def test_cancelling_ends_all_processes(
    people: ProjectFile, cores: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    projects.in_process(monkeypatch)
    cores(2)
    with pytest.raises(Cancelled):
        play_seeds(people.path, plan_of(), range(40), Options(live=True, speed=2.0), job=Cancelling())


def test_what_one_process_says_is_wrong_ends_the_others(
    people: ProjectFile, cores: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    projects.in_process(monkeypatch)
    cores(2)
    play = engine.play

    def fails(path: Path, plan: Any, seeds: Any, *rest: Any, **options: Any) -> list[Played]:
        if 1 in seeds:
            raise AdManagerError("The disk is full.")
        return play(path, plan, seeds, *rest, **options)

    monkeypatch.setattr(engine, "play", fails)
    with pytest.raises(AdManagerError, match="disk is full"):
        play_seeds(people.path, plan_of(), range(40), Options(speed=2000.0), job=Job())
