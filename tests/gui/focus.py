"""Where the keyboard is in a window, also while another window is the active one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def holds_focus(widget: QWidget) -> bool:
    """Whether keys go to a widget when its window is active.

    `QWidget.hasFocus` also asks that the window is active now, which a test cannot know: what an earlier test
    left open may be.
    """
    return widget.window().focusWidget() is widget
