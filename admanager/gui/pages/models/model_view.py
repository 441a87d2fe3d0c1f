"""One model: how good it is, how it was trained, its columns, and its card; or what is known of a foreign file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QMenu, QTabWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.models import texts
from admanager.gui.pages.models.card_words import Fact, facts_of_card, facts_of_file
from admanager.gui.pages.models.charts import EpochCharts, QualityCharts
from admanager.gui.pages.models.columns_table import ColumnsTable
from admanager.gui.pages.models.decision_view import DecisionView
from admanager.gui.pages.models.figures import caution, figures, make_tiles
from admanager.gui.pages.models.heads_view import HeadsView
from admanager.gui.pages.models.model import ColumnsModel, rows_of_card
from admanager.gui.pages.models.task_view import TaskView
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Banner,
    ElidedLabel,
    button,
    caption,
    clear_layout,
    heading,
    icon_button,
    label,
    muted,
    row,
    scrolled,
)

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard
    from admanager.learning.models import ModelInfo

QUALITY, EXPLAIN, COLUMNS, TRAINING, CARD = range(5)
NAME_WIDTH = 128


@dataclass(frozen=True)
class ModelActions:
    """What can be done with the model that is shown."""

    back: Callable[[], object]
    compare: Callable[[int], object]
    export: Callable[[], object]
    delete: Callable[[], object]
    score: Callable[[], object]


class ModelView(QWidget):
    """Shows a model that was read; it reads nothing itself."""

    def __init__(self, actions: ModelActions, explain: QWidget) -> None:
        super().__init__()
        self._actions = actions
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
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self._build_quality(), tr("ModelView", "Quality"))
        self.tabs.addTab(explain, tr("ModelView", "Explain"))
        self.tabs.addTab(self._build_columns(), tr("ModelView", "Columns"))
        self.tabs.addTab(self._build_training(), tr("ModelView", "Training"))
        self.tabs.addTab(self._build_card(), tr("ModelView", "Model card"))
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
        layout.addWidget(self.tabs, 1)

    # -- building ----------------------------------------------------------------------------------------

    def _build_quality(self) -> QWidget:
        self.tiles = make_tiles()
        self.caution = Banner(closable=False)
        self.caution.setObjectName("modelCaution")
        self.heads = HeadsView()
        self.quality = QualityCharts()
        self.decision = DecisionView()
        self.task = TaskView()
        self._quality_note = caption()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        column.setSpacing(GRID * 2)
        column.addLayout(row(*self.tiles.values()))
        column.addWidget(self.caution)
        column.addWidget(self.heads)
        column.addWidget(self.quality)
        column.addWidget(self.decision)
        column.addWidget(self.task)
        column.addWidget(self._quality_note)
        column.addStretch(1)
        return scrolled(holder)

    def _build_columns(self) -> QWidget:
        self._columns = ColumnsModel(checkable=False)
        self.columns = ColumnsTable(
            self._columns, name="modelColumns", title=tr("ModelView", "Columns of the model")
        )
        self._columns_note = muted()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GRID * 3 // 2, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._columns_note)
        column.addWidget(self.columns, 1)
        return holder

    def _build_training(self) -> QWidget:
        self.epochs = EpochCharts()
        self._training_note = muted()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GRID * 3 // 2, 0, 0)
        column.setSpacing(GRID * 2)
        column.addWidget(self._training_note)
        column.addWidget(self.epochs, 1)
        return holder

    def _build_card(self) -> QWidget:
        holder = QWidget()
        self._card_places = [QVBoxLayout(), QVBoxLayout(), QVBoxLayout()]
        line = row(spacing=GRID * 4)
        for place in self._card_places:
            place.setSpacing(GRID // 2)
            line.addLayout(place, 1)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        layout.addLayout(line)
        layout.addStretch(1)
        return scrolled(holder)

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

    def _fill_tab(self) -> None:
        """Fill the tab that is seen; the others wait until they are."""
        tab, info = self.tabs.currentIndex(), self.info
        if info is None or tab not in self._stale:
            return
        self._stale.discard(tab)
        card = info.card
        if tab == CARD:
            self._show_facts(facts_of_card(info, card) if card else facts_of_file(info))
        elif card is not None:
            fill = {QUALITY: self._fill_quality, COLUMNS: self._fill_columns, TRAINING: self._fill_training}
            if tab in fill:
                fill[tab](card)

    def _fill_quality(self, card: ModelCard) -> None:
        self._show_caution(card)
        self.heads.show_card(card)
        is_yes = _is_yes(card)
        for part in (*self.tiles.values(), self.quality, self.decision, self._quality_note):
            part.setVisible(is_yes)
        self.task.setVisible(not is_yes)
        if not is_yes:
            self.task.show_card(card)
            return
        self._show_tiles(card)
        self.quality.show_cards([(tr("ModelView", "Model"), card)])
        self.decision.show_card(card)

    def _fill_columns(self, card: ModelCard) -> None:
        self._columns.show_columns(rows_of_card(card))
        self._columns_note.setText(_columns_note(card))

    def _fill_training(self, card: ModelCard) -> None:
        self._training_note.setText(_training_note(card))
        epochs = card.training.epochs
        self.epochs.show_epochs(
            [entry.train_loss for entry in epochs],
            [entry.valid_loss for entry in epochs],
            [entry.valid_auc for entry in epochs],
            card.training.best_epoch,
        )

    def _show_tiles(self, card: ModelCard) -> None:
        for key, told in figures(card).items():
            self.tiles[key].set_value(*told)
        self._quality_note.setText(
            tr(
                "ModelView",
                "All figures are from {rows:,} rows that were held out, scored by the exported file itself. The band is the "
                "95 % interval of the observed share.",
                rows=card.measured().rows,
            )
        )

    def _show_caution(self, card: ModelCard) -> None:
        found = caution(card)
        if found is None:
            self.caution.close_message()
            return
        kind, text = found
        look = tr("ModelView", "See the columns")
        self.caution.show_message(text, kind, action=look, on_action=self.show_columns)

    def show_columns(self) -> None:
        """Go to the columns."""
        self.tabs.setCurrentIndex(COLUMNS)

    def _show_facts(self, groups: Sequence[tuple[str, Sequence[Fact]]]) -> None:
        for place in self._card_places:
            clear_layout(place)
        filled = [0] * len(self._card_places)
        for title, facts in groups:
            shortest = filled.index(min(filled))
            filled[shortest] += len(facts) + 2
            place = self._card_places[shortest]
            place.addWidget(heading(title, 2))
            place.addLayout(_lines(facts))
        for place in self._card_places:
            place.addStretch(1)

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
        if self.info is not None and self.info.card is not None and self.info.card.task == "response":
            made.addAction(tr("ModelView", "Score everyone with it"), self._actions.score)
        made.addAction(tr("ModelView", "Delete the model"), self._actions.delete)
        made.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _is_yes(card: ModelCard | None) -> bool:
    """Return whether a model answers with the chance of a yes, so that its figures can be set beside others."""
    return card is not None and card.metrics is not None


def _lines(facts: Sequence[Fact]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, GRID // 2, 0, GRID * 2)
    grid.setHorizontalSpacing(GRID * 2)
    grid.setVerticalSpacing(GRID * 3 // 4)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for line, fact in enumerate(facts):
        name = label(fact.name, "muted", wrap=True)
        # The values of all groups stand below one another, whatever is longest in each.
        name.setFixedWidth(NAME_WIDTH)
        grid.addWidget(name, line, 0, top)
        grid.addWidget(label(fact.value, wrap=True, selectable=True), line, 1, top)
    return grid


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
    if not card.excluded:
        return taken
    left = tr_count("ModelView", "{count} was left out.", "{count:,} were left out.", len(card.excluded))
    return f"{taken} {left}"


def _training_note(card: ModelCard) -> str:
    if not card.training.epochs:
        return tr(
            "ModelView",
            "Fitted at once, without epochs, in {time}.",
            time=fmt.duration(card.training.seconds),
        )
    return tr(
        "ModelView",
        "{count:,} epochs in {time}; the weights of epoch {best} were kept, where the loss on rows kept aside was lowest.",
        count=len(card.training.epochs),
        time=fmt.duration(card.training.seconds),
        best=card.training.best_epoch,
    )
