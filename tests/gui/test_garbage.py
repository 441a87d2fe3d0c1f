"""Garbage is collected in the window's thread, so that no worker thread destroys a widget."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from admanager.gui import garbage
from admanager.gui.garbage import WindowGarbage
from admanager.gui.jobs import JobRunner, QuietTask


class Cycle(QObject):
    """An object that only the cyclic collector frees, and that notes which thread did it."""

    freed_in: list[int] = []

    def __init__(self) -> None:
        super().__init__()
        self.me = self

    def __del__(self) -> None:
        self.freed_in.append(threading.get_ident())


def test_a_busy_worker_thread_does_not_destroy_the_windows_objects(qtbot: QtBot) -> None:
    Cycle.freed_in.clear()
    for _ in range(50):
        Cycle()

    def allocate() -> None:
        kept = [[number] for number in range(200_000)]
        assert len(kept) == 200_000

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert Cycle.freed_in == []
    gc.collect()
    assert set(Cycle.freed_in) == {threading.get_ident()}
    assert len(Cycle.freed_in) == 50


def test_what_is_due_is_collected_by_the_timer(qtbot: QtBot) -> None:
    Cycle.freed_in.clear()
    garbage = WindowGarbage()
    for _ in range(5_000):
        Cycle()
    qtbot.waitUntil(lambda: len(Cycle.freed_in) == 5_000)
    assert set(Cycle.freed_in) == {threading.get_ident()}
    garbage.deleteLater()


def test_the_older_generations_wait_while_a_job_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: (10_000, 10_000, 10_000))
    monkeypatch.setattr(gc, "collect", lambda age=2: collected.append(age) or 0)
    now = [1_000.0]
    monkeypatch.setattr(garbage.time, "monotonic", lambda: now[0])
    collector = WindowGarbage()
    try:
        garbage.postpone()
        collector.collect()
        assert collected == [0]
        now[0] += garbage.BUSY_SECONDS
        collector.collect()
        assert collected == [0, 2]
        now[0] += garbage.LONGEST_DELAY_SECONDS
        garbage.postpone()
        collector.collect()
        assert collected == [0, 2, 2]
    finally:
        collector.deleteLater()


def test_finished_work_is_let_go_in_the_windows_thread(qtbot: QtBot) -> None:
    class Held(QObject):
        freed_in: list[int] = []

        def __del__(self) -> None:
            self.freed_in.append(threading.get_ident())

    runner = JobRunner()
    held = Held()
    runner.start_task(QuietTask(lambda held=held: held.objectName(), None))
    del held
    qtbot.waitUntil(lambda: not runner.busy())
    assert runner.close(5.0)
    runner.drain()
    assert Held.freed_in == [threading.get_ident()]


def test_pythons_own_collector_stays_off(qtbot: QtBot) -> None:
    WindowGarbage().deleteLater()
    assert not gc.isenabled()
