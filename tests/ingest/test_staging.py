"""Reading a file into a staging file: the work of the child process, done here without a child."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from admanager.ingest.options import ColumnOptions, ImportOptions
from admanager.ingest.readers import delimited
from admanager.ingest.stage_writer import LINE_RUNS, REJECTS, ROWS
from admanager.ingest.staging import Staged, StageRequest, stage_file
from admanager.jobs import Job
from admanager.project.tables import Column
from admanager.texts import AdManagerError
from tests.ingest.conftest import WriteFile


def stage(path: Path, *existing: Column, **wishes: Any) -> tuple[Staged, Path]:
    request = StageRequest(path, path.with_name("stage.db"), ImportOptions(**wishes), tuple(existing), 1, 1)
    return stage_file(request, job=Job()), request.stage


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def types_of(staged: Staged) -> dict[str, str]:
    return {column.name: column.type for column in staged.columns}


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in small blocks, so that small files have many."""
    original = delimited.blocks

    def blocks(path: Path, sample: Any, **_: Any) -> Iterator[Any]:
        return original(path, sample, block_bytes=1 << 16)

    monkeypatch.setattr(delimited, "blocks", blocks)


def test_rows_are_typed_and_counted(write: WriteFile) -> None:
    path = write(
        "id,name,spend,seen,active\n1,Ada,1.5,2024-01-05,yes\n2,,,,no\n\n3,Bea,x\n4,Carl,oops,2024-02-30,yes\n"
    )
    staged, file = stage(path)
    assert (staged.rows_read, staged.rows_staged, staged.rows_rejected, staged.rows_blank) == (5, 3, 1, 1)
    assert query(file, f"SELECT * FROM {ROWS}") == [
        (1, 1, 1, "Ada", "1.5", 1704412800, 1),
        (2, 1, 2, None, None, None, 0),
        (3, 1, 4, "Carl", "oops", None, 1),
    ]
    assert query(
        file, f"SELECT line, column_name, found, reason, whole_row FROM {REJECTS} ORDER BY line"
    ) == [
        (5, None, "3,Bea,x", "width", 1),
        (6, "seen", "2024-02-30", "type", 0),
    ]
    assert staged.cells_reported == 1
    assert staged.missing == (0, 1, 1, 2, 0)


def test_the_lines_of_rows_are_kept_through_quoted_line_breaks(write: WriteFile) -> None:
    _, file = stage(write('id,note\n1,"a\nb"\n2,c\n\n3,"d\r\ne"\n4,f\n'))
    assert query(file, f"SELECT id, line FROM {LINE_RUNS}") == [(1, 2), (2, 4), (3, 6), (4, 8)]


def long_column(*late: str, rows: int = 30_000) -> str:
    head = "".join(f"{number},{number % 7}\n" for number in range(rows))
    return f"row,value\n{head}" + "".join(f"{rows + place},{text}\n" for place, text in enumerate(late))


def test_a_word_far_beyond_the_sample_becomes_null_and_is_reported(write: WriteFile) -> None:
    staged, file = stage(write(long_column("forty")))
    assert types_of(staged)["value"] == "integer"
    assert query(file, f"SELECT line, column_name, found FROM {REJECTS}") == [(30_002, "value", "forty")]
    assert query(file, f"SELECT c1, typeof(c1) FROM {ROWS} ORDER BY _id DESC LIMIT 1") == [(None, "null")]


def test_decimals_far_beyond_the_sample_make_the_column_one_of_decimals(write: WriteFile) -> None:
    staged, file = stage(write(long_column("2.5")))
    assert types_of(staged)["value"] == "real"
    assert query(file, f"SELECT DISTINCT typeof(c1) FROM {ROWS}") == [("real",)]
    assert staged.cells_reported == 0


@pytest.mark.parametrize("late", [["A13"] * 40, ["007"] * 40, ["18446744073709551616"] * 40])
def test_identifiers_far_beyond_the_sample_make_the_column_text_and_nothing_is_lost(
    write: WriteFile, late: list[str]
) -> None:
    staged, file = stage(write(long_column(*late)))
    assert types_of(staged)["value"] == "text"
    assert staged.cells_reported == 0
    assert query(file, f"SELECT c1, COUNT(*) FROM {ROWS} GROUP BY c1 ORDER BY 2 LIMIT 1") == [(late[0], 40)]
    assert query(file, f"SELECT c1 FROM {ROWS} WHERE _id = 4") == [("3",)]


