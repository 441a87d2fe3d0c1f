"""Works for the Explain tab: asks the core in jobs and shows what comes back, if the same model is still open."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from admanager.gui.i18n import tr
from admanager.gui.page import Page
from admanager.gui.pages.models import tasks
from admanager.gui.pages.models.explain_view import ExplainView
from admanager.texts import Cancelled

if TYPE_CHECKING:
    from admanager.learning.drift import Drift
    from admanager.learning.examining import Asked
    from admanager.texts import AdManagerError

EXPLAINING = "models.explain"


class Explaining(QObject):
    """Holds the view of the Explain tab, and knows of which model it is."""

    def __init__(self, page: Page, note_drift: Callable[[str, Drift], object]) -> None:
        super().__init__(page)
        self._page = page
        self._name = ""
        self._note_drift = note_drift

    @cached_property
    def view(self) -> ExplainView:
        """What shows the answers; made when it is needed first."""
        return ExplainView(
            explain=self.explain,
            drift=self.check_drift,
            person=self.explain_person,
            what_if=self.ask,
        )

    def show_model(self, name: str) -> None:
        """Begin anew for another model."""
        if name != self._name:
            self._name = name
            if "view" in self.__dict__:
                self.view.clear()

    def explain(self) -> None:
        """Find out what the model goes by."""
        self._run(
            tr("ModelsPage", "Explain “{name}”", name=self._name),
            partial(tasks.explain, self._page.project, self._name),
            self.view.show_explained,
        )

    def check_drift(self) -> None:
        """Find out whether the model still holds."""

        def show(found: Drift) -> None:
            self.view.show_nothing_new()
            self._note_drift(self._name, found)

        self._run(
            tr("ModelsPage", "Judge “{name}” by new rows", name=self._name),
            partial(tasks.check_drift, self._page.project, self._name),
            show,
        )

    def explain_person(self, key: str) -> None:
        """Explain the answer for one person."""
        if key:
            self._run(
                tr("ModelsPage", "Explain one person"),
                partial(tasks.explain_person, self._page.project, self._name, key),
                self.view.show_person,
            )

    def ask(self, asked: Asked, column: str, value: str) -> None:
        """Ask for the probability if the person had another value."""
        self._page.run_quiet(
            partial(tasks.ask_what_if, self._page.project, self._name, asked, column, value),
            partial(self.view.one.show_answer, column, value),
        )

    def _run(self, title: str, work: Callable[..., Any], show: Callable[[Any], object]) -> None:
        name = self._name
        # What went wrong the last time is over with the next question.
        self._page.banner.close_message()

        def done(found: Any) -> None:
            if name == self._name:
                show(found)

        def failed(error: AdManagerError) -> None:
            if name == self._name:
                self.view.show_nothing_new()
            if not isinstance(error, Cancelled):
                self._page.show_failure(error)

        record = self._page.run_job(title, work, on_done=done, on_failed=failed, key=EXPLAINING)
        self.view.follow(record)
