"""Cyclic garbage is collected in the window's thread only.

Python's collector runs in whichever thread happens to allocate. In a worker thread it may then destroy Qt
objects of the window: their destructor holds one of Qt's locks and waits for Python's, while the window's
thread holds Python's and waits for Qt's, and both wait for ever. In the window's own thread it may run while a
widget is being destroyed, which holds that lock already. So the automatic collector is off for good, and a timer
does its work.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

INTERVAL_MILLISECONDS = 100
"""Often, since a collection of the youngest takes the longer the more of them there are."""
BUSY_SECONDS = 2.0
LONGEST_DELAY_SECONDS = 120.0
EVERYTHING_EACH = 20

_busy_until = 0.0


def postpone() -> None:
    """Leave the older generations for later: a job is running, and what shows it must not stop.

    Looking through all objects of the window takes a twentieth of a second, through those of a page just made half of it.
    """
    global _busy_until
    _busy_until = time.monotonic() + BUSY_SECONDS


class WindowGarbage(QObject):
    """Collects, generation by generation, by the thresholds that Python's own collector would use.

    The older generations have their turn while no job runs, or after two minutes. What it leaves is spared by the next
    ones, so that these are short, but for each twentieth, which looks through everything.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._times = 0
        self._last = time.monotonic()
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(INTERVAL_MILLISECONDS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> int:
        """Collect the oldest generation that is due; return how many objects were freed."""
        counts = gc.get_count()
        now = time.monotonic()
        waits = now < _busy_until and now - self._last < LONGEST_DELAY_SECONDS
        ages = (0,) if waits else (0, 1, 2)
        due = [age for age in ages if counts[age] > self._thresholds[age]]
        if not due:
            return 0
        if due[-1] < 2:
            return gc.collect(due[-1])
        self._last = now
        self._times += 1
        if self._times % EVERYTHING_EACH == 0:
            gc.unfreeze()
        freed = gc.collect()
        gc.freeze()
        return freed
