"""The page of a model that answers something else than a yes: the lookup table beside the network, uplift's verdict."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from admanager.gui.pages.models.card_words import facts_of_card
from admanager.gui.pages.models.charts import _auc_range
from admanager.gui.pages.models.drift_words import verdict_words
from admanager.gui.pages.models.model_list import ModelList
from admanager.gui.pages.models.model_view import CARD, TRAINING, ModelActions, ModelView
from admanager.gui.pages.models.summary_view import _found_words
from admanager.learning.card import DataInfo, ModelCard, SplitInfo, TrainingInfo
from admanager.learning.drift import Drift, Reached
from admanager.learning.models import ModelInfo

NEXT_FIGURES = {
    "hit_at_1": 0.139, "hit_at_10": 0.536, "hit_at_10_low": 0.524, "hit_at_10_high": 0.548, "mrr_at_10": 0.2419,
    "markov_hit_at_1": 0.125, "markov_hit_at_10": 0.522, "markov_mrr_at_10": 0.2276, "cases": 15303.0,
}  # fmt: skip
UPLIFT_FIGURES = {
    "qini": 0.009, "qini_low": 0.002, "qini_high": 0.016, "uplift": 0.06, "uplift_low": 0.04, "uplift_high": 0.08,
    "uplift_best": 0.2, "rows_holdout": 2400.0, "treated": 1210.0,
}  # fmt: skip


def model(task: str, figures: dict[str, float], **changes: Any) -> ModelInfo:
    card = ModelCard.model_validate(
        {
            "name": "Next", "family": "sequence", "asked_family": "sequence", "task": task, "created": 0,
            "program": "AdManager", "target": "item", "positive": "", "inputs": [], "excluded": [], "warnings": [],
            "overruled": [], "seed": 0, "agreement": 1e-7, "figures": figures,
            "data": DataInfo(table="events", rows=100, positives=0, fingerprint="0" * 64, generated=False),
            "split": SplitInfo(kind="person", train=70, early_stopping=8, calibration=0, holdout=15),
            "training": TrainingInfo(epochs=[{"train_loss": 3.0, "valid_loss": 2.9}], best_epoch=1, seconds=1.0),
        }
        | changes
    )  # fmt: skip
    return ModelInfo(1, "Next", "sequence", "item", 0.0, card, None, "0" * 64, 1000)


@pytest.fixture
def view(qtbot: QtBot) -> ModelView:
    nothing = ModelActions(*[lambda *_: None] * len(fields(ModelActions)))
    made = ModelView(nothing, QWidget)
    qtbot.addWidget(made)
    made.resize(1088, 640)
    made.show()
    return made


def texts(view: ModelView) -> str:
    return " ".join(found.text() for found in view.quality.task.findChildren(QLabel) if found.isVisible())


def test_what_comes_next_is_shown_beside_the_lookup_table(view: ModelView) -> None:
    view.show_model(model("next", NEXT_FIGURES), [])
    assert view.quality.task.isVisible()
    assert "charts" not in vars(view.quality)
    assert view.quality.task.ranking.isVisible()
    assert list(view.quality.task.ranking.series["own"].y) == [0.139, 0.536, 0.2419]
    assert list(view.quality.task.ranking.series["table"].y) == [0.125, 0.522, 0.2276]
    assert "Among its first ten the network finds 1.4 % more" in texts(view)
    assert "15,303 events" in texts(view)
    for tab in (TRAINING, CARD):
        view.tabs.setCurrentIndex(tab)
    assert not view.epochs.auc.isVisible()


def test_a_network_that_adds_nothing_is_called_so(view: ModelView) -> None:
    view.show_model(model("next", NEXT_FIGURES | {"hit_at_10": 0.5}), [])
    assert "The lookup table that only knows the last item finds 2.2 % more" in texts(view)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.004, 0.024, "finds 1.4 % more of the cases (95 %: 0.4 % to 2.4 %) than the lookup table"),
        (-0.002, 0.03, "There is no evidence that the network finds more than the lookup table"),
        (-0.03, -0.01, "The lookup table that only knows the last item finds"),
    ],
)
def test_the_verdict_goes_by_the_interval_of_the_difference(
    view: ModelView, low: float, high: float, said: str
) -> None:
    view.show_model(model("next", NEXT_FIGURES | {"gain_at_10_low": low, "gain_at_10_high": high}), [])
    assert said in texts(view)


def test_a_worse_first_guess_is_told_beside_the_better_ten(view: ModelView) -> None:
    gains = {
        "gain_at_10_low": 0.004,
        "gain_at_10_high": 0.024,
        "gain_at_1_low": -0.03,
        "gain_at_1_high": -0.01,
    }
    view.show_model(model("next", NEXT_FIGURES | gains), [])
    assert "The very first guess is right more often in the table." in texts(view)


def test_uplift_is_shown_with_its_curve_and_its_verdict(view: ModelView) -> None:
    lines = {"qini": [(0.0, 0.0), (0.5, 0.05), (1.0, 0.06)]}
    view.show_model(model("uplift", UPLIFT_FIGURES, lines=lines), [])
    assert view.quality.task.gains.isVisible()
    assert list(view.quality.task.gains.series["model"].y) == [0.0, 0.05, 0.06]
    assert "Some people are persuaded more than others." in texts(view)
    view.show_model(model("uplift", UPLIFT_FIGURES | {"qini_low": -0.001}, lines=lines), [])
    assert "No evidence that anyone is persuaded more than others" in texts(view)


def test_only_models_of_a_yes_are_compared(view: ModelView) -> None:
    shown = model("next", NEXT_FIGURES)
    view.show_model(shown, [replace(shown, id=2)])
    assert not view.compare.isVisible()


def test_the_list_says_in_short_what_such_a_model_found(qtbot: QtBot) -> None:
    listed = ModelList()
    qtbot.addWidget(listed)
    listed.resize(1088, 640)
    listed.show()
    following = model("next", NEXT_FIGURES)
    persuading = replace(model("uplift", UPLIFT_FIGURES), id=2, name="Uplift")
    listed.show_models([following, persuading])
    assert listed.selected() == [1]
    assert listed.summary.note.text().startswith("What came next was among its first ten in 53.6 % of cases")
    found = Drift("broken", 900, 800, (), reached=Reached("hit_at_10", 0.31, 0.28, 0.34, 0.536))
    listed.show_drifts({1: found})
    assert listed.summary.note.text().endswith(verdict_words(found))
    listed.select([2])
    assert listed.summary.note.text().startswith("Qini 0.00900 (95 %: 0.00200 to 0.01600).")
    listed.select([1, 2])
    assert "Only models that answer with the chance of a yes" in listed.summary.note.text()
    assert not listed.can_compare([1, 2])


def test_where_ten_guesses_find_all_the_first_one_is_judged(view: ModelView) -> None:
    """Of four categories ten guesses say nothing."""
    few = NEXT_FIGURES | {
        "hit_at_10": 1.0,
        "markov_hit_at_10": 1.0,
        "hit_at_1": 0.83,
        "markov_hit_at_1": 0.81,
    }
    view.show_model(model("next", few), [])
    assert "Its first guess is right in 2.0 % more of the cases" in texts(view)
    view.show_model(model("next", few | {"hit_at_1": 0.81}), [])
    assert "There is no evidence that the network finds more" in texts(view)
    assert _found_words(model("next", few).card).startswith(
        "What came next was its first guess in 83.0 % of cases, that of the lookup table in 81.0 %."
    )


@pytest.mark.parametrize(("task", "figures"), [("next", NEXT_FIGURES), ("uplift", UPLIFT_FIGURES)])
def test_the_card_names_its_figures_as_people_do(task: str, figures: dict[str, float]) -> None:
    shown = model(task, figures)
    assert shown.card is not None
    facts = dict(facts_of_card(shown, shown.card))["How good it is"]
    assert not {fact.name for fact in facts} & set(figures)
    assert not any("_" in fact.name for fact in facts)


@pytest.mark.parametrize("values", [[0.7], [0.62, 0.71, 0.7], [1.0], [0.0, 1.0], [0.5, 0.5]])
def test_the_axis_of_the_auc_leaves_out_what_no_auc_can_be(values: list[float]) -> None:
    low, high = _auc_range(values)
    assert 0 <= low < high <= 1
    assert low <= min(values) <= max(values) <= high


def test_a_model_without_epochs_has_no_empty_chart_of_them(view: ModelView) -> None:
    once = TrainingInfo(epochs=[], best_epoch=0, seconds=1.0)
    view.show_model(model("next", NEXT_FIGURES, training=once), [])
    view.tabs.setCurrentIndex(TRAINING)
    assert not view.epochs.isVisible()
    view.show_model(model("next", NEXT_FIGURES), [])
    view.tabs.setCurrentIndex(TRAINING)
    assert view.epochs.isVisible()
