"""Work in the window's thread that is cut into steps, so that the window answers between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

Step = Callable[[], object]

TURN_MILLISECONDS = 1
"""A timer of nothing can be served in the same turn as the one that starts it, before anything else."""

_turns: deque[tuple[QObject, Step]] = deque()


def in_turn(owner: QObject, *steps: Step) -> None:
    """Run these after all that wait for their turn, whoever asked for them, unless the owner is gone by then.

    Between two of them the window does whatever else there is to do.
    """
    if not _turns and steps:
        QTimer.singleShot(TURN_MILLISECONDS, _take_turn)
    _turns.extend((owner, step) for step in steps)


def _take_turn() -> None:
    owner, step = _turns.popleft()
    if _turns:
        QTimer.singleShot(TURN_MILLISECONDS, _take_turn)
    if shiboken6.isValid(owner):
        step()


class Steps(QObject):
    """Runs one step each time that the window has nothing else to do; for building and drawing large parts.

    In one turn of the window one step is run, whoever it belongs to: the steps of all take turns.
    """

    finished = Signal()
    """The last step was run."""

    def __init__(self, parent: QObject, *, pause: int = 0) -> None:
        """Make one without steps; `pause` are milliseconds between two of them, in which the first is painted."""
        super().__init__(parent)
        self._steps: deque[Step] = deque()
        self._called = False
        """One of these steps waits for its turn."""
        self._timer = QTimer(self, singleShot=True, interval=pause)
        self._timer.timeout.connect(self._wait_for_turn)

    @property
    def waiting(self) -> bool:
        """Whether there are steps to run."""
        return bool(self._steps)

    def add(self, *steps: Step) -> None:
        """Run these after those that wait."""
        self._steps.extend(steps)
        self._call()

    def add_next(self, *steps: Step) -> None:
        """Run these before those that wait."""
        self._steps.extendleft(reversed(steps))
        self._call()

    def replace(self, steps: Iterable[Step]) -> None:
        """Run these instead of those that wait."""
        self._steps = deque(steps)
        self._call()

    def clear(self) -> None:
        """Forget what waits."""
        self._steps.clear()
        self._timer.stop()

    def run_all(self) -> None:
        """Run now what waits, and what that adds."""
        self._timer.stop()
        while self._steps:
            self._steps.popleft()()
        self.finished.emit()

    def _call(self) -> None:
        if self._timer.interval():
            self._timer.start()
        else:
            self._wait_for_turn()

    def _wait_for_turn(self) -> None:
        if not self._called:
            self._called = True
            in_turn(self, self._run_one)

    def _run_one(self) -> None:
        self._called = False
        if not self._steps:
            # They were run, or forgotten, before their turn came.
            return
        self._steps.popleft()()
        if self._steps:
            self._call()
        else:
            self.finished.emit()
