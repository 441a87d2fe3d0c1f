"""Single fields of the plan: a caption, an editor, and the value as the plan holds it.

A field tells of an edit only when the user made it: showing a plan never changes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from admanager.gui.i18n import tr
from admanager.gui.pages.campaigns.day_edit import DayEdit
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import ElidedLabel, plain_tooltip, row
from admanager.gui.widgets.form import Form

LARGEST = 1e12
LONGEST_NAME = 200
HEIGHT = 34
"""Of every editor, so that those of a line stand level whatever their kind."""


class PlanField(QWidget):
    """A caption above an editor; `path` is the place in the plan, such as `budget.total`."""

    edited = Signal(str, object)
    """The path, and the value as the plan holds it."""

    def __init__(self, path: str, title: str, editor: QWidget, *, tooltip: str = "") -> None:
        super().__init__()
        self.path = path
        self.editor = editor
        editor.setObjectName(path)
        editor.setAccessibleName(title)
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        editor.setFixedHeight(HEIGHT)
        if isinstance(editor, QAbstractSpinBox | QComboBox):
            # Their own smallest width is that of the longest number that they could hold.
            editor.setMinimumWidth(GRID * 9)
            editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Cut where it is too long, so that the fields of a line stay equally wide.
        self._caption = ElidedLabel(title, "caption")
        self._caption.setBuddy(editor)
        if tooltip:
            editor.setAccessibleDescription(tooltip)
            editor.setToolTip(plain_tooltip(tooltip))
        self._problem = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._caption)
        layout.addWidget(editor)

    def show_value(self, value: Any) -> None:
        """Show a value of the plan, without telling of an edit."""
        if value != self.value():
            with QSignalBlocker(self.editor):
                self._show(value)

    def value(self) -> Any:
        """Return the value as the plan holds it."""
        raise NotImplementedError

    def _show(self, value: Any) -> None:
        raise NotImplementedError

    def _tell(self) -> None:
        self.edited.emit(self.path, self.value())

    def set_title(self, title: str) -> None:
        """Name the field anew, such as when its unit changes."""
        self._caption.set_text(title)
        self.editor.setAccessibleName(title)

    def set_problem(self, text: str) -> None:
        """Mark the field as wrong; an empty text clears the mark."""
        if text == self._problem:
            return
        self._problem = text
        self.editor.setProperty("invalid", "true" if text else "false")
        self.editor.setAccessibleDescription(text)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def problem(self) -> str:
        """Return what is wrong with the field, if anything."""
        return self._problem

    def enterEvent(self, event: QEnterEvent) -> None:
        """Watch the wheel from now on; before, thousands of other events would pass through the filter."""
        super().enterEvent(event)
        self.editor.removeEventFilter(self)
        self.editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page while the editor does not have the focus."""
        watches = isinstance(self.editor, QAbstractSpinBox | QComboBox)
        if watches and event.type() == QEvent.Type.Wheel and not self.editor.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class TextField(PlanField):
    """A line of text, told when it is finished; an empty one is not told but marked."""

    def __init__(self, path: str, title: str, *, bare: bool = False, tooltip: str = "") -> None:
        """Make the field; a `bare` one has no caption above it."""
        editor = QLineEdit()
        editor.setMaxLength(LONGEST_NAME)
        super().__init__(path, title, editor, tooltip=tooltip)
        self._caption.setVisible(not bare)
        self._shown = ""
        editor.editingFinished.connect(self._finish)

    def value(self) -> str:
        """Return the text without blanks around it."""
        return str(self.editor.text()).strip()

    def _show(self, value: str) -> None:
        self._shown = value
        self.editor.setText(value)

    def show_value(self, value: str) -> None:
        """Show a text; one that is being typed stays."""
        if value != self._shown:
            with QSignalBlocker(self.editor):
                self._show(value)

    def put_back(self, value: str) -> None:
        """Show a text again in place of the one that was typed."""
        self._show(value)

    def _finish(self) -> None:
        text = self.value()
        if not text:
            self.set_problem(tr("PlanField", "This must not be empty."))
            self.editor.setText(self._shown)
            return
        self.set_problem("")
        if text != self._shown:
            self._shown = text
            self._tell()


class DateField(PlanField):
    """A day, with a calendar."""

    def __init__(self, path: str, title: str, *, tooltip: str = "") -> None:
        editor = DayEdit()
        super().__init__(path, title, editor, tooltip=tooltip)
        editor.dateChanged.connect(lambda _day: self._tell())

    def value(self) -> date:
        """Return the day."""
        day = self.editor.date()
        return date(day.year(), day.month(), day.day())

    def _show(self, value: date) -> None:
        self.editor.setDate(QDate(value.year, value.month, value.day))


