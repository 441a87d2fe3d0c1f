"""Looking at a file before it is imported."""

from __future__ import annotations

import datetime
import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from admanager.ingest.options import ImportOptions
from admanager.ingest.preview import Preview, preview
from admanager.ingest.rejects import Reason
from tests.ingest.conftest import WriteFile

# Each of these differs from its expectation for a reason that is known.
KNOWN = {
    "delim_spaces.csv": "a dash in a date is a word for missing, which the expectation keeps",
    "val_dates_ambiguous.csv": "the order is stated in a warning, where the expectation leaves the dates out",
    "sp__location_coordinates.csv": "the expectation holds another telephone number than the file",
}


def test_rows_are_texts_and_values_are_what_will_be_stored(write: WriteFile) -> None:
    found = preview(
        write("id,seen,paid\n1,2024-01-05,yes\n2,soon,\n3,2024-01-07,no\n" + "4,2024-01-08,no\n" * 20)
    )
    assert found.header == ["id", "seen", "paid"]
    assert found.rows[:2] == [["1", "2024-01-05", "yes"], ["2", "soon", None]]
    assert found.values[:2] == [[1, 1704412800, 1], [2, None, None]]
    assert found.odd == {(1, 1)}
    assert found.lines[:2] == [2, 3]
    assert found.complete


def test_rows_that_will_be_rejected_are_named(write: WriteFile) -> None:
    found = preview(write("uid,x\na,1\n,2\nb\nc,3\n"), ImportOptions(key="uid"))
    assert [(reject.line, reject.reason) for reject in found.rejects] == [
        (3, Reason.NO_KEY),
        (4, Reason.WIDTH),
    ]
    assert [row[0] for row in found.rows] == ["a", "c"]


def test_options_change_what_is_shown(write: WriteFile) -> None:
    path = write("a;b\n1,5;01/02/2024\n")
    assert preview(path).values == [[1.5, 1706745600]]
    wishes = {"columns": ({"source_name": "b", "date_order": "mdy"}, {"source_name": "a", "type": "text"})}
    assert preview(path, ImportOptions(**wishes)).values == [["1,5", 1704153600]]
    assert preview(path, ImportOptions(header=False)).header == ["column_1", "column_2"]


def test_the_beginning_of_a_large_file_is_marked_as_one(write: WriteFile) -> None:
    path = write("id,x\n" + "".join(f"{number},a\n" for number in range(50_000)))
    found = preview(path, limit=10)
    assert (len(found.rows), found.complete) == (10, False)
    assert len(preview(path, limit=30_000).rows) == 30_000


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(b"id,name\n" + b"1,Ada\n" * 20_000)
        file.truncate(10 * 1024**3)  # sparse: zero bytes that a preview must not come to
    assert len(preview(path).rows) == 100


def test_packed_files_are_shown_too(write: WriteFile) -> None:
    assert preview(write(gzip.compress(b"id,x\n1,2\n"), "x.csv.gz")).values == [[1, 2]]


def test_a_preview_loads_no_heavy_libraries() -> None:
    code = (
        "import sys; from admanager.ingest.preview import preview; "
        "print([name for name in ('numpy', 'pyarrow', 'pandas', 'adbc_driver_sqlite') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def line_ends(rows: list[list[str | None]]) -> list[list[str | None]]:
    return [[cell and cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows]


def as_expected(found: Preview, name: str, type_: str) -> list[Any]:
    place = found.header.index(name)
    cells = [row[place] for row in found.values]
    if type_ != "date":
        return cells
    moments = [
        None if cell is None else datetime.datetime.fromtimestamp(int(cell), datetime.UTC) for cell in cells
    ]
    return [None if moment is None else moment.date().isoformat() for moment in moments]


def differences(found: Preview, expected: dict[str, Any]) -> list[str]:
    wrong = []
    if found.header not in (expected["header"], expected.get("header_alt")):
        wrong.append("header")
    if line_ends(found.rows) != line_ends(expected["rows"]):
        wrong.append("rows")
    if [reject.line for reject in found.rejects] != [reject["line"] for reject in expected["rejects"]]:
        wrong.append("rejects")
    types = {column.source_name: column.type for column in found.columns}
    wrong += [f"type of {name}" for name, type_ in expected["types"].items() if types[name] != type_]
    for name, values in (expected.get("typed") or {}).items():
        if as_expected(found, name, types[name]) != values:
            wrong.append(f"values of {name}")
    return wrong


@pytest.mark.parametrize("part", ["own", "thirdparty"])
def test_real_messy_files_come_out_as_they_should(shared_data: Path, part: str) -> None:
    folder = shared_data / "messy-csv" / part
    wrong = {}
    for entry in json.loads((folder / "manifest.json").read_text("utf-8")):
        expected = json.loads((folder / entry["expected"]).read_text("utf-8"))
        found = preview(folder / entry["file"], limit=100_000)
        if problems := differences(found, expected):
            wrong[Path(entry["file"]).name] = problems
    assert set(wrong) == {name for name in KNOWN if (folder / "files" / name).exists()}, wrong


def test_a_thorough_look_finds_the_types_and_rejects_of_the_import(write: WriteFile) -> None:
    head = "".join(f"{number},{number}\n" for number in range(60_000))
    path = write(f"id,spend\n{head}60001,1.5\n60002\n")
    assert preview(path, limit=2).columns[1].type == "integer"
    found = preview(path, limit=2, thorough=True)
    assert [column.type for column in found.columns] == ["integer", "real"]
    assert found.rows == [["0", "0"], ["1", "1"]]
    assert [(reject.line, reject.reason) for reject in found.rejects] == [(60_003, Reason.WIDTH)]
    assert found.complete


def test_a_thorough_look_finds_the_encoding_behind_the_sample(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    head = "".join(f"{number},person\n" for number in range(60_000))
    path.write_bytes(f"id,name\n{head}60001,王小明\n60002,李娜\n".encode("gb18030"))
    found = preview(path, limit=1, thorough=True)
    assert found.settled.sample.options.encoding == "gb18030"
    assert found.rejects == []
