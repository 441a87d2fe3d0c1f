"""The whole training of a model of sequences, as the child process runs it: read, split, fit, export, evaluate."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from admanager import __version__
from admanager.jobs import Job
from admanager.learning.behaviour_export import NextHead, build_next, build_yes
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
from admanager.learning.drift import reference_of
from admanager.learning.evaluation import evaluate
from admanager.learning.families import Trained
from admanager.learning.markov import (
    FOLDS,
    choose_strength,
    count_table,
    cross_fitted,
    log_table,
    transitions,
)
from admanager.learning.request import Preparation, TrainRequest
from admanager.learning.sequence_evaluation import (
    agreement_of,
    first_spans,
    judge_next,
)
from admanager.learning.sequence_features import FIRST_LEVEL, GAP, EventEncoder, coded_spans, fit_events
from admanager.learning.sequence_pieces import PeopleSplit, Spans, prefix_spans, split_people, whole_spans
from admanager.learning.sequence_scoring import SequenceScorer
from admanager.learning.sequences import (
    Sequences,
    later_labels,
    load_sequences,
    require_enough,
    window_of,
)
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from torch import Tensor

    from admanager.learning.training.behaviour import Form, Kind
    from admanager.learning.training.behaviour_fit import Learned, Pieces, Tables

KINDS = {"sequence": "lstm", "gru": "gru", "cnn": "cnn", "transformer": "transformer"}


@dataclass(frozen=True)
class _Prepared:
    sequences: Sequences
    split: PeopleSplit
    encoder: EventEncoder
    codes: NDArray[np.int64]


def train_from_project(path: Path, request: TrainRequest, *, job: Job) -> Trained:
    """Train on a project's events, which are only read; return the model's file and card."""
    from admanager.project.file import ProjectFile

    job.progress(0, 0, sentence("Reading the rows"))
    with ProjectFile.open(path) as project:
        sequences = load_sequences(project.read(), request)
    return train_on(sequences, request, job=job)


def train_on(sequences: Sequences, request: TrainRequest, *, job: Job) -> Trained:
    """Train on events in memory; reports a `Preparation`, then an `EpochReport` an epoch."""
    from admanager.learning.training.behaviour_fit import prepare_torch

    prepare_torch(request.seed)
    if sequences.question == "next":
        return _train_next(sequences, request, job)
    return _train_yes(sequences, request, job)


# -- what comes next -----------------------------------------------------------------------------------------


def _train_next(sequences: Sequences, request: TrainRequest, job: Job) -> Trained:
    from admanager.learning.training.behaviour import NextNetwork
    from admanager.learning.training.behaviour_fit import Tables, learn, next_loss

    started = time.monotonic()
    people = np.flatnonzero(sequences.lengths > 1).astype(np.int64)
    require_enough(sequences, len(people))
    prepared = _prepare(sequences, split_people(people, request.seed, calibration=False), request, job)
    name = sequences.target.name
    items = _items(prepared, name)
    count = prepared.encoder.features[prepared.encoder.place(name)].size - FIRST_LEVEL
    tables, strengths = _tables(prepared, items, count, request.seed)
    network = NextNetwork(
        prepared.encoder.codes,
        len(prepared.encoder.features),
        _form(request),
        _item_attributes(prepared, items, count, name),
    )
    folds = _folds(len(sequences.starts), request.seed)
    train = _next_pieces(prepared, prepared.split.train, items, count, folds)
    valid = _next_pieces(
        prepared, prepared.split.early_stopping, items, count, np.full_like(folds, tables.full)
    )
    learned = learn(network, train, valid, next_loss(tables), seed=request.seed, job=job)
    job.progress(0, 0, sentence("Calibrating, writing the file and checking it"))
    full, full_second = _final_tables(prepared, items, count, strengths)
    head = NextHead(network.next_weights(), full, full_second, name)
    weights = network.weights()
    bare = build_next(prepared.encoder, weights, head, card=None)
    scorer = SequenceScorer(bare)
    spans = prefix_spans(sequences, prepared.split.holdout)
    final = Tables(_tensor(full[None]), _tensor(full_second[None]))
    agreement = agreement_of(
        scorer, sequences, spans, lambda some: _expected_next(network, prepared, items, count, some, final)
    )
    figures = judge_next(scorer, sequences, prepared.split.holdout, job=job)
    card = _card(prepared, request, learned, figures, agreement, started)
    return Trained(build_next(prepared.encoder, weights, head, card=card), card)


def _items(prepared: _Prepared, name: str) -> NDArray[np.int64]:
    """Return the item of each event, -1 where it is missing or rare."""
    place = prepared.encoder.place(name)
    numbers = prepared.codes[:, place] - prepared.encoder.offsets[place] - FIRST_LEVEL
    items: NDArray[np.int64] = np.maximum(numbers, -1)
    return items


def _folds(people: int, seed: int) -> NDArray[np.int64]:
    return np.random.default_rng([seed, FOLDS]).integers(0, FOLDS, people)


def _tables(
    prepared: _Prepared, items: NDArray[np.int64], count: int, seed: int
) -> tuple[Tables, tuple[float, float]]:
    """Return the lookup tables of each fold of the training people, and how strongly they are smoothed."""
    from admanager.learning.training.behaviour_fit import Tables

    owners = _owners(prepared.sequences)
    folds = _folds(len(prepared.sequences.starts), seed)
    made, strengths = [], []
    for lag in (1, 2):
        pairs = transitions(items, owners, lag)
        train = pairs.take(np.isin(pairs.person, prepared.split.train))
        valid = pairs.take(np.isin(pairs.person, prepared.split.early_stopping))
        strengths.append(choose_strength(train, valid, count))
        made.append(_tensor(cross_fitted(train, folds, count, strengths[-1])))
    return Tables(made[0], made[1]), (strengths[0], strengths[1])


def _final_tables(
    prepared: _Prepared, items: NDArray[np.int64], count: int, strengths: tuple[float, float]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the tables that go into the file, counted on everybody but the people held out."""
    owners = _owners(prepared.sequences)
    tables = []
    for lag, strength in zip((1, 2), strengths, strict=True):
        pairs = transitions(items, owners, lag)
        known = pairs.take(~np.isin(pairs.person, prepared.split.holdout))
        tables.append(log_table(count_table(known, count), strength))
    return tables[0], tables[1]


