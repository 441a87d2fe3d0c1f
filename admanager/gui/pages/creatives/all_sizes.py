"""Draws the selected design in all sizes, where they are looked at and not drawn already."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from admanager.gui.i18n import tr
from admanager.gui.pages.creatives import tasks

if TYPE_CHECKING:
    from admanager.creative.design import Design
    from admanager.gui.jobs import JobRecord
    from admanager.gui.page import Page
    from admanager.gui.pages.creatives.model import Entry
    from admanager.gui.pages.creatives.sizes_view import SizesView
    from admanager.gui.pages.creatives.tasks import Drawn
    from admanager.texts import AdManagerError


class AllSizes:
    """What is drawn in the view of all sizes, and the job that draws it."""

    def __init__(self, page: Page, failed: Callable[[AdManagerError], object]) -> None:
        self._page, self._failed = page, failed
        self._shown: Design | None = None
        self._drawing: JobRecord | None = None

    def show(self, view: SizesView, entry: Entry, *, again: bool = False) -> None:
        """Draw a design in all sizes; one that is shown already is drawn `again` where that is asked for."""
        design = entry.design
        if design == self._shown and not again:
            return
        if self._drawing is not None and not self._drawing.finished:
            self._drawing.cancel()
        if design != self._shown:
            view.begin(entry.name, [item.size for item in design.spec.overrides])
        self._shown = design

        def show(drawn: Drawn) -> None:
            if self._shown is design:
                view.show_drawn(drawn)

        self._drawing = self._page.run_job(
            tr("Studio", "Draw all sizes"),
            partial(tasks.draw_sheet, self._page.project, design, view.widths(), view.devicePixelRatioF()),
            on_partial=show,
            on_failed=self._failed,
            key="creatives.sheet",
        )
