"""The window on a real X server: Qt's plugin for X11 loads, and something is painted on the screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Quits as soon as the window is on the screen, after reading the screen's pixels back from the X server.
LOOK_AND_LEAVE = """
import json, sys
from PySide6.QtCore import QTimer
from admanager.gui import app

application = app.make_application()

def look():
    shown = [w for w in application.topLevelWidgets() if w.windowHandle() and w.windowHandle().isExposed()]
    if not shown:
        return
    window = shown[0].frameGeometry()
    screen = application.primaryScreen().grabWindow(0).toImage()
    points = [(x, y) for x in range(window.left(), window.right(), 16) for y in range(window.top(), window.bottom(), 16)]
    colours = {screen.pixel(x, y) for x, y in points if screen.valid(x, y)}
    if len(colours) < 4:
        return
    print(json.dumps({"platform": application.platformName(), "title": shown[0].windowTitle(), "colours": len(colours)}))
    timer.stop()
    shown[0].close()
    application.quit()

timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
sys.exit(app.run_window(None))
"""


@pytest.fixture
def x_server() -> Iterator[str]:
    """The name of a display of a fresh X server without a window manager."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not on this machine")
    reader, writer = os.pipe()
    options = ["-screen", "0", "1400x900x24", "-nolisten", "tcp", "-displayfd", str(writer)]
    server = subprocess.Popen(["Xvfb", *options], pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as announced:
            number = announced.readline().strip()
        assert number, "the X server did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@pytest.mark.display
@pytest.mark.skipif(sys.platform != "linux", reason="X11 is the way to the screen on Linux alone")
def test_the_window_is_painted_on_a_real_display(x_server: str, tmp_path: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name not in {"WAYLAND_DISPLAY", "XAUTHORITY"}
    }
    environment |= {"DISPLAY": x_server, "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    environment |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(tmp_path))
    outcome = subprocess.run(
        [sys.executable, "-c", LOOK_AND_LEAVE],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert outcome.returncode == 0, outcome.stderr
    seen = json.loads(outcome.stdout.splitlines()[-1])
    assert seen["platform"] == "xcb"
    assert "AdManager" in seen["title"]
