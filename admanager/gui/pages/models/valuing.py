"""Works for the view of customer value: fits, writes and exports beside the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.models import tasks
from admanager.gui.pages.models.value_view import ValueView
from admanager.texts import Cancelled

if TYPE_CHECKING:
    from admanager.gui.page import Page
    from admanager.learning.customer_value import CustomerValue
    from admanager.learning.value_profiles import FittedValue, WrittenValue
    from admanager.texts import AdManagerError

FITTING, WRITING = "models.value", "models.value.write"


class Valuing(QObject):
    """Holds the view, and does what it asks for."""

    def __init__(self, page: Page, back: Callable[[], object]) -> None:
        super().__init__(page)
        self._page, self._back = page, back
        self._has_events = True

    @cached_property
    def view(self) -> ValueView:
        """What shows customer value; made when it is needed first."""
        made = ValueView(
            back=self._back,
            fit=self.fit,
            write=self.write,
            export=self.ask_export,
            bring=lambda: self._page.context.open_page("data"),
        )
        made.show_has_events(self._has_events)
        return made

    def show_has_events(self, there: bool) -> None:
        """Hear whether the project has events that customer value can be learned from."""
        self._has_events = there
        if "view" in self.__dict__:
            self.view.show_has_events(there)

    def forget(self) -> None:
        """Begin anew with another project."""
        if "view" in self.__dict__:
            self.view.clear()

    def kept(self) -> FittedValue | None:
        """Return what is shown, for a page that is built anew."""
        return self.view.found if "view" in self.__dict__ else None

    def restore(self, found: FittedValue | None) -> None:
        """Show what a page before this one had."""
        if found is not None:
            self.view.show_found(found)

    def fit(self, days: int) -> None:
        """Learn from the purchases, in a process of its own."""
        project = self._page.project

        def done(found: FittedValue) -> None:
            if self._page.has_project and self._page.project is project:
                self.view.show_found(found)

        def failed(error: AdManagerError) -> None:
            self.view.show_nothing_new()
            if not isinstance(error, Cancelled):
                self._page.show_failure(error)

        record = self._page.run_job(
            tr("ModelsPage", "Learn what customers are worth"),
            partial(tasks.fit_value, project, days),
            on_done=done,
            on_failed=failed,
            key=FITTING,
        )
        self.view.follow(record)

    def write(self, found: CustomerValue) -> None:
        """Write what is expected of each customer into the profiles."""

        def written(told: WrittenValue) -> None:
            self._page.context.show_message(
                tr(
                    "ModelsPage",
                    "Written for {people:,} people into the columns {columns} of the profiles.",
                    people=told.people,
                    columns=fmt.listed(f"“{name}”" for name in told.columns),
                ),
                "good",
            )

        self._page.run_job(
            tr("ModelsPage", "Write customer value into the profiles"),
            partial(tasks.write_value, self._page.project, found),
            on_done=written,
            on_failed=self._page.show_failure,
            key=WRITING,
            writes=True,
        )

    def ask_export(self, found: CustomerValue) -> None:
        """Ask for a file, and write a line a customer into it."""
        name, _ = QFileDialog.getSaveFileName(
            self._page,
            tr("ModelsPage", "Export customer value"),
            "customer-value.csv",
            tr("ModelsPage", "CSV (*.csv)"),
        )
        if name:
            self.write_file(found, Path(name))

    def write_file(self, found: CustomerValue, path: Path) -> None:
        """Write a line a customer into a file."""

        def written(where: Path) -> None:
            self._page.context.show_message(tr("ModelsPage", "Written to {path}.", path=str(where)), "good")

        self._page.run_quiet(partial(tasks.export_value, found, path), written)
