"""Exploring around a design: vary it with parts locked, say what is liked, move its sliders."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.creatives import explore_tasks as work
from admanager.gui.pages.creatives.between_designs import BetweenDesigns, Fixed
from admanager.gui.pages.creatives.model import Entry, preview_size
from admanager.gui.pages.creatives.range_of_designs import RangeOfDesigns
from admanager.gui.pages.creatives.request_bar import MOST_SEED
from admanager.gui.pages.creatives.sliders import between_words, named_slider
from admanager.gui.pages.creatives.texts import LOCKS
from admanager.gui.theme import GRID
from admanager.gui.widgets import button, caption, clear_layout, heading, label, row, scrolled
from admanager.gui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from admanager.creative.design import Design
    from admanager.creative.directions import Direction
    from admanager.gui.pages.creatives.studio import Studio

PREVIEW = QSize(300, 150)
WAIT_MILLISECONDS = 120
SLIDER_STEPS = 10


class ExplorePanel(QWidget):
    """The controls that make new designs from those selected; results are shown in the gallery."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._entry: Entry | None = None
        self._chosen: list[Entry] = []
        self._adjusted: Design | None = None
        self._asked = 0
        self._drawn = 0
        self._liked: list[Design] = []
        self._disliked: list[Design] = []
        self.sliders: dict[str, QSlider] = {}
        self._moved: set[str] = set()
        self.between = BetweenDesigns(studio, self._fixed, self._make)
        self.between.design_chosen.connect(self._look_at)
        self._adjusting = QTimer(self, singleShot=True, interval=WAIT_MILLISECONDS)
        self._adjusting.timeout.connect(self._adjust)
        self.range = RangeOfDesigns(studio)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedHeight(PREVIEW.height())
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.picture.setAccessibleName(tr("ExplorePanel", "The design as adjusted"))
        parts = QWidget()
        column = QVBoxLayout(parts)
        column.setContentsMargins(0, 0, GRID, GRID)
        column.setSpacing(GRID)
        for build in (
            self._build_vary,
            self._build_taste,
            self._build_sliders,
            lambda into: into.addWidget(self.between),
            lambda into: into.addWidget(self.range),
        ):
            build(column)
            column.addSpacing(GRID)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.picture)
        layout.addWidget(scrolled(parts), 1)

    # -- the parts ---------------------------------------------------------------------------------------

    def _build_vary(self, column: QVBoxLayout) -> None:
        column.addWidget(heading(tr("ExplorePanel", "Vary"), 3))
        column.addWidget(
            caption(tr("ExplorePanel", "Locked parts stay as they are, here and in all of the below."))
        )
        holder = QWidget()
        flow = FlowLayout(holder, spacing=GRID // 2)
        self.locks = {}
        for key, text in LOCKS.items():
            lock = button(str(text), name=f"lock:{key}")
            lock.setCheckable(True)
            lock.toggled.connect(lambda _on: self.between.draw())
            self.locks[key] = lock
            flow.addWidget(lock)
        column.addWidget(holder)
        self.amount = named_slider("varyAmount", tr("ExplorePanel", "How far variations go"), 10, 90, 40)
        column.addLayout(between_words(tr("ExplorePanel", "Close"), self.amount, tr("ExplorePanel", "Far")))
        self.vary_button = button(
            tr("ExplorePanel", "Vary the rest"), self.vary, icon="refresh", name="varyDesign"
        )
        column.addLayout(row(self.vary_button, None))

    def _build_taste(self, column: QVBoxLayout) -> None:
        column.addWidget(heading(tr("ExplorePanel", "Taste"), 3))
        self.more = button(
            tr("ExplorePanel", "More like this"), lambda: self.judge(True), icon="plus", name="moreLikeThis"
        )
        self.less = button(
            tr("ExplorePanel", "Less like this"), lambda: self.judge(False), icon="minus", name="lessLikeThis"
        )
        column.addLayout(row(self.more, self.less, None))
        self.taste = caption()
        self.forget = button(tr("ExplorePanel", "Forget"), self.forget_taste, kind="link", name="forgetTaste")
        self.forget.setAccessibleName(tr("ExplorePanel", "Forget what was liked"))
        line = row(self.taste, self.forget)
        line.setStretch(0, 1)
        column.addLayout(line)

    def _build_sliders(self, column: QVBoxLayout) -> None:
        column.addWidget(heading(tr("ExplorePanel", "Adjust"), 3))
        self._slider_note = caption()
        column.addWidget(self._slider_note)
        self._slider_grid = QGridLayout()
        self._slider_grid.setHorizontalSpacing(GRID)
        self._slider_grid.setVerticalSpacing(GRID)
        self._slider_grid.setColumnStretch(1, 1)
        column.addLayout(self._slider_grid)
        self.add = button(tr("ExplorePanel", "Add to the gallery"), self.add_adjusted, name="addAdjusted")
        self.reset = button(tr("ExplorePanel", "Put back"), self.put_back, kind="quiet", name="putBack")
        column.addLayout(row(self.add, self.reset, None))

    # -- the selection -----------------------------------------------------------------------------------

    def show_chosen(self, chosen: list[Entry]) -> None:
        """Take up other selected designs."""
        first = chosen[0] if chosen else None
        changed = first is None or self._entry is None or first.design != self._entry.design
        self._chosen, self._entry = chosen, first
        self.vary_button.setEnabled(first is not None)
        self.more.setEnabled(first is not None)
        self.less.setEnabled(first is not None)
        self.between.show_chosen(chosen)
        self._show_taste()
        if changed:
            self._adjusted = None
            self._moved.clear()
            self._update_adjusted()
        if changed or not self.sliders or self.picture.pixmap().isNull():
            self.take_up()

    def take_up(self) -> None:
        """Read the sliders of the selected design and draw it, where this is looked at."""
        if not self.isVisible():
            self.picture.clear()
            return
        entry = self._entry
        for slider in self.sliders.values():
            slider.setEnabled(entry is not None)
        if entry is None:
            self.picture.clear()
            self._slider_note.setText(tr("ExplorePanel", "Choose a design to adjust it."))
            return
        if not self.sliders:
            self._slider_note.setText(tr("ExplorePanel", "Finding out what the model can change…"))
        self._asked += 1
        asked = self._asked

        def done(sliders: work.Sliders) -> None:
            if asked == self._asked:
                self._show_sliders(sliders)

        self._studio.page.run_quiet(
            partial(work.read_sliders, self._studio.page.project, entry.design, self._product()), done
        )
        self._adjust()

    def redraw(self) -> None:
        """Draw the design in another size."""
        self.between.redraw()
        if self.isVisible() and self._entry is not None:
            self._adjust()

    def showEvent(self, event: Any) -> None:
        """Take up what was selected meanwhile."""
        super().showEvent(event)
        self.take_up()
        self.between.draw()

    # -- making designs ----------------------------------------------------------------------------------

    def kept_parts(self) -> list[Any]:
        """Return the parts that are locked."""
        return [key for key, lock in self.locks.items() if lock.isChecked()]

    def _fixed(self) -> Fixed:
        return Fixed(self._product(), tuple(self.kept_parts()))

    def _product(self) -> str:
        return str(self._studio.request.values()["product"])

    def _seed(self) -> int:
        request = self._studio.request
        return (
            request.seed.value() if request.lock.isChecked() else random.SystemRandom().randrange(MOST_SEED)
        )

    def vary(self) -> None:
        """Show variations of the selected design, the locked parts as they are."""
        entry = self._entry
        if entry is None:
            return
        function = partial(
            work.vary, self._studio.page.project, self._adjusted or entry.design, seed=self._seed(),
            amount=self.amount.value() / 100, product=self._product(), keep=self.kept_parts(),
        )  # fmt: skip
        self._make(lambda: tr("ExplorePanel", "Variations of “{name}”", name=entry.name), function)

    def judge(self, liked: bool) -> None:
        """Add the selected designs to those that are liked, or not, and show designs by that taste."""
        if not self._chosen:
            return
        wanted, other = (self._liked, self._disliked) if liked else (self._disliked, self._liked)
        for entry in self._chosen:
            if entry.design in other:
                other.remove(entry.design)
            if entry.design not in wanted:
                wanted.append(entry.design)
        self._show_taste()
        function = partial(
            work.more_like, self._studio.page.project, list(self._liked), list(self._disliked), seed=self._seed(),
            amount=self.amount.value() / 100, product=self._product(), keep=self.kept_parts(),
        )  # fmt: skip
        name = self._chosen[0].name

        def title() -> str:
            if liked:
                return tr("ExplorePanel", "More like “{name}”", name=name)
            return tr("ExplorePanel", "Less like “{name}”", name=name)

        self._make(title, function)

    def forget_taste(self) -> None:
        """Begin anew with what is liked."""
        self._liked, self._disliked = [], []
        self._show_taste()

    def _show_taste(self) -> None:
        known = bool(self._liked or self._disliked)
        self.forget.setVisible(known)
        self.taste.setVisible(known)
        self.taste.setText(
            tr("ExplorePanel", "{liked} liked, {disliked} not", liked=len(self._liked), disliked=len(self._disliked))
        )  # fmt: skip

    def _look_at(self, design: Design) -> None:
        """Show a step of the film strip large; it can be added to the gallery."""
        self._moved.clear()
        self._drawn += 1
        asked, entry = self._drawn, self._entry
        key = self._studio.gallery.size_key()

        def done(shown: work.Adjusted) -> None:
            if asked == self._drawn and self._entry is entry:
                self._adjusted = design
                self._show_picture(shown.image)
                self._update_adjusted()

        self._studio.page.run_quiet(
            partial(
                work.adjust, self._studio.page.project, design, {}, product=self._product(), keep=(), key=key,
                shown=self._preview(key), pixel_ratio=self.devicePixelRatioF(),
            ),
            done,
        )  # fmt: skip

    @staticmethod
    def _preview(key: str) -> QSize:
        width, height = (int(part) for part in key.split("x"))
        return preview_size(QSize(width, height)).scaled(PREVIEW, Qt.AspectRatioMode.KeepAspectRatio)

    def _make(self, title: Callable[[], str], function: Any) -> None:
        self._studio.design_by(title(), function, lambda designs: self._studio.show_set(title, designs))

    # -- sliders -----------------------------------------------------------------------------------------

    def _show_sliders(self, found: work.Sliders) -> None:
        if tuple(direction.name for direction in found.directions) != tuple(self.sliders):
            self._build_directions(found.directions)
        self._slider_note.setText("")
        self._slider_note.hide()
        for direction in found.directions:
            slider = self.sliders[direction.name]
            if direction.name not in self._moved:
                slider.blockSignals(True)
                slider.setValue(round(found.standing[direction.name] * SLIDER_STEPS))
                slider.blockSignals(False)

    def _build_directions(self, directions: tuple[Direction, ...]) -> None:
        from admanager.creative.directions import STEP_LIMIT

        clear_layout(self._slider_grid)
        self.sliders = {}
        limit = round(STEP_LIMIT * SLIDER_STEPS)
        for line, direction in enumerate(directions):
            low, high = translate_sentence(direction.low), translate_sentence(direction.high)
            name = tr("ExplorePanel", "{low} to {high}", low=low, high=high)
            slider = named_slider(f"direction:{direction.name}", name, -limit, limit, 0)
            slider.valueChanged.connect(partial(self._on_slider, direction.name))
            self.sliders[direction.name] = slider
            self._slider_grid.addWidget(label(low, "caption"), line, 0)
            self._slider_grid.addWidget(slider, line, 1)
            self._slider_grid.addWidget(label(high, "caption"), line, 2)

    def _on_slider(self, name: str, _value: int) -> None:
        self._moved.add(name)
        self._adjusting.start()

    def _adjust(self) -> None:
        """Draw the selected design with its sliders where they are."""
        entry = self._entry
        if entry is None:
            return
        self._drawn += 1
        asked = self._drawn
        key = self._studio.gallery.size_key()
        size = self._preview(key)
        wanted = {name: self.sliders[name].value() / SLIDER_STEPS for name in self._moved}

        def done(adjusted: work.Adjusted) -> None:
            if asked == self._drawn and self._entry is entry:
                self._adjusted = adjusted.design if wanted else None
                self._show_picture(adjusted.image)
                self._update_adjusted()

        self._studio.page.run_quiet(
            partial(
                work.adjust, self._studio.page.project, entry.design, wanted, product=self._product(), keep=self.kept_parts(), key=key,
                shown=size, pixel_ratio=self.devicePixelRatioF(),
            ),
            done,
        )  # fmt: skip

    def _show_picture(self, image: QImage) -> None:
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(max(1.0, picture.height() / PREVIEW.height()))
        self.picture.setPixmap(picture)

    def _update_adjusted(self) -> None:
        self.add.setEnabled(self._adjusted is not None)
        self.reset.setEnabled(self._adjusted is not None)

    def add_adjusted(self) -> None:
        """Put the adjusted design into the gallery, behind the one that it comes from."""
        adjusted, entry = self._adjusted, self._entry
        if adjusted is None or entry is None:
            return
        shown = [each.design for each in self._studio.gallery.model.entries]
        place = (
            next((number for number, each in enumerate(shown) if each == entry.design), len(shown) - 1) + 1
        )
        self._studio.show_set(
            lambda: tr("ExplorePanel", "“{name}” adjusted", name=entry.name),
            [*shown[:place], adjusted, *shown[place:]],
        )
        self._studio.gallery.select([place])

    def put_back(self) -> None:
        """Put the sliders where the selected design stands."""
        self._moved.clear()
        self._adjusted = None
        self.take_up()
