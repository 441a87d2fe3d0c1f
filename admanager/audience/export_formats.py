"""Files of people in three formats: CSV, an Excel workbook and Parquet. Which people, and what else it takes, is `export`.

No cell can run in a spreadsheet: in CSV a text that looks like a formula gets an apostrophe in front; in a workbook it is
a cell of text, which none evaluates. Numbers, dates and flags keep their types where the format has them.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import math
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from admanager.privacy.person import readable
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

# What a spreadsheet takes for the start of a formula (OWASP ASVS 5.0, 1.2.10), and the line break before one.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00")

SHEET_ROWS = 1_048_576
# Excel keeps 15 digits of a number; a longer whole number stays whole as text.
_MAX_WHOLE = 10**15
_FIRST_DAY = -2_208_988_800  # 1900-01-01, before which a workbook has no dates
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SUFFIXES = (".csv", ".xlsx", ".parquet")


class PeopleWriter(Protocol):
    """Writes rows of stored values, in the order of its columns; the file is whole when the block ends."""

    def __enter__(self) -> PeopleWriter: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""


def writer_for(suffix: str, path: Path, columns: Sequence[Column], rows: int) -> PeopleWriter:
    """Return the writer for a file's ending; raise AdManagerError for another one, or too many rows for it."""
    match suffix.lower():
        case ".csv":
            return CsvWriter(path, columns)
        case ".xlsx":
            if rows >= SHEET_ROWS:
                raise AdManagerError(
                    sentence(
                        "A sheet holds {limit:,} rows, and the segment has {rows:,} people; export them as .csv or .parquet.",
                        limit=SHEET_ROWS - 1,
                        rows=rows,
                    )
                )
            return WorkbookWriter(path, columns)
        case ".parquet":
            return ParquetWriter(path, columns)
        case _:
            raise AdManagerError(
                sentence(
                    "People are exported as {endings}; choose one of these endings.",
                    endings=", ".join(SUFFIXES),
                )
            )


# -- CSV -----------------------------------------------------------------------------------------------------


def safe_cell(text: str) -> str:
    """Return the text so that a spreadsheet shows it and does not run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


class CsvWriter:
    """UTF-8, comma, CRLF; a byte order mark where not all is ASCII, since spreadsheets guess wrong without it."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._path, self._columns = path, columns

    def __enter__(self) -> CsvWriter:
        self._file = self._path.open("w+b")
        self._append([[safe_cell(column.name) for column in self._columns]])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if kind is None:
            _mark_encoding(self._path)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        self._append(
            [_csv_cell(column, cell) for column, cell in zip(self._columns, row, strict=True)] for row in rows
        )

    def _append(self, rows: Iterable[Sequence[Any]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        self._file.write(text.getvalue().encode("utf-8"))


def _csv_cell(column: Column, stored: Any) -> Any:
    cell = readable(column, stored)
    if isinstance(cell, str):
        return safe_cell(cell)
    return str(cell).lower() if isinstance(cell, bool) else cell


def _mark_encoding(path: Path) -> None:
    with path.open("rb") as file:
        if all(block.isascii() for block in iter(lambda: file.read(1 << 20), b"")):
            return
        file.seek(0)
        marked = path.with_name(f"{path.name}.marked")
        try:
            with marked.open("wb") as target:
                target.write(codecs.BOM_UTF8)
                shutil.copyfileobj(file, target)
            os.replace(marked, path)
        finally:
            marked.unlink(missing_ok=True)


# -- Excel ---------------------------------------------------------------------------------------------------


class WorkbookWriter:
    """One sheet with typed cells, written as it comes so that memory does not grow with the people."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._path, self._columns = path, columns

    def __enter__(self) -> WorkbookWriter:
        from openpyxl import Workbook

        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("People")
        self._sheet.freeze_panes = "A2"
        self._sheet.append([self._text(column.name) for column in self._columns])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Saving is also what removes the sheet's temporary file.
        with self._path.open("wb") as file:
            self._book.save(file)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        for row in rows:
            self._sheet.append(
                [self._cell(column, cell) for column, cell in zip(self._columns, row, strict=True)]
            )

    def _cell(self, column: Column, stored: Any) -> Any:
        if stored is None:
            return None
        if column.type in {"date", "datetime"}:
            return self._moment(column, stored)
        if column.type == "boolean":
            return bool(stored)
        if isinstance(stored, str):
            return self._text(stored)
        if isinstance(stored, int):
            return stored if abs(stored) < _MAX_WHOLE else self._text(str(stored))
        return stored if math.isfinite(stored) else self._text(str(stored))

    def _moment(self, column: Column, stored: int) -> Any:
        from openpyxl.cell import WriteOnlyCell

        shown = readable(column, stored)
        if stored < _FIRST_DAY:
            return self._text(shown)
        moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=stored)
        cell = WriteOnlyCell(self._sheet, value=moment)
        cell.number_format = "yyyy-mm-dd" if column.type == "date" else "yyyy-mm-dd hh:mm:ss"
        return cell

    def _text(self, text: str) -> Any:
        from openpyxl.cell import WriteOnlyCell

        # Given as a value, a text with an equals sign in front would become a formula.
        cell = WriteOnlyCell(self._sheet, value="")
        cell._value = _NOT_IN_XML.sub("\ufffd", text)[:32_767]
        cell.data_type = "s"
        return cell


# -- Parquet -------------------------------------------------------------------------------------------------


class ParquetWriter:
    """Typed columns, a row group for each block of rows."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._path, self._columns = path, columns

    def __enter__(self) -> ParquetWriter:
        import pyarrow as pa
        import pyarrow.parquet as pq

        kinds = {
            "integer": pa.int64(),
            "real": pa.float64(),
            "text": pa.string(),
            "date": pa.date32(),
            "datetime": pa.timestamp("ms", tz="UTC"),
            "boolean": pa.bool_(),
        }
        self._schema = pa.schema([(column.name, kinds[column.type]) for column in self._columns])
        self._file = pq.ParquetWriter(self._path, self._schema)
        self._waiting: list[Sequence[Any]] = []
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._file.close()

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        self._waiting.extend(rows)
        if len(self._waiting) >= 50_000:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        cells = zip(*self._waiting, strict=True) if self._waiting else ([] for _ in self._columns)
        arrays = [
            pa.array([_parquet_cell(column, cell) for cell in stored], type=field.type)
            for column, stored, field in zip(self._columns, cells, self._schema, strict=True)
        ]
        self._file.write_table(pa.table(arrays, schema=self._schema))
        self._waiting = []


def _parquet_cell(column: Column, stored: Any) -> Any:
    if stored is None:
        return None
    match column.type:
        case "date":
            return stored // 86_400
        case "datetime":
            return stored * 1000
        case "boolean":
            return bool(stored)
        case "real":
            return float(stored)
        case _:
            return stored
