"""Training: repeatable to the bit, told epoch by epoch, calibrated, and good enough on real data."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from onnx import numpy_helper
from sklearn.linear_model import LogisticRegression

from admanager.jobs import Job
from admanager.learning.calibration import PULL, STEADY_PULL, Level, fit_calibrator, fit_platt, level_of
from admanager.learning.dataset import Dataset
from admanager.learning.evaluation import log_loss
from admanager.learning.families import Trained, train_family
from admanager.learning.request import EpochReport, Preparation, TrainRequest
from admanager.learning.scoring import Scorer
from admanager.learning.split import split_rows
from admanager.learning.training.members import Prepared, fit_member, prepare
from admanager.learning.training.optimizer import VectorAdamW
from admanager.learning.training.run import load_rows, train_from_project, train_on
from admanager.texts import AdManagerError, Cancelled
from tests.learning.conftest import REQUEST


@pytest.fixture(autouse=True)
def _checkpoints_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


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
    assert parts == result.card.data.rows == 2_500 - result.card.data.without_consent
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
    assert result.card.measured().auc > 0.7
    assert result.card.training.versions.keys() == {"scipy"}
    assert len(result.onnx) < len(trained.onnx) / 2


def test_the_card_of_an_ensemble_says_how_far_its_networks_differ(
    customers_path: Path, trained: Trained
) -> None:
    found = train_from_project(customers_path, REQUEST.model_copy(update={"family": "tabm"}), job=Job())
    dataset = load_rows(customers_path, REQUEST, Job())
    members = Scorer(found.onnx).members(dataset.frame.iloc[split_rows(dataset, REQUEST.seed).holdout])
    away = members - members.mean(axis=1, keepdims=True)
    assert found.card.member_spread == pytest.approx(np.sqrt((away**2).mean(axis=1)).mean())
    assert 0.0005 < found.card.member_spread < 0.2
    assert trained.card.member_spread is None


def test_trees_are_calibrated_on_every_row_that_one_of_them_has_not_seen(
    customers_path: Path, trained: Trained
) -> None:
    request = REQUEST.model_copy(update={"family": "gbdt"})
    card = train_from_project(customers_path, request, job=Job()).card
    split = card.split
    assert card.calibration is not None
    assert card.calibration.rows == split.train + split.early_stopping + split.calibration
    network = trained.card
    assert network.calibration is not None
    assert network.calibration.rows == network.split.calibration


def test_a_blend_in_which_trees_weigh_most_is_calibrated_by_a_line_on_all_their_rows(
    customers_path: Path,
) -> None:
    card = train_from_project(customers_path, REQUEST.model_copy(update={"family": "auto"}), job=Job()).card
    split, shares = card.split, {member.family: member.weight for member in card.training.members}
    assert card.calibration is not None
    assert max(shares, key=lambda family: shares[family]) == "gbdt"
    assert card.calibration.method == "platt"
    assert card.calibration.rows == split.train + split.early_stopping + split.calibration


def _with_turned_calibration(prepared: Prepared) -> Prepared:
    labels = prepared.dataset.labels.copy()
    labels[prepared.split.calibration] = 1 - labels[prepared.split.calibration]
    return replace(prepared, dataset=replace(prepared.dataset, labels=labels))


def test_rows_kept_for_calibration_are_learned_from_but_judged_by_the_network_that_has_not_seen_them(
    customers_path: Path,
) -> None:
    prepared = prepare(load_rows(customers_path, REQUEST, Job()), REQUEST, Job())
    rows = prepared.split.calibration
    job = Recorder()
    first = fit_member("dcn", prepared, 3, job)
    turned = fit_member("dcn", _with_turned_calibration(prepared), 3, Job())
    np.testing.assert_array_equal(turned.blind[rows], first.blind[rows])
    assert turned.logits[rows].mean() > first.logits[rows].mean() + 0.1
    assert first.epochs == tuple(job.epochs)
    assert first.learned_kept


def test_by_time_the_latest_rows_tell_how_the_world_has_moved_and_are_not_learned_from(
    customers_path: Path,
) -> None:
    prepared = prepare(load_rows(customers_path, REQUEST, Job()), REQUEST, Job())
    prepared = replace(prepared, split=replace(prepared.split, kind="time"))
    first = fit_member("dcn", prepared, 3, Job())
    turned = fit_member("dcn", _with_turned_calibration(prepared), 3, Job())
    np.testing.assert_array_equal(turned.logits, first.logits)
    np.testing.assert_array_equal(first.blind, first.logits)
    assert not first.learned_kept


def test_a_family_that_is_not_there_is_named_with_those_that_are(customers_path: Path) -> None:
    request = REQUEST.model_copy(update={"family": "oracle"})
    with pytest.raises(
        AdManagerError, match="There is no model family oracle; there are auto, logistic, gbdt, dcn"
    ):
        train_family(customers_path, request, job=Job())


def test_leaving_out_every_column_is_refused(customers_path: Path, trained: Trained) -> None:
    names = tuple(entry.name for entry in trained.card.inputs)
    with pytest.raises(AdManagerError, match="No column is left to learn from"):
        train_from_project(customers_path, REQUEST.model_copy(update={"exclude": names}), job=Job())


@pytest.mark.slow
def test_the_banks_customers_are_ranked_as_well_as_promised(bank: Dataset) -> None:
    card = train_on(bank, TrainRequest(name="bank", target="y", family="dcn", seed=0), job=Job()).card
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


def test_few_rows_move_the_line_the_less_the_more_firmly_it_is_held_and_many_rows_all_the_same() -> None:
    rng = np.random.default_rng(2)
    z = rng.normal(-1, 1, 60_000)
    y = (rng.random(len(z)) < 1 / (1 + np.exp(-(0.7 * z + 0.4)))).astype(float)

    def moved(rows: int, pull: float) -> float:
        line = fit_calibrator(z[:rows], y[:rows], pull=pull)
        return float(np.hypot(line.slope - 1, line.intercept))

    assert 0 < moved(300, STEADY_PULL) < moved(300, PULL) < moved(300, 0.0)
    assert moved(len(z), STEADY_PULL) == pytest.approx(np.hypot(0.3, 0.4), abs=0.05)


@given(st.floats(-3, 3), st.floats(0.2, 3), st.integers(0, 2**31))
def test_the_level_brings_the_mean_to_the_base_rate_and_its_centre_is_where_a_turn_leaves_it(
    middle: float, spread: float, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    z = rng.normal(middle, spread, 2_000)
    y = (rng.random(len(z)) < 0.2).astype(float)
    level = level_of(z, y)
    shifted = z + level.shift

    def mean(slope: float) -> float:
        return float(np.mean(1 / (1 + np.exp(-(level.centre + slope * (shifted - level.centre))))))

    assert mean(1.0) == pytest.approx(y.mean(), abs=1e-7)
    assert abs(mean(1.001) - mean(0.999)) < 1e-6


def test_a_known_level_keeps_an_unlucky_slice_from_moving_the_average() -> None:
    rng = np.random.default_rng(5)
    z = rng.normal(-2.2, 0.8, 20_000)
    y = (rng.random(len(z)) < 1 / (1 + np.exp(-z))).astype(float)
    # A slice in which there are a third fewer positives than it should have.
    unlucky = np.concatenate([np.flatnonzero(y == 0)[:1_800], np.flatnonzero(y == 1)[:140]])
    off = z - 0.3

    def gap(level: Level) -> float:
        line = fit_calibrator(off[unlucky], y[unlucky], pull=STEADY_PULL, level=level)
        return abs(float(line.probabilities(off).mean()) - y.mean())

    assert gap(level_of(off, y)) < 0.6 * gap(Level())


def test_an_overconfident_model_is_mended_though_its_level_is_right_on_what_it_learned() -> None:
    rng = np.random.default_rng(6)
    z = rng.normal(-1, 1, 40_000)
    y = (rng.random(len(z)) < 1 / (1 + np.exp(-z))).astype(float)
    level = level_of(3 * z, y)
    line = fit_calibrator(3 * z[:3_000], y[:3_000], pull=STEADY_PULL, level=level)
    assert line.probabilities(3 * z).mean() == pytest.approx(y.mean(), abs=0.015)
    best, before = (log_loss(y, 1 / (1 + np.exp(-factor * z))) for factor in (1, 3))
    assert log_loss(y, line.probabilities(3 * z)) - best < 0.1 * (before - best)


def test_isotonic_calibration_keeps_the_order_and_mends_what_a_line_cannot() -> None:
    rng = np.random.default_rng(1)
    z = rng.normal(0, 1.5, 20_000)
    truth = np.where(z < 0, 0.1 + 0.02 * z.clip(-3, 0), 0.6 + 0.1 * z.clip(0, 3))
    y = (rng.random(len(z)) < truth).astype(float)
    curve = fit_calibrator(z[:10_000], y[:10_000])
    assert curve.method == "isotonic"
    p = curve.probabilities(z[10_000:])
    assert np.all(np.diff(p[np.argsort(z[10_000:])]) > 0)
    assert np.mean(np.abs(p - truth[10_000:])) < 0.03
    slope, intercept = fit_platt(z, y)
    line = 1 / (1 + np.exp(-(slope * z[10_000:] + intercept)))
    assert log_loss(y[10_000:], p) < log_loss(y[10_000:], line) - 0.005


@pytest.mark.parametrize(("stage", "after"), [("Training", 3.4), ("Learning", 0.0)])
def test_a_killed_training_goes_on_to_the_same_bits(
    customers_path: Path, trained: Trained, tmp_path: Path, stage: str, after: float
) -> None:
    script = (
        "import sys, os\n"
        "from pathlib import Path\n"
        "from admanager.jobs import Job\n"
        "from admanager.learning.request import EpochReport, TrainRequest\n"
        "from admanager.learning.training.run import train_from_project\n"
        "class Killer(Job):\n"
        "    def progress(self, done, total, text):\n"
        "        if text.startswith(sys.argv[3]) and done > float(sys.argv[4]):\n"
        "            os.kill(os.getpid(), 9)\n"
        "train_from_project(Path(sys.argv[1]), TrainRequest.model_validate_json(sys.argv[2]), job=Killer())\n"
    )
    words = [sys.executable, "-c", script, str(customers_path), REQUEST.model_dump_json(), stage, str(after)]
    assert subprocess.run(words, check=False).returncode == -9
    assert list(tmp_path.rglob("*.pt"))
    job = Recorder()
    result = train_from_project(customers_path, REQUEST, job=job)
    assert max(job.shares) > 3 / 60
    for first, second in zip(_weights(trained.onnx), _weights(result.onnx), strict=True):
        np.testing.assert_array_equal(first, second)
    assert [report.valid_loss for report in job.epochs] == [
        e.valid_loss for e in trained.card.training.epochs
    ]
    assert not list(tmp_path.rglob("*.pt"))


class Pauser(Recorder):
    """Pauses after the first epoch, and goes on or cancels when it has been asked for commands a few times."""

    def __init__(self, then: str) -> None:
        super().__init__()
        self._then, self._asked = then, 0
        self.batches_while_paused = 0

    def commands(self) -> list[object]:
        if not self.epochs or self._asked > 4:
            return []
        self._asked += 1
        return {1: ["pause"], 4: [self._then]}.get(self._asked, [])

    def progress(self, done: float, total: float, text: str) -> None:
        super().progress(done, total, text)
        if 0 < self._asked < 4:
            self.batches_while_paused += 1

    def check_cancelled(self) -> None:
        if self._asked == 4 and self._then == "cancel":
            raise Cancelled


def test_a_paused_training_stands_still_and_then_ends_with_the_same_bits(
    customers_path: Path, trained: Trained
) -> None:
    job = Pauser("resume")
    result = train_from_project(customers_path, REQUEST, job=job)
    assert job.batches_while_paused == 0
    for first, second in zip(_weights(trained.onnx), _weights(result.onnx), strict=True):
        np.testing.assert_array_equal(first, second)


def test_a_paused_training_can_be_cancelled(customers_path: Path) -> None:
    with pytest.raises(Cancelled):
        train_from_project(customers_path, REQUEST, job=Pauser("cancel"))


def test_too_few_rows_are_not_calibrated_on() -> None:
    few, labels = np.array([0.0, 1.0, 2.0]), np.array([0.0, 1.0, 1.0])
    assert level_of(few, labels) == Level()
    assert fit_platt(few, labels, level=Level(0.25, -1.0)) == (1.0, 0.25)
    assert fit_platt(np.array([0.0, 1.0, 2.0]), np.array([0.0, 1.0, 1.0])) == (1.0, 0.0)


def test_a_vector_moves_as_torchs_adamw_moves_it() -> None:
    from torch import nn

    drawn = torch.Generator().manual_seed(0)
    start = torch.randn(40, generator=drawn)
    ours, theirs = nn.Parameter(start.clone()), nn.Parameter(start.clone())
    ours.grad = torch.zeros(40)
    mine = VectorAdamW(ours, 0.01, 0.1)
    peer = torch.optim.AdamW([theirs], lr=0.01, weight_decay=0.1)
    for step in range(30):
        gradient = torch.randn(40, generator=drawn)
        ours.grad.add_(gradient)
        theirs.grad = gradient
        mine.rate = peer.param_groups[0]["lr"] = 0.01 / (1 + step)
        mine.step()
        peer.step()
    torch.testing.assert_close(ours, theirs, rtol=1e-5, atol=1e-6)
    assert not ours.grad.any()


def test_the_benchmark_of_sparse_tables_trains_as_the_program_does() -> None:
    from tests.benchmarks.bench_train_sparse import BATCH, _ours

    assert all(rows > 0 for rows in _ours(BATCH, 1).values())
