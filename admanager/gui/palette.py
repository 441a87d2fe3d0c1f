"""The command palette: one field that finds every page and every action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from admanager.gui import fuzzy, icons, theme
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import label, row

WIDTH = 560
ROW = 36
SHOWN = 9


@dataclass(frozen=True)
class PaletteEntry:
    """An entry: its text, where it belongs to, its shortcut, and what it does.

    `also` is searched but not shown, such as the English name while the window speaks Chinese.
    """

    text: str
    group: str
    run: Callable[[], object]
    icon: str = "command"
    shortcut: str = ""
    also: str = ""

    def score(self, query: str) -> float:
        """Return how well a query fits, 0 where it does not."""
        return max(
            fuzzy.score(query, self.text),
            0.9 * fuzzy.score(query, f"{self.group} {self.text}"),
            0.8 * fuzzy.score(query, self.also),
        )


def find(entries: Sequence[PaletteEntry], query: str, limit: int = 50) -> list[PaletteEntry]:
    """Return the entries that fit, the best first; all of them in their order for an empty query."""
    if not query.strip():
        return list(entries)[:limit]
    scored = [(entry.score(query), -place, entry) for place, entry in enumerate(entries)]
    fitting = sorted((item for item in scored if item[0] > 0), key=lambda item: item[:2], reverse=True)
    return [entry for _, _, entry in fitting[:limit]]


class CommandPalette(QFrame):
    """The palette as a sheet over the window; Escape or a click elsewhere closes it."""

    closed = Signal()

    def __init__(self, window: QWidget, entries: Sequence[PaletteEntry]) -> None:
        super().__init__(window)
        self.setObjectName("commandPalette")
        self.setProperty("role", "sheet")
        self._entries = list(entries)
        self._shown: list[PaletteEntry] = []
        self._focus_before = window.focusWidget()
        self.field = QLineEdit()
        self.field.setObjectName("paletteField")
        self.field.setPlaceholderText(tr("CommandPalette", "Find a page or an action"))
        self.field.setAccessibleName(tr("CommandPalette", "Find a page or an action"))
        self.field.addAction(icons.icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("paletteList")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(lambda _: self.run_current())
        self.nothing = label(tr("CommandPalette", "Nothing fits."), "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self.nothing)
        self._search("")
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(GRID * 5)
        shadow.setOffset(0, GRID)
        shadow.setColor(theme.color("shadow", 90))
        self.setGraphicsEffect(shadow)
        window.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def texts(self) -> list[str]:
        """Return the texts of the entries shown."""
        return [entry.text for entry in self._shown]

    def _search(self, query: str) -> None:
        self._shown = find(self._entries, query)
        self.list.clear()
        for entry in self._shown:
            item = QListWidgetItem()
            item.setSizeHint(QSize(WIDTH - 4 * GRID, ROW))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.group}: {entry.text}")
            self.list.addItem(item)
            self.list.setItemWidget(item, _entry_row(entry))
        if self._shown:
            self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._shown))
        self.nothing.setVisible(not self._shown)
        self.list.setFixedHeight(ROW * min(SHOWN, max(1, len(self._shown))) + 2)
        self.adjustSize()

    def run_current(self) -> None:
        """Close the palette and run the marked entry."""
        place = self.list.currentRow()
        if 0 <= place < len(self._shown):
            entry = self._shown[place]
            self.dismiss()
            entry.run()

    def dismiss(self) -> None:
        """Close the palette and give the focus back."""
        self.hide()
        self.parentWidget().removeEventFilter(self)
        if self._focus_before is not None:
            self._focus_before.setFocus()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the mark with the arrow keys, and stay in the middle of the window."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.dismiss()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN, Qt.Key.Key_PageUp: -SHOWN}
        key = Qt.Key(event.key())
        if key in steps and self._shown:
            place = self.list.currentRow() + steps[key]
            place = (
                place % len(self._shown) if abs(steps[key]) == 1 else max(0, min(place, len(self._shown) - 1))
            )
            self.list.setCurrentRow(place)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.run_current()
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _place(self) -> None:
        window = self.parentWidget()
        self.setFixedWidth(min(WIDTH, window.width() - 4 * GRID))
        self.move((window.width() - self.width()) // 2, 9 * GRID)


def _entry_row(entry: PaletteEntry) -> QWidget:
    made = QWidget()
    layout = row(
        icons.IconLabel(entry.icon, 18, "text_muted"),
        label(entry.text),
        label(entry.group, "caption"),
        None,
        label(QKeySequence(entry.shortcut).toString(QKeySequence.SequenceFormat.NativeText), "caption"),
        spacing=GRID,
    )
    layout.setContentsMargins(GRID, 0, GRID, 0)
    made.setLayout(layout)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
