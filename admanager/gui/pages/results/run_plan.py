"""What a run was made of: its plan, the method with its assumptions, and where it comes from, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.results import texts
from admanager.gui.theme import GRID
from admanager.gui.widgets import clear_layout, heading, label, row

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Shown
    from admanager.report.words import Part


class RunPlan(QWidget):
    """Three columns of words."""

    def __init__(self) -> None:
        super().__init__()
        columns = row(spacing=GRID * 4)
        self._plan, self._method, self._origin = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for title, places in (
            (tr("RunView", "The plan"), [self._plan]),
            (tr("RunView", "Method and assumptions"), [self._method]),
            (tr("RunView", "Where this comes from"), [self._origin]),
        ):
            column = QVBoxLayout()
            column.setSpacing(GRID)
            column.addWidget(heading(title, 2))
            for place in places:
                place.setSpacing(GRID // 2)
                column.addLayout(place)
            column.addStretch(1)
            columns.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        layout.addLayout(columns)

    def show_run(self, shown: Shown) -> None:
        """Show what a run was made of."""
        _show_words(self._plan, shown.plan)
        _show_words(self._method, shown.method)
        self._show_origin(shown)

    def _show_origin(self, shown: Shown) -> None:
        clear_layout(self._origin)
        run = shown.run
        facts = [
            (
                tr("RunView", "Run"),
                tr("RunView", "{name} (number {number})", name=run.info.name, number=run.info.id),
            ),
            (tr("RunView", "State"), texts.state_text(run.info.state)),
            (tr("RunView", "Seed"), str(run.info.seed)),
            (
                tr("RunView", "Simulated"),
                tr(
                    "RunView",
                    "{time}, in {took}",
                    time=fmt.time(run.info.started),
                    took=fmt.duration(run.info.seconds),
                ),
            ),
        ]
        names = {
            "click": tr("RunView", "Model for clicks"),
            "conversion": tr("RunView", "Model for conversions"),
        }
        for what, (name, sha256) in run.models.items():
            text = tr("RunView", "{name}, SHA-256 {hash}", name=name, hash=sha256[:16] + "…")
            facts.append((names.get(what, what), text))
        if not run.models:
            facts.append(
                (tr("RunView", "Models"), tr("RunView", "None: rates come from the plan or are assumed."))
            )
        for name, value in facts:
            title = heading(name, 3)
            title.setContentsMargins(0, GRID, 0, 0)
            self._origin.addWidget(title)
            self._origin.addWidget(label(value, wrap=True, selectable=True))


def _show_words(place: QVBoxLayout, parts: list[Part]) -> None:
    clear_layout(place)
    for part in parts:
        title = heading(translate_sentence(part.title), 3)
        title.setWordWrap(True)
        title.setContentsMargins(0, GRID, 0, 0)
        place.addWidget(title)
        for line in part.lines:
            place.addWidget(label(translate_sentence(line), wrap=True, selectable=True))
