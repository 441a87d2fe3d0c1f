"""Asking a model about a file: read as the project's own import was read, then scored or evaluated.

The file goes through the whole import into a throw-away project beside nothing of the user's, so that
dialect, missing words, types and rejects are the same as if it had been imported.
"""

from __future__ import annotations

import csv
import sqlite3
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from admanager.ingest.load import ImportResult, import_file
from admanager.ingest.options import ColumnOptions, ImportOptions
from admanager.ingest.settle import settle
from admanager.ingest.words import ROLES
from admanager.jobs import Job
from admanager.learning.card import HEADS, PROBABILITY
from admanager.learning.evaluation import Evaluation, evaluate
from admanager.learning.models import ModelInfo, get_model, get_scorer
from admanager.learning.scoring import Scorer
from admanager.learning.targets import choose_positive, labels_of, target_values
from admanager.project.file import ProjectFile
from admanager.project.tables import Column, columns, key_column, read_frame
from admanager.project.unfinished import whole_file
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

# A table whose keys may repeat: every row of the file is asked about.
_TABLE: Final = "impressions"
_NEUTRAL_ROLES = {"key": "text", "consent": "flag", "tags": "text"}


@dataclass(frozen=True)
class FileEvaluation:
    """How good a model is on a file; `rows_per_second` is the speed of the model alone, without reading.

    `heads` has the outcomes of a model of the funnel one by one: the click on all rows, the conversion on the clicked.
    `seems_trained_on` says that these seem to be the rows that the model learned from.
    """

    evaluation: Evaluation
    rows_without_target: int
    rows_rejected: int
    rows_per_second: float
    seconds: float
    heads: dict[str, Evaluation]
    seems_trained_on: bool


@dataclass(frozen=True)
class FileScores:
    """What scoring a file wrote; `rows_per_second` is the speed of the model alone, without reading."""

    path: Path
    rows: int
    rows_rejected: int
    rows_per_second: float
    seconds: float
    key: str


@dataclass(frozen=True)
class _Rows:
    frame: pd.DataFrame
    key: str | None
    result: ImportResult
    labels: NDArray[np.float64]
    clicks: NDArray[np.float64] | None


def evaluate_file(
    project: ProjectFile,
    name: str,
    path: Path,
    *,
    roles: Mapping[str, str] | None = None,
    job: Job | None = None,
) -> FileEvaluation:
    """Compare a model's probabilities with what a file says has happened.

    The target is the model's own, or the column that `roles` gives the role `label`. Rows without it are
    left out. Raises AdManagerError when the file lacks the target or a column that the model needs.
    """
    started = time.monotonic()
    job = job or Job()
    model, scorer = get_model(project, name), get_scorer(project, name)
    rows = _read(project, model, scorer, Path(path), roles or {}, job, with_target=True)
    known = ~np.isnan(rows.labels) & _asked(model, rows)
    probabilities, speed = _scored(scorer, rows.frame[known], job)
    evaluation, card = evaluate(rows.labels[known], probabilities), model.card
    metrics = evaluation.metrics
    return FileEvaluation(
        evaluation=evaluation,
        rows_without_target=int(np.isnan(rows.labels).sum()),
        rows_rejected=rows.result.rows_rejected,
        rows_per_second=speed,
        seconds=time.monotonic() - started,
        heads=_heads(project, name, rows, known, job),
        seems_trained_on=card is not None and card.seems_trained_on(metrics.rows, metrics.positives),
    )


