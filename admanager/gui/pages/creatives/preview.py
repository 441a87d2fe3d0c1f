"""One design as it will be seen: its sizes on a sketched page, light and dark, and the checks with their values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui import icons
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.creatives.model import LARGEST_PREVIEW, preview_size
from admanager.gui.pages.creatives.texts import KINDS
from admanager.gui.theme import GRID
from admanager.gui.widgets import button, caption, clear_layout, heading, label, row

if TYPE_CHECKING:
    from admanager.creative.pipeline import FinishedAd
    from admanager.gui.pages.creatives.tasks import Placed

# A sketched web page: its ground, its lines of text, the frame around an ad.
PAGES = {"light": ("#ffffff", "#e3e6eb", "#9aa1ad"), "dark": ("#16181d", "#2c3038", "#767d8a")}


class Placement(QWidget):
    """An ad in its place on a sketched page, drawn at its own size or as large as the panel allows."""

    def __init__(self, image: QImage, size: QSize, title: str) -> None:
        super().__init__()
        self._image = image
        self._size = size
        self._title = title
        self._page = "light"
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_page(self, page: str) -> None:
        """Show the ad on a light or a dark page."""
        self._page = page
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size: the ad, a headline of the page above it, lines below."""
        return QSize(LARGEST_PREVIEW.width(), self._size.height() + 8 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, the label that ads must carry, and the ad."""
        ground, lines, text = (QColor(name) for name in PAGES[self._page])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.setBrush(lines)
        left = GRID * 3 // 2
        wide = self.width() - 2 * left
        painter.drawRoundedRect(QRectF(left, GRID * 1.5, wide * 0.46, 8), 4, 4)
        shown = self._size
        place = QRect((self.width() - shown.width()) // 2, 5 * GRID, shown.width(), shown.height())
        painter.drawImage(place, self._image)
        bottom = place.bottom() + GRID * 1.5
        painter.setBrush(lines)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(left, bottom, wide * 0.7, 6), 3, 3)
        font = painter.font()
        font.setPixelSize(10)
        painter.setFont(font)
        painter.setPen(text)
        note = QRect(left, 3 * GRID, wide, 2 * GRID)
        painter.drawText(
            note, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, tr("Preview", "Advertisement")
        )
        painter.drawText(note, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._title)


class Preview(QWidget):
    """The design that is selected in the gallery."""

    def __init__(self) -> None:
        super().__init__()
        self._page = "light"
        self.placements: list[Placement] = []
        self._title = heading("", 2)
        self._title.setWordWrap(True)
        self._origin = caption()
        self._light = button(tr("Preview", "Light page"), lambda: self.set_page("light"), name="lightPage")
        self._dark = button(tr("Preview", "Dark page"), lambda: self.set_page("dark"), name="darkPage")
        group = QButtonGroup(self)
        for each in (self._light, self._dark):
            each.setCheckable(True)
            group.addButton(each)
        self._light.setChecked(True)
        self._places = QVBoxLayout()
        self._places.setSpacing(GRID * 3 // 2)
        self._checks = QGridLayout()
        self._checks.setHorizontalSpacing(GRID)
        self._checks.setVerticalSpacing(GRID // 2)
        self._checks.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, GRID, GRID)
        layout.setSpacing(GRID * 3 // 2)
        layout.addWidget(self._title)
        layout.addWidget(self._origin)
        layout.addLayout(row(self._light, self._dark, None))
        layout.addLayout(self._places)
        layout.addWidget(heading(tr("Preview", "Checks on the drawn pixels"), 3))
        layout.addLayout(self._checks)
        layout.addStretch(1)

    def set_page(self, page: str) -> None:
        """Show the ads on a light or a dark page."""
        self._page = page
        (self._dark if page == "dark" else self._light).setChecked(True)
        for placement in self.placements:
            placement.set_page(page)

    def show_family(self, name: str, placed: Sequence[Placed]) -> None:
        """Show one design in its sizes."""
        clear_layout(self._places)
        self.placements = []
        family = [each.ad for each in placed]
        design = family[0].design
        self._title.setText(name)
        self._origin.setText(
            tr("Preview", "Seed {seed}, design {number}, made by {generator}.",
               seed=design.seed, number=design.number + 1, generator=self._generator_name(design.generator))
        )  # fmt: skip
        for each in placed:
            shown = preview_size(each.ad.image.size())
            placement = Placement(each.image, shown, each.ad.layout.size.key)
            placement.set_page(self._page)
            self.placements.append(placement)
            self._places.addWidget(placement)
        self._show_checks(family)

    @staticmethod
    def _generator_name(name: str) -> str:
        if name == "grammar":
            return tr("Preview", "the rule grammar")
        return tr("Preview", "the model “{name}”", name=name)

    def _show_checks(self, family: Sequence[FinishedAd]) -> None:
        """Show the worst value of each check over the sizes."""
        clear_layout(self._checks)
        worst: dict[str, tuple[float, float]] = {}
        for ad in family:
            shape = () if ad.report.shape is None else (ad.report.shape,)
            for measured in (*ad.report.texts, *shape):
                known = worst.get(measured.kind)
                if known is None or measured.ratio < known[0] / known[1]:
                    worst[measured.kind] = (measured.contrast, measured.needed)
        for kind, (value, needed) in worst.items():
            text = tr("Preview", "{value:.1f} : 1 (needs {needed:.1f})", value=value, needed=needed)
            self._add_check(str(KINDS.get(kind, kind)), text, value >= needed)
        overlap = max(ad.report.overlap for ad in family)
        outside = sum(ad.report.out_of_bounds for ad in family)
        smallest = min(ad.report.smallest for ad in family)
        self._add_check(tr("Preview", "Overlap"), fmt.percent(overlap), overlap == 0)
        self._add_check(tr("Preview", "Out of bounds"), str(outside), outside == 0)
        self._add_check(
            tr("Preview", "Smallest text"), tr("Preview", "{size:.0f} px", size=smallest), smallest >= 9
        )
        for ad in family:
            for problem in ad.report.problems():
                self._add_check(ad.layout.size.key, translate_sentence(problem), False)

    def _add_check(self, name: str, value: str, passed: bool) -> None:
        line = self._checks.rowCount()
        self._checks.addWidget(
            icons.IconLabel("check" if passed else "error", 16, "good" if passed else "bad"), line, 0
        )
        self._checks.addWidget(label(name), line, 1)
        reading = label(value, "muted", wrap=True)
        reading.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._checks.addWidget(reading, line, 2)
