"""Reading delimited text, plain or packed, in blocks whose size does not depend on the file's.

A block that is well formed goes to Arrow (`arrow.py`); any other goes to the exact parser
(`records.py`). Both give the same rows.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from admanager.ingest.dialect import Detected, detect
from admanager.ingest.encoding import BROKEN, DetectedEncoding, decoder, detect_encoding
from admanager.ingest.options import ImportOptions
from admanager.ingest.readers import Block, Sample
from admanager.ingest.readers.records import (
    MAX_FIELD_BYTES,
    MAX_RECORD_CHARS,
    Dialect,
    Layout,
    Parsed,
    clipped,
    parse,
)
from admanager.ingest.rejects import Reason, Reject
from admanager.ingest.source import Source
from admanager.texts import AdManagerError, sentence

SAMPLE_BYTES = 1 << 16
BLOCK_BYTES = 1 << 22
MAX_COLUMNS = 1900
_MAX_SAMPLE_BYTES = 4 * MAX_FIELD_BYTES


def sample(path: Path, options: ImportOptions, *, rows: int, whole: bool = False) -> Sample:
    """Return the beginning of the file: at least `rows` rows where it has them, from 64 KB where those do.

    `whole` changes nothing, since every row has the header's columns.

    Raises AdManagerError when the file cannot be read, is no text, or has more columns than a table can.
    """
    with Source(path) as source:
        size = SAMPLE_BYTES
        data = source.read(size)
        while True:
            complete = len(data) < size
            found = _encoding(data, options, complete=complete)
            text = _whole_lines(data, found.name, complete=complete)
            detected = detect(text, options, found.name, complete=complete)
            parsed = _rows_below(text, detected, final=complete)
            if not detected.names and len(data) >= MAX_FIELD_BYTES:
                raise _no_rows(path)
            if complete or len(parsed.rows) >= rows or size >= _MAX_SAMPLE_BYTES:
                break
            size = min(4 * size, _MAX_SAMPLE_BYTES)
            data += source.read(size - len(data))
    if len(detected.names) > MAX_COLUMNS:
        raise AdManagerError(
            sentence(
                "{path} has {count} columns; a table can take {most}. Leave some out, or choose another delimiter.",
                path=path.name,
                count=len(detected.names),
                most=MAX_COLUMNS,
            )
        )
    if options.part is not None:
        raise AdManagerError(sentence("{path} has no parts to choose from.", path=path.name))
    return Sample(
        options=_settled(options, detected),
        names=detected.names,
        rows=parsed.rows,
        lines=parsed.lines,
        rejects=parsed.rejects,
        blank=parsed.blank,
        width=detected.layout.width,
        complete=complete,
        encoding_certain=found.certain or options.encoding is not None,
    )


def _no_rows(path: Path) -> AdManagerError:
    return AdManagerError(
        sentence(
            "The first row of {path} goes on for more than 1 MiB, so this is no table; look at its quotes and line ends in an editor.",
            path=path.name,
        )
    )


def _encoding(data: bytes, options: ImportOptions, *, complete: bool) -> DetectedEncoding:
    if options.encoding is None:
        return detect_encoding(data, complete=complete)
    return DetectedEncoding(options.encoding, True)


def _whole_lines(data: bytes, encoding: str, *, complete: bool) -> str:
    """Return the decoded sample without the last line, unless that is the file's."""
    text = decoder(encoding).decode(data, complete)
    text = text.removeprefix("\ufeff")
    if not complete:
        end = max(text.rfind("\n"), text[:-1].rfind("\r")) + 1
        text = text[:end] if end else text
    return text


def _rows_below(text: str, detected: Detected, *, final: bool) -> Parsed:
    """Return the rows under the header."""
    start, line = _data_start(text, detected.dialect)
    return parse(
        text[start:], detected.dialect, detected.layout, first_line=line, final=final, keep_open=not final
    )


def _data_start(text: str, dialect: Dialect) -> tuple[int, int]:
    """Return the position and the line on which the data begin, below skipped lines and the header."""
    position, line = 0, 1
    for _ in range(dialect.skip_lines):
        end = _line_end(text, position)
        if end < 0:
            return len(text), line
        position, line = end, line + 1
    if dialect.header_rows:
        header = parse(text[position:], dialect, first_line=line, limit=dialect.header_rows)
        position, line = position + header.used, header.next_line
    return position, line


def _line_end(text: str | bytes, position: int) -> int:
    feed, carriage = _found(text, "\n", position), _found(text, "\r", position)
    if carriage >= 0 and (feed < 0 or carriage < feed - 1):
        return carriage + 1
    return feed + 1 if feed >= 0 else -1


def _found(text: str | bytes, letter: str, position: int) -> int:
    return text.find(letter, position) if isinstance(text, str) else text.find(letter.encode(), position)


def _settled(options: ImportOptions, detected: Detected) -> ImportOptions:
    dialect = detected.dialect
    return options.model_copy(
        update={
            "encoding": dialect.encoding,
            "delimiter": dialect.delimiter,
            "quote": dialect.quote,
            "escape": dialect.escape,
            "comment": dialect.comment,
            "wrapped": dialect.wrapped,
            "header": dialect.header_rows > 0,
            "skip_lines": dialect.skip_lines,
            "header_rows": dialect.header_rows,
        }
    )