def _item_attributes(
    prepared: _Prepared, items: NDArray[np.int64], count: int, name: str
) -> NDArray[np.int64]:
    """Return the codes that nearly always come with each item, [items, attributes]; colour, price, category."""
    rows = np.flatnonzero((items >= 0) & np.isin(_owners(prepared.sequences), prepared.split.train))
    chosen = []
    for place, feature in enumerate(prepared.encoder.features):
        if feature.name in {name, GAP}:
            continue
        codes = prepared.codes[rows, place]
        cells, counts = np.unique(np.stack([items[rows], codes]), axis=1, return_counts=True)
        order = np.argsort(counts, kind="stable")
        usual = np.full(count, prepared.encoder.offsets[place], dtype=np.int64)
        usual[cells[0][order]] = cells[1][order]
        if np.mean(usual[items[rows]] == codes) >= _ITS_OWN:
            chosen.append(usual)
    return np.stack(chosen, axis=1) if chosen else np.zeros((count, 0), dtype=np.int64)


_ITS_OWN = 0.95
"""A column belongs to the item where so many events of it have the same value in it."""


def _next_pieces(
    prepared: _Prepared,
    people: NDArray[np.int64],
    items: NDArray[np.int64],
    count: int,
    folds: NDArray[np.int64],
) -> Pieces:
    from admanager.learning.training.behaviour_fit import Pieces

    sequences = prepared.sequences
    following = np.append(items[1:], -1).astype(np.float32)
    following[sequences.starts + sequences.lengths - 1] = -1
    following[following < 0] = np.nan
    spans = whole_spans(sequences, people)
    return Pieces(
        coded_spans(prepared.encoder, prepared.codes, spans, prepared.sequences.times),
        spans.lengths,
        spans.spread(following, np.nan),
        spans.spread(np.where(items < 0, count, items), count),
        folds[spans.person],
    )


