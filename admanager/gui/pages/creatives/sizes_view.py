"""One design in all its sizes at once, each where it will be seen: on a page, a phone, in a feed; light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from admanager.gui import icons, theme
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.creatives.frames import FRAMES, PAGES, paint_surroundings
from admanager.gui.theme import GRID
from admanager.gui.widgets import ElidedLabel, button, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Collection

    from admanager.creative.checks import CheckReport
    from admanager.gui.pages.creatives.tasks import Drawn

COLUMN = 300
NOTE = 28
RESIZE_MILLISECONDS = 250


class FrameTile(QAbstractButton):
    """One size in its surroundings; pressing it shows that size beside."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.frame = FRAMES[key]
        self.image: QImage | None = None
        self.own = False
        """Whether this size was changed by itself."""
        self._problem = ""
        self._page = "light"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(True)
        self.setObjectName(f"frame:{key}")
        self._describe()

    @property
    def ad_size(self) -> QSize:
        """The ad's own size."""
        width, height = (int(part) for part in self.key.split("x"))
        return QSize(width, height)

    def height_for(self, width: int) -> int:
        """Return how high the tile is at this width, with the line below."""
        return round(self.frame.height * width / self.frame.width) + NOTE

    def show_page(self, page: str) -> None:
        """Show light or dark surroundings."""
        self._page = page
        self.update()

    def show_ad(self, image: QImage | None, report: CheckReport | None = None) -> None:
        """Show the ad, or its place while it is drawn."""
        self.image = image
        problems = report.problems() if report is not None else []
        self._problem = translate_sentence(problems[0]) if problems else ""
        self._describe()
        self.update()

    def _describe(self) -> None:
        name = self._name()
        self.setAccessibleName(f"{name}: {self._problem}" if self._problem else name)
        self.setToolTip(self._problem)

    def _name(self) -> str:
        size = self.key.replace("x", " × ")
        return tr("SizesView", "{size}, adjusted", size=size) if self.own else size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surroundings, the ad, and the line below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -NOTE)
        self._paint_frame(painter, area)
        strong = self.hasFocus() or self.isChecked()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent" if strong else "border"), 2 if strong else 1))
        painter.drawRoundedRect(area, 8, 8)
        self._paint_note(painter, QRect(0, self.height() - NOTE + 4, self.width(), NOTE - 4))

    def _paint_frame(self, painter: QPainter, area: QRectF) -> None:
        painter.save()
        shape = QPainterPath()
        shape.addRoundedRect(area, 8, 8)
        painter.setClipPath(shape)
        painter.translate(area.topLeft())
        scale = area.width() / self.frame.width
        painter.scale(scale, scale)
        ad = QRectF(self.frame.x, self.frame.y, self.ad_size.width(), self.ad_size.height())
        paint_surroundings(painter, self.frame, ad, self._page)
        if self.image is None:
            painter.fillRect(ad, theme.color("hover"))
        else:
            painter.drawImage(ad, self.image)
        font = painter.font()
        font.setPixelSize(max(9, round(9 / scale)))
        painter.setFont(font)
        painter.setPen(PAGES[self._page][3])
        if self.frame.kind != "feed":
            room = self.frame.width - ad.left()
            note = QRectF(ad.left(), ad.top() - font.pixelSize() - 4, room, font.pixelSize() + 2)
            painter.drawText(
                note, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, tr("SizesView", "Advertisement")
            )  # fmt: skip
        painter.restore()

    def _paint_note(self, painter: QPainter, line: QRect) -> None:
        if self.image is not None:
            mark = icons.pixmap(
                "error" if self._problem else "check",
                theme.current().bad if self._problem else theme.current().good,
                14,
                self.devicePixelRatioF(),
            )
            painter.drawPixmap(line.left() + 2, line.top() + (line.height() - 14) // 2, mark)
        painter.setFont(theme.font(theme.SIZE_SMALL))
        painter.setPen(theme.color("bad" if self._problem else "text_muted"))
        text = self._problem or self._name()
        room = line.adjusted(22, 0, -4, 0)
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class FrameSheet(QWidget):
    """The tiles in as many columns as fit; each goes where it ends up highest."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles = {key: FrameTile(key) for key in FRAMES}
        for tile in self.tiles.values():
            tile.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the tiles for the new width."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put every tile in its place."""
        gap = GRID * 2
        columns = max(3, (self.width() + gap) // (COLUMN + gap))
        width = (self.width() - (columns - 1) * gap) // columns
        bottoms = [0] * columns
        for tile in self.tiles.values():
            span = 2 if tile.frame.wide else 1
            starts = range(columns - span + 1)
            first = min(starts, key=lambda start: max(bottoms[start : start + span]))
            top = max(bottoms[first : first + span])
            wide = span * width + (span - 1) * gap
            height = tile.height_for(wide)
            tile.setGeometry(first * (width + gap), top, wide, height)
            bottoms[first : first + span] = [top + height + gap] * span
        needed = max(bottoms)
        if self.minimumHeight() != needed:
            self.setMinimumHeight(needed)


class SizesView(QWidget):
    """The tiles of one design, with the switch between a light and a dark page."""

    size_chosen = Signal(str)
    adjust_wanted = Signal()
    """The marked size is to be changed by itself."""
    redraw_wanted = Signal()
    """The tiles have another width, so that the pictures are too small or too large."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ElidedLabel("", "muted")
        self.light = button(tr("SizesView", "Light page"), lambda: self.show_page("light"), name="lightPage")
        self.dark = button(tr("SizesView", "Dark page"), lambda: self.show_page("dark"), name="darkPage")
        group = QButtonGroup(self)
        for each in (self.light, self.dark):
            each.setCheckable(True)
            group.addButton(each)
        self.light.setChecked(True)
        self.sheet = FrameSheet()
        for tile in self.sheet.tiles.values():
            tile.clicked.connect(lambda _=False, key=tile.key: self.size_chosen.emit(key))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RESIZE_MILLISECONDS)
        self._timer.timeout.connect(self.redraw_wanted)
        self.adjust = button(
            tr("SizesView", "Adjust this size…"), self.adjust_wanted.emit, icon="edit", name="adjustSize"
        )
        self.adjust.setEnabled(False)
        head = row(self._title, self.adjust, self.light, self.dark)
        head.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(scrolled(self.sheet), 1)

    def page_shown(self) -> str:
        """Return `light` or `dark`."""
        return "dark" if self.dark.isChecked() else "light"

    def show_page(self, page: str) -> None:
        """Show the ads on light or dark pages."""
        (self.dark if page == "dark" else self.light).setChecked(True)
        for tile in self.sheet.tiles.values():
            tile.show_page(page)

    def begin(self, name: str, own: Collection[str]) -> None:
        """Name the design that is about to be drawn; pictures of another one go. `own` are sizes that differ from it."""
        self._title.set_text(name)
        self.adjust.setEnabled(True)
        for tile in self.sheet.tiles.values():
            tile.own = tile.key in own
            tile.show_ad(None)

    def show_drawn(self, drawn: Drawn) -> None:
        """Put a picture in its place."""
        list(self.sheet.tiles.values())[drawn.position].show_ad(drawn.image, drawn.report)

    def mark(self, key: str) -> None:
        """Mark the size that is shown beside."""
        for tile in self.sheet.tiles.values():
            tile.setChecked(tile.key == key)

    def widths(self) -> dict[str, int]:
        """Return how wide each ad is shown now, in the order of the tiles."""
        return {
            key: max(1, round(tile.ad_size.width() * tile.width() / tile.frame.width))
            for key, tile in self.sheet.tiles.items()
        }

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew once the window rests."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._timer.start()
