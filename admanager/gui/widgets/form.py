"""Forms: labelled fields with a help line, a unit and an error line, and a value that is read and set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import caption, icon_button, label, row

SPIN_INDENT = 6

Editor = QLineEdit | QPlainTextEdit | QSpinBox | QDoubleSpinBox | QComboBox | QCheckBox


class Field(QWidget):
    """An editor with its unit, help and error; made by `Form.add`."""

    changed = Signal()

    def __init__(self, editor: Editor, *, unit: str = "", help_text: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._help = caption(help_text)
        if not help_text:
            self._help.hide()
        self._error = label("", "error", wrap=True)
        self._error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._line = row(editor, label(unit, "muted")) if unit else row(editor)
        layout.addLayout(self._line)
        layout.addWidget(self._help)
        layout.addWidget(self._error)
        self._connect()

    def _connect(self) -> None:
        if isinstance(self.editor, QLineEdit | QPlainTextEdit):
            self.editor.textChanged.connect(lambda *_: self.changed.emit())
        elif isinstance(self.editor, QComboBox):
            self.editor.currentIndexChanged.connect(lambda *_: self.changed.emit())
        elif isinstance(self.editor, QCheckBox):
            self.editor.toggled.connect(lambda *_: self.changed.emit())
        else:
            self.editor.valueChanged.connect(lambda *_: self.changed.emit())

    def add_button(self, icon: str, text: str, on_click: Callable[[], object]) -> None:
        """Add a small button behind the editor, such as one that chooses a folder."""
        self._line.addWidget(icon_button(icon, text, on_click))

    def value(self) -> Any:
        """Return the text, the number, the truth, or the data of the choice."""
        if isinstance(self.editor, QLineEdit):
            return self.editor.text()
        if isinstance(self.editor, QPlainTextEdit):
            return self.editor.toPlainText()
        if isinstance(self.editor, QComboBox):
            return self.editor.currentData()
        return self.editor.isChecked() if isinstance(self.editor, QCheckBox) else self.editor.value()

    def set_value(self, value: Any) -> None:
        """Show a value."""
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(str(value))
        elif isinstance(self.editor, QPlainTextEdit):
            self.editor.setPlainText(str(value))
        elif isinstance(self.editor, QComboBox):
            self.editor.setCurrentIndex(self.editor.findData(value))
        elif isinstance(self.editor, QCheckBox):
            self.editor.setChecked(bool(value))
        else:
            self.editor.setValue(value)

    def set_error(self, text: str) -> None:
        """Mark the field as wrong and say why; an empty text clears the mark."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.editor.setProperty("invalid", "true" if text else "false")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def set_help(self, text: str) -> None:
        """Show another help text, or none."""
        self._help.setText(text)
        self._help.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)

    def help_text(self) -> str:
        """Return the help text shown."""
        return self._help.text()

    def error(self) -> str:
        """Return the error shown, if any."""
        return self._error.text()


class _Rows(QFormLayout):
    """Rows that are laid out once more where a help text did not get all of its lines.

    Qt's layout keeps the heights that it found for a width, also when a text that is set since takes another line.
    """

    def setGeometry(self, rect: QRect) -> None:
        """Lay the rows out."""
        super().setGeometry(rect)
        if rect.height() >= self.heightForWidth(rect.width()) and any(map(_is_cut, self._fields())):
            self.invalidate()

    def _fields(self) -> Iterator[QWidget]:
        for place in range(self.rowCount()):
            item = self.itemAt(place, QFormLayout.ItemRole.FieldRole)
            if item is not None and item.widget() is not None and not item.isEmpty():
                yield item.widget()


def _is_cut(field: QWidget) -> bool:
    return field.height() < field.heightForWidth(field.width())


class Form(QWidget):
    """Fields below one another, labels at the left, each label the buddy of its editor."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._layout = _Rows(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(GRID * 2)
        self._layout.setVerticalSpacing(GRID * 3 // 2)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def add(self, name: str, text: str, editor: Editor, *, unit: str = "", help_text: str = "") -> Field:
        """Add a row; `name` is the key in `values()` and the editor's object name."""
        field = Field(editor, unit=unit, help_text=help_text)
        editor.setObjectName(name)
        editor.setAccessibleName(text)
        editor.setAccessibleDescription(help_text)
        if isinstance(editor, QCheckBox):
            editor.setText(text)
            self._layout.addRow("", field)
        else:
            title = label(text)
            title.setBuddy(editor)
            self._layout.addRow(title, field)
        field.changed.connect(self.changed)
        self.fields[name] = field
        return field

    def add_widget(self, text: str, widget: QWidget) -> None:
        """Add a row with a widget of its own."""
        self._layout.addRow(label(text), widget)

    def set_row_visible(self, name: str, visible: bool) -> None:
        """Show or hide a row with its label."""
        self._layout.setRowVisible(self.fields[name], visible)

    def values(self) -> dict[str, Any]:
        """Return the values of all fields by name."""
        return {name: field.value() for name, field in self.fields.items()}

    @staticmethod
    def text(value: str = "", placeholder: str = "") -> QLineEdit:
        """Return an editor of one line of text."""
        made = QLineEdit(value)
        made.setPlaceholderText(placeholder)
        return made

    @staticmethod
    def integer(value: int, low: int, high: int, step: int = 1) -> QSpinBox:
        """Return an editor of a whole number."""
        made = QSpinBox()
        _indent(made)
        made.setRange(low, high)
        made.setSingleStep(step)
        made.setGroupSeparatorShown(True)
        made.setValue(value)
        return made

    @staticmethod
    def real(value: float, low: float, high: float, decimals: int = 2, step: float = 1.0) -> QDoubleSpinBox:
        """Return an editor of a number with decimals."""
        made = QDoubleSpinBox()
        _indent(made)
        made.setRange(low, high)
        made.setDecimals(decimals)
        made.setSingleStep(step)
        made.setGroupSeparatorShown(True)
        made.setValue(value)
        return made

    @staticmethod
    def choice(options: list[tuple[Any, str]], value: Any = None) -> QComboBox:
        """Return a drop-down of (data, text) pairs."""
        made = QComboBox()
        for data, text in options:
            made.addItem(text, data)
        if value is not None:
            made.setCurrentIndex(made.findData(value))
        return made

    @staticmethod
    def flag(value: bool = False) -> QCheckBox:
        """Return a check box; its text is the row's."""
        made = QCheckBox()
        made.setChecked(value)
        return made


def _indent(editor: QSpinBox | QDoubleSpinBox) -> None:
    """Keep the number off the left border; the padding of the style sheet does not reach into a spin box."""
    line = QLineEdit()
    line.setTextMargins(SPIN_INDENT, 0, 0, 0)
    editor.setLineEdit(line)
