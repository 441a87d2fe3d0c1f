"""Starting the window: the application, its look and language, the crash log, and leaving well.

Kept free of heavy imports: the time from the start of the process to a painted window counts.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from admanager.gui import i18n, icons, places, preload, theme
from admanager.gui.crashlog import CrashLog
from admanager.gui.garbage import WindowGarbage
from admanager.gui.settings import Settings
from admanager.gui.window import MainWindow

PRELOAD_MILLISECONDS = 400
SWITCH_SECONDS = 0.001
"""After so long a worker thread passes Python's lock on: the window's thread waits for it at every turn."""
LEAVE_SECONDS = 3.0


def run_window(path: str | None) -> int:
    """Open the window, with the project at `path` if one is given, and return the exit status."""
    return _run(lambda window: window.actions_of_project.open_path(Path(path)) if path else None)


def run_demo_window(words: list[str]) -> int:
    """Open the window and build or open the demo in it; `words` are those of the command `demo`."""
    import argparse

    parser = argparse.ArgumentParser(prog="admanager demo")
    parser.add_argument("--out", type=Path, default=None, help="The folder for the project and the report.")
    parser.add_argument("--seed", type=int, default=7, help="The seed of the generated people.")
    given = parser.parse_args(words)
    folder = given.out or places.demo_folder() / f"seed-{given.seed}"
    own = given.out is None
    return _run(lambda window: window.actions_of_project.build_demo(folder, given.seed, own=own))


def make_application() -> QApplication:
    """Return the one application object, with its name and style."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QCoreApplication.setApplicationName("AdManager")
    QGuiApplication.setDesktopFileName("admanager")
    QLoggingCategory.setFilterRules("qt.svg.warning=false")
    # The style is named here, since asking for it later loads the hundreds of names of Qt's style class.
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    theme.set_up(app)
    WindowGarbage(app)
    app.setWindowIcon(QIcon(icons.pixmap("admanager", "#2f56d3", 64)))
    return app


def prepare(app: QApplication) -> Settings:
    """Read the settings and show their theme and language."""
    settings = Settings(places.settings_file())
    theme.apply(app, settings.get("theme"))
    theme.use_language(app, i18n.set_language(settings.get("language")))
    limit_threads(settings)
    return settings


def limit_threads(settings: Settings) -> None:
    """Pass the number of threads on to the libraries and to the child processes."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
        os.environ[name] = str(settings.thread_count())


def _run(begin: object) -> int:
    app = make_application()
    settings = prepare(app)
    crashes = CrashLog(places.log_folder())
    window = MainWindow(settings, crashes.folder)
    crashes.begin(
        lambda error: QTimer.singleShot(0, window, lambda: window.actions_of_project.show_error(error))
    )
    Lifetime(app, window, crashes)
    window.show()
    QTimer.singleShot(0, window, lambda: begin(window))
    QTimer.singleShot(PRELOAD_MILLISECONDS, window, preload.start)
    status = app.exec()
    if not window.finish(LEAVE_SECONDS):
        crashes.end()
        _leave_at_once(status)
    crashes.end()
    return status


class Lifetime(QObject):
    """What connects the application with its window for as long as both live."""

    def __init__(self, app: QApplication, window: MainWindow, crashes: CrashLog) -> None:
        super().__init__(window)
        self._window, self._crashes = window, crashes
        app.styleHints().colorSchemeChanged.connect(self._on_scheme)
        window.context.project_replaced.connect(self._on_project)
        window.settings.on_changed(lambda key: limit_threads(window.settings) if key == "threads" else None)
        if crashes.found:
            QTimer.singleShot(0, self, self._offer_crash)

    def _on_scheme(self) -> None:
        if self._window.settings.get("theme") == "system":
            self._window.retheme()

    def _on_project(self) -> None:
        project = self._window.context.project
        self._crashes.note_project(str(project.path) if project is not None else "")

    def _offer_crash(self) -> None:
        from admanager.gui.crash_note import show_crash_note

        show_crash_note(self._window, self._crashes)


def _leave_at_once(status: int) -> None:
    """End the process although a job does not: its child processes first, since nobody would wait for them."""
    import multiprocessing

    for child in multiprocessing.active_children():
        child.terminate()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
