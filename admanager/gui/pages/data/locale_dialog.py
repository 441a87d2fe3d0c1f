"""The project's time zone, currency and exchange rates, which imports take where a source says nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.data.place_form import CURRENCIES, MOST_WORTH, RATE_DECIMALS, zone_names
from admanager.gui.widgets.basics import caption
from admanager.gui.widgets.dialogs import Dialog
from admanager.gui.widgets.form import Form

if TYPE_CHECKING:
    from admanager.ingest.locale import Locale

NONE = ""


class LocaleDialog(Dialog):
    """Shows what the project has; `change_asked` carries zone, currency (None: not said) and rates by currency."""

    change_asked = Signal(str, object, dict)

    def __init__(self, parent: QWidget, locale: Locale) -> None:
        super().__init__(parent, tr("LocaleDialog", "Time zone and currency of this project"), width=520)
        self.setObjectName("localeDialog")
        self._locale = locale
        self._rates: dict[str, QDoubleSpinBox] = {}
        zones = [(zone, zone) for zone in zone_names()]
        if locale.zone not in zone_names():
            zones.insert(0, (locale.zone, locale.zone))
        self.zone = Form.choice(zones, locale.zone)
        self.zone.setMaxVisibleItems(16)
        codes = sorted({*CURRENCIES, *([locale.currency] if locale.currency else [])})
        unsaid = [] if locale.currency else [(NONE, tr("LocaleDialog", "Not chosen"))]
        self.currency = Form.choice([*unsaid, *((code, code) for code in codes)], locale.currency or NONE)
        self.another = QComboBox()
        self.form = Form()
        self.form.add("projectZone", tr("LocaleDialog", "Time zone"), self.zone)
        self.form.add("projectCurrency", tr("LocaleDialog", "Currency"), self.currency)
        self.body.addWidget(self.form)
        note = tr(
            "LocaleDialog",
            "Imports take them where a source says nothing else. Rows that are there keep their times and amounts; another currency needs other rates.",
        )
        self.body.addWidget(caption(note))
        self.another.setObjectName("addRate")
        self.another.setAccessibleName(tr("LocaleDialog", "Another rate"))
        self.another.activated.connect(lambda _: self._add_rate(str(self.another.currentData() or "")))
        self.currency.currentIndexChanged.connect(lambda _: self._follow())
        for code, worth in sorted(locale.rates.items()):
            self._rate_row(code, worth)
        self.form.add_widget(tr("LocaleDialog", "Another rate"), self.another)
        self._follow()
        self.add_button(tr("LocaleDialog", "Cancel"), self.reject, name="cancelDialog")
        self.add_button(tr("LocaleDialog", "Save"), self._save, kind="primary", name="confirmDialog")

    @property
    def chosen(self) -> str | None:
        """The currency that is chosen."""
        return str(self.currency.currentData()) or None

    def _rate_row(self, code: str, worth: float) -> None:
        editor = Form.real(worth, 0.0, MOST_WORTH, RATE_DECIMALS, 0.01)
        editor.setSpecialValueText(tr("LocaleDialog", "Not said"))
        text = tr("LocaleDialog", "1 {foreign} is worth", foreign=code)
        self.form.add(f"rate{code}", text, editor, unit=self.chosen or "")
        self._rates[code] = editor

    def _add_rate(self, code: str) -> None:
        if code and code not in self._rates:
            self._rate_row(code, 0.0)
            self._rates[code].setFocus()
        self._follow()

    def _follow(self) -> None:
        """Rates of the currency before mean nothing for another one; without a currency there is none."""
        changed = self.chosen != self._locale.currency
        for code, editor in self._rates.items():
            if changed and code in self._locale.rates:
                editor.setValue(0.0)
            self.form.set_row_visible(f"rate{code}", code != self.chosen and self.chosen is not None)
        self.another.clear()
        self.another.addItem(tr("LocaleDialog", "Choose a currency…"), NONE)
        for code in CURRENCIES:
            if code != self.chosen and code not in self._rates:
                self.another.addItem(code, code)
        self.another.setEnabled(self.chosen is not None)
        # A row more needs more height than the dialog has.
        QTimer.singleShot(0, self, self.adjustSize)

    def _save(self) -> None:
        rates = {
            code: editor.value() or None
            for code, editor in self._rates.items()
            if (editor.value() > 0 or code in self._locale.rates) and code != self.chosen
        }
        self.change_asked.emit(str(self.zone.currentData()), self.chosen, rates)
