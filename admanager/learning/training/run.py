"""The whole training, as the child process runs it: read, guard, split, fit, calibrate, export, evaluate."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager import __version__
from admanager.jobs import Job
from admanager.learning.calibration import fit_platt
from admanager.learning.card import (
    Calibration,
    CardInput,
    DataInfo,
    Epoch,
    ModelCard,
    SplitInfo,
    TrainingInfo,
)
from admanager.learning.dataset import Dataset, load_dataset
from admanager.learning.evaluation import Evaluation, evaluate
from admanager.learning.export import build_onnx, require_agreement
from admanager.learning.families import Trained
from admanager.learning.features import Encoder, fit_encoder
from admanager.learning.request import AUTO_FAMILY, Preparation, TrainRequest
from admanager.learning.selection import Selection, select_columns
from admanager.learning.split import Rows, Split, split_rows
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.learning.training.fit import Fitted


@dataclass(frozen=True)
class _Prepared:
    dataset: Dataset
    selection: Selection
    split: Split
    encoder: Encoder


def train_from_project(path: Path, request: TrainRequest, *, job: Job) -> Trained:
    """Train on a project's rows, which are only read; return the model's file and card."""
    from admanager.project.file import ProjectFile

    job.progress(0, 0, sentence("Reading the rows"))
    with ProjectFile.open(path) as project:
        dataset = load_dataset(project.read(), request)
    return train_on(dataset, request, job=job)


def train_on(dataset: Dataset, request: TrainRequest, *, job: Job) -> Trained:
    """Train on rows in memory; reports a `Preparation`, then an `EpochReport` an epoch."""
    started = time.monotonic()
    family = AUTO_FAMILY if request.family == "auto" else request.family
    prepared = _prepare(dataset, request, job)
    split = prepared.split
    job.partial(
        Preparation(
            features=prepared.selection.features,
            rows_train=len(split.train),
            rows_early_stopping=len(split.early_stopping),
            rows_calibration=len(split.calibration),
            rows_holdout=len(split.holdout),
        )
    )
    fitted, logits = _fit(prepared, family, request.seed, job)
    job.progress(0, 0, sentence("Calibrating, writing the file and checking it"))
    labels = dataset.labels
    slope, intercept = fit_platt(logits[split.calibration], labels[split.calibration])
    weights = fitted.network.weights()
    bare = build_onnx(prepared.encoder, weights, slope=slope, intercept=intercept, card=None)
    evaluation, agreement = _judge(bare, prepared, logits, (slope, intercept))
    card = _card(
        prepared,
        request,
        fitted,
        family,
        (slope, intercept),
        evaluation,
        agreement,
        time.monotonic() - started,
    )
    onnx = build_onnx(prepared.encoder, weights, slope=slope, intercept=intercept, card=card)
    return Trained(onnx, card)


def _prepare(dataset: Dataset, request: TrainRequest, job: Job) -> _Prepared:
    selection = select_columns(dataset, request, job=job)
    if not selection.features:
        raise AdManagerError(
            sentence(
                "No column is left to learn from; keep at least one column of {table}.", table=dataset.table
            )
        )
    split = split_rows(dataset, request.seed)
    _require_both(dataset.labels, split)
    kinds = dataset.kinds()
    encoder = fit_encoder(
        dataset.frame.iloc[split.train],
        selection.features,
        flags={name for name in selection.features if kinds[name].kind == "flag"},
        missing_words={name: kinds[name].missing_words for name in selection.features},
    )
    return _Prepared(dataset, selection, split, encoder)


def _fit(prepared: _Prepared, family: str, seed: int, job: Job) -> tuple[Fitted, NDArray[np.float64]]:
    """Return the trained network and its output z for every row."""
    from admanager.learning.training.fit import Part, fit, predict
    from admanager.learning.training.network import DCN, LOGISTIC

    encoded = prepared.encoder.encode(prepared.dataset.frame)
    labels = prepared.dataset.labels.astype(np.float32)

    def part(rows: Rows) -> Part:
        return Part(encoded.take(rows), labels[rows])

    split = prepared.split
    shape = DCN if family == "dcn" else LOGISTIC
    fitted = fit(prepared.encoder, shape, part(split.train), part(split.early_stopping), seed=seed, job=job)
    return fitted, predict(fitted.network, encoded).astype(np.float64)


def _judge(
    onnx: bytes, prepared: _Prepared, logits: NDArray[np.float64], platt: tuple[float, float]
) -> tuple[Evaluation, float]:
    """Evaluate the file itself on the hold-out rows, after it has agreed with the trainer."""
    from admanager.learning.scoring import Scorer

    slope, intercept = platt
    scorer = Scorer(onnx)
    holdout = prepared.split.holdout
    frame = prepared.dataset.frame.iloc[holdout]
    expected = 1 / (1 + np.exp(-(slope * logits[holdout] + intercept)))
    agreement = require_agreement(lambda rows: scorer.score_at_once(frame.iloc[rows]), expected)
    probabilities = scorer.score(frame)
    return evaluate(prepared.dataset.labels[holdout], probabilities), agreement


def _require_both(labels: NDArray[np.float64], split: Split) -> None:
    for rows in (split.train, split.early_stopping, split.holdout):
        if not 0 < labels[rows].sum() < len(rows):
            raise AdManagerError(
                sentence(
                    "There are too few rows of one outcome to learn from and to judge the model on; collect more data."
                )
            )


def _card(
    prepared: _Prepared,
    request: TrainRequest,
    fitted: Fitted,
    family: str,
    platt: tuple[float, float],
    evaluation: Evaluation,
    agreement: float,
    seconds: float,
) -> ModelCard:
    import torch

    dataset, split, selection = prepared.dataset, prepared.split, prepared.selection
    slope, intercept = platt
    return ModelCard(
        name=request.name,
        family=family,
        asked_family=request.family,
        created=int(time.time()),
        program=f"AdManager {__version__}",
        target=dataset.target.name,
        positive=dataset.positive,
        inputs=_inputs(prepared),
        excluded=list(selection.excluded),
        warnings=list(selection.warnings),
        overruled=list(selection.overruled),
        data=DataInfo(
            table=dataset.table,
            only_where=dataset.only_where,
            rows=len(dataset.labels),
            positives=int(dataset.labels.sum()),
            fingerprint=dataset.fingerprint(selection.features),
            generated=dataset.generated,
        ),
        split=SplitInfo(
            kind=split.kind,
            train=len(split.train),
            early_stopping=len(split.early_stopping),
            calibration=len(split.calibration),
            holdout=len(split.holdout),
        ),
        seed=request.seed,
        calibration=Calibration(
            method="none" if platt == (1.0, 0.0) else "platt",
            slope=slope,
            intercept=intercept,
            rows=len(split.calibration),
        ),
        training=TrainingInfo(
            epochs=[
                Epoch(train_loss=e.train_loss, valid_loss=e.valid_loss, valid_auc=e.valid_auc)
                for e in fitted.epochs
            ],
            best_epoch=fitted.best_epoch,
            batch=fitted.settings.batch,
            learning_rate=fitted.settings.learning_rate,
            weight_decay=fitted.settings.weight_decay,
            seconds=round(seconds, 3),
            torch=str(torch.__version__),
        ),
        metrics=evaluation.metrics,
        curves=evaluation.curves,
        agreement=agreement,
    )


def _inputs(prepared: _Prepared) -> list[CardInput]:
    kinds = prepared.dataset.kinds()
    encoder = prepared.encoder
    return [
        CardInput(
            name=number.name, kind=kinds[number.name].kind, derived_from=kinds[number.name].derived_from
        )
        for number in encoder.numbers
    ] + [CardInput(name=text.name, kind="text", levels=len(text.levels)) for text in encoder.texts]
