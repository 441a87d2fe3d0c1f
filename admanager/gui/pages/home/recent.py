"""The list of recent projects: opens them, marks what is missing, takes entries off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui import icons
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import (
    ElidedLabel,
    button,
    caption,
    clear_layout,
    icon_button,
    label,
    plain_tooltip,
    row,
)

SHOWN = 6


class RecentList(QWidget):
    """Recent projects, the newest first; those whose file is gone are marked and cannot be opened."""

    open_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._shown: list[tuple[Path, float | None]] | None = None

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show these projects."""
        entries = [(path, _changed(path)) for path in paths[:SHOWN]]
        if entries == self._shown:
            return
        self._shown = entries
        clear_layout(self._layout)
        if not entries:
            self._layout.addWidget(
                caption(
                    tr(
                        "RecentList",
                        "Projects that you open are listed here. A project file (.adm) dropped on the "
                        "window opens, too.",
                    )
                )
            )
        for path, changed in entries:
            self._layout.addWidget(self._entry(path, changed))

    def _entry(self, path: Path, changed: float | None) -> QWidget:
        missing = changed is None
        made = QFrame()
        name = button(
            path.stem, lambda: self.open_asked.emit(str(path)), kind="link", name=f"recent.{path.stem}"
        )
        name.setEnabled(not missing)
        name.setToolTip(plain_tooltip(str(path)))
        place = ElidedLabel(str(path.parent), "caption")
        when = label(tr("RecentList", "missing") if missing else fmt.time(changed), "caption")
        remove = icon_button(
            "close",
            tr("RecentList", "Take {name} off this list; the file stays", name=path.stem),
            lambda: self.remove_asked.emit(str(path)),
        )
        line = row(
            icons.IconLabel("file-missing" if missing else "file", 18, "text_muted"), name, spacing=GRID
        )
        line.addWidget(place, 1)
        line.addWidget(when)
        line.addWidget(remove)
        made.setLayout(line)
        return made


def _changed(path: Path) -> float | None:
    """Return when the file was changed last, or None when it is gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return None
