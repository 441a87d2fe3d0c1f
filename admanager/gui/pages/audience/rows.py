"""The rows and groups that a rule is shown as; they tell what a person did, and the builder decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton, QVBoxLayout, QWidget

from admanager.audience import draft as drafts
from admanager.audience.rules import to_text
from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.audience.model import CONNECTIVES, SEGMENT_TYPE, operator_name
from admanager.gui.pages.audience.tasks import Doings
from admanager.gui.pages.audience.values import Suggest, ValueEditor, make_editor
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, icon_button, label, muted, row

Added = Literal["condition", "did", "group"]
COLUMN_WIDTH, OPERATOR_WIDTH, COUNT_WIDTH = 168, 140, 72


@dataclass
class Vocabulary:
    """What conditions can be made of: columns with their types, saved segments, common values, and kinds of events.

    One object that all rows of a builder share, so that they see what changes in it.
    """

    types: dict[str, str] = field(default_factory=dict)
    segments: Sequence[str] = ()
    suggest: Suggest = lambda column, answer: None
    doings: Doings = field(default_factory=Doings)

    def type_of(self, condition: drafts.Condition) -> str:
        """Return the type that a condition's operators depend on; text for a column that is gone."""
        if condition.operator in {drafts.IS_IN_SEGMENT, drafts.IS_NOT_IN_SEGMENT}:
            return SEGMENT_TYPE
        found = self.types.get(condition.column)
        if found is None:
            folded = {name.lower(): type_ for name, type_ in self.types.items()}
            found = folded.get(condition.column.lower(), "text")
        return found


