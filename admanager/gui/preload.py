"""Loading the heavy libraries and the pages while a person looks at Home, so that nothing waits for them later.

A page's package may name in `AHEAD` what it needs besides itself, such as the modules of its first query.
"""

from __future__ import annotations

import gc
import importlib
import logging
import sys
import threading
from collections.abc import Iterator

from admanager.gui import first_import, garbage, pages

MODULES = (
    "numpy",
    "pyqtgraph",
    "pandas",
    "onnxruntime",
    "pydantic",
    "multiprocessing.spawn",
    "admanager.gui.activity",
    "admanager.gui.widgets.plot",
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
        first_import.settle()
        for name in MODULES:
            _import(name)
        for name in _of_pages():
            _import(name)
        gc.freeze()
    finally:
        if was_on:
            gc.enable()


def _import(name: str) -> None:
    garbage.postpone()
    try:
        importlib.import_module(name)
    except ImportError as error:
        # Said again, with its reason, by the part that needs the library.
        _log.warning("The library %s could not be loaded: %s", name, error)


def _of_pages() -> Iterator[str]:
    """Yield each page's package, and what it asks to be loaded with it."""
    for entry in pages.entries():
        package = f"{pages.__name__}.{entry.name}"
        yield package
        yield from getattr(sys.modules.get(package), "AHEAD", ())


def loaded(name: str) -> bool:
    """Return whether a library has been imported completely."""
    module = sys.modules.get(name)
    spec = getattr(module, "__spec__", None)
    return module is not None and not getattr(spec, "_initializing", False)


def running() -> bool:
    """Return whether the libraries are being imported at this moment."""
    return _thread is not None and _thread.is_alive()
