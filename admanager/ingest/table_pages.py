"""Writing the tables of a new SQLite file page by page, several times faster than row by row through SQLite.

SQLite makes the file with its empty tables. Leaf pages are then appended as rows come, and the pages above them, the
tables' roots and the count of pages are written at the end: until then the file has no rows. The format is that of
https://www.sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import itertools
import sqlite3
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from admanager.ingest.table_records import Bytes, Cells, Integers

PAGE_SIZE = 1 << 15
_LEAF, _INTERIOR = 13, 5
_LEAF_HEADER, _INTERIOR_HEADER = 8, 12
_POINTER, _NEXT_PAGE = 2, 4
_WIDEST_CHILD = 4 + 9 + _POINTER
_LOCKED_BYTE = 1 << 30
"""The page with this byte is one that SQLite never uses."""
_RESERVED, _PAGE_COUNT = 20, 28
"""Where the file's header says how much of each page is not used, and how many pages there are."""


class PageFile:
    """A new SQLite file with empty tables, which pages are appended to."""

    def __init__(self, path: Path, tables: Iterable[str], *, page_size: int = PAGE_SIZE) -> None:
        """Make the file with the tables that the statements describe."""
        self.page_size = page_size
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path.absolute().as_uri(), uri=True, isolation_level=None)
        try:
            for pragma in (
                f"page_size = {page_size}",
                "auto_vacuum = NONE",
                "journal_mode = OFF",
                "synchronous = OFF",
            ):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN")
            for table in tables:
                connection.execute(table)
            connection.execute("COMMIT")
            self._roots: dict[str, int] = dict(
                connection.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'").fetchall()
            )
            self._next_page = int(connection.execute("PRAGMA page_count").fetchone()[0]) + 1
        finally:
            connection.close()
        self._file = path.open("r+b", buffering=0)
        self._file.seek(_RESERVED)
        self.usable = page_size - self._file.read(1)[0]

    def root_of(self, table: str) -> int:
        """Return the number of a table's first page."""
        return self._roots[table]

    def append(self, content: bytes | bytearray) -> int:
        """Write one more page and return its number."""
        if (self._next_page - 1) * self.page_size == _LOCKED_BYTE:
            self._next_page += 1
        number = self._next_page
        self.write(number, content)
        self._next_page += 1
        return number

    def write(self, number: int, content: bytes | bytearray) -> None:
        """Write one page."""
        self._file.seek((number - 1) * self.page_size)
        left = memoryview(content)
        while left:
            left = left[self._file.write(left) :]

    def finish(self) -> None:
        """Write how many pages there are, and close the file."""
        self._file.seek(_PAGE_COUNT)
        self._file.write(struct.pack(">I", self._next_page - 1))
        self._file.close()

    def close(self) -> None:
        """Close the file as it is."""
        self._file.close()


