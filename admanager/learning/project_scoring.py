"""Scoring everyone in the project: each person's probability becomes a column of the profiles, in one transaction.

While one block of people is read or written, the next ones are computed by other threads: neither SQLite nor ONNX
Runtime holds the interpreter's lock while it works.

The column has the role "ignored": rules, charts and exports can use it, but no model learns from it, since it was
made from a target.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.audience.column_data import ColumnData
from admanager.audience.columns import ColumnStore
from admanager.jobs import Job
from admanager.learning.card import HEADS
from admanager.learning.models import get_model, get_scorer
from admanager.learning.scoring import Scorer
from admanager.project.changes import Change, quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.project.tables import columns
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

# A multiple of 8, since the flags of missing values are bits. A person who cancels waits for one block at most.
_BLOCK = 32_768
_THREADS = 2


@dataclass(frozen=True)
class HeadScores:
    """What was written for one outcome of a model of the funnel: the column, and the mean probability."""

    column: str
    mean: float


@dataclass(frozen=True)
class ProjectScores:
    """What was written: the column, the people, their mean probability, and the seconds it took.

    `heads` has the other outcomes of a model of the funnel, click and conversion after it, each in its own column.
    """

    column: str
    rows: int
    mean: float
    seconds: float
    heads: dict[str, HeadScores]


def score_profiles(project: ProjectFile, name: str, *, job: Job | None = None) -> ProjectScores:
    """Ask a model about everyone and keep the answers in the column "NAME score" of the profiles.

    A model of the funnel fills "NAME click score" and "NAME conversion score" as well. Scoring again writes into the
    same columns. Cancelling leaves the profiles as they were. Raises AdManagerError when the model is about something
    else than profiles, or needs a column that is not there.
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
    heads = model.card.heads if model.card is not None else {}
    named = {f"{name} score": scorer.mapping.output} | {f"{name} {head} score": HEADS[head] for head in heads}
    store = ColumnStore.of(project)
    sums = np.zeros(len(named))
    with closing(_Ahead(scorer, tuple(named.values()))) as ahead:
        stamp = project.table_stamp("profiles")
        data = _load(project, store, scorer, job, ahead)
        ids = store.ids()
        if project.table_stamp("profiles") != stamp:
            ahead.forget()
        with project.change(sentence("Score everyone with “{name}”", name=name), undoable=False) as change:
            _require_unchanged(change, ids)
            for column in named:
                make_column(change, column)
            for start, answers in ahead.blocks(data, len(ids)):
                job.check_cancelled()
                job.progress(start, len(ids), sentence("Scoring {rows:,} rows", rows=len(ids)))
                write_block(change, tuple(named), ids[start : start + answers.shape[1]], answers)
                sums += answers.sum(axis=1)
            change.touch("profiles")
            change.audit("score profiles", name, {"rows": len(ids), "sha256": model.sha256})
    means = [float(total) / max(len(ids), 1) for total in sums]
    return ProjectScores(
        column=f"{name} score",
        rows=len(ids),
        mean=means[0],
        seconds=time.monotonic() - started,
        heads={
            head: HeadScores(f"{name} {head} score", mean)
            for head, mean in zip(heads, means[1:], strict=True)
        },
    )


def _load(
    project: ProjectFile, store: ColumnStore, scorer: Scorer, job: Job, ahead: _Ahead
) -> dict[str, ColumnData]:
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
    store.load(names, job=job, sofar=ahead.take)
    return {name: store.column(name, job=job) for name in names}


class _Ahead:
    """Asks the model about blocks of people in threads of its own, from the first block that has been read on."""

    def __init__(self, scorer: Scorer, outputs: tuple[str, ...]) -> None:
        self._scorer, self._outputs = scorer, outputs
        self._pool = ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1), thread_name_prefix="score")
        self._asked: list[Future[NDArray[np.float64]]] = []

    def take(self, rows: int, data: dict[str, ColumnData]) -> None:
        """Ask about the whole blocks among the first `rows` people that have not been asked about."""
        for block in range(len(self._asked), rows // _BLOCK):
            self._ask(data, block * _BLOCK, (block + 1) * _BLOCK)

    def forget(self) -> None:
        """Take back all that was asked, of people who have changed since."""
        for future in self._asked:
            future.cancel()
        self._asked.clear()

    def blocks(
        self, data: dict[str, ColumnData], total: int
    ) -> Generator[tuple[int, NDArray[np.float64]], None, None]:
        """Yield the first row of each block with its answers [outputs, rows], in order; the rest is asked about now."""
        for start in range(len(self._asked) * _BLOCK, total, _BLOCK):
            self._ask(data, start, min(start + _BLOCK, total))
        for block, future in enumerate(self._asked):
            yield block * _BLOCK, future.result()

    def close(self) -> None:
        """Give up what has not been begun."""
        self._pool.shutdown(cancel_futures=True)

    def _ask(self, data: dict[str, ColumnData], start: int, end: int) -> None:
        def answer() -> NDArray[np.float64]:
            return self._scorer.answers(_frame(data, start, end), self._outputs)

        self._asked.append(self._pool.submit(answer))


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
    change: Change, name: str, ids: NDArray[np.int64], values: NDArray[np.float64], job: Job
) -> None:
    """Write a value for everyone; `ids` are those of all people, rising. NaN becomes no value."""
    for start in range(0, len(ids), _BLOCK):
        job.check_cancelled()
        job.progress(len(ids) + start, 2 * len(ids), sentence("Writing the scores"))
        write_block(change, (name,), ids[start : start + _BLOCK], values[None, start : start + _BLOCK])


def write_block(
    change: Change, names: tuple[str, ...], ids: NDArray[np.int64], answers: NDArray[np.float64]
) -> None:
    """Write the people of a block, all that are between its first and last, in one statement.

    The statement asks for each row's answers: half the time of a statement a row.
    """
    functions = [f"admanager_score_{place}" for place in range(len(names))]
    rows = ids.tolist()
    for function, values in zip(functions, answers, strict=True):
        change.connection.create_function(function, 1, dict(zip(rows, values.tolist(), strict=True)).get)
    key = quote(ROW_ID)
    given = ", ".join(
        f"{quote(name)} = {function}({key})" for name, function in zip(names, functions, strict=True)
    )
    try:
        change.connection.execute(
            f"UPDATE profiles SET {given} WHERE {key} BETWEEN ? AND ?", [rows[0], rows[-1]]
        )
    finally:
        for function in functions:
            change.connection.create_function(function, 1, None)
