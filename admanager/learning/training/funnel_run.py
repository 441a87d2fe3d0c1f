"""Training click and conversion together, as the child process runs it: ESMM and MMoE over the whole funnel."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.calibration import Calibrator, fit_calibrator
from admanager.learning.card import HEADS, PROBABILITY, Head
from admanager.learning.dataset import Dataset
from admanager.learning.evaluation import Evaluation, evaluate
from admanager.learning.export import require_agreement
from admanager.learning.families import Trained
from admanager.learning.funnel_export import build_funnel_onnx
from admanager.learning.moving import measure_movement
from admanager.learning.request import EpochReport, TrainRequest
from admanager.learning.scoring import Scorer
from admanager.learning.training.carding import calibration_of, make_card
from admanager.learning.training.checkpoint import Checkpoints
from admanager.learning.training.fit import Part, fit, predict
from admanager.learning.training.funnel_network import (
    CLICK,
    CONVERSION,
    FUNNEL_SHAPES,
    FunnelNetwork,
    log_odds_of_both,
)
from admanager.learning.training.members import Prepared, prepare
from admanager.learning.training.run import checkpoints_of, load_rows, tell_parts
from admanager.learning.weights import FunnelWeights
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class FittedFunnel:
    """What was learned; `answers` [rows, 2] are the log-odds of click and of conversion after it, for every row."""

    family: str
    weights: FunnelWeights
    answers: NDArray[np.float32]
    epochs: tuple[EpochReport, ...]
    best_epoch: int
    batch: int
    learning_rate: float
    weight_decay: float
    learned_kept: bool = False

    @property
    def logits(self) -> NDArray[np.float64]:
        """The log-odds of click and conversion together."""
        return log_odds_of_both(self.answers).astype(np.float64)


def train_from_project(path: Path, request: TrainRequest, *, job: Job) -> Trained:
    """Train on a project's rows, which are only read; return the model's file and card."""
    return train_on(load_rows(path, request, job), request, job=job)


def train_on(dataset: Dataset, request: TrainRequest, *, job: Job) -> Trained:
    """Train on rows in memory; reports a `Preparation`, then an `EpochReport` an epoch."""
    started = time.monotonic()
    prepared = prepare(dataset, request, job)
    clicks = _require_clicks(prepared)
    tell_parts(prepared, job)
    checkpoints = checkpoints_of(prepared, request)
    fitted = _fit(prepared, clicks, request, job, checkpoints)
    job.progress(0, 0, sentence("Calibrating, writing the file and checking it"))
    trained = _finish(prepared, clicks, request, fitted, started)
    checkpoints.remove()
    return trained


def _fit(
    prepared: Prepared,
    clicks: NDArray[np.float64],
    request: TrainRequest,
    job: Job,
    checkpoints: Checkpoints,
) -> FittedFunnel:
    labels = np.column_stack([clicks, prepared.dataset.labels]).astype(np.float32)
    train, valid = (
        Part(prepared.encoded.take(rows), labels[rows])
        for rows in (prepared.split.train, prepared.split.early_stopping)
    )
    shape = FUNNEL_SHAPES[request.family]
    fitted = fit(
        prepared.encoder,
        shape,
        train,
        valid,
        seed=request.seed,
        job=job,
        name=request.family,
        checkpoints=checkpoints,
    )
    network, settings = fitted.network, fitted.settings
    assert isinstance(network, FunnelNetwork)
    return FittedFunnel(
        request.family,
        network.weights(),
        predict(network, prepared.encoded),
        fitted.epochs,
        fitted.best_epoch,
        settings.batch,
        settings.learning_rate,
        settings.weight_decay,
    )


def _finish(
    prepared: Prepared,
    clicks: NDArray[np.float64],
    request: TrainRequest,
    fitted: FittedFunnel,
    started: float,
) -> Trained:
    rows = prepared.split.calibration
    clicked = rows[clicks[rows] == 1]
    labels = prepared.dataset.labels
    calibrators = (
        fit_calibrator(fitted.answers[rows, CLICK], clicks[rows]),
        fit_calibrator(fitted.answers[clicked, CONVERSION], labels[clicked]),
    )
    bare = build_funnel_onnx(prepared.encoder, fitted.weights, calibrators=calibrators, card=None)
    evaluations, agreement = _judge(bare, prepared, clicks, fitted, calibrators)
    movement = measure_movement(prepared.dataset, prepared.selection.features, request.seed)
    card = make_card(
        prepared,
        request,
        [fitted],
        [1.0],
        None,
        evaluations[PROBABILITY],
        movement,
        calibrated_on=len(rows),
        agreement=agreement,
        seconds=time.monotonic() - started,
    )
    heads = {
        name: Head(
            calibration=calibration_of(calibrator, calibrated_on),
            metrics=evaluations[output].metrics,
            curves=evaluations[output].curves,
        )
        for (name, output), calibrator, calibrated_on in zip(
            HEADS.items(), calibrators, (len(rows), len(clicked)), strict=True
        )
    }
    card = card.model_copy(update={"heads": heads})
    return Trained(
        build_funnel_onnx(prepared.encoder, fitted.weights, calibrators=calibrators, card=card), card
    )


def _judge(
    onnx: bytes,
    prepared: Prepared,
    clicks: NDArray[np.float64],
    fitted: FittedFunnel,
    calibrators: tuple[Calibrator, Calibrator],
) -> tuple[dict[str, Evaluation], float]:
    """Evaluate each output of the file itself on the hold-out rows, after it has agreed with the trainer."""
    holdout = prepared.split.holdout
    frame = prepared.dataset.frame.iloc[holdout]
    click, conversion = (
        calibrator.probabilities(fitted.answers[holdout, task].astype(np.float64))
        for task, calibrator in enumerate(calibrators)
    )
    labels, people = prepared.dataset.labels[holdout], prepared.dataset.people[holdout]
    clicked = clicks[holdout] == 1
    everyone = np.ones(len(holdout), dtype=np.bool_)
    evaluations, worst = {}, 0.0
    for output, expected, truth, asked in (
        (PROBABILITY, click * conversion, labels, everyone),
        (HEADS["click"], click, clicks[holdout], everyone),
        (HEADS["conversion"], conversion, labels, clicked),
    ):
        scorer = Scorer(onnx, output=output)
        worst = max(worst, require_agreement(_at_once(scorer, frame), expected))
        found = scorer.score(frame)
        evaluations[output] = evaluate(truth[asked], found[asked], people=people[asked])
    return evaluations, worst


def _at_once(scorer: Scorer, frame: pd.DataFrame) -> Callable[[NDArray[np.intp]], NDArray[np.generic]]:
    return lambda rows: scorer.score_at_once(frame.iloc[rows])


def _require_clicks(prepared: Prepared) -> NDArray[np.float64]:
    """Return the clicks; raise AdManagerError where a part has too few of one outcome after the click."""
    clicks, labels, split = prepared.dataset.clicks, prepared.dataset.labels, prepared.split
    assert clicks is not None, "the rows were read for a family of the funnel"
    for rows in (split.train, split.early_stopping, split.holdout):
        after = labels[rows][clicks[rows] == 1]
        if not 0 < after.sum() < len(after) or len(after) == len(rows):
            raise AdManagerError(
                sentence(
                    "There are too few clicks, or conversions after them, to learn from and to judge the model on; collect more data."
                )
            )
    return clicks
