"""Choosing among the saved segments, and what is shown where there is nothing to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.widgets.basics import EmptyState

if TYPE_CHECKING:
    from admanager.audience.preview import SavedCount
    from admanager.gui.pages.audience.tool import Desk


class SegmentChoice(QComboBox):
    """One saved segment, or everyone where `everyone` names them."""

    chosen = Signal(str)
    """The name that the person chose; empty for everyone."""

    def __init__(self, name: str, title: str, *, everyone: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._everyone = everyone
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(22)
        self.activated.connect(lambda _index: self.chosen.emit(self.segment()))

    def segment(self) -> str:
        """Return the name of the segment; empty for everyone, and while there is none."""
        return str(self.currentData() or "")

    def choose(self, name: str) -> None:
        """Choose a segment, as if nobody had."""
        self.setCurrentIndex(max(self.findData(name), 0))

    def offer(self, saved: Sequence[SavedCount]) -> None:
        """Offer these segments; the one that was chosen stays chosen."""
        before = self.segment()
        with QSignalBlocker(self):
            self.clear()
            if self._everyone:
                self.addItem(self._everyone, "")
            for each in saved:
                count = fmt.MISSING if each.count is None else fmt.number(each.count)
                self.addItem(f"{each.name}  ({count})", each.name)
            self.choose(before)


class SegmentTicks(QListWidget):
    """Some of the saved segments."""

    changed = Signal()

    def __init__(self, name: str, title: str, most: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._most = most
        self.itemChanged.connect(lambda _item: self._on_changed())

    def ticked(self) -> tuple[str, ...]:
        """Return the names that are ticked, in the order of the list."""
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )

    def offer(self, saved: Sequence[SavedCount], ticked: Sequence[str]) -> None:
        """Offer these segments with some of them ticked."""
        with QSignalBlocker(self):
            self.clear()
            for each in saved:
                if each.count is None:
                    continue
                item = QListWidgetItem(f"{each.name}  ({fmt.number(each.count)})")
                item.setData(Qt.ItemDataRole.UserRole, each.name)
                item.setCheckState(Qt.CheckState.Checked if each.name in ticked else Qt.CheckState.Unchecked)
                self.addItem(item)
            self._allow()

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(number) for number in range(self.count())]

    def _on_changed(self) -> None:
        with QSignalBlocker(self):
            self._allow()
        self.changed.emit()

    def _allow(self) -> None:
        """Let no more be ticked than can be shown."""
        full = len(self.ticked()) >= self._most
        plain = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        for item in self._items():
            free = not full or item.checkState() is Qt.CheckState.Checked
            item.setFlags(plain | Qt.ItemFlag.ItemIsEnabled if free else plain)


def no_events(desk: Desk, title: str, text: str) -> EmptyState:
    """Return what is shown where a view needs events and there are none."""
    return EmptyState(
        "clock",
        title,
        text,
        tr("NoEvents", "Import events"),
        lambda: desk.context.open_page("data"),
    )


def no_segments(text: str, on_new: Callable[[], object]) -> EmptyState:
    """Return what is shown where a view needs a segment and none is saved."""
    return EmptyState(
        "audience",
        tr("NoSegments", "No segment yet"),
        text,
        tr("NoSegments", "New segment"),
        on_new,
    )
