"""A thin bar that shows a share of all, where a number beside it says how many."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from admanager.gui import format as fmt
from admanager.gui import theme

HEIGHT = 6


class ShareBar(QWidget):
    """Shows a share between 0 and 1; painted with all else, where a progress bar paints at once at each change."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.share = 0.0
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size as wide as there is room."""
        return QSize(200, HEIGHT)

    def show_share(self, share: float) -> None:
        """Show another share."""
        self.share = min(max(share, 0.0), 1.0)
        self.setAccessibleDescription(fmt.percent(self.share, 1))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the trough and the share in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(whole, HEIGHT / 2, HEIGHT / 2)
        if self.share > 0:
            painter.setBrush(theme.color("accent"))
            # Few are seen as a dot, not as nobody.
            whole.setWidth(max(float(HEIGHT), whole.width() * self.share))
            painter.drawRoundedRect(whole, HEIGHT / 2, HEIGHT / 2)
        painter.end()
