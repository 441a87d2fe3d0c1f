"""The gallery of banners with its tools; what its buttons do is the page's business."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from admanager.gui.i18n import tr
from admanager.gui.jobs import JobRecord
from admanager.gui.pages.creatives.model import BannerDelegate, Entry, GalleryModel
from admanager.gui.pages.creatives.request_bar import RequestBar
from admanager.gui.theme import GRID
from admanager.gui.widgets import EmptyState, JobProgress, button, clear_layout, icon_button, row
from admanager.gui.widgets.later import Later

if TYPE_CHECKING:
    from admanager.creative.boards import Board

SIZES = ("300x250", "728x90", "320x50", "160x600", "300x600", "970x250", "336x280", "1200x628", "1080x1080")
# Pictures are drawn anew once a window that is being resized rests so long.
RESIZE_MILLISECONDS = 150
GENERATED, KEPT, FAVOURITES, BOARD = "generated", "kept", "favourites", "board"
# What the gallery shows: one of the words above, and for a board its number.
Shown = tuple[str, int]


@dataclass(frozen=True)
class GalleryActions:
    """What the gallery's buttons do; `fill_menu` puts into a menu what can be done with the selection."""

    generate: Callable[[], object]
    step: Callable[[int], object]
    keep: Callable[[], object]
    favourite: Callable[[], object]
    delete: Callable[[], object]
    fill_menu: Callable[[QMenu], object]


