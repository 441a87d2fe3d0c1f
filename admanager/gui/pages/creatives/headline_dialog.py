"""Chooses another headline for a design: what fits it, what the project's models make up, or one's own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.theme import GRID
from admanager.gui.widgets import caption, label, row
from admanager.gui.widgets.dialogs import Dialog
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.creative.design import Design
    from admanager.gui.page import Page
    from admanager.project.file import ProjectFile

LIST_HEIGHT = GRID * 34
IDEAS = 6


@dataclass(frozen=True)
class Headline:
    """A headline that can be chosen. `chance` is that of being clicked more than the usual one of the list, or None."""

    text: str
    letters: int
    chance: float | None
    made_up: bool


@dataclass(frozen=True)
class Headlines:
    """The headlines for a design, the likeliest to be clicked first where the project has a headline model."""

    items: list[Headline]
    ranked: bool


def read_headlines(project: ProjectFile, design: Design) -> Headlines:
    """Return the headlines that fit a design, and ideas where the project has learned to have some."""
    from admanager.creative.brand import load_brand
    from admanager.creative.copy import headline_options
    from admanager.creative.ideas import headline_ideas
    from admanager.creative.networks import letters
    from admanager.creative.wording import winning_chances

    texts = dict.fromkeys(headline_options(design.spec, load_brand(project)), False)
    try:
        for idea in headline_ideas(project, count=IDEAS, seed=design.seed):
            texts.setdefault(idea.text, True)
    except AdManagerError:
        pass  # nothing was learned, or no idea passed
    chances = winning_chances(project, list(texts))
    if chances is None:
        return Headlines([Headline(text, letters(text), None, idea) for text, idea in texts.items()], False)
    items = [
        Headline(text, letters(text), chance, idea)
        for (text, idea), chance in zip(texts.items(), chances, strict=True)
    ]
    return Headlines(sorted(items, key=lambda item: -(item.chance or 0.0)), True)


class HeadlineDialog(Dialog):
    """A list of headlines and a field for one's own."""

    chosen = Signal(str)

    def __init__(self, page: Page, name: str, design: Design) -> None:
        from admanager.creative.brand import load_brand

        super().__init__(page, tr("HeadlineDialog", "Headline of “{name}”", name=name), width=600)
        self._page = page
        self.model = ListModel(
            [
                TableColumn(tr("HeadlineDialog", "Headline"), width=300),
                TableColumn(tr("HeadlineDialog", "Letters"), "integer", 64),
                TableColumn(tr("HeadlineDialog", "Wins"), "percent", 72),
                TableColumn(tr("HeadlineDialog", "From"), width=110),
            ]
        )
        self.table = DataTable(self.model, name="headlines", title=tr("HeadlineDialog", "Headlines"))
        self.table.setMinimumHeight(LIST_HEIGHT)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.row_selected.connect(self._take_up)
        self.table.row_activated.connect(self._activate)
        self.text = QLineEdit(design.copy_text.headlines[0])
        self.text.setObjectName("headlineText")
        self.text.setAccessibleName(tr("HeadlineDialog", "Headline"))
        self.text.textEdited.connect(lambda _text: self.problem.hide())
        self.text.textChanged.connect(lambda _text: self._count())
        self.meter = label("", "muted")
        self.meter.setObjectName("headlineLetters")
        self.problem = label("", "error", wrap=True)
        self.problem.setObjectName("headlineProblem")
        self.problem.hide()
        self.note = caption(tr("HeadlineDialog", "Looking for headlines…"))
        line = row(label(tr("HeadlineDialog", "Headline"), "muted"), self.text, self.meter)
        line.setStretch(1, 1)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.note)
        self.body.addLayout(line)
        self.body.addWidget(self.problem)
        self.add_button(tr("HeadlineDialog", "Cancel"), self.reject, name="cancelDialog")
        self.add_button(
            tr("HeadlineDialog", "Use this headline"), self.choose, kind="primary", name="confirmDialog"
        )
        self._networks = load_brand(page.project).networks
        self._count()
        page.context.run_quiet(
            partial(read_headlines, page.project, design),
            on_done=self._show,
            on_failed=self._fail,
            owner=self,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the field: the list chooses its first row by itself when it gets the focus."""
        super().showEvent(event)
        self.text.setFocus()

    def _count(self) -> None:
        """Show how many letters the headline has, of how many the strictest of the brand's networks takes."""
        from admanager.creative.networks import length_of

        length = length_of(" ".join(self.text.text().split()), "headline", self._networks)
        if length is not None:
            self.meter.setText(
                tr("HeadlineDialog", "{count} of {most}", count=length.count, most=length.most)
            )
            self.meter.setToolTip(length.network.name)
            self.meter.setProperty("role", "muted" if length.fits else "error")
            self.meter.style().unpolish(self.meter)
            self.meter.style().polish(self.meter)

    def _show(self, found: Headlines) -> None:
        kit, idea = tr("HeadlineDialog", "the brand kit"), tr("HeadlineDialog", "idea of a model")
        # The list comes while somebody may be typing already: a row is taken up when it is chosen, not by itself.
        with QSignalBlocker(self.table):
            self.model.set_rows(
                [
                    (item.text, item.letters, item.chance, idea if item.made_up else kit)
                    for item in found.items
                ]
            )
            self.table.clearSelection()
        self.note.setText(
            tr("HeadlineDialog", "Wins: the chance to be clicked more than the middle one of this list, as the project's headline model learned it.")
            if found.ranked
            else tr("HeadlineDialog", "Not in an order: the project has not learned from headline tests of this language.")
        )  # fmt: skip

    def _fail(self, error: AdManagerError) -> None:
        self.note.setText(translate_sentence(error.message))

    def _take_up(self, place: int) -> None:
        if 0 <= place < len(self.model.rows):
            self.text.setText(str(self.model.rows[place][0]))
            self.problem.hide()

    def _activate(self, place: int) -> None:
        self._take_up(place)
        self.choose()

    def choose(self) -> None:
        """Use the headline of the field, where the brand allows it."""
        from admanager.creative.brand import load_brand
        from admanager.creative.copy import check_headline

        text = " ".join(self.text.text().split())
        try:
            check_headline(text, load_brand(self._page.project))
        except AdManagerError as error:
            self.problem.setText(translate_sentence(error.message))
            self.problem.show()
            self.text.setFocus()
            return
        self.accept()
        self.chosen.emit(text)


def ask_headline(page: Page, name: str, design: Design, then: Callable[[str], object]) -> HeadlineDialog:
    """Open the dialog; `then` is called with the headline."""
    dialog = HeadlineDialog(page, name, design)
    dialog.chosen.connect(then)
    dialog.open()
    return dialog
