"""The legend of a chart, or of several beside one another: each entry shows or hides its series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from admanager.gui import icons
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import plain_tooltip
from admanager.gui.widgets.flow import FlowLayout

LONGEST_NAME = 24
Entry = tuple[str, str, int]
"""Key, name, and number of the colour."""


class Legend(QWidget):
    """Entries that can be switched off; one that was hidden stays so while its key is there."""

    def __init__(self, set_visible: Callable[[str, bool], object]) -> None:
        super().__init__()
        self._set_visible = set_visible
        self._entries: list[Entry] = []
        self._buttons: dict[str, QToolButton] = {}
        self._flow = FlowLayout(self, spacing=GRID // 2)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        if list(entries) == self._entries:
            return
        # What stays at its place is kept: making an entry takes a millisecond, and a chart adds its lines one by one.
        kept = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(self._entries, entries, strict=False))
        )
        hidden = {key for key, button in self._buttons.items() if not button.isChecked()}
        for key, _, _ in self._entries[kept:]:
            button = self._buttons.pop(key)
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._entries = list(entries)
        for key, name, color in entries[kept:]:
            made = self._make(key, name, color)
            made.setChecked(key not in hidden)
            made.toggled.connect(lambda shown, key=key: self._set_visible(key, shown))
            self._flow.addWidget(made)
            self._buttons[key] = made

    def set_shown(self, key: str, shown: bool) -> None:
        """Mark an entry as shown or hidden, and tell of it."""
        if key in self._buttons:
            self._buttons[key].setChecked(shown)

    def _make(self, key: str, name: str, color: int) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"legend.{key}")
        made.setText(
            (name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…").replace("&", "&&")
        )
        made.setToolTip(plain_tooltip(name))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setCheckable(True)
        made.setProperty("role", "legend")
        made.setIconSize(QSize(12, 12))
        made.setIcon(icons.swatch(color))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(tr("Chart", "Show {name}", name=name))
        return made

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_entries"):
            for key, _, color in self._entries:
                self._buttons[key].setIcon(icons.swatch(color))
