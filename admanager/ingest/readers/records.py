"""Splitting text into records exactly: any dialect, every damage, the right line numbers.

The csv module reads what is well formed. A record that it refuses goes to a scanner that keeps stray
quotes as data and gives up a quote that is never closed after one line, so that one damaged row costs one
row. `arrow.py` reads well-formed blocks many times faster, and must give the same rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from admanager.ingest.encoding import BROKEN
from admanager.ingest.rejects import Reason, Reject
from admanager.ingest.words import BLANKS

MAX_FIELD_BYTES = 1 << 20
MAX_RECORD_CHARS = 8 << 20
MAX_FOUND_CHARS = 200
# How many lines a quote with stray quotes after it may stay open: few where the text is full of damage,
# so that reading never takes more than a few times the length of the text.
_PATIENT_LINES = 500
_IMPATIENT_LINES = 3
_MANY_REJECTS = 100
# How many rejected rows one call keeps, so that their memory is bounded; the rest of the text is for the next.
_MAX_REJECTS = 250_000
_REJECTS_A_ROW_WANTED = 20

# A quoted field may be longer than a field may be, by its doubled quotes; longer ones go to the scanner.
csv.field_size_limit(2 * MAX_FIELD_BYTES + 2)


@dataclass(frozen=True)
class Dialect:
    """How a delimited text is written; everything is settled.

    `delimiter` may be `", "`. An empty `quote`, `escape` or `comment` means none. In a `wrapped` text each
    whole line is one quoted field. `skip_lines` lines and `header_rows` header lines come before the data.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    comment: str = ""
    wrapped: bool = False
    skip_lines: int = 0
    header_rows: int = 1

    @property
    def mark(self) -> str:
        """The delimiter's first character."""
        return self.delimiter[0]

    @property
    def trims(self) -> bool:
        """Whether a blank after the delimiter belongs to it."""
        return len(self.delimiter) == 2


@dataclass(frozen=True)
class Layout:
    """How many cells a row has: `width` in the file, of which the first `kept` are columns.

    The others are empty cells after a trailing delimiter; a row may leave them out, and is too long when
    one of them holds something. A `width` of 0 takes any.
    """

    width: int
    kept: int

    def problem(self, cells: list[str]) -> bool:
        """Return whether these cells are not a row of this layout."""
        if self.width == 0:
            return False
        count = len(cells)
        if count == self.width:
            return not is_blank(cells[self.kept :])
        return count != self.kept


ANY_WIDTH = Layout(0, 0)


@dataclass
class Parsed:
    """What came of a text: rows with the lines that they start on, rejected rows, and how much was used up.

    `next_line` is the number of the line after the last one used. `blank` counts lines that are empty or
    hold only delimiters, `comments` lines that the dialect leaves out. `stopped` says that there was more to
    read, and the call ended since it had rejected enough.
    """

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    blank: int = 0
    comments: int = 0
    used: int = 0
    next_line: int = 1
    stopped: bool = False


def parse(
    text: str,
    dialect: Dialect,
    layout: Layout = ANY_WIDTH,
    *,
    first_line: int = 1,
    final: bool = True,
    limit: int | None = None,
    keep_open: bool = False,
) -> Parsed:
    """Split `text`, which starts at the start of a record on line `first_line`, into records.

    Unless `final`, a record that may go on beyond the text is left for the next call. `limit` ends after
    so many rows, and sooner where nearly all are rejected. `keep_open` ends before a quoted field that may well
    be closed behind the text, as in a sample of it.
    """
    lines = list(io.StringIO(text, newline=""))
    if not final and lines and not lines[-1].endswith("\n"):
        lines.pop()
    return _Splitter(lines, dialect, layout, first_line, final=final, keep_open=keep_open).run(limit)


