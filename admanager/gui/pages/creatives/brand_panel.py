"""The brand kit as a form: name, colours with their contrast, what may be promised, words, legal line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QVBoxLayout, QWidget

from admanager.gui import theme
from admanager.gui.i18n import tr
from admanager.gui.pages.creatives.texts import AD_LANGUAGES, INDUSTRIES
from admanager.gui.theme import GRID
from admanager.gui.widgets import Form, button, caption, heading, label, row

if TYPE_CHECKING:
    from admanager.creative.brand import BrandKit

COLOURS = ("primary", "accent", "ink", "paper")


class ColourButton(QAbstractButton):
    """A swatch that opens the colour dialog; its colour is a `#rrggbb` text."""

    colour_chosen = Signal(str)

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = text
        self._colour = "#000000"
        self.clicked.connect(self._ask)

    def sizeHint(self) -> QSize:
        """Return the size of a control."""
        return QSize(56, 32)

    def colour(self) -> str:
        """Return the colour."""
        return self._colour

    def set_colour(self, colour: str) -> None:
        """Show a colour, and tell of it."""
        if colour == self._colour:
            return
        self._colour = colour
        self.setAccessibleDescription(colour)
        self.update()
        self.colour_chosen.emit(colour)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the swatch, with a ring where it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._colour))
        painter.setPen(theme.color("accent" if self.hasFocus() else "border_strong"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._colour), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self._title)
        dialog.colorSelected.connect(lambda chosen: self.set_colour(chosen.name()))
        dialog.open()


class BrandPanel(QWidget):
    """Edits a brand kit; `saved` is called with a valid one."""

    def __init__(self, saved: Callable[[BrandKit], object]) -> None:
        super().__init__()
        self._saved = saved
        self._kit: BrandKit | None = None
        self.form = Form()
        self._swatches = {
            "primary": ColourButton("brandPrimary", tr("BrandPanel", "Main")),
            "accent": ColourButton("brandAccent", tr("BrandPanel", "Accent")),
            "ink": ColourButton("brandInk", tr("BrandPanel", "Text")),
            "paper": ColourButton("brandPaper", tr("BrandPanel", "Ground")),
        }
        self._readings = {name: label("", "caption") for name in COLOURS}
        self._fill()
        self.save = button(
            tr("BrandPanel", "Save the brand kit"), self.submit, kind="primary", name="saveBrand"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, GRID, GRID)
        layout.setSpacing(GRID * 3 // 2)
        layout.addWidget(self.form)
        layout.addLayout(row(None, self.save))
        layout.addStretch(1)

    def _fill(self) -> None:
        form = self.form
        form.add("brandName", tr("BrandPanel", "Brand"), Form.text())
        form.add(
            "industry",
            tr("BrandPanel", "Industry"),
            Form.choice([(key, str(text)) for key, text in INDUSTRIES.items()]),
        )
        form.add(
            "language",
            tr("BrandPanel", "Ad language"),
            Form.choice([(key, str(text)) for key, text in AD_LANGUAGES.items()]),
        )
        for name, swatch in self._swatches.items():
            line = QWidget()
            line.setLayout(row(swatch, self._readings[name], None))
            form.add_widget(swatch.accessibleName(), line)
            swatch.colour_chosen.connect(lambda _colour: self._read_contrasts())
        form.add_widget("", heading(tr("BrandPanel", "Promises"), 3))
        form.add_widget("", caption(tr("BrandPanel", "Ads promise only what is stated here.")))
        form.add("product", tr("BrandPanel", "Product"), Form.text())
        form.add("price", tr("BrandPanel", "Price"), Form.text(placeholder="$49"))
        form.add("oldPrice", tr("BrandPanel", "Price before"), Form.text())
        form.add("discount", tr("BrandPanel", "Discount"), Form.integer(0, 0, 95), unit="%")
        form.add("trial", tr("BrandPanel", "Free trial"), Form.text(placeholder=tr("BrandPanel", "30 days")))
        form.add("delivery", tr("BrandPanel", "Delivery is free"), Form.flag())
        form.add("isNew", tr("BrandPanel", "It is new"), Form.flag())
        form.add_widget("", heading(tr("BrandPanel", "Words"), 3))
        form.add(
            "forbidden",
            tr("BrandPanel", "Forbidden words"),
            Form.text(),
            help_text=tr("BrandPanel", "Separated by commas."),
        )
        form.add(
            "legal",
            tr("BrandPanel", "Legal line"),
            Form.text(),
            help_text=tr("BrandPanel", "At most 60 characters."),
        )
        form.add("legalRequired", tr("BrandPanel", "Legal line in every ad"), Form.flag())  # fmt: skip

    def show_kit(self, kit: BrandKit) -> None:
        """Show a stored kit; what was typed and not saved is replaced."""
        if kit == self._kit:
            return
        self._kit = kit
        offer = kit.promotion
        values: dict[str, Any] = {
            "brandName": kit.name, "industry": kit.industry, "language": kit.language, "product": offer.product,
            "price": offer.price, "oldPrice": offer.old_price, "discount": offer.discount_percent or 0, "trial": offer.trial,
            "delivery": offer.free_delivery, "isNew": offer.is_new, "forbidden": ", ".join(kit.forbidden_words),
            "legal": kit.legal_line, "legalRequired": kit.legal_required,
        }  # fmt: skip
        for name, value in values.items():
            self.form.fields[name].set_value(value)
            self.form.fields[name].set_error("")
        for name, swatch in self._swatches.items():
            swatch.set_colour(getattr(kit, name))
        self._read_contrasts()

    def _read_contrasts(self) -> None:
        from admanager.creative.color import contrast, from_hex

        colours = {name: from_hex(swatch.colour()) for name, swatch in self._swatches.items()}
        for name, reading in self._readings.items():
            ground = colours["ink" if name == "paper" else "paper"]
            value = contrast(colours[name], ground)
            shown = self._swatches[name].colour()
            reading.setText(tr("BrandPanel", "{hex}, contrast {value:.1f}", hex=shown, value=value))

    def submit(self) -> None:
        """Check what was typed, and hand it on; mistakes are shown at their fields."""
        from pydantic import ValidationError

        from admanager.creative.brand import BrandKit

        values = self.form.values()
        for field in self.form.fields.values():
            field.set_error("")
        base = (self._kit or BrandKit()).model_dump()
        base |= {name: swatch.colour() for name, swatch in self._swatches.items()}
        base |= {
            "name": values["brandName"].strip(),
            "industry": values["industry"],
            "language": values["language"],
            "forbidden_words": tuple(word.strip() for word in values["forbidden"].split(",") if word.strip()),
            "legal_line": values["legal"].strip(),
            "legal_required": values["legalRequired"],
            "promotion": {
                "product": values["product"].strip(),
                "price": values["price"].strip(),
                "old_price": values["oldPrice"].strip(),
                "discount_percent": values["discount"] or None,
                "free_delivery": values["delivery"],
                "trial": values["trial"].strip(),
                "is_new": values["isNew"],
            },
        }
        if values["legalRequired"] and not values["legal"].strip():
            self.form.fields["legal"].set_error(
                tr("BrandPanel", "Type the line that must stand in every ad.")
            )
            return
        try:
            kit = BrandKit.model_validate(base)
        except ValidationError as error:
            self._show_mistakes(error.errors())
            return
        self._saved(kit)

    def _show_mistakes(self, mistakes: list[Any]) -> None:
        places = {
            "name": "brandName", "legal_line": "legal", "product": "product", "price": "price",
            "old_price": "oldPrice", "trial": "trial",
        }  # fmt: skip
        for mistake in mistakes:
            field = self.form.fields[places.get(str(mistake["loc"][-1]), "brandName")]
            limit = mistake.get("ctx", {}).get("max_length")
            if limit is None:
                field.set_error(tr("BrandPanel", "This must not be empty."))
            else:
                field.set_error(tr("BrandPanel", "At most {limit} characters.", limit=limit))
        self.form.fields[places.get(str(mistakes[0]["loc"][-1]), "brandName")].editor.setFocus()
