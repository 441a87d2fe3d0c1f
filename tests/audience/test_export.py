"""Exporting a segment: who is in the file, and that a spreadsheet cannot be made to run it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.audience import segments
from admanager.audience.export import export_csv, safe_cell
from admanager.jobs import Job
from admanager.privacy.audit import read_log
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, Cancelled
from tests.audience.conftest import Fill


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_members_are_written_with_their_columns(people: ProjectFile, tmp_path: Path) -> None:
    segments.save(people, "adults", "age >= 30")
    result = export_csv(people, "adults", tmp_path / "out.csv")
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
    result = export_csv(project, "id is not missing", tmp_path / "out.csv")
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
    export_csv(project, "n = -5", tmp_path / "out.csv")
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
    export_csv(people, "age >= 30", tmp_path / "ascii.csv")
    export_csv(people, "age is missing", tmp_path / "umlaut.csv")
    assert (tmp_path / "ascii.csv").read_bytes().startswith(b"id,age")
    assert (tmp_path / "umlaut.csv").read_bytes().startswith(b"\xef\xbb\xbfid,age")
    assert read(tmp_path / "umlaut.csv")[1][2] == "Übersetzer"
    assert sorted(path.name for path in tmp_path.glob("*.csv*")) == ["ascii.csv", "umlaut.csv"]


def test_without_a_key_the_rows_are_numbered(project: ProjectFile, fill: Fill, tmp_path: Path) -> None:
    fill(project, [Column("age", "integer", "number")], [(20,), (30,), (40,)])
    export_csv(project, "age >= 30", tmp_path / "out.csv")
    assert read(tmp_path / "out.csv") == [["_id", "age"], ["2", "30"], ["3", "40"]]


def test_a_large_segment_is_written_whole_and_in_order(
    project: ProjectFile, fill: Fill, tmp_path: Path
) -> None:
    fill(project, [Column("n", "integer", "key")], [(number,) for number in range(1700)])
    assert export_csv(project, "n >= 0", tmp_path / "out.csv").rows == 1700
    assert [int(row[0]) for row in read(tmp_path / "out.csv")[1:]] == list(range(1700))


def test_an_export_is_in_the_audit_log_without_anyones_data(people: ProjectFile, tmp_path: Path) -> None:
    export_csv(people, "job = 'services'", tmp_path / "out.csv")
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
        export_csv(people, "age >= 30", target, job=Impatient())
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.glob("out*")] == ["out.csv"]


def test_a_place_that_cannot_be_written_is_told(people: ProjectFile, tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="cannot be written: No such file or directory"):
        export_csv(people, "age >= 30", tmp_path / "gone" / "out.csv")
