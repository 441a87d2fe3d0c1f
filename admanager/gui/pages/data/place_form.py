"""Where a source's times and amounts come from: its time zone, its currency, and what that is worth here."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import label
from admanager.gui.widgets.form import Form

if TYPE_CHECKING:
    from admanager.ingest.plan import Proposal

CURRENCIES = (
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "INR", "JPY", "KRW", "MXN", "NOK",
    "NZD", "PLN", "SEK", "SGD", "THB", "TRY", "TWD", "USD", "ZAR",
)  # fmt: skip
# The data of the entry that takes the project's own.
OWN = "own"
MOST_WORTH, RATE_DECIMALS = 1_000_000_000.0, 6


@cache
def zone_names() -> tuple[str, ...]:
    """Return the time zones to choose from."""
    from zoneinfo import available_timezones

    regions = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return ("UTC", *sorted(name for name in available_timezones() if name.startswith(regions)))


class PlaceForm(QWidget):
    """Zone, currency and rate of one source; each change is told as fields of `ImportOptions`."""

    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.zone = self._choice(tr("PlaceForm", "Times that name no zone are of"), "importZone")
        self.zone.addItem("", OWN)
        for zone in zone_names():
            self.zone.addItem(zone, zone)
        self.zone.activated.connect(lambda _: self.changed.emit({"zone": _wish(self.zone)}))
        self.currency = self._choice(tr("PlaceForm", "Amounts are in"), "importCurrency")
        self.currency.addItem("", OWN)
        for currency in CURRENCIES:
            self.currency.addItem(currency, currency)
        self.currency.activated.connect(
            lambda _: self.changed.emit({"currency": _wish(self.currency), "rate": None})
        )
        self._rate_title = label("", "caption")
        self.rate = self._rate_field()
        self._layout.addWidget(self._rate_title)
        self._layout.addWidget(self.rate)

    def _choice(self, text: str, name: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setMinimumContentsLength(12)
        made.setMaxVisibleItems(16)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        title: QLabel = label(text, "caption")
        title.setBuddy(made)
        self._layout.addWidget(title)
        self._layout.addWidget(made)
        self._layout.addSpacing(GRID // 2)
        return made

    def _rate_field(self) -> QDoubleSpinBox:
        made = Form.real(0.0, 0.0, MOST_WORTH, RATE_DECIMALS)
        made.setObjectName("importRate")
        made.setKeyboardTracking(False)
        made.setSpecialValueText(tr("PlaceForm", "Not said"))
        made.valueChanged.connect(lambda value: self.changed.emit({"rate": value or None}))
        return made

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what is wished and, where nothing is, what the project has."""
        wishes, locale = proposal.wishes, proposal.locale
        own = locale.currency or tr("PlaceForm", "not said")
        _show(self.zone, wishes.zone, tr("PlaceForm", "The project's zone: {what}", what=locale.zone))
        _show(self.currency, wishes.currency, tr("PlaceForm", "The project's currency: {what}", what=own))
        foreign = wishes.currency if wishes.currency != locale.currency and locale.currency else None
        self._rate_title.setVisible(foreign is not None)
        self.rate.setVisible(foreign is not None)
        if foreign is None:
            return
        text = tr("PlaceForm", "1 {foreign} in {own}", foreign=foreign, own=own)
        self._rate_title.setText(text)
        self.rate.setAccessibleName(text)
        with QSignalBlocker(self.rate):
            self.rate.setValue(wishes.rate or locale.rates.get(foreign, 0.0))


def _wish(combo: QComboBox) -> str | None:
    value = combo.currentData()
    return None if value == OWN else value


def _show(combo: QComboBox, wished: str | None, own: str) -> None:
    with QSignalBlocker(combo):
        combo.setItemText(0, own)
        if wished is not None and combo.findData(wished) < 0:
            combo.addItem(wished, wished)
        combo.setCurrentIndex(0 if wished is None else combo.findData(wished))
