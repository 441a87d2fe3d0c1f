"""The threads that work for the window."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable


class Workers:
    """Daemon threads that are made when needed and kept, since each has its own connection to the file."""

    def __init__(self, name: str, limit: int) -> None:
        self._name, self._limit = name, limit
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._spent: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._unclaimed = 0
        self._idle = 0

    def submit(self, work: Callable[[], None]) -> None:
        """Run `work()` in a free thread, or a new one while there are fewer than the limit."""
        with self._lock:
            self._unclaimed += 1
            if self._unclaimed > self._idle and len(self._threads) < self._limit:
                name = f"admanager-{self._name}-{len(self._threads)}"
                thread = threading.Thread(target=self._run, name=name, daemon=True)
                self._threads.append(thread)
                thread.start()
        self._work.put(work)

    def _run(self) -> None:
        while True:
            with self._lock:
                self._idle += 1
            work = self._work.get()
            with self._lock:
                self._idle -= 1
                self._unclaimed -= work is not None
            if work is None:
                return
            work()
            self._spent.put(work)
            del work

    def drop_spent(self) -> None:
        """Forget finished work; called in the window's thread, where widgets that it held may be destroyed."""
        while not self._spent.empty():
            self._spent.get()

    def stop(self, seconds: float) -> bool:
        """End the threads once their work is done; return whether all ended in time."""
        deadline = time.monotonic() + seconds
        for _ in self._threads:
            self._work.put(None)
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)
