"""The sets of designs that were shown one after the other, to go back and forth between; knows nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from admanager.creative.design import Design

KEPT_SETS = 40


@dataclass(frozen=True)
class DesignSet:
    """Designs made in one go, and what tells in the window's language where they came from."""

    title: Callable[[], str]
    designs: tuple[Design, ...]


class History:
    """The sets in the order in which they were made; a new one takes the place of those that were gone back from."""

    def __init__(self) -> None:
        self._sets: list[DesignSet] = []
        self._place = -1

    @property
    def current(self) -> DesignSet | None:
        """The set that is shown."""
        return self._sets[self._place] if self._sets else None

    @property
    def designs(self) -> list[Design]:
        """The designs of the set that is shown."""
        return list(self.current.designs) if self.current is not None else []

    def add(self, title: Callable[[], str], designs: Sequence[Design]) -> None:
        """Show a new set."""
        del self._sets[self._place + 1 :]
        self._sets.append(DesignSet(title, tuple(designs)))
        del self._sets[: max(0, len(self._sets) - KEPT_SETS)]
        self._place = len(self._sets) - 1

    def can_go(self, step: int) -> bool:
        """Return whether there is a set that many steps on (back where negative)."""
        return 0 <= self._place + step < len(self._sets)

    def go(self, step: int) -> None:
        """Show the set that many steps on, where there is one."""
        if self.can_go(step):
            self._place += step
