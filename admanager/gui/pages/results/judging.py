"""How far forecasts can be trusted, and logs from elsewhere: what the page shows beside its runs."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.results import tasks

if TYPE_CHECKING:
    from admanager.gui.pages.results.logs_view import LogsView
    from admanager.gui.pages.results.reliability_view import ReliabilityView
    from admanager.gui.pages.results.view import ResultsPage
    from admanager.simulation.reliability import FeedbackCheck
    from admanager.texts import AdManagerError

RELIABILITY = "results.reliability"
FEEDBACK = "results.feedback"


class Judging:
    """Makes both views when they are first needed, and runs their jobs."""

    def __init__(self, page: ResultsPage) -> None:
        self._page = page
        self._looked_at = 0

    @cached_property
    def trust(self) -> ReliabilityView:
        """The view of how far forecasts can be trusted."""
        from admanager.gui.pages.results.reliability_view import ReliabilityView

        return ReliabilityView(self._page.show_list, self.judge)

    @cached_property
    def logs(self) -> LogsView:
        """The view of logs from elsewhere."""
        from admanager.gui.pages.results.logs_view import LogsView

        return LogsView(self._page.show_list, self._page.run_job)

    def shows(self, view: QWidget) -> bool:
        """Say whether a view is one of these."""
        return any(vars(self).get(name) is view for name in ("trust", "logs"))

    def forget(self) -> None:
        """Forget what was found of the project before."""
        self._looked_at = 0
        if "trust" in vars(self):
            self.trust.forget()

    def open_reliability(self) -> None:
        """Show how far forecasts can be trusted; it is judged when nothing is known yet."""
        view = self.trust
        self._page.show_beside_runs(view, view.back)
        if view.found is None:
            self.judge()

    def judge(self) -> None:
        """Try a forecast on the imported log."""

        def failed(error: AdManagerError) -> None:
            self._page.show_failure(error)
            self.trust.show_failed()

        record = self._page.run_job(
            tr("ResultsPage", "Judge how far forecasts can be trusted"),
            partial(tasks.judge_reliability, self._page.project, self.trust.chosen_model),
            on_done=self.trust.show_found,
            on_failed=failed,
            key=RELIABILITY,
            writes=True,
        )
        self.trust.show_job(record)

    def open_logs(self) -> None:
        """Show the view of logs from elsewhere."""
        self._page.show_beside_runs(self.logs, self.logs.back)

    # -- new feedback ------------------------------------------------------------------------------------

    def look_for_feedback(self) -> None:
        """Find out, once, how impressions that came in were foretold by those before them."""
        self._page.run_quiet(partial(tasks.newest_unchecked, self._page.project), self._check)

    def _check(self, newest: int) -> None:
        # An import that came too early to be foretold stays unchecked; it is looked at only once.
        if newest <= self._looked_at:
            return
        self._looked_at = newest
        self._page.run_job(
            tr("ResultsPage", "Compare what came with what was forecast"),
            partial(tasks.check_new_feedback, self._page.project),
            on_done=self._tell,
            on_failed=self._page.show_failure,
            key=FEEDBACK,
            writes=True,
        )

    def _tell(self, checks: list[FeedbackCheck]) -> None:
        from admanager.simulation.reliability import told

        if checks:
            newest = checks[-1]
            kind = "good" if newest.figures["ctr"].inside else "warn"
            text = translate_sentence(told(newest))
            action = tr("ResultsPage", "How far to trust")
            self._page.banner.show_message(text, kind, action=action, on_action=self.open_reliability)
