"""A row on what people did: did or did not, a kind of event, and conditions on the events that are counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QWidget

from admanager.audience import draft as drafts
from admanager.audience import tree
from admanager.gui import format as fmt
from admanager.gui.i18n import lazy, tr
from admanager.gui.pages.audience.model import operator_name
from admanager.gui.pages.audience.rows import PartWidget, Vocabulary, chain, remove_button
from admanager.gui.pages.audience.values import set_invalid
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, icon_button, row
from admanager.gui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from admanager.audience.tree import Value

ANYTHING = "*"
FIRST_DAYS = 30
# So that one condition fits beside what was done at the window's smallest size.
FIELD_WIDTH, OPERATOR_WIDTH, WHETHER_WIDTH = 112, 132, 88
NUMBER_OPERATORS = (">=", "<=", "=", "!=", ">", "<")
TEXT_OPERATORS = ("=", "!=")
NUMERIC = frozenset({"integer", "real"})

FIELD_NAMES = {
    "count": lazy("DidRow", "times"),
    "days": lazy("DidRow", "days ago"),
    "total": lazy("DidRow", "value in all"),
    "value": lazy("DidRow", "value of each"),
    "channel": lazy("DidRow", "channel"),
    "category": lazy("DidRow", "category"),
    "item": lazy("DidRow", "item"),
    "query": lazy("DidRow", "search words"),
    "dwell": lazy("DidRow", "dwell time"),
    "time": lazy("DidRow", "time"),
}
# A condition that is added begins with what is meant most often.
_FIRST = {"count": (">=", 2), "days": ("<=", FIRST_DAYS)}


def field_name(name: str) -> str:
    """Return how a field of events is called in the window; a column of the file by its own name."""
    return str(FIELD_NAMES.get(name, name))


def is_doing(part: drafts.Part) -> bool:
    """Return whether a part of a draft is what somebody did or did not do."""
    if not isinstance(part, drafts.Fixed):
        return False
    rule = part.rule.rule if isinstance(part.rule, tree.Not) else part.rule
    return isinstance(rule, tree.Did)


def new_doing(kinds: Sequence[tuple[str, int]]) -> drafts.Fixed:
    """Return a part to begin with: the kind of event that is told of most often, in the last days."""
    event = kinds[0][0] if kinds else ANYTHING
    recent = tree.EventCondition(name="days", operator="<=", value=FIRST_DAYS)
    return drafts.Fixed(tree.Did(event=event, conditions=(recent,)))


class EventConditionEditor(QWidget):
    """One condition on the events: a field, a comparison, a value, and a button that removes it."""

    edited = Signal()
    removed = Signal()

    def __init__(self, condition: tuple[str, str, Value | None], vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._given = condition[2]
        self.field = QComboBox()
        self.field.setObjectName("eventField")
        self.field.setAccessibleName(tr("DidRow", "Field of the events"))
        self.operator = QComboBox()
        self.operator.setObjectName("eventOperator")
        self.field.setFixedWidth(FIELD_WIDTH)
        self.operator.setFixedWidth(OPERATOR_WIDTH)
        self.operator.setAccessibleName(tr("DidRow", "Comparison"))
        self._fill_fields(condition[0])
        self.value: QComboBox | QLineEdit = QLineEdit()
        remove = icon_button(
            "close", tr("DidRow", "Remove this condition"), self.removed.emit, name="removeEvent"
        )
        self._remove = remove
        self._line = row(self.field, self.operator, self.value, remove, spacing=4)
        self.setLayout(self._line)
        self._show(condition)
        self.field.activated.connect(lambda _index: self._on_field())
        self.operator.activated.connect(lambda _index: self.edited.emit())

    def _fill_fields(self, name: str) -> None:
        names = [each.name for each in self._vocabulary.doings.fields]
        for each in dict.fromkeys([*names, name]):
            self.field.addItem(field_name(each), each)

    def _type(self, name: str) -> str:
        found = next((each for each in self._vocabulary.doings.fields if each.name == name), None)
        if found is not None:
            return found.type
        return "real" if name in {"count", "days", "total", "value", "dwell"} else "text"

    def _show(self, condition: tuple[str, str, Value | None]) -> None:
        name, operator, value = condition
        type_ = self._type(name)
        self._given = value
        self.field.setCurrentIndex(self.field.findData(name))
        self.operator.clear()
        offered = list(TEXT_OPERATORS if type_ in {"text", "boolean"} else NUMBER_OPERATORS)
        for each in dict.fromkeys([*offered, operator]):
            self.operator.addItem(operator_name(each, type_), each)
        self.operator.setCurrentIndex(self.operator.findData(operator))
        self._show_value(name, type_, value)

    def _show_value(self, name: str, type_: str, value: Value | None) -> None:
        levels = next((e.levels for e in self._vocabulary.doings.fields if e.name == name), ())
        made: QComboBox | QLineEdit
        text = "" if value is None else str(value)
        if type_ == "text":
            made = QComboBox()
            made.setEditable(True)
            made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            made.addItems(list(dict.fromkeys([*([text] if text else []), *levels])))
            made.setCurrentIndex(0 if text else -1)
            made.setEditText(text)
            made.setMinimumContentsLength(10)
            made.currentTextChanged.connect(lambda _text: self._changed())
        else:
            made = QLineEdit(text)
            made.setFixedWidth(56 if type_ in NUMERIC else 120)
            made.textEdited.connect(lambda _text: self._changed())
        made.setObjectName("eventValue")
        made.setAccessibleName(tr("DidRow", "Value"))
        self._line.replaceWidget(self.value, made)
        self.value.hide()
        self.value.deleteLater()
        self.value = made

    def _on_field(self) -> None:
        name = str(self.field.currentData())
        self._show(first_condition(name, self._type(name)))
        self.edited.emit()

    def _changed(self) -> None:
        set_invalid(self.value, self.condition() is None)
        self.edited.emit()

    def condition(self) -> tree.EventCondition | None:
        """Return the condition; None while its value is lacking or cannot be read."""
        name = str(self.field.currentData())
        text = self.value.currentText() if isinstance(self.value, QComboBox) else self.value.text()
        value = drafts.read_value(self._type(name), text)
        if self._given is not None and text == str(self._given):
            value = self._given
        if value is None:
            return None
        return tree.EventCondition(name=name, operator=self.operator.currentData(), value=value)

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order."""
        return [self.field, self.operator, self.value, self._remove]


