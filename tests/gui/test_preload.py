"""Loading the libraries ahead: what is loaded is spared by the collector, so that jobs do not stop the window."""

from __future__ import annotations

import gc
import json
import subprocess
import sys

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


def test_the_first_look_at_a_page_loads_no_module_in_the_windows_thread() -> None:
    """What the pages import is loaded ahead; asked in a process of its own, since tests have loaded most of it."""
    script = (
        "import importlib, json, sys\n"
        "from admanager.gui import preload\n"
        "preload._load()\n"
        "before = set(sys.modules)\n"
        "from admanager.gui import activity\n"
        "from admanager.gui.widgets import band, plot\n"
        "from admanager.gui.pages.campaigns import tasks, view\n"
        "from admanager.gui.pages.creatives import tasks, image_tasks, explore_tasks, view\n"
        "from admanager.gui.pages.models import tasks, view\n"
        "from admanager.gui.pages.results import tasks, view\n"
        "from admanager.audience.segments import list_segments\n"
        "from admanager.creative import boards, choosing, exploring, generator, image_models, library, past, pipeline\n"
        "from admanager.learning import choices, dataset, decisions, drift, intervals, judging, models, request\n"
        "from admanager.report import charts, content, words\n"
        "from admanager.simulation import drafts, plans, runs\n"
        "print(json.dumps(sorted(name for name in sys.modules if name not in before)))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == []


def test_threads_that_need_pydantic_at_the_same_time_all_get_the_whole_of_it() -> None:
    script = """
import sys, threading
import PySide6.QtWidgets
from admanager.gui import first_import
sys.setswitchinterval(1e-6)
found = []
def need():
    first_import.settle()
    from pydantic import BaseModel, TypeAdapter
    found.append(BaseModel.__name__ + TypeAdapter.__name__)
threads = [threading.Thread(target=need) for _ in range(6)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(found)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(["BaseModelTypeAdapter"] * 6)
    assert done.stderr == ""
