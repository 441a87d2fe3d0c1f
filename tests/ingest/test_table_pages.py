"""Tables written page by page are what SQLite reads: every value, in every size, on pages of every size."""

from __future__ import annotations

import itertools
import math
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from admanager.ingest.table_pages import PageFile, TablePages
from admanager.ingest.table_records import cells_of

Row = tuple[int | None, float | None, str | None, int | None, str | None]
_TYPES = (pa.int64(), pa.float64(), pa.string(), pa.int64(), pa.string())
_TABLE = "CREATE TABLE {name} (id INTEGER PRIMARY KEY, a INTEGER, b REAL, c TEXT, d INTEGER, e TEXT) STRICT"

integers = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.builds(lambda bits, off, sign: sign * (2**bits + off), st.integers(0, 62), st.integers(-2, 2), st.sampled_from([1, -1])),
)  # fmt: skip
floats = st.none() | st.floats()
texts = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.builds(lambda letter, count: letter * count, st.sampled_from("aé用😀\0"), st.integers(50, 70)),
    st.builds(lambda letter, count: letter * count, st.sampled_from("b用"), st.sampled_from([500, 4095, 8185, 8186, 33_000, 70_000])),
)  # fmt: skip
rows = st.lists(st.tuples(integers, floats, texts, integers, texts), max_size=12)


def add(table: TablePages, first: int, content: Sequence[Row]) -> None:
    ids = np.arange(first, first + len(content), dtype=np.int64)
    columns = [
        pa.array(list(column), type_)
        for column, type_ in zip(zip(*content, strict=True), _TYPES, strict=True)
    ]
    table.add(ids, cells_of(ids, columns))


def stored(path: Path, name: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()
    finally:
        connection.close()


def as_sqlite_has_it(row: Row) -> Row:
    a, b, c, d, e = row
    return a, None if b is not None and math.isnan(b) else b, c, d, e


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(rows.filter(bool), max_size=4),
    st.integers(1, 2**40) | st.sampled_from([1, 127, 128, 16_383, 2**55]),
    st.sampled_from([512, 1024, 4096, 32_768, 65_536]),
)
@example([[(0, 0.0, "", 1, "x" * 100_000)]], 1, 512)
@example([[(None, None, None, None, None)]], 1, 512)
def test_every_value_is_read_back(tmp_path: Path, parts: list[list[Row]], first: int, page_size: int) -> None:
    path = tmp_path / "pages.db"
    file = PageFile(path, [_TABLE.format(name="one"), _TABLE.format(name="two")], page_size=page_size)
    one, two = TablePages(file, "one"), TablePages(file, "two")
    place = first
    for part in parts:
        add(one, place, part)
        add(two, place, part[:1])
        place += len(part)
    one.finish()
    two.finish()
    file.finish()
    expected = [as_sqlite_has_it(row) for part in parts for row in part]
    found = stored(path, "one")
    assert [row[0] for row in found] == list(range(first, place))
    assert [row[1:] for row in found] == expected
    assert [type(value) for row in found for value in row[1:]] == [
        type(value) for row in expected for value in row
    ]
    assert [row[1:] for row in stored(path, "two")] == [as_sqlite_has_it(part[0]) for part in parts]


@pytest.mark.parametrize(("page_size", "count"), [(512, 30_000), (32_768, 60_000)])
def test_many_rows_make_a_tree_that_finds_each_of_them_and_takes_more(
    tmp_path: Path, page_size: int, count: int
) -> None:
    path = tmp_path / "pages.db"
    content: list[Row] = [(row * 7, row / 8, f"row {row}", row % 2, None) for row in range(count)]
    file = PageFile(path, [_TABLE.format(name="one")], page_size=page_size)
    table = TablePages(file, "one")
    for start, end in itertools.pairwise([*range(0, count, 7001), count]):
        add(table, 1000 + start, content[start:end])
    table.finish()
    file.finish()
    assert [row[1:] for row in stored(path, "one")] == content
    connection = sqlite3.connect(path)
    for row in (0, 1, count // 2, count - 1):
        found = connection.execute("SELECT a, b, c, d, e FROM one WHERE id = ?", [1000 + row]).fetchone()
        assert found == content[row]
    connection.execute("DELETE FROM one WHERE id % 3 = 0")
    connection.execute("INSERT INTO one SELECT id + 1000000, a, b, c, d, e FROM one")
    connection.execute("CREATE INDEX by_a ON one (a)")
    connection.commit()
    connection.close()
    left = sum((1000 + row) % 3 != 0 for row in range(count))
    assert len(stored(path, "one")) == 2 * left


def test_the_page_that_sqlite_locks_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "pages.db"
    file = PageFile(path, [_TABLE.format(name="one")], page_size=65_536)
    # What lies between is a hole in the file, which takes no room on the disk.
    file._next_page = 2**30 // 65_536 - 1
    table = TablePages(file, "one")
    content: list[Row] = [(row, None, "x" * 40_000, None, None) for row in range(8)]
    add(table, 1, content)
    table.finish()
    file.finish()
    connection = sqlite3.connect(path)
    assert [row[1:] for row in connection.execute("SELECT * FROM one ORDER BY id")] == content
    problems = connection.execute("PRAGMA integrity_check(1000000)").fetchall()
    connection.close()
    lines = [line for (problem,) in problems for line in problem.splitlines() if not line.startswith("***")]
    assert lines
    assert all(line.endswith("is never used") for line in lines)
    with path.open("rb") as raw:
        raw.seek(2**30)
        assert raw.read(65_536) == bytes(65_536)
