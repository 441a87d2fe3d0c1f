"""The list of what an import did not take, saved as CSV and as a workbook."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from admanager.audience import export_formats
from admanager.ingest import load
from admanager.ingest.load import import_file, undo_import
from admanager.ingest.options import ImportOptions
from admanager.project.file import ProjectFile
from admanager.report import rejects as rejects_module
from admanager.report.rejects import save_rejects
from admanager.texts import AdManagerError

LINES = [
    "id,name,visits",
    *(f"p{number},Person {number},{number}" for number in range(40)),
    "=cmd|' /C calc'!A0,too few",
    ",Nobody,3",
    "p50,Bea,=1+1",
    "p51,Ann,-viele",
    "p52,张伟,很多\x07",
]


@pytest.fixture
def batch(project: ProjectFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """An import with two rows and three cells that were not taken."""
    monkeypatch.setattr(load, "run_in_child", lambda function, *args, job: function(*args, job=job))
    path = tmp_path / "people.csv"
    path.write_text("\n".join(LINES), encoding="utf-8")
    columns = ({"source_name": "visits", "type": "integer"},)
    result = import_file(project, path, options=ImportOptions(key="id", columns=columns))
    assert (result.rows_rejected, result.cells_reported) == (2, 3)
    assert result.batch is not None
    return result.batch


def test_a_csv_has_line_column_value_expected_and_how_to_mend_with_safe_cells(
    project: ProjectFile, batch: int, tmp_path: Path
) -> None:
    path = tmp_path / "rejects.csv"
    assert save_rejects(project, batch, path) == 5
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["Line", "Column", "Value found", "Expected", "Why, and how to mend it"]
    assert [row[:4] for row in rows] == [
        ["42", "(whole row)", "'=cmd|' /C calc'!A0,too few", "3 fields"],
        ["43", "id", "", "a value in the key column"],
        ["44", "visits", "'=1+1", "a whole number"],
        ["45", "visits", "'-viele", "a whole number"],
        ["46", "visits", "很多\x07", "a whole number"],
    ]
    assert rows[0][4] == "The row has too few fields; add the missing delimiters."


def test_a_workbook_has_the_same_as_text_that_nothing_runs(
    project: ProjectFile, batch: int, tmp_path: Path
) -> None:
    path = tmp_path / "rejects.xlsx"
    assert save_rejects(project, batch, path) == 5
    sheet = openpyxl.load_workbook(path).active
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[1]][:4] == [
        42,
        "(whole row)",
        "=cmd|' /C calc'!A0,too few",
        "3 fields",
    ]
    assert [row[2].value for row in rows[2:]] == [
        None,
        "=1+1",
        "-viele",
        "很多\N{REPLACEMENT CHARACTER}",
    ]
    assert {cell.data_type for row in rows[1:] for cell in row[1:] if cell.value} == {"s"}


def test_texts_are_in_the_language_that_is_asked_for(
    project: ProjectFile, batch: int, tmp_path: Path
) -> None:
    path = tmp_path / "rejects.csv"
    save_rejects(project, batch, path, say=lambda text: f"<{text}>")
    assert path.read_text(encoding="utf-8-sig").startswith("<Line>,<Column>,<Value found>")
    assert "<a whole number>" in path.read_text(encoding="utf-8-sig")


def test_saving_is_noted_without_values(project: ProjectFile, batch: int, tmp_path: Path) -> None:
    save_rejects(project, batch, tmp_path / "rejects.csv")
    entry = project.read().execute("SELECT action, object, detail FROM audit ORDER BY id DESC").fetchone()
    assert entry == ("save rejects", f"batch {batch}", '{"rejects": 5}')
    assert project.check() == []


def test_what_cannot_be_saved_is_told_and_leaves_what_was_there(
    project: ProjectFile, batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AdManagerError, match=r"is neither of these"):
        save_rejects(project, batch, tmp_path / "rejects.pdf")
    with pytest.raises(AdManagerError, match="There is no import 9 in this project"):
        save_rejects(project, 9, tmp_path / "rejects.csv")
    with pytest.raises(AdManagerError, match="could not be written"):
        save_rejects(project, batch, tmp_path / "none" / "rejects.csv")
    kept = tmp_path / "kept.xlsx"
    kept.write_text("kept")
    monkeypatch.setattr(rejects_module, "SHEET_ROWS", 5)
    with pytest.raises(AdManagerError, match="A sheet holds 4 rows, and there are 5 rejects"):
        save_rejects(project, batch, kept)
    assert kept.read_text() == "kept"
    assert export_formats.SHEET_ROWS == 1_048_576
    undo_import(project, batch)
    with pytest.raises(AdManagerError, match="There is no import 1"):
        save_rejects(project, batch, tmp_path / "rejects.csv")
