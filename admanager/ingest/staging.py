"""Parsing and typing a file into a staging file: the work of the child process of an import.

The sample proposes each column's type; the whole file decides (`types.infer`). Where it decides otherwise
than the sample, the file is read a second time with what it decided, so that no cell is lost to a wrong
guess.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.abc import MetaPathFinder
from pathlib import Path

from admanager.ingest.ahead import hashed_meanwhile, one_ahead
from admanager.ingest.duplicates import Folded, fold_duplicates
from admanager.ingest.encoding import detect_encoding
from admanager.ingest.file_pass import FilePass, OtherEncoding
from admanager.ingest.options import ImportOptions
from admanager.ingest.personal import Guard, with_pseudonym_as_key
from admanager.ingest.readers import MoreColumns, reader_for
from admanager.ingest.rejects import Reject
from admanager.ingest.settle import ColumnPlan, Settled, mapping_of, settle
from admanager.ingest.source import Kind, Source
from admanager.ingest.stage_writer import StageWriter
from admanager.jobs import Job
from admanager.privacy.findings import Finding
from admanager.project.identity import IDENTITY_ROLE, IDENTITY_TABLE
from admanager.project.tables import SQL_TYPES, Column
from admanager.texts import AdManagerError, sentence

KEYED_TABLES = frozenset({"profiles", "products"})
"""Tables in which a key stands for one row; in the others it says whose row it is, and may repeat."""


@dataclass(frozen=True)
class StageRequest:
    """What the child process is asked for: small and picklable.

    `first_id` and `batch` are what the project's next row and next import will most likely get, so that
    the rows can be copied as they are.
    """

    source: Path
    stage: Path
    wishes: ImportOptions
    existing: tuple[Column, ...]
    first_id: int
    batch: int
    rate: float = 1.0

    def settled(self, wishes: ImportOptions | None = None, *, whole: bool = False) -> Settled:
        """Return how the source is read."""
        found = settle(self.source, wishes or self.wishes, self.existing, rate=self.rate, whole=whole)
        if not self.guard.keys_are_pseudonyms:
            return found
        return replace(found, columns=with_pseudonym_as_key(found.columns, self.existing, self.wishes.table))

    guard: Guard = field(default_factory=Guard, repr=False)


@dataclass(frozen=True)
class Staged:
    """What lies in the staging file, counted.

    `rows_read` is the sum of `rows_staged`, `rows_rejected`, `rows_blank`, `rows_suppressed` (of erased people), and `duplicates` (rows whose key
    their file has already; `merged` of them went into the first one). `rows_without_key` are among the rejected. `missing` counts NULLs by stored
    column, in the order of `stored`.
    """

    options: ImportOptions
    columns: tuple[ColumnPlan, ...]
    rows_read: int
    rows_staged: int
    rows_rejected: int
    rows_blank: int
    duplicates: int
    merged: int
    cells_reported: int
    missing: tuple[int, ...]
    size: int
    first_id: int
    batch: int
    sha256: str = ""
    kind: Kind = Kind.TEXT
    other_parts: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    rows_suppressed: int = 0
    do_not_contact: int = 0
    rows_without_key: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the source has column names at most: no row that was taken, and none that was not."""
        return self.rows_read == self.rows_blank

    @property
    def stored(self) -> tuple[ColumnPlan, ...]:
        """The columns that are stored, in their order in the staging file."""
        return tuple(column for column in self.columns if not column.is_dropped)

    @property
    def key(self) -> ColumnPlan | None:
        """The column with the key, if rows of this table have one each or belong to one."""
        return next((column for column in self.stored if column.is_key), None)


def stage_in_child(request: StageRequest, *, job: Job) -> Staged:
    """Do the work of `stage_file` in a process that does nothing else."""
    serves_several = any(isinstance(finder, _WithoutPandas) for finder in sys.meta_path)
    if multiprocessing.parent_process() is not None and not serves_several:
        sys.meta_path.insert(0, _WithoutPandas())
        # Reading, typing and writing are threads that mostly work outside the interpreter; one that comes back to it
        # for a moment would wait five milliseconds.
        sys.setswitchinterval(_SWITCH_SECONDS)
    return stage_file(request, job=job)


class _WithoutPandas(MetaPathFinder):
    """Keeps Arrow from loading pandas, which it does before its first array in case a table of pandas comes.

    None comes here, and loading it takes longer than reading a small file.
    """

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def stage_file(request: StageRequest, *, job: Job) -> Staged:
    """Read the whole source into `request.stage` and return what is there.

    Raises AdManagerError when the file cannot be read as the wishes ask, has no columns, changes while it
    is read, or repeats a key under the policy fail.
    """
    before = request.source.stat() if request.source.exists() else None
    settled = request.settled()
    if not settled.columns:
        raise AdManagerError(
            sentence("{path} is empty; there is nothing to import.", path=request.source.name)
        )
    if all(column.is_dropped for column in settled.columns):
        raise AdManagerError(sentence("All columns are left out; there is nothing to import."))
    if request.wishes.table == IDENTITY_TABLE and not settled.lists_keys:
        raise AdManagerError(
            sentence("A list of keys needs two columns with keys of the same person; choose them.")
        )
    with hashed_meanwhile(request.source) as digest:
        try:
            staged = _stage_until_settled(request, settled, job)
        except OtherEncoding:
            wishes = request.wishes.model_copy(update={"encoding": _encoding_further_on(request.source)})
            staged = _stage_until_settled(request, request.settled(wishes), job)
        except MoreColumns:
            staged = _stage_until_settled(request, request.settled(whole=True), job)
        staged = replace(staged, sha256=digest.result())
    after = request.source.stat()
    if before is None or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise AdManagerError(
            sentence("{path} was changed while it was read; import it again.", path=request.source.name)
        )
    return staged


