"""One plan's seeds over the cores of this machine: the numbers are those of one process, only sooner."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from admanager.jobs import Job, run_in_child
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.played import Options, Played
from admanager.texts import Cancelled

LOOK_SECONDS = 0.05


def play(
    path: Path, plan: CampaignPlan, seeds: Sequence[int], options: Options, *, job: Job, whole: bool = True
) -> list[Played]:
    """Play seeds in this process, see `engine.play`; the engine and its compiler are loaded here only."""
    from admanager.simulation import engine

    return engine.play(path, plan, seeds, options, job=job, whole=whole)


def play_seeds(
    path: Path, plan: CampaignPlan, seeds: Sequence[int], options: Options, *, job: Job
) -> list[Played]:
    """Play a plan once per seed in child processes, as many as there are cores; return what came of each, in order.

    Commands of the job go to every process. "stop" ends the seeds that are being played where they are, and
    leaves out those that have not begun. Snapshots are of the first seed. Raises what the first process to
    fail raised, having ended the others, and Cancelled when it is stopped before anything was played.
    """
    count = min(os.cpu_count() or 1, len(seeds))
    if count <= 1:
        return run_in_child(play, path, plan, list(seeds), options, job=job)
    parts = [list(seeds[place::count]) for place in range(count)]
    quiet = replace(options, live=False)
    played = _Parts(
        [
            partial(
                run_in_child,
                play,
                path,
                plan,
                part,
                options if place == 0 else quiet,
                whole=place == 0,
            )
            for place, part in enumerate(parts)
        ],
        [len(part) for part in parts],
        job,
    ).play()
    together = [played[number % count][number // count :][:1] for number in range(len(seeds))]
    return [one for found in together for one in found]


class _Part(Job):
    """The handle of one process; what it reports goes to the caller's thread."""

    def __init__(self, reports: queue.SimpleQueue[tuple[_Part, str, Any]], ending: threading.Event) -> None:
        self._reports, self._ending = reports, ending
        self.given: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.done = 0.0

    def progress(self, done: float, total: float, text: str) -> None:
        self._reports.put((self, "progress", (done, total, text)))

    def partial(self, result: object) -> None:
        self._reports.put((self, "partial", result))

    def commands(self) -> list[object]:
        return [self.given.get() for _ in range(self.given.qsize())]

    def check_cancelled(self) -> None:
        if self._ending.is_set():
            raise Cancelled

    def run(self, work: Callable[..., list[Played]]) -> None:
        """Do the work of this process and report how it ended; runs in a thread of its own."""
        try:
            self._reports.put((self, "played", work(job=self)))
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            self._reports.put((self, "failed", error))


class _Parts:
    """The processes under way. The first one begins alone, so that a kernel that has to be compiled is compiled once."""

    def __init__(self, works: Sequence[Callable[..., list[Played]]], sizes: Sequence[int], job: Job) -> None:
        self._works, self._sizes, self._job = works, sizes, job
        self._reports: queue.SimpleQueue[tuple[_Part, str, Any]] = queue.SimpleQueue()
        self._ending = threading.Event()
        self._parts: list[_Part] = []
        self._threads: list[threading.Thread] = []
        self._played: dict[_Part, list[Played]] = {}
        self._stopped = False
        self._unbegun: Cancelled | None = None  # what a process said that was stopped before it began

    def play(self) -> list[list[Played]]:
        """Return what each process played."""
        try:
            self._begin_one()
            while len(self._played) < len(self._parts):
                self._job.check_cancelled()
                self._hand_out(self._job.commands())
                try:
                    self._take(*self._reports.get(timeout=LOOK_SECONDS))
                except queue.Empty:
                    continue
        finally:
            self._ending.set()
            for thread in self._threads:
                thread.join()
        found = [self._played[part] for part in self._parts]
        if self._unbegun is not None and not any(found):
            raise self._unbegun
        return found + [[] for _ in range(len(self._works) - len(found))]

    def _begin_one(self) -> None:
        part = _Part(self._reports, self._ending)
        self._parts.append(part)
        work = self._works[len(self._parts) - 1]
        thread = threading.Thread(target=part.run, args=(work,), name="seeds", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _begin_others(self) -> None:
        while len(self._parts) < len(self._works) and not self._stopped:
            self._begin_one()

    def _hand_out(self, commands: Sequence[object]) -> None:
        self._stopped = self._stopped or "stop" in commands
        for part in self._parts:
            for command in commands:
                part.given.put(command)

    def _take(self, part: _Part, kind: str, value: Any) -> None:
        if kind == "progress":
            self._tell(part, *value)
        elif kind == "partial":
            self._job.partial(value)
        elif kind == "played":
            self._played[part] = value
            self._begin_others()
        elif isinstance(value, Cancelled) and self._stopped:
            self._played[part], self._unbegun = [], value
        else:
            raise value

    def _tell(self, part: _Part, done: float, total: float, text: str) -> None:
        """Report how much of all seeds is done, in the words of the first process."""
        if total > 0:
            self._begin_others()
            part.done = done / total * self._sizes[self._parts.index(part)]
        if part is not self._parts[0]:
            return
        known = sum(each.done for each in self._parts)
        self._job.progress(known if total > 0 else done, sum(self._sizes) if total > 0 else total, text)
