"""The gallery of banners with its tools; what its buttons do is the page's business."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.jobs import JobRecord
from admanager.gui.pages.creatives.model import BannerDelegate, Entry, GalleryModel
from admanager.gui.pages.creatives.request_bar import RequestBar
from admanager.gui.theme import GRID
from admanager.gui.widgets import EmptyState, JobProgress, button, clear_layout, icon_button, row

SIZES = ("300x250", "728x90", "320x50", "160x600", "300x600", "970x250", "336x280", "1200x628", "1080x1080")


@dataclass(frozen=True)
class GalleryActions:
    """What the gallery's buttons do."""

    generate: Callable[[], object]
    show_kept: Callable[[bool], object]
    keep: Callable[[], object]
    favourite: Callable[[], object]
    rename: Callable[[], object]
    delete: Callable[[], object]


class Gallery(QWidget):
    """Designs as real banners in one size: generated ones, or those that are kept."""

    selection_changed = Signal()
    size_changed = Signal()

    def __init__(self, actions: GalleryActions) -> None:
        super().__init__()
        self.model = GalleryModel()
        self.list = self._build_list()
        self._busy = QVBoxLayout()
        busy = QWidget()
        busy.setLayout(self._busy)
        self.places = QStackedWidget()
        self.places.addWidget(self._empty_state(actions))
        self.places.addWidget(self.list)
        self.places.addWidget(busy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(self._build_tools(actions))
        layout.addWidget(self.places, 1)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.size.currentIndexChanged.connect(lambda _: self.size_changed.emit())

    def _build_list(self) -> QListView:
        made = QListView()
        made.setObjectName("gallery")
        made.setAccessibleName(tr("Gallery", "Designs"))
        made.setModel(self.model)
        made.setItemDelegate(BannerDelegate(made))
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setMovement(QListView.Movement.Static)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        return made

    @staticmethod
    def _empty_state(actions: GalleryActions) -> EmptyState:
        return EmptyState(
            "creatives",
            tr("Gallery", "No designs yet"),
            tr(
                "Gallery",
                "A design is one layout, palette and wording, drawn in every ad size. "
                "Fill in the brand kit at the right, then generate a first set.",
            ),
            tr("Gallery", "Generate designs"),
            actions.generate,
        )

    def _build_tools(self, actions: GalleryActions) -> QHBoxLayout:
        self.generated = button(
            tr("Gallery", "Generated"), lambda: actions.show_kept(False), name="showGenerated"
        )
        self.kept = button(tr("Gallery", "Kept"), lambda: actions.show_kept(True), name="showKept")
        for each in (self.generated, self.kept):
            each.setCheckable(True)
        sizes = [(key, key.replace("x", " × ")) for key in SIZES]
        self.size = RequestBar.choice(sizes, "shownSize", tr("Gallery", "Size shown"))
        self.keep = button(tr("Gallery", "Keep"), actions.keep, icon="plus", name="keepDesigns")
        self.favourite = icon_button(
            "star", tr("Gallery", "Favourite, or no more"), actions.favourite, name="favourite"
        )
        self.rename = icon_button("edit", tr("Gallery", "Rename"), actions.rename, name="renameCreative")
        self.delete = icon_button(
            "trash", tr("Gallery", "Delete from the project"), actions.delete, name="deleteCreatives"
        )
        self.set_kept_shown(False, 0)
        return row(
            self.generated, self.kept, GRID, self.size, None, self.favourite, self.rename, self.delete, self.keep
        )  # fmt: skip

    # -- showing -----------------------------------------------------------------------------------------

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these designs, still without pictures, and select what was selected before, else the first."""
        before = [number for number in self.chosen_rows() if number < len(entries)]
        self.model.show_entries(entries)
        self.places.setCurrentIndex(1 if entries else 0)
        if entries:
            self.select(before or [0])
        self.selection_changed.emit()

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
        self.places.setCurrentIndex(1 if self.model.entries else 0)

    def set_kept_shown(self, kept_shown: bool, count: int) -> None:
        """Mark which designs are shown, and how many are kept."""
        self.generated.setChecked(not kept_shown)
        self.kept.setChecked(kept_shown)
        self.kept.setText(tr("Gallery", "Kept ({count})", count=count))

    def size_key(self) -> str:
        """Return the size that is shown, such as `300x250`."""
        return str(self.size.currentData())

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

    def update_actions(self) -> None:
        """Enable what can be done with the selection."""
        chosen = self.chosen()
        kept = bool(chosen) and all(entry.creative is not None for entry in chosen)
        self.keep.setEnabled(bool(chosen) and not kept)
        self.favourite.setEnabled(kept)
        self.rename.setEnabled(kept and len(chosen) == 1)
        self.delete.setEnabled(kept)
