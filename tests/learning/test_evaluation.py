"""The figures of an evaluation, compared with scikit-learn's and with what the formulas say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn import metrics

from admanager.learning.evaluation import (
    CURVE_POINTS,
    average_precision,
    calibration_error,
    calibration_error_floor,
    evaluate,
    gains_curve,
    lift_at,
    log_loss,
    precision_recall_curve,
    reliability,
    roc_auc,
    roc_curve,
)
from admanager.texts import AdManagerError

Rows = tuple[NDArray[np.float64], NDArray[np.float64]]


@pytest.fixture
def rows() -> Rows:
    rng = np.random.default_rng(0)
    p = rng.beta(1, 8, 4_000)
    return (rng.random(4_000) < p).astype(np.float64), p


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 8)), min_size=2, max_size=60))
def test_auc_and_average_precision_are_scikit_learns_with_any_ties(pairs: list[tuple[bool, int]]) -> None:
    labels = np.array([positive for positive, _ in pairs], dtype=float)
    scores = np.array([score / 8 for _, score in pairs])
    if 0 < labels.sum() < len(labels):
        assert roc_auc(labels, scores) == pytest.approx(metrics.roc_auc_score(labels, scores), abs=1e-12)
        expected = metrics.average_precision_score(labels, scores)
        assert average_precision(labels, scores) == pytest.approx(expected, abs=1e-12)
    else:
        assert np.isnan(roc_auc(labels, scores))


def test_log_loss_is_scikit_learns(rows: Rows) -> None:
    assert log_loss(*rows) == pytest.approx(metrics.log_loss(*rows), abs=1e-12)


def test_log_loss_of_a_sure_mistake_is_finite() -> None:
    assert log_loss(np.array([1.0, 0.0]), np.array([0.0, 0.0])) == pytest.approx(-np.log(1e-15) / 2)


def test_calibration_error_weighs_fifteen_bins_of_equal_count(rows: Rows) -> None:
    labels, p = rows
    bins = np.array_split(np.argsort(p, kind="stable"), 15)
    expected = sum(len(rows) * abs(labels[rows].mean() - p[rows].mean()) for rows in bins) / len(p)
    assert calibration_error(labels, p) == pytest.approx(expected, abs=1e-12)
    assert [entry.rows for entry in reliability(labels, p)] == [len(rows) for rows in bins]


def test_the_floor_is_what_true_probabilities_show_on_average(rows: Rows) -> None:
    _, p = rows
    rng = np.random.default_rng(9)
    drawn = [calibration_error((rng.random(len(p)) < p).astype(float), p) for _ in range(100)]
    floor, high = calibration_error_floor(p)
    assert floor == pytest.approx(np.mean(drawn), rel=0.05)
    assert high == pytest.approx(np.quantile(drawn, 0.95), rel=0.1)


def test_a_model_that_is_too_sure_shows_an_error_far_above_the_floor(rows: Rows) -> None:
    labels, p = rows
    found = evaluate(labels, np.minimum(2 * p, 1)).metrics
    assert found.ece > 5 * found.ece_floor
    assert found.auc == pytest.approx(roc_auc(labels, p), abs=2e-3)


def test_curves_start_and_end_where_they_must_and_stay_small(rows: Rows) -> None:
    labels, p = rows
    roc, gains = roc_curve(labels, p), gains_curve(labels, p)
    assert (roc[0], roc[-1]) == ((0, 0), (1, 1))
    assert (gains[0], gains[-1]) == ((0, 0), (1, 1))
    assert precision_recall_curve(labels, p)[-1] == (1.0, pytest.approx(labels.mean(), abs=1e-5))
    assert max(len(roc), len(gains)) <= CURVE_POINTS + 2
    area = np.trapezoid([y for _, y in roc], [x for x, _ in roc])
    assert area == pytest.approx(roc_auc(labels, p), abs=2e-3)


def test_lift_says_how_many_times_more_positives_the_best_tenth_has(rows: Rows) -> None:
    labels, p = rows
    best = np.argsort(-p, kind="stable")[:400]
    assert lift_at(gains_curve(labels, p), 0.1) == pytest.approx(
        labels[best].mean() / labels.mean(), rel=0.03
    )
    assert lift_at(gains_curve(labels, p), 1.0) == pytest.approx(1.0)


def test_few_rows_have_no_empty_bins() -> None:
    found = evaluate(np.array([0.0, 1.0, 0.0]), np.array([0.1, 0.9, 0.2]))
    assert len(found.curves.reliability) == 3
    assert found.metrics.auc == 1.0


def test_rows_with_a_single_outcome_cannot_be_judged() -> None:
    with pytest.raises(AdManagerError, match="All 5 rows have the same outcome"):
        evaluate(np.ones(5), np.full(5, 0.5))
    with pytest.raises(AdManagerError, match="no rows"):
        evaluate(np.zeros(0), np.zeros(0))
