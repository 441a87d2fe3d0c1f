"""The look of the window: one table of tokens makes the palette, the style sheet and the chart colours.

Widgets never name a colour. They take `current()` when they paint and listen for
`QEvent.Type.PaletteChange`, which every widget receives when the theme is switched.
"""

from __future__ import annotations

import string
import sys
from dataclasses import asdict, dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from admanager.resources import resource_folder

GRID = 8
"""All distances are multiples of this many pixels, or half of it inside a control."""

SIZE_SMALL, SIZE_BASE, SIZE_HEADING, SIZE_TITLE = 12, 13, 16, 22
CONTROL_HEIGHT = 32
MODES = ("system", "light", "dark")


@dataclass(frozen=True)
class Theme:
    """The colours of one look, as `#rrggbb`."""

    name: str
    window: str
    sidebar: str
    surface: str
    raised: str
    sunken: str
    hover: str
    border: str
    border_strong: str
    text: str
    text_muted: str
    text_faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    shadow: str
    chart_grid: str
    series: tuple[str, ...]
    """Colours of data series in this order; told apart with every common colour blindness."""

    @property
    def is_dark(self) -> bool:
        """Whether text is light on a dark ground."""
        return self.name == "dark"


# The series follow Okabe and Ito (2008), "Color Universal Design", moved in lightness to suit the ground.
LIGHT = Theme(
    name="light",
    window="#f7f8fa", sidebar="#eef0f4", surface="#ffffff", raised="#ffffff", sunken="#f1f3f6", hover="#e6e9ef",
    border="#e1e4ea", border_strong="#c3c8d2",
    text="#171a21", text_muted="#59606e", text_faint="#6f7684",
    accent="#2f56d3", accent_hover="#2648b8", accent_soft="#e5ebfd", on_accent="#ffffff",
    good="#17704a", good_soft="#e0f3ea", warn="#8a5300", warn_soft="#fdf0d8", bad="#b3261e", bad_soft="#fce8e6",
    shadow="#101828", chart_grid="#e7e9ee",
    series=("#2f56d3", "#d55e00", "#00866b", "#b8578f", "#b97f00", "#2b93c9", "#6b4fa0", "#3b4252"),
)  # fmt: skip

DARK = Theme(
    name="dark",
    window="#15171c", sidebar="#101216", surface="#1c1f26", raised="#252932", sunken="#12141a", hover="#282c36",
    border="#2b303a", border_strong="#474e5c",
    text="#eceef3", text_muted="#a6adbb", text_faint="#868e9d",
    accent="#8aa6ff", accent_hover="#a3b9ff", accent_soft="#242f52", on_accent="#0c1433",
    good="#5fd0a0", good_soft="#16342a", warn="#f0b45a", warn_soft="#3a2c14", bad="#ff8a80", bad_soft="#411f1e",
    shadow="#000000", chart_grid="#2a2e38",
    series=("#8aa6ff", "#ff8d4d", "#35c7a3", "#ff9ed8", "#f0bd4f", "#6cc5f2", "#b39ae6", "#e6e9f0"),
)  # fmt: skip

_current = LIGHT
_chinese = False


def current() -> Theme:
    """Return the theme that is shown."""
    return _current


def color(token: str, alpha: int = 255) -> QColor:
    """Return a token of the theme shown, such as `color("accent")`, with this opacity (0 to 255)."""
    made = QColor(getattr(_current, token))
    made.setAlpha(alpha)
    return made


def series_color(index: int, alpha: int = 255) -> QColor:
    """Return the colour of the data series with this number; they repeat after eight."""
    made = QColor(_current.series[index % len(_current.series)])
    made.setAlpha(alpha)
    return made


def apply(app: QApplication, mode: str) -> Theme:
    """Show the theme `"light"`, `"dark"` or `"system"` and return it.

    The palette is set explicitly, since on plain X11 and off screen Qt does not follow a requested
    colour scheme.
    """
    global _current
    _current = _wanted(app, mode)
    app.setPalette(palette(_current))
    app.setStyleSheet(style_sheet(_current))
    return _current


def _wanted(app: QApplication, mode: str) -> Theme:
    if mode in {"light", "dark"}:
        return DARK if mode == "dark" else LIGHT
    return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def set_up(app: QApplication) -> None:
    """Set the font, once, before the first widget is made; the style is set where the application is made."""
    app.setFont(font())


def use_language(app: QApplication, language: str) -> None:
    """Take the font's punctuation that suits a language."""
    global _chinese
    _chinese = language.startswith("zh")
    app.setFont(font())


def font(size: int = SIZE_BASE, *, bold: bool = False) -> QFont:
    """Return the window's font at one of the four sizes, with figures of equal width."""
    return QFont(_font(size, bold, _chinese))


