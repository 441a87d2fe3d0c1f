"""What stands beside the gallery: the selected design in detail, and the controls to explore around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.creatives.design_panel import DesignPanel
from admanager.gui.widgets import label, scrolled

if TYPE_CHECKING:
    from admanager.gui.pages.creatives.tasks import Family

SIDE_WIDTH = 368


class Side(QTabWidget):
    """The tabs Design and Explore; `explore` is where the latter's controls stand."""

    def __init__(self, explore: QWidget) -> None:
        super().__init__()
        self.design = DesignPanel()
        nothing = label(tr("Studio", "Choose a design to see it here."), "muted", wrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._places = QStackedWidget()
        self._places.addWidget(nothing)
        self._places.addWidget(scrolled(self.design))
        self.setObjectName("creativesSide")
        self.setDocumentMode(True)
        self.addTab(self._places, tr("Studio", "Design"))
        self.addTab(explore, tr("Studio", "Explore"))

    def show_nothing(self) -> None:
        """Say that a design is to be chosen."""
        self._places.setCurrentIndex(0)

    def show_family(self, name: str, family: Family, key: str) -> None:
        """Show a design in its sizes; see `DesignPanel`."""
        self.design.show_family(name, family, key)
        self._places.setCurrentIndex(1)
