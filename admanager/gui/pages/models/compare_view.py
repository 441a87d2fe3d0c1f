"""Two models side by side: which ranks better and how sure that is, every figure, and the curves on one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.models import texts
from admanager.gui.pages.models.charts import QualityCharts
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Card,
    DataTable,
    ListModel,
    TableColumn,
    caption,
    clear_layout,
    label,
    scrolled,
)
from admanager.gui.widgets.pair_chooser import PairChooser

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard
    from admanager.learning.comparison import Comparison
    from admanager.learning.models import ModelInfo

MINUS = "\N{MINUS SIGN}"


class CompareView(QWidget):
    """Shows two models; choosing another one asks for another pair."""

    def __init__(self, go_back: Callable[[], object]) -> None:
        super().__init__()
        self.comparison: Comparison | None = None
        self.head = PairChooser(
            tr("ModelCompare", "All models"),
            go_back,
            tr("ModelCompare", "Model A"),
            tr("ModelCompare", "Model B"),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 3 // 2)
        layout.addWidget(self.head)
        layout.addWidget(scrolled(self._build_body()), 1)

    def _build_body(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, GRID, GRID)
        column.setSpacing(GRID * 2)
        verdict = Card(tr("ModelCompare", "Which ranks people better"))
        self.verdict = label("", wrap=True, selectable=True)
        self._cautions = QVBoxLayout()
        self._cautions.setSpacing(GRID // 2)
        verdict.body.addWidget(self.verdict)
        verdict.body.addLayout(self._cautions)
        column.addWidget(verdict)
        self._figures = ListModel(
            [
                TableColumn(tr("ModelCompare", "Figure"), width=290),
                TableColumn(tr("ModelCompare", "A"), "real", 240, str),
                TableColumn(tr("ModelCompare", "B"), "real", 240, str),
                TableColumn(tr("ModelCompare", "B minus A"), "real", 240, str),
            ]
        )
        self.figures = DataTable(self._figures, name="modelFigures", title=tr("ModelCompare", "Figures"))
        self.figures.setSortingEnabled(False)
        column.addWidget(self.figures)
        self.charts = QualityCharts()
        column.addWidget(self.charts)
        column.addStretch(1)
        return holder

    # -- showing -----------------------------------------------------------------------------------------

    def show_pair(self, infos: Sequence[ModelInfo], a: ModelInfo, b: ModelInfo) -> None:
        """Show two models; `infos` are those that can be chosen."""
        from admanager.learning.comparison import compare

        assert a.card is not None, "only models with a card can be compared"
        assert b.card is not None, "only models with a card can be compared"
        named = [(info.id, info.name) for info in infos if info.card is not None]
        self.head.show_choices(named, a.id, b.id)
        self.comparison = compare(a.card, b.card)
        self.verdict.setText(_verdict(self.comparison, a.name, b.name))
        clear_layout(self._cautions)
        for caution in self.comparison.cautions:
            self._cautions.addWidget(caption(translate_sentence(caution)))
        self._figures.set_rows(_figures(a, b))
        head = self.figures.horizontalHeader().sizeHint().height()
        height = self.figures.verticalHeader().defaultSectionSize() * len(self._figures.rows)
        self.figures.setFixedHeight(head + height + GRID // 2)
        self.charts.show_cards([(f"A  {a.name}", a.card), (f"B  {b.name}", b.card)])


def _verdict(found: Comparison, a: str, b: str) -> str:
    if not found.same_question:
        return tr(
            "ModelCompare", "The figures stand beside one another, but they answer different questions."
        )
    interval = tr("ModelCompare", "{low} to {high}", low=_signed(found.low, 4), high=_signed(found.high, 4))
    if found.better is None:
        return tr(
            "ModelCompare",
            "There is not enough data to tell the models apart: B minus A is {gap} AUC, with 95 % confidence {interval}.",
            gap=_signed(found.gap, 4),
            interval=interval,
        )
    better, other = (b, a) if found.better == "b" else (a, b)
    return tr(
        "ModelCompare",
        "“{better}” ranks people better than “{other}”: B minus A is {gap} AUC, with 95 % confidence {interval}.",
        better=better,
        other=other,
        gap=_signed(found.gap, 4),
        interval=interval,
    )


def _figures(a: ModelInfo, b: ModelInfo) -> list[tuple[Any, ...]]:
    assert a.card is not None
    assert b.card is not None
    one, two = a.card.metrics, b.card.metrics
    numbers: list[tuple[str, float, float, int]] = [
        (tr("ModelCompare", "AUC"), one.auc, two.auc, 4),
        (tr("ModelCompare", "Average precision"), one.average_precision, two.average_precision, 4),
        (tr("ModelCompare", "Log loss (nats, lower is better)"), one.log_loss, two.log_loss, 4),
        (tr("ModelCompare", "Calibration error (lower is better)"), one.ece, two.ece, 4),
        (tr("ModelCompare", "Calibration error by chance alone"), one.ece_floor, two.ece_floor, 4),
        (tr("ModelCompare", "Base rate"), one.base_rate, two.base_rate, 4),
        (tr("ModelCompare", "Rows held out"), one.rows, two.rows, 0),
        (tr("ModelCompare", "Columns taken"), len(a.card.inputs), len(b.card.inputs), 0),
    ]
    rows: list[tuple[Any, ...]] = [
        (name, fmt.number(first, places), fmt.number(second, places), _signed(second - first, places))
        for name, first, second, places in numbers
    ]
    return [*rows, *_words(a, b)]


def _words(a: ModelInfo, b: ModelInfo) -> list[tuple[Any, ...]]:
    one, two = a.card, b.card
    assert one is not None
    assert two is not None

    def told(info: ModelInfo, card: ModelCard) -> list[str]:
        return [texts.family(info), texts.what_it_predicts(card), str(card.seed)]

    names = (tr("ModelCompare", "Family"), tr("ModelCompare", "Predicts"), tr("ModelCompare", "Seed"))
    pairs = zip(names, told(a, one), told(b, two), strict=True)
    return [(name, first, second, "") for name, first, second in pairs]


def _signed(value: float, decimals: int) -> str:
    text = fmt.number(abs(value), decimals)
    if not any(figure in text for figure in "123456789"):
        return text
    return f"{MINUS if value < 0 else '+'}{text}"
