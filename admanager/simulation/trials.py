"""Plans measured over seeds, on every core of this machine or on a cluster: wherever it is counted, the same numbers.

A task is a plan and a seed; its answer, a `Tally`, depends on nothing else. What workers get of the project
is the `Setting`: row numbers, ad groups and probabilities, never a person's key or attributes.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from admanager import __version__
from admanager.jobs import Job, WorkerDied, run_in_child
from admanager.simulation.arrays import Counter, new_state
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.engine import BUCKETS, outcome_of
from admanager.simulation.world import Setting, build
from admanager.texts import AdManagerError, Cancelled, sentence

POLL_SECONDS = 0.02
# Tasks that a worker holds at once, so that it never waits for the next one.
AHEAD = 2
MOST_DEATHS = 3
CONNECT_SECONDS = 10

Task = tuple[CampaignPlan, int]


@dataclass(frozen=True)
class Tally:
    """What one plan came to with one seed; money in micros. Equal tallies are byte-identical results."""

    seed: int
    opportunities: int
    impressions: int
    clicks: int
    conversions: int
    spend: int
    revenue: int
    reach: int
    satisfaction: float
    cpu_seconds: float = field(default=0.0, compare=False)


class Workers(Protocol):
    """Where tasks are measured."""

    def measure(self, tasks: Sequence[Task], *, job: Job) -> list[Tally]:
        """Return the tally of every task, in their order; raises Cancelled when the job is."""
        ...


def measure(
    setting: Setting, plan: CampaignPlan, seed: int, *, allowed: NDArray[np.bool_] | None = None
) -> Tally:
    """Play a plan to its end with one seed.

    `setting` is that of a plan with the same people, creatives, models, flight and market. With `allowed`
    [creatives, slots] a creative is shown only where that is true; the people, their answers, the traffic and
    the prices stay those of the whole plan.
    """
    from admanager.simulation import playing

    began = time.process_time()
    own = replace(setting, plan=plan)
    world, policy = build(own, seed)
    if allowed is not None:
        world = world._replace(fits=world.fits * allowed.astype(np.uint8))
        world.slots["limited"] |= ~allowed.all(axis=0)
    state = new_state(world, policy, BUCKETS[-1], 1)
    playing.run_minutes(world, policy, state, 0, own.days.minutes)
    totals = outcome_of(own, state, own.days.minutes, shown=False, ended=True).totals
    return Tally(
        seed=seed,
        opportunities=int(state.counters[Counter.OPPORTUNITIES]),
        impressions=totals.impressions,
        clicks=totals.clicks,
        conversions=totals.conversions,
        spend=totals.spend,
        revenue=totals.revenue,
        reach=totals.reach,
        satisfaction=totals.satisfaction,
        cpu_seconds=time.process_time() - began,
    )


@contextlib.contextmanager
def workers_for(setting: Setting, cluster: str | None = None) -> Iterator[Workers]:
    """Give workers on this machine's cores, or those of the Dask cluster whose scheduler has this address."""
    if cluster is not None:
        with _dask_workers(setting, cluster) as there:
            yield there
        return
    here = LocalWorkers(setting, max(os.cpu_count() or 1, 1))
    try:
        yield here
    finally:
        here.close()


# -- this machine --------------------------------------------------------------------------------------------


def serve(setting: Setting, *, job: Job) -> None:
    """Measure the tasks that come as commands until None comes; the function that runs in a child process."""
    while True:
        for command in job.commands():
            if command is None:
                return
            number, (plan, seed) = cast(tuple[int, Task], command)
            job.partial((number, measure(setting, plan, seed)))
        time.sleep(POLL_SECONDS / 10)


