"""A running job on a page or in the activity panel: what, how far, how long still, cancel."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.jobs import JobRecord, JobState
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, label, row

TICK_MILLISECONDS = 500
STEPS = 1000


def show_share(bar: QProgressBar, share: float | None) -> None:
    """Show how far something is (0 to 1), or that nobody knows (None).

    Qt's progress bar paints itself, and whatever else waits for being painted, at once when its value changes; with
    its updates switched off meanwhile it only asks to be painted. It does so no more often than can be seen.
    """
    bar.setRange(0, 0 if share is None else STEPS)
    if share is None:
        return
    value = round(STEPS * min(1.0, max(0.0, share)))
    step = STEPS / max(bar.width(), 1)
    if 0 < value < STEPS and 0 <= value - bar.value() < step:
        return
    if value != bar.value():
        bar.setUpdatesEnabled(False)
        bar.setValue(value)
        bar.setUpdatesEnabled(True)


def describe(record: JobRecord) -> str:
    """Return where a job stands, in one line: what it does now and the time left, or how it ended."""
    if record.state is JobState.WAITING:
        return tr("JobProgress", "Waiting for another job that writes to the project")
    if record.state is JobState.CANCELLING:
        return tr("JobProgress", "Cancelling…")
    if record.state is JobState.CANCELLED:
        return tr("JobProgress", "Cancelled; nothing was changed")
    if record.state is JobState.FAILED:
        return translate_sentence(record.error.message) if record.error else ""
    if record.state is JobState.DONE:
        return tr("JobProgress", "Done in {time}", time=fmt.duration(record.seconds()))
    if record.paused:
        return tr("JobProgress", "Paused")
    # A job in a process of its own has nothing to say until that has started, which takes a while on a busy machine.
    text = translate_sentence(record.text) if record.text else tr("JobProgress", "Starting")
    left = record.seconds_left()
    if left is not None:
        time = tr("JobProgress", "about {time} left", time=fmt.duration(max(1.0, left)))
    else:
        time = fmt.duration(record.seconds())
    return f"{text} · {time}"


class JobProgress(QWidget):
    """The progress of one job, with a button that cancels it; it hides nothing when the job ends."""

    def __init__(self, record: JobRecord, *, with_title: bool = True) -> None:
        super().__init__()
        self.record = record
        self._title = label(record.title, "subheading")
        self._title.setVisible(with_title)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text = label("", "caption", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(record.title)
        self._cancel = button(tr("JobProgress", "Cancel"), self._on_cancel, name="cancelJob")
        text = QVBoxLayout()
        text.setSpacing(GRID // 2)
        text.addWidget(self._title)
        text.addWidget(self._bar)
        text.addWidget(self._text)
        line = row(spacing=GRID * 2)
        line.addLayout(text, 1)
        line.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MILLISECONDS)
        self._tick.timeout.connect(self.update_state)
        record.listen(owner=self, on_progress=lambda _: self.update_state())
        self.update_state()

    def update_state(self) -> None:
        """Show where the job stands now."""
        record = self.record
        over = record.finished
        self._cancel.setVisible(not over)
        self._cancel.setEnabled(record.state is not JobState.CANCELLING)
        self._bar.setVisible(not over and record.state is not JobState.WAITING)
        if not over:
            show_share(self._bar, record.done / record.total if record.total > 0 else None)
        else:
            self._tick.stop()
        self._text.setText(describe(record))
        self.setAccessibleName(f"{record.title}: {self._text.text()}")

    def text(self) -> str:
        """Return the line shown below the bar."""
        return self._text.text()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the times going while the widget is seen."""
        super().showEvent(event)
        if not self.record.finished:
            self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clock."""
        super().hideEvent(event)
        self._tick.stop()

    def _on_cancel(self) -> None:
        self.record.cancel()
        self.update_state()