@lru_cache(maxsize=32)
def _font(size: int, bold: bool, chinese: bool) -> QFont:
    made = QFont()
    if sys.platform.startswith("linux"):
        # The first that is installed; the desktop's own default is often a font with wide, dated letters.
        made.setFamilies(
            ["Inter", "Noto Sans", "Ubuntu Sans", "Cantarell", "Noto Sans CJK SC", "DejaVu Sans"]
        )
    made.setPixelSize(size)
    made.setFeature(QFont.Tag("tnum"), 1)
    # Fonts with Chinese letters draw the curly quotes of English texts as wide as a Chinese letter.
    made.setFeature(QFont.Tag("pwid"), 0 if chinese else 1)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def mono_font(size: int = SIZE_SMALL) -> QFont:
    """Return a font whose letters all have the same width, for reports and code."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPixelSize(size)
    return made


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme, complete for all groups."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.sunken,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.text_faint,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.bad,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.hover,
        QPalette.ColorRole.Mid: theme.border_strong,
        QPalette.ColorRole.Dark: theme.border,
        QPalette.ColorRole.Shadow: theme.shadow,
    }
    for role, value in roles.items():
        made.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.text_faint))
    return made


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme: only what the palette cannot say."""
    # A style sheet cannot recolour a picture, so its few pictures exist once for each theme.
    images = (resource_folder() / "themes" / theme.name).as_posix()
    values = {name: value for name, value in asdict(theme).items() if isinstance(value, str)}
    return string.Template(_STYLE).substitute(values, images=images)