def score_file(
    project: ProjectFile, name: str, path: Path, out: Path, *, job: Job | None = None
) -> FileScores:
    """Write the probability of each row of a file to `out` as CSV: the key (or the row's number), probability.

    A model of the funnel has a column more for each of its outcomes, click and conversion after it.
    The output appears whole or not at all. Raises AdManagerError when the file lacks a column that the model needs.
    """
    started = time.monotonic()
    job = job or Job()
    model, scorer = get_model(project, name), get_scorer(project, name)
    rows = _read(project, model, scorer, Path(path), {}, job, with_target=False)
    probabilities, speed = _scored(scorer, rows.frame, job)
    key = rows.key or "row"
    labels = rows.frame[rows.key] if rows.key else range(1, len(rows.frame) + 1)
    answers = {PROBABILITY: probabilities}
    for output in HEADS.values() if model.card is not None and model.card.heads else ():
        answers[output] = get_scorer(project, name, output=output).score(rows.frame, job=job)
    _write_csv(out, key, list(labels), answers)
    return FileScores(
        path=out,
        rows=len(rows.frame),
        rows_rejected=rows.result.rows_rejected,
        rows_per_second=speed,
        seconds=time.monotonic() - started,
        key=key,
    )


def _scored(scorer: Scorer, frame: pd.DataFrame, job: Job) -> tuple[NDArray[np.float64], float]:
    started = time.perf_counter()
    probabilities = scorer.score(frame, job=job)
    return probabilities, len(frame) / max(time.perf_counter() - started, 1e-9)


def _heads(
    project: ProjectFile, name: str, rows: _Rows, known: NDArray[np.bool_], job: Job
) -> dict[str, Evaluation]:
    """Return how good a model of the funnel is for each outcome; others have none."""
    if rows.clicks is None:
        return {}
    truths = {"click": (rows.clicks, known), "conversion": (rows.labels, known & (rows.clicks == 1))}
    return {
        head: evaluate(
            truth[asked], get_scorer(project, name, output=HEADS[head]).score(rows.frame[asked], job=job)
        )
        for head, (truth, asked) in truths.items()
    }


def _asked(model: ModelInfo, rows: _Rows) -> NDArray[np.bool_]:
    """Return which rows the model is about: all, or those of a conversion model that were clicked."""
    condition = model.card.data.only_where if model.card else ""
    if condition and condition in rows.frame.columns:
        return (rows.frame[condition] == 1).to_numpy()
    return np.ones(len(rows.frame), dtype=np.bool_)


def _read(
    project: ProjectFile,
    model: ModelInfo,
    scorer: Scorer,
    path: Path,
    roles: Mapping[str, str],
    job: Job,
    *,
    with_target: bool,
) -> _Rows:
    if not path.is_file():
        raise AdManagerError(sentence("There is no file at {path}.", path=str(path)))
    table = model.card.data.table if model.card else "profiles"
    mapping = _source_mapping(project, table)
    key = next((column for column in mapping.columns if column.role == "key"), None) if mapping else None
    with (
        tempfile.TemporaryDirectory(prefix="admanager-score-") as folder,
        ProjectFile.create(Path(folder) / "rows.adm") as copy,
    ):
        result = import_file(copy, path, options=_options(path, mapping, roles), job=job)
        connection = copy.read()
        found = {column.name: column for column in columns(connection, _TABLE)}
        frame = read_frame(connection, _TABLE)
        labels, clicks = np.full(len(frame), np.nan), None
        if with_target:
            target = _target(
                model, found, next((name for name, role in roles.items() if role == "label"), None)
            )
            asked = model.card.positive if model.card else None
            positive = choose_positive(target, target_values(connection, _TABLE, target), asked)
            labels = labels_of(target, frame[target.name], positive)
            clicks = _clicks(model, connection, found, frame)
            if clicks is not None:
                labels = np.where(clicks == 1, labels, clicks)
    key_name = key.name or key.source_name if key else None
    if key_name not in found:
        key_name = None
    if table == "impressions" and key_name is not None:
        frame = _with_people(project, frame, key_name, scorer)
    return _Rows(frame, key_name, result, labels, clicks)


def _target(model: ModelInfo, found: Mapping[str, Column], label: str | None) -> Column:
    name = label or (model.card.target if model.card else "")
    for column in found.values():
        if name in {column.name, column.source_name} and name:
            return column
    raise AdManagerError(
        sentence(
            "The file has no column with what happened ({target}); it has {columns}. Name one with --role COLUMN=label.",
            target=name or "label",
            columns=", ".join(found),
        )
    )


