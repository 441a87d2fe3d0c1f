"""Parsing and typing a file into a staging file: the work of the child process of an import.

The sample proposes each column's type; the whole file decides (`types.infer`). Where it decides otherwise
than the sample, the file is read a second time with what it decided, so that no cell is lost to a wrong
guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from admanager.ingest.convert import Converted, convert
from admanager.ingest.duplicates import Folded, fold_duplicates
from admanager.ingest.encoding import detect_encoding
from admanager.ingest.options import ImportOptions
from admanager.ingest.personal import Guard, Screen, with_pseudonym_as_key
from admanager.ingest.readers import Block, MoreColumns, reader_for
from admanager.ingest.rejects import Reason, Reject
from admanager.ingest.roles import settled_role
from admanager.ingest.settle import ColumnPlan, Settled, mapping_of, settle
from admanager.ingest.source import Kind, Source, sha256_of
from admanager.ingest.stage_writer import ROWS, StageWriter, column_name
from admanager.ingest.types import Evidence, Inferred, default_missing_words, infer
from admanager.ingest.values import Fits
from admanager.jobs import Job
from admanager.privacy.findings import Finding
from admanager.project.identity import IDENTITY_ROLE
from admanager.project.tables import SQL_TYPES, Column
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pyarrow as pa

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
        return replace(found, columns=with_pseudonym_as_key(found.columns, self.existing))

    guard: Guard = field(default_factory=Guard, repr=False)


@dataclass(frozen=True)
class Staged:
    """What lies in the staging file, counted.

    `rows_read` is the sum of `rows_staged`, `rows_rejected`, `rows_blank`, `rows_suppressed` (of erased people), and `duplicates` (rows whose key
    their file has already; `merged` of them went into the first one). `missing` counts NULLs by stored
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
    sha256: str
    first_id: int
    batch: int
    kind: Kind = Kind.TEXT
    other_parts: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    rows_suppressed: int = 0
    do_not_contact: int = 0

    @property
    def stored(self) -> tuple[ColumnPlan, ...]:
        """The columns that are stored, in their order in the staging file."""
        return tuple(column for column in self.columns if not column.is_dropped)

    @property
    def key(self) -> ColumnPlan | None:
        """The column with the key, if rows of this table have one each or belong to one."""
        return next((column for column in self.stored if column.is_key), None)


class _OtherEncoding(Exception):
    """The sample was plain ASCII, and the file goes on in another encoding."""


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
    try:
        staged = _stage_until_settled(request, settled, job)
    except _OtherEncoding:
        wishes = request.wishes.model_copy(update={"encoding": _encoding_further_on(request.source)})
        staged = _stage_until_settled(request, request.settled(wishes), job)
    except MoreColumns:
        staged = _stage_until_settled(request, request.settled(whole=True), job)
    after = request.source.stat()
    if before is None or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise AdManagerError(
            sentence("{path} was changed while it was read; import it again.", path=request.source.name)
        )
    return staged


_MAX_PASSES = 3
MANY_REJECTED = 200_000
_REJECTED_FOR_ONE_TAKEN = 9
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
    work = _Pass(settled, request.guard)
    with StageWriter(
        request.stage,
        [SQL_TYPES[column.type] for column in work.stored],
        first_id=request.first_id,
        batch=request.batch,
    ) as stage:
        text = sentence("Reading {file}", file=request.source.name)
        size = request.source.stat().st_size
        for block in reader_for(request.source).blocks(request.source, settled.sample):
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
    return work.result(request, columns if not again else settled.columns, folded)


def _fold(stage: StageWriter, work: _Pass, settled: Settled) -> Folded:
    options = settled.sample.options
    if work.key is None or options.table not in KEYED_TABLES or work.keys_ascend:
        return Folded()
    key = work.stored[work.key]
    others = [place for place, column in enumerate(work.stored) if column.role == IDENTITY_ROLE]
    return fold_duplicates(stage, work.key, len(work.stored), options.on_duplicate, key.name, others)


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
    except _OtherEncoding:
        wishes = wishes.model_copy(update={"encoding": _encoding_further_on(settled.path)})
        return _surveyed(settle(settled.path, wishes, existing, rate=rate), max_bytes)
    except MoreColumns:
        if settled.path.stat().st_size > max_bytes:
            return Surveyed(settled, (), False)
        return _surveyed(settle(settled.path, wishes, existing, rate=rate, whole=True), max_bytes)


