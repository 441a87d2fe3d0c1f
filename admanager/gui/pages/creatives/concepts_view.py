"""Concepts: pictures that an image model makes up, with their colours and the real photos nearest to them."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from admanager.gui.i18n import tr
from admanager.gui.pages.creatives import image_tasks as work
from admanager.gui.pages.creatives.request_bar import MOST_SEED, RequestBar
from admanager.gui.pages.creatives.texts import COLOUR_NAMES
from admanager.gui.theme import GRID
from admanager.gui.widgets import ElidedLabel, button, clear_layout, heading, label, muted, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from admanager.creative.image_store import ImageModelInfo
    from admanager.creative.model_art import ModelArt
    from admanager.gui.page import Page
    from admanager.texts import AdManagerError

THUMBNAIL = 72
# With room for the frame of the one that is selected.
CELL = THUMBNAIL + 2 * GRID


class ConceptsView(QWidget):
    """Makes and shows concepts of one image model.

    `use_colour(role, colour)` hands a colour to the brand kit, `use_art(art)` a concept to the designs.
    """

    def __init__(
        self,
        page: Page,
        use_colour: Callable[[str, str], object],
        use_art: Callable[[ModelArt], object],
    ) -> None:
        super().__init__()
        self._page = page
        self._use_colour, self._use_art = use_colour, use_art
        self._info: ImageModelInfo | None = None
        self._concepts: list[work.Concept] = []
        self._asked = 0
        self._wishes: dict[str, Any] = {}
        self.category = RequestBar.choice([], "conceptClass", tr("ConceptsView", "Class"))
        self.colour = RequestBar.choice([], "conceptColour", tr("ConceptsView", "Colour"))
        for choice in (self.category, self.colour):
            # Its entries come later than it is shown first, and are longer.
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.make = button(tr("ConceptsView", "Make concepts"), self.ask, icon="sparkle", name="makeConcepts")
        self.list = QListWidget()
        self.list.setObjectName("concepts")
        self.list.setAccessibleName(tr("ConceptsView", "Concepts"))
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setIconSize(QSize(THUMBNAIL, THUMBNAIL))
        self.list.setGridSize(QSize(CELL, CELL))
        self.list.setMinimumHeight(3 * CELL + GRID)
        self.list.currentRowChanged.connect(self._look_up)
        self.list.hide()
        self._near = QVBoxLayout()
        self._near.setSpacing(GRID)
        near = QWidget()
        near.setFixedWidth(GRID * 26)
        near.setLayout(self._near)
        self._empty = muted(
            tr("ConceptsView", "Pictures that the model makes up appear here, with their colours and the real photos nearest to them.")
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(
            row(heading(tr("ConceptsView", "Concepts"), 3), None, self.category, self.colour, self.make)
        )
        below = row(self.list, near, spacing=GRID * 2)
        below.setStretch(0, 1)
        below.setAlignment(near, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(below)
        layout.addWidget(self._empty)

    def show_colours(self, colours: Sequence[str]) -> None:
        """Offer these colour groups."""
        self.colour.clear()
        self.colour.addItem(tr("ConceptsView", "Any colour"), "")
        for name in colours:
            self.colour.addItem(str(COLOUR_NAMES.get(name, name)), name)

    def show_model(self, info: ImageModelInfo) -> None:
        """Offer the classes of this model, which makes the next concepts; a class that was chosen stays so."""
        self._info = info
        chosen = self.category.currentData()
        self.category.clear()
        self.category.addItem(tr("ConceptsView", "Any class"), "")
        for name in info.classes:
            self.category.addItem(name, name)
        self.category.setCurrentIndex(max(0, self.category.findData(chosen)))

    def forget(self) -> None:
        """Forget the model and its concepts."""
        self._info = None
        self._show([])

    def ask(self) -> None:
        """Have the model make pictures of the chosen class and colour."""
        info = self._info
        if info is None:
            return
        wishes = {
            "class_name": self.category.currentData() or "",
            "colour": self.colour.currentData() or "",
            "seed": random.SystemRandom().randrange(MOST_SEED),
        }
        self.make.setEnabled(False)

        def done(concepts: list[work.Concept]) -> None:
            self.make.setEnabled(True)
            self._wishes = wishes
            self._show(concepts)

        def failed(error: AdManagerError) -> None:
            self.make.setEnabled(True)
            self._page.show_failure(error)

        self._page.run_quiet(partial(work.make_concepts, self._page.project, info.name, wishes), done, failed)

    def _show(self, concepts: list[work.Concept]) -> None:
        self._concepts = concepts
        self.list.clear()
        self.list.setVisible(bool(concepts))
        self._empty.setVisible(not concepts)
        clear_layout(self._near)
        for number, concept in enumerate(concepts, start=1):
            item = QListWidgetItem(QIcon(self._enlarged(concept.image)), "")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, tr("ConceptsView", "Concept {number}", number=number)
            )
            self.list.addItem(item)

    def _enlarged(self, image: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap.fromImage(image).scaled(
            QSize(THUMBNAIL, THUMBNAIL) * ratio, Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        made.setDevicePixelRatio(ratio)
        return made

    def _look_up(self, place: int) -> None:
        info = self._info
        if info is None or not 0 <= place < len(self._concepts):
            return
        self._asked += 1
        asked = self._asked

        def done(detail: work.ConceptDetail) -> None:
            if asked == self._asked:
                self._show_detail(detail)

        self._page.run_quiet(
            partial(
                work.look_up,
                self._page.project,
                info.name,
                self._concepts[place],
                judged="quality" in info.card,
            ),
            done,
        )

    def _show_detail(self, detail: work.ConceptDetail) -> None:
        clear_layout(self._near)
        self._near.addWidget(label(tr("ConceptsView", "Colours"), "caption"))
        swatches = row(spacing=GRID // 2)
        for colour in detail.palette:
            swatches.addWidget(self._swatch(colour))
        swatches.addStretch(1)
        self._near.addLayout(swatches)
        self._near.addWidget(label(tr("ConceptsView", "Use in designs"), "caption"))
        for use, text in (
            ("picture", tr("ConceptsView", "As their picture")),
            ("ground", tr("ConceptsView", "As their ground")),
        ):
            take = button(text, partial(self.use, use), name=f"useConcept:{use}")
            take.setToolTip(
                tr("ConceptsView", "In the forms of this concept and the colours of the brand; a real photo stays a photo.")
            )  # fmt: skip
            self._near.addLayout(row(take, None))
        if detail.near:
            self._near.addWidget(label(tr("ConceptsView", "Nearest of your photos"), "caption"))
        for near in detail.near:
            picture = QLabel()
            picture.setPixmap(self._enlarged(near.image))
            picture.setAccessibleName(near.name)
            text = QVBoxLayout()
            text.setSpacing(0)
            text.addWidget(ElidedLabel(near.name))
            text.addWidget(ElidedLabel(near.class_name, "caption"))
            line = row(picture, spacing=GRID)
            line.addLayout(text, 1)
            self._near.addLayout(line)

    def use(self, use: Literal["ground", "picture"]) -> None:
        """Have the concept that is selected be the art of designs."""
        from admanager.creative.model_art import art_of

        info, place = self._info, self.list.currentRow()
        if info is None or not 0 <= place < len(self._concepts):
            return
        wishes = self._wishes
        self._use_art(
            art_of(
                self._concepts[place].pixels, use, model=info.name, sha256=info.sha256, seed=wishes["seed"], number=place,
                class_name=wishes["class_name"], colour=wishes["colour"],
            )
        )  # fmt: skip

    def _swatch(self, colour: str) -> QPushButton:
        square = QPixmap(20, 20)
        square.fill(QColor(colour))
        made = button("", name=f"swatch:{colour}", tooltip=colour)
        made.setIcon(QIcon(square))
        made.setFixedSize(34, 32)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.setAccessibleName(tr("ConceptsView", "Use the colour {colour}", colour=colour))
        menu = QMenu(made)
        menu.addAction(
            tr("ConceptsView", "Main colour of the brand kit"), lambda: self._use_colour("primary", colour)
        )
        menu.addAction(
            tr("ConceptsView", "Accent of the brand kit"), lambda: self._use_colour("accent", colour)
        )
        made.clicked.connect(lambda: menu.popup(made.mapToGlobal(made.rect().bottomLeft())))
        return made
