"""What to design: segment, objective, ground, how many, and the seed with its lock."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.creatives.request_options import RequestOptions
from admanager.gui.pages.creatives.texts import OBJECTIVES, THEMES
from admanager.gui.theme import GRID
from admanager.gui.widgets import button, caption, label, row
from admanager.gui.widgets.form import Form

MOST_SEED = 999_999


class RequestBar(QWidget):
    """The controls above the gallery; `generate` is called by its button."""

    def __init__(self, generate: Callable[[], object]) -> None:
        super().__init__()
        self._on_generate = generate
        self._first = True
        self.segment = self.choice(
            [("", tr("RequestBar", "Everyone"))], "segment", tr("RequestBar", "Segment")
        )
        self.product = self.choice(
            [("", tr("RequestBar", "As in the brand kit"))], "advertisedProduct", tr("RequestBar", "Product")
        )
        for names in (self.segment, self.product):
            # A long name is cut, so that it never pushes the page aside.
            names.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            names.setMinimumContentsLength(6)
        self.objective = self.choice(
            [(key, str(text)) for key, text in OBJECTIVES.items()], "objective", tr("RequestBar", "Objective")
        )
        self.theme = self.choice(
            [(key, str(text)) for key, text in THEMES.items()], "theme", tr("RequestBar", "Ground")
        )
        self.count = self._number("count", tr("RequestBar", "Designs"), 12, 1, 60)
        self.seed = self._number("seed", tr("RequestBar", "Seed"), 1, 0, MOST_SEED)
        self.lock = button(
            tr("RequestBar", "Lock"),
            name="lockSeed",
            tooltip=tr("RequestBar", "Keep the seed: the same seed gives the same designs."),
        )
        self.lock.setCheckable(True)
        self.button = button(
            tr("RequestBar", "Generate"), self._ask, kind="primary", icon="sparkle", name="generateDesigns"
        )
        line = row(spacing=GRID * 3 // 2)
        for title, editor, stretch in (
            (tr("RequestBar", "Segment"), self.segment, 2),
            (tr("RequestBar", "Objective"), self.objective, 1),
            (tr("RequestBar", "Ground"), self.theme, 1),
            (tr("RequestBar", "Designs"), self.count, 0),
        ):
            line.addLayout(_titled(title, editor), stretch)
        self._product = QWidget()
        self._product.setLayout(_titled(tr("RequestBar", "Product"), self.product))
        self._product.layout().setContentsMargins(0, 0, 0, 0)
        self._product.hide()
        line.insertWidget(1, self._product, 2)
        seed = QWidget()
        seed.setLayout(row(self.seed, self.lock))
        line.addLayout(_titled(tr("RequestBar", "Seed"), seed))
        self.options = RequestOptions()
        self.options.changed.connect(self._show_note)
        line.addLayout(_titled("", self.options))
        line.addLayout(_titled("", self.button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(line)
        self._traits_note = ""
        self.note = caption()
        self.note.hide()
        layout.addWidget(self.note)

    @staticmethod
    def choice(options: list[tuple[Any, str]], name: str, text: str) -> QComboBox:
        """Return a drop-down of (data, text) pairs."""
        made = QComboBox()
        for data, shown in options:
            made.addItem(shown, data)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return made

    @staticmethod
    def _number(name: str, text: str, value: int, low: int, high: int) -> QSpinBox:
        made = Form.integer(value, low, high)
        made.setGroupSeparatorShown(False)
        made.setObjectName(name)
        made.setAccessibleName(text)
        return made

    def _ask(self) -> None:
        # A first look should be repeatable; after that, unlocked means something new each time.
        if not self._first and not self.lock.isChecked():
            self.seed.setValue(random.SystemRandom().randrange(MOST_SEED))
        self._first = False
        self._on_generate()

    def values(self) -> dict[str, Any]:
        """Return what is asked for."""
        return {
            "segment": self.segment.currentData() or "",
            "product": self.product.currentData() or "",
            "objective": self.objective.currentData(),
            "theme": self.theme.currentData(),
            "count": self.count.value(),
            "seed": self.seed.value(),
            "locked": self.lock.isChecked(),
            **self.options.values(),
        }

    def set_values(self, values: dict[str, Any]) -> None:
        """Show a request as `values` gave it."""
        self.show_segments([values["segment"]] if values["segment"] else [])
        if values["product"]:
            self.show_products([(values["product"], values["product"])])
        for editor, name in (
            (self.product, "product"),
            (self.segment, "segment"),
            (self.objective, "objective"),
            (self.theme, "theme"),
        ):
            editor.setCurrentIndex(max(0, editor.findData(values[name])))
        self.count.setValue(values["count"])
        self.seed.setValue(values["seed"])
        self.lock.setChecked(values["locked"])
        self.options.set_values(values)

    def show_segments(self, names: list[str]) -> None:
        """Offer these segments, and keep the one that is chosen."""
        chosen = self.segment.currentData()
        self.segment.clear()
        self.segment.addItem(tr("RequestBar", "Everyone"), "")
        for name in names:
            self.segment.addItem(name, name)
        self.segment.setCurrentIndex(max(0, self.segment.findData(chosen)))

    def show_products(self, products: Sequence[tuple[str, str]]) -> None:
        """Offer these products of the project, by key and name, where there are any; keep the one that is chosen."""
        chosen = self.product.currentData()
        self.product.clear()
        self.product.addItem(tr("RequestBar", "As in the brand kit"), "")
        for key, name in products:
            self.product.addItem(name, key)
        self.product.setCurrentIndex(max(0, self.product.findData(chosen)))
        self._product.setVisible(bool(products))

    def show_traits(self, columns: dict[str, str], asked: bool) -> None:
        """Say which columns showed what the segment is like."""
        if columns:
            names = fmt.listed(dict.fromkeys(columns.values()))
            text = tr("RequestBar", "Designed for what sets these people apart in: {columns}.", columns=names)
        else:
            text = tr(
                "RequestBar", "No column shows a trait that designs respond to; these are for everyone."
            )
        self._traits_note = text if asked else ""
        self._show_note()

    def _show_note(self) -> None:
        text = " ".join(part for part in (self._traits_note, self.options.told()) if part)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def set_busy(self, busy: bool) -> None:
        """Take no second request while one is answered."""
        self.button.setEnabled(not busy)


def _titled(title: str, editor: QWidget) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(2)
    name = label(title, "caption")
    name.setBuddy(editor)
    made.addWidget(name)
    made.addWidget(editor)
    return made