_STYLE = """
QLabel[role="title"] { font-size: 22px; font-weight: 600; }
QLabel[role="heading"] { font-size: 16px; font-weight: 600; }
QLabel[role="subheading"] { font-weight: 600; }
QLabel[role="muted"] { color: $text_muted; }
QLabel[role="caption"] { font-size: 12px; color: $text_muted; }
QLabel[role="badge"] { font-size: 12px; color: $warn; background: $warn_soft; border-radius: 4px; padding: 2px 6px; }
QLabel[role="badge"][kind="good"] { color: $good; background: $good_soft; }
QLabel[role="badge"][kind="info"] { color: $accent; background: $accent_soft; }
QLabel[role="badge"][kind="bad"] { color: $bad; background: $bad_soft; }
QLabel[role="figure"] { font-size: 22px; font-weight: 600; }
QLabel[role="error"] { font-size: 12px; color: $bad; }
QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[role="banner"] { border-radius: 6px; background: $accent_soft; }
QFrame[role="banner"][kind="good"] { background: $good_soft; }
QFrame[role="banner"][kind="warn"] { background: $warn_soft; }
QFrame[role="banner"][kind="bad"] { background: $bad_soft; }
QFrame[role="line"] { background: $border; border: none; }
QPushButton { min-height: 18px; padding: 6px 12px; border: 1px solid $border_strong; border-radius: 6px;
    background: $raised; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $accent_soft; border-color: $accent; }
QPushButton:disabled { color: $text_faint; background: $window; border-color: $border; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 11px; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $hover; border-color: $hover; color: $text_faint; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="danger"]:disabled { color: $text_faint; border-color: $border; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="link"] { background: transparent; border: none; color: $accent; padding: 2px 0; text-align: left; }
QPushButton[kind="link"]:disabled { color: $text_faint; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { text-decoration: underline; border: none; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px; background: transparent; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:checked, QToolButton:pressed { background: $accent_soft; }
QToolButton:focus { border: 2px solid $accent; padding: 4px; }
QToolButton[role="legend"] { padding: 2px 6px; color: $text_faint; font-size: 12px; }
QToolButton[role="legend"]:checked { background: transparent; color: $text; }
QToolButton[role="legend"]:hover { background: $hover; }
QToolButton[role="legend"]:focus { padding: 1px 5px; }
QToolButton:disabled { color: $text_faint; }
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit { background: $surface; border: 1px solid $border_strong;
    border-radius: 6px; padding: 5px 8px; min-height: 18px; selection-background-color: $accent;
    selection-color: $on_accent; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: none; padding: 0 0 0 4px; min-height: 0;
    background: transparent; }
QRadioButton { spacing: 8px; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $border_strong; border-radius: 8px;
    background: $surface; }
QRadioButton::indicator:hover { border-color: $accent; }
QRadioButton::indicator:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $hover; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: $raised;
    border: 1px solid $border_strong; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QSlider::sub-page:horizontal:disabled { background: $border_strong; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 20px; border: none;
    border-left: 1px solid $border; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 1px; margin-right: 1px; border-top-right-radius: 5px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 1px; margin-right: 1px;
    border-bottom-right-radius: 5px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url("$images-up.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$images-down.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::up-arrow:off { image: url("$images-up-off.svg"); }
QAbstractSpinBox::down-arrow:disabled, QAbstractSpinBox::down-arrow:off { image: url("$images-down-off.svg"); }
QDateEdit::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: 24px; border: none; }
QDateEdit::down-arrow { image: url("$images-down.svg"); width: 12px; height: 12px; }
QComboBox { padding-right: 24px; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: 24px; border: none; }
QComboBox::down-arrow { image: url("$images-down.svg"); width: 12px; height: 12px; }
QComboBox::down-arrow:disabled { image: url("$images-down-off.svg"); }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border_strong; padding: 4px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border: 2px solid $accent; padding: 4px 7px; }
/* Its inner field adds three pixels, which would make it higher than other fields. */
QAbstractSpinBox { padding: 3px 22px 4px 4px; }
QAbstractSpinBox:focus { padding: 2px 21px 3px 3px; }
QDateEdit, QDateEdit:focus { padding-right: 24px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { background: $window; color: $text_faint;
    border-color: $border; }
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"], QComboBox[invalid="true"] { border-color: $bad; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 14px; height: 14px; border: 1px solid $border_strong;
    border-radius: 4px; background: $surface; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
    image: url("$images-tick.svg"); }
QCheckBox::indicator:disabled { background: $window; border-color: $border; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QAbstractItemView { background: $surface; border: none; outline: none; alternate-background-color: $surface;
    selection-background-color: $accent_soft; selection-color: $text; }
QTableView { gridline-color: $border; }
QTableView::item { padding: 0 5px; border-bottom: 1px solid $border; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text_muted; border: none; border-bottom: 1px solid $border_strong;
    padding: 4px 8px; font-size: 12px; font-weight: 600; }
QTableCornerButton::section { background: $surface; border: none; border-bottom: 1px solid $border_strong; }
QTabBar::tab { background: transparent; color: $text_muted; padding: 8px 4px; margin-right: 20px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }
QTabBar { qproperty-drawBase: 0; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QToolTip { background: $raised; color: $text; border: 1px solid $border_strong; padding: 4px 6px; }
QFrame[role="sidebar"] { background: $sidebar; border-right: 1px solid $border; }
QFrame[role="header"] { background: $window; border-bottom: 1px solid $border; }
QFrame[role="status"] { background: $sidebar; border-top: 1px solid $border; }
QFrame[role="side"] { background: $surface; border-left: 1px solid $border; }
QFrame[role="sheet"] { background: $raised; border: 1px solid $border_strong; border-radius: 10px; }
QToolButton[role="nav"] { text-align: left; padding: 7px 8px; color: $text_muted; border-radius: 6px; }
QToolButton[role="nav"]:hover { background: $hover; color: $text; }
QToolButton[role="nav"]:checked { background: $accent_soft; color: $text; font-weight: 600; }
QToolButton[role="nav"]:focus { padding: 6px 7px; }
QListWidget#concepts::item { border: 2px solid transparent; border-radius: 6px; padding: 4px; }
QListWidget#concepts::item:selected { background: $accent_soft; border-color: $accent; }
QListWidget#creativeChoice::item { border: 2px solid transparent; border-radius: 8px; padding: 4px; }
QListWidget#creativeChoice::item:hover { background: $hover; }
QListWidget#creativeChoice::item:selected { background: $accent_soft; border-color: $accent; color: $text; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QToolButton { font-weight: 600; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { background: $raised; selection-background-color: $accent;
    selection-color: $on_accent; }
QPushButton[kind="chip"] { min-height: 16px; padding: 3px 8px; border-color: $border; border-radius: 12px;
    background: $hover; }
QPushButton[kind="chip"]:hover { border-color: $border_strong; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: 2px 7px; }
QPushButton[kind="chip"][invalid="true"] { border-color: $bad; color: $bad; }
QPushButton[kind="search"] { color: $text_muted; border-color: $border; background: $surface; text-align: left;
    padding: 4px 12px; }
QPushButton[kind="search"]:hover { border-color: $border_strong; }
QPushButton[kind="search"]:focus { border: 2px solid $accent; padding: 3px 11px; }
QListWidget#paletteList { background: transparent; }
QListWidget#paletteList::item { border-radius: 6px; }
QListWidget#paletteList::item:selected { background: $accent_soft; }
QPushButton[kind="tile"] { text-align: left; padding: 12px 14px; background: $surface; border-color: $border;
    border-radius: 8px; }
QPushButton[kind="tile"]:hover { border-color: $border_strong; background: $surface; }
QPushButton[kind="tile"]:focus { border: 2px solid $accent; padding: 11px 13px; }
QMenu { background: $raised; border: 1px solid $border_strong; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $text_faint; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenuBar { background: $sidebar; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: $border_strong; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $text_faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $hover; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $hover; }
"""