class PartWidget(QWidget):
    """What rows and groups have in common: a place in the draft, and a count."""

    def __init__(self, place: drafts.Place) -> None:
        super().__init__()
        self.place = place
        self.count = label("", "caption")
        self.count.setFixedWidth(COUNT_WIDTH)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order."""
        return []

    def show_count(self, count: int | None) -> None:
        """Show how many people this part finds; None while that is not known."""
        self.count.setText("" if count is None else fmt.number(count))
        words = (
            "" if count is None else tr_count("PartWidget", "{count} person", "{count:,} people", count=count)
        )
        self.count.setAccessibleName(words)
        self.count.setToolTip(words)


class ConditionRow(PartWidget):
    """One condition: column, operator, values, count, and a button that removes it."""

    edited = Signal(tuple, object)
    """The place, and the condition as it is now."""

    def __init__(
        self,
        place: drafts.Place,
        condition: drafts.Condition,
        vocabulary: Vocabulary,
        on_remove: Callable[[drafts.Place], None],
    ) -> None:
        super().__init__(place)
        self.condition = condition
        self._vocabulary = vocabulary
        self.column = QComboBox()
        self.column.setObjectName("column")
        self.column.setFixedWidth(COLUMN_WIDTH)
        self.column.setMaxVisibleItems(18)
        self.column.setAccessibleName(tr("ConditionRow", "Attribute"))
        self.operator = QComboBox()
        self.operator.setObjectName("operator")
        self.operator.setFixedWidth(OPERATOR_WIDTH)
        self.operator.setMaxVisibleItems(16)
        self.operator.setAccessibleName(tr("ConditionRow", "Comparison"))
        self._fill_columns()
        self.column.activated.connect(lambda _index: self._on_column())
        self.operator.activated.connect(lambda _index: self._on_operator())
        self._editor = ValueEditor()
        self._line = row(self.column, self.operator, self._editor)
        self._line.setStretch(2, 1)
        self._line.addWidget(self.count)
        self._remove = remove_button(
            tr("ConditionRow", "Remove this condition"), lambda: on_remove(self.place)
        )
        self._line.addWidget(self._remove)
        self.setLayout(self._line)
        self._show_operators()
        self._show_editor()

    def show_condition(self, place: drafts.Place, condition: drafts.Condition) -> None:
        """Show another condition, as if the row had been made for it."""
        self.place = place
        if condition == self.condition:
            return
        same_kind = (
            condition.column == self.condition.column and condition.operator == self.condition.operator
        )
        self.condition = condition
        if not same_kind:
            self._fill_columns()
            self._show_operators()
        self._show_editor()
        self.show_count(None)

    def renew_choices(self) -> None:
        """Offer the saved segments anew, where this row chooses among them."""
        if self._type() == SEGMENT_TYPE:
            self._show_editor()

    def _fill_columns(self) -> None:
        self.column.clear()
        self.column.addItems(list(self._vocabulary.types))
        if self._vocabulary.segments or self._type() == SEGMENT_TYPE:
            self.column.insertSeparator(self.column.count())
            self.column.addItem(tr("ConditionRow", "Segment"), SEGMENT_TYPE)
        if self._type() == SEGMENT_TYPE:
            self.column.setCurrentIndex(self.column.count() - 1)
            return
        found = next(
            (
                place
                for place, name in enumerate(self._vocabulary.types)
                if name.lower() == self.condition.column.lower()
            ),
            -1,
        )
        if found < 0:
            # The column is gone, or the text has a slip; the row shows it as it is written.
            self.column.insertItem(0, self.condition.column)
            found = 0
        self.column.setCurrentIndex(found)

    def _type(self) -> str:
        return self._vocabulary.type_of(self.condition)

    def _show_operators(self) -> None:
        self.operator.clear()
        offered = list(drafts.OPERATORS_OF[self._type()])
        if self.condition.operator not in offered:
            offered.append(self.condition.operator)
        for operator in offered:
            self.operator.addItem(operator_name(operator, self._type()), operator)
        self.operator.setCurrentIndex(offered.index(self.condition.operator))

    def _show_editor(self) -> None:
        made = make_editor(
            self.condition.column,
            self._type(),
            self.condition,
            self._vocabulary.segments,
            self._vocabulary.suggest,
        )
        made.edited.connect(self._on_values)
        self._line.replaceWidget(self._editor, made)
        self._editor.hide()
        self._editor.deleteLater()
        self._editor = made
        chain(self.stops())

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order."""
        return [self.column, self.operator, *self._editor.stops(), self._remove]

    @property
    def editor(self) -> ValueEditor:
        """The editor of the values."""
        return self._editor

    def _on_column(self) -> None:
        name = self.column.currentText()
        if self.column.currentData() == SEGMENT_TYPE:
            changed = drafts.new_condition("", SEGMENT_TYPE)
        else:
            type_ = self._vocabulary.types.get(name, "text")
            same = type_ == self._type() and self.condition.operator in drafts.OPERATORS_OF[type_]
            fresh = drafts.new_condition(name, type_)
            keep = same and drafts.VALUES_OF[self.condition.operator] == 0
            changed = replace(self.condition, column=name) if keep else fresh
            if same and not keep:
                changed = drafts.with_operator(
                    drafts.Condition(name, self.condition.operator, self._kept_values(type_)),
                    self.condition.operator,
                )
        self._become(changed)

    def _kept_values(self, type_: str) -> tuple[drafts.Value | None, ...]:
        # Texts of one column mean nothing in another; numbers and dates are a start.
        return () if type_ == "text" else self.condition.values

    def _on_operator(self) -> None:
        self._become(drafts.with_operator(self.condition, self.operator.currentData()))

    def _become(self, condition: drafts.Condition) -> None:
        self.condition = condition
        self._show_operators()
        self._show_editor()
        self.show_count(None)
        self.edited.emit(self.place, condition)

    def _on_values(self) -> None:
        self.condition = replace(self.condition, values=self._editor.values())
        self.edited.emit(self.place, self.condition)


