"""Loading the heavy libraries while a person looks at Home, so that the first chart and model wait for nothing."""

from __future__ import annotations

import gc
import importlib
import logging
import sys
import threading

MODULES = (
    "numpy",
    "pyqtgraph",
    "pandas",
    "onnxruntime",
    "pydantic",
    "admanager.simulation.compare",
    "admanager.report.attribution",
)
_log = logging.getLogger(__name__)
_thread: threading.Thread | None = None


def start() -> None:
    """Begin to import the libraries in a thread, once."""
    global _thread
    if _thread is None:
        _thread = threading.Thread(target=_load, name="preload", daemon=True)
        _thread.start()


def _load() -> None:
    # These objects live as long as the program. A collection that looks through them holds the window up for a
    # quarter of a second and finds nothing, so none runs while they load, and later ones leave them out.
    # The collector is left as it was found: in the program it stays off, see `garbage`.
    was_on = gc.isenabled()
    gc.disable()
    try:
        for name in MODULES:
            try:
                importlib.import_module(name)
            except ImportError as error:
                # Said again, with its reason, by the part that needs the library.
                _log.warning("The library %s could not be loaded: %s", name, error)
        gc.freeze()
    finally:
        if was_on:
            gc.enable()


def loaded(name: str) -> bool:
    """Return whether a library has been imported completely."""
    module = sys.modules.get(name)
    spec = getattr(module, "__spec__", None)
    return module is not None and not getattr(spec, "_initializing", False)


def running() -> bool:
    """Return whether the libraries are being imported at this moment."""
    return _thread is not None and _thread.is_alive()
