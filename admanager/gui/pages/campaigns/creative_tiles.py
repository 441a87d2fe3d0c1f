"""The creatives of an ad group as small pictures, and the dialog that adds further ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from admanager.gui import theme
from admanager.gui.i18n import tr
from admanager.gui.pages.campaigns.tasks import THUMBNAIL
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import ElidedLabel, icon_button, label, row
from admanager.gui.widgets.dialogs import Dialog
from admanager.gui.widgets.form import Form

TILE_WIDTH = THUMBNAIL.width() + 2 * GRID
Thumbnails = Mapping[str, QImage]


class Thumbnail(QWidget):
    """A creative's picture, or a quiet place for it while it is drawn or gone."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setFixedSize(THUMBNAIL)
        self.setAccessibleName(name)

    def show_image(self, image: QImage | None) -> None:
        """Show a picture."""
        self._image = image
        self.update()

    def shows_image(self) -> bool:
        """Return whether there is a picture."""
        return self._image is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture."""
        painter = QPainter(self)
        if self._image is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(self.rect(), 4, 4)
        else:
            painter.drawImage(self.rect(), self._image)


class CreativeTile(QFrame):
    """One creative of an ad group: its picture, its name, its weight, and a button that takes it out."""

    weight_changed = Signal(float)

    def __init__(self, path: str, name: str, on_remove: Callable[[], object]) -> None:
        super().__init__()
        self.name = name
        self.setProperty("role", "card")
        self.setFixedWidth(TILE_WIDTH + 2)
        self.picture = Thumbnail(name)
        self._name = ElidedLabel(name, "caption")
        remove = icon_button(
            "close", tr("CreativeTile", "Take “{name}” out", name=name), on_remove, name=f"{path}.remove"
        )
        remove.setIconSize(QSize(14, 14))
        remove.setFixedSize(24, 24)
        self.remove = remove
        self.weight = Form.real(1.0, 0.1, 1000.0, 1, 0.5)
        self.weight.setObjectName(f"{path}.weight")
        self.weight.setAccessibleName(tr("CreativeTile", "Weight of “{name}”", name=name))
        self.weight.setMinimumWidth(GRID * 8)
        self.weight.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.weight.valueChanged.connect(self.weight_changed)
        self._weight_title = label(tr("CreativeTile", "Weight"), "caption")
        self._gone = label(tr("CreativeTile", "not in the project"), "error")
        self._gone.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.picture)
        head = row(self._name, remove, spacing=GRID // 2)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self._gone)
        self._weights = QWidget()
        self._weights.setLayout(row(self._weight_title, self.weight, spacing=GRID // 2))
        layout.addWidget(self._weights)

    def show_weight(self, weight: float, shown: bool) -> None:
        """Show the weight, where it has a meaning."""
        self.weight.blockSignals(True)
        self.weight.setValue(weight)
        self.weight.blockSignals(False)
        self._weights.setVisible(shown)

    def show_gone(self, gone: bool) -> None:
        """Say that the project has no such creative."""
        self._gone.setVisible(gone)


class CreativeDialog(Dialog):
    """Chooses creatives of the project for an ad group."""

    def __init__(
        self,
        parent: QWidget,
        names: Sequence[str],
        thumbnails: Thumbnails,
        chosen: Callable[[list[str]], object],
    ) -> None:
        super().__init__(parent, tr("CreativeDialog", "Add creatives"), width=560)
        self.list = QListWidget()
        self.list.setObjectName("creativeChoice")
        self.list.setAccessibleName(tr("CreativeDialog", "Creatives of the project"))
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSelectionMode(QListView.SelectionMode.MultiSelection)
        self.list.setIconSize(THUMBNAIL)
        self.list.setSpacing(GRID)
        self.list.setWordWrap(False)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setMinimumHeight(THUMBNAIL.height() * 2 + GRID * 12)
        for name in names:
            item = QListWidgetItem(name)
            item.setSizeHint(QSize(TILE_WIDTH, THUMBNAIL.height() + GRID * 5))
            item.setToolTip(name)
            self.list.addItem(item)
        self.show_thumbnails(thumbnails)
        self._chosen = chosen
        self.body.addWidget(QLabel(tr("CreativeDialog", "Choose one or several.")))
        self.body.addWidget(self.list, 1)
        self.add_button(tr("CreativeDialog", "Cancel"), self.reject)
        self.add_button(tr("CreativeDialog", "Add"), self._accept, kind="primary", name="addChosenCreatives")
        if self.list.count():
            self.list.setCurrentRow(0)
        self.list.setFocus()

    def show_thumbnails(self, thumbnails: Thumbnails) -> None:
        """Put pictures to their names."""
        for place in range(self.list.count()):
            item = self.list.item(place)
            image = thumbnails.get(item.text())
            if image is not None:
                picture = QPixmap.fromImage(image)
                made = QIcon(picture)
                # Chosen ads keep their colours.
                made.addPixmap(picture, QIcon.Mode.Selected)
                item.setIcon(made)

    def _accept(self) -> None:
        names = [item.text() for item in self.list.selectedItems()]
        self.accept()
        if names:
            self._chosen(names)
