"""Workbooks: xlsx row by row, others through calamine."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from admanager.ingest import source as source_module
from admanager.ingest.load import import_file
from admanager.ingest.options import ImportOptions
from admanager.ingest.preview import preview
from admanager.ingest.readers import workbook
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.ingest.conftest import WriteFile


def made(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Customers"
    sheet.append(["Customers of spring"])
    sheet.append([])
    sheet.append(["id", "Full\nname", "joined", "seen", "code", "share", "ok", None])
    for number in range(1, 4):
        moment = dt.datetime(2024, 1, number, 8, 30)
        sheet.append([number, f"n{number}", moment.date(), moment, number + 6, 0.25, True])
        sheet.cell(number + 3, 5).number_format = "00000"
    sheet.cell(900, 40).number_format = "0.00"
    book.create_sheet("Empty")
    book.create_sheet("Orders").append(["order", "amount"])
    book["Orders"].append([1, "=1+1"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


def test_a_sheet_gives_names_dates_and_codes_as_they_are_shown(tmp_path: Path) -> None:
    found = preview(made(tmp_path))
    assert found.header == ["id", "Full name", "joined", "seen", "code", "share", "ok"]
    assert found.rows[0] == ["1", "n1", "2024-01-01", "2024-01-01 08:30:00", "00007", "0.25", "true"]
    types = [column.type for column in found.columns]
    assert types == ["integer", "text", "date", "datetime", "text", "real", "boolean"]
    assert (found.lines, found.complete) == ([4, 5, 6], True)
    assert found.settled.sample.parts == ("Customers", "Empty", "Orders")


@pytest.mark.usefixtures("in_process")
def test_another_sheet_is_chosen_by_name_and_the_others_are_told(
    tmp_path: Path, project: ProjectFile
) -> None:
    path = made(tmp_path)
    result = import_file(project, path)
    assert (result.rows_imported, result.rows_blank, result.options.part) == (3, 0, "Customers")
    assert "book.xlsx has more than Customers: Empty, Orders." in result.warnings[0]
    chosen = preview(path, ImportOptions(part="orders"))
    # The file was never calculated, so its formula has no value.
    assert (chosen.header, chosen.rows) == (["order", "amount"], [["1", None]])
    with pytest.raises(AdManagerError, match="has no part “July”; it has Customers, Empty, Orders"):
        preview(path, ImportOptions(part="July"))


@pytest.mark.usefixtures("in_process")
def test_the_mapping_of_a_sheet_reads_it_again_in_the_same_way(tmp_path: Path, project: ProjectFile) -> None:
    path = made(tmp_path)
    first = import_file(project, path)
    second = import_file(project, path, options=first.options)
    assert (second.rows_read, second.duplicates) == (3, 3)


def test_the_value_that_a_formula_had_is_read(tmp_path: Path) -> None:
    path = made(tmp_path)
    changed = tmp_path / "calculated.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
            new.writestr(name, content.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"))
    assert preview(changed, ImportOptions(part="Orders")).rows == [["1", "2"]]


def test_municipality_codes(shared_data: Path) -> None:
    path = shared_data / "import_samples" / "jp_municipality_codes.xlsx"
    found = preview(path, limit=3000)
    assert found.header[:2] == ["団体コード", "都道府県名 （漢字）"]
    assert (len(found.rows), len(found.header)) == (1794, 5)
    assert found.rows[0] == ["010006", "北海道", None, "ﾎｯｶｲﾄﾞｳ", None]
    assert len(preview(path, ImportOptions(part=found.settled.sample.parts[1]), limit=3000).rows) == 191


@pytest.mark.parametrize("cut", [30, 2000, -400])
def test_a_cut_workbook_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(made(tmp_path).read_bytes()[:cut])
    with pytest.raises(AdManagerError, match=r"cut\.xlsx is damaged"):
        preview(path)


def test_damage_within_a_sheet_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path)
    changed = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if name.endswith("sheet1.xml") else content)
    with pytest.raises(AdManagerError, match=r"odd\.xlsx is damaged or no workbook"):
        preview(changed)


def old_workbook(path: Path) -> Path:
    """Write a workbook of Excel 97 to 2003, with a second sheet, dates, codes as text and empty columns."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("客户")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    moment = xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM")
    for place, name in enumerate(["id", "姓名", "joined", "seen", "zip", "spend", "ok"]):
        sheet.write(0, place, name)
    for number in range(1, 4):
        sheet.write(number, 0, number)
        sheet.write(number, 1, f"张{number}")
        sheet.write(number, 2, dt.date(2024, 1, number), day)
        if number != 2:
            sheet.write(number, 3, dt.datetime(2024, 1, number, 8, 30), moment)
        sheet.write(number, 4, f"0123{number}")
        sheet.write(number, 5, number + 0.25)
        sheet.write(number, 6, number == 1)
    orders = book.add_sheet("Orders")
    orders.write(0, 0, "order")
    orders.write(1, 0, 7)
    book.save(str(path))
    return path


