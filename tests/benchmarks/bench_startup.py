"""The time from the start of the process to a painted, usable window, beside a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
REPEATS = 12

# Tells the parent when a paint of the window was followed by a turn of the event loop.
_REPORT = """
import os
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
class Report(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        os.write(1, b"painted")
        QApplication.quit()
def report(window):
    window.report = Report(window)
    window.installEventFilter(window.report)
    window.update()
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
window = QLabel("AdManager")
window.resize(1280, 800)
window.show()
{report}
QTimer.singleShot(0, lambda: report(window))
app.exec()
"""
_OURS = """
import admanager.__main__
from admanager.gui import app
def begin(window):
    {report}
    report(window)
app._run(begin)
"""


def run() -> dict[str, Any]:
    """Return the best seconds of our window; the peer is a window with one label.

    Both are fresh processes with compiled modules, started in turn. `ratio` is the peer's time divided by
    ours: 0.5 means twice as long.
    """
    indented = _REPORT.replace("\n", "\n    ")
    codes = {"ours": _OURS.format(report=indented), "bare": _BARE.format(report=_REPORT)}
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(folder)
        times: dict[str, list[float]] = {name: [] for name in codes}
        for code in codes.values():
            _seconds_to_paint(code, environment)  # compiles the modules and warms the disk cache
        for _ in range(REPEATS):
            for name, code in codes.items():
                times[name].append(_seconds_to_paint(code, environment))
    ours, bare = min(times["ours"]), min(times["bare"])
    return {"name": "startup", "unit": "seconds", "value": ours, "peer": bare, "ratio": bare / ours}


def _environment(folder: str) -> dict[str, str]:
    """Return an environment with folders of its own, and a screen if there is none."""
    made = {**os.environ, "XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder, "XDG_DATA_HOME": folder}
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform == "linux" and not (made.get("DISPLAY") or made.get("WAYLAND_DISPLAY")):
        made.setdefault("QT_QPA_PLATFORM", "offscreen")
    return made


def _seconds_to_paint(code: str, environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        told = process.stdout.read(7)
        seconds = time.perf_counter() - begun
        errors = process.stderr.read()
    if told != b"painted" or process.returncode != 0:
        raise RuntimeError(f"The window did not come up: {errors.decode(errors='replace')[-500:]}")
    return seconds


if __name__ == "__main__":
    print(run())