def test_a_day_beyond_twelve_far_on_decides_the_order_of_all_dates(write: WriteFile) -> None:
    rows = "".join(f"{number},0{number % 9 + 1}/02/2024\n" for number in range(20_000))
    staged, file = stage(write(f"row,day\n{rows}20000,02/25/2024\n"))
    assert next(column for column in staged.columns if column.name == "day").date_order == "mdy"
    assert query(file, f"SELECT date(c1, 'unixepoch') FROM {ROWS} WHERE _id = 2") == [("2024-02-02",)]
    assert staged.cells_reported == 0


def test_a_column_without_a_value_in_the_sample_gets_its_type_from_further_on(write: WriteFile) -> None:
    empty = "".join(f"{number},\n" for number in range(20_000))
    staged, _ = stage(write(f"row,value\n{empty}20000,2.5\n20001,3.5\n"))
    assert types_of(staged)["value"] == "real"


def test_unknown_stays_in_a_column_that_turns_out_to_be_free_text(write: WriteFile) -> None:
    few = "".join(f"{number},{'unknown' if number % 2 else 'red'}\n" for number in range(10_000))
    many = "".join(f"{number},colour {number}\n" for number in range(100))
    staged, file = stage(write(f"row,colour\n{few}{many}"))
    assert query(file, f"SELECT COUNT(*) FROM {ROWS} WHERE c1 = 'unknown'") == [(5000,)]
    assert staged.missing[1] == 0
    staged, file = stage(write(f"row,colour\n{few}"))
    assert query(file, f"SELECT COUNT(*) FROM {ROWS} WHERE c1 IS NULL") == [(5000,)]


def test_a_plain_beginning_does_not_settle_the_encoding(write: WriteFile) -> None:
    text = (
        "row,name\n"
        + "".join(f"{number},abc\n" for number in range(20_000))
        + "20000,東京都\n20001,大阪府\n20002,元日\n"
    )
    staged, file = stage(write(text, encoding="cp932"))
    assert staged.options.encoding == "cp932"
    assert staged.rows_rejected == 0
    assert query(file, f"SELECT c1 FROM {ROWS} WHERE c0 = 20000") == [("東京都",)]


def test_rows_without_a_key_are_rejected(write: WriteFile) -> None:
    staged, file = stage(write("uid,x\na1,1\n,2\n n/a ,3\nb2,4\n"), key="uid")
    assert staged.rows_rejected == 2
    assert query(file, f"SELECT c0 FROM {ROWS}") == [("a1",), ("b2",)]
    assert query(file, f"SELECT line, column_name, reason FROM {REJECTS}") == [
        (3, "uid", "no key"),
        (4, "uid", "no key"),
    ]


def test_a_key_allows_no_exception_to_its_type(write: WriteFile) -> None:
    ids = "".join(f"{number},x\n" for number in range(5000))
    staged, file = stage(write(f"customer_id,x\n{ids}oops,x\n"))
    assert types_of(staged)["customer_id"] == "text"
    assert staged.rows_rejected == 0
    assert query(file, f"SELECT c0, typeof(c0) FROM {ROWS} WHERE _id = 1") == [("0", "text")]


@pytest.mark.parametrize(
    ("policy", "kept"),
    [
        ("skip", [("a", 1, None), ("b", 3, "z")]),
        ("update", [("a", 5, "y"), ("b", 3, "z")]),
        ("replace", [("a", 5, None), ("b", 3, "z")]),
    ],
)
def test_keys_repeated_in_the_file_follow_the_policy(write: WriteFile, policy: str, kept: list[Any]) -> None:
    path = write("uid,n,t\na,1,\na,2,y\nb,3,z\na,5,\n")
    staged, file = stage(path, key="uid", on_duplicate=policy)
    assert query(file, f"SELECT c0, c1, c2 FROM {ROWS} ORDER BY _id") == kept
    assert (staged.rows_read, staged.rows_staged, staged.duplicates) == (4, 2, 2)
    assert staged.merged == (0 if policy == "skip" else 2)
    reported = query(file, f"SELECT line, found FROM {REJECTS} WHERE reason = 'duplicate'")
    assert reported == ([(3, "a"), (5, "a")] if policy == "skip" else [])


def test_a_number_that_repeats_at_the_end_of_ascending_ones_is_found(write: WriteFile) -> None:
    ids = "".join(f"{number},x\n" for number in range(30_000))
    assert stage(write(f"id,x\n{ids}"), key="id")[0].duplicates == 0
    assert stage(write(f"id,x\n{ids}29999,y\n"), key="id")[0].duplicates == 1


def test_fail_names_the_lines_of_a_repeated_key(write: WriteFile) -> None:
    with pytest.raises(AdManagerError, match="Line 4 has the same uid as line 2"):
        stage(write('uid,n\na,"1\n"\na,2\n'), key="uid", on_duplicate="fail")


