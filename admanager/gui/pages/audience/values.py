"""Editors of the values in one row of a rule; which one a row gets depends on its column's type and its operator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from admanager.audience import draft as drafts
from admanager.audience.words import shown_day
from admanager.gui import format as fmt
from admanager.gui import icons
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.audience.model import SEGMENT_TYPE
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import caption, label, plain_tooltip

if TYPE_CHECKING:
    from admanager.audience.statistics import Levels
    from admanager.audience.tree import Value

Values = tuple["Value | None", ...]
Suggest = Callable[[str, Callable[["Levels | None"], None]], None]
"""Asks for the common values of a column; answers later, in the window's thread."""

LIST_LIMIT = 200
# As rules write them; the window offers them in its own language.
RELATIVE_DAYS = (
    "today",
    "yesterday",
    "7 days ago",
    "30 days ago",
    "3 months ago",
    "6 months ago",
    "1 year ago",
)


class ValueEditor(QWidget):
    """What all editors of values have in common."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(GRID)

    def values(self) -> Values:
        """Return the values; None for each that is lacking or cannot be read."""
        return ()

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order."""
        found = [self.line.itemAt(place).widget() for place in range(self.line.count())]
        return [
            widget
            for widget in found
            if widget is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

    def mark(self) -> None:
        """Show whether a value is lacking, once there was time to give one."""


class TypedValues(ValueEditor):
    """One line of text for each value: numbers, dates, parts of texts."""

    def __init__(self, type_: str, values: Values, count: int) -> None:
        super().__init__()
        self._type = type_
        self._given = values
        self._meant: dict[str, str] = {}
        """What a rule writes for a day that is shown in the window's language."""
        self._editors: list[QLineEdit] = []
        for place in range(count):
            if place:
                self.line.addWidget(label(tr("TypedValues", "and"), "muted"))
            editor = QLineEdit()
            editor.setPlaceholderText(_placeholder(type_))
            editor.setAccessibleName(tr("TypedValues", "Value"))
            value = values[place] if place < len(values) else None
            editor.setText("" if value is None else self._shown(value))
            editor.textEdited.connect(lambda _text: self._changed())
            editor.editingFinished.connect(self.mark)
            if type_ in {"date", "datetime"}:
                self._offer_days(editor)
            self.line.addWidget(editor, 1)
            self._editors.append(editor)

    def _offer_days(self, editor: QLineEdit) -> None:
        """Offer days that move along with today, by a click on the clock or Alt and the arrow down."""
        action = editor.addAction(
            icons.icon("clock", "text_muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setToolTip(tr("TypedValues", "A day counted from today (Alt+Down)"))
        action.setShortcut("Alt+Down")
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(
            lambda: self.days_menu(editor).popup(editor.mapToGlobal(editor.rect().bottomLeft()))
        )

    def days_menu(self, editor: QLineEdit) -> QMenu:
        """Return the days that can be chosen for an editor."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for day in RELATIVE_DAYS:
            shown = translate_sentence(shown_day(day))
            made.addAction(shown[:1].upper() + shown[1:], partial(self._take_day, editor, day))
        return made

    def _take_day(self, editor: QLineEdit, day: str) -> None:
        editor.setText(self._shown(day))
        self._changed()

    def _shown(self, value: Value) -> str:
        if not isinstance(value, str) or self._type not in {"date", "datetime"}:
            return str(value)
        shown = translate_sentence(shown_day(value))
        self._meant[shown] = value
        return shown

    def values(self) -> Values:
        """Return what was typed."""
        return tuple(self._value(place, editor) for place, editor in enumerate(self._editors))

    def _value(self, place: int, editor: QLineEdit) -> Value | None:
        # A value that nobody touched stays what it was: 1.0 does not become 1, nor a word a number.
        given = self._given[place] if place < len(self._given) else None
        text = self._meant.get(editor.text(), editor.text())
        if given is not None and text == str(given):
            return given
        return drafts.read_value(self._type, text)

    def _changed(self) -> None:
        for editor in self._editors:
            set_invalid(editor, False)
        self.edited.emit()

    def mark(self) -> None:
        """Frame the values that cannot be read."""
        for editor, value in zip(self._editors, self.values(), strict=True):
            set_invalid(editor, value is None)


class FlagValue(ValueEditor):
    """Yes or no."""

    def __init__(self, values: Values) -> None:
        super().__init__()
        self._given = values
        self._choice = QComboBox()
        self._choice.setAccessibleName(tr("FlagValue", "Value"))
        self._choice.addItem(tr("FlagValue", "Yes"), True)
        self._choice.addItem(tr("FlagValue", "No"), False)
        self._choice.setCurrentIndex(0 if _means_yes(values[0] if values else True) else 1)
        self._shown = self._choice.currentData()
        self._choice.currentIndexChanged.connect(lambda _index: self.edited.emit())
        self.line.addWidget(self._choice)
        self.line.addStretch(1)

    def values(self) -> Values:
        """Return the choice, in the words of the rule where nobody touched it."""
        if self._given and self._given[0] is not None and self._choice.currentData() == self._shown:
            return self._given
        return (self._choice.currentData(),)


class ChosenValue(ValueEditor):
    """One of a list: a segment, or a common value of a column of text, or another text typed in."""

    def __init__(self, values: Values, options: Sequence[str], *, editable: bool) -> None:
        super().__init__()
        self._choice = QComboBox()
        self._choice.setEditable(editable)
        self._choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._choice.setMinimumContentsLength(8)
        self._choice.setAccessibleName(tr("ChosenValue", "Value"))
        self._given = values
        text = str(values[0]) if values and values[0] is not None else ""
        self._choice.addItems(list(dict.fromkeys([*([text] if text else []), *options])))
        self._choice.setCurrentIndex(0 if text else -1)
        self._choice.setPlaceholderText(tr("ChosenValue", "Choose…"))
        if editable:
            self._choice.lineEdit().setPlaceholderText(tr("ChosenValue", "Choose or type…"))
        self._choice.currentTextChanged.connect(lambda _text: self._changed())
        self.line.addWidget(self._choice, 1)

    def offer(self, levels: Levels | None) -> None:
        """Offer the common values of the column, without touching the one that is chosen."""
        options = [str(value) for value in levels.values] if levels is not None else []
        known = {self._choice.itemText(number) for number in range(self._choice.count())}
        text, index = self._choice.currentText(), self._choice.currentIndex()
        self._choice.blockSignals(True)
        self._choice.addItems([option for option in options if option not in known])
        self._choice.setCurrentIndex(index)
        if self._choice.isEditable():
            self._choice.setEditText(text)
        self._choice.blockSignals(False)

    def values(self) -> Values:
        """Return the text chosen or typed."""
        text = self._choice.currentText()
        return self._given if self._given == (text,) else (text or None,)

    def _changed(self) -> None:
        set_invalid(self._choice, False)
        self.edited.emit()


class ListedValues(ValueEditor):
    """Any number of values: a button with those chosen, which opens a list to tick and to add to."""

    def __init__(self, type_: str, values: Values) -> None:
        super().__init__()
        self._type = type_
        self._chosen: list[Value] = [value for value in values if value is not None]
        self._levels: list[tuple[Value, int | None]] = []
        self._button = QPushButton()
        self._button.setObjectName("listedValues")
        self._button.setAutoDefault(False)
        self._button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._button.setStyleSheet("text-align: left;")
        self._button.clicked.connect(self.open_list)
        self.line.addWidget(self._button, 1)
        self.popup: ValueList | None = None
        self._show_chosen()

    def offer(self, levels: Levels | None) -> None:
        """Offer the common values of the column, with their counts."""
        if levels is not None:
            self._levels = list(zip(levels.values, levels.counts, strict=True))

    def values(self) -> Values:
        """Return the values ticked."""
        return tuple(self._chosen)

    def open_list(self) -> None:
        """Show the list of values below the button."""
        known = [value for value, _ in self._levels]
        extra: list[tuple[Value, int | None]] = [
            (value, None) for value in self._chosen if value not in known
        ]
        self.popup = ValueList(self, self._type, extra + self._levels, self._chosen, self._take)
        self.popup.setFixedWidth(max(self._button.width(), 260))
        self.popup.move(self._button.mapToGlobal(QPoint(0, self._button.height() + 2)))
        self.popup.show()

    def _take(self, chosen: list[Value]) -> None:
        self._chosen = chosen
        self._show_chosen()
        self.edited.emit()

    def _show_chosen(self) -> None:
        text = ", ".join(str(value) for value in self._chosen)
        shown = self._button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 360)
        # An ampersand would else underline the letter after it.
        self._button.setText(shown.replace("&", "&&") or tr("ListedValues", "Choose values…"))
        self._button.setToolTip(plain_tooltip(text) if text else "")
        self._button.setAccessibleName(
            tr("ListedValues", "Values: {values}", values=text or tr("ListedValues", "none"))
        )


class ValueList(QFrame):
    """A popup of values to tick, with a line that finds one or adds another."""

    def __init__(
        self,
        parent: QWidget,
        type_: str,
        values: Sequence[tuple[Any, int | None]],
        chosen: Sequence[Any],
        on_changed: Callable[[list[Any]], None],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "sheet")
        self._type, self._on_changed = type_, on_changed
        self._find = QLineEdit()
        self._find.setPlaceholderText(tr("ValueList", "Find, or type another value and press Enter"))
        self._find.setAccessibleName(tr("ValueList", "Find or add a value"))
        self._find.textChanged.connect(self._filter)
        self._find.returnPressed.connect(self._add)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("ValueList", "Values"))
        self.list.setMinimumHeight(180)
        for value, count in values[:LIST_LIMIT]:
            self._append(value, count, value in chosen)
        self.list.itemChanged.connect(lambda _item: self._tell())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._find)
        layout.addWidget(self.list)
        layout.addWidget(caption(tr("ValueList", "Space ticks a value, Esc closes the list.")))
        self._find.setFocus()

    def _append(self, value: Any, count: int | None, ticked: bool) -> QListWidgetItem:
        text = str(value) if count is None else f"{value}   ({fmt.number(count)})"
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, value)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
        )
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)
        return item

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for item in self._items():
            item.setHidden(wanted not in item.text().casefold())

    def _add(self) -> None:
        value = drafts.read_value(self._type, self._find.text())
        if value is None:
            return
        found = next((item for item in self._items() if item.data(Qt.ItemDataRole.UserRole) == value), None)
        self._find.clear()
        if found is None:
            found = self._append(value, None, False)
        found.setCheckState(Qt.CheckState.Checked)
        self.list.scrollToItem(found)

    def _tell(self) -> None:
        self._on_changed(
            [
                item.data(Qt.ItemDataRole.UserRole)
                for item in self._items()
                if item.checkState() is Qt.CheckState.Checked
            ]
        )


def make_editor(
    column: str, type_: str, condition: drafts.Condition, segments: Sequence[str], suggest: Suggest
) -> ValueEditor:
    """Return the editor for the values of a condition."""
    wanted = drafts.VALUES_OF[condition.operator]
    if wanted == 0:
        return ValueEditor()
    if type_ == SEGMENT_TYPE:
        return ChosenValue(condition.values, segments, editable=False)
    if wanted is None:
        listed = ListedValues(type_, condition.values)
        if type_ == "text":
            suggest(column, _while_alive(listed, listed.offer))
        return listed
    if type_ == "boolean":
        return FlagValue(condition.values)
    if type_ == "text" and condition.operator in {"=", "!="}:
        chosen = ChosenValue(condition.values, (), editable=True)
        suggest(column, _while_alive(chosen, chosen.offer))
        return chosen
    return TypedValues(type_, condition.values, wanted)


def _while_alive(
    editor: QWidget, function: Callable[[Levels | None], None]
) -> Callable[[Levels | None], None]:
    """Return the function for an answer that may come after its row is gone."""
    return lambda levels: function(levels) if shiboken6.isValid(editor) else None


def _placeholder(type_: str) -> str:
    match type_:
        case "date":
            return tr("TypedValues", "2024-03-31, or 30 days ago")
        case "datetime":
            return tr("TypedValues", "2024-03-31 18:30")
        case "text":
            return tr("TypedValues", "Text")
        case _:
            return tr("TypedValues", "Number")


def _means_yes(value: Value | None) -> bool:
    return value is None or str(value).strip().casefold() not in {"0", "false", "no", "n", "f", "off", "否"}


def set_invalid(editor: QWidget, invalid: bool) -> None:
    """Frame an editor whose value cannot be read, or do not."""
    wanted = "true" if invalid else "false"
    if editor.property("invalid") != wanted:
        editor.setProperty("invalid", wanted)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
