"""How late a 10 ms timer of the window's thread fires while jobs run, beside the same window at rest."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from admanager.gui.window import MainWindow
    from admanager.jobs import Job
    from admanager.project.file import ProjectFile

INTERVAL_MILLISECONDS = 10
REST_SECONDS = 5.0
LONGEST_SECONDS = 300.0
IMPORTED_PEOPLE = 200_000
TRAINED_PEOPLE = 12_000
SEED = 7

Phase = tuple[str, str, Callable[..., Any]]


def run() -> dict[str, Any]:
    """Return the 99th percentile of the lateness in milliseconds, over import, training and simulation.

    The window is the real one with the page that belongs to each job in view. The peer is the same window at
    rest; `ratio` is the peer's lateness divided by ours. `phases` has p50, p99 and max of each part, and that
    of loading the libraries after the start.
    """
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        late = _measure(Path(folder))
    busy = [value for name in ("import", "training", "simulation") for value in late[name]]
    ours, rest = _percentile(busy, 99), _percentile(late["rest"], 99)
    phases = {
        name: {"p50": _percentile(values, 50), "p99": _percentile(values, 99), "max": max(values)}
        for name, values in late.items()
    }
    return {
        "name": "responsiveness",
        "unit": "ms late (p99)",
        "value": ours,
        "peer": rest,
        "ratio": rest / ours if ours else None,
        "phases": phases,
    }


def _measure(folder: Path) -> dict[str, list[float]]:
    from admanager.demo.generator import write_customers
    from admanager.gui import app as gui
    from admanager.gui import preload
    from admanager.gui.window import MainWindow
    from admanager.project.file import ProjectFile

    large = write_customers(folder / "large.csv", SEED, IMPORTED_PEOPLE)
    small = write_customers(folder / "small.csv", SEED, TRAINED_PEOPLE)
    path = folder / "bench.adm"
    ProjectFile.create(path).close()
    application = gui.make_application()
    window = MainWindow(gui.prepare(application), folder)
    window.show()
    window.actions_of_project.open_path(path)
    _wait(lambda: window.session.standing is not None)
    project = window.context.project
    assert project is not None
    late: dict[str, list[float]] = {}
    probe = Probe(window)
    preload.start()
    late["loading libraries"] = probe.during(preload.running)
    late["rest"] = probe.during_seconds(REST_SECONDS)
    for name, page, function in _phases(project, large, small):
        window.show_page(page)
        late[name] = probe.during_job(window, name, function)
    window.closing = True
    window.close()
    window.finish()
    return late


def _phases(project: ProjectFile, large: Path, small: Path) -> list[Phase]:
    """Return what is measured: its name, the page in view, and the job."""
    return [
        ("import", "data", partial(_import, project, large)),
        ("training", "models", partial(_train, project, small)),
        ("simulation", "campaigns", partial(_simulate, project)),
    ]


def _import(project: ProjectFile, path: Path, *, job: Job) -> None:
    from admanager.ingest.load import import_file
    from admanager.ingest.options import ImportOptions

    import_file(project, path, options=ImportOptions(key="customer_id"), job=job)


def _train(project: ProjectFile, path: Path, *, job: Job) -> None:
    """Train on the small file, which replaces the large one that was only imported."""
    from admanager.ingest.load import import_file, undo_import
    from admanager.ingest.options import ImportOptions
    from admanager.learning.models import train
    from admanager.learning.request import TrainRequest

    undo_import(project, 1)
    import_file(project, path, options=ImportOptions(key="customer_id"), job=job)
    train(project, TrainRequest(name="response", target="responded", seed=SEED), job=job)


def _simulate(project: ProjectFile, *, job: Job) -> None:
    from decimal import Decimal

    from admanager.simulation.campaign import AdGroup, Bid, Budget, CampaignPlan, Flight
    from admanager.simulation.runs import simulate

    plan = CampaignPlan(
        name="Responsiveness",
        flight=Flight(start=date(2026, 11, 2), end=date(2026, 11, 29)),
        budget=Budget(total=Decimal(20_000)),
        bid=Bid(amount=Decimal("0.60")),
        ad_groups=(AdGroup(name="Everyone"),),
    )
    simulate(project, plan, seed=SEED, job=job)


class Probe:
    """A timer that notes how late it fires."""

    def __init__(self, window: MainWindow) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._late: list[float] = []
        self._due = 0.0
        self._timer = QTimer(window)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self._note)

    def _note(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, (now - self._due) * 1000))
        self._due = now + INTERVAL_MILLISECONDS / 1000

    def during(self, going_on: Callable[[], bool]) -> list[float]:
        """Return the milliseconds of lateness of each shot while `going_on()`."""
        self._late = []
        self._due = time.perf_counter() + INTERVAL_MILLISECONDS / 1000
        self._timer.start()
        _wait(lambda: not going_on() and len(self._late) > 0)
        self._timer.stop()
        return self._late

    def during_seconds(self, seconds: float) -> list[float]:
        """Return the lateness over some seconds."""
        end = time.perf_counter() + seconds
        return self.during(lambda: time.perf_counter() < end)

    def during_job(self, window: MainWindow, name: str, function: Callable[..., Any]) -> list[float]:
        """Return the lateness while a job runs and until its page is at rest again."""
        record = window.context.run_job(
            name, function, key=f"bench.{name}", writes=True, on_failed=lambda _: None
        )
        late = self.during(lambda: not record.finished or window.runner.busy())
        if record.error is not None:
            raise record.error
        return late


def _wait(until: Callable[[], bool]) -> None:
    """Run the event loop, as the program does, until something is so."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, begun = QEventLoop(), time.perf_counter()
    look = QTimer()

    def check() -> None:
        if until() or time.perf_counter() - begun > LONGEST_SECONDS:
            loop.quit()

    look.timeout.connect(check)
    look.start(INTERVAL_MILLISECONDS)
    loop.exec()
    look.stop()
    if not until():
        raise TimeoutError(f"The benchmark did not come to its end in {LONGEST_SECONDS:.0f} s.")


def _percentile(values: list[float], percent: float) -> float:
    """Return the nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


if __name__ == "__main__":
    print(run())
