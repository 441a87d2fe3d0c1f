"""Cutting sequences into what a network reads at once, and dividing people into the parts of a training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager.learning.sequences import LONGEST, Sequences

HOLDOUT_SHARE = 0.15
EARLY_STOPPING_SHARE = 0.08
CALIBRATION_SHARE = 0.10

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class PeopleSplit:
    """People by number (their place in `Sequences.starts`); nobody is in two parts."""

    train: Numbers
    early_stopping: Numbers
    calibration: Numbers
    holdout: Numbers


def split_people(people: Numbers, seed: int, *, calibration: bool) -> PeopleSplit:
    """Draw the parts: 15 % held out, 8 % for early stopping, and 10 % for calibration where it is asked for."""
    shuffled = np.random.default_rng(seed).permutation(people)
    holdout = round(HOLDOUT_SHARE * len(people))
    early = round(EARLY_STOPPING_SHARE * len(people))
    platt = round(CALIBRATION_SHARE * len(people)) if calibration else 0
    cuts = np.cumsum([holdout, early, platt])
    parts = [np.sort(part) for part in np.split(shuffled, cuts)]
    return PeopleSplit(holdout=parts[0], early_stopping=parts[1], calibration=parts[2], train=parts[3])


@dataclass(frozen=True)
class Spans:
    """Pieces of the events: piece i has the events `first[i]` to `first[i] + lengths[i]`, of `person[i]`."""

    person: Numbers
    first: Numbers
    lengths: Numbers

    def take(self, chosen: NDArray[np.bool_]) -> Spans:
        """Return these pieces alone; [pieces]."""
        return Spans(self.person[chosen], self.first[chosen], self.lengths[chosen])

    def places(self) -> tuple[Numbers, Numbers, Numbers]:
        """Return the piece, the place in it and the number of each of its events."""
        piece = np.repeat(np.arange(len(self.lengths)), self.lengths)
        place = np.arange(len(piece)) - np.repeat(np.cumsum(self.lengths) - self.lengths, self.lengths)
        return piece, place, self.first[piece] + place

    def spread(self, values: NDArray[Any], fill: object) -> NDArray[Any]:
        """Return the values of the events as [pieces, longest, ...], `fill` behind the end of a piece."""
        longest = int(self.lengths.max(initial=1))
        piece, place, event = self.places()
        spread = np.full((len(self.lengths), longest, *values.shape[1:]), fill, dtype=values.dtype)
        spread[piece, place] = values[event]
        return spread


def whole_spans(sequences: Sequences, people: Numbers, *, at_most: int | None = None) -> Spans:
    """Return the sequences of these people cut into pieces of at most `LONGEST` events, `at_most` events in all."""
    lengths = sequences.lengths[people]
    if at_most is not None:
        lengths = np.minimum(lengths, at_most)
    pieces = -(-lengths // LONGEST)
    person = np.repeat(people, pieces)
    number = np.arange(len(person)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    first = sequences.starts[person] + number * LONGEST
    left = np.repeat(lengths, pieces) - number * LONGEST
    return Spans(person, first, np.minimum(left, LONGEST))


def prefix_spans(sequences: Sequences, people: Numbers) -> Spans:
    """Return every beginning of these people's sequences that is followed by an event, its last `LONGEST` events."""
    counts = np.maximum(sequences.lengths[people] - 1, 0)
    person = np.repeat(people, counts)
    length = 1 + np.arange(len(person)) - np.repeat(np.cumsum(counts) - counts, counts)
    kept = np.minimum(length, LONGEST)
    return Spans(person, sequences.starts[person] + length - kept, kept)
