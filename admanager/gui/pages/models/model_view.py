"""One model: how good it is, how it was trained, its columns, and its card; or what is known of a foreign file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QTabWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.models import texts
from admanager.gui.pages.models.card_tab import CardTab
from admanager.gui.pages.models.charts import EpochCharts
from admanager.gui.pages.models.columns_table import ColumnsTable
from admanager.gui.pages.models.drift_words import KINDS, needs_training, verdict_words
from admanager.gui.pages.models.model import ColumnsModel, rows_of_card
from admanager.gui.pages.models.quality_tab import QualityTab
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Banner,
    ElidedLabel,
    button,
    empty_tabs,
    icon_button,
    label,
    muted,
    row,
    scroll_in,
)
from admanager.gui.widgets.steps import Step, Steps

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard
    from admanager.learning.drift import Drift
    from admanager.learning.models import ModelInfo

SEQUENCES = frozenset({"next", "behaviour"})
"""Tasks whose models learn from people with all that they did, not from rows."""
QUALITY, EXPLAIN, COLUMNS, TRAINING, CARD = range(5)
NAMED_QUOTIENTS = 4


@dataclass(frozen=True)
class ModelActions:
    """What can be done with the model that is shown."""

    back: Callable[[], object]
    compare: Callable[[int], object]
    export: Callable[[], object]
    delete: Callable[[], object]
    score: Callable[[], object]
    retrain: Callable[[], object]


class ModelView(QWidget):
    """Shows a model that was read; it reads nothing itself.

    What the tabs hold is made when it is needed first, or ahead by `pieces`.
    """

    def __init__(self, actions: ModelActions, explain: Callable[[], QWidget]) -> None:
        """Make the head and empty tabs; `explain` makes what explains the model."""
        super().__init__()
        self._actions, self._make_explain = actions, explain
        self._steps = Steps(self)
        self._others: list[ModelInfo] = []
        self._stale: set[int] = set()
        self.info: ModelInfo | None = None
        self.back = button(
            tr("ModelView", "All models"),
            actions.back,
            kind="quiet",
            icon="chevron-left",
            name="backToModels",
        )
        self.title = ElidedLabel(role="heading")
        self.subtitle = ElidedLabel(role="caption")
        self.made_up = label(tr("ModelView", "Generated data"), "badge")
        self.made_up.setToolTip(
            tr(
                "ModelView",
                "The model learned from people that the program made up, not from real customers.",
            )
        )
        self.compare = button(tr("ModelView", "Compare with"), self._open_compare, name="compareWith")
        self.export = button(
            tr("ModelView", "Export ONNX…"), actions.export, icon="export", name="exportModel"
        )
        self.more = icon_button("more", tr("ModelView", "More actions"), self._open_more, name="modelMenu")
        self.drift = Banner()
        self.drift.setObjectName("modelDrift")
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self._holders = empty_tabs(
            self.tabs,
            tr("ModelView", "Quality"),
            tr("ModelView", "Explain"),
            tr("ModelView", "Columns"),
            tr("ModelView", "Training"),
            tr("ModelView", "Model card"),
        )
        self.tabs.currentChanged.connect(lambda _: self._fill_tab())
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self.title)
        text.addWidget(self.subtitle)
        head = row(self.back, self.made_up, self.compare, self.export, self.more)
        head.setAlignment(self.made_up, Qt.AlignmentFlag.AlignVCenter)
        head.insertLayout(1, text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self.drift)
        layout.addWidget(self.tabs, 1)

    # -- the tabs ----------------------------------------------------------------------------------------

    def pieces(self) -> Iterator[Step]:
        """Yield what makes the tabs, each short, to be run before there is a model to show."""
        yield lambda: self.quality
        yield lambda: self.quality.charts
        yield lambda: self.quality.decision
        yield lambda: self.explain
        yield lambda: self.columns
        yield lambda: self.epochs
        yield lambda: self.card

    @cached_property
    def quality(self) -> QualityTab:
        """How good the model is."""
        made = QualityTab(self.show_columns)
        self._hold(QUALITY, made)
        return made

    @cached_property
    def explain(self) -> QWidget:
        """Why the model answers as it does."""
        made = self._make_explain()
        self._holders[EXPLAIN].addWidget(made)
        return made

    @cached_property
    def columns(self) -> ColumnsTable:
        """The columns that the model takes, and those that were left out."""
        made = ColumnsTable(
            ColumnsModel(checkable=False), name="modelColumns", title=tr("ModelView", "Columns of the model")
        )
        self._columns_note = self._add_noted(COLUMNS, made, GRID)
        return made

    @cached_property
    def epochs(self) -> EpochCharts:
        """The curves of the training."""
        made = EpochCharts()
        self._training_note = self._add_noted(TRAINING, made, GRID * 2)
        return made

    def _add_noted(self, tab: int, made: QWidget, spacing: int) -> QLabel:
        holder, note = self._holders[tab], muted()
        note.setAlignment(Qt.AlignmentFlag.AlignTop)
        holder.setContentsMargins(0, GRID * 3 // 2, 0, 0)
        holder.setSpacing(spacing)
        holder.addWidget(note)
        holder.addWidget(made, 1)
        return note

    @cached_property
    def card(self) -> CardTab:
        """Everything that is known of the model, in words."""
        made = CardTab()
        self._hold(CARD, made)
        return made

    def _hold(self, tab: int, made: QWidget) -> None:
        scroll_in(self._holders[tab], made)

    # -- showing -----------------------------------------------------------------------------------------

    def show_model(self, info: ModelInfo, others: Sequence[ModelInfo]) -> None:
        """Show a model; `others` are those that it can be compared with."""
        card = info.card
        self.info, self._others = info, [other for other in others if _is_yes(other.card)]
        self.title.set_text(info.name)
        self.subtitle.set_text(_subtitle(info))
        self.made_up.setVisible(card is not None and card.data.generated)
        self.compare.setVisible(_is_yes(card))
        self.compare.setEnabled(bool(self._others))
        for tab in (QUALITY, EXPLAIN, COLUMNS, TRAINING):
            self.tabs.setTabVisible(tab, card is not None)
        # A sequence or an uplift is not explained row by row of a table.
        self.tabs.setTabVisible(EXPLAIN, card is not None and card.task == "response")
        if card is None:
            self.tabs.setCurrentIndex(CARD)
        self._stale = {QUALITY, COLUMNS, TRAINING, CARD}
        self._fill_tab()

    def show_drift(self, found: Drift | None) -> None:
        """Say whether the model still holds, and offer to train it anew where it does not; None is not known."""
        if found is None:
            self.drift.close_message()
            return
        again = tr("ModelView", "Train it anew") if needs_training(found) else ""
        self.drift.show_message(
            verdict_words(found), KINDS[found.verdict], action=again, on_action=self._actions.retrain
        )

    def _fill_tab(self) -> None:
        """Fill the tab that is seen; the others wait until they are."""
        tab, info = self.tabs.currentIndex(), self.info
        if tab == EXPLAIN:
            self.explain.show()
        if info is None or tab not in self._stale:
            return
        self._stale.discard(tab)
        if tab == CARD:
            self._steps.replace(self.card.steps(info))
        elif info.card is not None and tab == QUALITY:
            self.quality.show_card(info.card)
        elif info.card is not None and tab == COLUMNS:
            self._fill_columns(info.card)
        elif info.card is not None:
            self._fill_training(info.card)

    def _fill_columns(self, card: ModelCard) -> None:
        self.columns.shown.show_columns(rows_of_card(card))
        self._columns_note.setText(_columns_note(card))

    def _fill_training(self, card: ModelCard) -> None:
        epochs = card.training.epochs
        self.epochs.setVisible(bool(epochs))
        self.epochs.show_epochs(epochs, card.training.best_epoch, people=card.task in SEQUENCES)
        self._training_note.setText(_training_note(card))

    def show_columns(self) -> None:
        """Go to the columns."""
        self.tabs.setCurrentIndex(COLUMNS)

    # -- menus -------------------------------------------------------------------------------------------

    def compare_menu(self) -> QMenu:
        """Return the menu of the models that this one can be compared with."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for info in self._others:
            # An ampersand in a name would become a mnemonic.
            made.addAction(info.name.replace("&", "&&"), lambda number=info.id: self._actions.compare(number))
        return made

    def _open_compare(self) -> None:
        self.compare_menu().popup(self.compare.mapToGlobal(self.compare.rect().bottomLeft()))

    def _open_more(self) -> None:
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.info is not None and (self.info.card is None or self.info.card.task == "response"):
            made.addAction(tr("ModelView", "Score everyone with it"), self._actions.score)
        if self.info is not None and self.info.card is not None:
            made.addAction(tr("ModelView", "Train it anew with the same settings"), self._actions.retrain)
        made.addAction(tr("ModelView", "Delete the model"), self._actions.delete)
        made.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _is_yes(card: ModelCard | None) -> bool:
    """Return whether a model answers with the chance of a yes, so that its figures can be set beside others."""
    return card is not None and card.metrics is not None


