"""How much of what there is new designs are drawn from (truncation), with the diversity that is left of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.creatives import explore_tasks as work
from admanager.gui.pages.creatives.sliders import between_words, named_slider
from admanager.gui.theme import GRID
from admanager.gui.widgets import caption, heading
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.gui.pages.creatives.studio import Studio

WAIT_MILLISECONDS = 120
LEAST_RANGE = 30


class RangeOfDesigns(QWidget):
    """From typical designs to anything; what that leaves is measured as the slider rests."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._resting = QTimer(self, singleShot=True, interval=WAIT_MILLISECONDS)
        self._resting.timeout.connect(self._measure)
        self.slider = named_slider(
            "designRange", tr("ExplorePanel", "Range of new designs"), LEAST_RANGE, 100, 100
        )
        self.slider.valueChanged.connect(lambda _: self._resting.start())
        self.diversity = caption(tr("ExplorePanel", "Generate draws from all there is."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(heading(tr("ExplorePanel", "Range of new designs"), 3))
        column.addLayout(
            between_words(tr("ExplorePanel", "Typical"), self.slider, tr("ExplorePanel", "Anything"))
        )
        column.addWidget(self.diversity)

    def truncation(self) -> float:
        """Return how much of the range new designs are drawn from, 1 for all of it."""
        return self.slider.value() / 100

    def _measure(self) -> None:
        truncation = self.truncation()
        if truncation == 1:
            self.diversity.setText(tr("ExplorePanel", "Generate draws from all there is."))
            return

        def done(diversity: float) -> None:
            if truncation == self.truncation():
                share = fmt.percent(diversity)
                self.diversity.setText(
                    tr("ExplorePanel", "Generate draws designs with {share} of the diversity.", share=share)
                )

        def failed(_error: AdManagerError) -> None:
            self.diversity.setText("")

        page = self._studio.page
        page.run_quiet(
            partial(work.measure_range, page.project, self._studio.request.values(), truncation), done, failed
        )
