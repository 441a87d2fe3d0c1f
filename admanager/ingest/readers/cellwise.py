"""What the readers of sources with cells share: values as texts, samples, blocks, and rows that do not fit.

Every value becomes the text that the importer reads back as the same value, so that one grammar decides what
a column holds, whatever the source. Nothing here opens a file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from admanager.ingest.dialect import with_header
from admanager.ingest.options import ImportOptions
from admanager.ingest.readers import Block, Sample
from admanager.ingest.readers.records import MAX_FIELD_BYTES, Dialect, Layout, Parsed, clipped, is_blank
from admanager.ingest.rejects import Reason, Reject
from admanager.ingest.source import Kind
from admanager.texts import AdManagerError, sentence

Cells = list[str | None]
MAX_COLUMNS = 1900
ROWS_FOR_HEADER = 200
_CELLS_A_BLOCK = 400_000
_CHARS_A_BLOCK = 1 << 24


@dataclass(frozen=True)
class Row:
    """One row of a source: its line or number, counted from 1, and the texts of its cells."""

    line: int
    cells: Cells


def text_of(value: object) -> str | None:
    """Return the text of one value, None for nothing: whole numbers without a fraction, dates as ISO 8601."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return number_text(value.total_seconds())
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else None
    if isinstance(value, (bytes, bytearray, memoryview)):
        return _bytes_text(bytes(value))
    return str(value)


def number_text(value: float) -> str | None:
    """Return a number as the importer reads it: never `7e+20` without a decimal mark; None where it is no number."""
    if not math.isfinite(value):
        return None
    if value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    text = repr(value)
    return text if "." in text else text.replace("e", ".0e")


def _moment(value: datetime) -> str:
    if value.tzinfo is not None:
        return value.isoformat(sep=" ", timespec="seconds")
    if value.time() == time(0):
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")


def _bytes_text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.hex()


def listed(values: Sequence[object]) -> str | None:
    """Return a list as one text: plain values with a semicolon and a blank between them, anything else as JSON."""
    if any(isinstance(value, (list, dict, tuple)) for value in values):
        return json.dumps(values, ensure_ascii=False, default=str)
    return "; ".join(text for value in values if (text := text_of(value))) or None


# -- samples ---------------------------------------------------------------------------------------------


def sample_below_header(
    rows: Sequence[Row], options: ImportOptions, kind: Kind, parts: Sequence[str], *, complete: bool
) -> Sample:
    """Return the sample of a sheet, whose header has to be found among its first rows.

    `rows` are the first rows, without those that are empty.
    """
    width = max((len(row.cells) for row in rows), default=0)
    parsed = Parsed(
        rows=[padded(row.cells, width) for row in rows[:ROWS_FOR_HEADER]],
        lines=[row.line for row in rows[:ROWS_FOR_HEADER]],
    )
    detected = with_header(Dialect(skip_lines=options.skip_lines or 0), parsed, options)
    layout = Layout(detected.layout.width, detected.layout.kept)
    settled = options.model_copy(
        update={
            "skip_lines": detected.dialect.skip_lines,
            "header": detected.dialect.header_rows > 0,
            "header_rows": detected.dialect.header_rows,
        }
    )
    below = rows_below(rows, settled)
    return _sample(below, detected.names, layout, settled, kind, parts, complete=complete)


def rows_below(rows: Iterable[Row], options: ImportOptions) -> Iterator[Row]:
    """Yield the rows under the lines that are skipped and the header."""
    header = options.header_rows or 0
    for row in rows:
        if row.line <= (options.skip_lines or 0):
            continue
        if header:
            header -= 1
            continue
        yield row


def named_sample(
    names: Sequence[str],
    rows: Iterable[Row | Reject],
    options: ImportOptions,
    kind: Kind,
    parts: Sequence[str] = (),
    *,
    complete: bool,
) -> Sample:
    """Return the sample of a source that names its columns itself."""
    settled = options.model_copy(update={"header": True})
    layout = Layout(len(names), len(names))
    return _sample(rows, names, layout, settled, kind, parts, complete=complete)


