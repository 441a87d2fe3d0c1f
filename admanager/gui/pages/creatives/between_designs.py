"""The steps from one of two selected designs to the other: a film strip, and the same in the gallery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.creatives import explore_tasks as work
from admanager.gui.pages.creatives.film_strip import FilmStrip, frame_size
from admanager.gui.pages.creatives.model import Entry
from admanager.gui.theme import GRID
from admanager.gui.widgets import button, caption, heading, row

if TYPE_CHECKING:
    from admanager.creative.design import Design
    from admanager.gui.pages.creatives.studio import Studio


@dataclass(frozen=True)
class Fixed:
    """What holds for every step: the product that is shown, and the parts that stay as they are."""

    product: str
    keep: tuple[Any, ...]


class BetweenDesigns(QWidget):
    """Shows the steps between two designs; `design_chosen` tells of one that is to be looked at."""

    design_chosen = Signal(object)

    def __init__(
        self,
        studio: Studio,
        fixed: Callable[[], Fixed],
        make: Callable[[Callable[[], str], Callable[..., list[Design]]], None],
    ) -> None:
        super().__init__()
        self._studio = studio
        self._fixed = fixed
        self._make = make
        self._chosen: list[Entry] = []
        self._film_of: Any = None
        self.film = FilmStrip()
        self.film.hide()
        self.film.frame_chosen.connect(lambda place: self.design_chosen.emit(self.film.frames[place].design))
        self.button = button(
            tr("ExplorePanel", "Show the steps in the gallery"), self.show_in_gallery, name="showStrip"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(heading(tr("ExplorePanel", "Between two designs"), 3))
        column.addWidget(
            caption(tr("ExplorePanel", "Select two designs in the gallery: the steps from one to the other."))
        )
        column.addWidget(self.film)
        column.addLayout(row(self.button, None))

    def show_chosen(self, chosen: list[Entry]) -> None:
        """Take up other selected designs; there are steps where they are two."""
        self._chosen = chosen
        self.button.setEnabled(len(chosen) == 2)
        self.draw()

    def redraw(self) -> None:
        """Draw the steps anew, in another size."""
        self._film_of = None
        self.draw()

    def draw(self) -> None:
        """Draw the steps between the two selected designs, where this is looked at and they are not there yet."""
        if len(self._chosen) != 2:
            self._film_of = None
            self.film.hide()
            return
        if not self.isVisible():
            return
        pair = (self._chosen[0].design, self._chosen[1].design)
        fixed = self._fixed()
        wanted = (pair, fixed)
        if wanted == self._film_of:
            return
        self._film_of = wanted
        key = self._studio.gallery.size_key()
        width, height = (int(part) for part in key.split("x"))

        def done(frames: list[work.Adjusted]) -> None:
            if self._film_of == wanted:
                self.film.show_frames(frames)
                self.film.show()

        self._studio.page.run_quiet(
            partial(
                work.draw_strip, self._studio.page.project, *pair, product=fixed.product, keep=list(fixed.keep), key=key,
                shown=frame_size(width, height), pixel_ratio=self.devicePixelRatioF(),
            ),
            done,
        )  # fmt: skip

    def show_in_gallery(self) -> None:
        """Show the steps between the two selected designs in the gallery."""
        if len(self._chosen) != 2:
            return
        start, end = self._chosen
        fixed = self._fixed()
        function = partial(
            work.between, self._studio.page.project, start.design, end.design, product=fixed.product, keep=list(fixed.keep)
        )  # fmt: skip
        self._make(
            lambda: tr("ExplorePanel", "From “{start}” to “{end}”", start=start.name, end=end.name), function
        )
