"""Works for what changes the project: deletes models, with a way back, and writes a model's answers into the profiles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.models import tasks

if TYPE_CHECKING:
    from admanager.gui.page import Page
    from admanager.learning.project_scoring import ProjectScores

SCORING = "models.score"


class Changes(QObject):
    """Does it beside the window and says what came of it."""

    list_wanted = Signal()
    """The models that are shown are about to go, or to come back."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def delete(self, names: list[str]) -> None:
        """Delete models; undo brings them back."""
        text = tr_count(
            "ModelsPage",
            "The model “{name}” is deleted.",
            "{count} models are deleted.",
            len(names),
            name=names[0],
        )

        def deleted(operation: int) -> None:
            self._page.banner.show_message(
                text,
                "info",
                action=tr("ModelsPage", "Undo"),
                on_action=partial(self._undo_deletion, operation),
            )

        self.list_wanted.emit()
        self._page.run_quiet(partial(tasks.delete, self._page.project, names), deleted)

    def _undo_deletion(self, operation: int) -> None:
        self._page.banner.close_message()

        def undo(is_newest: bool) -> None:
            if is_newest:
                self.list_wanted.emit()
                self._page.context.undo()
            else:
                self._page.context.show_message(
                    tr("ModelsPage", "Something else was done since; undo takes that back first.")
                )

        self._page.run_quiet(partial(tasks.is_newest, self._page.project, operation), undo)

    def score(self, name: str) -> None:
        """Write everyone's probability into the profiles."""
        self._page.run_job(
            tr("ModelsPage", "Score everyone with “{name}”", name=name),
            partial(tasks.score_everyone, self._page.project, name),
            on_done=lambda found: self._page.context.show_message(scored_words(found), "good"),
            key=SCORING,
            writes=True,
        )


def scored_words(found: ProjectScores) -> str:
    """Return how many people were scored, and all columns that were filled."""
    if not found.heads:
        return tr(
            "ModelsPage",
            "{rows:,} people are scored; their probabilities are in the column “{column}” of the profiles.",
            rows=found.rows,
            column=found.column,
        )
    return tr(
        "ModelsPage",
        "{rows:,} people are scored; the columns of the profiles are “{click}” for the click, “{conversion}” for a conversion "
        "after it, and “{column}” for both.",
        rows=found.rows,
        click=found.heads["click"].column,
        conversion=found.heads["conversion"].column,
        column=found.column,
    )
