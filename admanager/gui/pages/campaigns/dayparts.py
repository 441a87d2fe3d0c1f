"""The 7 x 24 grid of the hours in which an ad group may show ads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from admanager.gui import theme
from admanager.gui.i18n import locale, tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, caption, row

DAYS, HOURS = 7, 24
DAY_ROOM, HOUR_ROOM = 40, 18
CELL = 16
Rows = tuple[str, ...]

ALWAYS: Rows = ("1" * HOURS,) * DAYS


def hours_text(rows: Rows | None) -> str:
    """Return the grid in a few words."""
    rows = rows or ALWAYS
    open_hours = sum(day.count("1") for day in rows)
    if open_hours == DAYS * HOURS:
        return tr("DaypartGrid", "All hours of the week")
    return tr("DaypartGrid", "{count} of the week's 168 hours", count=open_hours)


def _pattern(days: range, hours: range) -> Rows:
    return tuple("".join("1" if d in days and h in hours else "0" for h in range(HOURS)) for d in range(DAYS))


def presets() -> list[tuple[str, Rows]]:
    """Return the usual choices by name."""
    return [
        (tr("DaypartGrid", "All hours"), ALWAYS),
        (tr("DaypartGrid", "Working hours"), _pattern(range(5), range(9, 18))),
        (tr("DaypartGrid", "Evenings"), _pattern(range(7), range(18, 23))),
        (tr("DaypartGrid", "Days without nights"), _pattern(range(7), range(7, 23))),
        (tr("DaypartGrid", "Weekends"), _pattern(range(5, 7), range(24))),
    ]


def day_name(day: int, style: QLocale.FormatType = QLocale.FormatType.ShortFormat) -> str:
    """Return the name of a day of the week, 0 being Monday."""
    return locale().toString(
        QDate(2024, 1, 1 + day), "ddd" if style == QLocale.FormatType.ShortFormat else "dddd"
    )


class DaypartGrid(QWidget):
    """Cells that are painted open or closed with the mouse, or with the arrow keys and the space bar."""

    rows_changed = Signal(object)
    """The seven rows, or None where every hour is open; after the mouse is let go or a key pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._cells = [list(day) for day in ALWAYS]
        self._cursor = (0, 0)
        self._paints = ""
        self._from = (0, 0)
        self._before: list[list[str]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("DaypartGrid", "Hours in which ads are shown"))
        self._describe()

    # -- value -------------------------------------------------------------------------------------------

    def rows(self) -> Rows | None:
        """Return the seven rows, or None where every hour is open."""
        made = tuple("".join(day) for day in self._cells)
        return None if made == ALWAYS else made

    def set_rows(self, rows: Rows | None) -> None:
        """Show rows, without telling of a change."""
        if rows != self.rows():
            self._cells = [list(day) for day in rows or ALWAYS]
            self._describe()
            self.update()

    def choose(self, rows: Rows | None) -> None:
        """Show rows and tell of the change."""
        before = self.rows()
        self.set_rows(rows)
        if self.rows() != before:
            self.rows_changed.emit(self.rows())

    # -- look --------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the size of square cells."""
        return QSize(DAY_ROOM + HOURS * CELL, HOUR_ROOM + DAYS * (CELL + 2))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the hours could not be told apart."""
        return QSize(DAY_ROOM + HOURS * 12, HOUR_ROOM + DAYS * (CELL + 2))

    def cell_rect(self, day: int, hour: int) -> QRect:
        """Return where an hour is drawn."""
        width = (self.width() - DAY_ROOM) / HOURS
        height = (self.height() - HOUR_ROOM) / DAYS
        left, right = DAY_ROOM + hour * width, DAY_ROOM + (hour + 1) * width
        top, bottom = HOUR_ROOM + day * height, HOUR_ROOM + (day + 1) * height
        return QRect(round(left), round(top), round(right) - round(left) - 2, round(bottom) - round(top) - 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the grid."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SIZE_SMALL))
        painter.setPen(theme.color("text_muted"))
        for day in range(DAYS):
            line = self.cell_rect(day, 0)
            place = QRect(0, line.top(), DAY_ROOM - GRID, line.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, day_name(day))
        for hour in range(0, HOURS, 3):
            cell = self.cell_rect(0, hour)
            painter.drawText(
                QRect(cell.left(), 0, 40, HOUR_ROOM), Qt.AlignmentFlag.AlignVCenter, f"{hour:02d}"
            )
        painter.setPen(Qt.PenStyle.NoPen)
        for day in range(DAYS):
            for hour in range(HOURS):
                open_ = self._cells[day][hour] == "1"
                painter.setBrush(theme.color("accent", 150) if open_ else theme.color("hover"))
                painter.drawRoundedRect(self.cell_rect(day, hour), 2, 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 2))
            painter.drawRoundedRect(self.cell_rect(*self._cursor).adjusted(-1, -1, 1, 1), 3, 3)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _describe(self) -> None:
        day, hour = self._cursor
        state = tr("DaypartGrid", "open") if self._cells[day][hour] == "1" else tr("DaypartGrid", "closed")
        here = tr(
            "DaypartGrid",
            "{day}, {hour}:00: {state}",
            day=day_name(day, QLocale.FormatType.LongFormat),
            hour=hour,
            state=state,
        )
        self.setAccessibleDescription(f"{hours_text(self.rows())}. {here}")

    # -- mouse -------------------------------------------------------------------------------------------

    def _at(self, where: QPoint) -> tuple[int, int] | None:
        if where.x() < DAY_ROOM or where.y() < HOUR_ROOM:
            return None
        hour = int((where.x() - DAY_ROOM) * HOURS / max(self.width() - DAY_ROOM, 1))
        day = int((where.y() - HOUR_ROOM) * DAYS / max(self.height() - HOUR_ROOM, 1))
        return (min(max(day, 0), DAYS - 1), min(max(hour, 0), HOURS - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle of hours; all of it becomes what the first one was not."""
        place = self._at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            return
        self._before = [list(day) for day in self._cells]
        self._from, self._cursor = place, place
        self._paints = "0" if self._cells[place[0]][place[1]] == "1" else "1"
        self._fill(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the rectangle larger or smaller, or tell the hour below the pointer."""
        where = event.position().toPoint()
        place = self._at(where)
        if self._paints and place is not None:
            self._cursor = place
            self._fill(place)
        self.setToolTip(
            ""
            if place is None
            else tr(
                "DaypartGrid",
                "{day}, {first}:00 to {last}:00",
                day=day_name(place[0]),
                first=place[1],
                last=place[1] + 1,
            )
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the rectangle and tell of the change."""
        if self._paints and event.button() == Qt.MouseButton.LeftButton:
            self._paints = ""
            self.rows_changed.emit(self.rows())

    def _fill(self, to: tuple[int, int]) -> None:
        self._cells = [list(day) for day in self._before]
        (day1, hour1), (day2, hour2) = self._from, to
        for day in range(min(day1, day2), max(day1, day2) + 1):
            for hour in range(min(hour1, hour2), max(hour1, hour2) + 1):
                self._cells[day][hour] = self._paints
        self._describe()
        self.update()

    # -- keys --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows; the space bar opens or closes an hour; with Shift the arrows carry that on."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        day, hour = self._cursor
        if key == Qt.Key.Key_Space:
            self._cells[day][hour] = "0" if self._cells[day][hour] == "1" else "1"
            self.rows_changed.emit(self.rows())
        elif key in steps:
            now = self._cells[day][hour]
            day = min(max(day + steps[key][0], 0), DAYS - 1)
            hour = min(max(hour + steps[key][1], 0), HOURS - 1)
            self._cursor = (day, hour)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._cells[day][hour] != now:
                self._cells[day][hour] = now
                self.rows_changed.emit(self.rows())
        else:
            super().keyPressEvent(event)
            return
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor."""
        super().focusOutEvent(event)
        self.update()


class DaypartEditor(QWidget):
    """The hours in words, and the grid once it is asked for."""

    rows_changed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.grid = DaypartGrid()
        self.grid.setObjectName(f"{name}.grid")
        self.grid.rows_changed.connect(self._on_changed)
        self._text = caption(hours_text(None))
        self.toggle = button(
            tr("DaypartEditor", "Choose hours"), self._toggle, kind="link", name=f"{name}.toggle"
        )
        self.preset = button(
            tr("DaypartEditor", "Presets"), self._open_presets, kind="quiet", name=f"{name}.presets"
        )
        self._area = QWidget()
        area = QVBoxLayout(self._area)
        area.setContentsMargins(0, 0, 0, 0)
        area.setSpacing(GRID)
        area.addWidget(self.grid)
        note = caption(
            tr(
                "DaypartEditor",
                "Drag over hours, or use the arrow keys and the space bar. Hours are those of the flight's time zone.",
            )
        )
        line = row(note, self.preset)
        line.setStretch(0, 1)
        area.addLayout(line)
        self._area.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        head = row(self._text, self.toggle)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self._area)

    def show_rows(self, rows: Rows | None) -> None:
        """Show rows, without telling of a change."""
        self.grid.set_rows(rows)
        self._text.setText(hours_text(rows))

    def open_grid(self, shown: bool = True) -> None:
        """Show or hide the grid."""
        self._area.setVisible(shown)
        self.toggle.setText(
            tr("DaypartEditor", "Hide the hours") if shown else tr("DaypartEditor", "Choose hours")
        )

    def _toggle(self) -> None:
        self.open_grid(self._area.isHidden())

    def _on_changed(self, rows: Rows | None) -> None:
        self._text.setText(hours_text(rows))
        self.rows_changed.emit(rows)

    def _open_presets(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, rows in presets():
            menu.addAction(name, partial(self.grid.choose, None if rows == ALWAYS else rows))
        menu.popup(self.preset.mapToGlobal(QPoint(0, self.preset.height())))
