"""Explanations are true of models whose truth is known, and hold for files from elsewhere as well."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from admanager.learning.decisions import best_decision, breakeven_probability, decisions
from admanager.learning.evaluation import Metrics
from admanager.learning.explain import (
    explain_person,
    partial_dependence,
    permutation_importance,
    related_columns,
    segment_errors,
    what_if,
)
from admanager.learning.mapping import ColumnMapping
from admanager.learning.onnx_graph import ROWS, GraphBuilder
from admanager.learning.scoring import Scorer

rng = np.random.default_rng(0)
COUNT = 3_000
FRAME = pd.DataFrame(
    {
        "age": rng.normal(40, 10, COUNT).astype(np.float32),
        "visits": rng.poisson(3, COUNT).astype(np.float32),
        "noise": rng.normal(0, 1, COUNT).astype(np.float32),
    }
)
FRAME["age in months"] = FRAME["age"] * 12


def _scorer() -> Scorer:
    """p = 0.01 age + 0.05 visits, cut at 0 and 1; `noise` and the months are taken and not used."""
    graph = GraphBuilder("linear")
    columns = [graph.input(name, "float32", [ROWS]) for name in FRAME.columns]
    stacked = graph.concat([graph.node("Unsqueeze", [name, graph.constant([1])]) for name in columns])
    weights = np.array([[0.01, 0.05, 0, 0]], np.float32)
    limits = [graph.constant(np.array(value, np.float32)) for value in (0.0, 1.0)]
    clipped = graph.node("Clip", [graph.linear(stacked, weights, None), *limits])
    graph.output("p", graph.reshape(clipped, [-1]), "float32", [ROWS])
    mapping = ColumnMapping(inputs={name: [name] for name in FRAME.columns}, output="p")
    return Scorer(graph.build(), mapping)


SCORER = _scorer()
PROBABILITIES = SCORER.score(FRAME)
LABELS = (rng.random(COUNT) < PROBABILITIES).astype(np.float64)


def test_columns_that_stand_for_each_other_are_shuffled_together() -> None:
    assert related_columns(FRAME, list(FRAME.columns)) == [("age", "age in months"), ("visits",), ("noise",)]
    found = permutation_importance(SCORER, FRAME, LABELS)
    assert {entry.columns for entry in found[:2]} == {("age", "age in months"), ("visits",)}
    assert found[-1].columns == ("noise",)
    assert found[-1].auc_drop == 0
    assert all(entry.auc_drop > 4 * entry.auc_error > 0 and entry.loss_rise > 0 for entry in found[:2])


def test_partial_dependence_is_the_line_that_the_model_is() -> None:
    points = partial_dependence(SCORER, FRAME, "visits")
    slopes = np.diff([point.probability for point in points]) / np.diff([point.value for point in points])
    np.testing.assert_allclose(slopes[:5], 0.05, atol=1e-3)
    assert sum(point.rows for point in points) == COUNT


def test_one_persons_contributions_are_those_of_a_linear_model_and_sum_up() -> None:
    person = pd.DataFrame(
        {"age": [30], "visits": [8], "noise": [2], "age in months": [360]}, dtype=np.float32
    )
    found = explain_person(SCORER, FRAME, person, seed=1)
    assert found.average + sum(entry.change for entry in found.contributions) == pytest.approx(
        found.probability, abs=1e-6
    )
    by_name = {entry.column: entry for entry in found.contributions}
    assert by_name["noise"].change == by_name["age in months"].change == 0
    pool = FRAME.sample(64, random_state=1)
    assert by_name["visits"].change == pytest.approx(0.05 * (8 - pool["visits"].mean()), abs=0.04)
    assert by_name["age"].change == pytest.approx(0.01 * (30 - pool["age"].mean()), abs=0.05)
    assert found.contributions[0].column == "visits"


def test_what_if_changes_only_what_was_changed() -> None:
    person = FRAME.iloc[:1]
    before = what_if(SCORER, person, {})
    assert what_if(SCORER, person, {"visits": float(person["visits"].iloc[0]) + 2}) == pytest.approx(
        before + 0.1
    )


def test_a_segment_for_which_the_model_is_off_is_told() -> None:
    wrong = PROBABILITIES.copy()
    old = FRAME["age"].to_numpy() > 50
    wrong[old] = (wrong[old] + 0.15).clip(0, 1)
    found = segment_errors(LABELS, wrong, {"old": old, "young": ~old, "nobody": np.zeros(COUNT, bool)})
    assert [(entry.name, entry.is_off) for entry in found] == [("young", False), ("old", True)]


def test_the_best_share_to_address_is_where_a_contact_no_longer_pays() -> None:
    metrics = Metrics(
        rows=100,
        positives=50,
        base_rate=0.5,
        auc=0.75,
        average_precision=0.7,
        log_loss=0.5,
        ece=0,
        ece_floor=0,
    )
    # The yeses are all in the better half, and in it every second one is a yes at the end: gain(s) = 2s - s^2.
    gains = [(share / 10, 2 * share / 10 - (share / 10) ** 2) for share in range(11)]
    found = decisions(gains, metrics, people=1_000, cost_per_contact=2, revenue_per_positive=5)
    best = best_decision(found)
    # d/ds (500 x 5 x (2s - s^2) - 2,000 s) = 0 at s = 0.6.
    assert best.share == pytest.approx(0.6)
    assert best.profit == pytest.approx(2_500 * 0.84 - 1_200)
    assert breakeven_probability(cost_per_contact=2, revenue_per_positive=5) == pytest.approx(0.4)
    assert breakeven_probability(cost_per_contact=2, revenue_per_positive=0) == 1
