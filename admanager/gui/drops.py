"""Files that are dropped anywhere on the window: a project is opened, a model loaded, the rest imported as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from admanager.gui import icons, theme
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID

if TYPE_CHECKING:
    from admanager.gui.window import MainWindow

PROJECT_SUFFIX = ".adm"
MODEL_SUFFIX = ".onnx"
_ICON = 40
_RADIUS = 10
_VEIL = 235


class FileDrops:
    """Takes what is dragged over the window and says what dropping it will do."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.hint: DropHint | None = None

    def enter(self, event: QDragEnterEvent) -> None:
        """Accept files, and say what dropping them does."""
        paths = dropped_files(event)
        if not paths:
            event.ignore()
            return
        if self.hint is None:
            self.hint = DropHint(self._window)
        if is_project(paths):
            self.hint.say(tr("FileDrops", "Drop to open this project"), "folder")
        elif self._window.context.project is None:
            self.hint.say(_project_first(paths), "models" if is_model(paths) else "data")
        elif offer := self._window.page.offer_for(paths):
            self.hint.say(offer, self._window.entries[self._window.page_name].icon)
        elif is_model(paths):
            self.hint.say(tr("FileDrops", "Drop to load this model; it is checked first"), "models")
        else:
            self.hint.say(tr("FileDrops", "Drop to import; you will see what it holds first"), "import")
        event.acceptProposedAction()

    def leave(self) -> None:
        """Forget the offer."""
        if self.hint is not None:
            self.hint.hide()
            self.hint.deleteLater()
            self.hint = None

    def drop(self, event: QDropEvent) -> None:
        """Open the project, load the model, or import the data."""
        self.leave()
        paths = dropped_files(event)
        if is_project(paths):
            self._window.actions_of_project.open_path(paths[0])
        elif paths and self._window.context.project is not None:
            if not self._window.page.offer_for(paths):
                self._window.show_page("models" if is_model(paths) else "data")
            self._window.page.take_files(paths)
        else:
            event.ignore()
            if paths:
                self._window.context.show_message(_project_first(paths), "warn")
            return
        event.acceptProposedAction()


class DropHint(QWidget):
    """A veil over the window with one line that says what dropping will do."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("dropHint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text, self._icon = "", ""
        self.setGeometry(window.centralWidget().geometry())

    def say(self, text: str, icon: str) -> None:
        """Show a line below an icon."""
        self._text, self._icon = text, icon
        self.setAccessibleName(text)
        self.show()
        self.raise_()

    def text(self) -> str:
        """Return the line shown."""
        return self._text

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil, a dashed frame, the icon and the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("window", _VEIL))
        painter.setPen(QPen(theme.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("accent_soft"))
        margin = GRID * 3
        frame = self.rect().adjusted(margin, margin, -margin, -margin)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        middle = frame.center()
        place = QRect(middle.x() - _ICON // 2, middle.y() - _ICON, _ICON, _ICON)
        picture = icons.pixmap(self._icon, theme.current().accent, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(place.topLeft(), picture)
        painter.setFont(theme.font(theme.SIZE_HEADING, bold=True))
        painter.setPen(theme.color("text"))
        line = QRect(frame.left(), place.bottom() + GRID, frame.width(), GRID * 5)
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, self._text)


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def is_project(paths: list[Path]) -> bool:
    """Return whether this is exactly one file, and a project."""
    return len(paths) == 1 and paths[0].suffix.lower() == PROJECT_SUFFIX


def is_model(paths: list[Path]) -> bool:
    """Return whether this is exactly one file, and a model."""
    return len(paths) == 1 and paths[0].suffix.lower() == MODEL_SUFFIX


def _project_first(paths: list[Path]) -> str:
    if is_model(paths):
        return tr("FileDrops", "Open or make a project first; the model is loaded into it")
    return tr("FileDrops", "Open or make a project first; data is imported into it")
