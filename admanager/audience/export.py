"""Writing the members of a segment to a file: who is in it, and what is noted about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from admanager.audience.clock import zone_of
from admanager.audience.columns import ColumnStore
from admanager.audience.customer_match import Matching, MatchWriter, matching
from admanager.audience.export_formats import writer_for
from admanager.audience.segments import rule_of
from admanager.jobs import Job
from admanager.privacy.consent import consent_columns
from admanager.privacy.holdout import MIN_PEOPLE, Release, keep_release, release
from admanager.privacy.suppression import blocked_profiles
from admanager.project import tables
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column
from admanager.project.unfinished import whole_file
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.privacy.holdout import Ids

CHUNK_ROWS = 500


@dataclass(frozen=True)
class SegmentExport:
    """A written file: how many people are in it, and why others are not.

    `left_out` members lack consent, `do_not_contact` are on that list, `unmatched` have nothing that a platform could
    know them by, and `held_out` were drawn at random as the hold-out of the export `number`, by which their lift is
    read later.
    """

    path: Path
    rows: int
    left_out: int
    columns: tuple[str, ...]
    do_not_contact: int = 0
    held_out: int = 0
    number: int = 0
    unmatched: int = 0


@dataclass(frozen=True)
class Reach:
    """How many people of a segment an export reaches, before a hold-out, and how many others stay out, and why.

    `without_consent` is None where no column says who consented.
    """

    people: int
    without_consent: int | None
    do_not_contact: int

    @property
    def is_enough_to_hold_out(self) -> bool:
        """Whether a part held out would tell anything."""
        return self.people >= MIN_PEOPLE


def reach(project: ProjectFile, name_or_rule: str) -> Reach:
    """Return whom an export of a segment or rule reaches."""
    import numpy as np

    ids, left_out = ColumnStore.of(project).consented_members(rule_of(project, name_or_rule))
    blocked = len(np.intersect1d(ids, blocked_profiles(project), assume_unique=True))
    known = bool(consent_columns(project.read()))
    return Reach(len(ids) - blocked, left_out if known else None, blocked)


def export_people(
    project: ProjectFile,
    name_or_rule: str,
    path: Path,
    *,
    holdout: float | None = None,
    seed: int | None = None,
    platform: str | None = None,
    calling_code: str = "",
    job: Job | None = None,
) -> SegmentExport:
    """Write the members who consented to `path`, with all their columns but those with the role ignored.

    The ending of `path` says how: .csv, .xlsx or .parquet; see `export_formats`. For a `platform` (google, meta or
    microsoft) it is its list of customers, hashed, as .csv; see `customer_match`, also for `calling_code`. The file
    appears under its name only when it is complete. People on the do-not-contact list stay out, and so does a
    `holdout` share drawn at random from `seed`; see `privacy.holdout.release`. Notes the export in the audit log.
    """
    job = job or Job()
    rule = rule_of(project, name_or_rule)
    columns = [column for column in tables.columns(project.read(), "profiles") if column.role != "ignored"]
    found = matching(columns, platform, calling_code) if platform is not None else None
    if found is not None and path.suffix.lower() != ".csv":
        raise AdManagerError(sentence("A list of customers for a platform is written as .csv."))
    ids, left_out = ColumnStore.of(project).consented_members(rule, job=job)
    known = _matched(project, ids, found, job) if found is not None else ids
    released = release(project, known, share=holdout, seed=seed, job=job)
    result = SegmentExport(
        path,
        len(released.ids),
        left_out,
        found.header if found is not None else tuple(column.name for column in columns),
        released.do_not_contact,
        len(released.held),
        unmatched=len(ids) - len(known),
    )
    number = 0
    try:
        with whole_file(path) as unfinished:
            _write(project, released.ids.tolist(), columns, found, path.suffix, unfinished, job)
            job.check_cancelled()
            number = _note(project, name_or_rule, released, result, platform)
    except OSError as error:
        if number:
            _take_back(project, number)
        raise AdManagerError(
            sentence(
                "{path} cannot be written: {reason}.", path=str(path), reason=error.strerror or str(error)
            )
        ) from error
    return replace(result, number=number)


def _write(
    project: ProjectFile,
    ids: Sequence[int],
    columns: Sequence[Column],
    found: Matching | None,
    suffix: str,
    path: Path,
    job: Job,
) -> None:
    numbered = found is None and tables.key_column(project.read(), "profiles") is None
    # Without a key, the number of a row is what tells people apart.
    written = [Column(ROW_ID, "integer", "key"), *columns] if numbered else columns
    made = (
        MatchWriter(path, found)
        if found is not None
        else writer_for(suffix, path, written, len(ids), zone_of(project), job)
    )
    with made as writer:
        for done, block in _rows(project, ids, columns):
            job.check_cancelled()
            writer.write(block if numbered else [row[1:] for row in block])
            job.progress(done, len(ids), sentence("Writing the members"))


def _matched(project: ProjectFile, ids: Ids, found: Matching, job: Job) -> Ids:
    """Return those of the people whom the platform could know."""
    import numpy as np

    known: list[int] = []
    for done, block in _rows(project, ids.tolist(), found.columns):
        job.check_cancelled()
        known.extend(row[0] for row in block if found.line(row[1:]) is not None)
        job.progress(done, len(ids), sentence("Looking for addresses"))
    return np.array(known, dtype=np.int64)


def _note(
    project: ProjectFile, name: str, released: Release, result: SegmentExport, platform: str | None
) -> int:
    """Remember the export. It is noted before the file has its name: no file is out that the log does not know."""
    with project.change(sentence("Export the segment “{name}”", name=name), undoable=False) as change:
        number = keep_release(change, name, released, result.path.name)
        detail: dict[str, Any] = {
            "rows": result.rows,
            "left_out": result.left_out,
            "do_not_contact": result.do_not_contact,
            "held_out": result.held_out,
            "columns": list(result.columns),
        }
        if platform is not None:
            detail |= {"platform": platform, "unmatched": result.unmatched}
        change.audit("export people", "profiles", detail)
    return number


def _take_back(project: ProjectFile, number: int) -> None:
    with project.change(sentence("Take an export back"), undoable=False) as change:
        change.connection.execute("DELETE FROM audience_export WHERE id = ?", [number])
        change.touch("audience_export")
        change.audit("export failed", "profiles", {"export": number})


def _rows(
    project: ProjectFile, ids: Sequence[int], columns: Sequence[Column]
) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    """Yield how many rows there were so far, and the next of them: their number, and the stored values."""
    names = ", ".join([quote(ROW_ID), *(quote(column.name) for column in columns)])
    for start in range(0, len(ids), CHUNK_ROWS):
        chosen = ids[start : start + CHUNK_ROWS]
        marks = ", ".join("?" * len(chosen))
        block = project.read().execute(
            f"SELECT {names} FROM profiles WHERE {quote(ROW_ID)} IN ({marks}) ORDER BY {quote(ROW_ID)}",
            chosen,
        )
        yield start + len(chosen), block.fetchall()
