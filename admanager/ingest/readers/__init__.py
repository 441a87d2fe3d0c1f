"""The formats that can be read, one module each, behind one interface.

A reader module has the two functions of `Reader`. `reader_for` picks the module for a file; adding a
format means adding a module and naming it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from admanager.ingest.options import ImportOptions
from admanager.ingest.rejects import Reject
from admanager.ingest.source import Kind, kind_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa


@dataclass(frozen=True)
class Sample:
    """The beginning of a source: how it is written, its columns, and its first rows as texts.

    `options` are those asked for with everything about reading settled. `rows` hold the cells' texts,
    `lines` the line that each starts on. `width` is the number of fields of a row in the file, which may
    end in empty ones beyond the columns. `complete` says that the sample is the whole source,
    `encoding_certain` that its bytes could tell the encoding. `kind` is the kind of the source; `parts` are
    the sheets, tables or lists that it holds, of which `options.part` is read.
    """

    options: ImportOptions
    names: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]
    rejects: list[Reject]
    blank: int
    width: int
    complete: bool
    encoding_certain: bool = True
    kind: Kind = Kind.TEXT
    parts: tuple[str, ...] = ()


class MoreColumns(Exception):
    """The source has columns that its beginning does not show."""


@dataclass
class Block:
    """A part of a source: its columns as Arrow arrays of strings (null where a cell is empty).

    `lines` holds the line on which each row starts. `blank` and `comments` count lines that hold no row;
    `done` is how far reading has come, of `total` (0: in bytes of the file on disk), and `read` how many
    bytes of text were looked at for this block.
    """

    columns: list[pa.Array]
    lines: npt.NDArray[np.int64]
    rejects: list[Reject] = field(default_factory=list)
    blank: int = 0
    comments: int = 0
    done: int = 0
    total: int = 0
    read: int = 0

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.lines)


class Reader(Protocol):
    """What the module of a format offers."""

    def sample(self, path: Path, options: ImportOptions, *, rows: int, whole: bool = False) -> Sample:
        """Return the beginning of the source, with how it is read settled.

        `whole` looks for columns in all of it, where rows may have columns of their own.
        """

    def blocks(self, path: Path, sample: Sample) -> Iterator[Block]:
        """Yield all rows of the source that `sample` is the beginning of.

        Raises MoreColumns where the source has columns that the sample lacks.
        """


def reader_for(path: Path) -> Reader:
    """Return the reader of a file's format; delimited text is what everything else is taken for.

    Raises AdManagerError when the file is missing, or of a kind that is not read.
    """
    kind = kind_of(path)
    if kind is Kind.JSON:
        from admanager.ingest.readers import objects

        return objects
    if kind is Kind.XLSX or kind is Kind.OLD_WORKBOOK:
        from admanager.ingest.readers import workbook

        return workbook
    if kind is Kind.PARQUET:
        from admanager.ingest.readers import parquet

        return parquet
    if kind is Kind.SQLITE:
        from admanager.ingest.readers import database

        return database
    from admanager.ingest.readers import delimited

    return delimited
