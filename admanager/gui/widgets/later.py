"""A part of a page that is made when it is first looked at, so that the page itself opens at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

Part = TypeVar("Part", bound=QWidget)


class _Place(QWidget):
    """Where the part will stand."""

    def __init__(self, make: Callable[[], object], wait: bool) -> None:
        super().__init__()
        self._make, self._wait = make, wait
        self.held = QVBoxLayout(self)
        self.held.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the part now, or in the next turn."""
        if self._wait:
            QTimer.singleShot(0, self, self._make)
        else:
            self._make()
        super().showEvent(event)


class Later(Generic[Part]):
    """A part that is made once: by `part()`, or when its `place` is first shown.

    `around` gives what is put into the place, such as the part in a scroll area; by default the part itself. With `wait`
    the part is not made in the turn in which its place is shown, but in the next one: for a part that is seen at once,
    of a page that has much to make besides.
    """

    def __init__(
        self,
        make: Callable[[], Part],
        around: Callable[[Part], QWidget] | None = None,
        *,
        wait: bool = False,
    ) -> None:
        self._make, self._around = make, around
        self._part: Part | None = None
        self.place: QWidget = _Place(self.part, wait)

    @property
    def made(self) -> Part | None:
        """The part, where it was made already."""
        return self._part

    def part(self) -> Part:
        """Return the part; make it if need be."""
        if self._part is None:
            self._part = self._make()
            shown = self._part if self._around is None else self._around(self._part)
            cast(_Place, self.place).held.addWidget(shown)
            # A layout shows what is added to it in the next turn only.
            shown.show()
        return self._part
