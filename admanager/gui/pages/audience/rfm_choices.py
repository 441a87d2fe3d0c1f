"""How purchases are read from the events, as fields above the RFM grid: each stands on what the events suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import label

if TYPE_CHECKING:
    from admanager.gui.pages.audience.tasks import RfmOffer

FIELDS_A_LINE = 5
# The data of the entries that leave it to the events, and that say: none.
SUGGESTED, NONE = "suggested", "none"


class RfmChoices(QWidget):
    """Kind, date, order number, value and what was given back; `changed` when a person chooses another one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._fields: list[QComboBox] = []
        self.kind = self._add("rfmKind", tr("RfmTool", "What counts as a purchase"))
        self.time = self._add("rfmTime", tr("RfmTool", "When it was"))
        self.order = self._add("rfmOrder", tr("RfmTool", "What belongs to one purchase"))
        self.value = self._add("rfmValue", tr("RfmTool", "What it was worth"))
        self.returns = self._add("rfmReturns", tr("RfmTool", "What was given back"))
        self.returns.addItem(tr("RfmTool", "is taken off the value"), "subtract")
        self.returns.addItem(tr("RfmTool", "is left out of account"), "exclude")

    def _add(self, name: str, text: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setMinimumContentsLength(10)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.activated.connect(lambda _index: self.changed.emit())
        title = label(text, "caption")
        title.setBuddy(made)
        line, place = divmod(len(self._fields), FIELDS_A_LINE)
        self._grid.addWidget(title, 2 * line, place)
        self._grid.addWidget(made, 2 * line + 1, place)
        self._grid.setColumnStretch(place, 1)
        self._fields.append(made)
        return made

    def show_offer(self, offer: RfmOffer) -> None:
        """Show what can be chosen, with what the events suggest as the first entry of each field."""
        suggested, columns = offer.columns.suggested, offer.columns
        first = offer.kinds[0][0] if len(offer.kinds) == 1 else ""
        kind = suggested.kind or first or tr("RfmTool", "every event")
        kinds: list[tuple[str, Any]] = [
            (f"{name}  ({fmt.number(count)})", name) for name, count in offer.kinds
        ]
        _fill(self.kind, kind, kinds)
        _fill(self.time, offer.time, [(name, name) for name in columns.times])
        each = tr("RfmTool", "each event is one")
        orders: list[tuple[str, Any]] = [(each, NONE)] if suggested.order is not None else []
        orders += [(tr("RfmTool", "one {column}", column=name), name) for name in columns.orders]
        same = tr("RfmTool", "one {column}", column=suggested.order)
        _fill(self.order, same if suggested.order is not None else each, orders)
        nothing = tr("RfmTool", "nothing is known")
        values: list[tuple[str, Any]] = [(_product(value), value) for value in columns.values]
        _fill(self.value, _product(suggested.value) or nothing, values)

    def chosen(self) -> dict[str, Any]:
        """Return what a person has chosen, as fields of `RfmSettings`; without those left to the events."""
        found = {
            "kind": self.kind.currentData(),
            "time": self.time.currentData(),
            "order": self.order.currentData(),
            "value": self.value.currentData(),
        }
        chosen = {name: value for name, value in found.items() if value not in (None, SUGGESTED)}
        if chosen.get("order") == NONE:
            chosen["order"] = None
        return {**chosen, "returns": self.returns.currentData()}


def _product(columns: tuple[str, ...]) -> str:
    return " × ".join(columns)


def _fill(combo: QComboBox, suggested: str, entries: list[tuple[str, Any]]) -> None:
    """Offer the suggestion and the others; what was chosen before stays chosen where it is still there."""
    before = combo.currentData()
    with QSignalBlocker(combo):
        combo.clear()
        combo.addItem(suggested, SUGGESTED)
        told = tr("RfmTool", "Suggested by what the events hold: {what}", what=suggested)
        combo.setItemData(0, told, Qt.ItemDataRole.ToolTipRole)
        for text, data in entries:
            if text != suggested:
                combo.addItem(text, data)
        places = [place for place in range(combo.count()) if combo.itemData(place) == before]
        combo.setCurrentIndex(places[0] if places else 0)
    combo.setToolTip(told if combo.currentIndex() == 0 else combo.currentText())
