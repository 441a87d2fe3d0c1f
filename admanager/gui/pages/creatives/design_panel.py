"""One design as it will be seen, large, and the checks of its sizes with their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui import icons
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.creatives.frames import PAGES
from admanager.gui.pages.creatives.model import LARGEST_PREVIEW, preview_size
from admanager.gui.pages.creatives.texts import KINDS, forecast_text
from admanager.gui.theme import GRID
from admanager.gui.widgets import caption, clear_layout, heading, label, row

if TYPE_CHECKING:
    from admanager.creative.design import Design
    from admanager.creative.pipeline import FinishedAd
    from admanager.creative.scorer import Forecast
    from admanager.gui.pages.creatives.tasks import Family


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

    def image_size(self) -> tuple[int, int]:
        """Return how large the ad is shown."""
        return self._size.width(), self._size.height()

    def set_page(self, page: str) -> None:
        """Show the ad on a light or a dark page."""
        self._page = page
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size: the ad, a headline of the page above it, lines below."""
        return QSize(LARGEST_PREVIEW.width(), self._size.height() + 8 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, the label that ads must carry, and the ad."""
        ground, lines, _, text = (QColor(name) for name in PAGES[self._page])
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
            note,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            tr("DesignPanel", "Advertisement"),
        )
        painter.drawText(note, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._title)


class DesignPanel(QWidget):
    """The design that is selected in the gallery."""

    def __init__(self) -> None:
        super().__init__()
        self._page = "light"
        self.placement: Placement | None = None
        self._title = heading("", 2)
        self._title.setWordWrap(True)
        self._origin = caption()
        self._forecast = label("", "subheading", wrap=True)
        self._forecast.hide()
        self._by_size = QGridLayout()
        self._by_size.setHorizontalSpacing(GRID * 2)
        self._by_size.setVerticalSpacing(2)
        self._by_size.setColumnStretch(2, 1)
        self._place = QVBoxLayout()
        self._verdict = icons.IconLabel("check", 16, "good")
        self._summary = label("", "subheading", wrap=True)
        self._checks = QGridLayout()
        self._checks.setHorizontalSpacing(GRID)
        self._checks.setVerticalSpacing(GRID // 2)
        self._checks.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, GRID, GRID)
        layout.setSpacing(GRID * 3 // 2)
        layout.addWidget(self._title)
        layout.addLayout(self._place)
        layout.addWidget(self._forecast)
        layout.addLayout(self._by_size)
        layout.addWidget(self._origin)
        summary = row(self._verdict, self._summary)
        summary.setStretch(1, 1)
        layout.addLayout(summary)
        layout.addLayout(self._checks)
        layout.addStretch(1)

    def set_page(self, page: str) -> None:
        """Show the ad on a light or a dark page."""
        self._page = page
        if self.placement is not None:
            self.placement.set_page(page)

    def show_family(self, name: str, drawn: Family, key: str) -> None:
        """Show one design in the size `key`, what is expected of it, and what the checks say of all of its sizes."""
        placed = drawn.placed
        family = [each.ad for each in placed]
        shown = next(each for each in placed if each.ad.layout.size.key == key)
        self._title.setText(name)
        self._origin.setText(_origin_of(shown.ad.design))
        self._forecast.setText(forecast_text(shown.ad.design))
        self._forecast.setVisible(bool(self._forecast.text()))
        self._show_forecasts(drawn.forecasts)
        clear_layout(self._place)
        self.placement = Placement(shown.image, preview_size(shown.ad.image.size()), key.replace("x", " × "))
        self.placement.set_page(self._page)
        self._place.addWidget(self.placement)
        self._show_checks(family)

    def _show_forecasts(self, forecasts: Mapping[str, Forecast]) -> None:
        """Show what is expected in each size, the best size first."""
        clear_layout(self._by_size)
        order = sorted(forecasts, key=lambda size: -forecasts[size].ctr)
        for line, size in enumerate(order):
            told = forecasts[size]
            self._by_size.addWidget(label(size.replace("x", " × "), "caption"), line, 0)
            rate = label(fmt.percent(told.ctr, 2), "caption")
            rate.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._by_size.addWidget(rate, line, 1)
            span = tr("DesignPanel", "{low:.2%} to {high:.2%}", low=told.low, high=told.high)
            interval = label(span, "caption")
            interval.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._by_size.addWidget(interval, line, 2)

    def _summarise(self, passed: bool, sizes: int) -> None:
        self._verdict.set_icon("check" if passed else "error", "good" if passed else "bad")
        self._summary.setText(
            tr("DesignPanel", "Every check passes in {count} sizes", count=sizes)
            if passed
            else tr("DesignPanel", "Not ready: see what fails below")
        )

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
            text = tr("DesignPanel", "{value:.1f} : 1 (needs {needed:.1f})", value=value, needed=needed)
            self._add_check(str(KINDS.get(kind, kind)), text, value >= needed)
        overlap = max(ad.report.overlap for ad in family)
        outside = sum(ad.report.out_of_bounds for ad in family)
        smallest = min(ad.report.smallest for ad in family)
        self._add_check(tr("DesignPanel", "Overlap"), fmt.percent(overlap), overlap == 0)
        self._add_check(tr("DesignPanel", "Out of bounds"), str(outside), outside == 0)
        self._add_check(
            tr("DesignPanel", "Smallest text"),
            tr("DesignPanel", "{size:.0f} px", size=smallest),
            smallest >= 9,
        )
        length = max(
            (each for ad in family for each in ad.report.lengths),
            key=lambda each: each.count / each.most,
            default=None,
        )
        if length is not None:
            name = str(KINDS[length.part])
            self._add_check(
                tr("DesignPanel", "Letters"),
                tr(
                    "DesignPanel",
                    "{part}: {count} of {most}",
                    part=name,
                    count=length.count,
                    most=length.most,
                ),
                length.fits,
            )
        for ad in family:
            for problem in ad.report.problems():
                self._add_check(ad.layout.size.key, translate_sentence(problem), False)
        self._summarise(all(ad.report.passed for ad in family), len(family))

    def _add_check(self, name: str, value: str, passed: bool) -> None:
        line = self._checks.rowCount()
        self._checks.addWidget(
            icons.IconLabel("check" if passed else "error", 16, "good" if passed else "bad"), line, 0
        )
        self._checks.addWidget(label(name), line, 1)
        reading = label(value, "muted", wrap=True)
        reading.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._checks.addWidget(reading, line, 2)


def _origin_of(design: Design) -> str:
    if design.generator == "grammar":
        maker = tr("DesignPanel", "the rule grammar")
    else:
        maker = tr("DesignPanel", "the model “{name}”", name=design.generator)
    told = tr("DesignPanel", "Seed {seed}, design {number}, made by {generator}.",
              seed=design.seed, number=design.number + 1, generator=maker)  # fmt: skip
    if design.art is None:
        return told
    return (
        told + " " + tr("DesignPanel", "Its art was made by the image model “{name}”.", name=design.art.model)
    )