def test_an_old_workbook_is_read(tmp_path: Path, project: ProjectFile) -> None:
    path = old_workbook(tmp_path / "old.xls")
    found = preview(path)
    assert found.settled.sample.parts == ("客户", "Orders")
    assert {column.source_name: column.type for column in found.columns} == {
        "id": "integer", "姓名": "text", "joined": "date", "seen": "datetime", "zip": "text", "spend": "real",
        "ok": "boolean",
    }  # fmt: skip
    result = import_file(project, path, options=ImportOptions(key="id"))
    assert (result.rows_imported, result.rows_rejected, result.cells_reported) == (3, 0, 0)
    first = project.read().execute("SELECT * FROM profiles ORDER BY id").fetchall()
    day = 1_704_067_200
    assert [row[2:] for row in first] == [
        (1, "张1", day, day + 8 * 3600 + 1800, "01231", 1.25, 1),
        (2, "张2", day + 86_400, None, "01232", 2.25, 0),
        (3, "张3", day + 2 * 86_400, day + 2 * 86_400 + 8 * 3600 + 1800, "01233", 3.25, 0),
    ]
    assert preview(path, ImportOptions(part="Orders")).rows == [["7"]]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_an_old_workbook_that_is_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    content = old_workbook(tmp_path / "old.xls").read_bytes()
    (tmp_path / "cut.xls").write_bytes(content[: int(len(content) * share)])
    with pytest.raises(AdManagerError, match=r"cut\.xls is damaged or no workbook"):
        preview(tmp_path / "cut.xls")


@pytest.mark.parametrize("junk", [b"", b"junk" * 400, b"\x00" * 5000])
def test_a_damaged_old_workbook_is_refused(write: WriteFile, junk: bytes) -> None:
    path = write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + junk, "old.xls")
    with pytest.raises(AdManagerError, match=r"old\.xls is damaged or no workbook; open it in a spreadsheet"):
        preview(path)


def test_an_open_document_is_read(tmp_path: Path) -> None:
    cells = "".join(
        f"<table:table-row>{''.join(row)}</table:table-row>"
        for row in (
            [_text("id"), _text("joined")],
            [_number(1), '<table:table-cell office:value-type="date" office:date-value="2024-03-01"/>'],
        )
    )
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="One">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    path = tmp_path / "sheet.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<m/>")
    found = preview(path)
    assert (found.header, found.rows) == (["id", "joined"], [["1", "2024-03-01"]])


def _text(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def _number(number: int) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>'


def test_a_workbook_made_to_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_MAX_PART_BYTES", 1 << 20)
    assert source_module.MAX_RATIO == 250
    content = io.BytesIO()
    with zipfile.ZipFile(made(tmp_path)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + b" " * (8 << 20) * name.endswith("sheet1.xml"))
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(content.getvalue())
    with pytest.raises(AdManagerError, match="unpacks to more than 250 times its size"):
        preview(path)


def test_a_chart_with_a_sheet_of_its_own_is_in_nobodys_way(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["id", "name"])
    book.active.append([1, "Ada"])
    book.create_chartsheet("Chart")
    book.create_sheet("More").append(["x"])
    path = tmp_path / "chart.xlsx"
    book.save(path)
    found = preview(path)
    assert (found.header, found.rows) == (["id", "name"], [["1", "Ada"]])
    assert found.settled.sample.parts == ("Sheet", "More")


@pytest.mark.parametrize(
    "content",
    [
        "<html><table><tr><td>id</td></tr></table></html>",
        "\n<!DOCTYPE html>\n<html></html>",
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ],
)
def test_a_web_page_that_is_called_a_workbook_is_refused(write: WriteFile, content: str) -> None:
    with pytest.raises(AdManagerError, match="is a web page or XML"):
        preview(write(content, name="report.xls"))


def test_text_that_is_called_a_workbook_is_read_as_text(write: WriteFile) -> None:
    assert preview(write("<id>\tname\n1\tAda\n", name="report.xls")).header == ["<id>", "name"]
