"""The Explain tab: what a model goes by, one person, what if, whether it still holds, and scoring everyone."""

from __future__ import annotations

import os
import re
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from admanager.gui.pages.models.changes import scored_words
from admanager.gui.pages.models.explain_view import FOUND
from admanager.gui.pages.models.model_view import EXPLAIN
from admanager.gui.pages.models.view import ModelsPage
from admanager.learning import examining, judging
from admanager.learning.project_scoring import HeadScores, ProjectScores
from admanager.project.tables import columns
from tests.gui.models.pages import FIRST, HELD_OUT, assert_plain, cell, info, press, settle, words


@pytest.fixture
def opened(page: ModelsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ModelsPage:
    for module in (examining, judging):
        monkeypatch.setattr(module, "run_in_child", lambda function, *args, job: function(*args, job=job))
    page.open_model(info(page).id)
    page.model.tabs.setCurrentIndex(EXPLAIN)
    settle(qtbot, page)
    return page


def _explained(opened: ModelsPage, qtbot: QtBot) -> None:
    opened.explaining.explain()
    qtbot.waitUntil(lambda: opened.explaining.view.places.currentIndex() == FOUND, timeout=30_000)


def test_a_model_is_explained_with_its_columns_and_groups(opened: ModelsPage, qtbot: QtBot) -> None:
    view = opened.explaining.view
    _explained(opened, qtbot)
    lost = [row[1] for row in view.overview.importance.rows]
    assert lost == sorted(lost, reverse=True)
    assert lost[0] > 0.01
    assert sum(group[1] for group in view.overview.groups.rows) > HELD_OUT
    assert f"{HELD_OUT} rows" in view.overview.note.text()
    assert_plain(view)
    # The curve of the most important column is drawn, and that of any other at a choice.
    assert view.overview.drawn.count() >= 2
    for place in (0, 1):
        view.overview.drawn.setCurrentIndex(place)
        points = view.overview._dependence[view.overview.drawn.currentText()]
        drawn = view.overview.curve.series
        assert [y for key in drawn for y in drawn[key].y] == [point.probability for point in points]
        assert len(view.overview.curve.categories) == len(points) >= 2
    _look(opened)


def test_one_person_is_explained_and_asked_what_if(opened: ModelsPage, qtbot: QtBot) -> None:
    view = opened.explaining.view
    (key,) = opened.project.read().execute("SELECT customer_id FROM profiles LIMIT 1").fetchone()
    view.key.setText(key)
    press(view, "explainPerson")
    qtbot.waitUntil(lambda: bool(view.one.contributions.rows), timeout=30_000)
    range_shown = view.one.members
    assert not range_shown.isVisible()
    asked = view.one._asked
    assert asked is not None
    view.one.show_person(replace(asked, explanation=replace(asked.explanation, members=(0.125, 0.02, 0.3))))
    assert range_shown.isVisible()
    assert all(word in range_shown.text() for word in ("3 networks", "2.0 %", "30.0 %"))
    assert_plain(view)
    since = {row[0]: row[1] for row in view.one.contributions.rows}["member_since"]
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", since)
    view.one.column.setCurrentText("member_since")
    view.one.value.setText(since)
    press(view, "askWhatIf")
    qtbot.waitUntil(lambda: f"member_since = {since}" in view.one.answer.text())
    assert "(0.0 %)" in view.one.answer.text()
    view.one.value.setText("soon")
    press(view, "askWhatIf")
    qtbot.waitUntil(lambda: any("member_since holds dates; soon is none" in text for text in words(opened)))
    view.one.column.setCurrentText("orders_12m")
    view.one.value.setText("12")
    press(view, "askWhatIf")
    qtbot.waitUntil(lambda: "orders_12m = 12" in view.one.answer.text())
    view.one.value.setText("twelve")
    press(view, "askWhatIf")
    qtbot.waitUntil(lambda: any("twelve is none" in text for text in words(opened)))
    assert view.one.answer.text() == ""


def test_a_key_that_nobody_has_is_told(opened: ModelsPage, qtbot: QtBot) -> None:
    view = opened.explaining.view
    view.key.setText("nobody")
    press(view, "explainPerson")
    qtbot.waitUntil(lambda: any("nobody with the key nobody" in text for text in words(opened)))
    assert view.key.isEnabled()


def test_a_person_can_ask_whether_the_model_still_holds(opened: ModelsPage, qtbot: QtBot) -> None:
    press(opened.explaining.view, "checkDrift")
    qtbot.waitUntil(lambda: "No rows have come in since" in opened.model.drift.text(), timeout=30_000)
    assert opened.explaining.view.drift.isEnabled()


def test_one_person_leads_back_to_the_whole_model(opened: ModelsPage, qtbot: QtBot) -> None:
    view = opened.explaining.view
    _explained(opened, qtbot)
    (key,) = opened.project.read().execute("SELECT customer_id FROM profiles LIMIT 1").fetchone()
    view.key.setText(key)
    press(view, "explainPerson")
    qtbot.waitUntil(view.one.isVisible, timeout=30_000)
    assert not view.overview.isVisible()
    press(view.one, "closePerson")
    assert view.overview.isVisible()
    assert view.overview.importance.rows


def test_everyone_is_scored_from_the_menu(opened: ModelsPage, qtbot: QtBot) -> None:
    opened.model.more.click()
    (menu,) = [made for made in opened.model.findChildren(QMenu) if made.isVisible()]
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(
        lambda: any(column.name == f"{FIRST} score" for column in columns(opened.project.read(), "profiles")),
        timeout=30_000,
    )
    settle(qtbot, opened)


def test_all_columns_that_a_funnel_fills_are_named() -> None:
    heads = {
        "click": HeadScores("Funnel click score", 0.1),
        "conversion": HeadScores("Funnel conversion score", 0.2),
    }
    text = scored_words(ProjectScores("Funnel score", 1_200, 0.02, 1.0, heads))
    assert text == (
        "1,200 people are scored; the columns of the profiles are “Funnel click score” for the click, “Funnel conversion score” "
        "for a conversion after it, and “Funnel score” for both."
    )
    assert "“Chance score”" in scored_words(ProjectScores("Chance score", 1_200, 0.1, 1.0, {}))


def test_another_model_begins_without_the_findings_of_the_first(opened: ModelsPage, qtbot: QtBot) -> None:
    _explained(opened, qtbot)
    other = next(row for row in opened.standing.models if row.name != FIRST)  # type: ignore[union-attr]
    opened.open_model(other.id)
    assert opened.explaining.view.overview.importance.rows == []
    assert cell(opened.list.table, 0, "Model")


def _look(page: ModelsPage) -> None:
    """Keep a picture where a person asked for one."""
    if folder := os.environ.get("ADMANAGER_PICTURES"):
        page.resize(1280, 720)
        page.grab().save(f"{folder}/models-explain.png")
