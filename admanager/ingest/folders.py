"""Which files of a folder are data: those of the kinds that can be read, in the order of their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import TypeVar

from admanager.texts import AdManagerError, sentence

T = TypeVar("T")
DATA_SUFFIXES = frozenset({
    ".csv", ".tsv", ".tab", ".txt", ".psv", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods",
    ".parquet", ".pq", ".db", ".sqlite", ".sqlite3",
})  # fmt: skip
_PACKED = frozenset({".gz", ".zip"})
_NUMBER = re.compile(r"(\d+)")


def expanded(paths: Iterable[Path]) -> list[Path]:
    """Return the files, with the data files of a folder in its place; folders within it are not looked into.

    Raises AdManagerError for a path that is not there, and a folder without data files.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += data_files(path)
        elif path.exists():
            found.append(path)
        else:
            raise AdManagerError(sentence("There is no file at {path}.", path=str(path)))
    return found


def data_files(folder: Path) -> list[Path]:
    """Return the data files of a folder, `part-2` before `part-10`; hidden ones and those with other names are not.

    Raises AdManagerError when there is none.
    """
    files = [path for path in folder.iterdir() if path.is_file() and is_data(path.name)]
    if not files:
        raise AdManagerError(
            sentence(
                "{path} holds no file that can be imported, such as CSV, JSON, Excel or Parquet.",
                path=str(folder),
            )
        )
    return in_order(files, lambda path: path.name)


def is_data(name: str) -> bool:
    """Return whether a file of this name is taken for data."""
    if name.startswith((".", "~$")):
        return False
    suffix = PurePath(name).suffix.lower()
    return suffix in DATA_SUFFIXES or suffix in _PACKED


def in_order(files: Iterable[T], name_of: Callable[[T], str]) -> list[T]:
    """Return files in the order of their names, in which numbers count as numbers."""
    return sorted(files, key=lambda file: _natural(name_of(file)))


def _natural(name: str) -> list[tuple[int, int, str]]:
    parts = _NUMBER.split(name.casefold())
    return [(int(part.isdigit()), int(part) if part.isdigit() else 0, part) for part in parts]
