"""Plans measured by workers: the same numbers on one process, on several, and on a cluster that loses a worker."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from admanager.jobs import Job, WorkerDied
from admanager.simulation import trials
from admanager.simulation.trials import LocalWorkers, Tally, measure, workers_for
from admanager.texts import AdManagerError, Cancelled
from tests.simulation.worlds import plan_of, setting_of

SEEDS = range(1, 7)
PLANS = (plan_of(), plan_of("bid.amount=0.1"))


@pytest.fixture(scope="module")
def expected() -> list[Tally]:
    setting = setting_of(plan_of())
    return [measure(setting, plan, seed) for plan in PLANS for seed in SEEDS]


def tasks() -> list[trials.Task]:
    return [(plan, seed) for plan in PLANS for seed in SEEDS]


@pytest.fixture
def two() -> Iterator[LocalWorkers]:
    made = LocalWorkers(setting_of(plan_of()), 2)
    yield made
    made.close()


def test_a_tally_is_of_the_plan_and_the_seed_alone(expected: list[Tally]) -> None:
    assert expected[0] == measure(setting_of(plan_of("bid.amount=3")), PLANS[0], 1)
    assert len({tally.clicks for tally in expected[:6]}) > 1
    assert all(tally.spend <= 60_000_000 for tally in expected)


@pytest.mark.slow
def test_two_processes_count_what_one_does_even_when_one_dies(
    two: LocalWorkers, expected: list[Tally]
) -> None:
    assert two.measure(tasks(), job=Job()) == expected
    before = multiprocessing.active_children()
    assert len(before) == 2
    killer = threading.Timer(0.05, before[0].kill)
    killer.start()
    assert two.measure(tasks() * 4, job=Job()) == expected * 4
    killer.join()
    assert not before[0].is_alive()


def test_a_cancelled_measurement_ends_at_once(two: LocalWorkers) -> None:
    class Impatient(Job):
        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        two.measure(tasks() * 100, job=Impatient())
    two.close()
    assert multiprocessing.active_children() == []


def test_a_task_that_kills_every_worker_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    deaths: list[int] = []

    def dying(function: object, setting: object, *, job: Job) -> None:
        if job.commands():
            deaths.append(1)
            raise WorkerDied("The worker process ended unexpectedly.")
        job.check_cancelled()
        time.sleep(0.01)

    monkeypatch.setattr(trials, "run_in_child", dying)
    workers = LocalWorkers(setting_of(plan_of()), 1)
    with pytest.raises(WorkerDied):
        workers.measure(tasks()[:1], job=Job())
    workers.close()
    assert len(deaths) == trials.MOST_DEATHS


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="Dask (the extra “cluster”) is not installed")
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_counts_the_same_with_a_worker_killed_in_the_middle(
    cluster: Any, expected: list[Tally]
) -> None:
    with workers_for(setting_of(plan_of()), cluster.scheduler_address) as there:
        assert there.measure(tasks(), job=Job()) == expected
        victim = next(iter(cluster.workers.values()))
        killer = threading.Timer(0.1, victim.process.process.kill)
        killer.start()
        assert there.measure(tasks() * 6, job=Job()) == expected * 6
        killer.join()


def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask (the extra “cluster”) is not installed")
    monkeypatch.setattr(trials, "CONNECT_SECONDS", 0.2)
    there = workers_for(setting_of(plan_of()), "tcp://127.0.0.1:1")
    with pytest.raises(AdManagerError, match="No Dask scheduler answers at tcp"), there:
        pass
