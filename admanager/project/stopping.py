"""How a change is stopped: by its job or by Ctrl+C while statements run, and not at all while it is written for good."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import threading
from collections.abc import Iterator

from admanager.jobs import Job
from admanager.texts import Cancelled

_STEPS_BETWEEN_QUESTIONS = 50_000


@contextlib.contextmanager
def cancellable(connection: sqlite3.Connection, job: Job | None) -> Iterator[None]:
    """Let the job be asked while statements run, and stop them when it was cancelled."""
    if job is None:
        yield
        return
    stopped: list[BaseException] = []

    def ask() -> int:
        try:
            job.check_cancelled()
        except (Cancelled, KeyboardInterrupt) as cancelled:
            stopped.append(cancelled)
        return len(stopped)

    connection.set_progress_handler(ask, _STEPS_BETWEEN_QUESTIONS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if stopped:
            raise stopped[0] from error
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            # Nobody else stops a statement: Ctrl+C came as the question began, and sqlite3 keeps what it raised there.
            raise KeyboardInterrupt from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


@contextlib.contextmanager
def interrupts_waiting(job: Job | None) -> Iterator[None]:
    """Let Ctrl+C wait until what was done is in the file for good, since it cannot be said then that nothing was changed.

    The job hears of it, so that what would come next does not.
    """
    not_ours = signal.getsignal(signal.SIGINT) is None
    if not_ours or threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came and job is not None:
        job.keep_interrupt()
