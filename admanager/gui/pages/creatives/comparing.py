"""Designs the same product for the chosen segments side by side, where that is looked at and not done already."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from admanager.gui.i18n import tr
from admanager.gui.pages.creatives import tasks

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.gui.page import Page
    from admanager.gui.pages.creatives.segments_view import SegmentsView
    from admanager.gui.pages.creatives.tasks import SegmentAd
    from admanager.texts import AdManagerError

# Of the request, what makes the ads side by side others.
ASKED = ("product", "objective", "theme", "seed", "choose", "search", "art")


class Comparison:
    """What is compared, and the job that designs it.

    `asked` returns the request bar's values and the size in which the ads are shown.
    """

    def __init__(
        self,
        page: Page,
        asked: Callable[[], tuple[dict[str, Any], str]],
        failed: Callable[[AdManagerError], object],
    ) -> None:
        self._page, self._asked, self._failed = page, asked, failed
        self._shown: tuple[object, ...] = ()
        self._designing: JobRecord | None = None

    def forget(self) -> None:
        """Let the ads be made anew: the project holds something else."""
        self._shown = ()

    def show(self, view: SegmentsView) -> None:
        """Design for everyone and the chosen segments."""
        values, size = self._asked()
        room = view.picture_size()
        asked = (tuple(view.chosen), *(values[name] for name in ASKED), size, room)
        if asked == self._shown:
            return
        self._shown = asked
        if self._designing is not None and not self._designing.finished:
            self._designing.cancel()
        view.begin(tr("Studio", "Same product, same seed ({seed})", seed=values["seed"]))

        def show(ad: SegmentAd) -> None:
            if self._shown == asked:
                view.show_ad(ad)

        self._designing = self._page.run_job(
            tr("Studio", "Design for each segment"),
            partial(
                tasks.compare_segments, self._page.project, ["", *view.chosen], values, size, room,
                view.devicePixelRatioF(),
            ),
            on_partial=show,
            on_failed=self._failed,
            key="creatives.segments",
        )  # fmt: skip
