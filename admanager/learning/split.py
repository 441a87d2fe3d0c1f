"""Dividing rows into training, early stopping, calibration and hold-out, by person or by time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from admanager.learning.dataset import Dataset

Rows = NDArray[np.intp]

HOLDOUT_SHARE = 0.30
# Of the people (or the time) that are not held out.
EARLY_STOPPING_SHARE = 0.10
CALIBRATION_SHARE = 0.10


@dataclass(frozen=True)
class Split:
    """The row numbers of each part, ascending; no person is in two parts. `left_out` rows are in none."""

    kind: Literal["person", "time"]
    train: Rows
    early_stopping: Rows
    calibration: Rows
    holdout: Rows
    left_out: int = 0


def split_rows(dataset: Dataset, seed: int) -> Split:
    """Divide by time where rows have one (the last 30 % of rows are held out), else by person with `seed`."""
    rng = np.random.default_rng(seed)
    if dataset.times is not None:
        return split_by_time(dataset.times, dataset.people, dataset.labels, rng)
    return split_by_person(dataset.people, dataset.labels, rng)


def split_by_person(
    people: NDArray[np.int64], labels: NDArray[np.float64], rng: np.random.Generator
) -> Split:
    """Draw 30 % of the people to hold out, and of the others those for early stopping and calibration.

    People with and without a positive row are drawn apart, so that each part has its share of both.
    """
    return _split("person", _drawn(people, labels, rng, HOLDOUT_SHARE))


def split_by_time(
    times: NDArray[np.float64],
    people: NDArray[np.int64],
    labels: NDArray[np.float64],
    rng: np.random.Generator,
) -> Split:
    """Cut the rows in the order of time: training first, then early stopping, calibration and hold-out.

    Rows of the same time stay together; rows without a time count as the oldest. Of a person with rows on both sides
    of the hold-out, one side is drawn, each as likely as its share of the person's rows; the others are left out.
    Where people have rows in several of the other parts as well, those parts are drawn by person: cut by time they
    would lose most of their rows in the same way, and hardly an ad in a thousand that was clicked would be left.
    """
    filled = np.nan_to_num(times, nan=-np.inf, neginf=-np.inf)
    _, moment, counts = np.unique(filled, return_inverse=True, return_counts=True)
    first_row = np.cumsum(counts) - counts
    # _parts puts the hold-out first; here it is the end of time.
    part = _parts(len(times), HOLDOUT_SHARE)[::-1][first_row][moment]
    _, person = np.unique(people, return_inverse=True)
    is_late = part == _HELD_OUT
    # The side of a row drawn at random is drawn with the right chance: shuffle, the last row of a person wins.
    shuffled = rng.permutation(len(part))
    chosen = np.zeros(person.max(initial=-1) + 1, dtype=np.bool_)
    chosen[person[shuffled]] = is_late[shuffled]
    stays = chosen[person] == is_late
    early = np.flatnonzero(stays & ~is_late)
    if _anyone_in_several(person[early], part[early]):
        part[early] = _drawn(person[early], labels[early], rng, 0.0)
    return _split("time", np.where(stays, part, np.int8(-1)))


_HELD_OUT = 3


def _drawn(
    people: NDArray[np.int64], labels: NDArray[np.float64], rng: np.random.Generator, holdout: float
) -> NDArray[np.int8]:
    """Return the part of each row, drawn by person; those with and without a positive row apart."""
    _, person, counts = np.unique(people, return_inverse=True, return_counts=True)
    has_positive = np.bincount(person, weights=labels, minlength=len(counts)) > 0
    part_of_person = np.zeros(len(counts), dtype=np.int8)
    for group in (np.flatnonzero(has_positive), np.flatnonzero(~has_positive)):
        part_of_person[rng.permutation(group)] = _parts(len(group), holdout)
    return part_of_person[person]


def _anyone_in_several(person: NDArray[np.intp], part: NDArray[np.int8]) -> bool:
    return len(np.unique(np.column_stack([person, part]), axis=0)) > len(np.unique(person))


def _parts(count: int, holdout: float) -> NDArray[np.int8]:
    """Return `count` part numbers in a row: hold-out 3, calibration 2, early stopping 1, training 0."""
    held = round(holdout * count)
    rest = count - held
    calibration, early = round(CALIBRATION_SHARE * rest), round(EARLY_STOPPING_SHARE * rest)
    sizes = [held, calibration, early, rest - calibration - early]
    return np.repeat(np.array([3, 2, 1, 0], dtype=np.int8), sizes)


def _split(kind: Literal["person", "time"], part: NDArray[np.int8]) -> Split:
    train, early, calibration, holdout = (np.flatnonzero(part == number) for number in range(4))
    return Split(kind, train, early, calibration, holdout, int((part < 0).sum()))
