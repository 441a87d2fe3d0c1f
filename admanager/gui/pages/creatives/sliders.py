"""A slider with a name for screen readers, and one between two words that say where it leads."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider

from admanager.gui.widgets import label, row


def named_slider(name: str, text: str, low: int, high: int, value: int) -> QSlider:
    """Return a slider of that object name and accessible name; a page of it is a sixth of its range."""
    made = QSlider(Qt.Orientation.Horizontal)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setRange(low, high)
    made.setPageStep(max(1, (high - low) // 6))
    made.setValue(value)
    return made


def between_words(low: str, slider: QSlider, high: str) -> QHBoxLayout:
    """Return a line with the slider between what its two ends mean."""
    line = row(label(low, "caption"), slider, label(high, "caption"))
    line.setStretch(1, 1)
    return line
