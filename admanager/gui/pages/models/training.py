"""Works for trainings: starts one in a job, follows the one that runs, and tells of it while something else is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from admanager.gui.i18n import tr
from admanager.gui.pages.models import tasks
from admanager.gui.widgets import Banner

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.gui.page import Page
    from admanager.gui.pages.models.live_view import LiveView
    from admanager.learning.models import TrainedModel
    from admanager.learning.request import TrainRequest
    from admanager.texts import AdManagerError

TRAINING = "models.train"


@dataclass(frozen=True)
class TrainingPlaces:
    """What the page does for a training: where it goes, and what it is told."""

    live: Callable[[], LiveView]
    show_live: Callable[[], object]
    followed: Callable[[], object]
    done: Callable[[TrainedModel], object]
    failed: Callable[[AdManagerError], object]


class Training(QObject):
    """Knows the training that runs, and holds the banner that leads to it from elsewhere on the page."""

    def __init__(self, page: Page, places: TrainingPlaces) -> None:
        super().__init__(page)
        self._page, self._places = page, places
        self.banner = Banner(closable=False)
        self.banner.setObjectName("trainingRuns")

    def running(self) -> JobRecord | None:
        """Return the training that runs, if one does."""
        record = self._page.context.job(TRAINING)
        return None if record is None or record.finished else record

    def start(self, request: TrainRequest) -> None:
        """Train in a process of its own, with live curves."""
        record = self._page.context.run_job(
            tr("ModelsPage", "Train “{name}”", name=request.name),
            partial(tasks.train, self._page.project, request),
            key=TRAINING,
            writes=True,
        )
        self._follow(record)
        self._places.show_live()

    def take_up(self) -> None:
        """Follow the training that runs, for a page that is built anew."""
        record = self.running()
        if record is not None:
            self._follow(record)

    def _follow(self, record: JobRecord) -> None:
        self._places.followed()
        live = self._places.live()
        live.follow(record)
        record.listen(
            owner=self._page,
            on_partial=live.show_partial,
            on_done=self._places.done,
            on_failed=self._places.failed,
            replay=True,
        )

    def tell(self, *, is_shown: bool) -> None:
        """Tell of a training that runs while something else than its view is shown."""
        record = self.running()
        if record is None or is_shown:
            self.banner.close_message()
        else:
            self.banner.show_message(
                tr("ModelsPage", "{what} is under way.", what=record.title),
                action=tr("ModelsPage", "Show it"),
                on_action=self._places.show_live,
            )
