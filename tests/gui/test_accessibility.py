"""Everything that can be pressed has a name, and the keyboard reaches it; all pages fit a small window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from admanager.gui.window import MainWindow

INNER = {
    "qt_toolbar_ext_button",
    "qt_menubar_ext_button",
    "ScrollLeftButton",
    "ScrollRightButton",
    "qt_spinbox_lineedit",
}


def name_of(widget: QWidget) -> str:
    buddies = [label.text() for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    placeholder = widget.placeholderText() if isinstance(widget, QLineEdit) else ""
    return widget.accessibleName() or text or placeholder or (buddies[0] if buddies else "")


@pytest.mark.parametrize("with_project", [False, True])
def test_every_control_of_every_page_has_a_name(
    request: pytest.FixtureRequest, qtbot: QtBot, with_project: bool
) -> None:
    window: MainWindow = request.getfixturevalue("open_window" if with_project else "window")
    nameless = []
    for page in window.entries:
        window.show_page(page)
        qtbot.waitUntil(lambda: not window.runner.busy())
        for kind in (QAbstractButton, QLineEdit, QComboBox):
            for widget in window.findChildren(kind):
                inner = widget.objectName() in INNER or isinstance(widget.parentWidget(), QAbstractSpinBox)
                own = not inner and type(widget) is not QAbstractButton
                if own and widget.isVisible() and not name_of(widget):
                    nameless.append(f"{page}: {type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def test_buttons_take_the_focus(open_window: MainWindow) -> None:
    for button in open_window.findChildren(QAbstractButton):
        if button.objectName() in INNER or not button.isVisible() or not button.isEnabled():
            continue
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.objectName() or button.text()


def test_every_page_fits_1280_by_720(qtbot: QtBot, open_window: MainWindow) -> None:
    open_window.resize(1280, 720)
    for page in open_window.entries:
        open_window.show_page(page)
        qtbot.waitUntil(lambda: not open_window.runner.busy())
        needed = open_window.minimumSizeHint()
        assert needed.width() <= 1280, page
        assert needed.height() <= 720, page