def _expected_next(
    network: object,
    prepared: _Prepared,
    items: NDArray[np.int64],
    count: int,
    spans: Spans,
    tables: Tables,
) -> NDArray[np.float64]:
    import torch

    from admanager.learning.training.behaviour import NextNetwork
    from admanager.learning.training.behaviour_fit import Pieces, all_rows, next_scores

    assert isinstance(network, NextNetwork)
    pieces = Pieces(
        coded_spans(prepared.encoder, prepared.codes, spans, prepared.sequences.times),
        spans.lengths,
        np.zeros((len(spans.lengths), 1), np.float32),
        spans.spread(np.where(items < 0, count, items), count),
        np.zeros(len(spans.lengths), dtype=np.int64),
    )
    parts = []
    with torch.no_grad():
        for rows in all_rows(pieces):
            scores = next_scores(network, pieces, rows, tables).softmax(2)
            parts.append(scores[torch.arange(len(rows)), torch.from_numpy(pieces.lengths[rows] - 1)].numpy())
    return np.concatenate(parts).astype(np.float64)


# -- a yes or a no -------------------------------------------------------------------------------------------


def _train_yes(sequences: Sequences, request: TrainRequest, job: Job) -> Trained:
    from admanager.learning.training.behaviour import BehaviourNetwork
    from admanager.learning.training.behaviour_fit import Pieces, learn, yes_loss

    started = time.monotonic()
    window = window_of(sequences)
    answers = later_labels(sequences)
    asked = first_spans(sequences, answers, window)
    labels = answers[asked.first + asked.lengths - 1]
    require_enough(sequences, len(labels), int(labels.sum()))
    split = split_people(asked.person, request.seed, calibration=True)
    prepared = _prepare(sequences, split, request, job)
    network = BehaviourNetwork(prepared.encoder.codes, len(prepared.encoder.features), _form(request))

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
    learned = learn(
        network, train, pieces(split.early_stopping, window), yes_loss, seed=request.seed, job=job
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
    card = _card(prepared, request, learned, {"window": float(window)}, agreement, started).model_copy(
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
    return Trained(onnx, card)


def _logits(network: object, prepared: _Prepared, spans: Spans) -> NDArray[np.float64]:
    import torch

    from admanager.learning.training.behaviour import BehaviourNetwork

    assert isinstance(network, BehaviourNetwork)
    codes = torch.from_numpy(coded_spans(prepared.encoder, prepared.codes, spans, prepared.sequences.times))
    with torch.no_grad():
        states = network(codes)
        last = states[torch.arange(len(codes)), torch.from_numpy(spans.lengths - 1)]
    found: NDArray[np.float64] = last.numpy().astype(np.float64)
    return found


# -- both ----------------------------------------------------------------------------------------------------


def _prepare(sequences: Sequences, split: PeopleSplit, request: TrainRequest, job: Job) -> _Prepared:
    owners = _owners(sequences)
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
        )
    )
    return _Prepared(
        sequences, split, encoder, encoder.encode(sequences.frame, sequences.starts, sequences.times)
    )


def _owners(sequences: Sequences) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(sequences.starts)), sequences.lengths).astype(np.int64)


def _form(request: TrainRequest) -> Form:
    from admanager.learning.training.behaviour import Form

    return Form(cast("Kind", KINDS[request.family]))


def _tensor(values: NDArray[np.float32]) -> Tensor:
    import torch

    return torch.from_numpy(values)


def _card(
    prepared: _Prepared,
    request: TrainRequest,
    learned: Learned,
    figures: dict[str, float],
    agreement: float,
    started: float,
) -> ModelCard:
    import torch

    from admanager.learning.training.behaviour_fit import BATCH, DECAY, RATE

    sequences, split = prepared.sequences, prepared.split
    learned_from = sequences.frame[np.isin(_owners(sequences), split.train)]
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
