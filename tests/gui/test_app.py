"""The program as a process: what it loads to start, how it ends, what it leaves, the demo."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAVY = (
    "numpy",
    "pandas",
    "pydantic",
    "pyqtgraph",
    "typer",
    "sqlite_utils",
    "onnxruntime",
    "torch",
    "multiprocessing",
)


def run_window(own_folders: Path, body: str) -> tuple[int, str, str]:
    """Run the window in a process of its own, with `body` as what happens in it, and return how it ended."""
    code = (
        "import json, sys, time\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "import admanager.__main__\n"
        "from admanager.gui import app\n"
        f"{body}\n"
        "sys.exit(app._run(begin))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


def test_window_starts_without_the_heavy_libraries_and_leaves_nothing(own_folders: Path) -> None:
    status, out, errors = run_window(
        own_folders,
        "def begin(window):\n"
        f"    print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))\n"
        "    window.close()\n",
    )
    assert status == 0, errors
    assert json.loads(out) == []
    left = sorted(path.name for path in own_folders.rglob("*") if path.is_file())
    assert left == ["admanager.log", "settings.json"]


def test_heavy_libraries_load_while_the_window_rests(own_folders: Path) -> None:
    status, out, errors = run_window(
        own_folders,
        "from admanager.gui import preload\n"
        "def begin(window):\n"
        "    timer = QTimer(window)\n"
        "    def look():\n"
        "        if all(preload.loaded(name) for name in preload.MODULES):\n"
        "            timer.stop()\n"
        "            print('loaded')\n"
        "            window.close()\n"
        "    timer.timeout.connect(look)\n"
        "    timer.start(20)\n",
    )
    assert (status, out.strip()) == (0, "loaded"), errors


def test_job_that_does_not_listen_cannot_keep_the_program(own_folders: Path) -> None:
    begun = time.monotonic()
    status, _, errors = run_window(
        own_folders,
        "app.LEAVE_SECONDS = 0.3\n"
        "def deaf(*, job):\n"
        "    time.sleep(60)\n"
        "def begin(window):\n"
        "    window.context.run_job('Deaf', deaf)\n"
        "    window.closing = True\n"
        "    QTimer.singleShot(100, window.close)\n",
    )
    assert status == 0, errors
    assert time.monotonic() - begun < 45


def test_uncaught_error_in_a_slot_shows_the_dialog_and_the_window_lives_on(own_folders: Path) -> None:
    status, out, errors = run_window(
        own_folders,
        "from admanager.gui.errors import ErrorDialog\n"
        "def fail():\n"
        "    raise KeyError('nothing')\n"
        "def begin(window):\n"
        "    QTimer.singleShot(0, window, fail)\n"
        "    timer = QTimer(window)\n"
        "    def look():\n"
        "        shown = window.findChild(ErrorDialog)\n"
        "        if shown is not None:\n"
        "            print('KeyError' in shown.details.toPlainText(), 'KeyError' in shown.message.text())\n"
        "            shown.accept()\n"
        "            window.close()\n"
        "    timer.timeout.connect(look)\n"
        "    timer.start(20)\n",
    )
    assert status == 0, errors
    assert out.split() == ["True", "False"]
    assert "KeyError: 'nothing'" in next(own_folders.rglob("admanager.log")).read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["--seed", "x"], ["--nonsense"]])
def test_wrong_words_of_the_demo_are_wrong_usage(words: list[str]) -> None:
    from admanager.gui.app import run_demo_window

    with pytest.raises(SystemExit) as ended:
        run_demo_window(words)
    assert ended.value.code == 2


@pytest.mark.skipif(
    sys.platform != "linux", reason="a home folder that nobody can write is made as Linux makes it"
)
def test_the_window_opens_where_the_home_folder_cannot_be_written(own_folders: Path) -> None:
    closed = "/proc/nowhere"
    code = (
        "from PySide6.QtCore import QTimer\n"
        "from admanager.gui import app\n"
        "def begin(window):\n"
        "    print('open', window.isVisible())\n"
        "    QTimer.singleShot(0, window.close)\n"
        "raise SystemExit(app._run(begin))\n"
    )
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    environment = {**os.environ, **dict.fromkeys(names, closed), "TMPDIR": str(own_folders)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "open True\n"), done.stderr
    assert "Traceback" not in done.stderr
