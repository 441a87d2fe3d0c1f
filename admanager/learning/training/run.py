"""The whole training, as the child process runs it: read, guard, split, fit, blend, calibrate, export, evaluate."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from admanager import __version__
from admanager.jobs import Job, one_thread
from admanager.learning.calibration import (
    ISOTONIC_POSITIVES,
    PULL,
    STEADY_PULL,
    Calibrator,
    Level,
    fit_calibrator,
    level_of,
)
from admanager.learning.dataset import Dataset, listed_people, load_dataset
from admanager.learning.evaluation import Evaluation, evaluate
from admanager.learning.export import build_onnx, require_agreement, with_card
from admanager.learning.families import Trained
from admanager.learning.moving import measure_movement
from admanager.learning.request import Preparation, TrainRequest
from admanager.learning.selection import Selection
from admanager.learning.training.blending import blend_weights
from admanager.learning.training.carding import make_card
from admanager.learning.training.checkpoint import Checkpoints
from admanager.learning.training.members import (
    SMALL_TABLE,
    FittedMember,
    MemberFamily,
    Prepared,
    fit_member,
    prepare,
)
from admanager.learning.weights import Blend
from admanager.project.file import ProjectFile
from admanager.texts import sentence

# The members of the automatic family; the first group is trained in a process without torch.
AUTO_FIRST: tuple[MemberFamily, ...] = ("gbdt",)
AUTO_THEN: tuple[MemberFamily, ...] = ("tabm",)
# What the blend starts from. Trees are the better member; on small tables a network is nearly as good, and errs elsewhere.
_EXPECTED_SHARES = {"gbdt": 0.85, "tabm": 0.15}
_EXPECTED_ON_SMALL = {"gbdt": 0.65, "tabm": 0.35}


@dataclass(frozen=True)
class First:
    """What the first of two processes found: the columns to learn from, and its members."""

    selection: Selection
    members: tuple[FittedMember, ...]


def train_first_from_project(path: Path, request: TrainRequest, *, job: Job) -> First:
    """Train the members that must not meet torch in one process."""
    return train_first(load_rows(path, request, job), request, job=job)


def train_first(dataset: Dataset, request: TrainRequest, *, job: Job) -> First:
    """Train the members that must not meet torch, on rows in memory."""
    with one_thread():
        prepared = prepare(dataset, request, job)
        tell_parts(prepared, job)
        members = tuple(fit_member(family, prepared, request.seed, job) for family in AUTO_FIRST)
    return First(prepared.selection, members)


def train_from_project(path: Path, request: TrainRequest, *, job: Job, first: First | None = None) -> Trained:
    """Train on a project's rows, which are only read; return the model's file and card."""
    return train_on(load_rows(path, request, job), request, job=job, first=first)


def train_on(dataset: Dataset, request: TrainRequest, *, job: Job, first: First | None = None) -> Trained:
    """Train on rows in memory; reports a `Preparation`, then an `EpochReport` an epoch.

    `first` is what `train_first` found for the automatic family; it is made here where it is None.
    """
    started = time.monotonic()
    if request.family == "auto" and first is None:
        first = train_first(dataset, request, job=job)
    with one_thread():
        return _train_on(dataset, request, job, first, started)


def _train_on(
    dataset: Dataset, request: TrainRequest, job: Job, first: First | None, started: float
) -> Trained:
    prepared = prepare(dataset, request, job, first.selection if first else None)
    if first is None:
        tell_parts(prepared, job)
    checkpoints = checkpoints_of(prepared, request)
    wanted = AUTO_THEN if request.family == "auto" else (_member_family(request.family),)
    members = [
        *(first.members if first else ()),
        *(fit_member(family, prepared, request.seed, job, checkpoints) for family in wanted),
    ]
    job.progress(0, 0, sentence("Calibrating, writing the file and checking it"))
    trained = _finish(prepared, request, members, started)
    checkpoints.remove()
    return trained


def _finish(
    prepared: Prepared, request: TrainRequest, members: Sequence[FittedMember], started: float
) -> Trained:
    shares, intercept = _shares(prepared, members)
    kept = [
        (member, share) for member, share in zip(members, shares, strict=True) if share or len(members) == 1
    ]
    logits = _blended([(member.logits, share) for member, share in kept], intercept)
    blend = Blend(tuple(m.member for m, _ in kept), tuple(share for _, share in kept), intercept)
    calibrator, calibrated_on = _calibrate(prepared, kept, intercept)
    bare = build_onnx(prepared.encoder, blend, calibrator=calibrator)
    evaluation, agreement, spread = _judge(bare, prepared, logits, calibrator)
    movement = measure_movement(prepared.dataset, prepared.selection.features, request.seed)
    card = make_card(
        prepared,
        request,
        members,
        shares,
        calibrator,
        evaluation,
        movement,
        calibrated_on=calibrated_on,
        agreement=agreement,
        member_spread=spread,
        seconds=time.monotonic() - started,
    )
    return Trained(with_card(bare, card), card)


def _blended(parts: Sequence[tuple[NDArray[np.float64], float]], intercept: float) -> NDArray[np.float64]:
    total: NDArray[np.float64] = np.sum([share * logits for logits, share in parts], axis=0) + intercept
    return total


def _calibrate(
    prepared: Prepared, kept: Sequence[tuple[FittedMember, float]], intercept: float
) -> tuple[Calibrator, int]:
    """Return the calibrator, and on how many rows it was fitted.

    Where the rows of all parts were drawn by chance, what was trained on log loss is as right for the ones as for the
    others: the line is held more firmly than where the world has moved, and its level is that of all rows that are not
    held out.
    """
    labels, split = prepared.dataset.labels, prepared.split
    judged = _blended([(member.blind, share) for member, share in kept], intercept)
    rows, bends = _calibration_rows(prepared, kept)
    pull, level = PULL, Level()
    if split.kind == "person":
        drawn = np.concatenate([split.train, split.early_stopping, split.calibration])
        pull, level = STEADY_PULL, level_of(judged[drawn], labels[drawn])
    return fit_calibrator(judged[rows], labels[rows], pull=pull, level=level, bends=bends), len(rows)


def _calibration_rows(
    prepared: Prepared, kept: Sequence[tuple[FittedMember, float]]
) -> tuple[NDArray[np.intp], bool]:
    """Return the rows to calibrate on, and whether they may make a curve of the line.

    Trees judge their own training rows out of fold, as Platt (1999) has it, and are so calibrated on ten times as
    many rows: chance moves the line less. So is a blend in which they weigh most, unless the rows kept for it are enough
    for a curve: what a network remembers of the others bends a curve more than a line.
    """
    alone = prepared.split.calibration
    everything = np.concatenate([max(kept, key=lambda part: part[1])[0].unseen, alone])
    if len(kept) == 1:
        return everything, True
    is_enough = prepared.dataset.labels[alone].sum() > ISOTONIC_POSITIVES
    return (alone, True) if is_enough else (everything, False)


def _shares(prepared: Prepared, members: Sequence[FittedMember]) -> tuple[tuple[float, ...], float]:
    if len(members) == 1:
        return (1.0,), 0.0
    rows = np.concatenate([prepared.split.early_stopping, prepared.split.calibration])
    together = np.column_stack([member.blind[rows] for member in members])
    is_small = len(prepared.split.train) < SMALL_TABLE
    shares = _EXPECTED_ON_SMALL if is_small else _EXPECTED_SHARES
    expected = [shares[member.family] for member in members]
    return blend_weights(together, prepared.dataset.labels[rows], expected)


def _judge(
    onnx: bytes, prepared: Prepared, logits: NDArray[np.float64], calibrator: Calibrator
) -> tuple[Evaluation, float, float | None]:
    """Evaluate the file itself on the hold-out rows, after it has agreed with the trainer.

    Returns the evaluation, the largest difference, and how far the members of an ensemble differ on average.
    """
    from admanager.learning.scoring import Scorer

    scorer = Scorer(onnx)
    holdout = prepared.split.holdout
    frame = prepared.dataset.frame.iloc[holdout]
    expected = calibrator.probabilities(logits[holdout])
    agreement = require_agreement(lambda rows: scorer.score_at_once(frame.iloc[rows]), expected)
    probabilities = scorer.score(frame)
    people = prepared.dataset.people[holdout]
    members = scorer.members(frame)
    spread = float(members.std(axis=1).mean()) if members.shape[1] else None
    return evaluate(prepared.dataset.labels[holdout], probabilities, people=people), agreement, spread


def load_rows(path: Path, request: TrainRequest, job: Job) -> Dataset:
    """Read the rows to learn from, out of the project at `path`."""
    job.progress(0, 0, sentence("Reading the rows"))
    with ProjectFile.open(path) as project:
        return load_dataset(project.read(), request, listed=listed_people(project, job))


def tell_parts(prepared: Prepared, job: Job) -> None:
    """Report the columns and the rows of each part."""
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


def checkpoints_of(prepared: Prepared, request: TrainRequest) -> Checkpoints:
    """Return where the training keeps its state; the same rows and the same request find it again."""
    decisive = request.model_dump_json(exclude={"name"})
    fingerprint = prepared.fingerprint
    return Checkpoints([__version__, decisive, fingerprint, *prepared.selection.features])


def _member_family(name: str) -> MemberFamily:
    families: tuple[MemberFamily, ...] = ("logistic", "gbdt", "dcn", "deepfm", "tabm")
    return next(family for family in families if family == name)