class TablePages:
    """One table of such a file: takes cells in the order of their ids, and packs them into pages."""

    def __init__(self, file: PageFile, table: str) -> None:
        self._file = file
        self._root = file.root_of(table)
        self._leaves: list[tuple[int, int]] = []
        self._first: tuple[bytearray, int] | None = None

    def add(self, ids: Integers, cells: Cells) -> None:
        """Append rows; their ids ascend, and are above those that are there."""
        cells = self._with_overflow(cells)
        # A page takes as many cells as fit with a pointer to each.
        ends = cells.edges[1:] + _POINTER * np.arange(1, len(ids) + 1)
        room = self._file.usable - _LEAF_HEADER
        start = filled = 0
        while start < len(ids):
            stop = int(np.searchsorted(ends, filled + room, side="right"))
            self._add_leaf(cells.data, cells.edges[start : stop + 1], int(ids[stop - 1]))
            start, filled = stop, int(ends[stop - 1])

    def _add_leaf(self, data: Bytes, edges: Integers, last: int) -> None:
        begin = self._file.usable - int(edges[-1] - edges[0])
        pointers = (edges[:-1] - edges[0] + begin).astype(">u2").tobytes()
        page = bytearray(self._file.page_size)
        struct.pack_into(">BHHHB", page, 0, _LEAF, 0, len(edges) - 1, begin, 0)
        page[_LEAF_HEADER : _LEAF_HEADER + len(pointers)] = pointers
        page[begin : self._file.usable] = data[edges[0] : edges[-1]].tobytes()
        if self._first is None:
            # It may be the only one, which is the table's root then.
            self._first = page, last
            return
        if not self._leaves:
            self._leaves.append((self._file.append(self._first[0]), self._first[1]))
        self._leaves.append((self._file.append(page), last))

    def _with_overflow(self, cells: Cells) -> Cells:
        """Return the cells with what is too long for a page moved to pages of its own."""
        most = self._file.usable - 35
        records = np.diff(cells.edges) - cells.prefixes
        if records.max() <= most:
            return cells
        parts = []
        for start, end, prefix in zip(cells.edges[:-1], cells.edges[1:], cells.prefixes, strict=True):
            cell = cells.data[start:end].tobytes()
            if end - start - prefix > most:
                kept = int(prefix) + self._kept(int(end - start - prefix), most)
                cell = cell[:kept] + struct.pack(">I", self._add_overflow(cell[kept:]))
            parts.append(cell)
        edges = np.cumsum([0, *map(len, parts)])
        return Cells(np.frombuffer(b"".join(parts), np.uint8), edges, cells.prefixes)

    def _kept(self, size: int, most: int) -> int:
        """Return how many bytes of a long record stay in its cell: those that would fill no page, if there is room."""
        usable = self._file.usable
        least = (usable - 12) * 32 // 255 - 23
        kept = least + (size - least) % (usable - _NEXT_PAGE)
        return kept if kept <= most else least

    def _add_overflow(self, rest: bytes) -> int:
        """Write the rest of a record, last part first, since each page names the next one; return the first's number."""
        room = self._file.usable - _NEXT_PAGE
        following = 0
        for start in reversed(range(0, len(rest), room)):
            page = struct.pack(">I", following) + rest[start : start + room]
            following = self._file.append(page.ljust(self._file.page_size, b"\x00"))
        return following

    def finish(self) -> None:
        """Write the table's root, and what lies between it and the leaves."""
        if self._first is None:
            return
        if not self._leaves:
            self._file.write(self._root, self._first[0])
            return
        level, most = self._leaves, (self._file.usable - _INTERIOR_HEADER) // _WIDEST_CHILD
        while len(level) > most:
            level = [
                (self._file.append(self._interior(part)), part[-1][1]) for part in _shared_out(level, most)
            ]
        self._file.write(self._root, self._interior(level))

    def _interior(self, children: Sequence[tuple[int, int]]) -> bytearray:
        """Return a page that leads to others, of which each but the last comes with the highest id that it holds."""
        page = bytearray(self._file.page_size)
        begin = self._file.usable
        for place, (number, last) in enumerate(children[:-1]):
            cell = struct.pack(">I", number) + _varint(last)
            begin -= len(cell)
            page[begin : begin + len(cell)] = cell
            struct.pack_into(">H", page, _INTERIOR_HEADER + _POINTER * place, begin)
        struct.pack_into(">BHHHBI", page, 0, _INTERIOR, 0, len(children) - 1, begin, 0, children[-1][0])
        return page


def _shared_out(children: Sequence[tuple[int, int]], most: int) -> list[Sequence[tuple[int, int]]]:
    """Return the children in parts of nearly one size, none above `most`."""
    parts = -(-len(children) // most)
    bounds = [len(children) * part // parts for part in range(parts + 1)]
    return [children[start:end] for start, end in itertools.pairwise(bounds)]


def _varint(number: int) -> bytes:
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))
