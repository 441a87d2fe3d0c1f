"""Loading the libraries ahead: what is loaded is spared by the collector, so that jobs do not stop the window."""

from __future__ import annotations

import gc

from admanager.gui import preload


def test_what_is_loaded_ahead_is_spared_by_the_collector() -> None:
    before = gc.get_freeze_count()
    preload._load()
    try:
        assert all(preload.loaded(name) for name in preload.MODULES)
        assert gc.get_freeze_count() - before > 10_000
    finally:
        gc.unfreeze()
