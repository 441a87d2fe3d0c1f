"""The brand kit's own controls: a colour swatch, a picture from a file, and a set of choices of which several hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QColorDialog,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from admanager.gui import theme
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import button, icon_button
from admanager.gui.widgets.flow import FlowLayout


class ColourButton(QAbstractButton):
    """A swatch that opens the colour dialog; its colour is a `#rrggbb` text."""

    colour_chosen = Signal(str)

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = text
        self._colour = "#000000"
        self.clicked.connect(self._ask)

    def sizeHint(self) -> QSize:
        """Return the size of a control."""
        return QSize(56, 32)

    def colour(self) -> str:
        """Return the colour."""
        return self._colour

    def set_colour(self, colour: str) -> None:
        """Show a colour, and tell of it."""
        if colour == self._colour:
            return
        self._colour = colour
        self.setAccessibleDescription(colour)
        self.update()
        self.colour_chosen.emit(colour)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the swatch, with a ring where it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._colour))
        painter.setPen(theme.color("accent" if self.hasFocus() else "border_strong"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._colour), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self._title)
        dialog.colorSelected.connect(lambda chosen: self.set_colour(chosen.name()))
        dialog.open()


class _Thumbnail(QWidget):
    """A picture on the ground that it is made for, or an empty frame."""

    def __init__(self, ground: str) -> None:
        super().__init__()
        self.ground = ground
        self.image: QImage | None = None
        self.setFixedSize(QSize(GRID * 12, GRID * 6))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture as large as it fits."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setBrush(QColor(self.ground) if self.image is not None else theme.color("sunken"))
        painter.setPen(theme.color("border"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        if self.image is not None:
            room = self.rect().adjusted(6, 6, -6, -6)
            size = self.image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(room.center())
            painter.drawImage(place, self.image)


class PictureField(QWidget):
    """A picture of the brand: shown small, chosen from a file, or taken away."""

    file_chosen = Signal(str)
    taken_away = Signal()

    def __init__(self, name: str, text: str, ground: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.text = text
        self._thumbnail = _Thumbnail(ground)
        self._choose = button(tr("BrandPanel", "Choose…"), self._ask, name=f"{name}Choose")
        self._choose.setAccessibleName(tr("BrandPanel", "{picture}: choose a file", picture=text))
        self._away = icon_button(
            "trash", tr("BrandPanel", "{picture}: take it away", picture=text), self.taken_away.emit,
            name=f"{name}Away",
        )  # fmt: skip
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._thumbnail)
        layout.addWidget(self._choose)
        layout.addWidget(self._away)
        layout.addStretch(1)
        self.show_picture(None)

    def show_ground(self, colour: str) -> None:
        """Show the picture on another ground."""
        self._thumbnail.ground = colour
        self._thumbnail.update()

    def show_picture(self, image: QImage | None) -> None:
        """Show a picture, or that there is none."""
        self._thumbnail.image = image
        self._thumbnail.update()
        self._away.setVisible(image is not None)

    def has_picture(self) -> bool:
        """Return whether a picture is shown."""
        return self._thumbnail.image is not None

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.text)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        pictures = tr("BrandPanel", "Pictures")
        dialog.setNameFilter(f"{pictures} (*.png *.jpg *.jpeg *.svg *.webp)")
        dialog.fileSelected.connect(lambda path: self.file_chosen.emit(str(Path(path))))
        dialog.open()


class ChoiceSet(QWidget):
    """Check boxes beside one another; when none is checked, all are allowed."""

    changed = Signal()

    def __init__(self, name: str, options: Mapping[str, object]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.boxes = {key: QCheckBox(str(text)) for key, text in options.items()}
        holder = QWidget()
        flow = FlowLayout(holder, spacing=GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(holder)
        for key, box in self.boxes.items():
            box.setObjectName(f"{name}:{key}")
            box.toggled.connect(lambda _: self.changed.emit())
            flow.addWidget(box)

    def value(self) -> tuple[str, ...]:
        """Return the checked choices."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def set_value(self, chosen: Iterable[str]) -> None:
        """Check these."""
        wanted = set(chosen)
        for key, box in self.boxes.items():
            box.setChecked(key in wanted)
