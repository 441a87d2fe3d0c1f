"""Reading well-formed blocks of delimited text with Arrow, many times faster than record by record.

`read` takes a block only when it is sure that Arrow reads it as the exact parser would: every quote opens
or closes a field, no zero bytes, valid UTF-8. Any other block is refused and read exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from admanager.ingest.arrays import blank_cells
from admanager.ingest.readers import Block
from admanager.ingest.readers.records import MAX_FIELD_BYTES, Dialect, Layout, clipped
from admanager.ingest.rejects import Reason, Reject
from admanager.ingest.words import BLANKS

if TYPE_CHECKING:
    import pyarrow as pa

Bytes = npt.NDArray[np.uint8]
Positions = npt.NDArray[np.int64]


def fits(dialect: Dialect, layout: Layout) -> bool:
    """Return whether Arrow can read text of this dialect at all."""
    return (
        layout.width > 0
        and not (dialect.escape or dialect.comment or dialect.wrapped or dialect.trims)
        and dialect.delimiter.isascii()
        and dialect.quote.isascii()
        and dialect.delimiter not in "\r\n"
    )


def read(
    buffer: bytes, dialect: Dialect, layout: Layout, first_line: int, *, final: bool
) -> tuple[Block, int, int] | None:
    """Return the whole records at the start of `buffer`, the bytes that they take, and the line after them.

    Returns None when the block has to be read exactly. Unless `final`, a record that may go on beyond the
    buffer stays for the next call.
    """
    quotes = _quotes(buffer, dialect)
    end = _last_record_end(buffer, quotes, final=final)
    if end is None:
        return None
    text = buffer[:end]
    quotes = quotes[: np.searchsorted(quotes, end)]
    if b"\x00" in text or not _well_quoted(text, quotes, dialect):
        return None
    starts, lines, blank, line_count = _records(text, quotes, first_line)
    if not len(starts):
        return Block([_no_text()] * layout.kept, lines, [], blank), end, first_line + line_count
    table, odd = _table(text, dialect, layout, spanning=line_count > len(starts) + blank)
    if table is None:
        return None
    block = _block(table, odd, text, starts, lines, layout)
    if block is None:
        return None
    block.blank += blank
    return block, end, first_line + line_count


def _no_text() -> pa.Array:
    import pyarrow as pa

    return pa.array([], pa.string())


def _quotes(buffer: bytes, dialect: Dialect) -> Positions:
    if not dialect.quote or dialect.quote.encode() not in buffer:
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.frombuffer(buffer, np.uint8) == ord(dialect.quote))


def _last_record_end(buffer: bytes, quotes: Positions, *, final: bool) -> int | None:
    """Return the position after the last line break that is in no quoted field; None when there is none."""
    if final:
        return len(buffer) if len(quotes) % 2 == 0 else None
    # A carriage return at the very end may be half of a line break.
    stop = len(buffer) - 1 if buffer.endswith(b"\r") else len(buffer)
    while stop > 0:
        end = max(buffer.rfind(b"\n", 0, stop), buffer.rfind(b"\r", 0, stop))
        if end < 0:
            return None
        before = int(np.searchsorted(quotes, end))
        if before % 2 == 0:
            return end + 1
        stop = int(quotes[before - 1])
    return None


def _well_quoted(text: bytes, quotes: Positions, dialect: Dialect) -> bool:
    """Return whether each quote opens a field, closes one, or is half of a doubled quote within one."""
    if not len(quotes):
        return True
    data = np.frombuffer(text, np.uint8)
    allowed = np.zeros(256, dtype=bool)
    allowed[[ord(dialect.delimiter), 10, 13]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    if len(opening) != len(closing):
        return False
    before = np.where(opening > 0, data[opening - 1], 10)
    doubled_before = np.zeros(len(opening), dtype=bool)
    doubled_before[1:] = opening[1:] == closing[:-1] + 1
    if not np.all(allowed[before] | doubled_before):
        return False
    last = closing + 1 == len(data)
    after = np.where(last, 10, data[np.where(last, 0, closing + 1)])
    doubled_after = np.zeros(len(closing), dtype=bool)
    doubled_after[:-1] = doubled_before[1:]
    return bool(np.all(allowed[after] | doubled_after))


def _records(text: bytes, quotes: Positions, first_line: int) -> tuple[Positions, Positions, int, int]:
    """Return where each record that is not blank starts, its line, the blank lines, and the line breaks."""
    data = np.frombuffer(text, np.uint8)
    breaks = data == 10
    if b"\r" in text:
        lone = data == 13
        lone[:-1] &= data[1:] != 10
        breaks |= lone
    ends = np.flatnonzero(breaks)
    line_count = len(ends)
    in_quotes = (
        (np.searchsorted(quotes, ends) & 1).astype(bool) if len(quotes) else np.zeros(line_count, bool)
    )
    outside = np.flatnonzero(~in_quotes)
    record_ends = ends[outside]
    starts = np.concatenate(([0], record_ends + 1))
    lines = np.concatenate(([0], outside + 1)) + first_line
    stops = np.concatenate((record_ends, [len(data)]))
    if starts[-1] == len(data):
        starts, lines, stops = starts[:-1], lines[:-1], stops[:-1]
    crlf = (stops > starts) & (data[np.maximum(stops - 1, 0)] == 13) & (stops < len(data))
    filled = stops - crlf > starts
    return starts[filled], lines[filled], int(np.count_nonzero(~filled)), line_count


def _table(
    text: bytes, dialect: Dialect, layout: Layout, *, spanning: bool
) -> tuple[pa.Table | None, list[Any]]:
    """Return the rows of the right width, and what Arrow says of the others; no table where it gives up.

    `spanning` says that a quoted field goes over several lines, which takes Arrow longer.
    """
    import pyarrow as pa
    from pyarrow import csv

    odd: list[Any] = []

    def left_out(row: Any) -> str:
        odd.append(row)
        return "skip"

    names = [str(column) for column in range(layout.width)]
    try:
        table = csv.read_csv(
            pa.BufferReader(text),
            read_options=csv.ReadOptions(
                column_names=names, use_threads=False, block_size=max(len(text) + 1, 1024)
            ),
            parse_options=csv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote or False,
                double_quote=bool(dialect.quote),
                newlines_in_values=spanning,
                ignore_empty_lines=True,
                invalid_row_handler=left_out,
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None, odd
    return table.combine_chunks(), odd


def _block(
    table: pa.Table, odd: list[Any], text: bytes, starts: Positions, lines: Positions, layout: Layout
) -> Block | None:
    """Return the block of the table's rows, or None where it does not agree with the records counted."""
    if table.num_rows + len(odd) != len(starts):
        return None
    columns = [_flat(table.column(index)) for index in range(layout.width)]
    if any(_longest(column) > MAX_FIELD_BYTES for column in columns):
        return None
    phantom, columns = columns[layout.kept :], columns[: layout.kept]
    if any(column.null_count < len(column) for column in phantom):
        return None
    rejects = []
    blank = 0
    if odd:
        wrong = np.array([row.number - 1 for row in odd], dtype=np.int64)
        if any(row.actual_columns == layout.kept or "\n" in row.text or "\r" in row.text for row in odd):
            return None
        keep = np.ones(len(starts), dtype=bool)
        keep[wrong] = False
        for row, index in zip(odd, wrong, strict=True):
            if not row.text.strip(BLANKS):
                blank += 1
                continue
            reject = Reject(
                int(lines[index]),
                Reason.WIDTH,
                found=clipped(row.text),
                expected=str(layout.kept),
                cells=row.actual_columns,
            )
            rejects.append(reject)
        lines = lines[keep]
    return _without_blank_rows(Block(columns, lines, rejects, blank))


def _flat(column: pa.ChunkedArray) -> pa.Array:
    import pyarrow as pa

    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


def _longest(column: pa.Array) -> int:
    """Return an upper bound of a column's longest cell in bytes, exact where it matters."""
    import pyarrow.compute as pc

    if column.nbytes <= MAX_FIELD_BYTES:
        return 0
    return pc.max(pc.binary_length(column)).as_py() or 0


def _without_blank_rows(block: Block) -> Block:
    """Take out the rows that hold nothing but delimiters and blanks."""
    empty = np.ones(block.rows, dtype=bool)
    for column in block.columns:
        empty &= blank_cells(column)
        if not empty.any():
            return block
    import pyarrow as pa

    keep = pa.array(~empty)
    return Block(
        [column.filter(keep) for column in block.columns],
        block.lines[~empty],
        block.rejects,
        block.blank + int(np.count_nonzero(empty)),
    )
