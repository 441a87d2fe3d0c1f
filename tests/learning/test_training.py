"""Training: repeatable to the bit, told epoch by epoch, calibrated, and good enough on real data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper
from sklearn.linear_model import LogisticRegression

from admanager.jobs import Job
from admanager.learning.calibration import fit_platt
from admanager.learning.dataset import Dataset
from admanager.learning.families import Trained, train_family
from admanager.learning.request import EpochReport, Preparation, TrainRequest
from admanager.learning.training.run import train_from_project, train_on
from admanager.texts import AdManagerError, Cancelled
from tests.learning.conftest import REQUEST


class Recorder(Job):
    """Keeps what it is told, and cancels when it has heard of `cancel_after` epochs."""

    def __init__(self, cancel_after: int = 1_000) -> None:
        self.heard: list[object] = []
        self.shares: list[float] = []
        self._cancel_after = cancel_after

    @property
    def epochs(self) -> list[EpochReport]:
        return [record for record in self.heard if isinstance(record, EpochReport)]

    def progress(self, done: float, total: float, text: str) -> None:
        if total:
            self.shares.append(done / total)

    def partial(self, result: object) -> None:
        self.heard.append(result)

    def check_cancelled(self) -> None:
        if len(self.epochs) >= self._cancel_after:
            raise Cancelled


def _weights(content: bytes) -> list[np.ndarray]:
    return [numpy_helper.to_array(tensor) for tensor in onnx.load_from_string(content).graph.initializer]


def test_the_same_seed_gives_the_same_bits_and_another_seed_others(
    customers_path: Path, trained: Trained
) -> None:
    again = train_from_project(customers_path, REQUEST, job=Job())
    assert len(_weights(again.onnx)) == len(_weights(trained.onnx))
    for first, second in zip(_weights(trained.onnx), _weights(again.onnx), strict=True):
        np.testing.assert_array_equal(first, second)
    assert again.card.metrics == trained.card.metrics
    other = train_from_project(customers_path, REQUEST.model_copy(update={"seed": 4}), job=Job())
    assert other.card.metrics != trained.card.metrics


def test_every_epoch_is_told_with_losses_and_auc(customers_path: Path) -> None:
    job = Recorder()
    result = train_from_project(customers_path, REQUEST, job=job)
    preparation = job.heard[0]
    assert isinstance(preparation, Preparation)
    assert preparation.features == tuple(entry for entry in preparation.features if entry != "customer_id")
    parts = (
        preparation.rows_train
        + preparation.rows_early_stopping
        + preparation.rows_calibration
        + preparation.rows_holdout
    )
    assert parts == result.card.data.rows == 2_500
    assert [report.epoch for report in job.epochs] == list(range(1, len(job.epochs) + 1))
    losses = [report.valid_loss for report in job.epochs]
    assert result.card.training.best_epoch == max(report.epoch for report in job.epochs if report.is_best)
    assert min(losses) == pytest.approx(losses[result.card.training.best_epoch - 1], abs=2e-5)
    assert job.epochs[0].train_loss > job.epochs[-1].train_loss
    assert all(0 <= share <= 1 for share in job.shares)


def test_cancelling_ends_the_training(customers_path: Path) -> None:
    job = Recorder(cancel_after=2)
    with pytest.raises(Cancelled):
        train_from_project(customers_path, REQUEST, job=job)
    assert len(job.epochs) == 2


def test_the_logistic_family_is_a_model_of_its_own(customers_path: Path, trained: Trained) -> None:
    result = train_from_project(customers_path, REQUEST.model_copy(update={"family": "logistic"}), job=Job())
    assert (result.card.family, trained.card.family) == ("logistic", "dcn")
    assert result.card.metrics.auc > 0.7
    assert len(result.onnx) < len(trained.onnx) / 2


def test_a_family_that_is_not_there_is_named_with_those_that_are(customers_path: Path) -> None:
    request = REQUEST.model_copy(update={"family": "oracle"})
    with pytest.raises(
        AdManagerError, match="There is no model family oracle; there are auto, logistic, dcn"
    ):
        train_family(customers_path, request, job=Job())


def test_leaving_out_every_column_is_refused(customers_path: Path, trained: Trained) -> None:
    names = tuple(entry.name for entry in trained.card.inputs)
    with pytest.raises(AdManagerError, match="No column is left to learn from"):
        train_from_project(customers_path, REQUEST.model_copy(update={"exclude": names}), job=Job())


@pytest.mark.slow
def test_the_banks_customers_are_ranked_as_well_as_promised(bank: Dataset) -> None:
    card = train_on(bank, TrainRequest(name="bank", target="y", seed=0), job=Job()).card
    assert [finding.column for finding in card.excluded] == ["duration"]
    assert card.metrics.rows == 8_650
    assert card.metrics.auc >= 0.785
    assert card.metrics.ece <= card.metrics.ece_floor + 0.006
    assert card.agreement <= 1e-6


@pytest.mark.slow
def test_keeping_the_leak_shows_why_it_was_left_out(bank: Dataset) -> None:
    request = TrainRequest(name="bank", target="y", include=("duration",), family="logistic")
    card = train_on(bank, request, job=Job()).card
    assert card.metrics.auc > 0.9
    assert [finding.column for finding in card.overruled] == ["duration"]


def test_platt_is_the_logistic_regression_on_the_logit() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(-1, 2, 20_000)
    labels = (rng.random(20_000) < 1 / (1 + np.exp(-(0.5 * logits + 0.8)))).astype(float)
    slope, intercept = fit_platt(logits, labels)
    peer = LogisticRegression(C=1e9).fit(logits[:, None], labels)
    assert slope == pytest.approx(peer.coef_[0, 0], abs=2e-3)
    assert intercept == pytest.approx(peer.intercept_[0], abs=2e-3)


def test_too_few_rows_are_not_calibrated_on() -> None:
    assert fit_platt(np.array([0.0, 1.0, 2.0]), np.array([0.0, 1.0, 1.0])) == (1.0, 0.0)
