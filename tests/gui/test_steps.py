"""Work in the window's thread that is cut into steps, of which one is run in each turn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from admanager.gui.widgets.steps import Steps, in_turn


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    """Owns steps for as long as the test runs; the fixture of the application comes with it."""
    return QObject()


def test_one_step_is_run_in_a_turn_whoever_it_belongs_to(qtbot: QtBot, owner: QObject) -> None:
    run: list[str] = []
    first, second = Steps(owner), Steps(owner)
    first.add(lambda: run.append("a"), lambda: run.append("b"))
    second.add(lambda: run.append("c"), lambda: run.append("d"))
    in_turn(owner, lambda: run.append("e"))
    most = before = 0
    while len(run) < 5:
        QCoreApplication.processEvents()
        most, before = max(most, len(run) - before), len(run)
    assert most == 1
    assert sorted(run) == ["a", "b", "c", "d", "e"]
    assert run.index("a") < run.index("b")
    assert run.index("c") < run.index("d")


def test_steps_that_replace_others_are_run_in_their_place(qtbot: QtBot, owner: QObject) -> None:
    run: list[str] = []
    steps = Steps(owner)
    steps.add(lambda: run.append("old"), lambda: run.append("older"))
    with qtbot.waitSignal(steps.finished):
        steps.replace([lambda: run.append("new")])
    assert run == ["new"]
    assert not steps.waiting


def test_steps_that_were_forgotten_or_run_at_once_are_not_run_again(qtbot: QtBot, owner: QObject) -> None:
    run: list[str] = []
    cleared, hurried, last = Steps(owner), Steps(owner), Steps(owner)
    cleared.add(lambda: run.append("cleared"))
    hurried.add(lambda: run.append("hurried"))
    cleared.clear()
    hurried.run_all()
    with qtbot.waitSignal(last.finished):
        last.add(lambda: run.append("last"))
    assert run == ["hurried", "last"]


def test_steps_added_by_a_step_come_next_or_last(qtbot: QtBot, owner: QObject) -> None:
    run: list[str] = []
    steps = Steps(owner)

    def more() -> None:
        steps.add(lambda: run.append("last"))
        steps.add_next(lambda: run.append("next"))

    with qtbot.waitSignal(steps.finished):
        steps.add(more, lambda: run.append("then"))
    assert run == ["next", "then", "last"]
