"""Every family can be trained from the form, which asks for what each needs and for nothing else."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest
from pytestqt.qtbot import QtBot

from admanager.gui.pages.models.view import ModelsPage
from admanager.ingest.options import ColumnOptions, ImportOptions
from admanager.learning import models
from admanager.learning.request import TrainRequest
from admanager.learning.training import fit
from admanager.project.file import ProjectFile
from tests.gui.models.conftest import OpenPage
from tests.gui.models.pages import field, settle, words
from tests.learning.behaviour_worlds import write_two_back
from tests.learning.conftest import import_here
from tests.learning.funnel_worlds import made_funnel, store_funnel

EVENTS = {"who": "key", "step": "time", "item": "item"}


@pytest.fixture(scope="module")
def shop_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an experiment on people, impressions, events, and a model of the funnel; not to be changed."""
    folder = tmp_path_factory.mktemp("families")
    path, people = folder / "shop.adm", folder / "people.csv"
    with people.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "age", "arm", "bought"))
        writer.writerows(
            (f"c{n}", 18 + n % 50, "e-mail" if n % 2 else "none", "yes" if n * 7 % 11 < 3 else "no")
            for n in range(600)
        )
    with pytest.MonkeyPatch.context() as patch, ProjectFile.create(path, name="Shop") as project:
        import_here(project, people)
        events = write_two_back(folder / "events.csv", people=60)
        frame = pd.read_csv(events)
        frame.assign(shelf=frame["step"] * 7 % 5 + 1).to_csv(events, index=False)
        columns = tuple(ColumnOptions(source_name=name, role=role) for name, role in EVENTS.items())
        import_here(project, events, ImportOptions(table="events", columns=columns))
        store_funnel(project, made_funnel(4_000))
        patch.setattr(models, "run_in_child", lambda function, *args, job: function(*args, job=job))
        patch.setattr(fit, "MAX_EPOCHS", 3)
        request = TrainRequest(name="Funnel", target="converted", table="impressions", family="esmm")
        models.train(project, request)
    return path


@pytest.fixture
def shop(shop_source: Path, tmp_path: Path, open_page: OpenPage, qtbot: QtBot) -> ModelsPage:
    page = open_page(Path(shutil.copy(shop_source, tmp_path / "shop.adm")))
    page.show_form()
    settle(qtbot, page)
    return page


def choose(qtbot: QtBot, page: ModelsPage, **values: object) -> None:
    for name, value in values.items():
        field(page, f"train{name.capitalize()}").set_value(value)
        settle(qtbot, page)


def offered(page: ModelsPage, name: str) -> list[object]:
    editor = field(page, name).editor
    return [editor.itemData(place) for place in range(editor.count())]


def test_what_comes_next_is_asked_of_events_and_needs_no_columns(qtbot: QtBot, shop: ModelsPage) -> None:
    choose(qtbot, shop, table="events")
    assert offered(shop, "trainFamily") == ["sequence", "gru", "cnn", "transformer"]
    assert field(shop, "trainTarget").value() == "next:item"
    # Categories that come as whole numbers can be asked about as well.
    assert "next:step" not in offered(shop, "trainTarget")
    assert "next:shelf" in offered(shop, "trainTarget")
    assert not field(shop, "trainPositive").isVisible()
    request = shop.form.request()
    assert (request.table, request.family, request.target) == ("events", "sequence", "next:item")
    assert field(shop, "trainName").value() == "Next item"
    assert shop.form.start.isEnabled()
    assert any("there is nothing to choose" in text for text in words(shop.form))
    choose(qtbot, shop, target="colour", positive="1")
    request = shop.form.request()
    assert (request.target, request.positive) == ("colour", "1")
    assert shop.form.start.isEnabled()
    _look(shop, "events")


def test_a_funnel_takes_the_column_with_the_role_of_a_click(qtbot: QtBot, shop: ModelsPage) -> None:
    choose(qtbot, shop, table="impressions", target="converted")
    assert not field(shop, "trainClicked").isVisible()
    assert shop.form.request().clicked is None
    choose(qtbot, shop, family="esmm")
    assert field(shop, "trainClicked").isVisible()
    request = shop.form.request()
    assert (request.family, request.clicked, request.target) == ("esmm", "clicked", "converted")
    qtbot.waitUntil(shop.form.start.isEnabled)
    found = shop.form.columns.found
    assert found is not None
    # All impressions, not the clicked ones alone.
    assert found.rows == 4_000
    _look(shop, "funnel")
    choose(qtbot, shop, clicked="converted")
    assert not shop.form.start.isEnabled()


