"""Headings, buttons, cards, banners, tiles and empty states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from admanager.gui import icons
from admanager.gui.i18n import tr
from admanager.gui.theme import CONTROL_HEIGHT, GRID
from admanager.gui.widgets.plain_label import PlainLabel


def set_role(widget: QWidget, role: str, kind: str = "") -> None:
    """Give a widget a role of the style sheet, and have it drawn anew."""
    widget.setProperty("role", role)
    if kind:
        widget.setProperty("kind", kind)
    if widget.isVisible():
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def set_kind(target: QPushButton, kind: str) -> None:
    """Make a button primary, normal, danger, quiet or a link, with its icon in the colour that fits."""
    if target.property("kind") == kind:
        return
    target.setProperty("kind", kind)
    target.style().unpolish(target)
    target.style().polish(target)
    icons.set_token(target, "on_accent" if kind == "primary" else "text")


class ElidedLabel(QLabel):
    """A plain line of text that ends with … where it does not fit; its tooltip has all of it.

    It paints itself: a text that Qt's label is given has everything around it laid out anew, up to the window, which
    takes three milliseconds where figures come in live.
    """

    def __init__(self, text: str = "", role: str = "", *, tips: bool = True) -> None:
        """Make a line; without `tips` the tooltip is that of what it stands in."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._tips = tips
        self._whole = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text == self._whole:
            return
        self._whole = text
        self.setAccessibleName(text)
        if self._tips:
            self.setToolTip(plain_tooltip(text) if text else "")
        self.update()

    def whole_text(self) -> str:
        """Return the text, whether it fits or not."""
        return self._whole

    def text(self) -> str:
        """Return the text as it is cut."""
        return self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def sizeHint(self) -> QSize:
        """Return the size of the whole line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole), metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return the height of the line: its width is what the layout has for it."""
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.text())


