"""Looking at a model with the project's rows: what explains it, for whom it is off, and one person's answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.audience.clock import clock_of, moment, zone_of
from admanager.audience.zoned import day_of
from admanager.jobs import Job, run_in_child
from admanager.learning.card import ModelCard
from admanager.learning.dataset import Dataset, load_dataset, read_newest
from admanager.learning.explain import (
    DependencePoint,
    Importance,
    PersonExplanation,
    SegmentError,
    explain_person,
    partial_dependence,
    permutation_importance,
    segment_errors,
    what_if,
)
from admanager.learning.models import get_model, get_scorer
from admanager.learning.request import TrainRequest
from admanager.learning.split import split_rows
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.project.tables import columns, iter_frames, key_column
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

_ROWS = 12_000
_BACKGROUND_ROWS = 1_000
_DEPENDENCE_ROWS = 2_000
_DRAWN_COLUMNS = 6
_LEVELS = 8


@dataclass(frozen=True)
class Explained:
    """What a model goes by, on `rows` rows; `held_out` says that none of them was learned from.

    `dependence` has the curves of the most important columns, `groups` for whom the model is right or off. `times` names
    the columns whose values are UTC seconds, and says of each whether it holds a date or a datetime.
    """

    rows: int
    held_out: bool
    importance: tuple[Importance, ...]
    dependence: dict[str, tuple[DependencePoint, ...]]
    groups: tuple[SegmentError, ...]
    times: Mapping[str, str]


def explain_model(project: ProjectFile, name: str, *, job: Job | None = None) -> Explained:
    """Explain a model on the rows that it was judged on, in a child process.

    Raises AdManagerError for a file from elsewhere, whose target is not known, or when its table is gone.
    """
    return run_in_child(explain_file, project.path, name, job=job or Job())


def explain_file(path: Path, name: str, *, job: Job) -> Explained:
    """Explain a model of a project that is only read: what the child process runs."""
    with ProjectFile.open(path) as project:
        card, scorer = _own(project, name), get_scorer(project, name)
        job.progress(0, 0, sentence("Reading the rows"))
        dataset = load_dataset(project.read(), _request(card))
        times, zone = _times(project.read(), card.data.table), zone_of(project)
    rows, held_out = _judged_rows(dataset, card)
    frame, labels = dataset.frame.iloc[rows].reset_index(drop=True), dataset.labels[rows]
    importance = permutation_importance(scorer, frame, labels, job=job)
    drawn = [column for entry in importance for column in entry.columns][:_DRAWN_COLUMNS]
    # Drawn, since the rows often come in the order of time.
    part = frame.sample(min(len(frame), _DEPENDENCE_ROWS), random_state=card.seed)
    dependence = {column: tuple(partial_dependence(scorer, part, column)) for column in drawn}
    probabilities = scorer.score(frame)
    groups = segment_errors(labels, probabilities, _groups(frame, drawn, times, zone))
    return Explained(len(rows), held_out, tuple(importance), dependence, tuple(groups), times)


@dataclass(frozen=True)
class Asked:
    """One person and what the model says of them; `frame` has their row, `at_ad` says that it is the last ad shown to them.

    `times` names the columns whose values are UTC seconds, and says of each whether it holds a date or a datetime.
    """

    key: str
    frame: pd.DataFrame
    explanation: PersonExplanation
    times: Mapping[str, str]
    at_ad: bool = False


def explain_one(project: ProjectFile, name: str, key: str, *, job: Job | None = None) -> Asked:
    """Explain the answer for the person with this key, of a model of impressions at the last ad shown to them.

    Profiles without a key are counted from 1. Raises AdManagerError when there is nobody of that key.
    """
    scorer = get_scorer(project, name)
    connection = project.read()
    at_ad = scorer.card is not None and scorer.card.data.table == "impressions"
    if at_ad:
        person = read_newest(connection, "impressions", rows=1, key=key)
        background = read_newest(connection, "impressions", rows=_BACKGROUND_ROWS)
    else:
        person = _profile(connection, key)
        background = _drawn_profiles(connection, _BACKGROUND_ROWS)
    if not len(person):
        raise AdManagerError(
            sentence("No ad was shown to anybody with the key {key}.", key=key)
            if at_ad
            else sentence("There is nobody with the key {key}.", key=key)
        )
    explained = explain_person(scorer, background, person, job=job)
    times = _times(connection, "impressions" if at_ad else "profiles")
    return Asked(key, person, explained, times, at_ad)


def _drawn_profiles(connection: sqlite3.Connection, count: int) -> pd.DataFrame:
    """Return profiles from the whole table, evenly apart; the first ones alone are often the oldest, and unlike the rest."""
    (rows,) = connection.execute("SELECT COUNT(*) FROM profiles").fetchone()
    count = min(count, rows)
    # Where the whole part of place * count / rows goes up: in exactly `count` places.
    wanted = (
        f"(SELECT own FROM (SELECT {quote(ROW_ID)} AS own, ROW_NUMBER() OVER (ORDER BY {quote(ROW_ID)}) AS place "
        "FROM profiles) WHERE place * ? / ? > (place - 1) * ? / ?)"
    )
    condition = f"{quote(ROW_ID)} IN {wanted}"
    return next(iter_frames(connection, "profiles", where=condition, params=[count, rows] * 2))


def _profile(connection: sqlite3.Connection, key: str) -> pd.DataFrame:
    import pandas as pd

    column = key_column(connection, "profiles")
    if column is not None:
        quoted = quote(column.name)
        frames = iter_frames(connection, "profiles", where=f"{quoted} = ?", params=[key])
    else:
        (rows,) = connection.execute("SELECT COUNT(*) FROM profiles").fetchone()
        if not key.isascii() or not key.isdigit() or not 1 <= int(key) <= rows:
            raise AdManagerError(
                sentence(
                    "The profiles have no key column; name a person by the number of their row, from 1 to {rows:,}.",
                    rows=rows,
                )
            )
        own = f"(SELECT {quote(ROW_ID)} FROM profiles ORDER BY {quote(ROW_ID)} LIMIT 1 OFFSET ?)"
        frames = iter_frames(
            connection, "profiles", where=f"{quote(ROW_ID)} = {own}", params=[str(int(key) - 1)]
        )
    found = next(frames, None)
    return pd.DataFrame() if found is None else found


def ask_what_if(project: ProjectFile, name: str, asked: Asked, column: str, text: str) -> float:
    """Return the person's probability if a column had another value, as it is typed; nothing is no value.

    Raises AdManagerError for what is no number in a column of numbers, and no date in one of dates.
    """
    return what_if(get_scorer(project, name), asked.frame, {column: _typed(project, asked, column, text)})


def _typed(project: ProjectFile, asked: Asked, column: str, text: str) -> object:
    if not text:
        return None
    if column in asked.times:
        found = moment(text, clock_of(project), in_zone=asked.times[column] == "datetime")
        if found is None:
            raise AdManagerError(
                sentence(
                    "The column {column} holds dates; {value} is none. Write 2026-01-31 or 30 days ago.",
                    column=column,
                    value=text,
                )
            )
        return float(found[0])
    if asked.frame[column].dtype.kind not in "fiub":
        return text
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise AdManagerError(
            sentence("The column {column} holds numbers; {value} is none.", column=column, value=text)
        ) from None


def _times(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the columns of a table, and of the people that it is joined with, that hold dates and times."""
    return {
        column.name: column.type
        for name in ("profiles", table)
        for column in columns(connection, name)
        if column.type in {"date", "datetime"}
    }


