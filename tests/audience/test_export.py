"""Exporting a segment: who is in the file, and that a spreadsheet cannot be made to run it."""

from __future__ import annotations

import csv
import datetime as dt
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from admanager.audience import segments
from admanager.audience.export import export_people
from admanager.audience.export_formats import safe_cell
from admanager.audience.people_workbook import WorkbookWriter
from admanager.ingest.load import import_file
from admanager.ingest.locale import change_locale
from admanager.ingest.options import ImportOptions
from admanager.jobs import Job
from admanager.privacy.audit import read_log
from admanager.privacy.holdout import exports
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, Cancelled
from tests.audience.conftest import DAY, MARCH_1, Fill


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_members_are_written_with_their_columns(people: ProjectFile, tmp_path: Path) -> None:
    segments.save(people, "adults", "age >= 30")
    result = export_people(people, "adults", tmp_path / "out.csv")
    assert (result.rows, result.left_out) == (3, 0)
    rows = read(tmp_path / "out.csv")
    assert rows[0] == [
        "id",
        "age",
        "job",
        "balance",
        "housing",
        "loan",
        "joined",
        "seen",
        "member",
        "emp.var.rate",
    ]
    assert rows[1] == [
        "b",
        "35",
        "services",
        "0.0",
        "no",
        "no",
        "2024-03-02",
        "2024-03-02T00:00:00Z",
        "false",
        "1.1",
    ]
    assert rows[2][5:] == ["", "2024-03-03", "2024-03-02T23:59:59Z", "", ""]
    assert [row[0] for row in rows[1:]] == ["b", "c", "e"]


def test_people_without_consent_stay_out(project: ProjectFile, fill: Fill, tmp_path: Path) -> None:
    columns = [
        Column("id", "text", "key"),
        Column("ok", "boolean", "consent"),
        Column("x", "text", "ignored"),
    ]
    fill(project, columns, [("a", 1, "-"), ("b", 0, "-"), ("c", None, "-"), ("d", 1, "-")])
    result = export_people(project, "id is not missing", tmp_path / "out.csv")
    assert (result.rows, result.left_out, result.columns) == (2, 2, ("id", "ok"))
    assert read(tmp_path / "out.csv") == [["id", "ok"], ["a", "true"], ["d", "true"]]


def test_text_that_would_run_as_a_formula_is_disarmed_and_numbers_stay(
    project: ProjectFile, fill: Fill, tmp_path: Path
) -> None:
    columns = [
        Column("=id()", "text", "key"),
        Column("n", "integer", "number"),
        Column("r", "real", "number"),
    ]
    texts = ["=1+1", "+44 20", "-2+3", "@SUM(A1)", "\tx", "\r=1", "'quoted", 'a "b", c', "plain"]
    fill(project, columns, [(text, -5, -0.25) for text in texts])
    export_people(project, "n = -5", tmp_path / "out.csv")
    header, *rows = read(tmp_path / "out.csv")
    assert header == ["'=id()", "n", "r"]
    assert [row[0] for row in rows] == [
        "'=1+1", "'+44 20", "'-2+3", "'@SUM(A1)", "'\tx", "'\r=1", "'quoted", 'a "b", c', "plain",
    ]  # fmt: skip
    assert {(row[1], row[2]) for row in rows} == {("-5", "-0.25")}


@given(st.text())
def test_no_cell_starts_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\x00"))
    assert cell.endswith(text)


def test_a_byte_order_mark_stands_only_where_it_is_needed(people: ProjectFile, tmp_path: Path) -> None:
    export_people(people, "age >= 30", tmp_path / "ascii.csv")
    export_people(people, "age is missing", tmp_path / "umlaut.csv")
    assert (tmp_path / "ascii.csv").read_bytes().startswith(b"id,age")
    assert (tmp_path / "umlaut.csv").read_bytes().startswith(b"\xef\xbb\xbfid,age")
    assert read(tmp_path / "umlaut.csv")[1][2] == "Übersetzer"
    assert sorted(path.name for path in tmp_path.glob("*.csv*")) == ["ascii.csv", "umlaut.csv"]


def test_without_a_key_the_rows_are_numbered(project: ProjectFile, fill: Fill, tmp_path: Path) -> None:
    fill(project, [Column("age", "integer", "number")], [(20,), (30,), (40,)])
    export_people(project, "age >= 30", tmp_path / "out.csv")
    assert read(tmp_path / "out.csv") == [["_id", "age"], ["2", "30"], ["3", "40"]]


