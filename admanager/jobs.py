"""The handle that long work reports to, and the child process that heavy work runs in.

A long function takes `job: Job`, calls `job.progress(...)` and `job.check_cancelled()` now and then, and
may hand over intermediate results with `job.partial(...)`. The command line, the window and a notebook
each bring a handle of their own. `run_in_child` moves a function with such a handle into a process of
its own: progress and partial results come back through a pipe, commands go the other way, and
cancelling ends the process.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
import threading
import time
import traceback
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from admanager.texts import AdManagerError, Cancelled, sentence

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

POLL_SECONDS = 0.05
MAX_REPORTS_PER_SECOND = 30
_starting = threading.Lock()


def one_thread() -> contextlib.AbstractContextManager[object]:
    """Hold linear algebra and OpenMP to one thread: others wait by spinning, and split sums by how many they are."""
    import threadpoolctl

    limited: contextlib.AbstractContextManager[object] = threadpoolctl.threadpool_limits(limits=1)
    return limited


class WorkerDied(AdManagerError):
    """The child process crashed, or was ended by the system; the work itself did not refuse anything."""


class Job:
    """A silent handle that never cancels: the base class, and what a notebook uses by default."""

    def progress(self, done: float, total: float, text: str) -> None:
        """Report that `done` of `total` units are finished; `total` 0 means that the end is unknown."""

    def check_cancelled(self) -> None:
        """Raise Cancelled when the user has asked to stop."""

    def keep_interrupt(self) -> None:
        """Hear that Ctrl+C came while something was written for good; where it can, the next `check_cancelled` raises."""

    def partial(self, result: object) -> None:
        """Hand over an intermediate result: a small picklable record, at most some dozens a second."""

    def commands(self) -> list[object]:
        """Return and forget the commands that arrived since the last call, such as `"pause"`."""
        return []


class ChildJob(Job):
    """The handle inside a child process: everything goes through the pipe to the parent."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._last_progress = 0.0
        self._last_text = ""

    def progress(self, done: float, total: float, text: str) -> None:
        now = time.monotonic()
        finished = total > 0 and done >= total
        if (
            now - self._last_progress < 1 / MAX_REPORTS_PER_SECOND
            and text == self._last_text
            and not finished
        ):
            return
        self._last_progress, self._last_text = now, text
        self._pipe.send(("progress", (done, total, text)))

    def partial(self, result: object) -> None:
        self._pipe.send(("partial", result))

    def commands(self) -> list[object]:
        received = []
        while self._pipe.poll():
            received.append(self._pipe.recv())
        return received


@dataclass(frozen=True)
class _Call:
    """What a child process is asked to run: `module.name(*args, job=..., **kwargs)`."""

    module: str
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def _child_main(pipe: Connection) -> None:
    """Run the calls that come, and send what came of each, until nobody is there to ask any more."""
    # A spinning OpenMP thread beside a busy neighbour makes training up to a hundred times slower.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    os.environ.setdefault("KMP_BLOCKTIME", "0")
    # The threads of NumPy's own library spin as well, for matrices that are small here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it could not be blocked before the start
    while True:
        try:
            call = pipe.recv()
        except (EOFError, ConnectionError):
            return
        except BaseException as error:  # noqa: BLE001 - whatever happens here must reach the parent
            outcome = _crash(error)
        else:
            if not isinstance(call, _Call):
                continue  # a command for work that had ended when it came
            outcome = _outcome(call, ChildJob(pipe))
        with contextlib.suppress(ConnectionError):
            pipe.send(outcome)


def _outcome(call: _Call, job: ChildJob) -> tuple[str, object]:
    """Return what came of a call: the result, an expected error, or what is known of a crash."""
    try:
        function = getattr(importlib.import_module(call.module), call.name)
        return "result", function(*call.args, job=job, **call.kwargs)
    except AdManagerError as error:
        return "error", error
    except KeyboardInterrupt:
        return "error", Cancelled()
    except BaseException as error:  # noqa: BLE001 - whatever happens here must reach the parent
        return _crash(error)


def _crash(error: BaseException) -> tuple[str, object]:
    told = sentence("Not enough memory.") if isinstance(error, MemoryError) else str(error)
    return "crash", (type(error).__name__, told, "".join(traceback.format_exception(error)))


