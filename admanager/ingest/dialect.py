"""Finding out how a delimited text is written: delimiter, quote, escape, comments, header, what is above it.

Each possible way of writing is tried on the sample; the one under which the rows agree in width and the
cells look like values wins (the idea of van den Burg, Nazabal & Sutton 2019, with simpler scores).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from admanager.ingest.options import ImportOptions
from admanager.ingest.readers.records import ANY_WIDTH, Dialect, Layout, Parsed, parse
from admanager.ingest.values import Fits, classify
from admanager.ingest.words import BLANKS

DELIMITERS = (",", ";", "\t", "|")
_ROWS_TRIED = 200
_ONE_COLUMN = 0.01
_CHARS_TRIED = 32_768
_SEP_LINE = re.compile(r"sep=(.)\r?\n?\Z", re.IGNORECASE)
_CLEAN_TEXT = re.compile(r"[^,;|\t\"]*\Z")
_TYPED = Fits.POINT | Fits.COMMA | Fits.DATE_SHAPE


@dataclass(frozen=True)
class Detected:
    """A settled dialect, the header's names as they stand, and the layout of the rows below."""

    dialect: Dialect
    names: tuple[str, ...]
    layout: Layout


def detect(text: str, options: ImportOptions, encoding: str, *, complete: bool = True) -> Detected:
    """Return how the sample is written; what `options` settle is taken as given.

    `text` consists of whole lines from the start of the file, without a byte order mark; `complete` says that
    it is all of it.
    """
    dialect = _best_dialect(text, options, encoding)
    rows = parse(text, dialect, limit=_ROWS_TRIED, final=complete, keep_open=not complete)
    dialect, rows = _with_comments(text, dialect, rows, options)
    return with_header(dialect, rows, options)


# -- delimiter and quote ---------------------------------------------------------------------------------


def _best_dialect(text: str, options: ImportOptions, encoding: str) -> Dialect:
    skip = options.skip_lines or 0
    announced = _SEP_LINE.match(text.split("\n", 1)[0] + "\n") if options.delimiter is None else None
    if announced:
        options = options.model_copy(update={"delimiter": announced[1]})
        skip = max(skip, 1)
    tried = _head(text, skip)
    best, best_score = Dialect(), -1.0
    for candidate in _candidates(tried, options):
        score = _score(tried, candidate, complete=len(tried) < _CHARS_TRIED)
        if score > best_score:
            best, best_score = candidate, score
    if best_score <= _ONE_COLUMN and options.delimiter is None and tried.strip(BLANKS + "".join(DELIMITERS)):
        # Commas in the only column are text; a delimiter that does not occur leaves them alone.
        absent = next((mark for mark in DELIMITERS if mark not in text), "\x1f")
        best = replace(best, delimiter=absent)
        if options.quote is None and _quotes_are_text(tried, best):
            best = replace(best, quote="", escape="")
    return replace(best, encoding=encoding, skip_lines=skip)


def _quotes_are_text(text: str, dialect: Dialect) -> bool:
    """Return whether quotes in an only column belong to its text: lines of prose are never quoted as a whole."""
    if not dialect.quote or dialect.quote not in text:
        return False
    lines = [line.strip(BLANKS) for line in text.splitlines()]
    quoted = [line for line in lines if line.startswith(dialect.quote)]
    strange = sum(1 for line in quoted if line.find(dialect.quote, 1) not in {-1, len(line) - 1})
    return len(quoted) < len(lines) / 2 and strange > 0 and bool(parse(text, dialect).rejects)


def _head(text: str, skip: int) -> str:
    lines = text[: _CHARS_TRIED * 2].splitlines(keepends=True)[skip:]
    plain = [line for line in lines if not line.startswith("#")]
    return "".join(plain if len(plain) > 1 else lines)[:_CHARS_TRIED]


def _candidates(text: str, options: ImportOptions) -> Iterator[Dialect]:
    escapes = (options.escape,) if options.escape is not None else ("\\", "") if '\\"' in text else ("",)
    for delimiter in _delimiters(text, options):
        for quote in _quotes(text, delimiter, options):
            for escape in escapes:
                plain = Dialect(
                    delimiter=delimiter,
                    quote=quote,
                    escape=escape if quote else "",
                    comment=options.comment or "",
                    wrapped=bool(options.wrapped),
                )
                yield plain
                if options.wrapped is None and quote and _is_wrapped(text, plain):
                    yield replace(plain, wrapped=True)


def _is_wrapped(text: str, dialect: Dialect) -> bool:
    """Return whether each whole line is one quoted field that holds the delimiters."""
    rows = parse(text, dialect, limit=20).rows
    return bool(rows) and all(len(row) == 1 and dialect.mark in row[0] for row in rows)


