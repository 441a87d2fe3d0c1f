"""What a model of behaviour learns from: questions, windows, answers, and the table that it has to beat."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from admanager.learning.markov import FOLDS, count_table, cross_fitted, log_table, transitions
from admanager.learning.ranking import NOT_FOUND, hit_at, mrr_at, places
from admanager.learning.sequence_features import FIRST_LEVEL, GAP, MISSING, OTHER, fit_events
from admanager.learning.sequence_pieces import prefix_spans, split_people, whole_spans
from admanager.learning.sequences import LONGEST, as_sequences, later_labels, window_of
from admanager.project.tables import Column

WHO, STEP = Column("who", "text", "key"), Column("step", "integer", "time")


def sequences_of(values: dict[str, list[object]], column: Column, positive: str = ""):
    rows = [(who, step, value) for who, cells in values.items() for step, value in enumerate(cells)]
    frame = pd.DataFrame(rows, columns=["who", "step", column.name])
    # Out of order, as files are.
    frame = frame.iloc[::-1].reset_index(drop=True)
    return as_sequences(frame, [WHO, STEP, column], column, positive, "who", STEP)


def test_events_are_put_in_the_order_of_the_time_column_person_by_person() -> None:
    found = sequences_of({"a": ["x", "y", "z"], "b": ["u", "v"]}, Column("item", "text", "item"))
    assert found.question == "next"
    assert sorted(found.lengths) == [2, 3]
    by_person = [
        list(found.frame["item"][start : start + length])
        for start, length in zip(found.starts, found.lengths, strict=True)
    ]
    assert sorted(by_person) == [["u", "v"], ["x", "y", "z"]]


def test_a_column_that_never_changes_within_a_person_is_the_answer_and_not_looked_at() -> None:
    bought = Column("bought", "boolean", "flag")
    found = sequences_of({"a": [1.0, 1.0], "b": [0.0, 0.0]}, bought, "1")
    assert found.question == "person"
    assert found.columns == ()
    answers = dict(zip(found.frame["who"], later_labels(found), strict=True))
    assert answers == {"a": 1.0, "b": 0.0}


def test_a_kind_asks_whether_it_comes_at_any_later_event() -> None:
    kind = Column("kind", "text", "kind")
    found = sequences_of({"a": ["view", "view", "purchase", "view"], "b": ["view", "view"]}, kind, "purchase")
    assert found.question == "ever"
    answers = later_labels(found)
    of_a = answers[(found.frame["who"] == "a").to_numpy()]
    np.testing.assert_array_equal(of_a, [1.0, 1.0, 0.0, np.nan])


def test_another_column_asks_about_the_event_that_follows() -> None:
    found = sequences_of({"a": [1.0, 2.0, 1.0]}, Column("price", "integer", "number"), "1")
    assert found.question == "event"
    np.testing.assert_array_equal(later_labels(found), [0.0, 1.0, np.nan])


def test_the_question_comes_after_six_events_or_earlier_where_people_have_fewer() -> None:
    item = Column("item", "text", "item")
    long = sequences_of({str(i): list("abcdefgh") for i in range(4)}, item)
    short = sequences_of({str(i): list("abc") for i in range(4)}, item)
    assert (window_of(long), window_of(short)) == (6, 2)


def test_pieces_hold_every_event_once_and_prefixes_end_before_the_last() -> None:
    item = Column("item", "text", "item")
    lengths = [1, 3, LONGEST, LONGEST + 7, 2 * LONGEST + 1]
    found = sequences_of({f"p{i}": ["x"] * length for i, length in enumerate(lengths)}, item)
    people = np.arange(len(lengths))
    pieces = whole_spans(found, people)
    _, _, events = pieces.places()
    assert sorted(events) == list(range(sum(lengths)))
    assert pieces.lengths.max() <= LONGEST
    prefixes = prefix_spans(found, people)
    assert len(prefixes.lengths) == sum(length - 1 for length in lengths)
    assert np.all(
        prefixes.first + prefixes.lengths < found.starts[prefixes.person] + found.lengths[prefixes.person]
    )


def test_nobody_is_in_two_parts_of_the_split() -> None:
    split = split_people(np.arange(1000), 3, calibration=True)
    together = np.concatenate([split.train, split.early_stopping, split.calibration, split.holdout])
    assert sorted(together) == list(range(1000))
    assert len(split.holdout) == 150


def test_rare_unknown_and_missing_words_have_codes_of_their_own() -> None:
    item = Column("item", "text", "item")
    found = sequences_of({"a": ["x"] * 5 + ["y"] * 5 + ["seldom"] + [None]}, item)
    encoder = fit_events(
        found.frame,
        found.columns,
        np.arange(len(found.frame)),
        starts=found.starts,
        times=None,
        time_column="step",
    )
    (feature,) = encoder.features
    assert feature.words == ("x", "y")
    codes = feature.encode(np.array(["x", "y", "seldom", "never seen", None, ""], dtype=object))
    assert list(codes) == [FIRST_LEVEL, FIRST_LEVEL + 1, OTHER, OTHER, MISSING, MISSING]


def test_the_time_since_the_last_event_is_missing_at_a_persons_first_one() -> None:
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"who": np.repeat(["a", "b"], 40), "when": rng.integers(0, 10**6, 80).astype(float)})
    when = Column("when", "datetime", "time")
    found = as_sequences(frame, [WHO, when], WHO, "", "who", when)
    encoder = fit_events(
        found.frame, (), np.arange(80), starts=found.starts, times=found.times, time_column="when"
    )
    assert [feature.name for feature in encoder.features] == [GAP]
    codes = encoder.encode(found.frame, found.starts, found.times)[:, 0]
    assert np.flatnonzero(codes == MISSING).tolist() == found.starts.tolist()


def test_the_table_of_a_fold_has_not_seen_its_people() -> None:
    rng = np.random.default_rng(1)
    people = np.repeat(np.arange(40), 6)
    pairs = transitions(rng.integers(0, 5, 240), people)
    folds = np.arange(40) % FOLDS
    tables = cross_fitted(pairs, folds, 5, 2.0)
    for fold in (0, FOLDS - 1):
        others = pairs.take(folds[pairs.person] != fold)
        np.testing.assert_allclose(tables[fold], log_table(count_table(others, 5), 2.0), rtol=1e-6)
    np.testing.assert_allclose(tables[-1], log_table(count_table(pairs, 5), 2.0), rtol=1e-6)


@given(arrays(np.int64, st.integers(2, 60), elements=st.integers(-1, 4)))
def test_every_row_of_a_lookup_table_is_a_distribution(items: np.ndarray) -> None:
    pairs = transitions(items, np.zeros(len(items), dtype=np.int64))
    table = np.exp(log_table(count_table(pairs, 5), 5.0).astype(np.float64))
    assert table.shape == (6, 5)
    np.testing.assert_allclose(table.sum(axis=1), 1.0, atol=1e-6)
    assert (table > 0).all()


@given(
    arrays(np.float64, (6, 7), elements=st.integers(0, 4).map(float)),
    arrays(np.int64, 6, elements=st.integers(-1, 6)),
)
def test_the_place_of_the_right_item_is_its_place_in_the_sorted_list(
    scores: np.ndarray, right: np.ndarray
) -> None:
    found = places(scores, right)
    for row, item, place in zip(scores, right, found, strict=True):
        order = list(np.argsort(-row, kind="stable"))
        assert place == (NOT_FOUND if item < 0 else order.index(item))


def test_hit_rate_and_reciprocal_rank_by_hand() -> None:
    found = np.array([0, 1, 9, 10, NOT_FOUND])
    assert hit_at(found, 1) == pytest.approx(0.2)
    assert hit_at(found, 10) == pytest.approx(0.6)
    assert mrr_at(found) == pytest.approx((1 + 1 / 2 + 1 / 10) / 5)
