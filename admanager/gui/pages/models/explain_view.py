"""Why a model answers as it does: what it goes by, for whom it is off, one person, and what if."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.models.overview import Overview
from admanager.gui.pages.models.person_view import PersonView
from admanager.gui.theme import GRID
from admanager.gui.widgets import EmptyState, JobProgress, button, clear_layout, row
from admanager.gui.widgets.steps import Step

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.learning.examining import Asked, Explained

EMPTY, BUSY, FOUND = range(3)
KEY_WIDTH = 200


class ExplainView(QWidget):
    """Shows explanations; asks for them through the functions that it is given."""

    def __init__(
        self,
        *,
        explain: Callable[[], object],
        drift: Callable[[], object],
        person: Callable[[str], object],
        what_if: Callable[[Asked, str, str], object],
    ) -> None:
        super().__init__()
        self._what_if = what_if
        self.explain = button(tr("ExplainView", "Explain anew"), explain, name="explainModel")
        self.drift = button(tr("ExplainView", "Does it still hold?"), drift, name="checkDrift")
        self.key = QLineEdit()
        self.key.setObjectName("personKey")
        self.key.setPlaceholderText(tr("ExplainView", "A person's key"))
        self.key.setAccessibleName(tr("ExplainView", "A person's key"))
        self.key.setFixedWidth(KEY_WIDTH)
        self.key.returnPressed.connect(lambda: person(self.key.text().strip()))
        self.person = button(
            tr("ExplainView", "Explain this person"),
            lambda: person(self.key.text().strip()),
            name="explainPerson",
        )
        self.places = QStackedWidget()
        self._progress = QVBoxLayout()
        self._found = QVBoxLayout()
        self._found.setContentsMargins(0, 0, 0, 0)
        found = QWidget()
        found.setLayout(self._found)
        for place in (self._build_empty(explain), self._build_busy(), found):
            self.places.addWidget(place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID * 3 // 2, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(row(self.explain, self.drift, None, self.key, self.person))
        layout.addWidget(self.places, 1)

    @cached_property
    def overview(self) -> Overview:
        """What the model goes by; made when it is found out first, or ahead by `pieces`."""
        made = Overview()
        made.hide()
        self._found.addWidget(made, 1)
        return made

    @cached_property
    def one(self) -> PersonView:
        """One person; made when the first is asked for, or ahead by `pieces`."""
        made = PersonView(self._what_if, self._close_person)
        made.hide()
        self._found.addWidget(made, 1)
        return made

    def pieces(self) -> Iterator[Step]:
        """Yield what makes the large parts, each short."""
        yield lambda: self.overview
        yield lambda: self.one

    def _build_empty(self, explain: Callable[[], object]) -> QWidget:
        return EmptyState(
            "models",
            tr("ExplainView", "What does the model go by?"),
            tr(
                "ExplainView",
                "Each column is shuffled among the rows kept aside, to see how much worse the model gets without it.",
            ),
            tr("ExplainView", "Explain the model"),
            explain,
        )

    def _build_busy(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.addLayout(self._progress)
        column.addStretch(1)
        return holder

    # -- showing -----------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget what was found, for another model."""
        self.overview.clear()
        self.one.clear()
        self._show(EMPTY)

    def _show(self, place: int) -> None:
        self.places.setCurrentIndex(place)
        self.explain.setVisible(place == FOUND)
        busy = place == BUSY
        for part in (self.drift, self.key, self.person):
            part.setEnabled(not busy)

    def follow(self, record: JobRecord) -> None:
        """Show a work that runs."""
        clear_layout(self._progress)
        self._progress.addWidget(JobProgress(record))
        self._show(BUSY)

    def show_nothing_new(self) -> None:
        """Go back to what was there before a work that failed or was cancelled."""
        self._show(FOUND if self.overview.importance.rows or self.one.contributions.rows else EMPTY)

    def show_explained(self, found: Explained) -> None:
        """Show what the model goes by, and for whom it is right."""
        self.overview.show_explained(found)
        self.one.hide()
        self.overview.show()
        self._show(FOUND)

    def show_person(self, asked: Asked) -> None:
        """Show why the model answers as it does for one person."""
        self.one.show_person(asked)
        self.overview.hide()
        self.one.show()
        self._show(FOUND)

    def _close_person(self) -> None:
        self.one.clear()
        self.one.hide()
        self.overview.show()
        self.show_nothing_new()
