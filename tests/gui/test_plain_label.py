"""Where labels break their lines: never between a number and its unit, nor before the last character of a Chinese text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from admanager.gui.widgets.basics import label
from admanager.gui.widgets.plain_label import PlainLabel, unbroken

TOLD = "Of 28.8 k people 11.2 % clicked within 3 min 20 s, and 0.4 % of 1.2 MB were read; 5 members of 12 households."
CHINESE = "导入人员之后,这里显示他们的属性、细分和最佳时间。"


def lines_of(shown: str, width: int, made: QLabel) -> list[str]:
    """Return the lines of a text as Qt breaks it at a width in pixels, which is how a label of that width does."""
    layout = QTextLayout(shown, made.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(shown[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return found


def shown_by(made: PlainLabel) -> str:
    return QLabel.text(made)


def starts_with_a_unit(lines: list[str]) -> bool:
    return any(line.startswith(("%", "k ", "s,", "min ", "MB ")) for line in lines)


def test_a_number_and_its_unit_stand_on_one_line_at_any_width(qtbot: QtBot) -> None:
    made = label(TOLD, wrap=True)
    qtbot.addWidget(made)
    assert made.text() == TOLD
    widths = range(120, 700, 3)
    assert any(starts_with_a_unit(lines_of(TOLD, width, made)) for width in widths)
    assert not any(starts_with_a_unit(lines_of(shown_by(made), width, made)) for width in widths)


def test_the_last_line_of_a_chinese_text_has_more_than_one_character(qtbot: QtBot) -> None:
    made = label(CHINESE, wrap=True)
    qtbot.addWidget(made)
    assert made.text() == CHINESE
    one = made.fontMetrics().horizontalAdvance("导")
    widths = range(6 * one, 30 * one)
    as_given = [lines_of(CHINESE, width, made)[-1] for width in widths]
    assert min(len(line) for line in as_given) == 2, "a character and the full stop"
    ends = [lines_of(shown_by(made), width, made)[-1].replace("\u2060", "") for width in widths]
    assert min(len(line) for line in ends) >= 4


@pytest.mark.parametrize(
    "text",
    ["", "很好", "5 members", "a 2 k-means", "12 hours", "共 3 人。\n", "Anna 很好吧", "x %", "第 2 章"],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert unbroken(text) == text


def test_a_text_that_is_replaced_is_returned_as_it_was_given(qtbot: QtBot) -> None:
    made = label("5 %", wrap=True)
    qtbot.addWidget(made)
    assert shown_by(made) == "5\u00a0%"
    made.setText("<b>7 %</b>")
    assert made.text() == "<b>7 %</b>"
    assert shown_by(made) == "<b>7\u00a0%</b>"
