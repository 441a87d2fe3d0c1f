"""Logs from elsewhere, played again: what another policy would have earned, and what a bidder would have won."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.results.auctions_tab import AuctionsTab
from admanager.gui.pages.results.log_tab import Run
from admanager.gui.pages.results.policy_tab import PolicyTab
from admanager.gui.theme import GRID
from admanager.gui.widgets import button, heading, row


class LogsView(QWidget):
    """Both tabs, with the way back."""

    def __init__(self, go_back: Callable[[], object], run: Run) -> None:
        super().__init__()
        self.back = button(
            tr("LogsView", "All runs"), go_back, kind="quiet", icon="chevron-left", name="backToRuns"
        )
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self.policy, self.auctions = PolicyTab(run), AuctionsTab(run)
        self.tabs.addTab(self.policy, tr("LogsView", "Policies"))
        self.tabs.addTab(self.auctions, tr("LogsView", "Auctions"))
        head = row(self.back, heading(tr("LogsView", "Logs played again"), 2))
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
