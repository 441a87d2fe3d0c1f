"""One reading of a source: its cells converted as planned, counted, and judged for the final types and roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from admanager.ingest.convert import Converted, convert
from admanager.ingest.personal import Guard, Screen
from admanager.ingest.readers import Block
from admanager.ingest.rejects import Reason, Reject
from admanager.ingest.roles import settled_role
from admanager.ingest.settle import ColumnPlan, Settled
from admanager.ingest.stage_writer import ROWS, StageWriter, column_name
from admanager.ingest.types import (
    Evidence,
    Inferred,
    decimal_of,
    default_missing_words,
    infer,
    order_of,
)
from admanager.ingest.values import Fits
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pyarrow as pa

MANY_REJECTED = 200_000
_REJECTED_FOR_ONE_TAKEN = 9


class OtherEncoding(Exception):
    """The sample was plain ASCII, and the file goes on in another encoding."""


@dataclass
class FilePass:
    """One reading of the file: the plan, what was counted, and the evidence for the final types."""

    settled: Settled
    guard: Guard = field(default_factory=Guard, repr=False)
    stored: tuple[ColumnPlan, ...] = ()
    evidence: list[Evidence] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    key: int | None = None
    rows_staged: int = 0
    rows_rejected: int = 0
    rows_without_key: int = 0
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
            raise OtherEncoding
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
            self.rows_without_key += reason is Reason.NO_KEY
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


def _revised(column: ColumnPlan, evidence: Evidence) -> ColumnPlan:
    """Return the column's plan after the whole file was seen."""
    decided_text = column.type == "text" and column.certain
    if column.fixed or decided_text or evidence.known == 0:
        if column.type != "text":
            return _marked(column, evidence)
        if column.words_fixed or column.is_key:
            return column
        words = default_missing_words("text", too_many_levels=evidence.too_many_levels)
        return replace(column, missing_words=words)
    inferred = infer(evidence, column.asked)
    if (
        column.is_key
        and inferred.type == "integer"
        and evidence.count(Fits.WHOLE_POINT | Fits.WHOLE_COMMA, without=Fits.BOOKED) < evidence.known
    ):
        # Not one key may be lost, so a key allows no exceptions.
        inferred = Inferred("text", missing_words=column.missing_words)
    return column.revised(inferred)


def _marked(column: ColumnPlan, evidence: Evidence) -> ColumnPlan:
    """Return the plan of a column whose type is settled with the marks of numbers and dates that the whole file tells."""
    if evidence.known == 0:
        return column
    if column.type in {"date", "datetime"}:
        order, certain = order_of(evidence, column.asked)
        return replace(column, date_order=order, certain=certain or column.certain)
    if column.type in {"integer", "real"}:
        return replace(column, decimal=decimal_of(evidence, column.asked))
    return column


def _stored_otherwise(old: ColumnPlan, new: ColumnPlan, evidence: Evidence) -> bool:
    """Return whether cells would be stored otherwise under the new plan."""
    if (old.type, old.decimal, old.date_order) != (new.type, new.decimal, new.date_order):
        return old.type != "text" or new.type != "text"
    return old.missing_words != new.missing_words and evidence.count(Fits.UNKNOWN) > 0
