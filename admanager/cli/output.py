"""What a command prints: one JSON object or readable text on standard output, the rest on standard error."""

from __future__ import annotations

import io
import json
import math
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from admanager.jobs import Job
from admanager.texts import Cancelled


@dataclass
class Settings:
    """How this call of the program prints."""

    as_json: bool = False


settings = Settings()


def prepare(*, as_json: bool) -> None:
    """Set how this call prints, and make the streams ready for any text.

    JSON is UTF-8 whatever the terminal has. What a stream cannot spell (a file name that is no text, a name in
    another script) is written as an escape, which JSON reads back.
    """
    settings.as_json = as_json
    # A stream that was closed before the start is None; what is printed then goes nowhere.
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream, encoding in ((sys.stdout, "utf-8" if as_json else None), (sys.stderr, None)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding or stream.encoding, errors="backslashreplace")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def flush() -> None:
    """Hand everything printed to the reader, so that one who went away is noticed here."""
    sys.stdout.flush()


def abandon() -> None:
    """Give up standard output, since the end of the program would try to write what is left."""
    sys.stdout = _nowhere()


def emit(result: Mapping[str, Any], text: str) -> None:
    """Print the result of a command: `result` as one JSON object with --json, else `text`."""
    if settings.as_json:
        sys.stdout.write(json.dumps(_plain(result), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(text.rstrip("\n") + "\n")


def warn(text: str) -> None:
    """Print a warning or an error for the person at the terminal."""
    if text:
        sys.stderr.write(f"{text}\n")


def _plain(value: Any) -> Any:
    """Return `value` made of JSON's types: NaN and infinities become null, NumPy's scalars Python's."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)


class TerminalJob(Job):
    """Progress as a bar on standard error where that is a terminal, silent elsewhere."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._text = ""
        self._started = time.monotonic()
        self._is_interrupted = False

    def check_cancelled(self) -> None:
        if self._is_interrupted:
            raise Cancelled

    def keep_interrupt(self) -> None:
        self._is_interrupted = True

    def progress(self, done: float, total: float, text: str) -> None:
        if not sys.stderr.isatty() or time.monotonic() - self._started < 0.3:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(text, total=total or None)
        self._bar.update(self._task, completed=done, total=total or None, description=text)

    def __enter__(self) -> TerminalJob:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
