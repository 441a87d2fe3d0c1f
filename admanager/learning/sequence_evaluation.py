"""How good a model of sequences is, through its file: on people held out, or on the events of another file."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.export import COMPARED_ROWS, TOLERANCE
from admanager.learning.ranking import CUT, gain_interval, hit_at, hit_interval, mrr_at, places
from admanager.learning.sequence_pieces import Numbers, Spans, prefix_spans
from admanager.learning.sequence_scoring import SequenceScorer
from admanager.learning.sequences import LONGEST, Sequences
from admanager.texts import AdManagerError, sentence

_CASES_AT_ONCE = 4096


def judge_next(
    scorer: SequenceScorer, sequences: Sequences, people: Numbers, *, job: Job | None = None
) -> dict[str, float]:
    """Return how good the file is where a case is every beginning of these people's sequences that an event follows."""
    return judge_next_at(scorer, sequences, prefix_spans(sequences, people), job=job)


def judge_next_at(
    scorer: SequenceScorer, sequences: Sequences, spans: Spans, *, job: Job | None = None
) -> dict[str, float]:
    """Return hit@1, hit@10 (with its interval) and MRR@10 of the file, and the same of its lookup table.

    A case is each of the spans; the event after it is what came. An item that the model does not know counts as not
    found.
    """
    right = scorer.item_numbers(sequences.frame[sequences.target.name].to_numpy())[
        spans.first + spans.lengths
    ]
    found, by_table = [], []
    for start in range(0, len(right), _CASES_AT_ONCE):
        part = slice(start, start + _CASES_AT_ONCE)
        some = Spans(spans.person[part], spans.first[part], spans.lengths[part])
        own, table = scorer.beside_table(sequences, some, job=job)
        found.append(places(own, right[part]))
        by_table.append(places(table, right[part]))
    return next_figures(np.concatenate(found), np.concatenate(by_table), spans.person)


def next_figures(found: Numbers, by_table: Numbers, people: Numbers) -> dict[str, float]:
    """Return the figures of the places that the model and the lookup table gave to what came next.

    The gains are how much more often the model has it among its first, with 95 % intervals over people.
    """
    low, high = hit_interval(found, people)
    first_low, first_high = gain_interval(found, by_table, people, 1)
    gain_low, gain_high = gain_interval(found, by_table, people)
    return {
        "hit_at_1": hit_at(found, 1),
        "hit_at_10": hit_at(found, CUT),
        "hit_at_10_low": low,
        "hit_at_10_high": high,
        "mrr_at_10": mrr_at(found),
        "markov_hit_at_1": hit_at(by_table, 1),
        "markov_hit_at_10": hit_at(by_table, CUT),
        "markov_mrr_at_10": mrr_at(by_table),
        "gain_at_1_low": first_low,
        "gain_at_1_high": first_high,
        "gain_at_10_low": gain_low,
        "gain_at_10_high": gain_high,
        "cases": float(len(found)),
    }


def first_spans(sequences: Sequences, answers: NDArray[np.float64], window: int) -> Spans:
    """Return the first `window` events of everybody who has so many and whose answer is known after them."""
    people = np.flatnonzero(sequences.lengths >= window).astype(np.int64)
    first = sequences.starts[people]
    known = ~np.isnan(answers[first + window - 1])
    people, first = people[known], first[known]
    return Spans(people, first, np.full(len(people), window, dtype=np.int64))


def agreement_of(
    scorer: SequenceScorer,
    sequences: Sequences,
    spans: Spans,
    expected: Callable[[Spans], NDArray[np.float64]],
) -> float:
    """Return the largest difference between file and trainer, at several numbers of rows and lengths.

    Rows are taken at 1, 2, 7 and 1,000 at a time; sequences of 1 and 2 events, of the longest that was
    trained on and of twice as many, which are made by reading on into the next person's events.

    Raises AdManagerError above the tolerance of every export.
    """
    worst = 0.0
    for rows in COMPARED_ROWS:
        some = Spans(spans.person[:rows], spans.first[:rows], spans.lengths[:rows])
        worst = max(worst, _difference(scorer, sequences, some, expected))
    for length in (1, 2, LONGEST, 2 * LONGEST):
        room = len(sequences.frame) - length
        if room < 0:
            continue
        first = np.minimum(spans.first[:7], room)
        some = Spans(spans.person[:7], first, np.full(len(first), length, dtype=np.int64))
        worst = max(worst, _difference(scorer, sequences, some, expected))
    if worst > TOLERANCE:
        raise AdManagerError(
            sentence(
                "The model's file does not agree with the trainer (difference {difference:.1e}); it was not kept.",
                difference=worst,
            )
        )
    return worst


def _difference(
    scorer: SequenceScorer,
    sequences: Sequences,
    spans: Spans,
    expected: Callable[[Spans], NDArray[np.float64]],
) -> float:
    found = scorer.probabilities(sequences, spans, chunk=max(1, len(spans.lengths)))
    if not np.all(np.isfinite(found)):
        return float("inf")
    return float(np.abs(found - expected(spans)).max(initial=0.0))
