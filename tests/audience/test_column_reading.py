"""Columns that a child process reads are those that the rows hold."""

from __future__ import annotations

import numpy as np
import pytest

from admanager.audience import column_reading
from admanager.audience.column_data import ColumnData
from admanager.audience.column_reading import read_columns, send_columns
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import Cancelled, sentence
from tests.audience.conftest import fill_table

COLUMNS = (
    Column("late", "integer", "number"),
    Column("none", "real", "number"),
    Column("big", "integer", "number"),
    Column("spend", "real", "number"),
    Column("城 市", "text", "category"),
    Column("empty", "text", "category"),
    Column("flag", "boolean", "flag"),
)
ROWS = 1_000


@pytest.fixture
def crowd(project: ProjectFile) -> ProjectFile:
    rows = [
        (
            None if n < 700 else n - 800,
            None,
            2**53 - n,
            None if n % 7 == 0 else n / 3,
            None if n % 5 == 0 else ("北京", "", "a'b", "x" * n)[n % 4],
            None,
            n % 2,
        )
        for n in range(ROWS)
    ]
    fill_table(project, COLUMNS, rows)
    with project.change(sentence("Remove")) as change:
        for row in (1, 17, 18, 500):
            change.delete("profiles", row)
    return project


def same(one: ColumnData, other: ColumnData) -> bool:
    known = (one.known is None) == (other.known is None)
    return (
        known
        and one.dictionary == other.dictionary
        and one.values.dtype == other.values.dtype
        and np.array_equal(one.values, other.values)
        and (one.known is None or np.array_equal(one.known, other.known))
    )


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_reading, "CHILD_ROWS", 64)
    monkeypatch.setattr(column_reading, "MANY_CELLS", 1)


def run_here(function: object, *args: object, job: Job) -> object:
    return send_columns(*args, job=job)  # type: ignore[arg-type]


@pytest.mark.usefixtures("in_parts")
def test_parts_put_together_are_the_rows(crowd: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ROWS - 4
    here = column_reading._read_here(crowd.read(), "profiles", COLUMNS, rows, Job())
    monkeypatch.setattr(column_reading, "run_in_child", run_here)
    ids, found = read_columns(crowd.read(), "profiles", COLUMNS, rows, Job())
    assert np.array_equal(ids, here[0])
    assert all(same(found[column.name], here[1][column.name]) for column in COLUMNS)


@pytest.mark.usefixtures("in_parts")
def test_the_rows_read_so_far_are_the_first_of_all(
    crowd: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(column_reading, "run_in_child", run_here)
    shown: list[tuple[int, list[list[object]]]] = []

    def sofar(rows: int, columns: dict[str, ColumnData]) -> None:
        shown.append((rows, [cells(columns[column.name], rows) for column in COLUMNS]))

    _, found = read_columns(crowd.read(), "profiles", COLUMNS, ROWS - 4, Job(), sofar)
    assert [rows for rows, _ in shown] == [*range(64, ROWS - 4, 64), ROWS - 4]
    for rows, columns in shown:
        assert columns == [cells(found[column.name], rows) for column in COLUMNS]


def cells(data: ColumnData, rows: int) -> list[object]:
    values = data.values[:rows].tolist()
    if data.known is not None:
        known = np.unpackbits(data.known.view(np.uint8), count=rows, bitorder="little").tolist()
    else:
        known = [1] * rows
    if data.column.is_text:
        return [data.dictionary[value] if there else None for value, there in zip(values, known, strict=True)]
    return [value if there else None for value, there in zip(values, known, strict=True)]


@pytest.mark.usefixtures("in_parts")
def test_a_real_child_reads_the_same(crowd: ProjectFile) -> None:
    rows = ROWS - 4
    found = column_reading._read_by_child(crowd.path, "profiles", COLUMNS, rows, Job())
    here = column_reading._read_here(crowd.read(), "profiles", COLUMNS, rows, Job())
    assert found is not None
    assert np.array_equal(found[0], here[0])
    assert all(same(found[1][column.name], here[1][column.name]) for column in COLUMNS)


@pytest.mark.usefixtures("in_parts")
def test_cells_of_another_type_are_read_without_the_child(crowd: ProjectFile) -> None:
    with crowd.change(sentence("Spoil"), undoable=False) as change:
        change.connection.execute("UPDATE profiles SET late = 1.5 WHERE _id > 900")
    rows = ROWS - 4
    assert not send_columns(crowd.path, "profiles", COLUMNS, rows, job=Job())
    _, found = read_columns(crowd.read(), "profiles", COLUMNS[1:4], rows, Job())
    assert found["big"].values[0] == 2**53 - 1


@pytest.mark.usefixtures("in_parts")
def test_a_reading_that_is_cancelled_ends(crowd: ProjectFile) -> None:
    class Impatient(Job):
        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_columns(crowd.read(), "profiles", COLUMNS, ROWS - 4, Impatient())
