"""What the project knows of words: which headlines are clicked, from tests, and a model that makes up ideas."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QListWidget, QMenu, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.creatives.request_bar import MOST_SEED
from admanager.gui.pages.data.words import TABLE_NAMES
from admanager.gui.theme import GRID
from admanager.gui.widgets import JobProgress, button, caption, clear_layout, heading, muted, row

if TYPE_CHECKING:
    from admanager.creative.ideas import Idea
    from admanager.gui.jobs import JobRecord
    from admanager.gui.page import Page
    from admanager.gui.pages.creatives.tasks import Standing
    from admanager.texts import AdManagerError

IDEAS = 8
LIST_HEIGHT = GRID * 22
TABLES = "*.csv *.tsv *.csv.gz *.xlsx *.json *.parquet"


class WordsPanel(QWidget):
    """Learns from headline tests and headlines in files, and shows ideas."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._can_train = False
        self.headlines = muted()
        self.learn = button(
            tr("WordsPanel", "Learn from headline tests…"),
            self.ask_tests,
            icon="import",
            name="learnHeadlines",
        )
        self._tables: list[str] = []
        self.ideas_state = muted()
        self.learn_ideas = button(
            tr("WordsPanel", "Learn from headlines…"), self._ask_headlines, icon="import", name="learnIdeas"
        )
        self.make = button(
            tr("WordsPanel", "Make up ideas"), self.make_ideas, icon="sparkle", name="makeIdeas"
        )
        self.progress = QVBoxLayout()
        self.found = QListWidget()
        self.found.setObjectName("ideas")
        self.found.setAccessibleName(tr("WordsPanel", "Ideas for headlines, made up by a model"))
        self.found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.found.setWordWrap(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setFixedHeight(LIST_HEIGHT)
        self.note = caption()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, GRID, GRID)
        layout.setSpacing(GRID * 3 // 2)
        layout.addWidget(heading(tr("WordsPanel", "Headlines"), 2))
        layout.addWidget(self.headlines)
        layout.addLayout(row(self.learn, None))
        layout.addSpacing(GRID)
        layout.addWidget(heading(tr("WordsPanel", "Ideas for headlines"), 2))
        layout.addWidget(self.ideas_state)
        layout.addLayout(row(self.learn_ideas, None))
        layout.addLayout(self.progress)
        layout.addLayout(row(self.make, None))
        layout.addWidget(self.found)
        layout.addWidget(self.note)
        self._show_ideas([])

    # -- what the project holds --------------------------------------------------------------------------

    def show_standing(self, standing: Standing) -> None:
        """Show which models the project has."""
        self._can_train = standing.can_train
        self._tables = standing.headline_tables
        self._show_headlines(standing.headlines)
        card = standing.ideas
        if card is None:
            text = tr(
                "WordsPanel",
                "From a file of your own headlines, a line each or a table, a small model learns to make up more of them.",
            )
        else:
            text = tr(
                "WordsPanel", "Learned from {headlines:,} headlines with {words:,} words.",
                headlines=card["headlines"], words=card["words"],
            )  # fmt: skip
        if not standing.can_train:
            text += " " + tr("WordsPanel", "Learning needs PyTorch, which is not installed here.")
        self.ideas_state.setText(text)
        self.learn_ideas.setEnabled(standing.can_train)
        self.make.setVisible(card is not None)

    def _show_headlines(self, figures: dict[str, Any] | None) -> None:
        if figures is None:
            self.headlines.setText(
                tr("WordsPanel", "From a table of your own tests (columns test, headline, impressions and clicks) it is learned "
                   "which wording is clicked more; ads then say it more often.")
            )  # fmt: skip
            return
        self.headlines.setText(
            tr("WordsPanel", "Learned from {tests:,} tests. Of {pairs:,} significant pairs in tests that were held out, it told the "
               "better headline in {accuracy} ({low} to {high}).",
               tests=figures["tests_learned"], pairs=figures["pairs"], accuracy=fmt.percent(figures["accuracy"]),
               low=fmt.percent(figures["low"]), high=fmt.percent(figures["high"]))
        )  # fmt: skip

    def forget(self) -> None:
        """Forget the ideas of the project before."""
        self._show_ideas([])

    # -- learning ----------------------------------------------------------------------------------------

    def ask_tests(self) -> None:
        """Ask for a file of headline tests, or offer the tables of the project that hold some, too."""
        if not self._tables:
            self._ask_file()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for table in self._tables:
            menu.addAction(
                tr("WordsPanel", "From the table “{name}”", name=str(TABLE_NAMES[table])),
                partial(self.train, table),
            )
        menu.addAction(tr("WordsPanel", "From a file…"), self._ask_file)
        menu.popup(self.learn.mapToGlobal(self.learn.rect().bottomLeft()))

    def _ask_file(self) -> None:
        self._ask(
            tr("WordsPanel", "Headline tests"), tr("WordsPanel", "Tables ({kinds})", kinds=TABLES), self.train
        )

    def _ask_headlines(self) -> None:
        kinds = f"*.txt {TABLES}"
        self._ask(
            tr("WordsPanel", "Headlines"),
            tr("WordsPanel", "Texts and tables ({kinds})", kinds=kinds),
            self.train_ideas,
        )

    def _ask(self, title: str, kinds: str, chosen: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(kinds)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.open()

    def train(self, source: Path | str) -> None:
        """Learn which headline is clicked more, from a file of headline tests or a table of the project."""
        from admanager.learning.headlines import train_headlines

        self._page.banner.close_message()
        self.learn.setEnabled(False)

        def done(_: dict[str, Any]) -> None:
            self.learn.setEnabled(True)
            self._page.context.show_message(tr("WordsPanel", "The headline model is trained."), "good")

        def failed(error: AdManagerError) -> None:
            self.learn.setEnabled(True)
            self._page.show_failure(error)

        self._page.run_job(
            tr("WordsPanel", "Learn from headline tests"),
            partial(train_headlines, self._page.project, source),
            on_done=done,
            on_failed=failed,
            key="creatives.headlines",
            writes=True,
        )

    def train_ideas(self, path: Path) -> None:
        """Learn from a file of headlines to make up more of them, in a process of its own."""
        from admanager.creative.ideas import learn_ideas

        self._page.banner.close_message()
        record = self._page.run_job(
            tr("WordsPanel", "Learn to make up headlines"),
            partial(learn_ideas, self._page.project, path),
            on_done=lambda _: self._end(tr("WordsPanel", "The model of ideas is trained.")),
            on_failed=self._failed,
            key="creatives.ideas",
            writes=True,
        )
        self._follow(record)

    def _follow(self, record: JobRecord) -> None:
        clear_layout(self.progress)
        self.progress.addWidget(JobProgress(record, with_title=False))
        self.learn_ideas.setEnabled(False)

    def _end(self, message: str = "") -> None:
        clear_layout(self.progress)
        self.learn_ideas.setEnabled(self._can_train)
        if message:
            self._page.context.show_message(message, "good")

    def _failed(self, error: AdManagerError) -> None:
        self._end()
        self._page.show_failure(error)

    # -- ideas -------------------------------------------------------------------------------------------

    def make_ideas(self) -> None:
        """Show ideas that are new each time."""
        from admanager.creative.ideas import headline_ideas

        self.make.setEnabled(False)

        def done(ideas: list[Idea]) -> None:
            self.make.setEnabled(True)
            self._show_ideas(ideas)

        def failed(error: AdManagerError) -> None:
            self.make.setEnabled(True)
            self._show_ideas([])
            self.note.setText(translate_sentence(error.message))
            self.note.show()

        seed = random.SystemRandom().randrange(MOST_SEED)
        self._page.run_quiet(
            partial(headline_ideas, self._page.project, count=IDEAS, seed=seed), done, failed
        )

    def _show_ideas(self, ideas: list[Idea]) -> None:
        self.found.clear()
        for idea in ideas:
            self.found.addItem(idea.text)
        self.found.setVisible(bool(ideas))
        self.note.setVisible(bool(ideas))
        self.note.setText(
            tr("WordsPanel", "Made up by a model: read each before it is used. A design takes one by “Another headline…” in its menu.")
        )  # fmt: skip
