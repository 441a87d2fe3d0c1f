"""The card of a trained response model: everything that was found while it was made."""

from __future__ import annotations

import importlib.metadata
import time
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from admanager import __version__
from admanager.learning.calibration import Calibrator
from admanager.learning.card import (
    Calibration,
    CardInput,
    DataInfo,
    Epoch,
    MemberInfo,
    ModelCard,
    SplitInfo,
    TrainingInfo,
)
from admanager.learning.drift import reference_of
from admanager.learning.evaluation import Evaluation, log_loss, roc_auc
from admanager.learning.moving import Movement
from admanager.learning.request import EpochReport, TrainRequest
from admanager.learning.training.members import Prepared

# All others are torch's.
_LIBRARIES = {"gbdt": "lightgbm", "logistic": "scipy"}


class Learned(Protocol):
    """What the card tells of a family inside the model; `logits` is its output for every row, float64 [rows]."""

    @property
    def family(self) -> str: ...
    @property
    def logits(self) -> NDArray[np.float64]: ...
    @property
    def epochs(self) -> tuple[EpochReport, ...]: ...
    @property
    def best_epoch(self) -> int: ...
    @property
    def batch(self) -> int: ...
    @property
    def learning_rate(self) -> float: ...
    @property
    def learned_kept(self) -> bool: ...
    @property
    def weight_decay(self) -> float: ...


def make_card(
    prepared: Prepared,
    request: TrainRequest,
    members: Sequence[Learned],
    shares: Sequence[float],
    calibrator: Calibrator | None,
    evaluation: Evaluation,
    movement: Movement,
    *,
    calibrated_on: int,
    agreement: float,
    seconds: float,
    member_spread: float | None = None,
) -> ModelCard:
    """Return the card.

    `member_spread` is how far the members of an ensemble differ. The calibrator was fitted on `calibrated_on` rows; `seconds` is what the training took, in all processes but the
    first of two.
    """
    dataset, selection = prepared.dataset, prepared.selection
    return ModelCard(
        name=request.name,
        family=request.family,
        asked_family=request.family,
        created=int(time.time()),
        program=f"AdManager {__version__}",
        target=dataset.target.name,
        positive=dataset.positive,
        click=dataset.click,
        inputs=_inputs(prepared),
        quotients=prepared.encoder.quotient_names(),
        excluded=list(selection.excluded),
        warnings=list(selection.warnings),
        overruled=list(selection.overruled),
        data=DataInfo(
            table=dataset.table,
            only_where=dataset.only_where,
            without_consent=dataset.without_consent,
            do_not_contact=dataset.do_not_contact,
            rows=len(dataset.labels),
            positives=int(dataset.labels.sum()),
            fingerprint=prepared.fingerprint,
            generated=dataset.generated,
        ),
        split=_split(prepared, movement),
        seed=request.seed,
        calibration=calibration_of(calibrator, calibrated_on) if calibrator else None,
        training=_training(prepared, members, shares, seconds),
        metrics=evaluation.metrics,
        curves=evaluation.curves,
        agreement=agreement,
        member_spread=member_spread,
    )


def calibration_of(calibrator: Calibrator, rows: int) -> Calibration:
    """Return a calibration on so many rows, as the card has it."""
    return Calibration(
        method=calibrator.method,
        slope=calibrator.slope,
        intercept=calibrator.intercept,
        rows=rows,
        knots=list(calibrator.knots),
    )


def _split(prepared: Prepared, movement: Movement) -> SplitInfo:
    split = prepared.split
    return SplitInfo(
        kind=split.kind,
        train=len(split.train),
        early_stopping=len(split.early_stopping),
        calibration=len(split.calibration),
        holdout=len(split.holdout),
        left_out=split.left_out,
        adversarial_auc=movement.adversarial_auc,
        ordered_by=movement.ordered_by,
        quick_auc_time=movement.time_auc,
        quick_auc_random=movement.random_auc,
    )


def _training(
    prepared: Prepared, members: Sequence[Learned], shares: Sequence[float], seconds: float
) -> TrainingInfo:
    last = members[-1]
    libraries = sorted({_LIBRARIES.get(member.family, "torch") for member in members})
    versions = {name: importlib.metadata.version(name) for name in libraries}
    return TrainingInfo(
        epochs=[
            Epoch(train_loss=e.train_loss, valid_loss=e.valid_loss, valid_auc=e.valid_auc, round=e.round)
            for e in last.epochs
        ],
        best_epoch=last.best_epoch,
        batch=last.batch,
        learning_rate=last.learning_rate,
        weight_decay=last.weight_decay,
        seconds=round(seconds, 3),
        torch=versions.get("torch", ""),
        versions=versions,
        members=[_member(prepared, member, share) for member, share in zip(members, shares, strict=True)],
    )


def _member(prepared: Prepared, member: Learned, share: float) -> MemberInfo:
    holdout = prepared.split.holdout
    labels, z = prepared.dataset.labels[holdout], member.logits[holdout]
    return MemberInfo(
        family=member.family,
        weight=share,
        auc=roc_auc(labels, z),
        log_loss=log_loss(labels, 1 / (1 + np.exp(-z))),
        epochs=len(member.epochs),
        best_epoch=member.best_epoch,
        learned_kept=member.learned_kept,
    )


def _inputs(prepared: Prepared) -> list[CardInput]:
    kinds = prepared.dataset.kinds()
    encoder = prepared.encoder
    frame = prepared.dataset.frame.iloc[prepared.split.train]
    return [
        CardInput(
            name=number.name,
            kind=kinds[number.name].kind,
            derived_from=kinds[number.name].derived_from,
            reference=reference_of(frame[number.name]),
        )
        for number in encoder.columns
    ] + [
        CardInput(
            name=text.name, kind="text", levels=len(text.levels), reference=reference_of(frame[text.name])
        )
        for text in encoder.texts
    ]