def _delimiters(text: str, options: ImportOptions) -> list[str]:
    if options.delimiter is not None:
        return [options.delimiter]
    found = [mark for mark in DELIMITERS if mark in text]
    first = text.split("\n", 1)[0]
    if first.count(", ") == first.count(",") > 0:
        found.append(", ")
    if " " in text:
        found.append(" ")
    return found or [","]


def _quotes(text: str, delimiter: str, options: ImportOptions) -> list[str]:
    if options.quote is not None:
        return [options.quote]
    apostrophe = re.search(
        rf"(?:^|{re.escape(delimiter)})'[^'\n]*'(?:{re.escape(delimiter)}|\r?$)", text, re.M
    )
    return ['"', "'"] if apostrophe else ['"']


def _score(text: str, dialect: Dialect, *, complete: bool) -> float:
    """Return how well the rows agree in width (0 to 1), times how much their cells look like values."""
    parsed = parse(text, dialect, limit=_ROWS_TRIED, keep_open=not complete)
    rows = parsed.rows
    if not rows:
        return 0.0
    widths = Counter(len(row) for row in rows)
    width, agreeing = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width == 1 or agreeing < widths[1]:
        return _ONE_COLUMN
    agreement = agreeing / (len(rows) + len(parsed.rejects))
    cells = [cell for row in rows if len(row) == width for cell in row]
    clean = sum(_cleanness(cell, dialect) for cell in cells) / len(cells)
    score = agreement**2 * (width - 1) / width * clean
    if dialect.delimiter == " ":
        return score * 0.6 if _is_plain_table(rows, width, agreement) else 0.0
    return score * 1.001 if dialect.wrapped or dialect.trims else score


def _cleanness(cell: str, dialect: Dialect) -> float:
    if not cell:
        return 1.0
    if cell[0] == " " and not dialect.trims:
        return 0.95
    if _CLEAN_TEXT.match(cell) or classify(cell):
        return 1.0
    stray = dialect.quote and cell.count(dialect.quote)
    escaped = '\\"' in cell or cell.endswith("\\")
    return 0.3 if stray or escaped else 0.6


