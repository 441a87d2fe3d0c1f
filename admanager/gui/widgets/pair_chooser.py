"""The head of a comparison: the way back, and the two things that are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.widgets.basics import button, icon_button, label, row


class PairChooser(QWidget):
    """Two choices, A and B, of which each can be changed and both swapped."""

    pair_asked = Signal(int, int)

    def __init__(self, back: str, go_back: Callable[[], object], first: str, second: str) -> None:
        super().__init__()
        self.back = button(back, go_back, kind="quiet", icon="chevron-left", name="backFromCompare")
        self.first = self._chooser("compareA", first)
        self.second = self._chooser("compareB", second)
        self.swap = icon_button("refresh", tr("PairChooser", "Swap A and B"), self._swap, name="swapPair")
        line = row(
            self.back, label("A", "subheading"), self.first, self.swap, label("B", "subheading"), self.second
        )
        line.setStretch(2, 1)
        line.setStretch(5, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)

    def _chooser(self, name: str, text: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(12)
        made.currentIndexChanged.connect(lambda _: self._ask())
        return made

    def show_choices(self, named: Sequence[tuple[int, str]], a: int, b: int) -> None:
        """Offer these numbers under their names, with two of them chosen."""
        for chooser, chosen in ((self.first, a), (self.second, b)):
            with QSignalBlocker(chooser):
                chooser.clear()
                for number, name in named:
                    chooser.addItem(name, number)
                chooser.setCurrentIndex(chooser.findData(chosen))

    def chosen(self) -> tuple[int, int] | None:
        """Return the two numbers; None where one is missing or both are the same."""
        a, b = self.first.currentData(), self.second.currentData()
        return None if a is None or b is None or a == b else (int(a), int(b))

    def _ask(self) -> None:
        pair = self.chosen()
        if pair is not None:
            self.pair_asked.emit(*pair)

    def _swap(self) -> None:
        pair = self.chosen()
        if pair is not None:
            with QSignalBlocker(self.first):
                self.first.setCurrentIndex(self.first.findData(pair[1]))
            self.second.setCurrentIndex(self.second.findData(pair[0]))
