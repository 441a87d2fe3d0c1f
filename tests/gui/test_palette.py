"""The command palette: finding by a few letters, running, leaving."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from admanager.gui import fuzzy
from admanager.gui.palette import PaletteEntry, find
from admanager.gui.window import MainWindow


@pytest.fixture(autouse=True)
def _plain_pages(plain_pages: None) -> None:
    """What the palette finds does not depend on the actions of the pages."""


def entries(*texts: str) -> list[PaletteEntry]:
    return [PaletteEntry(text, "AdManager", lambda: None) for text in texts]


def found(query: str, *texts: str) -> list[str]:
    return [entry.text for entry in find(entries(*texts), query)]


def test_empty_query_shows_all_in_their_order() -> None:
    assert found("  ", "Undo", "Open", "New") == ["Undo", "Open", "New"]


def test_initials_find_a_command() -> None:
    assert found("op", "Import", "Drop table", "Open project…")[0] == "Open project…"
    assert found("np", "Snap", "Open project…", "New project…")[0] == "New project…"


def test_letters_have_to_occur_in_order() -> None:
    assert found("nepo", "Open") == []


def test_word_in_the_middle_is_found_by_its_beginning() -> None:
    assert found("proj", "Open project…", "Prefer old jobs")[0] == "Open project…"


def test_chinese_text_is_found_and_so_is_its_english_name() -> None:
    entry = PaletteEntry("打开项目…", "AdManager", lambda: None, also="Open project…")
    assert find([entry], "项目") == [entry]
    assert find([entry], "open") == [entry]
    assert find([entry], "关闭") == []


@pytest.mark.parametrize("query", ["o", "open", "opr", "OPEN PROJECT"])
def test_score_is_positive_where_it_fits(query: str) -> None:
    assert fuzzy.score(query, "Open project…") > 0


def test_palette_opens_by_key_finds_a_page_and_goes_there(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, "K", Qt.KeyboardModifier.ControlModifier)
    sheet = window.palette_sheet
    assert sheet is not None
    qtbot.keyClicks(sheet.field, "priv")
    assert sheet.texts()[0] == "Privacy"
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    assert window.page_name == "privacy"
    assert window.palette_sheet is None


def test_palette_runs_a_command_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.show_palette()
    assert window.palette_sheet is not None
    qtbot.keyClicks(window.palette_sheet.field, "theme: dark")
    qtbot.keyClick(window.palette_sheet.field, Qt.Key.Key_Return)
    assert window.settings.get("theme") == "dark"


def test_arrow_keys_walk_round_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.show_palette()
    sheet = window.palette_sheet
    assert sheet is not None
    qtbot.keyClick(sheet.field, Qt.Key.Key_Up)
    assert sheet.list.currentRow() == sheet.list.count() - 1
    qtbot.keyClick(sheet.field, Qt.Key.Key_Down)
    assert sheet.list.currentRow() == 0


def test_escape_leaves_without_doing_anything(qtbot: QtBot, window: MainWindow) -> None:
    window.show_palette()
    assert window.palette_sheet is not None
    qtbot.keyClick(window.palette_sheet.field, Qt.Key.Key_Escape)
    assert window.palette_sheet is None
    assert window.page_name == "home"


def test_nothing_fits_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.show_palette()
    sheet = window.palette_sheet
    assert sheet is not None
    qtbot.keyClicks(sheet.field, "zzzzqqq")
    assert sheet.nothing.isVisible()
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    assert window.palette_sheet is sheet
    sheet.dismiss()


def test_undo_is_in_the_palette_only_when_there_is_something(open_window: MainWindow) -> None:
    assert not [entry for entry in open_window.palette_entries() if entry.also == "Undo"]