def _clicks(
    model: ModelInfo, connection: sqlite3.Connection, found: Mapping[str, Column], frame: pd.DataFrame
) -> NDArray[np.float64] | None:
    """Return who clicked, for a model of the funnel; None for others."""
    name = model.card.click if model.card else ""
    if not name:
        return None
    column = next((entry for entry in found.values() if name in {entry.name, entry.source_name}), None)
    if column is None:
        raise AdManagerError(
            sentence("The file has no column {column}, which says who clicked.", column=name)
        )
    said_yes = choose_positive(column, target_values(connection, _TABLE, column), None)
    return labels_of(column, frame[column.name], said_yes)


def _source_mapping(project: ProjectFile, table: str) -> ImportOptions | None:
    """Return how the newest file that is in this table was read."""
    row = (
        project.read()
        .execute(
            "SELECT source.mapping FROM import_batch JOIN source ON source.id = import_batch.source_id "
            "WHERE table_name = ? AND undone = 0 AND generated = 0 ORDER BY import_batch.id DESC LIMIT 1",
            [table],
        )
        .fetchone()
    )
    if row is None:
        return None
    return ImportOptions.model_validate_json(row[0])


def _options(path: Path, mapping: ImportOptions | None, roles: Mapping[str, str]) -> ImportOptions:
    """Return the options of the import, without a key, so that no row is folded into another.

    The dialect is found anew: the same columns may come with another delimiter or encoding. Columns that
    this file does not have are left out of the mapping.
    """
    there = {column.source_name.casefold() for column in settle(path, ImportOptions(table=_TABLE)).columns}
    neutral = []
    for column in mapping.columns if mapping else ():
        if column.source_name.strip().casefold() not in there:
            continue
        role = _NEUTRAL_ROLES.get(column.role or "", column.role)
        neutral.append(column.model_copy(update={"role": role if role in ROLES[_TABLE] else "text"}))
    options = ImportOptions(table=_TABLE, columns=tuple(neutral))
    for name, role in roles.items():
        known = options.column(name) or ColumnOptions(source_name=name)
        if role not in {*ROLES[_TABLE], *_NEUTRAL_ROLES}:
            raise AdManagerError(
                sentence(
                    "“{role}” is no role of a column here; the roles are {roles}.",
                    role=role,
                    roles=", ".join(ROLES[_TABLE]),
                )
            )
        options = options.with_column(known.model_copy(update={"role": _NEUTRAL_ROLES.get(role, role)}))
    return options


def _with_people(project: ProjectFile, frame: pd.DataFrame, key: str, scorer: Scorer) -> pd.DataFrame:
    """Add the attributes of the people that the rows name, where the model asks for them."""
    connection = project.read()
    known = {column.name for column in columns(connection, "profiles")}
    person = key_column(connection, "profiles")
    wanted = [
        name
        for name in scorer.inputs
        if name not in frame.columns and name.removeprefix("profiles.") in known
    ]
    if not wanted or person is None:
        return frame
    sources = [name.removeprefix("profiles.") for name in wanted]
    people = read_frame(connection, "profiles", [person.name, *sources]).set_index(person.name)
    people.columns = wanted
    return frame.join(people, on=key)


def _write_csv(out: Path, key: str, labels: list[object], answers: Mapping[str, NDArray[np.float64]]) -> None:
    if not out.parent.is_dir():
        raise AdManagerError(sentence("The folder {path} does not exist.", path=str(out.parent)))
    with whole_file(out) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([key, *answers])
        for label, *told in zip(labels, *answers.values(), strict=True):
            shown = int(label) if isinstance(label, float) and label.is_integer() else label
            writer.writerow([shown, *(f"{probability:.9g}" for probability in told)])
