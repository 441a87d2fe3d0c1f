"""A part of a page that is made when it is first looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from admanager.gui.widgets.later import Later


def test_a_part_is_made_once_and_only_when_it_is_looked_at(qtbot: QtBot) -> None:
    made: list[QLabel] = []

    def make() -> QLabel:
        made.append(QLabel("Brand kit"))
        return made[-1]

    part = Later(make)
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    stack.addWidget(part.place)
    stack.show()
    assert part.made is None
    stack.setCurrentIndex(1)
    assert made[0].isVisible()
    stack.setCurrentIndex(0)
    stack.setCurrentIndex(1)
    assert part.part() is made[0]
    assert len(made) == 1


def test_a_part_that_waits_is_made_in_the_turn_after_its_place_is_shown(qtbot: QtBot) -> None:
    part = Later(lambda: QLabel("Designs"), wait=True)
    qtbot.addWidget(part.place)
    part.place.show()
    assert part.made is None
    qtbot.waitUntil(lambda: part.made is not None)
    assert part.part().isVisible()
    other = Later(lambda: QLabel("Side"), wait=True)
    qtbot.addWidget(other.place)
    other.place.show()
    label = other.part()
    qtbot.wait(0)
    assert other.part() is label


def test_a_part_that_is_asked_for_before_it_is_seen_waits_unseen(qtbot: QtBot) -> None:
    part = Later(lambda: QLabel("Models"))
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    stack.addWidget(part.place)
    stack.show()
    label = part.part()
    assert not label.isVisible()
    stack.setCurrentIndex(1)
    assert label.isVisible()