def dialect_of(options: ImportOptions) -> Dialect:
    """Return the dialect that settled options describe."""
    return Dialect(
        encoding=options.encoding or "utf-8",
        delimiter=options.delimiter or ",",
        quote=options.quote or "",
        escape=options.escape or "",
        comment=options.comment or "",
        wrapped=bool(options.wrapped),
        skip_lines=options.skip_lines or 0,
        header_rows=options.header_rows or 0,
    )


# -- all rows --------------------------------------------------------------------------------------------


def blocks(
    path: Path, sample: Sample, *, block_bytes: int = BLOCK_BYTES, exact: bool = False
) -> Iterator[Block]:
    """Yield the rows of the file below its header.

    `exact` keeps Arrow out, for the tests that hold both ways equal.
    """
    dialect = dialect_of(sample.options)
    with Source(path) as source:
        yield from _Blocks(source, dialect, Layout(sample.width, len(sample.names)), block_bytes, exact=exact)


class _Blocks:
    """Reading one file: what is left of the last block, and the line that it starts on."""

    def __init__(self, source: Source, dialect: Dialect, layout: Layout, size: int, *, exact: bool) -> None:
        self._source = source
        self._dialect = dialect
        self._layout = layout
        self._size = size
        self._exact = exact
        self._decoder = None if _is_utf8(dialect.encoding) else decoder(dialect.encoding)
        self._rest = b""
        self._line = 1
        self._skipping = False
        self._stopped = False

    def __iter__(self) -> Iterator[Block]:
        from admanager.ingest.readers import arrow

        use_arrow = not self._exact and arrow.fits(self._dialect, self._layout)
        started = final = False
        while not final or self._stopped:
            data = b""
            if not self._stopped:
                data, final = self._read()
            buffer = self._rest + (self._beyond_long_line(data) if self._skipping else data)
            if not started:
                if not final and len(buffer) < 2 * self._size and not _has_line_break(buffer):
                    self._rest = buffer
                    continue
                buffer = self._below_header(buffer, final=final)
                started = True
            block = None
            if use_arrow and not self._stopped:
                block = arrow.read(buffer, self._dialect, self._layout, self._line, final=final)
            if block is not None:
                found, used, self._line = block
                self._rest = buffer[used:]
            else:
                found = self._exactly(buffer, final=final)
            found.done = self._source.position
            found.read = len(data)
            yield found

    def _read(self) -> tuple[bytes, bool]:
        """Return the next part of the file as UTF-8, and whether it was the last."""
        data = self._source.read(self._size)
        final = len(data) < self._size
        if self._decoder is not None:
            data = self._decoder.decode(data, final).encode("utf-8", "surrogatepass")
        return data, final

    def _below_header(self, buffer: bytes, *, final: bool) -> bytes:
        buffer = buffer.removeprefix(codecs.BOM_UTF8)
        text = buffer.decode("utf-8", "admanager-mark")
        start, self._line = _data_start(text, self._dialect)
        return buffer[_bytes_of(text[:start], buffer) :]

    def _exactly(self, buffer: bytes, *, final: bool) -> Block:
        text = buffer.decode("utf-8", "admanager-mark")
        parsed = parse(text, self._dialect, self._layout, first_line=self._line, final=final)
        self._rest = buffer[_bytes_of(text[: parsed.used], buffer) :]
        self._line = parsed.next_line
        self._stopped = parsed.stopped
        block = block_of(parsed, self._layout.kept)
        if not final and not parsed.stopped and len(self._rest) > 4 * MAX_RECORD_CHARS:
            self._rest, self._skipping = b"", True
            block.rejects.append(Reject(self._line, Reason.TOO_LONG, found=clipped(text[parsed.used :])))
        return block

    def _beyond_long_line(self, data: bytes) -> bytes:
        """Return what follows the end of a line that is too long to be a row."""
        end = _line_end(data, 0)
        if end < 0:
            return b""
        self._skipping = False
        self._line += 1
        return data[end:]


def _bytes_of(text: str, buffer: bytes) -> int:
    """Return how many bytes of `buffer`, decoded with broken bytes marked, make up its beginning `text`."""
    if BROKEN not in text:
        return len(text.encode("utf-8"))
    position = 0
    for part in text.split(BROKEN)[:-1]:
        position += len(part.encode("utf-8"))
        position += _broken_length(buffer, position)
    return position + len(text.rpartition(BROKEN)[2].encode("utf-8"))


def _broken_length(buffer: bytes, position: int) -> int:
    try:
        buffer[position : position + 8].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end - error.start
    return 1


def _is_utf8(encoding: str) -> bool:
    return codecs.lookup(encoding).name in {"utf-8", "utf-8-sig", "ascii"}


def _has_line_break(buffer: bytes) -> bool:
    return b"\n" in buffer or b"\r" in buffer


def block_of(parsed: Parsed, columns: int) -> Block:
    """Return exactly parsed rows as a block of Arrow columns."""
    import numpy as np
    import pyarrow as pa

    cells = [pa.array([row[column] or None for row in parsed.rows], pa.string()) for column in range(columns)]
    lines = np.array(parsed.lines, dtype=np.int64)
    return Block(cells, lines, list(parsed.rejects), parsed.blank, parsed.comments)
