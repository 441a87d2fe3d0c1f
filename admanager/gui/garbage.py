"""Cyclic garbage is collected in the window's thread only.

Python's collector runs in whichever thread happens to allocate. In a worker thread it may then destroy Qt
objects of the window: their destructor holds one of Qt's locks and waits for Python's, while the window's
thread holds Python's and waits for Qt's, and both wait for ever. So the automatic collector is off, and a
timer does its work.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MILLISECONDS = 500


class WindowGarbage(QObject):
    """Collects, generation by generation, by the thresholds that Python's own collector would use."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._frozen = False
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(INTERVAL_MILLISECONDS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> int:
        """Collect the oldest generation that is due; return how many objects were freed."""
        counts = gc.get_count()
        due = [age for age in (0, 1, 2) if counts[age] > self._thresholds[age]]
        freed = gc.collect(due[-1]) if due else 0
        if due and due[-1] == 2 and not self._frozen:
            # The libraries' objects are here to stay; looking at them again each time would stall the window.
            gc.freeze()
            self._frozen = True
        return freed

    def end(self) -> None:
        """Turn Python's own collector on again."""
        gc.unfreeze()
        gc.enable()
