"""The simulation of a campaign: its controls, its progress, and the dashboard below them."""

from __future__ import annotations

import random
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui import icons
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.campaigns.dashboard import Dashboard
from admanager.gui.pages.campaigns.texts import RUN_STATES
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import (
    Banner,
    ElidedLabel,
    EmptyState,
    button,
    caption,
    icon_button,
    row,
    scrolled,
)
from admanager.gui.widgets.form import Form
from admanager.gui.widgets.progress import describe, show_share
from admanager.gui.widgets.steps import Steps

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.gui.pages.campaigns.tasks import ShownRun
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.curves import Curve
    from admanager.simulation.played import Snapshot

MOST_SEED = 999_999
TICK_MILLISECONDS = 250
REDRAW_SECONDS = 0.2
"""As often as everything is drawn at most; on a slow machine so seldom that drawing takes half of the time."""
DRAWING_SHARE = 0.5
# Simulated hours a second; None is as fast as the machine can.
SPEEDS = (1.0, 6.0, 24.0, 96.0, None)
FIRST_SPEED = 24.0


class SimulationView(QWidget):
    """Plays the chosen campaign; starting and the run's commands are asked of the page."""

    start_asked = Signal()
    command_given = Signal(object)
    results_asked = Signal(str)
    """The name of a kept run."""
    campaign_asked = Signal(str)
    """The name of the campaign that is being simulated, while another one is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._state = "empty"
        self._sound = True
        self._elsewhere = ""
        self._snapshot: Snapshot | None = None
        self._drawn_at = 0.0
        self._redraw = QTimer(self, singleShot=True)
        self._redraw.timeout.connect(self._draw)
        self._build_controls()
        self._record: JobRecord | None = None
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("SimulationView", "Progress of the simulation"))
        self._tick = QTimer(self, interval=TICK_MILLISECONDS)
        self._tick.timeout.connect(self._show_progress)
        self.banner = Banner()
        self.banner.setObjectName("runBanner")
        self._places = QStackedWidget()
        self._empty = EmptyState(
            "play",
            tr("SimulationView", "Not simulated yet"),
            tr(
                "SimulationView",
                "A simulation draws people from this project, lets them come when people come, runs the auctions and "
                "shows what happens. The same seed gives the same numbers.",
            ),
            tr("SimulationView", "Simulate"),
            self.start,
        )
        self._places.addWidget(self._empty)
        self._making = QWidget()
        self._places.addWidget(self._making)
        self._prepare = Steps(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(self._controls)
        layout.addWidget(self._bar)
        layout.addWidget(self.banner)
        layout.addWidget(self._places, 1)
        self._show_controls()

    @cached_property
    def dashboard(self) -> Dashboard:
        """The numbers and charts; made when there is a run to show."""
        made = Dashboard()
        self._place = scrolled(made)
        self._places.addWidget(self._place)
        return made

    def make_ahead(self) -> None:
        """Make the dashboard piece by piece, since all of it at once would hold the window."""
        self._prepare.add(lambda: self.dashboard, lambda: self._prepare.add_next(*self.dashboard.pieces()))

    def _has_dashboard(self) -> bool:
        return "dashboard" in self.__dict__ and self.dashboard.complete

    def _build_controls(self) -> None:
        self.title = ElidedLabel("", "heading")
        self.note = ElidedLabel("", "caption")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.note)
        self.seed = Form.integer(1, 0, MOST_SEED)
        self.seed.setGroupSeparatorShown(False)
        self.seed.setObjectName("runSeed")
        self.seed.setAccessibleName(tr("SimulationView", "Seed"))
        self.seed.setMinimumWidth(GRID * 11)
        self.other_seed = icon_button(
            "refresh", tr("SimulationView", "Take another seed"), self.take_seed, name="otherSeed"
        )
        self.speed = QComboBox()
        self.speed.setObjectName("runSpeed")
        self.speed.setAccessibleName(tr("SimulationView", "Speed"))
        for hours in SPEEDS:
            self.speed.addItem(_speed_text(hours), hours)
        self.speed.setCurrentIndex(SPEEDS.index(FIRST_SPEED))
        self.speed.currentIndexChanged.connect(
            lambda _place: self.command_given.emit(("speed", self.speed.currentData()))
        )
        self.simulate = button(
            tr("SimulationView", "Simulate"), self.start, kind="primary", icon="play", name="startRun"
        )
        self.pause = button(tr("SimulationView", "Pause"), self.turn_pause, icon="pause", name="pauseRun")
        self.step = button(
            tr("SimulationView", "Step"), lambda: self.command_given.emit("step"), icon="step", name="stepRun",
            tooltip=tr("SimulationView", "Play one simulated hour, then pause."),
        )  # fmt: skip
        self.stop = button(
            tr("SimulationView", "Stop"), lambda: self.command_given.emit("stop"), icon="stop", name="stopRun",
            tooltip=tr("SimulationView", "End here and keep what was simulated."),
        )  # fmt: skip
        self._controls = row(
            caption(tr("SimulationView", "Seed")), self.seed, self.other_seed, GRID,
            caption(tr("SimulationView", "Speed")), self.speed, GRID, self.step, self.pause, self.stop, self.simulate,
        )  # fmt: skip
        self._controls.insertLayout(0, names, 1)

    # -- what the user does ------------------------------------------------------------------------------

    def start(self) -> None:
        """Ask for a run with the seed and the speed that are set here."""
        if self.simulate.isEnabled():
            self.start_asked.emit()

    def take_seed(self) -> None:
        """Take a seed by chance."""
        self.seed.setValue(random.SystemRandom().randrange(MOST_SEED))

    def turn_pause(self) -> None:
        """Pause a run, or let it go on."""
        self.command_given.emit("resume" if self._state == "paused" else "pause")

    def values(self) -> dict[str, Any]:
        """Return seed and speed."""
        return {"seed": self.seed.value(), "speed": self.speed.currentIndex()}

    def set_values(self, values: dict[str, Any]) -> None:
        """Put seed and speed back."""
        self.seed.setValue(values["seed"])
        self.speed.setCurrentIndex(values["speed"])

    # -- what is shown -----------------------------------------------------------------------------------

    def state(self) -> str:
        """Return empty, waiting, running, paused, keeping, stopped or finished."""
        return self._state

    def show_campaign(self, plan: CampaignPlan, *, sound: bool) -> None:
        """Show the name of a campaign, and whether it can be simulated."""
        self.title.set_text(plan.name)
        self._sound = sound
        self._show_controls()

    def show_nothing(self) -> None:
        """Show that the campaign has no run."""
        self._end_progress()
        self._prepare.clear()
        self._set_state("empty")
        self.note.set_text("")
        self.banner.hide()
        self._places.setCurrentIndex(0)

    def show_elsewhere(self, campaign: str) -> None:
        """Say that another campaign is being simulated; empty where none is."""
        self._elsewhere = campaign
        self._show_controls()
        if campaign:
            self.banner.show_message(
                tr(
                    "SimulationView",
                    "“{name}” is being simulated; one simulation runs at a time.",
                    name=campaign,
                ),
                action=tr("SimulationView", "Show it"),
                on_action=lambda: self.campaign_asked.emit(campaign),
            )

    def begin(self, record: JobRecord, plan: CampaignPlan) -> None:
        """Show a run that begins, or that is taken up again."""
        self._record = record
        self._elsewhere = ""
        self.banner.hide()
        self._snapshot = None
        if not self._has_dashboard():
            self._places.setCurrentWidget(self._making)
            if not self._prepare.waiting:
                self.make_ahead()
        self._prepare.add(lambda: self._show_dashboard(plan))
        self._set_state("waiting")
        self._show_progress()
        self._tick.start()

    def _show_dashboard(self, plan: CampaignPlan) -> None:
        self.dashboard.begin(plan)
        self._places.setCurrentWidget(self._place)

    def _show_progress(self) -> None:
        """Say how far the run is and how long it takes still; the job's own words while it is prepared."""
        record, snapshot = self._record, self._snapshot
        if record is None:
            return
        show_share(self._bar, record.done / record.total if record.total > 0 else None)
        if snapshot is None:
            self.note.set_text(describe(record))
        elif self._state == "keeping":
            self.note.set_text(tr("SimulationView", "Seed {seed} · keeping the run…", seed=snapshot.seed))
        elif snapshot.state == "paused":
            self.note.set_text(
                tr(
                    "SimulationView",
                    "Seed {seed} · paused on {text}",
                    seed=snapshot.seed,
                    text=_moment(snapshot),
                )
            )
        else:
            self.note.set_text(
                tr("SimulationView", "Seed {seed} · {text}", seed=snapshot.seed, text=describe(record))
            )

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take the newest numbers; they are drawn as soon as there is time."""
        self._snapshot = snapshot
        if not self._redraw.isActive():
            wait = self._drawn_at - time.monotonic()
            self._redraw.start(max(0, round(1000 * wait)))

    def _draw(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        # What was played to its end is still to be stored.
        state = snapshot.state if snapshot.state in {"running", "paused"} else "keeping"
        if self._state != state:
            self._set_state(state)
        self._show_progress()
        if self._prepare.waiting or self.dashboard.drawing:
            # Slower than the snapshots come: the one before is drawn to its end first.
            self._redraw.start(round(1000 * REDRAW_SECONDS))
            return
        self.dashboard.show_outcome(snapshot.outcome, snapshot.minute)
        self._drawn_at = time.monotonic() + max(
            REDRAW_SECONDS, self.dashboard.drawing_seconds / DRAWING_SHARE
        )

    def show_planned(self, plan: CampaignPlan, planned: Curve) -> None:
        """Show what the plan means to have spent."""
        self._prepare.add(lambda: self.dashboard.show_planned(plan, planned))

    def show_run(self, run: ShownRun, *, just_ended: bool) -> None:
        """Show a kept run."""
        self._end_progress()
        self._prepare.run_all()
        # The run that was watched is the one that is kept: what is drawn of it stays, and only the last numbers come.
        if not just_ended:
            self.dashboard.begin(run.plan)
        self.dashboard.show_planned(run.plan, run.planned)
        self.dashboard.show_outcome(run.outcome, run.minutes)
        self._places.setCurrentWidget(self._place)
        self._set_state("stopped" if run.state == "stopped" else "finished")
        days = tr_count("SimulationView", "{count} day", "{count:,} days", round(run.minutes / 1440))
        self.note.set_text(
            tr(
                "SimulationView",
                "Seed {seed} · {state} after {days} · {time}",
                seed=run.seed,
                state=str(RUN_STATES[run.state]),
                days=days,
                time=fmt.time(run.started),
            )
        )
        events = " ".join(
            translate_sentence(event.text) for event in run.events if event.minute >= run.minutes
        )
        if just_ended:
            kept = tr("SimulationView", "The run is kept as “{name}”.", name=run.name)
        else:
            kept = tr("SimulationView", "This is the last run, “{name}”.", name=run.name)
        self.banner.show_message(
            f"{kept} {events}".strip(),
            "good" if just_ended else "info",
            action=tr("SimulationView", "Open in Results"),
            on_action=lambda: self.results_asked.emit(run.name),
        )

    def _end_progress(self) -> None:
        self._redraw.stop()
        self._tick.stop()
        self._snapshot, self._record = None, None

    # -- controls ----------------------------------------------------------------------------------------

    def _set_state(self, state: str) -> None:
        self._state = state
        self._show_controls()

    def _show_controls(self) -> None:
        active = self._state in {"waiting", "running", "paused", "keeping"}
        self._bar.setVisible(active)
        for made in (self.pause, self.step, self.stop):
            made.setVisible(active)
            made.setEnabled(
                self._state in {"running", "paused"} or (made is self.stop and self._state == "waiting")
            )
        # Where nothing was simulated yet, the button stands in the middle.
        self.simulate.setVisible(not active and self._state != "empty")
        free = self._sound and not self._elsewhere
        self.simulate.setEnabled(free)
        self.simulate.setToolTip(
            "" if self._sound else tr("SimulationView", "Mend the errors of the plan first.")
        )
        if self._empty.button is not None:
            self._empty.button.setEnabled(free)
        for made in (self.seed, self.other_seed):
            made.setEnabled(not active)
        paused = self._state == "paused"
        self.pause.setText(tr("SimulationView", "Resume") if paused else tr("SimulationView", "Pause"))
        icons.set_icon(self.pause, "play" if paused else "pause")


def _moment(snapshot: Snapshot) -> str:
    days = snapshot.minutes // 1440
    day = min(snapshot.minute // 1440 + 1, days)
    hour = snapshot.minute % 1440 // 60
    return tr("SimulationView", "day {day} of {days}, {hour}:00", day=day, days=days, hour=hour)


def _speed_text(hours: float | None) -> str:
    if hours is None:
        return tr("SimulationView", "As fast as possible")
    if hours < 24:
        return tr_count("SimulationView", "{count} hour a second", "{count} hours a second", int(hours))
    return tr_count("SimulationView", "{count} day a second", "{count} days a second", int(hours) // 24)