def _own(project: ProjectFile, name: str) -> ModelCard:
    card = get_model(project, name).card
    if card is None or card.metrics is None:
        raise AdManagerError(
            sentence(
                "The model “{name}” is not one of a yes or no that was trained here, so there is no outcome to judge it by.",
                name=name,
            )
        )
    return card


def _request(card: ModelCard) -> TrainRequest:
    return TrainRequest(
        name=card.name,
        target=card.target,
        positive=card.positive,
        table=card.data.table,
        family=card.family if card.click else "auto",
        clicked=card.click or None,
        seed=card.seed,
    )


def _judged_rows(dataset: Dataset, card: ModelCard) -> tuple[NDArray[np.intp], bool]:
    """Return the rows held out in the training; where the data are others now, a draw from all rows."""
    features = [entry.name for entry in card.inputs]
    known = set(dataset.frame.columns)
    same = set(features) <= known and len(dataset.labels) == card.data.rows
    rng = np.random.default_rng(card.seed)
    if same:
        rows = split_rows(dataset, card.seed).holdout
        same = len(rows) == card.split.holdout
    if not same:
        rows = np.arange(len(dataset.labels))
    if len(rows) > _ROWS:
        rows = np.sort(rng.choice(rows, _ROWS, replace=False))
    return rows, same


def _groups(
    frame: pd.DataFrame, names: Sequence[str], times: Mapping[str, str], zone: tzinfo
) -> dict[str, NDArray[np.bool_]]:
    """Return groups of rows to judge apart: the frequent words of texts, the thirds of numbers."""
    groups: dict[str, NDArray[np.bool_]] = {}
    for name in names:
        column = frame[name]
        if column.dtype.kind in "fiub" and column.nunique() > 3:
            values = column.to_numpy(dtype=np.float64)
            low, high = np.nanquantile(values, [1 / 3, 2 / 3])
            first, last = (_bound(edge, times.get(name), zone) for edge in (low, high))
            groups[f"{name} ≤ {first}"] = values <= low
            groups[f"{first} < {name} ≤ {last}"] = (values > low) & (values <= high)
            groups[f"{name} > {last}"] = values > high
        else:
            for value in column.value_counts().index[:_LEVELS]:
                groups[f"{name} = {value}"] = (column == value).to_numpy(dtype=np.bool_)
    return groups


def _bound(edge: float, type_: str | None, zone: tzinfo) -> str:
    """Return where a group ends: the day of a date (UTC) or of a time (in the zone), else the number."""
    if type_ is None:
        return f"{edge:g}"
    return day_of(edge, zone if type_ == "datetime" else UTC).isoformat()
