"""Reading a table of another SQLite file, without running anything that its author has put into it.

The file is opened by a child process, never by the one that holds the project: it cannot be written, its
triggers and views are not run, and functions that reach beyond it are not trusted.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from admanager.ingest.options import ImportOptions
from admanager.ingest.readers import Block, Sample
from admanager.ingest.readers.cellwise import Row, blocks_of, chosen_part, named_sample, text_of
from admanager.ingest.source import Kind
from admanager.project.changes import quote
from admanager.project.schema import APPLICATION_ID
from admanager.texts import AdManagerError, sentence

_ROWS_OF_SAMPLE = 256
_MAX_CELL_BYTES = 16 << 20
_ALLOWED = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_PRAGMA, sqlite3.SQLITE_FUNCTION}
)


def sample(path: Path, options: ImportOptions, *, rows: int, whole: bool = False) -> Sample:
    """Return the columns and the first rows of the chosen table; of the first one with rows, unless one is wished.

    Raises AdManagerError when the file is damaged, in use, a project of this program, or has no such table.
    """
    wanted = max(rows, _ROWS_OF_SAMPLE)
    with _opened(path) as connection:
        tables = _tables(connection)
        if not tables:
            raise AdManagerError(sentence("{path} has no table to import.", path=path.name))
        filled = [table for table in tables if next(_rows(connection, table), None) is not None]
        part = chosen_part(options, tables, path.name) if options.part is not None else (filled or tables)[0]
        names = [
            row[1] for row in connection.execute(f"PRAGMA main.table_xinfo({quote(part)})") if row[6] != 1
        ]
        first = [row for row, _ in zip(_rows(connection, part), range(wanted + 1), strict=False)]
    options = options.model_copy(update={"part": part})
    return named_sample(names, first[:wanted], options, Kind.SQLITE, tables, complete=len(first) <= wanted)


def blocks(path: Path, sample: Sample) -> Iterator[Block]:
    """Yield the rows of the table."""
    with _opened(path) as connection:
        part = sample.options.part or ""
        total = connection.execute(f"SELECT COUNT(*) FROM main.{quote(part)}").fetchone()[0]
        yield from blocks_of(_rows(connection, part), sample, total)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    _refuse_project(path)
    _refuse_in_use(path)
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.text_factory = _text
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_CELL_BYTES)
        connection.set_authorizer(_only_reading)
        yield connection
    except (sqlite3.Error, OverflowError) as error:
        raise AdManagerError(
            sentence(
                "The database {path} is damaged or locked with a password; get the file anew.", path=path.name
            ),
            details=str(error),
        ) from error
    finally:
        connection.close()


def _only_reading(action: int, first: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_PRAGMA and first not in {"table_list", "table_xinfo"}:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _text(value: bytes) -> str:
    return value.decode("utf-8", "admanager-mark")


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Return the real tables: a view or a virtual table would run what its author wrote."""
    real = {
        row[1]
        for row in connection.execute("PRAGMA main.table_list")
        if row[0] == "main" and row[2] == "table" and not row[1].startswith("sqlite_")
    }
    made = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
    return [name for (name,) in made if name in real]


def _rows(connection: sqlite3.Connection, part: str) -> Iterator[Row]:
    for line, values in enumerate(connection.execute(f"SELECT * FROM main.{quote(part)}"), start=1):
        yield Row(line, [text_of(value) for value in values])


def _refuse_project(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(72)
    if head[68:72] == APPLICATION_ID.to_bytes(4, "big"):
        raise AdManagerError(
            sentence(
                "{path} is a project of AdManager; open it, or export from it what you want to import.",
                path=path.name,
            )
        )


def _refuse_in_use(path: Path) -> None:
    for suffix in ("-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        if beside.exists() and os.path.getsize(beside):
            raise AdManagerError(
                sentence(
                    "{path} is in use by another program, or was not closed properly: {beside} lies beside it. Close that program, and import again.",
                    path=path.name,
                    beside=beside.name,
                )
            )
