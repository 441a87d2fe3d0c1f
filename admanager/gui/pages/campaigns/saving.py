"""Keeps edits of plans as operations: those of one part within a moment become one, one after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from admanager.simulation.campaign import CampaignPlan
    from admanager.texts import AdManagerError

PAUSE_MILLISECONDS = 500


@dataclass(frozen=True)
class Edit:
    """An edited plan: the campaign's number, the plan as a whole, and the path that was edited."""

    number: int
    plan: CampaignPlan
    path: str

    @property
    def part(self) -> str:
        """The part of the plan that the undo text names."""
        return self.path.partition(".")[0]


Write = Callable[[Edit, Callable[[], object], Callable[["AdManagerError"], object]], object]


class EditQueue(QObject):
    """Waits until a field rests before an edit is kept; `write(edit, done, failed)` keeps it.

    `generation` changes whenever an edit came or was kept: an answer read before that is out of date.
    """

    kept = Signal()
    """Everything is kept."""
    failed = Signal(object)
    """An edit could not be kept; it and those behind it are given up."""

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._pending: Edit | None = None
        self._waiting: deque[Edit] = deque()
        self._writing = False
        self.generation = 0
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self.flush)

    @property
    def idle(self) -> bool:
        """Whether every edit is kept."""
        return self._pending is None and not self._waiting and not self._writing

    def put(self, edit: Edit) -> None:
        """Take an edit; one of the same field that still waits is replaced."""
        self.generation += 1
        before = self._pending
        if before is not None and (before.number, before.path) != (edit.number, edit.path):
            self._waiting.append(before)
        self._pending = edit
        self._timer.start()
        self._go_on()

    def flush(self) -> None:
        """Keep what waits now."""
        self._timer.stop()
        if self._pending is not None:
            self._waiting.append(self._pending)
            self._pending = None
        self._go_on()

    def forget(self) -> None:
        """Give up what is not kept yet, such as when the project was closed."""
        self._timer.stop()
        self._pending = None
        self._waiting.clear()
        self._writing = False
        self.generation += 1

    def _go_on(self) -> None:
        if self._writing or not self._waiting:
            return
        self._writing = True
        edit = self._waiting.popleft()
        self._write(edit, self._done, self._not_done)

    def _done(self) -> None:
        self._writing = False
        self.generation += 1
        if self.idle:
            self.kept.emit()
        else:
            self._go_on()

    def _not_done(self, error: AdManagerError) -> None:
        self.forget()
        self.failed.emit(error)
