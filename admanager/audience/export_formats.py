"""Files of people in three formats: CSV, an Excel workbook and Parquet. Which people, and what else it takes, is `export`.

No cell can run in a spreadsheet: in CSV a text that looks like a formula gets an apostrophe in front; in a workbook it is
a cell of text, which none evaluates. Numbers, dates and flags keep their types where the format has them.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from admanager.audience.people_workbook import WorkbookWriter
from admanager.jobs import Job
from admanager.privacy.person import readable
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

# What a spreadsheet takes for the start of a formula (OWASP ASVS 5.0, 1.2.10), and the line break before one.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00")

SHEET_ROWS = 1_048_576
_BLOCK_BYTES = 1 << 20
_ROW_GROUP = 10_000
SUFFIXES = (".csv", ".xlsx", ".parquet")


class PeopleWriter(Protocol):
    """Writes rows of stored values, in the order of its columns; the file is whole when the block ends."""

    def __enter__(self) -> PeopleWriter: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""


def writer_for(
    suffix: str, path: Path, columns: Sequence[Column], rows: int, zone: dt.tzinfo, job: Job
) -> PeopleWriter:
    """Return the writer for a file's ending; raise AdManagerError for another one, or too many rows for it.

    CSV and Parquet say of a time that it is UTC; a workbook, which cannot, has what the clocks of the zone show.
    What is left to be done when the last row is written asks `job` now and then whether it was cancelled.
    """
    match suffix.lower():
        case ".csv":
            return CsvWriter(path, columns, job)
        case ".xlsx":
            if rows >= SHEET_ROWS:
                raise AdManagerError(
                    sentence(
                        "A sheet holds {limit:,} rows, and the segment has {rows:,} people; export them as .csv or .parquet.",
                        limit=SHEET_ROWS - 1,
                        rows=rows,
                    )
                )
            return WorkbookWriter(path, columns, rows, zone)
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

    def __init__(self, path: Path, columns: Sequence[Column], job: Job) -> None:
        self._path, self._columns, self._job = path, columns, job
        self._ascii = True

    def __enter__(self) -> CsvWriter:
        self._file = self._path.open("w+b")
        self._append([[safe_cell(column.name) for column in self._columns]])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._file:
            if kind is None and not self._ascii:
                self._mark_encoding()

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        self._append(
            [_csv_cell(column, cell) for column, cell in zip(self._columns, row, strict=True)] for row in rows
        )

    def _append(self, rows: Iterable[Sequence[Any]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        self._ascii = self._ascii and text.getvalue().isascii()
        self._file.write(text.getvalue().encode("utf-8"))

    def _mark_encoding(self) -> None:
        """Move all that was written by three bytes, the last block first, and put the mark in front."""
        end = self._file.tell()
        while end > 0:
            self._job.check_cancelled()
            start = max(0, end - _BLOCK_BYTES)
            self._file.seek(start)
            block = self._file.read(end - start)
            self._file.seek(start + len(codecs.BOM_UTF8))
            self._file.write(block)
            end = start
        self._file.seek(0)
        self._file.write(codecs.BOM_UTF8)


def _csv_cell(column: Column, stored: Any) -> Any:
    cell = readable(column, stored)
    if isinstance(cell, str):
        return safe_cell(cell)
    return str(cell).lower() if isinstance(cell, bool) else cell


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
        if len(self._waiting) >= _ROW_GROUP:
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
