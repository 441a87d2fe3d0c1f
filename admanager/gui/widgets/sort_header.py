"""The header of tables: the sign of the sorted column stands beside its title, never on it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader

from admanager.gui import icons, theme

SIGN = 12
MARGIN = 8


class SortHeader(QHeaderView):
    """A horizontal header whose sort sign follows a title at the left and precedes one at the right."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)
        # Else a title that has no room is cut through a letter.
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logical_index: int) -> None:
        """Leave the sign out: the style would draw it over titles at the right."""
        super().initStyleOptionForIndex(option, logical_index)
        option.sortIndicator = QStyleOptionHeader.SortIndicator.None_

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw the section, then the sign where the table is sorted by it."""
        painter.save()
        super().paintSection(painter, rect, logical_index)
        painter.restore()
        if not self.isSortIndicatorShown() or self.sortIndicatorSection() != logical_index:
            return
        model = self.model()
        title = str(model.headerData(logical_index, Qt.Orientation.Horizontal) or "")
        alignment = model.headerData(
            logical_index, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        font = theme.font(theme.SIZE_SMALL, bold=True)
        room = rect.width() - 2 * MARGIN
        offset = MARGIN + min(QFontMetrics(font).horizontalAdvance(title) + 4, room - SIGN)
        at_right = alignment is not None and bool(Qt.AlignmentFlag(alignment) & Qt.AlignmentFlag.AlignRight)
        left = rect.right() - offset - SIGN if at_right else rect.left() + offset
        falling = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        sign = icons.icon("chevron-down" if falling else "chevron-up", "text")
        sign.paint(painter, QRect(left, rect.center().y() - SIGN // 2, SIGN, SIGN))
