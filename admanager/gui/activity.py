"""The activity panel: all jobs, the running ones first, what came of the others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from admanager.gui import icons
from admanager.gui.i18n import tr
from admanager.gui.jobs import JobRecord, JobRunner, JobState
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import (
    button,
    caption,
    clear_layout,
    heading,
    icon_button,
    label,
    row,
    scrolled,
)
from admanager.gui.widgets.progress import JobProgress, describe

WIDTH = 328
_ENDS = {
    JobState.DONE: ("check", "good"),
    JobState.FAILED: ("error", "bad"),
    JobState.CANCELLED: ("minus", "text_muted"),
}


class ActivityPanel(QFrame):
    """A panel at the right of the window; it rebuilds its list when a job begins or ends."""

    close_asked = Signal()
    details_asked = Signal(object)

    def __init__(self, runner: JobRunner) -> None:
        super().__init__()
        self.setObjectName("activityPanel")
        self.setProperty("role", "side")
        self.setFixedWidth(WIDTH)
        self._runner = runner
        self._listed: list[tuple[JobRecord, int]] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID * 3 // 2)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setLayout(self._list)
        self._list.setContentsMargins(GRID * 2, 0, GRID * 2, GRID * 2)
        head = row(
            heading(tr("ActivityPanel", "Activity")),
            None,
            icon_button("close", tr("ActivityPanel", "Close the activity panel"), self.close_asked.emit),
        )
        head.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID, GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(scrolled(inner), 1)
        runner.jobs_changed.connect(self.update_list)
        self.update_list()

    def update_list(self) -> None:
        """Show the jobs, if one came or ended since the list was made."""
        records = list(reversed(self._runner.records))
        now = [(record, _rank(record)) for record in records]
        if now == self._listed and self._list.count():
            return
        self._listed = now
        clear_layout(self._list)
        if not records:
            self._list.addWidget(
                caption(
                    tr("ActivityPanel", "Imports, trainings and simulations show up here while they run.")
                )
            )
        for record in sorted(records, key=_rank):
            self._list.addWidget(self._row(record))

    def _row(self, record: JobRecord) -> QWidget:
        if not record.finished:
            return JobProgress(record)
        made = QWidget()
        text = QVBoxLayout()
        text.setSpacing(2)
        title = label(record.title, "subheading", wrap=True)
        text.addWidget(title)
        text.addWidget(label(describe(record), "caption", wrap=True, selectable=True))
        if record.state is JobState.FAILED and record.error is not None and record.error.details:
            text.addWidget(
                button(
                    tr("ActivityPanel", "Details"),
                    lambda: self.details_asked.emit(record.error),
                    kind="link",
                    name="jobDetails",
                )
            )
        name, token = _ENDS[record.state]
        line = row(spacing=GRID)
        line.addWidget(icons.IconLabel(name, 18, token), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(text, 1)
        made.setLayout(line)
        return made


def _rank(record: JobRecord) -> int:
    """Return the place of a job's state in the list: running, waiting, over."""
    return 2 if record.finished else 1 if record.state is JobState.WAITING else 0


def summary(runner: JobRunner) -> str:
    """Return the running jobs in a few words, empty when there are none."""
    running = runner.running()
    if not running:
        return ""
    if len(running) > 1:
        return tr("ActivityPanel", "{count} jobs are running", count=len(running))
    record = running[0]
    if record.total > 0 and record.state is JobState.RUNNING:
        return f"{record.title} · {min(100, int(100 * record.done / record.total))} %"
    return record.title