class _Splitter:
    """The lines of one text, and where reading has come to."""

    def __init__(
        self,
        lines: list[str],
        dialect: Dialect,
        layout: Layout,
        first_line: int,
        *,
        final: bool,
        keep_open: bool,
    ) -> None:
        self._lines = lines
        self._dialect = dialect
        self._layout = layout
        self._first_line = first_line
        self._final = final
        self._keep_open = keep_open
        self._next = 0  # the index of the line that the next record starts on
        self._at_start = True
        self._result = Parsed()

    def run(self, limit: int | None) -> Parsed:
        result = self._result
        reader = self._reader()
        done = 0
        most = _MAX_REJECTS if limit is None else limit * _REJECTS_A_ROW_WANTED
        while limit is None or len(result.rows) < limit:
            if len(result.rejects) >= most:
                result.stopped = True
                break
            self._at_start = True
            try:
                cells = next(reader, None)
            except csv.Error:
                if not self._recover(done):
                    break
                reader, done = self._reader(), self._next
                continue
            if cells is None:
                done = self._next
                break
            start, done = self._record_start, self._next
            if self._next - start > 1 and self._layout.problem(cells) and self._reads_alone(start + 1):
                self._give_up_quote(start)
                reader, done = self._reader(), self._next
                continue
            self._take(cells, start, self._next)
        result.used = sum(map(len, self._lines[:done]))
        result.next_line = self._first_line + done
        return result

    def _reader(self) -> Iterator[list[str]]:
        return _csv_reader(self._feed(), self._dialect)

    def _feed(self) -> Iterator[str]:
        comment = self._dialect.comment
        while self._next < len(self._lines):
            line = self._lines[self._next]
            self._next += 1
            if self._at_start:
                if comment and line.startswith(comment):
                    self._result.comments += 1
                    continue
                self._record_start = self._next - 1
                self._at_start = False
            yield line

    # -- one record ------------------------------------------------------------------------------------

    def _take(self, cells: list[str], start: int, end: int) -> None:
        result, line = self._result, self._first_line + start
        if self._dialect.wrapped and len(cells) == 1:
            cells = _split_line(cells[0], self._dialect)
        if is_blank(cells):
            result.blank += 1
            return
        reason = self._reason(cells)
        if reason is None:
            result.rows.append(cells[: self._layout.kept] if self._layout.width else cells)
            result.lines.append(line)
            return
        expected = str(self._layout.kept) if reason is Reason.WIDTH else ""
        self._reject(start, end, reason, expected, len(cells))

    def _reason(self, cells: list[str]) -> Reason | None:
        joined = "".join(cells)
        if BROKEN in joined:
            return Reason.ENCODING
        if "\x00" in joined:
            return Reason.ZERO_BYTE
        if self._layout.problem(cells):
            return Reason.WIDTH
        if len(joined) * 4 > MAX_FIELD_BYTES and any(
            len(cell.encode("utf-8", "surrogatepass")) > MAX_FIELD_BYTES for cell in cells
        ):
            return Reason.TOO_LONG
        return None

    def _reject(self, start: int, end: int, reason: Reason, expected: str, count: int = 0) -> None:
        raw = "".join(self._lines[start:end])[: MAX_FOUND_CHARS * 2].rstrip("\r\n")
        self._result.rejects.append(
            Reject(self._first_line + start, reason, found=clipped(raw), expected=expected, cells=count)
        )

    # -- damaged records -------------------------------------------------------------------------------

    def _recover(self, start: int) -> bool:
        """Read the record at `start` with the scanner; return False where it needs more text."""
        while self._dialect.comment and self._lines[start].startswith(self._dialect.comment):
            start += 1
        cells, end, clean = self._scan(start)
        if cells is None:
            if self._keep_open and clean:
                return False
            if not self._final and end == len(self._lines) and not self._is_too_long(start):
                return False
            self._give_up_quote(start)
        elif end - start > 1 and not clean and (self._reads_alone(start + 1) or self._layout.problem(cells)):
            self._give_up_quote(start)
        else:
            self._next = end
            self._take(cells, start, end)
        return True

    def _is_too_long(self, start: int) -> bool:
        return sum(map(len, self._lines[start:])) > MAX_RECORD_CHARS

    def _give_up_quote(self, start: int) -> None:
        self._reject(start, start + 1, Reason.QUOTE, "")
        self._next = start + 1

    def _reads_alone(self, index: int) -> bool:
        """Return whether the line at `index` is a whole row by itself."""
        if index >= len(self._lines):
            return False
        cells, end, _ = self._scan(index, last=index + 1)
        return cells is not None and end == index + 1 and not self._layout.problem(cells)

    def _scan(self, start: int, last: int | None = None) -> tuple[list[str] | None, int, bool]:
        """Return the cells of the record at `start` (None: its quote is never closed), its end, and if it is clean."""
        scanner = _Scanner(self._dialect)
        end = len(self._lines) if last is None else last
        chars, unclean = 0, 0
        patience = _PATIENT_LINES if len(self._result.rejects) < _MANY_REJECTS else _IMPATIENT_LINES
        quote = self._dialect.quote
        for index in range(start, end):
            line = self._lines[index]
            if scanner.is_open and quote not in line:
                scanner.parts.append(line)
            else:
                scanner.read(line)
            if not scanner.is_open:
                return scanner.cells, index + 1, scanner.clean
            chars += len(line)
            unclean += not scanner.clean
            if chars > 2 * MAX_FIELD_BYTES or unclean > patience:
                return None, index + 1, scanner.clean
        return None, end, scanner.clean


