"""An editor of a day whose calendar follows the theme and the language of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton

from admanager.gui import icons
from admanager.gui.i18n import locale


class DayEdit(QDateEdit):
    """A day whose calendar looks like the rest of the window; it is made when it may be wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._is_dressed = False
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")

    def dress(self) -> None:
        """Make the calendar in the window's look."""
        if self._is_dressed:
            return
        self._is_dressed = True
        calendar = self.calendarWidget()
        calendar.setLocale(locale())
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())
        for name, icon in (
            ("qt_calendar_prevmonth", "chevron-left"),
            ("qt_calendar_nextmonth", "chevron-right"),
        ):
            icons.set_icon(calendar.findChild(QToolButton, name), icon)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Have the calendar ready."""
        self.dress()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Have the calendar ready."""
        self.dress()
        super().keyPressEvent(event)
