"""Whether the models still hold: judged beside the window whenever rows came in or were taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from admanager.gui.i18n import tr
from admanager.gui.pages.models import tasks

if TYPE_CHECKING:
    from admanager.gui.page import Page
    from admanager.gui.pages.models.tasks import Standing
    from admanager.learning.drift import Drift
    from admanager.texts import AdManagerError

JUDGING = "models.judge"
Batches = tuple[int, ...]
Judged = tuple[Batches, "Drift | None"]


class Holding(QObject):
    """Knows what new rows say of each model; a model is judged once for the same imports."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._batches: dict[int, Batches] = {}
        self._judged: dict[int, Judged] = {}
        """For which imports a model was judged, and what came of it; None where that failed."""
        self._names: dict[int, str] = {}
        self._busy = False

    def forget(self) -> None:
        """Begin anew with another project."""
        self._batches, self._judged, self._names = {}, {}, {}

    def kept(self) -> dict[int, Judged]:
        """Return what is known, for a page that is built anew."""
        return dict(self._judged)

    def restore(self, judged: dict[int, Judged]) -> None:
        """Take over what a page before this one knew."""
        self._judged = dict(judged)

    def found(self) -> dict[int, Drift]:
        """Return what is known of the models, as far as no newer rows have come in."""
        return {
            number: drift
            for number, (batches, drift) in self._judged.items()
            if drift is not None and batches == self._batches.get(number)
        }

    def note(self, number: int, drift: Drift) -> None:
        """Take over what a person asked for."""
        self._judged[number] = (self._batches.get(number, ()), drift)
        self.changed.emit()

    def look(self, standing: Standing) -> None:
        """Judge the models whose table has other rows than when they were judged last."""
        self._batches = standing.batches
        self._names = {info.id: info.name for info in standing.models}
        self._judge()

    def _judge(self) -> None:
        stale = [
            number
            for number, batches in self._batches.items()
            if batches and self._judged.get(number, ((), None))[0] != batches
        ]
        if self._busy or not stale or not self._page.has_project:
            return
        self._busy = True
        asked = {number: self._batches[number] for number in stale}
        names = {self._names[number]: number for number in stale}
        project = self._page.project

        def done(found: dict[str, Drift]) -> None:
            finish({names[name]: drift for name, drift in found.items()})

        def failed(_error: AdManagerError) -> None:
            # A person who asks for it is told why; nobody has asked here.
            finish({})

        def finish(found: dict[int, Drift]) -> None:
            self._busy = False
            if self._page.has_project and self._page.project is project:
                self._judged |= {number: (asked[number], found.get(number)) for number in asked}
                self.changed.emit()
            self._judge()

        self._page.run_job(
            tr("ModelsPage", "See whether the models still hold"),
            partial(tasks.judge_models, project, list(names)),
            on_done=done,
            on_failed=failed,
            key=JUDGING,
        )