class BannerList(QListView):
    """The banners; Delete takes the selected ones out of the project."""

    delete_pressed = Signal()
    resized = Signal()

    def room(self) -> QSize:
        """Return the room for the banners beside a scroll bar, whether there is one now or not."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.contentsRect().width() - bar - 1, self.contentsRect().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the room for the banners is another one."""
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event) -> None:
        """Answer Delete; leave the rest to the list."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


class Gallery(QWidget):
    """Designs as real banners in one size: generated ones, or those that are kept."""

    selection_changed = Signal()
    size_changed = Signal()
    shown_changed = Signal()
    redraw_wanted = Signal()
    """The pictures are shown larger or smaller than they were drawn."""

    def __init__(self, actions: GalleryActions) -> None:
        super().__init__()
        self._actions = actions
        self._resting = QTimer(self, singleShot=True, interval=RESIZE_MILLISECONDS)
        self._resting.timeout.connect(self.redraw_wanted)
        self.model = GalleryModel()
        self.list = self._build_list()
        self._busy = QVBoxLayout()
        busy = QWidget()
        busy.setLayout(self._busy)
        self.places = QStackedWidget()
        self.places.addWidget(Later(partial(self._empty_state, actions)).place)
        self.places.addWidget(self.list)
        self.places.addWidget(busy)
        self.places.addWidget(Later(self._bare_state).place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(self._build_tools(actions))
        layout.addWidget(self.places, 1)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.size_choice.currentIndexChanged.connect(lambda _: self.size_changed.emit())
        self.shown.currentIndexChanged.connect(lambda _: self.shown_changed.emit())

    def _on_resized(self) -> None:
        if self.model.set_view(self.list.room()) and self.model.entries:
            self._resting.start()

    def _build_list(self) -> BannerList:
        made = BannerList()
        made.setObjectName("gallery")
        made.setAccessibleName(tr("Gallery", "Designs"))
        made.setModel(self.model)
        made.setItemDelegate(BannerDelegate(made))
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setMovement(QListView.Movement.Static)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(
            lambda where: self._open_menu(self.list.viewport().mapToGlobal(where))
        )
        made.delete_pressed.connect(self._actions.delete)
        made.resized.connect(self._on_resized)
        return made

    @staticmethod
    def _empty_state(actions: GalleryActions) -> EmptyState:
        return EmptyState(
            "creatives",
            tr("Gallery", "No designs yet"),
            tr(
                "Gallery",
                "A design is one layout, palette and wording, drawn in every ad size. "
                "Fill in the brand kit first, then generate a first set.",
            ),
            tr("Gallery", "Generate designs"),
            actions.generate,
        )

    def _bare_state(self) -> EmptyState:
        return EmptyState(
            "star",
            tr("Gallery", "Nothing is here yet"),
            tr("Gallery", "Keep designs that you like, mark favourites, and put them on boards."),
            tr("Gallery", "Show the generated designs"),
            lambda: self.show_source((GENERATED, 0)),
        )

    def _build_tools(self, actions: GalleryActions) -> QHBoxLayout:
        self.shown = RequestBar.choice([], "shownDesigns", tr("Gallery", "Designs shown"))
        self.shown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.shown.setFixedWidth(GRID * 21)
        self.shown.setMaxVisibleItems(20)
        self.back = icon_button(
            "chevron-left",
            tr("Gallery", "The designs before"),
            lambda: actions.step(-1),
            name="designsBefore",
        )
        self.forward = icon_button(
            "chevron-right", tr("Gallery", "The designs after"), lambda: actions.step(1), name="designsAfter"
        )
        sizes = [(key, key.replace("x", " × ")) for key in SIZES]
        self.size_choice = RequestBar.choice(sizes, "shownSize", tr("Gallery", "Size shown"))
        self.keep = button(tr("Gallery", "Keep"), actions.keep, icon="plus", name="keepDesigns")
        self.favourite = icon_button(
            "star", tr("Gallery", "Favourite, or no more"), actions.favourite, name="favourite"
        )
        self.more = icon_button("more", tr("Gallery", "More for the selected designs"), name="moreForDesigns")
        self.more.clicked.connect(
            lambda: self._open_menu(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))
        )
        self.show_sources([], [])
        return row(
            self.shown, self.back, self.forward, self.size_choice, None, self.favourite, self.more, self.keep
        )  # fmt: skip

    def _open_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions.fill_menu(menu)
        menu.popup(where)

    # -- showing -----------------------------------------------------------------------------------------

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these designs, still without pictures, and select what was selected before, else the first."""
        before = [number for number in self.chosen_rows() if number < len(entries)]
        self.model.show_entries(entries)
        self._show_place()
        if entries:
            self.select(before or [0])
        self.selection_changed.emit()

    def _show_place(self) -> None:
        if self.model.entries:
            self.places.setCurrentIndex(1)
        else:
            self.places.setCurrentIndex(0 if self.source()[0] == GENERATED else 3)

    def show_busy(self, record: JobRecord) -> None:
        """Show the progress of what will fill the gallery, where it is empty."""
        if self.model.entries:
            return
        clear_layout(self._busy)
        self._busy.addWidget(JobProgress(record))
        self.places.setCurrentIndex(2)

    def end_busy(self) -> None:
        """Show the designs, or that there are none."""
        clear_layout(self._busy)
        self._show_place()

    def show_sources(self, kept: Sequence[bool], boards: Sequence[Board]) -> None:
        """Offer what can be shown: `kept` says of each kept creative whether it is a favourite."""
        chosen = self.source()
        sources: list[tuple[Shown, str]] = [
            ((GENERATED, 0), tr("Gallery", "Generated")),
            ((KEPT, 0), tr("Gallery", "Kept ({count})", count=len(kept))),
            ((FAVOURITES, 0), tr("Gallery", "Favourites ({count})", count=sum(kept))),
        ]
        for board in boards:
            text = tr("Gallery", "{board} ({count})", board=board.name, count=len(board.creatives))
            sources.append(((BOARD, board.id), text))
        blocked = self.shown.blockSignals(True)
        self.shown.clear()
        for data, text in sources:
            self.shown.addItem(text, data)
        if boards:
            self.shown.insertSeparator(3)
        self.shown.setCurrentIndex(self._place_of(chosen))
        self.shown.blockSignals(blocked)
        if chosen != self.source():
            self.shown_changed.emit()

    def _place_of(self, source: Shown) -> int:
        places = [number for number in range(self.shown.count()) if self.shown.itemData(number) == source]
        return places[0] if places else 0

    def show_source(self, source: Shown) -> None:
        """Show generated designs, kept ones, favourites or a board."""
        self.shown.setCurrentIndex(self._place_of(source))

    def source(self) -> Shown:
        """Return what is shown."""
        return self.shown.currentData() or (GENERATED, 0)

    def size_key(self) -> str:
        """Return the size that is shown, such as `300x250`."""
        return str(self.size_choice.currentData())

    def show_size(self, key: str) -> None:
        """Show another size."""
        self.size_choice.setCurrentIndex(self.size_choice.findData(key))

    # -- the selection -----------------------------------------------------------------------------------

    def chosen_rows(self) -> list[int]:
        """Return the places of the selected designs."""
        return sorted(index.row() for index in self.list.selectedIndexes())

    def chosen(self) -> list[Entry]:
        """Return the selected designs in the gallery's order."""
        return [self.model.entries[number] for number in self.chosen_rows()]

    def select(self, rows: Sequence[int]) -> None:
        """Select these designs."""
        selection = self.list.selectionModel()
        selection.setCurrentIndex(self.model.index(rows[0]), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for number in rows[1:]:
            selection.select(self.model.index(number), QItemSelectionModel.SelectionFlag.Select)

    def update_actions(self, *, back: bool, forward: bool) -> None:
        """Enable what can be done with the selection, and going to other sets of designs."""
        chosen = self.chosen()
        kept = bool(chosen) and all(entry.creative is not None for entry in chosen)
        generated = self.source()[0] == GENERATED
        self.back.setVisible(generated)
        self.forward.setVisible(generated)
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)
        self.keep.setEnabled(bool(chosen) and not kept)
        self.favourite.setEnabled(bool(chosen))
        self.more.setEnabled(bool(chosen) or self.source()[0] == BOARD)