class FixedRow(PartWidget):
    """A part that has no rows of its own, such as `did(...)`: shown as it is written."""

    def __init__(
        self, place: drafts.Place, part: drafts.Fixed, on_remove: Callable[[drafts.Place], None]
    ) -> None:
        super().__init__(place)
        text = label(to_text(part.rule), "muted", selectable=True)
        self._remove = remove_button(tr("FixedRow", "Remove this part"), lambda: on_remove(self.place))
        self.setLayout(row(text, None, self.count, self._remove))

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order."""
        return [self._remove]


class GroupBox(PartWidget):
    """A group: how its parts are joined, the parts, and buttons that add more."""

    def __init__(
        self,
        place: drafts.Place,
        on_connective: Callable[[drafts.Place, str], None],
        on_add: Callable[[drafts.Place, Added], None],
        on_remove: Callable[[drafts.Place], None],
    ) -> None:
        super().__init__(place)
        self.inner: list[PartWidget] = []
        self.connective = QComboBox()
        self.connective.setObjectName("connective")
        self.connective.setFixedWidth(COLUMN_WIDTH)
        self.connective.setAccessibleName(tr("GroupBox", "How the conditions are joined"))
        for key, text in CONNECTIVES.items():
            self.connective.addItem(str(text), key)
        self.connective.activated.connect(
            lambda _index: on_connective(self.place, self.connective.currentData())
        )
        condition = _add_button(
            tr("GroupBox", "Condition"), lambda: on_add(self.place, "condition"), "addCondition"
        )
        self._did = _add_button(tr("GroupBox", "What they did"), lambda: on_add(self.place, "did"), "addDid")
        inner = _add_button(tr("GroupBox", "Group"), lambda: on_add(self.place, "group"), "addGroup")
        self._head: list[QWidget] = [self.connective, condition, self._did, inner]
        head = row(self.connective, condition, self._did, inner, None)
        if place:
            remove = remove_button(tr("GroupBox", "Remove this group"), lambda: on_remove(self.place))
            head.addWidget(self.count)
            head.addWidget(remove)
            self._head.append(remove)
        self._nothing = muted(tr("GroupBox", "Everyone. Add a condition to choose whom you mean."))
        self.parts = QVBoxLayout()
        self.parts.setContentsMargins(GRID * 2, 0, 0, 0)
        self.parts.setSpacing(GRID // 2)
        self.parts.addWidget(self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(head)
        layout.addLayout(self.parts)

    def show_group(self, place: drafts.Place, group: drafts.Group) -> None:
        """Show how another group's parts are joined; its parts are put in one by one."""
        self.place = place
        self.connective.setCurrentIndex(self.connective.findData(group.connective))
        self._nothing.setVisible(not group.parts)
        self.show_count(None)

    def offer_doings(self, known: bool) -> None:
        """Let what people did be asked for, where events are known."""
        self._did.setEnabled(known)
        self._did.setToolTip("" if known else tr("GroupBox", "Import events to ask for what people did."))

    def put(self, number: int, part: PartWidget) -> None:
        """Show a part at this place, instead of the one that is shown there."""
        self.parts.insertWidget(number, part)
        if number < len(self.inner):
            _discard(self.parts, self.inner[number])
            self.inner[number] = part
        else:
            self.inner.append(part)

    def cut(self, count: int) -> None:
        """Show no more parts than this."""
        for part in self.inner[count:]:
            _discard(self.parts, part)
        del self.inner[count:]

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order."""
        return [*self._head, *(stop for part in self.inner for stop in part.stops())]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line that holds the parts together."""
        area = self.parts.geometry()
        if not self.parts.count():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border_strong"))
        painter.drawRoundedRect(QRectF(area.left() + 5, area.top(), 2, area.height()), 1, 1)
        painter.end()


def chain(stops: Sequence[QWidget]) -> None:
    """Let Tab go from each widget to the next."""
    for first, second in pairwise(stops):
        QWidget.setTabOrder(first, second)


def _discard(layout: QVBoxLayout, part: QWidget) -> None:
    layout.removeWidget(part)
    part.hide()
    part.deleteLater()


def _add_button(text: str, on_click: Callable[[], None], name: str) -> QPushButton:
    return button(text, on_click, kind="quiet", icon="plus", name=name)


def remove_button(text: str, on_click: Callable[[], None]) -> QToolButton:
    """Return the button that takes a part out of a rule."""
    return icon_button("close", text, on_click, name="removePart")