def _is_plain_table(rows: Sequence[Sequence[str]], width: int, agreement: float) -> bool:
    """Return whether blanks separate cells: every row has as many, and some columns hold numbers or dates."""
    if width < 3 or agreement < 1 or len(rows) < 3:
        return False
    columns = list(zip(*rows[1:], strict=True))
    typed = sum(1 for column in columns if all(classify(cell) & _TYPED for cell in column))
    return typed >= max(1, width // 3)


# -- comments and header ---------------------------------------------------------------------------------


def _with_comments(
    text: str, dialect: Dialect, rows: Parsed, options: ImportOptions
) -> tuple[Dialect, Parsed]:
    if options.comment is not None or dialect.wrapped:
        return dialect, rows
    width = _modal_width(rows.rows)
    marked = [row for row in rows.rows if row[0].startswith("#")]
    if not marked or any(len(row) == width and width > 1 for row in marked):
        return dialect, rows
    if width == 1 and not rows.rows[0][0].startswith("# "):
        return dialect, rows
    commented = replace(dialect, comment="#")
    return commented, parse(text, commented, limit=_ROWS_TRIED)


def _modal_width(rows: Sequence[Sequence[str]]) -> int:
    """Return the width that most rows have; the wider one where two are as frequent."""
    if not rows:
        return 0
    return max(Counter(len(row) for row in rows).items(), key=lambda item: (item[1], item[0]))[0]


def with_header(dialect: Dialect, parsed: Parsed, options: ImportOptions) -> Detected:
    """Return the dialect with the header found among the first rows, the names, and the layout below."""
    rows, lines = parsed.rows, parsed.lines
    if options.skip_lines is not None or dialect.skip_lines:
        kept = [index for index, line in enumerate(lines) if line > dialect.skip_lines]
        rows, lines = [rows[index] for index in kept], [lines[index] for index in kept]
    if not rows:
        return Detected(replace(dialect, header_rows=0), (), ANY_WIDTH)
    width = _data_width(rows)
    above = 0 if options.skip_lines is not None else _rows_above(rows, width)
    header_rows = _header_rows(rows[above:], width, options)
    top = rows[above : above + header_rows]
    if header_rows > 1 and options.header_rows is None:
        above, header_rows, top = above + header_rows - 1, 1, top[-1:]
    if above:
        dialect = replace(dialect, skip_lines=lines[above] - 1)
    body = [row for row in rows[above + header_rows :] if len(row) == width]
    names, layout = _names_and_layout(top[-1] if top else None, body, width)
    return Detected(replace(dialect, header_rows=header_rows), tuple(names), layout)


def _data_width(rows: Sequence[Sequence[str]]) -> int:
    """Return the width of the data rows, which the header's need not be."""
    width = _modal_width(rows[1:]) if len(rows) > 2 else max(len(row) for row in rows)
    return width or len(rows[0])


def _rows_above(rows: Sequence[Sequence[str]], width: int) -> int:
    """Return how many rows stand above the header: titles, dates of export, rows that are nearly empty."""
    for index, row in enumerate(rows[:-1]):
        filled = sum(1 for cell in row if cell.strip())
        sparse = width >= 3 and filled <= width // 3 and _filled(rows[index + 1]) > filled
        if len(row) in {width, width + 1} and not sparse:
            return index
        if len(row) == width - 1 and len(rows[index + 1]) == width and not sparse and width > 2:
            return index
        if index > 20:
            break
    return 0


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _header_rows(rows: Sequence[Sequence[str]], width: int, options: ImportOptions) -> int:
    if options.header_rows is not None:
        return options.header_rows if options.header is not False else 0
    if options.header is not None:
        return int(options.header)
    if len(rows) == 1:
        return int(not any(classify(cell) for cell in rows[0]) and len(set(rows[0])) == len(rows[0]))
    kinds = _column_kinds([row for row in rows[1:] if len(row) == width], width)
    if not kinds:
        return int(_looks_like_names(rows))
    header = 0
    for row in rows[:4]:
        strange = sum(
            1 for column, kind in kinds.items() if column < len(row) and _is_strange(row[column], kind)
        )
        fitting = sum(1 for column, kind in kinds.items() if column < len(row) and _kind(row[column]) & kind)
        if strange <= fitting:
            break
        header += 1
        grouped = len({cell for cell in row if cell}) < len(row)
        if not grouped:
            break
    return header


_KINDS = (Fits.POINT, Fits.COMMA, Fits.DATE_SHAPE, Fits.BOOLEAN, Fits.CODE)
_ROWS_FOR_KINDS = 100


def _kind(cell: str) -> int:
    """Return which of number, date, truth word and digit string a cell is, as `Fits` flags."""
    flags = classify(cell)
    kind = flags & (Fits.POINT | Fits.COMMA | Fits.DATE_SHAPE | Fits.BOOLEAN)
    if flags & (Fits.POINT | Fits.COMMA):
        return kind | Fits.POINT | Fits.COMMA | Fits.CODE
    if flags & Fits.CODE and cell.strip().lstrip("+").isdigit():
        return kind | Fits.CODE
    return kind


def _column_kinds(rows: Sequence[Sequence[str]], width: int) -> dict[int, int]:
    """Return, for each column in which nearly all cells are of one kind, that kind."""
    kinds = {}
    for column in range(width):
        cells = [row[column] for row in rows[:_ROWS_FOR_KINDS]]
        found = Counter(_kind(cell) for cell in cells if cell.strip() and not classify(cell) & Fits.MISSING)
        filled = sum(found.values())
        common = 0
        for flag in _KINDS:
            count = sum(number for kind, number in found.items() if kind & flag)
            if filled and count >= 0.8 * filled:
                common |= flag
        if common:
            kinds[column] = common
    return kinds


def _is_strange(cell: str, kind: int) -> bool:
    return bool(cell.strip()) and not _kind(cell) & kind and not classify(cell) & Fits.MISSING


def _looks_like_names(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row of an all-text table names the columns: short, all different, not seen below."""
    first = [cell.strip() for cell in rows[0]]
    if any(not cell or len(cell) > 60 or "@" in cell or cell[0].isdigit() for cell in first):
        return False
    if len({cell.casefold() for cell in first}) < len(first) or (len(first) == 1 and " " in first[0]):
        return False
    return not any(
        row[column].strip() == cell
        for row in rows[1:]
        for column, cell in enumerate(first)
        if column < len(row)
    )


def _names_and_layout(
    header: Sequence[str] | None, body: Sequence[Sequence[str]], width: int
) -> tuple[list[str], Layout]:
    def always_empty(column: int) -> bool:
        return all(not row[column].strip() for row in body)

    names = [""] * width if header is None else list(header)
    while len(names) > width and not names[-1].strip():
        names.pop()
    if len(names) == width - 1 and body:
        # One name too few: a delimiter ends every row, or the row names of R come without a name.
        names = [*names, ""] if always_empty(width - 1) else ["", *names]
    if len(names) != width:
        width = len(names)
    kept = width
    while kept > 1 and not names[kept - 1].strip() and body and always_empty(kept - 1):
        kept -= 1
    return names[:kept], Layout(width, kept)
