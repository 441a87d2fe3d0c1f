"""The brand kit as a form beside ads that wear it: colours, pictures, type and voice, promises, words, legal line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.creatives import tasks
from admanager.gui.pages.creatives.brand_fields import ChoiceSet, ColourButton, PictureField
from admanager.gui.pages.creatives.texts import (
    AD_LANGUAGES,
    FONT_ROLES,
    INDUSTRIES,
    NETWORKS,
    TONES,
    limits_text,
)
from admanager.gui.theme import GRID
from admanager.gui.widgets import Form, button, caption, heading, label, row, scrolled
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.creative.brand import BrandKit, BrandPicture
    from admanager.gui.page import Page

COLOURS = ("primary", "accent", "ink", "paper")
PICTURES = ("logo", "logo_on_dark", "photo")
SAMPLE_MILLISECONDS = 350
FORM_WIDTH = 520


class BrandPanel(QWidget):
    """Edits a brand kit; `saved` is called with a valid one and the pictures that are new in it."""

    def __init__(self, saved: Callable[[BrandKit, dict[str, BrandPicture]], object], page: Page) -> None:
        super().__init__()
        self._saved = saved
        self._page = page
        self._kit: BrandKit | None = None
        self._new: dict[str, BrandPicture] = {}
        self._asked = 0
        self.form = Form()
        self._swatches = {
            "primary": ColourButton("brandPrimary", tr("BrandPanel", "Main")),
            "accent": ColourButton("brandAccent", tr("BrandPanel", "Accent")),
            "ink": ColourButton("brandInk", tr("BrandPanel", "Text")),
            "paper": ColourButton("brandPaper", tr("BrandPanel", "Ground")),
        }
        self._readings = {name: label("", "caption") for name in COLOURS}
        self._pictures = {
            "logo": PictureField("brandLogo", tr("BrandPanel", "Logo"), "#ffffff"),
            "logo_on_dark": PictureField("brandLogoOnDark", tr("BrandPanel", "Logo on dark"), "#14171d"),
            "photo": PictureField("brandPhoto", tr("BrandPanel", "Product photo"), "#ffffff"),
        }
        self.fonts = ChoiceSet("brandFonts", FONT_ROLES)
        self.voice = ChoiceSet("brandVoice", TONES)
        self.networks = ChoiceSet("brandNetworks", NETWORKS)
        self._limits = caption()
        self._fill()
        self.save = button(
            tr("BrandPanel", "Save the brand kit"), self.submit, kind="primary", name="saveBrand"
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAMPLE_MILLISECONDS)
        self._timer.timeout.connect(self._draw_samples)
        self.form.changed.connect(self._timer.start)
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, GRID, GRID * 2, GRID)
        left.setSpacing(GRID * 3 // 2)
        left.addWidget(self.form)
        left.addStretch(1)
        area = scrolled(holder)
        left_side = QWidget()
        left_side.setMaximumWidth(FORM_WIDTH + GRID * 6)
        form_side = QVBoxLayout(left_side)
        form_side.setContentsMargins(0, 0, 0, 0)
        form_side.setSpacing(GRID * 2)
        form_side.addWidget(area, 1)
        form_side.addLayout(row(None, self.save, GRID * 2))
        layout = row(spacing=GRID * 3)
        layout.addWidget(left_side, 1)
        layout.addWidget(scrolled(self._build_samples()), 1)
        self.setLayout(layout)

    def _build_samples(self) -> QWidget:
        self.samples = [QLabel() for _ in range(3)]
        self._sample_note = caption()
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, GRID, 0, GRID)
        layout.setSpacing(GRID * 2)
        layout.addWidget(heading(tr("BrandPanel", "Ads in this kit"), 3))
        names = (
            tr("BrandPanel", "An ad on a light ground"),
            tr("BrandPanel", "An ad on a dark ground"),
            tr("BrandPanel", "An ad as a strip"),
        )
        for sample, name in zip(self.samples, names, strict=True):
            sample.setAccessibleName(name)
            sample.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            sample.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for sample in self.samples[:2]:
            sample.setFixedWidth(tasks.SAMPLE_WIDTH)
            sample.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        layout.addLayout(row(self.samples[0], self.samples[1], None, spacing=GRID * 2))
        layout.addWidget(self.samples[2])
        layout.addWidget(self._sample_note)
        layout.addStretch(1)
        return made

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
            swatch.colour_chosen.connect(lambda _colour: self._on_colour())
        form.add_widget("", heading(tr("BrandPanel", "Pictures"), 3))
        form.add_widget(
            "", caption(tr("BrandPanel", "PNG, JPEG or SVG; without a logo the name is set in type."))
        )
        for name, field in self._pictures.items():
            form.add_widget(field.text, field)
            field.file_chosen.connect(partial(self.read_picture, name))
            field.taken_away.connect(partial(self._take_away, name))
        form.add_widget("", heading(tr("BrandPanel", "Type and voice"), 3))
        form.add_widget("", caption(tr("BrandPanel", "Where none is chosen, all are allowed.")))
        for title, choices in (
            (tr("BrandPanel", "Type"), self.fonts),
            (tr("BrandPanel", "Voice"), self.voice),
        ):
            form.add_widget(title, choices)
            choices.changed.connect(form.changed)
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
        form.add_widget(tr("BrandPanel", "Ads run on"), self.networks)
        form.add_widget("", self._limits)
        self.networks.changed.connect(self._tell_limits)
        self.networks.changed.connect(form.changed)
        self._tell_limits()
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

    def _tell_limits(self) -> None:
        self._limits.setText(limits_text(self.networks.value()))

    def show_kit(self, kit: BrandKit, pictures: Mapping[str, QImage]) -> None:
        """Show a stored kit with its pictures by their names there; what was typed and not saved is replaced."""
        for name, picture in self._pictures.items():
            if name not in self._new:
                picture.show_picture(pictures.get(getattr(kit, name) or ""))
        if kit == self._kit:
            return
        self._kit = kit
        self._new = {}
        for name, picture in self._pictures.items():
            picture.show_picture(pictures.get(getattr(kit, name) or ""))
        self.fonts.set_value(kit.font_roles)
        self.voice.set_value(kit.tones)
        self.networks.set_value(kit.networks)
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
        self._timer.start()

    def note_saved(self, kit: BrandKit) -> None:
        """Take what is shown for the stored kit, so that any other kit, such as an undone one, replaces it."""
        self._kit = kit
        self._new = {}

    def take_colour(self, role: str, colour: str) -> None:
        """Put a colour in the place of another; it is stored with the kit."""
        self._swatches[role].set_colour(colour)

    def _on_colour(self) -> None:
        self._read_contrasts()
        self._pictures["logo"].show_ground(self._swatches["paper"].colour())
        self._pictures["logo_on_dark"].show_ground(self._swatches["ink"].colour())
        self._timer.start()

    def _read_contrasts(self) -> None:
        from admanager.creative.color import contrast, from_hex

        colours = {name: from_hex(swatch.colour()) for name, swatch in self._swatches.items()}
        for name, reading in self._readings.items():
            ground = colours["ink" if name == "paper" else "paper"]
            value = contrast(colours[name], ground)
            shown = self._swatches[name].colour()
            reading.setText(tr("BrandPanel", "{hex}, contrast {value:.1f}", hex=shown, value=value))

    # -- pictures ----------------------------------------------------------------------------------------

    def read_picture(self, name: str, path: str) -> None:
        """Read a picture from a file off the window's thread, and show it; it is stored with the kit."""

        def done(read: tasks.ReadPicture) -> None:
            self._new[name] = read.picture
            self._pictures[name].show_picture(read.image)
            self._timer.start()

        kind = "photo" if name == "photo" else "logo"
        self._page.run_quiet(partial(tasks.read_brand_picture, Path(path), kind), done)

    def _take_away(self, name: str) -> None:
        self._new.pop(name, None)
        self._pictures[name].show_picture(None)
        self._timer.start()

    # -- the kit as it is typed --------------------------------------------------------------------------

    def _typed(self) -> dict[str, Any]:
        """Return what is typed and chosen, as the fields of a kit."""
        values = self.form.values()
        base = (self._kit.model_dump() if self._kit is not None else {}) | {
            name: swatch.colour() for name, swatch in self._swatches.items()
        }
        for name, picture in self._pictures.items():
            base[name] = name if name in self._new else (base.get(name) if picture.has_picture() else None)
        return base | {
            "name": values["brandName"].strip(),
            "industry": values["industry"],
            "language": values["language"],
            "font_roles": self.fonts.value(),
            "tones": self.voice.value(),
            "networks": self.networks.value(),
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

    def submit(self) -> None:
        """Check what was typed, and hand it on; mistakes are shown at their fields."""
        from pydantic import ValidationError

        from admanager.creative.brand import BrandKit

        for field in self.form.fields.values():
            field.set_error("")
        typed = self._typed()
        if typed["legal_required"] and not typed["legal_line"]:
            self.form.fields["legal"].set_error(
                tr("BrandPanel", "Type the line that must stand in every ad.")
            )
            return
        try:
            kit = BrandKit.model_validate(typed)
        except ValidationError as error:
            self._show_mistakes(error.errors())
            return
        self._saved(kit, dict(self._new))

    def _draw_samples(self) -> None:
        """Draw ads in the kit as it is typed, where it is a valid one."""
        from pydantic import ValidationError

        from admanager.creative.brand import BrandKit

        if not self.isVisible():
            return
        try:
            kit = BrandKit.model_validate(self._typed())
        except ValidationError:
            return
        self._asked += 1
        asked = self._asked

        def done(images: list[QImage]) -> None:
            if asked == self._asked:
                self._show_samples(images)

        def failed(error: AdManagerError) -> None:
            if asked == self._asked:
                self._show_samples([], translate_sentence(error.message))

        ratio = self.devicePixelRatioF()
        self._page.run_quiet(
            partial(tasks.draw_samples, self._page.project, kit, dict(self._new), ratio), done, failed
        )

    def _show_samples(self, images: list[QImage], problem: str = "") -> None:
        from PySide6.QtGui import QPixmap

        for sample, image in zip(self.samples, images, strict=False):
            sample.setPixmap(QPixmap.fromImage(image))
        self._sample_note.setText(problem or tr("BrandPanel", "Drawn with what is typed here, saved or not."))

    def showEvent(self, event: Any) -> None:
        """Draw the samples once they can be seen."""
        super().showEvent(event)
        self._timer.start()

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
