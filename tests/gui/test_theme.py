"""The themes: complete palettes, readable contrast, series that can be told apart, icons that follow."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from admanager.gui import icons, theme
from admanager.gui.widgets.basics import button
from admanager.resources import resource_folder


def luminance(value: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    channels = [channel / 255 for channel in QColor(value).getRgb()[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def seen_without(value: str, kind: str) -> tuple[float, float, float]:
    """Return a colour as people without red or green cones see it (Machado et al. 2009, severity 1), in sRGB."""
    matrix = {
        "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
        "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    }[kind]
    rgb = [c / 255 for c in QColor(value).getRgb()[:3]]
    return tuple(sum(m * c for m, c in zip(line, rgb, strict=True)) for line in matrix)  # type: ignore[return-value]


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "surface", "sidebar", "raised"])
@pytest.mark.parametrize("text", ["text", "text_muted", "text_faint", "accent", "good", "warn", "bad"])
def test_text_is_readable_on_every_ground(shown: theme.Theme, ground: str, text: str) -> None:
    needed = 3.9 if text == "text_faint" else 4.5
    assert contrast(getattr(shown, text), getattr(shown, ground)) >= needed


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_messages_are_readable_on_their_soft_grounds(shown: theme.Theme) -> None:
    for ground in (shown.accent_soft, shown.good_soft, shown.warn_soft, shown.bad_soft):
        assert contrast(shown.text, ground) >= 7
    assert contrast(shown.on_accent, shown.accent) >= 4.5
    assert contrast(shown.on_accent, shown.accent_hover) >= 4.5


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["protanopia", "deuteranopia"])
def test_first_four_series_can_be_told_apart_without_red_or_green(shown: theme.Theme, kind: str) -> None:
    seen = [seen_without(value, kind) for value in shown.series[:4]]
    for one, other in itertools.combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.12


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_series_stand_out_from_the_card(shown: theme.Theme) -> None:
    for value in shown.series:
        assert contrast(value, shown.surface) >= 3


def test_dark_is_dark_even_where_the_system_has_no_colour_scheme(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert qapp.palette().color(QPalette.ColorRole.Base).lightness() < 60
    theme.apply(qapp, "system")
    assert theme.current() in {theme.LIGHT, theme.DARK}


def test_style_sheet_has_no_token_left_open() -> None:
    assert "$" not in theme.style_sheet(theme.LIGHT)


def test_font_sizes_are_the_four_of_the_window(qapp: QApplication) -> None:
    sizes = [theme.SIZE_SMALL, theme.SIZE_BASE, theme.SIZE_HEADING, theme.SIZE_TITLE]
    assert sizes == [12, 13, 16, 22]
    assert theme.font().pixelSize() == 13


def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    names = [path.stem for path in (resource_folder() / "icons").glob("*.svg")]
    assert len(names) > 40
    for name in names:
        picture = icons.pixmap(name, "#ff0000", 96).toImage()
        drawn = {
            picture.pixelColor(x, y).name()
            for x in range(96)
            for y in range(96)
            if picture.pixelColor(x, y).alpha() > 200
        }
        assert drawn, name
        if name != "admanager":
            assert "#ff0000" in drawn, name


def test_icon_of_a_button_follows_the_theme(qapp: QApplication) -> None:
    made = button("Import…", icon="import")

    def darkest() -> int:
        picture = made.icon().pixmap(20, 20).toImage()
        return min(
            picture.pixelColor(x, y).lightness()
            for x in range(20)
            for y in range(20)
            if picture.pixelColor(x, y).alpha() > 200
        )

    assert darkest() < 80
    theme.apply(qapp, "dark")
    icons.recolor(made)
    icons.set_icon(made, "import")
    assert darkest() > 150
    made.deleteLater()