def _surveyed(settled: Settled, max_bytes: int) -> Surveyed:
    for _ in range(_MAX_PASSES):
        work, seen, complete = _Pass(settled), 0, True
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


@dataclass
class _Pass:
    """One reading of the file: the plan, what was counted, and the evidence for the final types."""

    settled: Settled
    guard: Guard = field(default_factory=Guard, repr=False)
    stored: tuple[ColumnPlan, ...] = ()
    evidence: list[Evidence] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    key: int | None = None
    rows_staged: int = 0
    rows_rejected: int = 0
    rows_blank: int = 0
    cells_reported: int = 0
    keys_ascend: bool = True
    last_key: int | None = None

    def __post_init__(self) -> None:
        self.stored = tuple(column for column in self.settled.columns if not column.is_dropped)
        self.screen = Screen(self.guard, self.settled.sample.options.table, self.settled.columns)
        self.evidence = [Evidence() for _ in self.stored]
        self.missing = [0] * len(self.stored)
        self.key = next((place for place, column in enumerate(self.stored) if column.is_key), None)

    def take(self, block: Block) -> tuple[list[pa.Array], npt.NDArray[np.int64], list[Reject]]:
        """Convert a block: return the columns and lines of the rows to store, and the rejects."""
        if not self.settled.sample.encoding_certain and any(
            reject.reason is Reason.ENCODING for reject in block.rejects
        ):
            raise _OtherEncoding
        converted = [
            convert(block.columns[column.position], column, evidence)
            for column, evidence in zip(self.stored, self.evidence, strict=True)
        ]
        self.screen.look(block)
        converted = self.screen.disguised(self.stored, converted)
        rejects = self.screen.cleaned(list(block.rejects))
        keep = self._rows_with_key(block, converted, rejects)
        self.rows_rejected += len(rejects)
        self._refuse_nonsense()
        keep = self.screen.without_erased(self.stored, converted, keep)
        self.rows_blank += block.blank
        cells = self._odd_cells(block, converted, keep)
        self.cells_reported += len(cells)
        values, lines = [column.values for column in converted], block.lines
        if keep is not None:
            import pyarrow as pa

            mask = pa.array(keep)
            values, lines = [column.filter(mask) for column in values], lines[keep]
        if self.key is not None:
            self._follow_keys(values[self.key])
        for place, column in enumerate(values):
            self.missing[place] += column.null_count
            self.evidence[place].filled += len(column) - column.null_count
            if self.stored[place].role == "flag" and self.stored[place].type == "integer":
                self._look_at_flags(column, self.evidence[place])
        self.rows_staged += len(lines)
        return values, lines, rejects + cells

    @staticmethod
    def _look_at_flags(column: pa.Array, evidence: Evidence) -> None:
        import pyarrow.compute as pc

        ends = pc.min_max(column).as_py()
        evidence.only_flags &= ends["min"] in {None, 0, 1} and ends["max"] in {None, 0, 1}

    def _refuse_nonsense(self) -> None:
        """Raise AdManagerError where hardly a row fits: the file is not written as it was taken to be."""
        taken = self.rows_staged + self.rows_blank
        if self.rows_rejected > MANY_REJECTED and self.rows_rejected > _REJECTED_FOR_ONE_TAKEN * taken:
            raise AdManagerError(
                sentence(
                    "{rejected:,} of the first {rows:,} rows of {path} do not fit its {columns} columns; look at its delimiter, quotes and header.",
                    rejected=self.rows_rejected,
                    rows=self.rows_rejected + taken,
                    path=self.settled.path.name,
                    columns=len(self.settled.columns),
                )
            )

    def _rows_with_key(
        self, block: Block, converted: Sequence[Converted], rejects: list[Reject]
    ) -> npt.NDArray[np.bool_] | None:
        """Reject the rows without a key; return which rows are left, None for all."""
        if self.key is None or converted[self.key].values.null_count == 0:
            return None
        column, result = self.stored[self.key], converted[self.key]
        odd = dict(zip(result.odd_rows.tolist(), result.odd_texts, strict=True))
        keep: npt.NDArray[np.bool_] = result.values.is_valid().to_numpy(zero_copy_only=False)
        for row in np.flatnonzero(~keep).tolist():
            reason = Reason.TYPE if row in odd else Reason.NO_KEY
            expected = column.type if row in odd else ""
            rejects.append(Reject(int(block.lines[row]), reason, column.name, odd.get(row, ""), expected))
        return keep

    def _follow_keys(self, keys: pa.Array) -> None:
        """See whether whole-number keys only ascend, as numbers given out one by one do: then none repeats."""
        if not self.keys_ascend or not len(keys):
            return
        if self.stored[self.key or 0].type != "integer":
            self.keys_ascend = False
            return
        numbers = keys.to_numpy(zero_copy_only=False)
        begins_above = self.last_key is None or numbers[0] > self.last_key
        self.keys_ascend = bool(begins_above and np.all(numbers[1:] > numbers[:-1]))
        self.last_key = int(numbers[-1])

    def _odd_cells(
        self, block: Block, converted: Sequence[Converted], keep: npt.NDArray[np.bool_] | None
    ) -> list[Reject]:
        cells = []
        for column, result in zip(self.stored, converted, strict=True):
            for row, text in zip(result.odd_rows.tolist(), result.odd_texts, strict=True):
                if keep is None or keep[row]:
                    cells.append(
                        Reject(
                            int(block.lines[row]),
                            Reason.TYPE,
                            column.name,
                            text[:200],
                            column.type,
                            whole_row=False,
                        )
                    )
        return cells

    def final_columns(self) -> tuple[tuple[ColumnPlan, ...], bool]:
        """Return the columns as the whole file has them, and whether it has to be read again for that."""
        final = dict(zip((column.position for column in self.stored), self.stored, strict=True))
        again = False
        for column, evidence in zip(self.stored, self.evidence, strict=True):
            revised = _revised(column, evidence)
            if not revised.role_fixed:
                role = settled_role(revised.source_name, revised.role, revised.type, evidence)
                revised = replace(revised, role=role)
            final[column.position] = revised
            again |= _stored_otherwise(column, revised, evidence)
        return tuple(final.get(column.position, column) for column in self.settled.columns), again

    def recount_missing(self, stage: StageWriter) -> None:
        """Count NULLs anew, after rows were put together."""
        counts = ", ".join(f"SUM({column_name(place)} IS NULL)" for place in range(len(self.stored)))
        self.missing = [int(count or 0) for count in stage.query(f"SELECT {counts} FROM {ROWS}")[0]]

    def result(self, request: StageRequest, columns: tuple[ColumnPlan, ...], folded: Folded) -> Staged:
        """Return what was counted."""
        return Staged(
            options=mapping_of(self.settled.sample.options, columns),
            columns=columns,
            rows_read=self.rows_staged + self.rows_rejected + self.rows_blank + self.screen.rows_suppressed,
            rows_staged=self.rows_staged - folded.duplicates,
            rows_rejected=self.rows_rejected,
            rows_blank=self.rows_blank,
            duplicates=folded.duplicates,
            merged=folded.merged,
            cells_reported=self.cells_reported,
            missing=tuple(self.missing),
            size=request.source.stat().st_size,
            sha256=sha256_of(request.source),
            first_id=request.first_id,
            batch=request.batch,
            kind=self.settled.sample.kind,
            other_parts=tuple(
                part for part in self.settled.sample.parts if part != self.settled.sample.options.part
            ),
            findings=self.screen.findings,
            rows_suppressed=self.screen.rows_suppressed,
            do_not_contact=self.screen.do_not_contact,
        )


def _revised(column: ColumnPlan, evidence: Evidence) -> ColumnPlan:
    """Return the column's plan after the whole file was seen."""
    decided_text = column.type == "text" and column.certain
    if column.fixed or decided_text or evidence.known == 0:
        if column.type != "text" or column.words_fixed or column.is_key:
            return column
        words = default_missing_words("text", too_many_levels=evidence.too_many_levels)
        return replace(column, missing_words=words)
    inferred = infer(evidence, column.asked)
    if (
        column.is_key
        and inferred.type == "integer"
        and evidence.count(Fits.WHOLE_POINT | Fits.WHOLE_COMMA) < evidence.known
    ):
        # Not one key may be lost, so a key allows no exceptions.
        inferred = Inferred("text", missing_words=column.missing_words)
    return column.revised(inferred)


def _stored_otherwise(old: ColumnPlan, new: ColumnPlan, evidence: Evidence) -> bool:
    """Return whether cells would be stored otherwise under the new plan."""
    if (old.type, old.decimal, old.date_order) != (new.type, new.decimal, new.date_order):
        return old.type != "text" or new.type != "text"
    return old.missing_words != new.missing_words and evidence.count(Fits.UNKNOWN) > 0


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
