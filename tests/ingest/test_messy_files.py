"""131 small files, each damaged in a way that files are, held against what an importer should make of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from admanager.ingest.preview import preview

READ_OTHERWISE = {
    # Expects "-" in a column of dates as text, where a missing value is one everywhere else.
    "files/delim_spaces.csv": ["rows"],
    # Expects another telephone number than the file has.
    "files/sp__location_coordinates.csv": ["rows"],
}


def cleaned(rows: list[list[str | None]]) -> list[list[str | None]]:
    return [[None if cell is None else re.sub(r"\r\n|\r", "\n", cell) for cell in row] for row in rows]


def differences(path: Path, expected: dict[str, Any]) -> list[str]:
    found = preview(path, limit=1_000_000, thorough=True)
    wrong = []
    if found.header not in (expected["header"], expected.get("header_alt")):
        wrong.append("header")
    if cleaned(found.rows) != cleaned(expected["rows"]):
        wrong.append("rows")
    if sorted(reject.line for reject in found.rejects) != sorted(row["line"] for row in expected["rejects"]):
        wrong.append("rejects")
    types = {column.source_name: column.type for column in found.columns}
    if any(types.get(name) != type_ for name, type_ in (expected.get("types") or {}).items()):
        wrong.append("types")
    return wrong


@pytest.mark.parametrize("part", ["own", "thirdparty"])
def test_files_come_out_as_they_should(shared_data: Path, part: str) -> None:
    folder = shared_data / "messy-csv" / part
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    wrong = {}
    for entry in entries:
        expected = json.loads((folder / entry["expected"]).read_text(encoding="utf-8"))
        if differs := differences(folder / entry["file"], expected):
            wrong[entry["file"]] = differs
    known = {entry["file"] for entry in entries} & set(READ_OTHERWISE)
    assert wrong == {name: READ_OTHERWISE[name] for name in known}
