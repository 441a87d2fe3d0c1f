"""Training what comes next: the lookup tables, cross-fitted, the network beside them, and its file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.behaviour_export import NextHead, build_next
from admanager.learning.families import Trained
from admanager.learning.markov import (
    FOLDS,
    choose_strength,
    count_table,
    cross_fitted,
    log_table,
    transitions,
)
from admanager.learning.request import TrainRequest
from admanager.learning.sequence_evaluation import (
    agreement_of,
    judge_next,
)
from admanager.learning.sequence_features import FIRST_LEVEL, GAP, coded_spans
from admanager.learning.sequence_pieces import Spans, prefix_spans, split_people, whole_spans
from admanager.learning.sequence_scoring import SequenceScorer
from admanager.learning.sequences import (
    Sequences,
    require_enough,
)
from admanager.learning.training.sequence_parts import (
    Prepared,
    card_of,
    checkpoints_of,
    form_of,
    owners_of,
    prepare,
    tensor_of,
)
from admanager.texts import sentence

if TYPE_CHECKING:
    from admanager.learning.training.behaviour_fit import Pieces, Tables


def train_next(sequences: Sequences, request: TrainRequest, job: Job) -> Trained:
    from admanager.learning.training.behaviour import NextNetwork
    from admanager.learning.training.behaviour_fit import Tables, learn, next_loss

    started = time.monotonic()
    people = np.flatnonzero(sequences.lengths > 1).astype(np.int64)
    require_enough(sequences, len(people))
    prepared = prepare(sequences, split_people(people, request.seed, calibration=False), request, job)
    name = sequences.target.name
    items = _items(prepared, name)
    count = prepared.encoder.features[prepared.encoder.place(name)].size - FIRST_LEVEL
    tables, strengths = _tables(prepared, items, count, request.seed)
    network = NextNetwork(
        prepared.encoder.codes,
        len(prepared.encoder.features),
        form_of(request),
        _item_attributes(prepared, items, count, name),
    )
    folds = _folds(len(sequences.starts), request.seed)
    train = _next_pieces(prepared, prepared.split.train, items, count, folds)
    valid = _next_pieces(
        prepared, prepared.split.early_stopping, items, count, np.full_like(folds, tables.full)
    )
    checkpoints = checkpoints_of(prepared, request)
    learned = learn(
        network, train, valid, next_loss(tables), seed=request.seed, job=job, checkpoints=checkpoints
    )
    job.progress(0, 0, sentence("Calibrating, writing the file and checking it"))
    full, full_second = _final_tables(prepared, items, count, strengths)
    head = NextHead(network.next_weights(), full, full_second, name)
    weights = network.weights()
    bare = build_next(prepared.encoder, weights, head, card=None)
    scorer = SequenceScorer(bare)
    spans = prefix_spans(sequences, prepared.split.holdout)
    final = Tables(tensor_of(full[None]), tensor_of(full_second[None]))
    agreement = agreement_of(
        scorer, sequences, spans, lambda some: _expected_next(network, prepared, items, count, some, final)
    )
    figures = judge_next(scorer, sequences, prepared.split.holdout, job=job)
    card = card_of(prepared, request, learned, figures, agreement, started)
    checkpoints.remove()
    return Trained(build_next(prepared.encoder, weights, head, card=card), card)


def _items(prepared: Prepared, name: str) -> NDArray[np.int64]:
    """Return the item of each event, -1 where it is missing or rare."""
    place = prepared.encoder.place(name)
    numbers = prepared.codes[:, place] - prepared.encoder.offsets[place] - FIRST_LEVEL
    items: NDArray[np.int64] = np.maximum(numbers, -1)
    return items


def _folds(people: int, seed: int) -> NDArray[np.int64]:
    return np.random.default_rng([seed, FOLDS]).integers(0, FOLDS, people)


def _tables(
    prepared: Prepared, items: NDArray[np.int64], count: int, seed: int
) -> tuple[Tables, tuple[float, float]]:
    """Return the lookup tables of each fold of the training people, and how strongly they are smoothed."""
    from admanager.learning.training.behaviour_fit import Tables

    owners = owners_of(prepared.sequences)
    folds = _folds(len(prepared.sequences.starts), seed)
    made, strengths = [], []
    for lag in (1, 2):
        pairs = transitions(items, owners, lag)
        train = pairs.take(np.isin(pairs.person, prepared.split.train))
        valid = pairs.take(np.isin(pairs.person, prepared.split.early_stopping))
        strengths.append(choose_strength(train, valid, count))
        made.append(tensor_of(cross_fitted(train, folds, count, strengths[-1])))
    return Tables(made[0], made[1]), (strengths[0], strengths[1])


def _final_tables(
    prepared: Prepared, items: NDArray[np.int64], count: int, strengths: tuple[float, float]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the tables that go into the file, counted on everybody but the people held out."""
    owners = owners_of(prepared.sequences)
    tables = []
    for lag, strength in zip((1, 2), strengths, strict=True):
        pairs = transitions(items, owners, lag)
        known = pairs.take(~np.isin(pairs.person, prepared.split.holdout))
        tables.append(log_table(count_table(known, count), strength))
    return tables[0], tables[1]


def _item_attributes(
    prepared: Prepared, items: NDArray[np.int64], count: int, name: str
) -> NDArray[np.int64]:
    """Return the codes that nearly always come with each item, [items, attributes]; colour, price, category."""
    rows = np.flatnonzero((items >= 0) & np.isin(owners_of(prepared.sequences), prepared.split.train))
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
    prepared: Prepared,
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
    prepared: Prepared,
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