class _Scanner:
    """Reads one record line by line, keeping stray quotes as data; `parts` are those of the field that is open."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self.cells: list[str] = []
        self.is_open = False
        self.clean = True
        self.parts: list[str] = []

    def read(self, line: str) -> None:
        """Go on with the next line of the record."""
        mark, quote = self._dialect.mark, self._dialect.quote
        end = len(line.rstrip("\r\n"))
        position = 0
        while True:
            if self.is_open:
                position = self._inside(line, position, end)
                if self.is_open:
                    return
            else:
                if self._dialect.trims and line[position : position + 1] == " ":
                    position += 1
                if quote and line[position : position + 1] == quote:
                    self.is_open, self.parts = True, []
                    position += 1
                    continue
                stop = line.find(mark, position, end)
                self.cells.append(self._unescaped(line[position : end if stop < 0 else stop]))
                position = end if stop < 0 else stop
            if position >= end:
                return
            position += 1

    def _inside(self, line: str, position: int, end: int) -> int:
        """Read a quoted field from `position`; return where its delimiter or the line's end is."""
        quote, escape = self._dialect.quote, self._dialect.escape
        while True:
            stop = line.find(quote, position)
            if stop < 0:
                self.parts.append(line[position:])
                return end
            if escape and line[stop - 1 : stop] == escape and stop > position:
                self.parts.append(line[position : stop - 1] + quote)
                position = stop + 1
                continue
            self.parts.append(line[position:stop])
            after = stop + 1
            if line[after : after + 1] == quote and not escape:
                self.parts.append(quote)
                position = after + 1
                continue
            closing = after
            while closing < end and line[closing] in " \t" and line[closing] != self._dialect.mark:
                closing += 1
            if closing >= end or line[closing] == self._dialect.mark:
                self.is_open = False
                self.cells.append(self._unescaped("".join(self.parts)))
                return closing
            self.clean = False
            self.parts.append(quote)
            position = after

    def _unescaped(self, text: str) -> str:
        escape = self._dialect.escape
        if not escape or escape not in text:
            return text
        return text.replace(escape + self._dialect.mark, self._dialect.mark).replace(escape * 2, escape)


def _csv_reader(lines: Iterator[str], dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=dialect.mark,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        escapechar=dialect.escape or None,
        doublequote=not dialect.escape,
        skipinitialspace=dialect.trims,
        strict=True,
    )


def _split_line(line: str, dialect: Dialect) -> list[str]:
    scanner = _Scanner(dialect)
    scanner.read(line)
    return scanner.cells if not scanner.is_open else [line]


def is_blank(cells: Iterable[str]) -> bool:
    """Return whether cells hold nothing but blanks."""
    return not any(cell.strip(BLANKS) for cell in cells)


def clipped(text: str) -> str:
    """Return the text as a report shows it: its beginning where it is long."""
    shown = text.replace(BROKEN, "\ufffd").replace("\x00", "\u2400")
    return shown if len(shown) <= MAX_FOUND_CHARS else shown[: MAX_FOUND_CHARS - 1] + "…"