def test_a_large_segment_is_written_whole_and_in_order(
    project: ProjectFile, fill: Fill, tmp_path: Path
) -> None:
    fill(project, [Column("n", "integer", "key")], [(number,) for number in range(1700)])
    assert export_people(project, "n >= 0", tmp_path / "out.csv", holdout=0).rows == 1700
    assert [int(row[0]) for row in read(tmp_path / "out.csv")[1:]] == list(range(1700))


def test_an_export_is_in_the_audit_log_without_anyones_data(people: ProjectFile, tmp_path: Path) -> None:
    export_people(people, "job = 'services'", tmp_path / "out.csv")
    entry = read_log(people).entries[0]
    assert (entry.action, entry.object) == ("export people", "profiles")
    assert (entry.detail["rows"], entry.detail["left_out"]) == (1, 0)
    assert "services" not in str(entry)


class Impatient(Job):
    """Cancels at the first row that is written."""

    def progress(self, done: float, total: float, text: str) -> None:
        if text.startswith("Writing"):
            raise Cancelled


def test_a_cancelled_export_leaves_no_file_and_keeps_the_old_one(people: ProjectFile, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    with pytest.raises(Cancelled):
        export_people(people, "age >= 30", target, job=Impatient())
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.glob("out*")] == ["out.csv"]


class CancelledAtTheEnd(Job):
    """Is cancelled when the last row was written."""

    def __init__(self) -> None:
        self.at_the_end = False

    def progress(self, done: float, total: float, text: str) -> None:
        self.at_the_end = text.startswith("Writing") and done == total

    def check_cancelled(self) -> None:
        if self.at_the_end:
            raise Cancelled


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_an_export_that_is_cancelled_after_its_last_row_did_not_happen(
    people: ProjectFile, tmp_path: Path, ending: str
) -> None:
    before = read_log(people).total
    with pytest.raises(Cancelled):
        export_people(people, "age is missing", tmp_path / f"out.{ending}", job=CancelledAtTheEnd())
    assert [path.name for path in tmp_path.glob("*out*")] == []
    assert (read_log(people).total, exports(people)) == (before, [])


