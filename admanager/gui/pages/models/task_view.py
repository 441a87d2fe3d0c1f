"""How good a model is that answers something else than a yes: what comes next, or who is persuaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import Axis, Banner, Chart, MetricTile, caption, clear_layout, row

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard

HEIGHT = 232
CHANCE_COLOR = 7
NEARLY_ALL = 0.99
Tile = tuple[str, str, str]


def is_short_list(figures: Mapping[str, float]) -> bool:
    """Return whether there is so little to choose from that ten guesses find nearly all: then the first one counts."""
    return figures.get("markov_hit_at_10", 0.0) >= NEARLY_ALL


def _against_the_table(figures: Mapping[str, float]) -> tuple[str, str]:
    """Return whether the network finds more than the lookup table, as surely as that is known, and the kind of banner."""
    cut = 1 if is_short_list(figures) else 10
    low, high = figures.get(f"gain_at_{cut}_low"), figures.get(f"gain_at_{cut}_high")
    gained = figures.get(f"hit_at_{cut}", 0.0) - figures.get(f"markov_hit_at_{cut}", 0.0)
    if low is None or high is None:
        # A model of before the intervals were kept.
        low = high = gained
    reach = {"low": fmt.percent(low, 1), "high": fmt.percent(high, 1)}
    if low > 0:
        found = (
            tr(
                "TaskView",
                "Its first guess is right in {share} more of the cases (95 %: {low} to {high}) than that of the lookup table that "
                "only knows the last item.",
                share=fmt.percent(gained, 1),
                **reach,
            )
            if cut == 1
            else tr(
                "TaskView",
                "Among its first ten the network finds {share} more of the cases (95 %: {low} to {high}) than the lookup table that "
                "only knows the last item.",
                share=fmt.percent(gained, 1),
                **reach,
            )
        )
        if cut > 1 and figures.get("gain_at_1_high", 0.0) < 0:
            rest = tr("TaskView", "The very first guess is right more often in the table.")
            return tr("TaskView", "{found} {rest}", found=found, rest=rest), "good"
        return found, "good"
    if high < 0:
        return (
            tr(
                "TaskView",
                "The lookup table that only knows the last item finds {share} more of the cases than the network.",
                share=fmt.percent(-gained, 1),
            ),
            "warn",
        )
    return (
        tr(
            "TaskView",
            "There is no evidence that the network finds more than the lookup table that only knows the last item (difference, "
            "95 %: {low} to {high}).",
            **reach,
        ),
        "warn",
    )


class TaskView(QWidget):
    """Verdict, figures and one chart; `show_card` fills it for the card's task."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict = Banner(closable=False)
        self.verdict.setObjectName("modelVerdict")
        self._tiles = row(spacing=GRID * 3 // 2)
        self.tiles: list[MetricTile] = []
        self.ranking = Chart(
            tr("TaskView", "The network beside the lookup table"),
            Axis("", kind="category"),
            Axis(tr("TaskView", "Share found"), kind="percent"),
            height=HEIGHT,
        )
        self.gains = Chart(
            tr("TaskView", "Qini curve"),
            Axis(tr("TaskView", "People addressed, the most persuaded first"), kind="percent"),
            Axis(tr("TaskView", "Gained for each treated person"), kind="percent"),
            height=HEIGHT,
        )
        self._note = caption()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 2)
        layout.addWidget(self.verdict)
        layout.addLayout(self._tiles)
        layout.addWidget(self.ranking)
        layout.addWidget(self.gains)
        layout.addWidget(self._note)

    def show_card(self, card: ModelCard) -> None:
        """Show a model of what comes next, or of uplift."""
        is_uplift = card.task == "uplift"
        self.ranking.setVisible(not is_uplift)
        self.gains.setVisible(is_uplift)
        if is_uplift:
            self._show_uplift(card)
        else:
            self._show_next(card)

    def _show_next(self, card: ModelCard) -> None:
        found = card.figures
        names = [
            tr("TaskView", "First of all"),
            tr("TaskView", "Among ten"),
            tr("TaskView", "Reciprocal rank"),
        ]
        own = [found.get(key, 0.0) for key in ("hit_at_1", "hit_at_10", "mrr_at_10")]
        table = [found.get(f"markov_{key}", 0.0) for key in ("hit_at_1", "hit_at_10", "mrr_at_10")]
        self.ranking.set_categories(names)
        places = [float(number) for number in range(len(names))]
        self.ranking.set_bars(
            "own", tr("TaskView", "Network"), [place - 0.2 for place in places], own, width=0.36, color=0
        )
        self.ranking.set_bars(
            "table",
            tr("TaskView", "Lookup table"),
            [place + 0.2 for place in places],
            table,
            width=0.36,
            color=1,
        )
        self.verdict.show_message(*_against_the_table(found))
        self._show_tiles(
            [
                (
                    tr("TaskView", "Among the first ten"),
                    fmt.percent(own[1], 1),
                    tr(
                        "TaskView",
                        "95 %: {low} to {high}",
                        low=fmt.percent(found.get("hit_at_10_low", 0.0), 1),
                        high=fmt.percent(found.get("hit_at_10_high", 0.0), 1),
                    ),
                ),
                (
                    tr("TaskView", "The lookup table"),
                    fmt.percent(table[1], 1),
                    tr("TaskView", "difference {gap}", gap=fmt.percent(own[1] - table[1], 1)),
                ),
                (
                    tr("TaskView", "First of all"),
                    fmt.percent(own[0], 1),
                    tr("TaskView", "the table: {share}", share=fmt.percent(table[0], 1)),
                ),
                (
                    tr("TaskView", "Reciprocal rank"),
                    fmt.number(own[2], 4),
                    tr("TaskView", "the table: {share}", share=fmt.number(table[2], 4)),
                ),
            ]
        )
        self._note.setText(
            tr(
                "TaskView",
                "Judged at {cases:,} events of people who were held out, by the exported file itself.",
                cases=int(found.get("cases", 0)),
            )
        )

    def _show_uplift(self, card: ModelCard) -> None:
        found = card.figures
        points = card.lines.get("qini", [])
        x, y = [a for a, _ in points], [b for _, b in points]
        self.gains.set_line("model", tr("TaskView", "Ranked by the model"), x, y, color=0)
        if points:
            self.gains.set_line(
                "chance",
                tr("TaskView", "Chosen by chance"),
                [x[0], x[-1]],
                [0.0, y[-1]],
                color=CHANCE_COLOR,
                dashed=True,
                faint=True,
            )
        if found.get("qini_low", 0.0) > 0:
            self.verdict.show_message(tr("TaskView", "Some people are persuaded more than others."), "good")
        else:
            self.verdict.show_message(
                tr(
                    "TaskView",
                    "No evidence that anyone is persuaded more than others; address people by other reasons.",
                ),
                "warn",
            )
        self._show_tiles(
            [
                (
                    tr("TaskView", "Qini"),
                    fmt.number(found.get("qini", 0.0), 5),
                    tr(
                        "TaskView",
                        "95 %: {low} to {high}",
                        low=fmt.number(found.get("qini_low", 0.0), 5),
                        high=fmt.number(found.get("qini_high", 0.0), 5),
                    ),
                ),
                (
                    tr("TaskView", "Uplift of all"),
                    fmt.percent(found.get("uplift", 0.0), 2),
                    tr(
                        "TaskView",
                        "95 %: {low} to {high}",
                        low=fmt.percent(found.get("uplift_low", 0.0), 2),
                        high=fmt.percent(found.get("uplift_high", 0.0), 2),
                    ),
                ),
                (
                    tr("TaskView", "Uplift of the best 30 %"),
                    fmt.percent(found.get("uplift_best", 0.0), 2),
                    tr("TaskView", "ranked by the model"),
                ),
            ]
        )
        self._note.setText(
            tr(
                "TaskView",
                "Judged on {rows:,} people who were held out, {treated:,} of them treated, by the exported file itself.",
                rows=int(found.get("rows_holdout", 0)),
                treated=int(found.get("treated", 0)),
            )
        )

    def _show_tiles(self, told: Sequence[Tile]) -> None:
        clear_layout(self._tiles)
        self.tiles = []
        for name, value, below in told:
            tile = MetricTile(name)
            tile.set_value(value, below)
            self.tiles.append(tile)
            self._tiles.addWidget(tile)