class Child:
    """A child process that runs one call after another: it starts with the first, and ends with the block.

    Starting one takes as long as reading a small file. Usable from one thread at a time.
    """

    def __init__(self) -> None:
        self._process: Any = None
        self._pipe: Connection | None = None

    def run(self, function: Callable[..., T], *args: Any, job: Job, **kwargs: Any) -> T:
        """Run `function(*args, job=child_handle, **kwargs)` in the child process; see `run_in_child`."""
        pipe = self._pipe or self._start()
        try:
            with contextlib.suppress(ConnectionError):  # of a child that died, which is found out below
                pipe.send(_Call(function.__module__, function.__qualname__, args, kwargs))
            result: T = _wait_for(self._process, pipe, job)
        except BaseException:
            # A child whose work is no longer wanted has no reason to end by itself: nothing is waited for.
            self._process.terminate()
            self.close()
            raise
        return result

    def _start(self) -> Connection:
        import multiprocessing  # here, since the window starts without it

        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        self._process = context.Process(target=_child_main, args=(there,), daemon=True)
        with _script_left_out(), _interrupts_kept_from_children():
            self._process.start()
        there.close()
        self._pipe = here
        return here

    def close(self) -> None:
        """End the process; the next call starts a new one."""
        if self._pipe is not None:
            # The child waits for its next call, and ends when none can come.
            self._pipe.close()
            self._pipe = None
            _end(self._process)

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def run_in_child(function: Callable[..., T], *args: Any, job: Job, **kwargs: Any) -> T:
    """Run `function(*args, job=child_handle, **kwargs)` in a child process and return its result.

    The function must be importable by name, and its arguments and result picklable. Reports of the child
    are forwarded to `job`, commands of `job` to the child. Blocks the calling thread, waking every 50 ms.

    Raises Cancelled as soon as `job.check_cancelled()` does (the child is ended), the AdManagerError that
    the function raised, or WorkerDied with the traceback in `details` when the child crashed.
    """
    with Child() as child:
        return child.run(function, *args, job=job, **kwargs)


@contextlib.contextmanager
def _script_left_out() -> Iterator[None]:
    """Keep a child process from running the user's script once more.

    A spawned child imports the main module again, which ends in an error where the calls of a plain script do
    not stand behind `if __name__ == "__main__"`. What runs in the child is found by its own module's name.
    """
    with _starting:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = script


@contextlib.contextmanager
def _interrupts_kept_from_children() -> Iterator[None]:
    """Let a child start with interrupts blocked, which it inherits.

    Ctrl+C in a terminal goes to every process of the command. The parent ends its children and tells in one
    sentence what became of the work; a child that is interrupted while it imports would print a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # now, since starting it would unblock them again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _wait_for(process: Any, pipe: Connection, job: Job) -> Any:
    while True:
        job.check_cancelled()
        for command in job.commands():
            with contextlib.suppress(ConnectionError):
                pipe.send(command)
        if not pipe.poll(POLL_SECONDS):
            if process.is_alive() or pipe.poll():
                continue
            process.join()
            raise WorkerDied(
                sentence(
                    "The worker process ended unexpectedly (exit code {code}); nothing was changed.",
                    code=process.exitcode,
                )
            )
        try:
            kind, value = pipe.recv()
        except (EOFError, ConnectionError):
            # A killed process leaves an ended pipe or, with commands of ours unread in it, a reset one.
            process.join(1)
            raise WorkerDied(
                sentence(
                    "The worker process ended unexpectedly (exit code {code}); nothing was changed.",
                    code=process.exitcode,
                )
            ) from None
        if kind == "progress":
            job.progress(*value)
        elif kind == "partial":
            job.partial(value)
        elif kind == "result":
            return value
        elif kind == "error":
            raise value
        else:
            name, message, trace = value
            raise WorkerDied(
                sentence(
                    "The worker process failed ({name}: {message}); nothing was changed.",
                    name=name,
                    message=message,
                ),
                details=trace,
            )


def _end(process: Any) -> None:
    process.join(0.1)
    if process.is_alive():
        process.terminate()
        process.join(0.3)
    if process.is_alive():
        process.kill()
        process.join()
