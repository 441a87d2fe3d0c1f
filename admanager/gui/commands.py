"""The window's own commands: one table that makes the menus, the shortcuts and the palette's entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from admanager.gui.i18n import LANGUAGES, LazyText, lazy, tr


@dataclass(frozen=True)
class WindowCommand:
    """A command of the window; `menu` is the key of its menu, `name` that of the method that runs it."""

    name: str
    text: LazyText
    menu: str
    shortcut: str = ""
    icon: str = "command"
    needs_project: bool = False
    rule_before: bool = False


COMMANDS = (
    WindowCommand("project.new", lazy("Commands", "New project…"), "file", "Ctrl+N", "plus"),
    WindowCommand("project.open", lazy("Commands", "Open project…"), "file", "Ctrl+O", "folder"),
    WindowCommand("project.demo", lazy("Commands", "Open the demo"), "file", "", "sparkle"),
    WindowCommand(
        "project.copy", lazy("Commands", "Save a copy as…"), "file", "Ctrl+Shift+S", "copy", True, True
    ),
    WindowCommand("project.folder", lazy("Commands", "Show in folder"), "file", "", "folder", True),
    WindowCommand("project.check", lazy("Commands", "Check the project file"), "file", "", "check", True),
    WindowCommand("project.close", lazy("Commands", "Close project"), "file", "Ctrl+W", "close", True),
    WindowCommand("window.quit", lazy("Commands", "Quit"), "file", "Ctrl+Q", "close", False, True),
    WindowCommand("edit.undo", lazy("Commands", "Undo"), "edit", "Ctrl+Z", "undo", True),
    WindowCommand("edit.redo", lazy("Commands", "Redo"), "edit", "Ctrl+Shift+Z", "redo", True),
    WindowCommand(
        "window.settings", lazy("Commands", "Settings…"), "edit", "Ctrl+,", "settings", False, True
    ),
    WindowCommand("window.palette", lazy("Commands", "Find an action…"), "view", "Ctrl+K", "search"),
    WindowCommand("window.activity", lazy("Commands", "Activity"), "view", "Ctrl+J", "activity"),
    WindowCommand("help.shortcuts", lazy("Commands", "Keyboard shortcuts"), "help", "F1", "command"),
    WindowCommand("help.logs", lazy("Commands", "Open log folder"), "help", "", "folder"),
    WindowCommand("help.about", lazy("Commands", "About AdManager"), "help", "", "info", False, True),
)
MENUS = (
    ("file", lazy("Commands", "&File")),
    ("edit", lazy("Commands", "&Edit")),
    ("view", lazy("Commands", "&View")),
    ("go", lazy("Commands", "&Go")),
    ("help", lazy("Commands", "&Help")),
)
THEMES = (
    ("system", lazy("Commands", "System")),
    ("light", lazy("Commands", "Light")),
    ("dark", lazy("Commands", "Dark")),
)


class CommandBar:
    """The menu bar of a window, with an action for every command; `actions` finds them by name."""

    def __init__(
        self, window: QMainWindow, run: Callable[[str], object], pages: list[tuple[str, str, str]]
    ) -> None:
        self._window = window
        self._run = run
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        bar = QMenuBar()
        window.setMenuBar(bar)  # which deletes the one before, with its menus
        for key, title in MENUS:
            self.menus[key] = bar.addMenu(str(title))
            self.menus[key].setObjectName(f"menu.{key}")
        for command in COMMANDS:
            self._add(command)
        self.recent = QMenu(tr("Commands", "Open recent"), self.menus["file"])
        self.recent.setObjectName("menu.recent")
        self.menus["file"].insertMenu(self.actions["project.demo"], self.recent)
        for place, (name, title, _icon) in enumerate(pages, start=1):
            action = self._action(f"page.{name}", title, f"Ctrl+{place}")
            self.menus["go"].addAction(action)
        self.menus["view"].addSeparator()
        self._add_choice("theme", tr("Commands", "Theme"), [(key, str(text)) for key, text in THEMES])
        languages = [("system", str(THEMES[0][1])), *LANGUAGES.items()]
        self._add_choice("language", tr("Commands", "Language"), languages)

    def _action(self, name: str, text: str, shortcut: str) -> QAction:
        made = QAction(text, self._window)
        made.setObjectName(name)
        if shortcut:
            made.setShortcut(QKeySequence(shortcut))
        made.triggered.connect(lambda _checked=False: self._run(name))
        self.actions[name] = made
        return made

    def _add(self, command: WindowCommand) -> None:
        menu = self.menus[command.menu]
        if command.rule_before:
            menu.addSeparator()
        menu.addAction(self._action(command.name, str(command.text), command.shortcut))

    def _add_choice(self, key: str, title: str, options: list[tuple[str, str]]) -> None:
        menu = self.menus["view"].addMenu(title)
        group = QActionGroup(menu)
        for value, text in options:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setObjectName(f"{key}.{value}")
            action.triggered.connect(partial(self._run, f"{key}.{value}"))
            group.addAction(action)
            menu.addAction(action)
            self.actions[f"{key}.{value}"] = action

    def show_choice(self, key: str, value: str) -> None:
        """Mark the chosen theme or language."""
        self.actions[f"{key}.{value}"].setChecked(True)

    def set_project_open(self, open_: bool) -> None:
        """Enable the commands that need a project."""
        for command in COMMANDS:
            if command.needs_project:
                self.actions[command.name].setEnabled(open_)

    def set_history(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do; empty disables them."""
        texts = {
            "edit.undo": tr("Commands", "Undo: {what}", what=undo) if undo else tr("Commands", "Undo"),
            "edit.redo": tr("Commands", "Redo: {what}", what=redo) if redo else tr("Commands", "Redo"),
        }
        for name, text in texts.items():
            action = self.actions[name]
            action.setEnabled(bool(undo if name == "edit.undo" else redo))
            action.setText(text)
            action.setToolTip(text)

    def set_recent(self, entries: list[tuple[str, str, bool]], open_: Callable[[str], object]) -> None:
        """List recent projects as (path, text, is there)."""
        self.recent.clear()
        for path, text, present in entries:
            action = self.recent.addAction(text if present else tr("Commands", "{name} (missing)", name=text))
            action.setEnabled(present)
            action.triggered.connect(partial(open_, path))
        self.recent.setEnabled(bool(entries))
