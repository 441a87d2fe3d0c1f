"""The encoder: what it makes of numbers, words, missing values and words that it has never seen."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from admanager.learning.features import (
    BINS,
    FIRST_LEVEL,
    MISSING,
    OTHER,
    ROWS_A_VALUE,
    Encoder,
    bin_edges,
    fit_encoder,
)

values_of = arrays.arrays(
    np.float32, st.integers(1, 300), elements=st.floats(-1e6, 1e6, width=32, allow_subnormal=False)
)


def _frame(**columns: list[object]) -> pd.DataFrame:
    frame = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})
    for name in frame.columns:
        known = frame[name].dropna()
        is_text = len(known) and isinstance(known.iloc[0], str)
        frame[name] = frame[name].astype("category" if is_text else np.float32)
    return frame


def _ple(encoder: Encoder, values: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        return np.clip((values[:, None] - encoder.ple_low) * encoder.ple_scale, 0, 1)


@settings(deadline=None)
@given(values_of)
def test_edges_rise_and_lie_within_the_values(values: np.ndarray) -> None:
    edges = np.array(bin_edges(values))
    assert np.all(np.diff(edges) > 0)
    assert edges[0] >= values.min()
    assert edges[-1] <= values.max()
    assert len(edges) <= 33


@settings(deadline=None)
@given(values_of)
def test_the_encoding_keeps_the_order_of_the_values(values: np.ndarray) -> None:
    encoder = fit_encoder(pd.DataFrame({"x": values}), ["x"])
    total = _ple(encoder, np.sort(values)).sum(axis=1)
    assert np.all(np.diff(total) >= -1e-4)


@settings(deadline=None)
@given(arrays.arrays(np.float32, st.integers(1, 40), elements=st.floats(width=32, allow_nan=False)))
def test_no_value_however_extreme_encodes_to_nothing(values: np.ndarray) -> None:
    encoder = fit_encoder(pd.DataFrame({"x": values}), ["x"])
    asked = np.concatenate([values, np.float32([0, np.inf, -np.inf, 3e38, -3e38])])
    assert not np.isnan(_ple(encoder, asked)).any()


def test_a_few_distinct_values_each_get_a_step_of_their_own() -> None:
    assert bin_edges(np.array([3, 1, 2, 2, 1], dtype=np.float32)) == (1.0, 2.0, 3.0)


def test_the_quantiles_are_spent_on_what_lies_beside_the_many_zeros() -> None:
    values = np.concatenate([np.zeros(900), np.linspace(1, 100, 100)]).astype(np.float32)
    edges = bin_edges(values)
    assert edges[0] == 0.0
    assert len(edges) >= 12


def test_one_extreme_value_does_not_become_an_edge() -> None:
    values = np.append(np.random.default_rng(0).normal(50, 10, 5_000), 1e9).astype(np.float32)
    assert bin_edges(values)[-1] < 200


def test_words_get_ids_by_frequency_and_rare_ones_share_one_with_the_unknown() -> None:
    frame = _frame(city=["Graz"] * 6 + ["Wien"] * 9 + ["Linz"] * 4 + [None] * 5)
    (city,) = fit_encoder(frame, ["city"]).texts
    assert city.levels == ("Wien", "Graz")
    asked = _frame(city=["Wien", "Graz", "Linz", "Rom", None, ""])
    codes = fit_encoder(frame, ["city"]).encode(asked).codes[:, 0]
    assert codes.tolist() == [FIRST_LEVEL, FIRST_LEVEL + 1, OTHER, OTHER, MISSING, MISSING]


def test_no_rare_word_is_written_into_the_model() -> None:
    frame = _frame(name=["common"] * 20 + ["Ada Lovelace"])
    assert "Ada Lovelace" not in repr(fit_encoder(frame, ["name"]))


def test_values_that_come_again_and_again_get_ids_by_frequency_behind_those_of_the_words() -> None:
    usual = np.repeat(np.arange(20.0), 60)
    values = [*usual, *[19.0] * 9, *[0.25] * 4, *[None] * 7]
    frame = _frame(rate=values, city=["Wien"] * len(values))
    encoder = fit_encoder(frame, ["rate", "city"], exact={"rate"})
    (exact,) = encoder.exacts
    assert exact.values == (19.0, *np.arange(19.0))
    assert (encoder.coded, encoder.offsets.tolist(), encoder.table_size) == (2, [0, 3], 3 + 21)
    asked = _frame(rate=[19.0, 0.0, -0.0, 0.25, 1e9, None], city=["Wien"] * 6)
    assert (encoder.encode(asked).codes[:, 1] - 3).tolist() == [1, 2, 2, OTHER, OTHER, OTHER]
    assert encoder.encode(asked).with_ids(1).codes.tolist() == [[FIRST_LEVEL]] * 6


@settings(deadline=None)
@given(values_of, st.sampled_from([1, 30, 60]))
def test_a_value_has_an_id_where_it_is_frequent_among_few(values: np.ndarray, repeats: int) -> None:
    values = np.repeat(values, repeats)
    encoder = fit_encoder(pd.DataFrame({"x": values}), ["x"], exact={"x"})
    distinct, counts = np.unique(values, return_counts=True)
    few = BINS + 1 < len(distinct) <= len(values) / ROWS_A_VALUE
    known = set(distinct[counts >= 5].tolist()) if few else set()
    assert {value for exact in encoder.exacts for value in exact.values} == known
    if encoder.exacts:
        ids = encoder.encode(pd.DataFrame({"x": distinct})).codes[:, 0]
        assert sorted(ids[ids != OTHER].tolist()) == list(range(1, 1 + len(known)))


def test_the_sources_missing_words_are_missing_unless_they_are_levels() -> None:
    frame = _frame(job=["clerk"] * 9 + ["NA"] * 8 + [None] * 7)
    encoder = fit_encoder(frame, ["job"], missing_words={"job": ["unknown", "NA"]})
    assert encoder.texts[0].ids == {"": MISSING, "unknown": MISSING, "clerk": 2, "NA": 3}


def test_missing_values_never_seen_in_training_are_other_or_filled_in() -> None:
    frame = _frame(city=["a"] * 9, age=[20.0] * 4 + [30.0] * 5)
    encoder = fit_encoder(frame, ["city", "age"])
    asked = encoder.encode(_frame(city=[None], age=[None]).astype({"city": "category"}))
    assert asked.codes.tolist() == [[OTHER]]
    assert encoder.flagged.tolist() == []
    assert encoder.fills.tolist() == [30.0]


def test_the_parts_of_the_fused_table_do_not_overlap() -> None:
    frame = _frame(a=["x"] * 9 + ["y"] * 9, b=["x"] * 18)
    encoder = fit_encoder(frame, ["a", "b"])
    assert encoder.offsets.tolist() == [0, 4]
    assert encoder.table_size == 7
    assert encoder.encode(frame).codes[0].tolist() == [2, 4 + 2]


def test_an_all_missing_or_constant_number_does_no_harm() -> None:
    frame = _frame(empty=[None] * 9, same=[7.0] * 9).astype(np.float32)
    encoder = fit_encoder(frame, ["empty", "same"])
    assert len(encoder.ple_low) == 0
    assert np.isfinite(encoder.fills).all()