def test_keys_may_repeat_in_events(write: WriteFile) -> None:
    staged, _ = stage(write("uid,time\na,1\na,2\n"), key="uid", table="events")
    assert (staged.rows_staged, staged.duplicates) == (2, 0)


def test_the_types_of_the_projects_columns_are_kept(write: WriteFile) -> None:
    text = Column("zip", "text", "text")
    number = Column("age", "integer", "number")
    staged, file = stage(write("zip,age,new\n12345,ten,1\n54321,11,2\n"), text, number)
    assert types_of(staged) == {"zip": "text", "age": "integer", "new": "integer"}
    assert query(file, f"SELECT c0, c1 FROM {ROWS}") == [("12345", None), ("54321", 11)]
    assert staged.cells_reported == 1


def test_dropped_columns_are_not_stored(write: WriteFile) -> None:
    wishes = {"columns": ({"source_name": "email", "role": "drop"},)}
    staged, file = stage(write("id,email\n1,a@b.test\n"), **wishes)
    assert [column.name for column in staged.stored] == ["id"]
    assert b"a@b.test" not in file.read_bytes()


def test_a_type_that_the_user_chose_is_not_changed(write: WriteFile) -> None:
    wishes = {"columns": ({"source_name": "x", "type": "integer"},)}
    staged, _ = stage(write("row,x\na,A1\nb,B2\nc,3\n"), **wishes)
    assert types_of(staged)["x"] == "integer"
    assert staged.cells_reported == 2


def test_hostile_names_never_get_into_the_staging_files_sql(write: WriteFile) -> None:
    staged, _ = stage(write('"a""; drop table p;--","x\'y",uid\n1,2,k\n1,3,k\n'), key="uid")
    assert [column.name for column in staged.columns] == ['a"; drop table p;--', "x'y", "uid"]
    assert staged.duplicates == 1


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_told(write: WriteFile, content: str) -> None:
    with pytest.raises(AdManagerError, match=r"data\.csv is empty"):
        stage(write(content))


def test_a_column_that_is_not_there_is_told_with_those_that_are(write: WriteFile) -> None:
    with pytest.raises(AdManagerError, match="no column uid; it has id, name"):
        stage(write("id,name\n1,a\n"), key="uid")
    wishes = {"columns": ({"source_name": "id", "role": "wizard"},)}
    with pytest.raises(AdManagerError, match="“wizard” is no role"):
        stage(write("id,name\n1,a\n"), **wishes)


def test_a_file_that_changes_while_it_is_read_is_told(write: WriteFile) -> None:
    path = write("id,name\n" + "1,a\n" * 50_000)

    class Appending(Job):
        def progress(self, done: float, total: float, text: str) -> None:
            with path.open("a") as file:
                file.write("2,b\n")

    request = StageRequest(path, path.with_name("stage.db"), ImportOptions(), (), 1, 1)
    with pytest.raises(AdManagerError, match="was changed while it was read"):
        stage_file(request, job=Appending())


@pytest.mark.skipif(os.name == "nt", reason="files have no size limit there")
def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "big.csv"
    path.write_text("id,name\n" + "".join(f"{number},person {number}\n" for number in range(60_000)))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(AdManagerError, match="is full or cannot be written"):
            stage(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_whole_file_decides_what_a_column_is_good_for(write: WriteFile) -> None:
    """The first rows look like one order, one flag, an empty note and an id that counts; the others tell otherwise."""
    rows = [
        (
            f"INV{number // 40}",
            number % 2 if number < 500 else number % 5,
            "" if number < 500 else f"n{number % 3}",
        )
        for number in range(6_000)
    ]
    lines = [
        f"{order},{visits},{note},{700 + n // 9},c{n % 9}" for n, (order, visits, note) in enumerate(rows)
    ]
    staged, _ = stage(write("orderNo,visits,note,sessionId,city\n" + "\n".join(lines) + "\n"))
    assert [column.role for column in staged.columns] == ["text", "number", "category", "text", "category"]
    assert [column.role for column in staged.options.columns] == [column.role for column in staged.columns]


def test_what_was_said_about_a_column_stays(write: WriteFile) -> None:
    lines = "\n".join(f"o{number // 40},{number % 2}" for number in range(6_000))
    said = (
        ColumnOptions(source_name="order_no", role="category"),
        ColumnOptions(source_name="a", role="number"),
    )
    staged, _ = stage(write(f"order_no,a\n{lines}\n"), columns=said)
    assert [column.role for column in staged.columns] == ["category", "number"]
