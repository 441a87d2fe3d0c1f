"""What is kept of a crash: a log, the interpreter's last words, and which project was open.

Each running window has `session-PID.json` and `crash-PID.log`. A window that ends well removes them; what
is found of a process that is gone was a crash, and is offered at the next start. Nothing leaves the machine.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from admanager import __version__

LOG_NAME = "admanager.log"
LOG_LIMIT_BYTES = 2_000_000
_log = logging.getLogger("admanager")


@dataclass(frozen=True)
class Crash:
    """A session that did not end well: when, with which project, and the file that says more (may be empty)."""

    time: float
    project: str
    report: Path

    def text(self) -> str:
        """Return what was recorded, for the details of the note."""
        try:
            return self.report.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""


class CrashLog:
    """The records of this session; `found` lists the sessions before it that crashed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._session = folder / f"session-{os.getpid()}.json"
        self._report = folder / f"crash-{os.getpid()}.log"
        self._file: IO[str] | None = None
        self._handler: logging.Handler | None = None
        self._hooks: tuple[object, object] | None = None
        self.found: list[Crash] = []

    def begin(self, on_fault: Callable[[BaseException], object]) -> None:
        """Collect the crashes of earlier sessions, then record this one; `on_fault` hears of uncaught errors."""
        self._open_log()
        self.found = self._collect()
        self.note_project("")
        try:
            self._file = self._report.open("w", encoding="utf-8")
        except OSError as error:
            _log.warning("Crashes cannot be recorded in %s: %s", self.folder, error)
        else:
            faulthandler.enable(self._file)
        self._hooks = (sys.excepthook, threading.excepthook)

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            record_fault(error)
            on_fault(error)

        sys.excepthook = hook
        # A thread must not open a dialog; its job runner reports what concerns the user.
        threading.excepthook = lambda args: record_fault(args.exc_value) if args.exc_value else None

    def note_project(self, path: str) -> None:
        """Record which project is open."""
        with contextlib.suppress(OSError):
            self._session.write_text(json.dumps({"project": path, "time": time.time()}), encoding="utf-8")

    def end(self) -> None:
        """Remove the records: the session ended well."""
        if self._hooks is not None:
            sys.excepthook, threading.excepthook = self._hooks  # type: ignore[assignment]
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
        for path in (self._report, self._session):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        if self._handler is not None:
            _log.removeHandler(self._handler)
            self._handler.close()

    def forget(self, crash: Crash) -> None:
        """Remove the report of a crash that the user has seen."""
        with contextlib.suppress(OSError):
            crash.report.unlink(missing_ok=True)

    def _open_log(self) -> None:
        path = self.folder / LOG_NAME
        try:
            if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
                path.replace(path.with_suffix(".old.log"))
            self._handler = logging.FileHandler(path, encoding="utf-8")
        except OSError:
            return
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        _log.addHandler(self._handler)
        _log.setLevel(logging.INFO)

    def _collect(self) -> list[Crash]:
        found = []
        for session in sorted(self.folder.glob("session-*.json")):
            number = session.stem.removeprefix("session-")
            if not number.isdigit() or int(number) == os.getpid() or _alive(int(number)):
                continue
            try:
                noted = json.loads(session.read_text(encoding="utf-8"))
                moment, project = float(noted["time"]), str(noted["project"])
            except (OSError, ValueError, KeyError, TypeError):
                moment, project = session.stat().st_mtime, ""
            report = self.folder / f"crash-{number}.log"
            kept = (
                self.folder / f"report-{time.strftime('%Y%m%d-%H%M%S', time.localtime(moment))}-{number}.log"
            )
            with contextlib.suppress(OSError):
                report.replace(kept)
            with contextlib.suppress(OSError):
                session.unlink()
            found.append(Crash(moment, project, kept))
        return found


def _alive(pid: int) -> bool:
    """Return whether a process with this number runs; on Windows sending signal 0 would end it."""
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # query limited information
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def record_fault(error: BaseException) -> None:
    """Write an unexpected error with its traceback to the log."""
    _log.error("A fault of the program", exc_info=(type(error), error, error.__traceback__))


def fault_report(error: BaseException) -> str:
    """Return what the details of the error dialog show: versions and the traceback."""
    import platform
    import traceback

    from PySide6 import __version__ as pyside

    head = f"AdManager {__version__}, Python {platform.python_version()}, PySide6 {pyside}, {platform.platform()}\n"
    return head + "".join(traceback.format_exception(error))
