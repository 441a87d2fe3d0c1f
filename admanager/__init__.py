"""AdManager: an offline campaign manager for marketers.

`admanager.open(path)` and `admanager.create(path)` give a `Project`, the same object that the window and
the command line work with. Importing this package loads nothing heavy.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from admanager.api import Project as Project
    from admanager.api import create as create
    from admanager.api import open as open

# ONNX Runtime's builds report to their maker which models are run (their names too), unless they are told not to
# before they are loaded; a notebook may have loaded it already. Child processes inherit the word.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
if "onnxruntime" in sys.modules:
    sys.modules["onnxruntime"].disable_telemetry_events()

__version__ = "0.1.0"
__all__ = ["Project", "__version__", "create", "open"]


def __getattr__(name: str) -> Any:
    if name in {"open", "create", "Project"}:
        # Found by name, since the layers below import this package for its version and must not reach the API.
        return getattr(importlib.import_module("admanager.api"), name)
    raise AttributeError(f"module 'admanager' has no attribute {name!r}")
