"""The program's own window on a project, for benchmarks of what a person waits for."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from admanager.gui.window import MainWindow

LONGEST_SECONDS = 300.0


@contextmanager
def opened(path: Path) -> Iterator[MainWindow]:
    """Open a project in a window of 1280 x 720 with settings of its own, off the screen where there is none."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        from admanager.gui import app as gui
        from admanager.gui import preload
        from admanager.gui.window import MainWindow

        application = gui.make_application()
        window = MainWindow(gui.prepare(application), path.parent)
        window.resize(1280, 720)
        window.show()
        failures: list[object] = []
        window.session.failed.connect(failures.append)
        window.actions_of_project.open_path(path)
        preload.start()
        wait(lambda: bool(failures) or (window.session.standing is not None and not preload.running()))
        if failures:
            raise RuntimeError(f"The project could not be opened: {failures[0]}")
        try:
            yield window
        finally:
            window.closing = True
            window.close()
            window.finish()


def wait(until: Callable[[], bool]) -> None:
    """Let the window work, without asking it all the time, until something is so."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    # Something has to wake the loop when the last answer has been given.
    pulse = QTimer(interval=20)
    pulse.start()
    begun = time.perf_counter()
    while not until():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() - begun > LONGEST_SECONDS:
            raise TimeoutError(f"The window did not come to rest in {LONGEST_SECONDS:.0f} s.")


class Lateness:
    """A timer of the window's thread that notes by how many milliseconds it fires too late."""

    def __init__(self, interval: int = 10) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.late: list[float] = []
        self._interval = interval
        self._due = time.perf_counter() + interval / 1000
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=interval)
        self._timer.timeout.connect(self._note)
        self._timer.start()

    def _note(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._due) * 1000))
        self._due = now + self._interval / 1000

    def stop(self) -> float:
        """Stop noting, and return the 99th percentile."""
        self._timer.stop()
        ordered = sorted(self.late)
        return ordered[int(len(ordered) * 0.99)]


@dataclass(frozen=True)
class Spent:
    """Milliseconds of one step: on the clock, of the processor in all threads, and of it in the window's thread."""

    wall: float
    processor: float
    window: float


def timed(step: Callable[[], object], until: Callable[[], bool]) -> Spent:
    """Do something in the window, and return what it took until it is so and painted."""
    from PySide6.QtWidgets import QApplication

    wall, processor, window = time.perf_counter(), time.process_time(), time.thread_time()
    step()
    wait(until)
    QApplication.processEvents()
    return Spent(
        (time.perf_counter() - wall) * 1000,
        (time.process_time() - processor) * 1000,
        (time.thread_time() - window) * 1000,
    )
