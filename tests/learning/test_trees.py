"""Boosted trees leave LightGBM as they were: every float, every word and every missing value goes the same way."""

from __future__ import annotations

import lightgbm
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.jobs import Job
from admanager.learning.calibration import Calibrator
from admanager.learning.dataset import Dataset
from admanager.learning.export import build_onnx
from admanager.learning.features import fit_encoder
from admanager.learning.request import EpochReport, TrainRequest
from admanager.learning.scoring import Scorer
from admanager.learning.training.run import train_on
from admanager.learning.training.trees import columns_of, fit_trees, leaf_sums, trees_of
from admanager.learning.weights import Blend, Linear, Weights
from admanager.texts import Cancelled
from tests.learning.test_training import Recorder

rng = np.random.default_rng(4)
ROWS = 1_500
FRAME = pd.DataFrame(
    {
        "often missing": np.where(rng.random(ROWS) < 0.3, np.nan, rng.normal(0, 3, ROWS)).astype(np.float32),
        "never missing": rng.integers(-4, 5, ROWS).astype(np.float32),
        "city": pd.Categorical(rng.choice(["Wien", "北京", "Zürich", "Oslo", None], ROWS)),
    }
)
LOGIT = FRAME["never missing"] * 0.4 + (FRAME["city"] == "Oslo") * 1.5 + FRAME["often missing"].isna() - 1
LABELS = (rng.random(ROWS) < 1 / (1 + np.exp(-LOGIT.to_numpy()))).astype(np.float64)
ENCODER = fit_encoder(FRAME, list(FRAME.columns))
ENCODED = ENCODER.encode(FRAME)
BOOSTER = lightgbm.train(
    {"objective": "binary", "verbose": -1, "num_threads": 1, "min_child_samples": 5},
    lightgbm.Dataset(columns_of(ENCODED), LABELS),
    40,
)
TREES = trees_of(BOOSTER, 40)
FILE = Scorer(build_onnx(ENCODER, Blend.of_one(TREES), calibrator=Calibrator()))

cells = st.fixed_dictionaries(
    {
        "often missing": st.floats(width=32, allow_infinity=False),
        "never missing": st.floats(width=32, allow_infinity=False),
        "city": st.one_of(st.none(), st.sampled_from(["Wien", "Oslo"]), st.text(max_size=6)),
    }
)


@settings(max_examples=80, deadline=None)
@given(st.lists(cells, min_size=1, max_size=6))
def test_the_file_the_arrays_and_lightgbm_agree_on_any_cells(rows: list[dict[str, object]]) -> None:
    frame = pd.DataFrame(rows, columns=list(FRAME.columns))
    for name in ("often missing", "never missing"):
        frame[name] = frame[name].astype(np.float32)
    frame["city"] = frame["city"].astype(object)
    columns = columns_of(ENCODER.encode(frame))
    peer = BOOSTER.predict(columns, raw_score=True)
    np.testing.assert_allclose(leaf_sums(TREES, columns), peer, atol=1e-6)
    np.testing.assert_allclose(FILE.score(frame), 1 / (1 + np.exp(-np.asarray(peer))), atol=1e-6)


def test_trees_and_a_network_that_knows_values_by_ids_read_the_same_columns_in_one_file() -> None:
    frame = FRAME.assign(steps=(np.arange(ROWS) % 20).astype(np.float32))
    encoder = fit_encoder(frame, list(frame.columns), exact={"steps"})
    assert len(encoder.exacts) == 1
    encoded = encoder.encode(frame)
    columns = columns_of(encoded.with_ids(len(encoder.texts)))
    booster = lightgbm.train(
        {"objective": "binary", "verbose": -1, "num_threads": 1}, lightgbm.Dataset(columns, LABELS), 9
    )
    ids = rng.normal(size=(encoder.table_size, 1)).astype(np.float32)
    out = np.append(np.zeros(len(encoder.ple_low) + len(encoder.flagged)), np.ones(encoder.coded))
    line = Weights(ids, (), (), Linear(out[None].astype(np.float32), np.zeros(1, np.float32)))
    blend = Blend((trees_of(booster, 9), line), (0.5, 2.0))
    z = 0.5 * booster.predict(columns, raw_score=True) + 2 * ids[encoded.codes].sum(axis=(1, 2))
    scorer = Scorer(build_onnx(encoder, blend, calibrator=Calibrator()))
    np.testing.assert_allclose(scorer.score(frame), 1 / (1 + np.exp(-z)), atol=1e-6)


def test_values_beside_every_threshold_go_the_way_that_lightgbm_sends_them() -> None:
    numbers = TREES.threshold[TREES.feature == 0]
    beside = np.concatenate(
        [numbers, np.nextafter(numbers, np.float32(np.inf)), np.nextafter(numbers, np.float32(-np.inf))]
    )
    columns = np.zeros((len(beside), 3), dtype=np.float32)
    columns[:, 0] = beside
    np.testing.assert_allclose(leaf_sums(TREES, columns), BOOSTER.predict(columns, raw_score=True), atol=1e-6)


def test_boosting_stops_where_the_validation_loss_no_longer_falls_and_can_be_cancelled() -> None:
    rows = np.arange(ROWS)
    job = Recorder()
    trees, reports, best = fit_trees(ENCODED, LABELS, rows[:1000], rows[1000:], seed=1, job=job)
    assert job.epochs == list(reports)
    assert reports[best - 1].valid_loss == min(report.valid_loss for report in reports)
    assert reports[best - 1].round == len(trees.root)
    assert [(report.round - 1) // 5 for report in reports] == list(range(len(reports)))
    with pytest.raises(Cancelled):
        fit_trees(ENCODED, LABELS, rows[:1000], rows[1000:], seed=1, job=Recorder(cancel_after=2))


def test_the_same_seed_grows_the_same_trees() -> None:
    rows = np.arange(ROWS)
    first, second = (fit_trees(ENCODED, LABELS, rows[:1000], rows[1000:], seed=7, job=Job())[0] for _ in "ab")
    np.testing.assert_array_equal(first.threshold, second.threshold)
    np.testing.assert_array_equal(first.value, second.value)


@pytest.mark.slow
def test_the_automatic_model_of_the_banks_customers_is_one_file_of_several_families(bank: Dataset) -> None:
    job = Recorder()
    request = TrainRequest(name="bank", target="y", positive="yes", seed=1)
    trained = train_on(bank, request, job=job)
    card = trained.card
    by_family = {member.family: member for member in card.training.members}
    assert {"gbdt", "tabm"} <= set(by_family)
    assert all(member.weight >= 0 for member in card.training.members)
    assert card.measured().auc >= max(member.auc for member in by_family.values()) - 0.001
    assert card.measured().ece <= max(0.010, card.measured().ece_floor_high or 0)
    assert card.agreement <= 1e-6
    assert any(isinstance(record, EpochReport) for record in job.heard)
    low, high = card.measured().intervals["auc"]
    assert low < card.measured().auc < high
    # The file is in the order of the calls, and the market moved while they were made.
    assert card.split.adversarial_auc is not None
    assert card.split.adversarial_auc > 0.95
    assert (card.split.quick_auc_time or 1) < (card.split.quick_auc_random or 0) - 0.05
