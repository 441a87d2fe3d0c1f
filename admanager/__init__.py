"""AdManager: an offline campaign manager for marketers.

`admanager.open(path)` and `admanager.create(path)` give a `Project`, the same object that the window and
the command line work with. Importing this package loads nothing heavy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from admanager.api import Project as Project
    from admanager.api import create as create
    from admanager.api import open as open

__version__ = "0.1.0"
__all__ = ["Project", "__version__", "create", "open"]


def __getattr__(name: str) -> Any:
    if name in {"open", "create", "Project"}:
        # Found by name, since the layers below import this package for its version and must not reach the API.
        return getattr(importlib.import_module("admanager.api"), name)
    raise AttributeError(f"module 'admanager' has no attribute {name!r}")
