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
    from admanager.gui.jobs import JobRecord
    from admanager.gui.window import MainWindow
    from admanager.project.file import ProjectFile

INTERVAL_MILLISECONDS = 10
REST_SECONDS = 5.0
LONGEST_SECONDS = 300.0
IMPORTED_PEOPLE = 200_000
PEOPLE = 12_000
SEED = 7
CAMPAIGN = "Responsiveness"
PHASES = ("training", "simulation", "import")


def run() -> dict[str, Any]:
    """Return the 99th percentile of the lateness in milliseconds, over training, simulation and import.

    The window is the real one, and its pages do the work: the Models page trains with its live curves in view,
    the Campaigns page simulates with its live charts in view. The peer is the same window at rest; `ratio` is
    the peer's lateness divided by ours. `phases` has p50, p99 and max of each part, and that of loading the
    libraries after the start.
    """
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        late = _measure(Path(folder))
    busy = [value for name in PHASES for value in late[name]]
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

    path = folder / "bench.adm"
    with ProjectFile.create(path) as project:
        _prepare(project, write_customers(folder / "small.csv", SEED, PEOPLE))
    application = gui.make_application()
    window = MainWindow(gui.prepare(application), folder)
    window.show()
    window.actions_of_project.open_path(path)
    _wait(lambda: window.session.standing is not None)
    probe = Probe(window)
    late: dict[str, list[float]] = {}
    preload.start()
    late["loading libraries"] = probe.during(preload.running)
    late["rest"] = probe.during_seconds(REST_SECONDS)
    large = write_customers(folder / "large.csv", SEED, IMPORTED_PEOPLE)
    works = {
        "training": ("models", _train),
        "simulation": ("campaigns", _simulate),
        "import": ("data", _import),
    }
    for name, (page, begin) in works.items():
        window.show_page(page)
        _wait(lambda: not window.runner.busy())
        late[name] = probe.during_job(window, partial(begin, window, large))
    window.closing = True
    window.close()
    window.finish()
    return late


def _prepare(project: ProjectFile, customers: Path) -> None:
    """Put people, three ads and a campaign into the project."""
    from decimal import Decimal

    from admanager.creative.library import add_creatives
    from admanager.creative.pipeline import Request, make_designs
    from admanager.ingest.load import import_file
    from admanager.ingest.options import ImportOptions
    from admanager.jobs import Job
    from admanager.simulation import campaign
    from admanager.simulation.drafts import save_campaign

    job = Job()
    import_file(project, customers, options=ImportOptions(key="customer_id"), job=job)
    kept = add_creatives(project, make_designs(project, Request(count=3, seed=SEED), job=job))
    shares = tuple(campaign.CreativeShare(name=info.name) for info in kept)
    plan = campaign.CampaignPlan(
        name=CAMPAIGN,
        flight=campaign.Flight(start=date(2026, 11, 2), end=date(2026, 11, 15)),
        budget=campaign.Budget(total=Decimal(1_000)),
        bid=campaign.Bid(amount=Decimal("0.60")),
        cap=campaign.FrequencyCap(per_day=3),
        ad_groups=(campaign.AdGroup(name="Everyone", creatives=shares),),
    )
    save_campaign(project, plan)


def _train(window: MainWindow, _: Path) -> JobRecord:
    from admanager.gui.pages.models.training import TRAINING
    from admanager.gui.pages.models.view import ModelsPage
    from admanager.learning.request import TrainRequest

    page = window.page
    assert isinstance(page, ModelsPage)
    page.models.train(TrainRequest(name="response", target="responded", seed=SEED))
    return _started(window, TRAINING)


def _simulate(window: MainWindow, _: Path) -> JobRecord:
    from admanager.gui.pages.campaigns.running import KEY
    from admanager.gui.pages.campaigns.view import CampaignsPage

    page = window.page
    assert isinstance(page, CampaignsPage)
    page.simulate()
    return _started(window, KEY)


def _import(window: MainWindow, path: Path) -> JobRecord:
    from admanager.ingest.load import import_file
    from admanager.ingest.options import ImportOptions

    work = partial(import_file, window.context.project, path, options=ImportOptions(key="customer_id"))
    return window.context.run_job("import", work, writes=True)


def _started(window: MainWindow, key: str) -> JobRecord:
    record = window.context.job(key)
    assert record is not None
    return record


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

    def during_job(self, window: MainWindow, begin: Callable[[], JobRecord]) -> list[float]:
        """Return the lateness from the beginning of a job until its page is at rest again."""
        records: list[JobRecord] = []

        def going_on() -> bool:
            if not records:
                records.append(begin())
            return not records[0].finished or window.runner.busy()

        late = self.during(going_on)
        if records[0].error is not None:
            raise records[0].error
        return late


def _wait(until: Callable[[], bool]) -> None:
    """Run the event loop, as the program does, until something is so."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, begun = QEventLoop(), time.perf_counter()
    look = QTimer()

    def check() -> None:
        # The time first: Qt goes on after an error in `until`, which would be asked for ever.
        if time.perf_counter() - begun > LONGEST_SECONDS:
            loop.exit(1)
        elif until():
            loop.quit()

    look.timeout.connect(check)
    look.start(INTERVAL_MILLISECONDS)
    late = loop.exec()
    look.stop()
    if late:
        raise TimeoutError(f"The benchmark did not come to its end in {LONGEST_SECONDS:.0f} s.")


def _percentile(values: list[float], percent: float) -> float:
    """Return the nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


if __name__ == "__main__":
    print(run())
