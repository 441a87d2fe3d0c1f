"""A training as a person follows it: live curves, cancelling, another language, and what came of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from admanager.gui.page import PageContext
from admanager.gui.pages.models.card_words import facts_of_card
from admanager.gui.pages.models.live_view import CURVES, WAITING, LiveView
from admanager.gui.pages.models.view import ModelsPage
from admanager.gui.widgets.progress import describe
from admanager.gui.window import MainWindow
from admanager.jobs import Job
from admanager.learning import models
from admanager.learning.card import MemberInfo
from admanager.learning.request import EpochReport, Preparation
from tests.gui.models.pages import FIRST, field, info, press, settle

LONGEST_CANCEL = 1.0
"""Twice what is promised: the machine may do other work at the same time."""


def answer_commands(*, job: Job) -> list[object]:
    found: list[object] = []
    while "stop" not in found:
        found += job.commands()
    return found


def report(epoch: int, **values: float) -> EpochReport:
    told = {"train_loss": 0.4 / epoch, "valid_loss": 0.5 / epoch, "valid_auc": 0.6 + epoch / 100} | values
    return EpochReport(epoch, is_best=True, seconds=float(epoch), **told)


@pytest.fixture
def live(qtbot: QtBot) -> LiveView:
    """The view of a training that has told nothing yet."""
    made = LiveView()
    qtbot.addWidget(made)
    made.resize(1040, 520)
    return made


def test_a_model_is_trained_with_live_curves_and_then_shown(qtbot: QtBot, form_page: ModelsPage) -> None:
    page, live = form_page, form_page.live
    field(page, "trainFamily").set_value("dcn")
    beats: list[float] = []
    beat = QTimer(page, interval=20)
    beat.timeout.connect(lambda: beats.append(time.monotonic()))
    beat.start()
    press(page.form, "startTraining")
    assert page.place() == "live"
    assert live.places.currentIndex() == WAITING
    assert live.title.whole_text() == f"Train “{FIRST}”"
    record = page.context.job("models.train")
    qtbot.waitUntil(lambda: len(live.epochs) >= 2)
    assert live.places.currentIndex() == CURVES
    assert live.preparation.text().startswith("Learns from ")
    shown = live.epochs
    assert list(live.charts.loss.series["train"].y) == [entry.train_loss for entry in shown]
    assert list(live.charts.loss.series["valid"].y) == [entry.valid_loss for entry in shown]
    assert list(live.charts.auc.series["auc"].y) == [entry.valid_auc for entry in shown]
    assert list(live.charts.auc.series["auc"].x) == list(range(1, len(shown) + 1))
    assert live.tiles["auc"].value() == f"{shown[-1].valid_auc:.4f}"
    settle(qtbot, page)
    beat.stop()
    assert record.error is None
    # A window that waits for the training would not beat at all; a busy machine makes it beat more slowly.
    assert len(beats) > 5 * record.seconds()
    assert page.place() == "model"
    card = models.get_model(page.project, FIRST).card
    assert card is not None
    assert [entry.valid_loss for entry in card.training.epochs] == [entry.valid_loss for entry in live.epochs]
    assert page.model.title.whole_text() == FIRST
    # The next one does not replace it.
    page.show_form()
    assert field(page, "trainName").value() == f"{FIRST} 2"


def test_a_cancelled_training_leaves_no_model_and_returns_to_the_form(
    qtbot: QtBot, form_page: ModelsPage
) -> None:
    page = form_page
    # At once, while the columns are looked through, and among the epochs.
    for far_enough in (lambda _: True, lambda job: job.text != "", lambda _: bool(page.live.epochs)):
        press(page.form, "startTraining")
        record = page.context.job("models.train")
        qtbot.waitUntil(lambda record=record, ready=far_enough: ready(record))
        asked = time.monotonic()
        press(page.live, "cancelJob")
        qtbot.waitUntil(lambda record=record: record.finished)
        assert record.ended - asked < LONGEST_CANCEL
        settle(qtbot, page)
        assert page.place() == "train"
        assert models.list_models(page.project) == []
        assert page.banner.text() == ""
        assert page.form.start.isEnabled()


def test_a_training_goes_on_while_something_else_is_shown(qtbot: QtBot, page: ModelsPage) -> None:
    page.show_form()
    settle(qtbot, page)
    press(page.form, "startTraining")
    press(page.live, "backFromLive")
    assert page.place() == "list"
    assert page.training.banner.text() == f"Train “{FIRST} 2” is under way."
    page.training.banner._action.click()
    assert page.place() == "live"
    page.show_list()
    page.context.job("models.train").cancel()
    settle(qtbot, page)
    assert page.training.banner.text() == ""
    assert page.place() == "list"


def test_another_language_keeps_following_the_training(
    qtbot: QtBot, window: MainWindow, people: Path
) -> None:
    window.actions_of_project.open_path(people)
    qtbot.waitUntil(lambda: window.session.standing is not None)
    window.show_page("models")
    before = window.page
    assert isinstance(before, ModelsPage)
    qtbot.waitUntil(lambda: before.form._ready())
    press(before.form, "startTraining")
    qtbot.waitUntil(lambda: bool(before.live.epochs))
    known = len(before.live.epochs)
    window.settings.set("language", "zh_CN")
    qtbot.waitUntil(lambda: window.page is not before)
    page = window.page
    assert isinstance(page, ModelsPage)
    assert len(page.live.epochs) >= known
    qtbot.waitUntil(lambda: page.place() == "live" and page.live.isVisible())
    assert page.live.back.text() == "所有模型"
    assert page.live.places.currentIndex() == CURVES
    record = window.context.job("models.train")
    qtbot.waitUntil(lambda: record.finished)
    assert record.error is None
    qtbot.waitUntil(lambda: page.place() == "model")
    assert len(page.live.epochs) == len(record.result.card.training.epochs)
    window.settings.set("language", "en")


def test_a_training_that_cannot_be_is_told_and_the_form_stays(qtbot: QtBot, form_page: ModelsPage) -> None:
    page = form_page
    # Between the look through the columns and the training all yes are gone.
    page.project.read().execute("UPDATE profiles SET responded = 'no'")
    press(page.form, "startTraining")
    settle(qtbot, page)
    assert page.place() == "train"
    assert page.banner.text() != ""
    assert models.list_models(page.project) == []


# -- the live view by itself ---------------------------------------------------------------------------------


def test_the_first_epoch_is_a_point_and_epochs_are_counted_in_whole_numbers(live: LiveView) -> None:
    live.show_partial(Preparation(("age",), 800, 100, 100, 500))
    assert live.places.currentIndex() == WAITING
    live.show_partial(report(1))
    assert live.places.currentIndex() == CURVES
    assert live.charts.loss.series["valid"].kind == "points"
    axis = live.charts.loss.build_now().getAxis("bottom")
    live.show_partial(report(2))
    assert live.charts.loss.series["valid"].kind == "line"
    for low, high in ((0.8, 10.2), (1, 2), (0.9, 15.3), (1, 40)):
        ((_, places),) = axis.tickValues(low, high, 440)
        assert places == [round(place) for place in places]
        assert axis.tickStrings(places, 1, 1) == [str(int(place)) for place in places]


def test_the_axes_stay_while_epochs_come_in(live: LiveView) -> None:
    ranges = set()
    for epoch in range(1, 9):
        live.show_partial(report(epoch))
        ranges.add(tuple(live.charts.loss.build_now().getPlotItem().vb.viewRange()[0]))
    assert len(ranges) == 1


def test_the_tiles_say_how_the_last_epoch_compares(live: LiveView) -> None:
    live.show_partial(report(1, valid_auc=0.8))
    live.show_partial(EpochReport(2, 0.25, 0.6, 0.7, is_best=False, seconds=3.0))
    assert live.tiles["auc"].accessibleName().endswith("0.7000 highest so far: 0.8000")
    assert live.tiles["loss"].accessibleName().endswith("0.6000 on training rows: 0.2500")
    assert live.tiles["best"].accessibleName().endswith("1 log loss 0.5000")


def test_boosting_counts_rounds_and_a_network_after_it_epochs(live: LiveView) -> None:
    for number, best in enumerate((4, 9, 37), start=1):
        live.show_partial(EpochReport(number, 0.3, 0.5 / number, 0.7, True, float(number), round=best))
    assert live.tiles["epoch"].accessibleName().startswith("Round: 37 ")
    assert live.tiles["best"].accessibleName().startswith("Best round so far: 37 ")
    assert list(live.charts.loss.series["valid"].x) == [4.0, 9.0, 37.0]
    assert live.charts.loss.x_axis.title == "Round"
    live.show_partial(report(1))
    assert live.tiles["best"].accessibleName().startswith("Best epoch so far: 1 ")
    assert live.charts.loss.x_axis.title == "Epoch"


def test_a_training_on_sequences_counts_people(live: LiveView) -> None:
    live.show_partial(Preparation(("item",), 800, 100, 90, 500, unit="people"))
    live.show_partial(report(1))
    live.show_partial(report(2))
    assert live.preparation.text() == (
        "Learns from 1 columns of what 800 people did. Kept aside: 100 to stop in time, 90 to calibrate, "
        "500 to judge the finished model."
    )
    assert live.tiles["auc"].accessibleName().startswith("AUC on people kept aside: ")
    assert live.tiles["loss"].accessibleName().startswith("Log loss on people kept aside: ")
    assert live.charts.loss.series["train"].name == "People learned from"
    assert live.charts.loss.series["valid"].name == "People kept aside"


def test_parts_without_rows_are_not_told_of(live: LiveView) -> None:
    live.show_partial(Preparation(("age", "job"), 700, 0, 0, 300))
    assert live.preparation.text() == (
        "Learns from 2 columns and 700 rows. Kept aside: 300 to judge the finished model."
    )


def test_a_paused_training_says_so_also_when_the_page_is_built_anew(
    qtbot: QtBot, page_context: PageContext
) -> None:
    record = page_context.run_job("Train", answer_commands)
    first, second = LiveView(), LiveView()
    for view in (first, second):
        qtbot.addWidget(view)
    first.follow(record)
    first.pause.click()
    assert first.pause.text() == "Go on"
    second.follow(record)
    assert second.pause.text() == "Go on"
    assert describe(record) == "Paused"
    second.pause.click()
    assert describe(record) != "Paused"
    record.send("stop")
    qtbot.waitUntil(lambda: record.finished)
    assert record.result == ["pause", "resume", "stop"]


def test_the_card_tells_the_families_of_a_blend_by_their_shares(page: ModelsPage) -> None:
    found = info(page)
    assert found.card is not None
    blend = [MemberInfo(family="gbdt", weight=0.9, auc=0.8, log_loss=0.3)]
    blend.append(MemberInfo(family="dcn", weight=0.3, auc=0.8, log_loss=0.3))
    training = found.card.training.model_copy(update={"members": tuple(blend)})
    card = found.card.model_copy(update={"training": training})
    told = {fact.name: fact.value for _, facts in facts_of_card(found, card) for fact in facts}
    assert told["Family"].endswith(": Boosted trees 75 %, Deep and cross network 25 %")
