"""What an import would store of the beginning of a file: fast, and without touching a project."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from admanager.ingest.cells import Cell, NotFitting, convert_cell
from admanager.ingest.options import ImportOptions
from admanager.ingest.readers import MoreColumns, reader_for
from admanager.ingest.rejects import Reason, Reject
from admanager.ingest.settle import ColumnPlan, Settled, settle
from admanager.ingest.source import Kind, kind_of
from admanager.ingest.words import BLANKS
from admanager.jobs import Job, run_in_child
from admanager.project.tables import Column

DEFAULT_ROWS = 100
THOROUGH_BYTES = 32 << 20


@dataclass(frozen=True)
class Preview:
    """The first rows of a file, as they would be stored.

    `rows` are texts, `values` what they become (numbers, UTC seconds, 0 and 1, texts); None where a cell is
    missing. `odd` names the cells (row, column) that do not fit their column and would be left empty.
    `rejects` are rows of the part that was read which would not be taken. `complete` says that this part
    is the whole file: otherwise types are a proposal that the whole file may change.
    """

    settled: Settled
    rows: list[list[str | None]]
    values: list[list[Cell]]
    lines: list[int]
    odd: frozenset[tuple[int, int]]
    rejects: list[Reject]
    complete: bool

    @property
    def columns(self) -> tuple[ColumnPlan, ...]:
        """The columns of the file, with what they become."""
        return self.settled.columns

    @property
    def header(self) -> list[str]:
        """The columns' names in the file, after cleaning."""
        return [column.source_name for column in self.columns]


def preview(
    path: Path,
    options: ImportOptions | None = None,
    limit: int = DEFAULT_ROWS,
    existing: Sequence[Column] = (),
    *,
    thorough: bool = False,
    rate: float = 1.0,
    job: Job | None = None,
) -> Preview:
    """Return the first rows of a file as an import with these options would store them.

    `existing` are the columns of the table that the rows would go to. A `thorough` look takes a second: it reads on
    behind the sample, as far as `THOROUGH_BYTES` of text, so that types and rejects are those of the import. A
    database is opened by a child process only. Raises AdManagerError when the file cannot be read, or an option
    names what is not there.
    """
    if kind_of(path) is Kind.SQLITE:
        return run_in_child(
            preview_here, path, options, limit, existing, thorough=thorough, rate=rate, job=job or Job()
        )
    return preview_here(path, options, limit, existing, thorough=thorough, rate=rate)


def preview_here(
    path: Path,
    options: ImportOptions | None,
    limit: int,
    existing: Sequence[Column],
    *,
    thorough: bool,
    rate: float,
    job: Job | None = None,
) -> Preview:
    """Return what `preview` does, read by this process."""
    settled = settle(path, options, existing, rate=rate)
    if thorough and not settled.sample.complete:
        return _thorough(settled, options or ImportOptions(), existing, limit, rate)
    rows, lines = settled.sample.rows, settled.sample.lines
    if len(rows) < limit and not settled.sample.complete:
        rows, lines = _more_rows(settled, limit)
    return _typed(settled, rows[:limit], lines[:limit])


def _thorough(
    settled: Settled, options: ImportOptions, existing: Sequence[Column], limit: int, rate: float
) -> Preview:
    from admanager.ingest.staging import survey  # with Arrow, which a look at the sample does without

    surveyed = survey(settled, options, existing, max_bytes=THOROUGH_BYTES, rate=rate)
    rows, lines = _more_rows(surveyed.settled, limit)
    shown = _typed(surveyed.settled, rows[:limit], lines[:limit])
    return replace(shown, rejects=list(surveyed.rejects), complete=surveyed.complete)


def _more_rows(settled: Settled, limit: int) -> tuple[list[list[str]], list[int]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    read = 0
    with contextlib.suppress(MoreColumns):
        for block in reader_for(settled.path).blocks(settled.path, settled.sample):
            columns = [column.to_pylist() for column in block.columns]
            rows += [[cell or "" for cell in row] for row in zip(*columns, strict=True)]
            lines += block.lines.tolist()
            read += block.read
            if len(rows) >= limit or read > THOROUGH_BYTES:
                break
    return rows, lines


def _typed(settled: Settled, rows: Sequence[Sequence[str]], lines: Sequence[int]) -> Preview:
    words = [column.words() for column in settled.columns]
    texts: list[list[str | None]] = []
    values: list[list[Cell]] = []
    kept_lines: list[int] = []
    odd: set[tuple[int, int]] = set()
    rejects = list(settled.sample.rejects)
    for cells, line in zip(rows, lines, strict=True):
        typed, strange = _typed_row(cells, settled.columns, words)
        if (reject := _without_key(settled, cells, typed, strange, line)) is not None:
            rejects.append(reject)
            continue
        odd |= {(len(values), place) for place in strange}
        texts.append(
            [
                None if value is None and place not in strange else cell
                for place, (cell, value) in enumerate(zip(cells, typed, strict=True))
            ]
        )
        values.append(typed)
        kept_lines.append(line)
    rejects.sort(key=lambda reject: reject.line)
    return Preview(settled, texts, values, kept_lines, frozenset(odd), rejects, settled.sample.complete)


def _typed_row(
    cells: Sequence[str], columns: Sequence[ColumnPlan], words: Sequence[frozenset[str]]
) -> tuple[list[Cell], set[int]]:
    typed: list[Cell] = []
    strange: set[int] = set()
    for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        try:
            typed.append(convert_cell(cell, column, words[place]))
        except NotFitting:
            typed.append(None)
            strange.add(place)
    return typed, strange


def _without_key(
    settled: Settled, cells: Sequence[str], typed: Sequence[Cell], strange: set[int], line: int
) -> Reject | None:
    key = settled.key
    if key is None or typed[key.position] is not None:
        return None
    if key.position in strange:
        return Reject(line, Reason.TYPE, key.name, cells[key.position], key.type)
    return Reject(line, Reason.NO_KEY, key.name, cells[key.position].strip(BLANKS))
