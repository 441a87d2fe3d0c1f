"""The outcomes of a model of the whole funnel one by one: the click on all rows, the conversion on the clicked ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import caption, clear_layout, heading, label

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard
    from admanager.learning.evaluation import Metrics


class HeadsView(QWidget):
    """A line an outcome, the figures of each below one another; empty for other models."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID * 4)
        self._grid.setVerticalSpacing(GRID)
        about = caption(
            tr(
                "HeadsView",
                "The figures above are of click and conversion together. The conversion rate is learned over all rows and "
                "judged on those that were clicked.",
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(heading(tr("HeadsView", "Click and conversion, one by one"), 3))
        layout.addLayout(self._grid)
        layout.addWidget(about)

    def show_card(self, card: ModelCard) -> None:
        """Show the outcomes of a model, or nothing where it has one answer alone."""
        clear_layout(self._grid)
        self.setVisible(bool(card.heads))
        if not card.heads or card.metrics is None:
            return
        titles = (
            "",
            tr("HeadsView", "Rows"),
            tr("HeadsView", "Rate"),
            tr("HeadsView", "AUC"),
            tr("HeadsView", "95 %"),
            tr("HeadsView", "Log loss"),
            tr("HeadsView", "Calibration error"),
            tr("HeadsView", "By chance"),
        )
        for column, title in enumerate(titles):
            self._grid.addWidget(label(title, "muted"), 0, column, _side(column))
        names = {
            "click": tr("HeadsView", "Click"),
            "conversion": tr("HeadsView", "Conversion after a click"),
        }
        lines = [(names[key], head.metrics) for key, head in card.heads.items()]
        lines.append((tr("HeadsView", "Both"), card.metrics))
        for row, (name, metrics) in enumerate(lines, 1):
            for column, text in enumerate((name, *_cells(metrics))):
                self._grid.addWidget(label(text, selectable=True), row, column, _side(column))
        self._grid.setColumnStretch(len(titles), 1)


def _cells(metrics: Metrics) -> tuple[str, ...]:
    low, high = metrics.intervals.get("auc", (metrics.auc, metrics.auc))
    return (
        fmt.number(metrics.rows),
        fmt.percent(metrics.base_rate, 2),
        fmt.number(metrics.auc, 4),
        tr("HeadsView", "{low} to {high}", low=fmt.number(low, 3), high=fmt.number(high, 3)),
        fmt.number(metrics.log_loss, 4),
        fmt.number(metrics.ece, 4),
        fmt.number(metrics.ece_floor, 4),
    )


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