KILLED = """
import os, signal, sys
from pathlib import Path
from admanager.audience.export import export_people
from admanager.jobs import Job
from admanager.project.file import ProjectFile

class Killed(Job):
    def progress(self, done, total, text):
        if text.startswith("Writing"):
            os.kill(os.getpid(), signal.SIGKILL)

with ProjectFile.open(sys.argv[1]) as project:
    export_people(project, "age >= 30", Path(sys.argv[2]), job=Killed())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_what_a_killed_export_left_goes_with_the_next_one(
    people: ProjectFile, tmp_path: Path, ending: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / ".notes.csv.part").write_text("not ours")
    ended = subprocess.run([sys.executable, "-c", KILLED, str(people.path), str(folder / f"a.{ending}")])
    assert ended.returncode == -signal.SIGKILL
    assert len(list(folder.iterdir())) == 2
    export_people(people, "age >= 30", folder / "b.csv")
    assert sorted(path.name for path in folder.iterdir()) == [".notes.csv.part", "b.csv"]


def test_a_place_that_cannot_be_written_is_told(people: ProjectFile, tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="cannot be written: No such file or directory"):
        export_people(people, "age >= 30", tmp_path / "gone" / "out.csv")


def test_an_export_that_does_not_come_out_is_taken_back(people: ProjectFile, tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(AdManagerError, match="cannot be written"):
        export_people(people, "age >= 30", tmp_path / "out.csv", holdout=0.5, seed=1)
    assert exports(people) == []
    assert [entry.action for entry in read_log(people).entries[:2]] == ["export failed", "export people"]
    assert [path.name for path in tmp_path.glob("out*")] == ["out.csv"]


# -- workbooks and Parquet -----------------------------------------------------------------------------------

EVERY_TYPE = (
    Column("id", "text", "key"),
    Column("whole", "integer", "number"),
    Column("real", "real", "number"),
    Column("day", "date", "date"),
    Column("time", "datetime", "date"),
    Column("flag", "boolean", "flag"),
    Column("=name", "text", "text"),
)
TYPED_ROWS = (
    ("001", 5, -0.25, MARCH_1, MARCH_1 + 3661, 1, "=1+1"),
    ("+44 20", -7, 1e300, MARCH_1 - 400 * DAY, MARCH_1, 0, "-2+3"),
    ("1234567890123456789", 123456789012, 2.5, None, None, None, "名 \u201cq\u201d"),
    ("'x", None, None, MARCH_1, MARCH_1 - 1, 1, None),
)


@pytest.fixture
def typed(project: ProjectFile, fill: Fill) -> ProjectFile:
    fill(project, EVERY_TYPE, TYPED_ROWS)
    return project


def test_a_workbook_has_typed_cells_and_no_formula(typed: ProjectFile, tmp_path: Path) -> None:
    assert export_people(typed, "id is not missing", tmp_path / "out.xlsx").rows == 4
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [column.name for column in EVERY_TYPE]
    first, second = dt.datetime(2024, 3, 1), dt.datetime(2024, 3, 1, 1, 1, 1)
    assert rows[1] == ["001", 5, -0.25, first, second, True, "=1+1"]
    assert (rows[3][0], rows[3][1]) == ("1234567890123456789", 123456789012)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "b"}
    assert sheet["A2"].data_type == "s" == sheet["G2"].data_type
    assert [path.name for path in tmp_path.glob("out*")] == ["out.xlsx"]


def test_what_a_workbook_cannot_hold_is_replaced_or_refused(
    project: ProjectFile, fill: Fill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = (
        Column("t", "text", "text"),
        Column("r", "real", "number"),
        Column("d", "date", "date"),
        Column("n", "integer", "number"),
    )
    fill(project, columns, [("a\x00\x0bb", float("inf"), -(10**10), 10**18)])
    export_people(project, "t is not missing", tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [1, "a\ufffd\ufffdb", "inf", "1653-02-10", str(10**18)]
    monkeypatch.setattr("admanager.audience.export_formats.SHEET_ROWS", 1)
    with pytest.raises(AdManagerError, match="A sheet holds 0 rows, and the segment has 1 people"):
        export_people(project, "t is not missing", tmp_path / "out.xlsx")


def test_parquet_keeps_types_and_gaps(typed: ProjectFile, tmp_path: Path) -> None:
    export_people(typed, "id is not missing", tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    assert [str(field.type) for field in table.schema] == [
        "string", "int64", "double", "date32[day]", "timestamp[ms, tz=UTC]", "bool", "string",
    ]  # fmt: skip
    rows = table.to_pylist()
    assert rows[0]["time"] == dt.datetime(2024, 3, 1, 1, 1, 1, tzinfo=dt.UTC)
    assert (rows[2]["whole"], rows[2]["day"], rows[0]["=name"]) == (123456789012, None, "=1+1")
    export_people(typed, "whole = 99", tmp_path / "none.parquet")
    assert pq.read_table(tmp_path / "none.parquet").num_rows == 0


def test_texts_that_are_too_long_for_a_sheet_are_refused(
    typed: ProjectFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("admanager.audience.people_workbook._UNMARKED_BYTES", 5000)
    export_people(typed, "id is not missing", tmp_path / "out.xlsx")
    monkeypatch.setattr("admanager.audience.people_workbook._USUAL_CELL_BYTES", 1)
    monkeypatch.setattr("admanager.audience.people_workbook._UNMARKED_BYTES", 500)
    with pytest.raises(AdManagerError, match="too long for one sheet"):
        export_people(typed, "id is not missing", tmp_path / "long.xlsx")
    assert not [path for path in tmp_path.iterdir() if "long" in path.name]


@given(st.text())
def test_every_text_comes_back_from_a_workbook(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.xlsx"
        with WorkbookWriter(path, [Column(text, "text", "text")], 1, dt.UTC) as writer:
            writer.write([(text,)])
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "\ufffd", text)
    assert [row[0] for row in rows] == [kept, kept]


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai"])
@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_an_export_comes_back_without_loss(
    typed: ProjectFile, tmp_path: Path, ending: str, zone: str
) -> None:
    """A workbook has the times of the project's zone, in which another project of that zone reads them."""
    change_locale(typed, zone=zone)
    export_people(typed, "id is not missing", tmp_path / f"out.{ending}")
    roles = {"table": "profiles", "key": "id"}
    with ProjectFile.create(tmp_path / "again.adm") as again:
        change_locale(again, zone=zone)
        import_file(again, tmp_path / f"out.{ending}", options=ImportOptions.model_validate(roles))
        names = ", ".join(f'"{column.name}"' for column in EVERY_TYPE)
        rows = again.read().execute(f"SELECT {names} FROM profiles ORDER BY _id").fetchall()
    assert [tuple(row) for row in rows] == list(TYPED_ROWS)


def test_other_endings_are_refused(people: ProjectFile, tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match=r"exported as \.csv, \.xlsx, \.parquet"):
        export_people(people, "age >= 30", tmp_path / "out.doc")
