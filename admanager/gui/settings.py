"""The window's settings: one table of keys with type, default, label and help, kept in one JSON file."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from admanager.gui.i18n import LANGUAGES, LazyText, lazy

RECENT_LIMIT = 12
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Setting:
    """One setting; `choices` are (value, text) pairs, `low` and `high` bound a number."""

    key: str
    kind: type
    default: Any
    label: LazyText | None = None
    help: LazyText | None = None
    choices: tuple[tuple[Any, LazyText | str], ...] = ()
    low: int = 0
    high: int = 0
    folder: bool = False

    def accepts(self, value: object) -> bool:
        """Return whether a value read from the file can be used."""
        if self.choices:
            return value in [choice for choice, _ in self.choices]
        if self.kind is int:
            return type(value) is int and self.low <= value <= self.high
        return isinstance(value, self.kind)


def _cores() -> int:
    return os.cpu_count() or 1


SETTINGS = (
    Setting(
        "theme", str, "system", lazy("Settings", "Theme"), lazy("Settings", "System follows your desktop."),
        choices=(("system", lazy("Settings", "System")), ("light", lazy("Settings", "Light")),
                 ("dark", lazy("Settings", "Dark"))),
    ),
    Setting(
        "language", str, "system", lazy("Settings", "Language"),
        lazy("Settings", "Is switched at once; nothing that you entered is lost."),
        choices=(("system", lazy("Settings", "System")), *LANGUAGES.items()),
    ),
    Setting(
        "threads", int, 0, lazy("Settings", "Processor threads"),
        lazy("Settings", "How many threads training and scoring may use; 0 takes all but one."), low=0, high=256,
    ),
    Setting(
        "project_folder", str, "", lazy("Settings", "Folder for projects"),
        lazy("Settings", "Where dialogs for projects begin; empty is your documents folder."), folder=True,
    ),
    Setting(
        "export_folder", str, "", lazy("Settings", "Folder for exports"),
        lazy("Settings", "Where dialogs for reports, creatives and lists begin; empty is your documents folder."),
        folder=True,
    ),
    Setting("recent", list, []),
    Setting("geometry", str, ""),
)  # fmt: skip
BY_KEY = {setting.key: setting for setting in SETTINGS}


class Settings:
    """The values of all settings; each change is written at once, by replacing the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept_backup: Path | None = None
        self._values: dict[str, Any] = {}
        self._listeners: list[Callable[[str], object]] = []
        self._read()

    def get(self, key: str) -> Any:
        """Return a value, or its default."""
        return self._values.get(key, BY_KEY[key].default)

    def set(self, key: str, value: Any) -> None:
        """Set and store a value, and tell the listeners; raises ValueError for one that does not fit."""
        if not BY_KEY[key].accepts(value):
            raise ValueError(f"{value!r} does not fit the setting {key}")
        if value == self.get(key):
            return
        self._values[key] = value
        self._write()
        for listener in list(self._listeners):
            listener(key)

    def on_changed(self, listener: Callable[[str], object]) -> Callable[[], None]:
        """Call `listener(key)` after each change; return a function that ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def thread_count(self) -> int:
        """Return how many threads heavy work may use."""
        return int(self.get("threads")) or max(1, _cores() - 1)

    def folder(self, key: str) -> Path:
        """Return a folder to begin a file dialog in."""
        chosen = Path(self.get(key)) if self.get(key) else Path.home() / "Documents"
        return chosen if chosen.is_dir() else Path.home()

    # -- recent projects -------------------------------------------------------------------------------

    def recent(self) -> list[Path]:
        """Return the projects opened last, the newest first; some may be gone."""
        return [Path(entry) for entry in self.get("recent") if isinstance(entry, str)]

    def add_recent(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        entries = [str(path.absolute())] + [str(old) for old in self.recent() if old != path.absolute()]
        self.set("recent", entries[:RECENT_LIMIT])

    def remove_recent(self, path: Path) -> None:
        """Take a project off the recent ones; the file stays."""
        self.set("recent", [str(old) for old in self.recent() if old != path])

    # -- the file --------------------------------------------------------------------------------------

    def _read(self) -> None:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            if not isinstance(found, dict):
                raise ValueError("not an object")
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self._keep_unreadable(error)
            return
        for key, value in found.items():
            setting = BY_KEY.get(key)
            if setting is not None and setting.accepts(value):
                self._values[key] = value
            else:
                _log.warning("The setting %s has a value that does not fit; its default is taken.", key)

    def _keep_unreadable(self, error: Exception) -> None:
        _log.warning("The settings in %s cannot be read (%s); a copy is kept.", self.path, error)
        target = self.path.with_name(f"{self.path.stem}.unreadable-{int(time.time())}{self.path.suffix}")
        try:
            self.path.replace(target)
        except OSError as problem:
            _log.warning("The unreadable settings could not be kept: %s", problem)
        else:
            self.kept_backup = target

    def _write(self) -> None:
        text = json.dumps(self._values, indent=2, ensure_ascii=False)
        beside = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as error:
            _log.warning("The settings could not be written to %s: %s", self.path, error)
