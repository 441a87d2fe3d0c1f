"""What is selected in the list, in short: how good the model is, so that the list alone answers that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.icons import IconLabel
from admanager.gui.pages.models.charts import QualityCharts
from admanager.gui.pages.models.drift_words import SIGNS, needs_training, verdict_words
from admanager.gui.pages.models.figures import caution, figures, make_tiles
from admanager.gui.pages.models.task_view import is_short_list
from admanager.gui.theme import GRID
from admanager.gui.widgets import ElidedLabel, button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from admanager.learning.card import ModelCard
    from admanager.learning.drift import Drift
    from admanager.learning.models import ModelInfo

TILES = ("auc", "log_loss", "ece", "lift")
CHARTS = ("reliability", "gains")
CHART_HEIGHT, TALLEST_CHART = 196, 440
TILES_WIDTH = 340
NOTE, FIGURES = range(2)


class ModelSummary(QWidget):
    """The figures of one selected model with two charts; for anything else a sentence on what can be done."""

    def __init__(self, show_columns: Callable[[], object], retrain: Callable[[], object]) -> None:
        super().__init__()
        self._show_columns, self._retrain = show_columns, retrain
        self.note = label("", "muted", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.places = QStackedWidget()
        self.places.addWidget(self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.places)

    @cached_property
    def figures(self) -> SummaryFigures:
        """The figures; made when there are some, or ahead, since with them the page would take too long to open."""
        made = SummaryFigures(self._show_columns, self._retrain)
        self.places.addWidget(made)
        return made

    def show_selected(self, infos: Sequence[ModelInfo], drift: Drift | None = None) -> None:
        """Show the models that are selected; `drift` is what new rows say of one alone."""
        card = infos[0].card if len(infos) == 1 else None
        if card is None or card.metrics is None:
            words = [_note(infos), verdict_words(drift) if drift is not None else ""]
            self.note.setText("\n\n".join(part for part in words if part))
            self.places.setCurrentIndex(NOTE)
            return
        self.figures.show_model(infos[0].name, card, drift)
        self.places.setCurrentIndex(FIGURES)


class SummaryFigures(QWidget):
    """The figures and two charts of one model, and what there is to doubt."""

    def __init__(self, show_columns: Callable[[], object], retrain: Callable[[], object]) -> None:
        super().__init__()
        self.title = ElidedLabel(role="heading")
        self._sign = IconLabel("warning", 16, "warn")
        self.caution = ElidedLabel(role="caption")
        self._columns = button(
            tr("ModelSummary", "See the columns"), show_columns, kind="link", name="summaryColumns"
        )
        self._drift_sign = IconLabel("warning", 16, "warn")
        self.drift = ElidedLabel(role="caption")
        self._retrain = button(tr("ModelView", "Train it anew"), retrain, kind="link", name="summaryRetrain")
        made = make_tiles(compact=True)
        self.tiles = {key: made[key] for key in TILES}
        self.charts = QualityCharts(CHARTS, height=CHART_HEIGHT, tallest=TALLEST_CHART, legend=False)
        doubt = row(self._sign, self.caution, self._columns)
        doubt.setStretch(1, 1)
        drift = row(self._drift_sign, self.drift, self._retrain)
        drift.setStretch(1, 1)
        tiles = QGridLayout()
        tiles.setSpacing(GRID)
        for place, tile in enumerate(self.tiles.values()):
            tiles.addWidget(tile, place // 2, place % 2)
        left = QWidget()
        left.setFixedWidth(TILES_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tiles)
        column.addStretch(1)
        body = row(left, self.charts, spacing=GRID * 3)
        body.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.title)
        layout.addLayout(doubt)
        layout.addLayout(drift)
        layout.addLayout(body, 1)

    def show_model(self, name: str, card: ModelCard, drift: Drift | None) -> None:
        """Show a model that answers with the chance of a yes."""
        self.title.set_text(name)
        for key, texts in figures(card).items():
            if key in self.tiles:
                self.tiles[key].set_value(*texts)
        self._show_caution(card)
        self._show_drift(drift)
        self.charts.show_cards([(tr("ModelView", "Model"), card)])

    def _show_caution(self, card: ModelCard) -> None:
        found = caution(card)
        for part in (self._sign, self.caution, self._columns):
            part.setVisible(found is not None)
        if found is not None:
            kind, text = found
            self._sign.set_icon("error" if kind == "bad" else "warning", kind)
            self.caution.set_text(text)

    def _show_drift(self, found: Drift | None) -> None:
        self._retrain.setVisible(needs_training(found))
        for part in (self._drift_sign, self.drift):
            part.setVisible(found is not None)
        if found is not None:
            self._drift_sign.set_icon(*SIGNS.get(found.verdict, ("check", "good")))
            self.drift.set_text(verdict_words(found))


def _note(infos: Sequence[ModelInfo]) -> str:
    if not infos:
        return tr("ModelSummary", "Select a model to see here how good it is.")
    if len(infos) == 1 and infos[0].card is not None:
        return _found_words(infos[0].card)
    if len(infos) == 1:
        return tr(
            "ModelSummary",
            "“{name}” comes from elsewhere: how good it is, the file does not say. Open it to see which columns feed it.",
            name=infos[0].name,
        )
    if any(info.card is None for info in infos):
        return tr("ModelSummary", "A model from elsewhere has no figures that could be compared.")
    if any(info.card is None or info.card.metrics is None for info in infos):
        return tr("ModelSummary", "Only models that answer with the chance of a yes can be compared.")
    if len(infos) == 2:
        return tr(
            "ModelSummary", "Two models are selected: compare them to see which one ranks people better."
        )
    return tr("ModelSummary", "Only two models can be compared at a time.")


def _found_words(card: ModelCard) -> str:
    """Return how good a model is that answers something else than the chance of a yes."""
    found = card.figures
    if card.task == "uplift":
        return tr(
            "ModelSummary",
            "Qini {qini} (95 %: {low} to {high}). Open the model for its curve and its verdict.",
            qini=fmt.number(found.get("qini", 0.0), 5),
            low=fmt.number(found.get("qini_low", 0.0), 5),
            high=fmt.number(found.get("qini_high", 0.0), 5),
        )
    if is_short_list(found):
        return tr(
            "ModelSummary",
            "What came next was its first guess in {share} of cases, that of the lookup table in {table}. Open the model for the "
            "rest.",
            share=fmt.percent(found.get("hit_at_1", 0.0), 1),
            table=fmt.percent(found.get("markov_hit_at_1", 0.0), 1),
        )
    return tr(
        "ModelSummary",
        "What came next was among its first ten in {share} of cases, in those of the lookup table in {table}. Open the model "
        "for the rest.",
        share=fmt.percent(found.get("hit_at_10", 0.0), 1),
        table=fmt.percent(found.get("markov_hit_at_10", 0.0), 1),
    )
