"""Running jobs beside the window: worker threads, their handle, and the record that the window shows.

A job function runs in a worker thread with a `WindowJob`; heavy work inside it goes on to a child process
by `admanager.jobs.run_in_child`. What it reports lies in the record until one timer of the window's thread
fetches it, so that a million reports make at most 30 redraws a second and no signal crosses threads.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from admanager.gui import first_import, garbage
from admanager.gui.workers import Workers
from admanager.jobs import Job
from admanager.texts import AdManagerError, Cancelled, sentence

DRAIN_MILLISECONDS = 33
# While somebody waits for a query, such as a count that follows an edit, its answer is looked for more often.
QUICK_MILLISECONDS = 8
DRAIN_BUDGET_SECONDS = 0.012
KEPT_PARTIALS = 20_000
KEPT_RECORDS = 50

_log = logging.getLogger(__name__)


class JobState(Enum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    CANCELLING = "cancelling"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINISHED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


class WindowJob(Job):
    """The handle that a job function gets in the window; its methods are called in the worker thread."""

    def __init__(self, *, newest_only: bool = False) -> None:
        self.cancel_asked = threading.Event()
        self.inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.reports: deque[object] = deque(maxlen=1 if newest_only else None)
        self.latest: tuple[float, float, str] | None = None

    def progress(self, done: float, total: float, text: str) -> None:
        """Keep the newest report; older ones that nobody fetched are forgotten."""
        self.latest = (done, total, text)

    def check_cancelled(self) -> None:
        """Raise Cancelled once the user has asked to stop."""
        if self.cancel_asked.is_set():
            raise Cancelled

    def partial(self, result: object) -> None:
        """Queue an intermediate result."""
        self.reports.append(result)

    def commands(self) -> list[object]:
        """Return and forget the commands that the window sent."""
        found: list[object] = []
        while True:
            try:
                found.append(self.inbox.get_nowait())
            except queue.Empty:
                return found


@dataclass(eq=False)
class _Listener:
    owner: QObject | None
    on_done: Callable[[Any], object] | None
    on_partial: Callable[[Any], object] | None
    on_progress: Callable[[JobRecord], object] | None
    on_failed: Callable[[AdManagerError], object] | None

    def shows(self, which: str) -> bool:
        """Return whether this callback is there and its owner can be seen."""
        if getattr(self, which) is None or (self.owner is not None and not shiboken6.isValid(self.owner)):
            return False
        return self.owner.isVisible() if isinstance(self.owner, QWidget) else True

    def call(self, function: Callable[..., object] | None, *args: object) -> None:
        """Call back unless the owner is gone: a page that was closed does not hear of its job any more."""
        if function is not None and (self.owner is None or shiboken6.isValid(self.owner)):
            function(*args)


class JobRecord:
    """A job as the window sees it; everything here happens in the window's thread.

    `state`, `done`, `total` (0: the end is unknown), `text` (of the last report), `result`, `error` and
    `partials` can be read at any time. `told` says that a part of the window that is seen now shows how
    the job ended.
    """

    def __init__(
        self, title: str, function: Callable[..., Any], *, key: str, writes: bool, newest_only: bool = False
    ) -> None:
        self.title = title
        self.key = key
        self.writes = writes
        self.state = JobState.WAITING
        self.done, self.total, self.text = 0.0, 0.0, ""
        self.started = self.ended = 0.0
        self._paused_since: float | None = None
        self._rested = 0.0
        """Seconds that were spent in earlier pauses."""
        self.result: Any = None
        self.error: AdManagerError | None = None
        self.partials: deque[Any] = deque(maxlen=1 if newest_only else KEPT_PARTIALS)
        self.handle = WindowJob(newest_only=newest_only)
        self.function = function
        self.outcome: tuple[str, Any] | None = None
        self.explained = False
        self.told = False
        self._listeners: list[_Listener] = []

    @property
    def finished(self) -> bool:
        """Whether the job is over, in whatever way."""
        return self.state in FINISHED

    def listen(
        self,
        *,
        owner: QObject | None = None,
        on_done: Callable[[Any], object] | None = None,
        on_partial: Callable[[Any], object] | None = None,
        on_progress: Callable[[JobRecord], object] | None = None,
        on_failed: Callable[[AdManagerError], object] | None = None,
        replay: bool = False,
    ) -> None:
        """Call back from now on, and for the partial results so far where `replay` is set.

        A page that is built anew (another language) takes up its running job in this way.
        """
        listener = _Listener(owner, on_done, on_partial, on_progress, on_failed)
        if replay:
            for partial in list(self.partials):
                listener.call(on_partial, partial)
        self._listeners.append(listener)

    def cancel(self) -> None:
        """Ask the job to stop; it answers within half a second."""
        if not self.finished:
            self.handle.cancel_asked.set()
            self.state = JobState.CANCELLING
            self._tell("on_progress", self)

    def send(self, command: object) -> None:
        """Send a command, such as `"pause"`, that the function reads with `job.commands()`."""
        self.handle.inbox.put(command)

    @property
    def paused(self) -> bool:
        """Whether the job was asked to pause and not yet to go on."""
        return self._paused_since is not None and not self.finished

    def set_paused(self, paused: bool) -> None:
        """Ask a job that reads `"pause"` and `"resume"` to rest, or to go on."""
        if paused == self.paused or self.finished:
            return
        self.send("pause" if paused else "resume")
        if paused:
            self._paused_since = time.monotonic()
        else:
            self._rested += self._pause_seconds()
            self._paused_since = None
        self._tell("on_progress", self)

    def _pause_seconds(self) -> float:
        return 0.0 if self._paused_since is None else time.monotonic() - self._paused_since

    def seconds(self) -> float:
        """Return how long the job has been running, or ran; pauses do not count."""
        if not self.started:
            return 0.0
        return (self.ended or time.monotonic()) - self.started - self._rested - self._pause_seconds()

    def seconds_left(self) -> float | None:
        """Return an estimate of the time that is left, or None while there is none."""
        if self.state is not JobState.RUNNING or self.total <= 0 or self.done <= 0 or self.seconds() < 1:
            return None
        return self.seconds() * (self.total - self.done) / self.done

    def drain(self, deadline: float) -> bool:
        """Hand on what the worker reported; return whether the job is over and told."""
        latest, self.handle.latest = self.handle.latest, None
        if latest is not None:
            self.done, self.total, self.text = latest
            self._tell("on_progress", self)
        reports = self.handle.reports
        while reports and time.monotonic() < deadline:
            partial = reports.popleft()
            self.partials.append(partial)
            self._tell("on_partial", partial)
        if self.outcome is None or reports:
            return False
        self._settle(*self.outcome)
        return True

    def _settle(self, kind: str, value: Any) -> None:
        self.ended = time.monotonic()
        # A pause ends with the job.
        self._rested, self._paused_since = self._rested + self._pause_seconds(), None
        self.handle.cancel_asked.set()
        if kind == "done":
            self.state, self.result = JobState.DONE, value
        else:
            self.error = value
            self.state = JobState.CANCELLED if isinstance(value, Cancelled) else JobState.FAILED
        which = "on_done" if kind == "done" else "on_failed"
        # Who showed the partial results has shown all of them.
        enough = {"on_done", "on_partial"} if kind == "done" else {"on_failed"}
        self.told = any(listener.shows(name) for listener in self._listeners for name in enough)
        self._tell("on_progress", self)
        self._tell(which, value)
        self._listeners.clear()

    def handles_failure(self) -> bool:
        """Return whether somebody who is still there wants to show the failure."""
        return any(
            listener.on_failed is not None and (listener.owner is None or shiboken6.isValid(listener.owner))
            for listener in self._listeners
        )

    def _tell(self, which: str, value: object) -> None:
        for listener in list(self._listeners):
            listener.call(getattr(listener, which), value)


class QuietTask:
    """A short piece of background work that is not shown as a job; `forget()` drops its answer."""

    def __init__(self, function: Callable[[], Any], owner: QObject | None) -> None:
        self.function = function
        self.owner = owner
        self.on_done: Callable[[Any], object] | None = None
        self.on_failed: Callable[[AdManagerError], object] | None = None
        self.forgotten = False

    def forget(self) -> None:
        """Do not call back; what runs already is not stopped."""
        self.forgotten = True

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for the answer."""
        return not self.forgotten and (self.owner is None or shiboken6.isValid(self.owner))


