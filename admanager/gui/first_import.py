"""The first import of pydantic, which one thread has to do alone.

PySide6 looks at the source of each module that a `from` statement names, and pydantic answers that look by importing more
of itself. In the order in which one thread imports it that is harmless; two threads that meet in it see a module of which
only half is there, and the job of one of them ends with an ImportError.
"""

from __future__ import annotations

import importlib
import threading

_alone = threading.Lock()


def settle() -> None:
    """Import pydantic, unless it is there already; every thread of the window does so before anything that may need it."""
    with _alone:
        importlib.import_module("pydantic")
