"""The crash log: a session that ends badly is found and offered at the next start, a good end leaves nothing."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from admanager.gui.crash_note import show_crash_note
from admanager.gui.crashlog import CrashLog
from admanager.gui.window import MainWindow
from admanager.project.file import ProjectFile

DIES = """
import faulthandler, sys
from pathlib import Path
from admanager.gui.crashlog import CrashLog
log = CrashLog(Path(sys.argv[1]))
log.begin(lambda error: None)
log.note_project(sys.argv[2])
faulthandler._sigsegv()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "log"
    made.mkdir()
    return made


def crash(folder: Path, project: str) -> None:
    """Run a process that records its session and then dies of a segmentation fault."""
    done = subprocess.run(
        [sys.executable, "-c", DIES, str(folder), project], check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGSEGV or done.returncode not in {0, 1}


@pytest.fixture
def log(folder: Path) -> CrashLog:
    made = CrashLog(folder)
    yield made
    made.end()


def test_good_end_leaves_only_the_log(folder: Path) -> None:
    made = CrashLog(folder)
    made.begin(lambda error: None)
    made.note_project("/data/a.adm")
    assert {path.name for path in folder.iterdir()} >= {
        f"session-{os.getpid()}.json",
        f"crash-{os.getpid()}.log",
    }
    made.end()
    assert [path.name for path in folder.iterdir()] == ["admanager.log"]


def test_crash_of_another_process_is_found_with_its_project_and_stack(folder: Path, log: CrashLog) -> None:
    crash(folder, "/data/spring.adm")
    log.begin(lambda error: None)
    assert [found.project for found in log.found] == ["/data/spring.adm"]
    assert "Segmentation fault" in log.found[0].text()
    assert log.found[0].report.name.startswith("report-")


def test_crash_is_offered_once(folder: Path, log: CrashLog) -> None:
    crash(folder, "/data/spring.adm")
    log.begin(lambda error: None)
    assert len(log.found) == 1
    log.end()
    again = CrashLog(folder)
    again.begin(lambda error: None)
    assert again.found == []
    again.end()


def test_session_of_a_living_process_is_no_crash(folder: Path, log: CrashLog) -> None:
    (folder / f"session-{os.getppid()}.json").write_text("{}", encoding="utf-8")
    log.begin(lambda error: None)
    assert log.found == []


def test_unreadable_session_is_a_crash_without_a_project(folder: Path, log: CrashLog) -> None:
    (folder / "session-999999999.json").write_text("{ broken", encoding="utf-8")
    log.begin(lambda error: None)
    assert [found.project for found in log.found] == [""]


def test_uncaught_error_goes_to_the_log_and_to_the_window(folder: Path, log: CrashLog) -> None:
    heard: list[BaseException] = []
    before = sys.excepthook
    log.begin(heard.append)
    error = RuntimeError("broken")
    sys.excepthook(RuntimeError, error, None)
    assert heard == [error]
    log.end()
    assert sys.excepthook is before
    assert "RuntimeError: broken" in (folder / "admanager.log").read_text(encoding="utf-8")


def test_large_log_is_put_aside(folder: Path, log: CrashLog) -> None:
    (folder / "admanager.log").write_bytes(b"x" * 2_100_000)
    log.begin(lambda error: None)
    logging.getLogger("admanager").warning("afterwards")
    assert (folder / "admanager.old.log").stat().st_size == 2_100_000
    assert (folder / "admanager.log").stat().st_size < 1000


def test_note_leads_back_into_the_project(
    qtbot: QtBot, window: MainWindow, folder: Path, log: CrashLog, tmp_path: Path
) -> None:
    path = tmp_path / "spring.adm"
    ProjectFile.create(path).close()
    crash(folder, str(path))
    log.begin(lambda error: None)
    note = show_crash_note(window, log)
    assert note.report.isHidden()
    note.findChild(QPushButton, "openCrashed").click()
    qtbot.waitUntil(lambda: window.header.project.text() == "spring")


def test_note_does_not_offer_a_project_that_is_gone(window: MainWindow, folder: Path, log: CrashLog) -> None:
    crash(folder, "/nowhere/spring.adm")
    log.begin(lambda error: None)
    note = show_crash_note(window, log)
    assert note.findChild(QPushButton, "openCrashed") is None
    note.accept()
