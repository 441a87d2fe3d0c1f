"""Loading the libraries ahead: what is loaded is spared by the collector, so that jobs do not stop the window."""

from __future__ import annotations

import gc

import pytest

from admanager.gui import preload


@pytest.mark.parametrize("was_on", [True, False])
def test_loading_ahead_leaves_the_collector_as_it_was(was_on: bool) -> None:
    kept = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        preload._load()
        assert gc.isenabled() is was_on
    finally:
        gc.unfreeze()
        (gc.enable if kept else gc.disable)()


def test_what_is_loaded_ahead_is_spared_by_the_collector() -> None:
    before = gc.get_freeze_count()
    preload._load()
    try:
        assert all(preload.loaded(name) for name in preload.MODULES)
        assert gc.get_freeze_count() - before > 10_000
    finally:
        gc.unfreeze()
