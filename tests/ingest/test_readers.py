"""Arrow and the exact parser give the same rows, lines and rejects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admanager.ingest.options import ImportOptions
from admanager.ingest.readers import Sample, arrow, delimited
from admanager.ingest.readers.records import Dialect, Layout
from admanager.ingest.rejects import Reason
from tests.ingest.conftest import WriteFile

MESSY = ("own", "thirdparty")
Read = tuple[list[list[str | None]], list[int], list[Any], int]


def read(path: Path, sample: Sample, *, exact: bool, block_bytes: int) -> Read:
    rows: list[list[str | None]] = []
    lines: list[int] = []
    rejects: list[Any] = []
    blank = 0
    for block in delimited.blocks(path, sample, exact=exact, block_bytes=block_bytes):
        rows += [list(row) for row in zip(*(column.to_pylist() for column in block.columns), strict=True)]
        lines += block.lines.tolist()
        rejects += block.rejects
        blank += block.blank
        assert all(len(column) == block.rows for column in block.columns)
    return rows, lines, rejects, blank


def sample_of(path: Path, **wishes: Any) -> Sample:
    return delimited.sample(path, ImportOptions(**wishes), rows=10)


well_formed = st.sampled_from(
    [
        "1,a",
        "2,b",
        '3,"x, y"',
        '4,"two\nlines"',
        '5,""',
        "6,",
        ",",
        "",
        "7",
        "8,a,b",
        '9,"he said ""no"""',
        "é,ü",
        " , ",
        " ",
    ]
)
damaged = st.sampled_from(['10,"open', '11,a"b', '12,"x"y"', "13,\udcff", "14,\x00", '"15"', '16,"z" '])
line_end = st.sampled_from(["\n", "\r\n", "\r"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=250, deadline=None)
@given(
    st.lists(st.tuples(well_formed | well_formed | damaged, line_end), max_size=25),
    st.sampled_from([16, 64, 1 << 20]),
)
def test_both_ways_of_reading_agree(tmp_path: Path, lines: list[tuple[str, str]], block_bytes: int) -> None:
    path = tmp_path / "x.csv"
    body = "".join(line + end for line, end in lines)
    path.write_bytes(b"id,name\n" + body.encode("utf-8", "surrogateescape"))
    sample = Sample(
        options=ImportOptions(
            encoding="utf-8", delimiter=",", quote='"', escape="", comment="", wrapped=False, header=True,
            skip_lines=0, header_rows=1,
        ),
        names=("id", "name"), rows=[], lines=[], rejects=[], blank=0, width=2, complete=False,
    )  # fmt: skip
    fast = read(path, sample, exact=False, block_bytes=block_bytes)
    exact = read(path, sample, exact=True, block_bytes=1 << 20)
    assert fast == exact
    accounted = len(fast[0]) + len(fast[2]) + fast[3]
    assert accounted <= len(lines) + body.count("\n") + body.count("\r") + 1


@settings(max_examples=200, deadline=None)
@given(st.lists(well_formed, min_size=1, max_size=20))
def test_arrow_takes_every_well_formed_block(lines: list[str]) -> None:
    buffer = ("\n".join(lines) + "\n").encode()
    assert arrow.read(buffer, Dialect(), Layout(2, 2), 1, final=True) is not None


@pytest.mark.parametrize(
    "text", ['1,a"b\n', '1,"a"b"\n', '1,"open\n', "1,\x00\n", '1,"a" \n', "1,\udcff\n", ' "1",a\n']
)
def test_arrow_refuses_what_it_would_read_otherwise(text: str) -> None:
    assert arrow.read(text.encode("utf-8", "surrogateescape"), Dialect(), Layout(2, 2), 1, final=True) is None


@pytest.mark.parametrize("part", MESSY)
def test_both_ways_agree_on_real_messy_files(shared_data: Path, part: str) -> None:
    folder = shared_data / "messy-csv" / part
    for entry in json.loads((folder / "manifest.json").read_text("utf-8")):
        path = folder / entry["file"]
        sample = sample_of(path)
        if sample.names:
            fast = read(path, sample, exact=False, block_bytes=4096)
            assert fast == read(path, sample, exact=True, block_bytes=1 << 22), entry["file"]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8-sig", b""), ("utf-16", b""), ("utf-16-le", b""), ("gb18030", b""), ("cp932", b"")],
)
def test_other_encodings_are_read_in_blocks(write: WriteFile, encoding: str, mark: bytes) -> None:
    rows = [[str(number), "東京都" if number % 3 else "大阪"] for number in range(500)]
    text = "id,name\r\n" + "".join(f"{number},{name}\r\n" for number, name in rows)
    path = write(text, encoding=encoding)
    found, lines, rejects, _ = read(path, sample_of(path, encoding=encoding), exact=False, block_bytes=1000)
    assert found == rows
    assert lines == list(range(2, 502))
    assert rejects == []


def test_a_row_with_broken_bytes_is_rejected_in_any_encoding(write: WriteFile) -> None:
    body = "id,name\n" + "".join(f"{number},大阪\n" for number in range(50))
    path = write(body.encode("cp932") + b"50,\x82\n51,ok\n")
    found, _, rejects, _ = read(path, sample_of(path, encoding="cp932"), exact=False, block_bytes=200)
    assert [row[0] for row in found] == [*(str(number) for number in range(50)), "51"]
    assert [(reject.line, reject.reason) for reject in rejects] == [(52, Reason.ENCODING)]


def test_a_line_without_end_does_not_fill_the_memory(
    write: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "MAX_RECORD_CHARS", 1000)
    path = write("id,name\n1,a\n" + "x" * 50_000 + "\n3,c\n")
    found, lines, rejects, _ = read(path, sample_of(path), exact=False, block_bytes=500)
    assert found == [["1", "a"], ["3", "c"]]
    assert lines == [2, 4]
    assert [(reject.line, reject.reason) for reject in rejects] == [(3, Reason.TOO_LONG)]


def test_a_field_longer_than_the_sample_is_read(write: WriteFile) -> None:
    path = write('id,name\n1,"' + "x" * 300_000 + '"\n2,b\n')
    assert [len(row[1] or "") for row in sample_of(path).rows] == [300_000, 1]


def test_the_cells_under_empty_names_at_the_end_may_not_hold_anything(write: WriteFile) -> None:
    path = write("id,name,,\n" + "1,a,,\n" * 2000 + "2,b,,x\n")
    sample = sample_of(path)
    assert sample.names == ("id", "name")
    found, _, rejects, _ = read(path, sample, exact=False, block_bytes=1 << 20)
    assert len(found) == 2000
    assert [reject.line for reject in rejects] == [2002]


def test_too_many_columns_are_refused(write: WriteFile) -> None:
    path = write(
        ",".join(f"c{number}" for number in range(3000)) + "\n" + ",".join("1" for _ in range(3000)) + "\n"
    )
    with pytest.raises(Exception, match="has 3000 columns"):
        sample_of(path)
