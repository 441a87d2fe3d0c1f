"""Reading a sheet of a workbook: xlsx row by row through openpyxl, older and other ones through calamine.

Formulas give the values that the program which saved the file had computed. Formatting that swallows digits
is undone: a number shown as 00123 comes in as that text.
"""

from __future__ import annotations

import contextlib
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from admanager.ingest.options import ImportOptions
from admanager.ingest.readers import Block, Sample
from admanager.ingest.readers.cellwise import (
    ROWS_FOR_HEADER,
    Cells,
    Row,
    blocks_of,
    chosen_part,
    rows_below,
    sample_below_header,
    text_of,
)
from admanager.ingest.source import Kind, kind_of, refuse_bomb
from admanager.texts import AdManagerError, sentence

_MAX_PART_BYTES = 64 << 20
_MAX_OLD_BYTES = 256 << 20
_MAX_COLUMNS = 16_384
_PADDED_CODE = re.compile(r"0{2,20}\Z")


def sample(path: Path, options: ImportOptions, *, rows: int, whole: bool = False) -> Sample:
    """Return the first rows of the chosen sheet; of the first one that holds something, unless one is wished.

    Raises AdManagerError when the workbook is damaged, locked, or has no such sheet.
    """
    with _opened(path) as book:
        names = book.names()
        part = chosen_part(options, names, path.name) if options.part is not None else book.first_filled()
        wanted = max(rows, ROWS_FOR_HEADER)
        first: list[Row] = []
        complete = True
        for row in book.rows(part):
            if len(first) == wanted:
                complete = False
                break
            if any(row.cells):
                first.append(row)
    options = options.model_copy(update={"part": part})
    kind = kind_of(path)
    return sample_below_header(first, options, kind, names, complete=complete)


def blocks(path: Path, sample: Sample) -> Iterator[Block]:
    """Yield the rows of the sheet; empty ones at its end are not there for anybody and not counted."""
    part = sample.options.part or ""
    with _opened(path) as book:
        rows = rows_below(_without_end(book.rows(part)), sample.options)
        yield from blocks_of(rows, sample, book.size(part))


def _without_end(rows: Iterator[Row]) -> Iterator[Row]:
    empty: list[Row] = []
    for row in rows:
        if any(row.cells):
            yield from empty
            empty = []
            yield row
        else:
            empty.append(row)


class _Workbook:
    """An xlsx file, read row by row."""

    def __init__(self, path: Path) -> None:
        import openpyxl

        self._path = path
        refuse_bomb(path, most=_MAX_PART_BYTES)
        with _damage_told(path):
            self._book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)

    def names(self) -> list[str]:
        """Return the sheets' names, hidden ones last."""
        with _damage_told(self._path):
            sheets = list(self._book.worksheets)
        if not sheets:
            raise _no_sheet(self._path)
        return [sheet.title for sheet in sorted(sheets, key=lambda sheet: sheet.sheet_state != "visible")]

    def first_filled(self) -> str:
        """Return the first sheet with a filled cell, else the first."""
        names = self.names()
        return next((name for name in names if any(any(row.cells) for row in self.rows(name))), names[0])

    def size(self, part: str) -> int:
        """Return about how many rows a sheet has, as far as it says."""
        return self._book[part].max_row or 0

    def rows(self, part: str) -> Iterator[Row]:
        """Yield the rows of a sheet, without the empty cells at their ends."""
        sheet = self._book[part]
        with _damage_told(self._path):
            sheet.reset_dimensions()
            for line, cells in enumerate(sheet.iter_rows(), start=1):
                yield Row(line, _without_tail([_excel_text(cell) for cell in cells]))

    def close(self) -> None:
        """Close the file."""
        self._book.close()


class _OldWorkbook:
    """A workbook of another kind, read whole: these hold at most 65,536 rows, or are small."""

    def __init__(self, path: Path) -> None:
        import python_calamine

        self._path = path
        if path.stat().st_size > _MAX_OLD_BYTES:
            raise AdManagerError(
                sentence(
                    "{path} is too large for its kind; save it as an xlsx workbook or as CSV and import that.",
                    path=path.name,
                )
            )
        with _damage_told(path):
            self._book = python_calamine.load_workbook(str(path))

    def names(self) -> list[str]:
        """Return the sheets' names; charts that have a sheet of their own are none."""
        import python_calamine

        of_cells = python_calamine.SheetTypeEnum.WorkSheet
        names = [sheet.name for sheet in self._book.sheets_metadata if sheet.typ == of_cells]
        if not names:
            raise _no_sheet(self._path)
        return names

    def first_filled(self) -> str:
        """Return the first sheet with a filled cell, else the first."""
        names = self.names()
        return next((name for name in names if self.size(name)), names[0])

    def size(self, part: str) -> int:
        """Return how many rows a sheet has."""
        with _damage_told(self._path):
            return int(self._book.get_sheet_by_name(part).total_height)

    def rows(self, part: str) -> Iterator[Row]:
        """Yield the rows of a sheet, without the empty cells at their ends."""
        with _damage_told(self._path):
            sheet = self._book.get_sheet_by_name(part)
            values = sheet.to_python(skip_empty_area=False)
        for line, cells in enumerate(values, start=1):
            yield Row(line, _without_tail([text_of(value) for value in cells]))

    def close(self) -> None:
        """Close the file."""
        self._book.close()


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[_Workbook | _OldWorkbook]:
    book = _book(path)
    try:
        yield book
    finally:
        book.close()


def _book(path: Path) -> _Workbook | _OldWorkbook:
    if kind_of(path) is not Kind.XLSX:
        return _OldWorkbook(path)
    try:
        return _Workbook(path)
    except AdManagerError as error:
        if not error.details:
            raise  # refused, and not for what the reader of rows cannot make of it
        # Charts, styles and names that are not as they should be are in the way of one library and not of the other.
        with contextlib.suppress(AdManagerError):
            return _OldWorkbook(path)
        raise


@contextlib.contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    """Turn what a library raises on a damaged or hostile workbook, which may be anything, into one sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (AdManagerError, MemoryError, KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:
        if type(error).__name__ == "PasswordError" or "ncrypt" in str(error):
            raise AdManagerError(
                sentence("{path} is locked with a password; save it without one first.", path=path.name)
            ) from None
        if isinstance(error, Exception) or "Panic" in type(error).__name__:
            raise AdManagerError(
                sentence(
                    "{path} is damaged or no workbook; open it in a spreadsheet program and save it anew as xlsx or CSV.",
                    path=path.name,
                ),
                details=f"{type(error).__name__}: {error}",
            ) from error
        raise


def _no_sheet(path: Path) -> AdManagerError:
    return AdManagerError(sentence("{path} has no sheet with cells.", path=path.name))


def _excel_text(cell: Any) -> str | None:
    value = cell.value
    if value is None:
        return None
    if isinstance(value, str):
        return value or None
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and _PADDED_CODE.match(cell.number_format or "")
    ):
        return str(value).zfill(len(cell.number_format)) if value >= 0 else str(value)
    return text_of(value)


def _without_tail(cells: Cells) -> Cells:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[: min(end, _MAX_COLUMNS)]