class JobRunner(QObject):
    """Starts jobs and quiet tasks, and drains their reports in the window's thread.

    One job that writes runs at a time; further ones wait, visibly.
    """

    jobs_changed = Signal()
    """A job was added, made progress or ended; at most 30 times a second."""
    job_ended = Signal(object)
    fault_found = Signal(object)
    """An exception that nobody else shows: a fault of the program, or a failure without a listener."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.records: list[JobRecord] = []
        self._open: list[JobRecord] = []
        self._answers: queue.SimpleQueue[tuple[QuietTask, str, Any]] = queue.SimpleQueue()
        self._posted: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._pending_tasks = 0
        self._jobs_drained = 0.0
        self._faults = 0
        self._home_thread = threading.get_ident()
        self._jobs = Workers("job", 8)
        self._tasks = Workers("task", 3)
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_MILLISECONDS)
        self._timer.timeout.connect(self.drain)
        self.closed = False

    def start(
        self,
        title: str,
        function: Callable[..., Any],
        *,
        key: str = "",
        writes: bool = False,
        newest_only: bool = False,
    ) -> JobRecord:
        """Run `function(job=handle)` in a worker thread and return its record.

        With `newest_only` a partial result replaces the one before it: for work that tells how all of it stands.
        """
        record = JobRecord(title, function, key=key, writes=writes, newest_only=newest_only)
        self.records.append(record)
        del self.records[: max(0, len(self.records) - KEPT_RECORDS)]
        self._open.append(record)
        self._launch_waiting()
        self._timer.start()
        self.jobs_changed.emit()
        return record

    def start_task(self, task: QuietTask) -> None:
        """Run a quiet task."""
        self._pending_tasks += 1
        self._tasks.submit(lambda: self._run_task(task))
        self._timer.start(QUICK_MILLISECONDS)

    def post(self, function: Callable[[], object]) -> None:
        """Have a function called in the window's thread at the next beat; callable from a job or a task."""
        self._posted.put(function)
        if threading.get_ident() == self._home_thread:
            self._timer.start()

    def find(self, key: str) -> JobRecord | None:
        """Return the newest job with this key, running or ended."""
        return next((record for record in reversed(self.records) if record.key == key), None)

    def running(self) -> list[JobRecord]:
        """Return the jobs that are not over, the oldest first."""
        return list(self._open)

    def busy(self) -> bool:
        """Return whether anything runs or waits to be told."""
        return self._timer.isActive()

    def _launch_waiting(self) -> None:
        writing = any(record.writes and record.state is not JobState.WAITING for record in self._open)
        for record in self._open:
            if record.state is not JobState.WAITING or (record.writes and writing):
                continue
            writing = writing or record.writes
            record.state = JobState.RUNNING
            record.started = time.monotonic()
            self._jobs.submit(lambda record=record: self._run_job(record))

    def _run_job(self, record: JobRecord) -> None:
        try:
            record.handle.check_cancelled()
            first_import.settle()
            outcome: tuple[str, Any] = ("done", record.function(job=record.handle))
        except BaseException as error:  # noqa: BLE001 - whatever happens must reach the window
            outcome = ("failed", error)
        record.outcome = outcome

    def _run_task(self, task: QuietTask) -> None:
        if not task.wanted:
            self._answers.put((task, "forgotten", None))
            return
        try:
            first_import.settle()
            self._answers.put((task, "done", task.function()))
        except BaseException as error:  # noqa: BLE001 - whatever happens must reach the window
            self._answers.put((task, "failed", error))

    def drain(self) -> None:
        """Hand on what came in; called by the timer."""
        deadline = time.monotonic() + DRAIN_BUDGET_SECONDS
        self._jobs.drop_spent()
        self._tasks.drop_spent()
        self._drain_posted()
        self._drain_answers(deadline)
        wanted = QUICK_MILLISECONDS if self._pending_tasks else DRAIN_MILLISECONDS
        if self._timer.interval() != wanted:
            self._timer.setInterval(wanted)
        now = time.monotonic()
        if now - self._jobs_drained < DRAIN_MILLISECONDS / 1000 * 0.9:
            self._rest()
            return
        self._jobs_drained = now
        had_jobs = bool(self._open)
        if had_jobs:
            garbage.postpone()
        for record in list(self._open):
            self._refuse_waiting(record)
            self._explain(record)
            if record.drain(deadline):
                self._open.remove(record)
                self.job_ended.emit(record)
        self._launch_waiting()
        if had_jobs:
            self.jobs_changed.emit()
        self._rest()

    def _rest(self) -> None:
        """Stop looking when nothing is left to come."""
        if not self._open and not self._pending_tasks and self._posted.empty():
            self._timer.stop()

    def _drain_posted(self) -> None:
        while not self._posted.empty():
            self._posted.get()()

    def _drain_answers(self, deadline: float) -> None:
        while time.monotonic() < deadline and not self._answers.empty():
            task, kind, value = self._answers.get()
            self._pending_tasks -= 1
            if not task.wanted:
                continue
            if kind == "done":
                if task.on_done is not None:
                    task.on_done(value)
            elif task.on_failed is not None:
                task.on_failed(self._as_expected(value))
            else:
                self.fault_found.emit(value)

    def _refuse_waiting(self, record: JobRecord) -> None:
        """End a job that was cancelled before it began."""
        if record.state is JobState.CANCELLING and not record.started:
            record.outcome = ("failed", Cancelled())

    def _explain(self, record: JobRecord) -> None:
        if record.outcome is None or record.outcome[0] != "failed" or record.explained:
            return
        record.explained = True
        error = record.outcome[1]
        unheard = not record.handles_failure() and not isinstance(error, Cancelled)
        faults = self._faults
        expected = self._as_expected(error)
        record.outcome = ("failed", expected)
        if unheard and faults == self._faults:
            self.fault_found.emit(expected)

    def _as_expected(self, error: BaseException) -> AdManagerError:
        """Return an expected failure as it is; report a fault of the program and return a sentence for it."""
        from admanager.gui.errors import explained

        known = explained(error)
        if known is not None:
            return known
        self._faults += 1
        self.fault_found.emit(error)
        return AdManagerError(
            sentence("The program made a mistake ({name}); nothing was changed.", name=type(error).__name__)
        )

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for record in self._open:
            record.cancel()

    def close(self, seconds: float = 3.0) -> bool:
        """Cancel everything, wait with a limit, and return whether all work ended."""
        self.closed = True
        self.cancel_all()
        self._timer.stop()
        deadline = time.monotonic() + seconds
        ended = self._jobs.stop(seconds)
        return self._tasks.stop(max(0.1, deadline - time.monotonic())) and ended
