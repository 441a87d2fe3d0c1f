"""Columns kept in the file: read back as they were, and never when the table has changed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from admanager.audience import column_cache, columns
from admanager.audience.columns import ColumnStore
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import sentence
from tests.audience.conftest import PEOPLE, ROWS, fill_table

RULES = (
    "age >= 30",
    "job in ('admin.', 'services') or balance is missing",
    "joined <= '2024-03-01' and not (member = true)",
    "seen = '2024-03-02' or `emp.var.rate` < 0",
    "job contains 'ÜBER'",
)


@pytest.fixture(autouse=True)
def keep_small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_cache, "MIN_ROWS", 1)
    monkeypatch.setattr(column_cache, "PART_BYTES", 32)


@pytest.fixture
def crowd(project: ProjectFile) -> ProjectFile:
    fill_table(project, PEOPLE, [(f"{row[0]}{n}", *row[1:]) for n in range(60) for row in ROWS])
    return project


def answers(store: ColumnStore) -> list[Any]:
    return [store.members(rule).tolist() for rule in RULES] + [store.total()]


def test_counts_after_opening_come_from_what_was_kept(
    crowd: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = answers(ColumnStore(crowd))

    def never(*_: object) -> None:
        raise AssertionError("the rows were read")

    monkeypatch.setattr(columns, "read_columns", never)
    monkeypatch.setattr(columns.tables, "row_count", never)
    assert answers(ColumnStore(crowd)) == expected
    assert ColumnStore(crowd).column("age").known_flags.sum() == 240


def test_a_change_makes_the_kept_columns_worthless(crowd: ProjectFile) -> None:
    before = ColumnStore(crowd).members("age >= 30").tolist()
    with crowd.change(sentence("Edit")) as change:
        change.update("profiles", 1, {"age": 99})
    assert ColumnStore(crowd).members("age >= 30").tolist() == sorted([1, *before])
    stamps = crowd.read().execute("SELECT DISTINCT stamp FROM column_cache").fetchall()
    assert stamps == [(crowd.table_stamp("profiles"),)]


def test_columns_are_at_hand_until_the_table_changes(crowd: ProjectFile) -> None:
    assert not ColumnStore(crowd).at_hand(["age"])
    ColumnStore(crowd).load(["age", "job"])
    assert ColumnStore(crowd).at_hand(["age", "job"])
    assert not ColumnStore(crowd).at_hand(["age", "balance"])
    with crowd.change(sentence("Edit")) as change:
        change.update("profiles", 1, {"age": 99})
    assert not ColumnStore(crowd).at_hand(["age"])


def test_ids_with_gaps_are_kept(crowd: ProjectFile) -> None:
    with crowd.change(sentence("Remove")) as change:
        change.delete("profiles", 7)
    expected = answers(ColumnStore(crowd))
    assert answers(ColumnStore(crowd)) == expected
    assert 7 not in ColumnStore(crowd).ids()


def test_keys_and_long_lists_of_texts_are_not_kept(
    crowd: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(column_cache, "MAX_TEXTS", 2)
    ColumnStore(crowd).load(["id", "job", "housing", "age"])
    kept = {row[0] for row in crowd.read().execute("SELECT DISTINCT column_name FROM column_cache")}
    assert kept == {"i", "vhousing", "khousing", "thousing", "vage", "kage"}


def test_a_damaged_or_other_piece_is_read_from_the_rows(crowd: ProjectFile) -> None:
    expected = answers(ColumnStore(crowd))
    with crowd.change(sentence("Damage"), undoable=False) as change:
        change.connection.execute("DELETE FROM column_cache WHERE column_name = 'vage' AND part = 1")
        change.connection.execute("DELETE FROM column_cache WHERE column_name = 'tjob'")
        change.connection.execute("DELETE FROM column_cache WHERE column_name = 'kbalance'")
    assert answers(ColumnStore(crowd)) == expected


def test_counting_goes_on_where_the_file_cannot_be_written(crowd: ProjectFile) -> None:
    with ProjectFile.open(crowd.path) as other, other.change(sentence("Hold"), undoable=False):
        assert ColumnStore(crowd).count("age >= 30") == 180
    with crowd.change(sentence("Within"), undoable=False):
        assert ColumnStore(crowd).count("age >= 30") == 180
    assert crowd.read().execute("SELECT COUNT(*) FROM column_cache").fetchone()[0] == 0
    assert crowd.read().execute("PRAGMA busy_timeout").fetchone()[0] == 5000


def test_every_type_comes_back_as_it_was(project: ProjectFile) -> None:
    kinds = ("integer", "real", "text", "date", "datetime", "boolean")
    described = [Column(kind, kind, "number") for kind in kinds]
    fill_table(
        project, described, [(2**40, -0.5, "名", 86_400, 1, 1), (None,) * 6, (-1, 1e300, "b", 0, 0, 0)] * 50
    )
    first, second = ColumnStore(project), ColumnStore(project)
    for kind in kinds:
        fresh, kept = first.column(kind), second.column(kind)
        assert np.array_equal(fresh.values, kept.values)
        assert fresh.values.dtype == kept.values.dtype
        assert np.array_equal(fresh.known_flags, kept.known_flags)
        assert fresh.dictionary == kept.dictionary
