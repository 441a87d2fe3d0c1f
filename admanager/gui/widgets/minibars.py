"""Small pictures of numbers inside tables: a distribution as bars, a share as one bar."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from admanager.gui import theme
from admanager.gui.widgets.table import SORT_ROLE

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, order=True)
class Distribution:
    """Counts to draw side by side, and the same in a few words."""

    counts: tuple[int, ...]
    words: str


class DistributionDelegate(QStyledItemDelegate):
    """Draws a cell whose raw value is a `Distribution`."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the text to screen readers and copies."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the bars above a common base line."""
        super().paint(painter, option, index)
        shown = index.data(SORT_ROLE)
        counts = shown.counts if shown is not None else ()
        highest = max(counts, default=0)
        if not highest:
            return
        area = QRectF(option.rect).adjusted(8, 5, -8, -6)
        width = min(area.width() / len(counts), 12.0)
        gap = 1.0 if width >= 3 else 0.0
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent", 170))
        for place, count in enumerate(counts):
            if count:
                height = max(1.0, area.height() * count / highest)
                painter.drawRect(
                    QRectF(area.left() + place * width, area.bottom() - height, width - gap, height)
                )
        painter.restore()


class ShareDelegate(QStyledItemDelegate):
    """Draws a cell whose raw value is a share of 1 as a bar with the percentage behind it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the text to `paint`."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the bar and its text."""
        super().paint(painter, option, index)
        share = index.data(SORT_ROLE)
        if share is None:
            return
        area = QRectF(option.rect).adjusted(8, 0, -8, 0)
        text_width = option.fontMetrics.horizontalAdvance("100.0 %") + 8
        track = QRectF(area.left(), area.center().y() - 4, max(0.0, area.width() - text_width), 8)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(track, 2, 2)
        filled = QRectF(track)
        filled.setWidth(track.width() * min(1.0, max(0.0, share)))
        painter.setBrush(theme.color("accent", 200))
        painter.drawRoundedRect(filled, 2, 2)
        painter.setPen(theme.color("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.restore()
