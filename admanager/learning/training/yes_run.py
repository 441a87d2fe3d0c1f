"""Training the chance of a yes after the first events of a person: the network, its calibration, and its file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.behaviour_export import build_yes
from admanager.learning.calibration import fit_platt
from admanager.learning.card import (
    Calibration,
)
from admanager.learning.evaluation import evaluate
from admanager.learning.families import Trained
from admanager.learning.request import TrainRequest
from admanager.learning.sequence_evaluation import (
    agreement_of,
    first_spans,
)
from admanager.learning.sequence_features import coded_spans
from admanager.learning.sequence_pieces import Spans, split_people, whole_spans
from admanager.learning.sequence_scoring import SequenceScorer
from admanager.learning.sequences import (
    Sequences,
    later_labels,
    require_enough,
    window_of,
)
from admanager.learning.training.sequence_parts import (
    Prepared,
    card_of,
    checkpoints_of,
    form_of,
    prepare,
)
from admanager.texts import sentence

if TYPE_CHECKING:
    from admanager.learning.training.behaviour_fit import Pieces


def train_yes(sequences: Sequences, request: TrainRequest, job: Job) -> Trained:
    from admanager.learning.training.behaviour import BehaviourNetwork
    from admanager.learning.training.behaviour_fit import Pieces, learn, yes_loss

    started = time.monotonic()
    window = window_of(sequences)
    answers = later_labels(sequences)
    asked = first_spans(sequences, answers, window)
    labels = answers[asked.first + asked.lengths - 1]
    require_enough(sequences, len(labels), int(labels.sum()))
    split = split_people(asked.person, request.seed, calibration=True)
    prepared = prepare(sequences, split, request, job)
    network = BehaviourNetwork(prepared.encoder.codes, len(prepared.encoder.features), form_of(request))

    def pieces(people: NDArray[np.int64], at_most: int | None) -> Pieces:
        spans = whole_spans(sequences, people, at_most=at_most)
        return Pieces(
            coded_spans(prepared.encoder, prepared.codes, spans, prepared.sequences.times),
            spans.lengths,
            spans.spread(answers.astype(np.float32), np.nan),
        )

    # What follows any event teaches what follows those that are asked about: also people with fewer events, and the
    # later events of those with more. When to stop is told by all events up to the one that is asked about, of which
    # there are several times as many.
    few = np.setdiff1d(np.arange(len(sequences.starts)), asked.person)
    train = pieces(np.sort(np.concatenate([split.train, few])), None)
    checkpoints = checkpoints_of(prepared, request)
    learned = learn(
        network,
        train,
        pieces(split.early_stopping, window),
        yes_loss,
        seed=request.seed,
        job=job,
        checkpoints=checkpoints,
    )
    job.progress(0, 0, sentence("Calibrating, writing the file and checking it"))

    def logits(people: NDArray[np.int64]) -> NDArray[np.float64]:
        chosen = np.isin(asked.person, people)
        return _logits(network, prepared, asked.take(chosen))

    at = np.isin(asked.person, split.calibration)
    slope, intercept = fit_platt(logits(split.calibration), labels[at])
    weights = network.weights()
    scorer = SequenceScorer(build_yes(prepared.encoder, weights, slope=slope, intercept=intercept, card=None))
    held = np.isin(asked.person, split.holdout)
    spans = asked.take(held)
    agreement = agreement_of(
        scorer,
        sequences,
        spans,
        lambda some: 1 / (1 + np.exp(-(slope * _logits(network, prepared, some) + intercept))),
    )
    evaluation = evaluate(labels[held], scorer.probabilities(sequences, spans, job=job))
    card = card_of(prepared, request, learned, {"window": float(window)}, agreement, started).model_copy(
        update={
            "metrics": evaluation.metrics,
            "curves": evaluation.curves,
            "calibration": Calibration(
                method="none" if (slope, intercept) == (1.0, 0.0) else "platt",
                slope=slope,
                intercept=intercept,
                rows=int(at.sum()),
            ),
        }
    )
    onnx = build_yes(prepared.encoder, weights, slope=slope, intercept=intercept, card=card)
    checkpoints.remove()
    return Trained(onnx, card)


def _logits(network: object, prepared: Prepared, spans: Spans) -> NDArray[np.float64]:
    import torch

    from admanager.learning.training.behaviour import BehaviourNetwork

    assert isinstance(network, BehaviourNetwork)
    codes = torch.from_numpy(coded_spans(prepared.encoder, prepared.codes, spans, prepared.sequences.times))
    with torch.no_grad():
        states = network(codes)
        last = states[torch.arange(len(codes)), torch.from_numpy(spans.lengths - 1)]
    found: NDArray[np.float64] = last.numpy().astype(np.float64)
    return found
