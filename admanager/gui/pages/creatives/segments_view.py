"""The same product for several segments side by side, each with what made its design what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.creatives.texts import PERSONAL, TRAITS
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Card,
    ElidedLabel,
    EmptyState,
    button,
    caption,
    clear_layout,
    label,
    row,
    scrolled,
)

if TYPE_CHECKING:
    from admanager.creative.design import Design
    from admanager.creative.personal import Reason
    from admanager.gui.pages.creatives.tasks import SegmentAd

MOST, FIRST = 4, 2
# A column is as wide as there is room, between these; its picture has a margin at each side.
COLUMN, WIDEST_COLUMN, MARGIN = 196, 324, 12
RESIZE_MILLISECONDS = 150
# What stays below a picture for the names and the first reasons, as far as the picture is not less high than this.
ROOM_FOR_REASONS, LEAST_HIGH = 224, 132


class SegmentColumn(Card):
    """One segment: who they are, their ad, and why it looks so."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self.body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.setFixedWidth(width)
        self._room = width - 2 * MARGIN
        self.setAccessibleName(name)
        self.body.addWidget(ElidedLabel(name, "subheading"))
        self._people = caption()
        self.body.addWidget(self._people)
        self._picture = QLabel()
        self._picture.setFixedHeight(self._room)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(tr("SegmentsView", "Ad for {segment}", segment=name))
        self.body.addWidget(self._picture)
        self._why = QVBoxLayout()
        self._why.setSpacing(GRID // 2)
        self.body.addLayout(self._why)
        self.body.addStretch(1)

    def show_ad(self, ad: SegmentAd) -> None:
        """Show the segment's ad and its reasons."""
        self._people.setText(
            tr("SegmentsView", "The same for all")
            if ad.people is None
            else tr_count("SegmentsView", "{count:,} person", "{count:,} people", ad.people)
        )
        picture = QPixmap.fromImage(ad.image)
        picture.setDevicePixelRatio(max(1.0, ad.image.width() / self._room, ad.image.height() / self._room))
        self._picture.setPixmap(picture)
        self._picture.setFixedHeight(round(picture.deviceIndependentSize().height()))
        clear_layout(self._why)
        for who, what in why(ad):
            if who:
                self._why.addWidget(caption(who))
            self._why.addWidget(label(what, "subheading" if who else "caption", wrap=True))


def why(ad: SegmentAd) -> list[tuple[str, str]]:
    """Return for each trait that moved the design: what these people are like, and what that did; then what is expected."""
    if ad.people is None:
        return [("", tr("SegmentsView", "Nothing is known of everyone: the others are made from this."))]
    if not ad.columns:
        return [
            (
                "",
                tr(
                    "SegmentsView", "No column shows what these people are like: this is the ad for everyone."
                ),
            )
        ]
    told: dict[str, list[Reason]] = {}
    for reason in ad.reasons:
        told.setdefault(reason.trait, []).append(reason)
    lines = [
        (_trait_text(found[0], ad.columns.get(trait, "")), " · ".join(_what(reason) for reason in found))
        for trait, found in told.items()
    ]
    if not lines:
        lines.append(
            ("", tr("SegmentsView", "In what designs respond to, these people are like everyone: this is the ad for everyone."))
        )  # fmt: skip
    if ad.before is not None and ad.design.forecast is not None:
        lines.append(("", tr("SegmentsView", "Expected CTR among them {own:.2%}; of the ad for everyone {before:.2%}.",
                             own=ad.design.forecast.ctr, before=ad.before.ctr)))  # fmt: skip
    return lines


def _trait_text(reason: Reason, column: str) -> str:
    trait = str(TRAITS.get(reason.trait, reason.trait))
    value = f"{reason.value:+.1f}".replace("-", "−")
    if reason.value >= 0:
        return tr(
            "SegmentsView", "{trait} above average ({column}, {value} sd)", trait=trait, column=column, value=value
        )  # fmt: skip
    return tr(
        "SegmentsView", "{trait} below average ({column}, {value} sd)", trait=trait, column=column, value=value
    )  # fmt: skip


def _what(reason: Reason) -> str:
    text = str(PERSONAL[reason.field][reason.level])
    if not reason.changed:
        return tr("SegmentsView", "{what} (as for everyone)", what=text)
    return tr("SegmentsView", "{what} (clicked more)", what=text) if reason.by == "clicks" else text


class SegmentsView(QWidget):
    """The columns, the choice of the segments, and what is done with their designs."""

    wanted = Signal()
    """Other segments were chosen, or the designs are to be made anew."""

    def __init__(self, to_gallery: Callable[[], object], to_audience: Callable[[], object]) -> None:
        super().__init__()
        self._names: list[str] = []
        self.chosen: list[str] = []
        self.columns: list[SegmentColumn] = []
        self._ads: dict[int, SegmentAd] = {}
        self._resting = QTimer(self, singleShot=True, interval=RESIZE_MILLISECONDS)
        self._resting.timeout.connect(self.wanted)
        self._note = ElidedLabel("", "muted")
        self.choose = button(
            tr("SegmentsView", "Segments…"), self._open_menu, icon="filter", name="chooseSegments"
        )
        self.take = button(tr("SegmentsView", "Show in the gallery"), to_gallery, name="segmentsToGallery")
        head = row(self._note, self.choose, self.take)
        head.setStretch(0, 1)
        holder = QWidget()
        self._line = QHBoxLayout(holder)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GRID * 3 // 2)
        self._area = area = scrolled(holder)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._places = QStackedWidget()
        self._places.addWidget(area)
        self._places.addWidget(
            EmptyState(
                "audience",
                tr("SegmentsView", "No segments to compare"),
                tr(
                    "SegmentsView",
                    "Save segments on the page Audience: each gets its own design of the same product.",
                ),
                tr("SegmentsView", "Go to Audience"),
                to_audience,
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self._places, 1)
        self.show_segments([])

    def show_segments(self, names: Sequence[str]) -> None:
        """Offer these segments; the first two are chosen at first."""
        self._names = list(names)
        kept = [name for name in self.chosen if name in names]
        self.chosen = kept or self._names[:FIRST]
        self._places.setCurrentIndex(0 if names else 1)
        for each in (self.choose, self.take, self._note):
            each.setVisible(bool(names))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(self.choose.mapToGlobal(QPoint(0, self.choose.height() + 4)))

    def fill_menu(self, menu: QMenu) -> None:
        """Put the segments into a menu; at most four are compared."""
        for name in self._names:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in self.chosen)
            action.setEnabled(name in self.chosen or len(self.chosen) < MOST)
            action.toggled.connect(lambda checked, name=name: self.choose_segment(name, checked))

    def choose_segment(self, name: str, chosen: bool) -> None:
        """Compare a segment too, or no more."""
        self.chosen = [each for each in self._names if (each in self.chosen if each != name else chosen)]
        self.wanted.emit()

    def _column_width(self) -> int:
        count = len(self.chosen) + 1
        room = self.width() - self._area.verticalScrollBar().sizeHint().width()
        return min(WIDEST_COLUMN, max(COLUMN, (room - (count - 1) * GRID * 3 // 2) // count))

    def picture_size(self) -> QSize:
        """Return the room that each ad has in its column."""
        side = self._column_width() - 2 * MARGIN
        return QSize(side, min(side, max(LEAST_HIGH, self._area.height() - ROOM_FOR_REASONS)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the columns anew once the window rests."""
        super().resizeEvent(event)
        if event.oldSize() != event.size():
            self._resting.start()

    def begin(self, note: str) -> None:
        """Make the columns, still without ads."""
        self._note.set_text(note)
        clear_layout(self._line)
        self._ads = {}
        self.columns = []
        for name in (tr("SegmentsView", "Everyone"), *self.chosen):
            column = SegmentColumn(name, self._column_width())
            self.columns.append(column)
            self._line.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addStretch(1)
        self.take.setEnabled(False)

    def show_ad(self, ad: SegmentAd) -> None:
        """Put an ad into its column."""
        self._ads[ad.position] = ad
        self.columns[ad.position].show_ad(ad)
        self.take.setEnabled(len(self._ads) == len(self.columns))

    def designs(self) -> list[Design]:
        """Return the designs side by side."""
        return [self._ads[place].design for place in sorted(self._ads)]