_SWITCH_SECONDS = 0.0002
_MAX_PASSES = 3
_REJECTS_OF_SURVEY = 20_000


def _stage_until_settled(request: StageRequest, settled: Settled, job: Job) -> Staged:
    for left in reversed(range(_MAX_PASSES)):
        result = _stage_once(request, settled, job, last=left == 0, first=left == _MAX_PASSES - 1)
        if isinstance(result, Staged):
            return result
        settled = replace(settled, columns=result)
    raise AssertionError("the last pass takes the plan as it is")


def _stage_once(
    request: StageRequest, settled: Settled, job: Job, *, first: bool, last: bool
) -> Staged | tuple[ColumnPlan, ...]:
    """Read the file as planned, or return the plan that it has to be read with instead.

    The first pass may find that out after its first block, and the last one takes the plan as it is.
    """
    work = FilePass(settled, request.guard)
    with StageWriter(
        request.stage,
        [SQL_TYPES[column.type] for column in work.stored],
        first_id=request.first_id,
        batch=request.batch,
    ) as stage:
        text = sentence("Reading {file}", file=request.source.name)
        size = request.source.stat().st_size
        for block in one_ahead(reader_for(request.source).blocks(request.source, settled.sample)):
            job.check_cancelled()
            stage.write(*work.take(block))
            job.progress(block.done, block.total or size, text)
            if first:
                first = False
                columns, again = work.final_columns()
                if again:
                    return columns
        stage.finish()
        columns, again = work.final_columns()
        if again and not last:
            return columns
        folded = _fold(stage, work, settled)
        if folded.duplicates:
            work.recount_missing(stage)
    return _result(work, request, columns if not again else settled.columns, folded)


def _fold(stage: StageWriter, work: FilePass, settled: Settled) -> Folded:
    options = settled.sample.options
    if work.key is None or options.table not in KEYED_TABLES or work.keys_ascend:
        return Folded()
    key = work.stored[work.key]
    others = [place for place, column in enumerate(work.stored) if column.role == IDENTITY_ROLE]
    return fold_duplicates(stage, work.key, len(work.stored), options.on_duplicate, key.name, others)


def _result(work: FilePass, request: StageRequest, columns: tuple[ColumnPlan, ...], folded: Folded) -> Staged:
    """Return what was counted."""
    return Staged(
        options=mapping_of(work.settled.sample.options, columns),
        columns=columns,
        rows_read=work.rows_staged + work.rows_rejected + work.rows_blank + work.screen.rows_suppressed,
        rows_staged=work.rows_staged - folded.duplicates,
        rows_rejected=work.rows_rejected,
        rows_blank=work.rows_blank,
        duplicates=folded.duplicates,
        merged=folded.merged,
        cells_reported=work.cells_reported,
        missing=tuple(work.missing),
        size=request.source.stat().st_size,
        first_id=request.first_id,
        batch=request.batch,
        kind=work.settled.sample.kind,
        other_parts=tuple(
            part for part in work.settled.sample.parts if part != work.settled.sample.options.part
        ),
        findings=work.screen.findings,
        rows_suppressed=work.screen.rows_suppressed,
        do_not_contact=work.screen.do_not_contact,
        rows_without_key=work.rows_without_key,
    )


@dataclass(frozen=True)
class Surveyed:
    """A plan after more of the file was seen than the sample, the rows not taken, and if that was all of it."""

    settled: Settled
    rejects: tuple[Reject, ...]
    complete: bool


def survey(
    settled: Settled,
    wishes: ImportOptions,
    existing: Sequence[Column],
    *,
    max_bytes: int,
    rate: float = 1.0,
) -> Surveyed:
    """Return what the first `max_bytes` of text decide about the columns, without storing anything."""
    try:
        return _surveyed(settled, max_bytes)
    except OtherEncoding:
        wishes = wishes.model_copy(update={"encoding": _encoding_further_on(settled.path)})
        return _surveyed(settle(settled.path, wishes, existing, rate=rate), max_bytes)
    except MoreColumns:
        if settled.path.stat().st_size > max_bytes:
            return Surveyed(settled, (), False)
        return _surveyed(settle(settled.path, wishes, existing, rate=rate, whole=True), max_bytes)


def _surveyed(settled: Settled, max_bytes: int) -> Surveyed:
    for _ in range(_MAX_PASSES):
        work, seen, complete = FilePass(settled), 0, True
        rejects: list[Reject] = []
        for block in reader_for(settled.path).blocks(settled.path, settled.sample):
            if seen > max_bytes or len(rejects) > _REJECTS_OF_SURVEY:
                complete = False
                break
            rejects += work.take(block)[2]
            seen += block.read
        columns, again = work.final_columns()
        settled = replace(settled, columns=columns)
        if not again:
            break
    return Surveyed(settled, tuple(reject for reject in rejects if reject.whole_row), complete)


def _encoding_further_on(path: Path) -> str:
    """Return the encoding of a file whose beginning is plain ASCII, judged where it ceases to be."""
    with Source(path) as source:
        rest = b""
        while data := source.read(1 << 20):
            rest = rest[rest.rfind(b"\n") + 1 :] + data
            if not rest.isascii():
                rest += source.read(1 << 16)
                first = next(index for index, byte in enumerate(rest) if byte > 0x7F)
                start = rest.rfind(b"\n", 0, first) + 1
                return detect_encoding(rest[start : start + (1 << 17)], complete=False).name
    return "utf-8"
