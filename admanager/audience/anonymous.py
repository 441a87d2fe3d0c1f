"""A table of people in which nobody stands out, written to a file: made coarser until the wished k and l hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from admanager.audience.clock import zone_of
from admanager.audience.export_formats import writer_for
from admanager.audience.people_table import PeopleTable, people_table
from admanager.jobs import Job
from admanager.privacy.anonymity import DEFAULT_K, Anonymity, Generalised, generalise, measure
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.project.unfinished import whole_file
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

CHUNK_ROWS = 5000


@dataclass(frozen=True)
class Question:
    """What is asked of a segment ("" for everyone): what others may know of a person, and what they must not learn."""

    segment: str
    quasi: tuple[str, ...]
    sensitive: str | None = None
    k: int = DEFAULT_K
    l: int = 1  # noqa: E741 - the name in the literature

    @property
    def columns(self) -> list[str]:
        """All columns that are looked at, once each."""
        return list(dict.fromkeys([*self.quasi, *([self.sensitive] if self.sensitive else [])]))


@dataclass(frozen=True)
class AnonymousExport:
    """A written table, how it was made, and how many people stayed out for want of consent or not to be contacted."""

    path: Path
    made: Generalised
    left_out: int


def measure_people(project: ProjectFile, asked: Question) -> tuple[Anonymity, int]:
    """Return how well the people of a segment are hidden as they are, and how many stay out of an export."""
    found = people_table(project, asked.segment, asked.columns)
    return measure(found.frame, asked.quasi, asked.sensitive, k=asked.k), found.left_out


def export_anonymous(
    project: ProjectFile, asked: Question, path: Path, *, job: Job | None = None
) -> AnonymousExport:
    """Write the columns that were asked for, made coarser until k and l hold, as .csv, .xlsx or .parquet.

    The rows come in a random order, since that of the project would tell them apart. The file appears under its name
    only when it is complete; the export is noted in the audit log before. Raises AdManagerError where k and l cannot be
    reached, and where the file cannot be written.
    """
    job = job or Job()
    found = people_table(project, asked.segment, asked.columns)
    job.check_cancelled()
    made = generalise(found.frame, found.kinds, asked.quasi, asked.sensitive, k=asked.k, l=asked.l, job=job)
    noted = False
    try:
        with whole_file(path) as unfinished:
            _write(project, found, made, path.suffix, unfinished, job)
            job.check_cancelled()
            _note(project, asked, made)
            noted = True
    except OSError as error:
        if noted:
            with project.change(sentence("Take an export back"), undoable=False) as change:
                change.audit("export failed", "profiles")
        raise AdManagerError(
            sentence(
                "{path} cannot be written: {reason}.", path=str(path), reason=error.strerror or str(error)
            )
        ) from error
    return AnonymousExport(path, made, found.left_out)


def _write(
    project: ProjectFile, found: PeopleTable, made: Generalised, suffix: str, path: Path, job: Job
) -> None:
    stored = {column.name: column for column in tables.columns(project.read(), "profiles")}
    written = [_written(stored[name], made.frame[name]) for name in made.frame.columns]
    with writer_for(suffix, path, written, len(made.frame), zone_of(project), job) as writer:
        for rows in _rows(made.frame, written):
            job.check_cancelled()
            writer.write(rows)


def _written(column: Column, values: pd.Series) -> Column:
    """Return how a column is written: as texts once it was made coarser, else as what it was."""
    coarser = values.dtype == object and not column.is_text
    return Column(column.name, "text" if coarser else column.type, column.role)


def _rows(frame: pd.DataFrame, columns: Sequence[Column]) -> Iterator[list[tuple[Any, ...]]]:
    import secrets

    import numpy as np

    order = np.random.default_rng(secrets.randbits(128)).permutation(len(frame))
    cells = [_stored(column, frame[column.name].iloc[order].tolist()) for column in columns]
    rows = list(zip(*cells, strict=True))
    for start in range(0, len(rows), CHUNK_ROWS):
        yield rows[start : start + CHUNK_ROWS]


def _stored(column: Column, values: list[Any]) -> list[Any]:
    known = [None if value is None or value != value else value for value in values]
    if column.type in {"text", "real"}:
        return known
    return [None if value is None else int(value) for value in known]


def _note(project: ProjectFile, asked: Question, made: Generalised) -> None:
    with project.change(sentence("Export an anonymous table"), undoable=False) as change:
        detail = {"rows": len(made.frame), "k": made.after.k, "l": made.after.l, "columns": asked.columns}
        change.audit("export anonymous table", "profiles", detail)
