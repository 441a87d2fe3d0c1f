"""The sheets of a workbook, the tables of a database or the lists of a document: one is shown, each may be chosen."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QSizePolicy

from admanager.gui.i18n import tr, tr_count
from admanager.gui.widgets.basics import plain_tooltip

ROW = 28
MOST_ROWS = 5
_NAME = Qt.ItemDataRole.UserRole


class PartList(QListWidget):
    """A line for each part, with a box to tick; the selected one is shown."""

    part_shown = Signal(str)
    part_chosen = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("importParts")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentItemChanged.connect(self._tell_shown)
        self.itemChanged.connect(self._tell_chosen)

    def show_parts(self, names: Sequence[str], chosen: Collection[str | None], shown: str | None) -> None:
        """Show these parts."""
        with QSignalBlocker(self):
            if self.names() != list(names):
                self.clear()
                for name in names:
                    item = QListWidgetItem(" ".join(name.split()), self)
                    item.setData(_NAME, name)
                    item.setSizeHint(QSize(0, ROW))
                    item.setToolTip(plain_tooltip(name))
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                rows = min(len(names), MOST_ROWS)
                self.setFixedHeight(rows * ROW + 2 * self.frameWidth() + 2)
            for number, name in enumerate(names):
                ticked = Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked
                self.item(number).setCheckState(ticked)
                if name == shown:
                    self.setCurrentRow(number)

    def names(self) -> list[str]:
        """Return the names of the parts that are listed."""
        return [self.item(number).data(_NAME) for number in range(self.count())]

    def _tell_shown(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.part_shown.emit(item.data(_NAME))

    def _tell_chosen(self, item: QListWidgetItem) -> None:
        self.part_chosen.emit(item.data(_NAME), item.checkState() == Qt.CheckState.Checked)


def list_title(kind: str) -> str:
    """Return what the list of the parts of a kind of source is called."""
    if kind == "sqlite":
        return tr("PartList", "Tables to import")
    return tr("PartList", "Lists to import") if kind == "json" else tr("PartList", "Sheets to import")


def import_text(kind: str, chosen: Sequence[str | None]) -> str:
    """Return what the button says that imports these parts."""
    if len(chosen) == 1 and chosen[0] is not None:
        return tr("PartList", "Import “{name}”", name=shortened(chosen[0]))
    if kind == "sqlite":
        return tr_count("PartList", "Import {count} table", "Import {count} tables", count=len(chosen))
    if kind == "json":
        return tr_count("PartList", "Import {count} list", "Import {count} lists", count=len(chosen))
    return tr_count("PartList", "Import {count} sheet", "Import {count} sheets", count=len(chosen))


def shortened(name: str, most: int = 24) -> str:
    """Return a name that fits on a button."""
    text = " ".join(name.split())
    return text if len(text) <= most else text[: most - 1] + "…"
