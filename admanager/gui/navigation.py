"""The frame of the window around the pages: navigation at the left, header above, status line below."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from admanager.gui import icons
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import ElidedLabel, button, icon_button, label, plain_tooltip, row
from admanager.gui.widgets.progress import show_share

NAVIGATION_WIDTH = 192
HEADER_HEIGHT = 48
QWIDGETSIZE_MAX = (1 << 24) - 1
STATUS_HEIGHT = 32
MESSAGE_MILLISECONDS = 8000


class Navigation(QFrame):
    """The list of pages; arrow keys move within it."""

    page_chosen = Signal(str)

    def __init__(self, pages: list[tuple[str, str, str]], on_settings: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setProperty("role", "sidebar")
        self.setFixedWidth(NAVIGATION_WIDTH)
        self.setAccessibleName(tr("Navigation", "Pages"))
        self._buttons: dict[str, QToolButton] = {}
        self._icons = {name: icon for name, _, icon in pages}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID * 3 // 2, GRID, GRID)
        layout.setSpacing(2)
        mark = row(icons.IconLabel("admanager", 24), label("AdManager", "subheading"), None, spacing=GRID)
        mark.setContentsMargins(GRID, 0, 0, GRID * 3 // 2)
        layout.addLayout(mark)
        for place, (name, title, icon) in enumerate(pages, start=1):
            made = self._entry(title, icon, f"Ctrl+{place}")
            made.setObjectName(f"nav.{name}")
            made.clicked.connect(lambda _checked=False, name=name: self.page_chosen.emit(name))
            group.addButton(made)
            layout.addWidget(made)
            self._buttons[name] = made
        layout.addStretch(1)
        settings = self._entry(tr("Navigation", "Settings"), "settings", "Ctrl+,")
        settings.setCheckable(False)
        settings.setObjectName("nav.settings")
        settings.clicked.connect(lambda _checked=False: on_settings())
        layout.addWidget(settings)

    def _entry(self, title: str, icon: str, shortcut: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "nav")
        made.setText(f"\N{EN SPACE}{title}")  # a tool button has no distance of its own between icon and text
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setIconSize(QSize(20, 20))
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(title)
        made.setToolTip(plain_tooltip(f"{title} ({shortcut})"))
        icons.set_icon(made, icon, "text_muted")
        return made

    def mark(self, name: str) -> None:
        """Mark the page that is shown."""
        for key, made in self._buttons.items():
            made.setChecked(key == name)
            icons.set_icon(made, self._icons[key], "accent" if key == name else "text_muted")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the pages with the arrow keys."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            entries = list(self._buttons.values())
            here = next((place for place, made in enumerate(entries) if made.hasFocus()), 0)
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            entries[(here + step) % len(entries)].setFocus()
        else:
            super().keyPressEvent(event)


class Header(QFrame):
    """The line above the pages: the project, undo and redo, the way to every action."""

    def __init__(self, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self.setFixedHeight(HEADER_HEIGHT)
        self.project = label("", "subheading")
        self.project.setObjectName("projectName")
        self.place = ElidedLabel("", "caption")
        self.undo = icon_button("undo", "", actions["edit.undo"].trigger, name="undoButton")
        self.redo = icon_button("redo", "", actions["edit.redo"].trigger, name="redoButton")
        find = button(
            tr("Header", "Find an action") + "   Ctrl+K",
            actions["window.palette"].trigger,
            kind="search",
            icon="search",
            name="paletteButton",
        )
        self.activity = icon_button(
            "activity",
            tr("Header", "Activity (Ctrl+J)"),
            actions["window.activity"].trigger,
            name="activityButton",
        )
        self.badge = label(tr("Header", "Generated data"), "badge")
        self.badge.setObjectName("generatedBadge")
        self.badge.setToolTip(
            plain_tooltip(tr("Header", "The people in this project were made up by the program."))
        )
        self.badge.hide()
        layout = row(self.project, self.badge, spacing=GRID)
        layout.setAlignment(self.badge, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.place, 1)
        for made in (self.undo, self.redo):
            layout.addWidget(made)
        layout.addSpacing(GRID)
        layout.addWidget(find)
        layout.addWidget(self.activity)
        layout.setContentsMargins(GRID * 3, 0, GRID * 2, 0)
        self.setLayout(layout)
        self._actions = actions
        for name, made in (("edit.undo", self.undo), ("edit.redo", self.redo)):
            actions[name].changed.connect(lambda name=name, made=made: self._follow(name, made))
            self._follow(name, made)

    def _follow(self, name: str, made: QToolButton) -> None:
        action = self._actions[name]
        made.setEnabled(action.isEnabled())
        made.setToolTip(plain_tooltip(f"{action.text()} ({action.shortcut().toString()})"))
        made.setAccessibleName(action.text())

    def show_project(self, name: str, path: str, generated: bool) -> None:
        """Show the project's name and file, and whether its people are made up."""
        self.badge.setVisible(generated)
        self.project.setText(name or tr("Header", "No project"))
        self.place.set_text(path)


class StatusLine(QFrame):
    """The line below the pages: the last message at the left, running jobs at the right."""

    def __init__(self, on_jobs: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "status")
        self.setFixedHeight(STATUS_HEIGHT)
        self._icon = icons.IconLabel("info", 16, "text_muted")
        self._text = ElidedLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(GRID * 12)
        self._jobs = button("", on_jobs, kind="link", name="statusJobs")
        self._widest = ""
        layout = row(self._icon, spacing=GRID)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self._jobs)
        layout.setContentsMargins(GRID * 3, 0, GRID * 2, 0)
        self.setLayout(layout)
        self._fade = QTimer(self, singleShot=True, interval=MESSAGE_MILLISECONDS)
        self._fade.timeout.connect(self.clear)
        self.clear()
        self.show_jobs("", None)

    def show_message(self, text: str, kind: str) -> None:
        """Show a message for some seconds."""
        name, token = {
            "good": ("check", "good"),
            "warn": ("warning", "warn"),
            "bad": ("error", "bad"),
        }.get(kind, ("info", "text_muted"))
        self._icon.set_icon(name, token)
        self._icon.show()
        self._text.set_text(text)
        self.setAccessibleName(text)
        self._fade.start()

    def clear(self) -> None:
        """Forget the message."""
        self._icon.hide()
        self._text.set_text("")

    def message(self) -> str:
        """Return the message shown."""
        return self._text.whole_text()

    def show_jobs(self, text: str, share: float | None) -> None:
        """Show what runs and how far it is (0 to 1, None unknown); an empty text hides it."""
        self._show_text(text)
        self._jobs.setVisible(bool(text))
        self._bar.setVisible(bool(text))
        if text:
            show_share(self._bar, share)

    def _show_text(self, text: str) -> None:
        """Write what runs at a width for any percentage, so that the line is not laid out anew with every one."""
        if text == self._jobs.text():
            return
        widest = re.sub(r"\d+", "000", text)
        if widest != self._widest:
            self._widest = widest
            self._jobs.setMinimumSize(0, 0)
            self._jobs.setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX)
            self._jobs.setText(widest)
            self._jobs.setFixedSize(self._jobs.sizeHint())
        self._jobs.setText(text)


class PageFrame(QWidget):
    """The middle of the window: header, the page, the status line."""

    def __init__(self, header: QWidget, pages: QWidget, status: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(pages, 1)
        layout.addWidget(status)
