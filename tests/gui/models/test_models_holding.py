"""Whether models still hold: judged by itself when rows come in or are taken back, and trained anew with one click."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from admanager.demo.generator import write_customers
from admanager.gui.pages.models.drift_words import verdict_words
from admanager.gui.pages.models.view import ModelsPage
from admanager.gui.window import MainWindow
from admanager.ingest.load import undo_import
from admanager.ingest.options import ImportOptions
from admanager.learning import judging, models
from admanager.learning.drift import ColumnDrift, Drift, Reached
from admanager.project.file import ProjectFile
from tests.gui.models.pages import FIRST, LEAK, MARKUP, TARGET, info, names, press, settle
from tests.learning.conftest import import_here


@pytest.fixture
def page(page: ModelsPage, monkeypatch: pytest.MonkeyPatch) -> ModelsPage:
    monkeypatch.setattr(judging, "run_in_child", lambda function, *args, job: function(*args, job=job))
    return page


def _import_new_people(project: ProjectFile, folder: Path, **changed: object) -> int:
    """Import 400 people of whom some columns are others; return the batch."""
    frame = pd.read_csv(write_customers(folder / "new.csv", seed=9, people=400)).assign(**changed)
    frame["customer_id"] = "new-" + frame["customer_id"].astype(str)
    frame.to_csv(folder / "new.csv", index=False)
    import_here(project, folder / "new.csv", ImportOptions(table="profiles"))
    (batch,) = project.read().execute("SELECT MAX(id) FROM import_batch").fetchone()
    return int(batch)


def _sign(page: ModelsPage, name: str) -> object:
    return page.list.model.index(names(page).index(name), 0).data(Qt.ItemDataRole.DecorationRole)


def test_an_import_has_the_models_judged_and_undoing_it_takes_the_verdict_back(
    qtbot: QtBot, page: ModelsPage, tmp_path: Path
) -> None:
    page.list.select([info(page).id])
    assert _sign(page, FIRST) is None
    assert not page.list.summary.figures.drift.isVisible()
    batch = _import_new_people(page.project, tmp_path, age=95)
    qtbot.waitUntil(lambda: info(page).id in page.holding.found())
    found = page.holding.found()[info(page).id]
    # Those of the 400 who consented.
    assert found.rows == 377
    assert found.columns[0].column == "age"
    assert _sign(page, FIRST) is not None
    assert page.list.summary.figures.drift.whole_text() == verdict_words(found)
    assert f"age (PSI {found.columns[0].psi:.2f})" in page.list.summary.figures.drift.whole_text()
    settle(qtbot, page)
    page.open_model(info(page).id)
    settle(qtbot, page)
    assert page.model.drift.text() == verdict_words(found)
    undo_import(page.project, batch)
    qtbot.waitUntil(lambda: page.holding.found() == {})
    assert page.model.drift.text() == ""
    page.show_list()
    assert _sign(page, FIRST) is None


def test_models_are_judged_also_while_another_page_is_seen(
    qtbot: QtBot, window: MainWindow, with_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "run_in_child", lambda function, *args, job: function(*args, job=job))
    window.actions_of_project.open_path(with_models)
    qtbot.waitUntil(lambda: window.session.standing is not None)
    assert window.page_name == "home"
    project = window.context.project
    assert project is not None
    _import_new_people(project, tmp_path, age=95)
    number = models.get_model(project, FIRST).id
    qtbot.waitUntil(lambda: number in window.holding.found())
    assert window.holding.found()[number].verdict in {"moved", "broken"}
    assert window.status.message() == "By the new rows 2 models no longer hold; the Models page says why."
    assert "models" not in window.pages
    window.show_page("models")
    page = window.page
    assert isinstance(page, ModelsPage)
    settle(qtbot, page)
    assert _sign(page, FIRST) is not None
    # Another language builds the page anew; what is known stays.
    window.settings.set("language", "zh_CN")
    assert number in window.holding.found()
    window.settings.set("language", "en")


def test_rows_like_those_before_leave_the_list_quiet(qtbot: QtBot, page: ModelsPage, tmp_path: Path) -> None:
    _import_new_people(page.project, tmp_path)
    qtbot.waitUntil(lambda: info(page).id in page.holding.found())
    page.list.select([info(page).id])
    assert page.holding.found()[info(page).id].verdict == "holds"
    assert _sign(page, FIRST) is None
    assert page.list.summary.figures.drift.whole_text().startswith(
        "The model still holds. 377 new rows are like"
    )
    retrain = page.list.summary.findChild(QPushButton, "summaryRetrain")
    assert retrain is not None
    assert not retrain.isVisible()


def test_what_was_judged_is_not_judged_again_for_the_same_rows(
    qtbot: QtBot, page: ModelsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _import_new_people(page.project, tmp_path)
    qtbot.waitUntil(lambda: info(page).id in page.holding.found())
    settle(qtbot, page)
    monkeypatch.setattr(judging, "judge_models", lambda *_args, **_named: pytest.fail("judged twice"))
    page.refresh(frozenset())
    settle(qtbot, page)
    again = type(page)(page.context)
    qtbot.addWidget(again)
    again.show()
    settle(qtbot, again)
    assert again.holding.found() == page.holding.found()


def test_a_judgement_that_fails_is_not_tried_for_ever(
    qtbot: QtBot, page: ModelsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def fail(*args: object, **_named: object) -> None:
        tried.append(args)
        raise MemoryError

    monkeypatch.setattr(judging, "judge_models", fail)
    _import_new_people(page.project, tmp_path)
    qtbot.waitUntil(lambda: bool(tried))
    settle(qtbot, page)
    assert len(tried) == 1
    assert page.holding.found() == {}


def test_one_click_trains_anew_with_the_same_settings(
    qtbot: QtBot, page: ModelsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(page, "train", asked.append)
    page.list.select([info(page, MARKUP).id])
    page.holding.note(info(page, MARKUP).id, Drift("moved", 900, 0, (ColumnDrift("age", 0.6),)))
    assert (
        "clearly others than those it learned from: age (PSI 0.60)."
        in page.list.summary.figures.drift.whole_text()
    )
    press(page.list.summary, "summaryRetrain")
    page.open_model(info(page, MARKUP).id)
    settle(qtbot, page)
    page.model.drift._action.click()
    first, second = asked
    assert first == second
    card = models.get_model(page.project, MARKUP).card
    assert card is not None
    assert first == judging.same_again(card, MARKUP)
    assert (first.target, first.family, first.seed, first.include) == (TARGET, "logistic", 1, (LEAK,))


def test_a_verdict_names_the_rates_it_rests_on() -> None:
    reached = Reached("auc", 0.61, 0.57, 0.65, trained=0.7)
    found = Drift("broken", 900, 800, (ColumnDrift("age", 0.05),), 0.1, 0.2, 0.17, 0.23, reached)
    assert verdict_words(found) == (
        "The model no longer holds. 900 new rows are like those it learned from; the largest shift is that of “age” "
        "(PSI 0.05). Of 800 with an answer it expected 10.0 %, and 20.0 % did (95 %: 17.0 % to 23.0 %); its AUC on them "
        "is 0.610, and was 0.700."
    )
    assert verdict_words(Drift("unknown", 20, 0, ())).startswith("There are too few new rows (20)")