def _subtitle(info: ModelInfo) -> str:
    if info.card is None:
        return tr("ModelView", "A file from elsewhere · loaded {time}", time=fmt.time(info.created))
    return tr(
        "ModelView",
        "{family} · predicts {what} · {time}",
        family=texts.family(info),
        what=texts.what_it_predicts(info.card),
        time=fmt.time(info.created),
    )


def _columns_note(card: ModelCard) -> str:
    taken = tr_count(
        "ModelView",
        "The model takes {count} column as it is in the table.",
        "The model takes {count:,} columns as they are in the table.",
        len(card.inputs),
    )
    told = [taken]
    if card.quotients:
        told.append(_divided(card.quotients))
    if card.excluded:
        told.append(
            tr_count("ModelView", "{count} was left out.", "{count:,} were left out.", len(card.excluded))
        )
    return " ".join(told)


def _divided(quotients: Sequence[tuple[str, str]]) -> str:
    named = [f"{top} / {bottom}" for top, bottom in quotients[:NAMED_QUOTIENTS]]
    if more := len(quotients) - len(named):
        named.append(tr_count("ModelView", "{count} other", "{count:,} others", more))
    return tr(
        "ModelView", "It divides numbers by one another, too: {quotients}.", quotients=fmt.listed(named)
    )


def _training_note(card: ModelCard) -> str:
    if not card.training.epochs:
        return tr(
            "ModelView",
            "Fitted at once, without epochs, in {time}.",
            time=fmt.duration(card.training.seconds),
        )
    told = {
        "count": len(card.training.epochs),
        "time": fmt.duration(card.training.seconds),
        "best": card.training.best_epoch,
    }
    if best := card.training.best_round():
        return tr(
            "ModelView",
            "Several models were boosted in {time}, and answer by their mean. Of the last one, whose curves these are, the trees up "
            "to round {best:,} were kept, where the loss on rows kept aside was lowest.",
            best=best,
            time=fmt.duration(card.training.seconds),
        )
    if card.task in SEQUENCES:
        return tr(
            "ModelView",
            "{count:,} epochs in {time}; the weights of epoch {best} were kept, where the loss on people kept aside was lowest.",
            **told,
        )
    return tr(
        "ModelView",
        "{count:,} epochs in {time}; the weights of epoch {best} were kept, where the loss on rows kept aside was lowest.",
        **told,
    )
