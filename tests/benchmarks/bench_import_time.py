"""How long `import admanager` takes, beside the start of a bare Python."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import Any

REPEATS = 15


def run() -> dict[str, Any]:
    """Return the median seconds of a process that imports admanager; the peer is one that does nothing.

    The two are started in turn, so that a busy machine slows both. `ratio` is the peer's time divided by
    ours; the import itself takes `value - peer`.
    """
    times: dict[str, list[float]] = {"import admanager": [], "pass": []}
    for code in times:
        _start(code)
    for _ in range(REPEATS):
        for code, seconds in times.items():
            seconds.append(_start(code))
    ours = statistics.median(times["import admanager"])
    bare = statistics.median(times["pass"])
    return {"name": "import-time", "unit": "seconds", "value": ours, "peer": bare, "ratio": bare / ours}


def _start(code: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun
