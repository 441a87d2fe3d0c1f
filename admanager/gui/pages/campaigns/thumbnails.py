"""Small pictures of creatives, drawn beside the window and kept while the brand kit stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from admanager.gui.pages.campaigns import tasks

if TYPE_CHECKING:
    from admanager.creative.library import CreativeInfo
    from admanager.gui.page import Page
    from admanager.texts import AdManagerError


class ThumbnailStore(QObject):
    """The pictures by the creatives' names."""

    drawn = Signal()
    """A further picture is there."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._brand = ""
        self._asked: dict[str, CreativeInfo] = {}
        self.images: dict[str, QImage] = {}

    def forget(self) -> None:
        """Forget all pictures."""
        self._asked, self.images = {}, {}

    def want(self, creatives: Sequence[CreativeInfo], brand: str) -> None:
        """Have these creatives drawn with this brand kit, where they are not yet."""
        if brand != self._brand:
            self._brand = brand
            self.forget()
        for creative in creatives:
            if self._asked.get(creative.name) == creative:
                continue
            self._asked[creative.name] = creative
            self._page.run_quiet(
                partial(tasks.draw_thumbnail, self._page.project, creative, self._page.devicePixelRatioF()),
                on_done=partial(self._keep, creative),
                on_failed=self._not_drawn,
            )

    def _keep(self, creative: CreativeInfo, image: QImage) -> None:
        if self._asked.get(creative.name) == creative:
            self.images[creative.name] = image
            self.drawn.emit()

    def _not_drawn(self, _error: AdManagerError) -> None:
        # A creative that the brand kit does not allow is told on the Creatives page; here its place stays empty.
        return