class ChoiceField(PlanField):
    """One of several values; one that is not offered (a model that is gone) is shown as it is."""

    def __init__(
        self, path: str, title: str, options: Sequence[tuple[Any, str]], *, tooltip: str = ""
    ) -> None:
        editor = QComboBox()
        editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        editor.setMinimumContentsLength(6)
        super().__init__(path, title, editor, tooltip=tooltip)
        self._value: Any = None
        self._options: list[tuple[Any, str]] = []
        self.set_options(options)
        editor.currentIndexChanged.connect(self._choose)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer these values, and keep the one that is shown."""
        if list(options) == self._options:
            return
        self._options = list(options)
        with QSignalBlocker(self.editor):
            self.editor.clear()
            for value, text in options:
                self.editor.addItem(text, value)
            self._show(self._value)

    def value(self) -> Any:
        """Return the chosen value."""
        return self._value

    def show_value(self, value: Any) -> None:
        """Show a value of the plan, without telling of an edit."""
        with QSignalBlocker(self.editor):
            self._show(value)

    def _show(self, value: Any) -> None:
        self._value = value
        values = [each for each, _ in self._options]
        if value not in values:
            if self.editor.count() == len(values):
                self.editor.addItem("", value)
            self.editor.setItemText(len(values), str(value))
            self.editor.setItemData(len(values), value)
            self.editor.setCurrentIndex(len(values))
            return
        while self.editor.count() > len(values):
            self.editor.removeItem(len(values))
        self.editor.setCurrentIndex(values.index(value))

    def _choose(self, place: int) -> None:
        value = self.editor.itemData(place)
        if value != self._value:
            self._value = value
            self._tell()


class ZoneField(PlanField):
    """A time zone by its name, completed while it is typed."""

    def __init__(self, path: str, title: str, *, tooltip: str = "") -> None:
        editor = QLineEdit()
        editor.setPlaceholderText("Europe/Lisbon")
        super().__init__(path, title, editor, tooltip=tooltip)
        self._shown = ""
        editor.editingFinished.connect(self._finish)

    def set_zones(self, names: Sequence[str]) -> None:
        """Offer these names."""
        completer = QCompleter(list(names), self.editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(lambda _name: self._finish())
        self.editor.setCompleter(completer)

    def value(self) -> str:
        """Return the name."""
        return str(self.editor.text()).strip()

    def show_value(self, value: str) -> None:
        """Show a name; one that is being typed stays."""
        if value != self._shown:
            self._shown = value
            self.editor.setText(value)

    def _finish(self) -> None:
        if self.value() != self._shown:
            self._shown = self.value()
            self._tell()


class IntegerField(PlanField):
    """A whole number; with `none`, the smallest value reads so and is no value at all."""

    def __init__(
        self, path: str, title: str, low: int, high: int, *, none: str = "", tooltip: str = ""
    ) -> None:
        editor = Form.integer(low, low, high)
        editor.setSpecialValueText(none)
        super().__init__(path, title, editor, tooltip=tooltip)
        self._none = bool(none)
        editor.valueChanged.connect(lambda _value: self._tell())

    def value(self) -> int | None:
        """Return the number, or None."""
        value = int(self.editor.value())
        return None if self._none and value == self.editor.minimum() else value

    def _show(self, value: int | None) -> None:
        self.editor.setValue(self.editor.minimum() if value is None else value)


class NumberField(PlanField):
    """A number with decimals; `percent` shows a share of 1 in %, `none` reads so where there is no value.

    A value with more decimals than are shown stays as it is until the user changes it.
    """

    def __init__(
        self,
        path: str,
        title: str,
        low: float,
        high: float,
        *,
        decimals: int = 2,
        step: float = 1.0,
        percent: bool = False,
        none: str = "",
        tooltip: str = "",
    ) -> None:
        editor = Form.real(low, low, high, decimals, step)
        editor.setSpecialValueText(none)
        if percent:
            editor.setSuffix(" %")
        super().__init__(path, title, editor, tooltip=tooltip)
        self._none, self._percent = bool(none), percent
        self._exact: Any = None
        self._kept = False
        editor.valueChanged.connect(self._on_changed)

    def value(self) -> Any:
        """Return the number, or None."""
        if self._kept:
            return self._exact
        value = self.editor.value()
        if self._none and value == self.editor.minimum():
            return None
        digits = self.editor.decimals()
        return self._as_plan(round(value / 100, digits + 2) if self._percent else round(value, digits))

    def _as_plan(self, value: float) -> Any:
        return value

    def _show(self, value: Any) -> None:
        self._exact, self._kept = value, True
        if value is None:
            self.editor.setValue(self.editor.minimum())
        else:
            self.editor.setValue(float(value) * (100 if self._percent else 1))

    def _on_changed(self, _value: float) -> None:
        self._kept = False
        self._tell()


class MoneyField(NumberField):
    """An amount of money in units of the currency, which its caption names."""

    def __init__(
        self, path: str, title: str, *, step: float = 1.0, none: str = "", tooltip: str = ""
    ) -> None:
        super().__init__(path, title, 0.0, LARGEST, decimals=2, step=step, none=none, tooltip=tooltip)
        self._title = title
        self.editor.setStepType(self.editor.StepType.AdaptiveDecimalStepType)

    def show_currency(self, symbol: str) -> None:
        """Name the currency in the caption."""
        self.set_title(tr("PlanField", "{title} ({currency})", title=self._title, currency=symbol))

    def rename(self, title: str, symbol: str) -> None:
        """Name the amount anew."""
        self._title = title
        self.show_currency(symbol)

    def _as_plan(self, value: float) -> Decimal:
        return Decimal(str(value))


def line_of(*fields: QWidget | None) -> Any:
    """Return fields side by side, equally wide; None keeps a place free."""
    made = row(spacing=GRID * 3 // 2)
    for field in fields:
        made.addWidget(field or QWidget(), 1)
    return made
