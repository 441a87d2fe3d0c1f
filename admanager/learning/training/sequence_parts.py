"""What both trainings of sequences need: the events as codes, the parts of the people, the card, the checkpoints."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from admanager import __version__
from admanager.jobs import Job
from admanager.learning.card import (
    CardInput,
    DataInfo,
    Epoch,
    ModelCard,
    SplitInfo,
    TrainingInfo,
)
from admanager.learning.drift import reference_of
from admanager.learning.request import Preparation, TrainRequest
from admanager.learning.sequence_features import GAP, EventEncoder, fit_events
from admanager.learning.sequence_pieces import PeopleSplit
from admanager.learning.sequences import (
    Sequences,
)
from admanager.learning.training.checkpoint import Checkpoints
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from torch import Tensor

    from admanager.learning.training.behaviour import Form, Kind
    from admanager.learning.training.behaviour_fit import Learned

KINDS = {"sequence": "lstm", "gru": "gru", "cnn": "cnn", "transformer": "transformer"}


@dataclass(frozen=True)
class Prepared:
    """The events, who is in which part, and the events as codes [events, features]."""

    sequences: Sequences
    split: PeopleSplit
    encoder: EventEncoder
    codes: NDArray[np.int64]


def prepare(sequences: Sequences, split: PeopleSplit, request: TrainRequest, job: Job) -> Prepared:
    """Learn how the events become codes from the people who are learned from; reports a `Preparation`."""
    owners = owners_of(sequences)
    held_back = np.concatenate([split.holdout, split.calibration, split.early_stopping])
    rows = np.flatnonzero(~np.isin(owners, held_back))
    encoder = fit_events(
        sequences.frame,
        sequences.columns,
        rows,
        always=sequences.target.name if sequences.question == "next" else "",
        starts=sequences.starts,
        times=sequences.times,
        time_column=sequences.time_column,
    )
    if not encoder.features or (
        sequences.question == "next"
        and sequences.target.name not in {feature.name for feature in encoder.features}
    ):
        raise AdManagerError(
            sentence("No column is left to learn from; keep at least one column of {table}.", table="events")
        )
    job.partial(
        Preparation(
            features=tuple(feature.name for feature in encoder.features),
            rows_train=len(split.train),
            rows_early_stopping=len(split.early_stopping),
            rows_calibration=len(split.calibration),
            rows_holdout=len(split.holdout),
            unit="people",
        )
    )
    return Prepared(
        sequences, split, encoder, encoder.encode(sequences.frame, sequences.starts, sequences.times)
    )


def owners_of(sequences: Sequences) -> NDArray[np.int64]:
    """Return the number of each event's person."""
    return np.repeat(np.arange(len(sequences.starts)), sequences.lengths).astype(np.int64)


def form_of(request: TrainRequest) -> Form:
    """Return the form of the network that a family has."""
    from admanager.learning.training.behaviour import Form

    return Form(cast("Kind", KINDS[request.family]))


def tensor_of(values: NDArray[np.float32]) -> Tensor:
    """Return an array as a tensor, without loading torch before it is needed."""
    import torch

    return torch.from_numpy(values)


def card_of(
    prepared: Prepared,
    request: TrainRequest,
    learned: Learned,
    figures: dict[str, float],
    agreement: float,
    started: float,
) -> ModelCard:
    """Return the card; `figures` are those of its task, `started` is on the monotonic clock."""
    import torch

    from admanager.learning.training.behaviour_fit import BATCH, DECAY, RATE

    sequences, split = prepared.sequences, prepared.split
    learned_from = sequences.frame[np.isin(owners_of(sequences), split.train)]
    is_next = sequences.question == "next"
    verdict: str = sequences.question
    if is_next:
        verdict = (
            "beats_the_table" if figures["hit_at_10"] > figures["markov_hit_at_10"] else "the_table_is_better"
        )
    return ModelCard(
        name=request.name,
        family=request.family,
        asked_family=request.family,
        task="next" if is_next else "behaviour",
        created=int(time.time()),
        program=f"AdManager {__version__}",
        target=sequences.target.name,
        positive=sequences.positive,
        inputs=[
            CardInput(
                name=sequences.time_column if feature.name == GAP else feature.name,
                kind="date" if feature.name == GAP else "text" if feature.is_text else "number",
                levels=len(feature.words) or len(feature.values),
                reference=None if feature.name == GAP else reference_of(learned_from[feature.name]),
            )
            for feature in prepared.encoder.features
        ],
        excluded=list(sequences.set_aside),
        warnings=[],
        overruled=[],
        data=DataInfo(
            table="events",
            without_consent=sequences.without_consent,
            do_not_contact=sequences.do_not_contact,
            rows=len(sequences.frame),
            positives=int(np.nansum(sequences.labels)) if sequences.labels is not None else 0,
            fingerprint=sequences.fingerprint(),
            generated=sequences.generated,
        ),
        split=SplitInfo(
            kind="person",
            train=len(split.train),
            early_stopping=len(split.early_stopping),
            calibration=len(split.calibration),
            holdout=len(split.holdout),
        ),
        seed=request.seed,
        training=TrainingInfo(
            epochs=[
                Epoch(train_loss=e.train_loss, valid_loss=e.valid_loss, valid_auc=e.valid_auc)
                for e in learned.epochs
            ],
            best_epoch=learned.best_epoch,
            batch=BATCH,
            learning_rate=RATE,
            weight_decay=DECAY,
            seconds=round(time.monotonic() - started, 3),
            torch=str(torch.__version__),
        ),
        figures=figures,
        verdict=verdict,
        agreement=agreement,
    )


def checkpoints_of(prepared: Prepared, request: TrainRequest) -> Checkpoints:
    """Return where the training keeps its state; the same events and the same request find it again."""
    decisive = request.model_dump_json(exclude={"name"})
    features = [feature.name for feature in prepared.encoder.features]
    return Checkpoints([__version__, decisive, prepared.sequences.fingerprint(), *features])