class LocalWorkers:
    """Child processes that take tasks from one queue; the tasks of one that dies are done again by the others."""

    def __init__(self, setting: Setting, processes: int) -> None:
        self._tasks: queue.Queue[tuple[int, Task, int]] = queue.Queue()
        self._results: queue.Queue[tuple[int, Tally] | BaseException] = queue.Queue()
        self._closing = threading.Event()
        self._threads = [
            threading.Thread(target=self._keep, args=(setting,), name="trials", daemon=True)
            for _ in range(processes)
        ]
        for thread in self._threads:
            thread.start()

    def measure(self, tasks: Sequence[Task], *, job: Job) -> list[Tally]:
        """Return the tally of every task, in their order."""
        for number, task in enumerate(tasks):
            self._tasks.put((number, task, 0))
        found: dict[int, Tally] = {}
        while len(found) < len(tasks):
            job.check_cancelled()
            try:
                result = self._results.get(timeout=POLL_SECONDS)
            except queue.Empty:
                continue
            if isinstance(result, BaseException):
                raise result
            found[result[0]] = result[1]
        return [found[number] for number in range(len(tasks))]

    def close(self) -> None:
        """End the processes."""
        self._closing.set()
        for thread in self._threads:
            thread.join()

    def _keep(self, setting: Setting) -> None:
        """Run one child process after another, until all is done or one too many has died."""
        while not self._closing.is_set():
            feed = _Feed(self._tasks, self._results, self._closing)
            try:
                run_in_child(serve, setting, job=feed)
            except Cancelled:
                return
            except WorkerDied as error:
                for number, task, deaths in feed.outstanding.values():
                    if deaths + 1 >= MOST_DEATHS:
                        self._results.put(error)
                    else:
                        self._tasks.put((number, task, deaths + 1))
            except Exception as error:  # noqa: BLE001 - whoever waits for the result has to hear of it
                self._results.put(error)
                return


class _Feed(Job):
    """The handle of one child: gives it tasks, takes its tallies."""

    def __init__(
        self,
        tasks: queue.Queue[tuple[int, Task, int]],
        results: queue.Queue[tuple[int, Tally] | BaseException],
        closing: threading.Event,
    ) -> None:
        self._tasks, self._results, self._closing = tasks, results, closing
        self.outstanding: dict[int, tuple[int, Task, int]] = {}

    def commands(self) -> list[object]:
        given: list[object] = []
        while len(self.outstanding) < AHEAD:
            try:
                entry = self._tasks.get_nowait()
            except queue.Empty:
                break
            self.outstanding[entry[0]] = entry
            given.append((entry[0], entry[1]))
        return given

    def partial(self, result: object) -> None:
        number, tally = cast(tuple[int, Tally], result)
        self.outstanding.pop(number, None)
        self._results.put((number, tally))

    def check_cancelled(self) -> None:
        if self._closing.is_set():
            raise Cancelled


# -- a cluster -----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _dask_workers(setting: Setting, address: str) -> Iterator[Workers]:
    try:
        import distributed
    except ImportError as error:
        raise AdManagerError(
            sentence(
                "A cluster needs Dask, which is not installed here; run: pip install 'admanager[cluster]'"
            )
        ) from error
    try:
        client: Any = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise AdManagerError(
            sentence(
                "No Dask scheduler answers at {address}; start one with `dask scheduler` and name its address, "
                "such as tcp://10.0.0.5:8786.",
                address=address,
            ),
            details=str(error),
        ) from error
    try:
        _require_same_version(client, address)
        yield _DaskWorkers(client, setting)
    finally:
        client.close()


def _require_same_version(client: Any, address: str) -> None:
    versions = client.run(_version)
    if not versions:
        raise AdManagerError(
            sentence(
                "The cluster at {address} has no workers; start some with `dask worker`.", address=address
            )
        )
    other = sorted({version for version in versions.values() if version != __version__})
    if other:
        raise AdManagerError(
            sentence(
                "Workers of the cluster run AdManager {there}, and this is {here}; install the same version.",
                there=", ".join(other),
                here=__version__,
            )
        )


def _version() -> str:
    return __version__


class _DaskWorkers:
    """Tasks as Dask futures; the scheduler does those of a lost worker again."""

    def __init__(self, client: Any, setting: Setting) -> None:
        self._client, self._setting = client, setting
        self._shared = client.scatter(setting, broadcast=True)

    def measure(self, tasks: Sequence[Task], *, job: Job) -> list[Tally]:
        """Return the tally of every task, in their order."""
        for attempt in range(MOST_DEATHS):
            futures = [
                self._client.submit(measure, self._shared, plan, seed, pure=False, retries=MOST_DEATHS)
                for plan, seed in tasks
            ]
            try:
                return self._gathered(futures, job)
            except Cancelled:
                self._client.cancel(futures)
                raise
            except Exception as error:
                # The last worker that held the setting may have gone with it.
                if attempt + 1 == MOST_DEATHS or isinstance(error, AdManagerError):
                    raise AdManagerError(
                        sentence("The cluster lost its workers too often: {why}.", why=str(error))
                    ) from error
                self._shared = self._client.scatter(self._setting, broadcast=True)
        raise AssertionError("unreachable")

    def _gathered(self, futures: Sequence[Any], job: Job) -> list[Tally]:
        while not all(future.done() for future in futures):
            job.check_cancelled()
            time.sleep(POLL_SECONDS)
        return [future.result() for future in futures]