def test_a_funnel_predicts_what_follows_the_click_and_says_so_where_the_click_is_chosen(
    qtbot: QtBot, shop: ModelsPage
) -> None:
    shop.show_form()
    settle(qtbot, shop)
    field(shop, "trainTable").set_value("impressions")
    settle(qtbot, shop)
    field(shop, "trainTarget").set_value("clicked")
    settle(qtbot, shop)
    field(shop, "trainFamily").set_value("esmm")
    settle(qtbot, shop)
    assert field(shop, "trainTarget").value() == "converted"
    assert field(shop, "trainTarget").error() == ""
    assert shop.form.start.isEnabled()
    field(shop, "trainTarget").set_value("clicked")
    settle(qtbot, shop)
    assert field(shop, "trainTarget").error() == "This is the click; choose the conversion that follows it."
    assert not shop.form.start.isEnabled()


def test_uplift_asks_who_was_treated_and_proposes_nothing_it_cannot_know(
    qtbot: QtBot, shop: ModelsPage
) -> None:
    choose(qtbot, shop, table="profiles", target="bought", family="uplift")
    assert field(shop, "trainTreatment").isVisible()
    assert not shop.form.start.isEnabled()
    choose(qtbot, shop, treatment="arm")
    assert set(offered(shop, "trainControl")) == {"e-mail", "none"}
    assert field(shop, "trainControl").value() is None
    choose(qtbot, shop, control="none")
    qtbot.waitUntil(shop.form.start.isEnabled)
    request = shop.form.request()
    assert (request.treatment, request.control, request.target) == ("arm", "none", "bought")
    shown = {row.name: row for row in shop.form.columns.shown.columns_shown}
    assert not shown["arm"].used
    assert not shown["arm"].usable
    choose(qtbot, shop, family="auto")
    qtbot.waitUntil(shop.form.start.isEnabled)
    shown = {row.name: row for row in shop.form.columns.shown.columns_shown}
    assert shown["arm"].used
    choose(qtbot, shop, family="uplift")
    assert field(shop, "trainName").value() == "Uplift of bought"
    _look(shop, "uplift")


def test_what_was_entered_comes_back_when_the_page_is_built_anew(
    qtbot: QtBot, shop: ModelsPage, shop_source: Path, open_page: OpenPage, tmp_path: Path
) -> None:
    choose(qtbot, shop, table="impressions", target="converted", family="mmoe")
    state = shop.save_state()
    again = open_page(Path(shutil.copy(shop_source, tmp_path / "again.adm")))
    again.restore_state(state)
    again.form.show_standing(again.standing, new_data=True)
    settle(qtbot, again)
    request = again.form.request()
    assert (request.table, request.family, request.clicked) == ("impressions", "mmoe", "clicked")


def test_a_model_of_the_funnel_shows_click_and_conversion_one_by_one(qtbot: QtBot, shop: ModelsPage) -> None:
    found = models.get_model(shop.project, "Funnel")
    shop.open_model(found.id)
    settle(qtbot, shop)
    told, card = words(shop.model.quality.heads), found.card
    assert card is not None
    assert shop.model.quality.heads.isVisible()
    for head in card.heads.values():
        assert f"{head.metrics.auc:.4f}" in told
        assert f"{head.metrics.rows:,}" in told
    assert "Conversion after a click" in told
    decision = shop.model.quality.decision
    # Where a yes brings in less than it costs to reach one, nobody is worth it; where asking is free, there are some.
    decision.cost.setValue(1_000)
    decision.revenue.setValue(1)
    assert decision.answer.text() == "At this cost and revenue, addressing nobody is the best."
    decision.cost.setValue(0)
    assert decision.answer.text().startswith("Best is to address")
    assert decision.chart.series["profit"].y[-1] == pytest.approx(10_000 * card.measured().base_rate)
    _look(shop, "model")


def _look(page: ModelsPage, name: str) -> None:
    """Keep a picture where a person asked for one."""
    if folder := os.environ.get("ADMANAGER_PICTURES"):
        page.resize(1280, 720)
        page.grab().save(f"{folder}/models-{name}.png")
