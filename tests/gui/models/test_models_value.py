"""Customer value in the window: learned from the purchases, held against what came, explained, and written back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from admanager.gui.pages.models.value_view import EMPTY, FOUND, NO_EVENTS
from admanager.gui.pages.models.view import ModelsPage
from admanager.learning import value_profiles
from admanager.project.tables import columns
from tests.gui.models.conftest import OpenPage
from tests.gui.models.pages import assert_plain, press, settle
from tests.learning.test_value_backtest import shop


@pytest.fixture(scope="module")
def shop_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with customers and their purchases; not to be changed."""
    return shop(tmp_path_factory.mktemp("shop"))


@pytest.fixture
def value_page(
    shop_source: Path, tmp_path: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> ModelsPage:
    monkeypatch.setattr(value_profiles, "run_in_child", lambda function, *args, job: function(*args, job=job))
    page = open_page(Path(shutil.copy(shop_source, tmp_path / "shop.adm")))
    press(page, "customerValue")
    return page


def fitted(qtbot: QtBot, page: ModelsPage) -> ModelsPage:
    page.value.days.setValue(60)
    page.valuing.fit(60)
    qtbot.waitUntil(lambda: page.value.places.currentIndex() == FOUND)
    settle(qtbot, page)
    return page


def test_customer_value_is_learned_and_shown_with_its_figures(qtbot: QtBot, value_page: ModelsPage) -> None:
    page = value_page
    assert page.place() == "value"
    assert page.value.places.currentIndex() == EMPTY
    fitted(qtbot, page)
    found, results = page.value.found, page.value.results
    assert found is not None
    assert found.held is not None
    assert results.tiles["customers"].value() == "401"
    assert results.tiles["purchases"].value() == f"{found.value.expected.sum():,.0f}"
    assert list(results.chart.series["expected"].y) == [group.expected for group in found.held.groups]
    assert list(results.chart.series["actual"].y) == [group.actual for group in found.held.groups]
    assert f"{round(found.held.expected):,} purchases" in results.verdict.text()
    assert [row[0] for row in results.parameters.rows] == ["r", "alpha", "a", "b"]
    days = found.value.frequency.alpha / found.value.frequency.r
    assert f"every {days:.0f} days" in results.parameters.rows[1][3]
    worth = [row[4] for row in results.best.rows]
    assert worth == sorted(worth, reverse=True)
    assert_plain(page.value)


def test_it_is_written_into_the_profiles_with_one_click(qtbot: QtBot, value_page: ModelsPage) -> None:
    page = fitted(qtbot, value_page)
    with qtbot.waitSignal(page.context.message_posted) as told:
        press(page.value, "writeValue")
    assert told.args is not None
    assert "Written for 401 people" in told.args[0]
    assert "alive chance" in {column.name for column in columns(page.project.read(), "profiles")}


def test_it_outlives_a_page_that_is_built_anew_and_ends_with_the_project(
    qtbot: QtBot, value_page: ModelsPage
) -> None:
    page = fitted(qtbot, value_page)
    again = type(page)(page.context)
    qtbot.addWidget(again)
    again.restore_state(page.save_state())
    again.show()
    settle(qtbot, again)
    assert again.place() == "value"
    assert again.value.places.currentIndex() == FOUND
    again.project_changed()
    assert again.value.places.currentIndex() == EMPTY


def test_events_that_are_missing_are_told_in_words_and_asked_for(
    qtbot: QtBot, page: ModelsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(page, "customerValue")
    assert page.value.places.currentIndex() == NO_EVENTS
    assert not page.value.days.isEnabled()
    page.valuing.fit(90)
    qtbot.waitUntil(lambda: any("events" in text for text in [page.banner.text()]))
    assert page.value.places.currentIndex() == NO_EVENTS
    asked: list[str] = []
    monkeypatch.setattr(page.context, "open_page", lambda name, *_: asked.append(name))
    place = page.value.places.currentWidget()
    assert place is not None
    button = place.findChild(QPushButton)
    assert button is not None
    button.click()
    assert asked == ["data"]


def test_a_file_has_a_line_a_customer(qtbot: QtBot, value_page: ModelsPage, tmp_path: Path) -> None:
    page = fitted(qtbot, value_page)
    found = page.value.found
    assert found is not None
    page.valuing.write_file(found.value, tmp_path / "value.csv")
    settle(qtbot, page)
    assert len((tmp_path / "value.csv").read_text(encoding="utf-8").splitlines()) == 402
