"""Quotients of numbers: found where they tell something, computed in the file as in the trainer, told on the card."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import admanager
from admanager.learning.calibration import Calibrator
from admanager.learning.export import build_onnx
from admanager.learning.features import fit_encoder
from admanager.learning.quotients import find_quotients
from admanager.learning.scoring import Scorer
from admanager.learning.training.trees import columns_of, leaf_sums
from admanager.learning.weights import Blend, Trees

ROWS = 4_000
NAMES = ["pages", "visits", "age", "city"]
NUMBERS = ["pages", "visits", "age"]


def table(seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    visits = rng.integers(1, 60, ROWS)
    return pd.DataFrame(
        {
            "pages": (visits * rng.gamma(4, 1, ROWS)).astype(np.float32),
            "visits": visits.astype(np.float32),
            "age": rng.integers(18, 80, ROWS).astype(np.float32),
            "city": pd.Categorical(rng.choice(["Oslo", "Rome"], ROWS)),
        }
    )


def bought(logit: pd.Series) -> NDArray[np.float64]:
    draws = np.random.default_rng(9).random(ROWS)
    return (draws < 1 / (1 + np.exp(-logit.to_numpy()))).astype(np.float64)


def test_what_depends_on_pages_a_visit_is_found() -> None:
    frame = table()
    labels = bought(0.6 * (frame["pages"] / frame["visits"] - 4) - 1)
    assert find_quotients(frame, labels, NAMES, NUMBERS)[0] == ("pages", "visits")


def test_what_depends_on_each_number_by_itself_needs_no_quotient() -> None:
    for seed in range(5):
        frame = table(seed)
        labels = bought(0.03 * frame["age"] - 0.02 * frame["visits"] - 1)
        assert len(find_quotients(frame, labels, NAMES, NUMBERS)) <= 1


def test_few_rows_and_numbers_of_few_values_are_not_tried() -> None:
    frame = table()
    labels = bought(0.6 * (frame["pages"] / frame["visits"] - 4) - 1)
    assert find_quotients(frame.iloc[:400], labels[:400], NAMES, NUMBERS) == ()
    grades = frame.assign(visits=1 + frame["visits"] % 20)
    assert all("visits" not in pair for pair in find_quotients(grades, labels, NAMES, NUMBERS))


def test_the_number_with_fewer_zeros_is_divided_by() -> None:
    frame = table()
    labels = bought(0.6 * (frame["pages"] / frame["visits"] - 4) - 1)
    turned = frame[["visits", "pages", "age", "city"]].copy()
    turned.loc[:20, "pages"] = 0
    assert find_quotients(turned, labels, NAMES, ["visits", "pages", "age"])[0] == ("pages", "visits")


def test_the_file_divides_as_the_trainer_does_whatever_the_numbers_are() -> None:
    frame = table().iloc[:1_500]
    encoder = fit_encoder(frame, NAMES, quotients=[("pages", "visits"), ("age", "pages")])
    assert encoder.quotient_names() == [("pages", "visits"), ("age", "pages")]
    odd = np.array([0, -0.0, np.nan, np.inf, -np.inf, 3e38, -1e-40, 7.5, 1e-38], dtype=np.float32)
    top, bottom = (part.ravel() for part in np.meshgrid(odd, odd))
    rows = frame.iloc[: len(top)].assign(pages=top, visits=bottom)
    encoded = encoder.encode(rows)
    assert not np.isinf(encoded.numbers[:, 3:]).any()
    for column in (3, 4):
        trees = split_at(column, float(np.nanmedian(encoder.encode(frame).numbers[:, column])))
        z = leaf_sums(trees, columns_of(encoded))
        file = Scorer(build_onnx(encoder, Blend.of_one(trees), calibrator=Calibrator()))
        np.testing.assert_allclose(file.score(rows), 1 / (1 + np.exp(-z)), atol=1e-6)
        assert len(np.unique(z)) == 3


def split_at(column: int, threshold: float) -> Trees:
    """Return two trees that part a column at a threshold, and what is missing from what is there."""
    whole = {
        "root": [0, 3],
        "feature": [column, -1, -1] * 2,
        "left": [1, 0, 0, 4, 0, 0],
        "right": [2, 0, 0, 5, 0, 0],
    }
    return Trees(
        **{name: np.array(values, dtype=np.int64) for name, values in whole.items()},
        threshold=np.array([threshold, 0, 0, np.finfo(np.float32).max, 0, 0], dtype=np.float32),
        missing_left=np.array([True, False, False, False, False, False]),
        value=np.array([0, -1, 1, 0, 0.25, 3], dtype=np.float32),
    )


def test_a_model_tells_on_its_card_which_numbers_it_divides(tmp_path: Path) -> None:
    frame = table()
    frame["bought"] = np.where(bought(0.8 * (frame["pages"] / frame["visits"] - 4)) > 0, "yes", "no")
    frame.insert(0, "id", [f"c{number}" for number in range(ROWS)])
    frame.to_csv(tmp_path / "rows.csv", index=False)
    with admanager.create(tmp_path / "p.adm") as project:
        project.import_file(tmp_path / "rows.csv")
        for family in ("gbdt", "auto"):
            card = project.train(family, "bought", family=family).card
            assert card.quotients[0] == ("pages", "visits"), family
            assert [entry.name for entry in card.inputs] == NAMES
            assert card.agreement < 1e-5
        assert project.train("dcn", "bought", family="dcn").card.quotients == []