def _sample(
    rows: Iterable[Row | Reject],
    names: Sequence[str],
    layout: Layout,
    options: ImportOptions,
    kind: Kind,
    parts: Sequence[str],
    *,
    complete: bool,
) -> Sample:
    if len(names) > MAX_COLUMNS:
        raise AdManagerError(
            sentence(
                "The file has {count} columns; a table can take {most}. Leave some out in the source.",
                count=len(names),
                most=MAX_COLUMNS,
            )
        )
    taken = Taken(layout)
    for row in rows:
        taken.add(row)
    return Sample(
        options=options,
        names=tuple(names),
        rows=taken.rows,
        lines=taken.lines,
        rejects=taken.rejects,
        blank=taken.blank,
        width=layout.width,
        complete=complete,
        kind=kind,
        parts=tuple(parts),
    )


def padded(cells: Sequence[str | None], width: int) -> list[str]:
    """Return the cells as texts, as many as `width`."""
    return [cell or "" for cell in cells] + [""] * (width - len(cells))


def _is_text(text: str) -> bool:
    """Return whether no halves of letters are there, be they broken bytes or written as such in JSON."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


# -- blocks ----------------------------------------------------------------------------------------------


@dataclass
class Taken:
    """Rows that fit a layout, gathered for a sample or a block, and those that do not."""

    layout: Layout
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    blank: int = 0
    chars: int = 0

    @property
    def is_full(self) -> bool:
        """Whether these are enough rows for a block."""
        return len(self.rows) * max(1, self.layout.kept) >= _CELLS_A_BLOCK or self.chars > _CHARS_A_BLOCK

    def add(self, row: Row | Reject) -> None:
        """Take a row, or say why not. A row may lack cells at its end: sources with cells leave out empty ones."""
        if isinstance(row, Reject):
            self.rejects.append(row)
            return
        cells = padded(row.cells, self.layout.width)
        joined = "".join(cells)
        self.chars += len(joined)
        if is_blank(cells):
            self.blank += 1
            return
        reason = self._reason(cells, joined)
        if reason is None:
            self.rows.append(cells[: self.layout.kept])
            self.lines.append(row.line)
            return
        found = clipped(" | ".join(cell[:200] for cell in cells if cell))
        expected = str(self.layout.kept) if reason is Reason.WIDTH else ""
        self.rejects.append(Reject(row.line, reason, found=found, expected=expected, cells=len(row.cells)))

    def _reason(self, cells: list[str], joined: str) -> Reason | None:
        if len(cells) > self.layout.width or not is_blank(cells[self.layout.kept :]):
            return Reason.WIDTH
        if not joined.isascii() and not _is_text(joined):
            return Reason.ENCODING
        if "\x00" in joined:
            return Reason.ZERO_BYTE
        if len(joined) * 4 > MAX_FIELD_BYTES and any(
            len(cell.encode("utf-8")) > MAX_FIELD_BYTES for cell in cells
        ):
            return Reason.TOO_LONG
        return None

    def block(self, done: int = 0, total: int = 0) -> Block:
        """Return what was taken as a block."""
        import numpy as np
        import pyarrow as pa

        columns = zip(*self.rows, strict=True) if self.rows else ((),) * self.layout.kept
        arrays = [pa.array([cell or None for cell in column], pa.string()) for column in columns]
        lines = np.array(self.lines, dtype=np.int64)
        return Block(arrays, lines, self.rejects, self.blank, done=done, total=total, read=self.chars)


def blocks_of(rows: Iterable[Row | Reject], sample: Sample, total: int = 0) -> Iterator[Block]:
    """Yield rows in blocks, with progress counted in rows of `total`."""
    layout = Layout(sample.width, len(sample.names))
    taken = Taken(layout)
    done = 0
    for done, row in enumerate(rows, start=1):
        taken.add(row)
        if taken.is_full or len(taken.rejects) >= ROWS_FOR_HEADER * 50:
            yield taken.block(done, total)
            taken = Taken(layout)
    yield taken.block(done, total)


def chosen_part(options: ImportOptions, parts: Sequence[str], path_name: str) -> str:
    """Return the part that is read: the one wished, or the first.

    Raises AdManagerError when the source has no part of that name.
    """
    if options.part is None:
        return parts[0]
    by_name = {part.casefold(): part for part in parts}
    found = by_name.get(options.part.strip().casefold())
    if found is None:
        raise AdManagerError(
            sentence(
                "{path} has no part “{part}”; it has {parts}.",
                path=path_name,
                part=options.part,
                parts=", ".join(parts),
            )
        )
    return found