def first_condition(name: str, type_: str) -> tuple[str, str, Value | None]:
    """Return a condition on a field to begin with."""
    operator, value = _FIRST.get(name, (">=" if type_ in NUMERIC else "=", None))
    return name, operator, value


class DidRow(PartWidget):
    """Did or did not, with its conditions in a line that breaks where it is long."""

    edited = Signal(tuple, object)
    """The place, and the part as it is now."""

    def __init__(
        self,
        place: drafts.Place,
        part: drafts.Fixed,
        vocabulary: Vocabulary,
        on_remove: Callable[[drafts.Place], None],
    ) -> None:
        super().__init__(place)
        self.part = part
        self._vocabulary = vocabulary
        self.conditions: list[EventConditionEditor] = []
        self.whether = QComboBox()
        self.whether.setObjectName("didOrNot")
        self.whether.setAccessibleName(tr("DidRow", "Did or did not"))
        self.whether.setFixedWidth(WHETHER_WIDTH)
        self.whether.addItem(tr("DidRow", "did"), True)
        self.whether.addItem(tr("DidRow", "did not"), False)
        self.whether.activated.connect(lambda _index: self._tell())
        self.kind = QComboBox()
        self.kind.setObjectName("eventKind")
        self.kind.setAccessibleName(tr("DidRow", "What they did"))
        self.kind.activated.connect(lambda _index: self._tell())
        self.add = button(
            tr("DidRow", "Where"), self._open_menu, kind="quiet", icon="plus", name="addEventCondition"
        )
        inside = QWidget()
        self._flow = FlowLayout(inside, spacing=GRID // 2)
        for each in (self.whether, self.kind, self.add):
            self._flow.addWidget(each)
        self._remove = remove_button(tr("DidRow", "Remove this condition"), lambda: on_remove(self.place))
        line = row()
        line.addWidget(inside, 1)
        line.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        self.count.setMinimumHeight(self._remove.sizeHint().height())
        self.setLayout(line)
        self._show()

    # -- showing -------------------------------------------------------------------------------------------

    def show_part(self, place: drafts.Place, part: drafts.Fixed) -> None:
        """Show another part, as if the row had been made for it."""
        self.place = place
        if part != self.part:
            self.part = part
            self._show()
            self.show_count(None)

    def renew_choices(self) -> None:
        """Offer kinds and fields that are known now."""
        self._show()

    def _show(self) -> None:
        negated = isinstance(self.part.rule, tree.Not)
        did = self.part.rule.rule if isinstance(self.part.rule, tree.Not) else self.part.rule
        assert isinstance(did, tree.Did)
        self.whether.setCurrentIndex(int(negated))
        with QSignalBlocker(self.kind):
            self.kind.clear()
            for name, count in self._vocabulary.doings.kinds:
                self.kind.addItem(f"{name}  ({fmt.short_number(count)})", name)
            self.kind.addItem(tr("DidRow", "anything"), ANYTHING)
            if self.kind.findData(did.event) < 0:
                self.kind.insertItem(0, did.event, did.event)
            self.kind.setCurrentIndex(self.kind.findData(did.event))
        for each in list(self.conditions):
            self._drop(each)
        for condition in did.conditions:
            self._append((condition.name, condition.operator, condition.value))
        chain(self.stops())

    def _append(self, condition: tuple[str, str, Value | None]) -> EventConditionEditor:
        made = EventConditionEditor(condition, self._vocabulary)
        made.edited.connect(self._tell)
        made.removed.connect(lambda: self._take_out(made))
        self.conditions.append(made)
        # The button that adds one more stays behind the last.
        self._flow.removeWidget(self.add)
        self._flow.addWidget(made)
        self._flow.addWidget(self.add)
        return made

    def _drop(self, editor: EventConditionEditor) -> None:
        self.conditions.remove(editor)
        self._flow.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    # -- editing -------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        conditions = [found for found in (each.condition() for each in self.conditions) if found is not None]
        did = tree.Did(event=str(self.kind.currentData()), conditions=tuple(conditions))
        rule: Any = did if self.whether.currentData() else tree.Not(rule=did)
        self.part = drafts.Fixed(rule)
        self.edited.emit(self.place, self.part)

    def _take_out(self, editor: EventConditionEditor) -> None:
        self._drop(editor)
        self.add.setFocus()
        chain(self.stops())
        self._tell()

    def menu(self) -> QMenu:
        """Return the fields that a condition can be on."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._vocabulary.doings.fields:
            made.addAction(field_name(each.name).replace("&", "&&"), partial(self.add_condition, each.name))
        return made

    def add_condition(self, name: str) -> None:
        """Add a condition on a field, and go to its value."""
        type_ = next((e.type for e in self._vocabulary.doings.fields if e.name == name), "text")
        made = self._append(first_condition(name, type_))
        chain(self.stops())
        made.value.setFocus()
        self._tell()

    def _open_menu(self) -> None:
        self.menu().popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order."""
        inner = [stop for each in self.conditions for stop in each.stops()]
        return [self.whether, self.kind, *inner, self.add, self._remove]
