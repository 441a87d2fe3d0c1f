"""Finding out what the form offers: the values of a target, and the leaks among the columns, beside the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from admanager.gui.i18n import tr
from admanager.gui.pages.models import tasks
from admanager.texts import AdManagerError, Cancelled

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.gui.page import Page
    from admanager.gui.pages.models.train_form import TrainForm
    from admanager.learning.choices import Levels
    from admanager.learning.models import Examination
    from admanager.learning.request import TrainRequest

EXAMINING = "models.examine"


class Examining(QObject):
    """Works for the page: answers what its form asks; of several questions the newest counts."""

    def __init__(self, page: Page, form: Callable[[], TrainForm]) -> None:
        """Work for the form that `form` gives, as soon as that asks."""
        super().__init__(page)
        self._page, self._form = page, form
        self._record: JobRecord | None = None

    def read_levels(self, table: str, column: str) -> None:
        """Read the values of a column that could be predicted."""
        page = self._page
        if not page.has_project:
            return

        def show(levels: Levels) -> None:
            self._form().show_levels(table, column, levels)

        page.run_quiet(partial(tasks.read_levels, page.project, table, column), show)

    def end(self) -> None:
        """Drop what is looked at now."""
        if self._record is not None and not self._record.finished:
            self._record.cancel()
        self._record = None

    def end_orphan(self) -> None:
        """End the look of a page that was here before, for which this form asks anew."""
        record = self._page.context.job(EXAMINING)
        if record is not None and record is not self._record:
            record.cancel()

    def examine(self, request: TrainRequest | None) -> None:
        """Look through the columns of a training; without a request only the look before is dropped."""
        self.end()
        page, columns = self._page, self._form().columns
        if request is None or not page.has_project:
            return
        asked: dict[str, JobRecord | None] = {"record": None}

        def is_current() -> bool:
            return self._record is asked["record"]

        def show(found: Examination) -> None:
            if is_current():
                columns.show_found(found)

        def failed(error: AdManagerError) -> None:
            if not is_current():
                return
            if isinstance(error, Cancelled):
                columns.show_cancelled()
            else:
                columns.show_failed(error)

        record = page.run_job(
            tr("ModelsPage", "Look through the columns for leaks"),
            partial(tasks.examine, page.project, request),
            on_done=show,
            on_failed=failed,
            key=EXAMINING,
        )
        asked["record"] = self._record = record
        columns.follow(record)
