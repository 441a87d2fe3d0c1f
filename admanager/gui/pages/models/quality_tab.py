"""How good a model is: figures, doubts, curves, whom to address; or the answer of a model that says no yes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.models.charts import QualityCharts
from admanager.gui.pages.models.decision_view import DecisionView
from admanager.gui.pages.models.figures import caution, figures, make_tiles, split_words
from admanager.gui.pages.models.heads_view import HeadsView
from admanager.gui.pages.models.task_view import TaskView
from admanager.gui.theme import GRID
from admanager.gui.widgets import Banner, caption, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from admanager.learning.card import ModelCard


class QualityTab(QWidget):
    """Shows a card; its large parts are made when they are needed first."""

    def __init__(self, show_columns: Callable[[], object]) -> None:
        super().__init__()
        self._show_columns = show_columns
        self.tiles = make_tiles()
        self.caution = Banner(closable=False)
        self.caution.setObjectName("modelCaution")
        self.heads = HeadsView()
        self._places = [QVBoxLayout() for _ in range(3)]
        self._note = caption()
        self.split = caption()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        column.setSpacing(GRID * 2)
        column.addLayout(row(*self.tiles.values()))
        column.addWidget(self.caution)
        column.addWidget(self.heads)
        for place in self._places:
            column.addLayout(place)
        column.addWidget(self.split)
        column.addWidget(self._note)
        column.addStretch(1)

    @cached_property
    def charts(self) -> QualityCharts:
        """The curves of a model that answers with the chance of a yes."""
        made = QualityCharts()
        self._places[0].addWidget(made)
        return made

    @cached_property
    def decision(self) -> DecisionView:
        """Whom to address with such a model."""
        made = DecisionView()
        self._places[1].addWidget(made)
        return made

    @cached_property
    def task(self) -> TaskView:
        """What is told of a model that answers something else."""
        made = TaskView()
        self._places[2].addWidget(made)
        return made

    def show_card(self, card: ModelCard) -> None:
        """Show how good a model is."""
        self._show_caution(card)
        self.heads.show_card(card)
        is_yes = card.metrics is not None
        said = split_words(card)
        self.split.setText(said)
        self.split.setVisible(bool(said))
        for part in (*self.tiles.values(), self._note):
            part.setVisible(is_yes)
        for name, shown in (("charts", is_yes), ("decision", is_yes), ("task", not is_yes)):
            if shown or name in self.__dict__:
                getattr(self, name).setVisible(shown)
        if not is_yes:
            self.task.show_card(card)
            return
        for key, told in figures(card).items():
            self.tiles[key].set_value(*told)
        self._note.setText(
            tr(
                "ModelView",
                "All figures are from {rows:,} rows that were held out, scored by the exported file itself. The band is the "
                "95 % interval of the observed share.",
                rows=card.measured().rows,
            )
        )
        self.charts.show_cards([(tr("ModelView", "Model"), card)])
        self.decision.show_card(card)

    def _show_caution(self, card: ModelCard) -> None:
        found = caution(card)
        if found is None:
            self.caution.close_message()
            return
        kind, text = found
        look = tr("ModelView", "See the columns")
        self.caution.show_message(text, kind, action=look, on_action=self._show_columns)