def label(text: str = "", role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a label of plain text; `role` is title, heading, subheading, muted, caption, figure or error."""
    made = PlainLabel()
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def heading(text: str, level: int = 2) -> QLabel:
    """Return a heading: level 1 the page (22 px), 2 a part (16 px), 3 a group (13 px, bold)."""
    return label(text, {1: "title", 2: "heading", 3: "subheading"}[level])


def muted(text: str = "") -> QLabel:
    """Return a wrapped explanation in a quieter colour."""
    return label(text, "muted", wrap=True)


def caption(text: str = "") -> QLabel:
    """Return a wrapped small note (12 px), such as a unit, a source or a help text."""
    return label(text, "caption", wrap=True)


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    kind: str = "normal",
    icon: str = "",
    tooltip: str = "",
    name: str = "",
) -> QPushButton:
    """Return a push button; `kind` is normal, primary (one a view), danger, quiet or link.

    `name` is its object name, by which tests find it.
    """
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if icon:
        icons.set_icon(made, icon, "on_accent" if kind == "primary" else "text")
    if tooltip:
        made.setToolTip(plain_tooltip(tooltip))
    if name:
        made.setObjectName(name)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def icon_button(
    icon: str, text: str, on_click: Callable[[], object] | None = None, *, name: str = ""
) -> QToolButton:
    """Return a button with an icon only; `text` is its tooltip and its name for screen readers."""
    made = QToolButton()
    made.setIconSize(QSize(18, 18))
    icons.set_icon(made, icon)
    made.setToolTip(plain_tooltip(text))
    made.setAccessibleName(text)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if name:
        made.setObjectName(name)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def plain_tooltip(text: str) -> str:
    """Return a text as a tooltip that wraps and shows data as it is, never as markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"


def line() -> QFrame:
    """Return a thin horizontal rule."""
    made = QFrame()
    made.setProperty("role", "line")
    made.setFixedHeight(1)
    return made


def row(*items: QWidget | QLayout | int | None, spacing: int = GRID) -> QHBoxLayout:
    """Return a horizontal layout of widgets and layouts; a number is a gap, None takes the free space."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for item in items:
        if item is None:
            made.addStretch(1)
        elif isinstance(item, int):
            made.addSpacing(item)
        elif isinstance(item, QLayout):
            made.addLayout(item)
        else:
            made.addWidget(item)
    return made


def clear_layout(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item.widget() is not None:
            item.widget().hide()
            item.widget().deleteLater()
        elif item.layout() is not None:
            clear_layout(item.layout())
            item.layout().deleteLater()


def scrolled(widget: QWidget) -> QScrollArea:
    """Return a widget inside a vertical scroll area without a frame, for pages taller than the window."""
    area = _scroll_area()
    _put_in(area, widget)
    return area


def scroll_in(place: QBoxLayout, widget: QWidget) -> QScrollArea:
    """Put a widget into a vertical scroll area in its place, and return that.

    Qt looks through all that is in a widget for each thing that this is put into, so that the area comes first.
    """
    area = _scroll_area()
    place.addWidget(area)
    _put_in(area, widget)
    area.show()
    return area


def empty_tabs(tabs: QTabWidget, *titles: str) -> list[QVBoxLayout]:
    """Add a tab for each title and return their layouts, to be filled when a tab is first seen."""
    places = []
    for title in titles:
        holder = QWidget()
        place = QVBoxLayout(holder)
        place.setContentsMargins(0, 0, 0, 0)
        tabs.addTab(holder, title)
        places.append(place)
    return places


def _scroll_area() -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # A viewport of our own: asking Qt for the one that it made loads every class of widget that there is.
    viewport = QWidget()
    area.setViewport(viewport)
    viewport.setAutoFillBackground(False)
    return area


def _put_in(area: QScrollArea, widget: QWidget) -> None:
    widget.setProperty("role", "scrolled")
    area.setWidget(widget)
    widget.setAutoFillBackground(False)


class Card(QFrame):
    """A quiet box around things that belong together; put them into `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        self.body.setSpacing(GRID)
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(heading(title, 3))


class MetricTile(QFrame):
    """One figure with its name above and its unit or context below."""

    def __init__(
        self, name: str, value: str = "–", detail: str = "", *, tooltip: str = "", compact: bool = False
    ) -> None:
        """Make a tile; a `compact` one is for many figures above what they are about."""
        super().__init__()
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._name = label(name, "caption")
        self._value: QLabel = _steady("heading") if compact else label(value, "figure")
        self._detail: QLabel = _steady("caption") if compact else label(detail, "caption")
        layout = QVBoxLayout(self)
        if compact:
            layout.setContentsMargins(GRID * 3 // 2, GRID - 2, GRID // 2, GRID - 2)
            layout.setSpacing(0)
        else:
            layout.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 2, GRID * 3 // 2)
            layout.setSpacing(2)
        for part in (self._name, self._value, self._detail):
            layout.addWidget(part)
        layout.addStretch(1)
        # Many tiles beside one another keep their size while their figures come in.
        self._keeps_detail = compact
        self._detail.setVisible(bool(detail) or compact)
        if compact:
            self.set_value(value, detail)
        if tooltip:
            self.setToolTip(plain_tooltip(tooltip))
        self._describe()

    def set_value(self, value: str, detail: str | None = None) -> None:
        """Show another value, and another detail where one is given."""
        _write(self._value, value)
        if detail is not None:
            _write(self._detail, detail)
            if not self._keeps_detail:
                self._detail.setVisible(bool(detail))
        self._describe()

    def set_name(self, name: str) -> None:
        """Name the figure anew."""
        self._name.setText(name)
        self._describe()

    def value(self) -> str:
        """Return the text of the figure."""
        return _read(self._value)

    def detail(self) -> str:
        """Return the text below the figure."""
        return _read(self._detail)

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._name.text()}: {self.value()} {self.detail()}".strip())


def _steady(role: str) -> ElidedLabel:
    return ElidedLabel("", role, tips=False)


def _write(target: QLabel, text: str) -> None:
    if isinstance(target, ElidedLabel):
        target.set_text(text)
    else:
        target.setText(text)


def _read(target: QLabel) -> str:
    return target.whole_text() if isinstance(target, ElidedLabel) else target.text()


class Banner(QFrame):
    """A message that stays on the page until it is mended or closed; `kind` is info, good, warn or bad."""

    closed = Signal()

    def __init__(self, closable: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._icon = icons.IconLabel("info", 18, "accent")
        self._text = label(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = button("", kind="link")
        self._on_action: Callable[[], object] | None = None
        self._action.clicked.connect(self._act)
        self._close = icon_button("close", tr("Banner", "Close this message"), self.close_message)
        if not closable:
            # What is told to be seen before it has a place is shown as a window of its own.
            self._close.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID * 3 // 2, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    def show_message(
        self,
        text: str,
        kind: str = "info",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        """Show a text, with a link that does something about it where `action` names one."""
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._on_action = on_action
        name, token = {"good": ("check", "good"), "warn": ("warning", "warn"), "bad": ("error", "bad")}.get(
            kind, ("info", "accent")
        )
        self._icon.set_icon(name, token)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(text)
        self.show()

    def text(self) -> str:
        """Return the text shown; empty when the banner is hidden."""
        return "" if self.isHidden() else self._text.text()

    def close_message(self) -> None:
        """Hide the banner."""
        self.hide()
        self.closed.emit()

    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()


class EmptyState(QWidget):
    """What a page shows while it has nothing: what this is, and one button to begin."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        second_action: str = "",
        on_second_action: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.button: QPushButton | None = None
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(icons.IconLabel(icon, 40, "text_faint"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(GRID)
        title_label = heading(title)
        title_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title_label)
        explanation = muted(text)
        explanation.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        explanation.setFixedWidth(GRID * 56)
        explanation.ensurePolished()
        # Layouts inside layouts forget that a wrapped text needs more than one line.
        explanation.setMinimumHeight(explanation.heightForWidth(GRID * 56))
        column.addWidget(explanation, 0, Qt.AlignmentFlag.AlignHCenter)
        if action:
            column.addSpacing(GRID)
            self.button = button(action, on_action, kind="primary", name="emptyStateButton")
            self.button.setMinimumHeight(CONTROL_HEIGHT)
            buttons: list[QWidget | int | None] = [None, self.button]
            if second_action:
                buttons.append(button(second_action, on_second_action))
            column.addLayout(row(*buttons, None))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(column)
        outer.addStretch(3)
        self.setAccessibleName(title)
