"""The window's icons: SVG line drawings in `resources/icons`, recoloured by the theme."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from admanager.gui import theme
from admanager.resources import resource

ICON_SIZE = 20
_PROPERTY = "admanagerIcon"


@functools.cache
def _folder() -> str:
    return str(resource("icons"))


@functools.cache
def _drawing(name: str) -> str:
    with open(f"{_folder()}/{name}.svg", encoding="utf-8") as file:
        return file.read()


@functools.lru_cache(maxsize=512)
def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of `size` device-independent pixels in a `#rrggbb` colour."""
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", color).encode()))
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, token: str = "text") -> QIcon:
    """Return an icon in a colour token of the theme shown; `set_icon` is better, since it follows the theme."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    return QIcon(pixmap(name, getattr(theme.current(), token), ICON_SIZE, ratio))


def set_icon(target: QAbstractButton | QAction, name: str, token: str = "text") -> None:
    """Give a button or an action an icon that follows the theme."""
    target.setProperty(_PROPERTY, f"{name} {token}")
    target.setIcon(icon(name, token))


def set_token(target: QAbstractButton | QAction, token: str) -> None:
    """Draw a button's icon in another colour token."""
    described = target.property(_PROPERTY)
    if described:
        set_icon(target, described.split(" ")[0], token)


def recolor(root: QWidget) -> None:
    """Draw the icons of all buttons and actions below `root` anew, after a switch of the theme."""
    for target in [*root.findChildren(QAbstractButton), *root.findChildren(QAction)]:
        described = target.property(_PROPERTY)
        if described:
            target.setIcon(icon(*described.split(" ")))


def swatch(color: int) -> QIcon:
    """Return the icon of a series in a legend: filled while the series is shown, hollow when it is hidden."""
    made = QIcon()
    for state in (QIcon.State.On, QIcon.State.Off):
        picture = QPixmap(24, 24)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(theme.series_color(color))
        pen.setWidth(3)
        painter.setPen(pen)
        if state is QIcon.State.On:
            painter.setBrush(theme.series_color(color))
        painter.drawRoundedRect(4, 4, 16, 16, 4, 4)
        painter.end()
        made.addPixmap(picture, QIcon.Mode.Normal, state)
    return made


class IconLabel(QWidget):
    """A picture that carries no function; it follows the theme by itself."""

    def __init__(self, name: str, size: int = 18, token: str = "text") -> None:
        super().__init__()
        self._name, self._size, self._token = name, size, token
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon in the theme's colour."""
        picture = pixmap(
            self._name, getattr(theme.current(), self._token), self._size, self.devicePixelRatioF()
        )
        painter = QPainter(self)
        painter.drawPixmap(0, 0, picture)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when the theme was switched."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
