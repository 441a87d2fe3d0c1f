"""The tab of the models: what is trained and learned there, and what the project holds of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.creatives.image_panel import ImagePanel
from admanager.gui.pages.creatives.model_panel import ModelPanel
from admanager.gui.pages.creatives.words_panel import WordsPanel
from admanager.gui.theme import GRID
from admanager.gui.widgets import row, scrolled
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.gui.pages.creatives.tasks import Standing
    from admanager.gui.pages.creatives.view import CreativesPage

TRAINING = "creatives.train"
MODEL_WIDTH = 328


class ModelsPart(QWidget):
    """The design model, what it learns from, and the models of words, beside the image models."""

    def __init__(self, page: CreativesPage) -> None:
        super().__init__()
        self._page = page
        self.learning = ModelPanel(self.train, self.learn_clicks, self.import_past, self.remove_past)
        self.words = WordsPanel(page)
        self.images = ImagePanel(page, page.take_colour, page.take_art)
        column = QWidget()
        parts = QVBoxLayout(column)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(GRID)
        parts.addWidget(self.learning)
        parts.addWidget(self.words)
        parts.addStretch(1)
        designs = scrolled(column)
        designs.setFixedWidth(MODEL_WIDTH)
        line = row(designs, scrolled(self.images), spacing=GRID * 3)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_standing(self, standing: Standing) -> None:
        """Show what the project holds."""
        self.learning.show_standing(standing)
        self.words.show_standing(standing)

    def forget(self) -> None:
        """Forget what belonged to the project before."""
        self.images.forget()
        self.words.forget()

    def train(self) -> None:
        """Train the design model in a process of its own."""
        from admanager.creative.generator import train_generator

        record = self._page.run_job(
            tr("CreativesPage", "Train the design model"),
            partial(
                train_generator,
                self._page.project,
                kind=self.learning.kind.currentData(),
                seed=self._page.studio.request.values()["seed"],
            ),
            on_failed=self._training_failed,
            key=TRAINING,
            writes=True,
        )
        self.follow_training(record, listens=True)

    def follow_training(self, record: JobRecord, *, listens: bool = False) -> None:
        """Show a training that runs; its failure is told here unless who began it `listens`."""
        self.learning.follow(record)
        self._page.show_models()
        record.listen(
            owner=self._page,
            on_partial=self.learning.show_epoch,
            on_done=lambda _: self._trained(),
            on_failed=None if listens else self._training_failed,
            replay=True,
        )

    def _trained(self) -> None:
        self.learning.end()
        self._page.context.show_message(tr("CreativesPage", "The design model is trained."), "good")

    def _training_failed(self, error: AdManagerError) -> None:
        self.learning.end()
        self._page.show_failure(error)

    def learn_clicks(self) -> None:
        """Learn from the project's impressions which designs are clicked."""
        from admanager.creative.choosing import train_scorer

        learned = tr("CreativesPage", "It is learned which designs are clicked.")
        self._page.run_job(
            tr("CreativesPage", "Learn which designs are clicked"),
            partial(train_scorer, self._page.project),
            on_done=lambda _: self._page.context.show_message(learned, "good"),
            on_failed=self._page.show_failure,
            key="creatives.learn",
            writes=True,
        )

    def import_past(self, paths: Path | Sequence[Path]) -> None:
        """Read past ads from a file, a folder or several files, all or none, and say what was taken."""
        from admanager.creative.past import PastImport, import_past_ads

        self._page.banner.close_message()

        given = [paths] if isinstance(paths, Path) else list(paths)
        name = given[0].name if len(given) == 1 else tr("CreativesPage", "{count} files", count=len(given))

        def done(made: PastImport) -> None:
            text = tr(
                "CreativesPage", "Past ads from “{name}”: {added} new, {replaced} in the place of one of the same name.",
                name=name, added=made.added, replaced=made.replaced,
            )  # fmt: skip
            if made.unused:
                columns = ", ".join(made.unused)
                text += " " + tr(
                    "CreativesPage", "Columns that say nothing of a design: {columns}.", columns=columns
                )
            self._page.banner.show_message(text, "good")

        self._page.run_job(
            tr("CreativesPage", "Import past ads"),
            partial(import_past_ads, self._page.project, given),
            on_done=done,
            on_failed=self._page.show_failure,
            key="creatives.past",
            writes=True,
        )

    def remove_past(self) -> None:
        """Take all past ads out of the project; undo brings them back."""
        from admanager.creative.past import delete_past_ads

        self._page.run_quiet(partial(delete_past_ads, self._page.project))
