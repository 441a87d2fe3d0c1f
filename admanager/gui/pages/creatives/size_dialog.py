"""What one size of a design does otherwise than the rest: its layout, how large its parts are, what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QSlider, QVBoxLayout, QWidget

from admanager.gui.i18n import lazy, tr, translate_sentence
from admanager.gui.pages.creatives import tasks
from admanager.gui.pages.creatives.model import LARGEST_PREVIEW, preview_size
from admanager.gui.pages.creatives.texts import FLOWS, SCHEMES
from admanager.gui.theme import GRID
from admanager.gui.widgets import label, row
from admanager.gui.widgets.dialogs import Dialog
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.creative.design import Design
    from admanager.creative.spec import SizeOverride
    from admanager.gui.page import Page
    from admanager.gui.pages.creatives.tasks import Family, Placed

WAIT_MILLISECONDS = 120
STEPS = 20
CHOICES: Mapping[str, tuple[object, Mapping[str, object]]] = {
    "flow": (lazy("SizeDialog", "Layout"), FLOWS),
    "align": (
        lazy("SizeDialog", "Text"),
        {"left": lazy("SizeDialog", "At the left"), "centre": lazy("SizeDialog", "Centred")},
    ),
    "logo_place": (
        lazy("SizeDialog", "Logo"),
        {"top": lazy("SizeDialog", "At the top"), "bottom": lazy("SizeDialog", "At the bottom")},
    ),
    "scheme": (lazy("SizeDialog", "Ground"), SCHEMES),
}
NUMBERS: Mapping[str, object] = {
    "headline_scale": lazy("SizeDialog", "Headline"),
    "button_scale": lazy("SizeDialog", "Button"),
    "picture_share": lazy("SizeDialog", "Picture"),
    "margin": lazy("SizeDialog", "Margin"),
    "focus_x": lazy("SizeDialog", "Picture, left to right"),
    "focus_y": lazy("SizeDialog", "Picture, up and down"),
}
TEXTS: Mapping[str, object] = {
    "body": lazy("SizeDialog", "Body text"),
    "badge": lazy("SizeDialog", "Badge"),
    "price": lazy("SizeDialog", "Price"),
}


class SizeDialog(Dialog):
    """Changes one size of a design; the others stay as they are."""

    keep_asked = Signal(object)
    """The SizeOverride; an empty one where the size is to be as the design has it."""

    def __init__(self, page: Page, name: str, design: Design, size: str) -> None:
        shown = size.replace("x", " × ")
        super().__init__(page, tr("SizeDialog", "“{name}” at {size}", name=name, size=shown), width=820)
        self._page, self._design, self._size = page, design, size
        self._asked = 0
        self._moved: set[str] = set()
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedSize(LARGEST_PREVIEW)
        self.picture.setAccessibleName(tr("SizeDialog", "The ad in this size"))
        self.note = label("", "muted", wrap=True)
        self.note.setObjectName("sizeNote")
        self.choices: dict[str, QComboBox] = {}
        self.numbers: dict[str, QSlider] = {}
        self.texts: dict[str, QCheckBox] = {}
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.picture)
        left.addWidget(self.note)
        left.addStretch(1)
        body = row(spacing=GRID * 3)
        body.addLayout(left)
        body.addWidget(self._build_fields(), 1)
        self.body.addLayout(body)
        self._drawing = QTimer(self, singleShot=True, interval=WAIT_MILLISECONDS)
        self._drawing.timeout.connect(self._draw)
        self.reset = self.add_button(
            tr("SizeDialog", "As the other sizes"), self.put_back, name="resetSize", left=True
        )
        self.add_button(tr("SizeDialog", "Cancel"), self.reject, name="cancelDialog")
        self.add_button(
            tr("SizeDialog", "Keep for this size"), self.keep, kind="primary", name="confirmDialog"
        )
        kept = next((item for item in design.spec.overrides if item.size == size), None)
        self._moved = set(kept.fields) & set(NUMBERS) if kept is not None else set()
        self._show()
        self._draw()

    # -- fields ------------------------------------------------------------------------------------------

    def _build_fields(self) -> QWidget:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(GRID * 2)
        form.setVerticalSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, (text, levels) in CHOICES.items():
            box = QComboBox()
            for level, shown in levels.items():
                box.addItem(str(shown), level)
            box.currentIndexChanged.connect(lambda _index: self._drawing.start())
            self._add(form, name, str(text), box)
            self.choices[name] = box
        for name, text in NUMBERS.items():
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(0, STEPS)
            slider.setPageStep(STEPS // 5)
            slider.setMinimumHeight(GRID * 3)
            slider.valueChanged.connect(partial(self._move, name))
            self._add(form, name, str(text), slider)
            self.numbers[name] = slider
        shown_texts = row(spacing=GRID)
        for name, text in TEXTS.items():
            box_of_text = QCheckBox(str(text))
            box_of_text.setObjectName(f"size:{name}")
            box_of_text.setEnabled(bool(getattr(self._design.spec, f"has_{name}")))
            box_of_text.toggled.connect(lambda _on: self._drawing.start())
            shown_texts.addWidget(box_of_text)
            self.texts[name] = box_of_text
        shown_texts.addStretch(1)
        form.addRow(label(tr("SizeDialog", "Shown"), "muted"), shown_texts)
        made = QWidget()
        made.setLayout(form)
        return made

    @staticmethod
    def _add(form: QFormLayout, name: str, text: str, field: QWidget) -> None:
        field.setObjectName(f"size:{name}")
        field.setAccessibleName(text)
        form.addRow(label(text, "muted"), field)

    def _move(self, name: str, _value: int) -> None:
        self._moved.add(name)
        self._drawing.start()

    def _show(self) -> None:
        """Show the size as it is now."""
        spec = self._design.spec.for_size(self._size)
        moved = set(self._moved)
        for name, box in self.choices.items():
            box.setCurrentIndex(box.findData(getattr(spec, name)))
        for name, slider in self.numbers.items():
            low, high = limits(name)
            slider.setValue(round((getattr(spec, name) - low) / (high - low) * STEPS))
        for name, text in self.texts.items():
            text.setChecked(bool(getattr(spec, f"has_{name}")))
        self._moved = moved

    def put_back(self) -> None:
        """Show the size as the design has all sizes."""
        self._design = self._design.model_copy(update={"spec": self._design.spec.overridden(self._empty())})
        self._moved = set()
        self._show()
        self._moved = set()
        self._drawing.start()

    def _empty(self) -> SizeOverride:
        from admanager.creative.spec import SizeOverride

        return SizeOverride(size=self._size)

    def override(self) -> SizeOverride:
        """Return what this size does otherwise than the design."""
        from admanager.creative.spec import SizeOverride

        spec = self._design.spec
        kept = next((item for item in spec.overrides if item.size == self._size), self._empty())
        changed: dict[str, Any] = {"gap": kept.gap, "distribution": kept.distribution}
        for name, box in self.choices.items():
            if box.currentData() != getattr(spec, name):
                changed[name] = box.currentData()
        before = spec.for_size(self._size)
        for name in self._moved:
            low, high = limits(name)
            value = low + self.numbers[name].value() / STEPS * (high - low)
            # A slider has steps: one that stands where it stood says what was said before.
            stood = round((getattr(before, name) - low) / (high - low) * STEPS)
            changed[name] = (
                getattr(kept, name) if self.numbers[name].value() == stood else round(min(value, high), 6)
            )
        without = [
            name for name, text in self.texts.items() if getattr(spec, f"has_{name}") and not text.isChecked()
        ]
        return SizeOverride(size=self._size, without=tuple(without), **changed)

    # -- drawing -----------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._asked += 1
        asked = self._asked
        override = self.override()
        self.reset.setEnabled(bool(override.fields))
        design = self._design.model_copy(update={"spec": self._design.spec.overridden(override)})

        def done(family: Family) -> None:
            if asked == self._asked:
                self._show_placed(family.placed[0])

        def failed(error: AdManagerError) -> None:
            if asked == self._asked:
                self.picture.clear()
                self._say(translate_sentence(error.message), good=False)

        self._page.context.run_quiet(
            partial(tasks.draw_family, self._page.project, design, [self._size], self.devicePixelRatioF()),
            on_done=done,
            on_failed=failed,
            owner=self,
        )

    def _show_placed(self, placed: Placed) -> None:
        picture = QPixmap.fromImage(placed.image)
        picture.setDevicePixelRatio(picture.width() / preview_size(placed.ad.image.size()).width())
        self.picture.setPixmap(picture)
        problems = placed.ad.report.problems()
        if problems:
            self._say(translate_sentence(problems[0]), good=False)
        else:
            self._say(tr("SizeDialog", "Every check passes. The other sizes stay as they are."), good=True)

    def _say(self, text: str, *, good: bool) -> None:
        self.note.setProperty("role", "muted" if good else "error")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.setText(text)

    def keep(self) -> None:
        """Ask for this size to be kept as it is shown."""
        override = self.override()
        self.accept()
        self.keep_asked.emit(override)


def limits(name: str) -> tuple[float, float]:
    """Return the range of a number of the design."""
    from admanager.creative.spec import CONTINUOUS

    return next((field.low, field.high) for field in CONTINUOUS if field.name == name)


def ask_size(
    page: Page, name: str, design: Design, size: str, then: Callable[[SizeOverride], object]
) -> SizeDialog:
    """Open the dialog; `then` is called with what is to be kept."""
    dialog = SizeDialog(page, name, design, size)
    dialog.keep_asked.connect(then)
    dialog.open()
    return dialog
