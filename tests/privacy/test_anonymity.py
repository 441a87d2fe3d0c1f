"""k and l say how well people are hidden, and generalising makes a chosen k and l hold."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.privacy.anonymity import generalise, measure, suggested_quasi
from admanager.project.tables import Column
from admanager.texts import AdManagerError

rows = st.lists(
    st.tuples(st.sampled_from([20.0, 21.0, 30.0, float("nan")]), st.sampled_from(["a", "b", None]), st.sampled_from("xyz")),
    min_size=1,
    max_size=40,
)  # fmt: skip


def frame_of(values: list[tuple[float, str | None, str]]) -> pd.DataFrame:
    return pd.DataFrame({
        "age": np.array([row[0] for row in values], dtype=np.float64),
        "town": np.array([row[1] for row in values], dtype=object),
        "illness": np.array([row[2] for row in values], dtype=object),
    })  # fmt: skip


@given(rows)
def test_k_and_l_are_those_of_a_plain_count(values: list[tuple[float, str | None, str]]) -> None:
    found = measure(frame_of(values), ["age", "town"], "illness", k=3)
    classes: dict[tuple[object, object], list[str]] = defaultdict(list)
    for age, town, illness in values:
        classes[(None if np.isnan(age) else age, town)].append(illness)
    sizes = Counter(len(each) for each in classes.values())
    assert found.k == min(sizes)
    assert found.l == min(len(set(each)) for each in classes.values())
    assert found.classes == len(classes)
    assert found.unique == sizes[1]
    assert found.at_risk == sum(size * count for size, count in sizes.items() if size < 3)
    assert found.highest_risk == pytest.approx(1 / min(sizes))
    assert found.average_risk == pytest.approx(len(classes) / len(values))
    assert sum(count for _, _, count in found.classes_by_size) == len(values)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(2, 12), st.integers(1, 3))
def test_the_wished_k_and_l_hold_afterwards(seed: int, k: int, diversity: int) -> None:
    chance = np.random.default_rng(seed)
    size = 300
    frame = pd.DataFrame({
        "age": chance.normal(40, 12, size).round(),
        "born": chance.integers(0, 2_000_000_000, size).astype(np.float64),
        "zip": np.array([f"{code:05}" for code in chance.integers(10_000, 10_400, size)], dtype=object),
        "job": chance.choice(["clerk", "cook", "nurse", "smith"], size, p=[0.6, 0.3, 0.09, 0.01]).astype(object),
        "illness": chance.choice(["x", "y", "z"], size).astype(object),
    })  # fmt: skip
    kinds = {"age": "number", "born": "date", "zip": "text", "job": "text"}
    made = generalise(frame, kinds, list(kinds), "illness", k=k, l=diversity)  # type: ignore[arg-type]
    assert made.after.k >= k
    assert made.after.l is not None
    assert made.after.l >= diversity
    assert made.suppressed <= 0.05 * size
    assert len(made.frame) + made.suppressed == size
    assert 0 <= made.information_lost <= 1
    # What is left is still the same people, in their order, with what was to be protected untouched.
    assert made.frame["illness"].tolist() == frame.loc[made.frame.index, "illness"].tolist()


def test_bands_hold_the_value_that_they_stand_for() -> None:
    frame = pd.DataFrame({"age": np.arange(1000, dtype=np.float64) % 90})
    made = generalise(frame, {"age": "number"}, ["age"], k=50)
    assert str(made.steps[0].text).startswith("bands of ")
    for age, band in zip(frame.loc[made.frame.index, "age"], made.frame["age"], strict=True):
        low, high = (float(part) for part in band.split(" – "))
        assert low <= age < high


def test_a_table_that_is_hidden_already_is_left_as_it_is() -> None:
    frame = pd.DataFrame({"town": ["a"] * 20 + ["b"] * 20})
    made = generalise(frame, {"town": "text"}, ["town"], k=10)
    assert (made.suppressed, made.information_lost, str(made.steps[0].text)) == (0, 0.0, "as it is")


def test_what_cannot_be_reached_is_told() -> None:
    frame = pd.DataFrame({"town": ["a", "b", "c"], "illness": ["x", "x", "x"]})
    with pytest.raises(AdManagerError, match="smaller k"):
        generalise(frame, {"town": "text"}, ["town"], k=4)
    with pytest.raises(AdManagerError, match="smaller k or l"):
        generalise(frame, {"town": "text"}, ["town"], "illness", k=2, l=2)
    with pytest.raises(AdManagerError, match="Nobody is in this table"):
        measure(frame[:0], ["town"])
    with pytest.raises(AdManagerError, match="at least one column"):
        measure(frame, [])
    with pytest.raises(AdManagerError, match="named once"):
        measure(frame, ["town"], "town")


def test_columns_that_others_know_are_suggested() -> None:
    described = [
        Column("id", "text", "key"),
        Column("birth_date", "date", "date"),
        Column("城市", "text", "category"),
        Column("visits", "integer", "number"),
        Column("age", "integer", "ignored"),
    ]
    assert suggested_quasi(described) == ["birth_date", "城市"]
    assert suggested_quasi([Column("loan", "text", "category")]) == ["loan"]
