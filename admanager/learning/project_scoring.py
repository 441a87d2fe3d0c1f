"""Scoring everyone in the project: each person's probability becomes a column of the profiles, in one transaction.

The column has the role "ignored": rules, charts and exports can use it, but no model learns from it, since it was
made from a target.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.audience.column_data import ColumnData
from admanager.audience.columns import ColumnStore
from admanager.jobs import Job
from admanager.learning.models import get_model, get_scorer
from admanager.learning.scoring import Scorer
from admanager.project.changes import Change, quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.project.tables import columns
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

_BLOCK = 65_536
_WRITTEN = 20_000


@dataclass(frozen=True)
class ProjectScores:
    """What was written: the column, the people, their mean probability, and the seconds it took."""

    column: str
    rows: int
    mean: float
    seconds: float


def score_profiles(project: ProjectFile, name: str, *, job: Job | None = None) -> ProjectScores:
    """Ask a model about everyone and keep the answers in the column "NAME score" of the profiles.

    Scoring again writes into the same column. Cancelling leaves the profiles as they were. Raises AdManagerError
    when the model is about something else than profiles, or needs a column that is not there.
    """
    started = time.monotonic()
    job = job or Job()
    model, scorer = get_model(project, name), get_scorer(project, name)
    if model.card is not None and (model.card.data.table != "profiles" or model.card.metrics is None):
        raise AdManagerError(
            sentence(
                "The model “{name}” is not about people alone; only a model of the profiles can score them.",
                name=name,
            )
        )
    store = ColumnStore.of(project)
    ids = store.ids()
    probabilities = np.concatenate(list(_scored(project, store, scorer, job))) if len(ids) else np.zeros(0)
    column = f"{name} score"
    with project.change(sentence("Score everyone with “{name}”", name=name), undoable=False) as change:
        _require_unchanged(change, ids)
        make_column(change, column)
        write_column(change, column, ids, probabilities, job)
        change.touch("profiles")
        change.audit("score profiles", name, {"rows": len(ids), "sha256": model.sha256})
    mean = float(probabilities.mean()) if len(ids) else 0.0
    return ProjectScores(column, len(ids), mean, time.monotonic() - started)


def _scored(
    project: ProjectFile, store: ColumnStore, scorer: Scorer, job: Job
) -> Iterator[NDArray[np.float64]]:
    known = {column.name for column in columns(project.read(), "profiles")}
    names = [name for name in scorer.inputs if name in known or name not in scorer.optional_inputs()]
    missing = [name for name in names if name not in known]
    if missing:
        raise AdManagerError(
            sentence(
                "The model needs the columns {columns}, which are not there; rename them, or map them to others.",
                columns=", ".join(missing),
            )
        )
    store.load(names, job=job)
    data = {name: store.column(name, job=job) for name in names}
    total = store.total()
    for start in range(0, total, _BLOCK):
        job.check_cancelled()
        job.progress(start, 2 * total, sentence("Scoring {rows:,} rows", rows=total))
        yield scorer.score(_frame(data, start, min(start + _BLOCK, total)))


def _frame(data: dict[str, ColumnData], start: int, end: int) -> pd.DataFrame:
    import pandas as pd

    frame: dict[str, pd.Series] = {}
    for name, column in data.items():
        values = column.values[start:end]
        known = None if column.known is None else _flags(column, start, end)
        if column.column.is_text:
            codes = values.astype(np.int32)
            if known is not None:
                codes[~known] = -1
            frame[name] = pd.Series(pd.Categorical.from_codes(codes, categories=pd.Index(column.dictionary)))
        else:
            numbers = values.astype(np.float64)
            if known is not None:
                numbers[~known] = np.nan
            frame[name] = pd.Series(numbers)
    return pd.DataFrame(frame)


def _flags(column: ColumnData, start: int, end: int) -> NDArray[np.bool_]:
    """Return which rows have a value; `start` is a multiple of 8."""
    assert column.known is not None
    part = column.known.view(np.uint8)[start // 8 : (end + 7) // 8]
    flags: NDArray[np.bool_] = np.unpackbits(part, count=end - start, bitorder="little").view(np.bool_)
    return flags


def _require_unchanged(change: Change, ids: NDArray[np.int64]) -> None:
    (count,) = change.connection.execute("SELECT COUNT(*) FROM profiles").fetchone()
    (last,) = change.connection.execute(f"SELECT COALESCE(MAX({quote(ROW_ID)}), 0) FROM profiles").fetchone()
    if count != len(ids) or (len(ids) and last != int(ids[-1])):
        raise AdManagerError(
            sentence("The table {table} is being changed by another program; try again.", table="profiles")
        )


def make_column(change: Change, name: str) -> None:
    """Add the column where it lacks; raise AdManagerError where another of that name came from a source."""
    found = next(
        (
            column
            for column in columns(change.connection, "profiles")
            if column.name.casefold() == name.casefold()
        ),
        None,
    )
    if found is not None:
        if found.role != "ignored" or found.type != "real":
            raise AdManagerError(
                sentence(
                    "The profiles already have a column {column} that the program did not write; give the one in the source another name.",
                    column=name,
                )
            )
        return
    change.connection.execute(f"ALTER TABLE profiles ADD COLUMN {quote(name)} REAL")
    change.connection.execute(
        "INSERT INTO column_info (table_name, name, position, type, role, source_name, missing_words) "
        "SELECT 'profiles', ?, COALESCE(MAX(position), 0) + 1, 'real', 'ignored', ?, '[]' FROM column_info "
        "WHERE table_name = 'profiles'",
        [name, name],
    )
    change.touch("column_info")


def write_column(
    change: Change, name: str, ids: NDArray[np.int64], probabilities: NDArray[np.float64], job: Job
) -> None:
    """Write a value a person, in the order of `ids`; NaN becomes no value."""
    statement = f"UPDATE profiles SET {quote(name)} = ? WHERE {quote(ROW_ID)} = ?"
    for start in range(0, len(ids), _WRITTEN):
        job.check_cancelled()
        job.progress(len(ids) + start, 2 * len(ids), sentence("Writing the scores"))
        part = slice(start, start + _WRITTEN)
        change.connection.executemany(
            statement, zip(probabilities[part].tolist(), ids[part].tolist(), strict=True)
        )
