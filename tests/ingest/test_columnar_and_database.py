"""Parquet files, and tables of other SQLite files."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from admanager.ingest.load import dry_run, import_file
from admanager.ingest.options import ImportOptions
from admanager.ingest.plan import propose
from admanager.ingest.preview import preview, preview_here
from admanager.ingest.readers import database
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError

# -- Parquet ---------------------------------------------------------------------------------------------


def parquet(tmp_path: Path, table: pa.Table, **options: object) -> Path:
    path = tmp_path / "data.parquet"
    pq.write_table(table, path, **options)
    return path


def test_parquet_values_come_out_as_they_are(tmp_path: Path) -> None:
    moment = dt.datetime(2024, 1, 1, 12, 30, 5, 999)
    table = pa.table(
        {
            "id": pa.array([9007199254740993, 2], pa.int64()),
            "person": [{"name": "Ann", "home": {"city": "Ulm"}}, None],
            "tags": [["a", "b"], []],
            "at": pa.array([moment, None], pa.timestamp("us", "Asia/Shanghai")),
            "local": pa.array([moment, None], pa.timestamp("ms")),
            "day": [dt.date(1969, 12, 31), None],
            "share": [0.1, None],
            "level": pa.array(["x", "y"]).dictionary_encode(),
            "code": ["007", ""],
            "ok": [True, False],
        }
    )
    found = preview(parquet(tmp_path, table))
    assert found.header == [
        "id", "person.name", "person.home.city", "tags", "at", "local", "day", "share", "level", "code", "ok",
    ]  # fmt: skip
    assert found.rows == [
        ["9007199254740993", "Ann", "Ulm", "a; b", "2024-01-01 12:30:05Z", "2024-01-01 12:30:05", "1969-12-31", "0.1",
         "x", "007", "true"],
        ["2", None, None, None, None, None, None, None, "y", None, "false"],
    ]  # fmt: skip
    assert found.columns[0].type == "text"


@pytest.mark.usefixtures("in_process")
def test_parquet_is_read_by_row_groups_with_the_right_counts(tmp_path: Path, project: ProjectFile) -> None:
    count = 70_000
    ids = list(range(count))
    table = pa.table({"id": ids, "note": [None if n % 1000 else "x" for n in ids]})
    result = import_file(project, parquet(tmp_path, table, row_group_size=5000))
    assert (result.rows_read, result.rows_imported, result.kind) == (count, count, "parquet")
    assert [column.missing for column in result.columns] == [0, count - 70]
    assert project.read().execute("SELECT SUM(id) FROM profiles").fetchone()[0] == sum(ids)


@pytest.mark.usefixtures("in_process")
def test_rows_of_nothing_are_counted_as_blank(tmp_path: Path, project: ProjectFile) -> None:
    result = import_file(project, parquet(tmp_path, pa.table({"a": [1, None, 3], "b": [None, None, "x"]})))
    assert (result.rows_imported, result.rows_blank) == (2, 1)


def test_a_cut_parquet_file_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path, pa.table({"id": [1]}))
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(AdManagerError, match=r"data\.parquet is damaged or cut off"):
        preview(path)


# -- SQLite ----------------------------------------------------------------------------------------------


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    connection = sqlite3.connect(path)
    connection.executescript(
        """
        CREATE TABLE empty (x);
        CREATE TABLE people (id INTEGER PRIMARY KEY, "full name" TEXT, spent REAL, code TEXT, extra BLOB);
        CREATE TABLE orders (id INTEGER, person INTEGER);
        CREATE TABLE log (text TEXT);
        CREATE VIEW spy AS SELECT load_extension('evil');
        CREATE TRIGGER t AFTER INSERT ON people BEGIN DELETE FROM log; END;
        INSERT INTO people VALUES (1, 'Ann', 1.5, '007', x'ff00'), (2, NULL, 1e300, '', NULL);
        INSERT INTO orders VALUES (5, 1);
        """
    )
    connection.close()
    return path


def here(path: Path, **wishes: str) -> list[list[str | None]]:
    return preview_here(path, ImportOptions(**wishes), 10, (), thorough=False, rate=1.0).rows


def test_a_table_of_another_database_is_imported_by_a_child(shop: Path, project: ProjectFile) -> None:
    before = shop.read_bytes()
    result = import_file(project, shop)
    assert (result.rows_imported, result.kind, result.options.part) == (2, "sqlite", "people")
    assert "shop.db has more than people: empty, orders, log." in result.warnings[0]
    rows = project.read().execute('SELECT id, "full name", spent, code, extra FROM profiles').fetchall()
    assert rows == [(1, "Ann", 1.5, "007", "ff00"), (2, None, 1e300, None, None)]
    assert shop.read_bytes() == before


def test_the_window_process_never_opens_the_other_database(
    shop: Path, project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("opened here")

    monkeypatch.setattr(database, "_opened", refuse)
    assert propose(project, shop).preview.header == ["id", "full name", "spent", "code", "extra"]


def test_another_table_can_be_chosen_but_no_view(shop: Path) -> None:
    assert here(shop, part="orders") == [["5", "1"]]
    with pytest.raises(AdManagerError, match="has no part “spy”; it has empty, people, orders, log"):
        here(shop, part="spy")


def test_a_column_that_would_run_a_function_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "gen.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a, b AS (upper(a)))")
    connection.execute("INSERT INTO t VALUES ('x')")
    connection.commit()
    connection.close()
    assert here(path) == [["x", "X"]]


def test_a_project_is_refused_with_a_sentence(project: ProjectFile, tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "other.adm") as other:
        path = other.path
    with pytest.raises(AdManagerError, match=r"other\.adm is a project of AdManager"):
        here(path)
    for look in (propose, import_file, dry_run):
        with pytest.raises(AdManagerError, match="is this project itself; choose another file"):
            look(project, project.path)


@pytest.mark.parametrize("damage", ["cut", "zeros", "header only"])
def test_a_damaged_database_is_refused(shop: Path, damage: str) -> None:
    content = shop.read_bytes()
    shop.write_bytes(
        {
            "cut": content[:5000],
            "zeros": content[:100] + bytes(len(content) - 100),
            "header only": content[:100],
        }[damage]
    )
    with pytest.raises(AdManagerError, match=r"shop\.db (is damaged|has no table)"):
        here(shop)


def test_a_database_in_use_is_told(shop: Path) -> None:
    shop.with_name("shop.db-wal").write_bytes(b"x" * 100)
    with pytest.raises(AdManagerError, match=r"in use by another program.*shop\.db-wal lies beside it"):
        here(shop)


def test_broken_text_costs_its_row(tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a TEXT, b)")
    connection.execute("INSERT INTO t VALUES (CAST(x'ff41' AS TEXT), 1), ('fine', 2)")
    connection.commit()
    connection.close()
    found = preview_here(path, None, 10, (), thorough=False, rate=1.0)
    assert found.rows == [["fine", "2"]]
    assert [reject.line for reject in found.rejects] == [1]
